"""The publication dates of articles that state none, each with the evidence it rests on.

    >>> date_articles([Article(article_id="a", text="A gate stood open.")])[0].published_reason
    'nothing in the text or in the other articles dates it'
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from timeline.dating.constraint import Constraint, Dated, intersect
from timeline.interval import Interval, When
from timeline.records import Article

__all__ = ["Constraint", "Dated", "date_articles", "date_rows", "explain"]

NOTHING = "nothing in the text or in the other articles dates it"


def date_articles(articles: Sequence[Article], *, references: Any = None) -> list[Article]:
    """The articles in their order; one without a publication date gets the interval that the evidence leaves."""
    return [a if a.published else _dated(a, intersect(explain(a, articles, references=references))) for a in articles]


def explain(article: Article, articles: Sequence[Article] = (), *, references: Any = None) -> list[Constraint]:
    """Every piece of evidence on when the article was published, strongest first."""
    return []


def date_rows(records: Iterable[Any]) -> Iterator[dict[str, Any]]:
    """Rows `id`, `start`, `end`, `edtf`, `basis`, `reason`, one a record, for the command `date`."""
    for article in date_articles([_article(r) for r in records]):
        when = article.published
        yield {"id": article.article_id, "start": when.start.isoformat() if when and when.start else None,
               "end": when.end.isoformat() if when and when.end else None, "edtf": when.edtf if when else "",
               "basis": article.published_basis, "reason": article.published_reason}  # fmt: skip


def _article(record: Any) -> Article:
    if isinstance(record, Article):
        return record
    get = record.get if isinstance(record, dict) else lambda name: getattr(record, name, None)
    published = get("published")
    if isinstance(published, Interval):
        published = When.within(published)
    return Article(article_id=get("id") or "", text=get("text") or "", published=published or None,
                   published_basis="stated" if published else "unknown")  # fmt: skip


def _dated(article: Article, dated: Dated) -> Article:
    when = dated.when
    reason = "; ".join(c.reason for c in dated.kept) if when else NOTHING
    return article.model_copy(update={"published": when, "published_basis": "inferred" if when else "unknown",
                                      "published_reason": reason})  # fmt: skip
