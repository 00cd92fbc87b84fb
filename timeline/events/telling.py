"""An event of a sentence → its report and evidence, where the table wants a row of it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

from timeline.anchoring import Anchored, Anchors
from timeline.attachment import OPENERS, Clauses
from timeline.clauses import BE, PREPOSITIONS, PRONOUNS
from timeline.events.candidates import NEED_ACTOR, Told, deed_to, during
from timeline.events.doers import group_word, struck, subject_word
from timeline.events.known import known, of_that_day
from timeline.events.lexicon import triggers, words
from timeline.events.linking import LEADS, Row
from timeline.events.roles import PARTS, power
from timeline.events.titles import LONGEST, byline, title, with_how
from timeline.events.touching import COUNTED as NUMBERS
from timeline.events.touching import how_it_came
from timeline.events.wars import WAR, NamedWar, war_of
from timeline.hanging import edge_of, main_of, own_date
from timeline.interval import AFTER_LAST_DAY, When, on
from timeline.mood import planned_at
from timeline.records import Article, Evidence, Report, identify
from timeline.story import Story
from timeline.verbs import form_of

PRISONERS = re.compile(r"\b(?:prisoner|hostage|captive|detainee|bodies|remains)", re.I)
RECENT = 7  # days before publication of which the news still tells
COARSE = 31  # days: what a sentence says of a war's beginning more loosely than to a month gives way to what is known
ONSETS = frozenset({"offensive", "invasion", "incursion", "ground operation", "counteroffensive", "counter-offensive", "siege", "uprising", "mutiny"})
SPOKEN = frozenset({"statement", "threat", "demand"})
DEEDS = frozenset({"attack", "battle", "capture", "release", "withdrawal", "deployment"})
AHEAD = frozenset({"release", "withdrawal", "meeting", "negotiation", "agreement", "aid", "deployment", "election"})  # announced ahead


def row_of(
    article: Article, story: Story, anchors: Anchors, told: Told, subject: str | None, thing: str | None = None
) -> Row | None:
    """The row of an event, or None where its sentence only touches on it."""
    if _passing(story, told):
        return None
    start, end = story.spans[told.index]
    clauses = story.clauses(told.index)
    placed = anchors.of(told.index, told.i)
    if placed.rule in ("it begins", "it ends") and (told.kind.type != "battle" or placed.rule == "it ends" or told.kind.base in ONSETS):
        verb = main_of(clauses, clauses.segment[told.i])
        if verb is not None and edge_of(clauses, told.i, verb):
            told, placed = replace(told, held=verb), anchors.of(told.index, verb)  # its beginning or end is the event
    elif told.held is not None and (placed.rule == "lasting" or (
            placed.mention is None and (told.announced or placed.rule == "told as past") and own_date(story, told.index, told.held) is not None)):
        placed = anchors.of(told.index, told.held)
    elif placed.mention is None and told.kind.noun and (ahead := planned_at(clauses, told.i)) is not None:
        placed = anchors.of(told.index, ahead)  # "the next exchange, which is planned for Saturday"
    if placed.mention is None and not told.kind.noun and told.kind.type == "attack":
        placed = _of_what_came(clauses, anchors, told, placed)
    if placed.mention is None and told.held is None and told.kind.base in words("harms") and (came := how_it_came(clauses, told.i)) is not None:
        when_it_came = anchors.of(told.index, came)
        placed = when_it_came if when_it_came.rule == "date in the clause" and when_it_came.time == "past" else placed
    if placed.mention is None and told.kind.objects and told.otherwise is not None and told.otherwise.kind.noun:
        of_object = anchors.of(told.index, told.otherwise.i)
        if of_object.rule == "date in the clause" and of_object.mention is not None:
            placed = replace(of_object, when=of_object.mention.when, lasting=False)  # "hosted talks between the two on Friday"
    dated = placed.mention is not None
    if not _worth_a_row(story, clauses, told, placed, dated):
        return None
    war = _war(article, story, told, placed)
    done = deed_to(clauses, told.i) if told.held is None and told.kind.noun and placed.rule == "date in the clause" else None
    named = _named(story, clauses, replace(told, held=done) if done is not None else told, subject, thing)
    if named is None or _lacks_object(clauses, told, named):
        return None
    named = war.name if war is not None else _with_group(named, clauses, told, subject)
    if told.held is None and not told.kind.noun and told.kind.base in words("harms"):
        named = with_how(named, clauses, told.i, [(d.first, d.last) for d in story.dates(told.index)])
    offset = start + clauses.words.starts[told.i]
    report_id = identify(article.article_id, offset, told.kind.type)
    when, status = _when(story, placed, told)
    when = _on_both_days(story, told, placed, when)
    when = _by_saying(anchors, clauses, told, placed, when)
    if when is not None and when.last is not None and told.construal.form == "gerund" and not _in_its_sentence(placed, start, end):
        when = When.on_or_before(when.last)  # its sentence goes back as easily as on: the day of the news is only a bound
    actors, roles = _roles(told)
    reference = None
    if war is not None:
        own = _in_its_sentence(placed, start, end) and when is not None and when.first is not None and when.first.days <= COARSE
        when, reference = (when, None) if own else (war.when, war.event)
    elif status in ("happened", "ongoing"):
        agents = {power(n.actor) for n in (*told.parts.agents, *told.parts.together) if n.actor}
        reference = known(article.text[start:end], told.kind.type, agents, when, story.published)
        when = reference.when if reference is not None else when
    problem = None if when else ("nothing dates it: the publication day is unknown" if story.published is None else "nothing dates or bounds it")
    same = war.event if war else reference or of_that_day(article.text[start:end], told.kind.type, when)
    told_of: dict[str, Any] = {
        "extent": when.extent if when else "none", "precision": when.precision if when else None,
        "date_basis": "reference" if reference else placed.basis if when else "none", "certainty": told.how.certainty, "status": status}  # fmt: skip
    report = Report.model_construct(
        report_id=report_id, article_id=article.article_id, when=when,
        **told_of, event_type=told.kind.type, title=named, actors=actors, roles=roles,
        places=tuple(dict.fromkeys(p for p in (*(n.place for n in told.parts.places), war.place if war else None) if p)),
        rule="reference event" if reference else placed.rule,
        reference=same.key if same else None,
        reason=f"known: {'it began with ' if war else ''}{reference.label}, {reference.when}" if reference else placed.reason, problem=problem,
    )  # fmt: skip
    proof = Evidence.model_construct(
        report_id=report_id, article_id=article.article_id, char_start=start, char_end=end, sentence=article.text[start:end],
        attribution=_attribution(clauses, told.i), mention_id=placed.mention.mention_id if placed.mention else None, reason=placed.reason,
    )  # fmt: skip
    return Row(report, (proof,), clauses, told.index, told.i)


def _of_what_came(clauses: Clauses, anchors: Anchors, told: Told, placed: Anchored) -> Anchored:
    """The time of what was shot down, by the relative clause that tells when it came: "downed drones that flew in on Friday", "killed
    two men who were mending the road on Monday"."""
    after = clauses.segment[told.i] + 1
    if after not in clauses.segment or clauses.openers[after] not in ("that", "which", "who"):
        return placed
    came = main_of(clauses, after)
    if came is None or not (told.kind.base.startswith(DOWNS) or (clauses.told(came).progressive and clauses.told(came).tense == "past")):
        return placed
    there = anchors.of(told.index, came)
    return replace(there, mood=placed.mood) if there.rule == "date in the clause" and there.time == "past" else placed


