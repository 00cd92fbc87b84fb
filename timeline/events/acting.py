"""Who acted last in a text, read so far: the person, the power, and those who acted together.

    >>> from timeline.gazetteer import Gazetteer
    >>> past = Past(Story("", [], None))
    >>> past.acted(Gazetteer.load().find("Iran and Qatar"), violent=False)
    >>> past.power.label, [n.label for n in past.group]
    ('Qatar', ['Iran', 'Qatar'])

A sentence that makes no row is kept as it is, and read when somebody asks who acted in it: most are never asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from timeline.events.tellings import Candidate, tellings
from timeline.gazetteer import Name
from timeline.story import Story

VIOLENT = frozenset({"attack", "battle", "capture", "displacement"})


class Acting(NamedTuple):
    """Those who act in one event; or who opens a sentence, though nothing is told of him yet."""

    names: tuple[Name, ...]
    violent: bool = False
    opens: bool = False


class Past:
    """Who acted in a story, in reading order."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self._entries: list[list[Acting] | Candidate] = []
        # each with how many of the entries it is known of
        self._person: tuple[int, Name | None] = (0, None)
        self._power: tuple[int, Name | None] = (0, None)
        self._group: tuple[int, Acting] = (0, Acting(()))

    def acted(self, names: Sequence[Name], *, violent: bool) -> None:
        """Remembers who acted in an event."""
        if names:
            self._entries.append([Acting(tuple(names), violent)])

    def opened(self, name: Name) -> None:
        """Remembers who opens a sentence."""
        if name.kind == "person" or (name.actor and name.form != "demonym"):
            self._entries.append([Acting((name,), opens=True)])

    def unread(self, sentence: Candidate) -> None:
        """Remembers a sentence of which nobody need know more than who acts in it."""
        self._entries.append(sentence)

    @property
    def person(self) -> Name | None:
        """The person who acted or opened a sentence last."""
        known, found = self._person
        if known < len(self._entries):
            found = self._last(known, person=True) or found
            self._person = len(self._entries), found
        return found

    @property
    def power(self) -> Name | None:
        """The state, group or body that acted or opened a sentence last."""
        known, found = self._power
        if known < len(self._entries):
            found = self._last(known, person=False) or found
            self._power = len(self._entries), found
        return found

    @property
    def group(self) -> tuple[Name, ...]:
        """Those who acted together last, as long as no other power has opened a sentence since."""
        return self._together().names

    @property
    def fought(self) -> bool:
        """Whether what they did together was violent."""
        return self._together().violent

    def _last(self, known: int, *, person: bool) -> Name | None:
        for k in range(len(self._entries) - 1, known - 1, -1):
            for one in reversed(self._acting(k)):
                for name in reversed(one.names):
                    if (name.kind == "person") == person and (person or name.actor):
                        return name
        return None

    def _together(self) -> Acting:
        known, group = self._group
        if known == len(self._entries):
            return group
        others: list[Name] = []  # powers that opened a sentence since
        for k in range(len(self._entries) - 1, known - 1, -1):
            acting = self._acting(k)
            others += [one.names[0] for one in acting if one.opens and one.names[0].kind != "person"]
            together = next((one for one in reversed(acting) if len(one.names) > 1), None)
            if together is not None:
                group = together._replace(names=_each_once(together.names))
                break
        if not all(any(n.start == other.start for n in group.names) for other in others):
            group = group._replace(names=())
        self._group = len(self._entries), group
        return group

    def _acting(self, k: int) -> list[Acting]:
        """Who acts at one place of the past."""
        entry = self._entries[k]
        if isinstance(entry, Candidate):
            self._entries[k] = entry = [Acting(tuple(told.parts.agents), told.kind.type in VIOLENT) for told in tellings(self.story, entry)]
        return entry


def _each_once(names: Sequence[Name]) -> tuple[Name, ...]:
    """Names without the states that a person among them speaks for."""
    lands = {n.country for n in names if n.kind == "person"}
    return tuple(n for n in names if n.kind == "person" or n.actor not in lands) or tuple(names)
