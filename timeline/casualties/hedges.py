"""How sure a figure is: feared or believed rather than known, or denied in the clause behind it.

>>> from timeline.casualties.tokens import Sentence
>>> text = "Eight miners may have been killed, the firm said; the union denied it."
>>> s = Sentence(text, 0, len(text))
>>> hedged(s.words, 0, 2, 5, 6, "killed"), denied(s, 34)
(True, True)
"""

from __future__ import annotations

import re

from timeline.casualties.lexicon import syntax
from timeline.casualties.tokens import Sentence

FEARS = syntax("fears")
BELIEFS = syntax("beliefs")
UNSURE = frozenset(("may", "might"))
LOST = frozenset(("killed", "injured", "casualties", "missing", "captured", "displaced"))
NEAR = 6
DENYING = frozenset(("denied", "denies", "rejected", "rejects", "disputed", "disputes", "dismissed", "dismisses"))
_VERBS = "|".join(sorted(DENYING))
_THING = "claim|report|figure|toll|account"
DENIAL = re.compile(
    rf"\b(?:{_VERBS})\s+(?:(?:it|this|that|them)(?=\s*(?:[.,;”\"]|$))|(?:the|these|those|that|this|any such)\s+(?:{_THING})s?\b)"
    rf"|,\s+(?:an?\s+(?:{_THING})|(?:{_THING})s|which|something)\s+(?:that\s+|which\s+)?[^.;,]{{1,50}}?\b(?:{_VERBS})(?=\s*(?:[.,;]|$))",
    re.I,
)
DENIED_THAT = re.compile(rf"\b(?:{_VERBS}) (?:(?:the|these|those|any|media|such) )*(?:{_THING}|allegation|rumour|rumor|suggestion|assertion)?s? ?that\b[^.;]*$", re.I)
AT_ONCE = re.compile(rf"^(?:But\s+|However,\s+)?[^.,;]{{2,60}}?\s(?:have\s+|has\s+|had\s+)?(?:{_VERBS})\s+(?:(?:it|this|that)\s*[.,;]|(?:the|these|those|that|this)\s+(?:{_THING})s?\b)", re.I)  # fmt: skip


def hedged(words: list[str], first: int, after: int, trigger: int, end: int, effect: str) -> bool:
    """Whether the people in words first..after-1 only may have met with the effect in words trigger..end-1."""
    low, high = min(first, trigger), max(after, end)
    if FEARS.intersection(words[max(low - 4, 0) : high]):
        return True
    if effect not in LOST:
        return False
    near = words[max(trigger - NEAR, 0) : trigger]
    if not UNSURE.isdisjoint(near) and any(w in UNSURE and "have" in near[k : k + 3] for k, w in enumerate(near)):
        return True
    between = words[after:trigger] if after <= trigger else words[max(trigger - NEAR, 0) : trigger]
    told = not BELIEFS.isdisjoint(words[max(low - 3, 0) : low]) and "it" in words[max(low - 5, 0) : low]
    return told or not BELIEFS.isdisjoint(between)


def denied(sentence: Sentence, char_end: int) -> bool:
    """Whether the sentence says behind a figure, which ends at char_end, that somebody denies it."""
    if DENYING.isdisjoint(sentence.vocabulary):
        return False
    if DENIED_THAT.search(sentence.text, sentence.start, char_end):
        return True
    return DENIAL.search(sentence.text, char_end, sentence.end) is not None


def denied_at_once(text: str, start: int, end: int) -> bool:
    """Whether a sentence begins by denying what was just told: 'The army denied the report.'"""
    return AT_ONCE.match(text[start:end]) is not None
