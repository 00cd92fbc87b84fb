"""What the folder's tables stand on now, so that a build can add to it or take from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path

import pyarrow as pa

from timeline.interval import When
from timeline.records import Article
from timeline.store import RECORDS, Tables
from timeline.tables import Row, row


def earlier_records(folder: Path) -> list[Article]:
    """The records of the served generation with their texts; none where no tables are. Raises StoreError if damaged."""
    if not (folder / "CURRENT").exists():
        return []
    with Tables(folder) as tables:
        told: dict[str, list[Row]] = {}
        for line in tables.table("records").to_pylist():
            told.setdefault(line["sha256"], []).append(line)
        found = []
        for batch in tables.table("articles").to_batches():
            for line in batch.to_pylist():
                own = told.get(line["sha256"])
                found += [_record(r, line["text"]) for r in own] if own else [_alone(line)]
    return found


def _alone(line: Row) -> Article:
    """The record of an article that was read in one place and is told in the tables as it was read."""
    return _record({**line, "updated": None}, line["text"])


def _record(line: Row, text: str) -> Article:
    lists = ("paths", "urls", "publishers")
    fields = {name: line[name] for name in RECORDS.names if name in Article.model_fields}
    return Article.model_construct(**{
        **fields, **{name: tuple(line[name] or ()) for name in lists}, "text": text, "superseded_by": None,
        "published": When.parse(line["published_edtf"]) if line["published_edtf"] else None})  # fmt: skip


def records_table(records: Iterable[Article], articles: Iterable[Article]) -> pa.Table:
    """The records that the articles alone do not tell: of texts read in several places, of undated ones, and such."""
    by_text: dict[str | None, list[Article]] = {}
    for record in records:
        by_text.setdefault(record.sha256, []).append(record)
    rows: list[Row] = []
    for article in articles:
        own = by_text.get(article.sha256, [])
        if len(own) != 1 or own[0].updated or article.model_copy(update={"superseded_by": None}) != own[0]:
            rows += ({**row(r), "updated": r.updated} for r in own)
    table = pa.Table.from_pylist(rows, schema=RECORDS)
    return table.sort_by([(name, "ascending") for name in ("path", "url", "publisher", "title", "article_id", "sha256")])


def stamp(records: Iterable[Article]) -> str:
    """What tells these records from any others: the same for the same ones, in whatever order they came."""
    told = sorted(repr([value for name, value in record.__dict__.items() if name != "text"]) for record in records)
    return sha256("\n".join(told).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def without(records: Sequence[Article], sources: Sequence[str | Path]) -> tuple[list[Article], list[str | Path]]:
    """The records that come from none of the sources, and the sources that none came from."""
    gone: dict[str, int] = {str(source).rstrip("/"): 0 for source in sources}
    kept = []
    for record in records:
        names = [name for name in gone if _from(record, name)]
        for name in names:
            gone[name] += 1
        if not names:
            kept.append(record)
    return kept, [name for name, count in gone.items() if not count]


def _from(record: Article, source: str) -> bool:
    """A path, a folder or archive above it, a URL or an article id."""
    path = record.path or ""
    return source in (path, record.url, record.article_id) or path.startswith((source + "/", source + "!"))
