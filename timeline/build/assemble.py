"""Extractions of all live articles → the tables in canonical order, with events merged over the corpus."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from timeline.build.columns import arrow
from timeline.build.segments import Segments
from timeline.build.spill import Spill
from timeline.grouping import family
from timeline.interval import When, on
from timeline.merging import events_of
from timeline.records import Article, CasualtyClaim, Event, Record, Report
from timeline.store import Generation, packing, words
from timeline.store.writing import ARTICLES_IN_GROUP
from timeline.syndication import syndicated
from timeline.tables import SCHEMAS

PART = ARTICLES_IN_GROUP  # articles whose rows are put together at a time: their texts are one group of rows
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


PAIRS = pa.schema([("report_id", pa.string()), ("event_id", pa.string()), ("same", pa.bool_())])
UNDATED = 1 << 20  # the bucket of events without a first day, after all others


def write_tables(
    articles: list[Article], keys: Sequence[str], segments: Segments, made: Generation, progress: Callable[[str, int, int | None], None]
) -> tuple[int, int]:  # fmt: skip
    """Write the tables of these articles; returns the number of events and of claims. `keys` are those of the articles, in
    the same order, which is that of their ids. An article without rows has no key in the segments.

    `articles` is emptied: from the first step on their texts lie in the new table. No table is ever held whole: rows wait
    on the disk for their order, and those of some thousand articles are put together at a time.
    """
    current = {key for key, article in zip(keys, articles, strict=True) if article.superseded_by is None}
    part_of = {a.article_id: number // PART for number, a in enumerate(articles)}
    progress("Merging events", 0, None)
    copies = syndicated(articles)
    for first in range(0, len(articles), PART):
        rows = arrow("articles", articles[first : first + PART])
        made.table("articles").add(packing.without_checksums(rows))
    made.table("articles").close()
    bare = [Article.model_construct(KNOWN, article_id=a.article_id, publisher=a.publisher, publishers=a.publishers) for a in articles]
    articles.clear()
    pairs, index, numbers = _write_events(bare, copies, part_of, segments, current, made)
    progress("Writing tables", 0, None)
    evidence = Spill(made.path / "evidence", SCHEMAS["evidence"])
    texts = pq.ParquetFile(made.path / "articles.parquet")
    claims = 0
    for part in range(texts.num_row_groups):
        own = keys[part * PART : (part + 1) * PART]
        live = [key for key in own if key in current]
        of_part = texts.read_row_group(part, columns=["article_id", "text"])
        told = pairs.take(part)
        for rows in packing.packed("mentions", ordered("mentions", _rows(segments, "mentions", own)), of_part, of_part):
            made.table("mentions").add(rows)
        made.table("reports").add(_reports(_rows(segments, "reports", live), told))
        figures = ordered("casualties", _of_event(_rows(segments, "casualties", live), "event_id", told))
        claims += len(figures)
        for rows in packing.packed("casualties", figures, of_part, of_part):
            made.table("casualties").add(rows)
        _evidence(ordered("evidence", _of_event(_rows(segments, "evidence", live), "report_id", told)), of_part, evidence, index, numbers)
        index.write(made)
    index.close(made)
    for bucket in evidence.numbers():
        made.table("evidence").add(packing.without_same_ids(ordered("evidence", evidence.take(bucket))))
    shutil.rmtree(made.path / "evidence", ignore_errors=True)
    return made.table("events").rows, claims


def _write_events(
    articles: Sequence[Article], copies: dict[str, str], part_of: Mapping[str, int], segments: Segments, current: set[str], made: Generation
) -> tuple[Spill, _Index, _Numbers]:  # fmt: skip
    """Merge the reports and write the events in their order. Returns the event of each report by part of the articles, the
    index of words with the titles, and the row of each event."""
    pairs, events = Spill(made.path / "pairs", PAIRS), Spill(made.path / "events", SCHEMAS["events"])
    aliases = [SCHEMAS["aliases"].empty_table()]
    for some, tellings in events_of(_families(segments, current, made.path), articles, copies):
        rows = arrow("events", some)
        quarter = pc.add(pc.multiply(pc.year(rows["start"]), 4), pc.quarter(rows["start"]))
        events.add(pc.fill_null(quarter, UNDATED).to_numpy(), rows)
        told = [(r.report_id, e.event_id, _same(r, e), part_of[r.article_id]) for e, reports in zip(some, tellings, strict=True) for r in reports]
        old, new, same, parts = zip(*told, strict=True)
        pairs.add(np.array(parts), pa.table([old, new, same], schema=PAIRS))
        aliases.append(pa.table([[o for o, n in zip(old, new, strict=True) if o != n], [n for o, n in zip(old, new, strict=True) if o != n]],
                                schema=SCHEMAS["aliases"]))  # fmt: skip
    made.write("aliases", [ordered("aliases", pa.concat_tables(aliases))])
    index, ids = _Index(), [np.zeros(0, "S16")]
    for bucket in events.numbers():
        rows = ordered("events", events.take(bucket))
        first = made.table("events").rows
        made.table("events").add(rows)
        ids.append(_bytes(rows["event_id"]))
        index.add(rows["title"], np.arange(first, first + len(rows), dtype=np.int64))
        index.write(made)
    made.table("events").close()
    for name in ("reports", "claims", "events"):
        shutil.rmtree(made.path / name, ignore_errors=True)
    return pairs, index, _Numbers(np.concatenate(ids))


def _same(report: Report, event: Event) -> bool:
    """Whether a report tells all that its event tells."""
    one, other = report.__dict__, event.__dict__
    return all(one[name] == other[name] for name in _SHARED)


_SHARED = [name for name in Report.model_fields if name in Event.model_fields and name != "event_id"]


class _Numbers:
    """The row of each event in its table, by its id."""

    def __init__(self, ids: np.ndarray) -> None:
        self._order = np.argsort(ids)
        self._ids = ids[self._order]

    def of(self, ids: np.ndarray) -> np.ndarray:
        """-1 for what is no event."""
        places = np.searchsorted(self._ids, ids)
        places[places == len(self._ids)] = 0
        if not len(self._ids):
            return np.full(len(ids), -1, np.int64)
        found: np.ndarray = np.where(self._ids[places] == ids, self._order[places], -1)
        return found


class _Index:
    """The words of titles and sentences; of few texts none are written."""

    def __init__(self) -> None:
        self._made, self._texts = words.Indexing(), 0
        self._found: list[tuple[pa.Table, pa.Table]] = []

    def add(self, texts: pa.ChunkedArray, owners: np.ndarray) -> None:
        self._texts += len(owners)
        self._found += self._made.add(texts, owners)

    def write(self, made: Generation) -> None:
        for of_words, postings in self._found:
            made.table("words").add(of_words)
            made.table("postings").add(postings)
        self._found = []

    def close(self, made: Generation) -> None:
        if self._texts >= words.MANY:
            self._found += self._made.done()
            self.write(made)


def _bytes(ids: pa.ChunkedArray) -> np.ndarray:
    found: np.ndarray = pc.fill_null(ids, "").to_numpy().astype("S16")
    return found


def _reports(rows: pa.Table, told: pa.Table) -> pa.Table:
    same = told["same"].take(pc.index_in(rows["report_id"], value_set=told["report_id"].combine_chunks()))
    rows = _of_event(rows, "report_id", told).select(SCHEMAS["reports"].names)
    order = _order("reports", rows)
    return packing.reports_like(rows.take(order), same.take(order).combine_chunks())


def _evidence(rows: pa.Table, articles: pa.Table, spill: Spill, index: _Index, numbers: _Numbers) -> None:
    """The sentences go to the index; what is left waits for its place in the order of events."""
    ids = _bytes(rows["event_id"])
    index.add(rows["sentence"], numbers.of(ids))
    begins = ids.view(np.uint8).reshape(len(ids), 16)[:, :2].astype(np.int64)  # ids are hashes: 256 equal buckets
    spill.add(begins[:, 0] * 256 + begins[:, 1], packing.without_sentences(rows, articles))


def ordered(name: str, table: pa.Table) -> pa.Table:
    """The columns of the contract in canonical order, what has no date last."""
    return table.select(SCHEMAS[name].names).take(_order(name, table))


def _order(name: str, table: pa.Table) -> pa.Array:
    return pc.sort_indices(table, sort_keys=[(column, "ascending", "at_end") for column in ORDER[name]])


def _rows(segments: Segments, kind: str, keys: Iterable[str]) -> pa.Table:
    """The rows of these keys in all segments; of a key that lies in two, those of the first."""
    wanted = _wanted(segments, keys)
    return pa.concat_tables([segments.empty(kind), *(_read(segments, name, kind, wanted[name]) for name in sorted(wanted))])


def _wanted(segments: Segments, keys: Iterable[str]) -> dict[str, list[str]]:
    """The segments that hold these keys, each with its own."""
    wanted: dict[str, list[str]] = {}
    for key in keys:
        if key in segments.keys:
            wanted.setdefault(segments.keys[key], []).append(key)
    return wanted


def _read(segments: Segments, name: str, kind: str, keys: Sequence[str], *, without: Sequence[str] = ()) -> pa.Table:
    rows = segments.read(name, kind).drop_columns(list(without))
    return rows if len(keys) == segments.sizes[name] else _only(rows, set(keys))


def _only(table: pa.Table, keys: set[str]) -> pa.Table:
    return table.filter(pc.is_in(table["key"], value_set=pa.array(sorted(keys), pa.string())))


# ---------------------------------------------------------------- what merging is given, and what it decides


def _families(segments: Segments, current: set[str], folder: Path) -> Iterator[tuple[Iterator[Report], Iterator[CasualtyClaim]]]:
    """The reports of each family of types, which alone are compared with each other, and the claims that hang on them."""
    kinds: dict[str, int] = {}
    reports = Spill(folder / "reports", segments.empty("reports").schema)
    claims = Spill(folder / "claims", segments.empty("casualties").drop_columns(list(_TEXTS)).schema)
    wanted = _wanted(segments, current)
    for name in sorted(wanted):
        told = _read(segments, name, "reports", wanted[name])
        of = np.array([kinds.setdefault(family(kind), len(kinds)) for kind in told["event_type"].to_pylist()], np.int64)
        reports.add(of, told)
        tied = _read(segments, name, "casualties", wanted[name], without=_TEXTS)
        at = pc.index_in(tied["event_id"], value_set=told["report_id"].combine_chunks(), skip_nulls=True)
        found = pc.is_valid(at)
        claims.add(of[at.filter(found).to_numpy()], tied.filter(found))
    for kind in sorted(kinds):
        yield _records(Report, reports.take(kinds[kind])), _records(CasualtyClaim, claims.take(kinds[kind]))


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


def _of_event(rows: pa.Table, by: str, told: pa.Table) -> pa.Table:
    """The rows as they were extracted, each with its event."""
    events = told["event_id"].take(pc.index_in(rows[by], value_set=told["report_id"].combine_chunks(), skip_nulls=True))
    return rows.set_column(rows.schema.get_field_index("event_id"), "event_id", events)
