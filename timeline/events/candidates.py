"""A trigger in its sentence → the event that it tells, with who takes part; or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from timeline.attachment import OF_DATES, OPENERS, Clauses
from timeline.clauses import BE, DETERMINERS, PREPOSITIONS, Construal, Words, is_adverb
from timeline.events.doers import (
    SPEECH,
    SUBJECT_PRONOUNS,
    anyone_told,
    armed,
    by_arms,
    group_word,
    harmed_then,
    noun_at,
    subject_word,
)
from timeline.events.lexicon import Trigger, triggers, words
from timeline.events.roles import TIMES, WEAPONS, Parts, Placed, parts, power
from timeline.events.senses import as_told, other_sense
from timeline.events.subjects import said_subject
from timeline.events.touching import (
    RANKS,
    attacked,
    counted,
    done_in,
    goes_there,
    how_it_came,
    is_named,
    is_titled,
    meets_person,
    of_deal,
    only_ranked,
    part_of,
    takes_a_post,
    told_of,
    undergone,
)
from timeline.gazetteer import Name
from timeline.hanging import NOT_DIRECT, looks_aside, main_of
from timeline.mood import Mood, by_nobody, mood
from timeline.verbs import BASE, ING, PARTICIPLE, PAST, form_of, language

NEED_ACTOR = frozenset({"statement", "threat", "demand", "meeting", "negotiation", "agreement", "aid"})  # nothing without one


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
    someone: bool = False  # who takes part is told by a common noun alone: "envoys", "rebels", "hostages"
    otherwise: Told | None = None  # the telling of the same event by another word of the clause, should this make no row


def may_tell(told: Words, construal: Construal, i: int, kind: Trigger) -> bool:
    """Whether a word is told as its trigger is, a verb as a verb, and has its sense: so much is seen without its clauses."""
    form = construal.form
    opens = kind.noun and form == "gerund" and FIERCE.issuperset(told.lower[:i])
    if kind.base in DUE:
        return form == "predicate"
    if form == "participle" or not (opens or kind.noun == (form in ("noun", "predicate"))):
        return False
    if kind.noun and kind.type != "release" and i + 1 < len(told) and noun_at(told, i + 1):
        return False  # "truce agreement": the last noun is what it is
    if kind.noun and i and any(t.noun and not t.rest and t.type == "release" for t in triggers().get(told.lower[i - 1], ())):
        return False  # but "prisoner swap agreement" is the swap
    if kind.base == "die" and not attacked(told, i) and not is_named(told, i):
        return False
    if not kind.noun and told.lower[i + 1 : i + 2] == ["no"] and kind.base not in words("harms"):
        return False  # "reached no agreement"
    if kind.base in ("accuse", "convict") and told.lower[i + 1 : i + 2] == ["of"] and BE.isdisjoint(told.lower[max(0, i - 4) : i]):
        return False  # "executed a man accused of spying"
    return not other_sense(told, i, kind)


def event_at(
    clauses: Clauses, index: int, i: int, kind: Trigger, names: Sequence[Placed], *, dated: bool
) -> Told | None:
    """The event that a trigger that may tell one does tell, or None where it only touches on it or nobody known takes part."""
    construal = clauses.told(i)
    kind = as_told(clauses, i, kind)
    if kind.noun and construal.form == "gerund" and FIERCE.issuperset(clauses.words.lower[:i]):
        if len(clauses.words) < i + 3 or not (clauses.finite(i + 1) or ((is_adverb(clauses.words.lower[i + 1]) or clauses.words.lower[i + 1] in RANKS) and clauses.finite(i + 2)) or clauses.words.lower[i + 1] in PREPOSITIONS):
            return None
        construal = construal._replace(form="noun")  # "Fighting went on": -ing that opens a sentence as its subject
    if kind.base == "die" and not attacked(clauses.words, i):
        if not dated or not is_named(clauses.words, i):
            return None
        kind = replace(kind, type="other")  # "Amini, 22, died on 16 September"
    if construal.form == "gerund" and clauses.words.lower[i - 1] == "of" and construal.governor is not None and form_of(clauses.words.lower[construal.governor])[0] in ACCUSES:
        return None  # "accused China of firing water cannon": who says so tells no event
    follows = construal.form == "gerund" and construal.governor is None
    if follows and not _follows(clauses, i, kind):
        return None
    if kind.noun and kind.type == "battle" and not HALTS.isdisjoint(clauses.words.lower[max(0, i - 3) : i]):
        return None  # "a pause in the fighting"
    if counted(clauses, i, kind) or (kind.type == "capture" and not dated and clauses.openers[clauses.segment[i]] == "who"):
        return None
    if not kind.noun and looks_aside(clauses, i, construal) and clauses.openers[clauses.segment[i]] not in ("which", "who", "where", "because", "since"):
        return None  # "the six people killed in the strike"
    if not kind.noun and kind.base in words("undergone") and undergone(clauses, i):
        return None
    if kind.weak and kind.type in language()["objects"] and not told_of(clauses, i, kind):
        return None
    if kind.noun and kind.type != "release" and _compound(clauses, i):
        return None
    held = _holder(clauses, i, len(kind.rest)) if kind.noun else None
    found = parts(clauses, i, names, noun=kind.noun)
    if kind.noun and kind.type in ("attack", "battle", "protest", "meeting") and not found.agents and done_in(clauses, i):
        return None  # "kidnapped 60 villagers in two attacks"
    governor = construal.governor if kind.noun else None
    if kind.type in ("meeting", "protest") and governor is not None and any(t.type == "attack" and not t.noun and not t.rest for t in triggers().get(clauses.words.lower[governor], ())):
        return None  # "attacked a gathering"
    if kind.noun and kind.type == "attack" and only_ranked(clauses.words.lower, i):
        return None  # "it is the fifth attack since May"
    if held is not None:
        found = _joined(found, parts(clauses, held, names, noun=False))
        found.agents = found.agents or list(_agents_before(clauses, held, names))
    elif not kind.noun and not found.agents and not found.mediators:
        found.agents = list(_agents_before(clauses, i, names))
    if kind.type in ("attack", "battle", "capture", "meeting") and not kind.noun:
        capitals = [n for n in found.objects if n.kind == "both" and n.form == "name"]  # "entered Damascus", "visited Doha"
        found.places += capitals
        found.objects = [n for n in found.objects if n not in capitals]
    whose = {"its", "their", "his", "her"} & set(clauses.words.lower[max(0, i - 3) : i])
    if kind.noun and held is None and not found.agents and (whose or during(clauses, i, kind)):
        found.agents = [n for n in _agents_of_main(clauses, i, names) if whose or n not in found.together]  # "the group began the war with its attack"
    if kind.base == "die":
        found.objects, found.agents = [*found.agents, *found.objects], []
    if kind.base in SUFFERS:
        found.objects, found.agents = [*found.agents, *found.objects], []  # who comes under fire does not fire
    if kind.base in ("fly out", "walk free"):
        found.objects, found.agents = found.agents, []
    if kind.base in ("come home", "come out", "return home"):
        found.objects, found.agents = [*found.agents, *found.objects], []  # who comes home is released
    if kind.base in words("harms") and i > 1 and clauses.words.lower[i - 1][:1].isdigit() and clauses.words.lower[i - 2] in ("and", ","):
        found.agents = []  # "officials say 12 were killed and 121 injured"
    if kind.base in words("harms") and "among" in clauses.words.lower[max(0, i - 5) : i]:
        found.objects, found.agents = [*found.agents, *found.objects], []  # "a Dutch cameraman was among five people killed"
    if not found.agents and kind.base in words("harms"):
        found.agents = list(_agents_when(clauses, i, names))
    if not found.places and not kind.noun and kind.base in words("harms"):
        found.places = list(_places_when(clauses, i, names))
    if kind.type == "displacement" and kind.base in MOVES_ITSELF:
        found.places += [n for n in found.objects if n.place]
        found.objects, found.agents = found.agents, []  # who flees is displaced
    if kind.type != "statement":
        found.agents = [n for n in found.agents if n.kind != "media"]  # an agency that prints the news does not make it
    if follows:
        found.agents = found.agents or list(_agents_of_main(clauses, i, names))
    if kind.type == "sanction" and not kind.noun and not found.objects:
        against = [n for first, _, n in names if n.actor and first < i and clauses.words.lower[first - 1] in ("on", "against") and clauses.same(first, i)]
        found.objects = [n for n in against if n not in found.agents]  # "sanctions on Iran were lifted"
    if kind.base in ("replace", "succeed") and found.objects and all(n.kind in ("organisation", "armed_group") for n in found.objects):
        kind = replace(kind, type="other")  # "the corps replaced the group"
    if kind.base in ("liberate", "hand over") and any(n.place and n.form == "name" and first == i + 1 + len(kind.rest) for first, _, n in names):
        kind = replace(kind, type="battle" if kind.base == "liberate" else "withdrawal")  # "liberated Kherson"
    actors = list(found.all_actors())
    unknown = dated and not actors and not kind.noun and construal.form == "finite" and kind.base in NAMED_ENOUGH and is_titled(clauses, i)
    if kind.type in SPEECH and not found.agents and not kind.noun and anyone_told(clauses, i, kind):
        return _in_its_mood(clauses, index, i, kind, construal, found, someone=True)  # "the junta accused Paris"
    titled = dated and kind.noun and kind.type == "agreement" and clauses.words.raw[i][:1].isupper() and clauses.words.lower[i + 1 : i + 2] == ["of"]  # "the Treaty of Varn ended the war"
    someone = not actors and (unknown or titled or anyone_told(clauses, i, kind) or (not kind.noun and ((kind.type in ("attack", "battle") and armed(clauses, i)) or group_word(clauses, i) is not None or of_deal(clauses, i, kind))))
    if not actors and not found.places and kind.noun and kind.base not in words("nameless_nouns") | words("nameless_subjects"):
        return None
    if not actors and not found.places and kind.noun and kind.base in words("nameless_subjects") and not (dated and _as_subject(clauses, i) and (kind.base in words("nameless_nouns") or _happens(clauses, i))):
        return None
    if not actors and kind.base == "hit" and not kind.subjects and not by_arms(clauses, i) and not harmed_then(clauses, i):
        return None  # "its stock hit a high"
    if not actors and kind.base in words("harms"):
        someone = someone or harmed_then(clauses, i)
        return _in_its_mood(clauses, index, i, kind, construal, found, someone=someone) if found.places or dated or someone else None
    if not actors and kind.noun and kind.base in words("nameless_nouns") and dated:
        return _in_its_mood(clauses, index, i, kind, construal, found, held)
    if kind.base in words("moves") and kind.type == "meeting" and found.agents and all(map(_is_private, found.agents)):
        return None  # anybody can go anywhere
    if kind.base in words("moves") and kind.type == "meeting" and not ((found.agents or subject_word(clauses, i) in SUBJECT_PRONOUNS or (someone and dated)) and (found.places or found.objects)):
        return None
    if kind.base in words("moves") and kind.base.endswith(" to") and not goes_there(clauses, i + len(kind.rest) - 1):
        return None
    if kind.base == "agree" and clauses.words.lower[i + 1 : i + 2] == ["to"] and ATTENDS & set(clauses.words.lower[i + 2 : i + 3]):
        return None  # who agrees to attend signs nothing
    if kind.base == "blame" and clauses.words.lower[i + 1 : i + 2] == ["on"]:
        return None  # "an explosion that Iran blamed on Israel"
    if kind.base == "fly out" and CAPTIVITY.isdisjoint(clauses.words.lower):
        return None
    if kind.base in words("in_force") and dated:
        return _in_its_mood(clauses, index, i, kind, construal, found, someone=True)
    if kind.base == "vote on it":
        found.objects, found.together = [], []  # whom they voted about
    if kind.base == "host" and construal.perfect:
        return None  # "has hosted the office of the movement"
    bids = kind.base in ("ask", "order") and kind.type == "demand" and found.agents and any(
        a == "to" and b != "up" and form_of(c)[1] & BASE for b, a, c in zip(clauses.words.lower[i + 1 : i + 8], clauses.words.lower[i + 2 : i + 9], clauses.words.lower[i + 3 : i + 10], strict=False))  # fmt: skip
    bids = bids or (kind.base in ("receive", "host") and bool(found.agents) and "by" in clauses.words.lower[i + 1 : i + 3] and subject_word(clauses, i) in SUBJECT_PRONOUNS)
    officer = kind.base in ("receive", "host") and found.agents and any(w in words("roles") or w.removesuffix("s") in words("roles") or w in ("delegation", "delegations") for w in clauses.words.lower[i + 1 : i + 5])
    if kind.base in ("ask", "order", "receive", "host") and not found.objects and not bids and not officer:
        return None
    if kind.base == "reach it" and not (found.places and found.agents and all(n.kind == "person" and not _is_private(n) for n in found.agents)):
        return None  # whoever else reaches a place
    if kind.base.startswith("host"):
        found.places += [n for n in found.agents if n.kind == "both" and n.place and n.form == "name"]  # "Paris hosts a conference"
    if kind.base in GREETS and not meets_person(clauses, i, names):
        return None  # "welcomed the ruling"
    if kind.base == "shuttle between":
        found.places += [n for n in found.together if n.place]
        found.together = [n for n in found.together if not n.place]
    if kind.base in TALKS_OF and (construal.progressive or construal.perfect or (kind.base != "discuss" and not dated)):
        return None  # "have been discussing"
    if kind.base == "discuss":
        found.objects = []  # what they talk about
        if not found.together and len({power(n.actor) for n in found.agents if n.actor}) < TWO:
            return None
    if kind.base == "leave" and dated and _leaves_place(i, names) and found.agents and all(n.kind == "person" and not _is_private(n) for n in found.agents):
        found.places += [n for n in found.objects if n.place]
        found.objects = []
        return _in_its_mood(clauses, index, i, replace(kind, type="meeting"), construal, found)  # the envoy's journey
    if kind.base in ("leave", "vote"):
        return None  # anybody can leave anything; troops withdraw
    if kind.type in ("agreement", "meeting", "negotiation"):
        opposed = [n for first, _, n in names if first and clauses.words.lower[first - 1] == "against"]
        found.objects = [n for n in found.objects if n not in opposed]
    if kind.base in ("fall on", "rain on", "rain down on") and kind.weak and not WEAPONS & set(clauses.words.lower[max(0, i - 3) : i]):
        return None
    if kind.base in GIVES_UP and kind.subjects and kind.type == "battle" and not any(n.place and n.form == "name" and first == i + 1 + len(kind.rest) for first, _, n in names):
        return None
    if kind.base in ("take", "enter") and not any(n.place and 0 < first - i <= 2 + 3 * part_of(clauses, first) for first, _, n in names) and not takes_a_post(clauses, i):
        return None
    if kind.base == "fall":
        if not any(n.place and (last == i - 1 or (not first and clauses.words.lower[last + 1] == "," == clauses.words.lower[i - 1])) for first, last, n in names) or "in" in clauses.words.lower[max(0, i - 4) : i]:
            return None
        someone = True
    if not actors and (kind.weak or kind.type in NEED_ACTOR) and not someone and (kind.noun or subject_word(clauses, i) not in SUBJECT_PRONOUNS):
        return None
    announced = held is not None and form_of(clauses.words.lower[held])[0] == "announce"
    return _in_its_mood(clauses, index, i, kind, construal, found, held, announced=announced, someone=someone)


def _in_its_mood(
    clauses: Clauses, index: int, i: int, kind: Trigger, construal: Construal, found: Parts, held: int | None = None, *,
    announced: bool = False, someone: bool = False,
) -> Told | None:  # fmt: skip
    """The event, or None where it is only asked for or supposed: which costs most to know, and is asked of what is left."""
    if (held is not None or not kind.noun) and by_nobody(clauses, i if held is None else held):
        return None
    how = mood(clauses, i) if kind.base not in DUE else Mood("planned", "probable")
    return None if how.status in ("asked", "supposed") else Told(index, i, kind, construal, how, found, held, announced, someone)


def _as_subject(clauses: Clauses, i: int) -> bool:
    """Whether a noun at `i` is what its clause tells of, not part of a phrase in it: "the hearing was put off", not "at the hearing"."""
    lower = clauses.words.lower
    j = i - 1
    while j >= 0 and lower[j].replace("-", "").isalpha() and clauses.same(j, i) and not clauses.finite(j) and lower[j] not in PREPOSITIONS and lower[j] != "to":
        j -= 1
    return (j < 0 or (lower[j] not in PREPOSITIONS and lower[j] != "to")) and lower[max(0, i - 1)] not in ("same", "that")


TALKS_OF = frozenset({"discuss", "talk with", "talk to", "interact with", "consult with", "chat with"})
DUE = frozenset({"due in", "due at", "due back in"})  # a journey that is planned
GREETS = frozenset({"greet", "welcome", "hug", "embrace"})
TWO = 2


def _happens(clauses: Clauses, i: int) -> bool:
    """Whether the verb behind a noun says that what it names came about: "the battle was fought", "rallies began"."""
    verb = main_of(clauses, clauses.segment[i], i)
    return verb is not None and verb > i and (form_of(clauses.words.lower[verb])[0] in words("supports") or not BE.isdisjoint(clauses.words.lower[i + 1 : verb]))


def _leaves_place(i: int, names: Sequence[Placed]) -> bool:
    return any(first == i + 1 and n.place for first, _, n in names)


def _is_private(name: Name) -> bool:
    """Whether a person has no office that is known or told, or is only known as a captive."""
    held = name.office is not None and not CAPTIVITY.isdisjoint(name.office.split())
    return name.kind == "person" and (held or (not name.country and not name.office))


ACCUSES = frozenset({"accuse", "suspect", "acquit", "clear"})


def during(clauses: Clauses, i: int, kind: Trigger) -> bool:
    """Whether a meeting or a visit is where its clause's subject did something: "assured them during a visit in May"."""
    lower = clauses.words.lower
    opens = next((j for j in range(i - 1, max(-1, i - 4), -1) if lower[j] in ("a", "an")), 0)
    return kind.type == "meeting" and kind.base in WHERE and opens > 0 and lower[opens - 1] == "during"


