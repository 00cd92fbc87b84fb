"""Whose, by whom and where: the side of the victims, who holds them, who did it, and the place.

>>> from timeline.casualties.tokens import Sentence
>>> text = "Nine Malian soldiers were killed by JNIM militants in Boni."
>>> s = Sentence(text, 0, len(text))
>>> sides(s, 0, 3), perpetrator(s, 4), place(s, 4)
('Malian', 'JNIM militants', 'Boni')
"""

from __future__ import annotations

from timeline.casualties.lexicon import EFFECTS, MONTHS, NATIONALITIES, STOPS, TABLE, THINGS, VICTIMS
from timeline.casualties.tokens import Sentence

FORCES = frozenset(TABLE["forces"]["words"])
CUSTODY = frozenset(TABLE["custody"]["words"])
AUXILIARIES = frozenset(["has", "have", "had", "reportedly", "allegedly", "also", "then", "later", "and"])
ENDS = frozenset((",", ";", ":", ".", "(", ")", "“", "”", '"', "in", "on", "at", "near", "during", "after", "when", "while", "and", "who", "which", "that", "from", "as", "since", "using", "with"))  # fmt: skip
NEAR = 12


def sides(sentence: Sentence, first: int, after: int) -> str | None:
    """The nations or peoples that words first..after-1 name, as written."""
    named = [sentence.said(k, k + 1) for k in range(first, after) if sentence.words[k] in NATIONALITIES]
    named = [name[:-1] if name.lower().endswith("s") and name[:-1].lower() in NATIONALITIES else name for name in named]
    return " and ".join(dict.fromkeys(named)) or None


def both_sides(sentence: Sentence) -> tuple[str, str] | None:
    """The two parties of 'between Tehran and Washington'."""
    words = sentence.words
    for k, word in enumerate(words):
        if word == "between" and k + 3 < len(words):
            joint = next((j for j in range(k + 2, min(k + 6, len(words))) if words[j] == "and"), None)
            if joint is not None and joint + 1 < len(words) and sentence.capital(k + 1) and sentence.capital(joint + 1):
                end = joint + 2
                while (
                    end < len(words) and sentence.capital(end) and words[end] not in STOPS and words[end] not in MONTHS
                ):
                    end += 1
                return sentence.said(k + 1, joint), sentence.said(joint + 1, end)
    return None


def perpetrator(sentence: Sentence, trigger: int) -> str | None:
    """Who did it: 'killed by JNIM militants', 'Israeli forces killed 12', 'Israel's campaign has killed 12'."""
    words, n = sentence.words, len(sentence)
    for k in range(trigger + 1, min(trigger + NEAR, n - 1)):
        if words[k] == "by":
            end = k + 1
            while end < n and words[end] not in ENDS and end - k < 9:
                end += 1
            return actor(sentence, k + 1, end)
        if words[k] in (",", ";", ".", "when", "while") or (k > trigger and words[k] in EFFECTS):
            break
    end = trigger
    while end > 0 and words[end - 1] in AUXILIARIES:
        end -= 1
    if end > 1 and words[end - 1] in ("which", "that"):
        end -= 1
        while end > 0 and words[end - 1] == ",":
            end -= 1
        start = end
        while (
            start > 0
            and words[start - 1] not in (",", ";", ".", "to", "of", "since", "in", "after")
            and end - start < 9
        ):
            start -= 1
        return possessor(sentence, start, end)
    start = end
    while start > 0 and words[start - 1] not in ENDS and words[start - 1] not in EFFECTS and end - start < 9:
        start -= 1
    return possessor(sentence, start, end) or actor(sentence, start, end)


def possessor(sentence: Sentence, start: int, end: int) -> str | None:
    """'Israel' of 'Israel's subsequent military campaign'."""
    for k in range(start, end):
        word = sentence.words[k]
        if word.endswith(("'s", "’s")) and sentence.capital(k):
            first = k
            while first > start and sentence.capital(first - 1) and sentence.words[first - 1][0].isalpha():
                first -= 1
            return sentence.said(first, k + 1)[:-2]
    return None


def actor(sentence: Sentence, start: int, end: int) -> str | None:
    """Words start..end-1 where they name somebody who acts."""
    words = sentence.words
    if not 0 < end - start <= 8 or (words[end - 1] in THINGS and words[end - 1] not in FORCES):
        return None
    acts = any(w in FORCES or VICTIMS.get(w) in ("perpetrator", "combatant", "police") for w in words[start:end])
    if not acts or any(w[0].isdigit() or w in EFFECTS for w in words[start:end]):
        return None
    while start < end and words[start] in ("the", "a", "an", "alleged", "suspected"):
        start += 1
    return sentence.said(start, end) or None


def holder(sentence: Sentence, after: int) -> str | None:
    """Who holds them: 'held by Hamas', 'from Israeli prisons'."""
    words = sentence.words
    for k in range(after, min(after + 8, len(words) - 1)):
        if words[k] == "by" and words[k - 1] in ("held", "captive", "hostage"):
            end = k + 1
            while end < len(words) and words[end] not in ENDS and end - k < 6:
                end += 1
            return sentence.said(k + 1, end) or None
        if words[k] in ("from", "in") and k + 2 < len(words) and words[k + 2] in CUSTODY and sentence.capital(k + 1):
            return sentence.said(k + 1, k + 2)
        if words[k] in (";", ".", "as"):
            break
    return None


def place(sentence: Sentence, trigger: int) -> str | None:
    """The first place named after the effect word: 'in Boni'. None in text without small letters."""
    text, words, n = sentence.text, sentence.words, len(sentence)
    if text[sentence.start : sentence.end].isupper():
        return None
    for k in range(trigger, min(trigger + NEAR + 4, n - 1)):
        if words[k] in (";", "while", "when"):
            return None
        if words[k] in ("in", "near", "at", "outside") and words[k + 1][0].isalpha():
            first = k + 2 if words[k + 1] == "the" else k + 1
            end = first
            while end < n and words[end][0].isalpha() and sentence.capital(end) and words[end] not in MONTHS:
                end += 1
            if end > first and words[first] not in NATIONALITIES:
                return sentence.said(first, end)
    return None
