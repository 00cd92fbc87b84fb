"""The dates that the articles of a corpus tell in full, to find the year of a date that one of them tells without.

    >>> told = ["Hamas attacked Israel on October 7, 2023.", "The treaty of 7 October 1908 was torn up in Sofia."]
    >>> calendar = Calendar(told)
    >>> str(calendar.find(10, 7, "The attack by Hamas on Israeli towns on October 7 began the war."))
    '7 Oct 2023'

The year is taken where the words about both dates agree, and no other year's words agree as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import re2

from timeline.dating.said import day_of
from timeline.interval import Interval
from timeline.reference.naming import content

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_NAME = "|".join(f"{m[:3]}(?:{m[3:]})?" if len(m) > 3 else m for m in MONTHS)
_FULL = re2.compile(
    rf"(?i)\b(?:(?P<m>{_NAME}|sept)\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)? ?,? (?P<y>[12]\d{{3}})"
    rf"|(?P<dd>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<mm>{_NAME}|sept)\.? ?,? (?P<yy>[12]\d{{3}}))\b")  # fmt: skip
AROUND = 160  # characters on each side of a date that say what happened on it
SHARED = 2  # words that must agree
KEPT = 6  # tellings of one day that are kept


def full_dates(text: str) -> Iterator[tuple[int, int, int, int, int]]:
    """Year, month, day and the offsets of each date that a text prints in full."""
    for match in _FULL.finditer(text):
        month, day, year = match["m"] or match["mm"], match["d"] or match["dd"], match["y"] or match["yy"]
        if day_of(int(year), _month(month), int(day)):
            yield int(year), _month(month), int(day), match.start(), match.end()


class Calendar:
    """The full dates of a corpus by the day of the year, with the stems of the words about them."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._told: dict[tuple[int, int], dict[int, list[frozenset[str]]]] = {}
        for text in texts:
            for year, month, day, start, end in full_dates(text):
                kept = self._told.setdefault((month, day), {}).setdefault(year, [])
                if len(kept) < KEPT:
                    kept.append(_about(text, start, end))

    def find(self, month: int, day: int, sentence: str) -> Interval | None:
        """That day of the year in which the corpus tells of the same, None where it tells of none or of several."""
        words = content(sentence) - MONTH_STEMS
        best = {year: max(len(words & about) for about in kept) for year, kept in self._told.get((month, day), {}).items()}
        ranked = sorted(best.items(), key=lambda item: (-item[1], item[0]))
        if not ranked or ranked[0][1] < SHARED or (len(ranked) > 1 and ranked[1][1] >= ranked[0][1]):
            return None
        start = day_of(ranked[0][0], month, day)
        return Interval(start, start + 1) if start is not None else None


MONTH_STEMS = frozenset(m[:5] for m in MONTHS) | {m[:3] for m in MONTHS}


def _month(name: str) -> int:
    return next(i for i, m in enumerate(MONTHS, 1) if m.startswith(name.lower()[:3]))


def _about(text: str, start: int, end: int) -> frozenset[str]:
    before = text[max(0, start - AROUND) : start]
    after = text[end : end + AROUND]
    return content(before[max(before.rfind("\n"), before.rfind(". ")) + 1 :] + " " + after.split("\n")[0].split(". ")[0])
