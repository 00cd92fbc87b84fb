"""Half-open intervals of days with a grain, what is known of when something was, and both as EDTF text.

    >>> month(2023, 9)
    Interval.parse('2023-09')
    >>> When.within(month(2023, 9)).edtf
    '2023-09'
    >>> When.throughout(day(2023, 11, 24), day(2023, 12, 1)).edtf
    '2023-11-24/2023-12-01'
    >>> When.since(year(2012)).edtf
    '2012/..'
    >>> str(When.on_or_before(day(2025, 9, 16)))
    'on or before 16 Sep 2025'

Days are proleptic Gregorian ordinals (`datetime.date.toordinal`), years 1 to 9999, half-open in code; tables and
people get inclusive days (`first`, `last`, `When.start`, `When.end`). Text is EDTF (ISO 8601-2:2019, levels 0 to 2).
One extension: an end of an interval that has no calendar name stands as its set, `[2025-09-08..2025-09-14]/..`.
"""

from __future__ import annotations

import enum
import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date

from timeline.days import AFTER_LAST_DAY, FIRST_DAY, calendar_name, day_phrase, days_phrase, iso


class Grain(enum.IntEnum):
    """The unit that a time is told in; coarser grains are greater."""

    DAY = 0
    WEEK = 1
    MONTH = 2
    QUARTER = 3
    SEASON = 4
    HALF = 5
    YEAR = 6
    DECADE = 7
    CENTURY = 8

    @property
    def label(self) -> str:
        return self.name.lower()


MONTHS_IN = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.SEASON: 3, Grain.HALF: 6, Grain.YEAR: 12, Grain.DECADE: 120,
             Grain.CENTURY: 1200}  # fmt: skip
SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # meteorological, northern; winter ends in the next year


class OutOfRange(ValueError):
    """A day outside the years 1 to 9999, or one that the calendar does not have."""


