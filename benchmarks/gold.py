"""How much of the gold made by hand comes out right: dates, events, claims and merging, on the samples and real articles.

    python -m benchmarks.gold

Where the real articles are not beside the repository, their rows are left out and a line says so. Speed of the
gazetteer is that of one process on a text as dense in names as news is.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from test_gold import OTHERS, REACH, REAL, SAMPLES, articles, scores
from test_gold_merging import REACH as MERGING
from test_gold_merging import pairs

from timeline.gazetteer import Gazetteer

SHOWN = ("mentions", "events found", "events rows right", "events date", "events actors", "claims fields",
         "claims found", "claims not spurious")  # fmt: skip
MEGABYTES = 3


def run() -> list[dict[str, Any]]:
    """Rows of one score each; `reach` is what the project wants, empty where it names none."""
    rows = []
    files = [("samples", "samples.toml", SAMPLES), ("other conflicts", "others.toml", OTHERS),
             ("real articles", "real.toml", REAL)]  # fmt: skip
    for name, file, folder in files:
        if not folder.is_dir():
            print(f"{name}: ../shared/articles is not beside the repository; left out")
            continue
        for key in SHOWN:
            tally = scores(file, folder).tallies[key]
            rows.append({"articles": name, "score": key, "right": tally.right, "of": tally.total,
                         "share": round(100 * tally.share, 1), "reach": round(100 * REACH[key]) if key in REACH else ""})  # fmt: skip
    told = pairs()
    apart, mixed = len(told.right) + len(told.apart), len(told.right) + len(told.mixed)
    for key, of, share in (("merging precision", mixed, told.precision), ("merging recall", apart, told.recall)):
        rows.append({"articles": "all read together", "score": key, "right": len(told.right), "of": of,
                     "share": round(100 * share, 1), "reach": round(100 * MERGING[key.split()[1]])})  # fmt: skip
    rows.append(speed())
    return rows


def speed() -> dict[str, Any]:
    """The gazetteer over the samples, repeated to a few megabytes."""
    names = Gazetteer.load()
    text = "\n\n".join(article.text for article in articles(SAMPLES).values())
    text *= MEGABYTES * 1_000_000 // len(text)
    begun = time.process_time()
    found = len(names.find(text))
    seconds = time.process_time() - begun
    return {"gazetteer": "names in the samples", "MB": round(len(text) / 1e6, 1), "names": found,
            "MB_per_s": round(len(text) / 1e6 / seconds, 1)}  # fmt: skip


if __name__ == "__main__":
    for row in run():
        print("  ".join(f"{key} {value}" for key, value in row.items() if value != ""))
