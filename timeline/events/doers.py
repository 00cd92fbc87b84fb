"""Who does what a verb tells where only a common noun, arms or a pronoun says so: "envoys met", "a drone hit a car".

    >>> from timeline.clauses import Words
    >>> clauses = Clauses(Words("Rebels of the valley said on Friday that the group killed two guards."))
    >>> killed = clauses.words.index("killed")
    >>> clauses.words.raw[group_word(clauses, killed) or 0], subject_word(clauses, killed)
    ('group', 'that')
"""

from __future__ import annotations

from functools import cache

from timeline.attachment import Clauses
from timeline.clauses import BE, Words, is_adverb
from timeline.events.lexicon import Trigger, triggers, words
from timeline.events.roles import WEAPONS
from timeline.verbs import form_of

SPEECH = frozenset({"statement", "threat", "demand"})
SUBJECT_PRONOUNS = frozenset({"he", "she", "it", "they"})


def first_word(clauses: Clauses, i: int) -> str:
    """The first word of the clause of `i`."""
    segments, lower, segment = clauses.segment, clauses.words.lower, clauses.segment[i]
    for j in range(segments.index(segment), len(lower)):
        if segments[j] == segment and lower[j].isalpha():
            return lower[j]
    return ""


def group_word(clauses: Clauses, i: int) -> int | None:
    """The index of the noun by which alone an armed group is the subject of the verb at `i`: "the group said"."""
    lower, j = clauses.words.lower, i - 1
    while j > 0 and (clauses.finite(j) or is_adverb(lower[j])):
        j -= 1
    if j < 1 or lower[j] not in words("groups"):
        return None
    before = j - 1 - (j > 1 and lower[j - 1] in words("kinds_of_group"))
    return j if lower[before] == "the" else None


def subject_word(clauses: Clauses, i: int) -> str:
    """The pronoun right before the verb at `i`, else the first word of its clause."""
    j = i - 1
    while j >= 0 and (clauses.finite(j) or is_adverb(clauses.words.lower[j])):
        j -= 1
    return clauses.words.lower[j] if j >= 0 and clauses.words.lower[j] in SUBJECT_PRONOUNS and clauses.same(j, i) else first_word(clauses, i)


def noun_at(told: Words, i: int, slug: str | None = None) -> bool:
    options = triggers().get(told.lower[i])
    return options is not None and any(t.noun and not t.rest and slug in (None, t.type) for t in options)


def anyone_told(clauses: Clauses, i: int, kind: Trigger) -> bool:
    """Whether a common noun tells who takes part, in the verb's own clause: "envoys met", "rebels let go forty hostages"."""
    if kind.noun and kind.type not in ("negotiation", "meeting"):
        return False
    lower, segment = clauses.words.lower, clauses.segment
    if kind.base in words("harms"):
        return struck(clauses, i)
    armed_men = any(lower[j] in words("persons") and lower[j - 1] in WITH_ARMS and segment[j] == segment[i] for j in range(max(1, i - 9), i))
    if armed_men:
        return True  # "masked men burst into"
    if kind.type in SPEECH:
        return any(lower[j] in words("people") and segment[j] == segment[i] and not any(map(clauses.finite, range(j + 1, i - 2))) for j in range(max(0, i - (3 if kind.type == "statement" else 6)), i))
    who, persons = _crowds() if kind.type == "protest" else words("people"), words("persons")
    return any(lower[j] in who and segment[j] == segment[i] for j in range(max(0, i - 9), i)) or any(lower[j] in who for j in _shared_subject(clauses, i)) or (
        (kind.type in ("release", "capture", "displacement") or kind.base in ("hang", "execute", "escape")) and any((lower[j] in who or lower[j] in persons) and segment[j] == segment[i] for j in range(max(0, i - 9), min(len(lower), i + 7))))


def _shared_subject(clauses: Clauses, i: int) -> list[int]:
    """The words before the verb of the clause before, where a verb shares its subject: "Rebels left the camp and entered"."""
    segment, lower = clauses.segment[i], clauses.words.lower
    if not segment or clauses.openers[segment] != "and":
        return []
    opening = [j for j in clauses.pieces[segment] if j < i and lower[j].isalpha() and lower[j] != "and" and not is_adverb(lower[j]) and not clauses.finite(j)]
    before = clauses.pieces[segment - 1]
    verb = next((k for k, j in enumerate(before) if clauses.finite(j)), 0)
    return [] if opening else before[:verb]


@cache
def _crowds() -> frozenset[str]:
    """Who protests."""
    return words("people") | CROWDS


CROWDS = frozenset({"people", "thousands", "hundreds", "dozens", "crowds", "crowd", "students", "farmers", "workers", "women", "relatives", "supporters", "opponents", "activists", "demonstrators", "mourners", "doctors", "teachers"})  # fmt: skip
WITH_ARMS = frozenset({"masked", "armed", "hooded", "uniformed"})


def struck(clauses: Clauses, i: int) -> bool:
    """Whether what harms is told as an attack: "strikes killed", "the attack of the group killed", "a drone killed", "killed 20
    in raids"."""
    lower = clauses.words.lower
    if lower[i] in ("hacked", "stabbed", "beheaded", "lynched") or lower[i : i + 2] in (["shot", "dead"], ["gunned", "down"], ["mown", "down"], ["mowed", "down"]):
        return True  # nobody is shot dead by chance
    behind = range(i + 1, min(i + 9, len(lower)))
    after = clauses.segment[i] + 1
    fired = after in clauses.segment and clauses.openers[after] in ("when", "as", "after") and any(
        (lower[j] == "fire" and lower[j - 1] in ("under", "opened")) or lower[j] in words("arms") for j in clauses.pieces[after])  # fmt: skip
    return fired or armed(clauses, i) or any(lower[j - 1] == "in" and noun_at(clauses.words, j, "attack") and clauses.same(i, j) for j in behind) or any(clauses.same(j, i) and (not j or clauses.words.lower[j - 1] not in ("the", "that", "this") or j == i - 1)
               and clauses.told(j).form == "noun" for j in range(max(0, i - 12), i) if noun_at(clauses.words, j, "attack"))  # fmt: skip


def armed(clauses: Clauses, i: int) -> bool:
    """Whether arms, or people who bear them, do it: "a drone hit a car", "were killed by gunmen"."""
    lower = clauses.words.lower
    if BE.isdisjoint(lower[max(0, i - 3) : i]):
        return any(lower[j] in words("arms") and clauses.same(j, i) for j in range(max(0, i - 9), i))
    behind = lower[i + 1 : i + 8]
    return "by" in behind and not words("arms").isdisjoint(behind[behind.index("by") :])


def by_arms(clauses: Clauses, i: int) -> bool:
    """Whether what hits, or is said to have hit, is of war: "a shell hit the school", "was hit in the raid"."""
    near = [w for w, s in zip(clauses.words.lower, clauses.segment, strict=True) if s == clauses.segment[i]]
    return bool(WEAPONS & set(near)) or any(t.noun and t.type == "attack" for w in near for t in triggers().get(w, ()))


def harmed_then(clauses: Clauses, i: int) -> bool:
    """Whether the clause before tells whom it harmed: "two were killed when their house was hit"."""
    segment = clauses.segment[i]
    if not segment or clauses.openers[segment] not in ("when", "as", "after"):
        return False
    return any(clauses.finite(j) and form_of(clauses.words.lower[j])[0] in words("harms") for j in clauses.pieces[segment - 1])
