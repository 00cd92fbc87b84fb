"""Places that no table holds, found by the words beside them: "in Laukkai", "the town of Barsalogho", "Burin district"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cached_property

import re2

from timeline.engine import searcher
from timeline.gazetteer.names import Entry, Name, words
from timeline.gazetteer.unknown import NOT_A_NAME, TITLES

_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀŁŚŠŽĐČĆ]"
_NAME = rf"{_CAPITAL}[\w’'-]{{1,30}}(?<=\w)"
_RUN = rf"{_NAME}(?:[ \xa0](?:(?:el|al|de|del|la|di|da|do|dos|sur|upon|of)[ \xa0])?(?:(?:al|el|as|ad|ash|az|ar)-)?{_NAME}){{0,2}}"
_AREAS = (r"town|village|city|port|suburb|neighbourhood|neighborhood|hamlet|settlement|district|province|region|state|county|governorate|township|"
          r"territory|municipality|commune|camp|island|islands|valley|peninsula|oasis|enclave|department|prefecture")  # fmt: skip
_SIDES = r"(?:(?:north|south|east|west)(?:east|west)?(?:ern)?|central|nearby|neighbou?ring|besieged|embattled|rural|coastal|upper|lower|downtown|greater)"
_IN = (
    rf"\b(?:[Ii]n|[Nn]ear|[Oo]utside|[Ii]nside|[Aa]round|north of|south of|east of|west of|centre of|center of|outskirts of|parts of|(?:crossing|base|post|outpost|checkpoint|airport|airfield|camp|border|port|barracks|station|junction|bridge)s? at|control of|capital of|"
    rf"(?:{_AREAS})s? of)[ \xa0](?:the[ \xa0])?(?:{_SIDES}[ \xa0])*(?:(?:{_AREAS})[ \xa0]of[ \xa0])?")  # fmt: skip
_TAKE = (
    r"\b(?:shell|bombard|bomb|besieg|overr[au]n|recaptur|retak|retook|took|tak|seiz|captur|occup|storm|raid|enter|conquer|strafe|pound|encircl|surround)(?:ed|s|es|ing|e|en|ied|ying)?"
    "(?:[ \xa0](?:back|over))?[ \xa0]")  # fmt: skip
IN_PLACE = re.compile(rf"{_IN}({_RUN})(?![\w’'])")
BEFORE_AREA = re.compile(rf"\b({_NAME}(?:[ \xa0](?:(?:al|el)-)?{_NAME})?)[ \xa0](?:{_AREAS})\b(?! of\b)")
TAKEN = re.compile(rf"{_TAKE}({_RUN})(?![\w’'])")
# Where each may begin, by one search of the text; the patterns, which look to both sides, are tried there alone.
_ANY_NAME = rf"{_CAPITAL}[^ \xa0\n]{{1,30}}"
BEGINNINGS = {
    IN_PLACE: searcher(re2.compile(f"{_IN}{_CAPITAL}")),
    BEFORE_AREA: searcher(re2.compile(rf"{_ANY_NAME}(?:[ \xa0](?:(?:al|el)-)?{_ANY_NAME})?[ \xa0](?:{_AREAS})\b")),
    TAKEN: searcher(re2.compile(f"{_TAKE}{_CAPITAL}")),
}
FURTHER = re.compile(rf"(?:, | and |, and )({_NAME}(?:[ \xa0](?:(?:al|el)-)?{_NAME})?)(?= and |, |[.;]| on | in | at | near | after | overnight| early| before|$)")
FAITH = re.compile(r"\b(?:confidence|trust|faith|belief|interest|believe|interested|pride)[ \xa0]in[ \xa0]$")

WORD = re.compile(rf"{_CAPITAL}(?<![\w’'-]{_CAPITAL})[\w’'-]{{1,30}}(?<=\w)")
# A capitalised word behind another one is somebody's family name: "Ana Kos", "President Kos", but not "In Kos".
BEHIND_A_NAME = re.compile(rf"[A-Z](?<=\b[A-Z])[\w’-]{{1,30}}[ \xa0](?=({_NAME}))")
NO_GIVEN_NAME = re.compile(
    r"(?:In|Near|Outside|Inside|Around|From|At|To|But|And|The|While|When|After|Before|Since|For|As|On|Of|With|Old|New|Upper|Lower|Greater|"
    r"Central|(?:North|South|East|West)(?:ern)?)\b"
)
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
    behind = Behind(text)
    data = text.encode("utf-8", "replace")
    for pattern in BEGINNINGS:
        for match in _matches(pattern, text, data):
            if pattern is IN_PLACE and FAITH.search(text, max(0, match.start() - 12), match.start(1)):
                continue
            if _is_listed(labels, match[1]) or _is_place(text, match.start(1), match.end(1), known, starts, behind, taken=pattern is TAKEN):
                for label in (match[1], *_further(text, match.end(1), known, starts, behind)):
                    labels.setdefault(label.split()[0], set()).add(label)
    if not labels:
        return []
    found = []
    entries = {label: Entry(label.lower(), label, "place", place=label) for some in labels.values() for label in some}
    for start, first in sorted((at, word) for word in labels for at in _places_of(word, text)):
        for label in sorted(labels[first], key=len, reverse=True):
            end = start + len(label)
            if text.startswith(label, start) and not text[end : end + 1].isalnum() and not _overlaps(start, end, known, starts):
                found.append(Name(start, end, label, entries[label]))
                break
    return found


class Behind:
    """The capitalised words of a text that stand behind others, looked for when the first one is asked for."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __contains__(self, word: str) -> bool:
        return word in self._words

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(m[1] for m in BEHIND_A_NAME.finditer(self.text) if not NO_GIVEN_NAME.match(m[0]))


