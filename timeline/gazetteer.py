"""Text → the actors and places it names, from the curated tables in `timeline/reference`.

    >>> names = Gazetteer.load()
    >>> [(n.text, n.kind, n.actor, n.place) for n in names.find("Qatar’s envoy flew from Doha to Khan Younis.")]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('Qatar', 'state', 'Qatar', 'Qatar'), ('Doha', 'both', 'Qatar', 'Doha'),
     ('Khan Younis', 'place', None, 'Khan Younis')]

All aliases stand in one alternation that matches leftmost-longest in linear time. Case counts, except in a line of
capitals. What the tables do not hold is found by its capitals and titles: `unknown_names`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Literal

import re2

__all__ = ["Entry", "Gazetteer", "Name", "unknown_names"]

REFERENCE = Path(__file__).parent / "reference"
TABLES = ("actors.csv", "places.csv")
LONGEST_NAME = 200  # characters; a longer alias is a mistake in a table

Form = Literal["name", "demonym", "short", "title"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a table: who or what a name stands for.

    `kind` is state, government, armed_group, person, organisation, ministry, media, monitor, both (a capital: its
    government where it acts, the town where things happen), place, or unknown. `country` is the state it belongs to.
    """

    key: str
    label: str
    kind: str
    country: str | None = None
    office: str | None = None
    place: str | None = None
    latitude: float | None = None
    longitude: float | None = None

    @property
    def actor(self) -> str | None:
        """Who acts when this name acts; None for what is only a place."""
        match self.kind:
            case "both":
                return self.country
            case "place":
                return None
        return self.label

    @property
    def where(self) -> str | None:
        """The place when things happen at this name; None for what is only an actor."""
        return self.label if self.kind in {"place", "state", "both"} else None


@dataclass(frozen=True, slots=True)
class Name:
    """A name where it stands: half-open code points of the text, and the entry it names.

    `form` is name, demonym ("Qatari": never a place), short (a family name whose full name stands above) or title
    (found by its title, not in the tables).
    """

    start: int
    end: int
    text: str
    entry: Entry
    form: Form = "name"

    @property
    def key(self) -> str:
        return self.entry.key

    @property
    def label(self) -> str:
        return self.entry.label

    @property
    def kind(self) -> str:
        return self.entry.kind

    @property
    def country(self) -> str | None:
        return self.entry.country

    @property
    def office(self) -> str | None:
        return self.entry.office

    @property
    def actor(self) -> str | None:
        """Who acts when this name acts: "Doha" acts for Qatar, "Qatari" too; None for what is only a place."""
        return self.entry.actor

    @property
    def place(self) -> str | None:
        """The place when things happen here; None for a demonym and for what is only an actor."""
        return None if self.form == "demonym" else self.entry.where

    @property
    def place_of(self) -> str | None:
        """The state a place lies in, or the state a government's seat speaks for."""
        return self.entry.country


Meaning = tuple[Entry, Form]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())



# Names that are given or family names, or titles of other things, too: a capitalised word beside them that is no
# part of a place's name makes them somebody's ("Jim Jordan", "Chad Smith").
ALSO_PERSONAL = _words(
    "Jordan Chad Georgia Israel Kenya Sydney Paris London Florence Austin Lincoln Nelson Victoria Santiago Cuba "
    "Ireland France Holland Poland Lima Lyman Gao Beni Milan Dayton Cali Rosario"
)
BEFORE_A_PLACE = _words(
    "In From To Of At Near Across For With By And But While As On After Before Since The North South East West "
    "Northern Southern Eastern Western Central Upper Lower Greater New President King Queen Minister Monday Tuesday "
    "Wednesday Thursday Friday Saturday Sunday Under Both Neighbouring Neighboring Inside Outside Meanwhile If When "
    "That Where Whether Because Although Though Will Would Can Could Has Had Is Was Did Does Only Even"
)
AFTER_A_PLACE = _words(
    "Valley River President King Queen Prime Foreign Defence Defense Interior Minister Ministry Government Army Times "
    "Post Street Avenue Airport International Embassy City Province On In And Is Has Was Will To The For"
)
_NEXT_WORD = re.compile(r"[ \u00a0]([A-Z][\w’'-]+)")
_LAST_WORD = re.compile(r"([A-Z][\w’'-]+)[ \u00a0]$")
_CAPITALS_LINE = re.compile(r"^(?=[^\n]*[^\W\d_]{3})[^a-zß-öø-ÿ\n]{8,}$", re.MULTILINE)
NOT_IN_CAPITALS = frozenset(
    {"IS", "WHO", "AID", "CAR", "PIJ", "LET", "JEM", "SANA", "SAFA", "FARS", "POLE", "POLES", "FINN", "ARENA", "REPUBLICANS",
     "DEMOCRATS", "CARACOL"}
)  # in a line of capitals they are common words


