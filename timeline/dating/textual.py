"""What the article's own text says of the day on which it was published: dates, elapsed time and known events.

    >>> from timeline.reference import references
    >>> text = "Iran fired missiles at the Al Udeid base on Monday."
    >>> [(c.kind, c.when.edtf) for c in textual(said(text), References(references().events))]
    [('event', '[2025-06-23..]'), ('event day', '[2025-06-23..2025-06-29]')]

Told in the past: published not before. Planned: not after. "Last week's" strike whose day is known, "on Monday" of a
Monday whose date is known, "ten months since" a known day: published within so many days of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from timeline.dating.bydate import beside, dated_events
from timeline.dating.constraint import Constraint, iso
from timeline.dating.newsday import later_news, news_days
from timeline.dating.said import Said, Time, day_of, said
from timeline.dating.since import elapsed
from timeline.interval import Grain, Interval, shift_day, week
from timeline.reference import ReferenceEvent, References
from timeline.reference.naming import content
from timeline.reference.wording import Finder, Groups, Phrase, tokens

__all__ = ["Happening", "Known", "said", "textual"]

GRAINS = {"day": Grain.DAY, "week": Grain.WEEK, "month": Grain.MONTH, "year": Grain.YEAR, "decade": Grain.DECADE}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DATE_TOLD, YEAR_TOLD, PLAN, EVENT, EVENT_DAY, EVENT_WEEK, ELAPSED, SAME_WEEK = 0.8, 0.6, 0.5, 0.85, 0.75, 0.75, 0.7, 0.55
NEXT = 20  # characters after the words of an event in which a verb may make it unreal: "the fall of Mora would"
LEAD_DAY, SHARED = 0.65, 3  # weight, and the words that the lead and the event must share
FUTURE = ("planned", "likely")
# words that make of an event one wished for, feared or foreseen: those that may follow it, and those that lead up to it
_UNREAL = re.compile(r"\b(?:would|could|should|(?-i:may|May not)|might|will|wo|expected|likely|possible|prospect|planned|whether|unless|scheduled|slated|"
                     r"due (?:on|to|for|in|next)|set (?:for|to)|upcoming|forthcoming|looming|run-up|postpon\w*)\b(?! has| have)", re.I)
_WANTED = re.compile(
    r"\b(?:if|until|once|not yet|nor|neither|(?<!-)calls?|called|(?<!-)calling|demand\w*|urg(?:e|ed|es|ing)|wants?|wanted|fear(?:s|ed|ing)?|"
    r"ask(?:s|ed|ing)? for|den(?:y|ies|ied)|pressure|ahead of|plans?|threat\w*|eve of|prepar\w*)\b(?! has| have)", re.I)  # fmt: skip

_POSSESSED = re.compile(r"['’]s((?: [a-z-]+){1,3})")  # what is told to be of a weekday
_SPEECH = r"(?:said|says|told|announced|warned|admitted|insisted|accused|claimed|demanded|urged|added|argued|denied|condemned|called|reported)"
_SPOKE = re.compile(rf"\b{_SPEECH}(?: \w+){{0,2}} $", re.I)
_SPEAKS = re.compile(rf" {_SPEECH}\b", re.I)
_CLAUSE = re.compile(r"[,;:()]|\b(?:after|since|when|who|which|while|whose|as|because|but|before|following|amid)\b", re.I)
_OWNER = re.compile(r"\s?['’]s\b")


class Happening:
    """A known event that a sentence of the text tells; not `real` where it is only wished for, feared or foreseen."""

    __slots__ = ("event", "real", "sentence", "words")

    def __init__(self, event: ReferenceEvent, sentence: int, *, real: bool = True, words: tuple[tuple[int, int], ...] = ()) -> None:
        self.event, self.sentence, self.real = event, sentence, real
        self.words = words  # the offsets of the words by which it is told


class Known:
    """Reference events, ready to be looked for in texts."""

    def __init__(self, events: Sequence[ReferenceEvent]) -> None:
        self.events = events
        self._finder = Finder(event.wording for event in events)
        # an alternative can only be met where the first phrase of its rarest group stands
        self._asking: dict[Phrase, list[tuple[int, Groups, Groups]]] = {}
        for number, event in enumerate(events):
            for groups, around in (*((groups, ()) for groups in event.wording.alternatives), *event.wording.in_article):
                key = min(groups, key=lambda group: (len(group), group))
                for phrase in key:
                    self._asking.setdefault(phrase, []).append((number, groups, around))

    def told_in(self, told: Said) -> list[Happening]:
        """Each event once, at the first sentence that tells it, and again in each sentence that does."""
        found = []
        words = tokens(told.text)
        standing = [(at, phrase) for at, phrase in self._finder.standing(words)
                    if not _of_another(told.text, words[at + len(phrase) - 1][2], phrase)]  # fmt: skip
        in_text = {phrase for _, phrase in standing}
        asked = {phrase: meant for phrase in in_text if (meant := [(number, groups) for number, groups, around in self._asking.get(phrase, ())
                                                                   if not any(in_text.isdisjoint(group) for group in (*groups, *around))])}  # fmt: skip
        if not asked:
            return []
        starts = [start for _, start, _ in words]
        places = [at for at, _ in standing]
        for at, (start, end) in enumerate(told.sentences):
            last = bisect_left(starts, end)
            here = standing[bisect_left(places, bisect_left(starts, start)) : bisect_left(places, last)]
            present = {phrase for place, phrase in here if place + len(phrase) <= last}
            numbers = {number for phrase in present for number, groups in asked.get(phrase, ())
                       if not any(present.isdisjoint(group) for group in groups)}  # fmt: skip
            for event in map(self.events.__getitem__, sorted(numbers)):
                own = {phrase for groups in event.wording.all_groups() for group in groups for phrase in group}
                by = tuple((words[place][1], words[place + len(phrase) - 1][2]) for place, phrase in here
                           if phrase in own and place + len(phrase) <= last)  # fmt: skip
                real = event.wording.is_name or not _unreal(told.text, start, end, by) or _is_owned(told, at, event)
                found.append(Happening(event, at, real=real, words=by))
        return found


def _unreal(text: str, start: int, end: int, words: Sequence[tuple[int, int]]) -> bool:
    """Whether a sentence only wishes for, fears or foresees what it tells in these words."""
    last = max(after for _, after in words)
    return _UNREAL.search(text, start, min(end, last + NEXT)) is not None or _WANTED.search(text, start, last) is not None


def _is_owned(told: Said, sentence: int, event: ReferenceEvent) -> bool:
    """Whether a sentence calls something that of the event's weekday: what was of a Saturday has been."""
    return any(t.shape == "weekday" and t.weekday == event.start.isoweekday() and _OWNER.match(told.text, t.end)
               for t in told.of_sentence(sentence))  # fmt: skip


