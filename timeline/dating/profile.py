"""How likely each day is the day of publication, from the dated articles of the same corpus; and how sure that is.

The neighbours' days, what the corpus's articles say of days, and the constraints of the text are weighed on one grid
of days. How wide an interval must be to hold the true day is not assumed: dated articles of the corpus are judged in
the same way as if they had no date, and the level that holds `COVERAGE` of them is the level used.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from timeline.dating.constraint import Constraint
from timeline.dating.habits import Habits, Signals, months_of
from timeline.dating.neighbours import Neighbour

SPREADS = (5.0, 3.0, 10.0)  # days: how far from a neighbour's day publication lies, the usual one first
SHARPNESS = (4, 3, 2, 6)  # the power of likeness that a neighbour weighs with
WINDOW = 7  # days each side that the best day is judged by
COVERAGE = 0.95
MARGIN = 45  # days that the grid goes beyond the corpus
OUTSIDE = 3.0  # what a constraint costs a day outside it, in log likelihood, before anything is learned
LOOSE = 0.02  # share of the dated articles that lie outside a sort of evidence from which on it bounds nothing for certain
LEARNED, ROUNDS, FIRM = 250, 8, 6.0  # articles and rounds the weights are learned from, and how firmly they start
NEAR = "neighbours"
BANDS = 6  # of likeness, each with its own trust


def _smoothed(values: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """The values spread by a kernel of odd length about its middle; as many as before, however long the kernel."""
    middle = len(kernel) // 2
    return np.convolve(values, kernel)[middle : middle + len(values)]


def _start(name: str) -> float:
    return OUTSIDE if name.startswith("outside") else 2.0 if name == "other year" else 0.5 if name == "first weekday" else 1.0


@dataclass(frozen=True, slots=True)
class Judged:
    """An article as far as the corpus can judge it."""

    signals: Signals
    neighbours: tuple[Neighbour, ...]
    constraints: tuple[Constraint, ...] = ()


@dataclass(frozen=True, slots=True)
class Likely:
    """The best day, the half-open interval around it at the corpus's level, and how sure the day is."""

    best: int
    start: int
    end: int
    sureness: float


def _loose(sample: Sequence[tuple[Judged, int]]) -> frozenset[str]:
    """The sorts of evidence that more than one, and more than `LOOSE`, of the dated articles lie outside of."""
    uses: Counter[str] = Counter()
    misses: Counter[str] = Counter()
    for judged, day in sample:
        for one in judged.constraints:
            uses[one.kind] += 1
            misses[one.kind] += (one.start is not None and day < one.start) or (one.end is not None and day >= one.end)
    return frozenset(kind for kind, missed in misses.items() if missed > 1 + LOOSE * uses[kind])


