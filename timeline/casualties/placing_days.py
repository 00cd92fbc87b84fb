"""Which date of a sentence places a figure: not that of a statement, of a comparison, of another attack.

>>> from timeline.casualties.tokens import Sentence
>>> text = "On 9 May the ministry said that six had died on 2 May."
>>> s = Sentence(text, 0, len(text))
>>> days = [Mention(char_start=text.index(d), char_end=text.index(d) + 5, text=d, kind="date", value="", rule="day") for d in ("9 May", "2 May")]
>>> [day.text for day in days if places(text, day)]
['2 May']
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from timeline.casualties.attribution import SAYING
from timeline.casualties.lexicon import EFFECTS, TABLE
from timeline.casualties.tokens import Sentence
from timeline.records import Mention

MAIN = frozenset(("was", "were", "is", "are"))
HAVE = frozenset(("has", "have", "had"))
RELATIVE = frozenset(("which", "who", "whom", "whose", "where", "while", "whereas"))
SOME = frozenset(("most", "many", "half", "some", "all"))
RANKS = frozenset(("first", "worst", "largest", "biggest", "greatest", "highest", "most"))
SPANS = frozenset(("day", "week", "month", "year", "days", "weeks", "months", "years"))
STATING = SAYING.keys() | frozenset(TABLE["stating"]["words"])
LET_GO = frozenset(("released", "freed"))
PAPERS = frozenset(("statement", "report", "figures", "communique", "communiqué", "data", "video", "list", "toll", "tally", "count", "study", "note", "bulletin", "numbers"))
TAKEN = frozenset(("taken", "kidnapped", "abducted", "seized", "captured", "arrested", "detained"))
WORD = re.compile(r"[^\W\d_]+")
QUOTES = frozenset("\"“”'‘’")
DATELINE = 150
AFTER_DATELINE = re.compile(r"\s*+(?:\d\d\b\s*+)?+(?:\([^)]{0,60}\)\s*+)?+(?:--|—|–|\[|-\s)")
OPENING = re.compile(r"(?:^|[.!?]\s|\n)\s*(?:On\s+)?$")
TOLD = re.compile(r"\b(?:told|informed) (?:(?:the|a|an|state|local|his|her|their) )*\w+(?: \w+)? (?:on |late on |early on )$", re.I)
SENTENCE_END = re.compile(r"(?<=[a-z]{3})[.!?]\s")
ACCORDING = re.compile(r"\baccording to [^,.;]{3,70}$", re.I)
STAMP = re.compile(r"(?:^|\n)\d{1,2}[:.]\d\d(?: ?[ap]\.?m)?\b(?!\d)")  # the hour of an entry that a live page begins a line with
LEADING = re.compile(
    r",?\s+(?:[\w’'.-]+\s+){1,8}?(?:said|says|reported|announced|counted|confirmed|estimated|spoken|spoke)\b"
)
CLAUSES = frozenset(("since", "when", "while", "because", "until", "where"))
FINITE = MAIN | HAVE | SAYING.keys() | CLAUSES | {"who", "which", "that", "after", "before", ";", ":"}
REACH = 90  # characters from an effect word past which a date needs a better reason than being near


def nearest(sentence: Sentence, trigger: int, dated: Sequence[Mention], nominal: bool = False) -> Mention | None:
    """The date that places an effect word: nearest, after it rather than before, and none that only dates a statement.
    A noun ("the murder of six") takes only a date behind it and close by: the others belong to the sentence's verb."""
    at = sentence.starts[trigger]
    best, least = None, 10**9
    for mention in dated:
        if not places(sentence.text, mention):
            continue
        k = word_at(sentence, mention.char_start)
        if reported_then(sentence.words, k, trigger) or long_after(sentence.words, k, trigger):
            continue
        if mention.when is not None and mention.when.extent == "since" and of_another_clause(sentence.words, trigger, k):
            continue
        if compared(sentence.words, k) or "where" in sentence.words[trigger:k] or taken_then(sentence.words, trigger, k):
            continue
        if sentence.words[trigger - 1 : trigger] == ["who"] and not MAIN.isdisjoint(sentence.words[trigger:k]):
            continue
        if (
            nominal
            and mention.when is not None
            and mention.when.extent == "day"
            and not ((0 < mention.char_start - at < REACH and CLAUSES.isdisjoint(sentence.words[trigger:k])) or (0 < mention.char_start - at < 3 * REACH and same_victim(sentence.words[trigger:k])))
        ):
            continue
        distance = mention.char_start - at if mention.char_start > at else at - mention.char_end + (REACH if nominal else 25)
        between = sentence.words[min(trigger, k) : max(trigger, k)]
        distance += 60 * sum(w in (";", "while", "when", "whereas") for w in between)
        distance += 60 * (mention.char_start > at and any(a == "," and b in ("who", "which") for a, b in pairwise(between)))
        if distance < least:
            best, least = mention, distance
    return best


def compared(words: list[str], day: int) -> bool:
    """'54 per cent more than in the same months of 2024': what a date is compared with befell others."""
    return any(a == "than" and b in ("in", "during", "the", "last", "for", "at") for a, b in pairwise(words[max(day - 7, 0) : day + 1]))


