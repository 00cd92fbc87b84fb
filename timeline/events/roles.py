"""The names around a trigger → who acts, on whom, with whom, and where.

    >>> from timeline.attachment import Clauses
    >>> from timeline.clauses import Words
    >>> from timeline.gazetteer import Gazetteer
    >>> text = "On Monday Iran attacked a base in Qatar."
    >>> words = Words(text)
    >>> found = parts(Clauses(words), words.index("attacked"), placed(words, Gazetteer.load().find(text)), noun=False)
    >>> [n.label for n in found.agents], [n.label for n in found.places]
    (['Iran'], ['Qatar'])

A name after a locative preposition is where it happened; before the verb it acts, after it it is acted on; "by" turns
that round in the passive. A noun takes its agent from what stands before it ("Israeli strike") and after "by".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from timeline.attachment import Clauses
from timeline.clauses import BE, BREAKS, DETERMINERS, PREPOSITIONS, Words
from timeline.cues import head_of
from timeline.events.giving import given_to, recalled_from
from timeline.events.lexicon import triggers
from timeline.gazetteer import Gazetteer, Name
from timeline.verbs import BASE, ING, PARTICIPLE, PAST, form_of

WHERE = {"in", "at", "near", "inside", "outside", "across", "over", "around", "off", "throughout", "into", "toward", "towards", "from", "onto", "to"}
ALWAYS_WHERE = {"in", "at", "near", "inside", "outside", "across", "around", "off", "throughout", "over"}

# the part of the agent, of the object and of those told together, by event type
PARTS: dict[str, tuple[str, str, str]] = {
    "attack": ("attacker", "target", "attacker"),
    "battle": ("party", "party", "party"),
    "ceasefire": ("party", "party", "party"),
    "negotiation": ("party", "party", "party"),
    "meeting": ("participant", "participant", "participant"),
    "agreement": ("signatory", "signatory", "signatory"),
    "statement": ("speaker", "about", "about"),
    "threat": ("speaker", "target", "target"),
    "demand": ("speaker", "addressee", "addressee"),
    "release": ("releaser", "released", "party"),
    "capture": ("captor", "captive", "captor"),
    "aid": ("donor", "recipient", "donor"),
    "sanction": ("imposer", "target", "target"),
    "protest": ("protester", "target", "protester"),
    "deployment": ("deployer", "host", "deployer"),
    "withdrawal": ("withdrawer", "object", "withdrawer"),
    "displacement": ("agent", "displaced", "displaced"),
    "election": ("agent", "chosen", "agent"),
    "other": ("agent", "object", "agent"),
}
COMPOUND = re.compile(r"\w-(?:based|run|controlled|held|born|language|occupied|administered|educated|made|aligned|allied|backed|led|linked)$", re.I)
BROKERED = re.compile(r"\w-(?:brokered|mediated|sponsored|hosted|facilitated)$", re.I)
MEDIATES = {"mediate", "broker", "facilitate", "host"}
OFFICES_OF = [["'s", "mediation"], ["'s", "mediators"]]
HANDS = {"hand", "transfer", "release", "return", "surrender", "deliver", "give"}


@dataclass(slots=True)
class Parts:
    agents: list[Name] = field(default_factory=list)
    objects: list[Name] = field(default_factory=list)
    together: list[Name] = field(default_factory=list)
    mediators: list[Name] = field(default_factory=list)
    places: list[Name] = field(default_factory=list)
    recipients: list[Name] = field(default_factory=list)  # whom the freed are handed to

    def all_actors(self) -> Iterable[Name]:
        return (*self.agents, *self.objects, *self.together, *self.mediators, *self.recipients)


Placed = tuple[int, int, Name]  # a name with the tokens of its sentence that it begins and ends with


def placed(words: Words, names: Sequence[Name], at: int = 0) -> list[Placed]:
    """The names of a sentence at their tokens; `at`: where the sentence begins."""
    return [(words.at(n.start - at), words.at(max(n.start, n.end - 1) - at), n) for n in names]


def parts(clauses: Clauses, i: int, names: Sequence[Placed], *, noun: bool) -> Parts:
    """The parts that the names of a sentence have in the event told at index `i`."""
    if not names:
        return Parts()
    words, segments, segment = clauses.words, clauses.segment, clauses.segment[i]
    near: list[Placed] = []
    brokers, sites = [], []
    for one in names:
        first = one[0]
        if "-" in words.raw[one[1]] and COMPOUND.search(words.raw[one[1]]):
            continue  # "the Britain-based monitor", "the Houthi-run ministry"
        if "-" in words.raw[first] and BROKERED.search(words.raw[first]):
            brokers.append(one[2])
            continue  # "the UN-brokered truce"
        if _named_after(words.lower, *one) or _names_a_treaty(words, one[1]):
            continue
        if one[0] > 1 and words.lower[one[0] - 1] == "of" and words.lower[one[0] - 2] in TREATIES and words.raw[one[0] - 2][:1].isupper() and one[2].place:
            sites.append(one[2])
            continue  # "the Treaty of London"
        if one[2].actor and first > i + 2 and (_brokers(words.lower, first) or _brokered_it(words.lower, first, one[1])):
            brokers.append(one[2])
            continue  # "talks in Rome, mediated by Oman"
        if segments[first] == segment and words.lower[max(0, first - 2) : first] != ["border", "with"]:
            near.append(one)
    found = (_of_noun if noun else _of_verb)(clauses, i, near) if near else Parts()
    found.mediators += brokers
    found.places += sites
    return found


def _brokers(lower: Sequence[str], first: int) -> bool:
    """Whether a participle behind a comma says who brokered what the clause before tells."""
    at = first - 1 - (lower[first - 1] == "the")
    return at > 2 and lower[at] == "by" and lower[at - 2] == "," and form_of(lower[at - 1])[0] in MEDIATES and bool(form_of(lower[at - 1])[1] & PARTICIPLE)


def _brokered_it(lower: Sequence[str], first: int, last: int) -> bool:
    """Whether a relative clause says who brokered what the noun before it names: "a truce that Egypt had brokered"."""
    before = first - 1 - (lower[first - 1] == "the")
    verb = last + 1 + (lower[last + 1 : last + 2] in (["had"], ["has"], ["have"]))
    return before > 1 and lower[before] in ("that", "which") and verb < len(lower) and form_of(lower[verb])[0] in MEDIATES - {"host"} and bool(form_of(lower[verb])[1] & (PAST | PARTICIPLE))


def _named_after(lower: Sequence[str], first: int, last: int, name: Name) -> bool:
    """Whether a person's name is that of a ship or a building: "the carrier USS Harry S. Truman", "Rafik Hariri airport"."""
    before = lower[max(0, first - 2) : first]
    return name.kind == "person" and ((before[-1:] != [] and (before[-1] in SHIPS or (before[0] in SHIPS and before[-1] in RANKS))) or not BUILDINGS.isdisjoint(lower[last + 1 : last + 3]))


