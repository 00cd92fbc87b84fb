"""How the dated articles of a corpus speak of days, learned from a sample of them.

    >>> habit = Habit((0, 1, 8), pseudo=1.0)
    >>> habit.learn([0, 0, 0, 5])
    >>> float(habit.density(np.array([0]))[0]) > float(habit.density(np.array([5]))[0])
    True

A habit is a histogram of "days from what is told to publication", smoothed by a general one. News wires print their
own day, magazines do not; so a date in the text says as much of the day of publication as it does in the articles of
the same corpus whose day is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from timeline.dating.clocks import GENERAL as ZONES
from timeline.dating.clocks import stamp, zones
from timeline.dating.said import HEAD, Said, day_of, is_head

# days from the told day to publication: the lower edges of the bins
EDGES = (-400, -60, -14, -7, -3, -1, 0, 1, 2, 4, 8, 15, 32, 93, 367)
# how many of a hundred dated articles fall in each bin, where nothing else is known
GENERAL_DAY = (4, 4, 3, 2, 3, 2, 14, 6, 6, 7, 8, 10, 12, 10, 9)
GENERAL_NAMED = (1, 3, 4, 6, 10, 12, 20, 12, 10, 8, 5, 4, 3, 1, 1)
GENERAL_DATELINE = (0.5, 0.5, 1, 3, 12, 20, 34, 14, 7, 4, 2, 1, 0.4, 0.3, 0.3)  # a named day at the head
GENERAL_WEEKDAY = (60, 15, 7, 5, 4, 4, 5)  # the day itself, the day after, …
GENERAL_MONTH = (22, 17, 11, 9, 7, 6, 5, 5, 5, 4, 4, 5)
GENERAL_STAMP = (94, 3, 1, 0.5, 0.5, 0.5, 0.5)  # the weekday printed with a clock time
PSEUDO = 30.0
AHEAD = 60  # days: how far ahead a date without a year is looked for


class Habit:
    """A smoothed histogram of distances."""

    def __init__(self, edges: Sequence[int], general: Sequence[float] = (), *, pseudo: float = PSEUDO) -> None:
        self.edges = np.asarray(edges)
        widths = np.append(np.diff(self.edges), 2000.0)
        prior = np.asarray(general, dtype=float) if len(general) else widths.copy()
        self.counts = pseudo * prior / prior.sum()
        self.widths = widths
        self._refresh()

    def learn(self, distances: Iterable[int]) -> None:
        places = np.searchsorted(self.edges, list(distances), side="right") - 1
        self.counts = self.counts + np.bincount(np.clip(places, 0, None), minlength=len(self.edges))
        self._refresh()

    def _refresh(self) -> None:
        log = np.log(self.counts / self.counts.sum() / self.widths)
        self._log = np.repeat(log, np.append(np.diff(self.edges), 1))  # of each distance from the first edge to the last

    def log(self, distances: np.ndarray) -> np.ndarray:
        found: np.ndarray = self._log.take(distances - int(self.edges[0]), mode="clip")
        return found

    def density(self, distances: np.ndarray) -> np.ndarray:
        return np.exp(self.log(distances))


@dataclass(frozen=True, slots=True)
class Signals:
    """What of a text its corpus can judge: days told in full (with their class), days and months without a year."""

    heads: tuple[int, ...] = ()
    days: tuple[int, ...] = ()
    yearless: tuple[tuple[int, int], ...] = ()
    months: tuple[int, ...] = ()
    weekdays: tuple[int, ...] = ()
    named: tuple[tuple[int, int, int], ...] = ()  # month, day and the weekday told with it
    dateline: tuple[tuple[int, int], ...] = ()  # month and day of a day named at the head, with its weekday
    event: int | None = None  # the day of the latest known event that is told
    stamp: int | None = None  # the weekday printed with a clock time at the head
    zones: tuple[str, ...] = ()


def signals(told: Said, ignore: frozenset[int] = frozenset(), event: int | None = None) -> Signals:
    """The signals of a text. `ignore` holds days that many articles of other days print (a page's own stamp)."""
    heads: list[int] = []
    days: list[int] = []
    for time in told.times:
        if time.shape == "day" and time.interval is not None and time.interval.start not in ignore:
            (heads if is_head(time) else days).append(time.interval.start)
    weekdays = [t.weekday for t in told.times if t.shape == "weekday" and t.look != "planned"]
    yearless = [(t.month, t.day) for t in told.times if t.shape == "yearless" and not t.weekday and day_of(2000, t.month, t.day)]
    months = [t.month for t in told.times if t.shape == "moon"]
    named = tuple(dict.fromkeys((t.month, t.day, t.weekday) for t in told.times
                                if t.shape == "yearless" and t.weekday and day_of(2000, t.month, t.day)))  # fmt: skip
    dateline = tuple((t.month, t.day) for t in told.times if t.shape == "yearless" and t.weekday and t.start < HEAD
                     and day_of(2000, t.month, t.day))[:1]  # fmt: skip
    return Signals(tuple(dict.fromkeys(heads)), tuple(dict.fromkeys(days)), tuple(dict.fromkeys(yearless)),
                   tuple(dict.fromkeys(months)), tuple(weekdays), named, dateline, event,
                   stamp(told.text), zones(told.text))  # fmt: skip


class Habits:
    """The habits of one corpus."""

    def __init__(self) -> None:
        self.head = Habit(EDGES, GENERAL_DAY)
        self.day = Habit(EDGES, GENERAL_DAY)
        self.yearless = Habit(EDGES, GENERAL_DAY)
        self.dateline = Habit(EDGES, GENERAL_DATELINE)
        self.event = Habit(EDGES, GENERAL_DAY)
        self.named = Habit(EDGES, GENERAL_NAMED)
        self.weekday = Habit(range(7), GENERAL_WEEKDAY)
        self.month = Habit(range(12), GENERAL_MONTH)
        self.stamp = Habit(range(7), GENERAL_STAMP, pseudo=10.0)
        self.zones = {zone: Habit(range(12), general, pseudo=10.0) for zone, general in ZONES.items()}

    def learn(self, sample: Iterable[tuple[Signals, int]]) -> None:
        sample = list(sample)
        self.head.learn(_nearest_of(day, s.heads) for s, day in sample if s.heads)
        self.day.learn(_nearest_of(day, s.days) for s, day in sample if s.days)
        self.named.learn(_year_round(day, m, d) for s, day in sample for m, d, _ in s.named)
        self.dateline.learn(_year_round(day, m, d) for s, day in sample for m, d in s.dateline)
        self.event.learn(day - s.event for s, day in sample if s.event is not None)
        self.yearless.learn(_year_round(day, m, d) for s, day in sample for m, d in s.yearless)
        self.weekday.learn((day - w) % 7 for s, day in sample for w in s.weekdays[:1])
        self.month.learn((_month(day) - m) % 12 for s, day in sample for m in s.months)
        self.stamp.learn((day - s.stamp) % 7 for s, day in sample if s.stamp)
        for zone, habit in self.zones.items():
            habit.learn(_month(day) - 1 for s, day in sample if zone in s.zones)

    def logs(self, told: Signals, grid: np.ndarray, months: np.ndarray) -> dict[str, np.ndarray]:
        """How well each day of the grid fits each sort of signal, as log densities."""
        out = {}
        if told.heads:
            out["heads"] = np.mean([self.head.log(grid - d) for d in told.heads], axis=0)
        if told.days:
            out["days"] = np.mean([self.day.log(grid - d) for d in told.days], axis=0)
        if told.yearless:
            found = [self.yearless.log(_rounds(grid, month, day)) for month, day in told.yearless]
            out["yearless"] = np.sum(found, axis=0) / np.sqrt(len(found))
        if told.named:
            other = [(grid - _rounds(grid, m, d) - w) % 7 != 0 for m, d, w in told.named]
            out["other year"] = -np.sum(other, axis=0, dtype=float)
            out["named"] = np.mean([self.named.log(_rounds(grid, m, d)) for m, d, _ in told.named], axis=0)
        for month, day in told.dateline:
            out["dateline"] = self.dateline.log(_rounds(grid, month, day))
        if told.event is not None:
            out["event"] = self.event.log(grid - told.event)
        if told.months:
            out["months"] = np.sum([self.month.log((months - m) % 12) for m in told.months], axis=0) / np.sqrt(len(told.months))
        if told.weekdays:
            out["weekdays"] = np.mean([self.weekday.log((grid - w) % 7) for w in told.weekdays[:6]], axis=0)
            out["first weekday"] = self.weekday.log((grid - told.weekdays[0]) % 7)
        if told.stamp:
            out["stamp"] = self.stamp.log((grid - told.stamp) % 7)
        if told.zones:
            out["zones"] = np.mean([self.zones[zone].log(months - 1) for zone in told.zones], axis=0)
        return out


def _nearest_of(day: int, told: Sequence[int]) -> int:
    return min((day - d for d in told), key=lambda distance: (abs(distance), distance))


def _year_round(day: int, month: int, of_month: int) -> int:
    return int(_rounds(np.array([day]), month, of_month)[0])


def _rounds(grid: np.ndarray, month: int, of_month: int) -> np.ndarray:
    """Days from the latest such day that lies at most `AHEAD` days ahead to each day of the grid."""
    # between two days of 29 February lie eight years at the most
    first, last = max(1, date.fromordinal(int(grid[0])).year - 8), date.fromordinal(int(grid[-1])).year + 1
    days = np.array([d for y in range(first, last + 1) if (d := day_of(y, month, of_month)) is not None])
    found: np.ndarray = grid - days[np.clip(np.searchsorted(days, grid + AHEAD, side="right") - 1, 0, None)]
    return found


def _month(day: int) -> int:
    return int(months_of(np.array([day]))[0])


def months_of(grid: np.ndarray) -> np.ndarray:
    found: np.ndarray = (grid - 719163).astype("datetime64[D]").astype("datetime64[M]").astype(int) % 12 + 1
    return found
