"""Casualty claims → the same claims with the place that each figure is of, and why.

    >>> claim = CasualtyClaim(claim_id="c", article_id="a", effect="killed", count=12, char_start=0, char_end=9,
    ...     sentence="12 people were killed near Khan Younis, the Gaza Health Ministry said.", raw="12 people", rule="r",
    ...     claimed_by="the Gaza Health Ministry")
    >>> placed([claim], [])[0].place
    'Khan Younis'

The place is that of the figure, under its name in the gazetteer: told in the figure's own sentence with a preposition
of place; else that of the event the claim came of; else, for a count that goes on, the territory whose dead the
claimant counts. A place that nothing tells stays None.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from timeline.gazetteer import Gazetteer, Name
from timeline.records import CasualtyClaim, Report

# what stands before a name that something happened at, and before one that only somebody came from or acted for
AT = re.compile(
    r"(?:\b(?:in|near|at|outside|across|inside|around|throughout|over|within|off)\s+"
    r"(?:(?:the|and|its|nearby|besieged|occupied|northern|southern|eastern|western|central|north|south|east|west|"
    r"city|town|village|province|region|governorate|state|district|refugee camp|camp|of)\s+)*)$",
    re.I,
)
SPEECH = re.compile(r"\b(?:said|says|told|announced|reported|according to|speaking|in a statement)\b[^.;]*$", re.I)
APART = re.compile(r"[;:]|,\s+(?:and|but|while|after|before)\b|\b(?:who|whom|which|that|while|after|before)\b", re.I)
ELSEWHERE = re.compile(r"[;:]|,\s+(?:and|but|while|after|before)\b|\b(?:who|whom|while|after|before)\b", re.I)
PLACES = ("place", "both", "state")
COUNTING = re.compile(r"\b(?:health|ministry|civil defen[cs]e|media office|authorities|police|rescue)\b", re.I)


def placed(claims: Sequence[CasualtyClaim], reports: Sequence[Report]) -> list[CasualtyClaim]:
    """The claims in their order, each with the place that its words, its event or its claimant tell."""
    places = {r.report_id: r.places for r in reports}
    out: list[CasualtyClaim] = []
    for claim in claims:
        found = _placed(claim, places.get(claim.event_id or "", ()))
        before = out[-1] if out else None
        if found.place is None and before is not None and before.place is not None and _goes_on(before, found):
            found = _with(found, before.place, "place: that of the count it goes on from")
        out.append(found)
    return out


def _goes_on(before: CasualtyClaim, claim: CasualtyClaim) -> bool:
    """Whether a running count goes on from the one told just before it: '28,473 killed … At least 67,984 injured'."""
    same = claim.basis == before.basis == "cumulative" and claim.period == before.period
    return same and claim.period is not None and claim.claimed_by == before.claimed_by


def _placed(claim: CasualtyClaim, of_event: tuple[str, ...]) -> CasualtyClaim:
    names = _names(claim.sentence)
    if claim.place is not None:
        entry = Gazetteer.load().get(claim.place)
        if entry is None or entry.kind in PLACES:
            label = entry.label if entry is not None else claim.place
            return claim if label == claim.place else claim.model_copy(update={"place": label})
        claim = claim.model_copy(update={"place": None})  # "in the Hamas attack": an actor, not a place
    told = _told(claim, names)
    if told is not None:
        return _with(claim, told.label, f"place: “{told.text}” in the same sentence")
    if claim.basis in (None, "incident") and len(of_event) == 1:
        return _with(claim, of_event[0], "place: that of the event")
    if claim.basis in ("cumulative", "period") and claim.claimed_by and COUNTING.search(claim.claimed_by):
        home = next((n for n in _names(claim.claimed_by) if n.place), None) or _home(claim.claimed_by)
        if home is not None:
            label = home if isinstance(home, str) else home.label
            return _with(claim, label, f"place: whose dead {claim.claimed_by} counts")
    return claim


def _with(claim: CasualtyClaim, place: str, why: str) -> CasualtyClaim:
    return claim.model_copy(update={"place": place, "reason": f"{claim.reason}; {why}" if claim.reason else why})


def _told(claim: CasualtyClaim, names: tuple[Name, ...]) -> Name | None:
    """The place that stands nearest behind the figure with a preposition of place, else nearest before
    it, in the figure's own clause."""
    at = claim.sentence.find(claim.raw)
    end = at + len(claim.raw)
    here = [n for n in names if n.place and _is_at(claim.sentence, n)]
    behind = [n for n in here if n.start >= end and not APART.search(claim.sentence, end, n.start)]
    if behind:
        return behind[0]
    before = [n for n in here if n.end <= at and not ELSEWHERE.search(claim.sentence, n.end, at)]
    return before[-1] if before else None


def _is_at(sentence: str, name: Name) -> bool:
    """Whether something happened at the name: a preposition of place before it, and no speech that was held there."""
    lead = sentence[: name.start]
    found = AT.search(lead)
    return found is not None and not SPEECH.search(lead[: found.start()])


def _home(claimant: str) -> str | None:
    """The territory that a claimant's own name tells: 'the Gaza Health Ministry', 'Gaza's Civil Defence'."""
    for word in re.findall(r"[A-Z][\w-]+(?:\s+[A-Z][\w-]+)?", claimant):
        for candidate in (word, word.split()[0]):
            entry = Gazetteer.load().get(candidate)
            if entry is not None and entry.kind in PLACES:
                return entry.label
    return None


@lru_cache(maxsize=512)
def _names(text: str) -> tuple[Name, ...]:
    return tuple(Gazetteer.load().find(text))
