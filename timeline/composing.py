"""The reports that tell one event → its row: the most precise date they agree on, the best title, and what they dispute.

Importance is one documented score; a disagreement on the date or on a figure stands in `problem` in words.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

from timeline.interval import Interval, When
from timeline.records import Article, CasualtyClaim, Event, Report
from timeline.syndication import publisher_count


def days_of(when: When | None) -> Interval | None:
    """The days of a time that is bounded on both sides."""
    if when is None or when.first is None or when.last is None or when.extent in ("on_or_before", "on_or_after"):
        return None
    return Interval(when.first.start, when.last.end)


def precision_of(report: Report) -> tuple[int, str]:
    """How narrowly a report is dated: the days it may lie on, then its id."""
    when = report.when
    days = days_of(when) or (when.first if when is not None and when.extent == "since" else None)
    return (10**6 if when is None or days is None else days.days + (10**5 if when.extent == "since" else 0), report.report_id)



def row_of_event(
    kind: str, told: Sequence[Report], texts: Mapping[str, Article], copies: dict[str, str], tolls: Mapping[str, Sequence[CasualtyClaim]]
) -> Event:  # fmt: skip
    """The row of the event that reports of one type tell. `tolls`: the claims by event."""
    if len(told) == 1:
        return _row_of_one(kind, told[0], texts, tolls)
    reports = sorted(told, key=lambda r: r.report_id)
    event_id = reports[0].report_id
    dated = min(reports, key=lambda r: (_status_rank(r), *precision_of(r)))
    if kind == "ceasefire" and (days := days_of(dated.when)) is not None:
        dated = next((r for r in reports if (d := days_of(r.when)) is not None and r.extent == "throughout" and d.start == days.start), dated)  # from when till when
    when, problem = _agreed(reports, dated)
    differ = differing(tolls.get(event_id, ()), texts)
    best = min(reports, key=_title_rank)
    article_ids = tuple(sorted({r.article_id for r in reports}))
    named = [texts[a] for a in article_ids if a in texts]
    publishers = tuple(sorted({p for a in named for p in (a.publishers or ((a.publisher,) if a.publisher else ()))}))
    count = publisher_count(named, copies)
    roles = _common(r.roles for r in reports)
    fields: dict[str, Any] = {"extent": when.extent if when else "none", "certainty": _surest(reports)}
    return Event(
        event_id=event_id, when=when, **fields, precision=when.precision if when else None,
        date_basis=dated.date_basis, status=dated.status, event_type=kind, title=best.title,
        actors=_common(r.actors for r in reports), roles=_one_each(roles), places=_common(r.places for r in reports),
        rule=dated.rule, reason=dated.reason, problem="; ".join(p for p in (problem, differ) if p) or None,
        article_ids=article_ids, publishers=publishers, article_count=len(article_ids), publisher_count=count,
        importance=importance(len(article_ids), count, tolls.get(event_id, ())),
    )  # fmt: skip


def _row_of_one(kind: str, report: Report, texts: Mapping[str, Article], tolls: Mapping[str, Sequence[CasualtyClaim]]) -> Event:
    """As `row_of_event` has it, for an event that one report tells: most events are such."""
    when, article, claims = report.when, texts.get(report.article_id), tolls.get(report.report_id, ())
    publishers: tuple[str, ...] = ()
    if article is not None:
        publishers = article.publishers or ((article.publisher,) if article.publisher else ())
    voices = 0 if article is None else 1
    problem = report.problem if days_of(when) is None else None
    differ = differing(claims, texts) if claims else None
    return Event.model_construct(
        event_id=report.report_id, when=when, extent=when.extent if when else "none", certainty=report.certainty, precision=when.precision if when else None,
        date_basis=report.date_basis, status=report.status, event_type=kind, title=report.title,
        actors=_each(report.actors), roles=_one_each(_each(report.roles)), places=_each(report.places), rule=report.rule,
        reason=report.reason, problem="; ".join(p for p in (problem, differ) if p) or None, article_ids=(report.article_id,),
        publishers=_each(publishers), article_count=1, publisher_count=voices, importance=importance(1, voices, claims),
    )  # fmt: skip


def _each(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names))) if len(names) > 1 else tuple(names)


def importance(articles: int, publishers: int, claims: Sequence[CasualtyClaim]) -> float:
    """What a crowded timeline shows first: log2(1 + articles) + log2(1 + publishers) + log10(1 + largest single figure
    of dead, injured, captured, displaced or released people tied to it).

    >>> importance(3, 1, ())
    3.0
    """
    largest = max((c.count or c.low or 0 for c in claims), default=0)
    return round(math.log2(1 + articles) + math.log2(1 + publishers) + math.log10(1 + largest), 3)


def _status_rank(report: Report) -> int:
    return {"happened": 0, "ongoing": 0, "planned": 1, "denied": 2}[report.status]


def _title_rank(report: Report) -> tuple[int, int, int, str]:
    """A title with a verb and its actors, neither short nor long, from a report that happened; ties by id."""
    length = len(report.title)
    return (_status_rank(report), 0 if 30 <= length <= 100 else 1, -min(len(report.actors), 3), report.report_id)


def _agreed(reports: Sequence[Report], dated: Report) -> tuple[When | None, str | None]:
    """The most precise date that the evidence agrees on, and any disagreement in words."""
    days = days_of(dated.when)
    if days is None:
        return dated.when, dated.problem
    against = sorted({str(r.when) for r in reports if (d := days_of(r.when)) is not None and not d.overlaps(days)})
    if against:
        return dated.when, f"dates differ: {dated.when} here, {'; '.join(against)} elsewhere"
    return dated.when, None


def _common(lists: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """What the reports name, most often first, then in the order of the alphabet."""
    counts = Counter(x for names in lists for x in dict.fromkeys(names))
    return tuple(sorted(counts, key=lambda x: (-counts[x], x)))


def _one_each(roles: Sequence[str]) -> tuple[str, ...]:
    """The commonest part of each actor."""
    chosen: dict[str, str] = {}
    for role in roles:
        chosen.setdefault(role.rpartition(" (")[0], role)
    return tuple(chosen.values())


def _surest(reports: Sequence[Report]) -> str:
    return min((r.certainty for r in reports), key=("certain", "probable", "possible").index)


def differing(claims: Sequence[CasualtyClaim], texts: Mapping[str, Article]) -> str | None:
    """Figures for one incident that cannot both be right, each with who claims it; None where all can.

        >>> toll = CasualtyClaim(claim_id="1", article_id="a", effect="killed", count=12, low=12, high=12, basis="incident", claimed_by="the army",
        ...                      char_start=0, char_end=1, sentence="", raw="", rule="")
        >>> rival = toll.model_copy(update={"claim_id": "2", "count": 18, "low": 18, "high": None, "bound": "at_least", "claimed_by": "the ministry"})
        >>> differing([toll, rival], {})
        'figures differ: killed 12 (the army), at least 18 (the ministry)'
        >>> differing([toll, rival.model_copy(update={"count": 9, "low": 9})], {}) is None
        True

    What a later claim supersedes, and what one claimant says at two times, is a revision and no rival; parts of a toll,
    shares and vague figures are left out.
    """
    gone = {c.supersedes for c in claims}
    sets: dict[tuple[str, str | None, str | None], list[CasualtyClaim]] = {}
    for c in claims:
        if c.basis == "incident" and c.subset_of is None and c.share is None and c.unit == "people" and c.count is not None and c.claim_id not in gone:
            sets.setdefault((c.effect, c.side, c.group_role), []).append(c)
    told = []
    for (effect, *_), rivals in sorted(sets.items(), key=lambda item: tuple(str(part) for part in item[0])):
        if any(not _compatible(one, other) and _claimant(one, texts) != _claimant(other, texts) for one, other in combinations(rivals, 2)):
            words = dict.fromkeys(f"{BOUND_WORDS.get(c.bound, '')}{c.count:,} ({_claimant(c, texts)})" for c in sorted(rivals, key=lambda c: (c.count or 0, c.claim_id)))
            told.append(f"{effect} {', '.join(words)}")
    return f"figures differ: {'; '.join(told)}" if told else None


BOUND_WORDS = {"at_least": "at least ", "more_than": "more than ", "about": "about ", "almost": "almost ", "up_to": "up to ", "less_than": "less than "}
NEAR = 0.1  # a figure told as "about" agrees with what lies within a tenth of it


def _compatible(one: CasualtyClaim, other: CasualtyClaim) -> bool:
    (a, b), (c, d) = _range(one), _range(other)
    return a <= d and c <= b


def _range(claim: CasualtyClaim) -> tuple[float, float]:
    """The figures that a claim leaves open."""
    count = claim.count or 0
    if claim.bound in ("about", "almost"):
        return count * (1 - NEAR), count * (1 + NEAR)
    return claim.low if claim.low is not None else 0, claim.high if claim.high is not None else math.inf


def _claimant(claim: CasualtyClaim, texts: Mapping[str, Article]) -> str:
    article = texts.get(claim.article_id)
    return claim.claimed_by or (article.publisher if article is not None and article.publisher else "no claimant named")
