"""When what an article tells of began: "the war began on 7 October 2023" → the war, from which "its fifth day" counts.

    >>> told = Beginnings("en")
    >>> told.note(b"The war began on ", b".", Interval.parse("2023-10-07"))
    >>> told.of(b"Five months ", b" into the war, no truce is near.", None)
    Interval.parse('2023-10-07')
    >>> told.of(b"Five months ", b" into the siege, no truce is near.", None) is None
    True

A beginning is kept under the noun it is told of (war, siege, strike …: the language table's `[beginnings]`); what the
article does not tell, a known event may: "two years into the full-scale invasion of Ukraine".
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

import re2

from timeline import grammar
from timeline.engine import teller
from timeline.interval import Interval

LEFT, RIGHT = 110, 90  # bytes that are looked at
ASKED = 40  # wordings for which one article may ask the known events: no article counts from more beginnings
SURE = 3  # words with a meaning by which one event is known
COUNTED = teller(re2.compile(rb"(?i)\b(?:after|before|since|until|till|into)\b"))  # that day is told from another: "147 days after the siege began"
STOP = re2.compile(rb"[.!?;:\n][\"')]? ")


class Beginnings:
    """What has begun so far in one article."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.patterns = patterns(language)
        self.nouns: dict[str, str] = grammar.table(language)["beginnings"]["nouns"]
        self.started: dict[str, Interval] = {}
        self.asked: set[str] = set()  # what has been sought among the known events

    def note(self, before: bytes, after: bytes, days: Interval) -> None:
        """Notes a date between these words, where they tell that something began on it."""
        found = self.patterns["before"].search(_sentence(before)) or self.patterns["after"].search(after)
        if found is not None and days.days <= 31 and not COUNTED(found.group()):
            self.started.setdefault(self._name(next(word for word in found.groups() if word)), days)

    def of(self, before: bytes, after: bytes, written: int | None) -> Interval | None:
        """The beginning of what the words around a count tell of: that named after it, else the last one before it."""
        named = self.patterns["named"].search(after)
        if named is not None:
            told = self.started.get(self._name(named.group("noun")))
            return told or self._known(named.group("phrase").decode("utf-8", "replace"), written)
        nouns = list(self.patterns["noun"].finditer(before))
        return self.started.get(self._name(nouns[-1].group())) if nouns else None

    def event(self, after: bytes, written: int | None) -> Interval | None:
        """The day of what the words after "two days after" name: something that began in the article, or a known event."""
        named = self.patterns["event"].match(after)
        if named is None:
            return None
        phrase = named.group("phrase")
        begun = self.patterns["moment"].search(phrase)
        if begun is not None:
            told = self.started.get(self._name(next(word for word in begun.groups() if word)))
            if told is not None:
                return told
        if not any(65 <= letter <= 90 for letter in phrase) or len(self.asked) >= ASKED:
            return None
        self.asked.add(phrase.decode("utf-8", "replace"))
        return _day_of(phrase.decode("utf-8", "replace"), written)

    def _known(self, phrase: str, written: int | None) -> Interval | None:
        if len(self.asked) < ASKED:
            self.asked.add(phrase)
        return _known(phrase, written, self.language) if phrase in self.asked else None

    def _name(self, word: bytes) -> str:
        noun = word.decode("utf-8", "replace").lower()
        return self.nouns.get(noun, noun)


@cache
def patterns(language: str) -> dict[str, Any]:
    entry = grammar.table(language)["beginnings"]
    chosen = re2.Options()
    chosen.case_sensitive = False
    chosen.log_errors = False
    nouns, begun, into = "|".join(entry["nouns"]), entry["begun"], entry["into"]
    word, edge = r"[\w'’-]+", r"\b"
    return {
        "before": re2.compile(rf"{edge}({nouns})(?:,? {word}){{0,6}}? (?:{begun})(?: {word}){{0,3}} $|"
                              rf"{edge}(?:{begun})(?: {word}){{1,4}}? ({nouns})(?: {word}){{0,4}} $", options=chosen),
        "after": re2.compile(rf"^,?(?: {word}){{0,6}}? ({nouns})(?: {word}){{0,3}}? (?:{begun})\b|"
                             rf"^,?(?: {word}){{0,4}}? (?:{begun})(?: {word}){{0,4}}? ({nouns})\b", options=chosen),
        "named": re2.compile(rf"^ (?:{into}) (?P<phrase>(?:{word} ){{0,4}}?(?P<noun>{nouns})\b(?: {word}){{0,6}})", options=chosen),
        "event": re2.compile(rf"^(?: after| before)? (?P<phrase>{word}(?: {word}){{1,9}})", options=chosen),
        "moment": re2.compile(rf"^(?:{word} ){{0,4}}?(?:({entry['moments']})\b|({nouns})(?: {word}){{0,3}}? (?:{begun})\b)", options=chosen),
        "noun": re2.compile(rf"{edge}(?:{nouns})\b", options=chosen),
        "begins": re2.compile(rf"{edge}(?:{entry['begins']})\b", options=chosen),
        "began": re2.compile(rf"{edge}(?:{begun})(?: {word}){{0,3}} $", options=chosen),
    }  # fmt: skip


def has_begun(before: bytes, language: str) -> bool:
    """Whether the words before a date tell of a beginning: "since the war began in"."""
    return patterns(language)["began"].search(_sentence(before)) is not None


def _sentence(before: bytes) -> bytes:
    """The words of the sentence as far as it has come."""
    return before[max((stop.end() for stop in STOP.finditer(before)), default=0) :]


@lru_cache(maxsize=4096)
def _known(phrase: str, written: int | None, language: str) -> Interval | None:
    """The first day of the one known event or war that the phrase names, where it is not after publication."""
    if not any(letter.isupper() for letter in phrase):  # no name
        return None
    from timeline.reference import references
    from timeline.reference.naming import start_of, telling

    told = [event for event in telling(f"{phrase} began", references()) if event.key in _known_beginnings(language)]
    if len(told) != 1 or (written is not None and told[0].start.toordinal() > written):
        return start_of(phrase, by=written)  # a war that is called by its place
    return Interval(told[0].start.toordinal(), told[0].start.toordinal() + 1)


@lru_cache(maxsize=4096)
def _day_of(phrase: str, written: int | None) -> Interval | None:
    """The day of the one known event that the first words of a phrase name; None for one of several days, and for one
    after publication."""
    from timeline.reference import references
    from timeline.reference.naming import content, named_event, telling

    words = phrase.split()
    for size in range(len(words), 1, -1):
        head = " ".join(words[:size])
        if len(content(head)) < SURE:
            continue
        event = named_event(head, references())
        if event is not None:
            break
    else:
        told = telling(phrase, references())
        if len(told) != 1:
            return None
        event = told[0]
    start = event.start.toordinal()
    return Interval(start, start + 1) if event.start == event.end and (written is None or start <= written) else None


@cache
def _known_beginnings(language: str) -> frozenset[str]:
    """The keys of the reference events that are the beginning of something."""
    from timeline.reference import references

    found = patterns(language)
    return frozenset(e.key for e in references().events if found["noun"].search(e.label) or found["begins"].search(e.label))
