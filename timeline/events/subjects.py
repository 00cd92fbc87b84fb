"""The subject of a clause that leaves it out → the words of it that stand before.

    >>> from timeline.attachment import Clauses
    >>> from timeline.clauses import Words
    >>> clauses = Clauses(Words("Rebels shelled the town and killed three."))
    >>> killed = clauses.words.index("killed")
    >>> [clauses.words.raw[j] for j in subject_before(clauses, clauses.segment[killed]) or ()]
    ['Rebels']
"""

from __future__ import annotations

from collections.abc import Sequence

from timeline.attachment import Clauses
from timeline.clauses import BREAKS, PREPOSITIONS

OPENING = {"however", "meanwhile", "moreover", "furthermore", "also", "additionally", "but", "and", "yet", "still", "then", "later", "earlier", "separately",
           "instead", "nevertheless", "nonetheless", "therefore", "thus", "so", "besides", "similarly", "finally", "first", "second", "third", "overall",
           "elsewhere", "previously", "recently", "subsequently", "today", "yesterday", "while", "although", "though", "as", "when", "after", "because", "or",
           "that", "which", "who", "whom", "where", "since", "once", "before", "if", "until", "indeed", "afterwards", "afterward"}  # fmt: skip


FRONTED = 6  # words before a date that opens a sentence, a label among them
LONG = 9  # words of a subject that a title can repeat


def subject_before(clauses: Clauses, segment: int, dates: Sequence[tuple[int, int]] = ()) -> list[int] | None:
    """The subject of the clause before, for a verb that shares it."""
    lower = clauses.words.lower
    if clauses.openers[segment] in ("which", "who", "that"):
        before = clauses.segment.index(segment) - 1
        while (dated := next((first for first, last in dates if first <= before <= last + 1), None)) is not None:
            before = dated - 1
        if before >= 0 and clauses.words.lower[before] in ("of", "on", "in"):
            before -= 1
        return _antecedent(clauses, before)
    first = next((j for j in clauses.pieces[segment] if clauses.finite(j)), None)
    for earlier in range(segment - 1, -1, -1):
        whole = clauses.pieces[earlier]
        if earlier and clauses.openers[earlier] == "that" and first is not None and first in clauses.reporting:
            continue  # "wrote that the strikes were an act of war and urged": who wrote urged
        said = said_subject(clauses, segment) if earlier == segment - 1 else None
        if said is not None:
            return said
        head = next((k for k, j in enumerate(whole) if clauses.finite(j)), len(whole))
        if head and any(lower[j].isalpha() and lower[j] not in OPENING | PREPOSITIONS for j in whole[:head]):
            found = without_its_day(clauses, whole[:head], dates)
            comma = next((k for k, j in enumerate(found) if lower[j] == "," and k), None)
            found = found[:comma] if comma is not None and len(found) > LONG else found  # "Ana Kos, who heads the bureau of the party,"
            if not found or lower[found[0]] in ("he", "she", "it", "they", "we", "i", "this") or len(found) > LONG:
                return None
            return found
    return None


def without_its_day(clauses: Clauses, found: list[int], dates: Sequence[tuple[int, int]]) -> list[int]:
    """The subject without a date that opens the sentence: "On 3 March 2014 the Front"."""
    last = next((last for first, last in dates if found and found[0] <= first <= found[0] + FRONTED and last < found[-1]), None)
    if last is None:
        return found
    return [j for j in found if j > last and not (j == last + 1 and clauses.words.lower[j] == ",")]


def said_subject(clauses: Clauses, segment: int) -> list[int] | None:
    """The subject of a clause that stands behind the reporting verb of the clause before, parted from it by an aside: "The
    ministry said 826 people, including 111 civilians, had been killed"."""
    piece = clauses.pieces[segment - 1]
    if {"and", "or"} & {clauses.words.lower[j] for j in clauses.pieces[segment][:2]}:
        return None
    verbs = [k for k, j in enumerate(piece) if clauses.finite(j)]
    if not verbs or piece[verbs[-1]] not in clauses.reporting:
        return None
    lower = clauses.words.lower
    found = piece[verbs[-1] + 1 :]
    found = found[lower[found[0]] == "that" :] if found else found
    aside = next((k for k, j in enumerate(found) if lower[j] == "," and lower[j + 1] in ("including", "among", "most", "many", "some")), None)
    found = found if aside is None else found[:aside]
    if not found or lower[found[0]] in PREPOSITIONS | {"to", ","} or not any(lower[j].isalpha() for j in found):
        return None
    return found if "," not in [lower[j] for j in found] else None


def _antecedent(clauses: Clauses, j: int) -> list[int] | None:
    """The noun phrase that ends at or before index `j`."""
    lower, raw = clauses.words.lower, clauses.words.raw
    while j >= 0 and not lower[j][:1].isalnum():
        j -= 1
    start = j
    while start > 0 and j - start < 8 and lower[start - 1] not in BREAKS and not clauses.finite(start - 1) and clauses.told(start - 1).form not in (
        "infinitive", "gerund") and lower[start - 1] not in (
        "on", "at", "by", "with", "after", "since", "that", "and", "to") and not (
            lower[start - 1] in ("in", "from", "for") and (start < 2 or not lower[start - 2][:1].isalnum() or clauses.finite(start - 2))):  # fmt: skip
        start -= 1
    if start > 1 and lower[start - 1] == "and" and raw[start][:1].isupper() and raw[start - 2][:1].isupper():
        start -= 2  # "Oman and Iraq, which"
    return list(range(start, j + 1)) if 0 <= start <= j else None