def _of_another(text: str, end: int, phrase: tuple[str, ...]) -> bool:
    """Whether what befell the one named at a phrase's end befell what is his: "killed Omar's brother"."""
    return len(phrase) > 1 and phrase[0][0].islower() and phrase[-1][0].isupper() and _OWNER.match(text, end) is not None


def textual(
    told: Said, references: References, events: Sequence[Happening] | None = None,
    years: Mapping[Time, tuple[int, str]] | None = None,
) -> list[Constraint]:  # fmt: skip
    """The constraints of one text. `events` are the known events that it tells, found here where none are given; `years`
    holds the days of dates without a year that other articles tell, with why."""
    foreseen = Known(references.events).told_in(told) if events is None else events
    events = [h for h in foreseen if h.real]
    by_date = list(dated_events(told, references.events))
    years = {t: (e.start.toordinal(), f"“{_words(told, t)}” is the day of {_named(e)}") for t, e in by_date} | dict(years or {})
    events = [*events, *(Happening(event, time.sentence) for time, event in by_date)]
    found = [*_dates(told), *_yearless(told, years), *_events(told, events), *_event_times(told, events),
             *_lead_day(told, events), *_same_week(told, events), *elapsed(told, events, references, years),
             *news_days(told, foreseen, references)]  # fmt: skip
    found += later_news(told, found)
    return [*found, *_until(told, max((c.start for c in found if c.start is not None), default=None))]


