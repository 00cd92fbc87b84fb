"""What was said and from where → the days: `resolve(expression, anchor)`.

    >>> from timeline.expression import Away, Count, Weekday
    >>> wednesday = Anchor(written=day(2024, 2, 14).start)
    >>> resolve(Weekday(2), wednesday)
    Interval.parse('2024-02-13')
    >>> resolve(Away("ago", Count(2, 2), "week"), wednesday)
    Interval.parse('[2024-01-29..2024-02-04]')
    >>> read(Weekday(2), wednesday).reason
    'Tuesday before Wednesday 14 Feb 2024, the publication date'

Every function here is pure: the same expression and anchor give the same days. What cannot be placed has no days and
a reason that says what is missing.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from timeline import calendar_dates as dates
from timeline.expression import (
    About,
    After,
    Away,
    AwayToday,
    BeforeChrist,
    Century,
    CenturyBC,
    Date,
    Decade,
    Ending,
    Every,
    Expression,
    Feast,
    Half,
    Hijri,
    Inside,
    Into,
    Known,
    Lasting,
    Nothing,
    Nth,
    Numeric,
    Overnight,
    Pair,
    Part,
    Portion,
    Quarter,
    Reference,
    Relative,
    Running,
    Season,
    Shift,
    Term,
    Those,
    Time,
    Today,
    Unit,
    Weekday,
    WeekFrom,
    WeekOf,
    Window,
    YearEnd,
)
from timeline.interval import (
    Grain,
    Interval,
    OutOfRange,
    containing,
    day,
    half,
    on,
    shift_day,
    week,
)
from timeline.reading import (
    CLOCK,
    DAYS_IN,
    GRAINS,
    PARTS,
    ROUGH,
    Anchor,
    Look,
    Reading,
    duration,
    open_value,
    value_of,
)
from timeline.relative import (
    origin_of,
    read_after,
    read_away,
    read_away_today,
    read_every,
    read_into,
    read_lasting,
    read_reference,
    read_relative,
    read_running,
    read_term,
    read_those,
    read_today,
    read_unit,
    read_weekday,
    read_window,
    recurring,
    shifted,
    unit_from,
)


def resolve(expression: Expression, anchor: Anchor) -> Interval | None:
    """The days that the expression names from that anchor; None where it names none or they cannot be told."""
    return read(expression, anchor).interval


def read(expression: Expression, anchor: Anchor) -> Reading:
    """Kind, value, days and reason of an expression. A day that no calendar has gives a reading without days."""
    try:
        return READERS[type(expression)](expression, anchor)
    except OutOfRange as error:
        return Reading("date", open_value(expression), None, "none", f"no such day: {error}")


def _inside(e: Inside, a: Anchor) -> Reading:
    outer = read(e.outer, a)
    if outer.interval is None:
        return replace(outer, value=open_value(e.inner))
    hole = outer.interval
    first = hole.first
    match e.inner:
        case Date(None, None, int(d)):
            found = day(first.year, first.month, d)
        case Weekday(number):
            found = on(week(hole.start).start + number - 1)
        case Half(None, number):
            found = half(first.year, number)
        case Relative():  # "the same day in 2019"
            there = read(e.inner, a).interval
            if there is None or there.days > 1:
                return replace(outer, value=f"{outer.value}-XX-XX", interval=None, basis="none", reason="the day is not told")
            found = day(first.year, there.first.month, there.first.day)
        case _:
            chosen = recurring(e.inner)(first.year)
            if chosen is None:
                raise OutOfRange(f"{outer.value} has no such day")
            found = chosen
    return replace(outer, value=value_of(found), interval=found, reason=f"within {outer.value}: {outer.reason}")


def _shift(e: Shift, a: Anchor) -> Reading:
    base = read(e.base, a)
    if base.interval is None:
        return base
    if e.unit in CLOCK:
        return base
    if e.count.vague:
        near, far = (shifted(base.interval, n, e.unit) for n in (e.count.low, e.count.high))
        return replace(base, value="FUTURE_REF" if e.count.low > 0 else "PAST_REF",
                       interval=replace(near.hull(far), approximate=True), reason=f"counted from {base.interval}")  # fmt: skip
    days = round(e.count.low * DAYS_IN.get(e.unit, 1))
    if GRAINS.get(e.unit, Grain.DAY) <= Grain.WEEK or e.unit == "fortnight":
        found = Interval(base.interval.start + days, base.interval.end + days, base.interval.grain)
    else:
        start = shift_day(base.interval.start, int(e.count.low), GRAINS[e.unit])
        found = containing(start, base.interval.grain)
    return replace(base, kind="date", clock=None, value=value_of(found), interval=found, reason=f"counted from {base.interval}")


def _part(e: Part, a: Anchor) -> Reading:
    base = read(e.base, a)
    whole = base.interval
    if whole is None or whole.days < 4 or e.position == "whole" or base.kind != "date":
        return base
    low, high = PARTS[e.position]
    start = whole.start + round(whole.days * low)
    end = max(start + 1, whole.start + round(whole.days * high))
    if whole.grain == Grain.MONTH and e.position in (1, 2):  # its first half ends with the 15th
        start, end = (whole.start, whole.start + 15) if e.position == 1 else (whole.start + 15, whole.end)
    grain = Grain.DAY if whole.grain == Grain.WEEK else Grain.WEEK if whole.grain == Grain.MONTH else Grain.MONTH
    words = {"mid": "the middle", "late": "the last third", "early": "the first third", "start": "the beginning",
             "end": "the end", "early-mid": "the first two thirds", "mid-late": "the last two thirds",
             1: "the first half", 2: "the second half"}[e.position]  # fmt: skip
    if whole.grain >= Grain.DECADE:  # whole years
        start, end = (containing(day, Grain.YEAR).start for day in (start + 183, end + 183))
        grain = Grain.YEAR
    elif whole.grain >= Grain.QUARTER:  # whole months
        start, end = containing(start + 10, Grain.MONTH).start, containing(max(start, end - 10), Grain.MONTH).end
        start, end = max(start, whole.start), min(end, whole.end)
    found = Interval(start, end, grain)
    return replace(base, interval=found, unit=whole, reason=f"{words} of {whole}: {base.reason}")


def _about(e: About, a: Anchor) -> Reading:
    base = read(e.base, a)
    if base.interval is None or e.mod == "exact" or (base.kind == "time" and base.clock is not None):
        return base  # the hour is rough, the day is not
    low, high = ROUGH[e.mod]
    match e.base:
        case Away(how, count, unit) if not count.vague:
            sign = 1 if how in ("later", "hence") else -1
            origin, *_ = origin_of(a, how in ("later", "earlier"))
            assert origin is not None
            size = count.low * DAYS_IN[unit] * sign
            ends = sorted((round(origin.start + size * low), round(origin.start + size * high)))
            found = Interval(max(1, ends[0]), max(1, ends[1]) + 1, base.interval.grain, True)
            return replace(base, interval=found, reason=f"{base.reason}: as wide as the words")
        case Shift(count, unit, start) if not count.vague and unit in DAYS_IN:
            origin = resolve(start, a)
            assert origin is not None
            ends = sorted(round(count.low * DAYS_IN[unit] * factor) for factor in (low, high))
            found = Interval(origin.start + ends[0], origin.end + ends[1], base.interval.grain, True)
            return replace(base, interval=found, reason=f"{base.reason}: as wide as the words")
        case _:
            return replace(base, interval=replace(base.interval, approximate=True))


def _time(e: Time, a: Anchor) -> Reading:
    base = read(e.base, a)
    head = base.value.split("T")[0] if base.interval is not None and base.interval.days == 1 else "XXXX-XX-XX"
    interval = base.interval if base.interval is not None and base.interval.days == 1 else None
    if interval is None and base.interval is not None:
        base = replace(base, basis="none", reason="the day is not told")
    clock = e.clock if e.clock[:1].isdigit() else None
    zulu = "Z" if e.zone == "Z" else ""
    return replace(base, kind="time", value=f"{head}T{e.clock}{zulu}", interval=interval, clock=clock)


def _portion(e: Portion, a: Anchor) -> Reading:
    value = duration(e.count, e.unit)
    base = read(e.base, a)
    if base.interval is None or e.unit in CLOCK:
        return replace(base, kind="duration", value=value)
    whole, sign = base.interval, 1 if e.how == "first" else -1
    grain, count = GRAINS.get(e.unit, Grain.WEEK), math.ceil(e.count.high) * (2 if e.unit == "fortnight" else 1)
    edge = shift_day(whole.start if sign > 0 else whole.end, sign * count, grain)
    ends = sorted((edge, whole.start if sign > 0 else whole.end))
    found = Interval(max(ends[0], whole.start), min(ends[1], whole.end), grain, e.count.vague)
    return replace(base, kind="duration", value=value, interval=found, reason=f"the {e.how} part of {whole}: {base.reason}")


def _nth(e: Nth, a: Anchor) -> Reading:
    base = read(e.base, a)
    if base.interval is None:
        return base
    whole, first = base.interval, base.interval.first
    if isinstance(e.unit, int) or e.unit == "weekend":
        weekday = e.unit if isinstance(e.unit, int) else 6
        start = whole.start + (weekday - first.isoweekday()) % 7 + 7 * (e.number - 1)
        days = 1 if isinstance(e.unit, int) else 2
        if e.number < 0:
            start = whole.end - days - (on(whole.end - days).first.isoweekday() - weekday) % 7
        found = Interval(start, start + days, Grain.DAY if days == 1 else Grain.WEEK)
    elif e.unit in ("week", "fortnight"):
        days = round(DAYS_IN[e.unit])
        start = whole.start + days * (e.number - 1) if e.number > 0 else whole.end - days
        found = Interval(start, start + days, Grain.WEEK)
    elif e.unit == "day" and isinstance(e.base, Feast) and e.number > 0:  # a feast of several days may be told by its first
        found = on(whole.start + e.number - 1)
        whole = whole.hull(found)
    else:
        grain = GRAINS[e.unit]
        start = shift_day(containing(whole.start, grain).start, e.number - 1, grain) if e.number > 0 else whole.end - 1
        found = containing(start, grain)
    if found not in whole:
        raise OutOfRange(f"{whole} has no such {e.unit}")
    return replace(base, value=value_of(found), interval=found, reason=f"within {whole}: {base.reason}")


def _week_of(e: WeekOf, a: Anchor) -> Reading:
    base = read(e.base, a)
    if base.interval is None:
        return base
    found = week(base.interval.start) if e.unit == "week" else unit_from(on(base.interval.start), 0, e.unit)
    return replace(base, value=value_of(found), interval=found)


def _week_from(e: WeekFrom, a: Anchor) -> Reading:
    base = read(e.base, replace(a, look=Look.PLANNED if e.weeks > 0 else Look.BACK))
    if base.interval is None:
        return base
    found = on(base.interval.start + 7 * e.weeks)
    return replace(base, value=value_of(found), interval=found)


def _ending(e: Ending, a: Anchor) -> Reading:
    base = read(e.base, a)
    if base.interval is None:
        return base
    last = base.interval.end - 1
    if e.unit in CLOCK:
        found = Interval(last - math.ceil(e.count.high * DAYS_IN[e.unit]), last + 1)
        return replace(base, kind="duration", clock=None, value=duration(e.count, e.unit), interval=found,
                       reason=f"they end on {base.interval}: {base.reason}")  # fmt: skip
    grain = GRAINS.get(e.unit, Grain.WEEK)
    whole = containing(last - 15, grain) if grain >= Grain.MONTH else containing(last, grain)
    start = shift_day(last + 1, -int(e.count.high), grain)
    found = whole if (start, last + 1) == (whole.start, whole.end) else Interval(start, last + 1, grain)
    reason = f"it ends with {base.interval}: {base.reason}"
    if e.count.high > 1:
        return replace(base, kind="duration", value=duration(e.count, e.unit), interval=found, reason=reason)
    return replace(base, value=value_of(whole), interval=found, unit=None, reason=reason)


def _overnight(e: Overnight, a: Anchor) -> Reading:
    base = read(e.base, a)
    if base.interval is None or base.interval.days > 1:
        return replace(base, kind="time", value="XXXX-XX-XXTNI", interval=None, basis="none", reason="the day is not told")
    eve = base.interval.start - 1
    return replace(base, kind="time", value=f"{value_of(on(eve))}TNI", interval=Interval(eve, eve + 2),
                   reason=f"the night to {base.interval}: {base.reason}")  # fmt: skip


def _none(e: Expression, a: Anchor) -> Reading:
    raise TypeError(f"{e!r} has no reading of its own")


# fmt: off
READERS: dict[type, Callable[..., Reading]] = {
    Date: dates.read_date, Numeric: dates.read_numeric, Known: dates.read_known, BeforeChrist: dates.read_before_christ, CenturyBC: dates.read_century_bc,
    Season: dates.read_season, Quarter: dates.read_quarter, Half: dates.read_half, Decade: dates.read_decade, Century: dates.read_century, Unit: read_unit,
    Weekday: read_weekday, Feast: dates.read_feast, Hijri: dates.read_hijri, Today: read_today, Relative: read_relative, Inside: _inside,
    Away: read_away, AwayToday: read_away_today, Shift: _shift, Part: _part, About: _about, Time: _time,
    Lasting: read_lasting, Window: read_window, Portion: _portion, Nth: _nth, WeekOf: _week_of, WeekFrom: _week_from,
    YearEnd: dates.read_year_end, Every: read_every, Reference: read_reference, Pair: _none, Nothing: _none,
    Term: read_term, Into: read_into, After: read_after, Running: read_running, Ending: _ending, Overnight: _overnight, Those: read_those,
}
# fmt: on
