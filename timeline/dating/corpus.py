"""A corpus of articles, some dated, ready to be asked when one of the undated ones was published.

The constraints come from the article's own words, from dates that other articles tell in full, and, where enough dated
articles are there to judge by, from the articles most alike it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest

from timeline.dating.constraint import Constraint, Dated, intersect
from timeline.dating.datelines import narrowed
from timeline.dating.fulldates import Calendar, full_dates
from timeline.dating.habits import Signals, signals
from timeline.dating.nearness import Near, Nearness
from timeline.dating.neighbours import Furniture, Neighbour
from timeline.dating.officeholders import Officeholders
from timeline.dating.profile import PROMISED, Judged, Likely, Profile, grid_of
from timeline.dating.said import Said, Time, day_of, said
from timeline.dating.textual import Known, textual
from timeline.dating.tolls import Tolls
from timeline.days import iso
from timeline.identity import identify
from timeline.records import Article
from timeline.reference import References

ENOUGH = 100  # dated articles below which nothing is learned from them: a few dozen show too little of their habits
SAMPLE = 1_000  # dated articles that are judged as if undated, to learn from, where many are to be dated
LEAST, EACH = 250, 3  # of these, where few are to be dated; and for each of them
SHORT = 7  # days: a stated interval longer than this is no day to learn from
CLOSE = 14  # days from the likeliest one within which a neighbour bears it out
NEIGHBOURS, WEIGHED = "neighbours", "weighed"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the words of one article give: its times, constraints, and the signals that its corpus can judge."""

    told: Said
    constraints: tuple[Constraint, ...]
    signals: Signals


