"""Extractions of all live articles → the tables in canonical order, with events merged over the corpus."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from timeline.build.columns import arrow
from timeline.build.segments import Segments
from timeline.interval import Interval, When
from timeline.merging import merge
from timeline.records import Article, CasualtyClaim, Evidence, Record, Report
from timeline.tables import SCHEMAS, table

# fmt: off
ORDER = {
    "articles": ("article_id",),
    "mentions": ("article_id", "char_start", "char_end", "mention_id"),
    "events": ("start", "end", "event_id"),
    "reports": ("article_id", "report_id"),
    "evidence": ("event_id", "article_id", "char_start", "char_end", "report_id"),
    "casualties": ("article_id", "char_start", "char_end", "claim_id"),
    "aliases": ("old_event_id", "event_id"),
}
# fmt: on


def tables_of(articles: Sequence[Article], keys: Sequence[str], segments: Segments) -> dict[str, list[pa.Table]]:
    """The tables of these articles; `keys` are theirs, in the same order. An article without rows has no key there."""
    current = {key for key, article in zip(keys, articles, strict=True) if article.superseded_by is None}
    found = _rows(segments, set(keys))
    told = {name: _only(found[name], current) for name in ("reports", "evidence", "casualties")}
    merged = merge(
        _records(Report, told["reports"]), _records(Evidence, told["evidence"]),
        _records(CasualtyClaim, told["casualties"]), articles,
    )  # fmt: skip
    tables = {
        "articles": arrow("articles", articles),
        "mentions": found["mentions"].select(SCHEMAS["mentions"].names),
        "events": arrow("events", merged.events),
        "reports": arrow("reports", merged.reports),
        "evidence": arrow("evidence", merged.evidence),
        "casualties": _patched(told["casualties"], merged.claims),
        "aliases": table("aliases", [{"old_event_id": old, "event_id": new} for old, new in merged.aliases]),
    }
    return {name: [ordered(name, whole)] for name, whole in tables.items()}


def ordered(name: str, table: pa.Table) -> pa.Table:
    """In canonical order, what has no date last."""
    keys = [(column, "ascending", "at_end") for column in ORDER[name]]
    return table.take(pc.sort_indices(table, sort_keys=keys))


def _rows(segments: Segments, keys: set[str]) -> dict[str, pa.Table]:
    """The rows of these keys from all segments; of a key that lies in two, the first."""
    wanted: dict[str, list[str]] = {}
    for key in keys:
        if key in segments.keys:
            wanted.setdefault(segments.keys[key], []).append(key)
    found: dict[str, list[pa.Table]] = {"mentions": [], "reports": [], "evidence": [], "casualties": []}
    for name in sorted(wanted):
        tables, chosen = segments.read(name), set(wanted[name])
        for kind, parts in found.items():
            parts.append(_only(tables[kind], chosen))
    empty = segments.empty()
    return {kind: pa.concat_tables([empty[kind], *parts]) for kind, parts in found.items()}


def _only(table: pa.Table, keys: set[str]) -> pa.Table:
    return table.filter(pc.is_in(table["key"], value_set=pa.array(sorted(keys), pa.string())))


# ---------------------------------------------------------------- rows back to records


def _records(kind: type[Record], table: pa.Table) -> Iterator[Any]:
    """The rows as records. They were records when they were written, so that nothing is checked again."""
    names = [n for n in kind.model_fields if n in table.column_names and n not in ("when", "period", "as_of")]
    lists = {n for n in names if pa.types.is_list(table.schema.field(n).type)}
    for batch in table.to_batches(max_chunksize=5_000):
        for line in batch.to_pylist():
            fields: dict[str, Any] = {n: tuple(line[n] or ()) if n in lists else line[n] for n in names}
            if kind is CasualtyClaim:
                fields |= {"period": _when(line["period_edtf"]), "as_of": _days(line["as_of_start"], line["as_of_end"])}
            elif kind is Report:
                fields["when"] = _when(line["edtf"])
            yield kind.model_construct(**fields)


def _when(edtf: str | None) -> When | None:
    return When.parse(edtf) if edtf else None


def _days(start: Any, end: Any) -> When | None:
    if start is None:
        return None if end is None else When.on_or_before(Interval(end.toordinal(), end.toordinal() + 1))
    if end is None:
        return When.on_or_after(Interval(start.toordinal(), start.toordinal() + 1))
    return When.within(Interval(start.toordinal(), end.toordinal() + 1))


def _patched(table: pa.Table, claims: Sequence[CasualtyClaim]) -> pa.Table:
    """The claims as they were extracted, with what merging decided on: their event and what they supersede."""
    by_id = {c.claim_id: c for c in claims}
    found = [by_id[i] for i in table["claim_id"].to_pylist()]
    for column in ("event_id", "supersedes"):
        values = pa.array([getattr(c, column) for c in found], pa.string())
        table = table.set_column(table.schema.get_field_index(column), column, values)
    return table.select(SCHEMAS["casualties"].names)
