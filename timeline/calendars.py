"""Feast days and other calendars: the days of a feast in a year.

    >>> feast("easter", 2024)
    Interval.parse('2024-03-31')
    >>> feast("ramadan", 2024)
    Interval.parse('[2024-03-11..2024-04-09]')

Easter is dateutil's, Islamic months are those of hijridate (Umm al-Qura, 1924 to 2077), Jewish feasts are counted
with the arithmetic of the fixed Hebrew calendar. A feast is the day or days it is named for, by local daylight.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from timeline.interval import Grain, Interval, day

FIXED = {  # month, day
    "christmas": (12, 25), "christmas eve": (12, 24), "boxing day": (12, 26), "new year": (1, 1), "new year eve": (12, 31),
    "epiphany": (1, 6), "valentine": (2, 14), "patrick": (3, 17), "may day": (5, 1), "independence day": (7, 4),
    "veterans day": (11, 11), "armistice day": (11, 11), "halloween": (10, 31), "orthodox christmas": (1, 7),
    "womens day": (3, 8), "bastille day": (7, 14), "victory day": (5, 9), "nakba day": (5, 15), "candlemas": (2, 2),
    "annunciation": (3, 25), "assumption": (8, 15), "michaelmas": (9, 29), "all saints": (11, 1), "all souls": (11, 2),
    "orthodox christmas eve": (1, 6),
}  # fmt: skip
NTH = {  # month, weekday (Monday 1), which one of the month
    "thanksgiving": (11, 4, 4), "memorial day": (5, 1, -1), "labor day": (9, 1, 1), "columbus day": (10, 1, 2),
    "king day": (1, 1, 3), "presidents day": (2, 1, 3),
}  # fmt: skip
EASTER = {"easter": 0, "easter monday": 1, "good friday": -2, "palm sunday": -7, "ash wednesday": -46, "pentecost": 49,
          "maundy thursday": -3, "holy saturday": -1, "shrove tuesday": -47, "ascension": 39, "whit monday": 50,
          "trinity": 56}  # fmt: skip
ORTHODOX = {"orthodox easter": 0, "orthodox easter monday": 1, "orthodox good friday": -2, "orthodox palm sunday": -7,
            "orthodox pentecost": 49}  # fmt: skip
HEBREW = {  # days from the first of Tishri of that autumn, length
    "rosh hashanah": (0, 2), "yom kippur": (9, 1), "sukkot": (14, 7), "simchat torah": (21, 1),
}  # fmt: skip
PASSOVER = {"passover": (0, 7), "shavuot": (50, 1), "purim": (-30, 1), "lag baomer": (33, 1), "jerusalem day": (43, 1),
            "tisha bav": (112, 1)}  # days from 15 Nisan, length
ISLAMIC = {  # month, day, length (0: the whole month)
    "ramadan": (9, 1, 0), "eid al-fitr": (10, 1, 1), "eid al-adha": (12, 10, 1), "ashura": (1, 10, 1),
    "arbaeen": (2, 20, 1), "islamic new year": (1, 1, 1), "mawlid": (3, 12, 1), "arafah": (12, 9, 1),
}  # fmt: skip


def feast(name: str, year: int) -> Interval | None:
    """The day or days of a feast that begin in that year; None outside the years that are computed."""
    if name in FIXED:
        return day(year, *FIXED[name])
    if name in NTH:
        return nth_weekday(year, *NTH[name])
    if name == "election day":  # the Tuesday after the first Monday of November
        monday = nth_weekday(year, 11, 1, 1)
        return Interval(monday.start + 1, monday.end + 1)
    if name in EASTER or name in ORTHODOX:
        from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

        if not 1583 <= year <= 4099:
            return None
        sunday = easter(year, EASTER_WESTERN if name in EASTER else EASTER_ORTHODOX)
        return _days(sunday + timedelta((EASTER | ORTHODOX)[name]), 1)
    if name == "nowruz":  # the day of the March equinox in Tehran, within a day
        return day(year, 3, 20) if year % 4 in (0, 1) and year >= 1996 else day(year, 3, 21)
    if name in HEBREW:
        offset, length = HEBREW[name]
        return _days(date.fromordinal(_tishri(year + 3761) + offset), length)
    if name in PASSOVER or name == "hanukkah":
        if name == "hanukkah":  # 25 Kislev: Heshvan has 30 days in a year of 355 or 385
            length = _tishri(year + 3762) - _tishri(year + 3761)
            return _days(date.fromordinal(_tishri(year + 3761) + 83 + (length % 10 == 5)), 8)
        offset, length = PASSOVER[name]
        first = date.fromordinal(_tishri(year + 3761) - 163 + offset)  # 15 Nisan is 163 days before
        return _days(first + timedelta(name == "tisha bav" and first.isoweekday() == 6), length)  # no fast on a Sabbath
    if name == "quds day":  # the last Friday of Ramadan
        fast = feast("ramadan", year)
        return None if fast is None else Interval(fast.end - 1 - (fast.last.isoweekday() - 5) % 7, fast.end - (fast.last.isoweekday() - 5) % 7)
    if name in ISLAMIC:
        month, number, length = ISLAMIC[name]
        for hijri in (year - 579, year - 580, year - 581, year - 578):
            found = islamic(hijri, month, number if length else None)
            if found is not None and found.first.year == year:
                return found
    return None


def islamic(year: int, month: int, number: int | None = None) -> Interval | None:
    """A month of the Islamic calendar, or a day of it; None outside 1343 to 1500 A.H."""
    if not 1343 <= year <= 1500:
        return None
    from hijridate import Hijri

    length = Hijri(year, month, 1).month_length()
    if number is not None and number > length:
        return None
    first = Hijri(year, month, number or 1).to_gregorian()
    start = date(first.year, first.month, first.day).toordinal()
    return Interval(start, start + 1) if number else Interval(start, start + length, Grain.MONTH)


def nth_weekday(year: int, month: int, weekday: int, number: int) -> Interval:
    """The nth Monday (weekday 1) of a month; from its end where the number is negative."""
    length = monthrange(year, month)[1]
    days = [d for d in range(1, length + 1) if date(year, month, d).isoweekday() == weekday]
    return day(year, month, days[number - 1 if number > 0 else number])


def _days(first: date, length: int) -> Interval:
    start = first.toordinal()
    return Interval(start, start + length, Grain.DAY if length == 1 else Grain.WEEK)


def _tishri(hebrew_year: int) -> int:
    """The first day of a Hebrew year, as an ordinal."""
    before, this, after = (_elapsed(hebrew_year + step) for step in (-1, 0, 1))
    postponed = 2 if after - this == 356 else 1 if this - before == 382 else 0
    return this + postponed - 1373427


def _elapsed(hebrew_year: int) -> int:
    """Days from the epoch of the Hebrew calendar to the new moon of Tishri, put off from three weekdays."""
    months = (235 * hebrew_year - 234) // 19
    days = 29 * months + (12084 + 13753 * months) // 25920
    return days + 1 if 3 * (days + 1) % 7 < 3 else days
