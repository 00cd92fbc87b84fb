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

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from timeline.charts.around import (
    REFERENCE_ROW,
    STRIP_ROW,
    Axis,
    add_reference,
    add_strip,
    add_ticks,
    could_lie_in,
    ordinal,
    reference_rows,
    strip_height,  # fmt: skip
    symbol_of,
    tip_of,
    title,
)
from timeline.charts.chart import DATES, DAY, EDGE, WIDTH, Chart, Words, framed, margins, quiet
from timeline.charts.lanes import Placed, filled, named, pack, place
from timeline.charts.look import BODY, FAMILIES, SMALL, TYPES, Look, faded, family, readable_on
from timeline.charts.marks import Mark, mark
from timeline.charts.sheet import Sheet
from timeline.charts.words import cut, safe, visible, width_of, wrapped
from timeline.selection import count_phrase, day_phrase, when_phrase

__all__ = ["Period", "fitting", "timeline"]

Period = tuple[date, date]
LONG = 365  # days; an event that lasts longer does not stretch the first range
TITLE_PIXELS, CROWDED_PIXELS = 330, 190
STEPPING_BACK = ("statement", "threat", "demand")
ROW, LOWEST, AXIS, TICKS = 22, 14, 44, 20
LABELS, LEGEND_ROW = 134, 19  # pixels of the labels of swimlanes, and of a row of the legend
TWO_LINES = 2.4 * BODY  # pixels of a lane that holds a title over two lines
AIR = "\u00a0" * 4  # at the legend's end: a saved picture has a wider face than the page, and what is beyond is clipped
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
class _Pen:
    """What is drawn so far, gathered into few traces: for each family of types one of points, and one of bars for each fill,
    since plotly hatches bars of several fills in a grey of its own."""

    look: Look
    axis: Axis
    bars: dict[tuple[str, float], dict[str, list]] = field(default_factory=dict)
    points: dict[str, dict[str, list]] = field(default_factory=dict)
    lines: dict[tuple[str, bool], tuple[list, list]] = field(default_factory=dict)
    texts: dict[str, list] = field(default_factory=lambda: {k: [] for k in ("x", "y", "text", "at", "colour", "id")})


