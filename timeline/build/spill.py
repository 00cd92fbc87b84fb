"""Rows on their way into an order that is not theirs: by number of a bucket, on the disk where they grow many.

    >>> from tempfile import TemporaryDirectory
    >>> folder = TemporaryDirectory()
    >>> spill = Spill(Path(folder.name) / "parts", pa.schema([("word", pa.string())]))
    >>> spill.add(np.array([7, 3, 7]), pa.table({"word": ["a", "b", "c"]}))
    >>> [(number, spill.take(number)["word"].to_pylist()) for number in spill.numbers()]
    [(3, ['b']), (7, ['a', 'c'])]
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa

AT_ONCE = 32_000_000  # bytes that wait in memory
_COMPRESSED = pa.ipc.IpcWriteOptions(compression="lz4")


class Spill:
    """Rows by bucket. A bucket is a file of Arrow streams one after another, and what waits for it in memory."""

    def __init__(self, folder: Path, schema: pa.Schema) -> None:
        self.rows = 0
        self._folder, self._schema = folder, schema
        self._waiting: dict[int, list[pa.Table]] = {}
        self._size = 0
        self._known: set[int] = set()

    def add(self, buckets: np.ndarray, rows: pa.Table) -> None:
        """Rows, each with the number of its bucket; in a bucket they stay in the order in which they came."""
        if not len(rows):
            return
        order = np.argsort(buckets, kind="stable")
        rows, buckets = rows.take(pa.array(order)).combine_chunks(), buckets[order]
        begins = np.flatnonzero(np.r_[True, buckets[1:] != buckets[:-1]])
        for begin, end in zip(begins, [*begins[1:], len(rows)], strict=True):
            self._waiting.setdefault(int(buckets[begin]), []).append(rows.slice(begin, end - begin))
        self._known.update(map(int, buckets[begins]))
        self.rows += len(rows)
        self._size += rows.nbytes
        if self._size > AT_ONCE:
            self._flush()

    def numbers(self) -> list[int]:
        return sorted(self._known)

    def take(self, bucket: int) -> pa.Table:
        """The rows of a bucket, which holds none of them any more."""
        file, parts = self._folder / str(bucket), [self._schema.empty_table()]
        if file.exists():
            with pa.OSFile(str(file)) as content:
                while content.tell() < content.size():
                    parts.append(pa.ipc.open_stream(content).read_all())
            file.unlink()
        self._known.discard(bucket)
        return pa.concat_tables([*parts, *self._waiting.pop(bucket, ())])

    def _flush(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        for bucket, tables in self._waiting.items():
            with (self._folder / str(bucket)).open("ab") as out, pa.ipc.new_stream(out, self._schema, options=_COMPRESSED) as stream:
                stream.write_table(pa.concat_tables(tables).combine_chunks())
        self._waiting, self._size = {}, 0
