"""Effect words and the people they befell: one rule for each shape of sentence.

>>> from timeline.casualties.tokens import Sentence
>>> text = "A bomb killed nine villagers and two guards were wounded."
>>> [(f.effect, [g.quantity.count for g in f.groups], f.rule) for f in findings(Parse(Sentence(text, 0, len(text))))]
[('killed', [9], '<effect verb> N'), ('injured', [2], 'N were <effect verb>')]
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise

from timeline.casualties import shapes
from timeline.casualties.finding import Finding, shared_object
from timeline.casualties.lexicon import MONTHS, TABLE, VICTIMS, syntax
from timeline.casualties.names import named_at
from timeline.casualties.objects import BE, TAKING
from timeline.casualties.parse import Parse
from timeline.casualties.parties import is_place
from timeline.casualties.people import Group
from timeline.casualties.quantities import Quantity
from timeline.casualties.triggers import Trigger

ANYBODY = frozenset({"killed", "injured", "casualties", "missing"})  # effects that single out people by themselves
NOBODY_HURT = frozenset({"killed", "injured", "casualties"})
HOMES = frozenset({"displaced"})
TAKEN = frozenset({"captured", "released", "held", "missing"})
SINGULAR = {"was": True, "is": True, "were": False, "are": False}
UNREAL = syntax("unreal")
GOVERNORS = syntax("governors")
ACCUSED = frozenset(["accused", "suspected", "blamed", "convicted", "charged", "accusing", "guilty", "responsible"])
MODALS = frozenset(["would", "will", "should", "shall", "must"])
COULD = MODALS | {"could", "may", "might"}
WANTING = syntax("wanting")
ALLOWING = syntax("allowing")
TIMES = frozenset(TABLE["times"]["words"]) | {"on", "in", "at", "last", "this", "the", "of"}
PER_SPAN = [[per, span] for per in ("per", "a", "each", "every") for span in ("day", "week", "month", "year", "hour")]
PUTTING = frozenset(("put", "puts", "putting"))
CALLING = frozenset(("call", "calls", "called", "calling"))
TO_ACCOUNT = frozenset(("accountable", "responsible", "to", "liable", "up", "back", "talks", "hearings"))
LET_GO = frozenset({"released", "rescued"})
TOLL_VERBS = syntax("toll_verbs")


PRONOUNS = frozenset(("them", "him", "her"))
AFTER_HER = frozenset(("in", "on", "at", "with", "and", "near", "by", "before", "after", "when", "as", "to", "for", "with", "a", "two", "three", "there", "later", "outside", "inside", "from"))
CATCHING = frozenset(("took", "caught", "shot", "hit", "met", "found", "held", "led", "brought", "drove", "beat", "bound", "stole", "forced", "hunted", "chased"))
SHARES = frozenset(["%", "percent", "cent", "half", "third", "thirds", "quarter", "quarters"])
OF_TIME = frozenset(["year", "month", "week", "day", "war", "decade", "century"])
APART = frozenset(["-", "–", "—", ",", "("])
Rule = Callable[[Parse, Trigger], Finding | None]


def findings(parse: Parse) -> list[Finding]:
    """Every effect of a sentence with the people it befell, in the order of the effect words."""
    out: list[Finding] = []
    for trigger in parse.triggers:
        finding = of_trigger(parse, trigger)
        if finding is None:
            continue
        finding.groups = [
            g
            for g in finding.groups
            if suits(g, finding.effect, finding.rule, parse)
            and parse.words[g.first - 1 : g.first] != ["every"]
            and not (finding.rule == "N were <effect verb>" and portion_of(parse, g))
        ]
        if any(g.counted for g in finding.groups):
            out.append(finding)
            out += in_return(parse, finding)
    return out + hostages_taken(parse)


def hostages_taken(parse: Parse) -> list[Finding]:
    """'took 251 hostages to the coast': whom the verb makes captives."""
    if TAKING.isdisjoint(parse.words):
        return []
    out: list[Finding] = []
    for group in parse.groups:
        verb = group.first - 1
        if verb >= 0 and parse.words[verb] in TAKING and group.counted and group.role == "captive" and not UNREAL.intersection(parse.words[max(verb - 2, 0) : verb]):
            out.append(Finding("captured", parse.list_from(group.first), "<effect verb> N", Trigger(verb, group.first, (("ed", "captured"),))))
    return out


def in_return(parse: Parse, finding: Finding) -> list[Finding]:
    """'freed four women for 200 prisoners': the others that were let go for them."""
    if finding.effect != "released" or "for" not in parse.words:
        return []
    start = max(finding.groups[-1].after, finding.trigger.after)
    for k in range(start, min(start + 5, len(parse.words) - 1)):
        if parse.words[k] in (",", ";", "."):
            return []
        group = parse.starts.get(k + 1) if parse.words[k] == "for" else None
        own = group is not None and parse.words[group.quantity.after : group.quantity.after + 1] == ["of"] and "own" in parse.words[group.quantity.after : group.quantity.after + 3]
        if group is not None and group.counted and (group.role == "captive" or own):
            return [Finding("released", parse.list_from(k + 1), "in exchange for N", finding.trigger)]
    return []


def portion_of(parse: Parse, group: Group) -> bool:
    """Whether a share of the group is meant: '90 per cent of the country's 2 million people were displaced'."""
    before = parse.words[max(group.first - 5, 0) : group.first]
    if "of" not in before or not OF_TIME.isdisjoint(near := before[before.index("of") + 1 :]) or not APART.isdisjoint(near):
        return False  # "in the first half of the year 986 civilians …", "a quarter of the people - 1.2 million - …"
    return not SHARES.isdisjoint(before[: before.index("of")])


