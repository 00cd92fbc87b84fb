"""Whom the words of a party mean, under the name that the reference tables give it.

>>> party("Israeli"), party("Houthi rebels"), party("Tehran"), party("Ofer"), party("Malian bandits"), party("masked men")
('Israel', 'Houthis', 'Iran', None, 'Malian bandits', 'masked men')
>>> side_of_words("two North Korean sailors"), side_of_words("three Hezbollah fighters"), side_of_words("nine Fulani herders")
('North Korea', 'Hezbollah', None)
"""

from __future__ import annotations

import re
from functools import lru_cache

from timeline.casualties.lexicon import TABLE
from timeline.gazetteer import Gazetteer

ACTORS = frozenset(("state", "government", "ministry", "armed_group", "organisation", "both"))
BACKED = re.compile(r"^(?:[\w.]+ )?[\w.]+-(?:backed|led|run|aligned|linked|controlled|affiliated) ")
ARMED = frozenset(TABLE["of_a_state"]["words"])  # what a state's name before it makes that state's own
ARTICLES = ("the ", "a ", "an ", "its ", "their ", "suspected ", "alleged ")


@lru_cache(maxsize=4096)
def party(said: str) -> str | None:
    """The label of the actor that the words name; the words themselves where the tables know none; None for a place."""
    bare = said
    while bare.lower().startswith(ARTICLES):
        bare = bare.partition(" ")[2]
    bare = BACKED.sub("", bare)
    entry = Gazetteer.load().get(bare)
    if entry is not None:
        return entry.actor if entry.kind in ACTORS else None if entry.kind == "place" else said
    names = [n for n in Gazetteer.load().find(bare) if n.kind in ACTORS and n.actor]
    first = names[0] if names else None
    if first is None or first.start > 0:
        return said
    rest = bare[first.end :].lower().replace("’s", "").replace("'s", "").split()
    own = first.kind != "state" or not rest or all(w in ARMED or w.endswith("-led") for w in rest)
    return first.actor if own and len(names) == 1 else said


def parties(said: str) -> str | None:
    """Each of the parties joined by 'and'."""
    found = [p for p in map(party, said.split(" and ")) if p]
    return " and ".join(dict.fromkeys(found)) or None


@lru_cache(maxsize=4096)
def side_of_words(said: str) -> str | None:
    """The state or group whose people the words of a group count, where they name one."""
    found = [n for n in Gazetteer.load().find(said) if n.kind in ACTORS and n.kind != "both" and n.actor]
    names = [n.country if n.kind in ("government", "ministry") and n.country else n.actor for n in found]
    return " and ".join(n for n in dict.fromkeys(names) if n) or None


@lru_cache(maxsize=1024)
def holds(said: str) -> bool:
    """Whether a name behind 'held in' tells who holds: a state, not a town or a territory."""
    entry = Gazetteer.load().get(said)
    return entry is not None and entry.kind in ("state", "armed_group")


@lru_cache(maxsize=4096)
def is_place(said: str) -> bool:
    """Whether the tables know a name as that of a place: 'seized El Fasher' took no person.

    >>> is_place("El Fasher"), is_place("Ana Pardo")
    (True, False)
    """
    entry = Gazetteer.load().get(said)
    return entry is not None and entry.kind in ("place", "both", "state")
