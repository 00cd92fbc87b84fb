"""Articles from files, folders, archives or standard input, cleaned, with the date that they state.

    >>> article = article_from_text(" date 2024-02-14 Talks resumed in Doha on Tuesday.")
    >>> article.text, str(article.published), article.published_basis
    ('Talks resumed in Doha on Tuesday.', '14 Feb 2024', 'stated')
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from timeline.articles.drafts import drafts, drafts_of_file
from timeline.articles.finish import article_of, given_of
from timeline.articles.given import Draft, Given, Problem, Problems
from timeline.articles.limits import LIMITS, Limits
from timeline.articles.unite import unite
from timeline.articles.walk import Blob
from timeline.interval import Interval, When

if TYPE_CHECKING:
    from timeline.records import Article

__all__ = ["LIMITS", "Given", "Limits", "Problem", "Problems", "article_from_text", "read", "read_upload", "records", "unite"]


def read(
    sources: Sequence[str | Path], *, problems: Problems, limits: Limits = LIMITS, stdin: BinaryIO | None = None
) -> Iterator[Article]:
    """The articles of files, folders, archives and `-`, one by one, in canonical order.

    >>> list(read(["no such folder"], problems=lambda problem: print(problem)))
    no such folder: there is no such file or folder; check the path and its permissions
    []

    Nothing is raised for what a source holds: what cannot be read is told to `problems`, and the rest still comes.
    Texts met twice come twice; `unite` makes them one.
    """
    yield from _articles(drafts(sources, problems, limits, stdin), problems)


def records(
    sources: Sequence[str | Path], *, problems: Problems, limits: Limits = LIMITS, stdin: BinaryIO | None = None
) -> Iterator[Given]:
    """Each record's `text`, or the decoded file, exactly as given, for commands that answer with offsets into it."""
    for draft in drafts(sources, problems, limits, stdin):
        yield given_of(draft, problems)


def read_upload(name: str, data: bytes, *, problems: Problems, limits: Limits = LIMITS) -> list[Article]:
    """The articles of one file dropped into the dashboard, in any format that `read` takes.

    >>> [a.text for a in read_upload("a.jsonl", b'{"text": "Talks opened."}', problems=print)]
    ['Talks opened.']
    """
    if len(data) > limits.upload_bytes:
        problems(Problem(name, "", f"{len(data):,} bytes; the limit is {limits.upload_bytes:,}",
                         "add the file to the folder and build the tables"))  # fmt: skip
        return []
    return list(_articles(drafts_of_file(Blob(name, name, BytesIO(data), len(data)), problems, limits), problems))


def _articles(found: Iterator[Draft], problems: Problems) -> Iterator[Article]:
    for draft in found:
        article = article_of(draft, problems)
        if article.text:
            yield article
        else:
            message = draft.problem or "nothing is left of this article but what belongs to its page"
            problems(Problem(draft.path, "", message, "look into the file, or fetch it again"))


def article_from_text(
    text: str, *, title: str | None = None, publisher: str | None = None, published: Interval | None = None, path: str | None = None
) -> Article:
    """One article from a text in hand; `published` overrides what the text states."""
    article = article_of(Draft(text=text, path=path or "", title=title, publisher=publisher))
    if published is None:
        return article
    return article.model_copy(update={
        "published": When.within(published), "published_basis": "stated", "published_reason": f"given: {published}"})
