"""How like a text the dated articles of each day, month and year are: what likeness says of its day of publication.

    >>> texts = ["Shells fell on Deraa overnight.", "Rebels took the port of Brega.", "Shells fell on the port of Deraa."]
    >>> near = Nearness(texts, [10, 80, 12], np.arange(0, 100))
    >>> story = near.asked("Shells fell on Deraa, overnight.").logs["story"]
    >>> bool(story[10] > story[80])
    True

The same story makes the likeness of single articles stand out; a season and an era have their people and their words,
so the mean likeness of the articles of a wide span tells it, however many or few articles it has.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from timeline.dating.counting import Counting, Lengths, lengths
from timeline.dating.neighbours import (
    Index,
    Neighbour,
    Words,
    names,
    nearest,
    runs_of_four,
    story_words,
    words_alone,
    words_and_pairs,
)

PAIRS_BELOW = 30_000_000  # characters of a corpus small enough to index pairs and runs of words too
REACH = 6  # spreads: how far a kernel goes
UNSEEN = 0.1  # of what likeness says, that the story has no neighbour
THIN = 2.0  # articles of average likeness that every span counts beside its own
DENSITIES = (20, 60)  # days


@dataclass(frozen=True, slots=True)
class Channel:
    """A sort of likeness: what it compares, the power it weighs with, how many days it spreads over, and whether it asks
    for the mean likeness of the articles about a day (`mean`) or for where the likeness lies."""

    name: str
    told: str
    power: float
    spread: int
    mean: bool


CHANNELS = (
    Channel("story", "pairs", 4, 5, False),
    Channel("wording", "runs", 2, 5, False),
    Channel("weeks", "pairs", 2, 20, True),
    Channel("season", "names", 1, 60, True),
    Channel("era of names", "names", 2, 200, True),
    Channel("era of words", "words", 2, 200, True),
)
# in a large corpus: words alone, fewer of them shared by chance, stand for pairs and runs
LARGE = (
    Channel("story", "words", 4, 5, False),
    Channel("weeks", "words", 2, 20, True),
    Channel("season", "names", 1, 60, True),
    Channel("era of names", "names", 2, 200, True),
    Channel("era of words", "words", 2, 200, True),
)


class Spread:
    """Values of the days of a grid, each spread over the days about it."""

    def __init__(self, days: int, size: int) -> None:
        self._step = max(1, days // 4)
        self._size = size
        steps = REACH * days // self._step
        self._kernel = np.exp(-np.abs(np.arange(-steps, steps + 1)) * self._step / days)
        self._count = -(-size // self._step)
        self._middles = np.arange(self._count) * self._step + (self._step - 1) / 2
        self._grid = np.arange(size)

    def over(self, places: np.ndarray, weights: np.ndarray | None = None) -> np.ndarray:
        binned = np.bincount(places // self._step, weights, minlength=self._count)
        middle = len(self._kernel) // 2
        spread = np.convolve(binned, self._kernel)[middle : middle + self._count]
        found: np.ndarray = spread if self._step == 1 else np.interp(self._grid, self._middles, spread)
        return found


@dataclass(frozen=True, slots=True)
class Near:
    """What likeness says: the log of it for each day of the grid by channel, and the articles most alike."""

    logs: dict[str, np.ndarray]
    neighbours: tuple[Neighbour, ...]


class Nearness:
    """The dated articles of a corpus as indexes, and the grid of days that is asked about.

    `days` are those of the first texts; the rest are undated, and only count for what is rare.
    """

    def __init__(self, texts: Iterable[str], days: Sequence[int], grid: np.ndarray) -> None:
        self.days = np.asarray(days, dtype=np.int64)
        self.grid = grid
        self._places = self.days - int(grid[0])
        self._words, self._names = Words(story_words), Words(names)
        told: list[tuple[np.ndarray, np.ndarray]] = []
        counted: list[Lengths] = []
        length = 0
        for text in texts:
            if len(counted) < len(self.days):
                counted.append(lengths(text))
            told.append((self._words.learn(text).astype(np.uint32), self._names.learn(text).astype(np.uint32)))
            length += len(text)
        self.channels = CHANNELS if length <= PAIRS_BELOW else LARGE
        self._indexes = self._indexed(told)
        self._counting = Counting(counted, self.days.tolist(), grid)
        self._spreads = {s: Spread(s, len(grid)) for s in {*DENSITIES, *(c.spread for c in self.channels)}}
        self._counts = {s: spread.over(self._places) for s, spread in self._spreads.items()}

    def _indexed(self, told: Sequence[tuple[np.ndarray, np.ndarray]]) -> dict[str, Index]:
        wanted = {channel.told for channel in self.channels}
        made = {"pairs": words_and_pairs, "runs": runs_of_four, "words": words_alone}
        found = {name: Index((make(words.astype(np.uint64)) for words, _ in told), len(self.days))
                 for name, make in made.items() if name in wanted}  # fmt: skip
        return found | {"names": Index((of_names.astype(np.uint64) for _, of_names in told), len(self.days))}

    def asked(self, text: str, *, leave_out: int | None = None) -> Near:
        """What likeness says of a text; `leave_out` names one dated article that shall not count."""
        words = self._words.known(text)
        told = {"words": words_alone, "pairs": words_and_pairs, "runs": runs_of_four}
        scores = {}
        for name, index in self._indexes.items():
            likeness, shared = index.scores(words_alone(self._names.known(text)) if name == "names" else told[name](words))
            if leave_out is not None:
                likeness[leave_out], shared[leave_out] = 0.0, 0
            scores[name] = likeness, shared
        logs = {c.name: self._log(c, scores[c.told][0], leave_out) for c in self.channels}
        for spread in DENSITIES:
            density = np.maximum(self._without(spread, leave_out), 0.0)
            logs[f"dense {spread}"] = np.log(0.98 * density / max(float(density.sum()), 1e-12) + 0.02 / len(self.grid))
        counted = self._counting.log(text, leave_out=leave_out)
        if counted is not None:
            logs["counted"] = counted
        story = self.channels[0].told
        return Near({k: v.astype(np.float32) for k, v in logs.items()}, tuple(nearest(*scores[story], self.days)))

    def _without(self, spread: int, leave_out: int | None) -> np.ndarray:
        if leave_out is None:
            return self._counts[spread]
        found: np.ndarray = self._counts[spread] - self._spreads[spread].over(self._places[leave_out : leave_out + 1])
        return found

    def _log(self, channel: Channel, likeness: np.ndarray, leave_out: int | None) -> np.ndarray:
        weights = likeness**channel.power
        found = self._spreads[channel.spread].over(self._places, weights)
        if not channel.mean:
            return np.log((1 - UNSEEN) * found / max(float(found.sum()), 1e-12) + UNSEEN / len(self.grid))
        average = max(float(weights.mean()), 1e-12)
        count = np.maximum(self._without(channel.spread, leave_out), 0.0)
        return np.log((found + THIN * average) / (count + THIN) / average + 1e-9)