class Gazetteer:
    """All names of the tables, ready to be found in a text; build it with `load`."""

    def __init__(self, entries: Iterable[tuple[str, Meaning]], short: Iterable[tuple[str, Entry]] = ()) -> None:
        self._meanings: dict[str, Meaning] = {}
        for alias, meaning in entries:
            self._meanings.setdefault(_plain(alias), meaning)
        self._short: dict[str, list[Entry]] = {}
        for alias, entry in short:
            if _plain(alias) not in self._meanings:
                self._short.setdefault(_plain(alias), []).append(entry)
        self._upper = {alias.upper(): alias for alias in chain(self._short, self._meanings)
                       if alias.upper() not in NOT_IN_CAPITALS}  # fmt: skip
        self._pattern = _alternation([*self._meanings, *self._short])
        self._upper_pattern = _alternation(self._upper)

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
        return self._meanings[_plain(alias)][0]

    def get(self, alias: str) -> Entry | None:
        """The entry that an alias names, or None."""
        found = self._meanings.get(_plain(alias))
        return found[0] if found else None

    def find(self, text: str) -> list[Name]:
        """The names in a text in reading order; the longest wins and none overlap.

        >>> [(n.text, n.label) for n in Gazetteer.load().find("QATAR AND IRAN SAID SO")]
        [('QATAR', 'Qatar'), ('IRAN', 'Iran')]
        """
        found: list[Name] = []
        seen: set[str] = set()
        at = 0
        for line in _CAPITALS_LINE.finditer(text):
            self._collect(text, at, line.start(), found, seen, capitals=False)
            self._collect(text, line.start(), line.end(), found, seen, capitals=True)
            at = line.end()
        self._collect(text, at, len(text), found, seen, capitals=False)
        return found

    def _collect(
        self, text: str, begin: int, end: int, found: list[Name], seen: set[str], *, capitals: bool
    ) -> None:
        pattern = self._upper_pattern if capitals else self._pattern
        piece = text[begin:end] if (begin, end) != (0, len(text)) else text
        for a, b in _spans(pattern, piece):
            raw = piece[a:b]
            meaning = None if capitals else self._meanings.get(raw)
            if meaning is None:
                plain = _plain(raw)
                alias = self._upper.get(plain.upper(), plain) if capitals else plain
                entry, form = self._meaning(alias, seen)
                if entry is None or (form == "short" and _NEXT_WORD.match(piece, b)):
                    continue  # unknown so far, or inside a longer name: "Brown Brothers" is not Mr Brown
            else:
                entry, form = meaning
                if raw in ALSO_PERSONAL and _personal(piece, a, b):
                    continue
            seen.add(entry.key)
            found.append(Name(begin + a, begin + b, raw, entry, form))

    def _meaning(self, alias: str, seen: set[str]) -> tuple[Entry | None, Form]:
        known = self._meanings.get(alias)
        if known is not None:
            return known
        return next((entry for entry in self._short.get(alias, ()) if entry.key in seen), None), "short"


def _spans(pattern: re2._Regexp, text: str) -> Iterator[tuple[int, int]]:
    """Matches as code points. Bytes go to the engine: its own conversion of offsets costs more than the search."""
    data = text.encode("utf-8", "replace")
    if len(data) == len(text):
        yield from (m.span() for m in pattern.finditer(data))
        return
    at_byte = at_char = 0
    for m in pattern.finditer(data):
        start, end = m.span()
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
    before = _LAST_WORD.search(text, max(0, start - 30), start)
    return bool(before and before[1] not in BEFORE_A_PLACE)


@lru_cache(maxsize=4096)
def _plain(alias: str) -> str:
    """An alias with plain apostrophes, hyphens and single spaces: the form it is looked up by."""
    return re.sub(r"\s+", " ", alias.translate(_PLAIN)).strip()


_PLAIN = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "`": "'", "ʿ": "'", "‐": "-", "‑": "-", "–": "-", "\u00a0": " "})
_ANY = {"'": "['’ʼ‘`ʿ]", "-": r"[-‐‑–]", " ": r"(?:[ \x{a0}]|\r?\n)"}


