"""The tables on disk and in every download: their names, columns and types, and records as their rows.

    >>> list(SCHEMAS)
    ['articles', 'mentions', 'events', 'reports', 'evidence', 'casualties', 'aliases']
    >>> SCHEMAS["evidence"].names[:4]
    ['event_id', 'report_id', 'article_id', 'char_start']

The columns are a contract: they may grow at the end; none is renamed or removed. Days are inclusive `date32`, lists
are native, unknown is null, and `edtf` alone is never null but may be empty.
"""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa

from timeline.rows import COLUMNS, DAY, LIST, NUMBER, SHARE, TEXT, Row, row, table_of

__all__ = ["SCHEMAS", "Row", "row", "table", "table_of"]

TYPES = {TEXT: pa.string(), DAY: pa.date32(), NUMBER: pa.int64(), SHARE: pa.float64(), LIST: pa.list_(pa.string())}
SCHEMAS: dict[str, pa.Schema] = {
    name: pa.schema([(column, TYPES[kind]) for column, kind in columns.items()]) for name, columns in COLUMNS.items()
}


def table(name: str, rows: Iterable[Row]) -> pa.Table:
    """Rows as an Arrow table with the contract's columns and types; a missing column is null."""
    return pa.Table.from_pylist([dict(r) for r in rows], schema=SCHEMAS[name])
