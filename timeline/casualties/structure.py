"""Parts and wholes: lists that add up, 'including three children', 'two of them'.

>>> from timeline.casualties.tokens import Sentence
>>> text = "The raid killed a sergeant and four guards, including a woman."
>>> p = Parse(Sentence(text, 0, len(text)))
>>> [(t.count, t.parent is not None) for t in tellings(p, findings(p))]
[(5, False), (1, True), (4, True), (1, True)]
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from timeline.casualties.context import IRREGULARS
from timeline.casualties.details import both_sides, swappers
from timeline.casualties.finding import Finding
from timeline.casualties.gapped import gapped
from timeline.casualties.lexicon import NATIONALITIES
from timeline.casualties.parse import Parse
from timeline.casualties.parts import listed, parts
from timeline.casualties.people import Group
from timeline.casualties.rules import findings
from timeline.casualties.telling import Telling, one

OTHERS = frozenset(("another", "others", "other"))  # "one was killed and another wounded"
CAPTIVITY = frozenset(("captured", "held", "detained", "released", "rescued"))
BODIES = frozenset(("bodies", "body", "remains", "corpses"))
BODY_RULES = ("N <effect nouns>", "<effect noun> of N")
GIVEN_BACK = frozenset(("returned", "returning", "received", "repatriated", "transferred", "released", "exchanged", "swapped"))
UNSPLIT = ({"killed", "injured"}, {"killed", "missing"})
OF_THEM = (["of", "these"], ["of", "those"], ["of", "them"])
__all__ = ["Telling", "findings", "tellings"]


def tellings(parse: Parse, found: list[Finding]) -> list[Telling]:
    out: list[Telling] = []
    for finding in one_captivity(parse, unsplit(parse, found)):
        if finding.earlier is not None:
            out.append(one(finding.earlier, finding, rule="toll before the revision"))
        out += of_finding(parse, finding)
        if finding.effect == "displaced":
            out += restated(parse, finding)
    out += parts(parse, out)
    out += listed(parse, out)
    known = {g.first for t in out for g in t.groups}
    whole: dict[Finding, list[Telling]] = {}
    for telling in out:
        if telling.parent is None:
            whole.setdefault(telling.finding, []).append(telling)
    out += [t for finding in found for t in left_out(parse, finding, whole.get(finding, []), known)]
    for telling in out:
        if telling.denominator is not None and telling.parent is None:
            telling.parent = next((t for t in out if t.name == "whole" and t.groups == telling.groups), None)
    return [side for telling in out for side in each_side(parse, telling)]


def left_out(parse: Parse, finding: Finding, own: list[Telling], known: set[int]) -> list[Telling]:
    """'two villagers were killed in Arlit and three in Agadez': three of the same kind. `own` are the finding's figures,
    `known` where the groups of all findings begin."""
    if len(own) != 1 or len(own[0].groups) != 1:
        return []
    group, out = own[0].groups[0], []
    label = parse.sentence.said(group.quantity.after, group.after) if group.head is not None else None
    for found in gapped(parse, finding):
        if found.groups[0].first not in known:
            telling = one(found.groups[0], found, rule=f"{finding.rule}, its verb left out")
            telling.label, telling.orphan = label if found.groups[0].head == group.head else None, own[0].orphan
            out.append(telling)
    return out


def one_captivity(parse: Parse, found: list[Finding]) -> list[Finding]:
    """'five Americans detained in Iran were released' are released: what only says which captives are meant is no figure."""
    captive: dict[Group, list[Finding]] = defaultdict(list)
    for finding in found:
        if finding.effect in CAPTIVITY:
            captive[finding.groups[0]].append(finding)

    def behind(finding: Finding) -> bool:
        back = parse.words[finding.groups[0].after : finding.trigger.first]
        relative = finding.rule == "N <effect verb>" or (bool(back) and back[0] in ("who", "that"))
        same = captive[finding.groups[0]]
        later = [f for f in same if f.trigger.first > finding.trigger.first]
        if any(parse.words[k] == "," and parse.words[k + 1] in ("who", "and", "all") for f in later for k in range(finding.trigger.after, f.trigger.first)):
            return False  # "two girls carried off, who were released a month later": both befell them
        return relative and any(f.trigger.first > finding.trigger.first and f.rule != "N <effect verb>" for f in same)

    out = [f for f in found if f.effect not in CAPTIVITY or not behind(f)]
    freed = {g for f in out if f.effect == "released" for g in f.groups}  # "handed over four bodies" is no new death
    return [given_back(parse, f) for f in out if not (f.rule == "N <effect nouns>" and f.effect == "killed" and f.groups[0] in freed)]


def given_back(parse: Parse, finding: Finding) -> Finding:
    """'handed over the bodies of four hostages', 'received 212 bodies': bodies are let go, nobody dies on that day."""
    words, at = parse.words, finding.trigger
    if finding.effect != "killed" or finding.rule not in BODY_RULES or words[at.after - 1] not in BODIES:
        return finding
    low, high = min(at.first, finding.groups[0].first), max(at.after, finding.groups[-1].after)
    before, behind = words[max(low - 5, 0) : low], words[high : high + 4]
    passive = any(w in GIVEN_BACK or behind[k : k + 2] == ["handed", "over"] for k, w in enumerate(behind) if k and behind[k - 1] in ("were", "been", "was"))
    active = any(w in GIVEN_BACK or before[k : k + 2] in (["handed", "over"], ["handing", "over"]) for k, w in enumerate(before)) and not {".", ",", ";"}.intersection(before[-3:])
    if not (passive or active):
        return finding
    return replace(finding, effect="released", groups=[replace(g, role=None) for g in finding.groups], rule=f"{finding.rule}, given back")


def unsplit(parse: Parse, found: list[Finding]) -> list[Finding]:
    """'12 were killed or injured': one figure for both, which the text does not split. A vague number under 'and'
    ('several were killed and injured') says that some were killed and some injured."""
    out: list[Finding] = []
    for finding in found:
        last = out[-1] if out else None
        if last is not None and last.groups == finding.groups and died_of_it(parse, last, finding):
            out[-1] = finding
        elif (
            last is not None
            and {last.effect, finding.effect} in UNSPLIT
            and last.groups == finding.groups
            and not (OTHERS | {"many"}).intersection(parse.words[last.trigger.after : finding.trigger.first])
            and ("or" in parse.words[last.trigger.after : finding.trigger.first] or (last.groups[0].kind != "vague" and finding.effect != "missing" and last.effect != "missing"))
        ):
            both = "killed and injured" if "injured" in (last.effect, finding.effect) else "killed and missing"
            last.effect, last.rule = "casualties", f"{last.rule}, {both} unsplit"
        else:
            out.append(finding)
    return out


def died_of_it(parse: Parse, first: Finding, second: Finding) -> bool:
    """'was wounded and died in hospital': a wound of which the same victims died."""
    one_after_other = (first.effect, second.effect) == ("injured", "killed") and "or" not in parse.words[first.trigger.after : second.trigger.first]
    return one_after_other and (second.trigger.form("die") is not None or first.groups[0].quantity.count == 1)


def each_side(parse: Parse, telling: Telling) -> list[Telling]:
    """'five prisoners from each side' is two figures, one a side, that are never added."""
    after = telling.groups[-1].after
    words = parse.words[after : after + 4]
    if words[3:4] == ["of"]:
        return [telling]  # "on both sides of the border"
    counted = telling.groups[-1].quantity.after
    if telling.effect == "released" and parse.words[telling.finding.trigger.first - 1 : telling.finding.trigger.first] == ["each"] and telling.parent is None:
        words = ["from", "each", "side"]  # "Chad and Niger each returned 12 prisoners"
    if telling.effect == "released" and "each" in (*words[:1], *parse.words[counted : counted + 1], *(words[2:3] if words[:1] == ["of"] else ())):
        words = ["from", "each", "side"]
    if words[:1] not in (["from"], ["on"], ["by"], ["for"]) or words[1:3] not in (
        ["each", "side"],
        ["either", "side"],
        ["both", "sides"],
    ):
        return [telling]
    named = both_sides(parse.sentence) or swappers(parse.sentence, telling.finding.trigger.first)
    one, other = named or ("one side", "the other side")
    rule = f"{telling.rule}, each side"
    return [replace(telling, side=side, holder=holder if named else None, rule=rule) for side, holder in ((one, other), (other, one))]


def of_finding(parse: Parse, finding: Finding) -> list[Telling]:
    """The whole of a list and its members; perpetrators stand apart; members that add up to the first are its parts."""
    counted = [g for g in finding.groups if g.counted]
    victims = [g for g in counted if g.role != "perpetrator"]
    singles = [one(g, finding) for g in counted]
    for telling in singles if finding.rule == "<effect noun> of N, given back" else ():
        group = telling.groups[0]
        telling.label = f"{parse.words[finding.trigger.after - 1]} of {parse.sentence.said(group.quantity.after, group.after)}".removesuffix(" of ")
    for telling in singles:
        group = telling.groups[0]
        telling.orphan = parse.words[:2] in OF_THEM or among_those(parse, telling) or (
            (
                (group.partitive and not (finding.effect == "killed" and finding.rule == "<effect verb> N"))
                or finding.rule == "the <effect> include N"
            )
            and telling.denominator is None
            and telling.name != "whole"
        )
        if finding.rule == "N of the <effect>":
            k = finding.trigger.after
            k += parse.words[k : k + 1] in (["were"], ["are"], ["is"], ["was"])
            noun = parse.starts.get(k)
            if noun is None and k < len(parse.words) and parse.words[k] in NATIONALITIES:
                telling.label, telling.noun = parse.sentence.said(k, k + 1), (k, k + 1)
            if noun is not None:
                telling.noun = noun.first, noun.after
                telling.label, telling.groups = (
                    parse.sentence.said(noun.first, noun.after),
                    [replace(group, role=noun.role, side=noun.side)],
                )
    if len(victims) < 2 or finding.rule == "the <effect> include N":
        return singles
    first, rest = victims[0], victims[1:]
    if (
        all(g.quantity.count for g in rest)
        and first.quantity.count
        and sum(g.quantity.count or 0 for g in rest) == first.quantity.count
        and len(rest) > 1
    ):
        whole = next(t for t in singles if t.groups == [first])
        for telling in singles:
            if telling is not whole and telling.groups[0] in rest:
                telling.parent = whole
        return singles
    if len({g.side for g in victims if g.side}) > 1 and finding.effect in ("released", "captured", "held", "detained"):
        return singles
    if opposed(parse, victims) or (finding.effect == "released" and len({_held(parse, g) for g in victims} - {None}) > 1):
        return singles
    if any(
        g.quantity.count is None or g.quantity.bound not in ("exact", "at_least", "more_than", "about", "almost")
        for g in victims
    ):
        return singles
    if any(not g.counted and g.role not in ("perpetrator", "homes", "households") for g in finding.groups):
        return singles  # "the monks, their cook and her daughter"
    if "respectively" in parse.words:
        return singles  # "30 and 12 people respectively", of two incidents
    total = sum(g.quantity.count or 0 for g in victims)
    bounds = {g.quantity.bound for g in victims} - {"exact"}
    bound = bounds.pop() if len(bounds) == 1 else "about" if bounds else "exact"
    low = total if bound in ("exact", "at_least", "more_than") else None
    whole = Telling(
        finding.effect,
        victims,
        total,
        low,
        total if bound == "exact" else None,
        bound,
        f"{finding.rule}, list",
        finding,
    )
    for telling in singles:
        if telling.groups[0] in victims:
            telling.parent = whole
    return [whole, *singles]


def among_those(parse: Parse, telling: Telling) -> bool:
    """'Five children are among those killed': five of a figure told before."""
    k = telling.finding.trigger.first
    return parse.words[k - 2 : k] in (["among", "those"], ["among", "the"]) and telling.groups[0].after <= k - 2


def restated(parse: Parse, finding: Finding) -> list[Telling]:
    """'2,400 families or 7,900 people were evacuated': the same people counted as households as well."""
    first = finding.groups[0]
    back = parse.words[max(first.first - 3, 0) : first.first]
    k = next((j for j in range(first.first - 1, max(first.first - 4, -1), -1) if parse.words[j] == "or"), -1)
    earlier = parse.group_of.get(k - 1) or parse.group_of.get(k - 2) if k > 1 and "or" in back else None
    if earlier is None and finding.rule == "toll to N" and parse.words[first.after : first.after + 1] == ["or"]:
        earlier = parse.starts.get(first.after + 1)
    if earlier is None or {earlier.role, first.role} != {"households", "people"} or not earlier.counted or earlier.first == first.first:
        return []
    return [one(earlier, finding, rule=f"{finding.rule}, restated")]


def _held(parse: Parse, group: Group) -> bool | None:
    """Whether people are hostages, or prisoners of a state: each is let go by the other side."""
    word = parse.words[group.head] if group.head is not None else ""
    return True if word in ("hostages", "hostage", "captives") else False if word in ("prisoners", "detainees", "prisoner") else None


def opposed(parse: Parse, victims: list[Group]) -> bool:
    """Whether a list holds dead of both sides, rebels and soldiers, who are never added up."""
    irregular = {
        parse.words[g.head] in IRREGULARS for g in victims if g.head is not None and g.role in ("combatant", "police")
    }
    return len(irregular) > 1


