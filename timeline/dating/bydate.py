"""Known events that a text tells by their date: "the strike of September 9, one of them a Qatari officer".

    >>> from timeline.dating.said import said
    >>> from timeline.reference import references
    >>> told = said("Six people died in the strike of September 9, one of them a Qatari officer.")
    >>> [(told.text[t.start : t.end], event.key) for t, event in dated_events(told, references().events)]
    [('September 9', 'doha-strike')]

The date is the event's to the day and month. Its sentence must share two words with the event, one of them of what
happened and one of who or where, and its article name a place or a party of the event; where a weekday stands by the
date and is that of the event, three words anywhere in the article will do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from timeline.dating.fulldates import MONTH_STEMS
from timeline.dating.said import Said, Time
from timeline.reference import ReferenceEvent
from timeline.reference.naming import content

EVERYWHERE = content("UN, United Nations, United States, United Kingdom, Security Council, European Union, NATO, Russia, France")
BETWEEN = ("before", "after", "on", "the", "of", "that", "just", "last")  # between a weekday and its date


def dated_events(told: Said, events: Sequence[ReferenceEvent]) -> Iterator[tuple[Time, ReferenceEvent]]:
    """Each date without a year that is told as past, with the one known event that it dates."""
    yearless = [t for t in told.times if t.shape == "yearless" and t.look not in ("planned", "likely")]
    if not yearless:
        return
    whole = content(told.text) - MONTH_STEMS
    for time in yearless:
        same = [e for e in events if (e.start.month, e.start.day) == (time.month, time.day) and _placed(e, whole)]
        weekday = time.weekday or beside(told, time)
        if weekday:
            same = [e for e in same if e.start.isoweekday() == weekday]
            ranked = _ranked(same, whole, least=3)
        else:
            first, last = told.sentences[time.sentence]
            ranked = _ranked(same, content(told.text[first:last]) - MONTH_STEMS, least=2)
        if ranked and (len(ranked) == 1 or ranked[0][0] > ranked[1][0]):
            yield time, ranked[0][1]


def _placed(event: ReferenceEvent, whole: frozenset[str]) -> bool:
    """Whether an article names a place or a party of the event: the same day of other years saw other truces elsewhere."""
    if not event.places or not whole.isdisjoint(content(" ".join(event.places))):
        return True
    parties = (content(actor) for actor in event.actors)
    return any(party and party <= whole for party in parties if party.isdisjoint(EVERYWHERE))


def beside(told: Said, time: Time) -> int:
    """The weekday (Monday 1) whose words lead up to a date: "the Sunday before, on January 19"; 0 for none."""
    if time.shape != "yearless":
        return 0
    for other in told.times:
        if other.shape == "weekday" and other.end <= time.start and other.sentence == time.sentence:
            words = told.text[other.end : time.start].replace(",", " ").split()
            if all(word.lower() in BETWEEN for word in words):
                return other.weekday
    return 0


def _ranked(events: Iterable[ReferenceEvent], words: frozenset[str], *, least: int) -> list[tuple[int, ReferenceEvent]]:
    found = []
    for event in events:
        people = content(" ".join((*event.actors, *event.places)))
        label = content(event.label)
        shared = (people | label) & words
        if len(shared) >= least and (label - people) & words and (least > 2 or (people - EVERYWHERE) & words) and not event.wording.is_name:
            found.append((len(shared), event))
    return sorted(found, key=lambda pair: -pair[0])
