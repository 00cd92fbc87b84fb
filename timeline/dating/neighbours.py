"""The articles of a corpus that are most alike one article, by the rare words they share.

    >>> words = Words(story_words)
    >>> told = ["Shells fell on Deraa overnight.", "Rebels took the port of Brega.", "Shells fell overnight on a port near Deraa."]
    >>> index = Index(map(words.learn, told), held=2)
    >>> likeness, shared = index.scores(words.known(told[2]))
    >>> bool(likeness[0] > likeness[1] > 0), shared.tolist()
    (True, [5, 1])

TF-IDF over words, word pairs, runs of four words, or names, as an inverted index of numpy arrays: memory grows with the
length of the texts, and a query touches only the articles that share something with it. What more than `COMMON` of the
articles tell says nothing about the day, and what one alone tells finds no neighbour.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

COMMON = 0.2
LONGEST_LIST = 2_000  # a word told by more articles than this is no rare word in any corpus
RARE, FEW = 0.02, 8  # a word in at most this share of the articles, or in so few, is rare
MANY = 3  # rare words that an article must share to be a neighbour
NEIGHBOURS = 40
OFTEN = 3  # articles
RUN = 4  # words
_WORD = re.compile(r"[^\W\d_]{2,}|\d[\d.,]*\d|\d")
# a name inside a sentence: at its beginning every word has a capital
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w'-]+(?: [A-Z][\w'-]+)*")


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A dated article: its place in the corpus, its day, the likeness (0 to 1) and how many rare words it shares."""

    index: int
    day: int
    likeness: float
    shared: int = 0


class Words:
    """The words of texts as numbers, in the order in which they first came; 0 is a word that is not known."""

    def __init__(self, find: Callable[[str], list[str]]) -> None:
        self._find = find
        self._numbers: dict[str, int] = {}

    def learn(self, text: str) -> np.ndarray:
        numbers = self._numbers
        return np.array([numbers.setdefault(w, len(numbers) + 1) for w in self._find(text)], dtype=np.uint64)

    def known(self, text: str) -> np.ndarray:
        get = self._numbers.get
        return np.array([get(w, 0) for w in self._find(text)], dtype=np.uint64)


def story_words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def names(text: str) -> list[str]:
    return _NAME.findall(text)


def _runs(numbers: np.ndarray, length: int) -> np.ndarray:
    """Each run of so many numbers as one number, the same for the same run; runs with an unknown number are left out."""
    if len(numbers) < length:
        return numbers[:0]
    count = len(numbers) - length + 1
    mixed = np.zeros(count, dtype=np.uint64)
    whole = np.ones(count, dtype=bool)
    for place in range(length):
        part = numbers[place : place + count]
        mixed = (mixed ^ part) * np.uint64(0x9E3779B97F4A7C15) + (mixed >> np.uint64(29))
        whole &= part > 0
    return mixed[whole]


def words_alone(numbers: np.ndarray) -> np.ndarray:
    return numbers[numbers > 0]


def words_and_pairs(numbers: np.ndarray) -> np.ndarray:
    return np.concatenate([words_alone(numbers), _runs(numbers, 2)])


def runs_of_four(numbers: np.ndarray) -> np.ndarray:
    return _runs(numbers, RUN)


class Furniture:
    """Lines that stand in several articles: the site's own, no part of the story."""

    def __init__(self, texts: Iterable[str]) -> None:
        lines = Counter(hash(line) for text in texts for line in {part.strip() for part in text.split("\n")})
        self._lines = {line for line, count in lines.items() if count >= OFTEN}

    def without(self, text: str) -> str:
        return "\n".join(line for line in text.split("\n") if hash(line.strip()) not in self._lines)