def suits(group: Group, effect: str, rule: str, parse: Parse | None = None) -> bool:
    """Whether such a group can suffer the effect: homes are not killed, a thing without a name is not released, one
    person by name is not a displacement."""
    if group.kind == "name" and effect in TAKEN and parse is not None and is_place(parse.sentence.said(group.first, group.after)):
        return False  # "the rebels captured El Fasher"
    if group.role == "homes" or group.kind == "name":
        return (effect in HOMES) == (group.role == "homes")
    return not group.unknown or effect in ANYBODY or group.side is not None or rule == "N <verb of loss>"


def of_trigger(parse: Parse, trigger: Trigger) -> Finding | None:
    for rule in rules_for(trigger.uses):
        finding = rule(parse, trigger)
        if finding is not None:
            return finding if finding.groups else None
    return None


def participle(parse: Parse, trigger: Trigger) -> Finding | None:
    """'killed 12', '12 were killed', '12 killed'."""
    effect = trigger.form("ed", "participle", "blow")
    if not effect or (trigger.form("blow") and outlived(parse, trigger)):
        return None
    be = parse.passive(trigger)
    before = parse.words[trigger.first - 1] if trigger.first else ""
    if (be is None and before == "never") or (be is not None and negated(parse.words, trigger.first)):
        return Finding(effect, [], "not done", trigger)
    if effect == "held" and parse.words[trigger.after : trigger.after + 1] and parse.words[trigger.after] in TO_ACCOUNT:
        return Finding(effect, [], "held to account", trigger)
    if be is not None and MODALS.intersection(parse.words[max(trigger.first - 5, 0) : trigger.first]):
        return Finding(effect, [], "not yet", trigger)
    if be is None and effect == "injured" and before == "the" and parse.words[trigger.after : trigger.after + 1] in (["to"], ["and"], ["from"], ["by"]):
        return Finding(effect, [], "the wounded, without number", trigger)
    if be is None and effect == "injured" and parse.words[max(trigger.first - 3, 0) : trigger.first] == ["the", "dead", "and"]:
        return Finding(effect, [], "the dead and wounded, without number", trigger)
    unmet = parse.words[max(trigger.first - 3, 0) : trigger.first]
    if be is None and "have" in unmet and {"could", "would", "should"}.intersection(unmet):
        return Finding(effect, [], "unreal", trigger)
    if be is None and trigger.form("ed", "blow") and not (trigger.after - trigger.first > 1 and parse.words[trigger.after - 1] == "from"):
        victims = parse.object(trigger) or shared_object(parse, trigger) or as_many(parse, trigger) or meant(parse, trigger)
        if victims and not (effect in HOMES and all(g.role == "homes" and not g.counted for g in victims)):
            return Finding(effect, victims, "<effect verb> N", trigger)
        leaves = effect in HOMES and parse.words[trigger.after : trigger.after + 1] in (["their"], ["his"], ["her"])
        if not leaves and (parse.completed(trigger) or (before == "who" and trigger.form("ed"))):
            return Finding(effect, [], "active without number", trigger)
    victims = parse.subject(trigger, SINGULAR.get(be or ""))
    if victims:
        victims = victims + beside(parse, trigger, victims)
        return Finding(effect, victims, "N were <effect verb>" if be else "N <effect verb>", trigger)
    return None


