"""One article → its reports of events, each with the sentence that tells it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from timeline.anchoring import Anchors
from timeline.clauses import BE, is_adverb
from timeline.events.acting import VIOLENT, Past
from timeline.events.candidates import NEED_ACTOR, Told, may_tell
from timeline.events.doers import SPEECH, group_word, subject_word
from timeline.events.finding import found_in
from timeline.events.lexicon import Trigger, triggers
from timeline.events.lexicon import words as words_of
from timeline.events.linking import LED_TO, Row, linked
from timeline.events.people import People
from timeline.events.roles import parts
from timeline.events.telling import row_of
from timeline.events.tellings import Candidate, is_saying, tellings
from timeline.events.titles import LONGEST, byline
from timeline.gazetteer import Gazetteer, Name, told_places
from timeline.records import Article, CasualtyClaim, Evidence, Mention, Report
from timeline.story import Story
from timeline.verbs import PARTICIPLE, form_of

ENDS = frozenset(".!?”\"’)")
FEWEST = 5  # words; a shorter line is no sentence that tells an event


def reports(
    article: Article, *, mentions: Sequence[Mention], claims: Sequence[CasualtyClaim]
) -> tuple[list[Report], list[Evidence]]:
    """The reports of an article in reading order, and the evidence of each."""
    published = article.published.first if article.published else None
    story = Story(article.text, mentions, published)
    anchors = Anchors(story)
    subjects = Subjects(story)
    rows: list[Row] = []
    bases: dict[str, str] = {}
    by_noun: set[str] = set()
    for told in _told(article, story, subjects):
        told = subjects.of_thing(told)
        row = row_of(article, story, anchors, told, subjects.of(story, told), subjects.thing)
        if row is None and told.otherwise is not None and (told.otherwise.kind.objects or told.otherwise.kind.base in words_of("in_force")):
            told = told.otherwise
            row = row_of(article, story, anchors, told, subjects.of(story, told), subjects.thing)
        if row is not None and rows and told.kind.type in ("attack", "other") and _is_how(rows[-1], row, bases.get(rows[-1].report.report_id, "")):
            row = _with_harm(rows.pop(), row)
        if row is not None and rows and _also_did(rows[-1], row, told.kind.base):
            rows[-1] = _with_more(rows[-1], row)
            continue
        if row is not None and rows and told.kind.base in HARMED and _adds(rows[-1], row, bases.get(rows[-1].report.report_id, "")):
            continue
        if row is not None and rows and told.construal.form == "gerund" and told.construal.governor is None and _in_title(rows[-1], row):
            continue
        if row is not None:
            bases[row.report.report_id] = told.kind.base
            by_noun |= {row.report.report_id} if told.kind.noun else set()
        twin = _twin(rows, row) if row is not None else None
        if row is not None and twin is not None:  # one clause, told by two of its words
            if rows[twin].report.event_type == "statement" or (rows[twin].report.report_id in by_noun and told.construal.form == "finite"):
                rows[twin] = row
            continue
        if row is not None and not (told.construal.form == "infinitive" and any(_same_words(r, row) for r in rows[-3:])):
            rows.append(row)
            subjects.told(row.report)
    rows = linked(rows)
    return [r.report for r in rows], [e for r in rows for e in r.evidence]


def _twin(rows: Sequence[Row], row: Row) -> int | None:
    """The index of the row that another word of the same clause gave already; mediation and the truce it led to are linked later."""
    if row.report.event_type in VIOLENT:
        return None
    for k in range(len(rows) - 1, max(-1, len(rows) - 4), -1):
        if rows[k].sentence == row.sentence and rows[k].report.title == row.report.title:
            return None if rows[k].report.event_type == "negotiation" and row.report.event_type in LED_TO else k
    return None


HARMED = frozenset({"kill", "wound", "injure", "die"})


def _is_how(harm: Row, strike: Row, base: str) -> bool:
    """Whether a row tells how the harm of the row before came, which then is no event of its own: "were killed when a
    drone struck the camp"."""
    clauses, segment = strike.clauses, strike.clauses.segment[strike.i]
    same = harm.sentence == strike.sentence and clauses.segment[harm.i] == segment - 1
    return same and base in HARMED and all(r in strike.report.roles or r.endswith(" (target)") for r in harm.report.roles) and clauses.openers[segment] in ("when", "as", "after")