WHERE = frozenset({"meeting", "visit", "trip", "tour", "phone call", "telephone call", "summit", "call"})


GIVES_UP = frozenset({"lose", "cede", "give up", "yield", "abandon"})
SUFFERS = ("come under fire", "come under attack", "survive attack", "escape attack", "dodge attack")
CAPTIVITY = frozenset({"detained", "held", "jailed", "imprisoned", "freed", "released", "hostages", "hostage", "prisoners", "prisoner", "captivity"})
NAMED_ENOUGH = frozenset({"sentence", "convict", "indict", "charge", "impeach", "win the election", "win the presidency", "win the vote", "win the presidential election",
                          "win the parliamentary election", "win the general election", "win the snap election", "win the runoff"})  # fmt: skip


ATTENDS = frozenset({"attend", "join", "participate", "take", "travel", "visit", "speak", "send"})
HALTS = frozenset({"pause", "halt", "lull", "break", "cessation", "end", "stop", "suspension"})
MOVES_ITSELF = frozenset({"flee", "leave their homes", "leave their villages", "cross into", "return to", "arrive", "arrive in", "come to", "enter"})


def _follows(clauses: Clauses, i: int, kind: Trigger) -> bool:
    """Whether a participle tells what the sentence's subject did next: ", launching air strikes on two towns"."""
    if kind.noun or (kind.weak and kind.type not in ("attack", "battle", "capture")) or kind.type in NEED_ACTOR | SPEECH or i <= 3 or clauses.words.lower[i - 1] != ",":
        return False
    before = [j for j in range(i - 1) if clauses.same(j, i)]
    listed = any(form_of(clauses.words.lower[j + 1])[1] & ING for j in before if clauses.words.lower[j] in PREPOSITIONS)
    return not listed and any(map(clauses.finite, before))  # "accused Moscow of lying, attacking Kyiv and ..." lists


