"""Calendar dates → the days: "3 May", "03/04/2024", "the third quarter", "Ramadan"; what is untold is chosen.

    >>> from timeline.expression import Date
    >>> read_date(Date(None, 10, 7), Anchor(written=day(2024, 2, 14).start)).reason
    '7 October not after Wednesday 14 Feb 2024, the publication date'
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date

from timeline import calendars
from timeline.expression import (
    BeforeChrist,
    Century,
    CenturyBC,
    Date,
    Decade,
    Feast,
    Half,
    Hijri,
    Known,
    Numeric,
    Quarter,
    Season,
    YearEnd,
)
from timeline.interval import (
    Grain,
    Interval,
    OutOfRange,
    century,
    day,
    decade,
    half,
    month,
    on,
    quarter,
    season,
    year,
)
from timeline.reading import Anchor, Reading, choose, stated, told_day, unplaced, value_of

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip


def read_date(e: Date, a: Anchor) -> Reading:
    y, m, d = e.year, e.month, e.day
    if y is not None and y < 100:
        y = two_digit_year(y, a)
    if y is not None:
        if m is None:
            return stated(year(y))
        return stated(month(y, m) if d is None else day(y, m, d))
    if m is not None and d is not None:
        if d > monthrange(2000, m)[1]:
            raise OutOfRange(f"day {d} of month {m}")
        words = f"{d} {MONTHS[m - 1]}"

        def days(y: int) -> Interval | None:
            if d > monthrange(y, m)[1]:
                return None
            found = day(y, m, d)
            return found if e.weekday is None or found.first.isoweekday() == e.weekday or not a.written else None

        reading = choose(days, words, a, f"XXXX-{m:02d}-{d:02d}")
        if reading.interval is None and e.weekday is not None:  # the weekday is wrong: the date stands
            return read_date(replace(e, weekday=None), a)
        return reading
    if m is not None:
        return choose(lambda y: month(y, m), f"{MONTHS[m - 1]}", a, f"XXXX-{m:02d}")
    assert d is not None
    return read_day_of_month(d, e.weekday, a)


def read_day_of_month(d: int, weekday: int | None, a: Anchor) -> Reading:
    """The 3rd: of the month told last in a story, else of the month of writing or the one before or after it."""
    if a.last is not None and (a.narrative or a.written is None):
        first = a.last.first
        if d <= monthrange(first.year, first.month)[1]:
            return Reading("date", value_of(day(first.year, first.month, d)), day(first.year, first.month, d), "narrative",
                           f"day {d} of the month of {a.last}, told before")  # fmt: skip
    if a.written is None:
        return unplaced("XXXX-XX-" + f"{d:02d}")
    here = date.fromordinal(a.written)
    found = []
    for step in range(-13, 14):
        index = here.year * 12 + here.month - 1 + step
        y, m = index // 12, index % 12 + 1
        if d <= monthrange(y, m)[1]:
            one = day(y, m, d)
            if weekday is None or one.first.isoweekday() == weekday:
                found.append(one)
    if a.look > 0:
        chosen = min((c for c in found if c.end > a.written), key=lambda c: c.start, default=None)
    else:
        chosen = max((c for c in found if c.start <= a.written), key=lambda c: c.start, default=None)
    if chosen is None:
        return unplaced(f"XXXX-XX-{d:02d}")
    return Reading("date", value_of(chosen), chosen, "publication", f"day {d} about {told_day(a.written)}, the publication date")


def two_digit_year(yy: int, a: Anchor) -> int:
    """'68 → the year of that ending nearest to the passage, never more than 8 years ahead."""
    base = a.last.first.year if a.last is not None else date.fromordinal(a.written).year if a.written else 2000
    here = max(base, date.fromordinal(a.written).year) if a.written else base
    candidates = [c + yy for c in range(base // 100 * 100 - 100, base // 100 * 100 + 200, 100)]
    return min((c for c in candidates if c <= here + 8), key=lambda c: abs(c - base))


def _day(y: int, m: int, d: int) -> Interval | None:
    """The day, if the calendar has it."""
    return day(y, m, d) if 1 <= y <= 9999 and 1 <= m <= 12 and 1 <= d <= monthrange(y, m)[1] else None


def read_numeric(e: Numeric, a: Anchor) -> Reading:
    y = two_digit_year(e.year, a) if e.year < 100 else e.year
    mdy, dmy = _day(y, e.one, e.two), _day(y, e.two, e.one)
    if mdy is None and dmy is None:
        raise OutOfRange(f"{e.one}/{e.two}/{y}: no calendar has it")
    if mdy is None or dmy is None or mdy == dmy:
        return stated(mdy or dmy)  # type: ignore[arg-type]
    if a.order is not None:
        return stated(mdy if a.order == "mdy" else dmy, "read in the order of the article's other dates")
    if a.written is not None and a.look <= 0 and (mdy.start <= a.written) != (dmy.start <= a.written):
        gone = mdy if mdy.start <= a.written else dmy
        return Reading("date", value_of(gone), gone, "publication", "the reading that is not after the publication date")
    return Reading("date", f"{y:04d}", None, "stated", f"may be {mdy} or {dmy}: nothing in the article settles the order",
                   either=(mdy, dmy))  # fmt: skip


NOWADAYS = Interval(year(2023).start, year(2100).end)


def _just_been(e: Known, written: int) -> bool:
    """Whether that day of a later year is so near to the day of writing that it is the one meant."""
    this = day(Interval(written, written + 1).first.year, e.month, e.day)
    return any(abs(written - (this.start + shift)) <= e.apart for shift in (-365, 0, 365))


def read_known(e: Known, a: Anchor) -> Reading:
    found = day(e.year, e.month, e.day)
    if e.apart and (a.written is None or a.look > 0 or a.narrative or _just_been(e, a.written)):
        return choose(lambda y: day(y, e.month, e.day), f"{found}", a, f"XXXX-{e.month:02d}-{e.day:02d}")
    told_elsewhere = a.narrative and a.last is not None and not e.always and not a.last.overlaps(NOWADAYS)
    if told_elsewhere or (a.written is not None and a.written < found.start):
        return choose(lambda y: day(y, e.month, e.day), f"{found}", a, f"XXXX-{e.month:02d}-{e.day:02d}")
    return stated(found, "the words name a day that is known by them")


def read_before_christ(e: BeforeChrist, a: Anchor) -> Reading:
    if e.part == "decade":
        return Reading("date", f"BC{e.year // 10:03d}", None, "none", "years before Christ are left aside")
    part = f"-{e.part:02d}" if isinstance(e.part, int) else f"-{e.part}" if e.part else ""
    return Reading("date", f"BC{e.year:04d}{part}", None, "none", "years before Christ are left aside")


def read_century_bc(e: CenturyBC, a: Anchor) -> Reading:
    return Reading("date", f"BC{e.number - 1:02d}", None, "none", "years before Christ are left aside")


def read_season(e: Season, a: Anchor) -> Reading:
    if e.year is not None:
        return stated(season(two_digit_year(e.year, a) if e.year < 100 else e.year, e.code))
    words = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}[e.code]
    return choose(lambda y: season(y, e.code), words, a, f"XXXX-{e.code}")


def read_quarter(e: Quarter, a: Anchor) -> Reading:
    number = e.number
    if number is None:
        if e.year is not None and a.last is not None and a.last.grain == Grain.QUARTER:
            found = quarter(e.year, (a.last.first.month + 2) // 3)
            return Reading("date", value_of(found), found, "narrative", f"the same quarter of {e.year} as {a.last}, told before")
        return read_date(Date(e.year), a)
    if e.year is not None:
        return stated(quarter(two_digit_year(e.year, a) if e.year < 100 else e.year, number))
    return choose(lambda y: quarter(y, number), f"quarter {number}", a, f"XXXX-Q{number}")


def read_half(e: Half, a: Anchor) -> Reading:
    if e.year is not None:
        return stated(half(two_digit_year(e.year, a) if e.year < 100 else e.year, e.number))
    return choose(lambda y: half(y, e.number), f"half {e.number}", a, f"XXXX-H{e.number}")


def read_decade(e: Decade, a: Anchor) -> Reading:
    first = e.first
    if first < 100:
        first = two_digit_year(first, a) if a.written or a.last else 1900 + first
    return stated(decade(first))


def read_century(e: Century, a: Anchor) -> Reading:
    return stated(century(e.number * 100 - 100))


def read_feast(e: Feast, a: Anchor) -> Reading:
    if e.year is not None:
        found = calendars.feast(e.name, e.year)
        if found is None:
            raise OutOfRange(f"{e.name} of {e.year} is not computed")
        return Reading("date", value_of(on(found.start)), found, "stated", f"{e.name} of {e.year}")
    reading = choose(lambda y: calendars.feast(e.name, y), e.name, replace(a, feast=True), "XXXX-XX-XX")
    return replace(reading, value=value_of(on(reading.interval.start))) if reading.interval else reading


def read_hijri(e: Hijri, a: Anchor) -> Reading:
    if e.year is None:
        def of(y: int) -> Interval | None:
            return next((i for h in (y - 579, y - 580, y - 581, y - 578)
                         if (i := calendars.islamic(h, e.month, e.day)) and i.first.year == y), None)  # fmt: skip

        return choose(of, "the Islamic month", a, "XXXX-XX-XX")
    found = calendars.islamic(e.year, e.month, e.day)
    if found is None:
        raise OutOfRange(f"{e.year} A.H. is outside the computed calendar")
    return Reading("date", value_of(found), found, "stated", f"{e.year} A.H. in the Umm al-Qura calendar")


def read_year_end(e: YearEnd, a: Anchor) -> Reading:
    return choose(lambda y: day(y, 12, 31), "the end of the year", a, "XXXX-12-31")