DOWNS = ("shoot down", "down", "intercept", "bring down", "knock down")
NEEDS_OBJECT = frozenset({"launch", "fire", "seize", "capture", "hold", "stage", "take", "hit", "strike", "target", "destroy", "shell", "bomb", "send", "deploy", "drop"})


def _lacks_object(clauses: Clauses, told: Told, named: str) -> bool:
    """Whether a title ends with a verb whose object stands before its relative clause: "the drones that Russia launched"."""
    active = not told.kind.noun and told.kind.base in NEEDS_OBJECT and BE.isdisjoint(clauses.words.lower[max(0, told.i - 3) : told.i])
    return active and named.lower().endswith(f" {clauses.words.lower[told.i]}")


def _war(article: Article, story: Story, told: Told, placed: Anchored) -> NamedWar | None:
    """The known war that a noun tells as lasting, where its sentence gives it no other day."""
    if not told.kind.noun or told.kind.base not in WAR or told.how.status not in ("happened", "ongoing"):
        return None
    if placed.when is not None and placed.when.extent == "day" and placed.rule != "it begins":
        return None
    start, end = story.spans[told.index]
    war = war_of(article.text, start, end, story.published)
    if war is None or not _in_its_sentence(placed, start, end) or placed.when is None or placed.when.first is None:
        return war
    began = war.when.first
    return war if began is not None and placed.when.first.overlaps(began) else None