def _adds(harm: Row, more: Row, base: str) -> bool:
    """Whether a row only tells more of the harm of the row before: "killed a man and injured ten others"."""
    segment = more.clauses.segment[more.i]
    opening = [more.clauses.words.lower[j] for j in more.clauses.pieces[segment][:2]]
    same = harm.sentence == more.sentence and harm.report.when == more.report.when and "and" in opening
    return same and base in HARMED and more.clauses.segment[harm.i] == segment - 1 and set(more.report.roles) <= set(harm.report.roles)


def _in_title(main: Row, more: Row) -> bool:
    """Whether the row before has in its title what a participle adds: "struck the city, destroying the bridge"."""
    return main.sentence == more.sentence and more.clauses.words.raw[more.i] in main.report.title.split()


def _also_did(strike: Row, more: Row, base: str) -> bool:
    """Whether a row tells what the strike of the row before also did: "hit a tanker and killed three sailors"."""
    if strike.sentence != more.sentence or {strike.report.event_type, more.report.event_type} != {"attack"} or not (base in HARMED or base.startswith(("open fire", "set fire", "burn", "torch", "loot", "murder", "shoot", "slaughter", "massacre", "spray", "rake", "behead", "ransack", "raze")) or more.report.places == ()):
        return False
    clauses, segment = more.clauses, more.clauses.segment[more.i]
    if clauses.segment[strike.i] != segment - 1 or strike.report.when != more.report.when or not set(more.report.roles) <= set(strike.report.roles):
        return False
    piece = clauses.pieces[segment]
    opening = [j for j in piece if j < more.i and clauses.words.lower[j].isalpha() and not is_adverb(clauses.words.lower[j]) and clauses.words.lower[j] not in ("and", "then")]
    return not opening and "and" in (clauses.words.lower[j] for j in piece[:2])


def _with_more(strike: Row, more: Row) -> Row:
    """The strike with what else it did in its title, where both have room."""
    verb = more.clauses.words.raw[more.i]
    at = more.report.title.find(f" {verb} ")
    whole = f"{strike.report.title} and{more.report.title[at:]}" if at > 0 else ""
    fits = 0 < len(whole) <= LONGEST and ", " not in strike.report.title
    places = tuple(dict.fromkeys([*strike.report.places, *more.report.places]))
    return replace(strike, report=strike.report.model_copy(update={"places": places} | ({"title": whole} if fits else {})))


def _with_harm(harm: Row, strike: Row) -> Row:
    """The strike with whom it harmed in its title, where both have room."""
    how = strike.report.title
    small = how[:1].lower() + how[1:]
    opener = strike.clauses.openers[strike.clauses.segment[strike.i]]
    told_how = f" {opener} " in harm.report.title
    whole = harm.report.title if told_how else f"{harm.report.title} {opener} {small if small in strike.evidence[0].sentence else how}"
    places = tuple(dict.fromkeys([*strike.report.places, *harm.report.places]))
    roles = tuple(dict.fromkeys([*strike.report.roles, *harm.report.roles]))
    actors = tuple(dict.fromkeys([*strike.report.actors, *harm.report.actors]))
    return replace(strike, report=strike.report.model_copy(update={"places": places, "roles": roles, "actors": actors} | ({"title": whole} if len(whole) <= LONGEST else {})))


TAIL = 6  # words at the end of a title by which two rows are told in the same words


def _same_words(one: Row, other: Row) -> bool:
    """Whether one sentence gave both rows the same title: "held a meeting to condemn the attack" is the meeting."""
    return one.sentence == other.sentence and one.report.title.split()[-TAIL:] == other.report.title.split()[-TAIL:]


