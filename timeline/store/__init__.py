"""Table generations on disk: written aside, swapped in at once, checked when opened, read by DuckDB.

    >>> from tempfile import TemporaryDirectory
    >>> from timeline.tables import table
    >>> folder = TemporaryDirectory()
    >>> _ = publish(folder.name, {"aliases": [table("aliases", [{"old_event_id": "a", "event_id": "b"}])]})
    >>> with Tables(folder.name) as tables:
    ...     tables.query("SELECT event_id FROM aliases WHERE old_event_id = ?", ["a"]).event_id.to_list()
    ['b']

A folder of tables holds

    CURRENT                            the name of the generation that is served
    generations/000003-5f2c…/          one Parquet file a table and manifest.json; never changed once it is here
    work/                              what a build has finished so far (see `timeline.build`)

`CURRENT` is replaced by a rename, so a reader sees one whole generation or the other. A generation that somebody
reads is kept: a reader holds a shared lock on its manifest, and the lock goes with the process.
"""

from __future__ import annotations

import fcntl
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import IO, TYPE_CHECKING, Any, Self

import pyarrow as pa
import pyarrow.parquet as pq

from timeline.store import facts, packing, words
from timeline.store.form import (
    DISK,
    FILES,
    FORMAT,
    RECORDS,
    NewerTables,
    StoreError,
    checksum,
    current,
    rebuild,
    sealed,
)
from timeline.store.writing import Generation, publish, write_table
from timeline.tables import SCHEMAS

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

__all__ = [
    "DISK", "FILES", "FORMAT", "RECORDS", "Generation", "NewerTables", "StoreError", "Tables", "checksum", "marks", "publish", "sealed", "write_table",
]  # fmt: skip
ROOM = "200MB"  # for putting rows in order that are read batch by batch
_OPENING = Lock()