def _in_its_sentence(placed: Anchored, start: int, end: int) -> bool:
    return placed.mention is not None and start <= placed.mention.char_start < end


def _named(story: Story, clauses: Clauses, told: Told, subject: str | None, thing: str | None) -> str | None:
    """The title; where a noun alone is none, that of the verb it is the subject of: "The offensive had begun"."""
    start, end = story.spans[told.index]
    dates = [(d.first, d.last) for d in story.dates(told.index)]
    line = byline(story.text, start, end)
    if line:
        dates.append((0, clauses.words.at(line - start - 1)))
    agent = next((n.actor for n in told.parts.agents if n.actor), None)
    who = _who(told)
    if told.held is not None:
        return title(clauses, told.held, noun=False, dates=dates, short=who, subject=subject)
    found = title(clauses, told.i, noun=told.kind.noun, dates=dates, short=who, subject=subject, begin=told.i - len(told.kind.rest),
                  spoken=told.kind.type in SPOKEN, thing=thing)  # fmt: skip
    if found is not None and told.kind.rest and not told.kind.noun and found.endswith(clauses.words.raw[told.i]):
        return f"{found} {' '.join(told.kind.rest)}"  # "was sworn in"
    if found is not None and told.kind.noun and agent is not None and len(told.parts.agents) == 1 and (during(clauses, told.i, told.kind) or {"its", "their", "his", "her"} & set(clauses.words.lower[max(0, told.i - 3) : told.i])):
        whose = f"{agent}’s {found[:1].lower()}{found[1:]}"
        return whose if agent not in found and len(whose) <= LONGEST else found
    if told.kind.noun and "under" in clauses.words.lower[max(0, told.i - 2) : told.i]:
        found = None  # "placed him under house arrest"
    if found is None and told.construal.form == "gerund" and clauses.words.lower[told.i - 1] == "by" and told.construal.governor is not None and clauses.finite(told.construal.governor):
        return title(clauses, told.construal.governor, noun=False, dates=dates, short=who, subject=subject)  # "responded by bombing the port"
    if found is None and agent is not None and during(clauses, told.i, told.kind):
        return f"{agent}’s {told.kind.base}"
    bare = found is not None and len(found.split()) < 3 and found[1:].islower()  # "Heavy fighting"
    if told.kind.noun and (found is None or (bare and told.how.status != "planned")):
        verb = main_of(clauses, clauses.segment[told.i])
        before = clauses.words.lower[max(0, told.i - 3) : told.i]
        counted = len(before) > 1 and before[-1] == "of" and before[-2] in ("round", "rounds", "day", "session", "series")  # "the third round of talks"
        if verb is not None and verb > told.i and (found is None or (verb - told.i < 3 and clauses.words.lower[told.i + 1] != ",")) and PREPOSITIONS.isdisjoint(before[:-1] if counted else before):
            return title(clauses, verb, noun=False, dates=dates, short=who, subject=subject) or found
    return found


def _with_group(named: str, clauses: Clauses, told: Told, subject: str | None) -> str:
    """The title with the name of a group that it only calls the group: "The group (Houthis) has attacked"."""
    at = group_word(clauses, told.i)
    if at is None or subject is None or subject in named:
        return named
    whole = re.sub(rf"^(The (?:[\w-]+ )?{re.escape(clauses.words.raw[at])})\b", rf"\1 ({subject})", named)
    return whole if len(whole) <= LONGEST else named


