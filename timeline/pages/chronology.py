"""The first page: the timeline of the selected events, and the brush that chooses a period."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import streamlit as st

from timeline.charts.chart import Words
from timeline.charts.chronology import fitting, timeline
from timeline.pages import data, filters, frame, panel, start
from timeline.selection import count_phrase, day_phrase, period_phrase
from timeline.view import View

MOST_DRAWN = 2000


def show() -> None:
    view = frame.begin("timeline")
    source = start.ready()
    filters.sidebar(source, view)
    counts = filters.heading("Timeline", source, view)
    if not counts["selected"]:
        start.nothing_left()
        return
    chart(source, view, counts)
    if view.event:
        panel.show(source, view.event)


def chart(source: data.Source, view: View, counts: dict[str, int]) -> None:
    events = data.events(source, view.filters, limit=MOST_DRAWN)
    period = _period(view, events)
    drawn = timeline(events, frame.look(view), words(source, view, counts, period), period=period, reference=None)
    st.plotly_chart(drawn.figure, key="chart.timeline", theme=None, alt=drawn.alt, on_select=_chosen,
                    selection_mode=("points", "box"), config=config("timeline"))  # fmt: skip


def _period(view: View, events: pd.DataFrame) -> tuple[dt.date, dt.date] | None:
    fitted = fitting(events)
    if fitted is None:
        return None
    first, last = view.filters.start or fitted[0], view.filters.end or fitted[1]
    return (first, max(first, last))


def words(source: data.Source, view: View, counts: dict[str, int], period: tuple[dt.date, dt.date] | None) -> Words:
    """The default title, subtitle and note of the picture."""
    covered = data.coverage(source, view.filters)
    chosen = view.filters.without("start").without("end").without("inside").without("undated")
    title = chosen.sentence() + (f", {period_phrase(*period)}" if period else "")
    subtitle = count_phrase(counts["selected"], "event")
    subtitle += f" told in {count_phrase(covered['articles'], 'article')} by {count_phrase(covered['publishers'], 'publisher')}"
    if counts["aside"]:
        subtitle += f"; {counts['aside']:,} undated not shown"
    note = f"Newest article published {day_phrase(covered['newest'])}. " if covered["newest"] else ""
    return Words(view.title or title, view.subtitle or subtitle, f"{note}Build {source.generation[:8]}.")


def _chosen() -> None:
    """A mark that was clicked opens its event; a stretch that was drawn becomes the period."""
    chosen: Any = st.session_state["chart.timeline"].selection
    if chosen.box and chosen.box[0].get("x"):
        first, last = sorted(str(x)[:10] for x in chosen.box[0]["x"])
        frame.narrow(start=dt.date.fromisoformat(first), end=dt.date.fromisoformat(last))
    elif chosen.points and (event := chosen.points[0].get("customdata")):
        frame.change(event=event if isinstance(event, str) else event[0])


def config(name: str) -> dict[str, Any]:
    """What the browser offers on a chart: the picture as PNG, nothing else."""
    return {"displaylogo": False, "displayModeBar": True, "modeBarButtons": [["toImage"]], "doubleClick": False,
            "toImageButtonOptions": {"format": "png", "scale": 2, "filename": name}}  # fmt: skip
