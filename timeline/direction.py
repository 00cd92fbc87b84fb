"""Whether the words around a date look ahead of the telling or back.

    >>> look(b"The two ministers will meet again on ", b" in Doha.").name
    'PLANNED'
    >>> look(b"The two ministers met on ", b" in Doha.").name
    'BACK'
    >>> look(b"The vote, which was put off to ", b", drew anger.").name
    'PLANNED'

The nearest sign on the left in the sentence counts: a modal, a plan or a deadline looks ahead, a past verb looks back.
Signs are the words of the language table's `[direction]`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

import re2

from timeline import grammar
from timeline.engine import NONE, searcher, spans, teller
from timeline.reading import Look

LEFT, RIGHT = 100, 80  # bytes that are looked at


WILL = teller(re2.compile(rb"^[ ,]*(?:will|would)\b"))


class Signs:
    """The compiled signs of one language."""

    def __init__(self, table: dict[str, str]) -> None:
        chosen = re2.Options()
        chosen.case_sensitive = False
        chosen.log_errors = False
        nearest = re2.Options()
        nearest.case_sensitive = False
        nearest.log_errors = False
        chosen.longest_match = True
        signs = "|".join(rf"\b(?P<{name}>{table[name]})\b" for name in ("none", "planned", "intended", "likely", "back"))
        self.left = re2.compile(rf"{signs}|(?P<stop>(?-i:[a-z0-9%)])[.!?;][\"”’')]* +(?-i:[A-Z“\"])|\n)", options=chosen)
        self.close = teller(re2.compile(rf"\b(?:{table['close']})[ ,]*$", options=chosen))
        self.closing = teller(re2.compile(rf"\b(?:{table['closing']})[ ,]*$", options=chosen))
        self.right = searcher(re2.compile(rf"^(?:[ ,]*({table['right']})|{table['right_back']})\b", options=chosen))
        self.bare = searcher(re2.compile(re.sub(r"\(\?P<\w+>", "(?:", self.left.pattern), options=chosen))  # without groups: faster
        self.then = searcher(re2.compile(rf"^,?(?: [\w'’%-]+){{0,9}}? (?:({table['then']})|{table['then_back']})\b", options=nearest))
        self.known: dict[bytes, Look | None] = {}
        self.look = lru_cache(maxsize=1 << 12)(self._look)

    def _kind(self, words: bytes) -> Look | None:
        """Where a sign looks; None for one that only looks like a sign."""
        found = self.left.search(words)
        groups = self.left.groupindex
        if found is not None and found.span(groups["none"])[0] >= 0:
            return None
        for name, kind in (("planned", Look.PLANNED), ("intended", Look.INTENDED), ("likely", Look.LIKELY), ("back", Look.BACK)):
            if found is not None and found.span(groups[name])[0] >= 0:
                return kind
        return Look.UNTOLD

    def _look(self, before: bytes, after: bytes) -> Look:
        right = self.right(after, 0, len(after))
        if self.close(before):  # "planned for Tuesday", "planned for Tuesday was called off"
            return Look.INTENDED if right[0] != NONE and right[1] == NONE else Look.PLANNED
        if right[0] != NONE and right[1] == NONE:
            return Look.DONE
        sign = Look.UNTOLD
        for start, end in spans(self.bare, before):
            words = before[start:end]
            if words not in self.known:
                self.known[words] = self._kind(words)
            kind = self.known[words]
            if kind is None:
                continue
            sign = max(sign, kind) if kind is Look.LIKELY else kind
        if right[0] != NONE:  # "talks on Sunday will", not "a truce agreed on Sunday will"
            return Look.PLANNED if sign is Look.UNTOLD and WILL(after) else max(sign, Look.LIKELY)
        if sign is Look.UNTOLD and (then := self.then(after, 0, len(after)))[0] != NONE:
            return Look.PLANNED if then[1] != NONE else Look.DONE
        if sign < Look.INTENDED and self.closing(before):
            return Look.PLANNED if sign is Look.LIKELY else Look.LIKELY  # "could go by Friday", "had risen by Friday"
        return sign


@cache
def signs(language: str) -> Signs:
    """The signs of a language, compiled once."""
    return Signs(grammar.table(language)["direction"])


def look(before: bytes, after: bytes, *, language: str = "en") -> Look:
    """Where a date between these words looks."""
    return signs(language).look(before, after)

