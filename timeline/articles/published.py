"""The publication date that an article states, with the words and the place that state it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from timeline.articles.days import read_day
from timeline.articles.given import Draft
from timeline.interval import Interval


@dataclass(frozen=True, slots=True)
class Stated:
    published: Interval | None = None
    reason: str | None = None
    updated: str | None = None
    problem: str | None = None


def stated(draft: Draft) -> Stated:
    if draft.published:
        found = read_day(draft.published)
        return Stated(found.day, f"{draft.published_from}: {draft.published!r}", None, found.problem)
    inline = re.search(r"\bdate:?\s+(\d{4}-\d\d-\d\d)\b", draft.text[:600])
    if inline:
        return Stated(read_day(inline[1]).day, f"line 1: {inline[0]!r}")
    return Stated()
