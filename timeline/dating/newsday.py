"""The day of an article's news, told by how long it came after a known event: "on Saturday, two days after the airliner fell".

    >>> from timeline.dating.said import said
    >>> from timeline.dating.textual import Known
    >>> from timeline.reference import references
    >>> told = said("Monitors were held back on Saturday, two days after flight MH17 was shot down.")
    >>> [str(c.when) for c in news_days(told, Known(references().events).told_in(told), references())]
    ['some day in 19–22 Jul 2014']

Two days after Thursday 17 July is a Saturday: length of time and weekday bear each other out, and news of a weekday is
printed within the week, that of an article's first sentences within three days. Anniversaries and the numbered days of a
war are counted in the same way. Where the words do not agree nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from timeline.dating.constraint import Constraint
from timeline.dating.said import Said, Time
from timeline.interval import Grain, shift_day
from timeline.reference import ReferenceEvent, References
from timeline.reference.naming import beginning, content

if TYPE_CHECKING:
    from timeline.dating.textual import Happening

KIND = "news day"
WEIGHT, LATER = 0.78, 0.65
LEAD, SOON, WEEK = 2, 4, 7  # first sentences; days in which what they, and others, tell by its weekday is printed
FOLLOWS = 3  # days after an event in which its weekday and another one told as news are most often of one week
NEAR = 2  # sentences from the one that tells the weekday within which the event stands
AROUND = 31  # days about an anniversary in which it is told without its weekday
GRAINS = {"day": Grain.DAY, "week": Grain.WEEK, "month": Grain.MONTH, "year": Grain.YEAR}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CARDINAL = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
             "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "eighteen": 18,
             "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}  # fmt: skip
_ORDINAL = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
            "tenth": 10, "eleventh": 11, "twelfth": 12, "fifteenth": 15, "twentieth": 20, "twenty-fifth": 25, "thirtieth": 30,
            "fortieth": 40, "fiftieth": 50, "hundredth": 100, "thousandth": 1000}  # fmt: skip
_COUNT = rf"(?P<count>{'|'.join(_CARDINAL)}|\d{{1,3}})"
_LENGTH = rf"(?:(?P<mod>less than|fewer than|under|barely|nearly|almost|more than|over|exactly|precisely) )?{_COUNT} (?P<unit>day|week|month|year)s?"
_AFTER = re.compile(rf"\b(?:{_LENGTH}(?P<exact> to the day)?|(?:the )?(?P<next>day|morning)|(?P<hours>hours)) (?:after|since)\b"
                    r"(?P<what>[^.;:!?\n]{3,160})", re.I)  # fmt: skip
_EARLIER = re.compile(rf"\b(?:{_LENGTH} (?:earlier|before|previously)|(?:the|a) (?P<next>day|night) (?:before|earlier)|the previous (?P<last>day|night))"
                      r"(?=\s*[,.;]|\s+(?:by|in|at|when|had|had been)\b|\s+[A-Z])", re.I)  # fmt: skip
_ANNIVERSARY = re.compile(rf"\b(?:(?P<nth>{'|'.join(_ORDINAL)}|\d{{1,3}}(?:st|nd|rd|th))(?:[ -]year)?|(?P<years>{'|'.join(_CARDINAL)}|\d{{1,2}})[ -]year)"
                          r" anniversary (?:of|since)\b(?P<what>[^.;:!?\n]{3,120})", re.I)  # fmt: skip
_NTH_DAY = re.compile(rf"\b(?:(?:the|its|their|a|entered|into) (?P<nth>{'|'.join(_ORDINAL)}|\d{{1,3}}(?:,\d{{3}})?(?:st|nd|rd|th)) day|[Dd]ay (?P<day>\d{{1,3}}(?:,\d{{3}})?|\d{{4}}))"
                      r" of\b(?P<what>[^.;:!?\n]{3,90})", re.I)  # fmt: skip
_LASTING = re.compile(r"\b(?:war|conflict|invasion|siege|offensive|fighting|protests?|uprising|revolt|truce|cease-?fire|campaign|bombing|crisis)\b", re.I)
_COMING = re.compile(r"\b(?:ahead of|before|upcoming|coming|approach(?:es|ed|ing)?|near(?:s|ed|ing)|eve of|will|prepar\w*|plans?|planned)\b", re.I)


def news_days(told: Said, events: Sequence[Happening], references: References) -> Iterator[Constraint]:
    """The constraints of what is told to have come so long after a known event, and of its anniversaries."""
    for number, (start, end) in enumerate(told.sentences):
        sentence = told.text[start:end]
        for pattern, back in ((_AFTER, False), (_EARLIER, True)):
            for found in pattern.finditer(sentence):
                for event in _meant(told, number, found, events, back=back):
                    yield from _counted(told, number, found, event)
        for found in _ANNIVERSARY.finditer(sentence):
            meant = _named(told, number, found, events, references)
            if meant is not None:
                yield from _anniversary(told, number, found, meant)
        for found in _NTH_DAY.finditer(sentence):
            if not _LASTING.search(found["what"]):
                continue
            meant = _named(told, number, found, events, references)
            if meant is not None:
                yield from _numbered(told, number, found, meant)


def later_news(told: Said, known: Iterable[Constraint]) -> Iterator[Constraint]:
    """The weekday that an article opens with, where a known event has another: the news came after the event."""
    lead = next((t for t in told.times if t.sentence < LEAD and t.shape == "weekday"), None)
    if lead is None or lead.look in ("planned", "likely"):
        return
    for one in known:
        if one.kind == "event day" and one.start is not None and one.end == one.start + WEEK and one.char_start != lead.start:
            day = one.start + (lead.weekday - one.start) % 7
            if one.start < day <= one.start + FOLLOWS:
                yield Constraint(day, min(one.end, day + WEEK), KIND, LATER, lead.start, lead.end,
                                 f"“{_words(told, lead.start, lead.end)}” opens the story: the {WEEKDAYS[lead.weekday - 1]} "
                                 f"after what it tells of")  # fmt: skip


def _meant(told: Said, number: int, found: re.Match[str], events: Sequence[Happening], *, back: bool) -> list[ReferenceEvent]:
    """The one event of a day that the words after "two days after" tell, or that a sentence with "two days earlier" tells."""
    here = [h.event for h in events if h.sentence == number and h.event.start == h.event.end]
    if not back:
        told_words = content(found["what"])
        here = [e for e in here if not told_words.isdisjoint(_content(e))]
    elif not here:
        here = [h.event for h in events if h.sentence == number + 1 and h.event.start == h.event.end]
    days = {e.start for e in here}
    return here[:1] if len(days) == 1 else []


def _content(event: ReferenceEvent) -> frozenset[str]:
    phrases = " ".join(" ".join(p) for groups in event.wording.all_groups() for group in groups for p in group)
    return content(" ".join((event.label, *event.actors, *event.places, phrases)))


def _counted(told: Said, number: int, found: re.Match[str], event: ReferenceEvent) -> Iterator[Constraint]:
    span = _span(found, event.start.toordinal())
    at = told.sentences[number][0]
    start, end = at + found.start(), at + (found.start("what") if "what" in found.re.groupindex else found.end())
    news = _weekday(told, number, start, above_first="what" not in found.re.groupindex)
    if span is None or news is None:
        return
    days = [d for d in range(*span) if (d - news.weekday) % 7 == 0] if news.shape == "weekday" else list(range(*span))
    if not days or len(days) > WEEK:
        return
    last = days[-1] + (2 if news.shape == "today" else SOON if news.sentence < LEAD else WEEK)
    yield Constraint(days[0], last, KIND, WEIGHT, start, end,
                     f"“{_words(told, start, end)}” is counted from “{event.label}” ({event.when}), and fits “{_words(told, news.start, news.end)}”")  # fmt: skip


def _span(found: re.Match[str], day: int) -> tuple[int, int] | None:
    """The half-open days that lie so long after a day as the words say."""
    groups = found.groupdict()
    if groups.get("next") or groups.get("last"):
        return day + 1, day + 2
    if groups.get("hours"):
        return day, day + 2
    count, grain = _number(groups["count"]), GRAINS[groups["unit"].lower()]
    mod = (groups["mod"] or "").lower()
    exact = shift_day(day, count, grain)
    if mod in ("exactly", "precisely") or groups.get("exact"):
        return exact, exact + 1
    unit = shift_day(day, 1, grain) - day
    if mod in ("less than", "fewer than", "under", "barely", "nearly", "almost"):
        return max(day, shift_day(day, count - 1, grain)), exact + 1
    if mod in ("more than", "over"):
        return exact, shift_day(day, count + 1, grain)
    return exact - unit // 2, exact + (unit + 1) // 2


def _number(words: str) -> int:
    plain = words.lower().replace(",", "")
    if plain in _CARDINAL:
        return _CARDINAL[plain]
    if plain in _ORDINAL:
        return _ORDINAL[plain]
    return int(re.sub(r"\D", "", plain))


def _weekday(told: Said, number: int, before: int, *, above_first: bool = False) -> Time | None:
    """The day of the news that stands by such words: in the same sentence, else the nearest told just before; the other
    way round for "two days earlier", which counts from what was told before."""
    fitting = [t for t in told.times if t.shape in ("weekday", "today") and t.look != "planned" and not t.clock
               and (t.shape == "weekday" or (t.count is not None and t.count.low == 0 and t.sentence == number))]  # fmt: skip
    here = [t for t in fitting if t.sentence == number]
    above = [t for t in fitting if number - NEAR <= t.sentence < number or (above_first and t.sentence == number and t.end <= before)]
    if here and not (above_first and above):
        return min(here, key=lambda t: abs(t.start - before))
    return above[-1] if above else None


def _named(told: Said, number: int, found: re.Match[str], events: Sequence[Happening], references: References) -> ReferenceEvent | None:
    """The known event that the words after "anniversary of", or "day of", name: one that the article tells, or else the only
    one that they fit."""
    words = found["what"].split()
    told_events = {h.event.key: h.event for h in events}
    for size in range(len(words), 0, -1):
        phrase = " ".join(words[:size])
        wanted = content(phrase)
        if not wanted:
            return None
        fitting = [e for e in told_events.values() if wanted <= _content(e)]
        if len(fitting) == 1:
            return fitting[0]
        event = beginning(phrase, references, max((e.start.toordinal() for e in told_events.values()), default=None))
        if event is not None:
            return event
    return None


def _anniversary(told: Said, number: int, found: re.Match[str], event: ReferenceEvent) -> Iterator[Constraint]:
    years = _number(found["nth"] or found["years"])
    at = told.sentences[number][0]
    start, end = at + found.start(), at + found.end()
    day = shift_day(event.start.toordinal(), years, Grain.YEAR)
    why = f"“{_words(told, start, end)}”: {years} year{'s' * (years > 1)} after “{event.label}”, {event.when}"
    news = _weekday(told, number, start)
    if news is not None and news.sentence == number and news.shape == "weekday" and not _COMING.search(told.text, at, start):
        close = [d for d in range(day - 3, day + 4) if (d - news.weekday) % 7 == 0]
        yield Constraint(close[0], close[0] + (SOON if number < LEAD else WEEK), KIND, WEIGHT, start, end, why)
    elif number < LEAD:
        coming = _COMING.search(told.text, at, start) is not None
        yield Constraint(day - AROUND * (1 + coming), day + AROUND, KIND, LATER, start, end, why)
    else:
        yield Constraint(day - 2 * AROUND, None, KIND, LATER, start, end, why)


def _numbered(told: Said, number: int, found: re.Match[str], event: ReferenceEvent) -> Iterator[Constraint]:
    nth = _number(found["nth"] or found["day"])
    at = told.sentences[number][0]
    start, end = at + found.start(), at + found.end()
    day = event.start.toordinal() + nth - 1
    news = _weekday(told, number, start)
    if nth < 2 or (news is not None and news.shape == "weekday" and (day - news.weekday) % 7 not in (0, 1, 6)):
        return
    why = f"“{_words(told, start, end)}” is counted from “{event.label}”, {event.when}"
    yield Constraint(day - 1, day + SOON if number < LEAD else None, KIND, WEIGHT, start, end, why)


def _words(told: Said, start: int, end: int) -> str:
    return " ".join(told.text[start:end].split())
