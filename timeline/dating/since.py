"""Time elapsed since a day that is known: "over ten months since the attacks", "in the second week of the truce".

The day is that of a date in the same words, of a known event, or of a sentence of the article that tells the same
happening with its date ("the Hamas attacks" and "an attack by Hamas on October 7"). What happened "two years after" a
day is told as past, unless the sentence speaks of the present: then publication is that long after, else later still.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from timeline.dating.constraint import Constraint
from timeline.dating.said import Said, Time, is_head
from timeline.interval import Grain, Interval, shift_day
from timeline.reference import ReferenceEvent, References
from timeline.reference.naming import beginning, content, covered

if TYPE_CHECKING:
    from timeline.dating.textual import Happening

WEIGHT = 0.7
_SINCE = re.compile(r"\W{0,3}(?:(?:(?:have|has) )?(?:now )?(?:passed|gone by|elapsed) )?(?P<link>since|after|into|from)\b"
                    r"(?P<what>[^.,;:!?\n]{3,90})", re.I)  # fmt: skip
_OLD = re.compile(r"[ -]old\b(?:,? (?:counted|reckoned|measured) (?:since|from)\b)?(?P<what>[^.,;:!?\n]{3,90})?", re.I)
_OF = re.compile(r" (?:of|since|into)\b(?P<what>[^.,;:!?\n]{3,60})", re.I)
_PRESENT = re.compile(r"\b(?:is|are|has|have|now|still|today|remains?|continues?|enters?|lasts?)\b|['’](?:s|re|ve) (?:been|now)\b", re.I)
_VERB = re.compile(r"[,;:]|\b(?:is|are|was|were|has|have|now|that|which|enter(?:s|ed)?)\b", re.I)
_UNITS = ("day", "week", "month", "year")


def elapsed(
    told: Said, events: Iterable[Happening], references: References, years: Mapping[Time, tuple[int, str]]
) -> Iterator[Constraint]:
    """One constraint for each length of time that is counted from a known day."""
    from timeline.dating.textual import since_day

    events = list(events)
    for time in told.times:
        if time.unit not in _UNITS or time.shape not in ("lasting", "running"):
            continue
        counted = _counted(told, time)
        known = _known_day(told, *counted, events, references, years) if counted else None
        if counted is None or known is None:
            continue
        day, why = known
        span = _running(time, day) if time.shape == "running" else since_day(time, day)
        if span is None:
            continue
        span = _loosely(span, time)
        first, last = told.sentences[time.sentence]
        present = _PRESENT.search(told.text, first, last) is not None
        after = re.search(r"\bafter\b", told.text[time.end : counted[0]], re.I) is not None
        if time.shape == "running" and not present:
            continue
        words = " ".join(told.text[time.start : max(counted[1], time.end)].split())
        yield Constraint(span[0], span[1] if present or not after else None, "elapsed", WEIGHT, time.start,
                         max(counted[1], time.end), f"“{words}”: {why}")  # fmt: skip


def _loosely(span: tuple[int, int], time: Time) -> tuple[int, int]:
    """The days with those of other ways to count: some count the first day, a night has two dates, and of years many only
    take the difference ("14 years since" 1991, told in January 2005)."""
    if time.unit == "day":
        return span[0] - 1, span[1] + 1
    if time.unit == "year" and time.count is not None and time.count.low >= 3 and time.mod not in ("over", "least"):
        return span[0] - 183, span[1] + 183
    return span


def _counted(told: Said, time: Time) -> tuple[int, int] | None:
    """The words that say what a length of time is counted from, those after it or, of what is so old, those before."""
    if time.shape == "running":
        found = _OF.match(told.text, time.end)
        return found.span("what") if found else _subject(told, time)
    found = _SINCE.match(told.text, time.end) or _OLD.match(told.text, time.end)
    if found is None:
        return None
    return found.span("what") if found["what"] else _subject(told, time)


def _subject(told: Said, time: Time) -> tuple[int, int]:
    """What the sentence is about: its words up to the first verb or pause, as of "The siege of Mora, now a month old"."""
    start = told.sentences[time.sentence][0]
    stop = _VERB.search(told.text, start, time.start)
    return start, stop.start() if stop else time.start


def _running(time: Time, day: int) -> tuple[int, int] | None:
    """The days of the nth unit since a day."""
    if time.count is None or time.count.low < 1:
        return None
    number, grain = int(time.count.low), Grain[time.unit.upper()]
    return shift_day(day, number - 1, grain), shift_day(day, number, grain)


def _known_day(
    told: Said, start: int, end: int, events: Iterable[Happening], references: References, years: Mapping[Time, tuple[int, str]]
) -> tuple[int, str] | None:
    for time in told.times:
        if start <= time.start < end:
            if time.shape == "day" and time.interval is not None:
                return time.interval.start, f"counted from {time.interval}"
            if time in years:
                return years[time]
    wanted = content(told.text[start:end])
    if not wanted:
        return None
    for day, why, words in (*_dated_sentences(told, years), *_told_events(told, events)):
        if covered(wanted, words):
            return day, why
    by = max((h.event.start.toordinal() for h in events), default=None)
    event = beginning(told.text[start:end], references, by)
    return (event.start.toordinal(), _from(event)) if event is not None else None


def _dated_sentences(told: Said, years: Mapping[Time, tuple[int, str]]) -> Iterator[tuple[int, str, frozenset[str]]]:
    for time in told.times:
        first, last = told.sentences[time.sentence]
        if time in years:
            yield *years[time], content(told.text[first:last])
        elif time.shape == "day" and time.interval is not None and not is_head(time):
            yield time.interval.start, f"counted from {Interval.__str__(time.interval)}", content(told.text[first:last])


def _told_events(told: Said, events: Iterable[Happening]) -> Iterator[tuple[int, str, frozenset[str]]]:
    for happening in events:
        first, last = told.sentences[happening.sentence]
        event = happening.event
        yield event.start.toordinal(), _from(event), content(f"{told.text[first:last]} {event.label}")


def _from(event: ReferenceEvent) -> str:
    return f"counted from “{event.label}”, {event.when}"