class Corpus:
    """The dated articles as an index, and the reference tables."""

    def __init__(self, articles: Sequence[Article], references: References) -> None:
        self.articles = articles
        self.references = references
        self._known = Known(references.events)
        self._officeholders = Officeholders(references.offices)
        self._dated = [(a, day) for a in articles if (day := _day(a)) is not None and a.published_basis != "inferred"]

    @cached_property
    def _furniture(self) -> Furniture:
        return Furniture(a.text for a in self.articles)

    @cached_property
    def _calendar(self) -> Calendar:
        return Calendar(a.text for a in self.articles)

    @cached_property
    def _learned(self) -> tuple[Nearness, Profile] | None:
        """The dated articles as indexes, and the weighing learned from a sample of them; None for too few."""
        if len(self._dated) < ENOUGH:
            return None
        undated = [a for a in self.articles if _day(a) is None]
        wanted = min(SAMPLE, max(LEAST, EACH * len(undated)))
        # by a number that only they have, so that articles that are added later change little of the sample
        places = nsmallest(wanted, range(len(self._dated)), key=lambda place: identify(self._dated[place][0].article_id))
        days = [day for _, day in self._dated]
        grid = grid_of(days)
        told = (*(article for article, _ in self._dated), *undated)
        nearness = Nearness((self._furniture.without(article.text) for article in told), days, grid)
        evidence = [self.evidence(self._dated[place][0]) for place in places]
        sample = [(e.signals, e.constraints, days[place]) for place, e in zip(places, evidence, strict=True)]

        def near(number: int) -> Near:
            place = places[number]
            return nearness.asked(self._furniture.without(self._dated[place][0].text), leave_out=place)

        return nearness, Profile(grid, sample, near)

    @cached_property
    def _stamps(self) -> frozenset[int]:
        """Days that several dated articles of other days print: the page's stamp, not the article's."""
        printed: Counter[int] = Counter()
        own: Counter[int] = Counter()
        step = max(1, -(-len(self._dated) // (4 * SAMPLE)))
        for article, day in self._dated[::step]:
            for told in {day_of(year, month, of_month) or 0 for year, month, of_month, _, _ in full_dates(article.text)}:
                printed[told] += 1
                own[told] += abs(told - day) <= 3
        return frozenset(day for day, count in printed.items() if count >= 5 and own[day] < 0.2 * count)

    @cached_property
    def _tolls(self) -> Tolls:
        return Tolls((a.text, day) for a, day in self._dated)

    def evidence(self, article: Article) -> Evidence:
        told = said(article.text)
        years = self._years(told)
        happenings = self._known.told_in(told)
        latest = max((h.event.start.toordinal() for h in happenings), default=None)  # what is only foreseen is close by too
        found = textual(told, self.references, happenings, years)
        tolls = self._tolls.constraints(article.text, but=_day(article))
        return Evidence(told, (*found, *tolls, *self._officeholders.constraints(article.text)), signals(told, self._stamps, latest))

    def _years(self, told: Said) -> dict[Time, tuple[int, str]]:
        """The days of dates without a year, where other articles tell of the same with its year."""
        found = {}
        for time in told.times:
            if time.shape == "yearless":
                first, last = told.sentences[time.sentence]
                day = self._calendar.find(time.month, time.day, told.text[first:last])
                if day is not None:
                    words = told.text[time.start : time.end]
                    found[time] = day.start, f"“{words}” is {day}, as another article of the corpus tells"
        return found

    def explain(self, article: Article) -> list[Constraint]:
        """Every constraint on the day of publication, the strongest first; those that gave way are marked dropped."""
        return _all(self.date(article))

    def date(self, article: Article) -> Dated:
        """The interval that the evidence leaves."""
        evidence = self.evidence(article)
        return narrowed(evidence.told, self._judged(article, evidence))

    def _judged(self, article: Article, evidence: Evidence) -> Dated:
        """What the constraints leave, weighed with the dated articles where enough of them are there."""
        if self._learned is None:
            return intersect(evidence.constraints)
        nearness, profile = self._learned
        near = nearness.asked(self._furniture.without(article.text))
        judged = Judged(evidence.signals, near, evidence.constraints)
        if not judged.neighbours and not judged.signals.heads and not judged.signals.days:
            return intersect(judged.constraints)
        likely = profile.judge(judged)
        text = intersect(c for c in judged.constraints if profile.firm(c.kind))
        start, end = _narrowed(likely, text)
        weighed = [*judged.constraints, *_from_corpus(judged, likely, profile)]
        kept = tuple(c for c in weighed if _meets(c, start, end))
        dropped = tuple(c for c in weighed if not _meets(c, start, end))
        return Dated(start, end, kept, dropped)


def _narrowed(likely: Likely, text: Dated) -> tuple[int | None, int | None]:
    """What is likely within what the article's own firm words allow; where the two share no day, or the words alone are
    the narrower, the words stand."""
    start, end = text.start, text.end
    if start is not None and end is not None and end - start <= likely.end - likely.start:
        return start, end
    if (start is not None and start >= likely.end) or (end is not None and end <= likely.start):
        return start, end
    return max(likely.start, start or likely.start), min(likely.end, end or likely.end)


def _from_corpus(judged: Judged, likely: Likely, profile: Profile) -> Iterator[Constraint]:
    near: list[Neighbour] = [n for n in judged.neighbours[:5] if abs(n.day - likely.best) <= CLOSE]
    if near:
        days = sorted({likely.best, *(n.day for n in near)})
        told = sorted(n.day for n in near)
        span = iso(told[0]) if told[0] == told[-1] else f"{iso(told[0])} to {iso(told[-1])}"
        yield Constraint(days[0], days[-1] + 1, NEIGHBOURS, round(profile.trust(judged.neighbours), 2),
                         reason=f"of the 5 articles most alike it {len(near)} were published {span}")  # fmt: skip
    yield Constraint(likely.start, likely.end, WEIGHED, PROMISED, reason="weighed together with how the dated articles of this "
                     "corpus speak of days: 95 in 100 of them, judged in the same way, lie within such an interval")  # fmt: skip


def _meets(constraint: Constraint, start: int | None, end: int | None) -> bool:
    begins_in_time = constraint.start is None or end is None or constraint.start < end
    return begins_in_time and (constraint.end is None or start is None or start < constraint.end)


def _all(dated: Dated) -> list[Constraint]:
    from dataclasses import replace

    told = [*dated.kept, *(replace(c, dropped=True) for c in dated.dropped)]
    return sorted(told, key=lambda c: (c.dropped, -c.weight, c.char_start, c.kind))


def _day(article: Article) -> int | None:
    when = article.published
    if when is None or when.start is None or when.end is None:
        return None
    start, end = when.start.toordinal(), when.end.toordinal()
    return (start + end) // 2 if end - start < SHORT else None
