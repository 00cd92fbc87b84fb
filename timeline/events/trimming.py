"""The words of a clause → those that a title keeps: no dates, connectives, judging adjectives or loose ends.

    >>> from timeline.attachment import Clauses
    >>> from timeline.clauses import Words
    >>> clauses = Clauses(Words("However, the army withdrew its brutal militia on Monday."))
    >>> kept = trimmed(clauses, without_dates(clauses, list(range(len(clauses.words))), [(9, 9)], 4))
    >>> [clauses.words.raw[j] for j in kept]
    ['the', 'army', 'withdrew', 'its', 'militia']
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from timeline.attachment import Clauses
from timeline.clauses import ADVERBS, BEFORE_NOUNS, BREAKS, DETERMINERS, PREPOSITIONS, is_adverb
from timeline.events.subjects import OPENING
from timeline.verbs import form_of

JUDGING = {"brutal", "barbaric", "heinous", "horrific", "cowardly", "treacherous", "shocking", "tragic", "historic", "unprecedented", "vicious", "savage",
           "heroic", "brave", "courageous", "despicable", "evil", "ruthless", "cruel", "bloody", "deadly", "deadliest", "devastating", "massive", "genocidal",
           "barbarous", "outrageous", "senseless", "cold-blooded", "unprovoked", "so-called", "monstrous", "glorious", "infamous", "notorious", "landmark",
           "successful", "great", "blatant", "flagrant", "indiscriminate", "criminal", "illegal", "powerful", "pivotal", "vital", "fortunately", "unfortunately"}  # fmt: skip
DANGLING = {"all", "and", "or", "but", "the", "a", "an", "of", "in", "on", "at", "by", "for", "to", "with", "from", "that", "which", "who", "as", "after", "before",
            "while", "when", "its", "his", "her", "their", "this", "these", "those", "because", "since", "during", "amid", "into", "against", "between",
            "was", "were", "is", "are", "has", "have", "had", "will", "would", "be", "been", "not", "about", "over", "under", "including", "such", "also",
            "even", "just", "only", "both", "more", "where", "whose", "alongside", "following", "until", "within", "than", "if", "so", "'s"}  # fmt: skip
SPANS = frozenset({"hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years"})


def without_dates(clauses: Clauses, kept: list[int], dates: Sequence[tuple[int, int]], i: int) -> list[int]:
    """The words without the dates of their sentence and the prepositions before these; the trigger at `i` stays."""
    lower = clauses.words.lower
    out = set(kept)
    for first, last in dates:
        if first <= i <= last:
            continue
        start = first
        while start > 0 and lower[start - 1] in ("on", "in", "at", "during", "since", "by", "until", "of", "early", "late", "from", "the", "between", "around", "last", "before", "after"):
            start -= 1
        if start > 1 and lower[start - 1] == "for" and last + 1 < len(lower) and (lower[last + 1] in PREPOSITIONS or lower[last + 1] in BREAKS):
            start -= 1  # "is scheduled for Sunday in Muscat"
        if last + 2 < len(lower) and first and lower[first - 1] in DETERMINERS and last + 1 in out and lower[last + 1].isalpha() and (
                lower[last + 1] not in PREPOSITIONS | {"and", "or", "to", "that", "which", "who", "when", "while"}) and (
                not clauses.finite(last + 1) and not is_adverb(lower[last + 1]) and lower[last + 1] not in DETERMINERS):  # fmt: skip
            continue  # "took part in the October 7 attack": part of the name
        if last + 1 < len(lower) and lower[last + 1] == "of" and last + 1 in out and lower[last] in SPANS:
            continue  # "on the first day of the truce": of what
        if start > 0 and lower[start - 1] in DETERMINERS | {"'s"} and start == first:
            continue  # "the October 7 attack": part of the name
        end = last + 1
        if start > 0 and clauses.finite(start - 1) and start - 1 != i and lower[start - 1] != "go" and not (end == i - 1 and lower[end] == ",") and (end >= len(lower) or lower[end] in BREAKS or lower[end] == "."):
            continue  # "a truce that begins on Sunday" would lose its end
        if end < len(lower) and lower[end] == "," and (start == 0 or lower[start - 1] in BREAKS):
            end += 1
        out -= set(range(start, end))
    within = set(kept)
    out -= {j for j in out if lower[j] in ("and", "or", "to", "-", "–") and {j - 1, j + 1} <= within and not {j - 1, j + 1} & out}  # "on Friday and Saturday"
    return [j for j in kept if j in out]


def trimmed(clauses: Clauses, kept: list[int]) -> list[int]:
    """The words without labels, connectives and fronted phrases before them, and without loose ends."""
    lower, raw = clauses.words.lower, clauses.words.raw
    if kept and raw[kept[0]].isupper() and len(raw[kept[0]]) > 2:
        dash = next((k for k, j in enumerate(kept[:9]) if lower[j] in ("-", "–", "—")), None)
        kept = kept if dash is None else kept[dash + 1 :]  # a dateline: "CAIRO, May 6 - "
    label = next((k for k, j in enumerate(kept[:4]) if lower[j] == ":"), None)
    kept = kept if label is None else kept[label + 1 :]  # "West Bank: On 12 June ..."
    colon = next((k for k, j in enumerate(kept) if lower[j] == ":" and k > 3), None)
    kept = kept if colon is None else kept[:colon]
    if kept and lower[kept[0]] in FRONTED:
        stop = next((k for k, j in enumerate(kept[:14]) if lower[j] == ","), len(kept))
        if not any(clauses.finite(j) for j in kept[:stop]) and any(clauses.finite(j) for j in kept[stop + 1 :]):
            kept = kept[stop + 1 :]  # "After the earthquake, rebels struck"
    while kept and (lower[kept[0]] in BREAKS or lower[kept[0]] in (".", "'", "'s") or lower[kept[0]] in OPENING or (
        is_adverb(lower[kept[0]]) and lower[kept[0]] not in ("all", "both", "there", "no"))):  # fmt: skip
        kept = kept[1:]
    while kept and raw[kept[0]] in ("“", '"', "``", "‘") and not any(raw[j] in ("”", "''", "’") for j in kept[1:]):
        kept = kept[1:]  # the rest of the quotation stands elsewhere
    if len(kept) > 4 and lower[kept[0]] == "the" and lower[kept[1]] in ("day", "night", "morning", "evening", "week") and raw[kept[2]][:1].isupper():
        kept = kept[2:]  # ", the day Ana Kos flew to Moscow"
    after = next((k for k, j in enumerate(kept[:7]) if lower[j] in ("after", "before") and k > 1 and lower[kept[k - 1]] in SPANS and not any(clauses.finite(x) for x in kept[:k])), None)
    if after is not None:  # "Two days after the truce collapsed", "Two days after the raid Qatar recalled its envoy"
        verb = next((k for k in range(after + 1, len(kept)) if clauses.finite(kept[k])), len(kept))
        named = next((k for k in range(after + 2, verb) if raw[kept[k]][:1].isupper() and raw[kept[k - 1]].islower()
                      and lower[kept[k - 1]] not in BEFORE_NOUNS), after + 1)  # fmt: skip
        kept = kept[named:]
    # a fronted phrase: "In a statement, the army ..."
    counts = len(kept) > 1 and (lower[kept[1]] in ("least", "most") or lower[kept[1]][:1].isdigit())  # "at least 20 people, ..."
    if kept and not counts and (lower[kept[0]] in PREPOSITIONS or lower[kept[0]] == "to" or (lower[kept[0]].endswith("ing") and clauses.told(kept[0]).form == "gerund")):
        comma = next((k for k, j in enumerate(kept[:14]) if lower[j] == ","), None)
        if comma is not None and not (lower[kept[0]].endswith("ing") and any(clauses.finite(j) for j in kept[:comma])):
            kept = kept[comma + 1 :]
    kept = [j for j in kept if not judges(clauses, j) and not (lower[j] in ("also", "then", "already", "however", "meanwhile") and lower[j] in ADVERBS | OPENING)]
    kept = [j for j in kept if not (lower[j] in ("him", "her", "them") and j and form_of(lower[j - 1])[0] in GIVES and j + 1 < len(lower) and lower[j + 1] in DETERMINERS)]  # "handed him a note"
    opened = [k for k, j in enumerate(kept) if clauses.words.raw[j] == "“"]
    if len(opened) > sum(clauses.words.raw[j] == "”" for j in kept) or (opened and lower[kept[-1]] in DANGLING):
        kept = kept[: opened[-1]]
    while kept and (lower[kept[-1]] in DANGLING or lower[kept[-1]] in BREAKS or lower[kept[-1]] in (".", "…", "!", "?", "shortly", "soon")) and not is_particle(clauses, kept[-1]):
        kept = kept[:-1]
    if len(kept) > 4 and lower[kept[-2]] in ("after", "before", "around", "about") and lower[kept[-1] + 1 : kept[-1] + 3] in (["in", "the"], ["o'clock"], ["o", "'clock"]):
        kept = kept[: -3 if lower[kept[-3]] in ("shortly", "just", "soon") else -2]  # "fell on the town shortly after five in the morning"
    if len(kept) > 4 and lower[kept[-1]] in SPANS and lower[kept[-1] + 1 : kept[-1] + 2] in (["after"], ["before"], ["later"], ["earlier"], ["since"]):
        kept = kept[:-1]  # "struck the villages two hours after the quake"
        while len(kept) > 3 and (lower[kept[-1]] in COUNTING or lower[kept[-1]].isdigit()):
            kept = kept[:-1]
        kept = kept[:-1] if lower[kept[-1]] in BREAKS or lower[kept[-1]] in DETERMINERS else kept
    if len(kept) > 4 and lower[kept[-2]] in ("and", "or") and clauses.finite(kept[-1]) and clauses.words.raw[kept[-1]].islower() and lower[kept[-1] + 1 : kept[-1] + 2] not in (["."], [",”"]):
        kept = kept[:-2]  # "condemned the raid and vowed" to do something
    if len(kept) > 4 and lower[kept[-2]] in ("and", "or") and lower[kept[-1] + 1 : kept[-1] + 2] == ["that"] and form_of(lower[kept[-1]])[1]:
        kept = kept[:-2]  # "condemned the raid and demand" that something be done
    if len(kept) > 4 and lower[kept[-2]] == "in" and lower[kept[-1]] in RETURNS and lower[kept[-1] + 1 : kept[-1] + 2] in (["for"], ["to"]):
        kept = kept[:-2]
    if len(kept) > 4 and lower[kept[-1]] in SPANS:
        comma = next((k for k in (-2, -3) if lower[kept[k]] in (",", "and")), None)
        kept = kept if comma is None else kept[:comma]  # ", a day" of "a day after the raid"
    verb = next((k for k, j in enumerate(kept) if clauses.finite(j)), 0)
    if verb > 1 and lower[kept[verb - 1]] == "," and not any(lower[j] == "," and after == j + 1 for j, after in pairwise(kept[:verb])):
        kept = [*kept[: verb - 1], *kept[verb:]]  # the comma of an apposition that is gone
    return kept


FRONTED = frozenset({"after", "before", "since", "until"})
GIVES = frozenset({"hand", "give", "send", "offer", "show", "grant", "present", "award", "deal", "lend", "pay"})
COUNTING = frozenset({"a", "an", "few", "several", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "just", "only", "some", "many"})
RETURNS = frozenset({"return", "exchange", "response", "retaliation", "reaction", "revenge"})


def judges(clauses: Clauses, j: int) -> bool:
    """Whether an adjective only colours the noun after it; what somebody is called is told ("called the part vital")."""
    return clauses.words.lower[j] in JUDGING and (not j or clauses.words.raw[j].islower()) and j + 1 < len(clauses.words) and clauses.words.raw[j + 1][:1].isalpha()


PARTICLES = {"on": {"go", "carry", "move"}, "over": {"hand", "take"}, "in": {"bring", "give", "take"}, "off": {"call", "take", "set"}}


def is_particle(clauses: Clauses, j: int) -> bool:
    """Whether the word at `j` belongs to the verb before it: "went on"."""
    return j > 0 and form_of(clauses.words.lower[j - 1])[0] in PARTICLES.get(clauses.words.lower[j], ())
