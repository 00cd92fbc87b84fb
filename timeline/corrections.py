"""An analyst's corrections as data: read from a file, checked against what was expected, applied to a copy.

    >>> text = '''
    ... [[correction]]
    ... target = "event:e1"
    ... field = "title"
    ... expect = "Talks in Kairo"
    ... value = "Talks in Cairo"
    ... reason = "spelling"
    ... by = "M. Haddad"
    ... '''
    >>> [c.value for c in parse(text)]
    ['Talks in Cairo']
    >>> parse(write(parse(text))) == parse(text)
    True

`target` is `event:ID`, `claim:ID` or `article:ID`; FIELDS says what can be corrected there. A correction whose target
is gone or whose `expect` no longer holds is reported by name and not applied; the original tables are never changed.
"""

from __future__ import annotations

import fcntl
import json
import os
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from pydantic import ValidationError

from timeline.interval import When, on
from timeline.records import Correction
from timeline.tables import SCHEMAS

__all__ = ["FIELDS", "Corrected", "CorrectionError", "Outcome", "apply", "change", "corrections_of", "parse", "published", "signed", "write"]

# fmt: off
FIELDS = {
    "event": ("when", "title", "event_type", "status", "merge", "split", "reject"),
    "claim": ("reject",),
    "article": ("published",),
}
TABLES = {"event": ("events", "event_id"), "claim": ("casualties", "claim_id"), "article": ("articles", "article_id")}
COLUMN = {"when": "edtf", "published": "published_edtf", "merge": "title", "split": "title", "reject": None}
# fmt: on


class CorrectionError(ValueError):
    """A file of corrections that cannot be read, or a correction that does not fit; says which, and what was expected."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one correction: its effect in words, or the problem that kept it from being applied."""

    correction: Correction
    effect: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Corrected:
    tables: dict[str, pa.Table]
    outcomes: tuple[Outcome, ...] = ()


# ---------------------------------------------------------------- the file


