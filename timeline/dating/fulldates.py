"""The dates that the articles of a corpus tell in full, to find the year of a date that one of them tells without.

    >>> told = ["Hamas attacked Israel on October 7, 2023.", "The treaty of 7 October 1908 was torn up in Sofia."]
    >>> calendar = Calendar([(10, 7)], told)
    >>> str(calendar.find(10, 7, "The attack by Hamas on Israeli towns on October 7 began the war."))
    '7 Oct 2023'

The year is taken where the words about both dates agree, and no other year's words agree as well.
"""

from __future__ import annotations

from collections.abc import Iterable

import re2

from timeline.dating.said import day_of
from timeline.dating.since import content
from timeline.interval import Interval

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_NAME = "|".join(f"{m[:3]}(?:{m[3:]})?" if len(m) > 3 else m for m in MONTHS)
_FULL = re2.compile(
    rf"(?i)\b(?:(?P<m>{_NAME}|sept)\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y>[12]\d{{3}})"
    rf"|(?P<dd>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<mm>{_NAME}|sept)\.?,? (?P<yy>[12]\d{{3}}))\b")  # fmt: skip
AROUND = 160  # characters on each side of a date that say what happened on it
SHARED = 2  # words that must agree
KEPT = 400  # tellings of one day of the year that are kept


class Calendar:
    """Full dates of the wanted days of the year, with the stems of the words about them."""

    def __init__(self, wanted: Iterable[tuple[int, int]], texts: Iterable[str]) -> None:
        self._told: dict[tuple[int, int], list[tuple[int, frozenset[str]]]] = {key: [] for key in wanted}
        if not self._told:
            return
        for text in texts:
            for match in _FULL.finditer(text):
                month, day, year = match["m"] or match["mm"], match["d"] or match["dd"], match["y"] or match["yy"]
                key = (_month(month), int(day))
                entry = self._told.get(key)
                if entry is not None and len(entry) < KEPT and day_of(int(year), *key):
                    entry.append((int(year), _about(text, match.start(), match.end())))

    def find(self, month: int, day: int, sentence: str) -> Interval | None:
        """That day of the year in which the corpus tells of the same, None where it tells of none or of several."""
        words = content(sentence)
        best: dict[int, int] = {}
        for year, about in self._told.get((month, day), ()):
            best[year] = max(best.get(year, 0), len((words & about) - _MONTH_STEMS))
        ranked = sorted(best.items(), key=lambda item: (-item[1], item[0]))
        if not ranked or ranked[0][1] < SHARED or (len(ranked) > 1 and ranked[1][1] >= ranked[0][1]):
            return None
        start = day_of(ranked[0][0], month, day)
        return Interval(start, start + 1) if start is not None else None


_MONTH_STEMS = frozenset(m[:5] for m in MONTHS) | {m[:3] for m in MONTHS}


def _month(name: str) -> int:
    return next(i for i, m in enumerate(MONTHS, 1) if m.startswith(name.lower()[:3]))


def _about(text: str, start: int, end: int) -> frozenset[str]:
    before = text[max(0, start - AROUND) : start]
    after = text[end : end + AROUND]
    return content(before[max(before.rfind("\n"), before.rfind(". ")) + 1 :] + " " + after.split("\n")[0].split(". ")[0])