def _who(told: Told) -> str | None:
    """Who acts, in few words: one name, two, or the first two and others."""
    names = list(dict.fromkeys(n.actor for n in told.parts.agents if n.actor))
    spoken_for = {power(n.actor) for n in told.parts.agents if n.actor and n.kind == "person"} - {n.actor for n in told.parts.agents if n.kind == "person"}
    names = [n for n in names if n not in spoken_for] or names  # "the American secretary of state, Ana Kos"
    people = [n.actor for n in told.parts.agents if n.actor and n.kind == "person"]
    others = [n for n in told.parts.agents if n.actor and n.kind not in ("person", "organisation", "ministry", "government")]
    if len(people) == 1 and (told.kind.type in SPOKEN or not others):
        return people[0]  # "the UN envoy for Yemen, Hans Grundberg, announced"
    return None if not names else " and ".join(names) if len(names) < 3 else f"{names[0]}, {names[1]} and others"


def _passing(story: Story, told: Told) -> bool:
    """What makes no row, whatever its time: denied, without anyone in it, or a saying of no weight without a day."""
    base = told.kind.base
    if told.kind.noun and base == "exchange" and not PRISONERS.search(story.text):
        return True  # of views, of fire, of students
    if told.how.status == "denied":
        return True
    if (told.kind.weak or told.kind.type in NEED_ACTOR) and not _labels(told) and not told.someone:
        return base not in words("harms") and base not in words("nameless_nouns")
    if told.kind.type in SPOKEN and not told.kind.noun and told.how.status != "planned":
        plain = base in words("plain_speech") and own_date(story, told.index, told.i) is None
        if not told.parts.agents and base in words("plain_speech"):
            return True  # "police said on Thursday": whom it names is no actor, and what is said has its own row
        return not (told.parts.agents or told.someone or (base == "summon" and told.parts.objects)) or (plain and (story.published is not None or told.index not in story.vague))
    return False


def _befell(clauses: Clauses, i: int) -> bool:
    """Whether a noun only says where something befell people: "opened fire at a funeral"."""
    lower = clauses.words.lower
    front = next((j for j in range(i - 1, max(-1, i - 5), -1) if lower[j] in PREPOSITIONS), None)
    verb = main_of(clauses, clauses.segment[i])
    return front is not None and lower[front] in ("at", "outside", "near", "during", "from") and verb is not None and verb < front and any(
        t.type in ("attack", "battle", "capture") for t in triggers().get(lower[verb], ()))  # fmt: skip


