"""What the folder's tables stand on now, so that a build can add to it or take from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
        articles = tables.table("articles").select(["sha256", "text"])
        texts = dict(zip(articles["sha256"].to_pylist(), articles["text"].to_pylist(), strict=True))
        return [_record(line, texts[line["sha256"]]) for line in tables.table("records").to_pylist()]


def _record(line: Row, text: str) -> Article:
    lists = ("paths", "urls", "publishers")
    fields = {name: line[name] for name in RECORDS.names if name in Article.model_fields}
    return Article(**{**fields, **{name: tuple(line[name] or ()) for name in lists}, "text": text,
                      "published": When.parse(line["published_edtf"]) if line["published_edtf"] else None})  # fmt: skip


def records_table(records: Iterable[Article]) -> pa.Table:
    """The records without their texts, in canonical order."""
    rows = [{**row(a), "updated": a.updated} for a in records]
    table = pa.Table.from_pylist(rows, schema=RECORDS)
    return table.sort_by([(name, "ascending") for name in ("path", "url", "publisher", "title", "article_id", "sha256")])


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