class Tables:
    """The generation of tables that is served now; it stays readable however often the folder is rebuilt.

    `generation` is the build id: the same rows by the same program have the same one. `manifest` is the whole
    manifest. Raises StoreError where there are no tables, where a file is damaged, and where another program's
    format is met.
    """

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)
        try:
            self.path, self._lock = _open_current(self.folder)
            self.manifest: dict[str, Any] = _manifest(self._lock, self.path)
            _verify(self.path, json.dumps(self.manifest["files"], sort_keys=True), marks(self.path))
        except OSError as error:
            raise StoreError(f"{error.filename or self.folder}: {error.strerror or error}; check that the folder is "
                             f"there and may be read, or {rebuild(self.folder)}") from error  # fmt: skip
        self.generation: str = self.manifest["build"]
        self._duckdb: duckdb.DuckDBPyConnection | None = None
        self._searches = words.Searches(self._looked_up)

    def query(self, sql: str, params: Iterable[Any] | Mapping[str, Any] = ()) -> pd.DataFrame:
        """The rows that the SQL selects; every table is a view of its name. Safe to call from several threads."""
        with self._faults():
            return self._asked(sql, params).df()

    def arrow(self, sql: str, params: Iterable[Any] | Mapping[str, Any] = ()) -> pa.Table:
        """As `query`, with Arrow's own types: whole numbers with nulls, days and lists stay what they are."""
        with self._faults():
            return self._asked(sql, params).to_arrow_table()

    def table(self, name: str) -> pa.Table:
        """One whole table with the columns and types of the contract."""
        if name not in FILES:
            raise StoreError(f"no table {name!r}: there are {', '.join(SCHEMAS)}")
        with self._faults():
            if name in packing.FOLLOWS:
                columns = ", ".join(f'"{c}"' for c in SCHEMAS[name].names)
                rows = f"SELECT {columns} FROM ({packing.source(name, SCHEMAS[name].names)}) ORDER BY number"
                with _views(self.path, self.manifest["files"]) as views:
                    return views.sql(rows).to_arrow_table().cast(SCHEMAS[name])
            if f"{name}.parquet" not in self.manifest["files"]:
                return FILES[name].empty_table()
            return _in_contract(name, pq.read_table(self.path / f"{name}.parquet"))

    def rows(self, name: str, condition: str = "TRUE", params: Iterable[Any] = (), *, order: str = "number") -> pa.RecordBatchReader:
        """The rows of a table of the contract, batch by batch, by default in the order of the file. What would fill more
        memory than `ROOM` while they are put in order waits on the disk."""
        columns = SCHEMAS[name].names
        read = packing.source(name, columns)
        picked = self.arrow(f"SELECT number, row_number() OVER (ORDER BY {order}) AS place FROM ({read}) WHERE {condition}", params)
        listed = ", ".join(f't."{column}"' for column in columns)

        def batches() -> Iterator[pa.RecordBatch]:
            with self._faults(), TemporaryDirectory(prefix="timeline-order-") as aside, _views(self.path, self.manifest["files"]) as views:
                views.execute(f"SET memory_limit = '{ROOM}'; SET temp_directory = '{aside}'; SET threads = 1")
                views.register("picked", picked)
                ordered = views.sql(f"SELECT {listed} FROM ({read}) t JOIN picked USING (number) ORDER BY place")
                for batch in ordered.to_arrow_reader(10_000):
                    yield batch.cast(SCHEMAS[name])

        return pa.RecordBatchReader.from_batches(SCHEMAS[name], batches())

    def changed(self) -> bool:
        """Whether the folder serves another build by now."""
        try:
            return current(self.folder) != self.path.name
        except StoreError:
            return False

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """Where reading fails, the files are checked again: what befell them since they were opened is told by name."""
        import duckdb

        try:
            yield
        except (duckdb.Error, OSError, pa.ArrowInvalid):
            _verify.__wrapped__(self.path, json.dumps(self.manifest["files"]), ())
            raise

    def close(self) -> None:
        if self._duckdb is not None:
            self._duckdb.close()
        self._lock.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _asked(self, sql: str, params: Iterable[Any] | Mapping[str, Any]) -> duckdb.DuckDBPyRelation:
        """The answer that is to be read; what it searches for stands in `found`, which this cursor alone sees."""
        cursor, listed = self._cursor(), _listed(params)
        if searched := [p for p in listed if isinstance(p, words.Asked)]:
            cursor.register("found", self._searches.of(searched))
        return cursor.sql(sql, params=listed)

    def _looked_up(self, part: str) -> pa.Table:
        return self._cursor().sql(words.LOOKED_UP, params=[part]).to_arrow_table()

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        if self._duckdb is None:
            with _OPENING:
                if self._duckdb is None:
                    views = _views(self.path, self.manifest["files"])
                    facts.load(views)
                    if not self.manifest["files"].get("words.parquet", {}).get("rows"):
                        _index(views)
                    self._duckdb = views
        return self._duckdb.cursor()


def _listed(params: Iterable[Any] | Mapping[str, Any]) -> Any:
    return dict(params) if isinstance(params, Mapping) else list(params)


def _views(generation: Path, files: Mapping[str, Any]) -> duckdb.DuckDBPyConnection:
    """Each table as a view of its name, and `disk_NAME` as what lies in its file."""
    import duckdb

    # the system keeps what was read of files; DuckDB would keep it a second time
    connection = duckdb.connect(config={"autoinstall_known_extensions": False, "autoload_known_extensions": False,
                                        "enable_external_file_cache": False})  # fmt: skip
    for name, schema in DISK.items():
        file = generation / f"{name}.parquet"
        if file.name in files:
            there = set(pq.read_schema(file).names)
            columns = ", ".join(f'"{c}"' if c in there else f'NULL AS "{c}"' for c in schema.names)
            quoted = str(file).replace("'", "''")
            connection.execute(f"CREATE VIEW disk_{name} AS SELECT file_row_number::INTEGER AS number, {columns} "
                               f"FROM read_parquet('{quoted}', file_row_number = true)")  # fmt: skip
        else:
            _held(connection, f"disk_{name}", schema.empty_table().append_column("number", pa.array([], pa.int32())))
    for name, schema in FILES.items():
        columns = ", ".join(f'"{c}"' for c in schema.names)
        connection.execute(f"CREATE VIEW {name} AS SELECT {columns} FROM ({packing.source(name, schema.names)})")
    return connection


