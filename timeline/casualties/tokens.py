"""A sentence as words with their places in the text.

>>> s = Sentence("At least 1,200 were killed.", 0, 27)
>>> s.words
['at', 'least', '1,200', 'were', 'killed', '.']
>>> s.text[s.starts[2] : s.ends[2]]
'1,200'
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from timeline.casualties.lexicon import PREFILTER
from timeline.engine import searcher, spans
from timeline.sentences import sentences

# Nothing is given back once taken (++), so that a long run of figures is read once and not from each of its places.
WORD = re.compile(r"\d++(?:[.,]\d++(?=\b|(?i:st|nd|rd|th)\b))*+(?i:st|nd|rd|th)?+\b|\d++|[^\W\d_]+(?:['’][^\W\d_]+)*|\S")
ASCII_WORD = re.compile(r"[a-z]++(?:'[a-z]++)*+|\d++(?:[.,]\d++(?=\b|st|nd|rd|th))*+(?:st|nd|rd|th)?+\b|\d++|[^\s\x1c-\x1f]", re.A)  # the same, of small letters
WRAP_WIDTH = 100


class Sentence:
    """The words of text[start:end]: lower case in `words`, and where each starts and ends in the text."""

    __slots__ = ("end", "ends", "start", "starts", "text", "vocabulary", "words")

    starts: list[int]
    ends: list[int]
    vocabulary: frozenset[str]

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start, self.end = text, start, end
        said = text[start:end]
        self.words: list[str] = ASCII_WORD.findall(said.lower()) if said.isascii() else [w.lower() for w in WORD.findall(said)]
        if "WHO" in said and not said.isupper():  # the World Health Organization is no relative pronoun
            for k in [k for k, word in enumerate(self.words) if word == "who" and said[self.starts[k] - start : self.ends[k] - start] == "WHO"]:
                self.words[k] = "WHO"

    def __getattr__(self, name: str) -> list[int] | frozenset[str]:
        """The starts and the ends of the words, and which words there are, found when they are first asked for: those of
        most sentences never are."""
        if name == "vocabulary":
            self.vocabulary = frozenset(self.words)
            return self.vocabulary
        if name not in ("starts", "ends"):
            raise AttributeError(name)
        said, start = self.text[self.start : self.end], self.start
        if said.isascii():
            find, end = said.lower().find, 0
            self.ends = [(end := find(word, end) + len(word)) + start for word in self.words]
            self.starts = [b - len(word) for b, word in zip(self.ends, self.words, strict=True)]
        else:
            found = [m.span() for m in WORD.finditer(self.text, start, self.end)]
            self.starts, self.ends = [a for a, _ in found], [b for _, b in found]
        return self.starts if name == "starts" else self.ends

    def __len__(self) -> int:
        return len(self.words)

    def said(self, first: int, after: int) -> str:
        """The text of words first..after-1 on one line."""
        if after <= first:
            return ""
        said = self.text[self.starts[first] : self.ends[after - 1]]
        return said if after == first + 1 else " ".join(said.split())

    def capital(self, i: int) -> bool:
        return self.text[self.starts[i]].isupper()


def unwrapped(text: str) -> str:
    """The text with each line end that only wraps a paragraph turned into a space; offsets stay.

    >>> unwrapped("a" * 60 + "\\ngoes on here.\\n\\nNext.")[58:64]
    'aa goe'
    """
    lines = text.split("\n")
    widest = max(map(len, lines))
    if widest > WRAP_WIDTH or len(lines) < 2:
        return text
    pieces = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        soft = len(line) >= 0.55 * widest and following[:1].strip() and following[0] not in "-*•"
        pieces.append(line + (" " if soft else "\n"))
    return "".join(pieces)[: len(text)]


def effect_sentences(text: str) -> tuple[str, Sequence[tuple[int, int]], list[int]]:
    """The text unwrapped, all its sentences, and which of them hold a word of effect: the others never reach the
    slow rules."""
    data = text.encode("utf-8", "replace")
    hits = [at for at, _ in spans(EFFECT_WORD, data)]
    if not hits:
        return text, [], []
    if len(data) > len(text):
        hits = places(data, hits)
    flat = unwrapped(text)
    found = sentences(flat)
    starts = [a for a, _ in found]
    wanted = {bisect_right(starts, hit) - 1 for hit in hits}
    return flat, found, [i for i in sorted(wanted) if i >= 0]


EFFECT_WORD = searcher(PREFILTER)


def places(data: bytes, hits: Sequence[int]) -> list[int]:
    """Ascending places among the bytes of a text as places among its characters.

    >>> places("é and è".encode(), [3, 7])
    [2, 6]
    """
    found, at, before = [], 0, 0
    for hit in hits:
        at += len(data[before:hit].decode("utf-8", "replace"))
        before = hit
        found.append(at)
    return found
