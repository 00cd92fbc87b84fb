"""A sentence that tells a reference event → the days on which that is known to have been.

    >>> from timeline.interval import day
    >>> found = known("Israel struck Hamas leaders in Doha.", "attack", {"Israel"}, None, day(2025, 9, 30))
    >>> found.start.isoformat()
    '2025-09-09'

The curated table of `timeline.reference` names the words; who acts must be who acts there, and what the article says of
the time must allow it.
"""

from __future__ import annotations

from functools import cache, lru_cache

from timeline.interval import Interval, When
from timeline.reference import ReferenceEvent, references
from timeline.reference.wording import Finder, Phrase, tokens

KNOWABLE = frozenset({"attack", "battle", "ceasefire", "release", "capture", "agreement"})
MOST = 60  # days; what is told more closely keeps the date as it is told


def known(sentence: str, kind: str, agents: set[str], when: When | None, written: Interval | None) -> ReferenceEvent | None:
    """The one reference event that a sentence tells, for what is dated only coarsely, or not at all."""
    if kind not in KNOWABLE or (when is not None and when.extent in ("day", "throughout", "since", "until")):
        return None
    if when is not None and when.extent == "within" and when.first is not None and when.first.days <= MOST:
        return None
    if not _events_of(frozenset(agents)):
        return None
    present = _present(sentence)
    if not present:
        return None
    fitting = [e for e in _events_of(frozenset(agents)) if _acts(e, kind, agents) and _allows(e, when, written) and e.wording.met(present)]
    return fitting[0] if len(fitting) == 1 else None


@lru_cache(maxsize=1024)
def _events_of(agents: frozenset[str]) -> tuple[ReferenceEvent, ...]:
    return tuple(e for e in references().events if agents & set(e.actors))


@cache
def _finder() -> Finder:
    return Finder([e.wording for e in references().events])


@lru_cache(maxsize=16)
def _present(sentence: str) -> dict[Phrase, int]:
    """The phrases of all reference events that stand in a sentence, which may tell several."""
    return _finder().present(tokens(sentence))


@cache
def _of_one_day() -> dict[int, list[ReferenceEvent]]:
    """The events that somebody did on one day, by its ordinal."""
    found: dict[int, list[ReferenceEvent]] = {}
    for event in references().events:
        if event.start == event.end and event.actors:
            found.setdefault(event.start.toordinal(), []).append(event)
    return found


def of_that_day(sentence: str, kind: str, when: When | None) -> ReferenceEvent | None:
    """The one reference event of that very day that a sentence tells, whether or not it says who did it.

    >>> from timeline.interval import day
    >>> of_that_day("The attack on Israel of October 7 began at dawn.", "attack", When.within(day(2023, 10, 7))).key
    'hamas-attack'
    """
    if kind not in ("attack", "capture") or when is None or when.extent != "day" or when.first is None:
        return None
    same = _of_one_day().get(when.first.start)
    if same is None:
        return None
    present = _present(sentence)
    telling = [e for e in same if e.wording.met(present)]
    return telling[0] if len(telling) == 1 else None


def _acts(event: ReferenceEvent, kind: str, agents: set[str]) -> bool:
    """Whether who acts in the sentence acts in the event: its first actor, or any side of an agreement."""
    if kind in ("attack", "battle", "capture"):
        return bool(event.actors) and event.actors[0] in agents
    return bool(agents & set(event.actors))


def _allows(event: ReferenceEvent, when: When | None, written: Interval | None) -> bool:
    start, end = event.start.toordinal(), event.end.toordinal() + 1
    if written is not None and start >= written.end:
        return False
    if when is None:
        return True
    if when.extent == "on_or_before":
        return when.last is not None and start < when.last.end
    return when.first is not None and when.last is not None and start < when.last.end and when.first.start < end