def _names_a_treaty(words: Words, last: int) -> bool:
    """Whether a place's name opens that of what was agreed there: "the Rome Statute", "the Minsk Accords"."""
    return words.lower[last + 1 : last + 2] != [] and words.lower[last + 1] in AGREED and words.raw[last + 1][:1].isupper()


AGREED = frozenset({"statute", "accord", "accords", "convention", "conventions", "protocol", "protocols", "process", "declaration", "charter", "principles", "treaty", "treaties", "formula"})
RANKS = frozenset({"general", "admiral", "captain", "marshal", "president", "king", "queen", "prince"})
TREATIES = frozenset({"treaty", "peace", "accord", "convention", "pact", "congress", "truce", "armistice", "conference"})
SHIPS = frozenset({"uss", "hms", "ins", "mv", "carrier", "frigate", "destroyer", "cruiser", "battleship", "corvette", "submarine", "warship", "tanker", "ferry", "ship"})
BUILDINGS = frozenset({"airport", "hospital", "university", "stadium", "bridge", "mosque", "prison", "airbase", "highway", "foundation", "square", "boulevard"})


def _unruly(lower: Sequence[str], last: int, name: Name) -> bool:
    """Whether a people's name stands before those who do not act for its state: "Syrian rebels", "Armenian separatists"."""
    return name.form == "demonym" and name.kind in ("state", "both", "government") and not UNRULY.isdisjoint(lower[last + 1 : last + 3])


UNRULY = frozenset({"rebel", "rebels", "insurgents", "separatists", "separatist", "gunmen", "protesters", "demonstrators", "opposition", "gang", "gangs", "jihadists", "extremists",
                    "pirates", "smugglers", "activists", "dissidents", "mercenaries"})  # fmt: skip


