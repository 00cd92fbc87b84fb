"""The words by which one sentence is known to tell of a reference event.

    >>> wording = Wording.parse("Israel* + strike/struck + Hamas leaders + Doha/Qatar")
    >>> wording.tells("An Israeli strike on Hamas leaders shook Doha.")
    True
    >>> wording.tells("Hamas leaders live in Doha.")
    False

` + ` joins what must stand in one sentence, `/` what may stand for each other, ` | ` whole alternatives; `*` stands
for any ending. A capital in the file wants a capital in the text (`May`, `Nice`), all capitals want the same (`US`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(r"[^\W_]+(?:[.’'-][^\W_]+)*")

Phrase = tuple[str, ...]
Token = tuple[str, int, int]


@lru_cache(maxsize=64)
def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text with their offsets; a possessive `'s` is no part of the word."""
    found = []
    for match in _TOKEN.finditer(text):
        word = match[0]
        if word[-2:] in ("'s", "’s"):
            word = word[:-2]
        found.append((word, match.start(), match.start() + len(word)))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Wording:
    """Alternatives, each a sequence of groups that must all stand in the sentence, each group phrases of words."""

    alternatives: tuple[tuple[tuple[Phrase, ...], ...], ...]

    @classmethod
    def parse(cls, text: str) -> Wording:
        alternatives = []
        for alternative in text.split("|"):
            groups = []
            for group in re.split(r"(?:^|\s)\+(?:\s|$)", alternative):
                phrases = [_phrase(part) for part in group.split("/")]
                if not all(phrases):
                    raise ValueError(f"{group.strip()!r} holds no word")
                groups.append(tuple(phrases))
            alternatives.append(tuple(groups))
        return cls(tuple(alternatives))

    @property
    def is_name(self) -> bool:
        """Whether every alternative is one name, which stands for nothing but the event."""
        return all(len(groups) == 1 for groups in self.alternatives)

    def tells(self, sentence: str) -> bool:
        return self.met(_finder_of(self).present(tokens(sentence)))

    def met(self, present: Mapping[Phrase, int]) -> bool:
        """Whether all groups of an alternative are among the phrases that stand in a sentence."""
        return any(all(any(p in present for p in group) for group in groups) for groups in self.alternatives)


def _phrase(text: str) -> Phrase:
    return tuple(word + "*" if text[end : end + 1] == "*" else word for word, _, end in tokens(text))


class Finder:
    """All phrases of many wordings, found together in one pass over the words of a sentence."""

    def __init__(self, wordings: Iterable[Wording]) -> None:
        self._exact: dict[str, list[Phrase]] = {}
        self._begin: dict[str, list[Phrase]] = {}
        phrases = {p for w in wordings for groups in w.alternatives for group in groups for p in group}
        for phrase in sorted(phrases):
            head = phrase[0].lower()
            if head.endswith("*"):
                self._begin.setdefault(head[:3], []).append(phrase)
            else:
                self._exact.setdefault(head, []).append(phrase)

    def present(self, words: Sequence[Token]) -> dict[Phrase, int]:
        """The phrases that stand in these words, with the place of the first word of their first occurrence."""
        found: dict[Phrase, int] = {}
        for at, (word, _, _) in enumerate(words):
            lower = word.lower()
            for asked in (self._exact.get(lower), self._begin.get(lower[:3])):
                for phrase in asked or ():
                    if phrase not in found and _stands(phrase, words, at):
                        found[phrase] = at
        return found


@lru_cache(maxsize=2_000)
def _finder_of(wording: Wording) -> Finder:
    return Finder([wording])


def _stands(phrase: Phrase, words: Sequence[Token], at: int) -> bool:
    if at + len(phrase) > len(words):
        return False
    return all(_is(wanted, words[at + i][0]) for i, wanted in enumerate(phrase))


@lru_cache(maxsize=100_000)
def _is(wanted: str, word: str) -> bool:
    stem = wanted.removesuffix("*")
    if wanted[0].isupper():
        if len(stem) > 1 and stem.replace(".", "").isupper() and not word.startswith(stem):
            return False
        if not word[0].isupper():
            return False
    lower, stem = word.lower(), stem.lower()
    return lower.startswith(stem) if wanted.endswith("*") else lower == stem