class Index:
    """Which articles hold which numbers, with the weight of each, ready to be asked for the likeness of all of them.

    The numbers of articles that only ask stand after the first `held`: they count for what is rare, and are not found.
    """

    def __init__(self, told: Iterable[np.ndarray], held: int | None = None) -> None:
        keys, counts, owners = array("Q"), array("H"), array("i")
        self.count = 0
        for owner, numbers in enumerate(told):
            some, often = np.unique(numbers, return_counts=True)
            keys.frombytes(some.tobytes())
            counts.frombytes(np.minimum(often, 65_535).astype(np.uint16).tobytes())
            owners.frombytes(np.full(len(some), owner, dtype=np.int32).tobytes())
            self.count = owner + 1
        self.held = self.count if held is None else held
        self._build(np.frombuffer(keys, dtype=np.uint64) if keys else np.zeros(0, np.uint64),
                    np.frombuffer(counts, dtype=np.uint16) if counts else np.zeros(0, np.uint16),
                    np.frombuffer(owners, dtype=np.int32) if owners else np.zeros(0, np.int32))  # fmt: skip

    def _build(self, keys: np.ndarray, counts: np.ndarray, owners: np.ndarray) -> None:
        limit = min(max(2, COMMON * self.count), LONGEST_LIST)
        if len(keys) and int(keys.max()) < len(keys):  # words by their numbers: most entries fall away before the sorting
            articles = np.bincount(keys.astype(np.intp))
            some = ((articles >= 2) & (articles <= limit))[keys]
            keys, counts, owners = keys[some], counts[some], owners[some]
        order = np.argsort(keys, kind="stable")
        keys, counts, owners = keys[order], counts[order], owners[order]
        del order
        begins = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]]) if len(keys) else np.zeros(0, int)
        lengths = np.diff(np.append(begins, len(keys)))
        useful = (lengths >= 2) & (lengths <= limit)
        kept = np.repeat(useful, lengths)
        keys, counts, owners, lengths = keys[begins[useful]], counts[kept], owners[kept], lengths[useful]
        self._keys, self._rarity = keys, np.log((self.count + 1) / lengths)
        self._rare = lengths <= max(FEW, RARE * self.count)
        weights = (1 + np.log(counts)) * np.repeat(self._rarity, lengths)
        length = np.sqrt(np.bincount(owners, weights=weights**2, minlength=self.count))
        weights /= np.maximum(length[owners], 1e-9)
        found = owners < self.held
        self._owners, self._weights = owners[found], weights[found].astype(np.float32)
        of_key = np.repeat(np.arange(len(lengths)), lengths)[found]
        self._starts = np.append(0, np.cumsum(np.bincount(of_key, minlength=len(lengths))))

    def scores(self, numbers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The likeness (cosine of the TF-IDF vectors) of every article, and how much that is rare it shares."""
        keys, counts = np.unique(numbers, return_counts=True)
        places = np.searchsorted(self._keys, keys)
        places[places == len(self._keys)] = 0
        found = self._keys[places] == keys if len(self._keys) else np.zeros(len(keys), bool)
        if not found.any():
            return np.zeros(self.held), np.zeros(self.held, dtype=int)
        places, counts = places[found], counts[found]
        weights = (1 + np.log(counts)) * self._rarity[places]
        weights /= np.sqrt((weights**2).sum())
        starts, lengths = self._starts[places], self._starts[places + 1] - self._starts[places]
        begins = np.append(0, np.cumsum(lengths))
        postings = np.arange(begins[-1]) + np.repeat(starts - begins[:-1], lengths)
        owners = self._owners[postings]
        likeness = np.bincount(owners, weights=self._weights[postings] * np.repeat(weights, lengths), minlength=self.held)
        rare = np.repeat(self._rare[places], lengths)
        return likeness, np.bincount(owners[rare], minlength=self.held)


def nearest(scores: np.ndarray, shared: np.ndarray, days: np.ndarray, *, count: int = NEIGHBOURS) -> list[Neighbour]:
    """The `count` most alike that share `MANY` rare words (people and places alone recur for years), most alike first."""
    scores = np.where(shared >= MANY, scores, 0.0)
    few = np.arange(len(scores)) if len(scores) <= 4 * count else np.argpartition(-scores, count)[: count + 1]
    best = few[np.lexsort((few, -scores[few]))][:count]
    return [Neighbour(int(i), int(days[i]), float(scores[i]), int(shared[i])) for i in best if scores[i] > 0]
