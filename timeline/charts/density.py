"""Counts of events over time: the heatmap that stands in for a crowded timeline, and the brush below it.

    >>> step_for(date(2024, 1, 1), date(2024, 2, 1)), step_for(date(1700, 1, 1), date(2000, 1, 1))
    ('day', 'year')
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from timeline.charts.chart import DATES, EDGE, TWO_LINES, WIDTH, Chart, Words, framed, swept, template
from timeline.charts.look import FONT, SMALL, Look, faded
from timeline.charts.sheet import Sheet
from timeline.charts.words import cut, safe
from timeline.selection import count_phrase, day_phrase

__all__ = ["STEPS", "brush", "density", "step_for"]

STEPS = {"day": 1, "week": 7, "month": 30.4, "quarter": 91.3, "year": 365.25}  # days
MOST_BINS = 130
ROW = 30


def step_for(first: date, last: date, *, bins: int = MOST_BINS) -> str:
    """The finest step with at most that many bins."""
    days = (last - first).days + 1
    return next((step for step, size in STEPS.items() if days / size <= bins), "year")


def density(counts: pd.DataFrame, look: Look, words: Words, *, step: str, width: int = WIDTH) -> Chart:
    """Counts (`row`, `bin`: the first day of each, `n`) as a heatmap, the fullest row on top."""
    table = counts.assign(bin=pd.to_datetime(counts["bin"])).pivot_table(index="row", columns="bin", values="n", aggfunc="sum")
    table = table.loc[table.sum(axis=1).sort_values(ascending=False).index]
    every = _bins(table.columns.min(), table.columns.max(), step)
    table = table.reindex(columns=every)
    names = [str(n).replace("_", " ") for n in table.index]
    label = {"day": "%-d %b %Y", "week": "week of %-d %b %Y", "month": "%b %Y", "quarter": "quarter from %b %Y", "year": "%Y"}
    when = [b.strftime(label[step]) for b in every]
    begins, days = [e.isoformat() for e in every], [[e.date().isoformat(), _after(e, step).isoformat()] for e in every]
    edges = [*begins, (_after(every[-1], step) + timedelta(days=1)).isoformat()]  # a cell spans its bin
    middles = [(a + (pd.Timestamp(b) - a) / 2).isoformat() for a, b in zip(every, edges[1:], strict=True)]
    figure = Sheet()
    figure.add_heatmap(
        x=edges, y=list(range(len(names))), z=[[None if n != n else n for n in row] for row in table.to_numpy().tolist()], xgap=1, ygap=2,
        colorscale=[[0, look.ramp[0]], [1, look.ramp[1]]], zmin=0, zmax=float(counts["n"].max()), hoverinfo="skip",
        colorbar={"thickness": 10, "len": 1, "outlinewidth": 0, "tickfont": {"size": SMALL, "color": look.muted},
                  "title": {"text": "events", "font": {"size": SMALL, "color": look.muted}}, "nticks": 5},
    )  # fmt: skip
    held = table.to_numpy()
    cells = [(r, c) for r, row in enumerate(held.tolist()) for c, n in enumerate(row) if n == n]
    figure.add_scatter(  # the heatmap itself can be neither clicked nor swept over
        x=[middles[c] for _, c in cells], y=[r for r, _ in cells], mode="markers", showlegend=False, name="cells",
        marker={"size": 9, "opacity": 0, "symbol": "square"}, hoverinfo="text",
        hovertext=[f"{safe(names[r])}<br>{when[c]}<br>{count_phrase(int(held[r, c]), 'event')}" for r, c in cells],
        customdata=[days[c] for _, c in cells],
        unselected={"marker": {"opacity": 0}}, selected={"marker": {"opacity": 0}})  # fmt: skip
    figure.update_layout(
        xaxis={**DATES, "showgrid": False, "range": [begins[0], edges[-1]]},
        yaxis={"tickvals": list(range(len(names))), "ticktext": [safe(cut(n, 120)) for n in names], "showgrid": False, "ticklabelstandoff": 6,
               "range": [len(names) - 0.5, -0.5]})  # fmt: skip
    framed(figure, words, look, height=10, width=width, left=140, right=80, top=12, bottom=TWO_LINES)
    figure.update_layout(height=max(len(names), 4) * ROW + figure.around())
    total = int(counts["n"].sum())
    top = counts.groupby("bin")["n"].sum().sort_values(ascending=False)
    most = pd.Timestamp(top.index[0]).date()
    alt = (f"{words.title}. Heatmap of {count_phrase(total, 'event')} by {step}; most, {int(top.iloc[0]):,}, in the {step} "
           f"from {day_phrase(most)}. Choose a stretch to see the single events.")  # fmt: skip
    twin = counts.rename(columns={"row": "Row", "bin": f"{step.capitalize()} from", "n": "Events"})
    return Chart(figure.drawn(), words, alt, twin, width)


def _bins(first: pd.Timestamp, last: pd.Timestamp, step: str) -> pd.DatetimeIndex:
    rule = {"day": "D", "week": "W-MON", "month": "MS", "quarter": "QS", "year": "YS"}[step]
    return pd.date_range(first, last, freq=rule, unit="us")


def _after(begin: pd.Timestamp, step: str) -> date:
    """The last day of the bin."""
    following = {"day": 1, "week": 7}.get(step)
    if following:
        return begin.date() + timedelta(days=following - 1)
    months = {"month": 1, "quarter": 3, "year": 12}[step]
    return (begin + pd.DateOffset(months=months)).date() - timedelta(days=1)


def _ends(begins: pd.Series, step: str) -> dict[str, Any]:
    """From the first bar to the end of the last one: plotly would leave room for bars that are not there."""
    if begins.empty:
        return {}
    return {"range": [begins.min().isoformat(), (begins.max() + timedelta(days=STEPS[step])).isoformat()]}


def _beside(chart: Chart | None) -> dict[str, Any]:
    """The part of the width that the plot of a chart takes."""
    if chart is None:
        return {}
    layout, room = chart.figure.layout, chart.width - 2 * EDGE
    first, last = layout.xaxis.domain or (0, 1)
    inner = chart.width - layout.margin.l - layout.margin.r
    edges = [(layout.margin.l + part * inner - EDGE) / room for part in (first, last)]
    return {"domain": [max(edges[0], 0), min(edges[1], 1)]}


def brush(counts: pd.DataFrame, look: Look, *, step: str, chosen: tuple[date, date] | None, under: Chart | None = None) -> go.Figure:
    """Small bars of all events over time; what is swept over becomes the period, which is shaded here. `under` a chart they
    begin and end where its plot does."""
    begins = pd.to_datetime(counts["bin"])
    figure = Sheet()
    figure.add_bar(
        x=[b.isoformat() for b in begins], y=counts["n"].tolist(), marker={"color": look.axis, "line": {"width": 0}},
        hovertext=[f"{step} from {day_phrase(b.date())}: {count_phrase(int(n), 'event')}"
                   for b, n in zip(begins, counts["n"], strict=True)],
        hoverinfo="text", offset=0, width=STEPS[step] * 86_400_000 * 0.92,
        customdata=[[b.date().isoformat(), _after(b, step).isoformat()] for b in begins],
        selected={"marker": {"opacity": 1}}, unselected={"marker": {"opacity": 1}})  # fmt: skip
    if chosen:
        figure.add_shape(type="rect", x0=chosen[0].isoformat(), x1=(chosen[1] + timedelta(days=1)).isoformat(), y0=0, y1=1,
                         yref="y domain", line={"color": look.accent, "width": 1}, fillcolor=faded(look.accent, 0.16))  # fmt: skip
    figure.base = template(look)
    figure.update_layout(
        height=100, margin={"l": 16, "r": 16, "t": 4, "b": 38}, showlegend=False,
        font={"family": FONT}, xaxis={**DATES, "showgrid": False, "nticks": 12, **_ends(begins, step), **_beside(under)},
        yaxis={"visible": False})  # fmt: skip
    swept(figure)
    return figure.drawn()
