"""A new generation of tables: written aside, table after table, and served at once when it is whole.

    >>> from tempfile import TemporaryDirectory
    >>> from timeline.tables import table
    >>> folder = TemporaryDirectory()
    >>> with Generation(folder.name) as made:
    ...     made.write("aliases", [table("aliases", [{"old_event_id": "a", "event_id": "b"}])])
    ...     len(made.serve())
    16

Until it is served the folder serves what it served; a full disk raises OSError and leaves it so.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Self

import pyarrow as pa
import pyarrow.parquet as pq

from timeline.store import packing, words
from timeline.store.form import DISK, FILES, FORMAT, checksum, current, sealed

KEPT = 2  # generations that stay beside the served one, read or not
ROWS_IN_GROUP = 50_000
ARTICLES_IN_GROUP = 2_000
SOUGHT = ("article_id", "event_id", "claim_id", "start", "end", "published_start", "published_end", "word")  # with the bounds of each group
GROUPS = {"articles": ARTICLES_IN_GROUP, "words": 250_000, "postings": 250_000}  # rows in a group: texts are long, postings short
_NEVER_TWICE = ("text", "sentence", "sha256", "mention_id", "report_id", "claim_id", "event_id", "old_event_id", "title", "raw")
# a dictionary only adds to those, and to days and times that are told over and over it adds a number of their own
_ENCODINGS = {**dict.fromkeys(_NEVER_TWICE, "DELTA_LENGTH_BYTE_ARRAY"), **dict.fromkeys(("edtf", "when"), "PLAIN"),
              **dict.fromkeys(("char_start", "char_end", "id", "event"), "DELTA_BINARY_PACKED")}  # fmt: skip
LEVEL, OF_TEXTS = 12, 15  # of the compression: texts are most of what lies there and are written once


def publish(folder: str | Path, tables: Mapping[str, Iterable[pa.Table]], **told: Any) -> str:
    """Write a new generation aside and serve it from now on; returns its build id.

    `tables` gives each table as pieces, in canonical order, and is asked for one table after another; a table not given is
    empty. `told` goes into the manifest.
    """
    with Generation(folder) as made:
        kept: dict[str, pa.Table] = {}  # what others are told by; the long tables come and go one after another
        for name, schema in FILES.items():
            rows_of = kept[name] if name in kept else pa.concat_tables([schema.empty_table(), *tables.get(name, ())])
            if name in ("articles", "events"):
                kept[name] = rows_of
            if name == "evidence" and len(kept["events"]) + len(rows_of) >= words.MANY:
                kept["words"], kept["postings"] = words.index(kept["events"], rows_of)
            made.write(name, packing.packed(name, rows_of, kept["articles"], kept.get("events", rows_of)))
            del rows_of
            pa.default_memory_pool().release_unused()
        return made.serve(**told)


class Generation:
    """What is being written. `path` is where it lies meanwhile; a table that is not written is empty."""

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)
        self.path = self.folder / "generations" / f"aside-{os.getpid()}"
        self._open: dict[str, Table] = {}

    def __enter__(self) -> Self:
        shutil.rmtree(self.path, ignore_errors=True)
        self.path.mkdir(parents=True)
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.path, ignore_errors=True)  # where it was served, there is nothing left here

    def table(self, name: str) -> Table:
        """One table that is written piece by piece, perhaps while others are."""
        if name not in self._open:
            self._open[name] = Table(self.path / f"{name}.parquet", name)
        return self._open[name]

    def write(self, name: str, pieces: Iterable[pa.Table]) -> None:
        """One table, given as it lies on disk."""
        table = self.table(name)
        for piece in pieces:
            table.add(piece)
        table.close()

    def serve(self, **told: Any) -> str:
        files: dict[str, Any] = {}
        for name in FILES:
            table = self.table(name)
            table.close()
            files[table.file.name] = {"rows": table.rows, "bytes": table.file.stat().st_size, "sha256": checksum(table.file)}
        return _serve(self.folder, self.path, files, told)


class Table:
    """One table as Parquet, written piece by piece. The bytes depend on the rows alone, not on the pieces."""

    def __init__(self, file: Path, name: str) -> None:
        self.file, self.rows = file, 0
        self._schema, self._at_once = DISK[name], GROUPS.get(name, ROWS_IN_GROUP)
        self._writer: pq.ParquetWriter | None = _writer(file, name)
        self._waiting: list[pa.Table] = []

    def add(self, piece: pa.Table) -> None:
        self.rows += len(piece)
        self._waiting.append(piece)
        if sum(map(len, self._waiting)) >= self._at_once:
            whole = pa.concat_tables(self._waiting)
            while len(whole) >= self._at_once:
                self._write(whole.slice(0, self._at_once))
                whole = whole.slice(self._at_once)
            self._waiting = [whole.combine_chunks()]

    def close(self) -> None:
        if self._writer is None:
            return
        rest = pa.concat_tables([self._schema.empty_table(), *self._waiting])
        self._waiting = []
        if len(rest):
            self._write(rest)
        self._writer.close()
        self._writer = None

    def _write(self, rows: pa.Table) -> None:
        assert self._writer is not None
        self._writer.write_table(rows.combine_chunks(), row_group_size=self._at_once)


def _writer(file: Path, name: str) -> pq.ParquetWriter:
    schema = DISK[name]
    encodings = {c: _ENCODINGS[c] for c in schema.names if c in _ENCODINGS and (c, name) != ("text", "mentions")}
    if name in ("words", "postings"):
        encodings["word"] = "DELTA_BYTE_ARRAY" if name == "words" else "DELTA_BINARY_PACKED"
    repeated = [column for column in schema.names if column not in encodings]
    levels = {leaf: OF_TEXTS if leaf == "text" else LEVEL for leaf in _leaves(schema)}
    return pq.ParquetWriter(file, schema, compression="zstd", compression_level=levels, use_dictionary=repeated,
                            column_encoding=encodings, write_statistics=[c for c in schema.names if c in SOUGHT],
                            store_schema=False)  # fmt: skip


def _leaves(schema: pa.Schema) -> Iterator[str]:
    """The columns as Parquet names them, those of lists by their elements."""
    for field in schema:
        yield f"{field.name}.list.element" if pa.types.is_list(field.type) else field.name


def write_table(file: Path, name: str, pieces: Iterable[pa.Table]) -> int:
    """One table as a Parquet file of its own; returns its number of rows."""
    table = Table(file, name)
    for piece in pieces:
        table.add(piece)
    table.close()
    return table.rows


def _serve(folder: Path, aside: Path, files: Mapping[str, Any], told: Mapping[str, Any]) -> str:
    from timeline import __version__

    content = json.dumps([FORMAT, {name: f["sha256"] for name, f in files.items()}], sort_keys=True)
    build = sha256(content.encode()).hexdigest()[:16]
    manifest = sealed({"format": FORMAT, "program": __version__, "build": build, "files": files, **told})
    with (aside / "manifest.json").open("w", encoding="utf-8") as out:
        json.dump(manifest, out, indent=1, ensure_ascii=False)
        out.flush()
        os.fsync(out.fileno())
    for name in files:
        _flush(aside / name)
    final = folder / "generations" / f"{_next_number(folder):06d}-{build}"
    aside.rename(final)
    _flush(final.parent)
    pointer = folder / f"CURRENT.{os.getpid()}"
    try:
        pointer.write_text(final.name + "\n", encoding="ascii")
        _flush(pointer)
        pointer.replace(folder / "CURRENT")
    except OSError:
        pointer.unlink(missing_ok=True)
        shutil.rmtree(final, ignore_errors=True)
        raise
    _flush(folder)
    drop_old(folder)
    return build


def _next_number(folder: Path) -> int:
    return max((int(p.name[:6]) for p in _generations(folder)), default=0) + 1


def _generations(folder: Path) -> list[Path]:
    return sorted(p for p in (folder / "generations").glob("*-*") if p.name[:6].isdigit())


def _flush(path: Path) -> None:
    """To the disk, so that the swap never comes before what it points at."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def drop_old(folder: Path) -> None:
    """Remove generations before the last ones, unless somebody reads them, and what killed builds left aside."""
    served = current(folder)
    for path in [p for p in _generations(folder) if p.name != served][:-KEPT]:
        try:
            with (path / "manifest.json").open("rb") as manifest:
                fcntl.flock(manifest, fcntl.LOCK_EX | fcntl.LOCK_NB)
                (path / "manifest.json").unlink()
        except BlockingIOError:
            continue
        except FileNotFoundError:
            pass
        shutil.rmtree(path, ignore_errors=True)
    for path in (folder / "generations").glob("aside-*"):
        shutil.rmtree(path, ignore_errors=True)