def timeline(events: pd.DataFrame, look: Look, words: Words, *, period: Period | None = None,
             groups: Sequence[tuple[str, Sequence[int]]] = (), reference: pd.DataFrame | None = None,
             height: int = 560, width: int = WIDTH, grows: bool = True) -> Chart:  # fmt: skip
    """Events (columns of the table) as a figure. `groups` are swimlanes: a label and the rows in it. `reference` has
    `day`, `label` and, to choose among many, `weight`. `height` is the most that the figure takes, unless it `grows` to
    keep titles. Where it may not grow, the events told most stand with their titles and a tick each for the others."""
    left = (LABELS if groups else 0) + EDGE  # the legend may stand over the labels of the lanes
    span = period or fitting(events) or (date(2024, 1, 1), date(2024, 12, 31))
    axis = Axis.of(span, width - left - EDGE)
    rows = events.to_dict("records")
    marks = [_mark_of(r, axis) for r in rows]
    aside = [i for i, m in enumerate(marks) if m is None and could_lie_in(rows[i], axis)]
    pen = _Pen(look, axis)

    top_rows, refs = reference_rows(reference, axis)
    strip_rows = strip_height(rows, aside, axis.pixels)
    note = "\n".join(t for t in (_key(rows, marks, ticks=0 if grows else len(rows)), words.note) if t)
    top, bottom = 24, 4 if strip_rows else AXIS - 8
    strip = 18 + strip_rows * STRIP_ROW + AXIS if strip_rows else 0
    chrome = sum(margins(Words(words.title, words.subtitle, note), width=width, top=top, bottom=bottom)) + top_rows * REFERENCE_ROW + 10 + strip
    lanes: list[tuple[str, Sequence[int]]] = [("", [i for i, m in enumerate(marks) if m])] if not groups else [
        (label, [i for i in chosen if marks[i]]) for label, chosen in groups]  # fmt: skip
    lanes = [(label, chosen) for label, chosen in lanes if chosen]
    free = max(height - chrome, TALLEST if groups and grows else 0, 4 * ROW)
    rest: list[int] = []
    size, more = _legend({family(r["event_type"]) for r, m in zip(rows, marks, strict=True) if m}, width - 2 * EDGE)
    if grows:
        spots, pitch = _spots(rows, marks, lanes, axis.pixels, free - LEGEND_ROW * more)
    else:
        lanes, spots, rest = _named(rows, marks, lanes, axis.pixels, free - TICKS - LEGEND_ROW * more)
        size, more = _legend({family(rows[i]["event_type"]) for _, chosen in lanes for i in chosen}, width - 2 * EDGE)
        free -= LEGEND_ROW * more
        pitch = min(max(free - TICKS, 0) / max(sum(_lanes_of(p) for p in spots), 1), 2 * ROW)
        drawn = [marks[i] if i not in set(rest) else None for i in range(len(rows))]
        note = "\n".join(t for t in (_key(rows, drawn, ticks=len(rest)), words.note) if t)

    y = top_rows * REFERENCE_ROW + 6.0
    ticks = []
    for (label, chosen), placed in zip(lanes, spots, strict=True):
        count = _lanes_of(placed)
        crowded = any(not p.side for p in placed)
        for index, spot in zip(chosen, placed, strict=True):
            _draw(pen, rows[index], marks[index], y + spot.lane * pitch + pitch / 2, spot, pitch, crowded)
        ticks.append((label, y + count * pitch / 2, y + count * pitch + 3))
        y += count * pitch + (7 if groups else 0)
    top += LEGEND_ROW * more
    lanes_end = max(y, top_rows * REFERENCE_ROW + 3 * ROW) + 4

    figure = Sheet()
    add_reference(figure, refs, look, axis, lanes_end)
    _add_traces(figure, pen)
    if rest:
        lanes_end += TICKS
        add_ticks(figure, rows, marks, rest, look, axis, lanes_end - TICKS / 2)
    foot = add_strip(figure, rows, aside, look, axis, strip_rows)
    plot = lanes_end + (foot + AXIS if foot else 0)
    if foot:
        figure.update_layout(yaxis2={"domain": [0, foot / plot]})
    figure.update_layout(xaxis={"range": [axis.text(0), axis.text(axis.pixels)], **DATES, "showgrid": True,
                                "anchor": "y", "nticks": 10, **({"dtick": DAY} if axis.last - axis.first < 9 else {})})  # fmt: skip
    figure.update_layout(yaxis={"range": [lanes_end, 0], "showgrid": False, "tickmode": "array", "anchor": "x",
                                "domain": [1 - lanes_end / plot, 1], "showticklabels": bool(groups),
                                "tickvals": [t[1] for t in ticks] if groups else [],
                                "ticktext": [safe(cut(t[0], LABELS - 2)) for t in ticks] if groups else []})  # fmt: skip
    for _, _, border in ticks[:-1]:
        figure.add_shape(type="line", xref="paper", x0=0, x1=1, yref="y", y0=border, y1=border,
                         line={"color": look.grid, "width": 1})  # fmt: skip
    if groups:
        beside = {"domain": [LABELS / (width - 2 * EDGE), 1]}
        figure.update_layout(xaxis=beside, **({"xaxis2": beside} if foot else {}))
    figure.update_layout(legend={"font": {"size": size}})
    framed(figure, Words(words.title, words.subtitle, note), look, height=10, width=width, left=EDGE, right=EDGE, top=top, bottom=bottom)
    figure.update_layout(height=plot + figure.around())
    return Chart(figure.drawn(), words, _in_words(rows, span, aside), _twin(events), width)


