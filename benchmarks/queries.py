"""How fast the dashboard's questions are answered over a million events, and in how much memory.

    python -m benchmarks.queries            1,000,000 events, each with a sentence of evidence

Milliseconds of the processor, which two threads share on two cores, so that another load of the machine changes little;
beside them the time on the clock.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa

from benchmarks.corpus import PLACES, PUBLISHERS, STATES
from timeline import questions
from timeline.selection import FIELDS, Filters
from timeline.store import Tables, publish
from timeline.tables import SCHEMAS

TYPES = ["attack", "battle", "ceasefire", "negotiation", "meeting", "agreement", "statement", "release", "aid", "protest"]
VERBS = ["strikes", "meets", "accuses", "frees prisoners of", "signs an accord with", "sends aid to", "warns"]
COLUMNS = 'event_id, "start", "end", "when", status, event_type, title, actors, places, publishers, article_count, importance'
Row = dict[str, Any]
FIELD = {f.name: f for f in FIELDS}

# fmt: off
QUESTIONS = {
    "facet of types":      lambda filters: questions.facet(filters, FIELD["types"]),
    "facet of actors":     lambda filters: questions.facet(filters, FIELD["actors"]),
    "histogram by month":  lambda filters: questions.histogram(filters, "month"),
    "page of the table":   lambda filters: questions.page(filters, COLUMNS, limit=100, offset=5000),
    "number of events":    questions.counts,
}
FILTERS = {
    "none": Filters(),
    "type, place, period": Filters.from_query("type=attack&place=Gaza&from=2016-01-01&to=2019-12-31")[0],
}
SEARCHES = {"one word": Filters(text="prisoners"), "two words": Filters(text="prisoners Oman"), "part of a word": Filters(text="ison")}
# fmt: on


def run(count: int = 1_000_000) -> list[Row]:
    """Rows `question`, `filter`, `milliseconds` of the processor and on the `clock`, `reach`, `met`: the best of five.
    The last row tells the memory of the process that asks, with all that a dashboard imports."""
    with TemporaryDirectory(prefix="timeline-queries-") as folder:
        publish(folder, {"events": events(count), "evidence": evidence(count)})
        told = subprocess.run([sys.executable, "-m", "benchmarks.queries", "--of", folder], check=True, capture_output=True, text=True)
    return [json.loads(line) for line in told.stdout.splitlines()]


def measured(folder: Path) -> Iterator[Row]:
    import plotly.graph_objects  # noqa: F401  what the dashboard's process holds besides
    import streamlit.web.bootstrap  # noqa: F401

    with Tables(folder) as tables:
        begin = time.process_time()
        tables.query("SELECT 1")
        spent = 1000 * (time.process_time() - begin)
        yield {"question": "opening, once a server", "filter": "", "milliseconds": round(spent), "clock": 0, "reach": 0, "met": True}
        for name, filters in FILTERS.items():
            for question, ask in QUESTIONS.items():
                yield _timed(tables, question, name, ask(filters), 150)
        for name, filters in SEARCHES.items():
            yield _timed(tables, "search: how many", name, questions.counts(filters), 400)
            yield _timed(tables, "search: first page", name, questions.page(filters, COLUMNS, limit=100), 400)
        # of this program alone: `ru_maxrss` begins with what the one held that started it
        most = int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]) / 1000
        yield {"question": "memory, MB", "filter": "", "milliseconds": round(most), "clock": 0, "reach": 400, "met": most < 400}


def _timed(tables: Tables, question: str, name: str, asked: questions.Question, reach: int) -> Row:
    times = []
    for _ in range(5):
        clock, spent = time.perf_counter(), time.process_time()
        tables.query(*asked)
        times.append((1000 * (time.process_time() - spent), 1000 * (time.perf_counter() - clock)))
    spent, clock = (min(column) for column in zip(*times, strict=True))
    return {"question": question, "filter": name, "milliseconds": round(spent), "clock": round(clock), "reach": reach, "met": spent < reach}


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
    if sys.argv[1:2] == ["--of"]:
        for row in measured(Path(sys.argv[2])):
            print(json.dumps(row), flush=True)
    else:
        for row in run(int(sys.argv[1]) if sys.argv[1:] else 1_000_000):
            told = "yes" if row["met"] else "NO"
            print(f"{row['question']:<24} {row['filter']:<20} {row['milliseconds']:>6} (clock {row['clock']:>5})  < {row['reach']}  {told}")