def _worth_a_row(story: Story, clauses: Clauses, told: Told, placed: Anchored, dated: bool) -> bool:
    """Whether the table wants it: an event with someone who does it, dated or told as news, not a passing word."""
    date = own_date(story, told.index, told.i)
    ahead = told.kind.noun and planned_at(clauses, told.i) is not None
    own = date is not None or placed.rule in ("lasted", "it begins") or ((told.held is not None or ahead) and dated) or (
        story.published is None and told.index in story.vague)  # fmt: skip
    base = told.kind.base
    if clauses.openers[clauses.segment[told.i]] == "since" and not told.kind.noun and date is None:
        return False  # "the worst day since the army took power" looks back
    if date is None and not told.kind.noun and (_long_after(clauses, told.i) or _counts_times(clauses, told.i)):
        return False
    if told.kind.type == "negotiation" and any(form_of(w)[0] in LEADS and (form_of(w)[0] != "lead" or after == "to") for w, after in zip(
            clauses.words.lower[told.i + 1 : told.i + 9], clauses.words.lower[told.i + 2 : told.i + 11], strict=False)):  # fmt: skip
        return True  # what it led to takes it as evidence
    lower = clauses.words.lower
    due = told.construal.form == "infinitive" and lower[max(0, told.i - 2)] in ("is", "are")  # "is to meet"
    if told.how.status == "planned" and (told.construal.modal == "will" or due) and told.kind.type in AHEAD and (told.parts.agents or told.someone) and not told.kind.noun:
        return placed.time == "future" or (due and _reaches_past(placed.when, story))
    if told.how.status == "planned":
        if told.construal.form == "infinitive" and (date is None or date.first < told.i):
            return False
        someone = bool(told.parts.agents or told.parts.together) or told.someone or ahead
        return own and placed.time == "future" and told.construal.form != "gerund" and someone
    if told.kind.noun and told.kind.type == "other" and _befell(clauses, told.i):
        return False
    if not own or told.kind.noun:
        opener = clauses.openers[clauses.segment[told.i]]
        if (told.kind.type == "capture" and opener == "who") or (told.kind.type == "battle" and opener == "which" and told.kind.noun):
            return False  # "people who were detained", "the attack, which began the war": it says which ones are meant
    if told.someone and told.construal.perfect and not own and not struck(clauses, told.i) and not _new(clauses, told):
        return False
    if told.kind.noun:
        if base == "request" and lower[max(0, told.i - 2) : told.i] == ["at", "the"]:
            return False
        if date is not None and date.last < told.i and lower[date.last + 1] == "of":
            return False  # "in the second week of the truce" dates something else
        if told.kind.type == "meeting" and base not in words("vague_nouns") - {"call"} and {"latest", "recent"} & set(lower[max(0, told.i - 3) : told.i]) and _labels(told):
            return True
        if placed.rule == "lasting":
            return told.kind.type in VIOLENT and story.published is not None and _took_a_toll(clauses, told.i)
        known = placed.rule == "same event" or (date is None and lower[told.i - 1] in ("the", "this", "that") and told.kind.type in VIOLENT)
        if known and told.construal.governor is not None and told.construal.governor in clauses.reporting:
            return False  # "confirmed the attack": it has its row
        if base in WAR and told.held is None and placed.when is not None and placed.when.extent == "day":
            return False  # "the effects of the war" on the day of something else
        if (base in words("vague_nouns") and not own) or (base == "sanctions" and told.held is None and not _supported(clauses, told.i)):
            return False
        return own or (_supported(clauses, told.i) and bool(_labels(told) or (told.parts.places and told.kind.type in VIOLENT and base in words("nameless_nouns"))))
    if told.kind.type in SPOKEN:
        return True
    if told.construal.form in ("infinitive", "gerund"):
        adds = told.construal.form == "gerund" and told.construal.governor is None and told.kind.type in DEEDS and base not in words("harms")
        if adds and (told.parts.agents or told.someone) and (told.parts.objects or told.parts.places):
            return True  # "retaliated on Monday, firing missiles at the base"
        begun = told.construal.form == "infinitive" and told.construal.governor is not None and form_of(lower[told.construal.governor])[0] in ("begin", "start", "manage")
        return date is not None and (date.first > told.i or begun)
    if base in words("harms") and placed.when is not None and placed.when.extent in ("since", "until"):
        return False
    spoken = clauses.speech_of(told.i) is not None
    if base in words("harms") and not own and not (dated and how_it_came(clauses, told.i) is not None) and not struck(clauses, told.i) and (not told.parts.agents or (told.construal.perfect and not spoken)):
        return False
    if told.how.status == "ongoing" and told.construal.tense == "present" and not told.construal.progressive:
        return own
    return True


VIOLENT = frozenset({"attack", "battle", "protest"})
COUNTED = frozenset({"deployment", "displacement", "capture", "release", "withdrawal"})
LEAVES_DEAD = frozenset({"leave", "kill", "claim", "displace", "wound", "injure", "force"})


def _reaches_past(when: When | None, story: Story) -> bool:
    """Whether a time goes on after the publication day: "in the coming weeks"."""
    return when is not None and when.last is not None and story.published is not None and when.last.end > story.published.end