def parse(text: str, *, name: str = "corrections.toml") -> list[Correction]:
    """The corrections of a file, in order. Raises CorrectionError that names the entry and what was expected."""
    try:
        held = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CorrectionError(f"{name}: {error}") from error
    entries = held.get("correction", [])
    if not isinstance(entries, list) or set(held) - {"correction"}:
        raise CorrectionError(f"{name}: expected entries that begin with [[correction]]")
    out = []
    for number, entry in enumerate(entries, 1):
        for key in entry if isinstance(entry, dict) else ():
            if key not in Correction.model_fields:
                raise CorrectionError(f"{name}, correction {number}: {key!r} is not known; expected {', '.join(Correction.model_fields)}")
        try:
            found = Correction.model_validate(entry)
            _check(found)
        except ValidationError as error:
            first = error.errors()[0]
            raise CorrectionError(f"{name}, correction {number}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error
        except CorrectionError as error:
            raise CorrectionError(f"{name}, correction {number}: {error}") from error
        out.append(found)
    return out


def _check(correction: Correction) -> None:
    kind, _, target = correction.target.partition(":")
    if kind not in FIELDS or not target:
        raise CorrectionError(f"target {correction.target!r}: expected event:ID, claim:ID or article:ID")
    if correction.field not in FIELDS[kind]:
        raise CorrectionError(f"field {correction.field!r}: of {kind} can be corrected {', '.join(FIELDS[kind])}")
    if not correction.reason.strip() or not correction.by.strip():
        raise CorrectionError("a correction has a reason and a name")
    if correction.field in ("when", "published") and correction.value:
        try:
            When.parse(str(correction.value))
        except ValueError as error:
            raise CorrectionError(f"value {error}") from error
    if correction.field in ("merge", "split") and not (isinstance(correction.value, list) and correction.value):
        raise CorrectionError(f"value: {correction.field} names {'events' if correction.field == 'merge' else 'reports'} in a list")


def write(corrections: Sequence[Correction]) -> str:
    """The corrections as the text of a file that people read and `parse` reads back."""
    parts = ["# Corrections of the tables, replayed on every build; the newest stands last.\n"]
    for correction in corrections:
        lines = [f"{name} = {_toml(value)}" for name, value in correction.model_dump().items() if value is not None]
        parts.append("\n".join(["[[correction]]", *lines]) + "\n")
    return "\n".join(parts)


def change(file: Path, edit: Callable[[list[Correction]], Sequence[Correction]]) -> Sequence[Correction]:
    """Replace the file by its edited corrections: whole or not at all, and one writer at a time.

    Raises CorrectionError where the file has a mistake, which is then left as it is, and OSError where it cannot be
    written.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.with_name(f"{file.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        listed = parse(file.read_text(encoding="utf-8", errors="replace"), name=file.name) if file.exists() else []
        edited = edit(listed)
        aside = file.with_name(f"{file.name}.aside")
        try:
            with aside.open("w", encoding="utf-8") as out:
                out.write(write(edited))
                out.flush()
                os.fsync(out.fileno())
            aside.replace(file)
        except OSError:
            aside.unlink(missing_ok=True)
            raise
    return edited


def _toml(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def published(corrections: Sequence[Correction]) -> dict[str, When | None]:
    """Publication times by article: what dating is given before it looks for evidence."""
    return {c.target.partition(":")[2]: When.parse(str(c.value)) if c.value else None
            for c in corrections if c.field == "published"}  # fmt: skip


def corrections_of(tables: Path) -> Path:
    """Where the corrections of a folder of tables lie: TIMELINE_CORRECTIONS, else corrections.toml beside the folder."""
    return Path(os.environ.get("TIMELINE_CORRECTIONS") or tables.parent / "corrections.toml")


# ---------------------------------------------------------------- applying


@dataclass
class _Copy:
    """A copy of the tables under correction: rows are taken out and put back changed."""

    tables: dict[str, pa.Table]
    done: list[Outcome] = field(default_factory=list)

    def row(self, name: str, key: str, value: str) -> dict[str, Any] | None:
        found = self.tables[name].filter(pc.equal(self.tables[name][key], value))
        return found.to_pylist()[0] if len(found) else None

    def rows(self, name: str, key: str, values: Sequence[str]) -> list[dict[str, Any]]:
        table = self.tables[name]
        return table.filter(pc.is_in(table[key], value_set=pa.array(list(values), pa.string()))).to_pylist()

    def drop(self, name: str, key: str, values: Sequence[str]) -> None:
        table = self.tables[name]
        gone = pc.fill_null(pc.is_in(table[key], value_set=pa.array(list(values), pa.string())), False)
        self.tables[name] = table.filter(pc.invert(gone))

    def put(self, name: str, key: str, rows: Sequence[dict[str, Any]]) -> None:
        self.drop(name, key, [r[key] for r in rows])
        new = pa.Table.from_pylist([{c: r.get(c) for c in SCHEMAS[name].names} for r in rows], schema=SCHEMAS[name])
        self.tables[name] = pa.concat_tables([self.tables[name].select(SCHEMAS[name].names).cast(SCHEMAS[name]), new])


def apply(tables: Mapping[str, pa.Table], corrections: Sequence[Correction]) -> Corrected:
    """A corrected copy of the tables and what became of each correction, in order."""
    copy = _Copy(dict(tables))
    for correction in corrections:
        try:
            copy.done.append(Outcome(correction, effect=_apply(copy, correction)))
        except CorrectionError as error:
            copy.done.append(Outcome(correction, problem=str(error)))
    return Corrected(copy.tables, tuple(copy.done))


def _apply(copy: _Copy, correction: Correction) -> str:
    kind, _, target = correction.target.partition(":")
    name, key = TABLES[kind]
    row = copy.row(name, key, target)
    if row is None:
        raise CorrectionError(f"{correction.target} is not in these tables")
    column = COLUMN.get(correction.field, correction.field)
    held = row[column] if column else (row["title"] if kind == "event" else row["raw"])
    if correction.field == "published" and row["published_basis"] == "corrected" and held == (correction.value or ""):
        return f"{correction.expect or 'nothing'} became {correction.value or 'nothing'} when these tables were built"
    if correction.expect is not None and correction.expect != (held or ""):
        raise CorrectionError(f"{correction.target}: expected {correction.expect!r} there, found {held!r}")
    match correction.field:
        case "reject":
            copy.drop(name, key, [target])
            return f"left out: {held}"
        case "merge":
            return _merge(copy, row, correction)
        case "split":
            return _split(copy, row, correction)
        case "when":
            changed = row | _when(correction.value) | {"date_basis": "stated" if correction.value else "none"}
        case "published":
            when = When.parse(str(correction.value)) if correction.value else None
            changed = row | {"published_start": when.start if when else None, "published_end": when.end if when else None,
                             "published_edtf": when.edtf if when else "", "published_basis": "corrected",
                             "published_reason": signed(correction)}  # fmt: skip
        case _:
            changed = row | {correction.field: correction.value}
    if kind == "event":
        changed |= {"rule": "correction", "reason": signed(correction)}
    copy.put(name, key, [changed])
    return f"{held or 'nothing'} became {correction.value or 'nothing'}"


def _when(edtf: Any) -> dict[str, Any]:
    when = When.parse(str(edtf)) if edtf else None
    return {"start": when.start if when else None, "end": when.end if when else None, "edtf": when.edtf if when else "",
            "when": str(when) if when else None, "extent": when.extent if when else "none",
            "precision": when.precision if when else None}  # fmt: skip


def signed(correction: Correction) -> str:
    """Who corrected it, when and why, for the reason of a row."""
    day = f", {When.within(on(correction.at))}" if correction.at else ""
    return f"corrected by {correction.by}{day}: {correction.reason}"


def _merge(copy: _Copy, row: dict[str, Any], correction: Correction) -> str:
    """Other events become part of this one; their ids stay known as aliases."""
    others = copy.rows("events", "event_id", [v for v in correction.value if v != row["event_id"]])
    missing = set(correction.value) - {o["event_id"] for o in others} - {row["event_id"]}
    if missing or not others:
        raise CorrectionError(f"{correction.target}: {', '.join(sorted(missing)) or 'the others'} not in these tables")
    ids = [o["event_id"] for o in others]
    for name, key in (("reports", "report_id"), ("casualties", "claim_id")):
        copy.put(name, key, [r | {"event_id": row["event_id"]} for r in copy.rows(name, "event_id", ids)])
    _move_evidence(copy, "event_id", ids, row["event_id"])
    copy.drop("events", "event_id", ids)
    copy.put("aliases", "old_event_id", [{"old_event_id": old, "event_id": row["event_id"]} for old in ids])
    joined = row | {n: list(dict.fromkeys(v for e in (row, *others) for v in e[n]))
                    for n in ("actors", "roles", "places", "article_ids", "publishers")}  # fmt: skip
    copy.put("events", "event_id", [_counted(joined) | {"rule": "correction", "reason": signed(correction)}])
    return f"{len(ids)} merged into “{row['title']}”"


def _split(copy: _Copy, row: dict[str, Any], correction: Correction) -> str:
    """The named reports become an event of their own, told as the first of them tells it."""
    reports = copy.rows("reports", "event_id", [row["event_id"]])
    out = sorted((r for r in reports if r["report_id"] in correction.value), key=lambda r: r["report_id"])
    rest = [r for r in reports if r["report_id"] not in correction.value]
    if len(out) != len(set(correction.value)) or not rest:
        raise CorrectionError(f"{correction.target}: the reports named are not a part of it, or are all of it")
    new_id = out[0]["report_id"] if out[0]["report_id"] != row["event_id"] else f"{out[0]['report_id']}-split"
    articles = {a["article_id"]: a for a in copy.rows("articles", "article_id", [r["article_id"] for r in reports])}

    def of(told: list[dict[str, Any]]) -> dict[str, Any]:
        ids = list(dict.fromkeys(r["article_id"] for r in told))
        names = dict.fromkeys(p for i in ids if i in articles for p in (articles[i]["publishers"] or [articles[i]["publisher"]]) if p)
        return {"article_ids": ids, "publishers": list(names)}

    shared = {c: out[0][c] for c in SCHEMAS["events"].names if c in out[0] and c != "event_id"}
    mark = {"rule": "correction", "reason": signed(correction)}
    made = _counted(row | shared | of(out) | {"event_id": new_id}) | mark
    copy.put("reports", "report_id", [r | {"event_id": new_id} for r in out])
    _move_evidence(copy, "report_id", [r["report_id"] for r in out], new_id)
    copy.put("events", "event_id", [_counted(row | of(rest)) | mark, made])
    return f"{len(out)} reports split off as “{made['title']}”"


def _move_evidence(copy: _Copy, key: str, values: Sequence[str], event_id: str) -> None:
    """Evidence rows have no id of their own: the column is rewritten where the key matches."""
    table = copy.tables["evidence"]
    matches = pc.fill_null(pc.is_in(table[key], value_set=pa.array(list(values), pa.string())), False)
    changed = pc.if_else(matches, pa.scalar(event_id), table["event_id"])
    copy.tables["evidence"] = table.set_column(table.schema.get_field_index("event_id"), "event_id", changed)


def _counted(event: dict[str, Any]) -> dict[str, Any]:
    return event | {"article_count": len(event["article_ids"]), "publisher_count": len(event["publishers"])}
