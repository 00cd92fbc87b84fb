"""Reference events and terms of office: curated tables, checked as they load, which a user's own files extend.

    >>> from timeline.reference import references
    >>> known = references()
    >>> str(known.event("al-udeid-attack").when)
    '23 Jun 2025'
    >>> [term.start.isoformat() for term in known.offices if term.person == "Masoud Pezeshkian"]
    ['2024-07-28']

`references(events=[...], offices=[...])` adds files with the same columns; `references(built_in=False)` starts empty.
A row that cannot be right is refused by file, row and column, with what was expected. A list inside a cell is joined
by `; `. Days are inclusive ISO days; an empty `to` is a term that has not ended.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from timeline.interval import Interval, When
from timeline.reference.wording import Wording

__all__ = ["BadReference", "OfficeTerm", "ReferenceEvent", "References", "War", "Wording", "references"]

HERE = Path(__file__).parent
EVENT_COLUMNS = ("key", "start", "end", "label", "words", "actors", "places", "note")
WAR_COLUMNS = ("names", "event", "note")
OFFICE_COLUMNS = ("office", "person", "aliases", "titles", "from", "to", "note")


class BadReference(ValueError):
    """A reference file that cannot be right; the message names file, row and column, and what was expected."""


@dataclass(frozen=True, slots=True)
class ReferenceEvent:
    """One dated event: the days it lasted (inclusive), and the words by which a sentence is known to tell of it."""

    key: str
    start: date
    end: date
    label: str
    wording: Wording
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    note: str = ""

    @property
    def when(self) -> When:
        first = Interval(self.start.toordinal(), self.start.toordinal() + 1)
        if self.start == self.end:
            return When.within(first)
        return When.throughout(first, Interval(self.end.toordinal(), self.end.toordinal() + 1))


@dataclass(frozen=True, slots=True)
class OfficeTerm:
    """One person's term in one office: first and last day, the last None while it lasts."""

    office: str
    person: str
    aliases: tuple[str, ...]
    titles: tuple[str, ...]
    start: date
    end: date | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class War:
    """What a war is called ("Gaza", of "the war in Gaza"), and the event from which it is counted."""

    names: tuple[str, ...]
    event: ReferenceEvent


@dataclass(frozen=True, slots=True, eq=False)  # told apart by identity: what is worked out of one is kept by it
class References:
    """All reference events, oldest first, all terms of office, and the wars that began with one of the events."""

    events: tuple[ReferenceEvent, ...] = ()
    offices: tuple[OfficeTerm, ...] = ()
    wars: tuple[War, ...] = ()

    def event(self, key: str) -> ReferenceEvent:
        """The event of that key. Raises KeyError."""
        for event in self.events:
            if event.key == key:
                return event
        raise KeyError(key)


def references(
    *, events: Sequence[str | Path] = (), offices: Sequence[str | Path] = (), built_in: bool = True
) -> References:
    """The built-in tables and the user's. Raises BadReference for a file that cannot be right."""
    return _references(tuple(map(str, events)), tuple(map(str, offices)), built_in)


@lru_cache(maxsize=8)
def _references(events: tuple[str, ...], offices: tuple[str, ...], built_in: bool) -> References:
    happenings: list[ReferenceEvent] = []
    seen: dict[str, str] = {}
    for path in [*([HERE / "events.csv"] if built_in else []), *map(Path, events)]:
        for row, event in _events(path):
            if event.key in seen:
                raise _bad(path, row, "key", f"{event.key!r} stands already in {seen[event.key]}", "a key of its own")
            seen[event.key] = f"{path.name}, row {row}"
            happenings.append(event)
    terms: list[tuple[Path, int, OfficeTerm]] = []
    for path in [*([HERE / "offices.csv"] if built_in else []), *map(Path, offices)]:
        terms += [(path, row, term) for row, term in _offices(path)]
    _refuse_overlaps(terms)
    wars = list(_wars(HERE / "wars.csv", {e.key: e for e in happenings})) if built_in else []
    return References(tuple(sorted(happenings, key=lambda e: (e.start, e.end, e.key))), tuple(t for _, _, t in terms),
                      tuple(sorted(wars, key=lambda war: war.event.start)))  # fmt: skip


