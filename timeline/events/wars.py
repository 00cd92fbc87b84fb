"""A war that an article names → when that war began: "the war in Gaza", "the Ukraine war", and "the war" after it.

    >>> from timeline.interval import day
    >>> text = "The war in Gaza has emptied the towns. Since October the war has killed thousands."
    >>> found = war_of(text, 38, len(text), day(2024, 2, 14))
    >>> found.name, found.event.start.isoformat()
    ('War in Gaza', '2023-10-07')
    >>> war_of("The war has killed thousands.", 0, 29, None) is None
    True

One war is one row of the table however it is told, so its beginning comes from the curated table, never from the words
beside it ("for nearly two years"). Two wars in one article leave "the war" alone unnamed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from timeline.gazetteer import Gazetteer
from timeline.interval import Interval, When
from timeline.reference import ReferenceEvent, references
from timeline.reference.naming import start_of

WAR = frozenset({"war", "conflict"})


@dataclass(frozen=True, slots=True)
class NamedWar:
    """A war by the words that name it, and the event with which it began."""

    name: str
    event: ReferenceEvent
    place: str | None = None

    @property
    def when(self) -> When:
        """Since its first day; that it lasts is what the article says."""
        first = self.event.start.toordinal()
        return When.since(Interval(first, first + 1))


def war_of(text: str, start: int, end: int, written: Interval | None) -> NamedWar | None:
    """The war that a sentence means: the one it names, else the one of the place it names, else the article's only one."""
    here = _pattern().search(text, start, end)
    there = None if here else _places().search(text, start, end)
    phrase = here.group() if here else f"war in {there.group()}" if there else _only(text)
    if phrase is None:
        return None
    known = references()
    began = start_of(phrase, known, by=None if written is None else written.end - 1)
    event = None if began is None else next((w.event for w in known.wars if w.event.start.toordinal() == began.start), None)
    if event is None:
        return None
    place = next((p for m in _places().finditer(phrase) if (p := place_of(m.group()))), None)
    return NamedWar(phrase[:1].upper() + phrase[1:], event, place)


@lru_cache(maxsize=64)
def _only(text: str) -> str | None:
    """How the article first names its war, where it names but one."""
    found = [m.group() for m in _pattern().finditer(text)]
    named = {frozenset(w.event.key for w in references().wars if any(n in phrase for n in w.names)) for phrase in found}
    return found[0] if len(named) == 1 else None


@lru_cache(maxsize=1)
def _places() -> re.Pattern[str]:
    """The names that are a place alone: "Gaza", not "Israel-Hamas"."""
    names = {n for w in references().wars for n in w.names if place_of(n)}
    return re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(map(re.escape, names), key=len, reverse=True))})(?![\w-])")


def place_of(phrase: str) -> str | None:
    """The place that ends a name: where a war is, as far as its name says it."""
    found = [n for n in Gazetteer.load().find(phrase) if n.end == len(phrase)]
    return found[0].place if found else None


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    names = "|".join(sorted((re.escape(n) for w in references().wars for n in w.names), key=len, reverse=True))
    return re.compile(rf"\b(?:(?:war|conflict) (?:in|on|over|between|against) (?:the )?(?:{names})|(?:{names})(?:’s|'s)? (?:war|conflict))(?!\w)")