def _agents_of_main(clauses: Clauses, i: int, names: Sequence[Placed]) -> Sequence[Name]:
    head = main_of(clauses, clauses.segment[i], i)
    return () if head is None else parts(clauses, head, names, noun=False).agents


def _agents_before(clauses: Clauses, i: int, names: Sequence[Placed]) -> Sequence[Name]:
    """Who acts in the clause before, for a verb that shares its subject: "... and called for a truce"."""
    segment = clauses.segment[i]
    first = clauses.segment.index(segment)
    if not names:
        return ()
    if clauses.openers[segment] in ("that", "which", "who"):  # "a missile attack from Iran that targeted"
        antecedent = next((n for j, last, n in names if _is_antecedent(clauses, first, j, last, n)), None)
        beside = [] if antecedent is None else [n for j, last, n in names if n.actor and last + 2 < len(clauses.words) and clauses.words.lower[last + 1] == "and" and clauses.words.raw[last + 2][:1].isupper() and any(
            o is antecedent and k == last + 2 for k, _, o in names) and (j < 1 or clauses.words.lower[j - 1] not in PREPOSITIONS)]  # "Oman and Iraq, which hosted"
        return [*beside, antecedent] if antecedent is not None else [n for j, _, n in names if n.actor and first - 6 <= j < first and clauses.words.lower[j - 1] in ("from", "by", "of")][-1:]
    while first < i and (not clauses.words.lower[first].isalpha() or clauses.words.lower[first] in ("and", "but", "or") or is_adverb(clauses.words.lower[first])):
        first += 1
    first = i if all(w in WHEN or w[:1].isdigit() for w in clauses.words.lower[first:i]) else first  # "and the next day suspended"
    if not segment or not (first == i or (clauses.finite(first) and first < i)):
        return ()
    before = clauses.segment[clauses.segment.index(segment) - 1]  # "Ana, who leads the bureau, flew to Oslo and met": who flew
    before = before if before < segment else segment - 1
    while before and clauses.openers[before] == "that" and i in clauses.reporting:
        before -= 1  # "wrote that ... and urged": who wrote urged
    head = main_of(clauses, before)
    if head is None or (head in clauses.reporting and said_subject(clauses, segment)):
        return ()
    earlier = parts(clauses, head, names, noun=False)
    return earlier.agents or earlier.mediators


