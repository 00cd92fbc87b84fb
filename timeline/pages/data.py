"""The tables that a session sees: the built ones, articles dropped into the page, and corrections on top."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import streamlit as st

from timeline import logs, questions
from timeline.charts.words import joined
from timeline.corrections import CorrectionError, Outcome, apply, corrections_of, parse
from timeline.records import Correction
from timeline.selection import FIELDS, Field, Filters, count_phrase, day_phrase
from timeline.store import StoreError, Tables, marks, publish
from timeline.tables import SCHEMAS

__all__ = ["Source", "aside", "folder", "opened", "tables"]

Source = Tables


def folder() -> Path:
    """Where the tables lie: TIMELINE_TABLES, else data/tables of the folder that the server was started in."""
    return Path(os.environ.get("TIMELINE_TABLES") or "data/tables")


@st.cache_resource(max_entries=2, show_spinner=False)
def _tables(path: str, current: str) -> Tables:
    found = Tables(path)
    logs.note("opened", tables=path, build=found.generation)
    _served_once().add(path)
    return found


def opened() -> Tables:
    """The generation that is served now. Raises StoreError where there is none."""
    return _tables(str(folder()), _state())


def _state() -> str:
    """What is served, and size and time of its files: tables that were open are checked again once any of it changed."""
    try:
        name = (folder() / "CURRENT").read_text(errors="replace").strip()
        return f"{name} {marks(folder() / 'generations' / name)}"
    except (OSError, ValueError):  # gone, not to be read, or no name of a file: opening it says which
        return ""


@st.cache_resource(show_spinner=False)
def _served_once() -> set[str]:
    return set()


def gone() -> bool:
    """Whether there are no tables now in a folder that this server has served."""
    return str(folder()) in _served_once() and not (folder() / "CURRENT").exists()


def tables() -> Source:
    """What this session sees: articles dropped in take the place of the built tables until they are put away."""
    dropped: Source | None = st.session_state.get("dropped")
    if dropped is not None:
        return dropped
    text = _corrections()
    return _corrected(str(folder()), _state(), text)[0] if text else opened()


def corrections_file() -> Path:
    """Where corrections lie: TIMELINE_CORRECTIONS, else corrections.toml beside the folder of tables."""
    return corrections_of(folder())


def corrected() -> tuple[list[Correction], tuple[Outcome, ...], str]:
    """The corrections, what became of each, and what is wrong with their file."""
    _, outcomes, problem, _ = _corrected(str(folder()), _state(), _corrections())
    return [o.correction for o in outcomes], outcomes, problem


def uncorrected() -> bool:
    """Whether there are corrections that are not applied because their file holds a mistake."""
    if st.session_state.get("dropped") is not None or not (text := _corrections()):
        return False
    try:
        return bool(_corrected(str(folder()), _state(), text)[2])
    except StoreError:
        return False


def _corrections() -> str:
    """The text of the file; for one that cannot be read, a null character, which no TOML holds, and the reason."""
    try:
        return corrections_file().read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return ""
    except OSError as error:
        return f"\0{corrections_file()}: {error.strerror}"


@st.cache_resource(max_entries=2, show_spinner="Applying the corrections")
def _corrected(path: str, current: str, text: str) -> tuple[Source, tuple[Outcome, ...], str, TemporaryDirectory | None]:
    source = _tables(path, current)
    if text.startswith("\0"):
        return source, (), text[1:], None
    try:
        listed = parse(text)
    except CorrectionError as error:
        return source, (), str(error), None
    if not listed:
        return source, (), "", None
    found = apply({name: source.table(name) for name in SCHEMAS}, listed)
    copy, kept = _published(found.tables)
    return copy, found.outcomes, "", kept


def _published(held: Mapping[str, pa.Table]) -> tuple[Source, TemporaryDirectory]:
    """The tables in a folder of their own, which goes when nothing holds it any more."""
    kept = TemporaryDirectory(prefix="timeline-")
    publish(kept.name, {table: [rows] for table, rows in held.items()})
    return Tables(kept.name), kept


def aside(held: Mapping[str, pa.Table], name: str) -> Source:
    """Tables of this session alone, in a folder that goes when the session does."""
    made, st.session_state[f"folder.{name}"] = _published(held)
    return made


# ---------------------------------------------------------------- questions that several pages ask


@st.cache_data(max_entries=400, show_spinner=False, ttl=3600)
def _asked(generation: str, sql: str, params: tuple[Any, ...], _source: Source) -> pd.DataFrame:
    return _source.query(sql, [list(p) if isinstance(p, tuple) else p for p in params])


def ask(source: Source, sql: str, params: Sequence[Any] = ()) -> pd.DataFrame:
    """The answer of a query; the same question of the same tables is answered from memory."""
    return _asked(source.generation, sql, tuple(tuple(p) if isinstance(p, list) else p for p in params), source)


EVENT_COLUMNS = ('event_id, "start", "end", edtf, "when", extent, date_basis, certainty, status, event_type, title, '
                 "actors, places, publishers, article_ids, article_count, publisher_count, importance, problem")  # fmt: skip


def events(source: Source, filters: Filters, *, limit: int, offset: int = 0) -> pd.DataFrame:
    """Selected events, ascending by start, undated last; `inferred`: its date hangs on a publication date that no article
    states."""
    found = ask(source, *questions.page(filters, EVENT_COLUMNS, limit=limit, offset=offset))
    return found.assign(inferred=inferred(source, found))


def inferred(source: Source, events: pd.DataFrame) -> list[bool]:
    """Which of the events are dated by articles alone whose own dates are inferred."""
    undated = set(ask(source, "SELECT article_id FROM articles WHERE published_basis = 'inferred'").article_id)
    return [basis == "inferred" and undated.issuperset(ids)
            for basis, ids in zip(events.date_basis, events.article_ids, strict=True)]  # fmt: skip


def counts(source: Source, filters: Filters) -> dict[str, int]:
    """How many events there are, are selected, and are undated and set aside by the period alone."""
    total, found = ask(source, *questions.counts(Filters())), ask(source, *questions.counts(filters))
    out = {"total": int(total.n[0]), "selected": int(found.n[0]), "undated": int(found.undated[0]), "aside": 0}
    if (filters.start or filters.end) and not filters.undated:
        anywhen = filters.without("start").without("end")
        out["aside"] = int(ask(source, *questions.counts(anywhen)).undated[0])
    return out


def coverage(source: Source, filters: Filters) -> dict[str, Any]:
    """Articles and publishers of the selected events, with the publishers' names, and the newest publication day."""
    where, params = filters.where("articles")
    found = ask(source, f"""WITH held AS MATERIALIZED (SELECT published_end, publisher, publishers FROM articles WHERE {where})
        SELECT count(*) AS articles, max(published_end) AS newest, (SELECT list(DISTINCT p ORDER BY p) FROM (SELECT
        unnest(CASE WHEN len(publishers) > 0 THEN publishers ELSE [publisher] END) AS p FROM held)) AS publishers FROM held""", params)  # fmt: skip
    newest, names = found.newest[0], found.publishers[0]
    names = [n for n in names if n] if isinstance(names, Sequence | np.ndarray) else []
    return {"articles": int(found.articles[0]), "publishers": len(names), "names": names,
            "newest": None if pd.isna(newest) else pd.Timestamp(newest).date()}  # fmt: skip


