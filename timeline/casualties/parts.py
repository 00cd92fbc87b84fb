"""Figures that have no effect word of their own, as parts of what was told: 'including N', 'two of them', '24: 13 and 11'.

>>> from timeline.casualties.rules import findings
>>> from timeline.casualties.tokens import Sentence
>>> text = "The raid killed nine guards, including a woman."
>>> p = Parse(Sentence(text, 0, len(text)))
>>> whole = one(findings(p)[0].groups[0], findings(p)[0])
>>> [(t.count, t.rule) for t in parts(p, [whole])]
[(1, 'including N')]
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from timeline.casualties.gapped import gapped
from timeline.casualties.objects import HAVE, PARTS, unnamed
from timeline.casualties.parse import Parse
from timeline.casualties.people import Group
from timeline.casualties.rules import suits
from timeline.casualties.telling import Telling, one
from timeline.casualties.triggers import Trigger

WHERE = frozenset(("close", "along", "in", "at", "near", "on", "from", "inside", "outside", "under", "during", "by"))
CONDITION = frozenset(("serious", "seriously", "critical", "grave", "gravely", "badly"))
BRINGING = frozenset(["bringing", "brings", "brought", "raising", "raises", "raised", "taking", "takes", "took"])


def parts(parse: Parse, told: list[Telling]) -> list[Telling]:
    """'including N', 'among them N', 'N of whom were': parts of what was told last before."""
    out: list[Telling] = []
    if not told or PARTS.isdisjoint(parse.words):
        return out
    claimed = {g.first for t in told for g in t.groups}
    for k, word in enumerate(parse.words):
        if word not in PARTS or not parse.zones[k]:
            continue
        j = k + 1
        while (
            j < len(parse.words)
            and parse.words[j] in ("them", "were", "was", "are", "is", ":", "whom")
            and j not in parse.starts
        ):
            j += 1
        before = [t for t in told if t.parent is None and t.groups[0].first < k]
        if j not in parse.starts or not before:
            continue
        parent = max(
            before,
            key=lambda t: (
                max(
                    t.groups[-1].after if t.groups[-1].after <= k else 0,
                    t.finding.trigger.after if t.finding.trigger.after <= k else 0,
                ),
                t.groups[0].first,
            ),
        )
        for group in parse.list_from(j):
            if (
                group.counted
                and group.first not in claimed
                and not unnamed(group)
                and suits(group, parent.effect, parent.rule)
                and smaller(group, parent)
            ):
                out.append(one(group, parent.finding, parent, "including N"))
                claimed.add(group.first)
                own = replace(parent.finding, groups=[group], trigger=Trigger(group.first, group.after, parent.finding.trigger.uses))
                for more in (f.groups[0] for f in gapped(parse, own)):
                    if more.first not in claimed and smaller(more, parent):
                        out.append(one(more, parent.finding, parent, "including N"))
                        claimed.add(more.first)
    return out


def listed(parse: Parse, told: list[Telling]) -> list[Telling]:
    """'24 hostages: 13 Israelis and ten Thais', 'five civilians, two of them children', 'two generals among them', and
    '57 were women' after 'sixty-four of the dead were children': parts without an effect word of their own."""
    out: list[Telling] = []
    if not told:
        return out
    claimed = {g.first for t in told for g in t.groups}
    words = parse.words
    wholes: dict[int, Telling] = {}
    for telling in told:
        if telling.parent is None and (telling.count is None or telling.count > 1):
            wholes.setdefault(telling.groups[-1].first, telling)
    places = sorted(wholes)
    for group in parse.groups:
        if not group.counted or group.kind in ("name", "listed") or group.first in claimed:
            continue
        before = bisect_left(places, group.first)
        if not before:
            continue
        last = wholes[places[before - 1]]
        k = group.after
        colon = (
            ":" in words[last.groups[-1].after : group.first] and ";" not in words[last.groups[-1].after : group.first]
        )
        noun = parse.noun_after(group) if group.partitive else None
        of_them = (
            group.partitive
            and words[k - 2 : k] in (["of", "them"], ["of", "whom"])
            and noun is not None
            and noun.kind in ("bare", "single")
        )
        some = of_some(parse, group) if not of_them else False
        colon = colon or dashed(parse, group, last)
        broken_down = words[:2] == ["of", "the"] and last.groups[0].first < 3
        told_of = (
            (last.rule == "N of the <effect>" or broken_down)
            and words[k : k + 1] in (["were"], ["are"])
            and k + 1 in parse.starts
            and words[group.first - 1] in ("and", ",")
        )
        if words[group.first - 1] == "for" and "total" in words[group.first : group.quantity.first] and last.effect in ("killed", "injured"):
            total = Trigger(group.first, group.after, last.finding.trigger.uses)
            out.append(one(group, replace(last.finding, trigger=total), rule="total to N"))
            continue
        if (
            words[group.first - 1] == "to"
            and group.head is None
            and BRINGING.intersection(words[max(group.first - 12, 0) : group.first])
        ):
            total = Trigger(group.first, group.after, last.finding.trigger.uses)
            out.append(one(group, replace(last.finding, trigger=total), rule="total to N"))
            continue
        if words[max(group.first - 2, 0) : group.first] in (["up", "from"], ["down", "from"]) and group.head is None:
            out.append(one(group, last.finding, rule="up from N"))
            continue
        if words[max(group.first - 2, 0) : group.first] in (["and", "later"], ["then", "later"], ["later", "of"]) and group.head is None:
            out.append(one(group, last.finding, rule="and later N"))
            continue
        each = last.effect == "released" and words[group.quantity.after : group.quantity.after + 1] == ["each"] and words[group.first - 1] == ","
        if not (colon or of_them or some or told_of or each or parse.among(group)) or not smaller(group, last):
            continue
        if colon and parse.effect_follows(group) and not of_them:
            continue
        named = noun if of_them else parse.starts.get(k + 1) if told_of else None
        effect = "killed" if last.effect in ("alive", "held") and not colon else last.effect
        part = one(
            replace(group, role=named.role if named else group.role),
            replace(last.finding, effect=effect),
            last,
            "part of N",
        )
        if told_of and not broken_down:
            part.parent, part.orphan = None, True
        part.noun = (named.first, named.after) if named else None
        part.label = parse.sentence.said(named.first, named.after) if named else None
        out.append(part)
        claimed.add(group.first)
        for more in gapped(parse, replace(part.finding, groups=[group], trigger=Trigger(group.first, group.after, part.finding.trigger.uses))) if some else ():
            if more.groups[0].first not in claimed and smaller(more.groups[0], last):
                out.append(one(more.groups[0], part.finding, last, "part of N"))
                claimed.add(more.groups[0].first)
    return out


def of_some(parse: Parse, group: Group) -> bool:
    """Whether 'ten of them critically', '92 of whom in Jajarkot', '57 of them on the first day' counts some of a figure."""
    words, k = parse.words, group.after
    if not group.partitive or words[k - 2 : k] not in (["of", "them"], ["of", "whom"]) or words[group.first - 1 : group.first] not in ([","], ["("], ["-"], ["–"], ["—"]):
        return False
    following = words[k] if k < len(words) else "."
    if words[k - 1] == "whom" and following in HAVE:
        return True  # "18 of whom had been serving life terms"
    return following in WHERE or (following.endswith("ly") and words[k + 1 : k + 2] in ([","], ["."], [")"], [";"], [])) or following in CONDITION


def dashed(parse: Parse, group: Group, last: Telling) -> bool:
    """Whether a figure is broken down behind a dash or in a bracket: '153 dead - 80 rebels, 19 of their allies and 54 soldiers',
    'eight people (three soldiers and five nurses)'."""
    words = parse.words
    start = last.groups[-1].after
    start = start if words[start : start + 1] == ["("] else max(start, last.finding.trigger.after)
    dash = next((k for k in range(start, group.first) if words[k] in ("-", "–", "—", "(")), None)
    if dash is None or not last.count or {";", ".", "while", "when", "after"}.intersection(words[start : group.first]) or (words[dash] != "(" and "(" in words[start : group.first]):
        return False
    end = words.index(")", dash) if words[dash] == "(" and ")" in words[dash:] else len(words)
    members = [g for g in parse.groups if dash < g.first < end and g.counted and g.quantity.count and g.kind in ("number", "single") and not parse.effect_follows(g)]
    return bool(members) and members[0].first - dash < 3 and len(members) > 1 and sum(g.quantity.count or 0 for g in members) in (last.count, last.groups[-1].quantity.count)


def smaller(group: Group, whole: Telling) -> bool:
    """A part is not greater than its whole; a vague number may be any."""
    part, total = group.quantity.count or group.quantity.low, whole.count or whole.high
    return part is None or total is None or part <= total
