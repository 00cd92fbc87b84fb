"""Text → the names in it: one pass of one alternation over all aliases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from itertools import chain
from pathlib import Path

import re2

from timeline.engine import Search, searcher, spans
from timeline.gazetteer.names import Entry, Form, Meaning, Name, words
from timeline.gazetteer.spelling import plain
from timeline.gazetteer.table import REFERENCE, aliases
from timeline.gazetteer.unknown import NOT_A_NAME, TITLES, is_headline

# Names that are given or family names, or titles of other things, too: a capitalised word beside them that is no
# part of a place's name makes them somebody's ("Jim Jordan", "Chad Smith").
ALSO_PERSONAL = words(
    "Jordan Chad Georgia Israel Kenya Sydney Paris London Florence Austin Lincoln Nelson Victoria Santiago Cuba "
    "Ireland France Holland Poland Lima Lyman Gao Beni Milan Dayton Cali Rosario Haifa"
)
FAMILY_NAMES = words("Jordan London Holland Ireland France Poland Lincoln Nelson Austin Milan Lyman Dayton Rosario Gao Santiago")
BEFORE_A_PLACE = NOT_A_NAME | words(
    "In From To Of At Near Across For With By And But While As On After Before Since The North South East West "
    "Northern Southern Eastern Western Central Upper Lower Greater New President King Queen Minister Monday Tuesday "
    "Wednesday Thursday Friday Saturday Sunday Under Both Neighbouring Neighboring Inside Outside Meanwhile If When "
    "That Where Whether Because Although Though Will Would Can Could Has Had Is Was Did Does Only Even"
)
AFTER_A_PLACE = words(
    "Valley River President King Queen Prime Foreign Defence Defense Interior Minister Ministry Government Army Times "
    "Post Street Avenue Airport International Embassy City Province On In And Is Has Was Will To The For"
)
# Words that stand before or after somebody's bare family name and are no part of his name.
BESIDE_A_PERSON = BEFORE_A_PLACE | AFTER_A_PLACE | frozenset(word for title in TITLES for word in title.split()) | words(
    "Former Ex Late Sir Lord Lady Comrade Republican Democrat Democratic Conservative Labour Mullah Pope House White "
    "During Dictator Leader Administration Cabinet Team Plan Doctrine Regime Loyalists Allies Supporters"
)
_NEXT_WORD = re.compile(r"[ \u00a0]([A-Z][\w’'-]+)")
_LAST_WORD = re.compile(r"([A-Z][\w’'-]+)[ \u00a0](?:[AaEe]l-)?$")
_HIGH_TITLE = re.compile(r"\b(?:President|Prime Minister|Chancellor|Secretary|Minister|King|PRESIDENT|PRIME MINISTER)[ \u00a0]$")
# A line of capitals, or the capitals of a dateline: "GAZA CITY/JERUSALEM, March 9 -", "DOHA (Reuters) -".
_CAPITALS = re.compile(
    r"^(?:(?=[^\n]*[^\W\d_]{3})[^a-zß-öø-ÿ\n]{8,}$|[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ '’./-]{2,60}(?=, |,? ?\(|,? [-–—] ))", re.MULTILINE
)
OF_FIGHT = re.compile(r"(?:ighters|ebels|ombatants|ilitants|nsurgents|uerrillas|unmen|embers) (?:of|from) (?:the )?$")
FIGHT = re.compile(r"[ \u00a0](?:fighters|rebels|combatants|militants|militia|insurgents|forces|guerrillas|gunmen|troops|soldiers|commander)")
NOT_IN_CAPITALS = frozenset(
    {"IS", "WHO", "AID", "CAR", "PIJ", "LET", "JEM", "SANA", "SAFA", "FARS", "POLE", "POLES", "FINN", "ARENA", "REPUBLICANS",
     "DEMOCRATS", "CARACOL"}
)  # in a line of capitals they are common words


class Gazetteer:
    """All names of the tables, ready to be found in a text; build it with `load`."""

    def __init__(self, meanings: Iterable[tuple[str, Meaning]], short: Iterable[tuple[str, Entry]] = ()) -> None:
        self._meanings: dict[str, Meaning] = {}
        for alias, meaning in meanings:
            self._meanings.setdefault(plain(alias), meaning)
        self._short: dict[str, list[Entry]] = {}
        for alias, entry in short:
            if plain(alias) not in self._meanings:
                self._short.setdefault(plain(alias), []).append(entry)
        self._alone = {alias for alias, (entry, form) in self._meanings.items() if entry.kind == "person"
                       and form == "name" and " " not in alias and not alias.isupper()}  # fmt: skip
        self._search = searcher(_alternation([*self._meanings, *self._short]))

    @cached_property
    def _upper(self) -> dict[str, str]:
        """Aliases by their capitals; most texts have no line of capitals and never ask."""
        return {upper: alias for alias in chain(self._short, self._meanings) if (upper := alias.upper()) not in NOT_IN_CAPITALS}

    @cached_property
    def _search_upper(self) -> Search:
        return searcher(_alternation(self._upper))

    @cached_property
    def armed(self) -> frozenset[str]:
        """The names of armed groups in small letters.

        >>> "hamas" in Gazetteer.load().armed
        True
        """
        return frozenset(alias.lower() for alias, (entry, _) in self._meanings.items() if entry.kind == "armed_group")

    @staticmethod
    def load(extra: Path | None = None) -> Gazetteer:
        """The tables of `timeline/reference`, cached; `extra` is a folder whose own actors.csv or places.csv, with the
        same columns, come first.

        >>> Gazetteer.load() is Gazetteer.load()
        True
        """
        return _load(extra)

    def __len__(self) -> int:
        return len(self._meanings)

    def __getitem__(self, alias: str) -> Entry:
        """The entry that an alias names; KeyError if none does.

        >>> Gazetteer.load()["Tehran"].country
        'Iran'
        """
        return self._meanings[plain(alias)][0]

    def get(self, alias: str) -> Entry | None:
        """The entry that an alias names, or None."""
        found = self._meanings.get(plain(alias))
        return found[0] if found else None

    def find(self, text: str) -> list[Name]:
        """The names in a text in reading order; the longest wins and none overlap.

        >>> [(n.text, n.label) for n in Gazetteer.load().find("QATAR AND IRAN SAID SO")]
        [('QATAR', 'Qatar'), ('IRAN', 'Iran')]
        """
        found: list[Name] = []
        seen: set[str] = set()
        at = 0
        for line in _CAPITALS.finditer(text):
            self._collect(text, at, line.start(), found, seen, capitals=False)
            self._collect(text, line.start(), line.end(), found, seen, capitals=True)
            at = line.end()
        self._collect(text, at, len(text), found, seen, capitals=False)
        return found

    def _collect(
        self, text: str, begin: int, end: int, found: list[Name], seen: set[str], *, capitals: bool
    ) -> None:
        search = self._search_upper if capitals else self._search
        piece = text[begin:end] if (begin, end) != (0, len(text)) else text
        for a, b in _spans(search, piece):
            raw = piece[a:b]
            meaning = None if capitals else self._meanings.get(raw)
            if meaning is None:
                bare = plain(raw)
                alias = self._upper.get(bare.upper(), bare) if capitals else bare
                entry, form = self._meaning(alias, seen, titled=bool(_HIGH_TITLE.search(piece, max(0, a - 20), a)))
                entry = entry or self._armed(raw, piece[max(0, a - 20) : a], piece[b : b + 14])
                if entry is None or (entry.kind == "person" and not capitals and self._somebody_else(piece, a, b)):
                    continue
            else:
                entry, form = meaning
                if raw in ALSO_PERSONAL and _personal(piece, a, b):
                    continue
                if raw in self._alone and self._somebody_else(piece, a, b):
                    continue
            seen.add(entry.key)
            found.append(Name(begin + a, begin + b, raw, entry, form))

    def _somebody_else(self, text: str, start: int, end: int) -> bool:
        """Whether a bare family name stands inside another's name: "Jay Carney", "Nasser Tahboub", "Brown Brothers". In
        a headline every word has a capital, and the question cannot be asked."""
        beside = (_NEXT_WORD.match(text, end), _LAST_WORD.search(text, max(0, start - 30), start))
        strange = (word for word in beside if word is not None and word[1] not in BESIDE_A_PERSON
                   and not word[1].endswith(("'s", "’s", "ly")) and word[1] not in self._meanings)  # fmt: skip
        if next(strange, None) is None:
            return False
        first, last = text.rfind("\n", max(0, start - 200), start) + 1, text.find("\n", end, end + 200)
        return not is_headline(text[first : last if last > 0 else end + 200])

    def _meaning(self, alias: str, seen: set[str], *, titled: bool) -> tuple[Entry | None, Form]:
        known = self._meanings.get(alias)
        if known is not None:
            return known
        candidates = self._short.get(alias, [])
        named = next((entry for entry in candidates if entry.key in seen), None)
        if named is None and titled and len(candidates) == 1 and candidates[0].kind == "person":
            named = candidates[0]
        return named, "short"

    def _armed(self, alias: str, before: str, after: str) -> Entry | None:
        """The one armed group whose letters stand beside its people, though its full name stands nowhere: "KIA fighters",
        "rebels of the ADF"."""
        candidates = self._short.get(alias, ()) if alias.isupper() and (FIGHT.match(after) or OF_FIGHT.search(before)) else ()
        return candidates[0] if len(candidates) == 1 and candidates[0].kind == "armed_group" else None


def _spans(search: Search, text: str) -> Iterator[tuple[int, int]]:
    """Matches as code points. Bytes go to the engine: its own conversion of offsets costs more than the search."""
    data = text.encode("utf-8", "replace")
    if len(data) == len(text):
        yield from spans(search, data)
        return
    at_byte = at_char = 0
    for start, end in spans(search, data):
        at_char += len(data[at_byte:start].decode("utf-8", "replace"))
        length = len(data[start:end].decode("utf-8", "replace"))
        a, b = at_char, at_char + length
        at_byte, at_char = end, b
        # The engine's \b knows ASCII letters alone.
        if (a and text[a - 1].isalnum()) or (b < len(text) and text[b].isalnum()):
            continue
        yield a, b


def _personal(text: str, start: int, end: int) -> bool:
    after = _NEXT_WORD.match(text, end)
    if after and after[1] not in AFTER_A_PLACE:
        return True
    if text[start:end] not in FAMILY_NAMES:
        return False
    before = _LAST_WORD.search(text, max(0, start - 30), start)
    return bool(before and before[1] not in BEFORE_A_PLACE)


def _ascii_word(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character == "_")


# How each character of an alias is looked for: the marks and spaces of every kind, all else as it is.
_ESCAPED = {c: f"\\{chr(c)}" for c in range(1, 128) if not _ascii_word(chr(c))}
_PATTERN = str.maketrans(_ESCAPED | {ord("'"): "['’ʼ‘`ʿ]", ord("-"): r"[-‐‑–]", ord(" "): r"(?:[ \x{a0}]|\r?\n)"})


def _alternation(aliases: Iterable[str]) -> re2._Regexp:
    branches = [
        (r"\b" if _ascii_word(alias[0]) else "") + alias.translate(_PATTERN) + (r"\b" if _ascii_word(alias[-1]) else "")
        for alias in sorted(aliases)
    ]
    options = re2.Options()
    options.longest_match = True
    options.max_mem = 256 << 20
    return re2.compile("|".join(branches) or r"[^\x00-\x{10ffff}]", options)


@lru_cache(maxsize=4)
def _load(extra: Path | None) -> Gazetteer:
    return Gazetteer(*aliases([REFERENCE] if extra is None else [extra, REFERENCE]))
