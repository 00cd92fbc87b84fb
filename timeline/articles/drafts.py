"""An open file → the drafts in it, by the reader for its kind.

The name's ending tells the kind; without one that is known, the first bytes do. A file of unknown kind that was met
in a folder or archive is reported and passed over; one that was named is read by its content. A reader is imported when
a file of its kind is met: those of pages, feeds and archives bring much along.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from timeline.articles import json_records, plain
from timeline.articles.encoding import Decoded, binary, decode
from timeline.articles.given import Draft, Problem, Problems
from timeline.articles.limits import Limits, TooMuch
from timeline.articles.walk import STDIN, Blob, blobs

if TYPE_CHECKING:
    from timeline.articles.archives import Budget

KINDS = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html",
    ".xhtml": "html", ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "csv",
    ".xml": "feed", ".rss": "feed", ".atom": "feed", ".rdf": "feed", ".zip": "zip", ".gz": "gz",
}  # fmt: skip
READABLE = "txt, md, html, json, jsonl, csv, RSS or Atom xml, and zip or gz of these are read"
LEADING = b"\xef\xbb\xbf \r\n\t"  # a byte order mark and space before the first sign
EMPTY = "the file is empty", "remove it or fetch it again"


def drafts(sources: Sequence[str | Path], problems: Problems, limits: Limits, stdin: BinaryIO | None = None) -> Iterator[Draft]:
    """The drafts of all sources in canonical order."""
    for blob in blobs(sources, problems, limits, stdin):
        yield from drafts_of_file(blob, problems, limits)


def drafts_of_file(blob: Blob, problems: Problems, limits: Limits) -> Iterator[Draft]:
    """The drafts of one open file, an archive's members included; what cannot be read is reported, never raised."""
    tell = FewOf(problems, blob.path, limits.problems_per_file)
    silent = True
    try:
        for draft in _of_kind(blob, None, 0, tell, limits):
            if len(draft.text) > limits.article_chars:
                tell(Problem(draft.path, "", f"an article of {len(draft.text):,} characters; the limit is {limits.article_chars:,}",
                             "split it into its articles"))  # fmt: skip
            else:
                silent = False
                yield draft
    except TooMuch as error:
        tell(Problem(blob.path, "", f"{error}; the rest of it is refused", "unpack it and give the folder"))
    except OSError as error:
        tell(Problem(blob.path, "", f"could not be read to its end: {error.strerror or error}", "check the disk or fetch it again"))
    if silent and not tell.count:
        tell(Problem(blob.path, "", "holds no article", READABLE))
    tell.close()


class FewOf:
    """Passes on the first problems of a file and counts the rest, so that one bad file does not drown the others."""

    def __init__(self, problems: Problems, path: str, most: int) -> None:
        self.problems, self.path, self.most, self.count, self.lost = problems, path, most, 0, False

    def __call__(self, problem: Problem) -> None:
        self.count += 1
        if self.count <= self.most:
            self.problems(problem)
        else:
            self.lost |= problem.lost

    def close(self) -> None:
        if self.count > self.most:
            self.problems(Problem(self.path, "", f"{self.count - self.most:,} more problems of this file", "mend those above first", self.lost))


def _of_kind(blob: Blob, budget: Budget | None, depth: int, problems: Problems, limits: Limits) -> Iterator[Draft]:
    suffix = PurePosixPath(blob.name.lower()).suffix
    kind = KINDS.get(suffix)
    if kind is None and blob.found and (suffix or blob.name):
        problems(Problem(blob.path, "", "a file of unknown kind, passed over", READABLE, lost=False))
        return
    stream: Any = blob.stream if isinstance(blob.stream, io.BufferedReader) else io.BufferedReader(cast(Any, blob.stream))
    head = stream.peek(4096)
    kind = kind or _sniffed(head)
    if kind == "jsonl" and head.lstrip(LEADING)[:1] == b"[":
        kind = "json"
    match kind:
        case "zip" | "gz":
            if depth >= limits.archive_depth:
                problems(Problem(blob.path, "", f"an archive {depth + 1} deep in archives; the limit is {limits.archive_depth}", "unpack it first"))
                return
            yield from _of_archive(Blob(blob.path, blob.name, stream, blob.size), kind, budget, depth, problems, limits)
        case "jsonl":
            if not head:
                problems(Problem(blob.path, "", *EMPTY))
            yield from json_records.lines(stream, blob.path, problems, limits, blob.size)
        case "csv":
            from timeline.articles import tabular

            yield from tabular.rows(stream, blob.path, problems, limits)
        case _:
            decoded = _whole(blob, stream, problems, limits)
            if decoded is not None:
                yield from _of_text(decoded, kind, blob, problems, limits)


