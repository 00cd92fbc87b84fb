"""The corrections page, and the form that makes one in a panel."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from timeline import logs
from timeline.access import ANYONE_LOCAL
from timeline.charts.look import TYPES
from timeline.corrections import CorrectionError, change, parse, write
from timeline.pages import data, frame, gate, start
from timeline.records import Correction
from timeline.selection import FIELDS, Filters, count_phrase, day_phrase

LABELS = {"when": "Date (EDTF: 2024-02-13, 2023-09, 2012/..)", "title": "Title", "event_type": "Type", "status": "Status",
          "merge": "Merge other events into it (ids)", "split": "Split off reports (ids)", "reject": "Leave it out",
          "published": "Publication date (EDTF)"}  # fmt: skip
def show() -> None:
    frame.begin("corrections")
    st.title("Corrections", anchor=False)
    source = start.ready()
    listed, outcomes, problem = data.corrected()
    st.text("Set right what was read wrong. The original tables are never changed: corrections are applied to a copy, and one "
            "that no longer fits is shown here and not applied.")  # fmt: skip
    if problem:
        st.error(frame.plain(f"{problem}. No correction is applied until the file is mended: {data.corrections_file()}"))
        return
    if said := st.session_state.pop("correction.said", ""):
        st.error(frame.plain(said))
    if not listed:
        frame.empty("There are no corrections", "Open an event, a claim or an article and choose “Correct”.")
        return
    failed = [o for o in outcomes if o.problem]
    st.html(f'<p class="t-count">{count_phrase(len(listed), "correction")}, {len(failed)} of them not applied</p>')
    for number, outcome in enumerate(outcomes):
        _one(number, outcome, source)
    st.download_button("Download the file", write(listed), "corrections.toml", "application/toml", key="corrections.toml",
                       icon=":material/download:", on_click="ignore")  # fmt: skip
    frame.small(f"Kept in {data.corrections_file()}; build {source.generation}")


def _one(number: int, outcome: Any, source: data.Source) -> None:
    found = outcome.correction
    kind, _, target = found.target.partition(":")
    called = data.called(source, kind, target)
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        mark = "not applied" if outcome.problem else "applied"
        st.html(f'<span class="t-small">{frame.escaped(called or found.expect or found.target)}</span><br><b>{frame.escaped(LABELS[found.field].split(" (")[0])}</b>: '
                f'{frame.escaped(outcome.problem or outcome.effect)} <span class="t-small">– {mark}. '
                f'{frame.escaped(found.reason)} ({frame.escaped(found.by)}{", " + day_phrase(found.at) if found.at else ""}); '
                f'{frame.escaped(found.target)}</span>', width="stretch")  # fmt: skip
        if called:
            st.button("Open", key=f"open.{number}", type="tertiary", on_click=_open, args=(kind, target))
        if gate.who().may_correct:
            st.button("Undo", key=f"undo.{number}", on_click=_undo, args=(found,))


def _open(kind: str, target: str) -> None:
    """What was corrected, where it is shown."""
    if kind == "article":
        frame.change(article=target, at="")
        st.session_state["go"] = "reader"
    else:
        frame.change(event=target if kind == "event" else "", claim=target if kind == "claim" else "", filters=Filters())
        st.session_state["go"] = "timeline" if kind == "event" else "casualties"


def _save(target: str, edit: Callable[[list[Correction]], Sequence[Correction]]) -> None:
    """The file with what others have put there meanwhile, edited; nothing is written for who may not correct."""
    try:
        if not gate.who().may_correct:
            raise CorrectionError(f"{gate.who().name} may read and not correct")
        edited = change(data.corrections_file(), edit)
        logs.note("corrected", file=str(data.corrections_file()), corrections=len(edited), target=target, by=gate.who().name)
    except OSError as error:
        st.session_state["correction.said"] = f"The correction was not saved: {error}"
    except CorrectionError as error:
        st.session_state["correction.said"] = str(error)
    st.session_state["acted"] = True


def _undo(gone: Correction) -> None:
    def without(listed: list[Correction]) -> list[Correction]:
        last = max((n for n, c in enumerate(listed) if c == gone), default=len(listed))
        return [*listed[:last], *listed[last + 1 :]]

    _save(gone.target, without)


def offer(target: str, fields: Sequence[str], row: Mapping[str, Any], *, name: str = "Correct",
          effect: Callable[[str], None] | None = None) -> None:  # fmt: skip
    """A form that corrects one thing; `row` holds what stands there now, by field; `effect` shows what another value would
    change."""
    if not gate.who().may_correct:
        return
    with st.expander(name, icon=":material/edit:"):
        chosen = fields[0] if len(fields) == 1 else st.selectbox("What", fields, format_func=LABELS.__getitem__, key=f"c.field.{target}")
        held = row.get(chosen)
        held = "" if held is None or (not isinstance(held, list) and pd.isna(held)) else held
        if chosen != "reject":
            becomes = _becomes(LABELS[chosen] if len(fields) == 1 else "Becomes", chosen, str(held), f"c.value.{target}.{chosen}")
            if effect is not None and becomes and becomes != str(held):
                effect(becomes)
        st.text_input("Reason", key=f"c.reason.{target}")
        if gate.who().name == ANYONE_LOCAL:
            st.text_input("Your name", value=st.session_state.get("c.by", ""), key=f"c.by.{target}")
        else:
            frame.small(f"Signed as {gate.who().name}")
        if st.button("Save the correction", type="primary", key=f"c.save.{target}"):
            _make(target, chosen, held or None)
            if "correction.said" not in st.session_state:
                st.rerun()
        if problem := st.session_state.pop("correction.said", ""):
            st.error(frame.plain(problem))


def _becomes(label: str, field: str, held: str, key: str) -> str:
    """The new value: chosen where the values are known, else written."""
    match field:
        case "status":
            known = next(f.closed for f in FIELDS if f.name == "status")
        case "event_type":
            there = data.ask(data.tables(), "SELECT DISTINCT event_type::VARCHAR AS v FROM facts ORDER BY v").v
            known = (*TYPES, *there, "other")
        case _:
            return st.text_input(label, value=held, key=key)
    options = list(dict.fromkeys([held, *known]))
    return str(st.selectbox(label, options, key=key, format_func=lambda value: value.replace("_", " ")))


def _make(target: str, chosen: str, held: Any) -> None:
    state = st.session_state
    value: Any = state.get(f"c.value.{target}.{chosen}")
    if chosen in ("merge", "split"):
        value, held = str(value).replace(",", " ").split(), None
    state["c.by"] = state[f"c.by.{target}"] if gate.who().name == ANYONE_LOCAL else gate.who().name
    made = Correction(target=target, field=chosen, expect=held, value=value, reason=state[f"c.reason.{target}"],
                      by=state["c.by"], at=dt.date.today())  # fmt: skip
    try:
        parse(write([made]), name="this correction")
    except CorrectionError as error:
        state["correction.said"] = str(error).removeprefix("this correction, correction 1: ")
        state["acted"] = True
        return
    _save(target, lambda listed: [*listed, made])
