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
from timeline.casualties.people import Group, plural
from timeline.casualties.quantities import Quantity

if TYPE_CHECKING:
    from timeline.casualties.parse import Parse

ADVERBS = syntax("adverbs")
PARTICLES = syntax("particles")
NOT_NAMES = syntax("not_names")


def named_at(parse: Parse, k: int) -> Group | None:
    """One person whose name begins at word k, after a title or with two names at least: 'Judge Ana Pardo'."""
    words, n, first = parse.words, len(parse.words), k
    while (
        k < n
        and (words[k] in TITLES or (words[k] in VICTIMS and not plural(words[k])) or words[k] in NATIONALITIES)
        and k - first < 6
    ):
        k += 1
    start = k
    while k < n and k - start < 5 and name_word(parse, k):
        k += 1
    if k - start < (1 if start > first else 2) or (k < n and (words[k] in VICTIMS or words[k] in THINGS)):
        return None
    return Group(first, k, Quantity(first, first, 1, 1, 1, "exact"), None, None, "name")


def name_word(parse: Parse, k: int) -> bool:
    """Whether word k can be part of a person's name."""
    word = parse.words[k]
    if word in PARTICLES and word.isalpha():
        return k + 1 < len(parse.words) and parse.words[k + 1][0].isalpha()
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
    return word[0].isalpha() and len(word) > 1 and not known and (not parse.named or parse.sentence.capital(k))


def name_ending(parse: Parse, k: int) -> Group:
    """The run of capitalised words that ends at word k, as one person."""
    first = k
    while first > 0 and (
        (parse.words[first - 1][0].isalpha() and parse.sentence.capital(first - 1) and first - 1 not in parse.group_of)
        or parse.words[first - 1] in PARTICLES
    ):
        first -= 1
    return Group(first, k + 1, Quantity(first, first, 1, 1, 1, "exact"), None, None, "name")
