"""Effect words of a shape of their own: tolls, labels, lives, captives, flight, homes.

>>> from timeline.casualties.tokens import Sentence
>>> text = "The death toll rose from 12 to 18."
>>> p = Parse(Sentence(text, 0, len(text)))
>>> found = toll(p, p.triggers[0])
>>> found.groups[0].quantity.count, found.earlier.quantity.count, found.rule
(18, 12, 'toll from N to M')
"""

from __future__ import annotations

from dataclasses import replace

from timeline.casualties.finding import Finding, counted_at, shared_object
from timeline.casualties.lexicon import NATIONALITIES, VICTIMS, syntax
from timeline.casualties.objects import ADVERBS, BARRIERS, BE, HAVE
from timeline.casualties.parse import Parse
from timeline.casualties.parties import is_place
from timeline.casualties.people import Group
from timeline.casualties.quantities import Quantity, number
from timeline.casualties.triggers import Trigger

SINGULAR = {"was": True, "is": True, "were": False, "are": False}
TOTALS = frozenset(["number", "total", "figure", "count", "toll", "numbers"])
TOLL_LINKS = syntax("toll_links")
LOSABLE = frozenset(("combatant", "police", "men", "people"))
CUSTODY = frozenset(["prison", "prisons", "jail", "jails", "captivity", "detention", "custody"])
CARE = frozenset(["hospital", "hospitals", "clinic", "morgue", "safety", "shelter", "shelters", "medical", "court"])
CAPTIVE = frozenset(("captive", "hostage", "prisoner"))
FALLING = frozenset(("on", "in", "at", "near", "during", "there", "when", "while", "and", "that", "yesterday", "before", "outside", "around", "as"))
NUMBERED = ("number", "vague")
NOT_YET = frozenset(("would", "will", "could", "should", "may", "might", "must", "to", "not"))
MANY = 50  # so many who leave a town flee it
TOWN = frozenset(("city", "town", "village", "camp", "area", "enclave", "region", "district", "country", "island", "quarter", "valley", "province"))
TAKEN = ("captured", "held", "detained", "missing")
HARMED = ("killed", "casualties")
BEFALLS = ("killed", "casualties", "rescued")
ARMED = ("combatant", "police", "perpetrator", "people", "suspect")
MOURNERS = frozenset(("residents", "villagers", "relatives", "families", "mourners", "people", "neighbours", "neighbors", "locals", "survivors", "we", "they", "he", "she",
                      "parents", "gravediggers", "volunteers", "townspeople", "thousands", "hundreds", "crowds", "monks", "priest", "imam", "community"))  # fmt: skip
CLAIMING = syntax("claiming")
SUFFERED = syntax("suffered")
LABEL = syntax("label")
LEAVING = syntax("leaving")
TOLL_VERBS = syntax("toll_verbs")


def numbered_at(parse: Parse, k: int) -> bool:
    return counted_at(parse, k) and parse.starts[k].kind in ("number", "vague", "zero")


def toll(parse: Parse, trigger: Trigger) -> Finding | None:
    """'the death toll rose to 12', 'brings to 12 the number of people killed'."""
    words = parse.words
    before = words[max(trigger.first - 5, 0) : trigger.first]
    effect = trigger.form("toll") or (trigger.uses[0][1] if TOTALS.intersection(before) else None)
    if effect is None:
        return None
    for k in range(trigger.after, min(trigger.after + 16, len(words))):
        if words[k] in ";." or words[k] in BARRIERS:
            break
        if words[k] not in TOLL_LINKS and not numbered_at(parse, k):
            continue
        following = k
        while following < len(words) and words[following] in TOLL_VERBS and following not in parse.starts:
            following += 1
        group = parse.starts.get(following)
        linked = words[k] in TOLL_LINKS or words[k] == "from" or words[trigger.after : k] == ["of"]
        own = parse.trigger_of.get(group.after) if group is not None else None
        if own is not None and own.form("ed", "participle") == "injured" and effect == "killed" and words[own.after : own.after + 1] != ["or"]:
            return Finding(effect, [], "a toll of wounded", trigger)  # "a toll of one person wounded"
        if linked and group is not None and group.kind in ("number", "vague", "zero"):
            return revised(parse, Finding(effect, [group], "toll to N", trigger))
        if numbered_at(parse, k):
            break
    start = next(
        (
            i
            for i in range(trigger.first, max(trigger.first - 6, -1), -1)
            if words[i] in TOTALS or (i == trigger.first and trigger.form("toll"))
        ),
        None,
    )
    while start is not None and start > 0 and words[start - 1] in ("the", "total", "overall", "official", "its", "of"):
        start -= 1
    group = parse.group_of.get(start - 1) if start else None
    if group is not None and group.kind == "number" and group.first and words[group.first - 1] in ("to", "at"):
        return Finding(effect, [group], "toll to N", trigger)
    return None


