"""A sentence with words that can tell events → the events that it tells, one a trigger.

    >>> from timeline.events.finding import found_in
    >>> from timeline.events.lexicon import triggers
    >>> from timeline.gazetteer import Gazetteer
    >>> story = Story("Iran attacked a base in Qatar.", [], None)
    >>> hits = found_in(story.words(0).lower, triggers())
    >>> [(one.kind.type, one.i) for one in tellings(story, Candidate(0, hits, Gazetteer.load().find(story.text)))]
    [('attack', 1)]

Of what a clause tells twice the better telling is kept: the finite verb, then the noun, and what the verb only holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from timeline.events.candidates import Told, deed_to, event_at
from timeline.events.doers import SPEECH
from timeline.events.lexicon import Trigger
from timeline.events.lexicon import words as words_of
from timeline.events.roles import Placed, placed
from timeline.gazetteer import Name
from timeline.story import Story
from timeline.verbs import form_of


class Candidate(NamedTuple):
    """A sentence that may tell events: the words that do, if it does, and the names in it."""

    sentence: int
    hits: Sequence[tuple[int, Trigger]]
    names: Sequence[Name]

    def placed(self, story: Story) -> list[Placed]:
        """The names at their words."""
        return placed(story.words(self.sentence), self.names, story.spans[self.sentence][0])


def tellings(story: Story, candidate: Candidate) -> list[Told]:
    """The events of a sentence in reading order, repeated tellings left out."""
    index = candidate.sentence
    clauses = story.clauses(index)
    names = candidate.placed(story)
    dated = story.has_dates(index) or index in story.vague
    told: dict[tuple[int, str], Told] = {}
    for i, kind in candidate.hits:
        one = event_at(clauses, index, i, kind, names, dated=dated)
        if one is None:
            continue
        key = (clauses.segment[i], one.kind.type)
        if key not in told:
            told[key] = one
        elif _strength(one) > _strength(told[key]):
            told[key] = replace(one, otherwise=told[key])
        elif told[key].otherwise is None:
            told[key] = replace(told[key], otherwise=one)
    if len(told) < 2:
        return list(told.values())
    truces = {one.held for one in told.values() if one.kind.type == "ceasefire"}
    told = {key: one for key, one in told.items() if one.kind.type != "agreement" or one.kind.noun or one.i not in truces}  # "signed a truce" is the truce
    changed = {one.i for one in told.values() if one.kind.objects and not one.kind.noun and form_of(clauses.words.lower[one.i])[0] in words_of("alters")}
    told = {key: one for key, one in told.items() if not (one.kind.noun and one.held is None and changed and deed_to(clauses, one.i) in changed)}  # "cancelled the visit"
    lodged = frozenset().union(*(one.kind.objects for one in told.values() if one.kind.type == "statement" and not one.kind.noun))
    told = {key: one for key, one in told.items() if not (one.kind.type == "protest" and clauses.words.lower[one.i] in lodged)}  # "handed them a note of protest"
    dealt = {one.held for one in told.values() if one.announced and one.kind.type == "agreement"}
    told = {key: one for key, one in told.items() if one.kind.base != "announce" or one.i not in dealt}  # "announced a deal" is the deal
    held = {one.held if one.held is not None or not one.kind.noun else deed_to(clauses, one.i) for one in told.values()}
    verbs = {(clauses.segment[one.i], one.kind.type) for one in told.values() if not one.kind.noun and one.kind.base not in words_of("harms")}
    deeds = {one.i for one in told.values() if not one.kind.noun and one.kind.type not in SPEECH and (one.kind.objects or one.kind.subjects or one.kind.type == "battle")}
    told = {key: one for key, one in told.items() if not (one.kind.noun and one.kind.type in ("attack", "battle") and clauses.told(one.i).governor in deeds)}  # "beat back an attack"
    out = []
    for one in told.values():
        after = clauses.segment[one.i] + 1
        retold = one.kind.noun and (after, one.kind.type) in verbs and clauses.openers[after] in ("that", "which")
        if not retold and (one.kind.type not in ("other", "agreement") or one.i not in held):
            out.append(one)  # "launched an offensive" is the offensive; "an attack that hit the port" is told by its verb
    return out


def _strength(told: Told) -> int:
    """A finite verb tells an event best, then a noun; an infinitive or gerund least. What a verb only tells together with its
    object is told better by that object, if it is a word for the event: "hosted talks"."""
    if told.kind.noun:
        return 2 + (told.held is not None) * 2
    if told.construal.form != "finite":
        return 0
    return 1 if told.kind.base in words_of("in_force") else 3 if told.kind.objects else 5


def is_saying(kind: Trigger) -> bool:
    """Whether a verb only tells that somebody speaks, which without a day makes no row: "said", "told", "added"."""
    return kind.type in SPEECH and not kind.noun and kind.base in words_of("plain_speech")
