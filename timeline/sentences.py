"""Text → sentences with the offsets they stand at.

    >>> [text[a:b] for text in ["Talks opened on Feb. 3. Gen. Smith left.\\nA heading"] for a, b in sentences(text)]
    ['Talks opened on Feb. 3.', 'Gen. Smith left.', 'A heading']

Offsets are half-open code points; leading and trailing space is outside. A line end always ends a sentence, so that
a heading never joins the paragraph below it. sentencex splits a line; a line longer than `LONGEST_LINE` is cut before.
"""

from __future__ import annotations

from functools import lru_cache

from sentencex import get_sentence_boundaries

LONGEST_LINE = 20_000


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
        stripped = sentence.strip()
        if stripped:
            start += len(sentence) - len(sentence.lstrip())
            spans.append((at + start, at + start + len(stripped)))
    return spans
