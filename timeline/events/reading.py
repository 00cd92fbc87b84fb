"""One article → its reports of events, each with the sentence that tells it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from timeline.anchoring import Anchored, Anchors
from timeline.attachment import OPENERS, Clauses
from timeline.clauses import (
    DETERMINERS,
    ING,
    PARTICIPLE,
    PAST,
    PREPOSITIONS,
    PRONOUNS,
    Construal,
    form_of,
    is_adverb,
    language,
)
from timeline.events.known import doers, known
from timeline.events.lexicon import Trigger, triggers
from timeline.events.linking import LEADS, Row, linked
from timeline.events.roles import PARTS, TIMES, Parts, parts, power
from timeline.events.titles import title
from timeline.gazetteer import Gazetteer, Name
from timeline.hanging import edge_of, looks_aside, main_of, own_date
from timeline.interval import When, on
from timeline.mood import Mood, mood
from timeline.records import Article, CasualtyClaim, Evidence, Mention, Report, identify
from timeline.story import Story

ENDS = frozenset(".!?”\"’)")
FEWEST = 5  # words; a shorter line is no sentence that tells an event
PLAIN_SPEECH = frozenset({"say", "tell", "state", "note", "add", "stress", "emphasise", "emphasize", "insist", "assert", "underline", "underscore", "reiterate",
                          "acknowledge", "admit", "express", "voice", "highlight", "affirm", "reaffirm", "declare", "critique"})  # fmt: skip
VAGUE_NOUNS = frozenset({"statement", "speech", "remarks", "demand", "appeal", "request", "proposal", "threat", "warning", "call", "deal", "resolution", "vote", "test",
                         "launch", "death", "deaths", "process", "session", "tour", "conference", "battle", "protocol", "rally", "march", "explosion", "lull"})  # fmt: skip
HOLDS = frozenset({"hold", "launch", "carry", "reach", "sign", "conduct", "stage", "conclude", "strike", "make", "convene", "host", "impose", "announce", "open",
                   "begin", "start", "resume", "pay", "seal", "secure", "mount", "lead", "broker", "mediate"})  # fmt: skip
SUPPORT = frozenset({"hold", "launch", "carry", "reach", "sign", "conduct", "stage", "conclude", "strike", "begin", "start", "open", "make", "announce", "convene",
                     "host", "see", "lead", "kill", "follow", "result", "take", "resume", "collapse", "break", "end", "last", "expire", "happen", "occur", "erupt",
                     "impose", "lift", "sentence", "injure", "wound", "target", "hit", "destroy"})  # fmt: skip


SPOKEN = frozenset({"statement", "threat", "demand"})
AHEAD = frozenset({"release", "withdrawal", "meeting", "negotiation", "agreement", "aid", "deployment", "election"})  # what is announced for a day to come
NEED_ACTOR = frozenset({"statement", "threat", "demand", "meeting", "negotiation", "agreement", "aid"})  # types that are nothing without one
NAMELESS = frozenset({"talks", "ceasefire", "cease-fire", "truce", "negotiations", "fighting", "clashes", "exchange", "summit", "attack", "pause", "strike", "raid",
                      "war", "hostilities", "offensive", "bombing", "shelling", "explosion", "blast", "air strike", "airstrike", "missile strike", "drone strike",
                      "missile attack"})  # nouns that may make a row without a name, where a date is given
MOVES = frozenset({"come to", "fly to", "travel to", "land in", "leave for", "fly from", "arrive in", "go to", "return to", "come from", "arrive"})
HARMS = frozenset({"kill", "wound", "injure", "destroy", "hit", "die", "explode", "blow up"})  # what an attack did, told by casualty claims too


@dataclass(frozen=True, slots=True)
class Told:
    """One event as a sentence tells it."""

    index: int
    i: int
    kind: Trigger
    construal: Construal
    how: Mood
    parts: Parts
    held: int | None = None
    announced: bool = False


def reports(
    article: Article, *, mentions: Sequence[Mention], claims: Sequence[CasualtyClaim]
) -> tuple[list[Report], list[Evidence]]:
    """The reports of an article in reading order, and the evidence of each."""
    published = article.published.first if article.published else None
    story = Story(article.text, mentions, published)
    anchors = Anchors(story)
    subjects = Subjects()
    rows: list[Row] = []
    for told, names in _told(article, story):
        row = _report(article, story, anchors, told, subjects.of(story, told, names))
        if row is not None:
            rows.append(row)
    rows = linked(rows)
    return [r.report for r in rows], [e for r in rows for e in r.evidence]


class Subjects:
    """Who "he", "it" and "they" are: the last person, power and group that acted."""

    def __init__(self) -> None:
        self.person: Name | None = None
        self.power: Name | None = None

    def of(self, story: Story, told: Told, names: Sequence[Name]) -> Name | None:
        first = _first_word(story.clauses(told.index), told.i)
        before = self.person if first in ("he", "she", "his", "her") else self.power if first in ("it", "they", "its", "their") else None
        for n in told.parts.agents:
            if n.kind == "person":
                self.person = n
            elif n.actor:
                self.power = n
        if before is not None and not told.parts.agents:
            told.parts.agents.append(before)
        return before


def _told(article: Article, story: Story) -> Iterator[tuple[Told, list[Name]]]:
    """The events of an article's sentences in reading order, one a trigger, repeated tellings in one sentence left out."""
    table = triggers()
    names = Gazetteer.load().find(article.text)
    at = 0
    for index, (start, end) in enumerate(story.spans):
        while at < len(names) and names[at].end <= start:
            at += 1
        if article.text[end - 1] not in ENDS:
            continue
        words = story.words(index)
        if len(words) < FEWEST:
            continue
        hits = _triggers(words.lower, table)
        if not hits:
            continue
        inside = []
        for n in names[at:]:
            if n.start >= end:
                break
            inside.append(n)
        if not inside and not story.has_dates(index) and all(kind.weak or kind.noun or kind.type in NEED_ACTOR for _, kind in hits):
            continue
        clauses = story.clauses(index)
        told: dict[tuple[int, str], Told] = {}
        for i, kind in hits:
            one = _one(clauses, index, i, kind, inside, start, dated=story.has_dates(index) or index in story.vague)
            key = (clauses.segment[i], kind.type)
            if one is not None and (key not in told or _strength(one) > _strength(told[key])):
                told[key] = one
        for one in told.values():
            yield one, inside


