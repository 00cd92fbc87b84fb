"""What the readers hand on: a record as given, a draft of an article, and a problem in words.

    >>> str(Problem("wire.jsonl", "line 7, column 12", "not valid JSON: a comma is missing", "mend or remove the line"))
    'wire.jsonl, line 7, column 12: not valid JSON: a comma is missing; mend or remove the line'
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from timeline.interval import Interval


@dataclass(frozen=True, slots=True)
class Problem:
    """Something of a source that could not be read (`lost`), or was read with a change worth knowing."""

    path: str
    place: str
    message: str
    mend: str = ""
    lost: bool = True

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.path, self.place) if part)
        return "; ".join(part for part in (f"{where}: {self.message}", self.mend) if part)


Problems = Callable[[Problem], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One record exactly as given: `text` is uncleaned, offsets into it hold for whoever wrote it.

    `published` is the stated interval of days or None, `published_reason` says in words where it stood, or why what stood
    there is no date; `id` is the record's own, else a hash of the text.
    """

    id: str
    text: str
    published: Interval | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    path: str | None = None
    published_reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An article as its file states it, before cleaning and before its dates are understood.

    `published` is the date string of the metadata, `published_from` says in words where it stood; `speaks` is true
    when the record says itself whether it is dated (a JSON `published`, even null). `problem` is what reading met.
    """

    text: str
    path: str
    name: str = ""  # the file's own name, which may hold a date
    given: str | None = None  # the decoded file, where `text` is only its main text
    id: str | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    published: str | None = None
    published_from: str = ""
    speaks: bool = False
    updated: str | None = None
    markup: bool = False  # Markdown
    problem: str | None = None
