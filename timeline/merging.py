"""Reports of many articles → events, each told once with all its evidence.

    >>> from timeline.interval import When
    >>> one = Report(report_id="r1", article_id="a", event_type="attack", title="Iran strikes Al Udeid", actors=("Iran",),
    ...              roles=("Iran (attacker)",), places=("Al Udeid Air Base",), when=When.parse("2025-06-23"))
    >>> other = one.model_copy(update={"report_id": "r2", "article_id": "b", "when": When.parse("[2025-06-23..2025-06-24]")})
    >>> merged = merge([other, one], [], [], [Article(article_id="a", publisher="A"), Article(article_id="b", publisher="B")])
    >>> [(e.event_id, e.edtf, e.article_count, e.publisher_count) for e in merged.events]
    [('r1', '2025-06-23', 2, 2)]

The most precise reports found events; each other report joins the event it fits best, or founds its own. Only events
that share a type, a day and an actor or place are compared, so the cost stays near linear. The order of the input
changes nothing: reports are taken by precision, then by id.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from timeline.composing import days_of, precision_of, row_of_event
from timeline.events.roles import power
from timeline.gazetteer import Gazetteer
from timeline.interval import Interval
from timeline.records import Article, CasualtyClaim, Event, Evidence, Report
from timeline.reference import references
from timeline.syndication import syndicated

SYMMETRIC = frozenset({"meeting", "battle", "ceasefire", "negotiation", "agreement"})  # no side acts on the other
SPOKEN = frozenset({"statement", "threat", "demand"})
ENOUGH, ENOUGH_AT_HOME = 3.75, 3.0  # scores from which two tellings are one event: across articles, in one article
MOST_TITLES = 8  # of an event that are compared
SHORT = 10  # days; a longer interval is looked up by month
SAME_WORDS, SAME_SPEECH = 0.5, 0.34  # likeness of titles: enough to bridge differing places; needed for what is said
WIDE, CROWD, MARGIN = 100, 300, 0.4  # days of a time so vague that it must fit one event alone, and better than any other
BEFORE = 45  # days before its bound in which a report that is only bounded looks for its event in other articles


@dataclass(frozen=True, slots=True)
class Merged:
    """The tables after merging; every report, evidence and claim with its `event_id`. `aliases`: the ids that an event
    had or may have had in an earlier build, with the present one."""

    events: tuple[Event, ...]
    reports: tuple[Report, ...]
    evidence: tuple[Evidence, ...]
    claims: tuple[CasualtyClaim, ...]
    aliases: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Group:
    """The reports of one event so far, and what they agree on."""

    reports: list[Report]
    type: str
    agents: set[str]
    objects: set[str]
    places: set[str]
    words: list[set[str]]  # of each title
    days: Interval | None
    people: set[str]
    numbers: set[str]
    mutual: bool
    articles: set[str] = field(default_factory=set)

    def actors(self) -> set[str]:
        return self.agents | self.objects


def merge(
    reports: Iterable[Report], evidence: Iterable[Evidence], claims: Iterable[CasualtyClaim], articles: Iterable[Article]
) -> Merged:
    """The events of a corpus. Claims arrive with a report's id in `event_id`, or None."""
    texts = {a.article_id: a for a in articles}
    told = sorted(reports, key=lambda r: r.report_id)
    groups = _groups(told)
    event_of = {r.report_id: min(x.report_id for x in g.reports) for g in groups for r in g.reports}
    tied = sorted((c.model_copy(update={"event_id": event_of.get(c.event_id or "")}) for c in claims), key=lambda c: (
        c.article_id, c.char_start, c.claim_id))  # fmt: skip
    tolls: dict[str, list[CasualtyClaim]] = defaultdict(list)
    for claim in tied:
        if claim.event_id:
            tolls[claim.event_id].append(claim)
    copies = syndicated(texts.values())
    events = sorted((row_of_event(g.type, g.reports, texts, copies, tolls) for g in groups), key=_order)
    return Merged(
        tuple(events),
        tuple(r.model_copy(update={"event_id": event_of[r.report_id]}) for r in told),
        tuple(sorted((e.model_copy(update={"event_id": event_of.get(e.report_id, e.report_id)}) for e in evidence),
                     key=lambda e: (e.article_id, e.char_start, e.report_id))),
        tuple(tied),
        tuple(sorted((r, e) for r, e in event_of.items() if r != e)),
    )  # fmt: skip


