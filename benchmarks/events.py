"""How well events are dated, and how fast an article is read, beside what others reach.

    python -m benchmarks.events

Reads the development sets in ../shared/bench/events, with their own scorer, and says so where they are absent.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from time import process_time
from typing import Any

from timeline.articles import read
from timeline.extract import extract
from timeline.triggers import anchor

ROOT = Path(__file__).parents[1]
BENCH = ROOT.parent / "shared" / "bench" / "events"
REACH = {("eventtime", "strict"): 42.0, ("eventtime", "order"): 65.0, ("meantime", "date_exact"): 91.0,
         ("timeset", "order_dec"): 80.0, ("timeset", "date_exact"): 70.0}  # fmt: skip
SPEED_REACH = 1.0  # MB of text a second on one core


def run() -> list[dict[str, Any]]:
    """One row a figure: set, metric, measured, reach and the best peer."""
    return [*_anchoring(), _speed()]


def _anchoring() -> list[dict[str, Any]]:
    if not BENCH.is_dir():
        return [{"set": "events", "metric": "-", "measured": None, "note": f"{BENCH.name} is absent: nothing measured"}]
    peers = json.loads((BENCH / "peers.json").read_text(encoding="utf-8"))
    rows = []
    for name in ("eventtime", "meantime", "timeset"):
        found = _score(name)
        for (task, metric), reach in REACH.items():
            if task == name:
                best = max((p[metric] or 0.0) for p in peers[f"{name}-dev"].values())
                rows.append({"set": f"{name}-dev", "metric": metric, "measured": found[metric], "reach": reach, "best peer": best})
    return rows


def _score(name: str) -> dict[str, Any]:
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as out:
        for line in (BENCH / f"{name}-dev.input.jsonl").read_text(encoding="utf-8").splitlines():
            out.writelines(json.dumps(row) + "\n" for row in anchor(json.loads(line)))
        out.flush()
        command = [sys.executable, str(BENCH / "score.py"), name, str(BENCH / f"{name}-dev.gold.jsonl"), out.name, "--json"]
        return dict(json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout))


def _speed() -> dict[str, Any]:
    """Processor time of `extract` over the sample articles, each read once before."""
    articles = list(read([ROOT / "data" / "articles"], problems=lambda problem: None))
    for article in articles:
        extract(article)
    begin = process_time()
    for article in articles:
        extract(article)
    size = sum(len(a.text.encode()) for a in articles) / 1e6
    return {"set": "data/articles", "metric": "extract, MB/s a core", "measured": round(size / (process_time() - begin), 2), "reach": SPEED_REACH,
            "best peer": 0.03}  # fmt: skip


if __name__ == "__main__":
    for row in run():
        print("  ".join(f"{key} {value}" for key, value in row.items()))
