"""The table of the selected events, and its downloads."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from timeline.pages import data, exports, filters, frame, panel
from timeline.selection import date_known, told_phrase, when_phrase

ROWS = 500
FOUND = 20  # rows whose sentences are shown when words are searched for


def show() -> None:
    opened = filters.opening("table", "Events")
    if opened is None:
        return
    view, source, counts = opened
    exports.offer(source, view, ("events", "casualties", "articles"))
    page = 1
    if counts["selected"] > ROWS:
        pages = -(-counts["selected"] // ROWS)
        page = int(st.number_input(f"Page of {pages:,} ({ROWS} events each; a download holds all)", 1, pages, 1, width=320))
    rows = data.events(source, view.filters, limit=ROWS, offset=(page - 1) * ROWS)
    shown = rows.assign(
        when=[when_phrase(w if isinstance(w, str) else None, inferred=i) for w, i in zip(rows["when"], rows.inferred, strict=True)],
        problem=rows["problem"].fillna(""),
        known=[date_known(b, e, inferred=i) for b, e, i in zip(rows.date_basis, rows.extent, rows.inferred, strict=True)],
        told=[told_phrase(int(a), int(p)) for a, p in zip(rows.article_count, rows.publisher_count, strict=True)],
        event_type=rows.event_type.str.replace("_", " "),
    )[["when", "title", "event_type", "status", "actors", "places", "publishers", "told", "known", "edtf", "problem"]]  # fmt: skip
    text = st.column_config.TextColumn
    st.dataframe(
        shown, key="table.events", hide_index=True, on_select=_open, selection_mode="single-row",
        height=frame.rows_high(len(shown), most=598), alt=f"Table of {counts['selected']:,} events in order of time",
        column_config={
            "when": text("When", width=205), "title": text("Event", width=380), "event_type": text("Type", width=100),
            "status": text("Status", width=90), "actors": st.column_config.ListColumn("Actors", width=190),
            "places": st.column_config.ListColumn("Places", width=130),
            "publishers": st.column_config.ListColumn("Publishers", width=190),
            "told": text("Told by", width=160), "known": text("Date known", width=100),
            "edtf": text("EDTF", width=160), "problem": text("Problem", width=200),
        })  # fmt: skip
    st.session_state["table.ids"] = rows.event_id.tolist()
    frame.small("Select a row to see its evidence.")
    if view.filters.text:
        _found(source, rows.head(FOUND), view.filters.text)
    if view.event:
        panel.show(source, view.event)


def _found(source: data.Source, rows: pd.DataFrame, words: str) -> None:
    """Where the words of the search stand: the titles and sentences of the first rows, with the words marked."""
    told = data.ask(source, """SELECT event_id, sentence FROM evidence WHERE event_id IN (SELECT unnest(?))
        ORDER BY article_id, char_start""", [rows.event_id.tolist()])  # fmt: skip
    sentences = told.drop_duplicates().groupby("event_id").sentence.agg(list)
    with st.expander(f"Where “{frame.plain(words)}” stands", expanded=True, key="table.found"):
        for number, row in enumerate(rows.itertuples()):
            marked = [panel.found(s) for s in sentences.get(row.event_id, [])]
            shown = "<br>".join([m for m in marked if "t-hit" in m][:2])
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.html(f'<div class="t-quote"><b>{panel.found(row.title or "untitled")}</b> <span class="t-small">'
                        f'{frame.escaped(when_phrase(row.when, inferred=row.inferred))}</span><br>{shown}</div>', width="stretch")  # fmt: skip
                st.button("Open", key=f"found.{number}", type="tertiary", on_click=frame.change, kwargs={"event": row.event_id})


def _open() -> None:
    chosen = st.session_state["table.events"].selection.rows
    ids = st.session_state.get("table.ids", [])
    if chosen and chosen[0] < len(ids):
        frame.change(event=ids[chosen[0]])
