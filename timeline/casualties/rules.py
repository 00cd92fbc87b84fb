"""Effect words and the people they befell: one rule for each shape of sentence.

>>> from timeline.casualties.tokens import Sentence
>>> text = "A bomb killed nine villagers and two guards were wounded."
>>> [(f.effect, [g.quantity.count for g in f.groups], f.rule) for f in findings(Parse(Sentence(text, 0, len(text))))]
[('killed', [9], '<effect verb> N'), ('injured', [2], 'N were <effect verb>')]
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from timeline.casualties.parse import ACTIVE, ADVERBS, BARRIERS, BE, Parse, Trigger
from timeline.casualties.people import Group
from timeline.casualties.quantities import Quantity, number

ANYBODY = frozenset({"killed", "injured", "casualties", "missing"})  # effects that single out people by themselves
HOMES = frozenset({"displaced"})
SINGULAR = {"was": True, "is": True, "were": False, "are": False}
UNREAL = frozenset(["to", "will", "would", "could", "may", "might", "can", "should", "shall", "must"])
GOVERNORS = frozenset(["attempted", "attempt", "attempting", "tried", "try", "trying", "threatened", "threatening", "threat", "threats", "plot", "plotted", "plotting", "plan", "planned", "planning", "ordered", "order", "wanted", "want", "intend", "intended", "vowed", "refused", "failed", "able", "capable", "order", "orders", "sworn", "willing", "ready", "prepared"])  # fmt: skip
ACCUSED = frozenset(["accused", "suspected", "blamed", "convicted", "charged", "accusing", "guilty", "responsible"])
TOTALS = frozenset(["number", "total", "figure", "count", "toll", "numbers"])
TOLL_LINKS = frozenset(
    ["to", "at", "is", "was", "stands", "stood", "reached", "reaches", "reaching", "exceeded", "exceeds", "exceeding", "surpassed", "topped", ":", "now", "had", "has", "at"]
)
CLAIMING = frozenset(["claimed", "claim", "claims", "claiming", "cost", "costs", "costing", "took", "take", "takes", "taking", "taken", "lost"])
SUFFERED = frozenset(["sustained", "suffered", "received", "suffering", "sustaining", "receiving", "sustain", "suffer", "have", "had", "with"])
LABEL = frozenset(
    ["total", "people", "persons", "number", "of", "nb", ":", "families", "housing", "houses", "shelter", "/", "households", "individuals", "-", ","]
)
LEAVING = frozenset(
    ["flee", "leave", "evacuate", "abandon", "move", "out", "from", "into", "relocate", "seek", "migrate", "homes", "displacement", "shelter"]
)
TOLL_VERBS = frozenset(["is", "was", "were", "are", "stands", "stood", "at", "to", "rose", "rises", "risen", "reached", "reaches", "has", "had", "hit", "now", "have", "reaching", "climbed", "climbs", "increased", "increase", "increases", "rise", "raised", "raising", "put", "puts", "puts", "putting", "as", ":", "of", "exceeds", "exceeded", "exceeding", "surpassed", "topped", "passed", "fell", "estimated", "coded", "-", "from", "by", "being", "that", "total", "said", "between", "about", "be", "currently"])  # fmt: skip


@dataclass(slots=True, eq=False)
class Finding:
    """Groups that together are the victims of one effect, found by one rule."""

    effect: str
    groups: list[Group]
    rule: str
    trigger: Trigger
    parent: Finding | None = field(default=None)
    status: str | None = None
    earlier: Group | None = None


def findings(parse: Parse) -> list[Finding]:
    """Every effect of a sentence with the people it befell, in the order of the effect words."""
    out: list[Finding] = []
    for trigger in parse.triggers:
        finding = of_trigger(parse, trigger)
        if finding is None:
            continue
        finding.groups = [g for g in finding.groups if suits(g, finding.effect, finding.rule)]
        if any(g.counted for g in finding.groups):
            out.append(finding)
    return out


def suits(group: Group, effect: str, rule: str) -> bool:
    """Whether such a group can suffer the effect: homes are not killed, a thing without a name is not released, one
    person by name is not a displacement."""
    if group.role == "homes" or group.kind == "name":
        return (effect in HOMES) == (group.role == "homes")
    return not group.unknown or effect in ANYBODY or group.side is not None or rule == "N <verb of loss>"


def of_trigger(parse: Parse, trigger: Trigger) -> Finding | None:
    for rule in (
        toll,
        label,
        attribute,
        lives,
        finish,
        wounds,
        forced,
        destroyed,
        participle,
        active,
        counted,
        nominal,
        died,
        state,
    ):
        finding = rule(parse, trigger)
        if finding is not None:
            return finding if finding.groups else None
    return None


def toll(parse: Parse, trigger: Trigger) -> Finding | None:
    """'the death toll rose to 12', 'brings to 12 the number of people killed'."""
    words = parse.words
    before = words[max(trigger.first - 5, 0) : trigger.first]
    effect = trigger.form("toll") or (trigger.uses[0][1] if TOTALS.intersection(before) else None)
    if effect is None:
        return None
    k = trigger.after
    while k < len(words) and k - trigger.after < 16 and words[k] not in TOLL_LINKS and not counted_at(parse, k):
        if words[k] in ";." or words[k] in BARRIERS:
            break
        k += 1
    if k < len(words) and (words[k] in TOLL_LINKS or (words[k] == "from" and counted_at(parse, k))):
        while k < len(words) and words[k] in TOLL_VERBS and k not in parse.starts:
            k += 1
        group = parse.starts.get(k)
        if group is not None and group.kind in ("number", "vague", "zero"):
            return revised(parse, Finding(effect, [group], "toll to N", trigger))
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


def counted_at(parse: Parse, k: int) -> bool:
    return k in parse.starts and parse.starts[k].counted


def label(parse: Parse, trigger: Trigger) -> Finding | None:
    """'Number of displaced: 452', 'IDPs total 122 387'."""
    words, k = parse.words, trigger.after
    while k < len(words) and words[k] in LABEL and not counted_at(parse, k):
        k += 1
    group = parse.starts.get(k)
    if group is None or group.kind != "number" or not {":", "total"}.intersection(words[trigger.after : k]):
        return None
    return Finding(trigger.uses[0][1], [group], "<effect>: N", trigger)


def attribute(parse: Parse, trigger: Trigger) -> Finding | None:
    """'12 wounded soldiers', '3,000 newly displaced people'."""
    effect = trigger.form("ed", "participle", "adjective", "home")
    noun = parse.starts.get(trigger.after)
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


def finish(parse: Parse, trigger: Trigger) -> Finding | None:
    """'stabbed 12 to death', 'beat to death two men', 'was lynched to death'."""
    effect = trigger.form("finish")
    if not effect:
        return None
    be = parse.passive(trigger)
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
        if k in parse.group_of and parse.group_of[k].kind != "single":
            return None
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


def participle(parse: Parse, trigger: Trigger) -> Finding | None:
    """'killed 12', '12 were killed', '12 killed'."""
    effect = trigger.form("ed", "participle", "blow")
    if not effect or (trigger.form("blow") and outlived(parse, trigger)):
        return None
    be = parse.passive(trigger)
    if be is None and trigger.form("ed", "blow"):
        victims = parse.object(trigger) or shared_object(parse, trigger) or as_many(parse, trigger)
        if victims and not (effect in HOMES and all(g.role == "homes" and not g.counted for g in victims)):
            return Finding(effect, victims, "<effect verb> N", trigger)
        leaves = effect in HOMES and parse.words[trigger.after : trigger.after + 1] in (["their"], ["his"], ["her"])
        if parse.completed(trigger) and not leaves:
            return Finding(effect, [], "active without number", trigger)
    victims = parse.subject(trigger, SINGULAR.get(be or ""))
    if victims:
        victims = victims + beside(parse, trigger, victims)
        return Finding(effect, victims, "N were <effect verb>" if be else "N <effect verb>", trigger)
    return None


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


def shared_object(parse: Parse, trigger: Trigger) -> list[Group]:
    """'killed and wounded 12', 'killed and mutilated a man': the object of the second verb."""
    words, k = parse.words, trigger.after
    if words[k : k + 1] not in (["and"], ["or"]) or k + 1 >= len(words):
        return []
    k = parse.skip(k + 1)
    following = parse.trigger_of.get(k)
    if following is not None:
        return parse.object(following) if following.form(*ACTIVE) else []
    return parse.list_from(parse.skip(k + 1)) if k < len(words) and words[k].endswith("ed") else []


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
    group = parse.group_of.get(trigger.first) or parse.group_of.get(trigger.first - 1)
    if group is not None and group.after >= trigger.first and group.counted and group.kind != "single":
        return Finding(effect, [group], "N <effect nouns>", trigger)
    k = trigger.after
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


def nominal(parse: Parse, trigger: Trigger) -> Finding | None:
    """'the death of 12', 'the release of at least 110'."""
    effect = trigger.form("act_noun")
    if not effect:
        return None
    words = parse.words
    for k in range(trigger.after, min(trigger.after + 8, len(words) - 1)):
        if words[k] == "of" and (k + 1 in parse.starts or parse.named_at(k + 1) is not None):
            return Finding(effect, parse.list_from(k + 1), "<effect noun> of N", trigger)
        if words[k] in ",;.:" or k in parse.trigger_of or k in parse.group_of:
            break
    owner = parse.group_of.get(trigger.first - 2)
    if owner is not None and words[trigger.first - 1] in ("'", "’") and owner.counted:
        return Finding(effect, [owner], "N's <effect noun>", trigger)
    return None


def died(parse: Parse, trigger: Trigger) -> Finding | None:
    effect = trigger.form("die")
    victims = parse.subject(trigger, None) if effect else []
    return (
        Finding(effect, victims + beside(parse, trigger, victims), "N <verb of loss>", trigger)
        if effect and victims
        else None
    )


def state(parse: Parse, trigger: Trigger) -> Finding | None:
    """'12 dead', '12 are still missing'."""
    effect = trigger.form("adjective")
    if not effect:
        return None
    victims = parse.subject(trigger, None)
    near = trigger.first - victims[-1].after < 9 if victims else False
    between = parse.words[victims[-1].after : trigger.first] if near else []
    if near and (not between or BE.intersection(between) or parse.skip(victims[-1].after) >= trigger.first):
        return Finding(effect, victims, "N <state>", trigger)
    return None