def _legend(names: Collection[str], width: float) -> tuple[int, int]:
    """The size of the legend's type, and how many rows it takes beyond the first. Plotly makes it as wide as the plot at
    most, and gives wrapped names columns as wide as the widest."""
    if not names:
        return BODY, 0
    for size in (BODY, SMALL):
        if sum(width_of(n, size) + LEGEND_MARK for n in names) <= width - 8:
            return size, 0
    across = max(int((width - 8) // (max(width_of(n, SMALL) for n in names) + LEGEND_MARK + 5)), 1)
    return SMALL, -(-len(names) // across) - 1


# ---------------------------------------------------------------- where


def _mark_of(row: dict[str, Any], axis: Axis) -> Mark | None:
    return mark(row["extent"], ordinal(row["start"]), ordinal(row["end"]), first=axis.first, last=axis.last,
                pixels=axis.pixels)  # fmt: skip


def _spots(rows: Sequence[dict], marks: Sequence[Mark | None], lanes: Sequence[tuple[str, Sequence[int]]],
           pixels: float, free: float) -> tuple[list[list[Placed]], float]:  # fmt: skip
    """Where the marks of each swimlane stand and how high a lane is. The picture grows before titles are given up."""
    most = max(int(free / ROW / max(len(lanes), 1)), 1)
    spots = [_placed(rows, marks, chosen, pixels, most) for _, chosen in lanes]
    count = sum(_lanes_of(placed) for placed in spots)
    if count * LOWEST <= (TALLEST if len(lanes) == 1 else TALLEST_SWIMLANES):
        return spots, min(max(free / max(count, 1), LOWEST), ROW)
    spots = [_placed(rows, marks, chosen, pixels, 0) for _, chosen in lanes]
    count = sum(_lanes_of(placed) for placed in spots)
    return spots, min(max(free / max(count, 1), 5.0), ROW)


def _lanes_of(placed: Sequence[Placed]) -> int:
    return max((p.lane for p in placed), default=0) + 1


def _named(rows: Sequence[dict], marks: Sequence[Mark | None], lanes: Sequence[tuple[str, Sequence[int]]], pixels: float,
           free: float) -> tuple[list[tuple[str, Sequence[int]]], list[list[Placed]], list[int]]:  # fmt: skip
    """The events that stand with their titles in a picture that may not grow, their places, and the others."""
    most = max(int(free / ROW / max(len(lanes), 1)), 1)
    kept: list[tuple[str, Sequence[int]]] = []
    spots: list[list[Placed]] = []
    shown: set[int] = set()
    for label, chosen in lanes:
        spans = [marks[i].span for i in chosen]  # type: ignore[union-attr]
        titles = [width_of(cut(visible(title(rows[i])), TITLE_PIXELS), BODY) for i in chosen]
        found = named(spans, titles, [_weight(rows[i]) for i in chosen], width=pixels, most=most)
        whole = [width_of(visible(title(rows[chosen[n]])), BODY) for n in found]  # what was cut takes the room that is left
        order = sorted(range(len(found)), key=lambda n: -_weight(rows[chosen[list(found)[n]]]))
        kept.append((label, [chosen[n] for n in found]))
        spots.append(filled([spans[n] for n in found], whole, order, list(found.values()), pixels))
        shown.update(chosen[n] for n in found)
    return kept, spots, [i for _, chosen in lanes for i in dict.fromkeys(chosen) if i not in shown]


def _weight(row: dict[str, Any]) -> float:
    return (row["importance"] or 0) - (1000 if row["event_type"] in STEPPING_BACK else 0)


def _placed(rows: Sequence[dict], marks: Sequence[Mark | None], chosen: Sequence[int], pixels: float,
            most: int) -> list[Placed]:  # fmt: skip
    spans = [marks[i].span for i in chosen]  # type: ignore[union-attr]
    room = TITLE_PIXELS if len(chosen) <= 40 else CROWDED_PIXELS
    titles = [width_of(visible(title(rows[i])), BODY) if most else 0.0 for i in chosen]  # beyond `room` where a lane is free
    needed = max(pack(spans), default=0) + 1
    weights = [_weight(rows[i]) for i in chosen]
    return place(spans, titles, weights, width=pixels, most=max(most, needed + 1), widest=room)


# ---------------------------------------------------------------- drawing


def _draw(pen: _Pen, row: dict, found: Mark | None, y: float, spot: Placed, pitch: float, crowded: bool) -> None:
    assert found is not None
    name = family(row["event_type"])
    style, tip = pen.look.style(row["event_type"]), tip_of(row)
    back = crowded and row["event_type"] in STEPPING_BACK and not spot.side
    left, right = found.span
    opacity = (0.85 if pen.look.name == "dark" else 0.7) if back else 1.0  # three to one against the paper at least
    inferred = bool(row.get("inferred"))
    if found.kind == "point":
        _add(pen.points, name, x=pen.axis.text((left + right) / 2), y=y, size=min(7 if back else 9, pitch + 1),
             symbol=symbol_of(style.symbol, row["status"], inferred=inferred), opacity=opacity, text=tip, id=row["event_id"])  # fmt: skip
    elif found.kind in ("bar", "faded"):
        filled_to = _opacity(found, row["status"])
        _add(pen.bars, (name, filled_to), base=pen.axis.text(left), x=pen.axis.length(right - left), y=y,
             width=max(min(pitch - 2, 16) if spot.side == "inside" else min(pitch * 0.62, 14), 3), pattern=_pattern(found.kind, row["status"], inferred=inferred),
             hatch=faded(style.colour, 0.16 if spot.side == "inside" else 1.0),
             opacity=opacity, text=tip, id=row["event_id"])  # fmt: skip
        for goes_on, x, symbol in ((found.ends[0], left + 3, "triangle-left"), (found.ends[1], right - 3, "triangle-right")):
            if goes_on:
                _add(pen.points, name, x=pen.axis.text(x), y=y, size=min(13, pitch + 1), symbol=symbol,
                     opacity=opacity, text=tip, id=row["event_id"])  # fmt: skip
    else:
        inner = left + 7 if found.kind == "before" else right - 7
        edge = right - 1 if found.kind == "before" else left + 1
        half = min(pitch * 0.36, 8)
        xs, ys = pen.lines.setdefault((name, inferred), ([], []))
        xs += [pen.axis.text(inner), pen.axis.text(edge), pen.axis.text(edge), pen.axis.text(inner), None]
        ys += [y - half, y - half, y + half, y + half, None]
        away = left + 2 if found.kind == "before" else right - 2
        _add(pen.points, name, x=pen.axis.text(away), y=y, size=min(7, pitch + 1), text=tip, id=row["event_id"],
             symbol="triangle-left-open" if found.kind == "before" else "triangle-right-open", opacity=opacity)  # fmt: skip
    if spot.side and (lines := _lines(visible(title(row)), spot, pitch)):
        _write(pen, row, found, y, spot.side, lines, style.colour)


def _lines(text: str, spot: Placed, pitch: float) -> list[str]:
    """The title in its room: whole, over two lines where the lane is high enough, else cut."""
    if (shown := cut(text, spot.room + 0.5)) == text or spot.side == "inside" or pitch < TWO_LINES:
        return [shown] if shown else []
    first, *rest = wrapped(text, spot.room + 0.5)
    return [first, cut(" ".join(rest), spot.room + 0.5)] if rest else [first]


def _write(pen: _Pen, row: dict, found: Mark, y: float, side: str, lines: Sequence[str], colour: str) -> None:
    left, right = found.span
    solid = found.kind == "bar" and row["status"] != "planned" and not any(found.ends)
    inside = side == "inside"
    into = 15 if found.ends[0] else 5
    pen.texts["x"].append(pen.axis.text(left + into if inside else right + 5 if side == "right" else left - 5))
    pen.texts["y"].append(y)
    pen.texts["text"].append("<br>".join(safe(line) for line in lines))
    pen.texts["at"].append("middle left" if side == "left" else "middle right")
    pen.texts["colour"].append(readable_on(colour) if inside and solid else pen.look.text)
    pen.texts["id"].append(row["event_id"])


def _add(store: dict[Any, dict[str, list]], name: Any, **values: Any) -> None:
    columns = store.setdefault(name, {})
    for key, value in values.items():
        columns.setdefault(key, []).append(value)


def _opacity(found: Mark, status: str) -> float:
    if status == "planned":
        return 0.0
    return 0.22 if found.kind == "faded" else 0.16 if any(found.ends) else 0.85


def _pattern(kind: str, status: str, *, inferred: bool) -> str:
    if status in ("planned", "denied"):
        return {"planned": ".", "denied": "x"}[status]
    return "|" if inferred else "/" if kind == "faded" else ""


def _add_traces(figure: Sheet, pen: _Pen) -> None:
    look = pen.look
    colours = {family(t): look.style(t) for t in (*TYPES, "other")}
    there = {name for name, _ in (*pen.bars, *pen.lines)} | set(pen.points)
    names = [n for n in colours if n in there]
    for name in names:
        style = colours[name]
        for (_, fill), bars in [(key, held) for key, held in pen.bars.items() if key[0] == name]:
            figure.add_bar(
                orientation="h", base=bars["base"], x=bars["x"], y=bars["y"], width=bars["width"], name=name,
                showlegend=False, customdata=bars["id"], hovertext=bars["text"], hoverinfo="text",
                marker={"color": faded(style.colour, fill), "opacity": bars["opacity"], "line": {"color": style.colour, "width": 1},
                        "pattern": {"shape": bars["pattern"], "fgcolor": bars["hatch"], "size": 6, "solidity": 0.25,
                                    "fgopacity": 0.8, "fillmode": "overlay"}}, **quiet())  # fmt: skip
        for inferred in (False, True):
            if line := pen.lines.get((name, inferred)):
                figure.add_scatter(x=line[0], y=line[1], mode="lines", showlegend=False, hoverinfo="skip", name=name,
                                   line={"color": style.colour, "width": 2, "dash": "2px,2px" if inferred else "solid"})  # fmt: skip
        if points := pen.points.get(name):
            figure.add_scatter(
                x=points["x"], y=points["y"], mode="markers", name=name, showlegend=False, customdata=points["id"],
                hovertext=points["text"], hoverinfo="text", cliponaxis=False,
                marker={"color": style.colour, "symbol": points["symbol"], "size": points["size"],
                        "opacity": points["opacity"], "line": {"color": style.colour, "width": 1.5}}, **quiet())  # fmt: skip
        figure.add_scatter(x=[None], y=[None], mode="markers", name=name + AIR * (name in FAMILIES.values()), showlegend=True, hoverinfo="skip",
                           marker={"color": style.colour, "symbol": style.symbol, "size": 10})  # fmt: skip
    if pen.texts["x"]:
        figure.add_scatter(
            x=pen.texts["x"], y=pen.texts["y"], text=pen.texts["text"], mode="text", textposition=pen.texts["at"],
            textfont={"size": BODY, "color": pen.texts["colour"]}, hoverinfo="skip", showlegend=False,
            customdata=pen.texts["id"], name="titles", cliponaxis=False,
            unselected={"textfont": {"color": look.text}})  # fmt: skip


def _key(rows: Sequence[dict], marks: Sequence[Mark | None], *, ticks: int = 0) -> str:
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
    if any(m and r.get("inferred") for r, m in zip(rows, marks, strict=True)):
        parts.append("dot in a ring, dashed or upright lines: publication date inferred")
    if ticks:
        parts.append(f"tick: each of the other {count_phrase(ticks, 'event')}")
    return f"Marks – {'; '.join(parts)}." if parts else ""


def _in_words(rows: Sequence[dict], span: Period, aside: Sequence[int]) -> str:
    counts = pd.Series([r["event_type"] for r in rows]).value_counts() if rows else {}
    kinds = ", ".join(f"{n} {kind}" for kind, n in counts.items())
    heavy = sorted(rows, key=lambda r: -(r["importance"] or 0))[:5]
    told = "; ".join(f"{when_phrase(r['when'], inferred=bool(r.get('inferred')))}: {r['title']}" for r in heavy)
    return (f"Timeline of {count_phrase(len(rows), 'event')}, {day_phrase(span[0])} to {day_phrase(span[1])}"
            + (f" ({kinds})" if kinds else "") + (f"; {len(aside)} without a place on the axis" if aside else "")
            + (f". Most told: {told}." if told else ".") + " The table below holds the same events.")  # fmt: skip


def _twin(events: pd.DataFrame) -> pd.DataFrame:
    names = {"when": "When", "title": "Event", "event_type": "Type", "status": "Status", "places": "Places"}
    dated = zip(events["when"], events.get("inferred", [False] * len(events)), strict=True)
    shown = events.assign(when=[when_phrase(w if isinstance(w, str) else None, inferred=bool(i)) for w, i in dated])
    return shown[list(names)].rename(columns=names)
