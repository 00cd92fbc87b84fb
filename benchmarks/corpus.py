"""A large corpus from the sample articles: paragraphs mixed, dates, names and figures varied, by a seed.

No two articles are the same, so that nothing is cached by sameness, and each sentence stays one that the rules meet.

    python -m benchmarks.corpus 10000 corpus.jsonl
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

from timeline.articles import read

SAMPLES = Path(__file__).resolve().parent.parent / "data" / "articles"
CHARACTERS = 3_000  # of an article: that of the sample corpus is about 3 KB too
DATED = 0.95

# fmt: off
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December"]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
PLACES = ["Doha", "Cairo", "Gaza", "Rafah", "Khan Younis", "Beirut", "Tel Aviv", "Jerusalem", "Ramallah", "Geneva",
          "Amman", "Damascus", "Baghdad", "Ankara", "Khartoum", "Sanaa", "Kyiv", "Tripoli"]
STATES = ["Qatar", "Egypt", "Israel", "Iran", "Lebanon", "Jordan", "Turkey", "Sudan", "Yemen", "Syria", "Iraq",
          "Ukraine", "Norway", "Oman", "Kuwait"]
PUBLISHERS = ["The Harbour Post", "Gulf Ledger", "Morning Courier", "The Northern Wire", "Press Desk", "The Observer of Trade"]
# fmt: on
_SWAPS = [(re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b"), words)
          for words in (MONTHS, WEEKDAYS, PLACES, STATES)]  # fmt: skip
_YEAR = re.compile(r"\b20[012]\d\b")
_FIGURE = re.compile(r"\b\d{1,3}(?:,\d{3})+\b|\b[3-9]\d{1,3}\b")


@cache
def _paragraphs() -> tuple[str, ...]:
    found = []
    for article in read([SAMPLES], problems=lambda problem: None):
        if article.language == "en":
            found += [p for p in article.text.split("\n\n") if len(p) > 60]
    if not found:
        raise SystemExit(f"{SAMPLES}: no sample articles there")
    return tuple(found)


def articles(count: int, *, seed: int = 1, first: int = 0) -> Iterator[dict[str, str | None]]:
    """Article records `first` to `first + count`; the same seed and number give the same article."""
    for number in range(first, first + count):
        yield _article(number, Random(f"{seed}/{number}"))


def _article(number: int, random: Random) -> dict[str, str | None]:
    paragraphs = _paragraphs()
    swap = [{word: random.choice(words) for word in words} for _, words in _SWAPS]
    published = date(2012, 1, 1) + timedelta(days=random.randrange(365 * 14))
    told, size = [], 0
    while size < CHARACTERS:
        told.append(_varied(random.choice(paragraphs), swap, published.year, random))
        size += len(told[-1]) + 2
    return {
        "id": f"made-{number:07d}", "title": told[0].split(". ")[0][:90],
        "published": published.isoformat() if random.random() < DATED else None,
        "publisher": random.choice(PUBLISHERS), "url": f"https://news.example/{number}", "text": "\n\n".join(told),
    }  # fmt: skip


def _varied(text: str, swap: list[dict[str, str]], year: int, random: Random) -> str:
    for (pattern, _), to in zip(_SWAPS, swap, strict=True):
        text = pattern.sub(lambda found, to=to: to[found.group()], text)  # type: ignore[misc]
    text = _YEAR.sub(lambda found: str(min(year, max(2001, int(found.group()) - random.randrange(4)))), text)
    return _FIGURE.sub(lambda found: f"{_figure(found.group(), random):,}", text)


def _figure(text: str, random: Random) -> int:
    return max(3, int(int(text.replace(",", "")) * random.uniform(0.6, 1.7)))


def write(path: Path, count: int, *, seed: int = 1, first: int = 0) -> int:
    """The articles as JSON lines; returns the characters of their texts."""
    size = 0
    with path.open("w", encoding="utf-8") as out:
        for record in articles(count, seed=seed, first=first):
            size += len(record["text"] or "")
            out.write(json.dumps(record, ensure_ascii=False) + "\n")
    return size


if __name__ == "__main__":
    print(write(Path(sys.argv[2]), int(sys.argv[1])), "characters")