def _events(path: Path) -> Iterable[tuple[int, ReferenceEvent]]:
    for row, cells in _rows(path, EVENT_COLUMNS, needed=("key", "start", "label", "words")):
        start = _day(path, row, "start", cells["start"])
        end = _day(path, row, "end", cells["end"] or cells["start"])
        if end < start:
            raise _bad(path, row, "end", f"{end} lies before the start, {start}", "the same day or a later one")
        try:
            wording = Wording.parse(cells["words"])
        except ValueError as error:
            raise _bad(path, row, "words", str(error), "words joined by ' + ', alternatives by '/' and ' | '") from error
        yield row, ReferenceEvent(cells["key"], start, end, cells["label"], wording, _list(cells["actors"]),
                                  _list(cells["places"]), cells["note"])  # fmt: skip


def _offices(path: Path) -> Iterable[tuple[int, OfficeTerm]]:
    for row, cells in _rows(path, OFFICE_COLUMNS, needed=("office", "person", "titles", "from")):
        start = _day(path, row, "from", cells["from"])
        end = _day(path, row, "to", cells["to"]) if cells["to"] else None
        if end and end < start:
            raise _bad(path, row, "to", f"{end} lies before 'from', {start}", "the same day or a later one")
        names = (cells["person"], *_list(cells["aliases"]))
        yield row, OfficeTerm(cells["office"], cells["person"], tuple(dict.fromkeys(names)), _list(cells["titles"]),
                              start, end, cells["note"])  # fmt: skip


def _wars(path: Path, events: dict[str, ReferenceEvent]) -> Iterable[War]:
    for row, cells in _rows(path, WAR_COLUMNS, needed=("names", "event")):
        if cells["event"] not in events:
            raise _bad(path, row, "event", f"{cells['event']!r} is no event", "a key of events.csv")
        yield War(_list(cells["names"]), events[cells["event"]])


def _rows(path: Path, columns: tuple[str, ...], *, needed: tuple[str, ...]) -> Iterable[tuple[int, dict[str, str]]]:
    """The rows of a file, numbered as a spreadsheet numbers them: the header is row 1."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadReference(f"{path}: cannot be read as UTF-8 text ({error}); expected a CSV file") from error
    lines = csv.reader(text.splitlines())
    header = [cell.strip() for cell in next(lines, [])]
    for place, name in enumerate(header, 1):
        if name not in columns:
            raise _bad(path, 1, name or f"number {place}", "no such column", f"one of {', '.join(columns)}")
    for name in columns:
        if name not in header and name in needed:
            raise _bad(path, 1, name, "the column is missing", f"the columns {', '.join(columns)}")
        if header.count(name) > 1:
            raise _bad(path, 1, name, "the column stands twice", "each column once")
    for row, values in enumerate(lines, 2):
        if not any(value.strip() for value in values):
            continue
        if len(values) != len(header):
            raise _bad(path, row, header[min(len(values), len(header)) - 1], f"{len(values)} cells", f"{len(header)} cells")
        cells = dict.fromkeys(columns, "") | {n: v.strip() for n, v in zip(header, values, strict=True)}
        for name in needed:
            if not cells[name]:
                raise _bad(path, row, name, "the cell is empty", "a value")
        yield row, cells


def _refuse_overlaps(terms: list[tuple[Path, int, OfficeTerm]]) -> None:
    held: dict[tuple[str, str], list[tuple[Path, int, OfficeTerm]]] = {}
    for entry in terms:
        held.setdefault((entry[2].office, entry[2].person), []).append(entry)
    for same in held.values():
        same.sort(key=lambda entry: entry[2].start)
        for (_, _, one), (path, row, two) in pairwise(same):
            if one.end is None or two.start <= one.end:
                until = f"until {one.end}" if one.end else "with no end"
                raise _bad(path, row, "from", f"{two.person} holds the office of {two.office} from {one.start} {until} "
                           f"in another row", f"a day after {one.end or 'that term, which needs an end'}")  # fmt: skip


def _day(path: Path, row: int, column: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _bad(path, row, column, f"{text!r} is no day", "a day such as 2024-02-13") from None


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _bad(path: Path, row: int, column: str, found: str, expected: str) -> BadReference:
    return BadReference(f"{path.name}, row {row}, column {column!r}: {found}; expected {expected}")