class Subjects:
    """Who "he", "it" and "they" are: the last person, power and group that acted."""

    def __init__(self, story: Story) -> None:
        self.past = Past(story)
        self.candidate: Candidate | None = None  # the sentence that is read
        self.armed: Name | None = None  # the armed group told of last
        self.thing: str | None = None  # what "it" is that somebody condemns or praises

    def told(self, report: Report) -> None:
        """Remembers the event told last."""
        if report.event_type in THINGS:
            self.thing = THINGS[report.event_type]

    def names(self, found: Sequence[Name]) -> None:
        """Remembers the armed groups of a sentence; two of them are none that "the group" could mean."""
        groups = {n.actor: n for n in found if n.kind == "armed_group"}
        if groups:
            self.armed = next(iter(groups.values())) if len(groups) == 1 else None

    def _both(self, story: Story, told: Told) -> bool:
        """Whether "the two presidents" or "both sides" is the subject, and two acted last."""
        lower = story.clauses(told.index).words.lower
        return any(lower[j - 1] in ("two", "both") and lower[j] in PAIRS for j in range(max(1, told.i - 4), told.i)) and len(self.past.group) == 2

    def of_thing(self, told: Told) -> Told:
        """What comes into force as the type that the thing told last has: "It takes effect on Monday"."""
        if told.kind.base not in words_of("in_force") or told.kind.type != "other":
            return told
        slug = next((slug for slug, thing in THINGS.items() if thing == self.thing), "other")
        return replace(told, kind=replace(told.kind, type=slug))

    def _who_says(self, story: Story, told: Told) -> Name | None:
        """Who "it" is in "the ministry said it had": the one who says so, where one alone does."""
        clauses = story.clauses(told.index)
        r = clauses.speech_of(told.i)
        if r is None or r > told.i or self.candidate is None or not _speaks_of_himself(story, told, r):
            return None
        agents = parts(clauses, r, self.candidate.placed(story), noun=False).agents
        return agents[0] if len(agents) == 1 else None

    def of(self, story: Story, told: Told) -> str | None:
        """The name that the pronoun of an event's clause stands for, or "the group", whose part it then takes."""
        if self.armed is not None and not told.parts.agents and not told.kind.noun and group_word(story.clauses(told.index), told.i) is not None:
            told.parts.agents.append(self.armed)
            return self.armed.label
        first = subject_word(story.clauses(told.index), told.i)
        if first == "it" and (told.kind.base in ("collapse", "expire", "lapse") or told.kind.base in words_of("in_force")):
            return self.thing and self.thing.capitalize()  # a truce collapses, not who made it
        says = self._who_says(story, told) if first in ("it", "they", "he", "she", "its", "their", "his", "her") else None
        if says is not None and first not in ("they", "their") and (says.kind == "person") != (first in ("he", "she", "his", "her")):
            says = None  # "Israel revealed that she had met": a state is no "she", a person no "it"
        if says is not None:
            before: tuple[Name, ...] = (says,)
        elif (first in ("they", "their") or self._both(story, told)) and self.past.group and self.past.fought == (told.kind.type in VIOLENT):
            before = self.past.group
        else:
            unnamed_sayer = self._who_says_unnamed(story, told) if first in ("it", "they") and self.past.power is not None and self.past.power.kind != "state" else None
            if unnamed_sayer is not None and all(w.islower() for w in unnamed_sayer.split()[1:]):
                return unnamed_sayer  # "The army said it had": not the group that the sentence before told of
            one = self.past.person if first in ("he", "she", "his", "her") else self.past.power if first in ("it", "its", "they", "their") else None
            inner = told.index and story.clauses(told.index).segment[told.i] and one is not None and one.start < story.spans[told.index][0]
            unnamed = _unnamed_officer(story, told, one) if first in PERSON and one is not None else None
            unsure = unnamed is not None or (first in ("they", "their") and one is not None and (one.kind == "state" or (one.kind == "both" and _passive(story, told)))) or (first == "it" and inner)
            before = () if one is None or unsure else (one,)
            if unnamed is not None:
                return unnamed
        self.past.acted(told.parts.agents, violent=told.kind.type in VIOLENT)
        if before and not told.kind.noun and _passive(story, told):
            told.parts.objects.extend(n for n in before if n not in told.parts.agents)  # "he had been received by the king"
        elif before and not told.parts.agents and not told.kind.noun:
            told.parts.agents.extend(before)
        return " and ".join(n.label for n in before) or (self._who_says_unnamed(story, told) if first in ("it", "they") else None)

    def _who_says_unnamed(self, story: Story, told: Told) -> str | None:
        """The words for who "it" is in "the army said on Friday it had killed", where no name is known."""
        clauses = story.clauses(told.index)
        r = clauses.speech_of(told.i)
        if r is None or r > told.i or not clauses.finite(r):
            return None
        words = [clauses.words.raw[j] for j in clauses.pieces[clauses.segment[r]] if j < r]
        opens = words[:1] and (words[0].lower() in ("the", "an", "a") or words[-1].lower() in words_of("people"))
        return " ".join(words) if opens and len(words) < SHORT and all(w.isalpha() for w in words) else None


