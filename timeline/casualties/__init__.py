"""Casualty claims: what a text says of the killed, injured, displaced, captured and released, figure by figure.

    >>> [(c.effect, c.count, c.bound, c.raw) for c in claims("The raid killed at least 12 villagers.", mentions=())]
    [('killed', 12, 'at_least', 'at least 12 villagers')]
"""

from __future__ import annotations

from collections.abc import Sequence

from timeline.casualties.people import Group
from timeline.casualties.syntax import Finding, findings
from timeline.casualties.tokens import Sentence, effect_sentences
from timeline.interval import Interval
from timeline.records import CasualtyClaim, Mention, identify

__all__ = ["claims"]


def claims(
    text: str, *, mentions: Sequence[Mention], published: Interval | None = None, article_id: str = ""
) -> list[CasualtyClaim]:
    """The casualty claims of a text in reading order; offsets count its code points."""
    out: list[CasualtyClaim] = []
    for start, end in effect_sentences(text):
        out += of_sentence(Sentence(text, start, end), article_id)
    unique = {c.claim_id: c for c in reversed(out)}
    return sorted(unique.values(), key=lambda c: (c.char_start, c.char_end))


def of_sentence(sentence: Sentence, article_id: str) -> list[CasualtyClaim]:
    out = []
    ids: dict[int, str] = {}
    for finding in findings(sentence):
        counted = [g for g in finding.groups if g.counted]
        parent = ids.get(id(finding.parent)) if finding.parent else None
        if len(counted) == len(finding.groups) > 1 and all(g.quantity.count for g in counted):
            total = claim(sentence, finding, counted, article_id, parent)
            ids[id(finding)] = parent = total.claim_id
            out.append(total)
        for group in counted:
            part = claim(sentence, finding, [group], article_id, parent)
            ids.setdefault(id(finding), part.claim_id)
            out.append(part)
    return out


def claim(sentence: Sentence, finding: Finding, members: list[Group], article_id: str, parent: str | None) -> CasualtyClaim:
    first, after = members[0].first, members[-1].after
    start, end = sentence.starts[first], sentence.ends[after - 1]
    quantity = members[0].quantity
    count, low, high, bound = quantity.count, quantity.low, quantity.high, quantity.bound
    if len(members) > 1:
        count = low = high = sum(g.quantity.count or 0 for g in members)
        bound = "exact"
    roles = {g.role for g in members}
    role = roles.pop() if len(roles) == 1 else None
    return CasualtyClaim(
        claim_id=identify("claim", article_id, start, end, finding.effect), article_id=article_id, effect=finding.effect,
        count=count, low=low, high=high, bound=bound, unit="households" if role == "households" else "people",
        group=sentence.said(quantity.after, after) or None, group_role=role, side=members[0].side, subset_of=parent,
        char_start=start, char_end=end, sentence=sentence.text[sentence.start : sentence.end],
        raw=sentence.text[start:end], rule=finding.rule, reason=f"“{sentence.said(finding.trigger.first, finding.trigger.after)}” of “{sentence.said(first, after)}”",
    )  # fmt: skip