def _receives(lower: list[str], i: int) -> bool:
    """Whether who hosts takes part: "hosted the king at his ranch", not "hosted talks between the two"."""
    return not any(t.noun and t.type == "negotiation" for w in lower[i + 1 : i + 8] for t in triggers().get(w, ()))


def _meets(verb: str) -> bool:
    """Whether a verb tells what several do together: "met", "signed"."""
    return any(t.type in ("meeting", "negotiation", "agreement", "battle") and not t.objects and not t.subjects for t in triggers().get(verb, ()))


def _tail(clauses: Clauses, i: int) -> int:
    """Where a tail begins that only says who says it, after the verb at `i`: ", the United States said in a statement"."""
    lower = clauses.words.lower
    r = next((r for r in clauses.reporting if r > i and clauses.same(r, i) and clauses.finite(r)), None)
    if r is None:
        return len(lower)
    comma = next((j for j in range(r, i, -1) if lower[j] == ","), None)
    return len(lower) if comma is None or any(map(clauses.finite, range(comma, r))) else comma


def _launches(lower: list[str], first: int) -> bool:
    """Whether a name says whose arms strike: "a drone fired by the Houthis", "a drone belonging to the army"."""
    at = first - 1 - (lower[first - 1] == "the")
    return at > 1 and (lower[at], lower[at - 1]) in WHOSE_ARMS


FIRED = {"launch", "fire", "lob", "shoot", "unleash", "aim"}
WHOSE_ARMS = {("to", "belonging"), ("by", "fired"), ("by", "launched"), ("by", "operated"), ("by", "flown"), ("by", "dropped"), ("by", "planted"), ("by", "sent")}


def _gives_figures(lower: list[str], first: int) -> bool:
    """Whether a name only says who tells it: "according to the United Nations"."""
    return "according" in lower[max(0, first - 4) : first] and "to" in lower[max(0, first - 3) : first]


def _before(lower: list[str], first: int) -> str:
    j = first - 1
    while j >= 0 and lower[j] in BEFORE_A_NAME:
        j -= 1
    return lower[j] if j >= 0 else ""


BEFORE_A_NAME = {"the", "a", "an", "southern", "northern", "eastern", "western", "central", "nearby", "neighbouring", "neighboring",
                 "occupied", "besieged", "war-torn", "his", "its", "their", "al"}  # fmt: skip


