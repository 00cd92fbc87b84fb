"""Slots of a pattern: the words that may stand there, and what they say.

    >>> table = of_table({"numbers": {"units": ["zero", "one", "two"], "tens": ["", "", "twenty"]}, "words": {}})
    >>> table["exact"].read("twenty-two"), table["dd"].read("3rd"), table["time"].read("9:30 p.m.")
    (Count(low=22.0, high=22.0, vague=False), 3, '21:30')

Slots of words come from the language table; slots of digits are the same in every language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from timeline.expression import Count


class Unreadable(ValueError):
    """Words that fit a slot's pattern and say nothing that it can hold."""


@dataclass(frozen=True, slots=True)
class Slot:
    """The pattern of a slot's words, and what they say. Where they may be many, two short patterns besides: a rough one,
    which fits more, and that of the first word."""

    source: str
    read: Callable[[str], Any]
    rough: str = ""
    first: str = ""


DAY = r"3[01]|[12][0-9]|0?[1-9]"
SUFFIX = r"(?:st|nd|rd|th)"
CLOCK = r"(?:[01]?[0-9]|2[0-4])"
HALF = r"(?: ?[ap]\.m\.| ?[ap]\.m\b| ?[ap]m\b)"
DASH = r"(?: ?[-–—/] ?| to (?:the )?| through (?:the )?| until (?:the )?| till (?:the )?)"


def _digits(text: str) -> int:
    found = re.search(r"[0-9]+", text)
    if found is None:
        raise Unreadable(text)
    return int(found[0])


