"""A corpus of any size with what extraction found in it, made from a smaller one that was built: for measuring the rest.

    python -m benchmarks.retold TABLES 10000 corpus.jsonl OUT

Each article of the built tables is told again and again with other places, states, days and ids, its rows with it, so that
`timeline build corpus.jsonl --out OUT` finds all segments there. Names are swapped for names of the same length: offsets
stay. Articles that state no date are left out, since what dating finds for them is part of their key.
"""

from __future__ import annotations

import json
import re
import sys
from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from benchmarks.corpus import PLACES, STATES
from timeline.articles import read, unite
from timeline.build.segments import INDEX, KEY, KEYED, Segments, _bytes, key_of, write
from timeline.interval import When
from timeline.records import identify
from timeline.store import Tables
from timeline.tables import SCHEMAS

CHUNK = 100  # articles in a segment, as a build has them
DAYS = 6 * 365  # that a copy is moved by at the most, either way
IDS = ("report_id", "event_id", "claim_id", "subset_of", "supersedes", "range_id")
WORDED = ("title", "sentence", "raw", "actors", "roles", "places", "place", "side", "claimed_by", "held_by", "perpetrator")
SPANS = {"": ("edtf", "start", "end"), "period": ("period_edtf", "period_start", "period_end")}
_DAY = re.compile(r"(?<![\dX])(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?![\dX])")


@dataclass(frozen=True)
class Copy:
    """How one copy of the corpus differs: other names, other days."""

    number: int
    names: dict[str, str]
    days: int

    def words(self, text: str) -> str:
        return _NAMES.sub(lambda found: self.names[found.group()], text)

    def edtf(self, text: str) -> str:
        return _DAY.sub(lambda found: _moved(found, self.days), text)


_NAMES = re.compile(r"\b(?:" + "|".join(map(re.escape, (*PLACES, *STATES))) + r")\b")


def copies(count: int, *, seed: int = 1) -> Iterator[Copy]:
    for number in range(count):
        random = Random(f"{seed}/{number}")
        names: dict[str, str] = {}
        for words in (PLACES, STATES):
            of_length: dict[int, list[str]] = defaultdict(list)
            for word in words:
                of_length[len(word)].append(word)
            for alike in of_length.values():
                names |= dict(zip(alike, random.sample(alike, len(alike)), strict=True))
        yield Copy(number, names, random.randrange(-DAYS, DAYS))


def _moved(found: re.Match[str], days: int) -> str:
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    if month is None:
        return f"{min(max(year + round(days / 365.25), 1), 9999):04d}"
    if day is None:
        months = min(max(year * 12 + month - 1 + round(days / 30.44), 12), 9998 * 12)
        return f"{months // 12:04d}-{months % 12 + 1:02d}"
    if not 100 < year < 9900 or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return found.group()
    return (date(year, month, day) + timedelta(days=days)).isoformat()


@cache
def _span(edtf: str) -> tuple[str, date | None, date | None, str]:
    when = When.parse(edtf)
    return when.edtf, when.start, when.end, str(when)


class Base:
    """The articles of a built folder that state their dates, and their rows."""

    def __init__(self, folder: Path) -> None:
        with Tables(folder) as tables:
            stated = [a for a in tables.table("articles").to_pylist() if a["published_basis"] == "stated" and not a["superseded_by"]]
            rows = {kind: tables.table(kind) for kind in KEYED}
        rows["casualties"] = _set(rows["casualties"], "event_id", _hung(rows["casualties"], rows["reports"]))
        self.articles = stated
        wanted = pa.array([a["article_id"] for a in stated])
        self.rows = {kind: table.filter(pc.is_in(table["article_id"], value_set=wanted)) for kind, table in rows.items()}

    def records(self, copy: Copy) -> Iterator[dict[str, Any]]:
        for number, a in enumerate(self.articles):
            yield {"id": _id(copy, a["article_id"]), "title": copy.words(a["title"] or ""), "publisher": a["publisher"],
                   "published": copy.edtf(a["published_edtf"]), "url": f"https://news.example/{copy.number}/{number}",
                   "text": copy.words(a["text"])}  # fmt: skip

    def told(self, copy: Copy, kind: str) -> pa.Table:
        """The rows of one table as this copy tells them."""
        table = self.rows[kind]
        for column in table.column_names:
            if column in IDS:
                table = _each(table, column, lambda value: identify(copy.number, value))
            elif column in WORDED:
                table = _each(table, column, lambda value: [copy.words(v) for v in value] if isinstance(value, list) else copy.words(value))
        table = _each(table, "article_id", lambda value: _id(copy, value))
        for columns in SPANS.values():
            if columns[0] in table.column_names:
                table = _dated(table, columns, copy)
        if kind == "mentions":
            at = zip(*(table[c].to_pylist() for c in ("article_id", "char_start", "char_end")), strict=True)
            table = _set(table, "mention_id", [identify(*parts) for parts in at])
        return table


