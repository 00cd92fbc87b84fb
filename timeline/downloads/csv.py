"""Tables as CSV that a spreadsheet opens without running anything in them, and back.

    >>> disarm("=1+1"), disarm("'=1+1"), disarm("Talks opened")
    ("'=1+1", "''=1+1", 'Talks opened')
    >>> rearm(disarm("  +44 20")), rearm(disarm("'tis"))
    ('  +44 20', "'tis")

UTF-8 with a byte order mark, RFC 4180 quotes, CRLF. Unknown is an empty cell; days are ISO; lists are joined by `; `
(a semicolon or backslash inside an entry stands after a backslash). A text that a spreadsheet would take for a
formula gets one leading apostrophe, and so does one that begins with apostrophes before such a text: `read_csv` takes
exactly one away again and gives the same text back.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Any

import pyarrow as pa

from timeline.downloads.files import Rows, batches
from timeline.tables import SCHEMAS

_FORMULA = re.compile(r"'*\s*[=+\-@＝＋－＠\t\r]")


def disarm(text: str) -> str:
    return "'" + text if _FORMULA.match(text) else text


def rearm(text: str) -> str:
    return text[1:] if text.startswith("'") and _FORMULA.match(text, 1) else text


def write_csv(rows: Rows, out: IO[bytes]) -> None:
    """The rows with their header, as bytes."""
    text = TextIOWrapper(out, encoding="utf-8-sig", newline="")
    writer = csv.writer(text)
    writer.writerow(rows.schema.names)
    as_text = [_writer_of(field.type) for field in rows.schema]
    for batch in batches(rows):
        columns = [[cell(v) for v in column.to_pylist()] for cell, column in zip(as_text, batch.columns, strict=True)]
        writer.writerows(zip(*columns, strict=True))
    text.flush()
    text.detach()


def read_csv(path: str | Path, name: str) -> pa.Table:
    """The table `name` of the contract back from its CSV file, the same values in every cell."""
    schema = SCHEMAS[name]
    limit = csv.field_size_limit(2**31 - 1)  # an article is one cell
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.reader(lines)
            header = next(reader, [])
            columns: dict[str, list[Any]] = {column: [] for column in header}
            cells = [(columns[c].append, _reader_of(schema.field(c))) for c in header]
            for line in reader:
                for (append, value), text in zip(cells, line, strict=True):
                    append(value(text))
    finally:
        csv.field_size_limit(limit)
    return pa.table({c: pa.array(columns[c], schema.field(c).type) for c in header})


def joined(values: Iterable[str]) -> str:
    """A list as one cell of text."""
    return "; ".join(v.replace("\\", "\\\\").replace(";", "\\;") for v in values)


def _split(text: str) -> list[str]:
    entries = re.findall(r"((?:[^;\\]|\\.)*)(?:; |$)", text, flags=re.DOTALL)
    if text and not text.endswith("; "):
        entries = entries[:-1]  # the empty match at the very end
    return [re.sub(r"\\(.)", r"\1", entry, flags=re.DOTALL) for entry in entries] if text else []


def _writer_of(kind: pa.DataType) -> Callable[[Any], Any]:
    if pa.types.is_list(kind):
        return lambda value: "" if value is None else disarm(joined(value))
    if pa.types.is_date(kind) or pa.types.is_timestamp(kind):
        return lambda value: "" if value is None else value.isoformat()
    if pa.types.is_floating(kind):
        return lambda value: "" if value is None else repr(value)
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return lambda value: "" if value is None else disarm(value)
    return lambda value: "" if value is None else value


def _reader_of(field: pa.Field) -> Callable[[str], Any]:
    if pa.types.is_list(field.type):
        return lambda text: _split(rearm(text))
    if field.name == "edtf" or field.name.endswith("_edtf"):
        return rearm
    if pa.types.is_date(field.type):
        return lambda text: date.fromisoformat(text) if text else None
    if pa.types.is_integer(field.type):
        return lambda text: int(text) if text else None
    if pa.types.is_floating(field.type):
        return lambda text: float(text) if text else None
    return lambda text: rearm(text) if text else None
