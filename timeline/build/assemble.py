"""Extractions of all live articles → the tables in canonical order, with events merged over the corpus."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from timeline.build.columns import arrow
from timeline.build.segments import Segments
from timeline.grouping import family
from timeline.interval import When, on
from timeline.merging import events_of
from timeline.records import Article, CasualtyClaim, Record, Report
from timeline.tables import SCHEMAS

# fmt: off
ORDER = {
    "articles": ("article_id",),
    "mentions": ("article_id", "char_start", "char_end", "mention_id"),
    "events": ("start", "end", "title", "event_id"),
    "reports": ("article_id", "report_id"),
    "evidence": ("event_id", "article_id", "char_start", "char_end", "report_id"),
    "casualties": ("article_id", "char_start", "char_end", "claim_id"),
    "aliases": ("old_event_id", "event_id"),
}
# fmt: on


@dataclass(frozen=True, slots=True)
class Later:
    """One table that is made when it is asked for, so that no two of the long ones are in memory together; `rows`: how many."""

    make: Callable[[], pa.Table]
    rows: int | None = None

    def __iter__(self) -> Iterator[pa.Table]:
        yield self.make()


def tables_of(articles: Sequence[Article], keys: Sequence[str], segments: Segments) -> dict[str, Later]:
    """The tables of these articles; `keys` are theirs, in the same order. An article without rows has no key there. Events
    are merged at once; rows are read from the segments as their table is asked for."""
    every = set(keys)
    current = {key for key, article in zip(keys, articles, strict=True) if article.superseded_by is None}
    claims = _rows(segments, "casualties", current, without=_TEXTS)
    events, pairs = [SCHEMAS["events"].empty_table()], [SCHEMAS["aliases"].empty_table()]
    for some, event_of in events_of(_families(_rows(segments, "reports", current), claims), articles):
        events.append(arrow("events", some))
        pairs.append(pa.table([event_of.keys(), event_of.values()], schema=SCHEMAS["aliases"]))
    rows = {"events": sum(map(len, events)), "casualties": len(claims)}
    told = ordered("events", pa.concat_tables(events))
    del events, claims
    aliases = pa.concat_tables(pairs).combine_chunks()
    old, new = (aliases[column].combine_chunks() for column in SCHEMAS["aliases"].names)
    makes: dict[str, Callable[[], pa.Table]] = {
        "articles": lambda: arrow("articles", articles),
        "mentions": lambda: _rows(segments, "mentions", every),
        "events": lambda: told,
        "reports": lambda: _of_event(_rows(segments, "reports", current), "report_id", old, new),
        "evidence": lambda: _of_event(_rows(segments, "evidence", current), "report_id", old, new),
        "casualties": lambda: _of_event(_rows(segments, "casualties", current), "event_id", old, new),
        "aliases": lambda: aliases.filter(pc.not_equal(old, new)),
    }
    return {name: Later(make if name == "events" else partial(_made, name, make), rows.get(name)) for name, make in makes.items()}


def _made(name: str, make: Callable[[], pa.Table]) -> pa.Table:
    return ordered(name, make().select(SCHEMAS[name].names))


def ordered(name: str, table: pa.Table) -> pa.Table:
    """In canonical order, what has no date last."""
    keys = [(column, "ascending", "at_end") for column in ORDER[name]]
    return table.take(pc.sort_indices(table, sort_keys=keys))


def _rows(segments: Segments, kind: str, keys: set[str], *, without: Sequence[str] = ()) -> pa.Table:
    """The rows of these keys in all segments, without some columns; of a key that lies in two, those of the first."""
    wanted: dict[str, list[str]] = {}
    for key in keys:
        if key in segments.keys:
            wanted.setdefault(segments.keys[key], []).append(key)
    parts = [segments.empty(kind).drop_columns(list(without))]
    for name in sorted(wanted):
        rows = segments.read(name, kind).drop_columns(list(without))
        parts.append(rows if len(wanted[name]) == segments.sizes[name] else _only(rows, set(wanted[name])))
    return pa.concat_tables(parts)


def _only(table: pa.Table, keys: set[str]) -> pa.Table:
    return table.filter(pc.is_in(table["key"], value_set=pa.array(sorted(keys), pa.string())))


# ---------------------------------------------------------------- what merging is given, and what it decides


def _families(reports: pa.Table, claims: pa.Table) -> Iterator[tuple[Iterator[Report], Iterator[CasualtyClaim]]]:
    """The reports of each family of types, which alone are compared with each other, and the claims that hang on them."""
    types = reports["event_type"].unique().to_pylist()
    families = sorted({family(kind) for kind in types})
    for wanted in families:
        of_it = pa.array([kind for kind in types if family(kind) == wanted], pa.string())
        told = reports.filter(pc.is_in(reports["event_type"], value_set=of_it))
        tied = claims.filter(pc.is_in(claims["event_id"], value_set=told["report_id"].combine_chunks()))
        yield _records(Report, told), _records(CasualtyClaim, tied)


_TEXTS = ("sentence", "raw", "rule", "reason", "problem")  # of claims: no part of the merging, and most of the memory


def _records(kind: type[Record], table: pa.Table) -> Iterator[Any]:
    """The rows as records. They were records when they were written, so that nothing is checked again."""
    names = [n for n in kind.model_fields if n in table.column_names and n not in ("when", "period", "as_of")]
    lists = {n for n in names if pa.types.is_list(table.schema.field(n).type)}
    often = [n for n in names if n in lists or (n not in UNIQUE and pa.types.is_string(table.schema.field(n).type))]
    same: dict[Any, Any] = {}  # the few names and reasons that come over and over, each kept once
    for batch in table.to_batches(max_chunksize=5_000):
        columns = {n: batch.column(n).to_pylist() for n in batch.schema.names}
        for n in lists:
            columns[n] = [tuple(v or ()) for v in columns[n]]
        for n in often:
            columns[n] = [same.setdefault(value, value) for value in columns[n]]
        if kind is CasualtyClaim:
            columns["period"] = [_when(edtf) for edtf in columns["period_edtf"]]
            columns["as_of"] = [_days(*days) for days in zip(columns["as_of_start"], columns["as_of_end"], strict=True)]
            chosen = [*names, "period", "as_of"]
        else:
            columns["when"] = [_when(edtf) for edtf in columns["edtf"]]
            chosen = [*names, "when"]
        for values in zip(*(columns[n] for n in chosen), strict=True):
            yield kind.model_construct(KNOWN, **dict(zip(chosen, values, strict=True)))


UNIQUE = ("report_id", "claim_id", "event_id", "title")
KNOWN: set[str] = set()  # which fields were set is asked of no record here, so all share it


@lru_cache(maxsize=50_000)
def _when(edtf: str | None) -> When | None:
    return When.parse(edtf) if edtf else None


@lru_cache(maxsize=50_000)
def _days(start: date | None, end: date | None) -> When | None:
    if start is None:
        return None if end is None else When.on_or_before(on(end))
    return When.on_or_after(on(start)) if end is None else When.within(on(start).hull(on(end)))


def _of_event(rows: pa.Table, by: str, old: pa.Array, new: pa.Array) -> pa.Table:
    """The rows as they were extracted, each with its event."""
    events = pc.take(new, pc.index_in(rows[by], value_set=old))
    return rows.set_column(rows.schema.get_field_index("event_id"), "event_id", events)