def _strength(told: Told) -> int:
    """A finite verb tells an event best, then a noun; an infinitive or gerund least."""
    return 2 if told.construal.form == "finite" and not told.kind.noun else 1 if told.kind.noun else 0


def _triggers(lower: list[str], table: dict[str, tuple[Trigger, ...]]) -> list[tuple[int, Trigger]]:
    out = []
    past = -1
    for i, word in enumerate(lower):
        options = table.get(word)
        if options is None or i < past:
            continue
        for kind in options:
            if not kind.rest or tuple(lower[i + 1 : i + 1 + len(kind.rest)]) == kind.rest:
                out.append((i + len(kind.rest) if kind.noun else i, kind))
                past = i + 1 + len(kind.rest)
                if not kind.noun and not kind.rest:
                    out += [(i, k) for k in options if k.noun and not k.rest][:1]
                break
    return out


def _one(
    clauses: Clauses, index: int, i: int, kind: Trigger, names: Sequence[Name], at: int, *, dated: bool
) -> Told | None:
    """The event that a trigger tells, or None where its word is used otherwise or nobody known takes part."""
    construal = clauses.told(i)
    if kind.noun != (construal.form in ("noun", "predicate")) or construal.form == "participle":
        return None
    if kind.noun and kind.type != "release" and i + 1 < len(clauses.words) and _noun_at(clauses, i + 1):
        return None  # "truce agreement": the last noun is what it is
    if kind.noun and i and any(t.noun and not t.rest and t.type == "release" for t in triggers().get(clauses.words.lower[i - 1], ())):
        return None  # but "prisoner swap agreement" is the swap
    if kind.base == "die" and not any(_noun_at(clauses, j, "attack") for j in range(i + 1, min(i + 8, len(clauses.words)))):
        return None
    if construal.form == "gerund" and construal.governor is None:
        return None
    if not kind.noun and looks_aside(clauses, i, construal) and clauses.openers[clauses.segment[i]] not in ("which", "who", "where", "because"):
        return None  # "the six people killed in the strike"
    if kind.weak and kind.type in language()["objects"] and not any(w in language()["objects"][kind.type] for w in clauses.words.lower[max(0, i - 8) : i + 9]):
        return None
    if kind.noun and kind.type != "release" and _compound(clauses, i):
        return None
    how = mood(clauses, i)
    if how.status in ("asked", "supposed"):
        return None
    held = _holder(clauses, i, construal) if kind.noun else None
    found = parts(clauses, i, names, noun=kind.noun, at=at)
    if held is not None:
        found = _joined(found, parts(clauses, held, names, noun=False, at=at))
        found.agents = found.agents or list(_agents_before(clauses, held, names, at))
    elif not kind.noun and not found.agents and not found.mediators:
        found.agents = list(_agents_before(clauses, i, names, at))
    actors = list(found.all_actors())
    if not actors and not found.places and kind.noun and kind.base not in NAMELESS:
        return None
    if not actors and kind.base in HARMS:
        return Told(index, i, kind, construal, how, found) if found.places or dated else None
    if not actors and kind.noun and kind.base in NAMELESS and dated:
        return Told(index, i, kind, construal, how, found, held)
    if kind.base in MOVES and not (found.agents and (found.places or found.objects)):
        return None
    if kind.base == "ask" and not found.objects:
        return None
    if kind.base == "take" and not any(0 < clauses.words.at(n.start - at) - i <= 2 for n in found.places):
        return None
    if not actors and (kind.weak or kind.type in NEED_ACTOR) and (kind.noun or _first_word(clauses, i) not in SUBJECT_PRONOUNS):
        return None
    announced = held is not None and form_of(clauses.words.lower[held])[0] == "announce"
    return Told(index, i, kind, construal, how, found, held, announced)