def _dates(told: Said) -> Iterator[Constraint]:
    """The latest date told as past, and the earliest told as planned."""
    past = [t for t in told.times if t.interval is not None and t.look not in FUTURE and not _is_goal(told, t)]
    if past:
        last = max(past, key=lambda t: (t.interval.start, -t.start))  # type: ignore[union-attr]
        assert last.interval is not None
        weight = DATE_TOLD if last.shape != "year" else YEAR_TOLD
        yield Constraint(last.interval.start, None, "date", weight, last.start, last.end,
                         f"“{_words(told, last)}” is told as past: not published before")  # fmt: skip
    ahead = [t for t in told.times if t.interval is not None and t.look == "planned" and t.shape != "year"]
    if ahead:
        first = min(ahead, key=lambda t: (t.interval.end, t.start))  # type: ignore[union-attr]
        assert first.interval is not None
        yield Constraint(None, first.interval.end, "plan", PLAN, first.start, first.end,
                         f"“{_words(told, first)}” is told as planned: not published after")  # fmt: skip


def _is_goal(told: Said, time: Time) -> bool:
    """Whether a year is what something was to be done by: a promise for "by the year 2000" looks ahead, though it was made."""
    return time.shape == "year" and _BY.search(told.text, max(0, time.start - 16), time.start) is not None


def _yearless(told: Said, years: Mapping[Time, tuple[int, str]]) -> Iterator[Constraint]:
    past = [(day, t, why) for t, (day, why) in years.items() if t.look not in FUTURE]
    if past:
        day, time, why = max(past, key=lambda entry: (entry[0], -entry[1].start))
        yield Constraint(day, None, "date", DATE_TOLD - 0.1, time.start, time.end, why)


_BY = re.compile(r"\bby (?:the )?(?:end of )?$", re.I)
# words before a date that say how long something that runs now will run
_RUNS = re.compile(r"\b(?:lasts?|runs?|continues?|holds?|expires?|ends?|due)\b[^.;!?\n]{0,30}$", re.I)


def _until(told: Said, since: int | None) -> Iterator[Constraint]:
    """The first day without a year that is told as still to come, counted from the latest day that is told as past."""
    if since is None:
        return
    ahead = []
    for time in told.times:
        before = told.text[told.sentences[time.sentence][0] : time.start]
        if time.shape == "yearless" and (time.look == "planned" or (time.look == "likely" and _RUNS.search(before))):
            year = date.fromordinal(since).year
            days = [day_of(year + more, time.month, time.day) for more in (0, 1)]
            ahead += [(day, time) for day in days if day is not None and day >= since][:1]
    if ahead:
        day, time = min(ahead, key=lambda entry: entry[0])
        yield Constraint(None, day + 1, "plan", PLAN, time.start, time.end,
                         f"“{_words(told, time)}” is told as still to come: not published after {iso(day)}")  # fmt: skip


def _lead_day(told: Said, events: Sequence[Happening]) -> Iterator[Constraint]:
    """The weekday, or the last week, that an article begins with, where the next words tell of the latest known event."""
    first = next((t for t in told.times if t.shape in ("weekday", "today")), None)
    latest = max(events, key=lambda h: (h.event.start, -h.sentence), default=None)
    yield from _day_of_the_attack(told, latest)
    yield from _last_of_the_lead(told, latest)
    if first is None or latest is None or latest.sentence == first.sentence or first.shape != "weekday" or first.look in FUTURE:
        return
    event = latest.event
    if event.start != event.end or event.start.isoweekday() != first.weekday or event.wording.is_name:
        return
    start, end = told.sentences[first.sentence][0], told.sentences[min(first.sentence + 1, len(told.sentences) - 1)][1]
    of_event = " ".join((event.label, *event.actors, *event.places))
    if len(content(of_event, stem=4) & content(told.text[start:end], stem=4)) >= SHARED:
        day = event.start.toordinal()
        yield Constraint(day, day + 7, "event day", LEAD_DAY, first.start, first.end,
                         f"“{_words(told, first)}” is the day of the latest that it tells, {_named(event)}")  # fmt: skip


