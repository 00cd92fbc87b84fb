"""The pattern engine without a Python object for each match: spans alone, for the loops that run over every byte.

    >>> find = searcher(re2.compile(b"[0-9]+"))
    >>> find(b"in 1998 and 2001", 0, 16), find(b"in 1998 and 2001", 8, 16), find(b"never", 0, 5)
    ([(3, 7)], [(12, 16)], [(-1, -1)])

The first span is that of the whole match, (-1, -1) where there is none; the others are those of the groups.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import re2

NONE = (-1, -1)
Search = Callable[[bytes, int, int], list[tuple[int, int]]]


def searcher(pattern: Any) -> Search:
    """The first match anywhere between two places."""
    return partial(pattern._regexp.Match, re2._Anchor.UNANCHORED)


def starter(pattern: Any) -> Search:
    """The match that begins at the first place."""
    return partial(pattern._regexp.Match, re2._Anchor.ANCHOR_START)


def teller(pattern: Any) -> Callable[[bytes], bool]:
    """Whether there is a match anywhere in some words.

    >>> teller(re2.compile(b"[0-9]+"))(b"in 1998")
    True
    """
    search = searcher(pattern)
    return lambda words: search(words, 0, len(words))[0][0] >= 0


def spans(search: Search, data: bytes) -> Iterator[tuple[int, int]]:
    """All matches of a searcher in a text, none empty, one after another.

    >>> list(spans(searcher(re2.compile(b"[0-9]+")), b"in 1998 and 2001"))
    [(3, 7), (12, 16)]
    """
    size = len(data)
    start, end = search(data, 0, size)[0]
    while start >= 0:
        yield start, end
        start, end = search(data, end, size)[0]


def finder(first: Any, pattern: Any, *, reach: int = 300) -> Callable[[bytes, int, int], tuple[int, int]]:
    """The leftmost match of a large pattern, looked for only where `first` says that one may begin.

    A search that may begin anywhere keeps apart all the places where a match under way has begun, and its states are
    many times those of a match from one place. From each place it looks no further than `reach` unless it matches that far:
    words that are repeated to make every place a beginning cost no more for it."""
    search, begin = searcher(first), starter(pattern)

    def find(data: bytes, start: int, end: int) -> tuple[int, int]:
        while (start := search(data, start, end)[0][0]) >= 0:
            limit = min(end, start + reach)
            stop = begin(data, start, limit)[0][1]
            if stop >= 0:
                return start, begin(data, start, end)[0][1] if stop == limit else stop
            start += 1
        return NONE

    return find


def whole(pattern: Any) -> Search:
    """The match of all that lies between the two places."""
    return partial(pattern._regexp.Match, re2._Anchor.ANCHOR_BOTH)
