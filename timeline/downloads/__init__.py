"""What is selected → a file with its notes; one module a format, each with the same functions.

    >>> sorted(FORMATS)
    ['csv', 'jsonl', 'parquet', 'xlsx']
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

import pyarrow as pa

__all__ = ["FORMATS", "TooLong", "export"]

Notes = Mapping[str, str]  # what a reader of the file should know: title, build, filters …

FORMATS = ("csv", "xlsx", "jsonl", "parquet")


class TooLong(ValueError):
    """More than the format can hold; the message offers one that can."""


def export(tables: Mapping[str, pa.Table], folder: str | Path, format: str, *, notes: Notes) -> list[Path]:
    """Write the tables into a folder in one of FORMATS; returns the files.

    One file a table and one for the notes; with xlsx one workbook, `timeline.xlsx`, a sheet for each table and one
    for the notes. Files appear whole or not at all. Raises TooLong before anything is written.
    """
    if format not in FORMATS:
        raise ValueError(f"no format {format!r}: there are {', '.join(FORMATS)}")
    write: Callable[[Mapping[str, pa.Table], Path, Notes], list[Path]]
    write = import_module(f"timeline.downloads.{format}").write_folder
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    return write(tables, folder, notes)
