"""Time elapsed since a day that is known: "over ten months since the attacks", "two years after the truce".

The day is that of a date in the same words, of a known event, or of a sentence of the article that tells the same
happening with its date ("the Hamas attacks" and "an attack by Hamas on October 7").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from timeline.dating.constraint import Constraint
from timeline.dating.said import Said, Time
from timeline.interval import Interval
from timeline.reference import ReferenceEvent, References
from timeline.reference.naming import content, covered, named_event

if TYPE_CHECKING:
    from timeline.dating.textual import Happening

WEIGHT = 0.7
_SINCE = re.compile(r"\W{0,3}(?:have (?:now )?passed |passed |has passed )?(?:since|after|into|from)\b(?P<what>[^.,;:!?\n]{3,90})", re.I)


def elapsed(
    told: Said, events: Iterable[Happening], references: References, years: Mapping[Time, tuple[int, str]]
) -> Iterator[Constraint]:
    """One constraint for each length of time that is counted from a known day."""
    from timeline.dating.textual import since_day

    events = list(events)
    for time in told.times:
        if time.shape != "lasting" or time.unit not in ("day", "week", "month", "year"):
            continue
        found = _SINCE.match(told.text, time.end)
        if found is None:
            continue
        known = _known_day(told, found.start("what"), found.end("what"), events, references, years)
        if known is None:
            continue
        day, why = known
        span = since_day(time, day)
        if span is not None:
            words = " ".join(told.text[time.start : found.end()].split())
            yield Constraint(span[0], span[1], "elapsed", WEIGHT, time.start, found.end(), f"“{words}”: {why}")


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
    event = named_event(told.text[start:end], references)
    return (event.start.toordinal(), _from(event)) if event is not None else None


def _dated_sentences(told: Said, years: Mapping[Time, tuple[int, str]]) -> Iterator[tuple[int, str, frozenset[str]]]:
    for time in told.times:
        first, last = told.sentences[time.sentence]
        if time in years:
            yield *years[time], content(told.text[first:last])
        elif time.shape == "day" and time.interval is not None:
            yield time.interval.start, f"counted from {Interval.__str__(time.interval)}", content(told.text[first:last])


def _told_events(told: Said, events: Iterable[Happening]) -> Iterator[tuple[int, str, frozenset[str]]]:
    for happening in events:
        first, last = told.sentences[happening.sentence]
        event = happening.event
        yield event.start.toordinal(), _from(event), content(f"{told.text[first:last]} {event.label}")


def _from(event: ReferenceEvent) -> str:
    return f"counted from “{event.label}”, {event.when}"
