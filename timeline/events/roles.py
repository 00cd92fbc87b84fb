"""The names around a trigger → who acts, on whom, with whom, and where.

    >>> from timeline.attachment import Clauses
    >>> from timeline.clauses import Words
    >>> from timeline.gazetteer import Gazetteer
    >>> text = "On Monday Iran attacked a base in Qatar."
    >>> words = Words(text)
    >>> found = parts(Clauses(words), words.index("attacked"), Gazetteer.load().find(text), noun=False)
    >>> [n.label for n in found.agents], [n.label for n in found.places]
    (['Iran'], ['Qatar'])

A name after a locative preposition is where it happened; before the verb it acts, after it it is acted on; "by" turns
that round in the passive. A noun takes its agent from what stands before it ("Israeli strike") and after "by".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from timeline.attachment import Clauses
from timeline.clauses import BE, PARTICIPLE, form_of
from timeline.gazetteer import Name

WHERE = {"in", "at", "near", "inside", "outside", "across", "over", "around", "off", "throughout", "into", "toward", "towards", "from", "onto", "to"}
ALWAYS_WHERE = {"in", "at", "near", "inside", "outside", "across", "around", "off", "throughout", "over"}

# the part of the agent, of the object and of those told together, by event type
PARTS: dict[str, tuple[str, str, str]] = {
    "attack": ("attacker", "target", "attacker"),
    "battle": ("party", "party", "party"),
    "ceasefire": ("party", "party", "party"),
    "negotiation": ("party", "party", "party"),
    "meeting": ("participant", "participant", "participant"),
    "agreement": ("signatory", "signatory", "signatory"),
    "statement": ("speaker", "addressee", "speaker"),
    "threat": ("speaker", "target", "speaker"),
    "demand": ("speaker", "addressee", "speaker"),
    "release": ("releaser", "released", "party"),
    "capture": ("captor", "captive", "captor"),
    "aid": ("donor", "recipient", "donor"),
    "sanction": ("imposer", "target", "imposer"),
    "protest": ("protester", "target", "protester"),
    "deployment": ("deployer", "host", "deployer"),
    "withdrawal": ("withdrawer", "object", "withdrawer"),
    "displacement": ("agent", "displaced", "displaced"),
    "election": ("agent", "chosen", "agent"),
    "other": ("agent", "object", "agent"),
}
MEDIATES = {"mediate", "broker", "facilitate", "host"}


@dataclass(slots=True)
class Parts:
    agents: list[Name] = field(default_factory=list)
    objects: list[Name] = field(default_factory=list)
    together: list[Name] = field(default_factory=list)
    mediators: list[Name] = field(default_factory=list)
    places: list[Name] = field(default_factory=list)

    def all_actors(self) -> Iterable[Name]:
        return (*self.agents, *self.objects, *self.together, *self.mediators)


def parts(clauses: Clauses, i: int, names: Sequence[Name], *, noun: bool, at: int = 0) -> Parts:
    """The parts that the names of a sentence have in the event told at index `i`; `at`: where the sentence begins."""
    words = clauses.words
    placed = [(words.at(n.start - at), words.at(max(n.start, n.end - 1) - at), n) for n in names]
    near = [p for p in placed if clauses.same(p[0], i)]
    return _of_noun(clauses, i, near) if noun else _of_verb(clauses, i, near)


def _before(lower: list[str], first: int) -> str:
    j = first - 1
    while j >= 0 and lower[j] in ("the", "a", "an", "southern", "northern", "eastern", "western", "central", "nearby", "neighbouring", "neighboring",
                                  "occupied", "besieged", "war-torn", "his", "its", "their", "al"):  # fmt: skip
        j -= 1
    return lower[j] if j >= 0 else ""


def _of_verb(clauses: Clauses, i: int, near: list[tuple[int, int, Name]]) -> Parts:
    out, lower = Parts(), clauses.words.lower
    passive = bool(form_of(lower[i])[1] & PARTICIPLE) and any(w in BE for w in lower[max(0, i - 3) : i])
    for first, last, name in near:
        before = _before(lower, first)
        if _is_place(lower, before, name, last):
            out.places.append(name)
        elif name.actor is None:
            if name.place:
                out.places.append(name)
        elif last < i:
            if not _inside_name_of(near, first, last, name):
                (out.objects if passive else out.agents).append(name)
        elif before == "by" or (before == "and" and out.agents and passive):
            out.agents.append(name)
        elif before in ("with", "alongside", "and", "between") and (before != "and" or (out.together and not out.objects)):
            out.together.append(name)
        else:
            out.objects.append(name)
    if form_of(lower[i])[0] in MEDIATES:
        out.mediators, out.agents = out.agents, []
    return out


def _of_noun(clauses: Clauses, i: int, near: list[tuple[int, int, Name]]) -> Parts:
    out, lower = Parts(), clauses.words.lower
    for first, last, name in near:
        before = _before(lower, first)
        if name.actor is None or _is_place(lower, before, name, last):
            if name.place:
                out.places.append(name)
            continue
        gap = lower[last + 1 : i] if last < i else lower[i + 1 : first]
        if last < i and len(gap) <= 4 and not any(w in STOPS for w in gap):
            out.agents.append(name)
        elif last >= i and "by" in gap:
            out.agents.append(name)
        elif last >= i and ("between" in gap or "with" in gap or "and" == before and out.together):
            out.together.append(name)
        elif last >= i and len(gap) <= 8 and any(w in ("on", "against", "of", "targeting", "for", "over", "to") for w in gap):
            out.objects.append(name)
    return out


STOPS = {"in", "on", "at", "by", "for", "after", "before", "with", "to", "from", ",", "that", "which", "who", "since", "said", "of", "against"}


def _is_place(lower: list[str], before: str, name: Name, last: int) -> bool:
    """Whether things happen at this name here, rather than it acting."""
    if name.place is None or name.form == "demonym":
        return False
    after = lower[last + 1] if last + 1 < len(lower) else ""
    if after == "'s" and before not in ("in", "at", "near"):
        return False
    return before in ALWAYS_WHERE or (before in WHERE and name.kind != "state") or (before in ("to", "into", "from", "toward", "towards") and name.actor is not None)


def _inside_name_of(near: list[tuple[int, int, Name]], first: int, last: int, name: Name) -> bool:
    """Whether a demonym only says whose the person named just after it is: "Qatari emir Tamim"."""
    return name.form == "demonym" and any(last < f <= last + 6 and n.kind == "person" and n.country == name.actor for f, _, n in near)