@dataclass(frozen=True, slots=True)
class Interval:
    """The days from `start` up to, not including, `end`; never empty.

    >>> Interval.parse('2024-02').first
    datetime.date(2024, 2, 1)
    >>> Interval.parse('2024-02').last
    datetime.date(2024, 2, 29)
    """

    start: int
    end: int
    grain: Grain = Grain.DAY
    approximate: bool = False
    uncertain: bool = False

    def __post_init__(self) -> None:
        if not FIRST_DAY <= self.start < self.end <= AFTER_LAST_DAY:
            raise OutOfRange(
                f"days {self.start} to {self.end}: an interval has at least one day, in the years 1 to 9999"
            )

    @property
    def first(self) -> date:
        return date.fromordinal(self.start)

    @property
    def last(self) -> date:
        return date.fromordinal(self.end - 1)

    @property
    def days(self) -> int:
        return self.end - self.start

    def __contains__(self, other: Interval | date | int) -> bool:
        if isinstance(other, Interval):
            return self.start <= other.start and other.end <= self.end
        ordinal = other if isinstance(other, int) else other.toordinal()
        return self.start <= ordinal < self.end

    def overlaps(self, other: Interval) -> bool:
        return self.start < other.end and other.start < self.end

    def intersection(self, other: Interval) -> Interval | None:
        """The days in both; the narrower of the two gives the grain. None where they share no day."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        if start >= end:
            return None
        narrower = min(self, other, key=lambda i: (i.days, i.grain))
        return replace(narrower, start=start, end=end)

    def hull(self, other: Interval) -> Interval:
        """All days from the first of either to the last of either."""
        return Interval(min(self.start, other.start), max(self.end, other.end), max(self.grain, other.grain),
                        self.approximate or other.approximate, self.uncertain or other.uncertain)  # fmt: skip

    @property
    def mark(self) -> str:
        return {(False, False): "", (True, False): "~", (False, True): "?", (True, True): "%"}[
            self.approximate, self.uncertain
        ]

    @property
    def edtf(self) -> str:
        """The text of one unknown day or days within: a calendar name where there is one, else a set."""
        name = calendar_name(self.start, self.end)
        if name is not None:
            return name + self.mark
        return f"[{iso(self.start)}{self.mark}..{iso(self.end - 1)}{self.mark}]"

    @classmethod
    def parse(cls, text: str) -> Interval:
        """The interval of `Interval.edtf`. Raises ValueError with the text where it is no closed interval."""
        when = When.parse(text)
        if when.first is None or when.extent not in ("day", "within") or when.first != when.last:
            raise ValueError(
                f"{text!r}: expected one closed interval such as 2024-02-13, 2023-09 or [2025-09-08..2025-09-14]"
            )
        return when.first

    def __repr__(self) -> str:
        return f"Interval.parse({self.edtf!r})"

    def __str__(self) -> str:
        """For people: '14 Feb 2024', 'Sep 2023', 'week of 8 Sep 2025', '2–9 May 2024'."""
        text = days_phrase(self.start, self.end, week=self.grain == Grain.WEEK)
        return f"about {text}" if self.approximate else text


def ordinal_of(text: str) -> int:
    """The day number of an ISO day, '2024-02-13'. Raises OutOfRange for a day that no calendar has."""
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError as error:
        raise OutOfRange(f"{text!r}: expected a day such as 2024-02-13") from error


# ---------------------------------------------------------------- calendar units


def day(y: int, m: int, d: int) -> Interval:
    try:
        start = date(y, m, d).toordinal()
    except ValueError as error:
        raise OutOfRange(f"{y:04d}-{m:02d}-{d:02d}: {error}") from error
    return Interval(start, start + 1)


def on(moment: date | int) -> Interval:
    """That one day."""
    start = moment if isinstance(moment, int) else moment.toordinal()
    return Interval(start, start + 1)


def months_from(y: int, m: int, count: int, grain: Grain) -> Interval:
    """`count` months from the first of month `m` (1 to 12) of year `y`."""
    first, after = y * 12 + m - 1, y * 12 + m - 1 + count
    if not 12 <= first < after <= 120000:
        raise OutOfRange(f"year {y}, month {m}, {count} months: outside the years 1 to 9999")
    start = date(first // 12, first % 12 + 1, 1).toordinal()
    end = AFTER_LAST_DAY if after == 120000 else date(after // 12, after % 12 + 1, 1).toordinal()
    return Interval(start, end, grain)


def month(y: int, m: int) -> Interval:
    if not 1 <= m <= 12:
        raise OutOfRange(f"month {m}: expected 1 to 12")
    return months_from(y, m, 1, Grain.MONTH)


def quarter(y: int, q: int) -> Interval:
    return months_from(y, 3 * q - 2, 3, Grain.QUARTER)


def season(y: int, code: str) -> Interval:
    """SP, SU, FA or WI of TIMEX3; winter of 2014 is December 2014 to February 2015."""
    return months_from(y, SEASON_MONTH[code], 3, Grain.SEASON)


def half(y: int, h: int) -> Interval:
    return months_from(y, 6 * h - 5, 6, Grain.HALF)


def year(y: int) -> Interval:
    return months_from(y, 1, 12, Grain.YEAR)


def decade(first_year: int) -> Interval:
    return months_from(first_year, 1, 120, Grain.DECADE)


def century(first_year: int) -> Interval:
    """A hundred years as EDTF counts them: century(1900) is 19XX."""
    return months_from(first_year, 1, 1200, Grain.CENTURY)


def week(ordinal: int) -> Interval:
    """The week, Monday to Sunday, of a day."""
    monday = ordinal - (ordinal + 6) % 7
    return Interval(max(monday, FIRST_DAY), min(monday + 7, AFTER_LAST_DAY), Grain.WEEK)


def containing(ordinal: int, grain: Grain) -> Interval:
    """The unit of that grain that holds a day; a season holds its winter days from December on.

    >>> containing(day(2024, 2, 13).start, Grain.QUARTER)
    Interval.parse('[2024-01-01..2024-03-31]')
    """
    if grain == Grain.DAY:
        return on(ordinal)
    if grain == Grain.WEEK:
        return week(ordinal)
    moment = date.fromordinal(ordinal)
    if grain == Grain.SEASON:
        first = moment.year * 12 + moment.month - 1 - moment.month % 3
        if first < 12:  # the winter that began before the calendar does
            return Interval(FIRST_DAY, date(1, 3, 1).toordinal(), grain)
        if first + 3 > 120000:
            return Interval(date(9999, 12, 1).toordinal(), AFTER_LAST_DAY, grain)
        return months_from(first // 12, first % 12 + 1, 3, grain)
    if grain >= Grain.DECADE:
        size = MONTHS_IN[grain] // 12
        first_year = moment.year // size * size
        if first_year == 0:
            return Interval(FIRST_DAY, date(size, 1, 1).toordinal(), grain)
        return months_from(first_year, 1, MONTHS_IN[grain], grain)
    size = MONTHS_IN[grain]
    return months_from(moment.year, (moment.month - 1) // size * size + 1, size, grain)


def shift_day(ordinal: int, count: int, grain: Grain) -> int:
    """The day `count` units on; a month's missing last days fall on its last one (31 January + 1 month: 29 February)."""
    if grain <= Grain.WEEK:
        moved = ordinal + count * (7 if grain == Grain.WEEK else 1)
    else:
        moment = date.fromordinal(ordinal)
        index = moment.year * 12 + moment.month - 1 + count * MONTHS_IN[grain]
        if not 12 <= index < 120000:
            raise OutOfRange(f"{count} {grain.label}s from {moment}: outside the years 1 to 9999")
        y, m = index // 12, index % 12 + 1
        moved = date(y, m, min(moment.day, monthrange(y, m)[1])).toordinal()
    if not FIRST_DAY <= moved < AFTER_LAST_DAY:
        raise OutOfRange(f"{count} {grain.label}s from {iso(ordinal)}: outside the years 1 to 9999")
    return moved