def _of_archive(blob: Blob, kind: str, budget: Budget | None, depth: int, problems: Problems, limits: Limits) -> Iterator[Draft]:
    from timeline.articles import archives

    budget = budget or archives.Budget(blob.size, limits)
    members = archives.of_zip(blob, budget, problems, limits) if kind == "zip" else archives.of_gzip(blob, budget, problems)
    try:
        for member in members:
            try:
                yield from _of_kind(member, budget, depth + 1, problems, limits)
            except TooMuch:
                raise
            except archives.UNREADABLE as error:
                problems(Problem(member.path, "", f"damaged: {str(error)[:160] or type(error).__name__}", "pack it again"))
    except TooMuch:
        raise
    except archives.UNREADABLE as error:
        problems(Problem(blob.path, "", f"a damaged archive: {str(error)[:160] or type(error).__name__}", "pack it again"))


def _whole(blob: Blob, stream: BinaryIO, problems: Problems, limits: Limits) -> Decoded | None:
    """The decoded text of a file that must be held whole; None, and a problem, where it is empty, too large or binary."""
    data = stream.read(limits.file_bytes + 1)
    if len(data) > limits.file_bytes:
        problems(Problem(blob.path, "", f"larger than {limits.file_bytes:,} bytes", "split it into one article a file"))
    elif blob.size is not None and len(data) != blob.size:
        problems(Problem(blob.path, "", "changed while it was read", "read it again when it is complete"))
    elif not data.strip():
        problems(Problem(blob.path, "", *EMPTY))
    elif what := binary(data):
        problems(Problem(blob.path, "", f"{what}, not text", READABLE))
    else:
        return decode(data)
    return None


def _of_text(decoded: Decoded, kind: str, blob: Blob, problems: Problems, limits: Limits) -> Iterator[Draft]:
    name = "" if blob.path == STDIN else blob.name
    if decoded.problem:
        problems(Problem(blob.path, "", decoded.problem, "save it as UTF-8", lost=False))
    match kind:
        case "json":
            for draft in json_records.whole(decoded.text, blob.path, problems, limits, decoded.problem):
                # a file that holds one article may be named by its day; a collection's name tells nothing of each
                yield replace(draft, name=name) if draft.path == blob.path else draft
        case "html":
            yield _page(decoded, blob, name)
        case "feed" | "text" if decoded.text[:2000].lstrip().lower().startswith(("<!doctype html", "<html")):
            yield _page(decoded, blob, name)  # a page under another ending
        case "feed":
            from timeline.articles import feeds

            yield from feeds.entries(decoded.text, blob.path, problems, decoded.problem)
        case _:
            yield plain.document(decoded.text, blob.path, name, markup=kind == "markdown", problem=decoded.problem)


def _page(decoded: Decoded, blob: Blob, name: str) -> Draft:
    from timeline.articles import html

    return html.page(decoded.text, blob.path, name, decoded.problem)


def _sniffed(head: bytes) -> str:
    """The kind that the first bytes show; text where they show none.

    >>> _sniffed(b'{"text": "Talks opened."}'), _sniffed(b"<!doctype html><p>Talks"), _sniffed(b"Talks opened.")
    ('jsonl', 'html', 'text')
    """
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith(b"\x1f\x8b"):
        return "gz"
    start = head.lstrip(LEADING)[:1000].lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return "html"
    if start.startswith((b"<?xml", b"<rss", b"<feed", b"<rdf")):
        return "html" if b"<html" in start else "feed"
    if start.startswith(b"{"):
        return "jsonl" if _is_lines(head) else "json"
    return "json" if start.startswith(b'[{') or start.startswith(b'[\n') else "text"


def _is_lines(head: bytes) -> bool:
    """Whether the first line is a whole object, so that the file is JSON Lines."""
    first, _, second = head.lstrip(LEADING).partition(b"\n")
    alone = first.rstrip().endswith(b"}") and (not second.strip() or second.lstrip().startswith(b"{"))
    return first.startswith(b"{") and (alone or b'"text"' in first)
