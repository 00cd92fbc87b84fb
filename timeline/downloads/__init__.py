"""What is selected → a file with its notes; one module a format, each with the same functions.

    >>> sorted(FORMATS)
    ['csv', 'jsonl', 'parquet', 'xlsx']
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import IO

import pyarrow as pa

from timeline.downloads.files import Rows, whole, write_notes

__all__ = ["FORMATS", "TooLong", "export", "writer"]

Notes = Mapping[str, str]  # what a reader of the file should know: title, build, filters …

FORMATS = ("csv", "xlsx", "jsonl", "parquet")


class TooLong(ValueError):
    """More than the format can hold; the message offers one that can."""


def export(tables: Mapping[str, Rows], folder: str | Path, format: str, *, notes: Notes) -> list[Path]:
    """Write the tables into a folder in one of FORMATS; returns the files.

    One file a table and one for the notes; with xlsx one workbook, `timeline.xlsx`, a sheet for each table and one
    for the notes. Files appear whole or not at all. Raises TooLong before anything is written.
    """
    if format not in FORMATS:
        raise ValueError(f"no format {format!r}: there are {', '.join(FORMATS)}")
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    if format == "xlsx":
        from timeline.downloads.xlsx import write_xlsx

        with whole(folder / "timeline.xlsx") as out:
            write_xlsx({name: rows if isinstance(rows, pa.Table) else rows.read_all() for name, rows in tables.items()}, out, notes)
        return [folder / "timeline.xlsx"]
    files = [folder / f"{name}.{format}" for name in tables]
    for file, rows in zip(files, tables.values(), strict=True):
        with whole(file) as out:
            writer(format)(rows, out)
    return files + write_notes(folder, notes)


def writer(format: str) -> Callable[[Rows, IO[bytes]], None]:
    """What writes one table in a format of one file a table."""
    found: Callable[[Rows, IO[bytes]], None] = getattr(import_module(f"timeline.downloads.{format}"), f"write_{format}")
    return found
