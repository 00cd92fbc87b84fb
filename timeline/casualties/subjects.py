"""Whom a verb in the singular is about, past what stands aside between the two.

>>> from timeline.casualties.parse import Parse
>>> from timeline.casualties.tokens import Sentence
>>> text = "Ana Pardo, who led the inquiry, was shot dead."
>>> p = Parse(Sentence(text, 0, len(text)))
>>> group = past_asides(p, p.words.index("was"))
>>> p.sentence.said(group.first, group.after)
'Ana Pardo'
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from timeline.casualties.lexicon import NATIONALITIES, STOPS, TITLES, VICTIMS
from timeline.casualties.names import initial, name_word, title_before
from timeline.casualties.people import Group, plural
from timeline.casualties.quantities import Quantity

if TYPE_CHECKING:
    from timeline.casualties.objects import Objects

BRACKETS = {")": "(", "]": "["}
OPENERS = frozenset(("a", "an", "the", "who", "whose", "whom", "which", "aged", "age", "former", "one", "son", "daughter", "wife", "brother", "sister",
                     "leader", "head", "chief", "director", "president", "secretary", "member", "owner", "editor", "known", "alias", "identified"))  # fmt: skip
SEVERAL = frozenset(("were", "are", "have"))
ONE = frozenset(("was", "is", "has"))
STARTS = frozenset((";", ":", ".", "-", "—", "–", "]", ")", "that", "but", "when", "while", "after", "where", "because", "as", "how"))
LISTING = frozenset((",", "and"))  # what stands behind them may end a list, where the verb does not tell one from several
QUOTES = frozenset("\"“”")
REACH = 45  # words of an aside


def past_asides(parse: Objects, verb: int) -> Group | None:
    """The one person that stands before the comma, dash or bracket behind which the verb at word `verb` goes on; None
    where the verb follows its subject at once, is one of several, or no person can be told."""
    if parse.words[verb] in SEVERAL:
        return None
    k, aside = verb, False
    while k > 0 and (end := before_bracket(parse, k)) is not None:
        k, aside = end, True
    words = parse.words
    if k > 0 and words[k - 1] == ",":
        for j in range(k - 2, max(k - REACH, 0), -1):
            if words[j] in ";:" or (words[j] == "." and len(words[j - 1]) > 3):
                return None
            if words[j] == "," and opens(parse, j + 1) and sum(w in QUOTES for w in words[j:k]) % 2 == 0:
                found = person_ending(parse, j, alone=words[verb] in ONE)
                if found is not None:
                    return told_by(parse, found, parse.starts.get(j + 1))
        return None
    return person_ending(parse, k, alone=words[verb] in ONE) if aside else None


def told_by(parse: Objects, person: Group, noun: Group | None) -> Group:
    """A person by name, or by the noun behind it where that tells a part or a side: 'Ana Pardo, a judge', 'leader of the group'."""
    if noun is None or noun.kind not in ("single", "listed") or person.kind != "name":
        return person
    if noun.kind == "single" and (noun.role or noun.side or parse.words[noun.after : noun.after + 1] == ["of"]):
        return noun
    return replace(person, role=noun.role)


def before_bracket(parse: Objects, k: int) -> int | None:
    """The word after which a bracket, or an aside between dashes, that ends at word k - 1 opened."""
    words, last = parse.words, parse.words[k - 1]
    if last in BRACKETS:
        return next((j for j in range(k - 2, max(k - REACH, 0), -1) if words[j] == BRACKETS[last]), None)
    if last in ("—", "–") or (last == "-" and words[k - 2] == "-"):
        width = 2 if last == "-" else 1
        mark = words[k - width : k]
        return next((j for j in range(k - 2 * width, max(k - REACH, 0), -1) if words[j : j + width] == mark), None)
    return None


def opens(parse: Objects, k: int) -> bool:
    """Whether an aside about a person may begin at word k: 'a judge', 'who led', '34', 'leader of'."""
    word = parse.words[k]
    office = word.isalpha() and word not in STOPS and "of" in parse.words[k + 1 : k + 3]  # "coordinator of the union"
    return office or word in OPENERS or (word.isdecimal() and len(word) < 3) or (word in VICTIMS and not plural(word))


def person_ending(parse: Objects, after: int, *, alone: bool) -> Group | None:
    """The one person whose name or noun ends before word `after` and begins a clause; `alone` says that it can end no list."""
    words = parse.words
    while after > 0 and (end := before_bracket(parse, after)) is not None:
        after = end
    last = after - 1
    if last < 0:
        return None
    group = parse.group_of.get(last)
    if group is not None and group.kind == "single" and group.after == after and not (group.unknown and words[group.first] == "that"):
        return group if begins(parse, group.first, alone=alone) else None
    if (group is not None and not group.unknown) or not name_word(parse, last):
        return None
    first = last
    while first > 0 and (name_word(parse, first - 1) or initial(parse, first - 1)):
        first -= 1
    first = title_before(words, first)
    start = first
    while start > 0 and titled(parse, start - 1):
        start -= 1
    if after - first < 2 and start == first:
        return None
    return Group(start, after, Quantity(start, start, 1, 1, 1, "exact"), None, None, "name") if begins(parse, start, alone=alone) else None


def titled(parse: Objects, k: int) -> bool:
    """Whether word k is a title before a name, or the point of one: 'Judge', 'Mr.', 'union leader'."""
    word = parse.words[k]
    return word in TITLES or (word in VICTIMS and not plural(word)) or word in NATIONALITIES or (word == "." and parse.words[k - 1] in TITLES)


def begins(parse: Objects, first: int, *, alone: bool) -> bool:
    """Whether a clause may begin at word `first`."""
    return first == 0 or parse.words[first - 1] in STARTS or (alone and parse.words[first - 1] in LISTING)