def _of_verb(clauses: Clauses, i: int, near: list[Placed]) -> Parts:
    out, lower = Parts(), clauses.words.lower
    aside = lower[max(0, i - 1) : i + 2] == [",", lower[i], "by"]  # "Ana Kos, appointed by Oslo, flew"
    passive = bool(form_of(lower[i])[1] & PARTICIPLE) and (aside or not BE.isdisjoint(lower[max(0, i - 3) : i]))
    if aside:
        stop = next((j for j in range(i + 1, len(lower)) if lower[j] == ","), len(lower))
        near = [one for one in near if one[0] < stop]
    said = max((r for r in clauses.reporting if r < i and clauses.same(r, i) and clauses.told(r).form == "finite"), default=-1)
    tail = _tail(clauses, i)
    for first, last, name in near:
        if last < said or first > tail:
            continue  # "Kyiv said Moscow had launched drones": who says it
        if last < i and not passive and _unruly(lower, last, name):
            continue
        before = _before(lower, first)
        if before == "at" and i < first and name.actor and form_of(lower[i])[0] in FIRED:
            out.objects.append(name)
            continue  # "fired rockets at Israel"
        if lower[first - 1] == "via" or lower[max(0, first - 3) : first] == ["by", "way", "of"]:
            out.places.append(name) if name.place else None
            continue
        if before == "to" and first > i and given_to(lower, i, first) and name.actor and name.kind != "place":
            (out.recipients if form_of(lower[i])[0] in HANDS else out.objects).append(name)
            continue
        if before in ("to", "from") and first > i and name.actor and recalled_from(lower, i, first):
            out.objects.append(name)
            continue  # "recalled its ambassador to Israel"
        if before in ("and", ",") and out.recipients and lower[first - 1] == "and" and name.kind == out.recipients[-1].kind:
            out.recipients.append(name)
            continue
        if before == "from" and last < i and name.actor and _come_from(lower, first):
            (out.objects if passive else out.agents).append(name)
            continue  # "officials from Qatar, Turkey and Egypt joined"
        if last + 2 < len(lower) and first > i and name.kind == "person" and lower[last + 1] == "'s" and any(w in OFFICES for w in lower[last + 2 : last + 5]):
            continue  # "met Ana Kos's foreign minister"
        if first > i and lower[first - 1] in TOPICS and any(t.noun and t.type in ("meeting", "negotiation") for t in triggers().get(lower[first - 2], ())):
            continue  # "hosted a conference on Syria"
        if last < i and _ruled_from(lower, first, name) and _heads(clauses, near, first - 2, last, i, name):
            (out.objects if passive else out.agents).append(name)
            continue
        if _is_place(lower, before, name, last) or (name.actor is None and name.place):
            out.places.append(name)
            continue
        if name.actor is None or _gives_figures(lower, first) or (first > i and name.form == "demonym" and before in ALONG and lower[last + 1 : last + 2] != [] and lower[last + 1] in LANDS):
            continue  # "near the Serbian border"
        if last < i:
            if (name.form == "demonym" and last + 1 < i and lower[last + 1] in WEAPONS and not (passive and lower[last + 1] in BEARERS)) or _launches(lower, first):
                out.agents.append(name)  # "Iranian missiles were fired", "a drone fired by Iran hit"
            elif _heads(clauses, near, first, last, i, name) or (lower[max(0, first - 3) : first][-2:] in LED_BY or lower[max(0, first - 3) : first][:2] in LED_BY):
                (out.objects if passive else out.agents).append(name)
            continue
        gap = lower[i + 1 : first]
        if len(gap) <= FARTHEST + 3 and ((before == "by" and any(form_of(w)[0] in MEDIATES for w in gap[-3:])) or lower[last + 1 : last + 3] in OFFICES_OF):
            out.mediators.append(name)  # "after talks mediated by Qatar", "through Qatar's mediation"
            continue
        if len(gap) > FARTHEST or not ASIDE.isdisjoint(gap):
            continue
        if _of_another_verb(clauses, i, first) or _of_a_place(lower, i, first):
            continue
        if before in ALWAYS_WHERE and last + 1 < len(lower) and any(t.noun for t in triggers().get(lower[last + 1], ())):
            if passive and not out.agents and any(t.noun and t.type == "attack" for t in triggers().get(lower[last + 1], ())):
                out.agents.append(name)  # "were carried off in the Hamas attack"
            continue  # else it only names another event
        if _only_named(lower, first, last):
            continue
        if lower[last + 1 : last + 2] == ["mediating"] or lower[last + 1 : last + 3] == ["as", "mediator"] or lower[last + 1 : last + 4] == ["as", "a", "mediator"] or lower[last + 1 : last + 3] == ["as", "mediators"]:
            out.mediators.append(name)
        elif before == "to" and form_of(lower[i])[0] in HANDS:
            out.recipients.append(name)
        elif before in ALWAYS_WHERE and name.place is None and name.kind in ("organisation", "ministry", "monitor", "media", "government"):
            continue  # "at the Court of Justice": where an organisation sits
        elif before == "from" or (before == "by" and "," in gap[-4:]):
            if name.place:
                out.places.append(name)
        elif (before == "by" and passive) or (before == "and" and passive and out.agents):
            out.agents.append(name)
        elif before == "by" or (before == "and" and lower[i + 1 : first].count("by") and not out.agents):
            continue  # "a plan drawn up by Egypt and Qatar": who does something else
        elif passive and before in ("of", "to") and "by" in gap and not out.agents and not {",", "and"} & set(gap[gap.index("by") :]):
            if before == "of":
                out.agents.append(name)  # "was attacked by jihadists of the group"; who is loyal to it acts for nobody known
        elif not passive and before == "and" and lower[last + 1 : last + 2] != [] and lower[last + 1][:1].isdigit():
            out.agents.append(name)  # "pledged 5 million euros, and Norway 11 million"
        elif {("along", "with"), ("together", "with")} & set(pairwise(gap)) and not _meets(lower[i]):
            out.objects.append(name)  # "arrested her along with the president"
        elif not TOGETHER.isdisjoint(gap):
            out.together.append(name)
        else:
            out.objects.append(name)
    if form_of(lower[i])[0] in MEDIATES and not (form_of(lower[i])[0] == "host" and _receives(lower, i)):
        out.mediators, out.agents = out.agents, []
    return out