def same_victim(words: list[str]) -> bool:
    """Whether no other verb stands between a noun of death and a day behind it: 'the murder of Ana Pardo, a judge, in Lima
    on 9 May', 'the murder of the judge who was shot dead on 9 May'."""
    if FINITE.isdisjoint(words):
        return True
    k = next(k for k, w in enumerate(words) if w in FINITE)
    return words[k] == "who" and words[k + 1 : k + 2] in (["was"], ["were"]) and any(w in EFFECTS for w in words[k + 2 : k + 4]) and FINITE.isdisjoint(words[k + 2 :])


def reported_then(words: list[str], day: int, trigger: int) -> bool:
    """'On Monday he told reporters that two men had been killed': the day is that of the telling."""
    return any(words[k] in SAYING and words[k - 1] not in MAIN and "that" in words[k + 1 : k + 4] for k in range(day, trigger))


def long_after(words: list[str], day: int, trigger: int) -> bool:
    """'on Friday, a week after an attack that left six dead': the day is that of the first."""
    return any(words[k] in SPANS and words[k + 1] in ("after", "before") for k in range(day + 1, trigger - 1))


def taken_then(words: list[str], trigger: int, day: int) -> bool:
    """'freed 287 pupils taken from a school on 7 March': the day is that of the taking."""
    return any(words[k] in TAKEN and words[k - 1] not in ("and", ",", "or") for k in range(trigger + 2, day))


def places(text: str, mention: Mention) -> bool:
    """Whether a date can place an event: not the dateline, not the day of a statement ("said on Monday"), not ahead."""
    if mention.direction == "future" or STAMP.match(text, max(mention.char_start - 1, 0)) is not None:
        return False
    if text[max(mention.char_start - 1, 0) : mention.char_start] in QUOTES and text[mention.char_end : mention.char_end + 1] in QUOTES:
        return False  # the "9 May" front
    if mention.char_start < DATELINE and AFTER_DATELINE.match(text, mention.char_end):
        return False
    return not stated_on(text, mention)


def stated_on(text: str, mention: Mention) -> bool:
    """Whether a date is the day of a statement: 'said on Monday', 'On Monday the ministry said'."""
    start, end = mention.char_start, mention.char_end
    if text[end : end + 2] in ("'s", "’s"):
        return False  # "said Saturday's strike had killed six"
    before = WORD.findall(SENTENCE_END.split(text[max(start - 40, 0) : start].lower().rpartition(",")[2].rpartition(";")[2])[-1])
    while before and before[-1] in ("on", "in", "the", "early", "late", "also", "only"):
        before.pop()
    if before and before[-1] in STATING and (before[-1] not in LET_GO or PAPERS.intersection(before[-4:-1])):
        return True
    if TOLD.search(text, max(start - 60, 0), start):
        return True  # "the governor told parents on Sunday"
    following = WORD.findall(text[end : end + 24].lower())
    if ACCORDING.search(text, max(start - 90, 0), start) and text[end : end + 1] == ",":
        return True  # "according to army sources today, three farmers were killed"
    if following and following[0] in STATING and following[0] != "alleged" and text[end : end + 1] != ",":
        return following[0] not in LET_GO or not PAPERS.isdisjoint(following[1:5])  # "the rebels yesterday released a priest"
    return bool(OPENING.search(text, max(start - 14, 0), start)) and bool(LEADING.match(text, end))


def word_at(sentence: Sentence, char: int) -> int:
    """The word that a character offset falls on."""
    low, high = 0, len(sentence.starts)
    while low < high:
        middle = (low + high) // 2
        if sentence.ends[middle] <= char:
            low = middle + 1
        else:
            high = middle
    return min(low, len(sentence.starts) - 1)


def of_another_clause(words: list[str], trigger: int, day: int) -> bool:
    """Whether a 'since' counts from a day for another verb than that of the figure: 'wounded 5 and blamed the group, which
    has held the town since May', 'killing four and burning the palace for the first time since the war began'."""
    if day <= trigger:
        return False
    k = next((k for k in range(day, trigger, -1) if words[k] == "since"), None)
    if k is None:
        return False
    between = words[trigger + 1 : k]
    if not RELATIVE.isdisjoint(between) or any(a in SOME and b == "of" for a, b in pairwise(between)):
        return True  # "killed 3,800 people, most of them since September"
    ranked = any(w in RANKS or (w.endswith("iest") and len(w) > 5) for w in between[-7:])
    return ranked and not perfect(words, trigger)


def perfect(words: list[str], trigger: int) -> bool:
    if not HAVE.isdisjoint(words[max(trigger - (8 if words[trigger] == "lives" else 4), 0) : trigger]):
        return True
    if words[max(trigger - 1, 0) : trigger] != ["and"]:
        return False
    before = next((k for k in range(trigger - 2, max(trigger - 14, 0), -1) if words[k] in EFFECTS), 0)
    return before > 0 and not HAVE.isdisjoint(words[max(before - 3, 0) : before])  # "has killed dozens and displaced thousands"
