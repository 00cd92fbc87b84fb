"""Groups of people in a sentence: how many, who, and their part.

>>> from timeline.casualties.tokens import Sentence
>>> text = "Gunmen shot at least 12 Malian soldiers and a farmer aged 40."
>>> [(g.quantity.count, g.role, g.kind) for g in groups(Sentence(text, 0, len(text)))]
[(None, 'perpetrator', 'bare'), (12, 'combatant', 'number'), (1, 'civilian', 'single')]
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from string import ascii_lowercase as LETTERS

from timeline.casualties.lexicon import (
    EFFECTS,
    MONTHS,
    NATIONALITIES,
    NUMBERS,
    SCALES,
    STOPS,
    THINGS,
    VAGUE_STARTS,
    VICTIMS,
    syntax,
)
from timeline.casualties.quantities import Quantity, quantity
from timeline.casualties.tokens import Sentence

WHOSE = (["its"], ["their"], ["his"], ["her"], ["our"])  # "15 of its soldiers" are no part of a figure told before
PLURALS = (
    "people",
    "men",
    "women",
    "children",
    "personnel",
    "staff",
    "police",
    "troops",
    "crew",
    "elderly",
    "lives",
    "population",
)
NOBODY = frozenset({"nobody", "none"})
SINGLE = syntax("single")
AGAIN = syntax("again")
OWNED = frozenset({"of the", "of these", "of those", "of its", "of their", "of his", "of her", "of our"})
SUSPECTED = frozenset(
    {"suspected", "alleged", "accused", "presumed", "armed", "named", "identified", "living", "working"}
)
INDEFINITE = frozenset({"a", "an", "one", "another"})
PERSON_ENDINGS = ("er", "or", "ist", "man", "woman", "ian", "ant", "ee", "al", "iff", "chief", "cian")
LIVING = frozenset({"living", "remaining", "surviving", "wounded", "injured"})
DEEDS = frozenset(word for word, uses in EFFECTS.items() if {form for form, _ in uses} <= {"act_noun", "base"})
TOTAL_OF = ("total", "figure", "group", "maximum", "minimum")
COUNTERS = frozenset({*NUMBERS, *VAGUE_STARTS, *SCALES, "a", "an", "half", "quarter", "both"})
STARTERS = frozenset(
    {*NUMBERS, *VAGUE_STARTS, *SCALES, *NOBODY, *SINGLE, *VICTIMS, "a", "an", "half", "quarter", "both", "no", "zero"}
)
ADJECTIVES = frozenset(("national", "private", "minor", "official", "individual", "male", "female"))
CAPTIVE = frozenset(("hostage", "captive", "prisoner"))
KNOWING = frozenset(("knows", "knew", "can", "could", "claimed", "believes", "will", "would"))
AGED = frozenset(("boy", "girl", "child", "son", "daughter", "woman", "man", "brother", "sister", "baby"))
SPANS = frozenset(("night", "week", "month", "year", "evening", "morning", "afternoon", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
REACH = 7
ORDINALS = frozenset(("second", "third", "fourth", "fifth", "sixth"))
ORDINAL_ENDS = frozenset((".", ",", ";", "was", "is", "has", "had", "and", "in", "who", "at", "on", "when", "while"))
NUMBERED = frozenset(("$", "€", "£", "aged", "age", "ages", "resolution", "no", "number", "article", "chapter", "section", "channel", "route", "flight", "#", "_", "@"))
UNITS = frozenset(("/", ":", "°", "%", "thirds", "third", "quarters", "fifths", "tenths"))


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """People in words first..after-1; `kind` says how they are counted: number, vague, zero, single (one named by a
    singular noun), name (one named person) or bare (a plural without number). A partitive counts some of a group
    that the text told before ("three of them"); `whole` is the number it is taken from ("20 of the 48 hostages")."""

    first: int
    after: int
    quantity: Quantity
    head: int | None
    role: str | None
    kind: str
    unknown: bool = False
    side: str | None = None
    partitive: bool = False
    whole: Quantity | None = None

    @property
    def counted(self) -> bool:
        return self.kind != "bare"


def plural(word: str) -> bool:
    return (word.endswith("s") and not word.endswith("ss")) or word.endswith(PLURALS)


def groups(sentence: Sentence) -> list[Group]:
    """The groups of a sentence, left to right; they never overlap."""
    words = sentence.words
    found: list[Group] = []
    after = 0
    for i in [i for i, word in enumerate(words) if word in STARTERS or (word[0] not in LETTERS and word[0].isdigit())]:
        if i < after:
            continue
        word = words[i]
        group = None
        if word in COUNTERS or word[0].isdigit():
            group = counted(sentence, i)
        if group is None and (word in ("no", "zero") or word in NOBODY):
            group = nobody(sentence, i)
        if group is None and word in SINGLE and (word in INDEFINITE or noun_near(words, i)):
            group = single(sentence, i)
        if group is None and word in VICTIMS:
            group = bare(sentence, i)
        if group is not None:
            found.append(group)
            after = group.after
    return found


def noun_near(words: list[str], i: int) -> bool:
    """Whether a noun that may be a person stands close behind word i; spares the most common word a longer look."""
    return any(map(_may_be_a_person, words[i + 1 : i + 2 + REACH])) or words[i + 1 : i + 2] == ["third"]


@lru_cache(maxsize=100_000)
def _may_be_a_person(word: str) -> bool:
    return word in VICTIMS or word.endswith(PERSON_ENDINGS)


def counted(sentence: Sentence, i: int) -> Group | None:
    """A number or a vague number and the noun behind it, unless it counts no people."""
    words = sentence.words
    q = quantity(words, i)
    if q is None or rate(words, q) or (q.first > 1 and words[q.first - 1] == "in" and words[q.first - 2] in NUMBERS and (q.count or 99) <= 10 and words[q.after : q.after + 1] == ["of"]) or not_people(sentence, q, i) or superlative(words, q):
        return None
    partitive = (words[q.after : q.after + 1] == ["of"] and words[q.after + 1 : q.after + 2] not in WHOSE) or words[max(q.first - 2, 0) : q.first] == ["of", "which"]
    head, after, thing, unknown = noun(sentence, q.after)
    if thing or ((unknown or head is None) and words[q.first - 1 : q.first] == ["the"] and year(words, q)):
        return None  # "the 1991 Gulf War"
    if (
        q.count == 1
        and words[i] == "one"
        and not partitive
        and head is None
        and after == q.after
        and words[i - 1 : i] == ["no"]
    ):
        return None
    kind = "vague" if q.bound == "vague" else "zero" if q.count == 0 else "number"
    if head is not None and not unknown and kind == "number" and paired(words, after, q.first):
        both = role(words, head) if role(words, after + 1) in (None, role(words, head)) else None
        return Group(q.first, after + 2, q, after + 1, both, kind, False, side(words, q.after, after))
    first = q.first
    while first and words[first - 1] in AGAIN and q.first - first < 2:
        first -= 1
    if first > 1 and words[first - 1] == "of" and words[first - 2] in TOTAL_OF:
        first -= 2
    if first and words[first] in ("further", "additional", *TOTAL_OF) and words[first - 1] in ("a", "an", "the"):
        first -= 1
    whole = None
    if partitive and words[q.after + 1 : q.after + 2] in (["the"], ["those"], ["these"]) and q.after + 2 < len(words):
        k = past_bound(words, q.after + 2)
        whole = quantity(words, k) if words[k][0].isdigit() or words[k] in NUMBERS else None
        after = max(after, whole.after) if whole is not None else after  # "35 of the 87 who remain"
    return Group(first, after, q, head, role(words, head), kind, unknown, side(words, q.after, after), partitive, whole)


def year(words: list[str], q: Quantity) -> bool:
    return q.bound == "exact" and q.count is not None and 1900 <= q.count <= 2099 and words[q.first].isdecimal()


def rate(words: list[str], q: Quantity) -> bool:
    """'nine out of ten', 'one in three': a share, not a number of people."""
    link = words[q.after : q.after + 3]
    if q.first > 2 and words[q.first - 2 : q.first] == ["out", "of"] and words[q.first - 3] in NUMBERS:
        return True
    return (link[:2] == ["out", "of"] and len(link) > 2 and link[2] in NUMBERS) or (
        link[:1] == ["in"] and len(link) > 1 and link[1] in NUMBERS and (q.count or 99) < NUMBERS[link[1]] <= 10
    )


def paired(words: list[str], k: int, first: int) -> bool:
    """Whether a second noun shares the number in words first..k-1: '40 patients and companions had been killed'."""
    second = words[k + 1 : k + 3]
    if words[k : k + 1] != ["and"] or len(second) < 2 or second[0] in THINGS or second[0] in NUMBERS:
        return False
    plain = second[0].isalpha() and second[0] not in STOPS and second[0] not in EFFECTS and second[0] not in VAGUE_STARTS
    return plain and plural(second[0]) and (
        second[1] in ("who", "in", "at", "from", ".")
        or (second[1] in ("had", "have", "were", "are") and (first == 0 or words[first - 1] not in EFFECTS))
    )


def past_bound(words: list[str], k: int) -> int:
    """The word behind a bound at word k: '120 of the estimated 300 inhabitants'."""
    return k + 1 if k + 1 < len(words) and words[k] in ("estimated", "some", "about", "roughly", "nearly") else k


def superlative(words: list[str], q: Quantity) -> bool:
    """'one of the bloodiest', 'one of the most violent': a rank, not a person."""
    if q.count != 1 or words[q.after : q.after + 2] not in (["of", "the"], ["of", "its"], ["of", "their"]):
        return False
    ranked = words[q.after + 2 : q.after + 3]
    return bool(ranked) and (ranked[0] in ("most", "worst", "best", "top", "few") or (len(ranked[0]) > 5 and ranked[0].endswith("est")))


def nobody(sentence: Sentence, i: int) -> Group | None:
    """'nobody', 'no one', 'no civilians': a group of none; before 'casualties' it stays for the word of effect."""
    words = sentence.words
    if (words[i] in NOBODY and words[i + 1 : i + 2] and words[i + 1] in KNOWING) or (words[i + 1 : i + 2] == ["one"] and words[i + 2 : i + 3] and words[i + 2] in KNOWING):
        return None
    if words[i] in NOBODY or words[i + 1 : i + 2] == ["one"]:
        after = i + (2 if words[i] == "no" else 1)
        return Group(i, after, Quantity(i, after, 0, 0, 0, "exact"), None, None, "zero")
    head, after, thing, unknown = noun(sentence, i + 1)
    if thing or unknown or (head is None and not (i + 1 < len(words) and words[i + 1] in EFFECTS)):
        return None
    return Group(i, max(after, i + 1), Quantity(i, i + 1, 0, 0, 0, "exact"), head, role(words, head), "zero")


def single(sentence: Sentence, i: int) -> Group | None:
    """'a farmer', 'the customs officer', 'his wife': one person; a bare group where the noun is a plural."""
    words = sentence.words
    if words[i] in ("a", "the") and words[i + 1 : i + 2] and words[i + 1] in ORDINALS and (i + 2 == len(words) or words[i + 2] in ORDINAL_ENDS or words[i + 2] in EFFECTS):
        return Group(i, i + 2, Quantity(i, i + 2, 1, 1, 1, "exact"), None, None, "single")  # "arrested a third"
    head, after, thing, unknown = noun(sentence, i + 1)
    if (
        head is None
        and words[i] == "another"
        and (i + 1 == len(words) or words[i + 1] in STOPS or words[i + 1] in EFFECTS or not words[i + 1][0].isalnum())
    ):
        return Group(i, i + 1, Quantity(i, i + 1, 1, 1, 1, "exact"), None, None, "single")
    if head is None or thing:
        return None
    if unknown and (plural(words[head]) or not (words[i] in ("a", "an") or words[head].endswith(PERSON_ENDINGS))):
        return None
    if unknown and words[head + 1 : head + 2] == ["of"]:
        return None
    if words[head] in AGED and words[after : after + 1] == ["of"] and words[after + 1 : after + 2] and words[after + 1].isdecimal() and len(words[after + 1]) < 3:
        after += 2  # "a woman of 77"
    kind = "bare" if plural(words[head]) else "single"
    count = None if kind == "bare" else 2 if words[head] == "couple" else 1
    return Group(i, after, Quantity(i, i + 1, count, count, count, "exact"), head, role(words, head), "number" if count == 2 else kind, unknown,
                 side(words, i + 1, after))  # fmt: skip


def bare(sentence: Sentence, i: int) -> Group:
    """A noun of people without a number; a singular one that goes on with a list ('his wife, son') is one person."""
    head, after, _, _ = noun(sentence, i)
    words = sentence.words
    listed = i > 0 and words[i - 1] in (",", "and") and head is not None and not plural(words[head])
    if i > 0 and head is not None and not plural(words[head]) and words[i - 1].endswith(("'s", "’s")) and sentence.capital(i - 1):
        return Group(i - 1, after, Quantity(i - 1, i, 1, 1, 1, "exact"), head, role(words, head), "single",
                     False, side(words, i, after))  # fmt: skip
    count = 1 if listed else None
    return Group(i, after, Quantity(i, i, count, count, count, "exact"), head, role(words, head), "listed" if listed else "bare",
                 False, side(words, i, after))  # fmt: skip


def noun(sentence: Sentence, i: int) -> tuple[int | None, int, bool, bool]:
    """From word i on: the head noun of people, the word after it, whether it is a thing, whether it is unknown."""
    words = sentence.words
    n = len(words)
    k, last = i, None
    if words[k : k + 1] == ["of"] and k + 1 < n:
        if words[k + 1] in ("whom", "them", "which"):
            return None, k + 2, False, False
        if f"of {words[k + 1]}" in OWNED:
            k = past_bound(words, k + 2)
            if k < n and (words[k] in NUMBERS or words[k][0].isdigit()):
                k += 1
    start = k
    while k < n and k - start < REACH:
        word = words[k]
        if word == "u" and dotted(words, k):
            k += 4  # "two U.S. citizens"
            continue
        if word in ADJECTIVES and k + 1 < n and words[k + 1].isalpha() and words[k + 1] not in STOPS and words[k + 1] not in EFFECTS:
            k += 1  # "the national police", "a minor clash"
            continue
        if word in VICTIMS:
            if k + 1 < n and words[k + 1] in VICTIMS and not (plural(word) and words[k + 1] in CAPTIVE):
                k += 1
                continue
            if (
                words[k + 1 : k + 2] == ["and"]
                and VICTIMS[word] in ("child", "women")
                and k + 2 < n
                and VICTIMS.get(words[k + 2]) in ("child", "women")
            ):
                return k + 2, k + 3, False, False
            if (
                k + 2 < n
                and words[k + 2] in VICTIMS
                and words[k + 1].isalpha()
                and words[k + 1] not in STOPS
                and words[k + 1] not in EFFECTS
            ):
                k += 2
                continue
            return k, past_compound(words, k), False, False
        if k == start and word in ("last", "this", "late", "early") and k + 1 < n and words[k + 1] in SPANS:
            break  # "up from 18 last night"
        if word in THINGS:
            if k + 1 < n and words[k + 1] in VICTIMS:
                k += 1
                continue
            if words[k + 1 : k + 2] == ["-"]:
                k += 2
                continue
            return None, k, True, False
        if (word[0].isdigit() or word in NUMBERS) and words[k + 1 : k + 2] in (["-"], ["year"], ["month"], ["day"], ["week"]) and "old" in words[k + 1 : k + 5]:
            k = words.index("old", k) + 1
            continue
        if word == "and" and k > start and (words[k - 1] == "-" or joint(words, k)):
            k += 1
            continue
        if word == "-" and sentence.starts[k] > sentence.ends[k - 1]:
            break  # "rises to 16 - mayor"
        if (word in SUSPECTED and k == start) or (word in LIVING and k + 1 < n and words[k + 1] in VICTIMS):
            k += 1
            continue
        if word in NATIONALITIES and words[k + 1 : k + 2] == ["and"] and k + 2 < n and words[k + 2] in NATIONALITIES:
            k, last = k + 3, k + 2
            continue
        if words[i] == "of" and word.endswith("ed") and word in EFFECTS and k + 1 < n and words[k + 1] in VICTIMS:
            k += 1  # "twelve of the 30 kidnapped students"
            continue
        if word in DEEDS and k + 1 < n and words[k + 1] in VICTIMS:
            k += 1
            continue
        if (
            word in STOPS
            or word in EFFECTS
            or word in NUMBERS
            or word[0].isdigit()
            or (not word[0].isalpha() and word not in "-’'\"“")
        ):
            break
        if word not in "-’'\"“" and not (word.endswith("ly") and len(word) > 4):  # "12 severely"
            last = k
        k += 1
    if last is None:
        return None, i, False, False
    return last, last + 1, False, words[last] not in NATIONALITIES


def past_compound(words: list[str], k: int) -> int:
    """The word after a noun of people at word k, with what a hyphen joins to it: 'passers-by', 'daughters-in-law'."""
    for tail in (["-", "by"], ["-", "in", "-", "law"], ["-", "general"], ["-", "at", "-", "arms"]):
        if words[k + 1 : k + 1 + len(tail)] == tail:
            return k + 1 + len(tail)
    return k + 1


def dotted(words: list[str], k: int) -> bool:
    """Whether 'U.S.', 'U.N.' or 'U.K.' stands at word k with a word behind it."""
    return words[k] == "u" and words[k + 1 : k + 2] == ["."] and words[k + 2 : k + 3] in (["s"], ["n"], ["k"]) and words[k + 3 : k + 4] == ["."] and words[k + 4 : k + 5] != []


def joint(words: list[str], k: int) -> bool:
    """Whether 'and' at word k joins two words that say what workers they are: '163 health and rescue workers'."""
    back, ahead = words[k - 1], words[k + 1 : k + 3]
    plain = back.isalpha() and back not in VICTIMS and back not in EFFECTS and back not in STOPS and not plural(back)
    return plain and len(ahead) == 2 and ahead[0].isalpha() and ahead[0] not in VICTIMS and ahead[0] not in STOPS and VICTIMS.get(ahead[1]) is not None


def not_people(sentence: Sentence, q: Quantity, i: int) -> bool:
    """An age, a year, a sum of money, a share, a calibre, an hour, a day of a month, a part of a word."""
    words = sentence.words
    n = len(words)
    before = words[q.first - 1] if q.first else ""
    following = words[q.after] if q.after < n else ""
    if (
        following in ("-", "–")
        and q.after + 1 < n
        and words[q.after + 1].isalpha()
        and sentence.starts[q.after] == sentence.ends[q.after - 1]
    ):
        return True
    if before in NUMBERED:
        return True
    if before in ("and", ",") and "aged" in words[max(q.first - 5, 0) : q.first]:
        return True
    if before in ("-", "/", ".", "_", ":") and sentence.ends[q.first - 1] == sentence.starts[q.first]:
        return True
    if before == "(" and following == ")":
        return True
    if before == "of" and q.first > 1 and q.bound == "exact" and (q.count or 999) < 110 and words[q.first].isdecimal() and following not in VICTIMS and words[q.first - 2] in AGED:
        return True  # "a woman of 77"
    if before.isalpha() and words[q.first][0].isdigit() and sentence.ends[q.first - 1] == sentence.starts[q.first] and sentence.said(q.first - 1, q.first).isupper():
        return True  # "flight KX17"
    owned = following in THINGS and words[q.after + 1 : q.after + 2] and words[q.after + 1] in VICTIMS  # "two suicide bombers"
    if (following in THINGS and not owned) or following in UNITS:
        return True
    dated = q.first > 1 and words[q.first - 2].isdecimal() and (q.count or 0) < 100  # "12 DEC 89"
    many = (q.count or 0) > 31 and not dated and (len(words[q.first]) < 5 or "," in words[q.first]) and not 1000 <= (q.count or 0) <= 2999 and (following in VICTIMS or following == "of")
    named_day = before in MONTHS and not many and not (following in VICTIMS and (not words[q.first][0].isdigit() or words[max(q.first - 2, 0) : q.first - 1] == ["in"]))
    if named_day or following in MONTHS or (before == "." and q.first > 1 and words[q.first - 2] in MONTHS):
        return True  # "On Aug. 5, eight people died"
    if before == "," and following in (",", ")", ";", ".") and q.bound == "exact" and 0 < (q.count or 0) < 110:
        person = q.first > 1 and (sentence.capital(q.first - 2) or words[q.first - 2] in AGED)
        if person or (following != "." and (q.count or 0) >= 10):
            return True
    if (
        before in ("at", "around", "about")
        and q.first == i
        and len(words[i]) == 4
        and words[i].isdecimal()
        and following not in VICTIMS
    ):
        return True
    if q.bound == "exact" and q.count and 1900 <= q.count <= 2099 and words[i].isdecimal() and len(words[i]) == 4:
        return before in (
            "in",
            "since",
            "of",
            "until",
            "by",
            "from",
            ",",
            "during",
            "early",
            "late",
            "mid",
        ) or following in (",", ".", "")
    return False


def role(words: list[str], head: int | None) -> str | None:
    """The part that the head noun plays; two words first ('aid workers')."""
    if head is None:
        return None
    pair = f"{words[head - 1]} {words[head]}" if head else ""
    return VICTIMS.get(pair) or VICTIMS.get(words[head])


def side(words: list[str], first: int, after: int) -> str | None:
    for w in words[first:after]:
        if w in NATIONALITIES:
            return w
    return None
