"""A phrase that names a known event by what happened → that event: "the Hamas attacks", "the strike on Hamas leaders in Doha".

    >>> from timeline.reference import references
    >>> named_event("the Hamas attacks on Israel", references()).key
    'hamas-attack'
    >>> named_event("the attacks", references()) is None
    True

All words of the phrase that carry meaning must stand in the event's label, actors or places, by their first letters;
two words at least, and one event alone. `start_of` gives the first day from which such a phrase counts, and knows wars.
"""

from __future__ import annotations

import re
from functools import lru_cache

from timeline.interval import Interval
from timeline.reference import ReferenceEvent, References, references
from timeline.reference.wording import Finder, Phrase, tokens

STEM = 5  # letters by which "attacks" and "attack", "Israeli" and "Israel" are one word
_SMALL = frozenset({
    "the", "a", "an", "of", "on", "in", "at", "by", "and", "its", "his", "her", "their", "that", "this", "began", "begin", "started",
    "start", "broke", "out", "last", "since", "into", "war", "conflict", "with", "for", "to", "from", "was", "were", "after",
    "over"})  # fmt: skip


@lru_cache(maxsize=5_000)
def content(text: str, *, stem: int = STEM) -> frozenset[str]:
    """The stems of the words that carry meaning."""
    return frozenset(w.lower()[:stem] for w, _, _ in tokens(text) if w.lower() not in _SMALL and not w.isdigit())


def covered(wanted: frozenset[str], words: frozenset[str]) -> bool:
    return len(wanted) > 1 and wanted <= words


def named_event(phrase: str, known: References) -> ReferenceEvent | None:
    """The one known event that the phrase names, None where it names none or several."""
    wanted = content(phrase)
    if len(wanted) < 2:
        return None
    found = [event for event, words in _contents(known) if covered(wanted, words)]
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=4)
def _contents(known: References) -> tuple[tuple[ReferenceEvent, frozenset[str]], ...]:
    return tuple((e, content(f"{e.label} {' '.join((*e.actors, *e.places))}")) for e in known.events)


_WAR = re.compile(r"\b(?:war|conflict|fighting|invasion)\b", re.I)


def start_of(phrase: str, known: References | None = None, *, by: int | None = None) -> Interval | None:
    """The first day of what a phrase names: a known event, or a war; None where it names none or may name several.

        >>> start_of("the Hamas attacks on Israel")
        Interval.parse('2023-10-07')
        >>> start_of("the war in Ukraine began")
        Interval.parse('2022-02-24')
        >>> start_of("the war in Gaza began") is None  # there were several
        True
        >>> from timeline.interval import ordinal_of
        >>> start_of("the war in Gaza began", by=ordinal_of("2025-09-16"))
        Interval.parse('2023-10-07')

    `by` is a day of writing, where one is known: what began later is not meant, and of several wars the last begun is.
    """
    event = beginning(phrase, references() if known is None else known, by)
    return None if event is None else Interval(event.start.toordinal(), event.start.toordinal() + 1)


def beginning(phrase: str, known: References, by: int | None = None) -> ReferenceEvent | None:
    """The known event with which what the phrase names began; see `start_of`."""
    found = _meant(phrase, known)
    begun = [e for e in found if by is None or e.start.toordinal() <= by]
    return begun[-1] if len(begun) == 1 or (begun and by is not None) else None


@lru_cache(maxsize=5_000)
def _meant(phrase: str, known: References) -> tuple[ReferenceEvent, ...]:
    """The known events that a phrase may mean, oldest first; none where its words alone leave several."""
    event = named_event(phrase, known)
    if event is not None:
        return (event,)
    wars = _war(phrase, known)
    if wars:
        return tuple(wars)
    told = telling(f"{phrase} began", known)
    return () if len(told) > 1 else told


def telling(sentence: str, known: References) -> tuple[ReferenceEvent, ...]:
    """The known events of which a sentence tells, oldest first."""
    finder, led = _finder(known)
    present = finder.present(tokens(sentence))
    near = sorted({place for phrase in present for place in led.get(phrase, ())})
    return tuple(e for e in map(known.events.__getitem__, near) if e.wording.met(present))


@lru_cache(maxsize=4)
def _finder(known: References) -> tuple[Finder, dict[Phrase, list[int]]]:
    """What finds the words of all known events, and the places of the events whose wordings begin with each phrase."""
    led: dict[Phrase, list[int]] = {}
    for place, event in enumerate(known.events):
        for phrase in {phrase for groups in event.wording.alternatives for phrase in groups[0]}:
            led.setdefault(phrase, []).append(place)
    return Finder(e.wording for e in known.events), led


def _war(phrase: str, known: References) -> list[ReferenceEvent]:
    """The beginnings of the wars that are called so, the longest name alone, oldest first."""
    if not _WAR.search(phrase):
        return []
    named = [(len(name), war.event) for war in known.wars for name in war.names
             if re.search(rf"(?<![\w-]){re.escape(name)}(?!\w)", phrase)]  # fmt: skip
    longest = max((length for length, _ in named), default=0)
    return [event for length, event in named if length == longest]
