"""A trigger in its sentence → the sense it has there: another type by what stands around it, or none that is an event.

    >>> from timeline.clauses import Words
    >>> from timeline.events.lexicon import trigger
    >>> told = Words("The troops fired warning shots.")
    >>> other_sense(told, 3, trigger("warning"))
    True
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from timeline.attachment import Clauses
from timeline.clauses import BE, DETERMINERS, Words
from timeline.events.finding import found_in
from timeline.events.lexicon import Trigger, anybody, triggers, words
from timeline.events.touching import how_it_came
from timeline.gazetteer import Gazetteer
from timeline.verbs import BASE, PARTICIPLE, form_of

STREAMS = frozenset({"stream into", "stream across", "pour across", "pour into", "sweep into", "roll into"})
STATESMEN = frozenset({"leaders", "presidents", "ministers", "delegates", "delegations", "envoys", "diplomats", "premiers", "negotiators"})
LAUNCHES = frozenset({"launch", "fire", "send", "unleash", "lob", "drop"})
UNITS = frozenset({"patrol", "patrols", "squadron", "contingent", "gunboat", "frigate", "destroyer", "bombers", "troops", "forces", "soldiers", "police", "unit", "units", "warship", "warships", "battalion", "reinforcements", "tanks", "jets", "carrier", "fighters", "policemen", "marines", "paratroopers", "brigade", "brigades",
                   "battalions", "officers", "peacekeepers", "guards", "commandos", "armour", "artillery", "missiles", "batteries"})  # fmt: skip
SHIFTS = frozenset({"transfer", "dispatch", "rush", "move"})
BASES = frozenset({"base", "bases", "camp", "camps", "outpost", "outposts", "garrison", "barracks", "position", "positions", "palace"})
TALKS = frozenset({"talks", "negotiations", "mediation", "dialogue"})
JAILS = frozenset({"penitentiary", "prison", "jail", "custody", "detention"})
LOADS = frozenset({"trucks", "lorries", "convoy", "convoys", "supplies", "truckloads"})
BUILT = frozenset({"dam", "bridge", "port", "airport", "road", "railway", "line", "plant", "embassy", "consulate", "factory", "hospital", "school", "museum", "base", "canal", "pipeline", "tunnel", "memorial"})
RELIEF = frozenset({"aid", "food", "supplies", "relief", "parcels", "flour", "meals", "medicine", "blankets", "pallets"})
TOWNS = frozenset({"village", "villages", "town", "towns", "city", "settlement", "settlements", "territory", "region", "area", "island", "district", "province"})
BOATS = frozenset({"boat", "boats", "dinghy", "dinghies", "refugees", "smugglers", "flotilla"})
HULLS = frozenset({"ships", "ship", "planes", "aircraft", "helicopters", "vessels"})
CIVILIANS = frozenset({"people", "migrants", "evacuees", "returnees", "inhabitants", "residents", "refugees", "families", "civilians", "villagers"})
EVACUATED = CIVILIANS | {"citizens", "nationals", "staff", "diplomats", "foreigners", "expatriates", "patients", "workers", "students", "families"}
HELD_PEOPLE = frozenset({"hostages", "hostage", "captives", "prisoners", "detainees", "captive", "prisoner"})
DANGERS = frozenset({"attack", "assassination", "bomb", "bombing", "ambush", "blast", "attempt", "death", "injury", "unharmed", "unhurt", "harm", "punishment"})
FORCE = frozenset({"gas", "teargas", "bullets", "gunfire", "force", "batons", "fire", "cannon", "violence", "ammunition", "volleys"})
FIGHTERS = frozenset({"rebels", "fighters", "insurgents", "militants", "troops", "soldiers", "forces", "army", "militia", "jihadists", "garrison", "gunmen", "paramilitaries", "taliban", "m23", "rsf"})
EVILS = frozenset({"drugs", "crime", "corruption", "poverty", "terror", "waste", "smoking", "obesity", "bureaucracy", "malaria", "gangs"})
PAPERS_TAKEN_BACK = frozenset({"claim", "claims", "statement", "remark", "remarks", "offer", "complaint", "candidacy", "bid", "proposal", "resignation", "motion", "draft", "lawsuit", "case", "charge", "charges", "accusation", "article", "report"})
PAPERS = frozenset({"list", "letter", "document", "documents", "proposal", "note", "plan", "draft", "evidence", "message"})
NEAR = 7  # words before a verb in which its subject's noun stands


def as_told(clauses: Clauses, i: int, kind: Trigger) -> Trigger:
    """The trigger with the type that its subject gives: hostages who return are released, inhabitants who cross flee."""
    if kind.base in words("harms") and _by_accident(clauses, i):
        return replace(kind, type="other")
    if kind.base == "drop" and not words("munitions") & set(clauses.words.lower[i + 1 : i + 5]) and RELIEF & set(clauses.words.lower[i + 1 : i + 5]):
        return replace(kind, type="aid")
    if kind.base == "inaugurate" and BUILT & set(clauses.words.lower[i + 1 : i + NEAR]):
        return replace(kind, type="other")
    if kind.base == "liberate" and TOWNS & set(clauses.words.lower[i + 1 : i + 5]):
        return replace(kind, type="battle")
    if kind.base == "surrender" and clauses.words.raw[i + 1 : i + 2] and clauses.words.raw[i + 1][:1].isupper() and "to" in clauses.words.lower[i + 2 : i + 6]:
        return replace(kind, type="sanction", base="extradite", weak=True)  # "surrendered Ana Kos to the court"
    if kind.base == "intercept" and (CIVILIANS | BOATS) & set(clauses.words.lower[i + 1 : i + 6]):
        return replace(kind, type="capture")
    if kind.base in LAUNCHES and not kind.noun and not words("munitions").isdisjoint(clauses.words.lower[i + 1 : i + 8]):
        return replace(kind, type="attack")  # "launched 80 drones and four missiles"
    if kind.base == "launch" and (noun := next((w for w in clauses.words.lower[i + 1 : i + 9] if w in CAMPAIGNS), None)) is not None:
        return replace(kind, type=CAMPAIGNS[noun])  # "launched what it called a cleansing operation"
    if kind.base == "crash" and not kind.noun and words("munitions") & set(clauses.words.lower[max(0, i - NEAR) : i]):
        return replace(kind, type="attack")  # "a rocket crashed onto a pitch"
    if kind.base == "break out of" and words("arms") & set(clauses.words.lower[max(0, i - NEAR) : i]):
        return replace(kind, type="battle")
    if kind.base == "execute" and not kind.noun and words("arms") & set(clauses.words.lower[max(0, i - 12) : i]):
        return replace(kind, type="attack")
    if kind.base == "bring" and "together" in clauses.words.lower[i + 1 : i + 16]:
        return replace(kind, type="meeting", base="bring together")
    if kind.base == "tell" and _bids(clauses.words.lower, i):
        return replace(kind, type="demand")
    if kind.base.startswith("vote") and not kind.noun and clauses.told(i).form == "finite" and _counts_votes(clauses.words.lower, i):
        return replace(kind, base="vote on it")  # "voted 141-5 on Wednesday to condemn"
    if kind.base == "march" and {"into", "on"} & set(clauses.words.lower[i + 1 : i + 2]) and words("arms") & set(clauses.words.lower[max(0, i - NEAR) : i]):
        return replace(kind, type="battle")  # "rebels marched into the town"
    if kind.base == "hand over" and BASES & set(clauses.words.lower[i + 2 : i + 8]):
        return replace(kind, type="withdrawal", base="vacate", weak=False)  # "handed over its base"
    if kind.base.startswith("send ") and UNITS & set(clauses.words.lower[i + 1 : i + 5]) and {"into", "onto", "across"} & set(clauses.words.lower[i + 2 : i + 8]):
        return replace(kind, type="deployment")
    if kind.base == "meet" and not kind.noun and "with" in clauses.words.lower[i + 1 : i + 6] and FORCE & set(clauses.words.lower[i + 2 : i + 9]):
        return replace(kind, type="attack", base="meet with force", weak=True)  # "police met them with tear gas"
    if kind.base == "order" and UNITS & set(clauses.words.lower[i + 1 : i + 5]) and {"into", "onto", "across"} & set(clauses.words.lower[i + 2 : i + 7]):
        return replace(kind, type="deployment", weak=False, base="order in")
    if kind.subjects and kind.base.endswith((" from", " out of")) and kind.type == "battle" and not kind.base.startswith("wrest") and (FIGHTERS | Gazetteer.load().armed).isdisjoint(clauses.words.lower[i + 1 : i + 7]):
        return replace(kind, type="displacement")  # "soldiers drove the villagers from their homes"
    if kind.base.startswith("drive ") and kind.type == "displacement" and FIGHTERS & set(clauses.words.lower[max(0, i - 5) : i]):
        return replace(kind, type="battle")  # "the rebels were driven out"
    if kind.base == "move out of" and (UNITS | HULLS) & set(clauses.words.lower[i + 1 : i + 5]):
        return replace(kind, type="withdrawal")
    if kind.base in ("evacuate its", "airlift") and EVACUATED & set(clauses.words.lower[i + 1 : i + 6]):
        return replace(kind, type="displacement")
    if kind.base == "return to" and not BE.isdisjoint(clauses.words.lower[max(0, i - 3) : i]):
        return replace(kind, type="release", base="come home")  # "the bodies were returned to their families"
    if kind.base == "reach" and LOADS.isdisjoint(clauses.words.lower[max(0, i - NEAR) : i]):
        return replace(kind, type="meeting", base="reach it")
    if kind.base == "call on" and _calls_at(clauses.words.lower, i):
        return replace(kind, type="meeting", base="visit", weak=True)  # "called on him in Damascus"
    if kind.base == "reach" and LOADS & set(clauses.words.lower[max(0, i - NEAR) : i]):
        return replace(kind, weak=False)
    if kind.base == "leave" and UNITS & set(clauses.words.lower[max(0, i - NEAR) : i]):
        return replace(kind, base="pull out")
    if kind.base in words("in_force"):
        return replace(kind, type=_of_subject(clauses.words.lower, i))  # "the truce took effect"
    if kind.base == "walk out of" and JAILS & set(clauses.words.lower[i + 3 : i + 7]):
        return replace(kind, type="release")
    if kind.base in ("pull out", "withdraw", "walk out of") and TALKS & set(clauses.words.lower[i + 2 : i + 7]):
        return replace(kind, type="negotiation")
    if kind.base == "close" and any(t.noun and t.type in ("meeting", "negotiation") for w in clauses.words.lower[max(0, i - NEAR) : i] for t in triggers().get(w, ())):
        return replace(kind, type="meeting")  # "the summit closed on Thursday"
    if kind.base == "admit" and clauses.words.lower[i + 1 : i + 2] in (["to"], ["as"]) and not BE.isdisjoint(clauses.words.lower[max(0, i - 3) : i]):
        return replace(kind, type="agreement")  # "was admitted to the bloc"
    if kind.base == "suspend" and TALKS & set(clauses.words.lower[i + 1 : i + 6]):
        return replace(kind, type="negotiation")
    if kind.base == "send" and set(clauses.words.lower[i + 1 : i + 7]) & UNITS:
        return replace(kind, type="deployment")
    if kind.base == "land in" and UNITS & set(clauses.words.lower[max(0, i - 3) : i]):
        return replace(kind, type="deployment", base="deploy", weak=False)
    if kind.base in STREAMS and STATESMEN & set(clauses.words.lower[max(0, i - NEAR) : i]):
        return replace(kind, type="meeting", weak=True)  # "leaders streamed into New York"
    if kind.base not in ("arrive", "arrive in", "come to", "cross into", "enter", "return to", "come home", "return home"):
        return kind
    first = max(0, i - NEAR)
    before = {w for w, s in zip(clauses.words.lower[first:i], clauses.segment[first:i], strict=True) if s == clauses.segment[i]}
    if kind.base in ("cross into", "enter", "arrive", "arrive in") and before & LOADS:
        return replace(kind, type="aid")
    if kind.base in ("arrive", "arrive in") and before & UNITS and not before & LOADS:
        return replace(kind, type="deployment", base="deploy", weak=False)
    if before & HELD_PEOPLE:
        return replace(kind, type="release", base="come home")
    return replace(kind, type="displacement") if before & CIVILIANS else kind


def _calls_at(lower: Sequence[str], i: int) -> bool:
    """Whether somebody is called on at his place, not called on to do something."""
    return lower[i + 2 : i + 3] in (["him"], ["her"], ["them"]) and "to" not in lower[i + 3 : i + 9]


def _of_subject(lower: Sequence[str], i: int) -> str:
    """The type of the event that a noun before the verb at `i` names; "other" where it names none."""
    found = (t.type for j in range(i - 1, max(-1, i - 1 - SUBJECT), -1) for t in triggers().get(lower[j], ()) if t.noun and not t.rest and t.type in AGREED)
    return next(found, "other")


AGREED = frozenset({"ceasefire", "agreement", "sanction", "release", "withdrawal"})
SUBJECT = 12  # words of a subject


CAMPAIGNS = {"operation": "battle", "operations": "battle", "offensive": "battle", "campaign": "battle", "counteroffensive": "battle", "incursion": "battle",
             "assault": "attack", "attack": "attack", "attacks": "attack", "raid": "attack", "raids": "attack", "strikes": "attack", "airstrikes": "attack"}  # fmt: skip


def _bids(lower: Sequence[str], i: int) -> bool:
    """Whether who tells somebody bids him do something: "told the villagers to leave"."""
    behind = lower[i + 1 : i + 10]
    return "to" in behind and "that" not in behind[: behind.index("to")] and bool(form_of((*behind, "", "")[behind.index("to") + 1])[1] & BASE)


def _counts_votes(lower: Sequence[str], i: int) -> bool:
    """Whether what was voted is told with its count, or how: "voted 141-5 to condemn", "voted unanimously"."""
    after = lower[i + 1 : i + 2]
    return bool(after) and (after[0][:1].isdigit() or after[0] in ("unanimously", "overwhelmingly", "narrowly")) and bool({"to", "for", "against", "in"} & set(lower[i + 2 : i + 12]))


def other_sense(told: Words, i: int, kind: Trigger) -> bool:
    """Whether the word tells something else here: the month of March, "UN-approved", "a heart attack"."""
    lower = told.lower
    if kind.base == "fight" and (lower[i + 1 : i + 2] == ["back"] or "tears" in lower[i + 1 : i + 4]):
        return True  # "fought back tears"
    if kind.noun and kind.type == "statement" and "in" in lower[max(0, i - 4) : i]:
        return True  # "said in a joint statement"
    if (lower[i] == "march" and told.raw[i] == "March") or lower[i] == "down" or lower[i : i + 2] == ["warning", "shots"]:
        return True
    if kind.base.split()[0] == "take" and lower[i + 1 : i + 2] == ["to"]:
        return True  # "were taken to a hospital"
    if kind.base == "displace" and i and lower[i - 1] == "internally":
        return True  # "a camp of internally displaced people"
    if kind.base == "drop" and kind.type == "attack" and words("munitions").isdisjoint(lower[max(0, i - 8) : i + 9]) and RELIEF.isdisjoint(lower[i + 1 : i + 9]):
        return True  # "dropped its resistance"
    if kind.base == "reach" and told.raw[i + 1 : i + 2] and told.raw[i + 1][:1].isupper() and told.lower[i + 1] not in DETERMINERS:
        return False  # "reached Kabul"
    if kind.base == "reach" and LOADS.isdisjoint(lower[max(0, i - NEAR) : i]):
        return True
    if kind.base in ("withdraw", "pull back") and not PAPERS_TAKEN_BACK.isdisjoint(lower[i + 1 : i + 5]):
        return True  # "withdrew the claim"
    if kind.base in SHIFTS and UNITS.isdisjoint(lower[i + 1 : i + NEAR]):
        return True  # "moved them to safety", "dispatched an envoy"
    if not kind.noun and 0 < i < len(lower) - 1 and (lower[i - 1].isdigit() or lower[i - 1] in ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")) and (
            form_of(lower[i])[1] & PARTICIPLE and lower[i + 1] in words("persons")):  # fmt: skip
        return True  # "a list of 339 abducted children"
    if kind.base in ("accuse", "suspect", "convict", "charge") and lower[i + 1 : i + 2] in (["of"], ["with"]) and i and lower[i - 1].isalpha() and lower[i] not in ("accuse", "accuses") and (
            lower[i - 1].endswith("s") and (told.raw[i - 1][0].isupper() or lower[i - 1] in anybody())):  # fmt: skip
        return True  # "eight Egyptians accused of belonging to the Brotherhood"
    if kind.base in ("mediate", "broker", "facilitate") and i and lower[i - 1] == "," and lower[i + 1 : i + 2] == ["by"]:
        return True  # it says who mediated what was told before
    if kind.base in ("mediate", "broker", "facilitate") and not kind.noun and {"that", "which"} & set(lower[max(0, i - 6) : i]) and lower[i + 1 : i + 2] in ([","], ["."], ["last"], ["on"], ["in"], ["this"]):
        return True  # "a truce that Egypt had brokered"
    if kind.base.startswith(("send", "call up", "deploy", "dispatch")) and not kind.noun and i and lower[i + 1 : i + 2] == ["to"] and BE.isdisjoint(lower[max(0, i - 3) : i]) and form_of((*lower, "")[i + 2])[1] & BASE:
        return True  # "a helicopter sent to evacuate soldiers"
    if kind.base == "escape" and not DANGERS.isdisjoint(lower[i + 1 : i + 5]):
        return True
    if kind.type == "capture" and i and lower[i - 1] in ("presumed", "feared", "believed"):
        return True  # "are missing, presumed kidnapped"
    if kind.base == "receive" and not words("munitions").isdisjoint(lower[i + 1 : i + 6]):
        return True  # arms are no guests
    if kind.base.startswith("declare war") and not EVILS.isdisjoint(lower[i + 2 : i + 7]):
        return True
    if kind.base == "stab" and lower[i + 1 : i + 5][-2:] == ["the", "back"]:
        return True
    if kind.base == "hand" and not PAPERS.isdisjoint(lower[i + 1 : i + 7]):
        return True
    if not kind.noun and i and lower[i - 1] in ("of", "with", "against", "under", "about", "newly") and form_of(lower[i])[1] & PARTICIPLE:
        return True  # "a series of targeted sanctions"
    if i > 1 and lower[i - 1] == "-" and told.starts[i] == told.ends[i - 1] and told.ends[i - 2] == told.starts[i - 1]:
        return not kind.noun
    return kind.noun and kind.type in ("attack", "battle") and i > 0 and lower[i - 1] in words("harmless")


def _by_accident(clauses: Clauses, i: int) -> bool:
    """Whether the clause of a harm, or the one that says how it came, says that nobody did it: "killed in the crash of their
    helicopter", "died when floods swept through the town"."""
    head = how_it_came(clauses, i)
    if head is not None and any(k == head and kind.type == "other" for k, kind in found_in(clauses.words.lower, triggers())):
        return True
    near = [w for w, s in zip(clauses.words.lower, clauses.segment, strict=True) if s == clauses.segment[i]]
    return bool(words("accidents") & set(near)) and not any(t.noun and t.type == "attack" for w in near for t in triggers().get(w, ()))
