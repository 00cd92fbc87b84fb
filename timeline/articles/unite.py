"""Articles with the same text become one; of several texts at one URL the latest is current."""

from __future__ import annotations

from collections.abc import Iterable

from timeline.records import Article


def unite(articles: Iterable[Article]) -> list[Article]:
    """One article a text, with all its paths, URLs and publishers; earlier versions of a URL point to the latest."""
    by_text: dict[str, Article] = {}
    for article in articles:
        first = by_text.setdefault(article.sha256 or article.text, article)
        if first is not article:
            by_text[article.sha256 or article.text] = first.model_copy(update={
                field: tuple(dict.fromkeys(getattr(first, field) + getattr(article, field)))
                for field in ("paths", "urls", "publishers")})
    return list(by_text.values())