WHEN = TIMES | OF_DATES | {"on", "in", "at", "next", "following", "same", "day", "days", "hours", "hour", "later", "then", "weeks", "months", "afternoon", "evening", "has", "had", "have"}


def _is_antecedent(clauses: Clauses, first: int, j: int, last: int, name: Name) -> bool:
    """Whether a relative clause that begins at `first` is told of a name: "the Taliban, which killed", "the Israeli attack that hit"."""
    lower = clauses.words.lower
    if name.actor is None or last >= first or j == 0:
        return False
    if name.form == "demonym":
        return last + 3 > first - 1 and (lower[first - 1] in WEAPONS or noun_at(clauses.words, first - 1, "attack"))
    end = first - 1 - (lower[first - 1] == ",")
    before = lower[j - 1 - (lower[j - 1] == "the" and j > 1)]
    return last == end and before not in PREPOSITIONS and before != "to"


def _agents_when(clauses: Clauses, i: int, names: Sequence[Placed]) -> Sequence[Name]:
    """Who struck in the clause that says how a harm came: "were killed when Israeli drones hit their cars"."""
    head = how_it_came(clauses, i)
    if head is None or not any(t.type == "attack" and not t.noun and not t.rest and not t.subjects for t in triggers().get(clauses.words.lower[head], ())):
        return ()
    return parts(clauses, head, names, noun=False).agents


