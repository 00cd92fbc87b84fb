"""One article → its dates, events, evidence and casualty claims.

    >>> found = extract(Article(article_id="a", text="Gunmen ambushed a convoy."))
    >>> [r.event_type for r in found.reports]
    ['attack']

Pure: the same article gives the same rows, on any machine and in any order.
"""

from __future__ import annotations

from timeline.casualties import claims as read_claims
from timeline.events import reports as read_reports
from timeline.interval import Interval, When
from timeline.mentions import tag
from timeline.records import Article, Extraction


def extract(article: Article, *, published: Interval | None = None) -> Extraction:
    """Everything that one article yields. `published` overrides the article's own publication interval."""
    if published is not None:
        article = article.model_copy(update={"published": When.within(published)})
    known = article.published.first if article.published else None
    mentions = tag(article.text, published=known, article_id=article.article_id)
    claims = read_claims(article.text, mentions=mentions, published=known, article_id=article.article_id)
    found, evidence = read_reports(article, mentions=mentions, claims=claims)
    return Extraction(article=article, mentions=tuple(mentions), reports=tuple(found), evidence=tuple(evidence),
                      claims=tuple(claims))  # fmt: skip
