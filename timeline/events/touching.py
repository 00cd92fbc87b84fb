"""What stands around a trigger → whether it tells an event of its kind, or only counts, ranks or names who is meant.

    >>> from timeline.clauses import Words
    >>> words = Words("It was the third attack on the port since May.")
    >>> only_ranked(words.lower, words.index("attack"))
    True
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from timeline.attachment import Clauses
from timeline.clauses import AUXILIARIES, BE, DETERMINERS, PREPOSITIONS, Words, is_adverb
from timeline.events.doers import SUBJECT_PRONOUNS, noun_at, subject_word
from timeline.events.lexicon import Trigger, anybody, triggers, words
from timeline.events.roles import Placed
from timeline.hanging import main_of
from timeline.verbs import PARTICIPLE, form_of, language

OLDEST = 120  # years
PARTS_OF_TOWNS = frozenset({"centre", "center", "heart", "outskirts", "city", "town", "village", "port", "suburbs", "district", "camp", "parts"})


def part_of(clauses: Clauses, j: int) -> bool:
    """Whether a name is that of the town whose part stands before it: "the centre of Goma"."""
    lower = clauses.words.lower
    return j > 1 and lower[j - 1] == "of" and lower[j - 2] in PARTS_OF_TOWNS


POSTS = frozenset({"airport", "airbase", "airfield", "base", "bases", "garrison", "barracks", "bridge", "headquarters", "palace", "dam", "port", "town", "towns", "city", "village", "villages",
                   "capital", "hill", "hills", "ridge", "crossing", "outpost", "outposts", "station", "refinery", "district", "camp", "junction", "checkpoint", "checkpoints", "fortress"})  # fmt: skip


def how_it_came(clauses: Clauses, i: int) -> int | None:
    """The verb of the clause that says how a harm came: "hit" of "were killed when a drone hit their car"."""
    after = clauses.segment[i] + 1
    return main_of(clauses, after) if after in clauses.segment and clauses.openers[after] in ("when", "as") else None


def takes_a_post(clauses: Clauses, i: int) -> bool:
    """Whether what is taken is held by arms: "had taken the airport", "entered the town"."""
    lower = clauses.words.lower
    after = lower[i + 1 : i + 5]
    stop = next((k for k, w in enumerate(after) if w in POSTS), None)
    return stop is not None and bool(after) and (after[0] in DETERMINERS or after[0].isdigit() or after[0] in COUNTED) and PREPOSITIONS.isdisjoint(after[:stop])


def done_in(clauses: Clauses, i: int) -> bool:
    """Whether a verb of violence before the noun at `i` tells already what was done in it."""
    before = clauses.words.lower[max(0, i - 3) : i]
    head = main_of(clauses, clauses.segment[i], i)
    return bool({"in", "at", "during"} & set(before)) and "the" not in before and head is not None and head < i and any(
        t.type in ("attack", "capture", "battle") and not t.noun for t in triggers().get(clauses.words.lower[head], ()))  # fmt: skip


RANKS = frozenset({"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "latest", "deadliest", "worst", "biggest", "bloodiest", "only"})


def only_ranked(lower: Sequence[str], i: int) -> bool:
    """Whether a sentence only ranks what the noun at `i` names: "it was the worst attack in years"."""
    before = lower[max(0, i - 4) : i]
    return not RANKS.isdisjoint(before) and not BE.isdisjoint(lower[max(0, i - 6) : i]) and not {"it", "that", "this"}.isdisjoint(lower[:3])


def attacked(told: Words, i: int) -> bool:
    """Whether an attack is named right behind the verb at `i`: "died in the strike"."""
    return any(noun_at(told, j, "attack") or told.lower[j] == "violence" for j in range(i + 1, min(i + 8, len(told))))


def is_named(told: Words, i: int) -> bool:
    """Whether one person by name is the subject of the verb at `i`: "Amini, 22, died"."""
    raw, lower = told.raw, told.lower
    label = next((j for j in range(i - 1, max(-1, i - 6), -1) if lower[j] == ":"), -1)  # "16 February: Ana Kos dies"
    before = [j for j in range(max(0, label + 1, i - 5), i) if lower[j].isalpha() and lower[j] not in AUXILIARIES]
    if not before or not raw[before[-1]][:1].isupper() or (before[-1] == 0 and lower[1] != ","):
        return False
    return not any(w.isdigit() and int(w) > OLDEST for w in lower[max(0, label + 1, i - 5) : i])


def of_deal(clauses: Clauses, i: int, kind: Trigger) -> bool:
    """Whether a passive tells of a deal that its subject names: "the swap was agreed"."""
    lower = clauses.words.lower
    if kind.type != "agreement" or not {"was", "were", "been"} & set(lower[max(0, i - 3) : i]) or {"no", "not", "never"} & set(lower[max(0, i - 7) : i]):
        return False
    near = [lower[j] for j in range(max(0, i - 7), i) if clauses.same(j, i)]
    return any((t.noun and t.type in DEALS) for word in near for t in triggers().get(word, ())) or (kind.base in words("signs") and not words("papers").isdisjoint(near))


DEALS = frozenset({"release", "ceasefire", "agreement", "aid", "withdrawal"})


def meets_person(clauses: Clauses, i: int, names: Sequence[Placed]) -> bool:
    """Whether a person is greeted: "hugged the emir, Tamim, on", "was welcomed by Kim", never "welcomed Kim's offer"."""
    lower = clauses.words.lower
    passive = not BE.isdisjoint(lower[max(0, i - 3) : i])
    return any(n.kind == "person" and first > i and clauses.same(first, i) and lower[last + 1 : last + 2] != ["'s"] and
               PREPOSITIONS.isdisjoint(w for w in lower[i + 1 : first] if not (passive and w in ("by", "in", "at", "on"))) for first, last, n in names) and (
               not passive or any(n.kind == "person" and last < i for _, last, n in names) or subject_word(clauses, i) in SUBJECT_PRONOUNS)  # fmt: skip


def goes_there(clauses: Clauses, i: int) -> bool:
    """Whether "came to" leads to a place, not to a verb: "came to talk"."""
    lower = clauses.words.lower
    after = next((j + 1 for j in range(i + 1, min(i + 6, len(lower))) if lower[j] == "to"), len(lower))  # "flew on Monday to" too
    return after < len(lower) and (clauses.words.raw[after][:1].isupper() or lower[after] in DETERMINERS)


def is_titled(clauses: Clauses, i: int) -> bool:
    """Whether two capitals stand in the subject of the verb at `i`, or a name that does not open its sentence."""
    raw, j = clauses.words.raw, i - 1
    while j > 0 and (clauses.finite(j) or is_adverb(clauses.words.lower[j])):
        j -= 1
    return raw[j][:1].isupper() and clauses.words.lower[j] not in SUBJECT_PRONOUNS


def undergone(clauses: Clauses, i: int) -> bool:
    """Whether a participle alone says which people are meant: "five Americans jailed in Iran"."""
    lower, after = clauses.words.lower, i + 1
    if not form_of(lower[i])[1] & PARTICIPLE or after >= len(lower) or any(w in BE or w in ("has", "have", "had") for w in lower[max(0, i - 3) : i]):
        return False
    if lower[after : after + 2] in (["at", "least"], ["at", "most"]) or lower[after] not in ("in", "by", "at", "near", "during", "since", "to", "from"):
        return False
    return lower[i - 1] in anybody() or (clauses.words.raw[i - 1][:1].isupper() and lower[i - 1].endswith("s"))  # "Kenyans"


def counted(clauses: Clauses, i: int, kind: Trigger) -> bool:
    """Whether a harm only stands in a count that another verb tells: "the mission counts 37 killed and 425 injured"."""
    lower = clauses.words.lower
    if kind.base not in words("harms") or not i:
        return False
    near = range(max(0, i - 9), i)
    if any(lower[j] in words("counts") and any(w[:1].isdigit() for w in lower[j + 1 : i]) for j in near):
        return True
    if not lower[i - 1][:1].isdigit():
        return False
    return BE.isdisjoint(lower[max(0, i - 9) : i])


@cache
def _objects(kind: str) -> frozenset[str]:
    return frozenset(language()["objects"][kind])


def told_of(clauses: Clauses, i: int, kind: Trigger) -> bool:
    """Whether a word that needs its kind of object has one near: "handed over 33 men", "let go Ana Kos", "four returned"."""
    lower, raw = clauses.words.lower, clauses.words.raw
    if not _objects(kind.type).isdisjoint(lower[max(0, i - 8) : i + 9]):
        return True
    if kind.type != "release":
        return False
    after = i + 1 + len(kind.rest)
    if kind.base == "exchange" and not BE.isdisjoint(lower[max(0, i - 2) : i]) and "for" in lower[i + 1 : i + 9] and subject_word(clauses, i) not in SUBJECT_PRONOUNS:
        return True  # "sixteen people were exchanged at the airport for eight"
    if kind.base in ("let go", "set free", "hand over") and after < len(raw) and (raw[after][:1].isupper() or raw[after] in COUNTED or raw[after].isdigit()):
        return True
    return kind.base in ("return", "come home") and (raw[after : after + 3][1:] == ["of", "them"] or (i > 0 and lower[i - 1] in COUNTED))


COUNTED = frozenset(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "twenty", "thirty", "forty", "fifty"])  # fmt: skip
