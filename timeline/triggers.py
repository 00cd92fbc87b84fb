"""Events that someone else found in a text → when they were.

    >>> list(anchor({"id": "a", "published": "2024-02-14", "text": "Troops left on Monday.",
    ...              "events": [{"id": "e1", "start": 7, "end": 11}]}))  # doctest: +NORMALIZE_WHITESPACE
    [{'article': 'a', 'event': 'e1', 'start': '2024-02-12', 'end': '2024-02-12', 'edtf': '2024-02-12',
      'certainty': 'certain', 'time': 'past'}]

Spans are half-open offsets in characters. A span of several words is about its verb, else about the noun that its first
phrase ends with.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from timeline.anchoring import Anchors
from timeline.clauses import AUXILIARIES, PREPOSITIONS
from timeline.hanging import own_date
from timeline.interval import Interval, on
from timeline.mentions import tag
from timeline.story import Story
from timeline.verbs import ING, PARTICIPLE, PAST, form_of


def _refuse(fault: str) -> None:
    raise ValueError(fault)


def anchor(record: Any, *, refused: Callable[[str], None] = _refuse) -> Iterator[dict[str, Any]]:
    """The times of the events of one record of `timeline anchor`, in their order.

    A fault of the record raises ValueError, that of one event goes to `refused` and its other events are answered; each
    names the field and what was expected there.
    """
    text, published, events = _checked(record, refused)
    story = Story(text, tag(text, published=published), published)
    anchors = Anchors(story)
    heads = [head(story, event["start"], event["end"]) for event in events]
    for at in heads:
        if own_date(story, *at) is not None:
            anchors.of(*at)  # what has its own date comes first, so that other tellings of it find it
    for event, at in zip(events, heads, strict=True):
        placed = anchors.of(*at)
        when = placed.when
        yield {"article": record.get("id"), "event": event["id"], "start": when.start.isoformat() if when and when.start else None,
               "end": when.end.isoformat() if when and when.end else None, "edtf": placed.edtf,
               "certainty": placed.mood.certainty, "time": placed.time}  # fmt: skip


def head(story: Story, start: int, end: int) -> tuple[int, int]:
    """The sentence and word that a span is about.

    >>> story = Story("A civil war broke out.", [], None)
    >>> story.words(0).raw[head(story, 2, 11)[1]], story.words(0).raw[head(story, 12, 21)[1]]
    ('war', 'broke')
    """
    index, first = story.token(start)
    clauses = story.clauses(index)
    last, lower = clauses.words.at(end - 1 - story.spans[index][0]), clauses.words.lower
    for j in range(first, last + 1):
        if clauses.finite(j) and lower[j] not in AUXILIARIES:
            return index, j
    if form_of(lower[first])[1] & (PAST | PARTICIPLE | ING):
        return index, first
    stop = next((j for j in range(first + 1, last + 1) if lower[j] in PREPOSITIONS), last + 1)
    return index, next((j for j in range(stop - 1, first, -1) if lower[j][-1:].isalpha()), first)


def _checked(record: Any, refused: Callable[[str], None]) -> tuple[str, Interval | None, list[dict[str, Any]]]:
    """The text, publication day and good events of a record."""
    if not isinstance(record, dict):
        raise ValueError('expected an object {"id","published","text","events"}')
    text, events, published = record.get("text"), record.get("events"), record.get("published")
    if not isinstance(text, str) or not text.strip():
        raise ValueError("text: expected the article's text")
    if not isinstance(events, list):
        raise ValueError('events: expected a list of {"id", "start", "end"}')
    written = None
    if published:
        try:
            written = on(date.fromisoformat(str(published)[:10]))
        except ValueError:
            raise ValueError(f"published: expected a day such as 2024-02-14, not {_shown(published)}") from None
    good: dict[Any, dict[str, Any]] = {}
    for number, event in enumerate(events):
        fault = _fault(event, len(text), good)
        if fault:
            refused(f"events[{number}]{fault}")
        else:
            good[event["id"]] = event
    return text, written, list(good.values())


def _fault(event: Any, size: int, above: dict[Any, dict[str, Any]]) -> str:
    """What is wrong with an event of a text of `size` characters."""
    if not isinstance(event, dict):
        return ': expected {"id", "start", "end"}'
    for key in ("id", "start", "end"):
        if key not in event:
            return f".{key}: expected {'an id' if key == 'id' else 'an offset in characters'}"
    number, start, end = event["id"], event["start"], event["end"]
    if not isinstance(number, str | int | float) or isinstance(number, bool):
        return f".id: expected a text or a number, not {_shown(number)}"
    for key in ("start", "end"):
        if not isinstance(event[key], int) or isinstance(event[key], bool):
            return f".{key}: expected an offset in characters, not {_shown(event[key])}"
    if not 0 <= start < end <= size:
        return f": expected a span inside the text of {size} characters, not {start} to {end}"
    return f".id: expected an id of its own; {_shown(number)} stands above" if number in above else ""


def _shown(value: Any) -> str:
    """A value as JSON writes it, cut where it is long."""
    told = json.dumps(value, ensure_ascii=False)
    return told if len(told) <= 40 else f"{told[:39]}…"
