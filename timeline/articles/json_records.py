"""JSON and JSON Lines → drafts: one object an article, only `text` required."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any, BinaryIO

from timeline.articles.encoding import decode
from timeline.articles.given import Draft, Problem, Problems
from timeline.articles.limits import Limits

# fmt: off
NAMES = {
    "id": ("id", "article_id", "uuid"),
    "text": ("text", "body", "content", "article", "full_text", "articleBody"),
    "title": ("title", "headline"),
    "publisher": ("publisher", "source", "outlet", "site_name"),
    "url": ("url", "link"),
    "language": ("language", "lang", "inLanguage"),
    "published": ("published", "published_edtf", "date", "published_at", "publishedAt", "publication_date", "date_published",
                  "datePublished", "pubDate", "pub_date", "published_start"),
    "updated": ("updated", "updated_at", "updatedAt", "modified", "date_modified", "dateModified"),
}
# fmt: on
MARKED_UP = re.compile(r"</p>|<br ?/?>", re.I)  # a body that was taken from a page with its markup
METADATA = {field: dict.fromkeys(names).keys() for field, names in NAMES.items() if field != "text"}
EXTRA = "Extra data"  # what json says of a second object
LISTS = ("articles", "items", "results", "data", "documents", "records")


def lines(stream: BinaryIO, path: str, problems: Problems, limits: Limits, size: int | None = None) -> Iterator[Draft]:
    """One article a line; a line that is no valid record is reported and the rest is read.

    No more than `size` bytes are read, so that a file that grows as fast as it is read comes to its end."""
    number = 0
    left = limits.table_bytes if size is None else min(size, limits.table_bytes)
    while left > 0 and (line := stream.readline(limits.line_bytes + 1)):
        number += 1
        left -= len(line)
        place = f"line {number}"
        if len(line) > limits.line_bytes:
            length = len(line)
            while not line.endswith(b"\n") and (line := stream.readline(limits.line_bytes)):
                length += len(line)
            left -= length - limits.line_bytes - 1
            problems(Problem(path, place, f"a line of {length:,} bytes; the limit is {limits.line_bytes:,}",
                             "split the file into one article a line"))  # fmt: skip
            continue
        if line.isspace():
            continue
        text, problem = _decoded(line, number)
        if problem:
            problems(Problem(path, place, problem, "save the file as UTF-8", lost=False))
        record = parse(text.rstrip("\r\n"), path, place, problems)
        held = _held(record)
        if held is not None:
            yield from _listed(held, path, problems, problem)
        elif record is not None:
            draft = draft_of(record, path, place, problems, problem)
            if draft:
                yield draft
    if left <= 0 and (size is None or size > limits.table_bytes):
        problems(Problem(path, f"line {number}", f"only the first {limits.table_bytes:,} bytes were read", "split the file"))


def _decoded(line: bytes, number: int) -> tuple[str, str | None]:
    try:
        return line.decode("utf-8-sig" if number == 1 else "utf-8"), None
    except UnicodeDecodeError:
        decoded = decode(line)
        return decoded.text, decoded.problem


def whole(text: str, path: str, problems: Problems, limits: Limits, problem: str | None = None) -> Iterator[Draft]:
    """A JSON file: one article, a list of them, or an object that holds such a list; or JSON Lines under its name."""
    aside: list[Problem] = []
    parsed = parse(text, path, "", aside.append)
    if aside and EXTRA in aside[0].message:
        yield from lines(BytesIO(text.encode("utf-8", "surrogatepass")), path, problems, limits)
        return
    for told in aside:
        problems(told)
    if parsed is None:
        return
    held = _held(parsed)
    yield from _listed([parsed] if held is None else held, path, problems, problem)


def _held(parsed: Any) -> list[Any] | None:
    """The list of records in an answer such as {"articles": […]}; None where the object is itself an article."""
    if isinstance(parsed, list):
        return parsed
    if not isinstance(parsed, dict) or any(key in parsed for key in NAMES["text"]):
        return None
    return next((parsed[key] for key in LISTS if isinstance(parsed.get(key), list)), None)


def _listed(records: list[Any], path: str, problems: Problems, problem: str | None) -> Iterator[Draft]:
    for number, record in enumerate(records, 1):
        draft = draft_of(record, path, f"article {number}", problems, problem, alone=len(records) == 1)
        if draft:
            yield draft


def parse(text: str, path: str, place: str, problems: Problems) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = f"{place}, column {error.colno}" if place else f"line {error.lineno}, column {error.colno}"
        problems(Problem(path, where, f"not valid JSON: {error.msg}", "mend or remove it"))
    except (ValueError, RecursionError) as error:
        problems(Problem(path, place, f"JSON that cannot be read: {str(error)[:100]}", "mend or remove it"))
    return None


def draft_of(record: Any, path: str, place: str, problems: Problems, problem: str | None, *, alone: bool = False) -> Draft | None:
    """The record as a draft; None, and a problem reported, where it is no record with a text."""
    if not isinstance(record, dict):
        problems(Problem(path, place, f"holds {_kind(record)}, not an object", 'write {"text": "…"}'))
        return None
    text = next((record[key] for key in NAMES["text"] if isinstance(record.get(key), str)), None)
    if text is None:
        problems(Problem(path, place, 'the record has no "text"', 'add a "text" with the article\'s words'))
        return None
    fields: dict[str, Any] = {field: _value(record, names) for field, names in METADATA.items() if not names.isdisjoint(record)}
    shown = text
    if "<" in text and MARKED_UP.search(text):
        from timeline.articles.html import fragment_text

        shown = fragment_text(text)
    key = next((key for key in NAMES["published"] if record.get(key) not in (None, "")), "published")
    return Draft(text=shown, given=text,
                 path=path if alone else f"{path}#{place.rsplit(' ', 1)[-1]}", published_from=f'the field "{key}"',
                 speaks="published" in record, problem=problem, **fields)  # fmt: skip


def _value(record: dict[str, Any], names: Iterable[str]) -> str | None:
    for key in names:
        value = record.get(key)
        if isinstance(value, dict):  # {"source": {"name": "…"}}
            value = value.get("name")
        if isinstance(value, str) and value.strip():
            return value.strip()
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
    return None


def _kind(value: Any) -> str:
    names = {str: "a text", list: "a list", bool: "true or false", int: "a number", float: "a number", type(None): "null"}
    return names.get(type(value), "something else")