def _new(clauses: Clauses, told: Told) -> bool:
    """Whether what is told in the perfect is news: how many it befell, or what somebody says was done: "330 people have been
    arrested", "the army said it had pulled back"."""
    if told.kind.noun or told.kind.base in words("harms"):
        return False
    if clauses.speech_of(told.i) is not None and told.kind.type not in SPOKEN:
        return True
    lower, segment = clauses.words.lower, clauses.segment[told.i]
    return told.kind.type in COUNTED and (not told.kind.weak or told.kind.type == "deployment") and any(
        lower[j][:1].isdigit() or lower[j] in NUMBERS or lower[j] in ("thousands", "hundreds", "dozens", "scores") for j in clauses.pieces[segment] if j < told.i or told.kind.type == "deployment")  # fmt: skip


def _took_a_toll(clauses: Clauses, i: int) -> bool:
    """Whether the verb of a lasting noun tells what it did to people: "clashes have left 55 people dead"."""
    verb = main_of(clauses, clauses.segment[i], i)
    return verb is not None and verb > i and form_of(clauses.words.lower[verb])[0] in LEAVES_DEAD and any(
        w[:1].isdigit() or w in ("dozens", "hundreds", "thousands", "scores") for w in clauses.words.lower[verb : verb + 7])  # fmt: skip


def _counts_times(clauses: Clauses, i: int) -> bool:
    """Whether a clause only says how often: "it was the first time that the army shelled the town"."""
    segment = clauses.segment[i]
    first = clauses.segment.index(segment)
    return clauses.openers[segment] in ("that", "when") and first > 1 and clauses.words.lower[first - 1] == "time"


def _long_after(clauses: Clauses, i: int) -> bool:
    """Whether a clause only says how long ago something was: "two decades after they were overthrown"."""
    segment = clauses.segment[i]
    first = clauses.segment.index(segment)
    return clauses.openers[segment] in ("after", "since") and first > 0 and bool({"decades", "years", "months", "decade", "year", "month"} & set(clauses.words.lower[first - 1 : first + 1]))


def _supported(clauses: Clauses, i: int) -> bool:
    """Whether a verb of happening stands by the noun: "held talks", "the truce collapsed"."""
    segment = clauses.segment[i]
    return any(form_of(clauses.words.lower[j])[0] in words("supports") and clauses.told(j).form == "finite"
               for j in range(max(0, i - 8), min(len(clauses.words), i + 8)) if clauses.segment[j] == segment and j != i)  # fmt: skip


def _labels(told: Told) -> list[str]:
    return [n.actor for n in told.parts.all_actors() if n.actor]


def _roles(told: Told) -> tuple[tuple[str, ...], tuple[str, ...]]:
    agent, target, together = PARTS[told.kind.type]
    if told.held is not None and told.kind.type in ("ceasefire", "agreement") and told.announced:
        agent = "announcer"
    if told.kind.type == "election" and told.kind.base in words("removes"):
        target = "removed"
    pairs: dict[str, str] = {}
    for names, role in ((told.parts.mediators, "mediator"), (told.parts.agents, agent), (told.parts.together, together), (told.parts.objects, target), (told.parts.recipients, "recipient" if told.kind.type in HANDED else target)):
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
    if (told.kind.noun or told.kind.objects) and when is not None and when.extent == "throughout" and placed.rule == "date in the clause" and placed.mention is not None and (
        placed.mention.when is not None and placed.mention.when.extent == "within" and placed.mention.when.first is not None and placed.mention.when.first.days > 1):  # fmt: skip
        when = placed.mention.when  # "the truce of late November" was some days of it
    had = told.construal.perfect and told.construal.tense == "present" and not told.kind.noun
    if written is not None and placed.rule == "news of the day" and (told.kind.type in SPOKEN or had):
        when = When.on_or_before(written)  # "has suspended Syria": nobody says when
    if written is not None and told.kind.type in SPOKEN and not told.kind.noun and placed.mention is not None and _of_what_is_asked(story.text, placed.mention.char_start):
        when = When.on_or_before(written)
    if written is not None and placed.rule == "hangs on its clause" and placed.mention is None and when is not None and when.extent == "day" and when.last == written:
        when = When.on_or_before(written)
    if placed.fresh and written is not None:
        when = When.on_or_before(written)
    if written is not None and told.kind.type in SPOKEN and not told.kind.noun and placed.rule == "thread" and (
            when is not None and when.last is not None and when.last.end < written.start - RECENT):  # fmt: skip
        when = When.on_or_before(written)  # after a look back, what is said is of the news again
    if placed.rule == "thread" and written is not None and (told.kind.type in SPOKEN or told.kind.type in POLITICS) and _of_others(story, told, placed):
        when = When.on_or_before(written)
    if placed.rule == "news of the day" and written is not None and told.kind.type in FORCE and not told.kind.noun and told.parts.agents and _of_others(story, told, placed):
        when = When.on_or_before(written)
    if when is not None and when.first is not None and placed.mention is not None and placed.mention.when == when and HOURS_LATER.search(placed.mention.text):
        when = When.within(on(when.first.start))  # "half an hour later" is the same day
    if when is None and placed.basis != "none" and written is not None and placed.time != "future":
        when = When.on_or_before(written)
    if when is None and placed.time == "future" and written is not None:
        when = When.on_or_after(on(min(written.start + 1, AFTER_LAST_DAY - 1)))
    if placed.time == "future" and status in ("happened", "ongoing"):
        status = "planned"
    if status == "ongoing" and (told.kind.type in ("statement", "threat", "demand") or not placed.lasting):
        status = "happened"
    return when, status


