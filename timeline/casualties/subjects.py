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

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from timeline.casualties.lexicon import EFFECTS, NATIONALITIES, STOPS, THINGS, TITLES, VICTIMS
from timeline.casualties.names import NOT_NAMES, PARTICLES, initial, name_word, title_before
from timeline.casualties.parties import is_place
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
LONGEST = 12
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


def names_before(parse: Objects, verb: int, *, one: bool | None, personal: bool) -> list[Group]:
    """The persons by name whose list ends right before the verb at word `verb`: one, several, or where the verb tells
    neither, any number. A last name alone counts beside a `personal` verb where the text has told the full name before."""
    out: list[Group] = []
    words, k = parse.words, verb
    while len(out) < LONGEST and (name := run_ending(parse, k)) is not None:
        out.insert(0, name)
        k = name.first
        join = k - 1
        join -= words[join] == "and" and words[join - 1] == ","
        if k < 2 or words[k - 1] not in ("and", ",") or (words[k - 1] == "," and len(out) < 2):
            break
        k = join
    if not out or (one is True and len(out) > 1) or (one is False and len(out) < 2) or not begins(parse, out[0].first, alone=True) or governed_list(parse, out[0].first):
        return []
    alone = len(out) == 1 and out[0].after - out[0].first == 1
    if alone and (words[out[0].first - 1 : out[0].first] == ["and"] or not personal or of_place(parse, out[0].first, out[0].after)):
        return []
    return out


def governed_list(parse: Objects, first: int) -> bool:
    """Whether the names that begin at word `first` end a list that a preposition governs: 'the mayors of Oran, Setif and Blida'."""
    k = first
    while k > 1 and parse.words[k - 1] in LISTING:
        k -= 1
        k -= parse.words[k - 1] == "," and parse.words[k] == "and"
        start = k
        while k > 0 and k - 1 not in parse.group_of and name_word(parse, k - 1):
            k -= 1
        if k == start:
            return False
    return k < first and parse.words[k - 1] == "of"


def run_ending(parse: Objects, after: int) -> Group | None:
    """The name that ends before word `after`: two words of it, or a last name told in full before."""
    last = after - 1
    group = parse.group_of.get(last)
    if last < 0 or (group is not None and not group.unknown) or not name_word(parse, last) or parse.words[last] in PARTICLES:
        return None
    first = last
    while first > 0 and last - first < 7 and (name_word(parse, first - 1) or initial(parse, first - 1)) and not known(parse, first - 1):
        first -= 1
    start = title_before(parse.words, first)
    while start > 0 and titled(parse, start - 1):
        start -= 1
    if first == last and start == first and not full_name_told(parse, last):
        return None
    first = start
    return Group(first, after, Quantity(first, first, 1, 1, 1, "exact"), None, None, "name")


def known(parse: Objects, k: int) -> bool:
    """Whether word k stands in a group that is no name."""
    group = parse.group_of.get(k)
    return group is not None and not group.unknown


def full_name_told(parse: Objects, k: int) -> bool:
    """Whether the text before word k has told the last name at k behind a first name."""
    sentence = parse.sentence
    name = sentence.text[sentence.starts[k] : sentence.ends[k]]
    if len(name) < 4:
        return False
    before = sentence.text[: sentence.starts[k]]
    if parse.named and re.search(rf"(?:^|[.,;:\n]\s){re.escape(name)} (?:(?:al|el|bin|de|van)[ -])?[A-Z][a-z]{{2,}}\b", before):
        return True  # a first name, told with the last
    for found in re.finditer(rf"\b([^\W\d_][\w'’-]+)\s+{re.escape(name)}\b", before):
        first = found[1].lower()
        if found[1][0].isupper() and not any(first in table for table in (STOPS, VICTIMS, TITLES, NATIONALITIES, EFFECTS, THINGS, NOT_NAMES)):
            return True
    return False


def apposed_name(parse: Objects, verb: int) -> int | None:
    """The word after the people whose name stands between commas right before the verb: 'a guard and a nurse, Ana Pardo, died'."""
    words = parse.words
    if verb < 4 or words[verb - 1] != "," or (name := run_ending(parse, verb - 1)) is None or words[name.first - 1] != ",":
        return None
    group = parse.group_of.get(name.first - 2)
    return name.first - 1 if group is not None and group.kind in ("single", "number") and group.after == name.first - 1 else None


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
    if (after - first < 2 and start == first) or of_place(parse, first, after):
        return None
    return Group(start, after, Quantity(start, start, 1, 1, 1, "exact"), None, None, "name") if begins(parse, start, alone=alone) else None


def of_place(parse: Objects, first: int, after: int) -> bool:
    """Whether words first..after-1 name a place, in capitals as well."""
    said = parse.sentence.said(first, after)
    return is_place(said if parse.named else said.title())


def titled(parse: Objects, k: int) -> bool:
    """Whether word k is a title before a name, or the point of one: 'Judge', 'Mr.', 'union leader'."""
    word = parse.words[k]
    return word in TITLES or (word in VICTIMS and not plural(word)) or word in NATIONALITIES or (word == "." and parse.words[k - 1] in TITLES)


def begins(parse: Objects, first: int, *, alone: bool) -> bool:
    """Whether a clause may begin at word `first`."""
    return first == 0 or (first == 1 and parse.words[0][0].isdigit()) or parse.words[first - 1] in STARTS or (alone and parse.words[first - 1] in LISTING)
