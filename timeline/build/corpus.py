"""The records that were read → the articles of the corpus: one a text, with all places where it was found.

    >>> same = [Article(text="Talks opened.", path=p, url="https://a.example/1") for p in ("b.txt", "a.txt")]
    >>> [(a.path, a.paths) for a in consolidate(same)]
    [('a.txt', ('a.txt', 'b.txt'))]

The result depends on the set of records alone, never on the order in which they were read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from hashlib import sha256

from timeline.interval import Interval, When
from timeline.records import Article


def consolidate(records: Iterable[Article]) -> list[Article]:
    """One article a text, ordered by id; where one URL has had several texts, the earlier ones are superseded."""
    by_text: dict[str, list[Article]] = defaultdict(list)
    for record in records:
        by_text[record.sha256 or digest(record.text)].append(record)
    articles = _apart(_joined(sha, same) for sha, same in by_text.items())
    return sorted(_superseded(articles), key=lambda a: a.article_id)


def digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def place(record: Article) -> tuple[str, ...]:
    """Where a record was found: what orders the places of one text."""
    return (record.path or "", record.url or "", record.publisher or "", record.title or "", record.article_id)


def _joined(sha: str, same: list[Article]) -> Article:
    same = sorted(same, key=lambda r: (*place(r), r.published.edtf if r.published else ""))
    dated = min((r for r in same if r.published), key=_published_order, default=same[0])

    def first(field: str) -> str | None:
        return next((value for r in same if (value := getattr(r, field)) is not None), None)

    def all_of(field: str, plural: str) -> tuple[str, ...]:
        return tuple(sorted({v for r in same for v in (getattr(r, field), *getattr(r, plural)) if v}))

    return dated.model_copy(update={
        "article_id": min(r.article_id for r in same) or sha[:16], "sha256": sha, "superseded_by": None,
        **{field: first(field) for field in ("title", "publisher", "url", "path", "language", "problem")},
        "paths": all_of("path", "paths"), "urls": all_of("url", "urls"),
        "publishers": all_of("publisher", "publishers"),
    })  # fmt: skip


def _apart(articles: Iterable[Article]) -> list[Article]:
    """Different texts that came with one id: the first by checksum keeps it, the others get a part of theirs."""
    by_id: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        by_id[article.article_id].append(article)
    found = []
    for article_id, same in by_id.items():
        first, *others = sorted(same, key=lambda a: a.sha256 or "")
        found.append(first)
        found += [a.model_copy(update={"article_id": f"{article_id}~{(a.sha256 or '')[:12]}"}) for a in others]
    return found


def _superseded(articles: Sequence[Article]) -> list[Article]:
    by_url: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        for url in article.urls:
            by_url[url].append(article)
    newer: dict[str, str] = {}
    for versions in by_url.values():
        *earlier, latest = sorted(versions, key=_published_order)
        newer |= {a.article_id: latest.article_id for a in earlier}
    return [a.model_copy(update={"superseded_by": newer[a.article_id]}) if a.article_id in newer else a
            for a in articles]  # fmt: skip


def _published_order(article: Article) -> tuple[int, int, tuple[str, ...], str]:
    interval = publication(article)
    days = (interval.start, interval.end) if interval else (0, 0)
    return (*days, place(article), article.sha256 or "")


def publication(article: Article) -> Interval | None:
    """The publication interval as one interval of days; None where it is unknown or only bounded."""
    return days_of(article.published)


def days_of(when: When | None) -> Interval | None:
    if when is None or when.first is None or when.last is None:
        return None
    return when.first if when.first == when.last else when.first.hull(when.last)