def _places_when(clauses: Clauses, i: int, names: Sequence[Placed]) -> Sequence[Name]:
    """Where it was that a harm came, by the clause that says how: "were killed when their car ran over a mine in Mopti"."""
    head = how_it_came(clauses, i)
    return () if head is None else parts(clauses, head, names, noun=False).places


def _compound(clauses: Clauses, i: int) -> bool:
    """Whether the noun only qualifies the next one: "war crimes", "attack helicopters"."""
    after = i + 1
    if after >= len(clauses.words) or not clauses.words.raw[after].islower() or not clauses.words.raw[after].isalpha():
        return False
    word = clauses.words.lower[after]
    if word in PREPOSITIONS or word in DETERMINERS or word in TIMES or word in OPENERS or word in ("and", "or", "to", "not", "off") or is_adverb(word) or word in (
        "early", "late", "last", "next"):  # fmt: skip
        return False
    told = clauses.told(after)
    return told.form == "noun" and not form_of(word)[1] & (PAST | PARTICIPLE | ING)


FIERCE = frozenset({"heavy", "fierce", "intense", "renewed", "fresh", "new", "sporadic", "bloody", "bitter", "violent", "sustained", "street", "heaviest", "worst", "the"})  # "Heavy fighting went on"
ROUNDS = frozenset({"round", "rounds", "series", "session", "day", "days", "wave", "waves", "string", "spate", "barrage"})


