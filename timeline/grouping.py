"""Reports of many articles → which of them tell one event.

    >>> from timeline.interval import When
    >>> one = Report(report_id="r1", article_id="a", event_type="attack", title="Iran strikes Al Udeid", actors=("Iran",),
    ...              roles=("Iran (attacker)",), places=("Al Udeid Air Base",), when=When.parse("2025-06-23"))
    >>> other = one.model_copy(update={"report_id": "r2", "article_id": "b", "when": When.parse("[2025-06-23..2025-06-24]")})
    >>> [[r.report_id for r in group.reports] for group in grouped([other, one])]
    [['r1', 'r2']]

The most precise reports found events; each other report joins the event it fits best, or founds its own. Only events
that share a type, a day and an actor or place are compared, and of the many that a vaguely dated report may be none is
meant, so the cost stays near linear. The order of the input changes nothing: reports are taken by precision, then by id.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from sys import intern

from timeline.composing import days_of, precision_of
from timeline.events.roles import power
from timeline.gazetteer import Gazetteer
from timeline.interval import AFTER_LAST_DAY, Interval
from timeline.records import Report
from timeline.reference import references

SYMMETRIC = frozenset({"meeting", "battle", "ceasefire", "negotiation", "agreement"})  # no side acts on the other
SPOKEN = frozenset({"statement", "threat", "demand"})
ENOUGH, ENOUGH_AT_HOME = 3.75, 3.0  # scores from which two tellings are one event: across articles, in one article
MOST_TITLES = 8  # of an event that are compared
SHORT = 10  # days; a longer interval is looked up by month
SAME_WORDS, SAME_SPEECH = 0.5, 0.34  # likeness of titles: enough to bridge differing places; needed for what is said
WIDE, CROWD, MARGIN = 100, 300, 0.4  # days of a time so vague that it must fit one event alone, and better than any other
LAST = 8  # events filed last under a key, among which one that a report joins is not filed again
BEFORE = 45  # days before its bound in which a report that is only bounded looks for its event in other articles

Key = int | str  # within a family of types: a name and a time, or an article and a name, as one number; or a known event
TIMES = 1 << 26  # numbers that each name has for its times; the days of the calendar are the first of them
MONTH, LONG, WHENEVER = 1 << 22, 1 << 23, 1 << 24  # where among these those of months begin, of longer times, and of any time


@dataclass(slots=True, eq=False)
class Group:
    """The reports of one event so far, and what they agree on."""

    reports: list[Report]
    type: str
    agents: frozenset[str]
    objects: frozenset[str]
    places: frozenset[str]
    words: list[set[str]]  # of each title
    days: Interval | None
    people: frozenset[str]
    numbers: frozenset[str]
    mutual: bool
    articles: set[str]
    first: Report  # the most precise one
    rank: tuple[int, str]
    meant: list[set[str]]  # the words of each title, each by one of its meaning

    def actors(self) -> frozenset[str]:
        return self.agents | self.objects


def grouped(reports: Iterable[Report]) -> list[Group]:
    """The reports of one event together, each event once. A family of types never meets another."""
    families: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        families[family(report.event_type)].append(report)
    return [group for told in families.values() for group in _grouped(told)]


def family(kind: str) -> str:
    """The types that are compared with each other, by one of them."""
    return FAMILY.get(kind, kind)


class _Index:
    """The events so far, by what a report is filed under. Names and articles are numbered as they come, so that millions of
    keys are numbers, which are small and compared at once."""

    def __init__(self) -> None:
        self.filed: dict[Key, list[Group]] = {}
        self._names: dict[str, int] = {}
        self._articles: dict[str, int] = {}

    def names(self, group: Group) -> list[int]:
        known = self._names
        return [TIMES * known.setdefault(name, len(known)) for name in _names(group)]

    def at_home(self, report: Report) -> int:
        """What the number of a name is taken from for the key of this name in its own article."""
        return -1 - TIMES * TIMES * self._articles.setdefault(report.article_id, len(self._articles))

    def file(self, group: Group, keys: Iterable[Key]) -> None:
        filed = self.filed
        for key in keys:
            there = filed.get(key)
            if there is None:
                filed[key] = [group]
            elif group not in (there if len(there) <= LAST else there[-LAST:]):
                there.append(group)


def _grouped(told: Sequence[Report]) -> list[Group]:
    index = _Index()
    groups: list[Group] = []
    for rank, report in sorted(((precision_of(r), r) for r in told), key=itemgetter(0)):
        new = _group(report, rank)
        who, home = index.names(new), index.at_home(report)
        best = _best(index, new, report, _places_to_look(new, report, who, home))
        keys = _keys(new, report, who, home)
        if best is None:
            groups.append(new)
            best = new
        else:
            _join(best, new, report)
        index.file(best, keys)
    return _joined(groups, index)


def _best(index: _Index, new: Group, report: Report, places: Iterable[Key]) -> Group | None:
    """The event that a report fits best; None where it founds one."""
    best, score, second = None, 0.0, 0.0
    seen: set[Group] = set()
    start, end = (0, AFTER_LAST_DAY) if new.days is None else (new.days.start, new.days.end)
    wide = new.days is not None and end - start > WIDE
    short = new.days is not None and end - start <= SHORT
    look = index.filed.get
    for key in places:
        near = look(key)
        if near is None:
            continue
        if not short and len(near) > CROWD:
            continue  # too many events that it may be: none of them is meant for sure
        for group in near:
            days = group.days
            if days is not None and (days.start >= end or start >= days.end):
                continue
            if group in seen:
                continue
            seen.add(group)
            fit = _fit(group, new, report)
            if fit > score:
                best, score, second = group, fit, score
            elif fit > second:
                second = fit
    if wide and best is not None and score - second < MARGIN and report.article_id not in best.articles:
        return None
    return best


def _joined(groups: list[Group], index: _Index) -> list[Group]:
    """The events, those that turn out to be one put together: reports that came first may have founded two."""
    gone: set[Group] = set()
    for group in groups:
        days = group.days
        if days is None or days.days > SHORT:
            continue
        best, score = None, ENOUGH
        seen = {group}
        for key in _places_to_look(group, group.first, index.names(group), index.at_home(group.first)):
            for other in index.filed.get(key, ())[-CROWD:]:
                met = other.days
                if met is None or met.start >= days.end or days.start >= met.end or other in seen:
                    continue
                seen.add(other)
                if met.days > SHORT or other in gone:
                    continue
                fit = _fit(other, group, group.first)
                if fit > score and (fit := min(fit, _fit(group, other, other.first))) > score:
                    best, score = other, fit
        if best is not None:
            for report in group.reports:
                _join(best, _group(report, precision_of(report)), report)
            gone.add(group)
    return [g for g in groups if g not in gone]


def _group(report: Report, rank: tuple[int, str]) -> Group:
    agents: set[str] = set()
    objects: set[str] = set()
    for role in report.roles:
        actor, part = _part(role)
        if part != "mediator":
            (objects if part in OBJECTS else agents).add(actor)
    if report.reference is not None and not report.actors and report.event_type in ("attack", "capture"):
        agents |= {power(a) for a in references().event(report.reference).actors[:1]}  # told of a known day without its doer
    people = frozenset(a for a in report.actors if _is_person(a))
    words = _words(report.title)
    numbers: frozenset[str] = frozenset()
    if not words.isdisjoint(COUNTS) or DIGIT.search(report.title):
        numbers = frozenset(n.replace(",", "") for n in NUMBER.findall(report.title))
    return Group([report], report.event_type, frozenset(agents), frozenset(objects), frozenset(report.places), [words], days_of(report.when), people, numbers,
                 any(r.endswith("(party)") for r in report.roles), {report.article_id}, report, rank, [_meaning(words)])  # fmt: skip


COUNTS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "twenty", "thirty", "forty", "fifty")
NUMBER = re.compile(rf"\b\d[\d,]*\b|\b(?:{'|'.join(COUNTS)})\b")
DIGIT = re.compile(r"\d")

LETTERS = re.compile(r"[^\W\d_]+")


@cache
def _part(role: str) -> tuple[str, str]:
    """The power of who takes part, and the part: "Qatar (mediator)"."""
    actor, _, part = role.rpartition(" (")
    return power(actor), part.rstrip(")")


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
    "leaving": {"left", "leaves", "depart"},
    "journey": {"arrive", "landed", "flew", "travel"},
    "visit": {"visit", "visite", "tour", "trip", "came"},
}  # fmt: skip
MAY_BE_ONE = frozenset(map(frozenset, (("visit", "meeting"), ("visit", "journey"), ("journey", "leaving"))))  # who leaves one town flies to the next
STOP = frozenset(["the", "a", "an", "of", "in", "on", "at", "to", "for", "and", "with", "by", "from", "its", "his", "her", "their", "as", "after", "before", "that", "which", "who", "was", "were", "is", "are", "has", "have", "had", "been", "be", "said", "says", "told", "over", "into", "against", "during", "will", "would"])  # fmt: skip


def _words(title: str) -> set[str]:
    return {intern(w[:6]) for w in LETTERS.findall(title.lower()) if w not in STOP}


def _keys(group: Group, report: Report, who: Sequence[int], home: int) -> list[Key]:
    """Where a report is filed in its family: by each actor or place, by day when it is short, and by month."""
    keys: list[Key] = [home - name for name in who]
    if report.reference is not None:
        keys.append(report.reference)
    days = group.days
    if days is None:
        return keys
    if days.days <= SHORT:
        first, last = days.start // 30, (days.end - 1) // 30
        times = [WHENEVER, *range(days.start, days.end), *((MONTH + first,) if first == last else (MONTH + first, MONTH + last))]
        return keys + [name + time for name in who for time in times]
    months = _months(days)
    if len(months) <= 14:
        keys += [name + MONTH + m for name in who for m in months]
        keys += [name + LONG + m for name in who for m in months]
    return keys


def _places_to_look(group: Group, report: Report, who: Sequence[int], home: int) -> list[Key]:
    """Where the events lie that a report may tell: those of its days, and of longer times around them."""
    keys: list[Key] = [home - name for name in who]
    if report.reference is not None:
        keys.append(report.reference)
    days = group.days
    if days is None:
        when = report.when
        if when is None or when.last is None:
            return keys
        days = Interval(max(when.last.end - BEFORE, 1), when.last.end)
    if days.days > WIDE:
        keys += [name + WHENEVER for name in who]
    if days.days <= SHORT:
        keys += [name + day for name in who for day in range(days.start, days.end)]
    months = _months(days)
    if len(months) <= 14:
        length = LONG if days.days <= SHORT else MONTH
        keys += [name + length + month for name in who for month in months]
    return keys


def _months(days: Interval) -> range:
    return range(days.start // 30, (days.end - 1) // 30 + 1)


def _names(group: Group) -> list[str]:
    """The names by which an event is filed and sought: its actors and places, and their states."""
    who = [*sorted(group.actors()), *sorted(f"@{p}" for p in group.places)]
    if not who or group.type == "ceasefire":
        who.append("?")  # a truce is often told without its parties
    if not group.actors():
        who += sorted(f"~{w}" for w in group.words[0])[:MOST_TITLES]  # nobody known takes part: by its words
    who += [c for p in sorted(group.places) if (c := _country(p)) and c not in who]  # "the attack on Qatar", "in Doha"
    return who


def _meaning(words: set[str]) -> set[str]:
    return words if words.isdisjoint(SAME_MEANING) else {SAME_MEANING.get(w, w) for w in words}


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
    return kind is not None and bool(kinds) and not any(k == kind or frozenset((k, kind)) in MAY_BE_ONE for k in kinds)


def _encounter(words: set[str]) -> str | None:
    """Whether a meeting is told as a call, a journey, a leave, a visit or people who meet."""
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
    who = _who_fit(group, new) if group.type == new.type else 2.0
    if who is None:
        return 0.0
    likeness, shared = _likeness(group.words, new.words[0])
    if _apart(group, new, time, likeness):
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
    meaning = _likeness(group.meant, new.meant[0])[0]
    if new.type == "attack" and where < 0.5 and _lands(group) & _lands(new):
        where = 0.5
    alike = likeness >= SAME_WORDS and time >= 2.0 and shared >= 3
    nobody = not (group.agents or group.objects or new.agents or new.objects)
    if alike and nobody:
        who += 0.5  # "an Arab-Islamic summit": words that few events of a day share
    if new.type == "attack" and time >= 2.0 and where >= 0.5 and not (group.agents and new.agents) and (
        meaning >= SAME_SPEECH or ("attack" in new.meant[0] and any("attack" in words for words in group.meant))):  # fmt: skip
        where += 1.0  # one telling leaves out who did it, on the same day in the same country
    if new.type == "ceasefire" and meaning >= SAME_WORDS and 1.0 <= time < 2.0 and _spans(group, new) <= 31:
        time = 2.5  # "the truce of late November"
    if nobody and where < 1.5 and likeness < 0.75 and not alike and not (new.type == "ceasefire" and time >= 2.5):
        return 0.0
    score = time + who + where + 2 * meaning + (0.5 if home and time >= 2.0 else 0.0)
    return score if score >= (ENOUGH_AT_HOME if home and new.days is None else ENOUGH) else 0.0


def _likeness(titles: Sequence[set[str]], words: set[str]) -> tuple[float, int]:
    """The largest share of the shorter title's words that both have, over the first titles of an event; and the most words
    that one of them shares."""
    likeness, most, size = 0.0, 0, len(words)
    for told in titles if len(titles) <= MOST_TITLES else titles[:MOST_TITLES]:
        shared = len(told & words)
        if shared:
            likeness, most = max(likeness, shared / min(len(told), size)), max(most, shared)
    return likeness, most


def _spans(one: Group, other: Group) -> int:
    """The days of the wider of two times."""
    return max(g.days.days if g.days is not None else WIDE for g in (one, other))


def _two_persons(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two persons of one state, each named alone, took part: two visits, not one."""
    powers = {power(p) for p in one} & {power(p) for p in other}
    return any({p for p in one if power(p) == w}.isdisjoint(p for p in other if power(p) == w) for w in powers)


