"""Groups of people in a sentence: how many, who, and their part.

    >>> from timeline.casualties.tokens import Sentence
    >>> text = "Gunmen shot at least 12 Malian soldiers and a farmer aged 40."
    >>> [(g.quantity.count, g.role, g.kind) for g in groups(Sentence(text, 0, len(text)))]
    [(None, 'perpetrator', 'bare'), (12, 'combatant', 'number'), (1, 'civilian', 'single')]
"""

from __future__ import annotations

from dataclasses import dataclass

from timeline.casualties.lexicon import EFFECTS, NATIONALITIES, NUMBERS, SCALES, STOPS, THINGS, VAGUE_STARTS, VICTIMS
from timeline.casualties.quantities import Quantity, quantity
from timeline.casualties.tokens import Sentence

PLURALS = ("people", "men", "women", "children", "personnel", "staff", "police", "troops", "crew", "elderly", "lives", "youths", "population", "wives")
NOBODY = frozenset({"nobody", "none"})
SINGLE = frozenset({"a", "an", "one", "the", "his", "her", "their", "its", "another", "this", "that"})
MONTHS = frozenset("january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec".split())  # fmt: skip
REACH = 7


@dataclass(frozen=True, slots=True)
class Group:
    """People in words first..after-1; `kind` says how they are counted: number, vague, zero, single (one named by a
    singular noun) or bare (a plural without number)."""

    first: int
    after: int
    quantity: Quantity
    head: int | None
    role: str | None
    kind: str
    unknown: bool = False
    side: str | None = None

    @property
    def counted(self) -> bool:
        return self.kind != "bare"


def plural(word: str) -> bool:
    return (word.endswith("s") and not word.endswith("ss")) or word.endswith(PLURALS)


def groups(sentence: Sentence) -> list[Group]:
    """The groups of a sentence, left to right; they never overlap."""
    words, n = sentence.words, len(sentence)
    found: list[Group] = []
    i = 0
    while i < n:
        word = words[i]
        group = None
        if word[0].isdigit() or word in NUMBERS or word in VAGUE_STARTS or word in SCALES or word in ("a", "an", "half"):
            group = counted(sentence, i)
        if group is None and word in ("no", "zero"):
            group = nobody(sentence, i)
        if group is None and (word in NOBODY or (word == "no" and words[i + 1 : i + 2] == ["one"])):
            after = i + (2 if word == "no" else 1)
            group = Group(i, after, Quantity(i, after, 0, 0, 0, "exact"), None, None, "zero")
        if group is None and word in SINGLE:
            group = single(sentence, i)
        if group is None and word in VICTIMS:
            group = bare(sentence, i)
        if group is None:
            i += 1
            continue
        found.append(group)
        i = max(group.after, i + 1)
    return found


def counted(sentence: Sentence, i: int) -> Group | None:
    """A number or a vague number and the noun behind it, unless it counts no people."""
    words = sentence.words
    q = quantity(words, i)
    if q is None or not_people(words, q, i):
        return None
    head, after, thing, unknown = noun(sentence, q.after)
    if thing:
        return None
    if q.count == 1 and words[i] == "one" and head is None and words[q.after : q.after + 1] == ["of"]:
        return None
    kind = "vague" if q.bound == "vague" else "zero" if q.count == 0 else "number"
    return Group(q.first, after, q, head, role(words, head), kind, unknown, side(words, q.after, after))


def nobody(sentence: Sentence, i: int) -> Group | None:
    """'no casualties' stays for the word of effect; 'no civilians' is a group of none."""
    head, after, thing, unknown = noun(sentence, i + 1)
    if thing or unknown or (head is None and sentence.words[i + 1 : i + 2] and sentence.words[i + 1] not in EFFECTS):
        return None
    return Group(i, max(after, i + 1), Quantity(i, i + 1, 0, 0, 0, "exact"), head, role(sentence.words, head), "zero")


def single(sentence: Sentence, i: int) -> Group | None:
    """'a farmer', 'the customs officer', 'his wife': one person."""
    head, after, thing, unknown = noun(sentence, i + 1)
    words = sentence.words
    if head is None or thing or unknown:
        return None
    kind = "bare" if plural(words[head]) else "single"
    count = 1 if kind == "single" else None
    return Group(i, after, Quantity(i, i + 1, count, count, count, "exact"), head, role(words, head), kind, False, side(words, i + 1, after))


def bare(sentence: Sentence, i: int) -> Group:
    head, after, _, _ = noun(sentence, i)
    return Group(i, after, Quantity(i, i, None, None, None, "exact"), head, role(sentence.words, head), "bare", False, side(sentence.words, i, after))


def noun(sentence: Sentence, i: int) -> tuple[int | None, int, bool, bool]:
    """From word i on: the head noun of people, the word after it, whether it is a thing, whether it is unknown."""
    words, n = sentence.words, len(sentence)
    k, head, last = i, None, None
    if words[k : k + 1] == ["of"] and words[k + 1 : k + 2] and words[k + 1] in ("the", "these", "those", "its", "their", "his", "whom", "them"):
        k += 2
        if words[k - 1] in ("whom", "them"):
            return None, k, False, False
    while k < n and k - i < REACH:
        word = words[k]
        if word in VICTIMS:
            head = k
            if words[k + 1 : k + 2] and (words[k + 1] in VICTIMS):
                k += 1
                continue
            if words[k + 1 : k + 2] == ["and"] and words[k + 2 : k + 3] and VICTIMS.get(words[k + 2]) in ("child", "women") and VICTIMS[word] in ("child", "women"):
                head = k + 2
            return head, head + 1, False, False
        if word in THINGS:
            if words[k + 1 : k + 2] and words[k + 1] in VICTIMS:
                k += 1
                continue
            return None, k, True, False
        if word in STOPS or word in EFFECTS or word[0].isdigit() or (not word[0].isalpha() and word not in "-’'\""):
            break
        last = k
        k += 1
    if last is None:
        return None, i, False, False
    return last, last + 1, False, True


def not_people(words: list[str], q: Quantity, i: int) -> bool:
    """An age, a year, a sum of money, a share, a calibre, an hour, a day of a month."""
    n = len(words)
    before = words[q.first - 1] if q.first else ""
    following = words[q.after] if q.after < n else ""
    if following in ("-", "–") and q.after + 1 < n and words[q.after + 1].isalpha():
        return True
    if before in ("$", "€", "£", "aged", "age", "ages", "resolution", "no", "number", "article", "chapter", "section", "-", ".", "/", "#"):
        return before not in "-" or not (q.first > 1 and words[q.first - 2].isspace())
    if following in THINGS or following in ("/", ":", "°"):
        return True
    if before in MONTHS or following in MONTHS:
        return True
    if q.bound == "exact" and q.count and 1900 <= q.count <= 2099 and words[i].isdecimal() and len(words[i]) == 4:
        return before in ("in", "since", "of", "until", "by", "from", ",", "during", "early", "late", "mid") or following in (",", ".", "")
    return False


def role(words: list[str], head: int | None) -> str | None:
    """The part that the head noun plays; two words first ('aid workers')."""
    if head is None:
        return None
    pair = f"{words[head - 1]} {words[head]}" if head else ""
    return VICTIMS.get(pair) or VICTIMS.get(words[head])


def side(words: list[str], first: int, after: int) -> str | None:
    return next((w for w in words[first:after] if w in NATIONALITIES), None)
