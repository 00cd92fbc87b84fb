"""Tables as Parquet files, values and types untouched."""

from __future__ import annotations

from typing import IO

import pyarrow.parquet as pq

from timeline.downloads.files import Rows, batches


def write_parquet(rows: Rows, out: IO[bytes]) -> None:
    with pq.ParquetWriter(out, rows.schema.remove_metadata(), compression="zstd") as writer:
        for batch in batches(rows, 100_000):
            writer.write_batch(batch.replace_schema_metadata(None))