SUBJECT_PRONOUNS = frozenset({"he", "she", "it", "they"})


def _first_word(clauses: Clauses, i: int) -> str:
    """The first word of the clause of `i`."""
    segment = clauses.segment[i]
    return next((w for w, s in zip(clauses.words.lower, clauses.segment, strict=True) if s == segment and w.isalpha()), "")


def _noun_at(clauses: Clauses, i: int, slug: str | None = None) -> bool:
    return any(t.noun and not t.rest and slug in (None, t.type) for t in triggers().get(clauses.words.lower[i], ()))


def _agents_before(clauses: Clauses, i: int, names: Sequence[Name], at: int) -> Sequence[Name]:
    """Who acts in the clause before, for a verb that shares its subject: "... and called for a truce"."""
    segment = clauses.segment[i]
    first = clauses.segment.index(segment)
    if clauses.openers[segment] in ("that", "which", "who"):  # "a missile attack from Iran that targeted"
        placed = [(clauses.words.at(n.start - at), n) for n in names]
        return [n for j, n in placed if n.actor and first - 6 <= j < first and clauses.words.lower[j - 1] in ("from", "by", "of")][-1:]
    while first < i and (not clauses.words.lower[first].isalpha() or clauses.words.lower[first] in ("and", "but", "or") or is_adverb(clauses.words.lower[first])):
        first += 1
    if not segment or not (first == i or (clauses.finite(first) and first < i)):
        return ()
    head = main_of(clauses, segment - 1)
    if head is None:
        return ()
    earlier = parts(clauses, head, names, noun=False, at=at)
    return earlier.agents or earlier.mediators


def _compound(clauses: Clauses, i: int) -> bool:
    """Whether the noun only qualifies the next one: "war crimes", "attack helicopters"."""
    after = i + 1
    if after >= len(clauses.words) or not clauses.words.raw[after].islower() or not clauses.words.raw[after].isalpha():
        return False
    word = clauses.words.lower[after]
    if word in PREPOSITIONS or word in DETERMINERS or word in TIMES or word in OPENERS or word in ("and", "or", "to", "not") or is_adverb(word) or word in (
        "early", "late", "last", "next"):  # fmt: skip
        return False
    told = clauses.told(after)
    return told.form == "noun" and not form_of(word)[1] & (PAST | PARTICIPLE | ING)


def _holder(clauses: Clauses, i: int, construal: Construal) -> int | None:
    """The verb that holds, launches or reaches what the noun names, whose clause then tells the event."""
    governor = construal.governor
    if governor is None or not clauses.finite(governor) or form_of(clauses.words.lower[governor])[0] not in HOLDS:
        return None
    between = clauses.words.lower[governor + 1 : i]
    return None if any(w in PREPOSITIONS or w == "to" for w in between) else governor


def _joined(one: Parts, other: Parts) -> Parts:
    return Parts(*(list(dict.fromkeys([*a, *b])) for a, b in zip(
        (other.agents, one.objects, one.together, one.mediators, one.places),
        ((), other.objects, [*other.together, *one.agents], other.mediators, other.places), strict=True)))  # fmt: skip


