"""How likely each day is the day of publication, from the dated articles of the same corpus; and how sure that is.

What likeness to dated articles says, what the corpus's articles say of days, and the constraints of the text are weighed
on one grid of days. How wide an interval must be to hold the true day is not assumed: dated articles of the corpus are
judged in the same way as if they had no date, and the level that holds `COVERAGE` of them is the level used, so that
`PROMISED` of those without a date are held.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from timeline.dating.constraint import Constraint
from timeline.dating.habits import Habits, Signals, months_of
from timeline.dating.nearness import Near
from timeline.dating.neighbours import Neighbour
from timeline.interval import Grain, containing

WINDOW = 7  # days each side that the best day is judged by
PROMISED = 0.95
COVERAGE = 0.96  # of the dated articles: a sample shows itself a little surer than those not in it are found to be
MARGIN = 45  # days that the grid goes beyond the corpus
LOOSE = 0.05  # share of the dated articles that may lie outside a sort of evidence above which it bounds nothing for certain
STATED = ("date", "plan")  # what the words alone say; what a known event or another article has to be matched for never binds
LEARNED, CELLS = 350, 40_000_000  # articles that the weights are learned from, and numbers held for it
ROUNDS, PACE, FIRM, HIGHEST = 12, 0.6, 3.0, 10.0  # steps towards the weights, how long, how firmly held back, how high at most
STRIP = 384  # days worked on at once: they fit in the processor's own memory, and no second thread is woken for so few
SETTLED = 0.01  # a step so short ends it
BLUR = 3  # days each side of the true one that count as found while the weights are learned
BANDS = 6  # of likeness, each with its own trust
MANY_YEARS = 4 * 365  # days each side
SPREAD, FAR = 0.02, 7.0  # chance that is spread over all days, and the days by which it falls to a quarter
# what a sort of evidence weighs before anything is learned, in log likelihood; likeness speaks through several channels
OUTSIDE, OTHER_YEAR, REPEATED, USUAL = 3.0, 2.0, 0.5, 1.0


def _start(name: str, channels: frozenset[str]) -> float:
    if name.startswith("outside"):
        return OUTSIDE
    return OTHER_YEAR if name == "other year" else REPEATED if name in channels or name == "first weekday" else USUAL


@dataclass(frozen=True, slots=True)
class Judged:
    """An article as far as the corpus can judge it."""

    signals: Signals
    near: Near
    constraints: tuple[Constraint, ...] = ()

    @property
    def neighbours(self) -> tuple[Neighbour, ...]:
        return self.near.neighbours


@dataclass(frozen=True, slots=True)
class _Case:
    """An article of the sample: what each sort of evidence says of each day, its true place, the article most alike."""

    names: tuple[str, ...]
    values: np.ndarray
    place: int
    nearest: Neighbour | None


@dataclass(frozen=True, slots=True)
class Likely:
    """The best day, the half-open interval around it at the corpus's level, and how sure the day is."""

    best: int
    start: int
    end: int
    sureness: float


def grid_of(days: Sequence[int]) -> np.ndarray:
    """The days that a corpus can tell of: those of its dated articles, and `MARGIN` days more on each side."""
    return np.arange(min(days) - MARGIN, max(days) + MARGIN + 1)


def _firm(sample: Sequence[tuple[tuple[Constraint, ...], int]]) -> frozenset[str]:
    """The stated sorts of evidence that so few of the dated articles lie outside of that one more miss in two more uses
    would still be no more than `LOOSE`: what was seen a few times only is not known to hold."""
    uses: Counter[str] = Counter()
    misses: Counter[str] = Counter()
    for constraints, day in sample:
        for one in constraints:
            uses[one.kind] += 1
            misses[one.kind] += (one.start is not None and day < one.start) or (one.end is not None and day >= one.end)
    return frozenset(kind for kind in STATED if (misses[kind] + 1) / (uses[kind] + 2) <= LOOSE)


