"""Tables as JSON lines: one object a row, lists native, days as ISO text, unknown null; texts untouched."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import IO, Any

from timeline.downloads.files import Rows, batches


def write_jsonl(rows: Rows, out: IO[bytes]) -> None:
    for batch in batches(rows):
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
