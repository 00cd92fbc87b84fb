"""An expression where it stands, alone and beside the others of its text: the years they tell, the day they say again.

    >>> from timeline.narrative import scan
    >>> found = scan("The talks of 3 May 2021 failed; those of 3 May are not forgotten.").pieces
    >>> years_of(found)[5, 3]
    {2021}
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import re2

from timeline.engine import teller
from timeline.expression import (
    After,
    Away,
    AwayToday,
    Date,
    Ending,
    Expression,
    Inside,
    Into,
    Lasting,
    Numeric,
    Portion,
    Relative,
    Running,
    Season,
    Shift,
    Term,
    Today,
    Unit,
    Weekday,
    WeekFrom,
    WeekOf,
    Window,
    innermost,
)
from timeline.grammar import Said
from timeline.interval import Interval, When
from timeline.reading import Anchor, Look, Reading
from timeline.resolving import read

NEWS = 0.1  # the share of expressions told from the day of writing above which a text is no history
RETOLD, STOPS = 60, teller(re2.compile(rb"[.!?;:\n]"))  # bytes within one sentence
APPOSED = (b",", b".", b";", b")", b"")  # what ends words that say a day again


class Piece(NamedTuple):
    """One expression where it stands: bytes of UTF-8, code points, the line, and where the words around it look."""

    byte_start: int
    byte_end: int
    start: int
    end: int
    line: int
    rule: str
    said: Said
    look: Look

    @property
    def expression(self) -> Expression:
        return self.said.expression


@dataclass(slots=True)
class Told:
    """One expression of a text and what it means there; `when` is None where nothing places it."""

    piece: Piece
    text: str
    anchor: Anchor
    reading: Reading
    when: When | None = None
    range_with: int | None = None  # the place in the text's list of the first expression of the same range

    @property
    def value(self) -> str:
        return self.reading.value

    @property
    def depends_on_publication(self) -> bool:
        """Whether another publication day would change what it means."""
        return self.reading.basis == "publication" or hangs_on_publication(self.piece.expression)


def hangs_on_publication(e: Expression) -> bool:
    """Whether an expression is told from the day of writing: "today", "last week", "two years ago", "Tuesday"."""
    inner = innermost(e)
    match inner:
        case Today() | AwayToday() | Weekday() | Window() | WeekFrom() | Term() | Into() | Running():
            return True
        case Relative(how, _):
            return how in ("last", "this", "next")
        case Away(how, _, _):
            return how in ("ago", "hence")
        case Inside(_, outer) | WeekOf(outer):
            return hangs_on_publication(outer)
    return False


def apposed(before: Told, piece: Piece, data: bytes) -> Reading | None:
    """The reading of the day told just before, where the words only say it again: "on 3 May, two days later,", "on 3 May,
    the day after the vote"."""
    end = before.piece.byte_end
    if piece.byte_start - end != 2 or data[end : piece.byte_start] not in (b", ", b" ("):
        return None
    match piece.said.expression:
        case After(_, unit, dated):
            if unit != "day" or not dated:
                return None
        case _ if not _ends(piece, data):
            return None
    one = before.reading
    if one.kind != "date" or one.interval is None or one.interval.days > 1:
        return None
    return replace(one, reason=f"the same day as {before.text}, told before it")


def announced(before: Told, piece: Piece, reading: Reading, data: bytes) -> Reading | None:
    """The reading of words that only announce the date told right after them: "ten years earlier, in 2004,"."""
    match before.piece.expression:
        case Away("later" | "earlier") | Relative("previous" | "following", _):
            gap = data[before.piece.byte_end : piece.byte_start]
        case _:
            return None
    one, two = before.reading.interval, reading.interval
    if gap not in (b", in ", b", on ", b", ") or data[piece.byte_end : piece.byte_end + 1] not in APPOSED:
        return None
    if two is None or reading.kind != "date" or (one is not None and one.grain != two.grain) or one == two:
        return None
    return replace(reading, reason=f"{two}, told right after it")