def shift(interval: Interval, count: int, grain: Grain) -> Interval:
    """The unit of `grain` that lies `count` such units from the one holding the interval's first day.

    >>> shift(day(2024, 3, 14), -2, Grain.WEEK)
    Interval.parse('[2024-02-26..2024-03-03]')
    """
    return containing(shift_day(interval.start, count, grain), grain)


# ---------------------------------------------------------------- what is known of when something was


@dataclass(frozen=True, slots=True)
class When:
    """What is known of when something was: the reading (`extent`) and the interval at each end.

    `day` and `within` hold one interval, in `first` and `last` (two, where it is one of two that nothing settles);
    `throughout` lasts from (a day in) `first` to (a day
    in) `last`; `since` has no `last`, `until` no `first`; `on_or_before` is some day up to the end of `last`,
    `on_or_after` some day from the start of `first` on. A time that nothing dates or bounds is None, not a When.
    """

    extent: str
    first: Interval | None = None
    last: Interval | None = None

    @classmethod
    def within(cls, interval: Interval) -> When:
        """Some unknown day or days of the interval; `day` when it is one day."""
        return cls("day" if interval.days == 1 else "within", interval, interval)

    @classmethod
    def one_of(cls, one: Interval, other: Interval) -> When:
        """Within one of two intervals, and nothing settles which: EDTF `[2024-03-04,2024-04-03]`."""
        first, last = sorted((one, other), key=lambda i: (i.start, i.end))
        return cls("within", first, last)

    @classmethod
    def throughout(cls, first: Interval, last: Interval) -> When:
        if first.start >= last.end:
            raise OutOfRange(f"{first.edtf}/{last.edtf}: the end lies before the beginning")
        return cls("throughout", first, last)

    @classmethod
    def since(cls, first: Interval) -> When:
        return cls("since", first, None)

    @classmethod
    def until(cls, last: Interval) -> When:
        return cls("until", None, last)

    @classmethod
    def on_or_before(cls, last: Interval) -> When:
        return cls("on_or_before", None, last)

    @classmethod
    def on_or_after(cls, first: Interval) -> When:
        return cls("on_or_after", first, None)

    @property
    def start(self) -> date | None:
        """The first day that it can touch, inclusive; None when open."""
        return self.first.first if self.first else None

    @property
    def end(self) -> date | None:
        """The last day that it can touch, inclusive; None when open."""
        return self.last.last if self.last else None

    @property
    def precision(self) -> str:
        """The grain, 'bound' for a time that is only bounded on one side, 'span' for one longer than a month that is no
        unit of the calendar: "a few months ago" is no half-year."""
        if self.extent in ("on_or_before", "on_or_after"):
            return "bound"
        widest = max((i for i in (self.first, self.last) if i is not None), key=lambda i: (i.grain, i.days))
        unit = containing(widest.start, widest.grain)
        return widest.grain.label if widest.days <= 31 or (unit.start, unit.end) == (widest.start, widest.end) else "span"

    @property
    def approximate(self) -> bool:
        return any(i.approximate for i in (self.first, self.last) if i is not None)

    @property
    def edtf(self) -> str:
        match self.extent:
            case "day" | "within":
                if self.first != self.last:
                    return f"[{self.first.edtf},{self.last.edtf}]"  # type: ignore[union-attr]
                return self.first.edtf  # type: ignore[union-attr]
            case "on_or_before":
                return f"[..{iso(self.last.end - 1)}{self.last.mark}]"  # type: ignore[union-attr]
            case "on_or_after":
                return f"[{iso(self.first.start)}{self.first.mark}..]"  # type: ignore[union-attr]
        return f"{self.first.edtf if self.first else '..'}/{self.last.edtf if self.last else '..'}"

    @classmethod
    def parse(cls, text: str) -> When:
        """The inverse of `edtf`. Raises ValueError that names the text and what was expected."""
        if "/" in text:
            left, _, right = text.partition("/")
            if left == right == "..":
                raise ValueError(f"{text!r}: an interval open at both ends says nothing")
            if left == "..":
                return cls.until(_closed(right))
            if right == "..":
                return cls.since(_closed(left))
            return cls.throughout(_closed(left), _closed(right))
        if "," in text and text.startswith("[") and text.endswith("]"):
            one, _, other = text[1:-1].partition(",")
            return cls.one_of(_closed(one), _closed(other))
        if text.startswith("[..") and text.endswith("]"):
            return cls.on_or_before(_closed(text[3:-1]))
        if text.startswith("[") and text.endswith("..]"):
            return cls.on_or_after(_closed(text[1:-3]))
        return cls.within(_closed(text))

    def __repr__(self) -> str:
        return f"When.parse({self.edtf!r})"

    def __str__(self) -> str:
        """For people: '14 Feb 2024', 'some day in Sep 2023', 'since 2012', 'on or before 16 Sep 2025'."""
        match self.extent:
            case "day":
                return str(self.first)
            case "within":
                first = self.first
                assert first is not None
                if first != self.last:
                    return f"{first} or {self.last}"
                if first.grain == Grain.WEEK and str(first).startswith("week"):
                    return str(first)
                return f"{'around' if first.approximate else 'some day in'} {days_phrase(first.start, first.end, week=first.grain == Grain.WEEK)}"
            case "throughout":
                if self.first == self.last:
                    return f"throughout {self.first}"
                if self.first.grain == self.last.grain and not self.approximate:  # type: ignore[union-attr]
                    whole = days_phrase(self.first.start, self.last.end)  # type: ignore[union-attr]
                    if self.first.grain in (Grain.DAY, Grain.MONTH):  # type: ignore[union-attr]
                        return whole
                return f"{self.first} to {self.last}"
            case "since":
                return f"since {self.first}"
            case "until":
                return f"until {self.last}"
            case "on_or_before":
                return f"on or before {day_phrase(self.last.last)}"  # type: ignore[union-attr]
        return f"on or after {day_phrase(self.first.first)}"  # type: ignore[union-attr]