class Profile:
    """The weighing of one corpus, learned from a sample of its dated articles."""

    def __init__(self, days: Sequence[int], sample: Sequence[tuple[Judged, int]]) -> None:
        self.grid = np.arange(min(days) - MARGIN, max(days) + MARGIN + 1)
        self._months = months_of(self.grid)
        counts = np.bincount(np.asarray(days) - self.grid[0], minlength=len(self.grid)).astype(float)
        apart = np.abs(np.arange(-400, 401))
        kernel = np.exp(-apart / 20.0) / 20 + np.exp(-apart / 120.0) / 240
        base = _smoothed(counts, kernel) / kernel.sum() + 1e-4
        self._base = base / base.sum()
        self.habits = Habits()
        self.habits.learn((judged.signals, day) for judged, day in sample)
        self._loose = _loose(sample)
        self._learn_nearness(sample)
        self._learn_trust(sample)
        self._learn_weights(sample)
        self._learn_widths(sample)

    def _learn_widths(self, sample: Sequence[tuple[Judged, int]]) -> None:
        """For each degree of sureness, how far from the best day all but 1 - COVERAGE of the true days lie."""
        sure, off = [], []
        for judged, day in sample:
            chances = self.chances(judged)
            best = self.best(chances)
            sure.append(self._sureness(chances, best))
            off.append(abs(int(self.grid[best]) - day))
        order = np.argsort(-np.array(sure), kind="stable")
        self._least_sure = np.array(sure)[order]
        ranked = np.array(off)[order]
        half = max(30, len(order) // 8)
        reaches = []
        for place in range(len(order)):
            start = min(max(0, place - half), max(0, len(order) - 2 * half))
            within = np.sort(ranked[start : start + 2 * half])
            reaches.append(int(within[min(len(within) - 1, int(np.ceil(COVERAGE * (len(within) + 1))) - 1)]))
        self._reaches = np.maximum.accumulate(np.array(reaches, dtype=int))

    def _sureness(self, chances: np.ndarray, best: int) -> float:
        """High where one day stands out, middling where one fortnight does."""
        return float(chances[max(0, best - WINDOW) : best + WINDOW + 1].sum() + 2 * chances[best] ** 2)

    def _learn_trust(self, sample: Sequence[tuple[Judged, int]]) -> None:
        """How often the neighbours' likeliest days hold the true one, by the likeness of the nearest."""
        likeness = np.array([j.neighbours[0].likeness if j.neighbours else 0.0 for j, _ in sample])
        right = np.array([self._near_right(j, day) for j, day in sample], dtype=float)
        edges = np.quantile(likeness, np.linspace(0, 1, BANDS + 1)[1:-1]) if len(sample) else np.zeros(0)
        bands = np.searchsorted(edges, likeness)
        overall = (right.sum() + 1) / (len(right) + 4)
        self._edges = edges
        trust = [(right[bands == b].sum() + 4 * overall) / ((bands == b).sum() + 4) for b in range(len(edges) + 1)]
        self._trust = np.maximum.accumulate(trust)

    def _near_right(self, judged: Judged, day: int) -> bool:
        if not judged.neighbours:
            return False
        return abs(int(self.grid[self._near(judged.neighbours).argmax()]) - day) <= WINDOW

    def _near(self, neighbours: Sequence[Neighbour]) -> np.ndarray:
        places = np.array([n.day for n in neighbours]) - self.grid[0]
        weights = np.array([n.likeness for n in neighbours]) ** self._sharpness
        density = _smoothed(np.bincount(places, weights, minlength=len(self.grid)), self._kernel)
        found: np.ndarray = density / max(float(density.sum()), 1e-300) + 1e-12
        return found

    def _learn_nearness(self, sample: Sequence[tuple[Judged, int]]) -> None:
        """The spread and sharpness under which the neighbours find most of the true days to a week."""
        best = 0
        chosen = (SPREADS[0], SHARPNESS[0])
        for spread, sharpness in product(SPREADS, SHARPNESS):
            self._set(spread, sharpness)
            right = sum(self._near_right(judged, day) for judged, day in sample)
            if right > best * 1.01:
                best, chosen = right, (spread, sharpness)
        self._set(*chosen)
        self.found = best  # true days of the sample that the neighbours alone find to a week

    def _set(self, spread: float, sharpness: int) -> None:
        reach = int(8 * spread)
        self._kernel = np.exp(-np.abs(np.arange(-reach, reach + 1)) / spread)
        self._sharpness = sharpness

    def trust(self, neighbours: Sequence[Neighbour]) -> float:
        """How often neighbours this much alike are right to a week, in this corpus."""
        if not neighbours:
            return 0.0
        return float(self._trust[np.searchsorted(self._edges, neighbours[0].likeness)])

    def firm(self, kind: str) -> bool:
        """Whether this corpus bears out that publication lies where this sort of evidence says."""
        return kind not in self._loose

    def _features(self, judged: Judged) -> dict[str, np.ndarray]:
        """What each sort of evidence says of each day of the grid, in log likelihood."""
        trust = self.trust(judged.neighbours)
        density = (1 - trust) * self._base
        if judged.neighbours:
            density = density + trust * self._near(judged.neighbours)
        out = {NEAR: np.log(density), **self.habits.logs(judged.signals, self.grid, self._months)}
        for one in judged.constraints:
            outside = np.zeros(len(self.grid), dtype=bool)
            if one.start is not None:
                outside |= self.grid < one.start
            if one.end is not None:
                outside |= self.grid >= one.end
            name = f"outside {one.kind}"
            out[name] = out.get(name, 0.0) - outside.astype(float)
        return out

    def chances(self, judged: Judged) -> np.ndarray:
        """The chance of each day of the grid; sums to 1."""
        return self._softmax(self._features(judged))

    def _softmax(self, features: dict[str, np.ndarray]) -> np.ndarray:
        log = np.sum([self._weights.get(name, _start(name)) * values for name, values in features.items()], axis=0)
        chances: np.ndarray = np.exp(log - log.max())
        return chances / chances.sum()

    def _learn_weights(self, sample: Sequence[tuple[Judged, int]]) -> None:
        """Weights of the sorts of evidence under which the true days of the sample are likeliest (log-linear model)."""
        self._weights: dict[str, float] = {}
        step = max(1, len(sample) // LEARNED)
        cases = [(self._features(judged), day - int(self.grid[0])) for judged, day in sample[::step]]
        names = sorted({name for features, _ in cases for name in features})
        self._weights = {name: _start(name) for name in names}
        for _ in range(ROUNDS):
            slope, bend = dict.fromkeys(names, 0.0), dict.fromkeys(names, 0.0)
            for features, place in cases:
                chances = self._softmax(features)
                for name, values in features.items():
                    mean = float(chances @ values)
                    slope[name] += float(values[place]) - mean
                    bend[name] += float(chances @ (values - mean) ** 2)
            for name in names:
                firm = FIRM / _start(name) ** 2
                change = (slope[name] - firm * (self._weights[name] - _start(name))) / (bend[name] + firm)
                self._weights[name] = min(max(self._weights[name] + 0.7 * change, 0.0), 4 * _start(name))

    def best(self, chances: np.ndarray) -> int:
        """The place in the grid whose surroundings hold most; among equals its own chance decides."""
        around = _smoothed(chances, np.ones(2 * WINDOW + 1))
        return int(np.argmax(around + 0.5 * chances))

    def judge(self, judged: Judged) -> Likely:
        """The best day, and the days around it that hold the true one as often as the corpus's own articles show."""
        chances = self.chances(judged)
        best = self.best(chances)
        sure = self._sureness(chances, best)
        place = int(np.searchsorted(-self._least_sure, -sure))
        off = int(self._reaches[min(place, len(self._reaches) - 1)])
        day = int(self.grid[best])
        return Likely(day, day - off, day + off + 1, sure)
