"""Reports of many articles → events, each told once with all its evidence.

    >>> from timeline.interval import When
    >>> one = Report(report_id="r1", article_id="a", event_type="attack", title="Iran strikes Al Udeid", actors=("Iran",),
    ...              roles=("Iran (attacker)",), places=("Al Udeid Air Base",), when=When.parse("2025-06-23"))
    >>> other = one.model_copy(update={"report_id": "r2", "article_id": "b", "when": When.parse("[2025-06-23..2025-06-24]")})
    >>> merged = merge([other, one], [], [], [Article(article_id="a", publisher="A"), Article(article_id="b", publisher="B")])
    >>> [(e.event_id, e.edtf, e.article_count, e.publisher_count) for e in merged.events]
    [('r1', '2025-06-23', 2, 2)]

Which reports tell one event is worked out in `timeline.grouping`, its row in `timeline.composing`. The order of the input
changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from timeline.composing import row_of_event
from timeline.grouping import grouped
from timeline.records import Article, CasualtyClaim, Event, Evidence, Report
from timeline.syndication import syndicated

AT_ONCE = 5_000  # events that are handed on together


@dataclass(frozen=True, slots=True)
class Merged:
    """The tables after merging; every report, evidence and claim with its `event_id`. `aliases`: the ids that an event
    had or may have had in an earlier build, with the present one."""

    events: tuple[Event, ...]
    reports: tuple[Report, ...]
    evidence: tuple[Evidence, ...]
    claims: tuple[CasualtyClaim, ...]
    aliases: tuple[tuple[str, str], ...]


def merge(
    reports: Iterable[Report], evidence: Iterable[Evidence], claims: Iterable[CasualtyClaim], articles: Iterable[Article]
) -> Merged:
    """The events of a corpus. Claims arrive with a report's id in `event_id`, or None."""
    told, claimed = sorted(reports, key=lambda r: r.report_id), sorted(claims, key=_place)
    events: list[Event] = []
    event_of: dict[str, str] = {}
    for found, tellings in events_of([(told, claimed)], articles):
        events += found
        event_of |= {r.report_id: event.event_id for event, tell in zip(found, tellings, strict=True) for r in tell}
    return Merged(
        tuple(sorted(events, key=_order)),
        tuple(r.model_copy(update={"event_id": event_of[r.report_id]}) for r in told),
        tuple(sorted((e.model_copy(update={"event_id": event_of.get(e.report_id, e.report_id)}) for e in evidence),
                     key=lambda e: (e.article_id, e.char_start, e.report_id))),
        tuple(c.model_copy(update={"event_id": event_of.get(c.event_id or "")}) for c in claimed),
        tuple(sorted((r, e) for r, e in event_of.items() if r != e)),
    )  # fmt: skip


def events_of(
    families: Iterable[tuple[Iterable[Report], Iterable[CasualtyClaim]]],
    articles: Iterable[Article],
    copies: dict[str, str] | None = None,
) -> Iterator[tuple[list[Event], list[list[Report]]]]:
    """Events of reports, some thousand at a time, and the reports of each of them. A family holds all reports of the
    types that are compared with each other (`grouping.family`) and the claims that hang on them; it is let go when the next
    is asked for. Where `copies` tells which articles are copies (`syndicated`), their texts are not read."""
    texts = {a.article_id: a for a in articles}
    copies = syndicated(texts.values()) if copies is None else copies
    for told, claims in families:
        figures: dict[str, list[CasualtyClaim]] = defaultdict(list)
        for claim in claims:
            if claim.event_id:
                figures[claim.event_id].append(claim)
        groups = grouped(told)
        while groups:
            events: list[Event] = []
            tellings: list[list[Report]] = []
            while groups and len(events) < AT_ONCE:
                group = groups.pop()
                event_id = min(r.report_id for r in group.reports)
                tolls = sorted((c for r in group.reports for c in figures.get(r.report_id, ())), key=_place)
                events.append(row_of_event(group.type, group.reports, texts, copies, {event_id: tolls}))
                tellings.append(group.reports)
            yield events, tellings


def _place(claim: CasualtyClaim) -> tuple[str, int, str]:
    return claim.article_id, claim.char_start, claim.claim_id


def _order(event: Event) -> tuple[int, str, str]:
    first = event.start or event.end
    return (first is None, first.isoformat() if first else "", event.event_id)
