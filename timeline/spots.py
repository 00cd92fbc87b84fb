"""Where a sentence says that something happened: the places behind a preposition of place or a verb of striking.

    >>> [s.label for s in spots("A shell struck Nikopol, and near the village of Adaba-Keno, in Kherson region, a mine went off.")]
    ['Nikopol', 'Adaba-Keno', 'Kherson']
    >>> [s.label for s in spots("Officials in Geneva told the mayor of Gomel that the ministry in Port Sudan keeps count.")]
    []

A name that the gazetteer does not know is a place where such words stand before it; people and parties are none.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from timeline.gazetteer import Gazetteer
from timeline.gazetteer.unknown import NOT_A_NAME

PLACES = ("place", "both", "state")
_IN = r"in|near|at|outside|across|inside|around|throughout|over|within|off|beside|above|towards?|into"
_STRUCK = (
    r"struck|strikes|striking|hit|hits|hitting|rocked|rocks|rocking|shook|bombed|bombs|bombing|shelled|shells|shelling|pounded|pounds|pounding|"
    r"stormed|storming|attacked|attacks|attacking|raided|raiding|overran|overrunning|devastated|battered|swept|targeted|targeting|besieged"
)
_ATTACKS = (
    r"(?:attacks?|strikes?|airstrikes?|raids?|assaults?|shelling|bombings?|bombardments?|salvos?|salvo|fire|barrages?|onslaught|offensive|"
    r"drones?|rockets?|missiles?|bombs?|shells?|hits?),?\s+(?:on|against|upon)"
)
_MARK = (
    r"the|its|a|an|nearby|neighbou?ring|besieged|occupied|disputed|embattled|far|upper|lower|greater|rural|coastal|central|inner|remote|whole|"
    r"(?:north|south|east|west)(?:[- ]?(?:east|west))?(?:ern)?|[\w-]+-(?:held|controlled|run|occupied|majority|ruled)|entire|all|old|"
    r"city|towns?|villages?|province|region|governorate|state|district|refugee|camp|county|locality|municipality|town|port|island|"
    r"suburbs?|neighbou?rhoods?|quarter|outskirts|centre|center|heart|middle|edge|area|areas|parts|west|east|north|south|coast|capital|"
    r"territory|department|valley|border|enclave|city's"
)
_OF = r"(?:the|a|an|its)\s+(?:(?!name|case|hands|request|eyes|face|wake|absence|presence|interest|light|direction|form|course|aftermath|expense|behest|mercy|war|days|weeks|months|years|end|start|beginning)[a-z][\w-]+\s+){1,2}of"
_BETWEEN = rf"(?:(?:{_MARK}|{_OF}|of|and)\s+)*"
LEAD = re.compile(rf"(?:\b(?:{_IN}|{_STRUCK}|{_ATTACKS}|(?:north|south|east|west)(?:[- ]?(?:east|west))?(?:ern)? of)\s+{_BETWEEN}|\b(?:villages?|towns?|city|camp|suburb|outskirts|district|province|town|coast)\s+of\s+)(?:[A-Z][\w-]+['’]s\s+{_BETWEEN})?$", re.I)
TAIL = re.compile(r"\s+(?:district|province|region|governorate|state|county|village|town|city|refugee camp|camp|township|neighbou?rhood|quarter)\b")
SPEECH = re.compile(r"\b(?:said|says|told|announced|reported|according to|speaking|speech|interview|conference|statement|talks|met|meeting)\b(?:\s+(?!that\b)[\w,'’-]+){0,7}\s*$", re.I)
KEEPING = re.compile(
    r"\b(?:ministry|authorities|officials?|government|administration|army|spokes\w+|governor|mayor|judges?|network|sources?|"
    r"analysts?|diplomats?|correspondent|desk|bureau)\s+$",
    re.I,
)
_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀŁŚŠŽ]"
RUN = re.compile(rf"(?<![\w’'-]){_CAPITAL}[\w’'-]*[\w](?:(?:\s(?:al|el|as|an|de|la|del|du|es|ash|ad|at|az|bin|bani|um|umm)[\s-]|\s|-(?:al-|el-)?){_CAPITAL}[\w’'-]*[\w])*")
LONGEST = 4


class Spot(NamedTuple):
    """A place where it stands in a sentence, and its name in the gazetteer or as written."""

    start: int
    end: int
    label: str
    text: str


@lru_cache(maxsize=512)
def spots(sentence: str) -> tuple[Spot, ...]:
    """The places of a sentence at which something happened, left to right."""
    return tuple(s for s in named_spots(sentence) if _happened_at(sentence, s))


@lru_cache(maxsize=512)
def named_spots(sentence: str) -> tuple[Spot, ...]:
    """What the sentence names that is or may be a place, left to right."""
    known = tuple(Gazetteer.load().find(sentence))
    taken = [(n.start, n.end) for n in known]
    found = [Spot(n.start, n.end, n.label, n.text) for n in known if n.place and not sentence.startswith(("'s ", "’s "), n.end)]
    shouted = sentence.isupper()
    for run in RUN.finditer(sentence) if not shouted else ():
        start, end = run.span()
        for a, b in taken:
            if a <= start < b:
                start = b + 3 if sentence.startswith(("'s ", "’s "), b) else b  # "Lebanon's Akkar"
        name = sentence[start:end]
        while (opening := name.partition(" "))[0] in NOT_A_NAME and opening[2]:
            start, name = start + len(opening[0]) + 1, opening[2]
        if name and not any(a < end and start < b for a, b in taken) and not name.endswith(("'s", "’s")) and _may_name(name):
            found.append(Spot(start, end, name, name))
    return tuple(sorted(found))


def _may_name(name: str) -> bool:
    words = name.split()
    if not words or not name[0].isupper():
        return False
    return len(words) <= LONGEST and not NOT_A_NAME.intersection(words) and not name.isupper()


def _happened_at(sentence: str, spot: Spot) -> bool:
    lead = sentence[: spot.start]
    found = LEAD.search(lead)
    if found is None:
        return False
    before = lead[: found.start()]
    return SPEECH.search(before) is None and KEEPING.search(before) is None
