"""The articles of a corpus that are most alike one article, by the rare words they share.

    >>> likeness = Likeness(["Shells fell on Deraa overnight.", "Rebels took the port of Brega.", "Talks on Deraa."], [10, 20, 11])
    >>> [n.day for n in likeness.near("The port of Brega fell to rebels.")]
    [20]

TF-IDF over words, as an inverted index of numpy arrays: memory grows with the length of the texts, and a query touches
only the articles that share a word with it. Words in more than `COMMON` of the articles say nothing about the day.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

COMMON = 0.2
LONGEST_LIST = 2_000  # a word told by more articles than this is no rare word in any corpus
RARE, FEW = 0.02, 8  # a word in at most this share of the articles, or in so few, is rare
MANY = 3  # rare words that an article must share to be a neighbour
NEIGHBOURS = 40
OFTEN = 3  # articles
LEAD = 1_200  # characters of a story that count twice
PAIRS_BELOW = 30_000_000  # characters of a corpus small enough to index pairs of words too
_WORD = re.compile(r"[^\W\d_]{2,}|\d[\d.,]*\d|\d")


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A dated article: its place in the corpus, its day, the likeness (0 to 1) and how many rare words it shares."""

    index: int
    day: int
    likeness: float
    shared: int = 0


def words_of(text: str, *, pairs: bool = False) -> list[str]:
    """The words, those of the lead twice; with `pairs` also each two that stand side by side."""
    words = _WORD.findall(text.lower())
    lead = _WORD.findall(text[:LEAD].lower())
    if not pairs:
        return words + lead
    return [*words, *lead, *map(" ".join, pairwise(words)), *map(" ".join, pairwise(lead))]


class Furniture:
    """Lines that stand in several articles: the site's own, no part of the story."""

    def __init__(self, texts: Iterable[str]) -> None:
        lines = Counter(hash(line) for text in texts for line in {part.strip() for part in text.split("\n")})
        self._lines = {line for line, count in lines.items() if count >= OFTEN}

    def without(self, text: str) -> str:
        return "\n".join(line for line in text.split("\n") if hash(line.strip()) not in self._lines)


class Likeness:
    """The dated articles of a corpus, ready to be asked which of them are like a text."""

    def __init__(self, texts: Sequence[str], days: Sequence[int], *, pairs: bool = False) -> None:
        self.pairs = pairs
        self.days = np.asarray(days, dtype=np.int64)
        self.count = len(texts)
        self._vocabulary: dict[str, int] = {}
        words, counts, owners = array("i"), array("H"), array("i")
        for owner, text in enumerate(texts):
            for word, count in Counter(words_of(text, pairs=self.pairs)).items():
                words.append(self._vocabulary.setdefault(word, len(self._vocabulary)))
                counts.append(min(count, 65_535))
                owners.append(owner)
        self._index(np.frombuffer(words, dtype=np.int32) if words else np.zeros(0, np.int32),
                    np.frombuffer(counts, dtype=np.uint16) if counts else np.zeros(0, np.uint16),
                    np.frombuffer(owners, dtype=np.int32) if owners else np.zeros(0, np.int32))  # fmt: skip

    def _index(self, words: np.ndarray, counts: np.ndarray, owners: np.ndarray) -> None:
        frequency = np.bincount(words, minlength=len(self._vocabulary))
        limit = min(max(2, COMMON * self.count), LONGEST_LIST)
        self.rarity = np.where((frequency > 0) & (frequency <= limit), np.log((self.count + 1) / np.maximum(frequency, 1)), 0.0)
        useful = self.rarity[words] > 0
        words, counts, owners = words[useful], counts[useful], owners[useful]
        weights = (1 + np.log(counts)) * self.rarity[words]
        length = np.sqrt(np.bincount(owners, weights=weights**2, minlength=self.count))
        weights = (weights / np.maximum(length[owners], 1e-9)).astype(np.float32)
        order = np.argsort(words, kind="stable")
        self._owners, self._weights = owners[order], weights[order]
        self._starts = np.searchsorted(words[order], np.arange(len(self._vocabulary) + 1))

    def scores(self, text: str) -> tuple[np.ndarray, np.ndarray]:
        """The likeness (cosine of the TF-IDF vectors) of every dated article, and the rare words it shares."""
        found = [(self._vocabulary[w], c) for w, c in Counter(words_of(text, pairs=self.pairs)).items() if w in self._vocabulary]
        found = [(w, c) for w, c in found if self.rarity[w] > 0]
        if not found:
            return np.zeros(self.count), np.zeros(self.count, dtype=int)
        words = np.array([w for w, _ in found])
        weights = (1 + np.log([c for _, c in found])) * self.rarity[words]
        weights /= np.sqrt((weights**2).sum())
        starts, stops = self._starts[words], self._starts[words + 1]
        owners = np.concatenate([self._owners[a:b] for a, b in zip(starts, stops, strict=True)])
        parts = np.concatenate([self._weights[a:b] for a, b in zip(starts, stops, strict=True)])
        lengths = stops - starts
        likeness = np.bincount(owners, weights=parts * np.repeat(weights, lengths), minlength=self.count)
        rare = np.repeat(lengths <= max(FEW, RARE * self.count), lengths)
        return likeness, np.bincount(owners[rare], minlength=self.count)

    def near(self, text: str, *, leave_out: int | None = None, count: int = NEIGHBOURS) -> list[Neighbour]:
        """The `count` most alike, most alike first; `leave_out` names one article that shall not count."""
        scores, shared = self.scores(text)
        scores[shared < MANY] = 0  # people and places alone recur for years
        if leave_out is not None:
            scores[leave_out] = 0
        few = np.arange(self.count) if self.count <= 4 * count else np.argpartition(-scores, count)[: count + 1]
        best = few[np.lexsort((few, -scores[few]))][:count]
        return [Neighbour(int(i), int(self.days[i]), float(scores[i]), int(shared[i])) for i in best if scores[i] > 0]