def _last_of_the_lead(told: Said, latest: Happening | None) -> Iterator[Constraint]:
    """"Last week's agreement in Sweden" in the first sentence, whose words are those of the event that the next one tells."""
    first = next((t for t in told.times if t.sentence == 0), None)
    if first is None or first.shape != "last" or latest is None or latest.sentence != 1:
        return
    event = latest.event
    span = _publication(first, event.start.toordinal()) if event.start == event.end else None
    start, end = told.sentences[0]
    shared = content(" ".join((event.label, *event.actors, *event.places))) & content(told.text[start:end])
    if span is not None and len(shared) >= SHARED:
        yield Constraint(span[0], span[1], "event week", LEAD_DAY, first.start, first.end,
                         f"“{_words(told, first)}” is when the latest that it tells happened, {_named(event)}")  # fmt: skip


def _day_of_the_attack(told: Said, latest: Happening | None) -> Iterator[Constraint]:
    """"Friday's attack", where the latest known event is an attack of a Friday and has just been told, or is told next."""
    if latest is None or latest.event.start != latest.event.end:
        return
    event, day = latest.event, latest.event.start.toordinal()
    what = content(event.label) - content(" ".join((*event.actors, *event.places)))
    for time in told.times:
        if time.shape == "weekday" and time.weekday == event.start.isoweekday() and abs(time.sentence - latest.sentence) <= 2:
            noun = _POSSESSED.match(told.text, time.end)
            if noun and what & content(noun[1]):
                yield Constraint(day, day + 7, "event day", LEAD_DAY, time.start, noun.end(),
                                 f"“{_words(told, time)}{noun[0]}” is {_named(event)}")  # fmt: skip
                return


def _events(told: Said, events: Sequence[Happening]) -> Iterator[Constraint]:
    """The latest known event that the text tells."""
    if events:
        last = max(events, key=lambda h: (h.event.start, -h.sentence))
        start, end = told.sentences[last.sentence]
        yield Constraint(last.event.start.toordinal(), None, "event", EVENT, start, end,
                         f"it tells of {_named(last.event)}: not published before")  # fmt: skip


def _event_times(told: Said, events: Iterable[Happening]) -> Iterator[Constraint]:
    """Known events that the same sentence puts on a weekday, or so long ago."""
    for happening in events:
        event, day = happening.event, happening.event.start.toordinal()
        if event.start != event.end:
            continue
        times = told.of_sentence(happening.sentence)
        if any(t.shape in ("day", "yearless") and _is_day(t, event) for t in times):
            continue  # its date is told: what else the sentence tells of time is of something else
        of_dates = {beside(told, t) for t in times}  # "the Sunday before, on January 19" is not last Sunday
        on_weekday = any(t.shape == "last weekday" and t.weekday == event.start.isoweekday() for t in times)
        long_ago = any(t.shape in ("last", "ago", "lasting") for t in times)
        other_day = any(t.shape == "weekday" for t in times)  # "mourned today the dead of Tuesday's strike"
        for time in times:
            if time.look in FUTURE or (time.shape == "weekday" and (long_ago or time.weekday in of_dates)):
                continue
            if (on_weekday and time.shape == "ago") or (other_day and time.shape == "today"):
                continue
            if time.shape != "weekday" and _apart(told, time, happening):
                continue
            span = _publication(time, day)
            if span is not None:
                kind = "event day" if time.shape == "weekday" else "event week"
                weight = EVENT_DAY if time.shape == "weekday" else EVENT_WEEK
                yield Constraint(span[0], span[1], kind, weight, time.start, time.end,
                                 f"“{_words(told, time)}” is when {_named(event)} happened")  # fmt: skip