_NAME = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([~?%]?)|(\d{3})X([~?%]?)|(\d\d)XX([~?%]?)")
_SET = re.compile(r"\[([0-9X-]+)([~?%]?)\.\.([0-9X-]+)[~?%]?\]")
_MARKS = {"": (False, False), "~": (True, False), "?": (False, True), "%": (True, True)}


def _closed(text: str) -> Interval:
    if found := _SET.fullmatch(text):
        low, high = _closed(found[1]), _closed(found[3])
        if low.start >= high.end:
            raise ValueError(f"{text!r}: the last day lies before the first")
        approximate, uncertain = _MARKS[found[2]]
        return Interval(low.start, high.end, _grain_of(low.start, high.end), approximate, uncertain)
    found = _NAME.fullmatch(text)
    if not found:
        raise ValueError(
            f"{text!r}: expected EDTF such as 2024-02-13, 2023-09, 199X, [2025-09-08..2025-09-14] or 2012/.."
        )
    y, m, d, mark, ten, ten_mark, hundred, hundred_mark = found.groups()
    if ten:
        unit, mark = decade(int(ten) * 10), ten_mark
    elif hundred:
        unit, mark = century(int(hundred) * 100), hundred_mark
    else:
        unit = day(int(y), int(m), int(d)) if d else month(int(y), int(m)) if m else year(int(y))
    approximate, uncertain = _MARKS[mark]
    return replace(unit, approximate=approximate, uncertain=uncertain)


def _grain_of(start: int, end: int) -> Grain:
    """The grain that a set of days shows: its own unit where it is one, else that of its size."""
    for grain in Grain:
        unit = containing(start, grain)
        if (unit.start, unit.end) == (start, end):
            return grain
    size = end - start
    sizes = (
        (4, Grain.DAY),
        (25, Grain.WEEK),
        (85, Grain.MONTH),
        (150, Grain.QUARTER),
        (330, Grain.HALF),
        (3000, Grain.YEAR),
    )
    return next((grain for limit, grain in sizes if size <= limit), Grain.DECADE)
