"""Tables as Parquet files, values and types untouched."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from timeline.downloads.files import whole, write_notes


def write_folder(tables: Mapping[str, pa.Table], folder: Path, notes: Mapping[str, str]) -> list[Path]:
    files = []
    for name, table in tables.items():
        files.append(folder / f"{name}.parquet")
        with whole(files[-1]) as out:
            pq.write_table(table.replace_schema_metadata(None), out, compression="zstd")
    return files + write_notes(folder, notes)
