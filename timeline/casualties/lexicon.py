"""The words of casualty claims, compiled from the language table.

>>> EFFECTS["killed"]
(('ed', 'killed'),)
>>> VICTIMS["sergeant"]
'combatant'
>>> VAGUE[("dozens",)]
24
"""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

import re2

TABLE: dict[str, Any] = tomllib.loads((files("timeline") / "languages" / "casualties.en.toml").read_text("utf-8"))

FORMS = frozenset(
    (
        *("ed", "participle", "ing", "base", "die", "adjective", "count_noun", "act_noun", "force", "home", "toll"),
        *("lives", "finish", "wounds", "blow", "lost", "taken", "stay", "handed", "left", "keep", "swap", "fall", "buried", "let", "counted", "fate"),
    )
)


def _effects() -> tuple[dict[str, tuple[tuple[str, str], ...]], dict[tuple[str, ...], tuple[str, str]]]:
    words: dict[str, tuple[tuple[str, str], ...]] = {}
    phrases: dict[tuple[str, ...], tuple[str, str]] = {}
    for effect, forms in TABLE["effect"].items():
        entries = [(form, word) for form in forms if form in FORMS for word in forms[form]]
        for written in forms.get("phrase", ()):
            form, _, phrase = written.partition(": ")
            entries.append((form, phrase))
        for form, word in entries:
            parts = tuple(word.split())
            if len(parts) > 1:
                phrases[parts] = (form, effect)
            else:
                words[word] = (*words.get(word, ()), (form, effect))
    return words, phrases


EFFECTS, EFFECT_PHRASES = _effects()
PHRASE_LENGTHS = {  # how many words the phrases that begin with a word may have, the longest first
    head: sorted({len(parts) for parts in EFFECT_PHRASES if parts[0] == head}, reverse=True) for head in {parts[0] for parts in EFFECT_PHRASES}
}

NUMBERS: dict[str, int] = TABLE["numbers"]
SCALES: dict[str, int] = TABLE["scales"]
VAGUE: dict[tuple[str, ...], int] = {tuple(words.split()): least for words, least in TABLE["vague"].items()}
VAGUE_STARTS = {words[0] for words in VAGUE}
BOUNDS: dict[tuple[str, ...], str] = {
    tuple(words.split()): bound for bound, phrases in TABLE["bounds"].items() for words in phrases
}
VICTIMS: dict[str, str] = {word: role for role, words in TABLE["victims"].items() for word in words}
THINGS = frozenset(TABLE["things"]["words"])


def syntax(name: str) -> frozenset[str]:
    """A set of small words of the language table, such as `adverbs`."""
    return frozenset(TABLE["syntax"][name])


STOPS = frozenset(TABLE["stops"]["words"])
TITLES = frozenset(TABLE["titles"]["words"])
MONTHS = frozenset(TABLE["months"]["words"])
NATIONALITIES = frozenset(TABLE["nationalities"]["words"])


def _prefilter() -> Any:
    words = set(EFFECTS) | {" ".join(p) for p in EFFECT_PHRASES} | set(TABLE.get("also", {}).get("words", ()))
    options = re2.Options()
    options.case_sensitive = False
    alternatives = "|".join(r"\s+".join(map(re2.escape, w.split())) for w in sorted(words))
    return re2.compile(rf"\b(?:{alternatives})\b", options)


PREFILTER = _prefilter()
