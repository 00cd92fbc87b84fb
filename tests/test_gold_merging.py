"""Which reports are told as one event, against clusters made by hand in tests/gold/merging.toml.

`python tests/test_gold_merging.py` prints precision and recall over pairs, and the pairs that went wrong.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import pytest
from gold_scores import load, one_of
from test_gold import GOLD, REAL, SAMPLES, article, articles

from timeline.dating import date_articles
from timeline.extract import extract
from timeline.merging import merge
from timeline.records import Evidence, Report

REACH = {"precision": 0.97, "recall": 0.85}
FLOORS: dict[str, float] = {"precision": 0.97, "recall": 0.80}


@dataclass(frozen=True)
class Label:
    """One report of the gold: what was said where, and the event it belongs to by hand and by merging."""

    words: str
    by_hand: str
    merged: str


@dataclass(frozen=True)
class Pairs:
    labels: tuple[Label, ...]
    right: tuple[tuple[Label, Label], ...]
    apart: tuple[tuple[Label, Label], ...]
    mixed: tuple[tuple[Label, Label], ...]

    @property
    def precision(self) -> float:
        return len(self.right) / max(1, len(self.right) + len(self.mixed))

    @property
    def recall(self) -> float:
        return len(self.right) / max(1, len(self.right) + len(self.apart))


def told(*, real: bool) -> Iterator[tuple[str, list[str]]]:
    """Every event that the gold names, with the name of its article."""
    for prefix, name in (("", "samples.toml"), *((("real:", "real.toml"),) if real else ())):
        for gold in load(GOLD / name):
            yield from ((prefix + gold["path"], event) for event in gold["events"])


@lru_cache(maxsize=1)
def pairs() -> Pairs:
    """All pairs of labelled reports, after the whole line from reading to merging."""
    with (GOLD / "merging.toml").open("rb") as file:
        by_hand = {tuple(tell): event["name"] for event in tomllib.load(file)["event"] for tell in event["tells"]}
    real = REAL.is_dir()
    known = list(articles(SAMPLES).values()) + (list(articles(REAL).values()) if real else [])
    dated = {a.article_id: a for a in date_articles(known)}
    found = [extract(a) for a in dated.values()]
    merged = merge([r for f in found for r in f.reports], [e for f in found for e in f.evidence],
                   [c for f in found for c in f.claims], list(dated.values()))  # fmt: skip
    rows: dict[str, list[tuple[Report, Evidence]]] = {}
    reports = {r.report_id: r for r in merged.reports}
    for evidence in merged.evidence:
        rows.setdefault(evidence.article_id, []).append((reports[evidence.report_id], evidence))
    labels: dict[str, Label] = {}
    for path, (words, kind, *_) in told(real=real):
        name = by_hand.get((path, words))
        if name is None and kind.startswith("?"):
            continue
        source = article({"path": path.removeprefix("real:")}, REAL if path.startswith("real:") else SAMPLES)
        at = source.text.find(words)
        here = [r for r, e in rows.get(source.article_id, ())
                if e.char_start <= at < e.char_end and one_of(kind.lstrip("?"), r.event_type)]  # fmt: skip
        if here:
            labels.setdefault(here[0].report_id, Label(f"{path}: “{words}”", name or f"{path} {words}", here[0].event_id))
    everything = list(combinations(labels.values(), 2))
    return Pairs(
        tuple(labels.values()),
        tuple(p for p in everything if p[0].by_hand == p[1].by_hand and p[0].merged == p[1].merged),
        tuple(p for p in everything if p[0].by_hand == p[1].by_hand and p[0].merged != p[1].merged),
        tuple(p for p in everything if p[0].by_hand != p[1].by_hand and p[0].merged == p[1].merged),
    )


def test_every_told_event_of_a_cluster_is_in_the_gold_of_its_article() -> None:
    known = {(path, event[0]) for path, event in told(real=True)}
    with (GOLD / "merging.toml").open("rb") as file:
        lost = [tell for event in tomllib.load(file)["event"] for tell in event["tells"] if tuple(tell) not in known]
    assert not lost


@pytest.mark.parametrize("name", ["precision", "recall"])
def test_merging_does_not_fall_below_its_measured_floor(name: str) -> None:
    got = pairs()
    print(f"{len(got.labels)} reports; {name}: reach {REACH[name]:.0%}, measured {getattr(got, name):.1%}")
    assert getattr(got, name) >= FLOORS[name]


if __name__ == "__main__":
    result = pairs()
    print(f"{len(result.labels)} labelled reports, {len(result.right)} pairs right: precision {result.precision:.1%}, "
          f"recall {result.recall:.1%}")  # fmt: skip
    for verdict, wrong in (("should be one", result.apart), ("should be apart", result.mixed)):
        for one, other in wrong:
            print(f"{verdict}: {one.words} | {other.words}")