def _come_from(lower: list[str], first: int) -> bool:
    """Whether those who act come from the state at `first`: "mediators from Qatar", "senior officials from Oman"."""
    at = first - 1 - (lower[first - 1] == "the")
    return at > 0 and lower[at] == "from" and lower[at - 1] in OFFICES | {"mediators", "mediator", "leaders", "ministers", "delegates", "teams", "team", "observers", "lawmakers", "counterparts", "emissaries"}


TOPICS = {"on", "over", "about", "regarding", "concerning"}


def _ruled_from(lower: list[str], first: int, name: Name) -> bool:
    """Whether a state's name, or its capital's, only says whose rulers act: "the junta in Niamey expelled"."""
    return first > 1 and lower[first - 1] == "in" and lower[first - 2] in RULERS and name.kind in ("state", "both") and name.form == "name"


RULERS = frozenset({"government", "authorities", "junta", "regime", "officials", "leaders", "rulers", "administration", "leadership", "ministers", "diplomats"})


def _of_another_verb(clauses: Clauses, i: int, first: int) -> bool:
    """Whether the name at `first` is what another verb behind the one at `i` acts on: "flew to Oslo to press Riga", "adopted a
    resolution calling on Iran"."""
    lower = clauses.words.lower
    if any(t.type in ("attack", "battle") and not t.objects and not t.subjects for t in triggers().get(lower[i], ())):
        return False
    for j in range(i + 2, first):
        word = clauses.told(j)
        if word.form == "infinitive" and lower[j - 1] == "to" and j - 1 > i + 1 and form_of(lower[j])[1] & BASE and lower[j] not in DETERMINERS:
            return True
        if word.form == "gerund" and lower[j - 1].isalpha() and lower[j - 1] not in PREPOSITIONS and lower[j] not in NO_VERBS and form_of(lower[j])[1] & ING:
            return True
    return False


def _of_a_place(lower: list[str], i: int, first: int) -> bool:
    """Whether a name only says whose place or wish it was: "on the lawn of the White House", "at the request of Norway"."""
    j = first - 1 - (lower[first - 1] in ("the", "its"))
    if j <= i + 1 or lower[j] != "of":
        return False
    k = j - 1
    while k > i and lower[k].isalpha() and lower[k] not in PREPOSITIONS and j - k < 5:
        k -= 1
    return k > i and lower[k] in ("at", "on", "in", "under", "inside", "outside") and lower[j - 1] not in ("presence", "company", "behalf", "support", "favour", "favor", "defence", "defense")


NO_VERBS = frozenset({"including", "regarding", "concerning", "following", "involving", "according", "during", "outgoing", "incoming", "ruling", "visiting", "warring", "meeting", "opposing"})
WEAPONS = {"missiles", "missile", "rocket", "rockets", "shell", "drone", "bomb", "mortar", "mortars", "gunfire", "shrapnel", "bullet", "bullets", "mine", "torpedo", "drones", "aircraft", "warplanes", "jets", "shells", "bombs", "strikes", "airstrikes", "forces", "troops", "soldiers", "tanks",
           "artillery", "gunboats", "helicopters"}  # fmt: skip
BEARERS = {"soldiers", "troops", "forces"}  # who are harmed where the verb is passive
FARTHEST = 12  # words between a trigger and what it acts on
ASIDE = {"during", "after", "before", "following", "amid", "despite", "since", "because", "when", "while", "until", "response", "retaliation", "ahead", "as", "about"}
TOGETHER = {"with", "alongside", "between"}
TIMES = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "today", "yesterday", "week", "month", "year", "morning", "night"}  # fmt: skip
HELD = {"of", "with", "between", "against", "about", "on", "among", "after", "before", "to", "over", "for", "by", "during", "following", "targeting", "amid", "than",
        "despite", "since", "alongside", "including", "towards", "toward"}  # fmt: skip


CONJUNCTIONS = {"after", "before", "since", "than", "for"}
OFFICES = {"convoy", "convoys", "trucks", "column", "columns", "members", "gunmen", "militiamen", "units", "jets", "warplanes", "planes", "warships", "agents", "combatants", "minister", "ministers", "president", "presidents", "leader", "leaders", "government", "governments", "army", "armies", "envoy", "envoys", "delegation",
           "delegations", "head", "heads", "chief", "chiefs", "rebels", "fighters", "militants", "forces", "officials", "cabinet", "parliament", "king", "emir", "amir",
           "ambassador", "ambassadors", "troops", "soldiers", "representatives", "negotiators", "commander", "commanders", "judge", "judges", "prosecutor", "prosecutors", "member", "lawmakers", "deputies", "diplomat", "diplomats", "inspectors", "experts", "premier", "premiers",
           "chancellor", "secretary", "secretaries", "chair", "chairman", "commission", "commissioner", "council", "court", "board", "assembly", "junta", "rulers", "ruler", "republic", "wing", "arm", "branch", "bureau", "leadership", "command", "authorities", "military", "navy", "spokesman", "spokeswoman"}  # fmt: skip


