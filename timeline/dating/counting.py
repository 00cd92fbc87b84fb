"""From which day the dated articles of a corpus count the time of something: "five months of unrest", "a ten-week siege".

    >>> told = ["Six weeks of siege left Mora hungry.", "Mora, under siege for nine weeks.", "The siege of Mora is 10 weeks old."]
    >>> counting = Counting(map(lengths, told), [142, 163, 170], np.arange(100, 300))
    >>> found = counting.log("After twelve weeks the siege of Mora was lifted.")
    >>> 176 <= 100 + int(found.argmax()) <= 192
    True

Nobody has to know when the siege began: each telling puts its beginning so many weeks before its article's day, and an
article that counts twelve weeks of it lies twelve weeks after the same beginning. Words that go with lengths of time of
many beginnings ("for two years") agree on no day and so say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np
import re2

from timeline.reference.naming import content

NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
           "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty")  # fmt: skip
DAYS = {"week": 7.0, "month": 30.44, "year": 365.25}
LONGEST = {"week": 60, "month": 36, "year": 12}
BEFORE, AFTER = 50, 70  # characters about a length of time that say what it is the length of
LEAST = 3  # other articles that must count the same
WORDS = 3  # that agree best on a day
TELLINGS = 8  # of one article
ROUND = 0.6  # units that a told length is rounded by
UNSURE = 2.0  # tellings that say nothing of the day, beside those that do
Lengths = list[tuple[str, int, frozenset[str]]]

_LENGTH = re2.compile(rf"(?i)\b({'|'.join(NUMBERS)}|\d{{1,2}})[- ](week|month|year)s?\b")
_NEXT = re.compile(r"\b(?:next|coming|another)\s+$", re.I)
_CUT = re.compile(r"[.;\n]")


def lengths(text: str) -> Lengths:
    """The unit, the number and the words about it of each length of time that a text tells."""
    found = []
    for match in _LENGTH.finditer(text):
        told, unit = match[1].lower(), match[2].lower()
        number = int(told) if told.isdigit() else NUMBERS.index(told) + 2
        before = _CUT.split(text[max(0, match.start() - BEFORE) : match.start()])[-1]
        if 2 <= number <= LONGEST[unit] and not _NEXT.search(before):
            found.append((unit, number, content(f"{before} {_CUT.split(text[match.end() : match.end() + AFTER])[0]}")))
            if len(found) == TELLINGS:
                break
    return found


class Counting:
    """The lengths of time that the dated articles tell (one list an article), by their unit and each word about them."""

    def __init__(self, told_lengths: Iterable[Lengths], days: Sequence[int], grid: np.ndarray) -> None:
        self._grid = grid
        told: dict[tuple[str, str], list[tuple[float, int]]] = {}
        for number, (one, day) in enumerate(zip(told_lengths, days, strict=True)):
            for unit, count, words in one:
                for word in words:
                    told.setdefault((unit, word), []).append((day - count * DAYS[unit], number))
        self._told = {key: (np.array([day for day, _ in pairs]), np.array([who for _, who in pairs]))
                      for key, pairs in told.items() if len({who for _, who in pairs}) >= LEAST}  # fmt: skip

    def log(self, text: str, *, leave_out: int | None = None) -> np.ndarray | None:
        """How well each day of the grid fits the lengths of time that a text tells; None where nothing compares.
        `leave_out` names one dated article that shall not count."""
        found = []
        for unit, count, words in lengths(text):
            each = [log for word in sorted(words) if (log := self._of(unit, word, count * DAYS[unit], leave_out)) is not None]
            if each:
                best = sorted(each, key=lambda log: -float(log.max()))[:WORDS]
                found.append(np.mean(best, axis=0))
        if not found:
            return None
        summed: np.ndarray = np.sum(found, axis=0) / np.sqrt(len(found))
        return summed

    def _of(self, unit: str, word: str, length: float, leave_out: int | None) -> np.ndarray | None:
        if (unit, word) not in self._told:
            return None
        days, who = self._told[unit, word]
        if leave_out is not None:
            days = days[who != leave_out]
        if len(days) < LEAST:
            return None
        size, step, bell = len(self._grid), *_bell(unit)
        count = -(-size // step)
        places = np.floor((days + length - float(self._grid[0])) / step).astype(int)
        margin = len(bell) // 2
        binned = np.bincount(places[(places >= -margin) & (places < count + margin)] + margin, minlength=count + 2 * margin)
        density = np.convolve(binned, bell, mode="valid")
        log = np.log((density + UNSURE / size) / (len(days) + UNSURE) * size)
        middles = np.arange(count) * step + (step - 1) / 2
        found: np.ndarray = np.interp(np.arange(size), middles, log)
        return found


@cache
def _bell(unit: str) -> tuple[int, np.ndarray]:
    """Days of a step, and how a told length spreads over the steps about it."""
    width = ROUND * DAYS[unit]
    step = max(1, int(width) // 4)
    steps = int(3 * width / step)
    return step, np.exp(-0.5 * (np.arange(-steps, steps + 1) * step / width) ** 2) / (width * np.sqrt(2 * np.pi))