def _held(connection: duckdb.DuckDBPyConnection, name: str, rows: pa.Table) -> None:
    """A table in memory that every cursor sees."""
    connection.register("given", rows)
    connection.execute(f"CREATE TABLE {name} AS SELECT * FROM given")
    connection.unregister("given")


def _index(connection: duckdb.DuckDBPyConnection) -> None:
    """The index of words of tables that are too small to have one on disk."""
    texts = [connection.sql(f"SELECT event_id, {text} FROM {name} ORDER BY number").to_arrow_table() for name, text in (
        ("numbered", "title"), (f"({packing.source('evidence', SCHEMAS['evidence'].names)})", "sentence"))]  # fmt: skip
    for name, rows in zip(("words", "postings"), words.index(*texts), strict=True):
        connection.execute(f"DROP VIEW {name}")
        _held(connection, name, rows)


def _in_contract(name: str, found: pa.Table) -> pa.Table:
    """Tables of an earlier program with columns added since, as nulls."""
    schema = FILES[name]
    for field in schema:
        if field.name not in found.column_names:
            found = found.append_column(field, pa.nulls(len(found), field.type))
    return found.select(schema.names).cast(schema)


def _open_current(folder: Path) -> tuple[Path, IO[str]]:
    """The served generation and its locked manifest. It may be replaced and dropped while we look: then look again."""
    for _ in range(100):
        name = current(folder)
        path = folder / "generations" / name
        if not re.fullmatch(r"\d{6}-[0-9a-f]{16}", name):
            raise StoreError(f"{folder / 'CURRENT'}: damaged (it names no generation); {rebuild(folder)}")
        try:
            manifest = (path / "manifest.json").open(encoding="utf-8")
        except FileNotFoundError:
            continue
        fcntl.flock(manifest, fcntl.LOCK_SH)
        if (path / "manifest.json").exists():
            return path, manifest
        manifest.close()
    where = path / "manifest.json" if path.exists() else folder / "CURRENT"
    raise StoreError(f"{where}: {'missing' if path.exists() else f'damaged, or {path.name} is gone'}; {rebuild(folder)}")


def _manifest(file: IO[str], path: Path) -> dict[str, Any]:
    """What the manifest says, if it is whole and of a form that this program reads."""
    damaged = f"{path / 'manifest.json'}: damaged (its checksum is not its own); {rebuild(path.parent.parent)}"
    try:
        found = json.load(file)
    except ValueError as error:  # neither UTF-8 nor JSON
        raise StoreError(damaged) from error
    if not isinstance(found, dict):
        raise StoreError(damaged)
    _check_format(found, path)
    if found != sealed(found):
        raise StoreError(damaged)
    return found


def _check_format(manifest: Mapping[str, Any], path: Path) -> None:
    found = manifest.get("format")
    folder = path.parent.parent
    if not isinstance(found, int) or found < FORMAT:
        raise StoreError(f"{path}: tables in an older form ({found}, this program reads {FORMAT}); {rebuild(folder)}")
    if found > FORMAT:
        raise NewerTables(
            f"{path}: written by timeline {manifest.get('program')}, whose form {found} this program does not know "
            f"(it reads {FORMAT}); update it with: pip install --upgrade timeline, or {rebuild(folder)}"
        )


def marks(path: Path) -> tuple[tuple[str, int, int], ...]:
    """Name, size and time of change of each file: while they stay, the checksums need not be worked out again."""
    return tuple(sorted((f.name, (s := f.stat()).st_size, s.st_mtime_ns) for f in path.iterdir()))


@lru_cache(maxsize=8)  # a dashboard opens the same generation for each of its sessions
def _verify(path: Path, files: str, marks: tuple[tuple[str, int, int], ...]) -> None:
    for name, told in json.loads(files).items():
        file = path / name
        if not file.exists():
            raise StoreError(f"{file}: missing; {rebuild(path.parent.parent)}")
        if file.stat().st_size != told["bytes"] or checksum(file) != told["sha256"]:
            raise StoreError(f"{file}: damaged (its checksum is not the manifest's); {rebuild(path.parent.parent)}")
