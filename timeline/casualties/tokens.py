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

from timeline.casualties.lexicon import PREFILTER
from timeline.sentences import sentences

WORD = re.compile(r"\d+(?:[.,]\d+)*(?i:st|nd|rd|th)?\b|[^\W\d_]+(?:['’][^\W\d_]+)*|\S")
WRAP_WIDTH = 100


class Sentence:
    """The words of text[start:end]: lower case in `words`, and where each starts and ends in the text."""

    __slots__ = ("end", "ends", "start", "starts", "text", "words")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start, self.end = text, start, end
        found = [(m.group().lower(), *m.span()) for m in WORD.finditer(text, start, end)]
        self.words = [w for w, _, _ in found]
        self.starts = [a for _, a, _ in found]
        self.ends = [b for _, _, b in found]

    def __len__(self) -> int:
        return len(self.words)

    def said(self, first: int, after: int) -> str:
        """The text of words first..after-1 on one line."""
        return " ".join(self.text[self.starts[first] : self.ends[after - 1]].split()) if after > first else ""

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


def effect_sentences(text: str) -> tuple[list[tuple[int, int]], list[int]]:
    """All sentences of a text, and which of them hold a word of effect; the others never reach the slow rules."""
    hits = [m.start() for m in PREFILTER.finditer(text)]
    if not hits:
        return [], []
    spans = sentences(unwrapped(text))
    starts = [a for a, _ in spans]
    wanted = {bisect_right(starts, hit) - 1 for hit in hits}
    return spans, [i for i in sorted(wanted) if i >= 0]
