"""Persons by name: 'Judge Ana Pardo', and in text without small letters two unknown words in a row.

>>> from timeline.casualties.parse import Parse
>>> from timeline.casualties.tokens import Sentence
>>> text = "Gunmen killed Judge Ana Pardo in Lima."
>>> p = Parse(Sentence(text, 0, len(text)))
>>> group = named_at(p, 2)
>>> p.sentence.said(group.first, group.after)
'Judge Ana Pardo'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.casualties.lexicon import EFFECTS, MONTHS, NATIONALITIES, NUMBERS, STOPS, THINGS, TITLES, VICTIMS, syntax
from timeline.casualties.people import Group, dotted, plural
from timeline.casualties.quantities import Quantity

if TYPE_CHECKING:
    from timeline.casualties.objects import Objects

ADVERBS = syntax("adverbs")
PARTICLES = syntax("particles")
NOT_NAMES = syntax("not_names")
PLAIN_ENDINGS = ("tion", "tions", "sion", "sions", "ment", "ments", "able", "ible", "ous", "ively", "ally", "ness", "ity", "ities", "ism", "ship", "hood", "ing", "ical", "ful", "less")  # of words that are no names, where all letters are capitals


def names_until(parse: Objects, last: Group) -> list[Group]:
    """The person that a name tells and those of the list that it ends: 'Ana Pardo, Luis Mora and Eva Rojas'."""
    out, words = [last], parse.words
    while parse.named and out[0].first > 1:
        k = out[0].first - 1
        joined = words[k] == "and" or (words[k] == "," and len(out) > 1)
        k -= words[k] == "and" and words[k - 1] == ","
        if not joined or k < 2 or k - 1 in parse.group_of or not name_word(parse, k - 1):
            break
        earlier = name_ending(parse, k - 1)
        if earlier.after - earlier.first < 2 or not all(name_word(parse, j) for j in range(earlier.first, earlier.after)):
            break
        out.insert(0, earlier)
    return out


def named_at(parse: Objects, k: int) -> Group | None:
    """One person whose name begins at word k, after a title or with two names at least: 'Judge Ana Pardo'."""
    words, n, first = parse.words, len(parse.words), k
    office = next((j for j in range(k + 1, min(k + 4, n)) if words[j] in VICTIMS and not plural(words[j])), None)
    if office is not None and all(plain(parse, j) for j in range(k, office)):
        k = office  # "social democratic leader Ana Pardo"
    while k < n and k - first < 6:
        if words[k] in TITLES or (words[k] in VICTIMS and not plural(words[k])) or words[k] in NATIONALITIES:
            k += 1 + (words[k] in TITLES and words[k + 1 : k + 2] == ["."])
        elif dotted(words, k):
            k += 4
        else:
            break
    start = k
    while k < n and k - start < 7 and (name_word(parse, k) or initial(parse, k)):
        k += 1
    if sum(w[0].isalpha() for w in words[start:k]) < (1 if start > first else 2) or (k < n and (words[k] in VICTIMS or words[k] in THINGS)):
        return None
    return Group(first, k, Quantity(first, first, 1, 1, 1, "exact"), None, None, "name")


def plain(parse: Objects, k: int) -> bool:
    """Whether word k may be an adjective before an office: 'social democratic leader'."""
    word = parse.words[k]
    return word.isalpha() and word not in STOPS and word not in EFFECTS and word not in THINGS and word not in NUMBERS


def name_word(parse: Objects, k: int) -> bool:
    """Whether word k can be part of a person's name."""
    word = parse.words[k]
    if word == "-":
        return hyphen(parse, k)
    if word in PARTICLES and word.isalpha():
        return k + 1 < len(parse.words) and (parse.words[k + 1][0].isalpha() or hyphen(parse, k + 1))
    known = (
        word in STOPS
        or word in EFFECTS
        or word in THINGS
        or word in VICTIMS
        or word in NATIONALITIES
        or word in MONTHS
        or word in NUMBERS
        or word in ADVERBS
        or word in NOT_NAMES
    )
    if not word[0].isalpha() or len(word) < 2 or known:
        return False
    return parse.sentence.capital(k) if parse.named else not (len(word) > 5 and word.endswith(PLAIN_ENDINGS))


def hyphen(parse: Objects, k: int) -> bool:
    """Whether word k is the hyphen inside a name: 'al-Sayed'."""
    starts, ends = parse.sentence.starts, parse.sentence.ends
    inside = parse.named and parse.words[k] == "-" and 0 < k < len(parse.words) - 1
    return inside and starts[k] == ends[k - 1] and starts[k + 1] == ends[k] and parse.words[k + 1][0].isalpha()


def initial(parse: Objects, k: int) -> bool:
    """Whether word k is the initial between two names, or its point: 'Luis J. Mora'."""
    words = parse.words
    letter = k - (words[k] == ".")
    between = letter > 0 and letter + 2 < len(words) and words[letter + 1] == "."
    return between and len(words[letter]) == 1 and words[letter].isalpha() and name_word(parse, letter - 1) and name_word(parse, letter + 2)


def title_before(words: list[str], k: int) -> int:
    """The first word of a title with its point that stands before word k: 'Mr.' of 'Mr. Mora'."""
    return k - 2 if k > 1 and words[k - 1] == "." and words[k - 2] in TITLES else k


def name_ending(parse: Objects, k: int) -> Group:
    """The run of capitalised words that ends at word k, as one person."""
    first = k
    while first > 0 and (
        (parse.words[first - 1][0].isalpha() and parse.sentence.capital(first - 1) and first - 1 not in parse.group_of)
        or parse.words[first - 1] in PARTICLES
        or hyphen(parse, first - 1)
        or initial(parse, first - 1)
    ):
        first -= 1
    first = title_before(parse.words, first)
    return Group(first, k + 1, Quantity(first, first, 1, 1, 1, "exact"), None, None, "name")