def revised(parse: Parse, finding: Finding) -> Finding:
    """'rose from 12 to 18': 18 is the figure, 12 the one that it replaces."""
    group = finding.groups[0]
    q = group.quantity
    if q.bound != "range" or parse.words[q.first] != "from" or q.low is None or q.high is None:
        return finding
    old, new = number(parse.words, q.first + 1), q.after
    if old is None:
        return finding
    earlier = replace(
        group,
        first=q.first + 1,
        after=old[1],
        quantity=Quantity(q.first + 1, old[1], q.low, q.low, q.low, "exact"),
        head=None,
    )
    group = replace(group, first=old[1] + 1, quantity=Quantity(old[1] + 1, new, q.high, q.high, q.high, "exact"))
    return replace(finding, groups=[group], earlier=earlier, rule="toll from N to M")


def label(parse: Parse, trigger: Trigger) -> Finding | None:
    """'Number of displaced: 452', 'IDPs total 122 387'."""
    words, k = parse.words, trigger.after
    while k < len(words) and words[k] in LABEL and not counted_at(parse, k):
        k += 1
    group = parse.starts.get(k)
    own = parse.group_of.get(trigger.first - 1)
    if parse.passive(trigger) is not None or (own is not None and own.counted and own.kind != "single"):
        return None  # "16 fatalities: eight Turks and …"
    if group is None or group.kind != "number" or not {":", "total"}.intersection(words[trigger.after : k]):
        return None
    return Finding(trigger.uses[0][1], [group], "<effect>: N", trigger)


def attribute(parse: Parse, trigger: Trigger) -> Finding | None:
    """'12 wounded soldiers', '3,000 newly displaced people'."""
    effect = trigger.form("ed", "participle", "adjective", "home")
    noun = parse.starts.get(trigger.after)
    if noun is None and parse.words[trigger.after : trigger.after + 1] and parse.words[trigger.after] in NATIONALITIES:
        end = (
            trigger.after
            + 1
            + (parse.words[trigger.after + 1 : trigger.after + 2] != [] and parse.words[trigger.after + 1] in VICTIMS)
        )
        noun = Group(trigger.after, end, Quantity(trigger.after, trigger.after, None, None, None, "exact"), end - 1,
                     VICTIMS.get(parse.words[end - 1]), "bare", side=parse.words[trigger.after])  # fmt: skip
    if not effect or noun is None or noun.kind != "bare" or noun.quantity.first != trigger.after:
        return None
    k = trigger.first - 1
    while k > 0 and parse.words[k] in ADVERBS and k not in parse.group_of:
        k -= 1
    group = parse.group_of.get(k)
    if group is None or group.kind not in ("number", "vague") or (group.head is not None and not group.unknown):
        return None
    return Finding(
        effect,
        [replace(group, after=noun.after, head=noun.head, role=noun.role, side=noun.side, unknown=False)],
        "N <effect> people",
        trigger,
    )


SWAPPED = frozenset(("swapped", "exchanged", "traded", "swapping", "exchanging"))


def keep(parse: Parse, trigger: Trigger) -> Finding | None:
    """'hold 59 hostages'."""
    effect = trigger.form("keep")
    behind = parse.object(trigger) if effect else []
    state = not CAPTIVE.isdisjoint(parse.words[behind[-1].after : behind[-1].after + 7]) if behind else False
    victims = [g for g in behind if g.role == "captive" or (g.counted and (state or (g.role == "combatant" and g.side is not None)))]
    return Finding(effect, victims, "<effect verb> N", trigger) if effect else None


def let_go(parse: Parse, trigger: Trigger) -> Finding | None:
    """'let 200 Palestinians go'."""
    effect = trigger.form("let")
    victims = [g for g in parse.object(trigger) if g.kind in (*NUMBERED, "name", "single") and not g.unknown] if effect else []
    if not effect or not victims:
        return None
    go = parse.words[victims[-1].after : victims[-1].after + 1] in (["go"], ["out"]) and parse.words[trigger.first - 1 : trigger.first] != ["to"]
    return Finding(effect, victims if go else [], "<effect verb> N", trigger)


