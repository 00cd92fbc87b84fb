"""How each event is drawn on a time axis: what is known of its time decides the mark.

    >>> day = mark("day", 10, 10, first=0, last=100, pixels=1000)
    >>> day.kind, day.span
    ('point', (101.0, 109.0))
    >>> mark("since", 10, None, first=0, last=100, pixels=1000).ends
    (False, True)
    >>> mark("on_or_before", None, 200, first=0, last=100, pixels=1000) is None
    True

Days are ordinals, the last one inclusive; the axis runs from day `first` up to, not including, day `last`.
"""

from __future__ import annotations

from dataclasses import dataclass

POINT, THINNEST = 8.0, 7.0


@dataclass(frozen=True, slots=True)
class Mark:
    """`kind`: point, bar, faded (some time within), before or after (a bound). `span` is in pixels from the left of the
    axis; `ends` says at which ends an arrow tells that it goes on."""

    kind: str
    span: tuple[float, float]
    ends: tuple[bool, bool] = (False, False)


def mark(extent: str, start: int | None, end: int | None, *, first: float, last: float, pixels: float) -> Mark | None:
    """The mark of an event, or None where it has no place on this stretch of the axis."""
    scale = pixels / (last - first)

    def at(day: float) -> float:
        return (day - first) * scale

    if extent in ("on_or_before", "on_or_after"):
        bound = end + 1 if extent == "on_or_before" and end is not None else start
        if bound is None or not first <= bound <= last:
            return None
        x = at(bound)
        return Mark("before", (x - 12, x + 1)) if extent == "on_or_before" else Mark("after", (x - 1, x + 12))
    if extent == "day" and start is not None:
        if not first <= start < last:
            return None
        x = at(start + 0.5)
        return Mark("point", (x - POINT / 2, x + POINT / 2))
    if start is None and end is None:
        return None
    begins = first if start is None else start
    ends = last if end is None else end + 1
    if begins >= last or ends <= first:
        return None
    left, right = at(max(begins, first)), at(min(ends, last))
    arrows = (start is None or start < first, end is None or end + 1 > last)
    if right - left < THINNEST:
        middle = min(max((left + right) / 2, THINNEST / 2), pixels - THINNEST / 2)
        left, right = middle - THINNEST / 2, middle + THINNEST / 2
    return Mark("faded" if extent == "within" else "bar", (left, right), arrows)
