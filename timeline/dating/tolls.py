"""A toll that grows with time: an article whose toll lies between two dated ones was written between them.

    >>> tolls = Tolls([("More than 10,000 people have been killed in Syria since protests began.", 100),
    ...                ("Over 20,000 people have been killed in Syria in the conflict.", 200)])
    >>> [found] = tolls.constraints("Some 15,000 people have been killed in Syria since the uprising began.")
    >>> found.start, found.end
    (100, 201)

Only totals count ("since", "so far", "the death toll", "have been killed"), and only beside totals that name the same
place and grow from article to article. Two counts of one war disagree, so a toll must lie a twentieth above or below.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

import re2

from timeline.dating.constraint import Constraint, iso

LEAST = 500  # smaller totals are those of single attacks
APART = 1.05
ENOUGH = 2
WEIGHT = 0.5
_TOLL = re2.compile(
    r"\b(\d{1,3}(?:,\d{3})+|\d{3,6})\b[^.\n;\d]{0,50}?\b(?:have (?:now |already )?been killed|had been killed|has killed|have died|"
    r"had died|dead|deaths|killed|died|lives)\b|\b(?:has|have|had) (?:now |already |so far )?killed (?:[a-z]+ ){0,4}(\d{1,3}(?:,\d{3})+)\b|"
    r"\bdeath toll (?:[a-z]+ ){0,5}(\d{1,3}(?:,\d{3})+|\d{3,6})\b")  # fmt: skip
_TOTAL = re2.compile(r"(?i)\b(?:since|so far|death toll|have been killed|had been killed|has killed|in all|overall|in total)\b")
_NAME = re2.compile(r"\b[A-Z][a-z]{3,}\b")
_NO_PLACE = frozenset({
    "More", "Over", "Some", "About", "Nearly", "Almost", "Since", "United", "Nations", "Monday", "Tuesday", "Wednesday", "Thursday",
    "Friday", "Saturday", "Sunday", "Health", "Ministry", "President", "Human", "Rights", "Observatory", "That", "They", "This",
    "There"})  # fmt: skip


def totals(text: str) -> Iterator[tuple[int, str, int, int]]:
    """Each total of the killed with a name told beside it, and its offsets."""
    for match in _TOLL.finditer(text):
        start, end = match.start(), match.end()
        around = text[max(text.rfind("\n", 0, start), text.rfind(". ", 0, start), start - 160) + 1 : end + 120].split("\n")[0]
        value = int((match[1] or match[2] or match[3]).replace(",", ""))
        if value < LEAST or 1900 <= value <= 2100 or not _TOTAL.search(around):
            continue
        for name in sorted(set(_NAME.findall(around)) - _NO_PLACE):
            yield value, name, start, end


class Tolls:
    """The totals of the dated articles, by the name told beside them."""

    def __init__(self, dated: Iterable[tuple[str, int]]) -> None:
        told: dict[str, list[tuple[int, int]]] = {}
        for text, day in dated:
            for value, name, _, _ in totals(text):
                told.setdefault(name, []).append((value, day))
        self._told = {name: sorted(set(pairs)) for name, pairs in told.items() if len(pairs) >= ENOUGH and _grows(pairs)}

    def constraints(self, text: str, *, but: int | None = None) -> list[Constraint]:
        """At most one: from the day of the nearest smaller total to that of the nearest greater. `but` is a day whose own
        telling does not count."""
        found = list(totals(text))
        for value, name, start, end in sorted(found, key=lambda t: (-t[0], t[1])):
            pairs = [pair for pair in self._told.get(name, ()) if pair[1] != but]
            if len(pairs) < ENOUGH:
                continue
            values = [v for v, _ in pairs]
            below = [day for _, day in pairs[: bisect_left(values, value / APART)]][-3:]
            above = [day for _, day in pairs[bisect_right(values, value * APART) :]][:3]
            low, high = (min(below) if below else None), (max(above) if above else None)
            if (low is None and high is None) or (low is not None and high is not None and low > high):
                continue
            told = " and ".join(part for part in (f"above those told up to {iso(low)}" if low is not None else "",
                                                  f"below those told from {iso(high)}" if high is not None else "") if part)  # fmt: skip
            return [Constraint(low, None if high is None else high + 1, "toll", WEIGHT, start, end,
                               f"the total of {value:,} killed ({name}) is {told}")]  # fmt: skip
        return []


def _grows(pairs: list[tuple[int, int]]) -> bool:
    """Whether later days tell greater totals, in four of five pairs that differ."""
    ordered = sorted(set(pairs))[:60]
    signs = [(b[1] > a[1]) - (b[1] < a[1]) for i, a in enumerate(ordered) for b in ordered[i + 1 :] if b[0] > a[0] * APART]
    rising, falling = signs.count(1), signs.count(-1)
    return rising > 0 and rising >= 4 * falling
