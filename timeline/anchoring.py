"""A word that tells an event, in its article → when that was, how surely, and why.

    >>> from timeline.interval import day
    >>> story = Story("Envoys met in Cairo.", [], day(2024, 2, 14))
    >>> place(story, 7).when
    When.parse('[..2024-02-14]')

An own date in the clause comes first; else the thread's last date; else the publication day bounds it, on the side that
tense and mood say. `anchor` answers the same for triggers that someone else found.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from timeline.clauses import Construal, Words, construe
from timeline.interval import Interval, When, on
from timeline.records import Mention
from timeline.sentences import sentences


@dataclass(frozen=True, slots=True)
class Anchored:
    """When an event was: `when` (None: nothing dates or bounds it), how it is known, and how it is told."""

    when: When | None
    basis: str
    rule: str
    reason: str
    time: str = "past"
    certainty: str = "certain"
    mention: Mention | None = None


class Story:
    """An article in reading order: its sentences with their words and the dates that stand in them."""

    def __init__(self, text: str, mentions: Sequence[Mention], published: Interval | None) -> None:
        self.text = text
        self.published = published
        self.spans = sentences(text)
        self._starts = [a for a, _ in self.spans]
        self._words: dict[int, Words] = {}
        self._dates: dict[int, list[Mention]] = {}
        for m in mentions:
            if m.when is not None and m.kind in ("date", "time", "duration"):
                self._dates.setdefault(self.sentence_of(m.char_start), []).append(m)

    def sentence_of(self, offset: int) -> int:
        return max(0, bisect_right(self._starts, offset) - 1)

    def words(self, index: int) -> Words:
        found = self._words.get(index)
        if found is None:
            a, b = self.spans[index]
            found = self._words[index] = Words(self.text[a:b])
        return found

    def dates(self, index: int) -> list[Mention]:
        return self._dates.get(index, [])

    @cached_property
    def threads(self) -> list[Mention | None]:
        """For each sentence, the last date told before it."""
        out: list[Mention | None] = []
        last: Mention | None = None
        for index in range(len(self.spans)):
            out.append(last)
            for m in self.dates(index):
                last = m
        return out


def place(story: Story, offset: int) -> Anchored:
    """When the event told by the word at `offset` was."""
    index = story.sentence_of(offset)
    words = story.words(index)
    i = words.at(offset - story.spans[index][0])
    told = construe(words, i)
    time = "future" if told.tense == "future" else "past" if told.tense != "present" else "present"
    own = _own_date(story, index, i)
    if own is not None:
        return Anchored(own.when, "stated" if own.date_basis == "stated" else "inferred", "date in the clause",
                        f"{own.text!r} stands in its clause; {own.reason}", time, mention=own)  # fmt: skip
    return _bounded(story.published, told, time)


def _own_date(story: Story, index: int, i: int) -> Mention | None:
    words, begin = story.words(index), story.spans[index][0]
    best, least = None, 14.0
    for m in story.dates(index):
        a, b = words.at(m.char_start - begin), words.at(m.char_end - 1 - begin)
        between = words.lower[b + 1 : i] if b < i else words.lower[i + 1 : a]
        cost = len(between) + 6.0 * sum(w in ("that", "which", "who", ";", "said", "after", "before", "when") for w in between)
        if cost < least:
            best, least = m, cost
    return best


def _bounded(published: Interval | None, told: Construal, time: str) -> Anchored:
    if published is None:
        return Anchored(None, "none", "no date", "no date in its clause, and the publication day is unknown", time)
    if time == "future":
        return Anchored(When.on_or_after(published), "inferred", "future tense", "ahead of the publication day", time)
    return Anchored(When.on_or_before(published), "inferred", "past tense", "told before publication", time)


def anchor(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The times of the events of one record of `timeline anchor`."""
    from timeline.mentions import tag

    published = on(__import__("datetime").date.fromisoformat(record["published"])) if record.get("published") else None
    story = Story(record["text"], tag(record["text"], published=published), published)
    for event in record["events"]:
        placed = place(story, event["start"])
        when = placed.when
        yield {"article": record.get("id"), "event": event["id"], "start": when.start.isoformat() if when and when.start else None,
               "end": when.end.isoformat() if when and when.end else None, "edtf": when.edtf if when else "",
               "certainty": placed.certainty, "time": placed.time}  # fmt: skip
