"""One figure as a sentence tells it.

>>> from timeline.casualties.parse import Parse
>>> from timeline.casualties.rules import findings
>>> from timeline.casualties.tokens import Sentence
>>> text = "The raid killed a sergeant."
>>> p = Parse(Sentence(text, 0, len(text)))
>>> told = one(findings(p)[0].groups[0], findings(p)[0])
>>> told.effect, told.count, told.rule
('killed', 1, '<effect verb> N')
"""

from __future__ import annotations

from dataclasses import dataclass

from timeline.casualties.finding import Finding
from timeline.casualties.people import Group


@dataclass(slots=True, eq=False)
class Telling:
    """One figure as a sentence tells it: the groups it covers, its numbers, and the whole that it is a part of."""

    effect: str
    groups: list[Group]
    count: int | None
    low: int | None
    high: int | None
    bound: str
    rule: str
    finding: Finding
    parent: Telling | None = None
    share: float | None = None
    label: str | None = None
    orphan: bool = False
    noun: tuple[int, int] | None = None
    denominator: int | None = None
    side: str | None = None
    name: str | None = None
    holder: str | None = None


def one(group: Group, finding: Finding, parent: Telling | None = None, rule: str = "") -> Telling:
    q = group.quantity
    if group.whole is not None:
        reduced = finding.rule.startswith("N <effect verb>") and finding.trigger.first - group.after < 3
        if reduced:
            w = group.whole
            return Telling(
                finding.effect,
                [group],
                w.count,
                w.low,
                w.high,
                w.bound,
                f"{finding.rule}, whole of N of M",
                finding,
                None,
                name="whole",
            )
        return Telling(
            finding.effect,
            [group],
            q.count,
            q.low,
            q.high,
            q.bound,
            f"{finding.rule}, N of M",
            finding,
            parent,
            denominator=group.whole.count,
        )
    return Telling(finding.effect, [group], q.count, q.low, q.high, q.bound, rule or finding.rule, finding, parent)
