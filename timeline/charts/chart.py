"""A chart: a figure with its words burned in, the same in words, and the rows it is drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import plotly.io as pio
from plotly.offline import get_plotlyjs

from timeline.charts.look import BODY, FONT, SMALL, SUBTITLE, TITLE, Look
from timeline.charts.sheet import Sheet
from timeline.charts.words import safe, wrapped

__all__ = ["DATES", "DAY", "EDGE", "TWO_LINES", "WIDTH", "Chart", "Words", "embedded", "framed", "quiet", "script", "swept", "template"]

EDGE = 16  # pixels left and right of the words
BORDER = 2  # pixels that plotly keeps around an annotation
WIDTH = 980  # pixels that text is fitted to where nothing is known of the screen; a wider one gets more air, never overlaps
DAY = 86_400_000  # milliseconds
DATES: dict[str, Any] = {  # an axis of days: the day before the month, the year below where it changes
    "type": "date", "ticks": "outside",
    "tickformatstops": [{"dtickrange": [None, DAY * 27], "value": "%-d %b\n%Y"}, {"dtickrange": [DAY * 27, "M11"], "value": "%b\n%Y"},
                        {"dtickrange": ["M11", None], "value": "%Y"}]}  # fmt: skip
TWO_LINES = 42  # pixels below a plot that the ticks of such an axis take


@dataclass(frozen=True, slots=True)
class Words:
    """What stands around a picture."""

    title: str
    subtitle: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """`alt` tells a reader who cannot see the picture what it shows; `twin` is its table; its text is fitted to `width`.
    `bars`, where its figures are of one axis, are their names with the lowest and the highest, for charts of other programs."""

    figure: go.Figure
    words: Words
    alt: str
    twin: pd.DataFrame
    width: int = WIDTH
    bars: tuple[tuple[str, float, float], ...] = ()


def framed(figure: Sheet, words: Words, look: Look, *, height: int, width: int = WIDTH, left: int = 16,
           right: int = 16, top: int = 0, bottom: int = 34) -> None:  # fmt: skip
    """Gives the figure its title, subtitle and note, and the one template. `top` and `bottom` are what the plot itself
    needs beside them."""
    heading = _lines(words.title, width - 2 * EDGE, TITLE)
    below = _lines(words.subtitle, width - 2 * EDGE, SUBTITLE)
    note = _lines(words.note, width - 2 * EDGE, SMALL)
    over, under = margins(words, width=width, top=top, bottom=bottom)
    figure.base = template(look)
    figure.update_layout(
        height=height,
        dragmode=False,
        margin={"l": left, "r": right, "t": over, "b": under, "autoexpand": False},
    )
    if words.title:
        figure.update_layout(title={
            "text": "<br>".join(safe(line) for line in heading), "x": 0, "xref": "container", "xanchor": "left", "y": 1,
            "yref": "container", "yanchor": "top", "pad": {"t": 6, "l": EDGE, "b": 0},
        })  # fmt: skip
    if below:  # plotly's own subtitle stands too far below the title and too near to the legend
        figure.add_annotation(text="<br>".join(safe(line) for line in below), name="subtitle", showarrow=False, x=0, y=1, xref="paper",
                              yref="paper", xanchor="left", yanchor="top", align="left", xshift=EDGE - left - BORDER,
                              yshift=over - 4 - len(heading) * TITLE * 1.3,
                              font={"size": SUBTITLE, "color": look.muted})  # fmt: skip
    if note:
        at = {"xref": "paper", "yref": "paper", "x": 0, "y": 0, "xanchor": "left", "yanchor": "top", "align": "left"}
        figure.add_annotation(text="<br>".join(safe(line) for line in note), showarrow=False, yshift=-bottom, xshift=EDGE - left - BORDER,
                              font={"size": SMALL, "color": look.muted}, **at)  # fmt: skip


def margins(words: Words, *, width: int, top: int, bottom: int) -> tuple[float, float]:
    """Pixels above and below the plot, with the words."""
    heading, below, note = (len(_lines(text, width - 2 * EDGE, size)) for text, size in (
        (words.title, TITLE), (words.subtitle, SUBTITLE), (words.note, SMALL)))  # fmt: skip
    head = heading * TITLE * 1.3 + below * SUBTITLE * 1.4 + (16 if words.title else 0)
    return head + top + 6, note * SMALL * 1.4 + (8 if words.note else 0) + bottom + 4


def _lines(text: str, pixels: float, size: float) -> list[str]:
    return [line for part in text.split("\n") for line in wrapped(part, pixels, size)]


def embedded(drawn: Chart) -> str:
    """The figure as HTML for a file that holds `script()` as well, as wide as its text is fitted to."""
    return pio.to_html(drawn.figure, include_plotlyjs=False, full_html=False, config={"displaylogo": False},
                       default_width=f"{drawn.width}px")  # fmt: skip


def script() -> str:
    """The program that draws figures, so that a file needs no network."""
    return get_plotlyjs()


@lru_cache(maxsize=16)
def template(look: Look) -> dict[str, Any]:
    """Fonts, colours, axes and hover of every chart."""
    axis = {"gridcolor": look.grid, "linecolor": look.axis, "tickcolor": look.axis, "zeroline": False,
            "tickfont": {"size": BODY, "color": look.muted}, "title": {"font": {"size": BODY}},
            "showline": False, "ticks": "", "fixedrange": True, "automargin": False}  # fmt: skip
    layout = {
        "font": {"family": FONT, "size": BODY, "color": look.text}, "paper_bgcolor": look.paper,
        "plot_bgcolor": look.paper, "colorway": list(look.slots), "xaxis": axis | {"showgrid": False}, "yaxis": axis,
        "title": {"font": {"size": TITLE, "color": look.text, "weight": 600}},
        "legend": {"orientation": "h", "x": 0.01, "xref": "container", "xanchor": "left", "y": 1, "yanchor": "bottom", "itemclick": False,
                "itemdoubleclick": False, "font": {"size": BODY, "color": look.text},
                "bgcolor": "rgba(0,0,0,0)", "tracegroupgap": 0, "itemsizing": "constant"},
        "hoverlabel": {"align": "left", "bgcolor": look.paper, "bordercolor": look.axis,
                    "font": {"size": SUBTITLE, "family": FONT, "color": look.text}},
        "hovermode": "closest", "dragmode": False, "bargap": 0.2, "barmode": "overlay",
        "newselection": {"line": {"color": look.accent, "width": 1, "dash": "solid"}},
        "activeselection": {"fillcolor": look.accent, "opacity": 0.12},
        "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": look.muted, "activecolor": look.accent},
    }  # fmt: skip
    return layout


def swept(figure: Sheet) -> None:
    """Dragging over the figure chooses a stretch of time; streamlit then takes no clicks on marks, and it overrides what
    a template says."""
    figure.update_layout(dragmode="select", selectdirection="h")


def quiet() -> dict[str, Any]:
    """Marks that are not selected stay as they are."""
    return {"selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": 1}}}
