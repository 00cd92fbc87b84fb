"""How builds scale: rate, memory, additions, workers, the cluster path, the size of the tables.

    python -m benchmarks.scale                      1,000 and 5,000 articles
    python -m benchmarks.scale 1000 10000 100000    the whole reach table; takes an hour and 3 GB of disk

The corpus is made from the sample articles by a seed (see `benchmarks.corpus`). Every build runs as its own command.
Seconds are those of the processor, of the command and all its workers, so that another load of the machine changes
little; the clock stands beside them. Memory is what the processes hold together (proportional set size), looked at ten
times a second.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import corpus
from timeline.store import Tables

ROOT = Path(__file__).resolve().parent.parent
REAL = ROOT.parent / "shared" / "bench" / "timex" / "data" / "tbaq-corrected.input.jsonl"
Row = dict[str, Any]


@dataclass(frozen=True)
class Spent:
    """What one build took: seconds of the processor, seconds on the clock, peak MB."""

    processor: float
    clock: float
    memory: float


def run(sizes: tuple[int, ...] = (1_000,), *, cluster: bool = False) -> Iterator[Row]:
    """The measurements as rows `measure`, `value`, `reach`, `met`."""
    with TemporaryDirectory(prefix="timeline-scale-") as name:
        place = Path(name)
        rates: list[float] = []
        for size in sizes:
            wire = place / f"{size}.jsonl"
            characters = corpus.write(wire, size)
            spent = _build(place / f"out-{size}", wire)
            rates.append(size / spent.processor)
            text = f"{size:,} articles ({characters / 1e6:.0f} MB)"
            yield _row(f"build of {text}: seconds of two cores", spent.processor / 2, 240 * size / 100_000, "<")
            yield _row(f"build of {text}: seconds on the clock", spent.clock, 0, "")
            yield _row(f"build of {text}: articles a second of a core", rates[-1], 0, "")
            yield _row(f"build of {text}: peak memory, MB", spent.memory, 1_500, "<")
        if len(rates) > 1:
            yield _row("slowest rate against fastest over the sizes", min(rates) / max(rates), 0.85, ">")
        yield from _additions(place, sizes[-1])
        yield from _workers(place, sizes[0], cluster=cluster)
        yield from _disk(place)


def _additions(place: Path, size: int) -> Iterator[Row]:
    corpus.write(place / "more.jsonl", 100, first=size)
    spent = _build(place / f"out-{size}", place / "more.jsonl", "--add")
    yield _row(f"100 articles added to {size:,}: seconds of a core", spent.processor, 10, "<")


def _workers(place: Path, size: int, *, cluster: bool) -> Iterator[Row]:
    """Two cores that nobody else uses show the speed on the clock; the processor's seconds show what the second worker,
    or the cluster, adds to the work."""
    wire = place / f"{size}.jsonl"
    one, two = _build(place / "one", wire, "--workers", "1"), _build(place / "two", wire, "--workers", "2")
    yield _row("two local processes against one: times on the clock", one.clock / two.clock, 1.8, ">")
    yield _row("two local processes against one: work", two.processor / one.processor, 0, "")
    if cluster:
        with _cluster() as (address, processes):
            before = sum(map(_processor, processes))
            spent = _build(place / "cluster", wire, "--scheduler", address)
            work = spent.processor + sum(map(_processor, processes)) - before
        yield _row("cluster path against the local pool: work", work / two.processor, 1.25, "<")


def _disk(place: Path) -> Iterator[Row]:
    """On real articles: made ones repeat their sentences, so that their text shrinks as no real text does."""
    if not REAL.exists():
        print(f"{REAL.name}: not beside this repository; the size of the tables is not measured", file=sys.stderr)
        return
    _build(place / "real", REAL)
    with Tables(place / "real") as tables:
        text = sum(len(t.encode()) for t in tables.table("articles")["text"].to_pylist())
        size = sum(f.stat().st_size for f in tables.path.glob("*.parquet"))
    yield _row("tables on disk against the text of real articles", size / text, 0.6, "<")


class _cluster:
    """A Dask scheduler with two workers of one thread on the loopback address."""

    def __enter__(self) -> tuple[str, list[int]]:
        self.started: list[subprocess.Popen[str]] = []
        scheduler = self._start("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        assert scheduler.stderr
        address = next(found.group(1) for line in scheduler.stderr if (found := re.search(r"Scheduler at:\s+(tcp://\S+)", line)))
        for _ in range(2):
            self._start("dask_worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--memory-limit", "0")
        time.sleep(3)
        return address, [process.pid for process in self.started]

    def _start(self, program: str, *arguments: str) -> subprocess.Popen[str]:
        self.started.append(subprocess.Popen([sys.executable, "-m", f"distributed.cli.{program}", *arguments], text=True,
                                             stderr=subprocess.PIPE, env=_environment()))  # fmt: skip
        return self.started[-1]

    def __exit__(self, *_: object) -> None:
        for process in reversed(self.started):
            process.kill()
            process.communicate()


def _environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT)}


def _build(out: Path, *arguments: str | Path) -> Spent:
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "timeline.cli", "build", *map(str, arguments), "--out", str(out)],
                               stdout=subprocess.DEVNULL, env=_environment())  # fmt: skip
    peak = 0.0
    while True:
        ended, status, used = os.wait4(process.pid, os.WNOHANG)
        if ended:
            break
        peak = max(peak, sum(map(_megabytes, _family(process.pid))))
        time.sleep(0.1)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"the build of {arguments} ended with status {process.returncode}")
    return Spent(used.ru_utime + used.ru_stime, time.perf_counter() - start, peak)


def _processor(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _family(process: int) -> list[int]:
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except FileNotFoundError:
        return []
    return [process, *(member for child in children for member in _family(int(child)))]


def _megabytes(process: int) -> float:
    try:
        told = Path(f"/proc/{process}/smaps_rollup").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    found = re.search(r"^Pss:\s+(\d+) kB", told, flags=re.MULTILINE)
    return int(found.group(1)) / 1000 if found else 0.0


def _row(measure: str, value: float, reach: float, sense: str) -> Row:
    met = value < reach if sense == "<" else value > reach if sense == ">" else None
    return {"measure": measure, "value": round(value, 2), "reach": f"{sense} {reach:g}" if sense else "", "met": met}


if __name__ == "__main__":
    wanted = tuple(int(argument) for argument in sys.argv[1:]) or (1_000, 5_000)
    for row in run(wanted, cluster=True):
        told = {True: "yes", False: "NO", None: ""}[row["met"]]
        print(f"{row['measure']:<72} {row['value']:>10,} {row['reach']:>10}  {told}", flush=True)
    print(f"load of the machine: {os.getloadavg()[1]:.1f} on {os.cpu_count()} cores")