def _time_fit(group: Group, new: Group, report: Report, home: bool) -> float | None:
    one, other = group.days, new.days
    if one is not None and other is not None:
        if one.start >= other.end or other.start >= one.end:
            return None
        wider = max(one.end - one.start, other.end - other.start)
        if wider > 1 and one.start == other.start and (one.end == other.end or new.type == "ceasefire"):
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
    met = not group.agents.isdisjoint(new.agents)
    if group.agents and new.agents and not met:
        return None
    if not new.agents and not group.agents.isdisjoint(new.objects) and group.objects.isdisjoint(new.objects):
        return None
    score = 2.0 if met else 0.0
    if group.objects and new.objects:
        if group.objects.isdisjoint(new.objects):
            there = {_country(p) for p in group.places} & new.objects | {_country(p) for p in new.places} & group.objects
            if not there:
                return None
            return score + 0.5  # "the attack on Qatar", "the strike on their leaders in Doha"
        score += 1.5
    return score


def _where_fit(one: frozenset[str], other: frozenset[str], likeness: float) -> float | None:
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
    group.meant += new.meant
    if new.rank < group.rank:
        group.first, group.rank = new.first, new.rank
    if group.days is not None and new.days is not None:
        group.days = group.days.intersection(new.days) or group.days
    elif group.days is None:
        group.days = new.days