def deed_to(clauses: Clauses, i: int) -> int | None:
    """The verb that changes what the noun at `i` names, whose clause tells the event: "broke the siege"."""
    governor = _governor(clauses, i)
    if governor is None or governor > i or form_of(clauses.words.lower[governor])[0] not in words("alters"):
        return None
    return governor if NOT_DIRECT.isdisjoint(clauses.words.lower[governor + 1 : i]) else None


COMPOUNDED = frozenset({"phone", "telephone", "video", "ground", "air", "prisoner", "hostage", "swap", "strike"})


def _governor(clauses: Clauses, i: int) -> int | None:
    governor = clauses.told(i).governor
    if governor == i - 1 and clauses.words.lower[governor] in COMPOUNDED:
        governor = clauses.told(governor).governor  # "held phone calls"
    if governor is not None and clauses.words.lower[governor] in ROUNDS:
        governor = clauses.told(governor).governor
    return governor if governor is not None and clauses.finite(governor) else None


def _holder(clauses: Clauses, i: int, size: int = 0) -> int | None:
    """The verb that holds, launches or reaches what the noun names, whose clause then tells the event."""
    governor = _governor(clauses, i)
    if governor is None or form_of(clauses.words.lower[governor])[0] not in words("holds"):
        return None
    between = clauses.words.lower[governor + 1 : i - size]
    if "of" in between and between[between.index("of") - 1] in ROUNDS:
        between = between[between.index("of") + 1 :]  # "held a third round of nuclear talks"
    return governor if NOT_DIRECT.isdisjoint(between) else None


def _joined(one: Parts, other: Parts) -> Parts:
    return Parts(*(list(dict.fromkeys([*a, *b])) for a, b in zip(
        (other.agents, one.objects, one.together, one.mediators, one.places),
        ((), other.objects, [*other.together, *one.agents], other.mediators, other.places), strict=True)))  # fmt: skip