def retold(before: Told, piece: Piece, reading: Reading, data: bytes) -> Reading | None:
    """The reading of words that only say from today when the day told before them was: "the attack of 7 October 2023, which
    began the war two years ago"."""
    match piece.said.expression:
        case Away("ago", _, unit) | Shift(_, unit, Relative("this", _)) if unit in ("month", "year"):
            gap = data[before.piece.byte_end : piece.byte_start]
        case _:
            return None
    day, whole = before.reading.interval, reading.interval
    if day is None or whole is None or day.days > 1 or day not in whole or len(gap) > RETOLD or STOPS(gap):
        return None
    return replace(reading, interval=day, reason=f"{before.text}, told before it: {reading.reason}")


def _ends(piece: Piece, data: bytes) -> bool:
    """Whether the words that say a day again end there, or name what it is a day of."""
    after = data[piece.byte_end : piece.byte_end + 4]
    return after[:1] in APPOSED or (isinstance(piece.said.inner, Running) and after == b" of ")


def is_compared(e: Away) -> bool:
    """Whether it is told to compare with: "up from $2 million a year earlier"."""
    return e.unit == "year" and e.count.high == 1 and e.how in ("ago", "earlier")


def points_back(e: Expression) -> str | None:
    """The unit of words that only name the day, month or year of something told before: "that day"."""
    return e.what.unit if isinstance(e, Relative) and e.how == "that" and isinstance(e.what, Unit) else None


def may_be_ahead(e: Expression) -> bool:
    """Whether a time told from the telling may be the one just gone or that of a plan: "the weekend", "this autumn"."""
    match e:
        case Relative("the", Unit("weekend")) | Relative("this", Season()):
            return True
    return False


def is_longer(e: Expression) -> bool:
    """Whether it is a part of a year longer than a quarter whose figures may be told: "the nine months"."""
    return isinstance(e, (Lasting, Portion, Ending)) and e.unit == "month" and e.count.low == e.count.high and e.count.low in (6, 9)


def is_news(found: Sequence[Piece]) -> bool:
    """Whether a text whose publication day is unknown is told from the day of writing, as a paper is."""
    return sum(_is_of_a_paper(piece.said.expression) for piece in found) > NEWS * len(found)


def _is_of_a_paper(e: Expression) -> bool:
    """Whether a history would not tell a time so; it does tell "over the next five days" and "in two weeks"."""
    return hangs_on_publication(e) and not isinstance(innermost(e), (Term, Into, Running)) and not (isinstance(e, Window) and e.how == "coming")


def is_history(found: Sequence[Piece], before: int) -> bool:
    """Whether a text that names no day by that of its writing tells of a time long past: two of its dates at least are
    written out in full and lie before that day."""
    if any(hangs_on_publication(piece.said.expression) for piece in found):
        return False
    told = [read(e, Anchor()).interval for piece in found if isinstance(e := piece.said.inner, Date) and e.year is not None and e.month is not None]
    return sum(one is not None and one.end <= before for one in told) > 1


NO_YEARS: frozenset[int] = frozenset()


def years_of(found: Sequence[Piece]) -> dict[tuple[int, int | None], set[int]]:
    """The years that the text tells for each month and each day, where it leaves the year of another date open."""
    years: dict[tuple[int, int | None], set[int]] = {}
    if any(piece.said.is_open and isinstance(piece.said.inner, Date) for piece in found):
        for piece in found:
            inner = piece.said.inner
            if isinstance(inner, Date) and inner.year is not None and inner.month is not None and inner.year > 99:
                years.setdefault((inner.month, None), set()).add(inner.year)
                if inner.day is not None:
                    years.setdefault((inner.month, inner.day), set()).add(inner.year)
    return years


def order_of(found: Sequence[Piece]) -> str | None:
    """How the article writes 03/04/2024, where another of its dates can be read in one way only."""
    for piece in found:
        e = piece.said.inner
        if isinstance(e, Numeric):
            if e.one > 12 >= e.two:
                return "dmy"
            if e.two > 12 >= e.one:
                return "mdy"
    return None


def first_year(found: Sequence[Piece]) -> Interval | None:
    """The first date that the text tells in full: what opens before it hangs on it where publication is unknown."""
    for piece in found:
        inner = piece.said.inner
        if isinstance(inner, Date) and inner.year is not None and inner.year > 99:
            reading = read(inner, Anchor())
            if reading.interval is not None:
                return reading.interval
    return None
