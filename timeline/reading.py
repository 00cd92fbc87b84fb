"""From where a phrase is read, what it means from there, and which of many years is meant.

    >>> from timeline.interval import day, month
    >>> choose(lambda y: month(y, 4), "April", Anchor(written=day(2024, 2, 14).start, look=Look.PLANNED), "XXXX-04").value
    '2024-04'
    >>> value_of(Interval.parse("[2024-02-12..2024-02-18]"))
    '2024-W07'
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from timeline.expression import (
    Count,
    Date,
    Expression,
    Half,
    Quarter,
    Season,
    Time,
    Weekday,
)
from timeline.interval import (
    Grain,
    Interval,
    OutOfRange,
    When,
    on,
)

GRAINS = {"day": Grain.DAY, "night": Grain.DAY, "week": Grain.WEEK, "month": Grain.MONTH, "quarter": Grain.QUARTER,
          "season": Grain.SEASON, "year": Grain.YEAR, "decade": Grain.DECADE, "century": Grain.CENTURY}  # fmt: skip
CLOCK = ("hour", "minute", "second")
DAYS_IN = {"second": 1 / 86400, "minute": 1 / 1440, "hour": 1 / 24, "day": 1, "night": 1, "weekend": 7, "week": 7,
           "fortnight": 14, "month": 30.44, "quarter": 91.3, "year": 365.25, "decade": 3652.5, "century": 36525}  # fmt: skip
LETTER = {"second": "TxS", "minute": "TxM", "hour": "TxH", "day": "xD", "night": "xD", "week": "xW", "weekend": "xWE",
          "month": "xM", "quarter": "xQ", "year": "xY", "decade": "xE", "century": "xC", "season": "xM"}  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ROUGH = {"about": (0.8, 1.25), "nearly": (0.75, 1.0), "less": (0.5, 1.0), "over": (1.0, 1.5), "least": (1.0, 2.0)}
PARTS = {"early": (0, 1 / 3), "mid": (1 / 3, 2 / 3), "late": (2 / 3, 1), "start": (0, 1 / 4), "end": (3 / 4, 1),
         "early-mid": (0, 2 / 3), "mid-late": (1 / 3, 1), 1: (0, 1 / 2), 2: (1 / 2, 1)}  # fmt: skip


class Look(enum.IntEnum):
    """Where the words around an open date look: back, ahead, or they do not say."""

    DONE = -2  # "April was quiet"
    BACK = -1
    UNTOLD = 0
    LIKELY = 1  # ahead, where the calendar does not speak against it
    INTENDED = 2  # ahead of some moment told in the past: "was to meet on Friday"
    PLANNED = 3


@dataclass(frozen=True, slots=True)
class Anchor:
    """From where a phrase is read: the day of writing, the latest time told above, and what the passage chooses.

    `look` sends an open date forward from the telling or back. `narrative` hangs it on `last` instead of on the writing.
    `year` is the one with which the article tells the same date elsewhere. `order` is how the article writes 03/04/2024, "mdy" or "dmy"; None while nothing settles it.
    """

    written: int | None = None
    last: Interval | None = None
    look: Look = Look.UNTOLD
    narrative: bool = False
    order: str | None = None
    year: int | None = None
    feast: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression means from one anchor. `value` is the TIMEX3 value of the words, `interval` the days they
    name (None: none, with the reason); `unit` is the calendar unit of `value` where the words name a part of it."""

    kind: str
    value: str
    interval: Interval | None
    basis: str
    reason: str
    clock: str | None = None
    unit: Interval | None = None
    either: tuple[Interval, Interval] | None = None  # where two readings fit and nothing settles which
    bound: When | None = None  # what is known all the same where no days are


def value_of(interval: Interval) -> str:
    """The TIMEX3 value of a calendar unit; of a span without a name, that of its first unit."""
    first = interval.first
    match interval.grain:
        case Grain.DAY:
            return first.isoformat()
        case Grain.WEEK:
            iso = date.fromordinal(interval.start + 3 if interval.days >= 7 else interval.start).isocalendar()
            weekend = "-WE" if interval.days == 2 else ""
            return f"{iso.year:04d}-W{iso.week:02d}{weekend}"
        case Grain.MONTH:
            return f"{first.year:04d}-{first.month:02d}"
        case Grain.QUARTER:
            return f"{first.year:04d}-Q{(first.month + 2) // 3}"
        case Grain.SEASON:
            return f"{first.year:04d}-{('SP', 'SU', 'FA', 'WI')[first.month // 3 - 1]}"
        case Grain.HALF:
            return f"{first.year:04d}-H{1 if first.month < 7 else 2}"
        case Grain.YEAR:
            return f"{first.year:04d}"
        case Grain.DECADE:
            return f"{first.year // 10:03d}"
    return f"{first.year // 100:02d}"