def _on_both_days(story: Story, told: Told, placed: Anchored, when: When | None) -> When | None:
    """From the first to the last of days told one after the other: "met on 11 and 12 January"."""
    if told.kind.type in SPOKEN or placed.mention is None or when is None or when.extent != "day" or when != placed.mention.when:
        return when
    dates, lower = story.dates(told.index), story.clauses(told.index).words.lower
    at = next((k for k, d in enumerate(dates) if d.mention is placed.mention), len(dates))
    last = when.last
    for one, d in pairwise(dates[at:]):
        day = d.mention.when
        if lower[one.last + 1 : d.first] not in LISTED or day is None or day.extent != "day" or day.last is None or last is None or day.last.start != last.end:
            break
        last = day.last
    return when if last is None or when.first is None or last == when.last else When.throughout(when.first, last)


LISTED = (["and"], ["and", "on"], [","], [",", "and"], ["and", "the"])
HANDED = frozenset({"release", "aid", "capture"})  # what has somebody to be handed to
HOURS_LATER = re.compile(r"\b(?:minutes?|hours?) (?:later|afterwards?|after|before|earlier)\b", re.I)
FORCE = frozenset({"attack", "battle", "capture", "displacement", "deployment", "sanction", "withdrawal"})
POLITICS = frozenset({"sanction", "deployment", "agreement", "negotiation", "meeting", "aid"})


def _of_others(story: Story, told: Told, placed: Anchored) -> bool:
    """Whether those who act are not those of the sentences that its thread has the date of: "Gunmen took nine men on Monday.
    Peru sent police to the frontier." Their day is not that day."""
    clauses = story.clauses(told.index)
    if placed.mention is None or subject_word(clauses, told.i) in PRONOUNS:
        return False
    start, end = story.spans[story.sentence_of(placed.mention.char_start)][0], story.spans[told.index][0]
    before = story.text[start:end]
    agents = [n for n in (*told.parts.agents, *told.parts.mediators) if n.actor]
    if agents:
        return not any(n.text in before or (n.actor or "") in before for n in agents)
    subject = [clauses.words.raw[j] for j in clauses.pieces[clauses.segment[told.i]] if j < told.i and clauses.words.lower[j] in words("people")]
    return told.kind.type in SPOKEN and bool(subject) and subject[-1] not in before


def _of_what_is_asked(text: str, at: int) -> bool:
    """Whether a date is that of what is asked or announced: "requested a meeting for Monday", "announced a pause from Sunday"."""
    before = text[max(0, at - 12) : at].split()
    return bool(before) and (before[-1] in ("for", "from") or before[-2:] == ["starting", "on"]) and text[at : at + 1].isupper()


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
    whole = clauses.pieces[segment]
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
