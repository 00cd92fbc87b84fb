"""Whether the armed men whom a text counts are those who attacked: then they are perpetrators, not victims.

>>> from timeline.casualties.people import groups
>>> text = "Rebels stormed the barracks. Six rebels and two cooks were killed."
>>> s = Sentence(text, 29, len(text))
>>> is_attacker(text, s, groups(s)[0], 0)
True
"""

from __future__ import annotations

from typing import Any

import re2

from timeline.casualties.lexicon import TABLE
from timeline.casualties.people import Group
from timeline.casualties.tokens import Sentence

IRREGULARS = frozenset(TABLE["irregulars"]["words"])
WINDOW = 600


def _attack() -> Any:
    options = re2.Options()
    options.case_sensitive = False
    who, verbs, nouns = ("|".join(TABLE[k]["words"]) for k in ("irregulars", "attacking", "attacks"))
    return re2.compile(rf"\b(?:{who})\b[^.;]{{0,60}}\b(?:{verbs})\b|\b(?:{nouns})\b\s+(?:by|of|from)\b[^.;,]{{0,40}}\b(?:{who})\b"
                       rf"|\b(?:{who})\b[^.;]{{0,40}}\b(?:killed|murdered|killing)\s+(?:\d|an?\b|the\b|one|two|three|four|five|six|seven|eight|nine|ten)", options)  # fmt: skip


ATTACK = _attack()


def is_attacker(text: str, sentence: Sentence, group: Group, paragraph: int) -> bool:
    """Whether the group are irregular fighters, and the text up to here in its paragraph tells that such attacked."""
    if group.head is None or sentence.words[group.head] not in IRREGULARS:
        return False
    return ATTACK.search(text[max(paragraph, sentence.start - WINDOW) : sentence.end]) is not None
