"""A word that tells an event, in its sentence → how surely it is told.

    >>> from timeline.clauses import Words
    >>> words = Words("Two envoys were reportedly held, three may have fled, and unconfirmed reports said that a clerk was hurt.")
    >>> found = Clauses(words)
    >>> [hedge(found, words.index(w)) for w in ("held", "hurt")]
    ['probable', 'probable']

`certain` is what is told flatly, by the article or by somebody named; `probable` what is told as likely, alleged or hearsay;
`possible` what only may be. Modal verbs are the mood's. The words are data, `[hedges]` of `languages/events.en.toml`.
"""

from __future__ import annotations

from functools import cache

from timeline.attachment import Clauses
from timeline.clauses import BE, BREAKS, PREPOSITIONS, is_adverb
from timeline.verbs import form_of, language, verb_class

NEAR = 4  # words before a word in which an adjective or adverb of doubt is looked for
BEHIND = 2  # words behind it


@cache
def words_of(kind: str) -> frozenset[str]:
    """The words of one kind of doubt."""
    return frozenset(language()["hedges"][kind])


@cache
def _doubts() -> frozenset[str]:
    return words_of("possible") | words_of("probable")


def hedge(clauses: Clauses, i: int) -> str:
    """How surely the word at `i` is told: certain, probable or possible."""
    lower = clauses.words.lower
    if not _doubts().isdisjoint(lower):  # as in few sentences
        before = lower[max(0, i - NEAR) : i]
        adverbs = {w for j, w in enumerate(lower[:i]) if w in words_of("adverbs") and clauses.same(i, j) and not _another(clauses, j, i)}
        behind = [w for w in lower[i + 1 : i + 1 + BEHIND] if is_adverb(w)]
        near = adverbs.union(before, behind)
        if not words_of("possible").isdisjoint(near):
            return "possible"
        if not words_of("probable").isdisjoint(near):
            return "probable"
    if supposes(clauses, clauses.told(i).governor) or (
        "according" in lower and any(w == "according" and is_hearsay(clauses, j) for j, w in enumerate(lower))
    ):
        return "probable"
    r = clauses.speech_of(i)
    return "probable" if r is not None and (verb_class("doubtful", lower[r]) or is_hearsay(clauses, r)) else "certain"


def supposes(clauses: Clauses, g: int | None) -> bool:
    """Whether the word that governs an infinitive only supposes it: "is believed to hide", "appears to have fled"."""
    if g is None:
        return False
    lower = clauses.words.lower
    j = g - 1
    while j > 0 and is_adverb(lower[j]):
        j -= 1
    return form_of(lower[g])[0] in words_of("appears") or (form_of(lower[g])[0] in words_of("supposed") and j >= 0 and lower[j] in BE)


def is_hearsay(clauses: Clauses, r: int) -> bool:
    """Whether nobody is named who says it: "it was claimed that", "reports say", "according to rumours"."""
    lower = clauses.words.lower
    if lower[r] == "according":
        return any(w in words_of("hearsay") for w in lower[r + 1 : r + 5])
    j = r - 1
    while j >= 0 and (is_adverb(lower[j]) or lower[j] in BE or lower[j] in ("has", "have", "been")):
        j -= 1
    if j < 0:
        return False
    if lower[j] == "it" and r - 1 > j and any(w in BE for w in lower[j + 1 : r]):
        return True
    return lower[j] in words_of("hearsay") and clauses.same(j, r)


def _another(clauses: Clauses, j: int, i: int) -> bool:
    """Whether an adverb at `j` is of another word than the one at `i`: a verb, a break or another phrase stands between; one that
    opens its clause is of all of it."""
    lower = clauses.words.lower
    opens = j == 0 or not any(lower[k].isalpha() for k in range(j) if clauses.same(k, j))
    return any(lower[k] in BREAKS or (lower[k] in PREPOSITIONS and not opens) or (k != i and clauses.finite(k) and not is_adverb(lower[k]) and lower[k] not in BE and lower[k] not in ("has", "have", "had"))
               for k in range(j + 1, i))  # fmt: skip
