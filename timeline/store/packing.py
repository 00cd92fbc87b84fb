"""What the tables tell twice lies on disk once: sentences are cut from the text of their article, ids are worked out again.

On disk a column is null where its value follows from others, as `FOLLOWS` says in SQL; an empty text there is an unknown
value. A report that is the only one of its event tells what the event tells: its `event_type`, which is never unknown, is
null, and the columns that both have are the event's. So the tables of real news take three quarters of the room.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from timeline.records import identify
from timeline.tables import SCHEMAS

# of a claim: how far before it its sentence begins, and the letters of that
ADDED = {"casualties": [pa.field("sentence_before", pa.int32()), pa.field("sentence_length", pa.int32())]}
SHARED = [c for c in SCHEMAS["reports"].names if c in SCHEMAS["events"].names and c != "event_id"]
ROWS_AT_ONCE = 50_000  # as Python values

_ARTICLE = "LEFT JOIN disk_articles a ON a.article_id = t.article_id"
_DAY = "try_cast(CASE WHEN regexp_full_match(t.edtf, '\\d{4}-\\d\\d-\\d\\d') THEN t.edtf END AS DATE)"  # of an EDTF text that is one
_CUT = "substr(a.text, t.char_start + 1, t.char_end - t.char_start)"

# table → what a column is where it is null on disk, and what must be joined to know it
FOLLOWS: dict[str, tuple[dict[str, str], str]] = {
    "articles": ({"sha256": "sha256(t.text)"}, ""),
    "mentions": ({"text": _CUT, "value": "t.edtf", "start": _DAY, "end": _DAY,
                  "mention_id": "left(sha256(concat(t.article_id, chr(31), t.char_start, chr(31), t.char_end)), 16)"}, _ARTICLE),
    "evidence": ({"sentence": _CUT, "report_id": "t.event_id"}, _ARTICLE),
    "casualties": ({"sentence": "substr(a.text, t.char_start - t.sentence_before + 1, t.sentence_length)"}, _ARTICLE),
    "reports": ({"report_id": "t.event_id"}, "LEFT JOIN disk_events e ON e.event_id = t.event_id"),
}  # fmt: skip


def source(name: str, columns: list[str]) -> str:
    """The SQL that reads a table with all its columns, and the `number` of each row in its file."""
    follows, joined = FOLLOWS.get(name, ({}, ""))
    told = []
    for column in columns:
        here = f't."{column}"'
        if column in follows:
            here = f"coalesce({here}, {follows[column]})"
            here = here if follows[column] == _DAY else f"nullif({here}, '')"
        elif name == "reports" and column in SHARED:
            here = f'CASE WHEN t.event_type IS NULL THEN e."{column}" ELSE {here} END'
        told.append(f'{here} AS "{column}"')
    return f"SELECT t.number, {', '.join(told)} FROM disk_{name} t {joined}"


def packed(name: str, rows: pa.Table, articles: pa.Table, events: pa.Table) -> Iterator[pa.Table]:
    """A table as it is written, some rows after others, given the whole tables of articles and events."""
    for first in range(0, max(1, len(rows)), ROWS_AT_ONCE):
        yield _packed(name, rows.slice(first, ROWS_AT_ONCE), articles, events)


def _packed(name: str, rows: pa.Table, articles: pa.Table, events: pa.Table) -> pa.Table:
    match name:
        case "articles":
            return without_checksums(rows)
        case "mentions":
            return _mentions(_less(rows, "text", _cut(rows, articles, "text")))
        case "evidence":
            return _of_same(_less(rows, "sentence", _cut(rows, articles, "sentence")))
        case "reports":
            return _alone(_of_same(rows), events)
        case "casualties":
            return _sentences(rows, articles)
    return rows


def without_checksums(articles: pa.Table) -> pa.Table:
    """Articles as they are written."""
    return _less(articles, "sha256", _equal(articles["sha256"], map(_digest, articles["text"])))


def without_sentences(evidence: pa.Table, articles: pa.Table) -> pa.Table:
    """Evidence without the sentences that are cut from these articles; otherwise as it was given."""
    return _less(evidence, "sentence", _cut(evidence, articles, "sentence"))


def without_same_ids(rows: pa.Table) -> pa.Table:
    """Rows as `without_sentences` gives them, as they are written."""
    return _of_same(rows)


def reports_like(reports: pa.Table, same: pa.Array) -> pa.Table:
    """Reports as they are written, those that are `same` without what their event tells."""
    return _told_by_event(_of_same(reports), same)


def _of_same(rows: pa.Table) -> pa.Table:
    """Without the id of a report that its event has too."""
    return _less(rows, "report_id", pc.fill_null(pc.equal(rows["report_id"], rows["event_id"]), False))


def _mentions(mentions: pa.Table) -> pa.Table:
    ids = zip(*(mentions[c].to_pylist() for c in ("article_id", "char_start", "char_end")), strict=True)
    out = _less(mentions, "mention_id", _equal(mentions["mention_id"], (identify(*parts) for parts in ids)))
    out = _less(out, "value", pc.fill_null(pc.equal(mentions["value"], mentions["edtf"]), False))
    for column in ("start", "end"):
        told = pc.equal(pc.cast(mentions[column], pa.string()), mentions["edtf"])
        kept = pc.if_else(pc.fill_null(told, False), pa.scalar(None, pa.date32()), mentions[column])
        out = out.set_column(mentions.schema.get_field_index(column), column, kept)
    return out


def _digest(text: pa.Scalar) -> str:
    return sha256((text.as_py() or "").encode("utf-8", "surrogatepass")).hexdigest()


def _equal(column: pa.ChunkedArray, values: Iterable[str]) -> pa.Array:
    return pa.array((held == value for held, value in zip(column.to_pylist(), values, strict=True)), pa.bool_())


def _less(table: pa.Table, column: str, follows: pa.Array | pa.ChunkedArray) -> pa.Table:
    """The table with null where the value follows from others, and an empty text where it is unknown."""
    kept = pc.if_else(follows, pa.scalar(None, pa.string()), pc.fill_null(table[column], ""))
    return table.set_column(table.schema.get_field_index(column), column, kept)


def _texts(rows: pa.Table, articles: pa.Table) -> Iterator[tuple[int, str]]:
    """Each row that has an article, and the text of that; those of one article after each other."""
    at = pc.fill_null(pc.index_in(rows["article_id"], value_set=articles["article_id"].combine_chunks()), -1).to_numpy()
    last, text = -1, ""
    for row in np.argsort(at, kind="stable"):
        if at[row] < 0:
            continue
        if at[row] != last:
            last, text = at[row], articles["text"][int(at[row])].as_py() or ""
        yield int(row), text


def _cut(rows: pa.Table, articles: pa.Table, column: str) -> pa.Array:
    told, starts, ends = (rows[c].to_pylist() for c in (column, "char_start", "char_end"))
    follows = np.zeros(len(rows), bool)
    for row, text in _texts(rows, articles):
        if told[row] and starts[row] is not None and ends[row] is not None:
            follows[row] = text[starts[row] : ends[row]] == told[row]
    return pa.array(follows)


def _sentences(claims: pa.Table, articles: pa.Table) -> pa.Table:
    told, starts, ends = (claims[c].to_pylist() for c in ("sentence", "char_start", "char_end"))
    before: list[int | None] = [None] * len(claims)
    for row, text in _texts(claims, articles):
        sentence, start = told[row], starts[row]
        if sentence and start is not None and ends[row] is not None:
            found = text.find(sentence, max(0, ends[row] - len(sentence)), start + len(sentence))
            before[row] = start - found if found >= 0 else None
    length = [None if b is None else len(s) for b, s in zip(before, told, strict=True)]
    placed = pa.array([b is not None for b in before], pa.bool_())
    out = _less(claims, "sentence", placed)
    for field, values in zip(ADDED["casualties"], (before, length), strict=True):
        out = out.append_column(field, pa.array(values, field.type))
    return out


def _alone(reports: pa.Table, events: pa.Table) -> pa.Table:
    """The reports, those that say what their event says without it."""
    at = pc.index_in(reports["event_id"], value_set=events["event_id"].combine_chunks())
    same = pc.is_valid(at)
    same = pc.and_(same, pc.is_valid(reports["event_type"]))
    for column in SHARED:
        one, other = _comparable(reports[column]), _comparable(events[column].take(at))
        equal = pc.or_(pc.fill_null(pc.equal(one, other), False), pc.and_(pc.is_null(one), pc.is_null(other)))
        same = pc.and_(same, equal)
    return _told_by_event(reports, same)


def _told_by_event(reports: pa.Table, same: pa.Array | pa.ChunkedArray) -> pa.Table:
    for column in SHARED:
        place = reports.schema.get_field_index(column)
        kept = reports[column].combine_chunks()
        reports = reports.set_column(place, reports.schema.field(place), pc.if_else(same, pa.scalar(None, kept.type), kept))
    return reports


def _comparable(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.binary_join(column, "\x1f") if pa.types.is_list(column.type) else column
