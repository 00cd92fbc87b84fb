"""The form of a folder of tables: which files a generation holds, which one is served, and how both are checked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any

import pyarrow as pa

from timeline.store import packing, words
from timeline.tables import SCHEMAS

# What was read, where the table of articles does not tell it: a later build goes on from there (see `timeline.build`).
RECORDS = pa.schema([f for f in SCHEMAS["articles"] if f.name not in ("text", "superseded_by")]
                    + [pa.field("updated", pa.string())])  # fmt: skip
FILES = {**SCHEMAS, "records": RECORDS, "words": words.WORDS, "postings": words.POSTINGS}
DISK = {name: pa.schema([*schema, *packing.ADDED.get(name, ())]) for name, schema in FILES.items()}  # as it is written
FORMAT = 2  # of the files in a folder of tables; a program reads its own and names the command for any other


class StoreError(Exception):
    """Tables that cannot be read or written; the message names the file and what mends it."""


class NewerTables(StoreError):
    """Tables of a later program, which this one must not write over."""


def current(folder: Path) -> str:
    try:
        return (folder / "CURRENT").read_text(encoding="ascii").strip()
    except FileNotFoundError as error:
        raise StoreError(
            f"{folder}: no tables here; build them with: timeline build ARTICLES --out {folder}"
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"{folder / 'CURRENT'}: {error}; {rebuild(folder)}") from error


def rebuild(folder: Path) -> str:
    return f"build the tables again with: timeline build ARTICLES --out {folder}"


def sealed(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """The manifest with the checksum of all that it says."""
    told = {key: value for key, value in manifest.items() if key != "sha256"}
    return {**told, "sha256": sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()}


def checksum(file: Path) -> str:
    with file.open("rb") as content:
        return file_digest(content, "sha256").hexdigest()
