"""One piece of evidence as a constraint on the day of publication; many of them as one interval.

    >>> after = Constraint(ordinal_of("2024-02-10"), None, "date", 0.9, reason="the text tells of 10 Feb 2024")
    >>> before = Constraint(None, ordinal_of("2024-02-17"), "plan", 0.6, reason="the text plans for 17 Feb 2024")
    >>> intersect([after, before]).when
    When.parse('[2024-02-10..2024-02-16]')

Constraints are taken from the strongest down; one that leaves no day is dropped and told, the others stand.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from timeline.interval import AFTER_LAST_DAY, FIRST_DAY, Interval, When, iso, ordinal_of

__all__ = ["Constraint", "Dated", "intersect", "iso", "ordinal_of", "span_of"]


@dataclass(frozen=True, slots=True)
class Constraint:
    """Publication lies in the half-open days `start` to `end` (None: open), as `reason` says.

    `kind` names the sort of evidence, `weight` (0 to 1) how sure it is: the weakest gives way in a contradiction.
    `char_start` and `char_end` hold the words of the article that say so; both 0 where it is not the article's words.
    """

    start: int | None
    end: int | None
    kind: str
    weight: float
    char_start: int = 0
    char_end: int = 0
    reason: str = ""
    dropped: bool = False

    @property
    def when(self) -> When | None:
        """What it leaves for the day of publication."""
        return span_of(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Dated:
    """The interval that the evidence leaves, the constraints that made it, and those dropped."""

    start: int | None
    end: int | None
    kept: tuple[Constraint, ...] = ()
    dropped: tuple[Constraint, ...] = ()

    @property
    def when(self) -> When | None:
        return span_of(self.start, self.end)


def span_of(start: int | None, end: int | None) -> When | None:
    if start is not None and end is not None:
        return When.within(Interval.parse(f"[{iso(start)}..{iso(end - 1)}]"))
    if start is not None:
        return When.on_or_after(Interval(start, start + 1))
    if end is not None:
        return When.on_or_before(Interval(end - 1, end))
    return None


def intersect(constraints: Iterable[Constraint]) -> Dated:
    """The days that all constraints leave, the strongest first; among equals the wider first, then by place."""
    low: int | None = None
    high: int | None = None
    kept: list[Constraint] = []
    dropped: list[Constraint] = []
    for constraint in sorted(constraints, key=_strongest_first):
        start = _latest(low, constraint.start)
        end = _earliest(high, constraint.end)
        if start is not None and end is not None and start >= end:
            dropped.append(constraint)
            continue
        low, high = start, end
        kept.append(constraint)
    return Dated(low, high, tuple(kept), tuple(dropped))


def _strongest_first(constraint: Constraint) -> tuple[float, int, int, int, str]:
    start = FIRST_DAY if constraint.start is None else constraint.start
    end = AFTER_LAST_DAY if constraint.end is None else constraint.end
    return (-constraint.weight, start - end, constraint.char_start, start, constraint.kind)


def _latest(a: int | None, b: int | None) -> int | None:
    return b if a is None else a if b is None else max(a, b)


def _earliest(a: int | None, b: int | None) -> int | None:
    return b if a is None else a if b is None else min(a, b)
