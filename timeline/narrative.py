"""Phrases in reading order → what each means where it stands: direction, the date told before, ranges.

    >>> text = "The talks opened on March 3, 2021. Three days later they broke down."
    >>> [(m.value, m.when.edtf) for m in told(text, None)]
    [('2021-03-03', '2021-03-03'), ('2021-03-06', '2021-03-06')]

A story keeps the latest date that it has told; "that March" and "three days later" hang on it, and so does a month
without a year in a passage that tells of other years. Everything else hangs on the publication date.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache, partial
from typing import NamedTuple

import re2

from timeline import beginnings, carrying, direction, grammar, pieces, ranges
from timeline.engine import teller
from timeline.expression import (
    After,
    Away,
    AwayToday,
    Count,
    Date,
    Ending,
    Inside,
    Into,
    Quarter,
    Relative,
    Running,
    Season,
    Shift,
    Term,
    Time,
    Today,
    Unit,
    Weekday,
    WeekFrom,
    Window,
)
from timeline.interval import Grain, Interval, on
from timeline.pieces import Piece, Told
from timeline.reading import Anchor, Look, Reading, unplaced
from timeline.relative import unit_value
from timeline.resolving import read

ASIDE_BACK, ASIDE_AHEAD, ASIDE_UNTIL = 300, 500, 60  # days
LONG_PAST = 330  # days before publication from which on a passage may tell a story of its own
A_NIGHT, A_MONTH = 2, 31  # days
NEAR_QUARTER = 9  # lines
REPORTED = 45  # days after its start from which on a quarter's figures are told
PASSAGE = 2  # lines through which a story's own day or quarter is kept
OPENING = teller(re2.compile(rb"(?:^|[.!?\n][\"')]? *)(?:In|On|By|Since|From|During)(?: the)? $"))
UNTIL = teller(re2.compile(rb"\b(?:until|till)\b[^.!?;:\n]*$"))
JUST, SOON = 14, 45  # days before, and after, a day told in full within which one without a year goes on with its story
HAD = teller(re2.compile(rb"^[^.!?;\n]* had\b"))
PLACING = teller(re2.compile(rb"(?i)\b(?:in|during|by|until|till|since|through|throughout|of|before|after|from|and|the|that|this|early|late)[ -]\w"))
SHORTENED = (b".m", b".M", b".C", b".D", b".E")  # p.m., B.C., A.D., B.C.E.: the last full stop is theirs
NEXT_TO = 14  # bytes between two dates that are joined
HEADING = 90  # bytes of a line that may be a heading


NOWHERE = Anchor()
read_again = lru_cache(maxsize=1 << 16)(read)


def told(text: str, published: Interval | None, *, language: str = "en") -> list[Told]:
    """All expressions of a text in reading order, each with its meaning."""
    return scan(text, language=language).told(published)


def scan(text: str, *, language: str = "en") -> Scanned:
    """The expressions of a text before they are resolved."""
    data = text.encode("utf-8", "surrogatepass")
    signs = direction.signs(language)
    found = []
    ascii_only = len(data) == len(text)
    at_byte = at_char = at_line = line = 0
    for match in grammar.load(language).matches(data):
        for said in match.phrase.says:
            start, end = match.start + said.low, match.start + said.high
            if data[end : end + 1] == b"." and data[end - 2 : end] in SHORTENED:
                end += 1
            char_start, char_end = start, end
            if not ascii_only:
                char_start = at_char + len(data[at_byte:start].decode("utf-8", "surrogatepass"))
                char_end = char_start + len(data[start:end].decode("utf-8", "surrogatepass"))
                at_byte, at_char = end, char_end
            line += data.count(b"\n", at_line, start)
            at_line = start
            look = Look.UNTOLD
            if said.is_open or pieces.may_be_ahead(said.inner):
                begin, stop = start, match.end
                if isinstance(said.expression, Ending):  # where the day that it ends with looks
                    begin, stop = (match.start + end for end in match.phrase.says[-1][:2])
                look = signs.look(data[max(0, begin - direction.LEFT) : begin], data[stop : stop + direction.RIGHT])
            found.append(Piece(start, end, char_start, char_end, line, match.phrase.rule, said, look))
    found = carrying.carry(found, data, partial(ranges.joint, language=language), grammar.said)
    return Scanned(text, data, language, tuple(found))


class Scanned(NamedTuple):
    """A text whose expressions are found and not yet resolved, to ask what they mean for one publication day or many."""

    text: str
    data: bytes
    language: str
    pieces: tuple[Piece, ...]

    def told(self, published: Interval | None) -> list[Told]:
        """What each expression means in an article of that publication interval, in reading order."""
        if published is None or published.days == 1:
            out = self._on(published.start if published is not None else None)
        else:
            first, last = self._on(published.start), self._on(published.end - 1)
            out = [_either(*both, published) for both in zip(first, last, self._on(None), strict=True)]
        ranges.compose(out, self.data, self.language)
        return out

    def _on(self, written: int | None) -> list[Told]:
        story = Story(written, self.pieces, self.data, self.language)
        out: list[Told] = []
        text, data = self.text, self.data
        known: dict[tuple[int, int], Reading] = {}  # by identity: both live as long as the list
        for piece in self.pieces:
            said = piece.said
            anchor = NOWHERE if said.is_stated else story.anchor(piece)
            key = id(said), id(anchor)
            reading = known.get(key)
            if reading is None:
                reading = read_again(said.expression, anchor)
                if anchor.last is None and reading.basis == "publication" and (unit := pieces.points_back(said.expression)) is not None:
                    reading = replace(unplaced(unit_value(unit)), reason="hangs on a date told before, and none is")
                known[key] = reading
            if out and said.again:
                if (said.steps or isinstance(said.expression, After)) and (same := pieces.apposed(out[-1], piece, data)) is not None:
                    reading = same
                if isinstance(said.expression, Date) and (same := pieces.announced(out[-1], piece, reading, data)) is not None:
                    out[-1].reading = same
                if isinstance(said.expression, (Away, Shift)) and (same := pieces.retold(out[-1], piece, reading, data)) is not None:
                    reading = same
            if reading.kind == "duration" and story.quarter is not None and pieces.is_longer(said.expression):
                story.longer = piece.line
            if reading.interval is not None:
                story.tell(piece, reading, reading.interval)
            out.append(Told(piece, text[piece.start : piece.end], anchor, reading))
        return out


def _either(first: Told, last: Told, unknown: Told, published: Interval) -> Told:
    """What an expression may mean when the article was written on some day of an interval: all that lies between."""
    one, two = first.reading, last.reading
    if one.interval is None or two.interval is None or one.interval == two.interval:
        return first
    first.reading = replace(one, value=one.value if one.value == two.value else unknown.reading.value,
                            interval=replace(one.interval.hull(two.interval), grain=one.interval.grain),
                            reason=f"{one.reason}, or up to {on(published.end - 1)}")  # fmt: skip
    return first


class Story:
    """What has been told so far, and the anchor that the next expression gets from it."""

    def __init__(self, written: int | None, found: Sequence[Piece], data: bytes, language: str) -> None:
        self.language = language
        counted = any(isinstance(piece.said.inner, (Into, Running, After)) for piece in found)
        self.begun = beginnings.Beginnings(language) if counted else None
        self.years = pieces.years_of(found)
        self.written = written
        self.data = data
        self.last: Interval | None = None
        self.last_line = self.last_end = 0
        self.last_day: Interval | None = None  # the last that was told to the day
        self.line: Interval | None = None  # the date that the story has come to
        self.aside: Interval | None = None  # the last date that it only looked at
        self.quarter: Interval | None = None  # whose figures are told
        self.last_quarter: Interval | None = None
        self.quarter_line = 0
        self.longer = -1  # the line in which figures of more than a quarter are told
        self.compared: tuple[Interval | None] | None = None  # from where a time was told that is only compared with
        self.past_in_row = 0  # dates long past that were told one after the other in this paragraph
        self.opening = False  # the last one opens its sentence
        self.order = pieces.order_of(found)
        self.news = written is None and pieces.is_news(found)
        self.first_told = pieces.first_year(found) if written is None else None
        self.history = written is not None and pieces.is_history(found, written - LONG_PAST)
        self.plain: dict[Look, Anchor] = {}

    def anchor(self, piece: Piece) -> Anchor:
        inner, look = piece.said.inner, piece.look
        if isinstance(inner, Weekday) or (isinstance(inner, Relative) and piece.said.is_open):
            # a paper names the weekdays just gone: only a plan looks ahead
            return self._anchor(None, look if look >= Look.INTENDED else Look.BACK, False)
        if isinstance(inner, (Into, Running, After)):
            return self._anchor(self._beginning(piece), look, False)
        if isinstance(inner, Term):
            return self._anchor(None, look, False)
        if isinstance(inner, Date) and self.years and (year := self._year_elsewhere(piece, inner)) is not None:
            return Anchor(self.written, None, look, year=year)
        if piece.said.is_open:
            narrative = (self.written is None or look is not Look.PLANNED) and self._in_story(piece)
            last = (self.line or self.last or self.first_told) if narrative else None
            return self._anchor(last, look, narrative)
        match inner:
            case Relative("that", Unit("quarter")) if self.last_quarter is not None:
                return self._anchor(self.last_quarter, look, True)
            case Relative(("the" | "latest") as how, Unit("quarter")) if self.quarter is not None:
                if how != "latest" or self.written is None or self.quarter.end <= self.written:
                    return self._anchor(self.quarter, look, True)
            case Relative("that", Unit("day")) if isinstance(piece.said.expression, Time) and self._far(piece):
                return self._anchor(None, look, False)  # a clock time hangs on a day told close by, else on publication
            case Relative("the", _):
                narrative = self.last is not None and self._in_story(piece)
                return self._anchor(self.last if narrative or self.written is None else None, look, narrative)
            case Relative(("last" | "this" | "next"), _) | Today() | AwayToday() | Window() | WeekFrom():
                return self._anchor(None, look, False)
            case Away(_, Count(1, 1), "year") | Quarter(_, None) if self.longer == piece.line:
                return self._anchor(None, look, False)  # so many months, compared with those of the year before
            case Away(_, Count(1, 1), "year") | Quarter(_, None) if self.quarter is not None and piece.line - self.quarter_line < NEAR_QUARTER:
                return self._anchor(self.quarter, look, True)  # profit is compared with the same quarter "a year ago"
            case Away() if self.compared is not None and self.written is not None and pieces.is_compared(inner):
                return self._anchor(self.compared[0], look, False)  # one year back, however often it is said
            case Away("later" | "earlier", _, "day" | "week") if self.last is not None and self.last.days > A_MONTH and self._in_news(self.last_day):
                return self._anchor(self.last_day, look, False)  # "since the coup a year ago … A week earlier": no week of a year
        return self._anchor(self.last, look, False)

    def _anchor(self, last: Interval | None, look: Look, narrative: bool) -> Anchor:
        if last is not None:
            return Anchor(self.written, last, look, narrative, self.order)
        plain = self.plain.get(look)
        if plain is None:
            plain = self.plain[look] = Anchor(self.written, None, look, False, self.order)
        return plain

    def _beginning(self, piece: Piece) -> Interval | None:
        start, end = piece.byte_start, piece.byte_end
        if self.begun is None:
            return None
        if isinstance(piece.said.inner, After):
            return self.begun.event(self.data[end : end + beginnings.RIGHT], self.written)
        return self.begun.of(self.data[max(0, start - beginnings.LEFT) : start], self.data[end : end + beginnings.RIGHT], self.written)

    def _year_elsewhere(self, piece: Piece, e: Date) -> int | None:
        """The one year with which the article tells the same day elsewhere, or a day of the month in which what goes on
        began ("since the war began in October", "on October 7, 2023"); not after publication."""
        if e.year is not None or e.month is None or self.written is None or piece.look > 0:
            return None
        years = self.years.get((e.month, e.day), pieces.NO_YEARS)
        if e.day is None:
            before = self.data[max(0, piece.byte_start - beginnings.LEFT) : piece.byte_start]
            years = years if beginnings.has_begun(before, self.language) else pieces.NO_YEARS
        if len(years) != 1:
            return None
        year = next(iter(years))
        return year if date(year, e.month, 1).toordinal() <= self.written else None

    def _far(self, piece: Piece) -> bool:
        last = self.last
        return last is not None and self.written is not None and (last.days > 1 or piece.line - self.last_line > PASSAGE)

    def _in_news(self, day: Interval | None) -> bool:
        """Whether a day lies not long before publication."""
        return day is not None and self.written is not None and day.end + LONG_PAST > self.written

    def _in_story(self, piece: Piece) -> bool:
        """Whether the passage tells of another time than that of its publication: two dates long past in the same
        paragraph, or one that opens its sentence."""
        if self.written is None:
            return not self.news or (self.last is not None and piece.line == self.last_line and self.opening)
        if self.last is None or self.last.end + LONG_PAST > self.written:
            return False
        if self.history:
            return True
        if piece.line != self.last_line:
            return False
        return self.past_in_row > 1 or self.opening or self._goes_on(piece, self.last, self.written)

    def _goes_on(self, piece: Piece, last: Interval, written: int) -> bool:
        """Whether a day without a year comes near the day told before, and none such lies just before publication:
        "It fell on 1 May 2021. On 3 May it was retaken"."""
        inner = piece.said.inner
        if not isinstance(inner, Date) or inner.month is None or inner.day is None or last.days > 31:
            return False
        there, here = (self._next(inner, since) for since in (last.start - JUST, written - SOON))
        return there is not None and here is not None and there - last.start <= SOON and here > written

    def _next(self, e: Date, since: int) -> int | None:
        """The next such day of a year from that day on."""
        year = date.fromordinal(since).year
        found = [read(Date(y, e.month, e.day), NOWHERE).interval for y in (year, year + 1)]
        return next((one.start for one in found if one is not None and one.start >= since), None)

    def tell(self, piece: Piece, reading: Reading, interval: Interval) -> None:
        """Notes what has been told."""
        if self.begun is not None and reading.kind == "date":
            start, end = piece.byte_start, piece.byte_end
            self.begun.note(self.data[max(0, start - beginnings.LEFT) : start], self.data[end : end + beginnings.RIGHT], interval)
        whole = reading.unit or interval
        if reading.kind not in ("date", "time") or whole.grain >= Grain.DECADE or interval.approximate:
            return
        inner = piece.said.inner
        if interval.grain == Grain.QUARTER:
            self.last_quarter, self.longer = interval, -1
            named = isinstance(inner, (Quarter, Inside)) or isinstance(piece.said.expression, Ending)
            if interval == self.quarter or (named and self._is_reported(interval)):
                self.quarter, self.quarter_line = interval, piece.line
        if piece.said.steps and interval.days == 1 and self.last is not None and interval.end <= self.last.start and self._had(piece):
            return  # what had been before does not move the story
        if isinstance(inner, Away) and pieces.is_compared(inner):
            self.compared = self.compared or (self.last,)
        else:
            self.compared = None
        if self.written is None:
            self.opening = self._opens(piece)
        else:
            long_past = interval.end + LONG_PAST <= self.written
            self.past_in_row = (self.past_in_row + 1 if piece.line == self.last_line else 1) if long_past else 0
            self.opening = long_past and self._opens(piece)
        self._follow(piece, whole)
        if self.last is not None and piece.byte_start - self.last_end < NEXT_TO and self._joined(piece, whole):
            self.line = self.last.hull(whole)  # what is told of it lies within: "from August 1942 to February 1943 … In September"
        self.last, self.last_line, self.last_end = whole, piece.line, piece.byte_end
        if whole.days <= A_NIGHT:
            self.last_day = whole

    def _joined(self, piece: Piece, interval: Interval) -> bool:
        """Whether it is the end of a range that the date before began, or the month after that one: "in May and June"."""
        if self.last is None or not 0 < interval.end - self.last.start < LONG_PAST or interval.start < self.last.start:
            return False
        kind = ranges.joint(self.data[self.last_end : piece.byte_start], self.language)
        return kind == "to" or (kind != "" and interval.start <= self.last.end)

    def _is_reported(self, quarter: Interval) -> bool:
        """Whether it is the quarter whose figures are told, not one that they are compared with or that is to come."""
        if self.written is None or self.quarter is None:
            return True
        return self.quarter.start <= quarter.start <= self.written - REPORTED

    def _had(self, piece: Piece) -> bool:
        return HAD(self.data[piece.byte_end : piece.byte_end + 70])

    def _opens(self, piece: Piece) -> bool:
        """Whether the date opens its sentence, or heads what follows."""
        start = piece.byte_start
        return OPENING(self.data[max(0, start - 12) : start]) or self._heads(piece)

    def _placed(self, piece: Piece) -> bool:
        return PLACING(self.data[max(0, piece.byte_start - 12) : piece.byte_end])

    def _heads(self, piece: Piece) -> bool:
        """Whether the date begins a line that is a heading: "2005: elections"."""
        start = piece.byte_start
        if start and self.data[start - 1 : start] != b"\n":
            return False
        end = self.data.find(b"\n", start, start + HEADING)
        return end > start and self.data[start:end].rstrip()[-1:] not in b".!?,"

    def _sets(self, piece: Piece) -> bool:
        """Whether a year is the first time that its paragraph tells, after "in"."""
        return piece.line != self.last_line and self.data[piece.byte_start - 3 : piece.byte_start].lower() == b"in "

    def _looks_on(self, piece: Piece, ahead: int) -> bool:
        """Whether the date only says until when something went on: "that lasted until the fall of the city in May"."""
        start = piece.byte_start
        return ahead > ASIDE_UNTIL and UNTIL(self.data[max(0, start - 60) : start])

    def _follow(self, piece: Piece, interval: Interval) -> None:
        """The line of the story goes on, unless this date steps aside: a bare year in passing, a look far back or far
        ahead. Two such looks at one time are the new line."""
        line = self.line
        own_year = getattr(piece.said.inner, "year", None) is not None
        match piece.said.inner:
            case Relative("previous", _) if line is not None:  # it only looks back
                return
            case Season(None, _) if not self._placed(piece):  # the name of a campaign
                return
        if line is None or not own_year or self._opens(piece):
            self.line, self.aside = interval, None
            return
        if interval.grain >= Grain.YEAR and interval.overlaps(line):
            return
        back, ahead = line.start - interval.end, interval.start - line.end
        if self._looks_on(piece, ahead):
            return
        looks_aside = back > ASIDE_BACK or ahead > ASIDE_AHEAD or (interval.grain >= Grain.YEAR and not self._sets(piece))
        if looks_aside and (self.aside is None or abs(self.aside.start - interval.start) > 366):
            self.aside = interval
            return
        self.line, self.aside = interval, None


