"""Whose and where: the side of the victims, who holds them, and the place.

>>> from timeline.casualties.tokens import Sentence
>>> text = "Nine Malian soldiers were killed by JNIM militants in Boni."
>>> s = Sentence(text, 0, len(text))
>>> sides(s, 0, 3), place(s, 4)
('Malian', 'Boni')
"""

from __future__ import annotations

from timeline.casualties.lexicon import MONTHS, NATIONALITIES, STOPS, TABLE, syntax
from timeline.casualties.parties import holds, side_of_words
from timeline.casualties.tokens import Sentence

CUSTODY = frozenset(TABLE["custody"]["words"])
ENDS = syntax("ends")
NEAR = 12
TOWN = frozenset(("city", "town", "village", "district", "province", "region", "state", "camp", "suburb", "area", "neighbourhood", "neighborhood", "territory", "commune"))
TIMES = frozenset(TABLE["times"]["words"])
FRONTS = frozenset(("front", "axis", "frontline", "road", "highway", "border"))
KEEPERS = frozenset(("ministry", "authorities", "officials", "government", "office", "administration", "court", "headquarters", "embassy", "spokesman",
                     "spokeswoman", "command", "mission", "based"))  # "the health ministry in Gaza said"
OFFICES = (["foreign", "secretary"], ["foreign", "minister"], ["foreign", "ministers"], ["foreign", "ministry"])


def sides(sentence: Sentence, first: int, after: int) -> str | None:
    """The nations or peoples that words first..after-1 name, as written."""
    named = [sentence.said(k, k + 1) for k in range(first, after)
             if sentence.words[k] in NATIONALITIES and sentence.words[k : k + 2] not in OFFICES]  # fmt: skip
    named = [name[:-1] if name.lower().endswith("s") and name[:-1].lower() in NATIONALITIES else name for name in named]
    return " and ".join(dict.fromkeys(named)) or None


def both_sides(sentence: Sentence) -> tuple[str, str] | None:
    """The two parties of 'between Tehran and Washington'."""
    words = sentence.words
    for k, word in enumerate(words):
        if word == "between" and k + 3 < len(words):
            joint = next((j for j in range(k + 2, min(k + 6, len(words))) if words[j] == "and"), None)
            if joint is not None and words[joint + 1 : joint + 2] == ["the"]:
                joint += 1
            if joint is not None and joint + 1 < len(words) and sentence.capital(k + 1) and sentence.capital(joint + 1):
                end = joint + 2
                while (
                    end < len(words) and sentence.capital(end) and words[end] not in STOPS and words[end] not in MONTHS
                ):
                    end += 1
                return sentence.said(k + 1, joint - (words[joint] == "the")), sentence.said(joint + 1, end)
    return None


def swappers(sentence: Sentence, verb: int) -> tuple[str, str] | None:
    """The two parties of 'Chad and Niger swapped', where such a verb is word `verb`."""
    words, k = sentence.words, verb - 1
    while k > 0 and (words[k] in STOPS or words[k] == "each" or not words[k][0].isalpha()) and words[k] != "and":
        k -= 1
    if k < 2 or "and" not in words[max(k - 4, 0) : k] or not sentence.capital(k):
        return None
    joint = next(j for j in range(k - 1, -1, -1) if words[j] == "and")
    first = joint
    while first > 0 and words[first - 1][0].isalpha() and sentence.capital(first - 1):
        first -= 1
    named = all(sentence.capital(j) for j in range(joint + 1, k + 1)) and first < joint
    return (sentence.said(first, joint), sentence.said(joint + 1, k + 1)) if named else None


