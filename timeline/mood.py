"""A word that tells an event → whether it happened, goes on, is planned, asked for or denied, and how surely.

    >>> from timeline.attachment import Clauses
    >>> from timeline.clauses import Words
    >>> words = Words("Envoys urged a truce and failed to reach an agreement.")
    >>> found = Clauses(words)
    >>> [mood(found, words.index(w)).status for w in ("urged", "truce", "reach")]
    ['happened', 'asked', 'denied']

"Urged a ceasefire" is a demand, not a ceasefire; "to meet", "would meet" are planned; "failed to sign", "no agreement"
are denied. Presupposed nouns ("end the war") happened whatever governs them.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from timeline.attachment import OPENERS, Clauses
from timeline.clauses import BE, BREAKS, DETERMINERS, PREPOSITIONS
from timeline.hedges import hedge, supposes
from timeline.verbs import form_of, verb_class

POSSIBLE = {"may", "might", "could"}
PLANNED = {"planned", "future", "upcoming", "forthcoming", "proposed", "potential", "possible", "scheduled", "expected", "imminent", "impending",
           "prospective", "next", "eventual", "any", "intended", "further"}  # fmt: skip
FAILURE = {"failed", "failure", "unable", "refusal", "impossible", "unwilling"}
SUCCESS = {"able", "managed"}
DENIES = {"deny", "refute", "rebut", "disclaim"}
DEFINITE = {"the", "this", "that", "its", "their", "his", "her", "'s", "these", "those"}
OPENS_A_PHRASE = (BREAKS | PREPOSITIONS) - {"for", "on", "of", "into", "to"}
DEEP = 4  # governors of governors that are followed


class Mood(NamedTuple):
    """`status`: happened, ongoing, planned, asked, denied or supposed (an "if"); `certainty`: certain, probable, possible."""

    status: str
    certainty: str = "certain"


HAPPENED = Mood("happened")


DUE = frozenset({"planned", "scheduled", "due", "expected", "slated", "set"})


def planned_at(clauses: Clauses, i: int) -> int | None:
    """The index of the word by which what a noun names lies ahead: "the next exchange is planned for Saturday"."""
    return next((i + k for k, (w, then) in enumerate(pairwise(clauses.words.lower[i + 1 : i + 6]), start=2) if w in ("is", "are") and then in DUE), None)


def mood(clauses: Clauses, i: int) -> Mood:
    """How the word at index `i` stands to what happened."""
    found: Mood | None = clauses.moods.get(i)
    if found is None:
        found = clauses.moods[i] = _mood(clauses, i, 0)
    return found


def _mood(clauses: Clauses, i: int, depth: int) -> Mood:
    told, lower = clauses.told(i), clauses.words.lower
    opener = clauses.openers[clauses.segment[i]]
    if opener in ("if", "unless"):
        return Mood("supposed", "possible")
    sure = hedge(clauses, i)
    if told.negated:
        return Mood("denied", sure)
    if told.form in ("finite", "predicate") or told.tense == "future":
        said = clauses.speech_of(i)
        if said is not None and said < i and form_of(lower[said])[0] in DENIES and not clauses.told(said).negated and "," not in lower[said:i]:
            return Mood("denied", sure)  # "denied that it had sent arms"
        if told.modal == "may" and not told.perfect and not told.negated and verb_class("states", lower[i]) and lower[i] not in ("have", "be"):
            return Mood("ongoing", "possible")  # "the tomb may hold a king"
        return _finite(told.tense, told.modal, told.perfect, told.progressive, sure)
    if told.form == "infinitive" and told.perfect:
        return Mood("happened", "probable" if sure == "certain" else sure)  # "is said to have left"
    if depth < DEEP and told.form == "infinitive":
        return _infinitive(clauses, told.governor, depth, sure, i)
    if told.form == "noun":
        return _noun(clauses, i, told.governor, depth, sure)
    if depth < DEEP and told.form == "gerund":
        return _gerund(clauses, i, told.governor, depth, sure)
    if i and lower[i - 1] in ("no", "without"):
        return Mood("denied", sure)
    return Mood("happened", sure)


def by_nobody(clauses: Clauses, i: int) -> bool:
    """Whether the subject of a verb is nobody: "neither side withdrew", "no country has recognised it"."""
    lower = clauses.words.lower
    first = next((j for j in clauses.pieces[clauses.segment[i]] if lower[j].isalpha() and lower[j] not in OPENERS), i)
    if first >= i or lower[first] not in NOBODY or lower[first + 1] in NO_FEWER:
        return False
    return i - first < SUBJECT


SUBJECT = 9  # words of a subject and what stands by its verb
NOBODY = frozenset({"no", "neither", "none", "nobody"})
NO_FEWER = frozenset({"fewer", "less", "more", "sooner", "longer", "later", ".", "doubt", "matter", "wonder"})


def _finite(tense: str, modal: str, perfect: bool, progressive: bool, sure: str) -> Mood:
    if modal in ("will", "should"):
        return Mood("planned", sure if modal == "will" else "probable")
    if modal == "would":
        return Mood("denied" if perfect else "planned", "probable")
    if modal == "can":
        return Mood("ongoing", "possible")
    if modal in POSSIBLE or modal == "must":
        return Mood("happened" if perfect else "planned", "possible" if modal != "must" else "probable")
    if tense == "present" and (progressive or not perfect):
        return Mood("ongoing", sure)
    return Mood("happened", sure)


def _infinitive(clauses: Clauses, governor: int | None, depth: int, sure: str, i: int) -> Mood:
    lower = clauses.words.lower
    if governor is None:
        return Mood("planned", "probable" if sure == "certain" else sure)
    word = lower[governor]
    if not FAILURE.isdisjoint(lower[max(governor, i - 4) : i]):
        return Mood("denied", sure)
    if not SUCCESS.isdisjoint(lower[governor:i]):
        return Mood(_mood(clauses, governor, depth + 1).status, sure)
    if verb_class("failed", word):
        return Mood("denied" if _mood(clauses, governor, depth + 1).status != "denied" else "happened", sure)
    if supposes(clauses, governor) and not clauses.told(governor).negated and form_of(word)[0] != "expect":
        return Mood("ongoing", sure)  # "is believed to hide"
    if verb_class("asked", word):
        return Mood("asked", "possible")
    if verb_class("meets", word) or (verb_class("returns", word) and verb_class("finds", lower[i])):
        above = _mood(clauses, governor, depth + 1)  # "gathered to discuss", "returned to find"
        return Mood(above.status, sure) if above.status in ("happened", "ongoing") else above
    if verb_class("shared", word) and word not in BE:
        return Mood(_mood(clauses, governor, depth + 1).status, sure)
    return Mood("planned", "probable")


def _noun(clauses: Clauses, i: int, governor: int | None, depth: int, sure: str) -> Mood:
    lower = clauses.words.lower
    near = lower[max(0, i - 4) : i]
    if near[-1:] == ["failed"]:
        return Mood("happened", sure)  # "failed talks" were held
    if "no" in near or "without" in near:
        return Mood("denied", sure)
    if not PLANNED.isdisjoint(near):
        return Mood("planned", "possible")
    if _refused(clauses, i):
        return Mood("denied", sure)
    if planned_at(clauses, i) is not None:
        return Mood("planned", "probable" if sure == "certain" else sure)
    if ends_it(clauses, i):
        return Mood("happened", sure)
    if _only_thought(clauses, i) or _talked_of(lower, i):
        return Mood("planned", "possible")
    if governor is None or depth >= DEEP or not _governs(lower, governor, i):
        return Mood("happened", sure)
    definite = not DEFINITE.isdisjoint(near)
    word = lower[governor]
    if lower[governor + 1] == "down" and form_of(word)[0] in ("turn", "vote", "knock"):
        return Mood("denied", sure)
    above = _mood(clauses, governor, depth + 1)
    if verb_class("failed", word):
        return Mood("happened" if definite else "denied", sure)
    if verb_class("asked", word) and not (definite and lower[governor + 1] not in ("for", "on")):
        return Mood("asked", "possible")
    if verb_class("ahead", word) and not definite:
        return Mood("planned", "probable")
    if above.status in ("planned", "asked", "denied", "supposed") and not definite:
        return Mood(above.status, above.certainty)
    return Mood("happened", sure)


def _refused(clauses: Clauses, i: int) -> bool:
    """Whether what a noun names was turned down: "a truce of that length had been rejected"."""
    lower = clauses.words.lower
    if not {"a", "an", "any", "another"} & set(lower[max(0, i - 4) : i]):
        return False
    return any(w in BE and verb_class("failed", then) and clauses.same(i, k) for k, (w, then) in enumerate(pairwise(lower[i + 1 : i + 9]), start=i + 1))


THOUGHT = {"decision", "hope", "hopes", "chance", "chances", "prospect", "prospects", "possibility", "optimistic", "pessimistic", "risk", "danger", "idea"}
def _talked_of(lower: list[str], i: int) -> bool:
    """Whether talks are only about what a noun names, which would come of them: "talks in Muscat on the release of detainees"."""
    if form_of(lower[i])[0] not in OUTCOMES and lower[i] not in OUTCOMES:
        return False
    at = next((j for j in range(i - 1, max(-1, i - 5), -1) if lower[j] in PREPOSITIONS or lower[j] in BREAKS), -1)
    return at > 0 and lower[at] in ("on", "about", "over", "for", "regarding") and not TALKED.isdisjoint(lower[max(0, at - 8) : at])


OUTCOMES = {"release", "exchange", "swap", "withdrawal", "ceasefire", "truce", "deal", "agreement", "pullout", "evacuation", "handover"}
TALKED = {"talks", "negotiations", "discussions", "consultations", "dialogue", "efforts", "mediation"}
MAYBE = {"could", "might", "would", "may"}


def _only_thought(clauses: Clauses, i: int) -> bool:
    """Whether an unknown thing is only thought of: "hope of a settlement", "the possibility of war", "a war could break out"."""
    lower = clauses.words.lower
    start = i
    while start and lower[start - 1] not in PREPOSITIONS and lower[start - 1].replace("-", "").isalpha() and not clauses.finite(start - 1) and i - start < 5:
        start -= 1
    if not DEFINITE.isdisjoint(lower[start:i]):
        return False
    if start > 1 and lower[start - 1] in ("of", "about", "on", "for") and lower[start - 2] in THOUGHT:
        return True
    after = lower[i + 1] if i + 1 < len(lower) else ""
    return after in MAYBE and lower[start] in ("a", "an", "another", "any") and (start == 0 or lower[start - 1] not in PREPOSITIONS)


ENDING = {"end", "halt", "stop", "lifting", "easing", "ending", "suspension", "removal", "lift", "ease", "suspend"}


def ends_it(clauses: Clauses, i: int) -> bool:
    """Whether a noun goes on, since it is asked or planned to end: "urged an end to the raids", "a lifting of travel bans"."""
    lower = clauses.words.lower
    for j in range(i - 1, max(-1, i - 6), -1):
        if lower[j] in ("to", "of"):
            return j > 0 and lower[j - 1] in ENDING
        if lower[j] in ENDING and lower[j] not in ("end", "stop"):
            return True
        if lower[j] in PREPOSITIONS or lower[j] in BREAKS:
            return False
    return False


def _governs(lower: list[str], governor: int, i: int) -> bool:
    """Whether the noun at `i` is the verb's object: nothing that opens another phrase stands between, but "for" or "on"."""
    return OPENS_A_PHRASE.isdisjoint(lower[governor + 1 : i])


def _gerund(clauses: Clauses, i: int, governor: int | None, depth: int, sure: str) -> Mood:
    lower = clauses.words.lower
    before = lower[i - 1] if i else ""
    if before in ("without", "from") and governor is not None:
        return Mood("denied", sure)
    if governor is None or before in DETERMINERS:
        return Mood("happened", sure)
    word = lower[governor]
    if verb_class("failed", word):
        return Mood("denied", sure)
    if before in ("for", "of", "about", "on", "at", "to") and (verb_class("ahead", word) or verb_class("asked", word)):
        return Mood("planned", "probable")
    above = _mood(clauses, governor, depth + 1)
    if above.status in ("planned", "asked", "supposed"):
        return Mood(above.status, above.certainty)
    if form_of(word)[0] in ("plan", "consider", "discuss", "propose"):
        return Mood("planned", "probable")
    return Mood("happened", sure)
