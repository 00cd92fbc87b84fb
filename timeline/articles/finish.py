"""A draft → an `Article`, cleaned and dated; or a `Given`, exactly as it came."""

from __future__ import annotations

import re
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from timeline.articles.given import Draft, Given, Problem, Problems
from timeline.articles.language import NOT_SUPPORTED, language_of, supported
from timeline.identity import identify
from timeline.interval import Interval, OutOfRange, When, day

if TYPE_CHECKING:
    from timeline.articles.published import Stated
    from timeline.records import Article

SURROGATE = re.compile("[\ud800-\udfff]")  # half a character: one code point like its replacement, so offsets hold

ISO = re.compile(r"(1[5-9]\d\d|20\d\d)-(\d\d)-(\d\d)")  # the date of most records
LONGEST_FIELD = 2_000  # characters of a title, a publisher, a URL


def _tell(draft: Draft, found: Stated, problems: Problems) -> None:
    """A date that no calendar has is a fault of the source, though its article is kept."""
    if found.problem:
        problems(Problem(draft.path, "", found.problem, "correct the date there, or set the article's date in the dashboard"))


def _silent(problem: Problem) -> None:
    """For callers that read the article's own `problem`."""


def article_of(draft: Draft, problems: Problems = _silent) -> Article:
    """The article of a draft: cleaned text, stated date, language, and what is wrong with it in `problem`."""
    from timeline.articles.cleaning import clean, visible
    from timeline.articles.published import stated
    from timeline.records import Article

    draft = replace(draft, id=_line(draft.id), title=_line(draft.title), publisher=_line(draft.publisher), url=_line(draft.url),
                    published=_line(draft.published), updated=_line(draft.updated), path=_line(draft.path) or "")  # fmt: skip
    shown, removed = visible(draft.text)
    found = stated(replace(draft, text=shown))
    _tell(draft, found, problems)
    cleaned = clean(shown, markup=draft.markup, cut=found.cut)
    language = language_of(cleaned.text, draft.language)
    unsupported = None if language in supported() else NOT_SUPPORTED
    said = [problem for problem in (unsupported, draft.problem, found.problem, removed) if problem]
    digest = sha256(cleaned.text.encode("utf-8", "surrogatepass")).hexdigest()
    return Article(
        article_id=draft.id or digest[:16],  # as `identify` makes it
        title=draft.title or cleaned.title,
        publisher=draft.publisher,
        url=draft.url,
        path=draft.path or None,
        language=language,
        published=When.within(found.published) if found.published else None,
        published_basis="stated" if found.published else "unknown",
        published_reason=found.reason,
        updated=found.updated,
        text=cleaned.text,
        sha256=digest,
        problem="; ".join(said) or None,
        paths=(draft.path,) if draft.path else (),
        urls=(draft.url,) if draft.url else (),
        publishers=(draft.publisher,) if draft.publisher else (),
    )


def _line(value: str | None) -> str | None:
    """A field of metadata as one line without invisible characters; None where nothing is left."""
    if not value:
        return None
    from timeline.articles.cleaning import visible

    return " ".join(visible(value[:LONGEST_FIELD])[0].split()) or None


def _iso(published: str | None) -> Interval | None:
    written = ISO.fullmatch(published) if published else None
    try:
        return day(*map(int, written.groups())) if written else None
    except OutOfRange:
        return None


def _stated(draft: Draft, problems: Problems) -> tuple[Interval | None, str | None]:
    from timeline.articles.published import read_label, stated

    metadata = read_label(draft.published).day if draft.published else None
    if metadata is not None:
        return metadata, _in_field(draft)
    told = stated(draft)
    _tell(draft, told, problems)
    return told.published, told.reason if told.published else told.problem


def _in_field(draft: Draft) -> str:
    """Where a date of the metadata stood, in the words that an article's reason has."""
    return f'{draft.published_from or "the metadata"}: "{draft.published}"'


def given_of(draft: Draft, problems: Problems = _silent) -> Given:
    """The draft's text untouched. A record that speaks of its date is taken at its word, even when it says null."""
    found, reason = None, None
    if not draft.speaks or draft.published:
        found = _iso(draft.published)
        found, reason = (found, _in_field(draft)) if found else _stated(draft, problems)
    text = draft.text if draft.given is None else draft.given
    if not text.isascii():
        text = SURROGATE.sub("\ufffd", text)
    return Given(
        id=draft.id or identify(text),
        text=text,
        published=found,
        title=draft.title,
        publisher=draft.publisher,
        url=draft.url,
        language=language_of(draft.text, draft.language),
        path=draft.path or None,
        published_reason=reason,
    )