def negated(words: list[str], verb: int) -> bool:
    """'was not injured', 'were never abducted'."""
    back = words[max(verb - 4, 0) : verb]
    near = next((k for k in range(len(back) - 1, -1, -1) if back[k] in BE), len(back))
    return bool({"not", "never"}.intersection(back[near + 1 :])) or back[near - 1 : near] == ["not"]


def meant(parse: Parse, trigger: Trigger) -> list[Group]:
    """Whom a pronoun behind a verb means: 'kidnapped three farmers and later killed them', whom a verb before it befell."""
    words, k = parse.words, trigger.after
    if k >= len(words) or words[k] not in PRONOUNS or (words[k] == "her" and words[k + 1 : k + 2] and words[k + 1][0].isalpha() and words[k + 1] not in AFTER_HER):
        return []
    for group in reversed([g for g in parse.groups if g.after <= trigger.first]):
        verb = group.first - 1
        done = verb >= 0 and (words[verb].endswith("ed") or words[verb] in CATCHING or verb in parse.trigger_of)
        if not done or not group.counted or group.unknown or group.role in ("homes", "households"):
            continue
        members = parse.list_from(group.first)
        several = len(members) > 1 or (members[0].quantity.count or members[0].quantity.low or 2) > 1
        if members and several == (words[k] == "them"):
            return members
    return []


def as_many(parse: Parse, trigger: Trigger) -> list[Group]:
    """'wounded twice as many: 61': the number that the comparison ends in."""
    words, k = parse.words, trigger.after
    if "many" not in words[k : k + 4] or "as" not in words[k : k + 3]:
        return []
    k = words.index("many", k) + 1
    return parse.list_from(k + 1) if words[k : k + 1] in ([":"], [","], ["-"], ["–"], ["—"], ["("]) else []


def outlived(parse: Parse, trigger: Trigger) -> bool:
    """Whether the next verb says that the victims of a blow died: 'stabbed and killed', 'stabbed 12 to death'."""
    return any(
        (t := parse.trigger_of.get(k)) is not None and t.uses[0][1] == "killed"
        for k in range(trigger.after, trigger.after + 6)
    )


def beside(parse: Parse, trigger: Trigger, victims: list[Group]) -> list[Group]:
    """'was killed along with his wife and two sons'."""
    k = parse.skip(trigger.after)
    after = parse.join(k)
    if (
        parse.words[k : k + 1] == ["with"]
        and parse.words[k + 1 : k + 2]
        and parse.words[k + 1] in ("his", "her", "their")
    ):
        after = k + 1
    if after == k or parse.words[k] in ("and", ","):
        return []
    return [g for g in parse.list_from(after) if g not in victims]


def active(parse: Parse, trigger: Trigger) -> Finding | None:
    """'killing 12', 'kills 12'; 'to kill 12' only says what was meant."""
    effect = trigger.form("ing", "base")
    if not effect:
        return None
    victims = parse.object(trigger) or shared_object(parse, trigger)
    if not victims:
        return None
    before = parse.words[max(trigger.first - 5, 0) : trigger.first]
    if trigger.form("base") and before and before[-1] in UNREAL:
        return Finding(effect, [], "unreal", trigger)
    if GOVERNORS.intersection(before[-3:]):
        return Finding(effect, [], "unreal", trigger)
    return Finding(
        effect, victims, "<effect verb> N", trigger, status="claimed" if ACCUSED.intersection(before) else None
    )


