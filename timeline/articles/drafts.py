"""An open file → the drafts in it, by the reader for its kind.

The name's ending tells the kind; without one that is known, the first bytes do. A file of unknown kind that was met
in a folder or archive is reported and passed over; one that was named is read by its content.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from timeline.articles import html, json_records, plain
from timeline.articles.encoding import binary, decode
from timeline.articles.given import Draft, Problem, Problems
from timeline.articles.limits import Limits
from timeline.articles.walk import Blob, blobs

KINDS = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html",
    ".xhtml": "html", ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "csv",
    ".xml": "feed", ".rss": "feed", ".atom": "feed", ".rdf": "feed", ".zip": "zip", ".gz": "gz",
}  # fmt: skip
READABLE = "txt, md, html, json, jsonl, csv, RSS or Atom xml, and zip or gz of these are read"


def drafts(sources: Sequence[str | Path], problems: Problems, limits: Limits, stdin: BinaryIO | None = None) -> Iterator[Draft]:
    """The drafts of all sources in canonical order."""
    for blob in blobs(sources, problems, limits, stdin):
        yield from drafts_of_file(blob, problems, limits)


def drafts_of_file(blob: Blob, problems: Problems, limits: Limits) -> Iterator[Draft]:
    """The drafts of one open file; what cannot be read is reported."""
    kind = KINDS.get(PurePosixPath(blob.name.lower()).suffix)
    if kind is None:
        problems(Problem(blob.path, "", "a file of unknown kind, passed over", READABLE))
        return
    if kind == "jsonl":
        yield from json_records.lines(blob.stream, blob.path, problems, limits)
        return
    data = blob.stream.read(limits.file_bytes + 1)
    if len(data) > limits.file_bytes:
        problems(Problem(blob.path, "", f"larger than {limits.file_bytes:,} bytes", "split it into one article a file"))
        return
    if not data.strip():
        problems(Problem(blob.path, "", "the file is empty", "remove it or fetch it again"))
        return
    what = binary(data)
    if what:
        problems(Problem(blob.path, "", f"{what}, not text", READABLE))
        return
    decoded = decode(data)
    match kind:
        case "json":
            yield from json_records.whole(decoded.text, blob.path, problems)
        case "html":
            yield html.page(decoded.text, blob.path, blob.name)
        case _:
            yield plain.document(decoded.text, blob.path, blob.name, markup=kind == "markdown", problem=decoded.problem)
