"""How merging scales: seconds of processor time and peak memory for more and more reports, and the exponent between them.

    python -m benchmarks.merging                       1,000 and 10,000 events
    python -m benchmarks.merging 1000 10000 100000     the table of docs/scale.md

The reports are those of the sample articles, told again by a seed with other days, actors and places: the denser the
years are filled, the more events share a day and an actor. Each size runs in a process of its own.
"""

from __future__ import annotations

import math
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from benchmarks.corpus import PLACES, SAMPLES, STATES
from timeline.articles import read
from timeline.extract import extract
from timeline.grouping import family
from timeline.interval import Interval, When
from timeline.merging import events_of
from timeline.records import Report

DAYS = 365 * 14
REPORTS_AN_ARTICLE = 18


def reports(count: int, *, seed: int = 1) -> Iterator[Report]:
    """So many reports; the same seed gives the same."""
    random = Random(seed)
    samples = [r for a in read([SAMPLES], problems=lambda problem: None) if a.language == "en" for r in extract(a).reports]
    for number in range(count):
        report = random.choice(samples)
        swap = dict(zip(STATES, random.sample(STATES, len(STATES)), strict=True))
        roles = tuple(f"{swap.get(actor, actor)} ({part}" for actor, part in (r.split(" (", 1) for r in report.roles))
        yield report.model_copy(update={
            "report_id": f"{random.getrandbits(64):016x}", "article_id": f"made-{number // REPORTS_AN_ARTICLE:07d}",
            "when": _moved(report.when, random), "actors": tuple(swap.get(a, a) for a in report.actors), "roles": roles,
            "places": tuple(random.choice(PLACES) for _ in report.places), "reference": None})  # fmt: skip


def _moved(when: When | None, random: Random) -> When | None:
    days = random.randrange(DAYS)
    if when is None:
        return None
    first, last = ((Interval(i.start + days, i.end + days) if i is not None else None) for i in (when.first, when.last))
    match when.extent:
        case "on_or_before" | "until" if last is not None:
            return When.on_or_before(last)
        case "on_or_after" | "since" if first is not None:
            return When.since(first)
    return when if first is None or last is None else When.within(first.hull(last))


def measured(count: int) -> tuple[int, float, float]:
    """Events, seconds of processor time and peak MB of merging so many reports."""
    families: dict[str, list[Report]] = {}
    for report in reports(count):
        families.setdefault(family(report.event_type), []).append(report)
    begun = time.process_time()
    events = [event for some, _ in events_of(((told, ()) for told in families.values()), ()) for event in some]
    return len(events), time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def main(sizes: tuple[int, ...]) -> None:
    before: tuple[int, float] | None = None
    for size in sizes:
        told = subprocess.run([sys.executable, "-m", "benchmarks.merging", f"={size}"], check=True, capture_output=True, text=True,
                              cwd=Path(__file__).parent.parent).stdout.split()  # fmt: skip
        events, seconds, memory = int(told[0]), float(told[1]), float(told[2])
        exponent = "" if before is None else f"  exponent {math.log(seconds / before[1]) / math.log(events / before[0]):.2f}"
        print(f"{size:>9,} reports {events:>9,} events {seconds:>8.2f} s {memory:>7.0f} MB{exponent}", flush=True)
        before = events, seconds


if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1].startswith("="):
        print(*measured(int(sys.argv[1][1:])))
    else:
        main(tuple(map(int, sys.argv[1:])) or (1_000, 10_000))