def fell(parse: Parse, trigger: Trigger) -> Finding | None:
    """'56 soldiers fell on Monday', but not 'fell ill', 'fell from a roof', 'fell into the sea', 'fell by 12 per cent'."""
    effect = trigger.form("fall")
    if not effect:
        return None
    following = parse.words[trigger.after : trigger.after + 1]
    dead = not following or following[0] in FALLING or following[0] in ("-", "–") or not following[0][0].isalnum()
    victims = [g for g in parse.subject(trigger, None) if g.kind in NUMBERED and g.head is not None and not g.unknown] if dead else []
    victims = victims if victims and trigger.first - victims[-1].after < 4 else []
    return Finding(effect, victims, "N <verb of loss>", trigger)


def numbered(parse: Parse, trigger: Trigger) -> Finding | None:
    """'Only 12 survived', 'eliminated 12 gunmen'; nobody by name, and not 'is survived by his wife'."""
    effect = trigger.form("counted")
    if not effect:
        return None
    behind = parse.object(trigger) if effect in BEFALLS else []
    passive = parse.passive(trigger)
    beside = parse.group_of.get(trigger.first - 1) or (parse.group_of.get(trigger.first - 2) if parse.words[trigger.first - 1] in "\"“‘" else None)
    reduced = effect in HARMED and beside is not None and not parse.completed(trigger)  # "35 troops “neutralised” in reply"
    before = behind or (parse.subject(trigger, None) if (passive is not None or reduced) == (effect in BEFALLS) else [])
    victims = [g for g in before if g.kind in NUMBERED and not g.unknown and (effect == "alive" or g.role in ARMED or (effect == "rescued" and g.role is not None and g.role != "homes"))]
    unsure = not {"may", "might", "could", "would", "not", "never", "how"}.isdisjoint(parse.words[max(trigger.first - 5, 0) : trigger.first])
    rule = "<effect verb> N" if behind else "N were <effect verb>" if passive else "N <verb of loss>"
    if effect == "rescued" and not victims:
        return None
    return Finding(effect, victims if len(victims) == len(before) and not unsure else [], rule, trigger)


def fate(parse: Parse, trigger: Trigger) -> Finding | None:
    """'The fate of 15 sailors was unknown'."""
    effect = trigger.form("fate")
    words, k = parse.words, trigger.after
    group = parse.starts.get(k + 1) if effect and words[k : k + 1] == ["of"] else None
    if effect is None or group is None or group.kind not in NUMBERED:
        return None
    unknown = not {"unknown", "unclear", "uncertain", "undetermined"}.isdisjoint(words[group.after : group.after + 8])
    return Finding(effect, parse.list_from(k + 1), "<effect noun> of N", trigger) if unknown else None


def buried(parse: Parse, trigger: Trigger) -> Finding | None:
    """'villagers buried 12 people': those who bury are people, not a landslide or a house."""
    effect = trigger.form("buried")
    if not effect or parse.passive(trigger) is not None:
        return None
    who = [k for k in range(max(trigger.first - 7, 0), trigger.first) if parse.words[k] in MOURNERS]
    to_bury = parse.words[max(trigger.first - 3, 0) : trigger.first]
    victims = [g for g in parse.object(trigger) if g.kind in NUMBERED] if who or ("bury" in parse.words[trigger.first] and {"help", "helped", "to"}.intersection(to_bury)) else []
    return Finding(effect, victims, "<effect verb> N", trigger) if victims else None


def swap(parse: Parse, trigger: Trigger) -> Finding | None:
    """'an exchange of ten prisoners', 'a swap of 20 captives'."""
    effect = trigger.form("swap")
    k = trigger.after
    if effect and parse.words[trigger.first - 1 : k + 1] == ["in", parse.words[trigger.first], "for"]:
        freed = any(t.first < trigger.first and t.uses[0][1] == effect for t in parse.triggers)
        return Finding(effect, [g for g in parse.list_from(k + 1) if g.counted] if freed else [], "in exchange for N", trigger)
    there = effect is not None and parse.words[k : k + 1] == ["of"]
    victims = [g for g in parse.list_from(k + 1) if g.role == "captive"] if there else []
    return Finding(effect, victims, "<effect noun> of N", trigger) if effect and victims else None


def left(parse: Parse, trigger: Trigger) -> Finding | None:
    """'240 women left Israeli prisons'."""
    effect = trigger.form("left")
    if not effect:
        return None
    there = CUSTODY.intersection(parse.words[trigger.after : trigger.after + 4])
    if not there and parse.named and parse.passive(trigger) is None and gone_from(parse, trigger.after):
        many = [g for g in parse.subject(trigger, None) if g.kind in (*NUMBERED, "range") and g.role in ("people", "civilian", "households") and (g.quantity.count or g.quantity.low or 0) >= MANY]
        return Finding("displaced", many, "N <verb of loss>", trigger) if many else None
    return (
        Finding(effect, parse.subject(trigger, None) if there else [], "N <verb of loss>", trigger) if there else None
    )


