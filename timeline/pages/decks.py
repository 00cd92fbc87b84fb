"""The slides of a deck: the charts that were chosen for it, as PowerPoint draws them itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pyarrow as pa
import streamlit as st

from timeline.charts.figures import day, known
from timeline.charts.series import alike, among, fullest
from timeline.downloads.pptx import Bars, Points, Spans
from timeline.pages import data
from timeline.selection import count_phrase
from timeline.view import View

__all__ = ["choice", "chosen", "slides"]

MOST_BARS = 16  # of a slide
CHARTS = {"timeline": "Timeline", "toll": "Running toll", "incidents": "Incidents", "claimants": "Who counts what",
          "captives": "Captives", "shares": "Shares"}  # fmt: skip


def choice(view: View) -> None:
    """Which charts the deck holds: at first that of the page, with timeline and running toll."""
    st.session_state["e.deck"] = chosen(view)
    st.pills("Slides of the PowerPoint", list(CHARTS), key="e.deck", format_func=CHARTS.__getitem__, selection_mode="multi",
             on_change=_set)  # fmt: skip


def chosen(view: View) -> list[str]:
    """What the deck of this session holds."""
    held = st.session_state.get("deck")
    if held is not None:
        return list(held)
    here = view.chart if st.session_state.get("page") == "casualties" else "timeline"
    return [name for name in CHARTS if name in ("timeline", "toll", here)]


def _set() -> None:
    st.session_state["deck"] = st.session_state["e.deck"]
    st.session_state["acted"] = True


def slides(source: data.Source, view: View, events: pa.Table, names: Sequence[str]) -> list[Spans | Points | Bars]:
    """A slide for each chosen chart that has something to show."""
    made = [_spans(source, view, events) if name == "timeline" else _toll(source, view) if name == "toll" else _bars(source, view, name)
            for name in names]  # fmt: skip
    return [slide for slide in made if slide is not None]


def _spans(source: data.Source, view: View, events: pa.Table) -> Spans | None:
    """The events told most often that have a first and a last day, by time."""
    dated = [e for e in events.to_pylist() if e["start"] and e["end"]]
    top = sorted(dated, key=lambda e: -(e["importance"] or 0))[:MOST_BARS]
    rows = [(e["title"] or "untitled", e["start"], e["end"]) for e in sorted(top, key=lambda e: (e["start"], e["title"] or ""))]
    shown = f"the {len(rows)} told most often of {count_phrase(len(events), 'event')}" if len(rows) < len(events) else ""
    return Spans(view.filters.sentence(), shown, rows, data.origin(source, view.filters)) if rows else None


def _toll(source: data.Source, view: View) -> Points | None:
    """The toll series that was chosen, else the fullest."""
    from timeline.pages import casualties

    claims = alike(casualties.selected(source, view))
    found = fullest(claims)
    if found.empty:
        return None
    row = {casualties.series_name(r): r for _, r in found.iterrows()}.get(view.series, found.iloc[0])
    mine = claims[among(claims, row) & claims["as_of_start"].notna() & claims["count"].notna()]
    series: dict[str, list[tuple[dt.date, float]]] = {}
    for claim in mine.sort_values("as_of_start").to_dict("records"):
        who = known(claim["claimed_by"]) or "no claimant named"
        series.setdefault(who, []).append((day(claim["as_of_start"]), float(claim["count"])))  # type: ignore[arg-type]
    subtitle = "Each figure as claimed; bounds (at least, more than) stand in the table of claims"
    return Points(casualties.toll_title(row), subtitle, series, data.origin(source, view.filters)) if series else None


def _bars(source: data.Source, view: View, kind: str) -> Bars | None:
    """Another casualty chart, its figures by name."""
    from timeline.pages import casualties

    claims = casualties.selected(source, view)
    if claims.empty:
        return None
    drawn, _ = casualties.draw(source, claims, view, kind)
    if drawn is None or not drawn.bars:
        return None
    shown = f"the first {MOST_BARS} of {count_phrase(len(drawn.bars), 'figure')}; " if len(drawn.bars) > MOST_BARS else ""
    title, subtitle = drawn.words.title, drawn.words.subtitle.split("\n")[0]
    return Bars(title, shown + subtitle, drawn.bars[:MOST_BARS], drawn.words.note.split("\n")[-1], share=kind == "shares")