def _order(event: Event) -> tuple[int, str, str]:
    first = event.start or event.end
    return (first is None, first.isoformat() if first else "", event.event_id)


# ---------------------------------------------------------------- which reports are one event


def _groups(told: Sequence[Report]) -> list[Group]:
    index: dict[tuple[object, ...], list[Group]] = defaultdict(list)
    groups: list[Group] = []
    for report in sorted(told, key=precision_of):
        new = _group(report)
        best, score, second = None, 0.0, 0.0
        seen: set[int] = set()
        wide = new.days is not None and new.days.days > WIDE
        for key in _keys(new, report, asking=True):
            near = index.get(key, ())
            if wide and len(near) > CROWD:
                continue  # too many events that it may be: none of them is meant for sure
            for group in near:
                if id(group) in seen:
                    continue
                seen.add(id(group))
                fit = _fit(group, new, report)
                if fit > score:
                    best, score, second = group, fit, score
                elif fit > second:
                    second = fit
        if wide and best is not None and score - second < MARGIN and report.article_id not in best.articles:
            best = None
        if best is None:
            groups.append(new)
            best = new
        else:
            _join(best, new, report)
        for key in _keys(new, report, asking=False):
            if best not in index[key][-8:]:
                index[key].append(best)
    return _joined(groups, index)


def _joined(groups: list[Group], index: dict[tuple[object, ...], list[Group]]) -> list[Group]:
    """The events, those that turn out to be one put together: reports that came first may have founded two."""
    gone: dict[int, Group] = {}
    for group in groups:
        if group.days is None or group.days.days > SHORT:
            continue
        first = min(group.reports, key=precision_of)
        best, score = None, ENOUGH
        near = {id(g): g for key in _keys(group, first, asking=False) for g in index.get(key, ())[-CROWD:]}
        for other in near.values():
            if other is group or id(other) in gone or other.days is None or other.days.days > SHORT:
                continue
            fit = min(_fit(other, group, first), _fit(group, other, min(other.reports, key=precision_of)))
            if fit > score:
                best, score = other, fit
        if best is not None:
            for report in group.reports:
                _join(best, _group(report), report)
            gone[id(group)] = best
    return [g for g in groups if id(g) not in gone]


def _group(report: Report) -> Group:
    agents: set[str] = set()
    objects: set[str] = set()
    for role in report.roles:
        actor, _, part = role.rpartition(" (")
        if part not in ("mediator)",):
            (objects if part.rstrip(")") in OBJECTS else agents).add(power(actor))
    if report.reference is not None and not report.actors and report.event_type in ("attack", "capture"):
        agents |= {power(a) for a in references().event(report.reference).actors[:1]}  # told of a known day without its doer
    people = {a for a in report.actors if _is_person(a)}
    numbers = {n.replace(",", "") for n in NUMBER.findall(report.title)}
    return Group([report], report.event_type, agents, objects, set(report.places), [_words(report.title)], days_of(report.when), people, numbers,
                 any(r.endswith("(party)") for r in report.roles), {report.article_id})  # fmt: skip


NUMBER = re.compile(r"\b\d[\d,]*\b|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty)\b")


@cache
def _is_person(actor: str) -> bool:
    entry = Gazetteer.load().get(actor)
    return entry is not None and entry.kind == "person"


