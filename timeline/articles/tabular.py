"""CSV and TSV → drafts: one row an article, columns by their names.

    >>> from io import BytesIO
    >>> from timeline.articles.limits import LIMITS
    >>> [d.text for d in rows(BytesIO(b"id;text\\n1;'=Talks opened\\n"), "a.csv", print, LIMITS)]
    ['=Talks opened']

The apostrophe that our own exports put before a formula is taken off again.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator
from io import BytesIO, StringIO
from typing import BinaryIO

from timeline.articles.encoding import binary, decode
from timeline.articles.given import Draft, Problem, Problems
from timeline.articles.json_records import NAMES, draft_of
from timeline.articles.limits import Limits

DISARMED = re.compile(r"'(?=\s*[=+@\t\r-])")
COLUMNS = {name.lower(): name for names in NAMES.values() for name in names}
BASIC = "write a header line with a column text (others: id, published, title, publisher, url, language)"


def rows(stream: BinaryIO, path: str, problems: Problems, limits: Limits) -> Iterator[Draft]:
    """One article a row; a row without text is reported and the rest is read."""
    head = stream.readline(limits.line_bytes)
    if not head.strip():
        problems(Problem(path, "", "the file is empty", "remove it or fetch it again"))
        return
    what = binary(head)
    if what:
        problems(Problem(path, "", f"{what}, not a table", BASIC))
        return
    csv.field_size_limit(limits.article_chars)
    found = _Faults()
    lines = _lines(head, stream, limits, found)
    first = next(lines, "")
    delimiter = max(",;\t|", key=first.count)
    header = first.strip("\ufeff\r\n").split(delimiter)
    names = [COLUMNS.get(name.strip(" \t\"\r\n").lower(), name) for name in header]
    if not any(name in NAMES["text"] for name in names):
        problems(Problem(path, "line 1", "no column holds the articles' text", BASIC))
        return
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        begin = reader.line_num + 2
        try:
            row = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            problems(Problem(path, f"line {begin}", f"not a readable row: {error}", "look for a quotation mark that is never closed"))
            return
        if not any(cell.strip() for cell in row):
            continue
        record = {name: DISARMED.sub("", cell, count=1) if cell[:1] == "'" else cell for name, cell in zip(names, row, strict=False)}
        record = {name: cell for name, cell in record.items() if cell.strip()}
        draft = draft_of(record, path, f"line {begin}", problems, found.pop())
        if draft:
            yield draft


class _Faults:
    """What decoding met since it was last asked."""

    def __init__(self) -> None:
        self.problem: str | None = None

    def pop(self) -> str | None:
        problem, self.problem = self.problem, None
        return problem


def _lines(head: bytes, stream: BinaryIO, limits: Limits, found: _Faults) -> Iterator[str]:
    """Decoded lines; UTF-16 and tables of unknown encoding are decoded whole, UTF-8 line by line."""
    sample = head + stream.read(256 * 1024)
    decoded = decode(sample)
    # the sample may end inside a character: only a fault well before its end tells
    if decoded.encoding.startswith("utf-8") or decode(sample[:-4]).encoding.startswith("utf-8"):
        decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")
        rest, left = BytesIO(sample), limits.table_bytes
        for source in (rest, stream):
            while left > 0 and (line := source.readline(limits.line_bytes)):
                left -= len(line)
                if source is rest and not line.endswith(b"\n"):
                    line += stream.readline(limits.line_bytes)
                text = decoder.decode(line).replace("\x00", "")
                if "\ufffd" in text and b"\xef\xbf\xbd" not in line:
                    found.problem = "not valid UTF-8: bytes replaced by \ufffd"
                yield from StringIO(text, newline="")
        return
    whole = decode(sample + stream.read(limits.file_bytes))
    found.problem = whole.problem
    yield from StringIO(whole.text.replace("\x00", ""), newline="")
