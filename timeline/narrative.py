"""Phrases in reading order → what each means where it stands: direction, the date told before, ranges.

    >>> text = "The talks opened on March 3, 2021. Three days later they broke down."
    >>> [(m.value, m.when.edtf) for m in told(text, None)]
    [('2021-03-03', '2021-03-03'), ('2021-03-06', '2021-03-06')]

A story keeps the latest date that it has told; "that March" and "three days later" hang on it, and so does a month
without a year in a passage that tells of other years. Everything else hangs on the publication date.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from timeline import direction, grammar, ranges
from timeline.expression import (
    About,
    Date,
    Decade,
    Expression,
    Feast,
    Half,
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
    Weekday,
    YearEnd,
)
from timeline.grammar import Match
from timeline.interval import Grain, Interval, When
from timeline.resolving import Anchor, Look, Reading, read


@dataclass(slots=True)
class Told:
    """One expression of a text and what it means there. Offsets are code points; `when` is None where nothing
    places it. `readings` is what a caller needs to ask again for another publication day."""

    start: int
    end: int
    text: str
    rule: str
    expression: Expression
    anchor: Anchor
    reading: Reading
    when: When | None
    range_with: int | None = None
    reach: str = ""
    byte_start: int = 0
    byte_end: int = 0

    @property
    def value(self) -> str:
        return self.reading.value


OPEN = (Weekday, Date, Season, Quarter, Half, Feast, YearEnd)
PASSAGE = 2  # paragraphs through which a story's own year is kept


def innermost(e: Expression) -> Expression:
    """The node that decides on the anchor: the base of parts, times and roundings."""
    while isinstance(e, (Part, About, Time, Shift, Nth, Portion)):
        e = e.base
    return e


def is_open(e: Expression) -> bool:
    """Whether the passage has to choose a year or week."""
    e = innermost(e)
    if isinstance(e, Relative):
        return isinstance(e.what, Weekday) and e.how == "this"
    return isinstance(e, (Weekday, YearEnd)) or (isinstance(e, OPEN) and e.year is None)


def told(text: str, published: Interval | None, *, language: str = "en") -> list[Told]:
    """All expressions of a text in reading order, each with its meaning."""
    language_grammar = grammar.load(language)
    signs = direction.signs(language)
    data = text.encode("utf-8", "surrogatepass")
    found = list(pieces(language_grammar.matches(data)))
    if not found:
        return []
    ascii_only = len(data) == len(text)
    story = Story(published, found, data)
    out: list[Told] = []
    at_byte = at_char = 0
    for start, end, rule, expression in found:
        if ascii_only:
            char_start, char_end = start, end
        else:
            at_char += len(data[at_byte:start].decode("utf-8", "surrogatepass"))
            char_start, char_end = at_char, at_char + len(data[start:end].decode("utf-8", "surrogatepass"))
            at_byte, at_char = end, char_end
        look = Look.UNTOLD
        if is_open(expression):
            look = signs.look(data[max(0, start - direction.LEFT) : start], data[end : end + direction.RIGHT])
        anchor = story.anchor(expression, start, look)
        reading = read(expression, anchor)
        story.tell(expression, reading, start)
        out.append(Told(char_start, char_end, text[char_start:char_end], rule, expression, anchor, reading,
                        None, byte_start=start, byte_end=end))  # fmt: skip
    ranges.compose(out, data, language)
    return out


def pieces(matches: Iterator[Match]) -> Iterator[tuple[int, int, str, Expression]]:
    """Matches with each pair as its two expressions."""
    for start, end, phrase in matches:
        expression = phrase.expression
        if isinstance(expression, Pair):
            for (low, high), part in zip(phrase.parts, (expression.first, expression.second), strict=True):
                yield start + low, start + high, phrase.rule, part
        else:
            yield start, end, phrase.rule, expression


class Story:
    """What has been told so far, and the anchor that the next expression gets from it."""

    def __init__(self, published: Interval | None, found: Sequence[tuple[int, int, str, Expression]], data: bytes) -> None:
        self.published = published
        self.written = published.start if published is not None else None
        self.data = data
        self.last: Interval | None = None
        self.last_at = 0
        self.year: int | None = None  # of the latest date told with its year
        self.year_at = 0
        self.order = _order(found)
        self.ahead_in_text = _first_year(found)

    def anchor(self, e: Expression, at: int, look: Look) -> Anchor:
        inner = innermost(e)
        last = self.last
        narrative = False
        if is_open(e):
            narrative = self._in_story(inner, at)
            if narrative and last is None and self.ahead_in_text is not None:
                last = self.ahead_in_text
        elif isinstance(inner, Relative):
            narrative = self.written is None or (inner.how == "the" and self._in_story(inner, at))
        if isinstance(inner, (Weekday, Relative)):  # a paper names the weekdays just gone: only a plan looks ahead
            look = Look.PLANNED if look is Look.PLANNED else Look.BACK
        return Anchor(self.written, last, look, narrative, self.order)

    def _in_story(self, e: Expression, at: int) -> bool:
        """Whether the passage tells of another time than that of its publication."""
        if self.written is None:
            return True
        if self.last is None or isinstance(e, Weekday):
            return False
        if self.last.end + 330 > self.written or self.last.grain > Grain.SEASON:
            return False
        return self.data.count(b"\n", self.last_at, at) < 1

    def tell(self, e: Expression, reading: Reading, at: int) -> None:
        interval = reading.interval
        if interval is None or reading.kind not in ("date", "time") or isinstance(innermost(e), (Decade, Reference)):
            return
        if interval.grain >= Grain.DECADE:
            return
        whole = reading.unit or interval
        self.last, self.last_at = whole, at


def _order(found: Sequence[tuple[int, int, str, Expression]]) -> str | None:
    """How the article writes 03/04/2024, where another of its dates can be read in one way only."""
    for _, _, _, e in found:
        e = innermost(e)
        if isinstance(e, Numeric):
            if e.one > 12 >= e.two:
                return "dmy"
            if e.two > 12 >= e.one:
                return "mdy"
    return None


def _first_year(found: Sequence[tuple[int, int, str, Expression]]) -> Interval | None:
    """The first date that the text tells in full: what opens before it hangs on it where publication is unknown."""
    for _, _, _, e in found:
        inner = innermost(e)
        if isinstance(inner, Date) and inner.year is not None and inner.year > 99:
            reading = read(inner, Anchor())
            if reading.interval is not None:
                return reading.interval
    return None
