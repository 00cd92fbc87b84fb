"""What a text says of time, in the few shapes that dating asks about.

    >>> told = said("Rebels met on Tuesday. The truce of 3 May 2024 had held since 2023; polls are due on 9 June.")
    >>> [(one.shape, one.look == "planned") for one in told.times]
    [('weekday', False), ('day', False), ('year', False), ('yearless', True)]

A `Time` keeps its words' offsets, the sentence it stands in, and whether the words about it look ahead or back.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from typing import Any

from timeline import direction
from timeline.expression import (
    About,
    After,
    Away,
    AwayToday,
    Count,
    Date,
    Expression,
    Half,
    Inside,
    Known,
    Lasting,
    Nth,
    Numeric,
    Part,
    Portion,
    Quarter,
    Relative,
    Running,
    Season,
    Shift,
    Today,
    Unit,
    Weekday,
    Window,
)
from timeline.expression import Time as Clock
from timeline.interval import Interval
from timeline.mentions import readings
from timeline.pieces import Piece
from timeline.resolving import Look
from timeline.sentences import sentences

__all__ = ["Said", "Time", "said"]


@dataclass(frozen=True, slots=True)
class Time:
    """One expression: its `shape`, the days it names whatever the day of writing (`interval`), and its parts.

    Shapes: day, month, year (told in full); yearless (a day of some year), moon (a month of some year), weekday,
    today (`count` days on), ago, lasting, running ("the third week of …"), last, this, next (with `unit`); "that day" and
    "the week before" are the weekday, or "last" as seen from the weekday, that was told just before (`anchor`).
    """

    shape: str
    start: int
    end: int
    sentence: int
    look: str
    interval: Interval | None = None
    month: int = 0
    day: int = 0
    weekday: int = 0
    count: Count | None = None
    unit: str = ""
    mod: str = ""
    clock: bool = False
    anchor: int = 0


@dataclass(frozen=True, slots=True)
class Said:
    """The times of a text in reading order, and its sentences as offsets."""

    text: str
    times: tuple[Time, ...]
    sentences: tuple[tuple[int, int], ...]

    def of_sentence(self, number: int) -> list[Time]:
        return [one for one in self.times if one.sentence == number]


def said(text: str) -> Said:
    spans = sentences(text)
    starts = [start for start, _ in spans]
    times: list[Time] = []
    for told in readings(text).told(None):
        piece = told.piece
        shape = _shape(_since(piece), told.reading.interval)
        if shape is not None and shape["shape"] == "yearless":
            shape = _with_year(shape, text[piece.end : piece.end + 9])
        if shape is not None:
            number = max(bisect_right(starts, piece.start) - 1, 0)
            look = _look(text, piece.start, piece.end) if shape.get("interval") else piece.look
            shape = _from_weekday(shape, times, number)
            if shape is None:
                continue
            times.append(Time(start=piece.start, end=piece.end, sentence=number, look=look.name.lower(), **shape))
    return Said(text, tuple(times), tuple(spans))


HEAD = 160  # characters at an article's head where a date is a dateline


def is_head(time: Time) -> bool:
    """Whether a date stands as a stamp: with its clock time or weekday, or at the head of the text."""
    return time.clock or bool(time.weekday) or time.start < HEAD


_YEAR = re.compile(r"\s?,?\s?((?:19|20)\d\d)\b")


def _with_year(shape: dict[str, Any], after: str) -> dict[str, Any]:
    """The date with the year that stands apart from it, as in text that was cut into words: "Feb 3 , 2011"."""
    found = _YEAR.match(after)
    start = day_of(int(found[1]), shape["month"], shape["day"]) if found else None
    if start is None:
        return shape
    return shape | {"shape": "day", "interval": Interval(start, start + 1)}


def _from_weekday(shape: dict[str, Any], times: list[Time], sentence: int) -> dict[str, Any] | None:
    """What hangs on the weekday told just before, as that weekday or as seen from it; None where none was told."""
    if shape["shape"] not in ("that", "before"):
        return shape
    told = times[-1] if times else None
    if told is None or told.shape != "weekday" or sentence - told.sentence > 1:
        return None
    if shape["shape"] == "that":
        return {"shape": "weekday", "weekday": told.weekday}
    return {"shape": "last", "unit": "week", "anchor": told.weekday}


def _look(text: str, start: int, end: int) -> Look:
    before = text[max(0, start - direction.LEFT) : start].encode("utf-8", "surrogatepass")
    return direction.look(before, text[end : end + direction.RIGHT].encode("utf-8", "surrogatepass"))


def _since(piece: Piece) -> Expression:
    """What a piece says; "the two weeks since" as the length that has passed."""
    match piece.expression:
        case Window("past", count, unit) if piece.rule.endswith(" since"):
            return Lasting(count, unit)
    return piece.expression


def _shape(expression: Expression, interval: Interval | None) -> dict[str, Any] | None:
    clock = False
    mod = ""
    while isinstance(expression, (Clock, About, Part, Shift, Inside, Nth, Portion)):
        if isinstance(expression, (Shift, Inside, Nth, Portion)):
            return None
        clock = clock or isinstance(expression, Clock)
        mod = expression.mod if isinstance(expression, About) else mod
        expression = expression.base
    match expression:
        case Date(int() as year, month, day, weekday):
            shape = "day" if day else "month" if month else "year"
            if interval is None or year is None:
                return None
            return {"shape": shape, "interval": interval, "weekday": weekday or 0, "clock": clock}
        case (Season(int()) | Quarter(int()) | Half(int())) if interval is not None:
            return {"shape": "month", "interval": interval}
        case Known() if interval is not None and interval.days == 1:
            return {"shape": "day", "interval": interval}
        case Numeric():
            return {"shape": "day", "interval": interval, "clock": clock} if interval and interval.days == 1 else None
        case Date(None, int() as month, int() as day, weekday):
            return {"shape": "yearless", "month": month, "day": day, "weekday": weekday or 0, "clock": clock}
        case Date(None, int() as month, None, _):
            return {"shape": "moon", "month": month}
        case Weekday(number):
            return {"shape": "weekday", "weekday": number, "clock": clock}
        case Today(offset):
            return {"shape": "today", "count": Count(offset, offset)}
        case Away("ago", count, unit) | AwayToday(count, unit):
            return {"shape": "ago", "count": count, "unit": unit, "mod": mod}
        case Lasting(count, unit) | After(count, unit, False):
            return {"shape": "lasting", "count": Count(abs(count.low), abs(count.high), count.vague), "unit": unit, "mod": mod}
        case Running(number, unit):
            return {"shape": "running", "count": Count(number, number), "unit": unit}
        case Relative("that", Unit("day")):
            return {"shape": "that"}
        case Relative("previous", Unit("week")) | Away("earlier", Count(1, 1), "week"):
            return {"shape": "before"}
        case Window("past", count, unit):
            return {"shape": "lasting", "count": count, "unit": unit, "mod": mod}
        case Relative("previous", Weekday(number)):
            return {"shape": "weekday", "weekday": number}
        case Relative(("last" | "this" | "next") as how, Unit(unit)):
            return {"shape": how, "unit": unit}
        case Relative(("last" | "this" | "next") as how, Weekday(number)):
            return {"shape": f"{how} weekday", "weekday": number}
    return None


def day_of(year: int, month: int, day: int) -> int | None:
    """The day number of a calendar day, None where the year has no such day (29 February)."""
    try:
        return date(year, month, day).toordinal()
    except ValueError:
        return None