def gone_from(parse: Parse, k: int) -> bool:
    """Whether 'left' at word k-1 ends there or has a town or a district behind it: '500 of the villagers have left'."""
    words = parse.words
    following = words[k] if k < len(words) else "."
    if following in (".", ";", ","):
        return not HAVE.isdisjoint(words[max(k - 4, 0) : k])
    return (following == "the" and words[k + 1 : k + 2] != [] and words[k + 1] in TOWN) or (parse.sentence.capital(k) and is_place(parse.sentence.said(k, k + 1)))


def of_the_dead(parse: Parse, trigger: Trigger) -> Finding | None:
    """'Sixty-four of the dead were children': a part of the figure told before."""
    effect = trigger.form("adjective", "ed", "participle", "count_noun")
    words, k = parse.words, trigger.first - 1
    if (
        effect
        and words[k : k + 1] == ["the"]
        and words[trigger.after : trigger.after + 1] in (["included"], ["include"])
    ):
        return Finding(effect, parse.list_from(trigger.after + 1), "the <effect> include N", trigger)
    there = words[trigger.after : trigger.after + 1]
    part = parse.starts.get(trigger.after + 1) if there == [","] else None
    if effect and k == 1 and words[:1] == ["of"] and words[k] in ("the", "those") and part is not None and part.kind in ("number", "vague") \
            and words[part.after : part.after + 1] and words[part.after] in BE:
        return Finding(effect, [replace(part, partitive=True)], "N of the <effect>", Trigger(part.first, part.after, trigger.uses))
    if effect and k > 0 and words[k] in ("the", "those") and words[k - 1] == "among" and there and there[0] in BE:
        return Finding(effect, parse.list_from(trigger.after + 1), "the <effect> include N", trigger)
    if not effect or k < 2 or words[k] not in ("the", "those") or words[k - 1] != "of":
        return None
    group = parse.group_of.get(k - 2)
    if group is None or group.kind not in ("number", "vague"):
        return None
    later = next((parse.trigger_of[j] for j in range(trigger.after, min(trigger.after + 4, len(words))) if j in parse.trigger_of), None)
    if effect == "injured" and later is not None and later.form("die") == "killed":
        return Finding(effect, [], "wounded who died", trigger)
    if effect in TAKEN and parse.words[group.first - 2 : group.first] in (["bodies", "of"], ["remains", "of"], ["corpses", "of"]):
        effect = "killed"  # "the bodies of 61 of those seized"
    return Finding(effect, [replace(group, partitive=True)], "N of the <effect>", trigger)


def lives(parse: Parse, trigger: Trigger) -> Finding | None:
    """'claimed 12 lives', '12 lives were lost'."""
    effect = trigger.form("lives")
    if not effect:
        return None
    group = parse.group_of.get(trigger.first)
    if group is None or not group.counted:
        return Finding(effect, [], "lives without number", trigger)
    words = parse.words
    told = (
        CLAIMING.intersection(words[max(group.first - 2, 0) : group.first])
        or "lost" in words[trigger.after : trigger.after + 3]
    )
    return Finding(effect, [group] if told else [], "claimed N lives", trigger)


def lost(parse: Parse, trigger: Trigger) -> Finding | None:
    """'the army lost nine men'."""
    effect = trigger.form("lost")
    if not effect:
        return None
    behind = parse.object(trigger)
    kin = bool(behind) and parse.words[behind[0].first] in ("her", "his", "their")  # "lost her mother and a baby son"
    victims = [g for g in behind if g.kind == "zero" or ((g.role in LOSABLE or (kin and g.role in ("women", "child"))) and g.counted)]
    return Finding(effect, victims, "lost N", trigger)


def taken(parse: Parse, trigger: Trigger) -> Finding | None:
    """'251 were taken to Gaza', not to hospital."""
    effect = trigger.form("taken")
    if not effect:
        return None
    k = trigger.after
    there = (
        parse.words[k : k + 1] == ["to"] and k + 1 < len(parse.words) and parse.named and parse.sentence.capital(k + 1)
    )
    if not there or CARE.intersection(parse.words[k : k + 7]):
        return Finding(effect, [], "taken elsewhere", trigger)
    return Finding(effect, parse.subject(trigger, None), "N were <effect verb>", trigger)


