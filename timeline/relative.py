"""What hangs on the day of writing or on a date told before → the days: "Tuesday", "last week", "three days later".

    >>> from timeline.expression import Away, Count
    >>> told_before = Anchor(last=Interval.parse("2021-05-03"))
    >>> read_away(Away("later", Count(3, 3), "day"), told_before).interval
    Interval.parse('2021-05-06')
"""

from __future__ import annotations

import math
from calendar import monthrange
from dataclasses import replace
from datetime import date

from timeline import calendars
from timeline.expression import (
    After,
    Away,
    AwayToday,
    Count,
    Date,
    Every,
    Expression,
    Feast,
    Into,
    Lasting,
    Quarter,
    Reference,
    Relative,
    Running,
    Season,
    Term,
    Those,
    Today,
    Unit,
    Weekday,
    Window,
)
from timeline.interval import (
    Grain,
    Interval,
    OutOfRange,
    When,
    containing,
    day,
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


def read_weekday(e: Weekday, a: Anchor) -> Reading:
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


def read_today(e: Today, a: Anchor) -> Reading:
    if a.written is None:
        return unplaced("XXXX-XX-XX")
    found = on(a.written + e.offset)
    words = {0: "", -1: "the day before ", 1: "the day after "}.get(e.offset, f"{e.offset:+d} days from ")
    return Reading("date", value_of(found), found, "publication", f"{words}{told_day(a.written)}, the publication date")


def read_unit(e: Unit, a: Anchor) -> Reading:
    return read_relative(Relative("the", e), a)


STEPS = {"last": -1, "previous": -1, "this": 0, "that": 0, "the": 0, "latest": -1, "next": 1, "following": 1}
NARRATIVE = ("that", "previous", "following")


def read_relative(e: Relative, a: Anchor) -> Reading:
    step = STEPS[e.how]
    told = e.how in NARRATIVE or (e.how in ("the", "latest") and a.narrative)
    base, basis = (a.last, "narrative") if told else (None, "publication")
    if base is None:
        if a.written is None:
            if a.last is None or not a.narrative:
                return unplaced("XXXX-XX-XX" if not isinstance(e.what, Unit) else unit_value(e.what.unit))
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
            if unit == "day" and e.how in ("previous", "following") and base.days > 1:
                rough = Interval(base.start + step, base.end + step, base.grain, True)
                return Reading("date", "XXXX-XX-XX", rough, basis, f"{unit}: {words} one in {ground}, which has no exact day")
            if unit == "weekend" and e.how == "the" and a.look < Look.INTENDED and base.first.isoweekday() < 6:
                step = -1  # "over the weekend", told on a weekday, is the one just gone
            if unit == "quarter" and e.how == "latest" and basis == "narrative":
                step = 0
            if unit == "quarter" and e.how == "the" and basis == "publication":
                step = -1  # figures of "the quarter" are told after its end
            found = unit_from(base, step, unit)
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
            return read_today(e.what, a)
    if isinstance(e.what, Date) and e.what.month is None and e.what.day is not None:
        found = day(base.first.year, base.first.month, e.what.day)
        return Reading("date", value_of(found), found, basis, f"that day of the month of {ground}")
    make = recurring(e.what)
    y = base.first.year
    candidates = [c for n in range(y - 3, y + 4) if 1 <= n <= 9999 and (c := make(n)) is not None]
    if step < 0:
        fitting = sorted((c for c in candidates if c.end <= base.start), key=lambda c: -c.start)
    elif step > 0:
        fitting = sorted((c for c in candidates if c.start >= base.end), key=lambda c: c.start)
    elif e.how == "this" and isinstance(e.what, (Season, Feast)):  # in March, "this winter" is the one just gone
        ahead = [c for c in candidates if c.end > base.start] if a.look > 0 else candidates
        fitting = sorted(ahead, key=lambda c: abs(c.start + c.end - 2 * base.start))
    elif e.how == "this":
        fitting = sorted(candidates, key=lambda c: (abs(c.first.year - y), abs(c.start - base.start)))
    elif isinstance(e.what, Date) and e.what.month:
        fitting = [c for c in candidates if c.first.year == y]
    else:
        fitting = sorted(candidates, key=lambda c: abs((c.start + c.end) - (base.start + base.end)))
    if not fitting:
        raise OutOfRange(f"none is known {words} {ground}")
    found = fitting[0]
    return Reading("date", value_of(found), found, basis, f"{words} {ground}")


def unit_value(unit: str) -> str:
    return {"week": "XXXX-WXX", "month": "XXXX-XX", "year": "XXXX", "quarter": "XXXX-QX", "weekend": "XXXX-WXX-WE"}.get(
        unit, "XXXX-XX-XX")  # fmt: skip


def unit_from(base: Interval, step: int, unit: str) -> Interval:
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


def recurring(e: Expression) -> Candidates:
    match e:
        case Date(None, int(m), None):
            return lambda y: month(y, m)
        case Date(None, int(m), int(d)):
            return lambda y: day(y, m, d) if d <= monthrange(y, m)[1] else None
        case Season(None, code):
            return lambda y: season(y, code)
        case Quarter(None, int(number)):
            return lambda y: quarter(y, number)
        case Feast(name, None):
            return lambda y: calendars.feast(name, y)
    raise OutOfRange("a time that does not come back each year")


def origin_of(a: Anchor, told: bool) -> tuple[Interval | None, str, str]:
    """The interval to count from, its basis and its words."""
    if told and a.last is not None:
        return a.last, "narrative", f"{a.last}, told before"
    if a.written is None:
        return None, "none", ""
    return on(a.written), "publication", f"{told_day(a.written)}, the publication date"


def read_away(e: Away, a: Anchor) -> Reading:
    base, basis, ground = origin_of(a, e.how in ("later", "earlier") or a.narrative)
    if e.how == "later" and a.last is None and a.look < Look.LIKELY:
        base = None  # later than a day that nobody told
    sign = 1 if e.how in ("later", "hence") else -1
    reference = "FUTURE_REF" if sign > 0 else "PAST_REF"
    length = f"{count_words(e.count)} {e.unit}{'' if e.count.high == 1 else 's'} {'after' if sign > 0 else 'before'}"
    if base is None:
        return replace(unplaced(reference if e.count.vague else unit_value(e.unit)), reason=f"{length} a day that is not known")
    if e.unit in CLOCK:
        least, most = math.floor(e.count.low * DAYS_IN[e.unit]), math.ceil(e.count.high * DAYS_IN[e.unit])
        low, high = (base.start - most, base.start - least) if sign < 0 else (base.start + least, base.start + most)
        found = Interval(low, high + 1, approximate=low != high)
        return Reading("time", reference if e.count.vague else value_of(on(base.start + sign * least)), found, basis, f"{length} {ground}")
    if e.count.vague or e.count.low != e.count.high:
        near, far = (shifted(base, sign * n, e.unit) for n in (e.count.low, e.count.high))
        found = replace(near.hull(far), approximate=True)
        return Reading("date", reference, found, basis, f"{length} {ground}: as wide as the words")
    found = shifted(base, sign * e.count.low, e.unit)
    if base.grain > found.grain:  # "three days later" than a month is some day about it
        rough = Interval(base.start + found.start - containing(base.start, found.grain).start,
                         base.end + found.start - containing(base.start, found.grain).start, base.grain, True)  # fmt: skip
        return Reading("date", unit_value(e.unit), rough, basis, f"{length} {ground}, which has no exact day")
    return Reading("date", value_of(found), found, basis, f"{length} {ground}")


def count_words(count: Count) -> str:
    return f"{count.low:g}" if count.low == count.high else f"{count.low:g} to {count.high:g}"


def shifted(base: Interval, count: float, unit: str) -> Interval:
    """The unit that lies so many units from the base; half units step by the next finer ones."""
    if unit == "fortnight":
        unit, count = "week", count * 2
    if unit == "weekend":
        return unit_from(base, int(count), "weekend")
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


def read_away_today(e: AwayToday, a: Anchor) -> Reading:
    if a.written is None:
        return unplaced("XXXX-XX-XX")
    grain = GRAINS.get(e.unit, Grain.WEEK)
    count = int(e.count.low) * (2 if e.unit == "fortnight" else 1)
    found = on(shift_day(a.written, -count, grain))
    return Reading("date", value_of(found), found, "publication", f"to the day before {told_day(a.written)}, the publication date")


def read_lasting(e: Lasting, a: Anchor) -> Reading:
    return Reading("duration", duration(e.count, e.unit), None, "none", "a length of time")


def read_term(e: Term, a: Anchor) -> Reading:
    if a.look is not Look.PLANNED or a.written is None:
        return read_lasting(Lasting(e.count, e.unit), a)
    return read_away(Away("hence", e.count, e.unit), a)


NOT_TOLD = "counted from a beginning that is not told"


def read_into(e: Into, a: Anchor) -> Reading:
    value = duration(e.count, e.unit)
    if a.last is not None:
        whole = Interval(_counted(a.last, e.count.low, e.unit), max(_counted(a.last, e.count.high + 1, e.unit), a.last.end + 1))
        found = _not_after(whole, a.written) if e.unit not in ("day", "night", *CLOCK) else on(whole.start)
        if a.written is None or found.start <= a.written:
            return Reading("duration", value, found, "narrative", f"{count_words(e.count)} {e.unit}s from {a.last}, its beginning")
    if a.written is None:
        return Reading("duration", value, None, "none", NOT_TOLD)
    return Reading("duration", value, None, "publication", f"{NOT_TOLD}: not after {told_day(a.written)}, the publication date",
                   bound=When.on_or_before(on(a.written)))  # fmt: skip


def read_after(e: After, a: Anchor) -> Reading:
    length = Count(abs(e.count.low), abs(e.count.high), e.count.vague)
    value = unit_value(e.unit) if e.dated else duration(length, e.unit)
    kind = "date" if e.dated else "duration"
    if a.last is None:
        return Reading(kind, value, None, "none", "counted from something whose day is not told")
    near, far = (shifted(a.last, n, e.unit) for n in (e.count.low, e.count.high))
    found = near if near == far else replace(near.hull(far), approximate=True)
    side = "after" if e.count.low > 0 else "before"
    return Reading(kind, value_of(found) if e.dated else value, found, "narrative", f"{count_words(length)} {e.unit}s {side} {a.last}")


def read_running(e: Running, a: Anchor) -> Reading:
    if a.last is not None:
        whole = Interval(_counted(a.last, e.number - 1, e.unit), _counted(a.last, e.number, e.unit))
        if a.written is None or whole.start <= a.written:
            found = _not_after(whole, a.written)
            found = on(found.start) if found.days == 1 else found
            value = value_of(found) if found.days == 1 else unit_value(e.unit)
            return Reading("date", value, found, "narrative", f"{e.unit} {e.number} from {a.last}, its beginning")
    if a.written is None:
        return Reading("date", unit_value(e.unit), None, "none", NOT_TOLD)
    ground = f"{NOT_TOLD}: {e.unit} {e.number} of it is told as that of {told_day(a.written)}, the publication date"
    if a.look is Look.BACK:
        return Reading("date", unit_value(e.unit), None, "publication", NOT_TOLD, bound=When.on_or_before(on(a.written)))
    if e.unit in ("day", "night"):
        return Reading("date", value_of(on(a.written)), on(a.written), "publication", ground)
    since = Interval(max(1, shift_day(a.written, -1, GRAINS.get(e.unit, Grain.WEEK)) + 1), a.written + 1)
    return Reading("date", unit_value(e.unit), since, "publication", ground)


def _counted(start: Interval, count: float, unit: str) -> int:
    """The day that lies so many units from a beginning."""
    if unit in GRAINS and count == int(count):
        return shift_day(start.start, int(count), GRAINS[unit])
    return start.start + math.floor(count * DAYS_IN[unit])


def _not_after(whole: Interval, written: int | None) -> Interval:
    """The part that lies not after publication, as far as there is one."""
    if written is None or not whole.start <= written < whole.end:
        return whole
    return Interval(whole.start, written + 1)


def read_those(e: Those, a: Anchor) -> Reading:
    if a.last is not None and a.last.days > 1:
        return Reading("date", "PAST_REF", a.last, "narrative", f"{a.last}, told before")
    return Reading("date", "PAST_REF", None, "none", "hangs on a range of days that is not told")


def read_window(e: Window, a: Anchor) -> Reading:
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
                   f"{count_words(e.count)} {e.unit}s {before} {told_day(a.written)}, the publication date")  # fmt: skip


def read_every(e: Every, a: Anchor) -> Reading:
    if isinstance(e.unit, str):
        return Reading("set", duration(e.count or Count(1, 1), e.unit), None, "none", "a time that comes back")
    return Reading("set", open_value(e.unit), None, "none", "a time that comes back")


def read_reference(e: Reference, a: Anchor) -> Reading:
    return Reading("date", e.value, None, "none", "a reference that places nothing on a day")
