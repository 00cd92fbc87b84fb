"""Who is told to hold which office → the days on which all of them did: weak evidence on publication.

    >>> from timeline.reference import references
    >>> [found] = Officeholders(references().offices).constraints("The Biden administration has tolerated the talks.")
    >>> found.when.edtf, found.weight
    ('[2021-01-20..2025-01-20]', 0.3)

Only a name with its title counts ("Secretary of State Antony Blinken", "the Biden administration"); "former", "then"
and "late" before it say that the term is over, "deputy" and "incoming" that the office is another. Among terms that no day has in common the latest holders win, since
older ones are told as history.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import re2

from timeline.dating.constraint import Constraint, iso
from timeline.reference import OfficeTerm

WEIGHT = 0.3
FAR = 4_000_000  # after every day of the calendar: a term that has not ended
Holders = tuple[tuple[str, str], ...]
GOVERNMENTS = ("President", "Prime Minister", "Chancellor")
_PAST = re.compile(r"\b(?:former|then|ex|late|one-time|onetime|erstwhile|ousted|deposed|fugitive|predecessor)\W*(?:\w+\W+){0,2}$", re.I)
# a lower office, or one not yet held, whose title ends in that of the higher one
_OTHER = re.compile(r"\b(?:deputy|vice|assistant|under|shadow|incoming|future|designate)[\s-]+$", re.I)


class Officeholders:
    """The terms of office, ready to be looked for in texts."""

    def __init__(self, terms: Sequence[OfficeTerm]) -> None:
        self._terms: dict[tuple[str, str], list[OfficeTerm]] = {}
        for term in terms:
            self._terms.setdefault((term.office, term.person), []).append(term)
        self._held: dict[str, list[tuple[str, str]]] = {}
        for (office, person), held in self._terms.items():
            for term in held:
                keys = [f"{title} {name}".lower() for title in term.titles for name in term.aliases]
                if office.startswith(GOVERNMENTS):
                    keys += [f"{name} {word}".lower() for name in term.aliases for word in ("administration", "government")]
                for key in keys:
                    entry = self._held.setdefault(key, [])
                    if (office, person) not in entry:
                        entry.append((office, person))
        options = re2.Options()
        options.case_sensitive = False
        options.longest_match = True
        options.max_mem = 1 << 26
        words = "|".join(re2.escape(key).replace(r"\ ", r"\s+") for key in sorted(self._held))
        self._pattern = re2.compile(rf"\b(?:{words})\b", options) if words else None

    def constraints(self, text: str) -> list[Constraint]:
        """At most one: the days on which the officeholders that the text names held their offices."""
        found = list(self._found(text))
        if not found:
            return []
        # one (start, end, spans) per named holder, all terms of each
        spans = [[(t.start.toordinal(), t.end.toordinal() + 1 if t.end else FAR) for t in self._terms_of(who)] for who, _, _ in found]
        lowest = max(min(start for start, _ in terms) for terms in spans)
        edges = sorted({edge for terms in spans for span in terms for edge in span if edge >= lowest} | {lowest})
        count = {edge: sum(any(a <= edge < b for a, b in terms) for terms in spans) for edge in edges}
        best = max(count.values())
        if best == 0:
            return []
        days = [edge for edge in edges if count[edge] == best]
        start = days[0]
        after = [edge for edge in edges if edge > days[-1]]
        end = after[0] if after else None
        end = None if end is None or end >= FAR else end
        agreeing = [f for f, terms in zip(found, spans, strict=True) if any(a <= start < b for a, b in terms)]
        told = "; ".join(f"{text[a:b]} ({_years(self._terms_of(who), start)})" for who, a, b in agreeing[:3])
        (_, first, last), *_ = agreeing
        return [Constraint(start, end, "office", WEIGHT, first, last, f"weak: it names in office {told}")]

    def _terms_of(self, holders: Holders) -> list[OfficeTerm]:
        """The terms of all whom a title and a name may mean: "President Aoun" is one of two men."""
        return [term for holder in holders for term in self._terms[holder]]

    def _found(self, text: str) -> Iterable[tuple[Holders, int, int]]:
        """One entry a person and office, or those who share title and name, the first that is not told as past."""
        if self._pattern is None:
            return
        seen = set()
        for match in self._pattern.finditer(text):
            before = text[max(0, match.start() - 40) : match.start()]
            if _PAST.search(before) or _OTHER.search(before):
                continue
            holders = tuple(self._held[" ".join(match[0].lower().split())])
            if holders not in seen:
                seen.add(holders)
                yield holders, match.start(), match.end()


def _years(terms: Sequence[OfficeTerm], day: int) -> str:
    for term in terms:
        if term.start.toordinal() <= day and (term.end is None or day <= term.end.toordinal()):
            return f"{iso(term.start.toordinal())} to {iso(term.end.toordinal()) if term.end else 'now'}"
    return f"from {terms[0].start}"