def stay(parse: Parse, trigger: Trigger) -> Finding | None:
    """'48 hostages are still in Gaza', 'Fifty-nine remain in Gaza'."""
    effect = trigger.form("stay")
    if not effect:
        return None
    victims = parse.subject(trigger, None)
    captive = any(g.role == "captive" for g in victims)
    before = parse.words[victims[0].first - 1] if victims and victims[0].first else ""
    if (captive or (effect == "detained" and all(g.counted and g.role is not None for g in victims) and victims)) and before != "of":
        return Finding(effect, victims, "N <state>", trigger)
    bare = bool(victims) and victims[0].head is None and not victims[0].unknown
    if bare and parse.words[trigger.first] in ("are", "remain") and not victims[0].partitive:
        return Finding(effect, victims, "N <state>", trigger)
    camp = {"camps", "camp", "centres", "centers", "shelters", "shelter", "sites", "tents"}.intersection(
        parse.words[trigger.after : trigger.after + 6]
    )
    return Finding("displaced" if camp else effect, victims if camp else [], "N <verb of loss>", trigger)


def handed(parse: Parse, trigger: Trigger) -> Finding | None:
    """'handed 24 hostages to the Red Cross'."""
    effect = trigger.form("handed")
    if not effect:
        return None
    victims = parse.object(trigger)
    if not victims and parse.passive(trigger) and parse.words[trigger.after : trigger.after + 1] == ["to"]:
        victims = parse.subject(trigger, False)
    exchanged = parse.words[trigger.first] != "handed"
    swapped = parse.words[trigger.first] in SWAPPED and bool(victims) and parse.words[victims[-1].after : victims[-1].after + 1] == ["for"]
    if parse.passive(trigger) and exchanged and not victims:
        if not NOT_YET.isdisjoint(parse.words[max(trigger.first - 4, 0) : trigger.first]):
            return Finding(effect, [], "not yet", trigger)
        victims = [g for g in parse.subject(trigger, False) if g.kind in NUMBERED]
        return Finding(effect, victims, "N were <effect verb>", trigger)
    victims = [g for g in victims if g.role == "captive" or (g.side and (swapped or not exchanged)) or ((g.role == "people" or g.head is None) and parse.words[trigger.first] in ("got", "gets"))]
    return Finding(effect, victims, "<effect verb> N", trigger)


def finish(parse: Parse, trigger: Trigger) -> Finding | None:
    """'stabbed 12 to death', 'beat to death two men', 'was lynched to death'."""
    effect = trigger.form("finish")
    if not effect:
        return None
    be = parse.passive(trigger)
    if {"sentenced", "sentencing", "condemned", "sentences", "wanted"}.intersection(parse.words[max(trigger.first - 8, 0) : trigger.first]):
        return Finding(effect, [], "sentenced to death", trigger)
    victims = parse.object(trigger)
    if not victims:
        group = parse.group_of.get(trigger.first - 1)
        victims = (
            parse.list_until(group) if group is not None else parse.subject(trigger, SINGULAR.get(be)) if be else []
        )
    return Finding(effect, victims, "<verb> N to death", trigger)


def wounds(parse: Parse, trigger: Trigger) -> Finding | None:
    """'12 suffered gunshot wounds'."""
    effect = trigger.form("wounds")
    if not effect:
        return None
    for k in range(trigger.first - 1, max(trigger.first - 6, -1), -1):
        if parse.words[k] in SUFFERED:
            victims = parse.subject(Trigger(k, k + 1, trigger.uses), None)
            return Finding(effect, victims, "N suffered <wounds>", trigger)
        if (k in parse.group_of and parse.group_of[k].kind != "single") or (k in parse.trigger_of and parse.trigger_of[k].form("die")):
            return None  # "had succumbed to his wounds"
    return None


def forced(parse: Parse, trigger: Trigger) -> Finding | None:
    """'forced 2,500 people out of their homes'."""
    effect = trigger.form("force")
    victims = parse.object(trigger) if effect else []
    if not effect or not victims:
        return Finding(effect, [], "forced without number", trigger) if effect else None
    following = parse.words[victims[-1].after : victims[-1].after + 6]
    if LEAVING.intersection(following):
        return Finding(effect, victims, "forced N to flee", trigger)
    return Finding(effect, [], "forced to something else", trigger)


def destroyed(parse: Parse, trigger: Trigger) -> Finding | None:
    """'60 homes were destroyed': as many households have lost theirs."""
    effect = trigger.form("home")
    if not effect:
        return None
    if parse.words[trigger.after : trigger.after + 1] == ["of"]:
        victims = parse.list_from(trigger.after + 1)
    else:
        victims = parse.object(trigger) or shared_object(parse, trigger) or parse.subject(trigger, None)
    homes = [g for g in victims if g.role == "homes" and g.kind in ("number", "vague")]
    return Finding(effect, homes, "N homes destroyed", trigger)
