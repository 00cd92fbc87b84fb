"""Figures without an effect word of their own: 'The ministry had counted 610', 'it described 436 as civilians'.

>>> from timeline.casualties.people import groups
>>> from timeline.casualties.tokens import Sentence
>>> text = "Of these it described 436 as civilians and 435 as soldiers."
>>> s = Sentence(text, 0, len(text))
>>> [(e.group.quantity.count, e.group.role, e.part) for e in echoes(s, groups(s))]
[(436, 'civilian', True), (435, 'combatant', True)]
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from timeline.casualties.lexicon import VICTIMS, syntax
from timeline.casualties.people import Group
from timeline.casualties.tokens import Sentence

COUNTING = syntax("counting")
EARLIER = frozenset(("the day", "a day", "the week", "a week", "the previous", "days earlier", "hours earlier", "on monday", "on tuesday",
                     "on wednesday", "on thursday", "on friday", "on saturday", "on sunday"))  # fmt: skip
TALLIES = frozenset(("count", "tally", "number", "figure", "total", "estimate", "reckoning", "balance"))
QUOTES = frozenset("\"“”'‘’")
PEOPLE = frozenset(("victims", "people", "dead", "persons", "deaths", "fatalities"))
OPEN = frozenset((".", ";", ",", ")", "and", "as", "or", "but", "before"))


@dataclass(frozen=True, slots=True)
class Echo:
    """A bare number that the passage's last figure lends its effect; `part`: it counts some of that figure."""

    group: Group
    part: bool
    label: str | None
    own: bool = False  # a part of the echo before it, not of the passage's figure
    first: bool = False  # a part of the figure that the sentence before told


def apart(words: list[str], group: Group, found: list[Group]) -> bool:
    """Whether a group, or the one that its list ends in, stands before 'among them': 'ten women and six boys among them'."""
    if not group.counted or group.head is None:
        return False
    k = group.after
    following = next((g for g in found if words[k : k + 1] == ["and"] and g.first == k + 1 and g.head is not None), None)
    k = following.after if following is not None else k
    return words[k : k + 2] == ["among", "them"] or words[k : k + 1] == ["included"]


def were(sentence: Sentence, group: Group, found: list[Group]) -> Group | None:
    """Who 'Eight of them were women', 'Three were children', at the head of a sentence, says that some of a figure were."""
    words, k = sentence.words, group.after
    of_them = group.partitive and (words[k - 1] in ("them", "whom", "those") or (words[group.quantity.after : group.quantity.after + 2] == ["of", "the"] and group.head is not None and not group.unknown))
    if group.first > 1 or group.kind not in ("number", "vague") or not (of_them or (group.head is None and not group.partitive)):
        return None
    if words[k : k + 1] not in (["were"], ["are"], ["was"], ["is"]):
        return None
    noun = next((g for g in found if g.first == k + 1), None)
    return noun if noun is not None and noun.kind in ("bare", "single") and noun.head is not None and not noun.unknown else None


def given(words: list[str], first: int) -> bool:
    """Whether the words before word `first` give a figure: 'had spoken of', 'an earlier count of', 'the figure stands at'."""
    k = first - 1
    while k > 0 and words[k] in QUOTES:
        k -= 1
    before = words[max(k - 1, 0) : k + 1]
    if before in (["spoken", "of"], ["spoke", "of"], ["speaks", "of"], ["speak", "of"], ["talked", "of"], ["talk", "of"], ["admitted", "to"], ["figure", "at"]):
        return True
    counts = not TALLIES.isdisjoint(words[max(k - 5, 0) : k])
    if before[1:] == ["of"] and before[0] in TALLIES:
        return True
    return counts and (before in (["stands", "at"], ["stood", "at"], ["now", "at"], ["is", "at"]) or before[1:] in (["reached"], ["exceeds"], ["reaches"], ["exceeded"]))


def echoes(sentence: Sentence, found: list[Group]) -> list[Echo]:
    """The bare numbers of a sentence that a verb of counting gives."""
    words = sentence.words
    out: list[Echo] = []
    for group in found:
        if out and apart(words, group, found):
            out.append(Echo(group, True, sentence.said(group.quantity.after, group.after), own=True))
            continue
        noun = were(sentence, group, found)
        if noun is not None:
            out.append(Echo(replace(group, role=noun.role), True, sentence.said(noun.head or noun.first, noun.after), first=True))
            continue
        whom = group.head is not None and words[group.head] in PEOPLE and group.after - group.quantity.after == 1
        if group.kind not in ("number", "vague") or (group.head is not None and not whom) or group.unknown or group.partitive:
            continue
        k = group.after
        following = words[k] if k < len(words) else "."
        if following not in OPEN and following not in QUOTES and words[k : k + 2] != ["at", "most"] and " ".join(words[k : k + 2]) not in EARLIER:
            continue
        before = words[max(group.first - 2, 0) : group.first]
        role = VICTIMS.get(words[k + 1]) if following == "as" and k + 1 < len(words) else None
        listed = bool(out) and out[-1].part and before[-1:] == ["and"] and role is not None
        if not listed and not given(words, group.first) and (whom or group.kind == "vague" or not COUNTING.intersection(before)):
            continue
        if following == "as" and role is None:
            continue
        label = sentence.said(k + 1, k + 2) if role else None
        out.append(Echo(replace(group, role=role), role is not None, label))
    return out