def _speaks_of_himself(story: Story, told: Told, r: int) -> bool:
    """Whether a pronoun opens what is said by the verb at `r`, a date and "that" left out: "reported on 17 May that its"."""
    lower = story.clauses(told.index).words.lower
    dated = {j for d in story.dates(told.index) for j in range(d.first, d.last + 1)}
    opens = next((j for j in range(r + 1, told.i) if j not in dated and lower[j] not in ("that", "on", "in")), None)
    return opens is not None and lower[opens] in ("it", "they", "he", "she", "its", "their", "his", "her")


def _unnamed_officer(story: Story, told: Told, one: Name) -> str | None:
    """The words for somebody told only by his office who stands nearer than the person known: "dismissed his foreign minister
    after she had met" is of "the foreign minister"."""
    clauses, start = story.clauses(told.index), story.spans[told.index][0]
    lower, raw = clauses.words.lower, clauses.words.raw
    at = max((j for j in range(told.i) if lower[j] in PERSON), default=0)
    for j in range(at - 1, 0, -1):
        if lower[j] in words_of("roles") and OWNED & set(lower[max(0, j - 2) : j]):
            free = not raw[j + 1][:1].isupper() and lower[j + 1] not in ("of", "for", ",") and one.start < start + clauses.words.starts[j]
            owner = max(k for k in range(max(0, j - 2), j) if lower[k] in OWNED)
            return f"the {' '.join(raw[owner + 1 : j + 1])}".capitalize() if free else None
    return None


PERSON = frozenset({"he", "she"})
OWNED = frozenset({"his", "her", "its", "their"})
THINGS = {"attack": "the attack", "agreement": "the agreement", "ceasefire": "the ceasefire", "release": "the release", "capture": "the capture"}


def _passive(story: Story, told: Told) -> bool:
    lower = story.clauses(told.index).words.lower
    return bool(form_of(lower[told.i])[1] & PARTICIPLE) and not BE.isdisjoint(lower[max(0, told.i - 3) : told.i])


PAIRS = frozenset({"presidents", "leaders", "ministers", "countries", "states", "sides", "parties", "governments", "men", "neighbours", "neighbors", "nations", "rivals", "foes", "premiers",
                   "envoys", "delegations", "capitals", "allies", "statesmen", "heads"})  # fmt: skip


SHORT = 5  # words that say who somebody is
OPENS = 30  # characters of a sentence in which the name that opens it stands