def _clock(text: str) -> str:
    found = re.match(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?(?::[0-9]{2})?\s*([apAP])?", text)
    if found is None:
        raise Unreadable(text)
    hour, minute = int(found[1]), found[2] or "00"
    if found[3] and hour <= 12:
        hour = hour % 12 + (12 if found[3] in "pP" else 0)
    if hour > 24:
        raise Unreadable(text)
    return f"{hour:02d}:{minute}"


def _military(text: str) -> str:
    digits = re.sub(r"\D", "", text).zfill(4)
    return f"{digits[:2]}:{digits[2:]}"


def _figure(text: str) -> int:
    return _digits(text.replace(",", ""))


def of_table(table: dict[str, Any]) -> dict[str, Slot]:
    """All slots: those of digits, and those of the language's words and numbers."""
    proper = set(table.get("proper", ()))
    slots = {
        "year": Slot(r"(?:1[5-9][0-9]{2}|20[0-9]{2}|2100)", _digits),
        "earlyyear": Slot(r"1[0-4][0-9]{2}", _digits),
        "yy": Slot(r"['’][0-9]{2}", _digits),
        "y2": Slot(r"[0-9]{2}", _digits),
        "dec2": Slot(r"[0-9]0", _digits),
        "dd": Slot(rf"(?:{DAY}){SUFFIX}?", _digits),
        "ddth": Slot(rf"(?:{DAY}){SUFFIX}", _digits),
        "mm": Slot(r"(?:0[1-9]|1[0-2])", _digits),
        "d2": Slot(r"(?:0[1-9]|[12][0-9]|3[01])", _digits),
        "n1": Slot(r"[0-3]?[0-9]", _digits),
        "n2": Slot(r"[0-3]?[0-9]", _digits),
        "q": Slot(r"(?-i:Q[1-4]|[1-4]Q)", _digits),
        "h": Slot(r"(?-i:H[12]|[12]H)", _digits),
        "int": Slot(r"(?:[0-9]{1,2},[0-9]{3}|[0-9]{1,6})", _figure),
        "bcyear": Slot(r"[0-9]{1,4}", _digits),
        "hijri": Slot(r"1[34][0-9]{2}", _digits),
        "decade": Slot(r"(?:(?:1[5-9]|20)[0-9]0['’]?s|['’][0-9]0s)", _digits),
        "time": Slot(rf"(?:{CLOCK}:[0-5][0-9](?::[0-5][0-9])?{HALF}?|{CLOCK}(?:\.[0-5][0-9])?{HALF})", _clock),
        "mil": Slot(r"(?:(?:[01]?[0-9]|2[0-4])[:.][0-5][0-9]|(?:[01][0-9]|2[0-4])[0-5][0-9])", _military),
        "hms": Slot(r"[0-2][0-9]:[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,6})?)?", lambda text: text[:5]),
        "houram": Slot(rf"{CLOCK}(?:[:.][0-5][0-9])?", _clock),
        "hourpm": Slot(rf"{CLOCK}(?:[:.][0-5][0-9])?", lambda text: _clock(text + "p")),
        "dash": Slot(DASH, str),
    }  # fmt: skip
    capitalised = set(table.get("capitalised", ()))
    for name, words in table["words"].items():
        slots[name] = words_slot(words, proper=name in proper | capitalised, capitals=name not in capitalised)
    if "zone" in slots:  # also told by a city or an offset, whose hours nothing here counts in
        named = slots["zone"]
        offset = r"(?:GMT|UTC) ?[+-][0-9]{1,2}(?::?[0-9]{2})?|(?-i:[A-Z][a-z]+(?: [A-Z][a-z]+)?) [Tt]ime"
        slots["zone"] = Slot(f"{offset}|{named.source}", lambda t: named.read(t) if re.fullmatch(named.source, t, re.I) else None)
    if "ordinal" in slots:
        spoken = slots["ordinal"]
        slots["ordinal"] = Slot(rf"{spoken.source}|(?:{DAY}){SUFFIX}", lambda t: _digits(t) if t[0].isdigit() else spoken.read(t))
        slots["nth"] = Slot(rf"{spoken.source}|[0-9],[0-9]{{3}}{SUFFIX}|[0-9]{{1,4}}{SUFFIX}", lambda t: slots["ordinal"].read(t.replace(",", "")))
        slots["centuryordinal"] = Slot(rf"{spoken.source}|[0-9]{{1,2}}{SUFFIX}", slots["ordinal"].read)
    numbers = Numbers(table["numbers"], slots.get("some"), table.get("vague", {}))
    slots["exact"] = Slot(numbers.source, numbers.exact, numbers.rough, numbers.first)
    slots["spokenpair"] = Slot(numbers.pair_source, numbers.year)
    slots["spokenyear"] = Slot(numbers.year_source, numbers.year)
    slots["fullyear"] = Slot(numbers.full_year_source, numbers.full_year)
    if "some" in slots:
        some, a = slots["some"].source, slots["a"].source
        slots["many"] = Slot(f"{numbers.source}|{some}", numbers.count, f"{numbers.rough}|{some}", f"{numbers.first}|{some}")
        slots["count"] = Slot(f"{numbers.source}|{some}|{a}", numbers.count, f"{numbers.rough}|{some}|{a}", f"{numbers.first}|{some}|{a}")
        slots["vague"] = Slot("", numbers.vague)
    return slots


def words_slot(words: dict[str, Any], *, proper: bool, capitals: bool = True) -> Slot:
    """A slot of a table's words. Proper names are told by their capital (or all capitals), others in any case."""
    names = [*words, *(w.upper() for w in words)] if proper and capitals else words
    source = _either(names)
    if proper:
        source = f"(?-i:{source})"
    lower = {w.lower(): meaning for w, meaning in words.items()}

    def read(text: str) -> Any:
        meaning = lower.get(text.lower())
        if meaning is None:
            meaning = lower.get(re.sub(r"\s+", " ", text.lower().replace("’", "'")))
        if meaning is None:
            raise Unreadable(text)
        return meaning

    return Slot(f"(?:{source})", read)


def _either(words: Iterable[str]) -> str:
    """Any of the words, the longer of two that begin alike first, what they begin with written once.

    >>> _either(["six", "sixty", "seven", "the eve"])
    'the[ \\\\n]eve|s(?:ix(?:ty)?|even)'
    """
    return "|".join(_branches(sorted(dict.fromkeys(words), reverse=True), 0)[0])


def _branches(words: list[str], at: int) -> tuple[list[str], bool]:
    """What words that are alike up to a letter go on with, and whether one of them ends there."""
    texts = []
    for letter, alike in groupby(words, key=itemgetter(slice(at, at + 1))):
        if letter:
            same = list(alike)
            begun = next((i for i, (a, b) in enumerate(zip(same[0], same[-1], strict=False)) if a != b), len(same[-1]))  # in order
            rest, ends = _branches(same, begun)
            tail = f"(?:{'|'.join(rest)}){'?' if ends else ''}" if rest else ""
            texts.append(_source(same[0][at:begun]) + tail)
    return texts, len(words[-1]) == at


def _source(word: str) -> str:
    return re.escape(word).replace("'", "['’]").replace(r"\ ", r"[ \n]")


class Numbers:
    """Number words of a language: their pattern and their value."""

    def __init__(self, table: dict[str, Any], some: Slot | None, vague: dict[str, list[int]]) -> None:
        self.value = {w: i for i, w in enumerate(table["units"])} | {w: 10 * i for i, w in enumerate(table["tens"]) if w}
        self.hundred, self.thousand = table.get("hundred", "hundred"), table.get("thousand", "thousand")
        self.some, self.ranges = some, vague
        units, tens = _either(table["units"]), _either(t for t in table["tens"] if t)
        small = rf"(?:(?:{tens})(?:[- ](?:{units}))?|{units})"
        more = rf" (?:{self.hundred}|{self.thousand})(?:(?: and)? {small})?"
        digits = r"[0-9]{1,3}(?:,[0-9]{3})?(?:\.[0-9]{1,2}| 1/2|-1/2)?|[0-9]{4,6}|[0-9] [0-9]/[1-9]"
        one = rf"(?:{small}(?:{more})?|a{more}|{digits})"
        self.source = rf"(?:{one}(?: and a half|-and-a-half)?(?:(?: to | or |[-–]){one})?|half a dozen|a dozen)"
        word = rf"(?:{units}|{tens}|{self.hundred}|{self.thousand}|[0-9]{{1,6}})"
        self.first = rf"(?:{word}|half a dozen|a (?:dozen|{self.hundred}|{self.thousand}))"
        self.rough = rf"{self.first}(?:(?:[ –.,/-]| and | to | or ){self.first}| and a half|-and-a-half)*"
        self.pair_source = (rf"(?:(?:sixteen|seventeen|eighteen|nineteen|twenty)[- ](?:hundred(?: and {small})?|oh[- ](?:{units})"
                            rf"|(?:{tens})(?:[- ](?:{units}))?|(?:ten|eleven|twelve|\w{{3,4}}teen)))")  # fmt: skip
        self.year_source = rf"(?:{self.pair_source}|two thousand(?:(?: and)? (?:(?:{tens})(?:[- ](?:{units}))?|{units}))?)"
        hundreds = rf"one {self.thousand},? (?:{units}) {self.hundred}"
        self.full_year_source = rf"(?:(?:{hundreds}|two {self.thousand})(?:(?:,? and|,)? {small})?)"

    def exact(self, text: str) -> Count:
        text = re.sub(r"\s+", " ", text.lower())
        if text.endswith("dozen"):
            return Count(6.0, 6.0) if text.startswith("half") else Count(12.0, 12.0)
        half = 0.5 if re.search(r"and[- ]a[- ]half$", text) else 0.0
        text = re.sub(r"[ -]and[- ]a[- ]half$", "", text)
        ends = re.split(r" to | or |(?<=[0-9])[-–](?=[0-9])(?![0-9]/)", text)
        low, high = (self._number(ends[0]) + half, self._number(ends[-1]) + half)
        return Count(min(low, high), max(low, high))

    def _number(self, text: str) -> float:
        if found := re.fullmatch(r"([0-9]+)[- ]([0-9])/([1-9])", text):
            return int(found[1]) + int(found[2]) / int(found[3])
        if re.fullmatch(r"[0-9,]+(?:\.[0-9]+)?", text):
            return float(text.replace(",", ""))
        total = 0.0
        for word in re.split(r"[- ]", text):
            if word == self.hundred:
                total = (total or 1) * 100
            elif word == self.thousand:
                total = (total or 1) * 1000
            elif word in self.value:
                total += self.value[word]
            elif word == "a" and " " in text:
                continue
            elif word != "and":
                raise Unreadable(text)
        return total

    def count(self, text: str) -> Count:
        key = re.sub(r"\s+", " ", text.lower())
        try:
            return self.exact(key)
        except (Unreadable, ValueError):
            pass
        if self.some is not None:
            try:
                return self.vague(self.some.read(key))
            except Unreadable:
                pass
        return Count(1.0, 1.0)

    def vague(self, name: str) -> Count:
        low, high = self.ranges[name]
        return Count(float(low), float(high), low != high)

    def year(self, text: str) -> int:
        words = re.split(r"[- ]", text.lower())
        if words[:2] == ["two", "thousand"]:
            return 2000 + int(sum(self.value.get(w, 0) for w in words[2:]))
        head = self.value[words[0]]
        return head * 100 + sum(self.value.get(w, 0) for w in words[1:])

    def full_year(self, text: str) -> int:
        """A year as a treaty is dated: one thousand nine hundred and forty-nine."""
        thousands, rest = re.split(rf" {self.thousand}", re.sub(r",|\band\b", " ", text.lower()), maxsplit=1)
        return int(1000 * self._number(thousands) + (self._number(" ".join(rest.split())) if rest.strip() else 0))


def count(value: Any, slots: dict[str, Slot]) -> Count:
    """A count given as a number, as the name of a vague one, or as one already."""
    if isinstance(value, Count):
        return value
    if isinstance(value, str):
        return slots["vague"].read(value)
    if value is None:
        return Count(1.0, 1.0)
    return Count(float(value), float(value))

