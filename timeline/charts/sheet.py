"""A figure as it is being drawn: plain values, checked by the tests of the charts and not again for each reader.

    >>> sheet = Sheet()
    >>> sheet.add_bar(x=[1], y=[2], name="killed")
    >>> sheet.update_layout(xaxis={"type": "date"})
    >>> sheet.update_layout(xaxis={"ticks": "outside"})
    >>> sheet.drawn().layout.xaxis.type, sheet.drawn().data[0].name
    ('date', 'killed')

Plotly checks every value that is set, which takes three quarters of the time that a figure costs.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go

__all__ = ["Sheet"]


class Sheet:
    """Takes what a figure of plotly takes; `drawn` is that figure."""

    def __init__(self) -> None:
        self.data: list[dict[str, Any]] = []
        self.layout: dict[str, Any] = {}
        self.base: Mapping[str, Any] = {}  # what holds where the layout says nothing else

    def add_bar(self, **values: Any) -> None:
        self.data.append({"type": "bar", **values})

    def add_scatter(self, **values: Any) -> None:
        self.data.append({"type": "scatter", **values})

    def add_heatmap(self, **values: Any) -> None:
        self.data.append({"type": "heatmap", **values})

    def add_annotation(self, **values: Any) -> None:
        self.layout.setdefault("annotations", []).append(values)

    def add_shape(self, **values: Any) -> None:
        self.layout.setdefault("shapes", []).append(values)

    def update_layout(self, **values: Any) -> None:
        """What is a mapping here and there is united, as plotly does."""
        _unite(self.layout, values)

    def around(self) -> float:
        """Pixels above and below the plot, once it is framed."""
        margin = self.layout["margin"]
        return float(margin["t"] + margin["b"])

    def drawn(self) -> go.Figure:
        """Without a template and as high as whole pixels: streamlit's page draws any other chart a second time."""
        figure = go.Figure({"data": self.data, "layout": self._whole()}, _validate=False)
        figure.layout.template = None
        return figure

    def _whole(self) -> dict[str, Any]:
        """The layout on the ground of `base`, whose axes are the ground of each axis."""
        axes = {name: self.base[name[:5]] for name in self.layout if name[:5] in ("xaxis", "yaxis") and name[:5] in self.base}
        whole: dict[str, Any] = {}
        _unite(whole, self.base)
        _unite(whole, axes)
        _unite(whole, self.layout)
        return whole | ({"height": round(whole["height"])} if "height" in whole else {})


def _unite(held: dict[str, Any], more: Mapping[str, Any]) -> None:
    for key, value in more.items():
        if isinstance(value, Mapping):
            inner = held.get(key)
            held[key] = dict(inner) if isinstance(inner, Mapping) else {}
            _unite(held[key], value)
        else:
            held[key] = value
