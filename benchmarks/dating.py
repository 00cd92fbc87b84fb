"""How well undated articles are dated: the document dating sets, and time and memory on a corpus made here.

    python -m benchmarks.dating            the sets of ../shared/bench/events, scored by the script beside them
    python -m benchmarks.dating --blind    the war set with every print of its own day removed
    python -m benchmarks.dating --scale 2000 10000    seconds and memory for so many articles, a tenth undated

Where the sets are absent it says so.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from timeline.dating import date_articles, date_rows
from timeline.dating.fulldates import full_dates
from timeline.interval import Interval, When
from timeline.records import Article

BENCH = Path(__file__).resolve().parents[2] / "shared" / "bench" / "events"
SETS = ("docdate-timebank", "docdate-t17war_leak")
COLUMNS = ("day", "d1", "d7", "d30", "month", "year", "contain", "width", "answered")
WORDS = 40_000


def run() -> list[dict[str, Any]]:
    """One row a set with the scorer's figures; a row that says so where the sets are absent."""
    if not BENCH.is_dir():
        return [{"set": name, "problem": f"absent: {BENCH}"} for name in SETS]
    return [scored(name) for name in SETS]


def scored(name: str, *, blind: bool = False) -> dict[str, Any]:
    """The figures of one set. `blind` removes each print of an article's own day, or a later one, from its text."""
    with (BENCH / f"{name}.input.jsonl").open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    if blind:
        with (BENCH / f"{name}.gold.jsonl").open(encoding="utf-8") as lines:
            gold = {row["id"]: row["date"] for row in map(json.loads, lines)}
        records = [r | {"text": without_day(r["text"], r["published"] or gold[r["id"]])} for r in records]
    begin = time.process_time()
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for row in date_rows(records):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
        file.flush()
        seconds = time.process_time() - begin
        command = [sys.executable, str(BENCH / "score.py"), "docdate", str(BENCH / f"{name}.gold.jsonl"), file.name, "--json"]
        told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return {"set": name + (" (blind)" if blind else ""), **{k: told.get(k) for k in COLUMNS}, "seconds": round(seconds, 1)}


def without_day(text: str, day: str) -> str:
    """The text without any full date from three days before its own day on, and without its own day of the year."""
    own = date.fromisoformat(day)
    since = own - timedelta(days=3)
    for year, month, of_month, start, end in reversed(list(full_dates(text))):
        if date(year, month, of_month) >= since:
            text = text[:start] + text[end:]
    name = f"(?:{own:%B}|{own:%b})"
    text = re.sub(rf"\b(?:{name}\.? {own.day}|{own.day} {name})\b", "", text)
    return re.sub(r" {2,}", " ", text)


def made(count: int) -> Iterator[Article]:
    """Articles of about 400 words on stories of a week each; one in ten states no date."""
    chance = random.Random(6)
    for number in range(count):
        week = number * 520 // count
        story = chance.randrange(12)
        rare = [f"w{week * 37 + story * 5 + k}x" for k in range(12)]
        common = [f"c{int(chance.paretovariate(0.6)) % WORDS}" for _ in range(370)]
        words = common + rare
        chance.shuffle(words)
        day = date(2014, 1, 6) + timedelta(days=7 * week + chance.randrange(5))
        text = f"The council met on {day:%A}. " + ". ".join(" ".join(words[i : i + 14]) for i in range(0, len(words), 14))
        when = When.within(Interval(day.toordinal(), day.toordinal() + 1))
        dated = number % 10 != 0
        yield Article(article_id=f"{number:07d}", text=text, published=when if dated else None,
                      published_basis="stated" if dated else "unknown", title=day.isoformat())  # fmt: skip


def scale(count: int) -> dict[str, Any]:
    """Seconds of this process and its peak memory for a corpus of so many articles."""
    articles = list(made(count))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begin = time.process_time()
    found = date_articles(articles)
    seconds = time.process_time() - begin
    pairs = [(a, b) for a, b in zip(articles, found, strict=True) if a.published is None]
    right = sum(_holds(a, b) for a, b in pairs)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"articles": count, "undated": len(pairs), "contain": round(100 * right / max(len(pairs), 1), 1),
            "seconds": round(seconds, 1), "MB_of_text": round(sum(len(a.text) for a in articles) / 1e6, 1),
            "MB_more": round((peak - before) / 1024)}  # fmt: skip


def _holds(truth: Article, found: Article) -> bool:
    day = date.fromisoformat(truth.title or "")
    when = found.published
    return when is not None and (when.start is None or when.start <= day) and (when.end is None or day <= when.end)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--blind", action="store_true", help="remove the articles' own days from the war set")
    parser.add_argument("--scale", type=int, nargs="+", metavar="N", help="measure corpora of N articles made here")
    options = parser.parse_args()
    rows = ([scale(n) for n in options.scale] if options.scale
            else [scored("docdate-t17war_leak", blind=True)] if options.blind else run())  # fmt: skip
    for row in rows:
        print("  ".join(f"{k} {v}" for k, v in row.items()))


if __name__ == "__main__":
    main()
