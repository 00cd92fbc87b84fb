"""Figures whose verb is left out: 'two were killed in Aleppo and three in Homs', '12 by the army and nine by rebels'.

>>> from timeline.casualties.rules import findings
>>> from timeline.casualties.tokens import Sentence
>>> text = "Two villagers were killed in Arlit and three in Agadez."
>>> p = Parse(Sentence(text, 0, len(text)))
>>> [(f.effect, f.groups[0].quantity.count, f.groups[0].role) for f in gapped(p, findings(p)[0])]
[('killed', 3, 'civilian')]
"""

from __future__ import annotations

from dataclasses import replace

from timeline.casualties.finding import Finding
from timeline.casualties.objects import BE
from timeline.casualties.parse import Parse
from timeline.casualties.people import Group, year
from timeline.casualties.triggers import Trigger

PLACE = frozenset(("in", "at", "near", "outside", "around", "along", "across"))
LIKE = {**dict.fromkeys(PLACE, PLACE), "on": frozenset(("on",)), "into": frozenset(("into", "to")), "by": frozenset(("by",)), "from": frozenset(("from",))}
ENDS = frozenset((";", ".", ":", "(", "while", "when", "after", "but", "who", "which", "whom", "that", "including", "between"))
REACH = 14


def gapped(parse: Parse, finding: Finding) -> list[Finding]:
    """What the verb of a finding tells of more groups: bare numbers behind 'and' or a comma, each with a complement of the
    same kind as the first."""
    first = finding.groups[-1]
    words, k = parse.words, max(first.after, finding.trigger.after)
    if k < len(words) and words[k] in BE:
        k += 1
    out: list[Finding] = []
    kinds: set[str] = set()
    end = min(k + REACH, len(words))
    if k >= end or words[k] not in LIKE:
        return out
    while k < end and words[k] not in ENDS and (k not in parse.trigger_of or words[k] == "forces"):
        if words[k] in LIKE:
            kinds |= LIKE[words[k]]
        elif words[k] in ("and", ","):
            group = parse.starts.get(k + 1)
            own = group is not None and group.kind == "number" and group.head is not None and not group.unknown
            if group is not None and (own or bare(parse, group)) and words[group.after : group.after + 1] and words[group.after] in kinds and not words[k - 1][0].isdigit() \
                    and not (own and parse.effect_follows(group)):
                named = group if own else replace(group, head=first.head, role=first.role, side=first.side, partitive=first.partitive)
                out.append(replace(finding, groups=[named], trigger=Trigger(group.first, group.after, finding.trigger.uses), earlier=None))
                k, end = group.after, min(group.after + REACH, len(words))
                continue
        k += 1
    return out


def bare(parse: Parse, group: Group) -> bool:
    """Whether a group is a number alone, no year, with a word behind it."""
    q = group.quantity
    dated = year(parse.words, q)
    return group.kind in ("number", "vague") and group.head is None and not group.unknown and not dated and group.after < len(parse.words)
