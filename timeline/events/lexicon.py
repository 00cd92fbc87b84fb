"""Words → the event types they tell, from the table of the language.

    >>> trigger("bombed").type, trigger("bombings").noun, trigger("table")
    ('attack', True, None)

A trigger of several words is found by its first word; `rest` holds the words that must follow. One that tells an event only
with its object ("recalled its ambassador") has `objects`, one of which must stand near it; one that tells it only of some
("rebels swarmed into the town") has `subjects`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from timeline.verbs import inflect, language


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that can tell an event: its type, base form and part of speech. `weak` needs an actor beside it."""

    type: str
    base: str
    noun: bool
    weak: bool
    rest: tuple[str, ...] = ()
    objects: frozenset[str] = frozenset()
    past: frozenset[str] = frozenset()  # what may stand between the verb and its object
    then: frozenset[str] = frozenset()  # what must follow its object
    subjects: frozenset[str] = frozenset()  # whose deed it must be; "@arms" of it: whoever bears arms


def types() -> tuple[str, ...]:
    """The slugs of the typology, in the order of the table."""
    return tuple(language()["types"])


@cache
def words(name: str) -> frozenset[str]:
    """One list of words of `[rows]`, what decides whether a trigger makes a row."""
    return frozenset(language()["rows"][name])


@cache
def anybody() -> frozenset[str]:
    """Words for people, by what they do or what they are."""
    return words("people") | words("persons")


@cache
def triggers() -> dict[str, tuple[Trigger, ...]]:
    """Every first word of a trigger, longest triggers first."""
    found: dict[str, list[Trigger]] = {}
    for slug, entry in language()["types"].items():
        for key, weak in (("verbs", False), ("weak", True)):
            for verb in entry.get(key, ()):
                head, *rest = verb.split()
                for form in inflect(head):
                    found.setdefault(form, []).append(Trigger(slug, verb, False, weak, tuple(rest)))
        for noun in entry.get("nouns", ()):
            words: list[str] = noun.split()
            for form in {words[-1], _plural(words[-1])}:
                first, *rest = [*words[:-1], form]
                found.setdefault(first, []).append(Trigger(slug, noun, True, False, tuple(rest)))
    for entry in language()["together"]:
        objects, past, then, subjects = (frozenset(entry.get(key, ())) for key in ("objects", "past", "then", "subjects"))
        for verb in entry["verbs"]:
            head, *rest = verb.split()
            base = f"{verb} {entry['objects'][0]}" if objects else verb
            for form in inflect(head):
                found.setdefault(form, []).append(Trigger(entry["type"], base, False, False, tuple(rest), objects, past, then, subjects))
    return {word: tuple(sorted(options, key=_longest_first)) for word, options in found.items()}


def _longest_first(trigger: Trigger) -> tuple[int, bool, bool]:
    """What is told by more words comes first, and of one length what needs its object or its subject."""
    return -len(trigger.rest), not trigger.objects, not trigger.subjects


def trigger(word: str) -> Trigger | None:
    """The first trigger that a single word can be."""
    return next((t for t in triggers().get(word, ()) if not t.rest and not t.objects and not t.subjects), None)


def _plural(noun: str) -> str:
    if noun.endswith("s") and not noun.endswith("ss"):
        return noun
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")