def _told(article: Article, story: Story, subjects: Subjects) -> Iterator[Told]:
    """The events of an article's sentences in reading order, one a trigger, repeated tellings in one sentence left out."""
    table = triggers()
    names = _with_told_places(article.text, Gazetteer.load().find(article.text))
    at, last = 0, len(names)
    opening: Name | None = None
    people = People()
    for index, (start, end) in enumerate(story.spans):
        while at < last and names[at].end <= start:
            at += 1
        if opening is not None:
            subjects.past.opened(opening)
        news = byline(article.text, start, end)
        first = next((n for n in names[at : at + 4] if n.start >= news), None) if news else names[at] if at < last else None
        opening = first if first is not None and first.start < min(max(start, news) + OPENS, end) and not _after_where(article.text, start, first.start) else None
        if article.text[end - 1] not in ENDS:
            continue
        words = story.words(index)
        if len(words.lower) < FEWEST:
            continue
        hits = [(i, kind) for i, kind in found_in(words.lower, table) if kind.noun or words.raw[i] not in NAMES]
        if not hits:
            if not words_of("roles").isdisjoint(words.lower):
                said = people.of(article.text[start:end], _inside(names, at, start, end), start)
                opening = next((n for n in said if n.kind == "person" and n.start < start + OPENS), opening)
            continue
        inside = _inside(names, at, news, end)
        inside = people.of(article.text[start:end], inside, start)
        opening = _who_opens(article.text, inside, start) or opening
        if not inside and not story.has_dates(index) and not _tells_alone(words.lower, hits) and (
                PAIRS.isdisjoint(words.lower) or len(subjects.past.group) != 2):  # fmt: skip
            continue
        subjects.names(inside)
        construals = story.construals(index)
        hits = [(i, kind) for i, kind in hits if may_tell(words, construals[i], i, kind)]
        if not hits:
            continue
        candidate = Candidate(index, hits, inside)
        if not story.has_dates(index) and (story.published is not None or index not in story.vague) and all(is_saying(kind) for _, kind in hits):
            subjects.past.unread(candidate)  # it makes no row
            continue
        subjects.candidate = candidate
        yield from tellings(story, candidate)


def _with_told_places(text: str, names: list[Name]) -> list[Name]:
    """The names of a text with the places that only the words beside them tell."""
    found = told_places(text, names)
    return sorted([*names, *found], key=lambda n: n.start) if found else names


def _who_opens(text: str, names: Sequence[Name], start: int) -> Name | None:
    """The person by whom a sentence opens, his office before him: "US Secretary of State Ana Kos wrapped up"."""
    first = next((n for n in names if n.kind == "person"), None)
    if first is None or first.start > start + OPENS + OPENS // 2:
        return None
    before = text[start : first.start]
    return None if any(mark in before for mark in (",", ":", ";", "“", '"')) or PASSED_OVER.search(before) else first


PASSED_OVER = re.compile(r"\b(?:by|with|to|in|at|from|against|that|for|on|said|met|after|before|and)\b", re.I)


def _after_where(text: str, start: int, at: int) -> bool:
    """Whether the name at `at` only says where: "Meeting in Abuja, the ministers"."""
    return text[start:at].rstrip().endswith((" in", " at", " near", " from", "In", "At", "From", "Near"))


def _inside(names: list[Name], at: int, start: int, end: int) -> list[Name]:
    """The names from number `at` on that begin between two places."""
    found = []
    while at < len(names) and names[at].start < end:
        if names[at].start >= start:
            found.append(names[at])
        at += 1
    return found


def _tells_alone(lower: list[str], hits: Sequence[tuple[int, Trigger]]) -> bool:
    """Whether a sentence without a name and a date may tell an event: by a strong verb, or a harm that arms did."""
    if not all(kind.weak or kind.noun or kind.type in NEED_ACTOR for _, kind in hits):
        return True
    if not words_of("arms").isdisjoint(lower) and any(kind.base in words_of("harms") for _, kind in hits):
        return True
    return any(kind.type in ALONE and not kind.noun for _, kind in hits) and not words_of("people").isdisjoint(lower)


ALONE = SPEECH - {"statement"} | {"protest", "attack", "battle"}  # told of people whom nothing names: "the gunmen demanded a ransom"


NAMES = frozenset({"States", "March"})  # no verbs, whatever stands around them
