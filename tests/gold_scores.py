"""What extraction gives against what a reader expects: how many fields of dates, events and claims are right.

    >>> one_of("2024-02-13|2024-02-12", "2024-02-12"), one_of("*", "anything")
    (True, True)

The gold files in tests/gold hold, per article, words as they stand and what they mean. `|` stands between answers
that are both right and `*` leaves a field open. docs/gold.md says how each score is made.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from timeline.gazetteer import Gazetteer
from timeline.records import Article, CasualtyClaim, Extraction, Report

Gold = dict[str, Any]
SCORED = ("effect", "count", "bound", "group", "group_role", "side", "held_by", "perpetrator", "claimed_by", "status",
          "basis", "period", "as_of", "place", "share", "denominator", "low", "high")  # fmt: skip
DEFAULTS: Gold = {"count": None, "bound": "exact", "claimed_by": "", "status": "reported"}
NAMED = frozenset({"side", "held_by", "perpetrator", "claimed_by", "place"})


def load(path: Path) -> list[Gold]:
    """The articles of one gold file."""
    with path.open("rb") as file:
        return list(tomllib.load(file)["article"])


def phrases(gold: Gold) -> Iterator[str]:
    """Every piece of text that the gold of one article quotes."""
    yield from (words for words, _ in gold["mentions"])
    yield from (event[0] for event in gold["events"])
    yield from (claim["at"] for claim in gold["claims"])
    yield from gold.get("nothing", ())


def one_of(expected: str, got: str) -> bool:
    """Whether an answer is among those that the gold admits."""
    return expected == "*" or got in expected.split("|")


@dataclass
class Tally:
    """Right answers of all answers, with the wrong ones in words."""

    right: int = 0
    total: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, correct: bool, note: str) -> None:
        self.right += correct
        self.total += 1
        if not correct:
            self.wrong.append(note)

    @property
    def share(self) -> float:
        return self.right / self.total if self.total else 1.0


@dataclass
class Scores:
    """All tallies of a run; `report` prints them as a table."""

    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))

    def add(self, name: str, correct: bool, note: str) -> None:
        self.tallies[name].add(correct, note)

    def share(self, name: str) -> float:
        return self.tallies[name].share

    def report(self, *, errors: bool = False) -> str:
        lines = [f"{name:32} {t.right:4} of {t.total:4}  {t.share:6.1%}" for name, t in sorted(self.tallies.items())]
        if errors:
            lines += [f"{name}: {note}" for name, t in sorted(self.tallies.items()) for note in t.wrong]
        return "\n".join(lines)


def score(gold: Gold, found: Extraction, scores: Scores) -> None:
    """Adds one article to the scores."""
    _mentions(gold, found, scores)
    _events(gold, found, scores)
    _claims(gold, found, scores)


# dates


def _mentions(gold: Gold, found: Extraction, scores: Scores) -> None:
    text, at = found.article.text, 0
    for words, edtf in gold["mentions"]:
        start = text.find(words, at)
        end = start + len(words)
        at = end
        here = [m for m in found.mentions if m.char_start < end and m.char_end > start]
        got = here[0].edtf if here else "not found"
        scores.add("mentions", bool(here) and one_of(edtf, got), f"{gold['path']}: “{words}” → {got}, not {edtf}")


# events


def _events(gold: Gold, found: Extraction, scores: Scores) -> None:
    sentences = {e.report_id: e for e in found.evidence}
    rows = [(report, sentences[report.report_id]) for report in found.reports if report.report_id in sentences]
    expected = [(found.article.text.find(event[0]), *event, *["*"] * (5 - len(event))) for event in gold["events"]]
    for at, words, kind, edtf, actors, _status in expected:
        if kind.startswith("?"):
            continue
        here = [r for r, e in rows if e.char_start <= at < e.char_end and one_of(kind, r.event_type)]
        best = max(here, key=lambda r: one_of(edtf, r.edtf), default=None)
        where = f"{gold['path']}: “{words}”"
        scores.add("events found", best is not None, f"{where}: no {kind}")
        if best is None:
            continue
        scores.add("events date", one_of(edtf, best.edtf), f"{where}: {best.edtf or 'undated'}, not {edtf}")
        named = _labels(best.actors)
        missing = [a for a in actors.split("; ") if a and a not in named]
        scores.add("events actors", not missing, f"{where}: {best.actors} lack {missing}")
    for report, evidence in rows:
        right = any(evidence.char_start <= at < evidence.char_end and one_of(kind.lstrip("?"), report.event_type)
                    and one_of(edtf, report.edtf) for at, _, kind, edtf, _, _ in expected)  # fmt: skip
        right = right or _said(report, evidence.sentence, found)
        scores.add("events rows right", right, f"{gold['path']}: {report.edtf or 'undated'} {report.event_type}: "
                   f"{report.title}")  # fmt: skip
    for words in gold.get("nothing", ()):
        stray = [r.title for r, e in rows if words in e.sentence]
        stray += [c.raw for c in found.claims if words in c.sentence]
        scores.add("other articles' headlines", not stray, f"{gold['path']}: “{words}” gave {stray}")


def _said(report: Report, sentence: str, found: Extraction) -> bool:
    """Whether a row tells that somebody said something, on a day that its sentence or the publication bears out."""
    if report.event_type != "statement" or not SAYING & set(sentence.replace(",", " ").replace(".", " ").split()):
        return False
    published = found.article.published
    if published is None or published.start is None:
        return True
    day = published.start
    named = {m.edtf for m in found.mentions if m.kind in {"date", "time"}}
    return report.edtf in named | {f"{day}", f"[..{day}]"} or (
        report.edtf.startswith("[..") and report.edtf.removeprefix("[..").rstrip("]") < f"{day}")


SAYING = {
    "said", "says", "say", "told", "tells", "announced", "announces", "reported", "reports", "claimed", "claims", "called",
    "calls", "denied", "denies", "added", "stated", "states", "confirmed", "counts", "counted", "put", "asked", "spoke",
    "spokesman", "blames", "accused", "described", "asserted", "warned", "praised", "thanked", "criticised", "according",
    "figures",
}  # fmt: skip


# claims


def _claims(gold: Gold, found: Extraction, scores: Scores) -> None:
    text, at = found.article.text, _body(found.article)
    taken: set[str] = set()
    for claim in gold["claims"]:
        start = text.find(claim["at"], at)
        if start < 0:
            start = text.find(claim["at"])
        end = start + len(claim["at"])
        at = start
        here = [c for c in found.claims if c.char_start < end and c.char_end > start
                and one_of(claim["effect"], c.effect)]  # fmt: skip
        here = [c for c in here if c.claim_id not in taken] or here
        taken |= {c.claim_id for c in here} if claim.get("sides") or claim.get("optional") else set()
        if claim.get("optional"):
            continue
        best = max(here, key=lambda c: _agreement(claim, c), default=None)
        if best is not None:
            taken.add(best.claim_id)
        _fields(gold, claim, best, scores)
        if claim.get("sides"):
            scores.add("claims fields", len({_label(c.side) for c in here if c.side}) == claim["sides"],
                       f"{gold['path']}: “{claim['at']}”: {len(here)} claims of {claim['sides']} sides")  # fmt: skip
    for extra in found.claims:
        if extra.char_start >= _body(found.article):
            scores.add("claims not spurious", extra.claim_id in taken or _allowed(gold, text, extra),
                       f"{gold['path']}: {extra.effect} “{extra.raw}”")  # fmt: skip


def _body(article: Article) -> int:
    """Where the text begins below its headline: what a headline repeats is not counted twice."""
    return len(article.title) if article.title and article.text.startswith(article.title) else 0


def _allowed(gold: Gold, text: str, extra: CasualtyClaim) -> bool:
    return any(c.get("optional") and one_of(c["effect"], extra.effect)
               and abs(text.find(c["at"]) - extra.char_start) < len(c["at"]) + 40 for c in gold["claims"])  # fmt: skip


def _expected(claim: Gold) -> Gold:
    defaults = DEFAULTS if "share" not in claim else {**DEFAULTS, "bound": claim.get("bound", "exact")}
    return {name: claim.get(name, defaults.get(name)) for name in SCORED if name in claim or name in defaults}


def _agreement(claim: Gold, got: CasualtyClaim) -> int:
    return sum(_agrees(name, want, got) for name, want in _expected(claim).items())


def _fields(gold: Gold, claim: Gold, got: CasualtyClaim | None, scores: Scores) -> None:
    where = f"{gold['path']}: “{claim['at']}”"
    scores.add("claims found", got is not None, f"{where}: no {claim['effect']}")
    for name, want in _expected(claim).items():
        answer = None if got is None else _value(name, got)
        right = got is not None and _agrees(name, want, got)
        scores.add("claims fields", right, f"{where}: {name} {answer!r}, not {want!r}")
        scores.add(f"claims {name}", right, "")
    for name, column in (("subset", "subset_of"), ("supersedes", "supersedes")):
        if name in claim:
            right = got is not None and getattr(got, column) is not None
            scores.add("claims fields", right, f"{where}: {column} is missing")
            scores.add(f"claims {name}", right, "")


def _value(name: str, claim: CasualtyClaim) -> Any:
    value = getattr(claim, name)
    return (value.edtf if value else "") if name in {"period", "as_of"} else value


def _agrees(name: str, want: Any, claim: CasualtyClaim) -> bool:
    got = _value(name, claim)
    match name:
        case "count" | "denominator" | "low" | "high":
            return bool(got == want)
        case "share":
            return got is not None and abs(got - want) < 0.005
        case "group":
            return any(_same_group(option, got) for option in want.split("|"))
        case _ if name in NAMED:
            return any(_same_name(_label(option), _label(got)) for option in want.split("|"))
    return one_of(want, got or "")


def _same_group(want: str, got: str | None) -> bool:
    return _bare(want) == _bare(got or "")


def _bare(group: str) -> str:
    words = group.casefold().replace("’", "'").split()
    while words and words[0] in {"the", "of", "its", "their", "his", "other", "a", "an"}:
        del words[0]
    return " ".join(words)


def _same_name(one: str, other: str) -> bool:
    """Whether two labels are equal, or one holds the other: "the governor, Jan Kos" names Jan Kos."""
    return one == other or (bool(one and other) and f" {one} " in f" {other} ".replace(",", ""))


def _label(name: str | None) -> str:
    """One name for what the tables know under many: "Israeli figures", "Israelis" and "Israel" are Israel."""
    if not name:
        return ""
    known = Gazetteer.load().find(name[0].upper() + name[1:])
    return (known[0].actor or known[0].label) if known else _bare(name)


def _labels(names: Iterable[str]) -> set[str]:
    tables = Gazetteer.load()
    found = set(names)
    for name in list(found):
        for known in tables.find(name):
            found |= {known.label, known.country or known.label}
    return found