def facets(source: Source, filters: Filters, fields: Sequence[Field]) -> dict[str, list[tuple[str, int]]]:
    """The values of several filters among what the other filters select, with their numbers of events, by filter."""
    found = ask(source, *questions.facets(filters, fields))
    out: dict[str, list[tuple[str, int]]] = {f.name: [] for f in fields}
    for name, value, count in zip(found.field.tolist(), found.v.tolist(), found.n.tolist(), strict=True):
        out[name].append((value, int(count)))
    return out


def exists(source: Source, field: Field, value: str) -> bool:
    """Whether any row of the tables has this value."""
    return not ask(source, *questions.exists(field, value)).empty


def present(source: Source, name: str, wanted: str) -> str:
    """The id of an event or a claim as it is now: an event that was merged has another one; empty where it is gone."""
    ids = ["SELECT event_id AS id FROM events WHERE event_id = ?", "SELECT event_id AS id FROM aliases WHERE old_event_id = ?"]
    for sql in ids if name == "event" else ["SELECT claim_id AS id FROM casualties WHERE claim_id = ?"]:
        if len(found := ask(source, sql, [wanted])):
            return str(found.id[0])
    return ""


def called(source: Source, kind: str, wanted: str) -> str:
    """What people call the event, claim or article of an id; empty where the tables do not hold it."""
    sql = {"event": "SELECT coalesce(title, 'untitled') AS name FROM events WHERE event_id = ?",
           "claim": "SELECT raw AS name FROM casualties WHERE claim_id = ?",
           "article": "SELECT coalesce(title, left(text, 80)) AS name FROM articles WHERE article_id = ?"}[kind]  # fmt: skip
    found = ask(source, sql, [wanted])
    return str(found.name[0]) if len(found) else ""


def extremes(source: Source) -> tuple[dt.date | None, dt.date | None]:
    """The first and last day of all events."""
    found = ask(source, 'SELECT min("start") AS a, max(coalesce("end", "start")) AS b FROM facts')
    return tuple(None if pd.isna(v) else pd.Timestamp(v).date() for v in (found.a[0], found.b[0]))  # type: ignore[return-value]


def origin(source: Source, filters: Filters) -> str:
    """Who printed what a picture shows, up to which day, in which build: the last line of its note."""
    covered = coverage(source, filters)
    told = [f"Publishers: {joined(covered['names'], 6)}."] if covered["names"] else ["Publishers not stated."]
    if covered["newest"]:
        told.append(f"{count_phrase(covered['articles'], 'article')}, the newest published {day_phrase(covered['newest'])}.")
    return " ".join([*told, f"Build {source.generation[:8]}."])


FACETS = {f.name: f for f in FIELDS if f.kind == "values"}

__all__ += ["EVENT_COLUMNS", "FACETS", "StoreError", "ask", "called", "counts", "coverage", "events", "exists", "extremes", "facets", "inferred",
            "origin", "present", "uncorrected"]  # fmt: skip
