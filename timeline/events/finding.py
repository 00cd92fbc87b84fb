"""The words of a sentence → those that can tell an event, with what each may tell.

    >>> from timeline.events.lexicon import triggers
    >>> [(i, kind.type) for i, kind in found_in("oman recalled its ambassador on monday".split(), triggers())]
    [(1, 'sanction')]

A trigger of several words needs them behind each other; one with an object needs that near: behind it, or, of a passive, in
front of it; one with subjects needs one of these in front of it, or, of a passive, behind "by".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from timeline.clauses import BE, DETERMINERS, PREPOSITIONS, is_adverb
from timeline.events.lexicon import Trigger, triggers, words
from timeline.events.roles import TIMES, WEAPONS
from timeline.gazetteer import Gazetteer
from timeline.verbs import PARTICIPLE, form_of

PARTICLES = frozenset({"down", "off", "out", "over", "up", "in", "back"})
APART = {particle: [[pronoun, particle] for pronoun in ("it", "them", "him", "her")] for particle in PARTICLES}
NEAR = 9  # words between a verb and its object
ENDS = frozenset({",", ".", ";", ":", "(", ")", "—", "–", "that", "which", "who", "and", "but", "while", "when"})


def found_in(lower: Sequence[str], table: Mapping[str, tuple[Trigger, ...]]) -> list[tuple[int, Trigger]]:
    """Every word that can tell an event, by its index, with the longest trigger that begins there."""
    out: list[tuple[int, Trigger]] = []
    told = [i for i, word in enumerate(lower) if word in table]
    if not told:
        return out
    needed, said = needs(), frozenset(lower)
    past = -1
    for i in told:
        if i < past or (lower[i] == "shot" and lower[i + 1 : i + 3] == ["and", "killed"]):
            continue  # "shot and killed" is one deed
        if lower[i] in needed and needed[lower[i]].isdisjoint(said):
            continue
        options = table[lower[i]]
        for kind in options:
            rest, size = kind.rest, len(kind.rest)
            if rest and rest[0] not in said:
                continue
            behind = not rest or tuple(lower[i + 1 : i + 1 + size]) == rest or (size == 1 and (_apart(rest[0], lower, i) or _parted(rest[0], lower, i))) or (kind.base in words("apart") and _stands_behind(rest, lower, i))
            if behind and rest and not kind.noun and any(k.noun and k.base == lower[i] for k in options):
                continue  # "talks with" are no talking
            if behind and (not kind.objects or _has_object(lower, i, kind)) and (not kind.subjects or _has_subject(lower, i, kind)):
                out.append((i + size if kind.noun else i, kind))
                past = i + 1 + size
                if not kind.noun and not rest:
                    out += [(i, k) for k in options if k.noun and not k.rest][:1]
                break
    return out


@cache
def needs() -> dict[str, frozenset[str]]:
    """The words that tell an event only together with others, with those of which one must stand in the sentence: "held" needs
    "talks", a "summit" or another of its objects."""
    return {word: frozenset[str]().union(*(kind.objects or kind.rest[:1] for kind in options))
            for word, options in triggers().items() if all(kind.objects or kind.rest for kind in options)}  # fmt: skip


def _stands_behind(rest: tuple[str, ...], lower: Sequence[str], i: int) -> bool:
    """Whether the rest of a verb stands behind its object: "set a fuel depot on fire", "took five men captive"."""
    for j in range(i + 2, min(i + FAR, len(lower))):
        if lower[j] == rest[0] and tuple(lower[j : j + len(rest)]) == rest:
            return True
        if lower[j] in STOPS:
            return False
    return False


FAR = 10  # words from a verb to what belongs to it behind its object
STOPS = frozenset({"by", ",", ".", ";", ":", "—", "–", "that", "which", "who", "but", "while", "when"})


WHOSE_MEN = frozenset({"'s", "his", "their", "its", "armed", "masked", "hooded", "uniformed"})


@cache
def _bearers() -> frozenset[str]:
    """Who bears arms, and what strikes."""
    return words("bearers") | words("arms") | WEAPONS | Gazetteer.load().armed


@cache
def _doers(subjects: frozenset[str]) -> frozenset[str]:
    """The words for those whose deed it must be."""
    return _bearers() | subjects if "@arms" in subjects else subjects


def _has_subject(lower: Sequence[str], i: int, kind: Trigger) -> bool:
    """Whether the verb at `i` is told of one whose deed it must be."""
    who = _doers(kind.subjects)
    if form_of(lower[i])[1] & PARTICIPLE and not BE.isdisjoint(lower[max(0, i - 3) : i]):
        behind = lower[i + 1 : i + 1 + NEAR]
        return "by" in behind and not who.isdisjoint(behind[behind.index("by") :])
    for j in range(i - 1, max(-1, i - 1 - FAR), -1):
        if lower[j] in who and ("@arms" in kind.subjects or _heads(lower, j)):
            return True
        if "@arms" in kind.subjects and j and ((lower[j] == "men" and lower[j - 1] in WHOSE_MEN) or " ".join(lower[j - 1 : j + 1]) in _bearers() or " ".join(lower[max(0, j - 2) : j + 1]) in _bearers()):
            return True
        if lower[j] in (";", ":", ".", "but", "while", "when", "after", "before", "said"):
            break
    return kind.type == "attack" and "@arms" in kind.subjects and not WEAPONS.isdisjoint(lower[i + 1 : i + NEAR])


def _heads(lower: Sequence[str], j: int) -> bool:
    """Whether the noun at `j` can be what its clause is told of: "a ferry", not "talks on the ferry", "the ferry's owner" or
    "a storm of protest"."""
    if lower[j + 1 : j + 2] == ["'s"] or (lower[j + 1 : j + 2] == ["of"] and lower[j] in words("figures_of_speech")):
        return False
    front = j - 1
    while front >= 0 and j - front < 5 and lower[front] not in DETERMINERS and lower[front] not in PREPOSITIONS and lower[front].isalpha():
        front -= 1
    if front > 0 and lower[front] in DETERMINERS:
        front -= 1
    return front < 0 or lower[front] not in PREPOSITIONS


def _apart(particle: str, lower: Sequence[str], i: int) -> bool:
    """Whether a pronoun parts a verb from its particle: "turned it down"."""
    if particle in FLAMES or (particle in ("back", "out") and form_of(lower[i])[0] == "pull" and lower[i + 1 : i + 2] in TROOPS):
        return particle in lower[i + 2 : i + 8]
    return particle in PARTICLES and lower[i + 1 : i + 3] in APART[particle]


def _parted(preposition: str, lower: Sequence[str], i: int) -> bool:
    """Whether an adverb or a day parts a verb from its preposition: "spoke separately with", "flew on Monday to"."""
    if preposition not in LED_ON or lower[i + 2 : i + 3] == [] or preposition not in lower[i + 2 : i + 5]:
        return False
    if lower[i + 1] == "on":
        return lower[i + 2] in TIMES and lower[i + 3 : i + 4] == [preposition]
    return lower[i + 2] == preposition and (is_adverb(lower[i + 1]) or lower[i + 1] in TIMES)


LED_ON = PREPOSITIONS | {"to", "that", "out"}  # what a verb of two words ends with and may be parted from

TROOPS = [["its"], ["his"], ["their"], ["all"], ["the"], ["some"]]  # "has pulled its troops back"
FLAMES = frozenset({"ablaze", "alight", "aflame"})  # "set two refineries ablaze"


def _has_object(lower: Sequence[str], i: int, kind: Trigger) -> bool:
    """Whether the verb at `i` has the object that it needs."""
    behind = i + 1 + len(kind.rest)
    if kind.objects.isdisjoint(lower[max(0, i - NEAR) : behind + NEAR]):
        return False
    if kind.base.startswith("have ") and any(form_of(word)[1] & PARTICIPLE for word in lower[behind : behind + 2]):
        return False  # "has suspended its talks"
    for j in range(behind, min(behind + NEAR, len(lower))):
        if lower[j] in kind.objects and (not kind.then or lower[j + 1 : j + 2] in [[word] for word in kind.then]):
            return True
        if lower[j] in kind.objects and kind.objects.isdisjoint(lower[j + 1 : j + 2]):
            return False
        if lower[j] == "on" and lower[j + 1 : j + 2] and lower[j + 1] in TIMES:
            continue
        if lower[j] in ENDS or lower[j] in NO_OBJECT or ((lower[j] in PREPOSITIONS or lower[j] == "to") and lower[j] not in kind.past):
            break
    if not form_of(lower[i])[1] & PARTICIPLE or BE.isdisjoint(lower[max(0, i - 3) : i]):
        return False
    if kind.then and lower[behind : behind + 1] not in [[word] for word in kind.then]:
        return False  # "troops were flown home"
    return any(lower[j] in kind.objects and "between" not in lower[max(0, j - NEAR) : j] for j in range(i - 1, max(-1, i - 1 - NEAR), -1))


NO_OBJECT = frozenset({"it", "they", "he", "she", "we", "had", "has", "was", "were", "would", "will"})  # they begin another clause
