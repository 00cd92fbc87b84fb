"""Reports of one article that tell of each other → joined: a mediation and the truce it led to, a release and its truce.

"Their mediation resulted in a truce" is evidence of the truce, whose mediators they are, and no row of its own; "the
pause saw the release of forty captives" is a release in the days of that pause, by its mediators.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from timeline.attachment import Clauses
from timeline.events.roles import power
from timeline.interval import Interval, When
from timeline.records import Evidence, Report
from timeline.verbs import form_of

LEADS = frozenset({"result", "lead", "bring", "secure", "produce", "yield", "culminate", "pave", "help", "include", "achieve", "deliver", "broker", "mediate"})
TRUCES = frozenset({"pause", "truce", "ceasefire", "cease-fire", "lull", "armistice", "deal", "agreement"})
SAID = frozenset({"statement", "threat", "demand", "meeting"})
LED_TO = ("ceasefire", "agreement", "release")


@dataclass(frozen=True, slots=True)
class Row:
    """A report with its evidence, its clauses and the words of its trigger."""

    report: Report
    evidence: tuple[Evidence, ...]
    clauses: Clauses
    sentence: int
    i: int


def linked(rows: Sequence[Row]) -> list[Row]:
    """The rows of an article in reading order, joined where one tells of another."""
    return _same_occasion(_releases(_mediations(list(rows))))


def _same_occasion(rows: list[Row]) -> list[Row]:
    """What somebody says who opened the article by speaking or meeting on a day was said by the end of that day."""
    opened: dict[str, tuple[Row, set[str]]] = {}
    out = []
    for row in rows:
        report, mention = row.report, row.evidence[0].mention_id
        if mention is not None and report.event_type in SAID:
            who = {power(a) for a in report.actors}
            first = opened.get(mention)
            if first is None and report.rule == "date in the clause" and report.extent == "day":
                opened[mention] = (row, who)
            elif first is not None and report.rule == "news of the day" and report.extent == "on_or_before" and first[1] & who and first[0].report.when is not None:
                day = first[0].report.when.last
                if day is not None:
                    report = report.model_copy(update={"when": When.on_or_before(day), "reason": f"said on the occasion the article opens with; {report.reason}"})
                    row = replace(row, report=report)
        out.append(row)
    return out


def _mediations(rows: list[Row]) -> list[Row]:
    gone: set[str] = set()
    joined = {row.report.report_id: row for row in rows}
    for row in rows:
        if row.report.event_type != "negotiation":
            continue
        led = next((r for r in rows if r.sentence == row.sentence and r.i > row.i and r.report.event_type in LED_TO
                    and any(form_of(w)[0] in LEADS for w in row.clauses.words.lower[row.i : r.i])), None)  # fmt: skip
        if led is not None:
            gone.add(row.report.report_id)
            joined[led.report.report_id] = _mediated(joined[led.report.report_id], row)
    return [joined[row.report.report_id] for row in rows if row.report.report_id not in gone]


def _mediated(row: Row, mediation: Row) -> Row:
    """The row with the actors of the mediation as its mediators and its sentence as evidence."""
    report = row.report
    known = {role.rsplit(" (", 1)[0] for role in report.roles}
    mediators = [a for a in mediation.report.actors if a not in known]
    report = report.model_copy(update={
        "actors": (*report.actors, *mediators), "roles": (*report.roles, *(f"{a} (mediator)" for a in mediators)),
        "reason": f"{report.reason}; {', '.join(mediators)} mediated it, says the same sentence" if mediators else report.reason})  # fmt: skip
    proofs = tuple(e.model_copy(update={"report_id": report.report_id}) for e in mediation.evidence)
    seen = {(e.char_start, e.char_end) for e in row.evidence}
    return replace(row, report=report, evidence=(*row.evidence, *(e for e in proofs if (e.char_start, e.char_end) not in seen)))


def _releases(rows: list[Row]) -> list[Row]:
    out: list[Row] = []
    truce: Row | None = None
    for row in rows:
        if row.report.event_type == "ceasefire" and row.report.when is not None:
            truce = row
        elif truce is not None and row.report.event_type == "release" and _during(row):
            row = _in_truce(row, truce)
        out.append(row)
    return out


def _during(row: Row) -> bool:
    """Whether the clause of a release says that a truce saw it: "the pause saw the release", "under the truce"."""
    lower, segment = row.clauses.words.lower, row.clauses.segment
    return any(w in TRUCES and segment[j] == segment[row.i] for j, w in enumerate(lower) if j != row.i)


def _in_truce(row: Row, truce: Row) -> Row:
    report = row.report
    mediators = [r.removesuffix(" (mediator)") for r in truce.report.roles if r.endswith(" (mediator)")]
    added = [a for a in mediators if a not in report.actors]
    update: dict[str, object] = {
        "actors": (*report.actors, *added), "roles": (*report.roles, *(f"{a} (mediator)" for a in added)),
        "reason": f"{report.reason}; the truce that it was part of was mediated by {', '.join(mediators)}" if mediators else report.reason}  # fmt: skip
    if report.rule != "date in the clause" and truce.report.when is not None:
        first, last = truce.report.when.first, truce.report.when.last
        if first is not None and last is not None:
            when = When.within(Interval(first.start, last.end, max(first.grain, last.grain)))
            update |= {"when": when, "extent": when.extent, "precision": when.precision, "date_basis": "inferred", "rule": "during a truce",
                       "reason": f"in the days of the truce told before it; {truce.report.reason}", "problem": None}  # fmt: skip
            if mediators:
                update["reason"] = f"{update['reason']}; mediated by {', '.join(mediators)}, as that truce was"
    return replace(row, report=report.model_copy(update=update))
