"""Whether the words around a date look ahead of the telling or back.

    >>> ahead(b"The two ministers will meet again on ", b" in Doha.")
    True
    >>> ahead(b"The two ministers met on ", b" in Doha.")
    False
    >>> ahead(b"The vote, which was put off to ", b", drew anger.")
    True

The nearest sign on the left wins: a modal, a plan or a deadline looks ahead, a past verb looks back. A newspaper looks
back where nothing is said. Signs are the words of the language table's `[direction]`.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import re2

WINDOW = 100  # bytes to the left, 40 to the right


class Signs:
    """The compiled signs of one language."""

    def __init__(self, table: dict[str, str]) -> None:
        chosen = re2.Options()
        chosen.case_sensitive = False
        chosen.log_errors = False
        self.left = re2.compile(
            rf"\b(?:(?P<ahead>{table['ahead']})|(?P<back>{table['back']}))(?:\b|$)|(?P<stop>[.!?;][\"”’')]? +[A-Z“\"]|\n)",
            options=chosen)  # fmt: skip
        self.close = re2.compile(rf"\b(?:{table['close']})[ ,]*$", options=chosen)
        self.right = re2.compile(rf"^[ ,]*(?:{table['right']})\b", options=chosen)

    def ahead(self, before: bytes, after: bytes) -> bool | None:
        """True: ahead; False: back; None: nothing is said."""
        if self.close.search(before) is not None or self.right.search(after) is not None:
            return True
        sign: bool | None = None
        for found in self.left.finditer(before):
            which = [found.span(i) != (-1, -1) for i in (1, 2, 3)]
            sign = True if which[0] else False if which[1] else None
        return sign


@cache
def signs(language: str) -> Signs:
    from timeline.grammar import table

    return Signs(table(language)["direction"])


def ahead(before: bytes, after: bytes, *, language: str = "en") -> bool:
    """Whether a date between these words lies ahead of the telling."""
    return bool(signs(language).ahead(before, after))


def of(language: str) -> Any:
    return signs(language)
