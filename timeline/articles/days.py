"""A date string as its interval of days: what metadata, date lines and datelines print.

    >>> read_day("Wed, 14 Feb 2024 22:10:00 +0300").day
    Interval.parse('2024-02-14')
    >>> read_day("03/04/2024").readings
    (Interval.parse('2024-04-03'), Interval.parse('2024-03-04'))
    >>> read_day("31 February 2024").problem
    '31 February 2024: February 2024 has 29 days'

The day is as printed, in its printed zone. English and numeric forms are read here; other languages go to dateparser,
strict, which never fills a missing part from today.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from timeline.interval import Interval, OutOfRange, When, day, month, year

OLDEST = 1450  # no article was printed before; a lower year is a default value or a slip
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip
MONTH = (r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
         r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?")  # fmt: skip
NUMBER = {name[:3].lower(): i for i, name in enumerate(MONTHS, 1)}
WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
CLOCK = (r"(?:,?\s*(?:[|·•–—-]\s*)?(?:at\s+|t)?\d{1,2}[:.h]\d\d(?:[:.]\d\d(?:[.,]\d{1,9})?)?\s*(?:hrs|h)?\s*(?:[ap]\.?m\.?)?"
         r"|,?\s+\d{1,2}\s*[ap]\.?m\.?|,?\s+\d{4}\s*(?:hrs|gmt|utc))?")  # fmt: skip
ZONE = r"(?:\s*,?\s*\(?(?:z|[a-z]{2,5}(?:[+-]\d{1,2})?|[+-]\d\d:?\d\d|(?:local|london|doha|mecca) time)\)?)?(?:\s*\([a-z ]{2,12}\))?"
FORMS = (
    rf"{WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s.-]*{MONTH},?[\s.-]*(?P<year>\d{{4}})",
    rf"{WEEKDAY}{MONTH}[\s-]*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s*-?(?P<year>\d{{4}})",
    rf"(?P<year>\d{{4}})[\s,-]+{MONTH}[\s-]+(?P<day>\d{{1,2}})",
    rf"{WEEKDAY}(?P<year>\d{{4}})(?P<gap>[-/.])(?P<number>\d{{1,2}})(?P=gap)(?P<day>\d{{1,2}})",
    r"(?P<year>(?:1[5-9]|20)\d\d)(?P<number>\d\d)(?P<day>\d\d)",
)
TAIL = CLOCK + ZONE + r"(?:\s*\.)?"
DAY = [re.compile(form + TAIL, re.I) for form in FORMS]
NUMERIC = re.compile(WEEKDAY + r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)" + TAIL, re.I)
COARSE = re.compile(rf"{MONTH},?\s+(?P<year>\d{{4}})|(?P<year2>\d{{4}})-(?P<number>\d\d)|(?P<year3>1[5-9]\d\d|20\d\d)", re.I)
EPOCH = re.compile(r"(\d{10})(?:\d{3})?(?:\.\d+)?")
_NAME = r"[^\W\d_][^\d\s.,;:!?]{1,11}"  # vowel signs of the scripts of India are no letters
SHAPE = re.compile(rf"(?<!\d)\d{{1,2}}\D{{1,4}}{_NAME}\D{{1,5}}\d{{4}}(?!\d)|{_NAME}\D{{1,3}}\d{{1,2}}\D{{1,5}}\d{{4}}(?!\d)"
                   r"|(?<!\d)\d{4}(?:\s?[年년]|\.\s)\D{0,15}\d{1,2}(?!\d)")  # fmt: skip
ENGLISH = re.compile(rf"\b(?:{'|'.join(MONTHS)}|the|of|that|and)\b", re.I)  # not for dateparser: read above, or no date
LONGEST = 120
_LANGUAGES = "ar fr es de it pt nl ru uk pl tr fa he zh ja ko hi ur id ms sv da nb fi cs sk ro hu el bg sr hr vi th sw am"
LANGUAGES = _LANGUAGES.split()


@dataclass(frozen=True, slots=True)
class Day:
    """What a string says: one interval, two readings of a numeric date, a problem, or nothing."""

    day: Interval | None = None
    readings: tuple[Interval, ...] = ()
    problem: str | None = None


NOTHING = Day()


def read_day(text: str, *, foreign: bool = True) -> Day:
    """The day (month, year, EDTF) that a whole string states; `foreign` allows dateparser for other languages."""
    text = " ".join(text.split())
    if not text or len(text) > LONGEST or not any(map(str.isdecimal, text)):
        return NOTHING
    if not text.isascii():
        text = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
    for form in DAY:
        if found := form.fullmatch(text):
            return _calendar(found, text)
    if found := NUMERIC.fullmatch(text):
        return _numeric(found, text)
    if found := COARSE.fullmatch(text):
        return _coarse(found, text)
    if found := EPOCH.fullmatch(text):
        return _epoch(int(found[1]))
    try:
        when = When.parse(text)
    except ValueError:
        return _foreign(text) if foreign else NOTHING
    if when.first is None or when.last is None:
        return Day(problem=f"{text}: open at one end, so no publication date")
    return Day(Interval(when.first.start, when.last.end, max(when.first.grain, when.last.grain), when.approximate))


def _calendar(found: re.Match[str], text: str) -> Day:
    parts = found.groupdict()
    number = NUMBER[parts["month"][:3].lower()] if parts.get("month") else int(parts["number"])
    return _day(int(parts["year"]), number, int(parts["day"]), text)


def _day(y: int, m: int, d: int, text: str) -> Day:
    if y < OLDEST:
        return Day(problem=f"{text}: the year {y} is out of range")
    if not 1 <= m <= 12:
        return Day(problem=f"{text}: there is no month {m}")
    if not 1 <= d <= monthrange(y, m)[1]:
        return Day(problem=f"{text}: {MONTHS[m - 1]} {y} has {monthrange(y, m)[1]} days")
    return Day(day(y, m, d))


def _numeric(found: re.Match[str], text: str) -> Day:
    first, second, y = int(found[1]), int(found[3]), int(found[4])
    y += 0 if y > 99 else 2000 if y < 70 else 1900
    readings = [_day(y, m, d, text) for d, m in ((first, second), (second, first))]
    days = tuple(dict.fromkeys(reading.day for reading in readings if reading.day))
    match days:
        case (only,):
            return Day(only)
        case (_, _):
            return Day(readings=days)
    return readings[0]


def _coarse(found: re.Match[str], text: str) -> Day:
    y = int(found["year"] or found["year2"] or found["year3"])
    if y < OLDEST:
        return Day(problem=f"{text}: the year {y} is out of range")
    if found["year3"]:
        return Day(year(y))
    m = NUMBER[found["month"][:3].lower()] if found["month"] else int(found["number"])
    try:
        return Day(month(y, m))
    except OutOfRange:
        return Day(problem=f"{text}: there is no month {m}")


def _epoch(seconds: int) -> Day:
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    return Day(day(moment.year, moment.month, moment.day))


def _foreign(text: str) -> Day:
    """A date in another language, by dateparser, if it holds day, month and year."""
    if not SHAPE.search(text) or ENGLISH.search(text) or text.count(" ") > 7 or len(text) > 60:
        return NOTHING
    try:
        moment = _parser().get_date_data(text).date_obj
    except (ValueError, OverflowError, TypeError, IndexError, KeyError, AttributeError, RecursionError):
        return NOTHING
    return _day(moment.year, moment.month, moment.day, text) if moment else NOTHING


@cache
def _parser() -> Any:
    """dateparser, strict, for the languages that newspapers of many readers are printed in."""
    from dateparser import DateDataParser

    settings = {"STRICT_PARSING": True, "PARSERS": ["absolute-time"], "RELATIVE_BASE": datetime(2000, 1, 1)}
    return DateDataParser(languages=LANGUAGES, settings=settings)


def settle(readings: tuple[Interval, ...], *, others: frozenset[Interval], month_first: bool | None) -> tuple[Interval, str]:
    """The reading that the article's other dates or its publisher's country choose, else all days between, with why.

    >>> settle(read_day("03/04/2024").readings, others=frozenset({day(2024, 3, 4)}), month_first=None)
    (Interval.parse('2024-03-04'), 'the article tells 4 Mar 2024 elsewhere')
    >>> settle(read_day("03/04/2024").readings, others=frozenset(), month_first=False)[0]
    Interval.parse('2024-04-03')
    >>> settle(read_day("03/04/2024").readings, others=frozenset(), month_first=None)[0]
    Interval.parse('[2024-03-04?..2024-04-03?]')
    """
    day_first_reading, month_first_reading = readings
    told = [reading for reading in readings if reading in others]
    if len(told) == 1:
        return told[0], f"the article tells {told[0]} elsewhere"
    if month_first is not None:
        chosen = month_first_reading if month_first else day_first_reading
        return chosen, f"the publisher writes the {'month' if month_first else 'day'} first"
    low, high = sorted(readings, key=lambda reading: reading.start)
    wide = Interval(low.start, high.end, max(low.grain, high.grain), uncertain=True)
    return wide, f"{low} or {high}: nothing tells whether the month or the day stands first"

