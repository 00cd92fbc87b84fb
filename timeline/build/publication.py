"""The publication date of an article as one interval of days."""

from __future__ import annotations

from timeline.interval import Interval
from timeline.records import Article


def publication(article: Article) -> Interval | None:
    """None where it is unknown or only bounded.

    >>> publication(Article(published="2024-02-14"))
    Interval.parse('2024-02-14')
    """
    when = article.published
    if when is None or when.first is None or when.last is None:
        return None
    return when.first if when.first == when.last else when.first.hull(when.last)
