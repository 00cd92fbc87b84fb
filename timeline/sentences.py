"""Text → sentences with the offsets they stand at.

    >>> [text[a:b] for text in ["Talks opened on Feb. 3. Gen. Smith left.\\nA heading"] for a, b in sentences(text)]
    ['Talks opened on Feb. 3.', 'Gen. Smith left.', 'A heading']

Offsets are half-open code points; leading and trailing space is outside. A line end always ends a sentence, so that
a heading never joins the paragraph below it. sentencex splits a line; a line longer than `LONGEST_LINE` is cut before.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from sentencex import get_sentence_boundaries

LONGEST_LINE = 20_000
MAY = re.compile(r"\bMay\.(?=\s+[A-Z])")  # the one month whose full name is taken for a short one


@lru_cache(maxsize=4)  # an article is asked for its dates, its figures and its events one after another
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """The sentences of a text in order, none empty."""
    found: list[tuple[int, int]] = []
    at = 0
    for line in text.split("\n"):
        for begin in range(0, len(line), LONGEST_LINE):
            piece = line[begin : begin + LONGEST_LINE]
            if piece.isspace():
                continue
            found += _of_line(piece, at + begin)
        at += len(line) + 1
    return tuple(found)


def _of_line(line: str, at: int) -> list[tuple[int, int]]:
    spans = []
    for boundary in get_sentence_boundaries("en", line):
        start, end = boundary["start_index"], boundary["end_index"]
        sentence = line[start:end]
        cuts = [start, *(start + m.end() for m in MAY.finditer(sentence)), end] if "May. " in sentence else [start, end]
        for a, b in pairwise(cuts):
            piece = line[a:b]
            stripped = piece.strip()
            if stripped:
                a += len(piece) - len(piece.lstrip())
                spans.append((at + a, at + a + len(stripped)))
    return spans
