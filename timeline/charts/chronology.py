"""The timeline: events in packed lanes or swimlanes, each drawn by what is known of its time.

    >>> import datetime as dt
    >>> frame = pd.DataFrame([{"event_id": "e", "start": dt.date(2024, 2, 13), "end": dt.date(2024, 2, 13),
    ...     "extent": "day", "when": "13 Feb 2024", "title": "Talks in Cairo", "event_type": "negotiation",
    ...     "status": "happened", "certainty": "certain", "importance": 1.0, "actors": [], "places": ["Cairo"],
    ...     "article_count": 2, "publisher_count": 1}])
    >>> from timeline.charts.look import LIGHT
    >>> chart = timeline(frame, LIGHT, Words("Talks"))
    >>> [t.name for t in chart.figure.data if t.showlegend]
    ['negotiation']

One unit of the y axis is one pixel, so what `timeline.charts.lanes` promises holds on the screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from timeline.charts.chart import WIDTH, Chart, Words, framed, quiet
from timeline.charts.lanes import Placed, pack, place
from timeline.charts.look import BODY, SMALL, TYPES, Look, faded, family, readable_on
from timeline.charts.marks import Mark, mark
from timeline.charts.words import cut, joined, safe, visible, width_of, wrapped
from timeline.selection import count_phrase, day_phrase

__all__ = ["Period", "fitting", "timeline"]

Period = tuple[date, date]
LONG = 365  # days; an event that lasts longer does not stretch the first range
TITLE_PIXELS, CROWDED_PIXELS = 330, 190
STEPPING_BACK = ("statement", "threat", "demand")
ROW, LOWEST, STRIP_ROW, AXIS = 22, 14, 20, 44
LEGEND_MARK = 44  # pixels of a mark of the legend and the air around its name

TALLEST, TALLEST_SWIMLANES = 640, 1300  # pixels of all lanes; the page may scroll


def fitting(events: pd.DataFrame) -> Period | None:
    """The period that fits the events lasting under a year; None where no event has such a time."""
    closed = events[events["start"].notna() & events["end"].notna()]
    starts, ends = pd.to_datetime(closed["start"]), pd.to_datetime(closed["end"])
    short = (ends - starts).dt.days < LONG
    if not short.any():
        known = pd.concat([pd.to_datetime(events["start"]), pd.to_datetime(events["end"])]).dropna()
        return None if known.empty else (known.min().date(), known.max().date())
    return starts[short].min().date(), ends[short].max().date()


@dataclass
class _Axis:
    """Days to pixels and back."""

    first: float
    last: float
    pixels: float

    @classmethod
    def of(cls, period: Period, pixels: float) -> _Axis:
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


@dataclass
class _Pen:
    """What is drawn so far, gathered into few traces: one of bars and one of points for each family of types."""

    look: Look
    axis: _Axis
    bars: dict[str, dict[str, list]] = field(default_factory=dict)
    points: dict[str, dict[str, list]] = field(default_factory=dict)
    lines: dict[str, tuple[list, list]] = field(default_factory=dict)
    texts: dict[str, list] = field(default_factory=lambda: {k: [] for k in ("x", "y", "text", "at", "colour", "id")})


def timeline(events: pd.DataFrame, look: Look, words: Words, *, period: Period | None = None,
             groups: Sequence[tuple[str, Sequence[int]]] = (), reference: pd.DataFrame | None = None,
             height: int = 560, width: int = WIDTH, grows: bool = True) -> Chart:  # fmt: skip
    """Events (columns of the table) as a figure. `groups` are swimlanes: a label and the rows in it. `reference` has
    `day`, `label` and, to choose among many, `weight`. `height` is the most that the figure takes, unless it `grows` to keep titles; it is less where fewer lanes do."""
    left = 150 if groups else 16
    span = period or fitting(events) or (date(2024, 1, 1), date(2024, 12, 31))
    axis = _Axis.of(span, width - left - 16)
    rows = events.to_dict("records")
    marks = [_mark_of(r, axis) for r in rows]
    aside = [i for i, m in enumerate(marks) if m is None and _could_lie_in(rows[i], axis)]
    pen = _Pen(look, axis)

    top_rows, refs = _reference_rows(reference, axis)
    strip_rows = _strip_height(rows, aside, axis.pixels)
    key = _key(rows, marks)
    note = "\n".join(t for t in (key, words.note) if t)
    chrome = 96 + (18 if words.subtitle else 0) + 16 * (note.count("\n") + 2) + top_rows * 16 + strip_rows * STRIP_ROW
    lanes = [("", [i for i, m in enumerate(marks) if m])] if not groups else [
        (label, [i for i in chosen if marks[i]]) for label, chosen in groups]  # fmt: skip
    lanes = [(label, chosen) for label, chosen in lanes if chosen]
    free = max(height - chrome, TALLEST if groups and grows else 0, 4 * ROW)
    spots, pitch = _spots(rows, marks, lanes, axis.pixels, free, grows)

    y = top_rows * 16 + 6.0
    ticks = []
    for (label, chosen), placed in zip(lanes, spots, strict=True):
        count = max((p.lane for p in placed), default=0) + 1
        crowded = any(not p.side for p in placed)
        for index, spot in zip(chosen, placed, strict=True):
            _draw(pen, rows[index], marks[index], y + spot.lane * pitch + pitch / 2, spot, pitch, crowded)
        ticks.append((label, y + count * pitch / 2, y + count * pitch + 3))
        y += count * pitch + (7 if groups else 0)
    lanes_end = max(y, top_rows * 16 + 3 * ROW) + 4

    figure = go.Figure()
    _add_traces(figure, pen)
    _add_reference(figure, refs, look, axis, lanes_end)
    foot = _add_strip(figure, rows, aside, look, axis, strip_rows)
    plot = lanes_end + (foot + AXIS if foot else 0)
    if foot:
        figure.update_layout(yaxis2={"domain": [0, foot / plot]})
    figure.update_layout(xaxis={"range": [axis.text(0), axis.text(axis.pixels)], "type": "date", "showgrid": True,
                                "ticks": "outside", "tickformatstops": _ticks(), "anchor": "y", "nticks": 10, **({"dtick": 86_400_000} if axis.last - axis.first < 9 else {})})  # fmt: skip
    figure.update_layout(yaxis={"range": [lanes_end, 0], "showgrid": False, "tickmode": "array", "anchor": "x",
                                "domain": [1 - lanes_end / plot, 1], "showticklabels": bool(groups),
                                "tickvals": [t[1] for t in ticks] if groups else [],
                                "ticktext": [safe(cut(t[0], left - 18)) for t in ticks] if groups else []})  # fmt: skip
    for _, _, border in ticks[:-1]:
        figure.add_shape(type="line", xref="paper", x0=0, x1=1, yref="y", y0=border, y1=border,
                         line={"color": look.grid, "width": 1})  # fmt: skip
    size, more = _legend(figure, width)
    figure.update_layout(legend={"font": {"size": size}})
    framed(figure, Words(words.title, words.subtitle, note), look, height=10, width=width, left=left, top=24 + 19 * more,
           bottom=AXIS - 8 if not foot else 4)  # fmt: skip
    figure.update_layout(height=plot + figure.layout.margin.t + figure.layout.margin.b)
    return Chart(figure, words, _in_words(rows, span, aside), _twin(events))


def _legend(figure: go.Figure, width: float) -> tuple[int, int]:
    """The size of the legend's type, and how many rows it takes beyond the first. Plotly gives wrapped names columns as
    wide as the widest."""
    names = [str(t.name) for t in figure.data if t.showlegend]
    for size in (BODY, SMALL):
        if sum(width_of(n, size) + LEGEND_MARK for n in names) <= width - 24:
            return size, 0
    across = max(int((width - 24) // (max(width_of(n, SMALL) for n in names) + LEGEND_MARK + 5)), 1)
    return SMALL, -(-len(names) // across) - 1


# ---------------------------------------------------------------- where


def _ordinal(value: Any) -> int | None:
    return None if value is None or pd.isna(value) else pd.Timestamp(value).toordinal()


def _mark_of(row: dict[str, Any], axis: _Axis) -> Mark | None:
    return mark(row["extent"], _ordinal(row["start"]), _ordinal(row["end"]), first=axis.first, last=axis.last,
                pixels=axis.pixels)  # fmt: skip


def _could_lie_in(row: dict[str, Any], axis: _Axis) -> bool:
    """Whether an event without a mark belongs in the strip: it has no date, or a bound that leaves it possible here."""
    match row["extent"]:
        case "on_or_before":
            return (_ordinal(row["end"]) or 0) >= axis.first
        case "on_or_after":
            return (_ordinal(row["start"]) or 10**7) <= axis.last
        case "none":
            return True
    return _ordinal(row["start"]) is None and _ordinal(row["end"]) is None


def _spots(rows: Sequence[dict], marks: Sequence[Mark | None], lanes: Sequence[tuple[str, Sequence[int]]],
           pixels: float, free: float, grows: bool) -> tuple[list[list[Placed]], float]:  # fmt: skip
    """Where the marks of each swimlane stand and how high a lane is. The picture grows before titles are given up."""
    most = max(int(free / ROW / max(len(lanes), 1)), 1)
    spots = [_placed(rows, marks, chosen, pixels, most) for _, chosen in lanes]
    count = sum(max(p.lane for p in placed) + 1 for placed in spots)
    if count * LOWEST <= (free if not grows else TALLEST if len(lanes) == 1 else TALLEST_SWIMLANES):
        return spots, min(max(free / max(count, 1), LOWEST), ROW)
    spots = [_placed(rows, marks, chosen, pixels, 0) for _, chosen in lanes]
    count = sum(max(p.lane for p in placed) + 1 for placed in spots)
    return spots, min(max(free / max(count, 1), 5.0), ROW)


def _placed(rows: Sequence[dict], marks: Sequence[Mark | None], chosen: Sequence[int], pixels: float,
            most: int) -> list[Placed]:  # fmt: skip
    spans = [marks[i].span for i in chosen]  # type: ignore[union-attr]
    room = TITLE_PIXELS if len(chosen) <= 40 else CROWDED_PIXELS
    titles = [width_of(cut(visible(_title(rows[i])), TITLE_PIXELS), BODY) if most else 0.0 for i in chosen]
    needed = max(pack(spans), default=0) + 1
    weights = [(rows[i]["importance"] or 0) - (1000 if rows[i]["event_type"] in STEPPING_BACK else 0) for i in chosen]
    return place(spans, titles, weights, width=pixels, most=max(most, needed + 1), widest=room)


def _title(row: dict[str, Any]) -> str:
    return row["title"] or "untitled"


# ---------------------------------------------------------------- drawing


def _draw(pen: _Pen, row: dict, found: Mark | None, y: float, spot: Placed, pitch: float, crowded: bool) -> None:
    assert found is not None
    name = family(row["event_type"])
    style, tip = pen.look.style(row["event_type"]), _tip(row)
    back = crowded and row["event_type"] in STEPPING_BACK and not spot.side
    left, right = found.span
    opacity = 0.55 if back else 1.0
    if found.kind == "point":
        _add(pen.points, name, x=pen.axis.text((left + right) / 2), y=y, size=min(7 if back else 9, pitch + 1),
             symbol=_symbol(style.symbol, row["status"]), opacity=opacity, text=tip, id=row["event_id"])  # fmt: skip
    elif found.kind in ("bar", "faded"):
        _add(pen.bars, name, base=pen.axis.text(left), x=pen.axis.length(right - left), y=y,
             width=max(min(pitch * 0.62, 14), 3), pattern=_pattern(found.kind, row["status"]),
             hatch=faded(style.colour, 0.12 if spot.side == "inside" else 0.75),
             fill=faded(style.colour, _opacity(found, row["status"])),
             opacity=opacity, text=tip, id=row["event_id"])  # fmt: skip
        for goes_on, x, symbol in ((found.ends[0], left + 3, "triangle-left"), (found.ends[1], right - 3, "triangle-right")):
            if goes_on:
                _add(pen.points, name, x=pen.axis.text(x), y=y, size=min(13, pitch + 1), symbol=symbol,
                     opacity=opacity, text=tip, id=row["event_id"])  # fmt: skip
    else:
        inner = left + 7 if found.kind == "before" else right - 7
        edge = right - 1 if found.kind == "before" else left + 1
        half = min(pitch * 0.36, 8)
        xs, ys = pen.lines.setdefault(name, ([], []))
        xs += [pen.axis.text(inner), pen.axis.text(edge), pen.axis.text(edge), pen.axis.text(inner), None]
        ys += [y - half, y - half, y + half, y + half, None]
        away = left + 2 if found.kind == "before" else right - 2
        _add(pen.points, name, x=pen.axis.text(away), y=y, size=min(7, pitch + 1), text=tip, id=row["event_id"],
             symbol="triangle-left-open" if found.kind == "before" else "triangle-right-open", opacity=opacity)  # fmt: skip
    if spot.side and (title := cut(visible(_title(row)), spot.room + 0.5)):
        _write(pen, row, found, y, spot.side, title, style.colour)


def _write(pen: _Pen, row: dict, found: Mark, y: float, side: str, title: str, colour: str) -> None:
    left, right = found.span
    solid = found.kind == "bar" and row["status"] != "planned" and not any(found.ends)
    inside = side == "inside"
    into = 15 if found.ends[0] else 5
    pen.texts["x"].append(pen.axis.text(left + into if inside else right + 5 if side == "right" else left - 5))
    pen.texts["y"].append(y)
    pen.texts["text"].append(safe(title))
    pen.texts["at"].append("middle left" if side == "left" else "middle right")
    pen.texts["colour"].append(readable_on(colour) if inside and solid else pen.look.text)
    pen.texts["id"].append(row["event_id"])


def _add(store: dict[str, dict[str, list]], name: str, **values: Any) -> None:
    columns = store.setdefault(name, {})
    for key, value in values.items():
        columns.setdefault(key, []).append(value)


def _opacity(found: Mark, status: str) -> float:
    if status == "planned":
        return 0.0
    return 0.22 if found.kind == "faded" else 0.16 if any(found.ends) else 0.85


def _symbol(symbol: str, status: str) -> str:
    return {"planned": f"{symbol}-open", "denied": "x-thin-open"}.get(status, symbol)


def _pattern(kind: str, status: str) -> str:
    if status in ("planned", "denied"):
        return {"planned": ".", "denied": "x"}[status]
    return "/" if kind == "faded" else ""


def _add_traces(figure: go.Figure, pen: _Pen) -> None:
    look = pen.look
    colours = {family(t): look.style(t) for t in (*TYPES, "other")}
    names = [n for n in colours if n in pen.bars or n in pen.points or n in pen.lines]
    for name in names:
        style = colours[name]
        if bars := pen.bars.get(name):
            figure.add_bar(
                orientation="h", base=bars["base"], x=bars["x"], y=bars["y"], width=bars["width"], name=name,
                showlegend=False, customdata=bars["id"], hovertext=bars["text"], hoverinfo="text",
                marker={"color": bars["fill"], "opacity": bars["opacity"], "line": {"color": style.colour, "width": 1},
                        "pattern": {"shape": bars["pattern"], "fgcolor": bars["hatch"], "size": 6, "solidity": 0.25,
                                    "fillmode": "overlay"}}, **quiet())  # fmt: skip
        if line := pen.lines.get(name):
            figure.add_scatter(x=line[0], y=line[1], mode="lines", line={"color": style.colour, "width": 2},
                               showlegend=False, hoverinfo="skip", name=name)  # fmt: skip
        if points := pen.points.get(name):
            figure.add_scatter(
                x=points["x"], y=points["y"], mode="markers", name=name, showlegend=False, customdata=points["id"],
                hovertext=points["text"], hoverinfo="text", cliponaxis=False,
                marker={"color": style.colour, "symbol": points["symbol"], "size": points["size"],
                        "opacity": points["opacity"], "line": {"color": style.colour, "width": 1.5}}, **quiet())  # fmt: skip
        figure.add_scatter(x=[None], y=[None], mode="markers", name=name, showlegend=True, hoverinfo="skip",
                           marker={"color": style.colour, "symbol": style.symbol, "size": 10})  # fmt: skip
    if pen.texts["x"]:
        figure.add_scatter(
            x=pen.texts["x"], y=pen.texts["y"], text=pen.texts["text"], mode="text", textposition=pen.texts["at"],
            textfont={"size": BODY, "color": pen.texts["colour"]}, hoverinfo="skip", showlegend=False,
            customdata=pen.texts["id"], name="titles", cliponaxis=False,
            unselected={"textfont": {"color": look.text}})  # fmt: skip


# ---------------------------------------------------------------- reference events, the strip, the words


def _reference_rows(reference: pd.DataFrame | None, axis: _Axis) -> tuple[int, list[tuple[float, str, int]]]:
    if reference is None or reference.empty:
        return 0, []
    scale = axis.pixels / (axis.last - axis.first)
    weights = reference["weight"] if "weight" in reference else [0] * len(reference)
    found = [(-w, ((_ordinal(d) or 0) - axis.first) * scale, cut(visible(label), 170, SMALL))
             for d, label, w in zip(reference["day"], reference["label"], weights, strict=True)]  # fmt: skip
    taken: list[list[tuple[float, float]]] = [[], []]
    kept = []
    for _, x, label in sorted(found):
        last = x + width_of(label, SMALL) + 10
        lane = next((n for n, spans in enumerate(taken) if all(last < a or x > b for a, b in spans)), None)
        if lane is not None and x >= 0 and last <= axis.pixels:
            taken[lane].append((x, last))
            kept.append((x, label, lane))
    return max((lane + 1 for _, _, lane in kept), default=0), kept


def _add_reference(figure: go.Figure, refs: Sequence[tuple[float, str, int]], look: Look, axis: _Axis, bottom: float) -> None:  # fmt: skip
    if not refs:
        return
    xs: list[str | None] = []
    ys: list[float | None] = []
    for x, _, lane in refs:
        xs += [axis.text(x), axis.text(x), None]
        ys += [lane * 16 + 2, bottom, None]
    figure.add_scatter(x=xs, y=ys, mode="lines", line={"color": look.axis, "width": 1, "dash": "dot"}, hoverinfo="skip",
                       showlegend=False, name="reference events")  # fmt: skip
    figure.add_scatter(x=[axis.text(x + 2) for x, _, _ in refs], y=[lane * 16 + 8 for _, _, lane in refs], mode="text",
                       text=[safe(label) for _, label, _ in refs], textposition="middle right", hoverinfo="skip",
                       textfont={"size": SMALL, "color": look.muted}, showlegend=False,
                       name="reference labels")  # fmt: skip


def _strip_items(rows: Sequence[dict], aside: Sequence[int], pixels: float) -> tuple[list[tuple[int, str, float, int]], int]:
    """What fits in two rows of the strip: (row, text, x, lane), and how many are left out."""
    out: list[tuple[int, str, float, int]] = []
    x, lane = 0.0, 0
    for number, index in enumerate(aside):
        row = rows[index]
        label = cut(visible(_title(row)), 250)
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


def _strip_height(rows: Sequence[dict], aside: Sequence[int], pixels: float) -> int:
    items, more = _strip_items(rows, aside, pixels)
    return 0 if not items else max(lane for *_, lane in items) + 1 + (1 if more else 0)


def _add_strip(figure: go.Figure, rows: Sequence[dict], aside: Sequence[int], look: Look, axis: _Axis, lanes: int) -> float:
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
        hovertext=[_tip(rows[i]) for i, *_ in items], customdata=[rows[i]["event_id"] for i, *_ in items], showlegend=False,
        textfont={"size": BODY, "color": look.text}, cliponaxis=False,
        marker={"size": 8, "color": [s.colour for s in styles],
                "symbol": [_symbol(s.symbol, rows[i]["status"]) for s, (i, *_) in zip(styles, items, strict=True)]},
        unselected={"marker": {"opacity": 1}, "textfont": {"color": look.text}})  # fmt: skip
    if more:
        figure.add_scatter(x=[0], y=[18 + (lanes - 0.5) * STRIP_ROW], xaxis="x2", yaxis="y2", mode="text",
                           text=[f"and {more:,} more, in the table"], textposition="middle right", textfont={"size": SMALL, "color": look.muted}, hoverinfo="skip",
                           showlegend=False, name="strip rest")  # fmt: skip
    return height


def _key(rows: Sequence[dict], marks: Sequence[Mark | None]) -> str:
    """The marks that need a word, of those that are drawn."""
    kinds = {m.kind for m in marks if m}
    statuses = {r["status"] for r, m in zip(rows, marks, strict=True) if m}
    parts = []
    if "faded" in kinds:
        parts.append("hatched: some time within")
    if any(m and any(m.ends) for m in marks):
        parts.append("arrow: goes on")
    if kinds & {"before", "after"}:
        parts.append("bracket: on or before, on or after")
    if "planned" in statuses:
        parts.append("hollow: planned")
    if "denied" in statuses:
        parts.append("cross: denied")
    return f"Marks – {'; '.join(parts)}." if parts else ""


def _tip(row: dict[str, Any]) -> str:
    lines = [f"<b>{'<br>'.join(safe(t) for t in wrapped(_title(row), 380, 13))}</b>", safe(row["when"] or "date not known")]
    kind = row["event_type"].replace("_", " ")
    lines.append(safe(kind + ("" if row["status"] == "happened" else f", {row['status']}")
                      + ("" if row["certainty"] == "certain" else f", {row['certainty']}")))  # fmt: skip
    for values in (row["actors"], row["places"]):
        if len(values):
            lines.append(safe(joined(values)))
    lines.append(f"{count_phrase(row['article_count'], 'article')}, {count_phrase(row['publisher_count'], 'publisher')}")
    return "<br>".join(lines)


def _in_words(rows: Sequence[dict], span: Period, aside: Sequence[int]) -> str:
    counts = pd.Series([r["event_type"] for r in rows]).value_counts() if rows else {}
    kinds = ", ".join(f"{n} {kind}" for kind, n in counts.items())
    heavy = sorted(rows, key=lambda r: -(r["importance"] or 0))[:5]
    told = "; ".join(f"{r['when'] or 'no date'}: {r['title']}" for r in heavy)
    return (f"Timeline of {count_phrase(len(rows), 'event')}, {day_phrase(span[0])} to {day_phrase(span[1])}"
            + (f" ({kinds})" if kinds else "") + (f"; {len(aside)} without a place on the axis" if aside else "")
            + (f". Most told: {told}." if told else ".") + " The table below holds the same events.")  # fmt: skip


def _twin(events: pd.DataFrame) -> pd.DataFrame:
    names = {"when": "When", "title": "Event", "event_type": "Type", "status": "Status", "places": "Places"}
    return events[list(names)].rename(columns=names)


def _ticks() -> list[dict[str, Any]]:
    day = 86_400_000
    return [{"dtickrange": [None, day * 27], "value": "%-d %b\n%Y"}, {"dtickrange": [day * 27, "M11"], "value": "%b\n%Y"},
            {"dtickrange": ["M11", None], "value": "%Y"}]  # fmt: skip