def _is_day(time: Time, event: ReferenceEvent) -> bool:
    if time.interval is not None:
        return time.interval.start == event.start.toordinal()
    return (time.month, time.day) == (event.start.month, event.start.day)


def _apart(told: Said, time: Time, happening: Happening) -> bool:
    """Whether a time stands with another verb than the event: by "said", or in another clause than all words of the event."""
    if _SPOKE.search(told.text, max(0, time.start - 30), time.start) or _SPEAKS.match(told.text, time.end):
        return True
    between = [told.text[end : time.start] if end <= time.start else told.text[time.end : start] for start, end in happening.words]
    return bool(between) and all(_CLAUSE.search(words) is not None for words in between)


def _publication(time: Time, day: int) -> tuple[int, int] | None:
    """When it was published if `time` names the day of an event; None where it says nothing or names another day."""
    match time.shape:
        case "weekday" if WEEKDAYS[(day - 1) % 7] == WEEKDAYS[time.weekday - 1]:
            return day, day + 7
        case "last weekday" if WEEKDAYS[(day - 1) % 7] == WEEKDAYS[time.weekday - 1]:
            return day + 1, day + 14
        case "last" if time.unit == "week":
            return week(day).end, week(day).end + 7
        case "last" if time.unit in ("month", "year"):
            after = _unit(day, time.unit).end
            return after, _unit(after, time.unit).end
        case "this" if time.unit in ("week", "month", "year"):
            return day, _unit(day, time.unit).end
        case "today" if time.count is not None and time.count.low <= 0:
            return day - int(time.count.low), day - int(time.count.low) + 2
        case "ago":
            return since_day(time, day)
    return None


def since_day(time: Time, day: int) -> tuple[int, int] | None:
    """The half-open days that lie as long after `day` as the words of `time` say."""
    grain = GRAINS.get(time.unit)
    if grain is None or time.count is None or time.count.vague or time.count.low != int(time.count.low):
        return None
    low, high = int(time.count.low), int(time.count.high)
    first, after = shift_day(day, low, grain), shift_day(day, high + 1, grain)
    unit = shift_day(day, 1, grain) - day
    match time.mod:
        case "over" | "least":
            return first, after
        case "nearly" | "less":
            return first - unit // 2 if low == 1 else shift_day(day, low - 1, grain), first + 1
    return first - unit // 2, first + (unit + 1) // 2 + (after - first - unit)


def _unit(day: int, unit: str) -> Interval:
    from timeline.interval import containing

    return containing(day, GRAINS[unit])


def _same_week(told: Said, events: Iterable[Happening]) -> Iterator[Constraint]:
    """A weekday told beside "last week" lies in the week of publication, not in the last one."""
    by_sentence: dict[int, list[ReferenceEvent]] = {}
    for happening in events:
        by_sentence.setdefault(happening.sentence, []).append(happening.event)
    for sentence, known in by_sentence.items():
        times = told.of_sentence(sentence)
        if not any(t.shape == "last" and t.unit == "week" for t in times):
            continue
        seen_from = {t.anchor for t in times if t.anchor}
        times += [t for t in told.of_sentence(sentence - 1) if t.shape == "weekday" and t.weekday in seen_from]
        for time in times:
            if time.shape == "weekday" and time.look not in FUTURE:
                for event in known:
                    if event.start != event.end:
                        continue
                    monday = week(event.start.toordinal()).end
                    yield Constraint(monday + time.weekday - 1, monday + 7, "same week", SAME_WEEK, time.start, time.end,
                                     f"“{_words(told, time)}” stands beside “last week”, the week of {_named(event)}: "
                                     f"it is the {WEEKDAYS[time.weekday - 1]} after that week")  # fmt: skip


def _words(told: Said, time: Time) -> str:
    return " ".join(told.text[time.start : time.end].split())


def _named(event: ReferenceEvent) -> str:
    return f"“{event.label}” ({event.when})"