def holder(sentence: Sentence, after: int) -> str | None:
    """Who holds them: 'held by Hamas', 'from Israeli prisons'."""
    words = sentence.words
    for k in range(after, min(after + 8, len(words) - 1)):
        if words[k] in ("exchange", "return"):
            break  # "released two women in exchange for a man held in Chad"
        if words[k] == "by" and words[k - 1] in ("held", "captive", "hostage"):
            end = k + 1
            while end < len(words) and words[end] not in ENDS and end - k < 6:
                end += 1
            return sentence.said(k + 1, end) or None
        if (
            words[k] in ("held", "jailed", "imprisoned", "detained")
            and words[k + 1] in ("in", "by")
            and k + 2 < len(words)
        ):
            first = k + 3 if words[k + 2] == "the" and k + 3 < len(words) else k + 2
            end = first
            while end < len(words) and sentence.capital(end) and words[end][0].isalpha():
                end += 1
            custody = end < len(words) and words[end] in CUSTODY and side_of_words(sentence.said(first, end)) is not None
            if end > first and (words[k + 1] == "by" or custody or holds(sentence.said(first, end))):
                return sentence.said(first, end)
        if (
            (words[k] in ("from", "in", "left") or words[k - 1 : k + 1] == ["out", "of"])
            and k + 2 < len(words)
            and words[k + 2] in CUSTODY
            and sentence.capital(k + 1)
            and side_of_words(sentence.said(k + 1, k + 2)) is not None
        ):
            return sentence.said(k + 1, k + 2)
        if words[k] in (";", ".", "as"):
            break
    return None


def front_end(sentence: Sentence, k: int) -> int | None:
    """The word after the name of a front or a road at word k: 'on the | Saraqib | front'."""
    end = k
    while end < len(sentence) and sentence.words[end][0].isalpha() and (sentence.capital(end) or part_of_name(sentence, end)):
        end += 1
    return end if k < end < len(sentence) and sentence.words[end] in FRONTS and sentence.words[k] not in NATIONALITIES else None


def part_of_name(sentence: Sentence, k: int) -> bool:
    """Whether word k is a particle or the hyphen inside a name: 'Wad al-Noura'."""
    words, starts, ends = sentence.words, sentence.starts, sentence.ends
    if not 0 < k < len(words) - 1:
        return False
    if words[k] == "-":
        return starts[k] == ends[k - 1] and ends[k] == starts[k + 1]
    return words[k] in ("al", "el", "es", "ez", "bin", "abu") and (words[k + 1] == "-" or sentence.capital(k + 1))


def place(sentence: Sentence, trigger: int) -> str | None:
    """The first place named after the effect word: 'in Boni'. None in text without small letters."""
    text, words, n = sentence.text, sentence.words, len(sentence)
    if text[sentence.start : sentence.end].isupper():
        return None
    for k in range(trigger, min(trigger + NEAR + 4, n - 1)):
        if words[k] in (";", ":", "while", "when", "who", "whom", "which", "whose"):
            return None
        if words[k : k + 2] == ["of", "them"]:
            return None  # "132 deaths, 92 of them in Jajarkot"
        if words[k : k + 2] == ["on", "the"] and (front := front_end(sentence, k + 2)) is not None:
            return sentence.said(k + 2, front)
        if words[k] in ("in", "near", "at", "outside", "off") and words[k + 1][0].isalpha() and words[k - 1] not in KEEPERS:
            first = k + 2 if words[k + 1] == "the" else k + 1
            first += words[first] in ("neighbouring", "neighboring", "nearby", "northern", "southern", "eastern", "western", "central")
            if first < n and not sentence.capital(first) and (of := next((j for j in range(first, min(first + 4, n - 1)) if words[j] in TOWN), None)) is not None:
                first = of + 1 + (words[of + 1] == "of")  # "in the eastern city of Itahari"
            end = first
            while end < n and (part_of_name(sentence, end) or (words[end][0].isalpha() and sentence.capital(end))) and words[end] not in MONTHS:
                if words[end].endswith(("'s", "’s")) and end + 1 < n and sentence.capital(end + 1):
                    first = end + 1  # "in Yemen's Marib"
                end += 1
            if end > first and words[first] not in NATIONALITIES and words[first].split("'")[0].split("’")[0] not in TIMES:
                return sentence.said(first, end).removesuffix("'s").removesuffix("’s")
    return None
