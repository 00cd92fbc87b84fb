"""The words that a title keeps → its text: the article's own spacing, plain past, contested nouns quoted, no longer than wanted.

    >>> shortened("a" * 60 + ", " + "b" * 70) == "a" * 60
    True
"""

from __future__ import annotations

import re

from timeline.attachment import Clauses
from timeline.clauses import is_adverb
from timeline.events.trimming import COUNTING, DANGLING, JUDGING, SPANS
from timeline.verbs import PARTICIPLE, PAST, form_of, inflect

LONGEST = 120
CONTESTED = {"genocide", "terrorist", "terrorists", "terrorism", "terror", "martyr", "martyrs", "martyrdom", "regime", "aggression", "atrocities", "atrocity",
             "infidels", "apartheid", "zionist", "zionists", "massacre", "massacres", "thugs", "butcher", "onslaught", "occupiers", "puppet",
             "war crimes", "ethnic cleansing"}  # fmt: skip


def _plain_past(clauses: Clauses, kept: list[int]) -> dict[int, str]:
    """The words of pluperfect verbs in the plain past: "had struck" → "struck", "had been killed" → "were killed"."""
    lower = clauses.words.lower
    out: dict[int, str] = {}
    for k, j in enumerate(kept):
        if lower[j] != "had" or j in out:
            continue
        rest = [x for x in kept[k + 1 : k + 4] if not is_adverb(lower[x]) and lower[x] not in ("just", "already", "by", "then")]
        if not rest or rest[0] - j > 3 or "not" in lower[j : rest[0]]:
            continue
        verb = rest[0]
        if lower[verb] == "been":
            head = next((x for x in range(j - 1, -1, -1) if lower[x][:1].isalnum() and lower[x] not in ("that", "which", "who") and not is_adverb(lower[x])), None)
            many = head is not None and (lower[head].endswith("s") or "and" in lower[kept[0] : j] or lower[head] in MANY or lower[head][:1].isdigit())
            out |= {j: "were" if many else "was", verb: ""}
        elif form_of(lower[verb])[1] & PARTICIPLE:
            out |= {j: "", verb: past_of(lower[verb])}
    return out


SPACED = re.compile(r"\s+([,.;:)])")
DOUBLED = re.compile(r"\s*[.,](?=,)")
MANY = frozenset({"people", "children", "men", "women", "police", "dead", "civilians"})


def past_of(participle: str) -> str:
    """The past of the verb that a participle is of.

    >>> past_of("begun"), past_of("struck"), past_of("signed")
    ('began', 'struck', 'signed')
    """
    forms = inflect(form_of(participle)[0])
    if forms.get(participle, 0) & PAST:
        return participle
    return next((form for form, flags in forms.items() if flags & PAST), participle)


def joined(clauses: Clauses, kept: list[int]) -> str:
    """The kept words with the article's own spacing between neighbours."""
    words = clauses.words
    out, previous = "", -2
    told = _plain_past(clauses, kept)
    for j in kept:
        word = told.get(j, words.raw[j])
        if not word:
            previous = j
            continue
        if out and previous != j - 1 and (word == "," or out.endswith(",")) and _parts_subject(clauses, kept, j):
            out = out.rstrip(", ")  # "Egypt, which shares the border, condemned"
            if word == ",":
                continue
        if words.lower[j] in CONTESTED and not clauses.quoted[j]:
            word = f"“{word}”"
        tight = previous == j - 1 and words.starts[j] == words.ends[previous]
        closes = word in (",", ".", ";", ":", ")", "”", "%") or words.lower[j] in ("'s", "'t")
        if out and previous != j - 1 and words.lower[previous] in ("a", "an") and words.lower[previous + 1] in JUDGING:
            out = f"{out[: -len(words.raw[previous])]}{_article(words.raw[previous], word)}"
        out += word if not out or tight or closes else " " + word
        previous = j
    out = SPACED.sub(r"\1", out).replace(",”", "”")
    out = DOUBLED.sub("", out)
    if out.count("“") != out.count("”"):
        out = out.replace("“", "").replace("”", "")
    if out.count("(") != out.count(")"):
        out = out.replace("(", "").replace(")", "")
    return out.replace('"', "").strip(" ,;:—–-")


def _article(before: str, word: str) -> str:
    """The "a" or "an" that stood before an adjective, as the word needs it that now follows.

    >>> _article("An", "barrage"), _article("a", "attack"), _article("a", "MP"), _article("an", "union")
    ('A', 'an', 'an', 'a')
    """
    sounds = SPELT_VOWEL.match(word) if word[:2].isupper() or word[:2].isdigit() or word[:1].isdigit() else SOUNDS_VOWEL.match(word)
    return before[0] + ("n" if sounds else "")


SOUNDS_VOWEL = re.compile(r"(?!uni(?!n)|us[eu]|ut[ei]|uk|ug|uy|ura|uru|eu|one\b|once)[aeiou]|hour|honou?r|heir|honest", re.I)
SPELT_VOWEL = re.compile(r"[AEFHILMNORSX]|8|1[18](?!\d)")


def _parts_subject(clauses: Clauses, kept: list[int], j: int) -> bool:
    """Whether only a subject stands before the gap at `j`."""
    return not any(clauses.finite(k) for k in kept if k < j)


MARKS = (" in ", " on ", " at ", " with ", " after ", " from ", " as ", " for ", " and ", " while ", " by ", " that ")


def cut_at_a_phrase(text: str, least: int) -> str:
    """A long title cut where a phrase ends behind a place that it must keep, at a word where none does."""
    cut = text[: LONGEST + 1]
    at = max(cut.rfind(mark) for mark in (", ", *MARKS))
    return text[: at if at > least + 10 else cut.rfind(" ")]


def shortened(text: str) -> str:
    """At most 120 characters, cut where a phrase ends."""
    if len(text) <= LONGEST:
        return text
    cut = text[: LONGEST + 1]
    at = max(cut.rfind(", "), cut.rfind(" — "), cut.rfind("; "))
    if at < LONGEST // 2:
        at = max(cut.rfind(mark) for mark in MARKS)
        at = at if at >= LONGEST // 2 else cut.rfind(" ")
    words = text[:at].split()
    if words and words[-1].lower() in SPANS and text[at:].lstrip().startswith(("after ", "before ")):
        words.pop()  # "hours after"
        while words and words[-1].lower() in COUNTING:
            words.pop()
    while words and words[-1].strip(",;").lower() in DANGLING:
        words.pop()
    if len(words) > 2 and words[-2] == "to" and words[-1].islower():
        words = words[:-2]  # "to help advise": cut before its object
    elif len(words) > 2 and words[-1].endswith("ing") and text[len(" ".join(words)) :].lstrip().startswith(("in ", "the ", "a ", "an ")) and words[-2].lower() not in ("the", "a", "an", "of"):
        before = max(" ".join(words).rfind(mark) for mark in (", ", *MARKS))
        words = text[:before].split() if before >= LONGEST // 2 else words
    return " ".join(words).rstrip(" ,;:—–-")