LED_BY = (["led", "by"], ["commanded", "by"], ["headed", "by"])  # "rebels led by Hayat Tahrir al-Sham"


def _only_named(lower: list[str], first: int, last: int) -> bool:
    """Whether a name stands for no part in what is told: "on Israel's behalf", "by the count of the ministry"."""
    after, before = lower[last + 1 : last + 3], lower[max(0, first - 4) : first]
    if after == ["'s", "behalf"] or before[-3:] == ["on", "behalf", "of"]:
        return True
    return bool(COUNTS & set(after if after[:1] == ["'s"] else ())) or ("of" in before[-2:] and bool(COUNTS & set(before)) and bool({"by", "to"} & set(lower[max(0, first - 5) : first])))


ALONG = ALWAYS_WHERE | {"along", "on", "from", "into", "to"}
LANDS = frozenset({"border", "frontier", "coast", "shore"})
COUNTS = {"count", "counts", "tally", "toll", "figures", "estimate", "estimates", "reckoning", "data", "statistics", "records"}


def _heads(clauses: Clauses, near: list[Placed], first: int, last: int, i: int, name: Name) -> bool:
    """Whether a name before the verb stands in its subject, not in a phrase that hangs on another noun."""
    lower, raw = clauses.words.lower, clauses.words.raw
    if name.form == "demonym" and lower[first - 1] in ("a", "an") and any(end == first - 3 and n.kind == "person" for _, end, n in near):
        return False  # "Ana Kos, an American held in Oran, was freed"
    if name.form == "demonym" and _inside_phrase(lower, first):
        return False  # "a blast in the Afghan capital"
    if name.form == "demonym" and first > 1 and clauses.told(first - 1).form == "gerund" and lower[first - 2].isalpha() and last + 1 < i:
        return False  # "Demonstrators waving Russian flags attacked"
    if name.form == "demonym" and any(last < f <= last + 7 and n.kind == "person" and f < i for f, _, n in near):
        return False
    if any(lower[k].endswith("ing") for k in range(max(0, first - 2), first)) and "," in lower[last:i]:
        return False  # "Leaving Tel Aviv, the envoy ..."
    if lower[last + 1] == "'s" and first and lower[first - 1] == "," and name.kind == "person":
        return False  # "Ana Kos, Jan Novak's envoy, flew"
    j = first - 1
    while j >= 0 and j > first - 6 and lower[j].isalpha() and lower[j] not in TIMES and j not in clauses.reporting:
        if lower[j] == "of" and lower[j - 1] in OFFICES:
            return True  # "the foreign ministers of Congo and Rwanda", "the rebels of M23"
        if lower[j] == "including" and OFFICES & set(lower[max(0, j - 8) : j]):
            return True  # "the ministers of twelve states, including Britain, condemned"
        if lower[j] in CONJUNCTIONS and (lower[j] == clauses.openers[clauses.segment[i]] or head_of(clauses, i) == j):
            return True  # "after Russia invaded"
        named = lower[j] == "of" and j and raw[j - 1][:1].isupper() and raw[j + 1][:1].isupper()
        if lower[j] in HELD and (not named or (j == 1 and lower[0].endswith("s"))):
            return False  # "Supporters of the president attacked"
        j -= 1
    return True


def _inside_phrase(lower: list[str], first: int) -> bool:
    """Whether a name stands in a phrase of place: "in the eastern Afghan city"."""
    for j in range(first - 1, max(-1, first - 4), -1):
        if lower[j] in ALWAYS_WHERE or lower[j] in ("from", "into"):
            return True
        if lower[j] not in BEFORE_A_NAME and not lower[j].isalpha():
            return False
    return False


