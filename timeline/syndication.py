"""Articles → which are copies of one text, so that a syndicated story counts as one voice.

    >>> text = "The envoys met in Cairo on Monday for three hours. They agreed to meet again before the end of the month."
    >>> found = syndicated([Article(article_id="a", text=text), Article(article_id="b", text=text + " (Reporting by our staff.)")])
    >>> found["a"] == found["b"]
    True
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np

from timeline.records import Article

SHARED = 0.7  # share of the shorter text's sentences that make two texts copies
LEAST = 30  # letters; a shorter sentence says nothing about its origin
COMMON = 50  # articles; a sentence in more of them is boilerplate
PAIRS_AT_ONCE = 5_000_000
SENTENCE = re.compile(r"(?<=[.!?”\"])\s+|\n+")


def syndicated(articles: Iterable[Article]) -> dict[str, str]:
    """Each article's id → the smallest id among its near-identical copies."""
    texts = sorted(articles, key=lambda a: a.article_id)
    told = [np.unique(np.array([hash(_plain(s)) for s in SENTENCE.split(a.text) if len(s) >= LEAST], np.int64)) for a in texts]
    sizes = np.array([len(sentences) for sentences in told], np.int64)
    root = list(range(len(texts)))
    for pairs, counts in _shared(np.concatenate([np.zeros(0, np.int64), *told]), sizes):
        one, other = pairs // len(texts), pairs % len(texts)
        copies = counts >= SHARED * np.minimum(sizes[one], sizes[other])
        for a, b in zip(one[copies].tolist(), other[copies].tolist(), strict=True):
            first, second = sorted((_find(root, a), _find(root, b)))
            root[second] = first
    return {a.article_id: texts[_find(root, number)].article_id for number, a in enumerate(texts)}


def _shared(sentences: np.ndarray, sizes: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Pairs of articles (the first times their number, and the second) with the number of sentences that both have, those
    of boilerplate left out; a part of the first ones at a time, which bounds the memory."""
    owners = np.repeat(np.arange(len(sizes)), sizes)
    order = np.lexsort((owners, sentences))
    begins = np.flatnonzero(np.concatenate([[True], np.diff(sentences[order]) != 0]))[: len(order)]
    lengths = np.diff(np.append(begins, len(order)))
    held = np.repeat((lengths > 1) & (lengths <= COMMON), lengths)
    owners, run = owners[order][held], np.repeat(np.arange(len(lengths)), lengths)[held]
    several = lengths[(lengths > 1) & (lengths <= COMMON)]
    parts = 1 + int((several * (several - 1) // 2).sum()) // PAIRS_AT_ONCE
    edges = np.linspace(0, len(sizes), parts + 1).astype(int)
    for first, last in pairwise(edges):
        asked = (owners >= first) & (owners < last)
        found = [np.zeros(0, np.int64)]
        for apart in range(1, min(COMMON, len(owners))):
            both = asked[:-apart] & (run[:-apart] == run[apart:])
            found.append(owners[:-apart][both] * len(sizes) + owners[apart:][both])
        pairs, counts = np.unique(np.concatenate(found), return_counts=True)
        yield pairs, counts


def _find(root: list[int], a: int) -> int:
    while root[a] != a:
        a = root[a]
    return a


def _plain(sentence: str) -> str:
    return re.sub(r"\W+", " ", sentence.lower()).strip()


def publisher_count(articles: Sequence[Article], copies: dict[str, str]) -> int:
    """How many voices tell it: publishers, where those of one syndicated text count once."""
    root: dict[str, str] = {}

    def find(x: str) -> str:
        root.setdefault(x, x)
        while root[x] != x:
            x = root[x]
        return x

    for article in articles:
        text = f"text {copies.get(article.article_id, article.article_id)}"
        for publisher in article.publishers or ((article.publisher,) if article.publisher else ()):
            root[find(f"publisher {publisher}")] = find(text)
        find(text)
    return len({find(x) for x in root})
