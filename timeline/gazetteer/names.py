"""Who or what a name stands for, and the name where it stands in a text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

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
    actor: str | None = field(init=False, repr=False, compare=False)
    """Who acts when this name acts; None for what is only a place."""
    where: str | None = field(init=False, repr=False, compare=False)
    """The place when things happen at this name; None for what is only an actor."""

    def __post_init__(self) -> None:
        actor = {"both": self.country, "place": None}.get(self.kind, self.label)
        object.__setattr__(self, "actor", actor)
        object.__setattr__(self, "where", self.label if self.kind in {"place", "state", "both"} else None)


class Name(NamedTuple):
    """A name where it stands: half-open code points of the text, and the entry it names.

    `form` is name, demonym ("Qatari": never a place), short (a family name whose full name or high title stands by) or title
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


Meaning = tuple[Entry, Form]  # what an alias stands for, and as what


def words(text: str) -> frozenset[str]:
    """The words of a list in a text, one set."""
    return frozenset(text.split())