OBJECTS = frozenset({"target", "about", "addressee", "released", "captive", "recipient", "host", "object", "displaced", "chosen"})


TOLD_BY_NAME = ("attack", "battle", "capture")
FAMILY = {"battle": "attack"}  # looked up together: "the war began with the attack" tells the attack too
SAME_MEANING = {
    "pause": "truce", "lull": "truce", "cease": "truce", "ceasef": "truce", "armist": "truce", "swap": "exchan", "assaul": "attack", "onslau": "attack",
    "strike": "attack", "struck": "attack", "raid": "attack", "bombed": "attack", "bombin": "attack", "airstr": "attack", "freed": "releas", "tehran": "iran",
    "washin": "united", "moscow": "russia", "kyiv": "ukrain", "doha": "qatar",
}  # fmt: skip
OVER = frozenset({"ended", "ends", "expire", "collap", "broke", "length", "extend", "broken"})  # a truce's end is not its beginning
ENCOUNTERS = {
    "call": {"phone", "call", "teleph", "phoned"},
    "meeting": {"met", "meets", "meetin", "receiv", "summit", "confer"},
    "journey": {"arrive", "landed", "flew", "left", "leaves", "travel", "depart"},
    "visit": {"visit", "visite", "tour", "trip", "came"},
}  # fmt: skip
STOP = frozenset(["the", "a", "an", "of", "in", "on", "at", "to", "for", "and", "with", "by", "from", "its", "his", "her", "their", "as", "after", "before", "that", "which", "who", "was", "were", "is", "are", "has", "have", "had", "been", "be", "said", "says", "told", "over", "into", "against", "during", "will", "would"])  # fmt: skip


def _words(title: str) -> set[str]:
    return {w[:6] for w in re.findall(r"[^\W\d_]+", title.lower()) if w not in STOP}


