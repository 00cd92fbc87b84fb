"""A verb's forms: what a word can be, and the classes of verbs that the language table lists.

    >>> form_of("fled") == ("flee", PAST | PARTICIPLE), verb_class("reporting", "announced")
    (True, True)
    >>> form_of("said")[0], form_of("mediated")[1] == PAST | PARTICIPLE, form_of("table")[1]
    ('say', True, 0)
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

T = TypeVar("T")
PAST, PARTICIPLE, ING, THIRD, BASE = 1, 2, 4, 8, 16


@cache
def language() -> dict[str, Any]:
    """The table of English event words."""
    return tomllib.loads((files("timeline") / "languages" / "events.en.toml").read_text(encoding="utf-8"))


def inflect(verb: str) -> dict[str, int]:
    """The forms of a verb, each with what it can be.

    >>> inflect("flee") == {"flee": BASE, "flees": THIRD, "fleeing": ING, "fled": PAST | PARTICIPLE}
    True
    >>> sorted(inflect("stop"))
    ['stop', 'stopped', 'stopping', 'stops']
    """
    out = {verb: BASE, _third(verb): THIRD, _ing(verb): ING}
    irregular = _irregular().get(verb)
    if verb in ONE_L:  # as Britain writes them: "travelled"
        out |= {f"{verb}ling": ING, f"{verb}led": PAST | PARTICIPLE}
    for past, participle in irregular or ((_ed(verb), _ed(verb)),):
        out[past] = out.get(past, 0) | PAST
        out[participle] = out.get(participle, 0) | PARTICIPLE
    return out


ONE_L = frozenset({"travel", "cancel", "signal", "quarrel", "level", "label", "marshal", "channel", "shovel", "total"})


@cache
def _irregular() -> dict[str, list[tuple[str, str]]]:
    out: dict[str, list[tuple[str, str]]] = {}
    for entry in language()["irregular"]["verbs"].replace("\n", "|").split("|"):
        if entry:
            base, past, participle = entry.split()
            out.setdefault(base, []).append((past, participle))
    return out


DOUBLED = re.compile(r"(?:^|[^aeiou])[aeiou][bdgklmnprt]$")


def _doubles(verb: str) -> bool:
    short = len(re.findall(r"[aeiouy]+", verb)) == 1
    stressed = verb.endswith(("mit", "fer", "pel", "cur", "kidnap", "airdrop", "swap")) and not verb.endswith("ffer")  # "offered"
    return bool(DOUBLED.search(verb)) and (short or stressed)


def _ing(verb: str) -> str:
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and len(verb) > 2:
        return verb[:-1] + "ing"
    return verb + (verb[-1] if _doubles(verb) else "") + "ing"


def _ed(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + (verb[-1] if _doubles(verb) else "") + "ed"


def _third(verb: str) -> str:
    if verb == "have":
        return "has"
    if verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        return verb + "es"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + "s"


@cache
def known_forms() -> dict[str, tuple[str, int]]:
    """Each form of an irregular verb or of a verb of a class or type: its base and what it can be."""
    table = language()
    verbs = set(_irregular())
    for group in (*table["governs"].values(), *(v for k, v in table["classes"].items() if not k.endswith("nouns"))):
        verbs.update(group)
    for kind in table["types"].values():
        verbs.update(v.split()[0] for v in (*kind.get("verbs", ()), *kind.get("weak", ())))
    out: dict[str, tuple[str, int]] = {}
    for verb in sorted(verbs):
        for form, flags in inflect(verb).items():
            base, known = out.get(form, (verb, 0))
            out[form] = (base, known | flags)
    return out


def _form_of(word: str) -> tuple[str, int]:
    known = known_forms().get(word)
    if known:
        return known
    if word.endswith("ed") and len(word) > 4 and word not in ("hundred", "united", "indeed", "sacred", "naked", "kindred", "based", "armed", "gifted"):
        return _unsuffix(word[:-2]), PAST | PARTICIPLE
    if word.endswith("ing") and len(word) > 5 and word not in ("during", "evening", "morning", "nothing", "something", "anything", "everything", "according", "oncoming", "beijing", "including", "following", "regarding", "concerning", "ongoing", "outstanding", "existing"):
        return _unsuffix(word[:-3]), ING
    return word, 0


class OfWords(dict[str, T]):
    """What is worked out of a word, once for each: a corpus tells a few ten thousand words, and figures without end. To look
    into it costs half of what a remembering function does, and every word of a text is asked for."""

    __slots__ = ("_find",)

    def __init__(self, find: Callable[[str], T]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, word: str) -> T:
        if len(self) >= REMEMBERED:
            self.clear()
        found = self[word] = self._find(word)
        return found


REMEMBERED = 100_000  # words
form_of = OfWords(_form_of).__getitem__
"""The base of a verb form and what it can be; by its ending where it is not listed."""


def _unsuffix(stem: str) -> str:
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "sl":
        return stem[:-1]
    if stem.endswith("i"):
        return stem[:-1] + "y"
    return stem


def verb_class(name: str, word: str) -> bool:
    """Whether a word is a form of a verb of `[classes]` or `[governs]`."""
    return form_of(word)[0] in class_of(name)


@cache
def forms_of_class(name: str) -> frozenset[str]:
    """Every form of the verbs of a class."""
    return frozenset(form for verb in class_of(name) for form in inflect(verb))


@cache
def class_of(name: str) -> frozenset[str]:
    """The verbs of a class, in their base form."""
    table = language()
    return frozenset(table["classes"].get(name) or table["governs"][name])