def _hung(claims: pa.Table, reports: pa.Table) -> list[str | None]:
    """The report of its own article that a claim hangs on, as extraction tells it."""
    own = {(article, event): report for article, event, report in zip(
        *(reports[c].to_pylist() for c in ("article_id", "event_id", "report_id")), strict=True)}  # fmt: skip
    return [own.get(at) for at in zip(*(claims[c].to_pylist() for c in ("article_id", "event_id")), strict=True)]


def _id(copy: Copy, article: str) -> str:
    return f"{copy.number:04d}-{article}"


def _each(table: pa.Table, column: str, change: Callable[[Any], Any]) -> pa.Table:
    known: dict[Any, Any] = {}
    values = []
    for value in table[column].to_pylist():
        key = tuple(value) if isinstance(value, list) else value
        if value is not None and key not in known:
            known[key] = change(value)
        values.append(None if value is None else known[key])
    return _set(table, column, values)


def _set(table: pa.Table, column: str, values: Sequence[Any]) -> pa.Table:
    field = table.schema.field(column)
    return table.set_column(table.schema.get_field_index(column), field, pa.array(values, field.type))


def _dated(table: pa.Table, columns: tuple[str, str, str], copy: Copy) -> pa.Table:
    told, starts, ends = (table[c].to_pylist() for c in columns)
    whens = table["when"].to_pylist() if "when" in table.column_names else None
    for row, edtf in enumerate(told):
        if not edtf:
            continue
        try:
            told[row], starts[row], ends[row], when = _span(copy.edtf(edtf))
        except ValueError:  # a span that the move turned round stays where it was
            continue
        if whens is not None:
            whens[row] = when
    for column, values in zip((*columns, "when"), (told, starts, ends, whens), strict=True):
        table = table if values is None else _set(table, column, values)
    return table


def make(folder: Path, count: int, wire: Path, out: Path) -> int:
    """Write the articles and their segments; returns how many articles there are."""
    base = Base(folder)
    wanted = list(copies(-(-count // len(base.articles))))
    with wire.open("w", encoding="utf-8") as lines:
        for copy in wanted:
            for record in base.records(copy):
                lines.write(json.dumps(record, ensure_ascii=False) + "\n")
    keys = {a.article_id: key_of(a) for a in unite(read([wire], problems=lambda problem: None))}
    for copy in wanted:
        rows = {kind: base.told(copy, kind) for kind in KEYED}
        ids = sorted(_id(copy, a["article_id"]) for a in base.articles)
        for first in range(0, len(ids), CHUNK):
            some = [one for one in ids[first : first + CHUNK] if one in keys]
            tables = [pa.table([[keys[one] for one in some], [None] * len(some)], schema=INDEX)]
            for kind in KEYED:
                told = rows[kind].filter(pc.is_in(rows[kind]["article_id"], value_set=pa.array(some, pa.string())))
                told = told.select(SCHEMAS[kind].names)
                tables.append(told.append_column(KEY, pa.array([keys[one] for one in told["article_id"].to_pylist()], pa.string())))
            write(out / "work" / "segments", _bytes(tables))
    return len(keys)


def known(folder: Path) -> int:
    """How many articles a folder has segments for."""
    return len(Segments(folder / "work" / "segments").keys)


if __name__ == "__main__":
    print(make(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[4])), "articles")
