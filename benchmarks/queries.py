"""How fast the dashboard's questions are answered over a million events, and in how much memory.

    python -m benchmarks.queries            1,000,000 events, each with a sentence of evidence
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa

from benchmarks.corpus import PLACES, PUBLISHERS, STATES
from timeline.selection import Filters
from timeline.store import Tables, publish
from timeline.tables import SCHEMAS

TYPES = ["attack", "battle", "ceasefire", "negotiation", "meeting", "agreement", "statement", "release", "aid", "protest"]
VERBS = ["strikes", "meets", "accuses", "frees prisoners of", "signs an accord with", "sends aid to", "warns"]
Row = dict[str, Any]

# fmt: off
QUESTIONS = {  # name → SQL with the place for a condition, and the longest time that was set
    "facet of types":     ("SELECT event_type, count(*) n FROM events WHERE {} GROUP BY 1 ORDER BY n DESC", 150),
    "facet of actors":    ("SELECT a, count(*) n FROM (SELECT unnest(actors) a FROM events WHERE {}) GROUP BY 1 ORDER BY n DESC LIMIT 50", 150),
    "histogram by month": ("SELECT date_trunc('month', \"start\") m, event_type, count(*) n FROM events WHERE {} GROUP BY ALL ORDER BY 1", 150),
    "page of the table":  ("SELECT event_id, \"start\", title, actors, places FROM events WHERE {} ORDER BY \"start\" NULLS LAST, event_id LIMIT 100 OFFSET 5000", 150),
    "number of events":   ("SELECT count(*) FROM events WHERE {}", 150),
}
# fmt: on
FILTERS = {
    "none": Filters(),
    "type, place, period": Filters.from_query("type=attack&place=Gaza&from=2016-01-01&to=2019-12-31")[0],
}
SEARCH = Filters.from_query("q=prisoners+Oman")[0]


def run(count: int = 1_000_000) -> list[Row]:
    """Rows `question`, `filter`, `milliseconds` (median of five), `reach`, `met`."""
    with TemporaryDirectory(prefix="timeline-queries-") as folder:
        publish(folder, {"events": events(count), "evidence": evidence(count)})
        return list(_measured(Path(folder)))


def _measured(folder: Path) -> Iterator[Row]:
    with Tables(folder) as tables:
        tables.query("SELECT 1")
        for name, filters in FILTERS.items():
            condition, params = filters.where()
            for question, (sql, reach) in QUESTIONS.items():
                yield _timed(tables, question, name, sql.format(condition), params, reach)
        condition, params = SEARCH.where()
        yield _timed(tables, "search", "two words", QUESTIONS["page of the table"][0].format(condition), params, 400)


def _timed(tables: Tables, question: str, name: str, sql: str, params: list[Any], reach: int) -> Row:
    tables.query(sql, params)
    times = []
    for _ in range(5):
        start = time.perf_counter()
        tables.query(sql, params)
        times.append(1000 * (time.perf_counter() - start))
    spent = median(times)
    return {"question": question, "filter": name, "milliseconds": round(spent), "reach": reach, "met": spent < reach}


def events(count: int, at_once: int = 50_000) -> Iterator[pa.Table]:
    """Events over twelve years, each day, type, actor and place about as often as another; every number once."""
    schema = SCHEMAS["events"]
    for first in range(0, count, at_once):
        numbers = range(first, min(first + at_once, count))
        told = {
            "event_id": [f"{n * 2654435761 % 2**64:016x}" for n in numbers],
            "start": pa.array([14_600 + n * 4_380 // count for n in numbers], pa.int32()).cast(pa.date32()),
            "edtf": ["2013"] * len(numbers),
            "event_type": [TYPES[n * 7 % len(TYPES)] for n in numbers],
            "title": [_title(n) for n in numbers],
            "actors": [[STATES[n % 15], STATES[n // 15 % 15]] for n in numbers],
            "places": [[PLACES[n // 3 % 18]] for n in numbers],
            "publishers": [[PUBLISHERS[n % 6]] for n in numbers],
        }
        told["end"] = told["start"]
        arrays = [pa.array(told[f.name], f.type) if f.name in told else pa.nulls(len(numbers), f.type) for f in schema]
        yield pa.Table.from_arrays(arrays, schema=schema)


def _title(n: int) -> str:
    return f"{STATES[n % 15]} {VERBS[n // 5 % 7]} {STATES[n // 15 % 15]} in {PLACES[n // 3 % 18]}"


def evidence(count: int, at_once: int = 50_000) -> Iterator[pa.Table]:
    schema = SCHEMAS["evidence"]
    for first in range(0, count, at_once):
        numbers = range(first, min(first + at_once, count))
        told = {
            "event_id": [f"{n * 2654435761 % 2**64:016x}" for n in numbers],
            "sentence": [f"On that day, {_title(n)}, officials with knowledge of report {n} told the press." for n in numbers],
        }
        arrays = [pa.array(told[f.name], f.type) if f.name in told else pa.nulls(len(numbers), f.type) for f in schema]
        yield pa.Table.from_arrays(arrays, schema=schema)


if __name__ == "__main__":
    for row in run(int(sys.argv[1]) if sys.argv[1:] else 1_000_000):
        told = "yes" if row["met"] else "NO"
        print(f"{row['question']:<20} {row['filter']:<20} {row['milliseconds']:>6} ms  < {row['reach']} ms  {told}", flush=True)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} MB, the making of the tables among it")
