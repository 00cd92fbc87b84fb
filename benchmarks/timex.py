"""How exactly dates are read, on the three development sets beside their peers, and how fast.

    python -m benchmarks.timex              # the tables
    python -m benchmarks.timex --left 20    # and the first disagreements of each class

Sets, scorer and peers' figures lie in ../shared/bench/timex beside the repository. Speed is that of the whole command
`timeline tag` on about 5 MB of article text, once of texts that all differ (those of the casualty sets besides) and once
of the three sets over and over, whose wordings are read once; with `dateparser.search` (on a sample: it is slow) and a
bare scan for months, weekdays and years by the same engine in the same run. Seconds are those of the processor.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import itertools
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from benchmarks import scorer
from timeline.interval import Interval
from timeline.mentions import tag_rows

BENCH = Path(__file__).resolve().parents[2] / "shared" / "bench" / "timex"
SETS = ("tbaq-corrected", "wikiwars-train", "meantime-dev")
OTHERS = ("airwars-dev", "muc4-train", "muc4-val")  # casualty sets: texts to fill up with that are none of the three's
FIGURES = {"interval": "interval_exact_f1", "value": "value_f1", "strict": "strict_f1", "relaxed": "relaxed_f1"}
MEGABYTES = 5
RUNS = 3  # of which the best counts: a machine that does other work is slow, never fast, by chance
SAMPLE = 40_000  # characters that dateparser is given


def documents(name: str) -> list[dict[str, Any]]:
    lines = (BENCH / "data" / f"{name}.input.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def scored(name: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The figures of a set and its disagreements."""
    disagreements: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as folder:
        predictions = Path(folder) / "predictions.jsonl"
        with predictions.open("w", encoding="utf-8") as out:
            for document in documents(name):
                published = Interval.parse(document["published"]) if document["published"] else None
                for row in tag_rows(document["text"], published):
                    out.write(json.dumps({"id": document["id"], **row}) + "\n")
        return scorer(BENCH).score(BENCH / "data" / f"{name}.jsonl", predictions, disagreements), disagreements


def accuracy() -> Iterator[dict[str, Any]]:
    peers = json.loads((BENCH / "peers.json").read_text(encoding="utf-8"))["figures"]
    for name in SETS:
        figures, _ = scored(name)
        yield {"set": name, "system": "timeline"} | {k: round(100 * figures[v], 1) for k, v in FIGURES.items()}
        for peer, theirs in peers[name].items():
            if peer in ("heideltime", "heideltime-news", "recognizers", "dateparser-period"):
                yield {"set": name, "system": peer} | {k: round(100 * theirs[v], 1) for k, v in FIGURES.items()}


def class_of(disagreement: dict[str, Any], score: Any) -> str:
    """The class of a disagreement: what kind of time, and what differs."""
    gold, ours = disagreement["gold"], disagreement["predicted"]
    if gold is None:
        return "ours alone: " + ("a reference" if "REF" in ours[2] else f"a {ours[1].lower()}")
    if ours is None:
        return "gold alone: " + ("a reference" if "REF" in (gold[2] or "") else f"a {gold[1].lower()}")
    if "value" not in disagreement["kind"]:
        return "span or type only"
    one, two = score.interval(gold[2]), score.interval(ours[2])
    if one and two:
        if one == two:
            return "same days, written otherwise"
        sizes = one[1] - one[0], two[1] - two[0]
        if sizes[0] != sizes[1]:
            return "another grain"
        apart = abs(one[0] - two[0])
        return "another year" if apart > 27 and apart % 365 in (0, 1, 364) else "a week apart" if apart == 7 else "another day"
    return "dated by one of the two only" if one or two else "another duration, set or reference"


def left(limit: int = 0) -> Iterator[dict[str, Any]]:
    """The disagreements that are left, counted by class; with a limit, the first ones in short."""
    for name in SETS:
        score = scorer(BENCH)
        classes: dict[str, list[str]] = {}
        for found in scored(name)[1]:
            gold, ours = found["gold"], found["predicted"]
            short = f"{' '.join((gold or ours)[0].split()[:6])}: {gold and gold[2]} / {ours and ours[2]}"
            classes.setdefault(class_of(found, score), []).append(short)
        for kind, cases in sorted(classes.items(), key=lambda item: -len(item[1])):
            yield {"set": name, "class": kind, "count": len(cases)} | ({"first": cases[:limit]} if limit else {})