def _matches(pattern: re.Pattern[str], text: str, data: bytes) -> Iterator[re.Match[str]]:
    """What `pattern.finditer` finds, tried only where a search says that it may begin."""
    search, size = BEGINNINGS[pattern], len(data)
    at = byte = place = 0  # `byte` of the data is `place` of the text
    while (begin := search(data, at, size)[0][0]) >= 0:
        place += len(data[byte:begin].decode("utf-8", "replace"))
        byte = begin
        match = pattern.match(text, place)
        if match is not None:
            yield match
        at = begin + (1 if match is None else len(match[0].encode("utf-8", "replace")))


def _places_of(word: str, text: str) -> Iterator[int]:
    """Where a capitalised word stands in a text as one by itself."""
    at = text.find(word)
    while at >= 0:
        match = WORD.match(text, at)
        if match is not None and match[0] == word:
            yield at
        at = text.find(word, at + 1)


def _is_listed(labels: Mapping[str, Set[str]], label: str) -> bool:
    return label in labels.get(label.split()[0], ())


def _further(text: str, at: int, known: Sequence[Name], starts: Sequence[int], behind: Behind) -> set[str]:
    """The places that a list goes on with: "in Haris and Tallousa"."""
    found = set()
    while (match := FURTHER.match(text, at)) is not None:
        at = match.end(1)
        if _is_place(text, match.start(1), at, known, starts, behind, taken=True):
            found.add(match[1])
        elif not _overlaps(match.start(1), at, known, starts):
            break
    return found


def _is_place(text: str, start: int, end: int, known: Sequence[Name], starts: Sequence[int], behind: Behind, *, taken: bool) -> bool:
    label = text[start:end]
    tokens = label.split()
    if label.isupper() or any(token.strip("’'") in NO_PLACE for token in tokens) or _overlaps(start, end, known, starts):
        return False
    if label.endswith(("’s", "'s")) or text[end : end + 1] in ("’", "'") or text[end : end + 2] in (" (",):
        return False
    if text[end : end + 1] == " " and text[end + 1 : end + 2].isupper() and text[end + 1 : end + 3] not in ("I ",):
        return False  # the name goes on
    if (taken and len(tokens) > 2) or (label.endswith(ADJECTIVES) and re.match(r"[ \xa0](?!(?:and|or|on|in|at|when|after|as|by|for|where|near|while|before|from|to|with|was|were|is|are|has|had)\b)[a-z]", text[end : end + 8])):
        return False
    return tokens[0] not in behind


def _overlaps(start: int, end: int, known: Sequence[Name], starts: Sequence[int]) -> bool:
    at = bisect_left(starts, end)
    return at > 0 and known[at - 1].end > start

