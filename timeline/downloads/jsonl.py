"""Tables as JSON lines: one object a row, lists native, days as ISO text, unknown null; texts untouched."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import IO, Any

import pyarrow as pa

from timeline.downloads.files import whole, write_notes

_ROWS_AT_A_TIME = 10_000


def write_jsonl(table: pa.Table, out: IO[bytes]) -> None:
    for batch in table.to_batches(max_chunksize=_ROWS_AT_A_TIME):
        out.writelines(line(row).encode("utf-8", "surrogatepass") + b"\n" for row in batch.to_pylist())


def line(row: Mapping[str, Any]) -> str:
    """One row as a line of JSON, the columns in their order.

    >>> line({"event_id": "e1", "start": date(2024, 2, 13), "actors": ["Qatar"], "end": None})
    '{"event_id": "e1", "start": "2024-02-13", "actors": ["Qatar"], "end": null}'
    """
    return json.dumps(row, ensure_ascii=False, default=_iso)


def _iso(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def write_folder(tables: Mapping[str, pa.Table], folder: Path, notes: Mapping[str, str]) -> list[Path]:
    files = []
    for name, table in tables.items():
        files.append(folder / f"{name}.jsonl")
        with whole(files[-1]) as out:
            write_jsonl(table, out)
    return files + write_notes(folder, notes)