def _seconds_of_command(path: Path) -> float:
    """Processor seconds of `timeline tag` on a file, start of Python included; its bytecode is kept beside the file, as an
    installed copy keeps it, whatever this environment says."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | {"PYTHONPYCACHEPREFIX": str(path.parent / "bytecode")}
    before = os.times()
    process = os.posix_spawn(sys.executable, [sys.executable, "-m", "timeline.cli", "tag", str(path)], kept,
                             file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])  # fmt: skip
    _, status = os.waitpid(process, 0)
    if status:
        raise RuntimeError(f"timeline tag ended with status {status}")
    after = os.times()
    return (after.children_user + after.children_system) - (before.children_user + before.children_system)


def _varied(texts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Texts of which no two are the same, those of the casualty sets after these, in an order drawn once for all."""
    for name in OTHERS:
        lines = (BENCH.parent / "casualty" / "data" / "dev" / f"{name}.input.jsonl").read_text(encoding="utf-8").splitlines()
        texts = texts + [json.loads(line) for line in lines]
    different = list({t["text"]: t for t in texts}.values())
    random.Random(1).shuffle(different)
    return different


def _tagged(what: str, texts: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """The speed of the whole command on about `MEGABYTES` of records, the best of `RUNS`."""
    with tempfile.TemporaryDirectory() as folder:
        path, size = Path(folder) / "articles.jsonl", 0
        with path.open("wb") as out:
            for number, t in enumerate(texts):
                size += out.write(json.dumps({**t, "id": f"{t['id']}-{number}"}, ensure_ascii=False).encode() + b"\n")
                if size >= MEGABYTES * 1_000_000:
                    break
        return _row(what, size, min(_seconds_of_command(path) for _ in range(RUNS)))


def _row(what: str, size: int, seconds: float, digits: int = 2) -> dict[str, Any]:
    return {"what": what, "MB": round(size / 1e6, 2), "CPU_s": round(seconds, 2), "MB_per_s": round(size / 1e6 / seconds, digits)}


def speed() -> Iterator[dict[str, Any]]:
    import re2
    from dateparser.search import search_dates

    texts = [document for name in SETS for document in documents(name)]
    size = sum(len(t["text"].encode()) for t in texts)
    yield _tagged("timeline tag, whole command, no text twice", _varied(texts))
    yield _tagged("timeline tag, whole command, texts repeated", itertools.cycle(texts))
    begun, rows = time.process_time(), 0
    for t in texts:
        rows += sum(1 for _ in tag_rows(t["text"], Interval.parse(t["published"]) if t["published"] else None))
    yield _row(f"tag_rows, each text once ({rows} rows)", size, time.process_time() - begun)
    bare = re2.compile(rb"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday"
                       rb"|Wednesday|Thursday|Friday|Saturday|Sunday|today|yesterday|tomorrow|1[0-9]{3}|20[0-9]{2})\b")  # fmt: skip
    data = [t["text"].encode() for t in texts]
    begun, rows = time.process_time(), 0
    for text in data:
        rows += sum(1 for _ in bare.finditer(text))
    yield _row(f"bare pattern scan ({rows} hits)", size, time.process_time() - begun, 1)
    monday = "Monday " * 150_000
    begun, rows = time.process_time(), sum(1 for _ in tag_rows(monday, Interval.parse("2024-02-14")))
    yield _row(f'tag_rows, "Monday " over and over ({rows} rows)', len(monday), time.process_time() - begun)
    sample = "".join(t["text"] for t in texts)[:SAMPLE]
    begun = time.process_time()
    with contextlib.redirect_stderr(io.StringIO()):
        for paragraph in sample.split("\n\n"):
            search_dates(paragraph, languages=["en"])
    yield _row("dateparser.search, sample", len(sample), time.process_time() - begun, 3)


def run() -> list[dict[str, Any]]:
    """Accuracy beside the peers, speed, and what is left by class; empty with a note where the sets are absent."""
    if not BENCH.is_dir():
        return [{"what": f"date benchmarks left out: {BENCH.parent.name}/timex is not beside the repository"}]
    return [*accuracy(), *speed(), *left()]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--left", type=int, default=0, metavar="N", help="show the first N disagreements of each class")
    chosen = options.parse_args()
    rows = run() if not chosen.left else list(left(chosen.left))
    for row in rows:
        print("   ".join(f"{value:<22}" if isinstance(value, str) else f"{name} {value}" for name, value in row.items()))


if __name__ == "__main__":
    main()
