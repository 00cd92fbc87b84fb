"""What stands around the lanes of the timeline: reference events, ticks, and the strip of events without a place.

The words of one event, which lanes, ticks and strip share, stand here too.

    >>> title({"title": None})
    'untitled'
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd

from timeline.charts.chart import quiet
from timeline.charts.look import BODY, SMALL, Look
from timeline.charts.marks import Mark
from timeline.charts.sheet import Sheet
from timeline.charts.words import cut, joined, safe, visible, width_of, wrapped
from timeline.selection import count_phrase, told_phrase, when_phrase

STRIP_ROW = 20
REFERENCE_ROW = 16
LABEL = 170  # pixels that the label of a reference event is given at least
NEARLY = 1.3  # times as wide, and it is not cut for a few letters


@dataclass
class Axis:
    """Days to pixels and back."""

    first: float
    last: float
    pixels: float

    @classmethod
    def of(cls, period: tuple[date, date], pixels: float) -> Axis:
        first, last = period[0].toordinal(), period[1].toordinal() + 1
        pad = max((last - first) * 0.012, 2.0)
        return cls(max(first - pad, 1), last + pad, pixels)

    def text(self, pixel: float) -> str:
        day = self.first + pixel * (self.last - self.first) / self.pixels
        whole = min(max(int(day), 1), date.max.toordinal())
        return f"{date.fromordinal(whole).isoformat()} {timedelta(seconds=round((day - int(day)) * 86399))!s:0>8}"

    def length(self, pixels: float) -> float:
        """Milliseconds, as a bar on a date axis wants it."""
        return pixels * (self.last - self.first) / self.pixels * 86_400_000


def ordinal(value: Any) -> int | None:
    return None if value is None or pd.isna(value) else pd.Timestamp(value).toordinal()


def title(row: dict[str, Any]) -> str:
    return row["title"] or "untitled"


def symbol_of(symbol: str, status: str, *, inferred: bool = False) -> str:
    """The mark of a status; a date that hangs on an inferred publication date has a ring with a dot."""
    return {"planned": f"{symbol}-open", "denied": "x-thin-open"}.get(status, f"{symbol}-open-dot" if inferred else symbol)


def tip_of(row: dict[str, Any]) -> str:
    lines = [f"<b>{'<br>'.join(safe(t) for t in wrapped(title(row), 380, 13))}</b>", safe(when_phrase(row["when"], inferred=bool(row.get("inferred"))))]
    kind = row["event_type"].replace("_", " ")
    lines.append(safe(kind + ("" if row["status"] == "happened" else f", {row['status']}")
                      + ("" if row["certainty"] == "certain" else f", {row['certainty']}")))  # fmt: skip
    for values in (row["actors"], row["places"]):
        if len(values):
            lines.append(safe(joined(values)))
    lines.append(told_phrase(row["article_count"], row["publisher_count"]))
    return "<br>".join(lines)


def could_lie_in(row: dict[str, Any], axis: Axis) -> bool:
    """Whether an event without a mark belongs in the strip: it has no date, or a bound that leaves it possible here."""
    match row["extent"]:
        case "on_or_before":
            return (ordinal(row["end"]) or 0) >= axis.first
        case "on_or_after":
            return (ordinal(row["start"]) or 10**7) <= axis.last
        case "none":
            return True
    return ordinal(row["start"]) is None and ordinal(row["end"]) is None


def reference_rows(reference: pd.DataFrame | None, axis: Axis, *, beyond: float = 0) -> tuple[int, list[tuple[float, str, int]]]:
    """How many rows of labels, and each label with its pixel and row; it is cut only where the next one begins. Labels may
    end some pixels `beyond` the axis."""
    if reference is None or reference.empty:
        return 0, []
    scale = axis.pixels / (axis.last - axis.first)
    weights = reference["weight"] if "weight" in reference else [0] * len(reference)
    found = [(-w, ((ordinal(d) or 0) - axis.first) * scale, visible(label))
             for d, label, w in zip(reference["day"], reference["label"], weights, strict=True)]  # fmt: skip
    taken: list[list[tuple[float, float]]] = [[], []]
    kept = []
    end = axis.pixels + beyond
    for _, x, label in sorted(found):
        wide = width_of(label, SMALL)
        last = x + (wide if wide < LABEL * NEARLY else LABEL) + 10
        lane = next((n for n, spans in enumerate(taken) if all(last < a or x > b for a, b in spans)), None)
        if lane is not None and 0 <= x <= axis.pixels and last <= end:
            taken[lane].append((x, last))
            kept.append((x, label, lane))
    room = [min([a for a, _ in taken[lane] if a > x], default=end) - x - 10 for x, _, lane in kept]
    return max((lane + 1 for _, _, lane in kept), default=0), [
        (x, cut(label, free, SMALL), lane) for (x, label, lane), free in zip(kept, room, strict=True)]  # fmt: skip


def add_reference(figure: Sheet, refs: Sequence[tuple[float, str, int]], look: Look, axis: Axis, bottom: float) -> None:  # fmt: skip
    if not refs:
        return
    for x, _, lane in refs:
        figure.add_shape(type="line", layer="below", x0=axis.text(x), x1=axis.text(x), y0=lane * REFERENCE_ROW + 2, y1=bottom, name="reference event",
                         line={"color": look.axis, "width": 1, "dash": "dot"}, opacity=0.7)  # fmt: skip
    figure.add_scatter(x=[axis.text(x + 2) for x, _, _ in refs], y=[lane * REFERENCE_ROW + 8 for _, _, lane in refs], mode="text",
                       text=[safe(label) for _, label, _ in refs], textposition="middle right", hoverinfo="skip",
                       textfont={"size": SMALL, "color": look.muted}, showlegend=False,
                       name="reference labels")  # fmt: skip


def add_reference_over(figure: Sheet, refs: Sequence[tuple[float, str, int]], look: Look, axis: Axis, share: float) -> None:
    """The same over a plot whose y axis ends at this `share` of the height, below the rows of labels."""
    rows = max((lane + 1 for *_, lane in refs), default=1)
    for x, label, lane in refs:
        top = share + (1 - share) * (rows - lane) / rows
        figure.add_shape(type="line", layer="below", x0=axis.text(x), x1=axis.text(x), yref="paper", y0=0, y1=top,
                         name="reference event", line={"color": look.axis, "width": 1, "dash": "dot"}, opacity=0.5)  # fmt: skip
        figure.add_annotation(x=axis.text(x), y=top, yref="paper", text=safe(label), name="reference label", showarrow=False,
                              xanchor="left", yanchor="top", xshift=1, font={"size": SMALL, "color": look.muted})  # fmt: skip


def add_ticks(figure: Sheet, rows: Sequence[dict], marks: Sequence[Mark | None], rest: Sequence[int], look: Look,
               axis: Axis, y: float) -> None:  # fmt: skip
    """A tick for each event that the picture has no room to name."""
    middle = [sum(marks[i].span) / 2 for i in rest]  # type: ignore[union-attr]
    figure.add_scatter(x=[axis.text(x) for x in middle], y=[y] * len(rest), mode="markers", name="the other events",
                       showlegend=False, customdata=[rows[i]["event_id"] for i in rest], hoverinfo="text", hovertext=[tip_of(rows[i]) for i in rest],
                       marker={"symbol": "line-ns", "size": 12, "opacity": 0.7, "line": {"color": look.axis, "width": 1.5}},
                       **quiet())  # fmt: skip


def _strip_items(rows: Sequence[dict], aside: Sequence[int], pixels: float) -> tuple[list[tuple[int, str, float, int]], int]:
    """What fits in two rows of the strip: (row, text, x, lane), and how many are left out."""
    out: list[tuple[int, str, float, int]] = []
    x, lane = 0.0, 0
    room = max(250.0, pixels / max(len(aside), 1) - 40)  # few share the row among them
    for number, index in enumerate(aside):
        row = rows[index]
        label = cut(visible(title(row)), room)
        if row["extent"] != "none" and row["when"]:
            label = f"{row['when']}: {label}"
        wide = width_of(label) + 34
        if x and x + wide > pixels - (90 if lane else 0):
            x, lane = 0.0, lane + 1
        if lane > 1:
            return out, len(aside) - number
        out.append((index, label, x, lane))
        x += wide
    return out, 0


def strip_height(rows: Sequence[dict], aside: Sequence[int], pixels: float) -> int:
    items, more = _strip_items(rows, aside, pixels)
    return 0 if not items else max(lane for *_, lane in items) + 1 + (1 if more else 0)


def add_strip(figure: Sheet, rows: Sequence[dict], aside: Sequence[int], look: Look, axis: Axis, lanes: int) -> float:
    """Events without a place on the axis, below it; returns the strip's height in pixels."""
    items, more = _strip_items(rows, aside, axis.pixels)
    if not items:
        return 0
    height = 18.0 + lanes * STRIP_ROW
    figure.update_layout(xaxis2={"range": [0, axis.pixels], "visible": False, "fixedrange": True, "anchor": "y2"},
                         yaxis2={"range": [height, 0], "visible": False, "fixedrange": True, "anchor": "x2"})  # fmt: skip
    undated = sum(rows[i]["extent"] == "none" for i in aside)
    parts = [count_phrase(undated, "event without a date", "events without a date")] if undated else []
    if len(aside) > undated:
        parts.append(f"{len(aside) - undated} that may lie in this period")
    figure.add_scatter(x=[0], y=[8], xaxis="x2", yaxis="y2", mode="text", textposition="middle right",
                       text=[" and ".join(parts)], textfont={"size": SMALL, "color": look.muted}, hoverinfo="skip",
                       showlegend=False, name="strip heading")  # fmt: skip
    ys = [18 + lane * STRIP_ROW + STRIP_ROW / 2 for *_, lane in items]
    styles = [look.style(rows[i]["event_type"]) for i, *_ in items]
    figure.add_scatter(
        x=[x + 6 for _, _, x, _ in items], y=ys, xaxis="x2", yaxis="y2", mode="markers+text", name="undated",
        text=[" " + safe(label) for _, label, _, _ in items], textposition="middle right", hoverinfo="text",
        hovertext=[tip_of(rows[i]) for i, *_ in items], customdata=[rows[i]["event_id"] for i, *_ in items], showlegend=False,
        textfont={"size": BODY, "color": look.text}, cliponaxis=False,
        marker={"size": 8, "color": [s.colour for s in styles],
                "symbol": [symbol_of(s.symbol, rows[i]["status"]) for s, (i, *_) in zip(styles, items, strict=True)]},
        unselected={"marker": {"opacity": 1}, "textfont": {"color": look.text}})  # fmt: skip
    if more:
        figure.add_scatter(x=[0], y=[18 + (lanes - 0.5) * STRIP_ROW], xaxis="x2", yaxis="y2", mode="text",
                           text=[f"and {more:,} more, in the table"], textposition="middle right", textfont={"size": SMALL, "color": look.muted}, hoverinfo="skip",
                           showlegend=False, name="strip rest")  # fmt: skip
    return height