def _alternation(aliases: Iterable[str]) -> re2._Regexp:
    branches = []
    for alias in sorted(aliases):
        body = "".join(_ANY.get(c) or re2.escape(c) for c in alias)
        branches.append(
            (r"\b" if _ascii_word(alias[0]) else "") + body + (r"\b" if _ascii_word(alias[-1]) else "")
        )
    options = re2.Options()
    options.longest_match = True
    options.max_mem = 256 << 20
    return re2.compile("|".join(branches) or r"[^\x00-\x{10ffff}]", options)


def _ascii_word(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character == "_")


@lru_cache(maxsize=4)
def _load(extra: Path | None) -> Gazetteer:
    folders = [REFERENCE] if extra is None else [extra, REFERENCE]
    rows = [row for folder in folders for name in TABLES if (folder / name).exists()
            for row in _rows(folder / name)]  # fmt: skip
    at = {row["label"]: row for row in rows if row.get("lat")}
    for row in rows:  # a capital stands in both tables: what it is in the one, where it lies in the other
        if row["kind"] == "both" and (there := at.get(row["label"])):
            row |= {"lat": there["lat"], "lon": there["lon"]}
    entries = [(row, _entry(row)) for row in rows]
    return Gazetteer(
        [pair for row, entry in entries for pair in _aliases(row, entry)],
        [(alias, entry) for row, entry in entries for alias in _listed(row.get("short"))],
    )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for number, row in enumerate(rows, 2):
        if not row.get("key") or not row.get("label") or not row.get("kind"):
            raise ValueError(f"{path.name}, line {number}: key, label and kind must be filled")
        if any(len(name) > LONGEST_NAME for name in (row["label"], *_listed(row.get("aliases")))):
            raise ValueError(f"{path.name}, line {number}: a name has at most {LONGEST_NAME} characters")
    return rows


def _entry(row: dict[str, str]) -> Entry:
    kind = row["kind"] if "demonyms" in row else "place"  # places.csv tells towns, regions and sites apart
    return Entry(
        key=row["key"], label=row["label"], kind=kind, country=row.get("country") or None,
        office=row.get("office") or None, place=row.get("place") or None,
        latitude=float(row["lat"]) if row.get("lat") else None,
        longitude=float(row["lon"]) if row.get("lon") else None,
    )  # fmt: skip


def _aliases(row: dict[str, str], entry: Entry) -> Iterator[tuple[str, Meaning]]:
    for alias in (row["label"], *_listed(row.get("aliases"))):
        yield alias, (entry, "name")
    for demonym in _listed(row.get("demonyms")):
        yield demonym, (entry, "demonym")


def _listed(cell: str | None) -> list[str]:
    return [part.strip() for part in (cell or "").split(";") if part.strip()]


# What follows finds names that no table holds.
TITLES = (
    "President", "Vice President", "Prime Minister", "Deputy Prime Minister", "Foreign Minister", "Defence Minister",
    "Defense Minister", "Interior Minister", "Finance Minister", "Health Minister", "Information Minister", "Minister",
    "Secretary of State", "Secretary-General", "Secretary General", "Special Envoy", "Envoy", "Ambassador", "Senator",
    "Congressman", "Congresswoman", "Governor", "Mayor", "King", "Queen", "Prince", "Princess", "Emir", "Amir", "Sheikh",
    "Sultan", "Ayatollah", "Imam", "Pope", "General", "Gen.", "Maj. Gen.", "Lt. Gen.", "Brig. Gen.", "Major General",
    "Lieutenant General", "Brigadier General", "Colonel", "Col.", "Lt. Col.", "Major", "Maj.", "Captain", "Capt.",
    "Sergeant", "Sgt.", "Admiral", "Commander", "Chief of Staff", "Spokesman", "Spokeswoman", "Spokesperson", "Mr.",
    "Mr", "Mrs.", "Mrs", "Ms.", "Ms", "Dr.", "Dr", "Judge", "Justice", "Chancellor", "Speaker", "Director", "Chairman",
    "spokesman", "spokeswoman", "spokesperson", "minister", "president", "envoy", "ambassador", "commander", "chief",
)  # fmt: skip
NOT_A_NAME = _words(
    "January February March April May June July August September October November December Monday Tuesday Wednesday "
    "Thursday Friday Saturday Sunday The A An This That These Those It He She They We I You His Her Their Our Its But "
    "And Or So Yet If In On At By For From To Of With As After Before Since Until While When Where Who What Why How "
    "There Here Then Now However Meanwhile Also Both Some Many Most More Few Several One Two Three Four Five Six Seven "
    "Eight Nine Ten No Not Yes According Earlier Later Last Next Christmas Ramadan Eid Easter Islam Muslim Muslims "
    "Christian Christians Jewish Jews Jew Arab Arabs Sunni Shia Shiite Kurdish Kurds English French Arabic Hebrew "
    "Russian Photo Image File Read Share Source Reuters Getty"
)
_WORD = r"[A-ZÀ-ÖØ-ÞĀŁŚŠŽ][\w’'-]*[\w]|[A-Z]\."
_JOIN = r"bin|bint|ibn|al|el|ul|de|da|del|della|der|den|van|von|di|du|la|le|abu|of the|of"
_SEQUENCE = re.compile(rf"(?:{_WORD})(?:[ \u00a0](?:(?:{_JOIN})[ \u00a0])?(?:(?:al|el|Al|El)-)?(?:{_WORD}))*")
_TITLED = re.compile(r"(?:^|(?<=\W))(" + "|".join(re.escape(t) for t in sorted(TITLES, key=len, reverse=True))
                     + r")[ \u00a0]$")  # fmt: skip