def counted(parse: Parse, trigger: Trigger) -> Finding | None:
    """'12 deaths', 'no casualties', 'deaths: 12', 'the number of deaths rose to 12'."""
    effect = trigger.form("count_noun")
    if not effect:
        return None
    if parse.words[trigger.first - 1 : trigger.first] == ["without"] and trigger.first and effect in NOBODY_HURT:
        k = trigger.first - 1
        return Finding(effect, [Group(k, trigger.after, Quantity(k, k + 1, 0, 0, 0, "exact"), None, None, "zero")], "N <effect nouns>", trigger)
    group = parse.group_of.get(trigger.first) or parse.group_of.get(trigger.first - 1)
    if group is not None and (parse.words[trigger.after : trigger.after + 2] in PER_SPAN or not MODALS.isdisjoint(parse.words[max(group.first - 3, 0) : group.first])):
        return Finding(effect, [], "a rate, or ahead", trigger)  # "40 deaths a day", "we will have 900 murders"
    if group is not None and group.after >= trigger.first and group.counted and group.kind != "single":
        return Finding(effect, [group], "N <effect nouns>", trigger)
    k = put_at(parse, trigger)
    while k < len(parse.words) and parse.words[k] in TOLL_VERBS and k not in parse.starts and k - trigger.after < 6:
        k += 1
    group = parse.starts.get(k)
    if (
        group is not None
        and k > trigger.after
        and group.counted
        and group.kind != "single"
        and parse.words[k - 1] != "of"
    ):
        return Finding(effect, [group], "toll to N", trigger)
    return None


def put_at(parse: Parse, trigger: Trigger) -> int:
    """The word after a count noun, or the 'at' behind it where the sentence puts the count: 'puts deaths on the route at 2,500'."""
    words = parse.words
    if PUTTING.isdisjoint(words[max(trigger.first - 6, 0) : trigger.first]):
        return trigger.after
    for k in range(trigger.after, min(trigger.after + 9, len(words) - 1)):
        if words[k] == "at" and k + 1 in parse.starts:
            return k
        if words[k] in (",", ";", ".", "that", "who", "which"):
            break
    return trigger.after


def none(parse: Parse, trigger: Trigger) -> Finding | None:
    """'no victims', 'without casualties': nobody, told as a figure."""
    effect, first = trigger.form("none"), trigger.first
    if not effect:
        return None
    return Finding(effect, [Group(first, trigger.after, Quantity(first, first + 1, 0, 0, 0, "exact"), None, None, "zero")], "no <effect nouns>", trigger)


def wanted(words: list[str], noun: int, effect: str) -> bool:
    """'demanded the release of 40', 'authorised the killing of 12': what somebody wants or allows has not happened."""
    back = words[max(noun - 5, 0) : noun]
    near = back[len(back) - back[::-1].index(",") :] if "," in back else back
    if effect == "killed" and any(a in CALLING and b == "for" for a, b in pairwise(near)):
        return True
    return not (WANTING if effect in LET_GO else ALLOWING if effect == "killed" else frozenset()).isdisjoint(near)


def past_source(words: list[str], k: int) -> int:
    """The word behind ', according to the police,' at word k."""
    if words[k : k + 2] != [",", "according"]:
        return k
    end = next((j for j in range(k + 1, min(k + 12, len(words))) if words[j] == ","), k - 1)
    return end + 1


def of_time(word: str) -> bool:
    """Whether a word may stand in a day between a noun and its victims: 'the killing, on 9 May, of two nurses'."""
    return word == "," or word in TIMES or word in MONTHS or word.isdecimal()


def nominal(parse: Parse, trigger: Trigger) -> Finding | None:
    """'the death of 12', 'the release of at least 110'."""
    effect = trigger.form("act_noun")
    if not effect:
        return None
    words = parse.words
    if wanted(words, trigger.first, effect):
        return Finding(effect, [], "unreal", trigger)
    for k in range(trigger.after, min(trigger.after + 8, len(words) - 1)):
        near = k == trigger.after
        behind = past_source(words, k + 1) if words[k] == "of" else k + 1
        known = parse.starts.get(behind)
        near = near or all(of_time(w) for w in words[trigger.after : k])  # "the murder on 9 May of Ana Pardo"
        if words[k] == "of" and (
            (known is not None and (near or not known.unknown)) or (near and named_at(parse, k + 1) is not None)
        ):
            return Finding(effect, parse.list_from(behind), "<effect noun> of N", trigger)
        if words[k] == "," and near and of_time(words[k + 1]):
            continue
        if words[k] in ",;.:" or k in parse.trigger_of or k in parse.group_of:
            break
    owner = parse.group_of.get(trigger.first - 2)
    if owner is not None and words[trigger.first - 1] in ("'", "’") and owner.counted:
        return Finding(effect, [owner], "N's <effect noun>", trigger)
    return None