def _keys(group: Group, report: Report, *, asking: bool) -> Iterator[tuple[object, ...]]:
    """Where a report is filed and sought: its type with each actor or place, by day when it is short, else by month."""
    who = [*sorted(group.actors()), *sorted(f"@{p}" for p in group.places)]
    if not who or group.type == "ceasefire":
        who.append("?")  # a truce is often told without its parties
    if not group.actors():
        who += sorted(f"~{w}" for w in group.words[0])[:MOST_TITLES]  # nobody known takes part: by its words
    kind = FAMILY.get(group.type, group.type)
    who += [c for p in sorted(group.places) if (c := _country(p)) and c not in who]  # "the attack on Qatar", "in Doha"
    yield from ((kind, name, report.article_id) for name in who)  # at home: in its own article
    if report.reference is not None:
        yield (kind, report.reference)
    days = group.days
    if days is None:
        when = report.when
        if when is None or when.last is None or not asking:
            return
        days = Interval(max(when.last.end - BEFORE, 1), when.last.end)
    if days.days > WIDE if asking else days.days <= SHORT:
        yield from ((kind, name, "ever") for name in who)
    if days.days <= SHORT:
        yield from ((kind, name, day) for name in who for day in range(days.start, days.end))
    if days.days > SHORT or asking:
        months = range(days.start // 30, (days.end - 1) // 30 + 1)
        yield from ((kind, name, "month", m) for name in who for m in months if len(months) <= 14)
    elif not asking:
        yield from ((kind, name, "month", m) for name in who for m in {days.start // 30, (days.end - 1) // 30})


def _meaning(words: set[str]) -> set[str]:
    return {SAME_MEANING.get(w, w) for w in words}


def _apart(group: Group, new: Group, time: float, likeness: float) -> bool:
    """Whether two reports tell different things for all that they share: the end of a truce, a call and a visit, a war."""
    if new.type != group.type:
        attack, war = (group, new) if group.type == "attack" else (new, group)
        return time < 2.0 or likeness < SAME_SPEECH or not (attack.agents and attack.objects and attack.actors() <= war.actors())
    if new.type == "ceasefire":
        return time < 3.0 and any(bool(words & OVER) != bool(new.words[0] & OVER) for words in group.words[:1])
    if new.type != "meeting":
        return False
    kind, kinds = _encounter(new.words[0]), {_encounter(words) for words in group.words[:MOST_TITLES]} - {None}
    return kind is not None and bool(kinds) and not any(k == kind or ("visit" in (k, kind) and "call" not in (k, kind)) for k in kinds)


def _encounter(words: set[str]) -> str | None:
    """Whether a meeting is told as a call, a journey, a visit or people who meet; a visit can be all but a call."""
    return next((name for name, told in ENCOUNTERS.items() if words & told), None)


def _lands(group: Group) -> set[str]:
    """The states where it was or that it hit."""
    return {c for p in group.places if (c := _country(p))} | {o for o in group.objects if _country(o) == o}


def _fit(group: Group, new: Group, report: Report) -> float:
    """How well a report fits an event; 0 where it cannot be the same."""
    home = report.article_id in group.articles
    time = _time_fit(group, new, report, home)
    if time is None:
        return 0.0
    likeness = max(_likeness(words, new.words[0]) for words in group.words[:MOST_TITLES])
    if _apart(group, new, time, likeness):
        return 0.0
    who = _who_fit(group, new) if group.type == new.type else 2.0
    if who is None:
        return 0.0
    known = report.reference is not None and new.type == group.type in TOLD_BY_NAME and any(r.reference == report.reference for r in group.reports)
    where = _where_fit(group.places, new.places, likeness)
    if known:
        where = max(where or 0.0, 1.5)  # one known event, wherever its tellings place it
    if where is None:
        return 0.0
    if new.type in SPOKEN and likeness < SAME_SPEECH:
        return 0.0
    if new.days is not None and new.days.days > WIDE and not home and who < 1.0:
        return 0.0
    if new.type == "meeting" and _two_persons(group.people, new.people):
        return 0.0
    if group.numbers and new.numbers and not group.numbers & new.numbers and time < 3.0:
        if new.type in ("release", "capture", "meeting"):
            return 0.0  # thirty-nine freed and a hundred and fifty freed are two releases
        who -= 1.0
    meaning = max(_likeness(_meaning(words), _meaning(new.words[0])) for words in group.words[:MOST_TITLES])
    if new.type == "attack" and where < 0.5 and _lands(group) & _lands(new):
        where = 0.5
    shared = max(len(words & new.words[0]) for words in group.words[:MOST_TITLES])
    alike = likeness >= SAME_WORDS and time >= 2.0 and shared >= 3
    if alike and not group.actors() and not new.actors():
        who += 0.5  # "an Arab-Islamic summit": words that few events of a day share
    if new.type == "attack" and time >= 2.0 and where >= 0.5 and not (group.agents and new.agents) and (
        meaning >= SAME_SPEECH or "attack" in _meaning(new.words[0]) & _meaning(set().union(*group.words))):  # fmt: skip
        where += 1.0  # one telling leaves out who did it, on the same day in the same country
    if new.type == "ceasefire" and meaning >= SAME_WORDS and 1.0 <= time < 2.0 and _spans(group, new) <= 31:
        time = 2.5  # "the truce of late November"
    if not group.actors() and not new.actors() and where < 1.5 and likeness < 0.75 and not alike and not (new.type == "ceasefire" and time >= 2.5):
        return 0.0
    score = time + who + where + 2 * meaning + (0.5 if home and time >= 2.0 else 0.0)
    return score if score >= (ENOUGH_AT_HOME if home and new.days is None else ENOUGH) else 0.0


def _likeness(one: set[str], other: set[str]) -> float:
    """The share of the shorter title's words that both have."""
    return len(one & other) / max(1, min(len(one), len(other)))


def _spans(one: Group, other: Group) -> int:
    """The days of the wider of two times."""
    return max(g.days.days if g.days is not None else WIDE for g in (one, other))


def _two_persons(one: set[str], other: set[str]) -> bool:
    """Whether two persons of one state, each named alone, took part: two visits, not one."""
    powers = {power(p) for p in one} & {power(p) for p in other}
    return any({p for p in one if power(p) == w}.isdisjoint(p for p in other if power(p) == w) for w in powers)


def _time_fit(group: Group, new: Group, report: Report, home: bool) -> float | None:
    if group.days is not None and new.days is not None:
        if not group.days.overlaps(new.days):
            return None
        wider = max(group.days.days, new.days.days)
        if wider > 1 and (group.days == new.days or (new.type == "ceasefire" and group.days.start == new.days.start)):
            return 3.0  # the same beginning and end, or a truce of the same first day, is no chance
        return 2.0 if wider == 1 else 1.5 if wider <= 7 else 1.0
    bound = report.when
    if group.days is None and new.days is None:
        same = bound is not None and any(r.when == bound for r in group.reports)
        if report.reference is not None and any(r.reference == report.reference for r in group.reports):
            return 2.0  # one known war, told as lasting
        return 1.5 if same and home else 1.0 if same else 0.0 if home else None
    known = group.days or new.days
    assert known is not None
    if bound is None:
        return 0.0 if home else None
    if bound.extent == "on_or_before" and bound.last is not None and known.start < bound.last.end:
        return 0.8 if home or bound.last.end - known.end <= BEFORE else None
    if bound.extent in ("since", "on_or_after") and bound.first is not None and known.end > bound.first.start:
        return 0.8 if home or known.start - bound.first.start <= BEFORE else None
    return None


def _who_fit(group: Group, new: Group) -> float | None:
    """Shared actors; None where the actors differ: they are never the same event then, whatever else agrees."""
    if new.type in SYMMETRIC:
        one, other = group.actors(), new.actors()
        if not one or not other:
            return 0.3
        shared = one & other
        if not shared or (not (one <= other or other <= one) and len(shared) < 2):
            return None
        return 2.0 if len(shared) >= 2 or one == other else 1.0
    if new.type == "release" and (group.mutual or new.mutual):  # an exchange: both sides free
        one, other = (g.actors() | {c for p in g.places if (c := _country(p))} for g in (group, new))
        shared = one & other
        return 2.0 if len(shared) >= 2 else None if not shared else 1.0
    if group.agents and new.agents and not group.agents & new.agents:
        return None
    if group.agents and new.objects and not new.agents and group.agents & new.objects and not group.objects & new.objects:
        return None
    score = 2.0 if group.agents & new.agents else 0.0
    if group.objects and new.objects:
        if not group.objects & new.objects:
            there = {_country(p) for p in group.places} & new.objects | {_country(p) for p in new.places} & group.objects
            if not there:
                return None
            return score + 0.5  # "the attack on Qatar", "the strike on their leaders in Doha"
        score += 1.5
    return score


def _where_fit(one: set[str], other: set[str], likeness: float) -> float | None:
    if not one or not other:
        return 0.0
    if one & other:
        return 1.5
    if {_country(p) for p in one} & {_country(p) for p in other}:
        within = any(_country(p) == p for p in one | other)
        return 0.5 if within or likeness >= SAME_WORDS else None
    return 0.0 if likeness >= SAME_WORDS else None


@cache
def _country(place: str) -> str | None:
    entry = Gazetteer.load().get(place)
    return entry.country or place if entry else place


def _join(group: Group, new: Group, report: Report) -> None:
    group.reports.append(report)
    group.articles.add(report.article_id)
    group.agents |= new.agents
    group.objects |= new.objects
    group.places |= new.places
    group.people |= new.people
    group.words += new.words
    if group.days is not None and new.days is not None:
        group.days = group.days.intersection(new.days) or group.days
    elif group.days is None:
        group.days = new.days
