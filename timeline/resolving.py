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
from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from timeline import calendar_dates as dates
from timeline import calendars
from timeline.expression import (
    About,
    Away,
    AwayToday,
    BeforeChrist,
    Century,
    CenturyBC,
    Count,
    Date,
    Decade,
    Every,
    Expression,
    Feast,
    Half,
    Hijri,
    Inside,
    Known,
    Lasting,
    Nothing,
    Nth,
    Numeric,
    Pair,
    Part,
    Portion,
    Quarter,
    Reference,
    Relative,
    Season,
    Shift,
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
    month,
    on,
    quarter,
    season,
    shift,
    shift_day,
    week,
)
from timeline.reading import (
    CLOCK,
    DAYS_IN,
    GRAINS,
    PARTS,
    ROUGH,
    WEEKDAYS,
    Anchor,
    Candidates,
    Look,
    Reading,
    duration,
    open_value,
    told_day,
    unplaced,
    value_of,
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


# ---------------------------------------------------------------- from the telling or from the date told before


def _weekday(e: Weekday, a: Anchor) -> Reading:
    name = WEEKDAYS[e.number - 1]
    if a.written is None:
        return unplaced(f"XXXX-WXX-{e.number}")
    here = date.fromordinal(a.written).isoweekday()
    coming = (e.number - here) % 7
    if a.look is Look.PLANNED or (a.look is Look.INTENDED and coming < 4):
        found, how = on(a.written + coming), "after"
    else:
        found, how = on(a.written - (here - e.number) % 7), "before"
    if found.start == a.written:
        return Reading("date", value_of(found), found, "publication", f"{told_day(a.written)}, the publication date")
    return Reading("date", value_of(found), found, "publication", f"{name} {how} {told_day(a.written)}, the publication date")


def _today(e: Today, a: Anchor) -> Reading:
    if a.written is None:
        return unplaced("XXXX-XX-XX")
    found = on(a.written + e.offset)
    words = {0: "", -1: "the day before ", 1: "the day after "}.get(e.offset, f"{e.offset:+d} days from ")
    return Reading("date", value_of(found), found, "publication", f"{words}{told_day(a.written)}, the publication date")


def _unit(e: Unit, a: Anchor) -> Reading:
    return _relative(Relative("the", e), a)


STEPS = {"last": -1, "previous": -1, "this": 0, "that": 0, "the": 0, "latest": -1, "next": 1, "following": 1}
NARRATIVE = ("that", "previous", "following")


def _relative(e: Relative, a: Anchor) -> Reading:
    step = STEPS[e.how]
    told = e.how in NARRATIVE or (e.how in ("the", "latest") and a.narrative)
    base, basis = (a.last, "narrative") if told else (None, "publication")
    if base is None:
        if a.written is None:
            if a.last is None or not a.narrative:
                return unplaced("XXXX-XX-XX" if not isinstance(e.what, Unit) else _unit_value(e.what.unit))
            base, basis = a.last, "narrative"
        else:
            base, basis = on(a.written), "publication"
    words = {"last": "the one before", "next": "the one after", "previous": "the one before", "following": "the one after",
             "latest": "the one before"}.get(e.how, "that of")  # fmt: skip
    ground = f"{told_day(base.start)}, the publication date" if basis == "publication" else f"{base}, told before"
    match e.what:
        case Unit(unit):
            if unit == "day" and e.how == "that" and base.days > 1:
                return Reading("date", "XXXX-XX-XX", None, "none", f"{ground}, is longer than a day")
            if unit == "weekend" and e.how == "the" and a.look <= 0 and base.first.isoweekday() < 6:
                step = -1  # "over the weekend", told on a weekday, is the one just gone
            if unit == "quarter" and e.how == "latest" and basis == "narrative":
                step = 0
            if unit == "quarter" and e.how == "the" and basis == "publication":
                step = -1  # figures of "the quarter" are told after its end
            found = _unit_from(base, step, unit)
            return Reading("date", value_of(found), found, basis, f"{unit}: {words} {ground}")
        case Weekday(number):
            monday = week(base.start).start
            if e.how in ("that", "the"):
                found = on(base.start + (number - base.first.isoweekday()) % 7 if base.days <= 7 else base.start)
            elif e.how == "this":
                found = on(monday + number - 1)
                if a.look > 0 and found.start < base.start:
                    found = on(found.start + 7)
            elif step < 0:
                found = on(base.start - ((base.first.isoweekday() - number - 1) % 7 + 1))
            else:
                found = on(base.start + ((number - base.first.isoweekday() - 1) % 7 + 1))
            return Reading("date", value_of(found), found, basis, f"{WEEKDAYS[number - 1]}: {words} {ground}")
        case Today():
            return _today(e.what, a)
    if isinstance(e.what, Date) and e.what.month is None and e.what.day is not None:
        found = day(base.first.year, base.first.month, e.what.day)
        return Reading("date", value_of(found), found, basis, f"that day of the month of {ground}")
    make = _recurring(e.what)
    y = base.first.year
    candidates = [c for n in range(y - 3, y + 4) if 1 <= n <= 9999 and (c := make(n)) is not None]
    if step < 0:
        found = max((c for c in candidates if c.end <= base.start), key=lambda c: c.start)
    elif step > 0:
        found = min((c for c in candidates if c.start >= base.end), key=lambda c: c.start)
    elif e.how == "this":
        found = min(candidates, key=lambda c: (abs(c.first.year - y), abs(c.start - base.start)))
    elif isinstance(e.what, Date) and e.what.month:
        found = next(c for c in candidates if c.first.year == y)
    else:
        found = min(candidates, key=lambda c: abs((c.start + c.end) - (base.start + base.end)))
    return Reading("date", value_of(found), found, basis, f"{words} {ground}")


def _unit_value(unit: str) -> str:
    return {"week": "XXXX-WXX", "month": "XXXX-XX", "year": "XXXX", "quarter": "XXXX-QX", "weekend": "XXXX-WXX-WE"}.get(
        unit, "XXXX-XX-XX")  # fmt: skip


def _unit_from(base: Interval, step: int, unit: str) -> Interval:
    if unit == "weekend":
        saturday = week(base.start).start + 5 + 7 * step
        return Interval(saturday, saturday + 2, Grain.WEEK)
    if unit == "fortnight":
        monday = week(base.start).start + 14 * step
        return Interval(monday, monday + 14, Grain.WEEK)
    grain = GRAINS[unit]
    if step > 0 and base.days > 1:
        base = on(base.end - 1) if grain <= base.grain else base
    return shift(base, step, grain)


def _recurring(e: Expression) -> Candidates:
    match e:
        case Date(None, int(m), None):
            return lambda y: month(y, m)
        case Date(None, int(m), int(d)):
            return lambda y: day(y, m, d) if d <= monthrange(y, m)[1] else None
        case Season(None, code):
            return lambda y: season(y, code)
        case Quarter(None, number):
            return lambda y: quarter(y, number)
        case Feast(name, None):
            return lambda y: calendars.feast(name, y)
    raise OutOfRange("a time that does not come back each year")


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
        case _:
            chosen = _recurring(e.inner)(first.year)
            if chosen is None:
                raise OutOfRange(f"{outer.value} has no such day")
            found = chosen
    return replace(outer, value=value_of(found), interval=found, reason=f"within {outer.value}: {outer.reason}")


def _base(a: Anchor, told: bool) -> tuple[Interval | None, str, str]:
    """The interval to count from, its basis and its words."""
    if told and a.last is not None:
        return a.last, "narrative", f"{a.last}, told before"
    if a.written is None:
        return None, "none", ""
    return on(a.written), "publication", f"{told_day(a.written)}, the publication date"


def _away(e: Away, a: Anchor) -> Reading:
    base, basis, ground = _base(a, e.how in ("later", "earlier") or a.narrative)
    sign = 1 if e.how in ("later", "hence") else -1
    reference = "FUTURE_REF" if sign > 0 else "PAST_REF"
    length = f"{_count_words(e.count)} {e.unit}{'' if e.count.high == 1 else 's'} {'after' if sign > 0 else 'before'}"
    if base is None:
        return replace(unplaced(reference if e.count.vague else _unit_value(e.unit)), reason=f"{length} a day that is not known")
    if e.unit in CLOCK:
        near, far = math.floor(e.count.low * DAYS_IN[e.unit]), math.ceil(e.count.high * DAYS_IN[e.unit])
        low, high = (base.start - far, base.start - near) if sign < 0 else (base.start + near, base.start + far)
        found = Interval(low, high + 1, approximate=low != high)
        return Reading("time", reference if e.count.vague else value_of(on(base.start + sign * near)), found, basis, f"{length} {ground}")
    if e.count.vague or e.count.low != e.count.high:
        near, far = (shifted(base, sign * n, e.unit) for n in (e.count.low, e.count.high))
        found = replace(near.hull(far), approximate=True)
        return Reading("date", reference, found, basis, f"{length} {ground}: as wide as the words")
    found = shifted(base, sign * e.count.low, e.unit)
    if base.grain > found.grain:  # "three days later" than a month is some day about it
        rough = Interval(base.start + found.start - containing(base.start, found.grain).start,
                         base.end + found.start - containing(base.start, found.grain).start, base.grain, True)  # fmt: skip
        return Reading("date", _unit_value(e.unit), rough, basis, f"{length} {ground}, which has no exact day")
    return Reading("date", value_of(found), found, basis, f"{length} {ground}")


def _count_words(count: Count) -> str:
    return f"{count.low:g}" if count.low == count.high else f"{count.low:g} to {count.high:g}"


def shifted(base: Interval, count: float, unit: str) -> Interval:
    """The unit that lies so many units from the base; half units step by the next finer ones."""
    if unit == "fortnight":
        unit, count = "week", count * 2
    if unit == "weekend":
        return _unit_from(base, int(count), "weekend")
    grain = GRAINS[unit]
    if count != int(count):
        months = {Grain.YEAR: 12, Grain.DECADE: 120, Grain.CENTURY: 1200}.get(grain)
        if months:
            return shift(base, round(count * months), Grain.MONTH)
        return on(base.start + round(count * DAYS_IN[unit]))
    if base.grain == Grain.QUARTER and grain == Grain.YEAR:  # a quarter a year earlier is a quarter
        return containing(shift_day(base.start, int(count), grain), base.grain)
    if grain == Grain.DECADE:
        return shift(base, int(count) * 10, Grain.YEAR)
    if grain == Grain.CENTURY:
        return shift(base, int(count) * 10, Grain.DECADE)
    return shift(base, int(count), grain)


def _away_today(e: AwayToday, a: Anchor) -> Reading:
    if a.written is None:
        return unplaced("XXXX-XX-XX")
    grain = GRAINS.get(e.unit, Grain.DAY)
    found = on(shift_day(a.written, -int(e.count.low), grain))
    return Reading("date", value_of(found), found, "publication", f"to the day before {told_day(a.written)}, the publication date")


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
    grain = Grain.DAY if whole.grain == Grain.WEEK else Grain.WEEK if whole.grain == Grain.MONTH else Grain.MONTH
    words = {"mid": "the middle", "late": "the last third", "early": "the first third", "start": "the beginning",
             "end": "the end"}[e.position]  # fmt: skip
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
    if base.interval is None or e.mod == "exact":
        return base
    low, high = ROUGH[e.mod]
    match e.base:
        case Away(how, count, unit) if not count.vague:
            sign = 1 if how in ("later", "hence") else -1
            origin, *_ = _base(a, how in ("later", "earlier"))
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


# ---------------------------------------------------------------- parts, lengths, sets, references


def _time(e: Time, a: Anchor) -> Reading:
    base = read(e.base, a)
    head = base.value if base.interval is not None and base.interval.days == 1 else "XXXX-XX-XX"
    interval = base.interval if base.interval is not None and base.interval.days == 1 else None
    if interval is None and base.interval is not None:
        base = replace(base, basis="none", reason="the day is not told")
    clock = e.clock if e.clock[:1].isdigit() else None
    return replace(base, kind="time", value=f"{head}T{e.clock}", interval=interval, clock=clock)


def _lasting(e: Lasting, a: Anchor) -> Reading:
    return Reading("duration", duration(e.count, e.unit), None, "none", "a length of time")


def _window(e: Window, a: Anchor) -> Reading:
    value = duration(e.count, e.unit)
    if a.written is None:
        return replace(unplaced(value, "duration"))
    high = round(e.count.high * DAYS_IN.get(e.unit, 1))
    grain = GRAINS.get(e.unit, Grain.DAY)
    sign = -1 if e.how == "past" else 1
    if e.unit in CLOCK or e.count.high != int(e.count.high):
        other = a.written + sign * math.ceil(e.count.high * DAYS_IN[e.unit])
    elif e.unit in GRAINS:
        other = shift_day(a.written, sign * int(e.count.high), grain)
    else:
        other = a.written + sign * high
    found = Interval(min(other, a.written), max(other, a.written) + 1, max(grain, Grain.DAY), e.count.vague)
    before = "up to" if sign < 0 else "from"
    return Reading("duration", value, found, "publication",
                   f"{_count_words(e.count)} {e.unit}s {before} {told_day(a.written)}, the publication date")  # fmt: skip


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
    if isinstance(e.unit, int):
        month_of = first.month if whole.grain <= Grain.MONTH else 1
        found = calendars.nth_weekday(first.year, month_of, e.unit, e.number)
    elif e.unit == "week":
        start = whole.start + 7 * (e.number - 1) if e.number > 0 else whole.end - 7
        found = Interval(start, start + 7, Grain.WEEK)
    elif e.unit == "weekend":
        saturday = whole.start + (6 - first.isoweekday()) % 7 + 7 * (e.number - 1)
        found = Interval(saturday, saturday + 2, Grain.WEEK)
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
    found = week(base.interval.start)
    return replace(base, value=value_of(found), interval=found)


def _week_from(e: WeekFrom, a: Anchor) -> Reading:
    base = read(e.base, replace(a, look=Look.PLANNED if e.weeks > 0 else Look.BACK))
    if base.interval is None:
        return base
    found = on(base.interval.start + 7 * e.weeks)
    return replace(base, value=value_of(found), interval=found)


def _every(e: Every, a: Anchor) -> Reading:
    if isinstance(e.unit, str):
        return Reading("set", duration(e.count or Count(1, 1), e.unit), None, "none", "a time that comes back")
    return Reading("set", open_value(e.unit), None, "none", "a time that comes back")


def _reference(e: Reference, a: Anchor) -> Reading:
    return Reading("date", e.value, None, "none", "a reference that places nothing on a day")


def _none(e: Expression, a: Anchor) -> Reading:
    raise TypeError(f"{e!r} has no reading of its own")


# fmt: off
READERS: dict[type, Callable[..., Reading]] = {
    Date: dates.read_date, Numeric: dates.read_numeric, Known: dates.read_known, BeforeChrist: dates.read_before_christ, CenturyBC: dates.read_century_bc,
    Season: dates.read_season, Quarter: dates.read_quarter, Half: dates.read_half, Decade: dates.read_decade, Century: dates.read_century, Unit: _unit,
    Weekday: _weekday, Feast: dates.read_feast, Hijri: dates.read_hijri, Today: _today, Relative: _relative, Inside: _inside,
    Away: _away, AwayToday: _away_today, Shift: _shift, Part: _part, About: _about, Time: _time,
    Lasting: _lasting, Window: _window, Portion: _portion, Nth: _nth, WeekOf: _week_of, WeekFrom: _week_from,
    YearEnd: dates.read_year_end, Every: _every, Reference: _reference, Pair: _none, Nothing: _none,
}
# fmt: on
