"""The publication dates of articles that state none, each with the evidence it rests on.

    >>> date_articles([Article(article_id="a", text="A gate stood open.")])[0].published_reason
    'nothing in the text or in the other articles dates it'
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from timeline.articles.cleaning import clean
from timeline.articles.language import NOT_SUPPORTED, supported
from timeline.dating.constraint import Constraint, Dated, intersect
from timeline.dating.corpus import Corpus
from timeline.interval import Interval, When
from timeline.records import Article
from timeline.reference import References
from timeline.reference import references as built_in

__all__ = ["Constraint", "Corpus", "Dated", "date_articles", "date_rows", "explain", "intersect", "published"]

NOTHING = "nothing in the text or in the other articles dates it"
TOLD = 6  # reasons that the column tells; the rest stand in the evidence


def date_articles(articles: Sequence[Article], *, references: References | None = None) -> list[Article]:
    """The articles in their order; one without a publication date gets the interval that the evidence leaves.

    `references` are the reference tables, the built-in ones where none are given.
    """
    if all(a.published or not _readable(a) for a in articles):
        return [a if a.published else _unread(a) for a in articles]
    corpus = Corpus([a for a in articles if _readable(a)], built_in() if references is None else references)
    return [a if a.published else _dated(a, corpus.date(a)) if _readable(a) else _unread(a) for a in articles]


def explain(article: Article, articles: Sequence[Article] = (), *, references: References | None = None) -> list[Constraint]:
    """Every piece of evidence on when the article was published, given the others; see `Constraint` for its parts."""
    undated = article.model_copy(update={"published": None, "published_basis": "unknown"})
    others = [a for a in articles if a.article_id != article.article_id]
    return Corpus([undated, *others], built_in() if references is None else references).explain(undated)


def published(when: When | None, way: str, day: date) -> str:
    """Whether something of this date of publication was published `before` or `after` a day: yes, no, or cannot tell.

    >>> [published(When.parse(e), "after", date(2025, 9, 9)) for e in ("2025-09-10", "[2025-09-08..2025-09-12]", "2025-09-09")]
    ['yes', 'cannot tell', 'no']
    """
    if when is None:
        return "cannot tell"
    start, end = when.start, when.end
    if way == "after":
        return "yes" if start and start > day else "no" if end and end <= day else "cannot tell"
    return "yes" if end and end < day else "no" if start and start >= day else "cannot tell"


def date_rows(records: Iterable[Any], *, references: References | None = None) -> Iterator[dict[str, Any]]:
    """Rows `id`, `start`, `end`, `edtf`, `basis`, `reason`, one a record, for the command `date`."""
    for article in date_articles([_article(r) for r in records], references=references):
        when = article.published
        yield {"id": article.article_id, "start": when.start.isoformat() if when and when.start else None,
               "end": when.end.isoformat() if when and when.end else None, "edtf": when.edtf if when else "",
               "basis": article.published_basis, "reason": article.published_reason}  # fmt: skip


def _article(record: Any) -> Article:
    """A record as an article. What cleaning removes (headlines of other stories) is no evidence."""
    if isinstance(record, Article):
        return record
    get = record.get if isinstance(record, dict) else lambda name: getattr(record, name, None)
    published = get("published")
    if isinstance(published, Interval):
        published = When.within(published)
    return Article(article_id=get("id") or "", text=clean(get("text") or "").text, published=published or None,
                   published_basis="stated" if published else "unknown", language=get("language"),
                   published_reason=get("published_reason") or ("stated" if published else None))  # fmt: skip


def _readable(article: Article) -> bool:
    """Whether the rules know the article's language; where none is told they are tried."""
    return article.language is None or article.language in supported()


def _unread(article: Article) -> Article:
    return article.model_copy(update={"published_reason": _with_fault(article, f"{NOT_SUPPORTED}: {article.language}")})


def _dated(article: Article, dated: Dated) -> Article:
    when = dated.when
    reasons = [c.reason for c in dated.kept[:TOLD]] + [f"set aside: {c.reason}" for c in dated.dropped[:2]]
    return article.model_copy(update={"published": when, "published_basis": "inferred" if when else "unknown",
                                      "published_reason": _with_fault(article, "; ".join(reasons) if when else NOTHING)})  # fmt: skip


def _with_fault(article: Article, reason: str) -> str:
    """The reason after what is wrong with a date that the source states, where it states one that no calendar has."""
    fault = article.published_reason
    return f"{fault}; {reason}" if fault and not fault.endswith(reason) else reason