def _of_noun(clauses: Clauses, i: int, near: list[Placed]) -> Parts:
    out, lower = Parts(), clauses.words.lower
    for first, last, name in near:
        before = _before(lower, first)
        if name.actor is None or _is_place(lower, before, name, last):
            if name.place:
                out.places.append(name)
            continue
        gap = lower[last + 1 : i] if last < i else lower[i + 1 : first]
        if last >= i and before in ("alongside", "and") and (before == "alongside" or out.together) and len(gap) <= FARTHEST:
            out.together.append(name)
            continue
        if last >= i and (len(gap) > FARTHEST or not ASIDE.isdisjoint(gap) or any(map(clauses.finite, range(i + 1, first))) or (
            "between" not in gap and not BREAKS.isdisjoint(gap))):  # fmt: skip
            continue
        if last < i and len(gap) <= 4 and STOPS.isdisjoint(gap) and not any(map(clauses.finite, range(last + 1, i))):
            out.agents.append(name)
        elif last >= i:
            link = next((w for w in reversed(gap) if w in LINKS), "")
            if link == "to" and told_to(clauses, i):
                continue
            if link == "by" and any(form_of(w)[0] in MEDIATES for w in gap):
                out.mediators.append(name)
            elif link == "by" or (link == "of" and lower[i].rstrip("s") in BY_ITS_OWNER and first - i <= 3):
                out.agents.append(name)
            elif link in TOPICS and any(t.noun and t.type in ("meeting", "negotiation") for t in triggers().get(lower[i], ())):
                continue  # "talks on Ukraine"
            elif link in ("with", "between") or "between" in gap:
                out.together.append(name)
            elif link == "of" and name.place and name.kind in ("both", "state") and OF_ITS_PLACE.intersection((lower[i], lower[i].rstrip("s"))) and (name.kind == "both" or lower[i] == "battle"):
                out.places.append(name)  # "the siege of Sarajevo", "the Treaty of London"
            elif link:
                out.objects.append(name)
    if not out.agents and lower[i].rstrip("s") in GATHERINGS and not AT_IT.isdisjoint(lower[max(0, i - 5) : i]):
        out.agents += [n for first, last, n in near if n.actor and first > i and _comes_before_verb(clauses, last)]
        head = clauses.told(i).governor
        if not out.agents and head is not None and clauses.finite(head):
            out.agents += _of_verb(clauses, head, near).agents
    return out


def told_to(clauses: Clauses, i: int) -> bool:
    """Whether what a noun names is told to somebody: "reported the capture of the city to the president"."""
    governor = clauses.told(i).governor
    return governor is not None and governor in clauses.reporting and clauses.finite(governor)


def _comes_before_verb(clauses: Clauses, last: int) -> bool:
    """Whether a name is the subject of the verb that follows it: "at a summit in Cairo, Egypt proposed"."""
    after = last + 1
    return after < len(clauses.words) and clauses.finite(after)


BY_ITS_OWNER = {"attack", "assault", "offensive", "raid", "strike", "onslaught", "campaign", "incursion", "mediation", "visit"}  # "the assault of Hamas"
OF_ITS_PLACE = frozenset({"siege", "battle", "bombing", "shelling", "bombardment", "capture", "fall", "liberation", "invasion", "occupation", "encirclement", "blockade", "seizure", "takeover", "treaty", "accord", "peace", "agreement", "convention", "protocol", "pact", "armistice", "evacuation", "massacre", "sack"})
AT_IT = {"at", "during", "in"}
GATHERINGS = {"meeting", "talk", "summit", "conference", "negotiation", "visit", "session", "call", "gathering", "reception", "mediation"}
LINKS = {"by", "with", "between", "on", "against", "of", "targeting", "for", "over", "to"}
STOPS = {"in", "on", "at", "by", "for", "after", "before", "with", "to", "from", ",", "that", "which", "who", "since", "said", "of", "against"}


def _is_place(lower: list[str], before: str, name: Name, last: int) -> bool:
    """Whether things happen at this name here, rather than it acting."""
    if name.place is None or name.form == "demonym":
        return False
    after = lower[last + 1] if last + 1 < len(lower) else ""
    if after == "'s" and before not in ("in", "at", "near"):
        return False
    return before in ALWAYS_WHERE or (before in WHERE and name.kind != "state") or (before in ("to", "into", "from", "toward", "towards") and name.actor is not None)


@cache
def power(actor: str) -> str:
    """Whose act it is: a person's and a ministry's country, else the actor.

    >>> power("Hamas")
    'Hamas'
    """
    entry = Gazetteer.load().get(actor)
    if entry is not None and entry.kind in ("person", "government", "ministry", "both") and entry.country:
        return entry.country
    return actor