def _report(
    article: Article, story: Story, anchors: Anchors, told: Told, subject: Name | None
) -> Row | None:
    start, end = story.spans[told.index]
    clauses = story.clauses(told.index)
    placed = anchors.of(told.index, told.i)
    if placed.rule in ("it begins", "it ends") and (told.kind.type != "battle" or placed.rule == "it ends"):
        verb = main_of(clauses, clauses.segment[told.i])
        if verb is not None and edge_of(clauses, told.i, verb):
            told, placed = replace(told, held=verb), anchors.of(told.index, verb)  # its beginning or end is the event
    elif placed.rule == "lasting" and told.held is not None:
        placed = anchors.of(told.index, told.held)
    dated = placed.mention is not None
    if not _worth_a_row(story, clauses, told, placed, dated):
        return None
    spans = [(d.first, d.last) for d in story.dates(told.index)]
    agent = next((n.actor for n in told.parts.agents if n.actor), None)
    named = title(clauses, told.i if told.held is None else told.held, noun=told.kind.noun and told.held is None, dates=spans, short=agent, subject=subject.label if subject else None)
    if named is None:
        return None
    offset = start + clauses.words.starts[told.i]
    report_id = identify(article.article_id, offset, told.kind.type)
    when, status = _when(story, placed, told)
    when = _by_saying(anchors, clauses, told, placed, when)
    actors, roles = _roles(told)
    reference = None
    if status in ("happened", "ongoing"):
        agents = {power(n.actor) for n in (*told.parts.agents, *told.parts.together) if n.actor}
        reference = known(article.text[start:end], told.kind.type, agents, when, story.published)
    if reference is not None:
        when = reference.when
    problem = None if when else ("nothing dates it: the publication day is unknown" if story.published is None else "nothing dates or bounds it")
    doer = doers(article.text[start:end], told.kind.type, when) if not actors else None
    if doer is not None:
        actors, roles = doer.actors[:1], (f"{doer.actors[0]} ({PARTS[told.kind.type][0]})",)
    told_of: dict[str, Any] = {
        "extent": when.extent if when else "none", "precision": when.precision if when else None,
        "date_basis": "reference" if reference else placed.basis if when else "none", "certainty": told.how.certainty, "status": status}  # fmt: skip
    report = Report(
        report_id=report_id, article_id=article.article_id, when=when,
        **told_of, event_type=told.kind.type, title=named, actors=actors, roles=roles,
        places=tuple(dict.fromkeys(n.place for n in told.parts.places if n.place)),
        rule="reference event" if reference else placed.rule,
        reason=(f"known: {reference.label}, {reference.when}" if reference else placed.reason)
        + (f"; who did it is known: {doer.label}" if doer else ""), problem=problem,
    )  # fmt: skip
    proof = Evidence(
        report_id=report_id, article_id=article.article_id, char_start=start, char_end=end, sentence=article.text[start:end],
        attribution=_attribution(clauses, told.i), mention_id=placed.mention.mention_id if placed.mention else None, reason=placed.reason,
    )  # fmt: skip
    return Row(report, (proof,), clauses, told.index, told.i)


def _worth_a_row(story: Story, clauses: Clauses, told: Told, placed: Anchored, dated: bool) -> bool:
    """Whether the table wants it: an event with someone who does it, dated or told as news, not a passing word."""
    date = own_date(story, told.index, told.i)
    own = date is not None or placed.rule in ("lasted", "it begins") or (told.held is not None and dated) or (
        story.published is None and told.index in story.vague)  # fmt: skip
    base = told.kind.base
    if told.how.status == "denied":
        return False
    if (told.kind.weak or told.kind.type in NEED_ACTOR) and not _labels(told) and base not in HARMS and base not in NAMELESS:
        return False
    if told.kind.type == "negotiation" and any(form_of(w)[0] in LEADS for w in clauses.words.lower[told.i + 1 : told.i + 9]):
        return True  # what it led to takes it as evidence
    if told.how.status == "planned" and told.construal.modal == "will" and told.kind.type in AHEAD and told.parts.agents and not told.kind.noun:
        return placed.time == "future"
    if told.how.status == "planned":
        if told.construal.form == "infinitive" and (date is None or date.first < told.i):
            return False
        return own and placed.time == "future" and told.construal.form != "gerund" and bool(told.parts.agents or told.parts.together)
    if told.kind.noun:
        if placed.rule == "lasting":
            return False
        if base in VAGUE_NOUNS and not own:
            return False
        return own or (_supported(clauses, told.i) and bool(_labels(told)))
    if told.kind.type in ("statement", "demand", "threat"):
        if not told.parts.agents:
            return False
        return own or base not in PLAIN_SPEECH
    if told.construal.form in ("infinitive", "gerund"):
        return date is not None and date.first > told.i
    if base in HARMS and placed.when is not None and placed.when.extent in ("since", "until"):
        return False
    if base in HARMS and (not told.parts.agents or told.construal.perfect) and not own:
        return False
    if told.how.status == "ongoing" and told.construal.tense == "present" and not told.construal.progressive:
        return own
    return True