_TITLE_WORDS = frozenset(title.rstrip(".") for title in TITLES)
_TOKEN = re.compile(r"[^\s\u00a0]+")


def unknown_names(sentence: str, known: Sequence[Name] = ()) -> list[Name]:
    """The names in a sentence that the tables do not hold, kept as written.

    >>> [(n.label, n.kind, n.office) for n in unknown_names("On Monday Foreign Minister Ana Novak met Jan Kos.")]
    [('Ana Novak', 'person', 'Foreign Minister'), ('Jan Kos', 'unknown', None)]

    A title makes a person. Without one, two to four capitalised words in a row are needed, as a single one may only
    begin its sentence, and none is looked for in a headline that has capitals throughout. `known` are the names already found, with offsets into the same sentence; none is found again.
    """
    found: list[Name] = []
    headline = _is_headline(sentence)
    for run in _SEQUENCE.finditer(sentence):
        for start, end, office in _parts(sentence, run.start(), run.end(), known):
            label = sentence[start:end]
            if label.endswith(("'s", "’s")):
                end -= 2
                label = label[:-2]
            if office is None and (headline or len(label.split()) not in (2, 3, 4)):
                continue
            kind = "person" if office else "unknown"
            found.append(Name(start, end, label, Entry(label.lower(), label, kind, office=office), "title"))
    return found


def _is_headline(sentence: str) -> bool:
    """Whether it ends without a stop and most of its longer words begin with a capital.

    >>> _is_headline("A Turning Point for the Gaza Talks"), _is_headline("Talks on Gaza resumed.")
    (True, False)
    """
    longer = [word for word in sentence.split() if len(word) > 3 and word[0].isalpha()]
    stopped = sentence.rstrip().endswith((".", "?", "!", "”", '"'))
    return not stopped and sum(word[0].isupper() for word in longer) > 0.65 * len(longer)


def _parts(
    sentence: str, start: int, end: int, known: Sequence[Name]
) -> Iterator[tuple[int, int, str | None]]:
    """What is left of a run of capitalised words without known names, titles and words that only begin sentences."""
    at = start
    for taken in (n for n in known if n.start < end and n.end > start):
        if taken.start > at:
            yield from _trimmed(sentence, at, taken.start)
        at = max(at, taken.end)
    if end > at:
        yield from _trimmed(sentence, at, end)


def _trimmed(sentence: str, start: int, end: int) -> Iterator[tuple[int, int, str | None]]:
    words = [m.span() for m in _TOKEN.finditer(sentence, start, end)]
    while words and (sentence[slice(*words[0])] in NOT_A_NAME or sentence[words[0][0]] in "’'-"):
        del words[0]
    while words and sentence[slice(*words[-1])] in NOT_A_NAME:
        del words[-1]
    while words and sentence[words[-1][0]].islower():
        del words[-1]
    while words and sentence[words[0][0]].islower():
        del words[0]
    for size in range(min(4, len(words)), 0, -1):
        if sentence[words[0][0] : words[size - 1][1]].rstrip(".") in _TITLE_WORDS:
            office = sentence[words[0][0] : words[size - 1][1]]
            if len(words) > size:
                yield words[size][0], words[-1][1], office
            return
    if not words:
        return
    before = _TITLED.search(sentence, max(0, words[0][0] - 40), words[0][0])
    yield words[0][0], words[-1][1], before[1] if before else None
