"""The reference events that stand over a chart as labelled markers, chosen for its period and its place."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import streamlit as st

from timeline.pages import data
from timeline.reference import references
from timeline.selection import Filters

Period = tuple[dt.date, dt.date]


@st.cache_data(show_spinner=False)
def _known() -> pd.DataFrame:
    rows = [(e.start, e.label, list(e.places)) for e in references().events]
    return pd.DataFrame(rows, columns=["day", "label", "places"])


def within(period: Period, told: pd.Series) -> pd.DataFrame:
    """The reference events of the period; those go first on whose day most of the events begin that are told."""
    known = _known()
    inside = known[(known.day >= period[0]) & (known.day <= period[1])]
    counts = pd.to_datetime(told).dt.date.value_counts()
    return inside.assign(weight=[int(counts.get(day, 0)) for day in inside.day])


def at(place: str, period: Period, source: data.Source, chosen: Filters) -> pd.DataFrame:
    """Those that touch a place, for the figures of that place: Gaza and Gaza City for the Gaza Strip."""
    where, params = chosen.where("facts")
    told = data.ask(source, f'SELECT "start" FROM facts WHERE {where} AND "start" BETWEEN ? AND ?', [*params, *period])
    inside, name = within(period, told["start"]), place.removesuffix(" Strip")
    return inside[[any(p == name or p.startswith(f"{name} ") for p in places) for places in inside.places]]