def duration(count: Count, unit: str) -> str:
    """P3D, PT24H, PXM: the TIMEX3 value of a length."""
    if unit in ("hour", "minute") and count.low % 1 == 0.5 and not count.vague:  # an hour and a half is PT1H30M
        whole = LETTER[unit].replace("x", f"{int(count.low)}") if count.low >= 1 else "T"
        return f"P{whole}30{'M' if unit == 'hour' else 'S'}"
    if count.vague:
        number = "X"
    elif unit == "fortnight":
        number = f"{count.low * 2:g}"
    else:
        number = f"{count.low:g}"
    return "P" + LETTER.get("week" if unit == "fortnight" else unit, "xX").replace("x", number)


def stated(interval: Interval, reason: str = "the words tell the whole date") -> Reading:
    return Reading("date", value_of(interval), interval, "stated", reason)


@lru_cache(maxsize=1 << 10)  # articles come day by day
def told_day(ordinal: int) -> str:
    moment = date.fromordinal(ordinal)
    return f"{WEEKDAYS[moment.weekday()]} {on(ordinal)}"


def unplaced(value: str, kind: str = "date") -> Reading:
    return Reading(kind, value, None, "none", "hangs on the publication date, which is not known")


def open_value(e: Expression) -> str:
    match e:
        case Date(y, m, d):
            head = f"{y:04d}" if y else "XXXX"
            return head + (f"-{m:02d}" if m else "-XX" if d else "") + (f"-{d:02d}" if d else "")
        case Season(_, code):
            return f"XXXX-{code}"
        case Quarter(_, number):
            return f"XXXX-Q{number}"
        case Half(_, number):
            return f"XXXX-H{number}"
        case Weekday(number):
            return f"XXXX-WXX-{number}"
        case Time(clock, base):
            return f"{open_value(base)}T{clock}"
    return "XXXX-XX-XX"


Candidates = Callable[[int], "Interval | None"]


def choose(make: Candidates, words: str, anchor: Anchor, open_value: str) -> Reading:
    """The one of a yearly recurring time that the anchor asks for."""

    def of(y: int) -> Interval | None:
        try:
            return make(y)
        except OutOfRange:
            return None

    if anchor.year is not None and (found := of(anchor.year)) is not None:
        return Reading("date", value_of(found), found, "narrative", f"{words} of {anchor.year}, as the article tells it elsewhere")
    if anchor.narrative and anchor.last is not None:
        last = anchor.last
        base = last.first.year
        found = of(base)
        coming = of(base + 1) if last.last.year > base else None  # after a winter
        if found is not None and coming is not None and 0 <= last.start - found.end > coming.start - last.end:
            found = coming
        # A story runs forward: a time well before the last one told is the next year's, and so is spring after autumn.
        seasons = found is not None and found.grain is last.grain is Grain.SEASON and found.end <= last.start
        if found is not None and last.days <= 92 and (seasons or last.start - found.end > NEXT_YEAR_AFTER):
            found = of(base + 1) or found
        elif found is not None and last.days <= 92 and found.start - last.end > LAST_YEAR_AFTER:
            found = of(base - 1) or found
        if found is None:
            found = of(base + 1) or of(base - 1)
        if found is not None:
            return Reading("date", value_of(found), found, "narrative", f"{words} nearest to {last}, told before")
    if anchor.written is None:
        return Reading("date", open_value, None, "none", f"the year of {words} hangs on the publication date, "
                       "which is not known")  # fmt: skip
    written = anchor.written
    base = date.fromordinal(written).year
    coming, gone = _around(written, [of(y) for y in range(max(1, base - 1), min(base + 1, 9999) + 1)])
    if coming is None or gone is None:  # 29 February
        coming, gone = _around(written, [of(y) for y in range(max(1, base - 4), min(base + 4, 9999) + 1)])
    far = 120 if anchor.feast and not anchor.look else NEAR_AHEAD[anchor.look]
    if coming is not None and coming.grain in (Grain.QUARTER, Grain.HALF):
        far = min(far, RECENT)
    if coming is not None and (gone is None or (coming.start - written) <= far):
        found, how = coming, "next from"
    else:
        found, how = gone, "not after"
    if found is None:
        return Reading("date", open_value, None, "none", f"no {words} near the publication date")
    return Reading("date", value_of(found), found, "publication", f"{words} {how} {told_day(written)}, the publication date")


def _around(written: int, years: Sequence[Interval | None]) -> tuple[Interval | None, Interval | None]:
    """The first of a recurring time, told year by year, that is not over, and the last that has begun."""
    coming = next((c for c in years if c is not None and c.end > written), None)
    return coming, next((c for c in reversed(years) if c is not None and c.start <= written), None)


NEXT_YEAR_AFTER, LAST_YEAR_AFTER = 220, 330  # days
# How many days ahead a date without a year may lie: where the words look ahead, where they look back, where they are
# silent. A paper rarely leaves out the year of a date ten months back, nor of one eight months on.
RECENT = 60  # quarters and halves are told soon after their end, whatever the words around
NEAR_AHEAD = {Look.PLANNED: 320, Look.INTENDED: 200, Look.LIKELY: 200, Look.UNTOLD: 60, Look.BACK: 20,
              Look.DONE: 0}


