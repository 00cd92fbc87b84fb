"""A phrase that names a known event by what happened → that event: "the Hamas attacks", "the strike on Hamas leaders in Doha".

    >>> from timeline.reference import references
    >>> named_event("the Hamas attacks on Israel", references()).key
    'hamas-attack'
    >>> named_event("the attacks", references()) is None
    True

All words of the phrase that carry meaning must stand in the event's label, actors or places, by their first letters;
two words at least, and one event alone.
"""

from __future__ import annotations

from timeline.reference import ReferenceEvent, References
from timeline.reference.wording import tokens

STEM = 5  # letters by which "attacks" and "attack", "Israeli" and "Israel" are one word
_SMALL = frozenset({
    "the", "a", "an", "of", "on", "in", "at", "by", "and", "its", "his", "her", "their", "that", "this", "began", "begin", "started",
    "start", "broke", "out", "last", "since", "into", "war", "conflict", "with", "for", "to", "from", "was", "were", "after",
    "over"})  # fmt: skip


def content(text: str) -> frozenset[str]:
    """The stems of the words that carry meaning."""
    return frozenset(w.lower()[:STEM] for w, _, _ in tokens(text) if w.lower() not in _SMALL and not w.isdigit())


def covered(wanted: frozenset[str], words: frozenset[str]) -> bool:
    return len(wanted) > 1 and wanted <= words


def named_event(phrase: str, known: References) -> ReferenceEvent | None:
    """The one known event that the phrase names, None where it names none or several."""
    wanted = content(phrase)
    found = [e for e in known.events if covered(wanted, content(f"{e.label} {' '.join((*e.actors, *e.places))}"))]
    return found[0] if len(found) == 1 else None
