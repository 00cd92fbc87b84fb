"""Articles → which are copies of one text, so that a syndicated story counts as one voice.

    >>> text = "The envoys met in Cairo on Monday for three hours. They agreed to meet again before the end of the month."
    >>> found = syndicated([Article(article_id="a", text=text), Article(article_id="b", text=text + " (Reporting by our staff.)")])
    >>> found["a"] == found["b"]
    True
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from timeline.records import Article

SHARED = 0.7  # share of the shorter text's sentences that make two texts copies
LEAST = 30  # letters; a shorter sentence says nothing about its origin
COMMON = 50  # articles; a sentence in more of them is boilerplate
SENTENCE = re.compile(r"(?<=[.!?”\"])\s+|\n+")


def syndicated(articles: Iterable[Article]) -> dict[str, str]:
    """Each article's id → the smallest id among its near-identical copies."""
    sentences: dict[str, set[int]] = {}
    holders: dict[int, list[str]] = defaultdict(list)
    for article in articles:
        found = {hash(_plain(s)) for s in SENTENCE.split(article.text) if len(s) >= LEAST}
        sentences[article.article_id] = found
        for h in found:
            holders[h].append(article.article_id)
    root = {a: a for a in sentences}
    for a in sorted(sentences):
        shared = Counter(b for h in sentences[a] if len(holders[h]) <= COMMON for b in holders[h] if b > a)
        for b, count in sorted(shared.items()):
            if count >= SHARED * min(len(sentences[a]), len(sentences[b])):
                first, second = sorted((_find(root, a), _find(root, b)))
                root[second] = first
    return {a: _find(root, a) for a in root}


def _find(root: dict[str, str], a: str) -> str:
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
