"""Places that no table holds, found by the words beside them: "in Laukkai", "the town of Barsalogho", "Burin district"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence, Set

from timeline.gazetteer.names import Entry, Name, words
from timeline.gazetteer.unknown import NOT_A_NAME, TITLES

_NAME = r"[A-ZÀ-ÖØ-ÞĀŁŚŠŽĐČĆ][\w’'-]{1,30}(?<=\w)"
_RUN = rf"{_NAME}(?:[ \u00a0](?:(?:el|al|de|del|la|di|da|do|dos|sur|upon|of)[ \u00a0])?(?:(?:al|el|as|ad|ash|az|ar)-)?{_NAME}){{0,2}}"
_AREAS = (r"town|village|city|port|suburb|neighbourhood|neighborhood|hamlet|settlement|district|province|region|state|county|governorate|township|"
          r"territory|municipality|commune|camp|island|islands|valley|peninsula|oasis|enclave|department|prefecture")  # fmt: skip
_SIDES = r"(?:(?:north|south|east|west)(?:east|west)?(?:ern)?|central|nearby|neighbou?ring|besieged|embattled|rural|coastal|upper|lower|downtown|greater)"
IN_PLACE = re.compile(
    rf"\b(?:[Ii]n|[Nn]ear|[Oo]utside|[Ii]nside|[Aa]round|north of|south of|east of|west of|centre of|center of|outskirts of|parts of|control of|capital of|"
    rf"(?:{_AREAS})s? of)[ \u00a0](?:the[ \u00a0])?(?:{_SIDES}[ \u00a0])*(?:(?:{_AREAS})[ \u00a0]of[ \u00a0])?({_RUN})(?![\w’'])")  # fmt: skip
BEFORE_AREA = re.compile(rf"\b({_NAME}(?:[ \u00a0](?:(?:al|el)-)?{_NAME})?)[ \u00a0](?:{_AREAS})\b(?! of\b)")
TAKEN = re.compile(
    rf"\b(?:shell|bombard|bomb|besieg|overr[au]n|recaptur|retak|retook|took|tak|seiz|captur|occup|storm|raid|enter|conquer|strafe|pound|encircl|surround)(?:ed|s|es|ing|e|en|ied|ying)?"
    rf"[ \u00a0]({_RUN})(?![\w’'])")  # fmt: skip
FURTHER = re.compile(rf"(?:, | and |, and )({_NAME}(?:[ \u00a0](?:(?:al|el)-)?{_NAME})?)(?= and |, |[.;]| on | in | at | near | after | overnight| early| before|$)")
FAITH = re.compile(r"\b(?:confidence|trust|faith|belief|interest|believe|interested|pride)[ \u00a0]in[ \u00a0]$")

WORD = re.compile(rf"(?<![\w’'-]){_NAME}")
# A capitalised word behind another one is somebody's family name: "Ana Kos", "President Kos", but not "In Kos".
BEHIND_A_NAME = re.compile(
    rf"\b(?!(?:In|Near|Outside|Inside|Around|From|At|To|But|And|The|While|When|After|Before|Since|For|As|On|Of|With|Old|New|Upper|Lower|Greater|"
    rf"Central|(?:North|South|East|West)(?:ern)?)\b)[A-Z][\w’-]{{1,30}}[ \u00a0](?=({_NAME}))"
)  # fmt: skip
ADJECTIVES = ("ian", "can", "ean", "ic", "ish", "ese", "ist", "ant", "-dominated", "-majority")  # "in West African ports"
# Capitalised words that stand where places stand and are none.
NO_PLACE = NOT_A_NAME | frozenset(word for title in TITLES for word in title.split()) | words(
    "Parliament Congress Senate Cabinet House Knesset Duma Assembly Operation Article Section Resolution Chapter Phase Part Room Mass Telegram "
    "Facebook Twitter Instagram YouTube WhatsApp TikTok Internet Latin Spanish German Portuguese Turkish Persian Farsi Pashto Urdu Hindi Swahili "
    "Ukrainian Chinese Japanese Council Committee Party Army Force Forces Agreement Conference Court Act War Week Day Award Front Ministry Bank "
    "News Times Post University College School Hospital Union Nations League Organisation Organization Agency Authority Corps Brigade Brigades "
    "Battalion Division Regiment Movement Alliance Coalition Group Foundation Institute Centre Center Commission Mission Programme Program Office "
    "Department Fund Church Club Company Corporation Treaty Accord Accords Plan Protocol Convention Charter Constitution Summit Olympics Games Cup "
    "Defence Defense Foreign Interior Justice Security Internet Bitcoin Covid AIDS Ebola Earth Heaven God Allah Prophet Prophets Christ Bible Koran Quran "
    "Annex Appendix Table Figure Box Question Answer Volume Episode Series Season Spring Summer Autumn Winter Monday’s Kalashnikov Kalashnikovs "
    "Friday’s Senators Members Ministers Presidents Western Eastern Northern Southern Central Deputy Acting Former Then-President Congressional "
    "Republican Republicans Democrat Democrats Conservative Labour Liberal Socialist Communist Communists Islamist Islamists Jihad Sharia Hajj Passover "
    "Hanukkah Yom Nowruz Diwali Lent Advent Independence Black White Red Blue Green Royal Air Navy Marines Guard Police Special First Second Third"
)


def told_places(text: str, known: Sequence[Name]) -> list[Name]:
    """The places of a text that the tables do not hold, wherever they stand in it, in reading order.

    >>> [n.label for n in told_places("Rebels took Oro Vale. Two died in Tilberi, and the mayor of Tilberi fled.", [])]
    ['Oro Vale', 'Tilberi', 'Tilberi']

    One mention beside such words is enough: the name is then the place's throughout the text. A name that stands
    somewhere behind a given name or a title is somebody's.
    """
    starts = [n.start for n in known]
    labels: dict[str, set[str]] = {}  # by their first words
    behind = {m[1] for m in BEHIND_A_NAME.finditer(text)}
    for pattern in (IN_PLACE, BEFORE_AREA, TAKEN):
        for match in pattern.finditer(text):
            if pattern is IN_PLACE and FAITH.search(text, max(0, match.start() - 12), match.start(1)):
                continue
            if _is_listed(labels, match[1]) or _is_place(text, match.start(1), match.end(1), known, starts, behind, taken=pattern is TAKEN):
                for label in (match[1], *_further(text, match.end(1), known, starts, behind)):
                    labels.setdefault(label.split()[0], set()).add(label)
    if not labels:
        return []
    found = []
    entries = {label: Entry(label.lower(), label, "place", place=label) for some in labels.values() for label in some}
    for match in WORD.finditer(text):
        for label in sorted(labels.get(match[0], ()), key=len, reverse=True):
            end = match.start() + len(label)
            if text.startswith(label, match.start()) and not text[end : end + 1].isalnum() and not _overlaps(match.start(), end, known, starts):
                found.append(Name(match.start(), end, label, entries[label]))
                break
    return found


def _is_listed(labels: Mapping[str, Set[str]], label: str) -> bool:
    return label in labels.get(label.split()[0], ())


def _further(text: str, at: int, known: Sequence[Name], starts: Sequence[int], behind: Set[str]) -> set[str]:
    """The places that a list goes on with: "in Haris and Tallousa"."""
    found = set()
    while (match := FURTHER.match(text, at)) is not None:
        at = match.end(1)
        if _is_place(text, match.start(1), at, known, starts, behind, taken=True):
            found.add(match[1])
        elif not _overlaps(match.start(1), at, known, starts):
            break
    return found


def _is_place(text: str, start: int, end: int, known: Sequence[Name], starts: Sequence[int], behind: Set[str], *, taken: bool) -> bool:
    label = text[start:end]
    tokens = label.split()
    if label.isupper() or any(token.strip("’'") in NO_PLACE for token in tokens) or _overlaps(start, end, known, starts):
        return False
    if label.endswith(("’s", "'s")) or text[end : end + 1] in ("’", "'") or text[end : end + 2] in (" (",):
        return False
    if text[end : end + 1] == " " and text[end + 1 : end + 2].isupper() and text[end + 1 : end + 3] not in ("I ",):
        return False  # the name goes on
    if (taken and len(tokens) > 2) or (label.endswith(ADJECTIVES) and re.match(r"[ \u00a0](?!(?:and|or|on|in|at|when|after|as|by|for|where|near|while|before|from|to|with|was|were|is|are|has|had)\b)[a-z]", text[end : end + 8])):
        return False
    return tokens[0] not in behind


def _overlaps(start: int, end: int, known: Sequence[Name], starts: Sequence[int]) -> bool:
    at = bisect_left(starts, end)
    return at > 0 and known[at - 1].end > start

