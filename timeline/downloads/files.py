"""Files that are whole or absent, the rows that go into them, and the notes beside them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TypeAlias

import pyarrow as pa

Rows: TypeAlias = pa.Table | pa.RecordBatchReader  # a reader is read once, piece by piece, so that no table is held whole


def batches(rows: Rows, at_once: int = 10_000) -> Iterator[pa.RecordBatch]:
    """The rows in pieces of at most so many."""
    found = rows.to_batches(max_chunksize=at_once) if isinstance(rows, pa.Table) else rows
    for batch in found:
        yield from (batch.slice(begin, at_once) for begin in range(0, len(batch), at_once))


@contextmanager
def whole(path: Path) -> Iterator[IO[bytes]]:
    """A file that takes its name when it is complete; what was there stays until then."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with aside.open("wb") as out:
            yield out
        aside.replace(path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def write_notes(folder: Path, notes: Mapping[str, str]) -> list[Path]:
    """`notes.txt`, one `name: text` a line; nothing where there is nothing to note."""
    if not notes:
        return []
    path = folder / "notes.txt"
    with whole(path) as out:
        out.write("".join(f"{name}: {' '.join(text.split())}\n" for name, text in notes.items()).encode())
    return [path]