def _supported(clauses: Clauses, i: int) -> bool:
    """Whether a verb of happening stands by the noun: "held talks", "the truce collapsed"."""
    segment = clauses.segment[i]
    return any(form_of(clauses.words.lower[j])[0] in SUPPORT and clauses.told(j).form == "finite"
               for j in range(max(0, i - 8), min(len(clauses.words), i + 8)) if clauses.segment[j] == segment and j != i)  # fmt: skip


def _labels(told: Told) -> list[str]:
    return [n.actor for n in told.parts.all_actors() if n.actor]


def _roles(told: Told) -> tuple[tuple[str, ...], tuple[str, ...]]:
    agent, target, together = PARTS[told.kind.type]
    if told.held is not None and told.kind.type in ("ceasefire", "agreement") and told.announced:
        agent = "announcer"
    pairs: dict[str, str] = {}
    for names, role in ((told.parts.mediators, "mediator"), (told.parts.agents, agent), (told.parts.together, together), (told.parts.objects, target)):
        for n in names:
            if n.actor:
                pairs.setdefault(n.actor, role)
    return tuple(pairs), tuple(f"{actor} ({role})" for actor, role in pairs.items())


def _when(story: Story, placed: Anchored, told: Told) -> tuple[When | None, str]:
    """The time of a row. Only an anchor may take the freshness of news for a day: a table says "on or before"."""
    when, written = placed.when, story.published
    if placed.rule == "present perfect" and written is not None:
        when = When.on_or_before(written)  # it may be of the day itself
    status = told.how.status
    if written is not None and placed.rule == "news of the day" and told.kind.type in SPOKEN:
        when = When.on_or_before(written)
    if placed.fresh and written is not None:
        when = When.on_or_before(written)
    if when is None and placed.basis != "none" and written is not None and placed.time != "future":
        when = When.on_or_before(written)
    if when is None and placed.time == "future" and written is not None:
        when = When.on_or_after(on(written.start + 1))
    if placed.time == "future" and status == "happened":
        status = "planned"
    if status == "ongoing" and (told.kind.type in ("statement", "threat", "demand") or not placed.lasting):
        status = "happened"
    return when, status


def _by_saying(anchors: Anchors, clauses: Clauses, told: Told, placed: Anchored, when: When | None) -> When | None:
    """What a dated saying tells as past lies on or before its day."""
    if when is None or when.extent != "on_or_before" or placed.mention is not None:
        return when
    r = clauses.speech_of(told.i)
    saying = anchors.of(told.index, r).when if r is not None else None
    if saying is None or saying.extent != "day" or saying.last is None or when.last is None or saying.last.end >= when.last.end + 1:
        return when
    return When.on_or_before(saying.last)


def _attribution(clauses: Clauses, i: int) -> str | None:
    """Who says it, as written: the words before or after the reporting verb."""
    r = clauses.speech_of(i)
    if r is None:
        return None
    words, segment = clauses.words, clauses.segment[r]
    whole = [j for j, s in enumerate(clauses.segment) if s == segment]
    before = [j for j in whole if j < r]
    while before and (not words.raw[before[0]][:1].isalnum() or words.lower[before[0]] in OPENERS or words.lower[before[0]] in ("meanwhile", "however", "and")):
        before = before[1:]
    chosen = before or [j for j in whole if r < j < r + 8]
    if words.lower[r] == "according":
        chosen = list(range(r + 2, min(len(words), r + 10)))
    stop = next((k for k, j in enumerate(chosen) if (k and (words.raw[j] in (",", "”", "—") or clauses.finite(j))) or words.raw[j] == "."), len(chosen))
    chosen = chosen[:stop]
    if not chosen or all(words.lower[j] in OPENERS or words.lower[j] in PRONOUNS or j in (r,) for j in chosen):
        return None
    return words.text[words.starts[chosen[0]] : words.ends[chosen[-1]]].strip()