def died(parse: Parse, trigger: Trigger) -> Finding | None:
    effect = trigger.form("die")
    if effect and trigger.first and parse.words[trigger.first - 1] in COULD:
        return Finding(effect, [], "not yet", trigger)  # "800,000 people could flee"
    victims = parse.subject(trigger, None) if effect else []
    return (
        Finding(effect, victims + beside(parse, trigger, victims), "N <verb of loss>", trigger)
        if effect and victims
        else None
    )


def apposition(parse: Parse, start: int, end: int) -> bool:
    """Whether the words start..end-1 are an aside between commas and a verb: '51 people, mostly from Syria, were taken off'."""
    words = parse.words
    last = next((k for k in range(end - 1, start, -1) if words[k] == ","), None)
    return words[start : start + 1] == [","] and last is not None and words[last + 1 : last + 2] != [] and words[last + 1] in BE and end - start < 18


def state(parse: Parse, trigger: Trigger) -> Finding | None:
    """'12 dead', '12 are still missing'."""
    effect = trigger.form("adjective")
    if not effect:
        return None
    if effect == "missing" and VICTIMS.get((parse.words[trigger.after : trigger.after + 1] or [""])[0]) and parse.words[trigger.first - 1 : trigger.first] not in (["are"], ["were"]):
        return None  # "the agency's missing migrants project"
    own = parse.group_of.get(trigger.first)
    if own is not None and own.kind in ("number", "single") and own.head == trigger.first:
        return None  # "one hostage has died"
    victims = parse.subject(trigger, None)
    gone = next((k for k in range(trigger.first - 1, max(trigger.first - 6, 0), -1) if parse.words[k] in ("left", "leave")), None)
    if effect == "alive" and gone is not None and all(parse.sentence.capital(k) for k in range(gone + 1, trigger.first)):
        victims = parse.before(trigger, None, gone - 1)  # "only seven prisoners left Arlit alive"
        return Finding(effect, victims, "N <state>", trigger) if victims else None
    if victims and parse.words[max(victims[0].first - 4, 0) : victims[0].first].count("how"):
        return Finding(effect, [], "how many", trigger)  # "how many of the 58 hostages are alive"
    near = trigger.first - victims[-1].after < 9 or apposition(parse, victims[-1].after, trigger.first) if victims else False
    between = parse.words[victims[-1].after : trigger.first] if near else []
    if near and effect == "held" and parse.words[victims[0].first - 1] in ("took", "take", "takes", "taking", "taken"):
        taking = Trigger(victims[0].first - 1, victims[0].first, trigger.uses)
        return Finding("captured", victims, "<effect verb> N", taking)
    if near and (not between or BE.intersection(between) or parse.skip(victims[-1].after) >= trigger.first):
        return Finding(effect, victims, "N <state>", trigger)
    return None


RULES: tuple[tuple[Rule, tuple[str, ...]], ...] = (
    (none, ("none",)),
    (shapes.toll, ()),
    (shapes.label, ()),
    (shapes.of_the_dead, ("adjective", "ed", "participle", "count_noun")),
    (shapes.attribute, ("ed", "participle", "adjective", "home")),
    (shapes.lives, ("lives",)),
    (shapes.lost, ("lost",)),
    (shapes.taken, ("taken",)),
    (shapes.stay, ("stay",)),
    (shapes.handed, ("handed",)),
    (shapes.keep, ("keep",)),
    (shapes.let_go, ("let",)),
    (shapes.fell, ("fall",)),
    (shapes.numbered, ("counted",)),
    (shapes.fate, ("fate",)),
    (shapes.buried, ("buried",)),
    (shapes.swap, ("swap",)),
    (shapes.left, ("left",)),
    (shapes.finish, ("finish",)),
    (shapes.wounds, ("wounds",)),
    (shapes.forced, ("force",)),
    (shapes.destroyed, ("home",)),
    (participle, ("ed", "participle", "blow")),
    (active, ("ing", "base")),
    (counted, ("count_noun",)),
    (nominal, ("act_noun",)),
    (died, ("die",)),
    (state, ("adjective",)),
)


@lru_cache(maxsize=1024)
def rules_for(uses: tuple[tuple[str, str], ...]) -> tuple[Rule, ...]:
    """The rules that a word of these forms may follow, in their order."""
    forms = {form for form, _ in uses}
    return tuple(rule for rule, wanted in RULES if not wanted or forms.intersection(wanted))
