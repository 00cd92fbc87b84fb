"""Two selections on one time axis: two actors, two publishers, or two periods aligned at their first day."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

import streamlit as st

from timeline.charts.chronology import timeline
from timeline.pages import chronology, data, filters, frame, start
from timeline.selection import FIELDS, Filters, count_phrase
from timeline.view import View

FIRST = ("types", "actors", "places", "publishers")
ALIGN = {"calendar": "The same days", "first": "From the first day of each"}
BY_NAME = {f.name: f for f in FIELDS}


def show() -> None:
    view = frame.begin("compare")
    source = start.ready()
    filters.sidebar(source, view)
    st.title("Compare", anchor=False)
    other = view.other or Filters()
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        frame.small("The filters at the side choose the first selection, these the second.")
        st.session_state["s.align"] = view.align
        st.segmented_control("Axis", list(ALIGN), key="s.align", format_func=ALIGN.__getitem__, required=True,
                             label_visibility="collapsed", on_change=_align)  # fmt: skip
    _second(source, other)
    periods = _periods(source, view, other)
    if other == view.filters:
        _one(source, view, periods[0], "First")
        frame.empty("Choose what to compare it with", "Set an actor, a type, a place, a publisher or a period above: the second selection "
                    "is drawn here, on the same axis.")  # fmt: skip
        return
    for number, (chosen, period) in enumerate(zip((view.filters, other), periods, strict=True)):
        _one(source, view.with_(filters=chosen), period, "First" if number == 0 else "Second")


def _align() -> None:
    frame.change(align=st.session_state["s.align"])


def _second(source: data.Source, other: Filters) -> None:
    """The filters of the second selection; those of the first are in the sidebar."""
    columns = st.columns(6, gap="small")
    counted = data.facets(source, other, [BY_NAME[name] for name in FIRST])
    for column, name in zip(columns, FIRST, strict=False):
        found = dict(counted[name])
        chosen = list(getattr(other, name))
        st.session_state[f"o.{name}"] = chosen
        column.multiselect(BY_NAME[name].label, list(dict.fromkeys([*chosen, *found])), key=f"o.{name}", on_change=_take,
                           args=(name,), placeholder="any", select_all=False,
                           format_func=partial(_option, found, chosen))  # fmt: skip
    for column, name in zip(columns[4:], ("start", "end"), strict=True):
        st.session_state[f"o.{name}"] = getattr(other, name)
        column.date_input(BY_NAME[name].label, value=None, key=f"o.{name}", format="YYYY-MM-DD", on_change=_take,
                          args=(name,), min_value="0001-01-01", max_value="9999-12-31")  # fmt: skip


def _option(found: dict[str, int], chosen: list[str], value: str) -> str:
    """With its number of events until it is chosen: the fields of this page are narrow."""
    name = value.replace("_", " ")
    return name if value in chosen else f"{name} ({found.get(value, 0):,})"


def _take(name: str) -> None:
    value: Any = st.session_state[f"o.{name}"]
    other = st.session_state["view"].other or Filters()
    frame.change(other=other.model_copy(update={name: tuple(value) if isinstance(value, list) else value}))


def _periods(source: data.Source, view: View, other: Filters) -> list[chronology.Period | None]:
    """One period for both, or two of the same length that begin on each one's first day."""
    found = [chronology.shown_period(source, f, every=view.range == "all") for f in (view.filters, other)]
    known = [p for p in found if p]
    if not known:
        return found
    if view.align == "calendar":
        return [(min(p[0] for p in known), max(p[1] for p in known))] * 2
    length = max(p[1] - p[0] for p in known)
    return [p and (p[0], min(p[0] + length, dt.date.max)) for p in found]


def _one(source: data.Source, view: View, period: chronology.Period | None, name: str) -> None:
    counts = data.counts(source, view.filters)
    if not counts["selected"]:
        frame.empty(f"{name}: no event passes these filters", "Remove one of its filters.")
        return
    events = data.events(source, view.filters, limit=chronology.MOST_DRAWN)
    said = chronology.words(source, view, counts, period)
    drawn = timeline(events, frame.look(view), said, period=period, height=frame.tall(380, other=620, most=520), width=frame.room(),
                     grows=False)  # fmt: skip
    if counts["selected"] > chronology.MOST_DRAWN:
        frame.small(f"{name}: the first {count_phrase(chronology.MOST_DRAWN, 'event')} are drawn; choose a shorter period.")
    frame.chart(drawn, f"chart.{name}", on_select=chronology.opens(f"chart.{name}"), selection_mode="points")
