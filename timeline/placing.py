"""Casualty claims → the same claims with the place that each figure is of, and why.

    >>> claim = CasualtyClaim(claim_id="c", article_id="a", effect="killed", count=12, char_start=0, char_end=9,
    ...     sentence="12 people were killed near Khan Younis, the Gaza Health Ministry said.", raw="12 people", rule="r",
    ...     claimed_by="the Gaza Health Ministry")
    >>> placed([claim], [])[0].place
    'Khan Younis'

The place is that of the figure, under its name in the gazetteer: told in the figure's own sentence with a preposition
of place or as what was struck; else that of the event the claim came of; else that of the incident which the passage
goes on telling; else, for a count that goes on, the territory whose dead the claimant counts. A place that nothing
tells stays None.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from timeline.gazetteer import Gazetteer, Name
from timeline.interval import When
from timeline.records import CasualtyClaim, Evidence, Report
from timeline.sentences import sentences
from timeline.spots import Spot, named_spots, spots

APART = re.compile(r"[;:]|\bof them\b|,\s+(?:and|but|while|after|before)\b|\b(?:who|whom|which|that|while|after|before|whose)\b", re.I)
ELSEWHERE = re.compile(r",\s+(?:and|but|while|after|before)\b|\b(?:who|whom|while|after|before)\b", re.I)
OTHER = re.compile(
    r"\b(?:elsewhere|separate(?:ly)?|meanwhile|in (?:a|an|the) (?:second|third|different|other|similar)|another (?:attack|strike|raid|"
    r"blast|drone|shell|ambush|bomb|rocket|incident|boat|clash)|other (?:attacks|strikes|raids|clashes|incidents)|"
    r"across the (?:country|region|province|border)|nationwide|abroad)\b",
    re.I,
)
LISTED = re.compile(r"\s*(?:[-•*–·▪]|\d\d?[:.]\d\d\b|\d+[.)]\s)")
PLACES = ("place", "both", "state")
COUNTING = re.compile(r"\b(?:health|ministry|civil defen[cs]e|media office|authorities|police|rescue)\b", re.I)
HAPPENS = frozenset(("killed", "injured", "casualties", "missing", "rescued", "captured", "detained", "displaced", "alive"))
TOLD = frozenset(("attack", "battle", "protest", "other"))
DAYS = frozenset(("day", "within"))
HANGS = re.compile(r"time: (?:told before|“[^”]*”, (?:the last day told|told)|an incident without|the text does not say)")
BEARING = re.compile(r"\b(?:north|south|east|west)(?:[- ]?(?:east|west))?(?:ern)? of\s+(?:the\s+)?(?:\w+\s+)?$", re.I)
WITHIN = re.compile(r"(?:\s(?:district|village|town|city|camp))?,\s+(?:in|near|outside)\s+(?:the\s+)?(?:\w+ern\s+)?", re.I)
THERE = re.compile(r"\W*(?:\w+\W+){0,4}there\b", re.I)
ANY = re.compile(r"\b(?:in|near|at|from|to|of|into|on)\s+(?:the\s+)?$")
NEXT = 700  # characters over which a figure without any time goes on from the paragraph before
PASSAGE = 1800  # characters over which the scene of an incident goes on


class Scene(NamedTuple):
    """Where the passage tells something that happened: the place, the time and from which character on."""

    at: int
    place: str
    when: When | None
    paragraph: int


def placed(
    claims: Sequence[CasualtyClaim], reports: Sequence[Report], evidence: Sequence[Evidence] = (), text: str = ""
) -> list[CasualtyClaim]:
    """The claims in their order, each with the place that its words, its event, its passage or its claimant tell."""
    places = {r.report_id: r.places for r in reports}
    told = [_placed(claim, places.get(claim.event_id or "", ())) for claim in claims]
    known = {r.report_id for r in reports if r.reference is not None}  # "the attack of October 7" was in many places
    scenes = _scenes(reports, evidence, text)
    out: list[CasualtyClaim] = []
    for claim in told:
        found, before = claim, out[-1] if out else None
        if found.place is None and before is not None and before.place is not None and _goes_on(before, found):
            found = _with(found, before.place, "place: that of the count it goes on from")
        if found.place is None:
            found = _of_whole(found, out)
        if found.place is None and text:
            found = found if found.event_id in known else _of_scene(found, scenes, text)
        if found.place is not None and text and found.effect in HAPPENS and found.basis in (None, "incident"):
            scenes.append(Scene(found.char_start, found.place, found.period, text.rfind("\n", 0, found.char_start)))
        out.append(found)
    return out


def _scenes(reports: Sequence[Report], evidence: Sequence[Evidence], text: str) -> list[Scene]:
    """The places of the incidents that the text tells, in no order."""
    by_id = {r.report_id: r for r in reports}
    out: list[Scene] = []
    for proof in evidence if text else ():
        report = by_id.get(proof.report_id)
        if report is None or report.event_type not in TOLD or report.status not in ("happened", "ongoing"):
            continue
        here = spots(proof.sentence)
        place = here[0].label if here else report.places[0] if len(report.places) == 1 else None
        if place is not None:
            out.append(Scene(proof.char_start, place, report.when, text.rfind("\n", 0, proof.char_start)))
    return out


def _of_scene(claim: CasualtyClaim, scenes: Sequence[Scene], text: str) -> CasualtyClaim:
    """The claim with the place of the incident that its passage tells, where its own sentence begins no other: the scene
    nearest before it, of the same time, or in its own paragraph where one of the two has none."""
    if claim.effect not in HAPPENS or claim.basis not in (None, "incident"):
        return claim
    at = claim.sentence.find(claim.raw)
    if at < 0 or _tells_another(claim.sentence) or (claim.basis is None and OF_ITS_OWN.search(claim.sentence)):
        return claim
    start = claim.char_start - at
    paragraph = text.rfind("\n", 0, claim.char_start)
    before = [s for s in scenes if start - PASSAGE < s.at < start]
    if LISTED.match(text, paragraph + 1):
        before = [s for s in before if s.paragraph == paragraph]
    scene = max(before, key=lambda s: s.at, default=None)
    if scene is not None and (_overlap(claim.period, scene.when) or (scene.paragraph == paragraph and None in (claim.period, scene.when))):
        return _with(claim, scene.place, "place: that of the incident told before")
    near = scene is not None and claim.period is None and text.count("\n\n", scene.at, start) <= 1 and start - scene.at < NEXT
    if near and scene is not None and HANGS.search(claim.reason or "") and not spots(claim.sentence):
        return _with(claim, scene.place, "place: that of the incident told just before")
    told = spots_before(text, paragraph + 1, start)
    if told is not None and (scene is None or scene.at < told[0]) and HANGS.search(claim.reason or ""):
        return _with(claim, told[1], "place: where the passage is")
    return claim


OF_ITS_OWN = re.compile(r"\bof (?:its|their|our) (?:own )?(?:soldiers|troops|men|fighters|forces|policemen|members|people|citizens)\b|\b(?:its|their|our) (?:own )?losses at\b")  # a side's dead of a war


@lru_cache(maxsize=64)
def _tells_another(sentence: str) -> bool:
    return OTHER.search(sentence) is not None


def spots_before(text: str, start: int, end: int) -> tuple[int, str] | None:
    """The place of the last sentence of text[start:end] that tells one, and where that sentence begins."""
    start = max(start, end - PASSAGE)
    for a, b in reversed(sentences(text[start:end])):
        here = spots(text[start + a : start + b])
        if here:
            return start + a, here[0].label
    return None


def _overlap(one: When | None, other: When | None) -> bool:
    """Whether two times, neither of which goes on, may be one."""
    if one is None or other is None or not {one.extent, other.extent} <= DAYS or one.start is None or other.start is None:
        return one is not None and one == other
    return one.start <= (other.end or other.start) and other.start <= (one.end or one.start)


def _of_whole(claim: CasualtyClaim, told: Sequence[CasualtyClaim]) -> CasualtyClaim:
    """The claim with the place of the figure that it is a part of."""
    whole = next((c for c in told if c.claim_id == claim.subset_of), None) if claim.subset_of else None
    return claim if whole is None or whole.place is None else _with(claim, whole.place, "place: that of its whole")


def _goes_on(before: CasualtyClaim, claim: CasualtyClaim) -> bool:
    """Whether a running count goes on from the one told just before it: '28,473 killed … At least 67,984 injured'."""
    same = claim.basis == before.basis == "cumulative" and claim.period == before.period
    return same and claim.period is not None and claim.claimed_by == before.claimed_by


def _placed(claim: CasualtyClaim, of_event: tuple[str, ...]) -> CasualtyClaim:
    if claim.place is not None:
        entry = Gazetteer.load().get(claim.place)
        if entry is None or entry.kind in PLACES:
            label = entry.label if entry is not None else claim.place
            return claim if label == claim.place else claim.model_copy(update={"place": label})
        claim = claim.model_copy(update={"place": None})  # "in the Hamas attack": an actor, not a place
    told = _told(claim, spots(claim.sentence))
    if told is not None:
        return _with(claim, told.label, f"place: “{told.text}” in the same sentence")
    if claim.basis in (None, "incident") and len(of_event) == 1:
        return _with(claim, of_event[0], "place: that of the event")
    if claim.basis in ("cumulative", "period") and claim.claimed_by and COUNTING.search(claim.claimed_by):
        home = next((n.label for n in _names(claim.claimed_by) if n.place), None) or _home(claim.claimed_by)
        if home is not None:
            return _with(claim, home, f"place: whose dead {claim.claimed_by} counts")
    return claim


def _with(claim: CasualtyClaim, place: str, why: str) -> CasualtyClaim:
    return claim.model_copy(update={"place": place, "reason": f"{claim.reason}; {why}" if claim.reason else why})


def _told(claim: CasualtyClaim, here: tuple[Spot, ...]) -> Spot | None:
    """The place that stands nearest behind the figure, else nearest before it, in the figure's own clause."""
    at = claim.sentence.find(claim.raw)
    end = at + len(claim.raw)
    behind = [n for n in here if n.start >= end and not APART.search(claim.sentence, end, n.start)]
    if behind:
        return behind[0]
    if THERE.match(claim.sentence, end):  # "taken from Be'eri, where two guards died", "53 died there"
        named = [n for n in named_spots(claim.sentence) if n.end <= at and ANY.search(claim.sentence[: n.start])]
        if named:
            return named[-1]
    before = [n for n in here if n.end <= at and not (";" in claim.sentence[n.end : at] and OTHER.search(claim.sentence)) and not ELSEWHERE.search(claim.sentence, n.end, at)]
    near = [n for n in before if not BEARING.search(claim.sentence[: n.start])]  # "in Djaiba, 80 km north of Bunia"
    kept = near or before
    while len(kept) > 1 and WITHIN.fullmatch(claim.sentence, kept[-2].end, kept[-1].start):
        kept = kept[:-1]  # "in the village of Yarova, in Donetsk region"
    return kept[-1] if kept else None


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
