"""Casualty counts and incident dates against third-party gold, beside the peers, and the speed of `claims`.

    python -m benchmarks.casualties [SET…]

The sets, their scorer and the peers' figures lie beside the repository in ../shared/bench/casualty and are not part
of it; where they are absent the benchmark says so. Times are processor seconds of one process.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks import scorer
from benchmarks.keys import days_left, left
from timeline.casualties import claims
from timeline.interval import Interval
from timeline.mentions import tag
from timeline.tables import row

BENCH = Path(__file__).resolve().parents[2] / "shared" / "bench" / "casualty"

# fmt: off
MEASURES = {  # set → (row of the scorer, measure, what is reached for in per cent; None: told, not reached for)
    "airwars-dev": [("killed/all", "EM", 80), ("killed/all", "Pval", None), ("killed/null", "spurious", -10), ("wounded/all", "EM", 62)],
    "wikipedia-dev": [("killed/all", "EM", 73), ("killed/stated", "EM", 88), ("wounded/all", "EM", 68), ("wounded/stated", "EM", 88)],
    "acled-dev": [("killed/pos", "EM", 86), ("killed/all", "EM", None)],
    "muc4-train": [("killed/ge2", "F1", 62), ("killed/ge2", "R_exact", None), ("killed/ge2", "P_all", None), ("wounded/ge2", "F1", 62), ("date/exact", "first", 75)],
    "muc4-val": [("killed/ge2", "F1", 62), ("killed/ge2", "R_exact", None), ("killed/ge2", "P_all", None), ("wounded/ge2", "F1", 62), ("date/exact", "first", 75)],
    "idmc-dev": [("displaced/all", "EM", 90), ("displaced/all", "Pval", 85)],
}
# fmt: on


def run(sets: list[str] | None = None) -> list[dict[str, Any]]:
    """One row a measure: ours, the best peer's, what is reached for; and one row a set for speed."""
    if not BENCH.is_dir():
        return [{"set": "casualty", "measure": "absent", "note": f"{BENCH}: the benchmark sets are not there"}]
    peers = json.loads((BENCH / "peers.json").read_text("utf-8"))["figures"]
    rows = []
    for name in sets or MEASURES:
        table, speed, told, predictions = score(name)
        for key, measure, goal in MEASURES[name]:
            ours = 100 * (table.get(key, {}).get(measure) or 0)
            best = best_peer(peers[name], key, measure, lowest=goal is not None and goal < 0)
            rows.append({"set": name, "measure": f"{key} {measure}", "ours": round(ours, 1), **best, "reach": goal,
                         "reached": None if goal is None else ours < -goal if goal < 0 else ours >= goal})  # fmt: skip
        rows.append({"set": name, "measure": "MB/s of claims, without dates", "ours": round(speed[0], 2)})
        rows.append({"set": name, "measure": "MB/s of claims with their dates", "ours": round(speed[1], 2), "reach": 1,
                     "reached": speed[1] >= 1})  # fmt: skip
        rows.append({"set": name, "measure": "claims", "ours": len(told)})
        if name.startswith("muc4"):
            gold = [json.loads(line) for line in (BENCH / "data" / "dev" / f"{name}.jsonl").read_text("utf-8").splitlines()]
            rows += [{"set": name, **r} for r in (*left(scorer(BENCH), gold, told, predictions, table), *days_left(gold, told, predictions))]
    return rows


def score(name: str) -> tuple[dict[str, Any], tuple[float, float], list[dict[str, Any]], dict[str, dict[str, Any]]]:
    """The scorer's table of a set, MB/s of `claims` alone and with `tag`, the claims, and the predictions by record."""
    lines, size, alone, both = [], 0, 0.0, 0.0
    claims("Shelling by Mali killed 12 people.", mentions=tag("Monday"))  # tables are loaded once a process
    for line in (BENCH / "data" / "dev" / f"{name}.input.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        published = Interval.parse(record["published"]) if record["published"] else None
        began = time.process_time()
        mentions = tag(record["text"], published=published)
        between = time.process_time()
        told = claims(record["text"], mentions=mentions, published=published, article_id=record["id"])
        ended = time.process_time()
        size, alone, both = size + len(record["text"].encode()), alone + ended - between, both + ended - began
        lines += [json.dumps(row(claim), default=str) for claim in told]
    predictions = subprocess.run([sys.executable, BENCH / "claims_to_pred.py"], input="\n".join(lines), text=True,
                                 capture_output=True, check=True).stdout  # fmt: skip
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.write(predictions)
        file.flush()
        gold = BENCH / "data" / "dev" / f"{name}.jsonl"
        command = [sys.executable, BENCH / "score.py", gold, file.name, "--json"]
        table = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    known = {p["id"]: p for p in map(json.loads, predictions.splitlines())}
    return table, (size / 1e6 / alone, size / 1e6 / both), [json.loads(line) for line in lines], known


def best_peer(figures: dict[str, Any], key: str, measure: str, *, lowest: bool) -> dict[str, Any]:
    told = [(f[key][measure], peer) for peer, f in figures.items() if f.get(key, {}).get(measure) is not None]
    if not told:
        return {}
    value, peer = (min if lowest else max)(told)
    return {"best peer": round(100 * value, 1), "peer": peer}


def wanted(r: dict[str, Any]) -> str:
    goal = r.get("reach")
    if goal is None:
        return ""
    return f"{'under' if goal < 0 else 'reach'} {abs(goal)}{'' if r['reached'] else '  – short'}"


def main() -> None:
    for r in run(sys.argv[1:] or None):
        if "note" in r:
            print(r["note"])
            continue
        if "measure" not in r:
            print(f"{r['set']:14} {r.get('figures of two and more') or r.get('days of incidents'):80} {r['number']}")
            continue
        peer = f"best peer {r['best peer']:5.1f} ({r['peer']})" if "best peer" in r else ""
        reach = wanted(r)
        print(f"{r['set']:14} {r['measure']:32} {r['ours']:8}   {peer:38} {reach}")


if __name__ == "__main__":
    main()