class Profile:
    """The weighing of one corpus, learned from a sample of its dated articles.

    `sample` holds what their texts say and their days; `near` gives what likeness says of the nth of them, itself left
    out. What the weights are learned from is held; the others are asked one after another, so that the grids of a thousand
    articles are never held at once.
    """

    def __init__(
        self, grid: np.ndarray, sample: Sequence[tuple[Signals, tuple[Constraint, ...], int]], near: Callable[[int], Near]
    ) -> None:
        self.grid = grid
        self._months = months_of(grid)
        self._sample = sample
        self._asked = near
        self._weights: dict[str, float] = {}
        self._channels: frozenset[str] = frozenset()
        self.habits = Habits()
        self.habits.learn((signals, day) for signals, _, day in sample)
        self._firm = _firm([(constraints, day) for _, constraints, day in sample])
        self._learn_widths(self._learn_weights())
        del self._sample, self._asked

    def _case(self, number: int) -> _Case:
        signals, constraints, day = self._sample[number]
        judged = Judged(signals, self._asked(number), constraints)
        self._channels |= judged.near.logs.keys()
        features = self._features(judged)
        return _Case(tuple(features), np.array(list(features.values()), dtype=np.float32), day - int(self.grid[0]),
                     next(iter(judged.neighbours), None))  # fmt: skip

    def _learn_widths(self, held: Mapping[int, _Case]) -> None:
        """How far from the best day `COVERAGE` of the true days lie, for each degree of sureness; and the chance that an
        interval around it must hold to hold as many, whatever the sureness."""
        sure, off, levels, likeness, right = [], [], [], [], []
        for number, (_, _, day) in enumerate(self._sample):
            case = held.get(number) or self._case(number)
            chances = _chances(self._weighing(case.names) @ case.values)
            best = self.best(chances)
            sure.append(self._sureness(chances, best))
            off.append(abs(int(self.grid[best]) - day))
            levels.append(_held(chances, best)[off[-1]])
            likeness.append(case.nearest.likeness if case.nearest else 0.0)
            right.append(case.nearest is not None and abs(case.nearest.day - day) <= WINDOW)
        self._learn_trust(np.array(likeness), np.array(right, dtype=float))
        self._level = float(_covering(np.array(levels)))
        order = np.argsort(-np.array(sure), kind="stable")
        self._least_sure, ranked = np.array(sure)[order], np.array(off)[order]
        half = max(30, len(order) // 8)
        starts = [min(max(0, place - half), max(0, len(order) - 2 * half)) for place in range(len(order))]
        self._reaches = np.maximum.accumulate(np.array([_covering(ranked[start : start + 2 * half]) for start in starts], dtype=int))

    def _sureness(self, chances: np.ndarray, best: int) -> float:
        """High where one day stands out, middling where one fortnight does."""
        return float(chances[max(0, best - WINDOW) : best + WINDOW + 1].sum() + 2 * chances[best] ** 2)

    def _learn_trust(self, likeness: np.ndarray, right: np.ndarray) -> None:
        """How often the article most alike is of the true week, by how much alike it is."""
        edges = np.quantile(likeness, np.linspace(0, 1, BANDS + 1)[1:-1])
        bands = np.searchsorted(edges, likeness)
        overall = (right.sum() + 1) / (len(right) + 4)
        self._edges = edges
        trust = [(right[bands == b].sum() + 4 * overall) / ((bands == b).sum() + 4) for b in range(len(edges) + 1)]
        self._trust = np.maximum.accumulate(trust)

    def trust(self, neighbours: Sequence[Neighbour]) -> float:
        """How often neighbours this much alike are right to a week, in this corpus."""
        if not neighbours:
            return 0.0
        return float(self._trust[np.searchsorted(self._edges, neighbours[0].likeness)])

    def firm(self, kind: str) -> bool:
        """Whether this corpus bears out that publication lies where this sort of evidence says."""
        return kind in self._firm

    def _features(self, judged: Judged) -> dict[str, np.ndarray]:
        """What each sort of evidence says of each day of the grid, in log likelihood."""
        out = {**judged.near.logs, **self.habits.logs(judged.signals, self.grid, self._months)}
        for one in judged.constraints:
            outside = np.zeros(len(self.grid), dtype=np.float32)
            if one.start is not None:
                outside[self.grid < one.start] = 1
            if one.end is not None:
                outside[self.grid >= one.end] = 1
            name = f"outside {one.kind}"
            out[name] = out.get(name, 0.0) - outside
        return out

    def _weighing(self, names: Sequence[str]) -> np.ndarray:
        return np.array([self._weights.get(name, _start(name, self._channels)) for name in names])

    def chances(self, judged: Judged) -> np.ndarray:
        """The chance of each day of the grid; sums to 1."""
        features = self._features(judged)
        log = np.zeros(len(self.grid))
        for weight, values in zip(self._weighing(tuple(features)), features.values(), strict=True):
            log += weight * values
        return _chances(log)

    def _learn_weights(self) -> dict[int, _Case]:
        """Weights of the sorts of evidence under which the true days of the sample are likeliest (log-linear model).
        Returns the cases that they were learned from."""
        most = max(50, min(LEARNED, CELLS // (20 * len(self.grid))))
        cases = {number: self._case(number) for number in range(min(most, len(self._sample)))}
        names = sorted({name for case in cases.values() for name in case.names})
        numbers = {name: number for number, name in enumerate(names)}
        first = np.array([_start(name, self._channels) for name in names])
        held = FIRM / np.maximum(first, REPEATED) ** 2
        told = [(np.array([numbers[name] for name in case.names]), case) for case in cases.values()]
        weights = first.copy()
        for _ in range(ROUNDS):
            slope, bend = held * (first - weights), np.diag(held)
            for which, case in told:
                to_true, about_mean = _lesson(weights[which], case.values, case.place)
                slope[which] += to_true
                bend[np.ix_(which, which)] += about_mean
            before = weights
            weights = np.clip(weights + PACE * np.linalg.solve(bend, slope), 0, HIGHEST)
            if np.abs(weights - before).max() < SETTLED:
                break
        self._weights = dict(zip(names, map(float, weights), strict=True))
        return cases

    def best(self, chances: np.ndarray) -> int:
        """The place in the grid whose surroundings hold most; among equals its own chance decides."""
        around = np.convolve(chances, np.ones(2 * WINDOW + 1))[WINDOW:-WINDOW]
        return int(np.argmax(around + 0.5 * chances))

    def judge(self, judged: Judged) -> Likely:
        """The best day, and the days around it that hold the true one as often as the corpus's own articles show."""
        chances = self.chances(judged)
        best = self.best(chances)
        sure = self._sureness(chances, best)
        off = int(self._reaches[min(int(np.searchsorted(-self._least_sure, -sure)), len(self._reaches) - 1)])
        if off > WINDOW:  # where articles as sure lie weeks apart, each has its own width
            off = int(np.searchsorted(_held(chances, best), self._level))
        return Likely(int(self.grid[best]), *_around(int(self.grid[best]), off), sure)


def _around(day: int, off: int) -> tuple[int, int]:
    """The days that lie so far from a day at the most, or a sixteenth farther: nobody knows to the day how far, and each article
    that comes to the corpus would move it. The ends of many years are those of years.

    >>> [_around(100, off) for off in (7, 33)]
    [(93, 108), (66, 135)]
    >>> from timeline.interval import iso, ordinal_of
    >>> [iso(end) for end in _around(ordinal_of("2018-03-29"), 1_900)]
    ['2013-01-01', '2024-01-01']
    """
    if off >= MANY_YEARS:
        return containing(day - off, Grain.YEAR).start, containing(day + off, Grain.YEAR).end
    step = 1 << max(0, off.bit_length() - 5)
    off = -(-off // step) * step
    return day - off, day + off + 1


def _lesson(weights: np.ndarray, values: np.ndarray, place: int) -> tuple[np.ndarray, np.ndarray]:
    """What one article, of the day at `place`, teaches: which way its true day grows likelier, and how much the sorts of
    evidence vary together over the days."""
    size = values.shape[1]
    strips = [values[:, start : start + STRIP].astype(float) for start in range(0, size, STRIP)]
    chances = _chances(np.concatenate([weights @ strip for strip in strips]))
    about = slice(max(0, place - BLUR), place + BLUR + 1)
    true = values[:, about].astype(float) @ (chances[about] / max(float(chances[about].sum()), 1e-300))
    mean, together = np.zeros(len(weights)), np.zeros((len(weights), len(weights)))
    for start, strip in zip(range(0, size, STRIP), strips, strict=True):
        likely = strip * chances[start : start + STRIP]
        mean += likely.sum(axis=1)
        together += likely @ strip.T
    return true - mean, together - np.outer(mean, mean)


def _covering(values: np.ndarray) -> float:
    """The value that `COVERAGE` of these do not exceed."""
    return float(np.sort(values)[int(np.ceil(COVERAGE * len(values))) - 1])


def _held(chances: np.ndarray, best: int) -> np.ndarray:
    """The chance that the true day lies within so many days of the best one. A little of it is spread far and wide: what
    the corpus holds to be impossible happens."""
    off = np.abs(np.arange(len(chances)) - best)
    far = (1 + off / FAR) ** -2.0
    held: np.ndarray = np.cumsum(np.bincount(off, weights=(1 - SPREAD) * chances + SPREAD * far / far.sum()))
    return held


def _chances(log: np.ndarray) -> np.ndarray:
    chances: np.ndarray = np.exp(log - log.max())
    return chances / chances.sum()
