"""What a build has finished: extractions in files that are whole or absent, found again by key.

    >>> from tempfile import TemporaryDirectory
    >>> from timeline.records import Article, Extraction
    >>> place = TemporaryDirectory()
    >>> folder = Path(place.name)
    >>> name = write(folder, pack([("k1", Extraction(article=Article(article_id="a", text="Talks opened in Doha.")))]))
    >>> list(Segments(folder).keys)
    ['k1']

A key names everything that an extraction depends on: the article, its publication interval and the program (see
`key_of`). A file's name is the checksum of its bytes, so a torn or altered one is not believed: it is dropped and its
articles are extracted again. Inside are Arrow streams one after another: the index, then one a table.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from timeline import __version__
from timeline.build.columns import arrow
from timeline.records import Article, Extraction, Record, identify
from timeline.tables import SCHEMAS

KEYED = ("mentions", "reports", "evidence", "casualties")
KEY = pa.field("key", pa.string())
INDEX = pa.schema([("key", pa.string()), ("problem", pa.string())])
SMALL, MANY = 50, 50  # articles in a small segment, and how many such files are too many
_COMPRESSED = pa.ipc.IpcWriteOptions(compression="zstd")
_LEFT_OUT = ("pages", "downloads", "build")  # folders of the package that change no extraction


def key_of(article: Article) -> str:
    """The key of what `extract` makes of this article with this publication interval, by this program."""
    return identify(
        program(), article.article_id, article.sha256 or "", article.published.edtf if article.published else "",
        article.published_basis, article.title or "", article.publisher or "", article.language or "", article.url or "",
    )  # fmt: skip


@cache
def program() -> str:
    """The version of the program and of its language tables: a hash of the code and the data that extraction reads."""
    digest = sha256(__version__.encode())
    for name, content in sorted(_sources(files("timeline"), "")):
        digest.update(name.encode() + b"\0" + content)
    return digest.hexdigest()[:16]


def _sources(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            if prefix or entry.name not in _LEFT_OUT:
                yield from _sources(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith((".py", ".toml", ".csv")):
            yield prefix + entry.name, entry.read_bytes()


def pack(extractions: Iterable[tuple[str, Extraction]]) -> bytes:
    """Extractions, each with its key, as the bytes of one segment."""
    index: list[tuple[str, str | None]] = []
    records: dict[str, list[Record]] = {name: [] for name in KEYED}
    keys: dict[str, list[str]] = {name: [] for name in KEYED}
    for key, found in extractions:
        index.append((key, found.article.problem))
        parts: Iterable[tuple[str, Sequence[Record]]] = zip(
            KEYED, (found.mentions, found.reports, found.evidence, found.claims), strict=True)
        for name, some in parts:
            records[name] += some
            keys[name] += [key] * len(some)
    tables = [pa.table([[k for k, _ in index], [p for _, p in index]], schema=INDEX)]
    for name in KEYED:
        tables.append(arrow(name, records[name]).append_column(KEY, pa.array(keys[name], pa.string())))
    return _bytes(tables)


def _bytes(tables: Iterable[pa.Table]) -> bytes:
    out = BytesIO()
    for table in tables:
        with pa.ipc.new_stream(out, table.schema, options=_COMPRESSED) as stream:
            stream.write_table(table)
    return out.getvalue()


def keyed(name: str) -> pa.Schema:
    return SCHEMAS[name].append(KEY)


def write(folder: Path, segment: bytes) -> str:
    """Put a segment there, whole or not at all; returns its name."""
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{sha256(segment).hexdigest()[:32]}.segment"
    aside = folder / f"{name}.{os.getpid()}"
    try:
        with aside.open("wb") as out:
            out.write(segment)
            out.flush()
            os.fsync(out.fileno())
        aside.replace(folder / name)
    except OSError:
        aside.unlink(missing_ok=True)
        raise
    return name


class Segments:
    """The segments in a folder; `keys` tells in which one each key lies, `sizes` how many each holds, `problems` what failed
    there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.keys: dict[str, str] = {}
        self.sizes: dict[str, int] = {}
        self.problems: dict[str, str] = {}
        for file in sorted(folder.glob("*")):
            if file.suffix == ".segment":
                self.add(file.name)
            else:
                file.unlink()

    def add(self, name: str) -> None:
        content = (self.folder / name).read_bytes()
        if sha256(content).hexdigest()[:32] != name.removesuffix(".segment"):
            (self.folder / name).unlink()
            return
        index = pa.ipc.open_stream(pa.BufferReader(content)).read_all()
        self.sizes[name] = len(index)
        for key, problem in zip(index["key"].to_pylist(), index["problem"].to_pylist(), strict=True):
            self.keys.setdefault(key, name)
            if problem is not None:
                self.problems[key] = problem

    def names(self) -> list[str]:
        """The files that hold something."""
        return sorted(set(self.keys.values()))

    def read(self, name: str, kind: str) -> pa.Table:
        """One table of a segment, with its column `key`; what lies before it is passed over."""
        with pa.memory_map(str(self.folder / name)) as content:
            for _ in range(1 + KEYED.index(kind)):
                for _ in pa.ipc.MessageReader.open_stream(content):
                    pass
            return pa.ipc.open_stream(content).read_all()

    def empty(self, kind: str) -> pa.Table:
        """The table of a segment without rows."""
        return keyed(kind).empty_table()

    def tidy(self, live: set[str]) -> None:
        """Remove the segments that hold nothing of what is alive, and make one of many small ones."""
        kept = {name for key, name in self.keys.items() if key in live}
        for name in set(self.keys.values()) - kept:
            (self.folder / name).unlink(missing_ok=True)
        self.keys = {key: name for key, name in self.keys.items() if name in kept}
        if self.crowded():
            self._unite(self._small(), live)

    def crowded(self) -> bool:
        """Whether there are so many small segments that they should be made one."""
        return len(self._small()) > MANY

    def _small(self) -> set[str]:
        return {name for name, size in Counter(self.keys.values()).items() if size < SMALL}

    def _unite(self, names: set[str], live: set[str]) -> None:
        keys = sorted(key for key, name in self.keys.items() if name in names and key in live)
        wanted = pa.array(keys, pa.string())
        index = pa.table([keys, [self.problems.get(key) for key in keys]], schema=INDEX)
        united = [pa.concat_tables([self.read(name, kind) for name in sorted(names)]) for kind in KEYED]
        new = write(self.folder, _bytes([index, *(t.filter(pc.is_in(t["key"], value_set=wanted)) for t in united)]))
        self.keys = {key: name for key, name in self.keys.items() if name not in names} | dict.fromkeys(keys, new)
        self.sizes[new] = len(keys)
        for name in names - {new}:
            (self.folder / name).unlink(missing_ok=True)
