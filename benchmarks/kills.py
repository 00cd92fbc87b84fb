"""A build killed at twenty random points, compared with an undisturbed one.

    python -m benchmarks.kills [ARTICLES]      (1,000)
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import corpus
from timeline.build.segments import Segments
from timeline.store import FILES, StoreError, Tables

ROOT = Path(__file__).resolve().parent.parent
Row = dict[str, Any]


def run(kills: int = 20, *, articles: int = 1_000, seed: int = 20) -> list[Row]:
    """Rows `measure`, `value`, `met`: kills that came before the end, chunks lost, tables torn, final tables equal."""
    random = Random(seed)
    with TemporaryDirectory(prefix="timeline-kills-") as name:
        place = Path(name)
        corpus.write(place / "wire.jsonl", articles)
        start = time.monotonic()
        _start(place / "undisturbed", place).wait()
        length = time.monotonic() - start
        want = _contents(place / "undisturbed")
        if not want:
            raise SystemExit("the undisturbed build made no tables")
        out, landed, lost, torn, finished = place / "out", 0, 0, 0, 0
        for _ in range(kills):
            process = _start(out, place)
            time.sleep(random.uniform(0.1, length / 4))
            landed += process.poll() is None
            process.kill()
            process.wait()
            there = len(Segments(out / "work" / "segments").keys) if out.exists() else 0
            lost += there < finished
            finished = there
            torn += _contents(out) not in ({}, want)
        _start(out, place).wait()
        return [
            {"measure": "kills before the end of the build", "value": landed, "met": landed > 0},
            {"measure": "kills that lost a finished chunk", "value": lost, "met": not lost},
            {"measure": "kills that tore the tables", "value": torn, "met": not torn},
            {"measure": "final tables equal those of an undisturbed build", "value": int(_contents(out) == want),
             "met": _contents(out) == want},
        ]  # fmt: skip


def _start(out: Path, place: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "timeline.cli", "build", place / "wire.jsonl", "--out", out],
                            stdout=subprocess.DEVNULL, env=os.environ | {"PYTHONPATH": str(ROOT)})  # fmt: skip


def _contents(folder: Path) -> dict[str, bytes]:
    try:
        with Tables(folder) as tables:
            return {name: (tables.path / f"{name}.parquet").read_bytes() for name in FILES}
    except StoreError:
        return {}


if __name__ == "__main__":
    for row in run(articles=int(sys.argv[1]) if sys.argv[1:] else 1_000):
        print(f"{row['measure']:<52} {row['value']:>4}  {'yes' if row['met'] else 'NO'}")
