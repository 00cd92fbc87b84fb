"""Casualty claims side by side: by incident, by claimant, by side, and as shares. Nothing here is added up.

    >>> spread(pd.DataFrame({"count": [112.0, 118.0], "low": [112.0, 118.0], "high": [112.0, None]}))
    (112, 118)
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from timeline.charts.chart import DATES, TWO_LINES, WIDTH, Chart, Words, framed, quiet
from timeline.charts.figures import (
    EFFECTS,
    claim_phrase,
    dated_phrase,
    day,
    known,
    share_phrase,
    sign_phrase,
    whole,
)
from timeline.charts.lanes import pack
from timeline.charts.look import BODY, SMALL, Look, faded
from timeline.charts.sheet import Sheet
from timeline.charts.toll import MARKS, NOBODY
from timeline.charts.words import cut, joined, safe, width_of, wrapped
from timeline.selection import count_phrase, day_phrase

__all__ = ["captives", "claimants", "incidents", "shares", "spread"]

ROW = 26
NAMES, LONGEST = 330, 240  # pixels of the names of claimants, and of a figure in words
TALL = 16  # rows of captives that are in sight together


def spread(claims: pd.DataFrame) -> tuple[int, int] | None:
    """The lowest and the highest figure that anybody claims; None where no figure is told."""
    told = [v for name in ("count", "low", "high") for v in claims[name] if not pd.isna(v)]
    return (int(min(told)), int(max(told))) if told else None


def incidents(claims: pd.DataFrame, look: Look, words: Words, *, step: str, height: int = 460,
              width: int = WIDTH) -> Chart:  # fmt: skip
    """Killed and injured of single incidents by the day, week or month they fell in. Each incident is a piece of its
    own; rival claims of one make its hatched part, from the lowest to the highest."""
    figure = Sheet()
    out = []
    effects = [e for e in ("killed", "injured") if (claims["effect"] == e).any()]
    for number, effect in enumerate(effects):
        style = look.series(number)
        found = [_incident(group) for _, group in claims[claims["effect"] == effect].groupby("event_id", sort=False)]
        rows = sorted([r for r in found if r is not None], key=lambda r: (r["day"], r["title"]))
        bins = pd.to_datetime([r["day"] for r in rows])
        begins = bins.to_period({"day": "D", "week": "W-SUN", "month": "M", "quarter": "Q", "year": "Y"}[step]).start_time
        axis = "y" if number == 0 else "y2"
        for part, pattern in (("low", ""), ("rest", "/")):
            values = [r["low"] if part == "low" else r["high"] - r["low"] or None for r in rows]
            figure.add_bar(
                x=[b.isoformat() for b in begins], y=values, yaxis=axis, name=effect, showlegend=False,
                hovertext=[_incident_tip(r) for r in rows], hoverinfo="text", customdata=[r["event_id"] for r in rows],
                width=_bin_width(step), marker={
                    "color": style.colour if part == "low" else faded(style.colour, 0.25),
                    "line": {"color": look.paper if part == "low" else style.colour, "width": 1},
                    "pattern": {"shape": pattern, "fgcolor": style.colour, "fillmode": "overlay", "solidity": 0.3}},
                **quiet())  # fmt: skip
        out += [{"Day": day_phrase(r["day"]), "Effect": effect, "Incident": r["title"], "Lowest": r["low"],
                 "Highest": r["high"], "Claims": r["claims"], "Claimed by": r["by"]} for r in rows]  # fmt: skip
        figure.add_scatter(**_tops(rows, begins, look, pixels=width - 88), yaxis=axis)
    both = len(effects) == 2
    kind = {"tickformat": ",d", "nticks": 5, "rangemode": "tozero"}
    figure.update_layout(
        barmode="stack", xaxis={**DATES, "anchor": "y2" if both else "y", "nticks": 10},
        yaxis={**kind, "domain": [0.54, 1] if both else [0, 1]}, yaxis2={**kind, "domain": [0, 0.42], "visible": both})  # fmt: skip
    for number, effect in enumerate(effects):  # each part is named where it stands
        figure.add_annotation(text=f"<b>{effect.capitalize()}</b>", x=0, y=0.42 if number else 1, xref="paper", yref="paper", xanchor="left",
                              yanchor="bottom", xshift=-56, yshift=4, showarrow=False,
                              font={"size": BODY, "color": look.text if look.name == "print" else look.series(number).colour})  # fmt: skip
    framed(figure, words, look, height=height, width=width, left=72, right=16, top=22, bottom=TWO_LINES)
    alt = f"{words.title}. {words.subtitle}. {count_phrase(len(out), 'incident figure')}, each from its lowest to its highest claim."
    bars = tuple((f"{r['Day']}, {r['Effect']}: {r['Incident']}", r["Lowest"], r["Highest"]) for r in out)
    return Chart(figure.drawn(), words, alt, pd.DataFrame(out), width, bars)


def _tops(rows: Sequence[dict[str, Any]], begins: Sequence[pd.Timestamp], look: Look, *, pixels: float) -> dict[str, Any]:
    """What stands over the bars, the highest first where they are near each other: the figure of one incident, or how many
    incidents there are, since their figures are never added."""
    stacks: dict[pd.Timestamp, list[dict[str, Any]]] = {}
    for begin, row in zip(begins, rows, strict=True):
        stacks.setdefault(begin, []).append(row)
    if not stacks:
        return {"x": [], "y": []}
    per_day = pixels / max((max(stacks) - min(stacks)).days * 1.08, 1)
    taken: list[tuple[float, float]] = []
    kept = []
    for begin, held in sorted(stacks.items(), key=lambda s: -sum(r["high"] for r in s[1])):
        low, high = held[0]["low"], held[0]["high"]
        text = f"{len(held)} incidents" if len(held) > 1 else f"{low:,}" if low == high else f"{low:,}–{high:,}"
        middle, half = (begin - min(stacks)).days * per_day, width_of(text, SMALL) / 2 + 3
        if all(middle + half <= a or middle - half >= b for a, b in taken):
            taken.append((middle - half, middle + half))
            kept.append((begin.isoformat(), sum(r["high"] for r in held), text))
    return {"x": [k[0] for k in kept], "y": [k[1] for k in kept], "text": [k[2] for k in kept], "mode": "text", "textposition": "top center",
            "cliponaxis": False, "hoverinfo": "skip", "showlegend": False, "name": "figures",
            "textfont": {"size": SMALL, "color": look.text}}  # fmt: skip


def _incident(group: pd.DataFrame) -> dict[str, Any] | None:
    span, moment = spread(group), day(group["event_start"].iloc[0])
    if span is None or moment is None:
        return None
    by = joined(sorted({known(c) or NOBODY for c in group["claimed_by"]}))
    return {"event_id": group["event_id"].iloc[0], "title": group["event_title"].iloc[0], "day": moment, "low": span[0],
            "high": span[1], "claims": len(group), "by": by}  # fmt: skip


def _incident_tip(row: dict[str, Any]) -> str:
    figure = f"{row['low']:,}" if row["low"] == row["high"] else f"{row['low']:,} to {row['high']:,}, by claimant"
    title = "<br>".join(safe(t) for t in wrapped(row["title"], 380))
    return f"<b>{title}</b><br>{day_phrase(row['day'])}: {figure}<br>{count_phrase(row['claims'], 'claim')}: {safe(row['by'])}"


def _bin_width(step: str) -> float:
    return {"day": 1, "week": 7, "month": 28, "quarter": 88, "year": 360}[step] * 86_400_000 * 0.9


def claimants(claims: pd.DataFrame, look: Look, words: Words, *, log: bool = False,
              width: int = WIDTH) -> Chart:  # fmt: skip
    """Claims about one event or period, one a row: who says it, with bound and day."""
    ranked = claims.assign(rank=[EFFECTS.index(e) for e in claims["effect"]])
    rows = ranked.sort_values(["rank", "claimed_by", "as_of_start"], na_position="last").to_dict("records")
    figure = Sheet()
    effects = list(dict.fromkeys(r["effect"] for r in rows))
    for effect in effects:
        style = look.series(EFFECTS.index(effect))  # as in the chart of incidents
        mine = [(y, r) for y, r in enumerate(rows) if r["effect"] == effect]
        for y, r in mine:
            low, high = whole(r["low"]), whole(r["high"])
            if low is not None and high is not None and high > low:
                figure.add_scatter(x=[low, high], y=[y, y], mode="lines", line={"color": faded(style.colour, 0.5), "width": 9},
                                   hoverinfo="skip", showlegend=False, name="low to high")  # fmt: skip
        figure.add_scatter(
            x=[_at(r) for _, r in mine], y=[y for y, _ in mine], mode="markers+text", name=effect,
            text=["\u2002" + safe(cut(claim_phrase(r), LONGEST)) for _, r in mine], textposition="middle right", cliponaxis=False,
            textfont={"size": BODY, "color": look.text}, customdata=[r["claim_id"] for _, r in mine],
            hovertext=[_claim_tip(r) for _, r in mine], hoverinfo="text",
            marker={"color": style.colour, "size": 10, "symbol": [MARKS[r["bound"]] for _, r in mine],
                    "line": {"color": style.colour, "width": 2}},
            unselected={"marker": {"opacity": 1}, "textfont": {"color": look.text}})  # fmt: skip
    labels = [f"{known(r['claimed_by']) or NOBODY}, {dated_phrase(r)}" for r in rows]
    top = max([_at(r) or 0 for r in rows] + [whole(r["high"]) or 0 for r in rows] + [1])
    pixels = width - NAMES - 24
    reach = max([(_at(r) or 0) * pixels / (pixels - min(width_of(claim_phrase(r), BODY), LONGEST) - 24) for r in rows] + [top * 1.04])
    figure.update_layout(
        xaxis={"type": "log" if log else "linear", "tickformat": ",d", "rangemode": "tozero", "nticks": 6, "showgrid": True,
               **({} if log else {"range": [-0.02 * top, reach]})},
        yaxis={"tickvals": list(range(len(rows))), "ticktext": [safe(cut(t, 310)) for t in labels], "showgrid": True, "ticks": "",
               "range": [len(rows) - 0.4, -0.6]})  # fmt: skip
    framed(figure, words, look, height=10, width=width, left=NAMES, right=24, top=26, bottom=36)
    figure.update_layout(height=max(len(rows), 3) * ROW + figure.around())
    alt = f"{words.title}. " + "; ".join(f"{label}: {claim_phrase(r)}" for label, r in zip(labels, rows, strict=True)) + "."
    return Chart(figure.drawn(), words, alt, _twin(rows), width, _bars([(f"{label}: {claim_phrase(r)}", r) for label, r in zip(labels, rows, strict=True)]))


def captives(claims: pd.DataFrame, look: Look, words: Words, *, width: int = WIDTH) -> Chart:
    """Taken, held, alive and released over time, a row for each side and effect; every figure stands by itself."""
    order = ["captured", "held", "alive", "released", "rescued", "detained"]
    rows = [r | {"moment": _moment(r)} for r in claims.to_dict("records")]
    placed = [r for r in rows if r["moment"] and r["effect"] in order]
    lanes = sorted({(_side(r), order.index(r["effect"])) for r in placed})
    first = min((r["moment"] for r in placed), default=date(2000, 1, 1))
    days = max(((r["moment"] - first).days for r in placed), default=1) or 1
    spots, rows_of = _rows_of(placed, lanes, order, (width - 300) / days, first)
    figure = Sheet()
    for effect in order:
        mine = [(r, y) for r, y in zip(placed, spots, strict=True) if r["effect"] == effect]
        if not mine:
            continue
        style = look.series(order.index(effect))
        figure.add_scatter(
            x=[r["moment"].isoformat() for r, _ in mine], y=[y for _, y in mine], mode="markers+text", name=effect,
            text=["\u2002" + safe(sign_phrase(r)) for r, _ in mine], textposition="middle right", cliponaxis=False,
            textfont={"size": BODY, "color": look.text}, customdata=[r["claim_id"] for r, _ in mine],
            hovertext=[_claim_tip(r) for r, _ in mine], hoverinfo="text", selected={"marker": {"opacity": 1}},
            unselected={"marker": {"opacity": 1}, "textfont": {"color": look.text}},
            marker={"color": style.colour, "size": 10, "symbol": style.symbol, "line": {"color": style.colour, "width": 1}},
        )  # fmt: skip
    total = sum(rows_of)
    tall = total > TALL
    if tall and placed:  # the axis stands at the top as well, where the one at the foot is out of sight
        figure.add_scatter(x=[placed[0]["moment"].isoformat()], y=[0], xaxis="x2", mode="markers", marker={"opacity": 0}, hoverinfo="skip",
                           showlegend=False, name="axis at the top")  # fmt: skip
        figure.update_layout(xaxis2={**DATES, "tickmode": "auto", "nticks": 10, "overlaying": "x", "matches": "x", "side": "top", "ticks": "inside",
                                     "ticklabelposition": "inside"})  # fmt: skip
    starts = [sum(rows_of[:n]) for n in range(len(rows_of))]
    for start in starts[1:]:
        figure.add_shape(type="line", xref="paper", x0=0, x1=1, y0=start - 0.5, y1=start - 0.5, layer="below",
                         line={"color": look.grid, "width": 1})  # fmt: skip
    figure.update_layout(
        xaxis={**DATES, "nticks": 10},
        yaxis={"tickvals": [a + (n - 1) / 2 for a, n in zip(starts, rows_of, strict=True)],
               "range": [total - 0.4, -1.9 if tall else -0.6],
               "showgrid": False, "ticktext": [safe(cut(f"{side} – {order[e]}", 178)) for side, e in lanes]})  # fmt: skip
    framed(figure, words, look, height=10, width=width, left=190, right=70, top=26, bottom=TWO_LINES)
    figure.update_layout(height=max(total + 1.3 * tall, 4) * 26 + figure.around())
    told = sorted(placed, key=lambda r: r["moment"])
    alt = f"{words.title}. {count_phrase(len(placed), 'figure')}: " + "; ".join(
        f"{day_phrase(r['moment'])}: {claim_phrase(r)}" for r in told[:40]) + "."  # fmt: skip
    bars = _bars([(f"{day_phrase(r['moment'])}, {_side(r)}: {claim_phrase(r)}", r) for r in told])
    return Chart(figure.drawn(), words, alt, _twin(told), width, bars)


def _rows_of(placed: list[dict], lanes: list, order: list[str], scale: float, first: date) -> tuple[list[float], list[int]]:  # fmt: skip
    """The row of each figure, so that no figure hides another, and how many rows each lane takes."""
    spots, rows_of, start = [0.0] * len(placed), [], 0
    for side, effect in lanes:
        mine = [n for n, r in enumerate(placed) if (_side(r), order.index(r["effect"])) == (side, effect)]
        spans = []
        for n in mine:
            x = (placed[n]["moment"] - first).days * scale
            spans.append((x - 6, x + 18 + width_of(sign_phrase(placed[n]), BODY)))
        rows = pack(spans)
        for n, row in zip(mine, rows, strict=True):
            spots[n] = start + row
        rows_of.append(max(rows) + 1)
        start += rows_of[-1]
    return spots, rows_of


def shares(claims: pd.DataFrame, look: Look, words: Words, *, width: int = WIDTH) -> Chart:
    """Parts of a toll as stated, each with the number it is a part of."""
    rows = claims[claims["share"].notna()].sort_values("share", ascending=False).to_dict("records")
    labels = [known(r["group"]) or known(r["group_role"]) or "group not told" for r in rows]
    told = [f"{share_phrase(r, signs=True)} {_of(r)} – {known(r['claimed_by']) or NOBODY}, {dated_phrase(r)}" for r in rows]
    style = look.series(0)
    figure = Sheet()
    figure.add_bar(
        x=[r["share"] for r in rows], y=list(range(len(rows))), orientation="h", width=0.42, offset=0.02,
        marker={"color": style.colour}, customdata=[r["claim_id"] for r in rows], showlegend=False,
        hovertext=[_claim_tip(r) for r in rows], hoverinfo="text", **quiet())  # fmt: skip
    figure.add_scatter(x=[0.004] * len(rows), y=[n - 0.2 for n in range(len(rows))], mode="text", textposition="middle right",
                       text=[safe(cut(t, width - 280)) for t in told], hoverinfo="skip", showlegend=False, cliponaxis=False,
                       textfont={"size": SMALL, "color": look.text}, name="figures")  # fmt: skip
    figure.update_layout(
        xaxis={"range": [0, 1], "tickformat": ".0%", "nticks": 6, "showgrid": True},
        yaxis={"tickvals": list(range(len(rows))), "ticktext": [safe(cut(t, 184)) for t in labels], "showgrid": False, "ticklabelstandoff": 6,
               "range": [len(rows) - 0.3, -0.6]})  # fmt: skip
    framed(figure, words, look, height=10, width=width, left=210, right=24, top=6, bottom=36)
    figure.update_layout(height=max(len(rows), 2) * 52 + figure.around())
    alt = f"{words.title}. " + "; ".join(f"{a}: {b}" for a, b in zip(labels, told, strict=True)) + "."
    bars = tuple((f"{a}: {b}", float(r["share"]), float(r["share"])) for a, b, r in zip(labels, told, rows, strict=True))
    return Chart(figure.drawn(), words, alt, _twin(rows), width, bars)


def _of(row: dict[str, Any]) -> str:
    number = whole(row["denominator"])
    return f"of {number:,} {row['effect']}" if number is not None else f"of those {row['effect']}"


def _side(row: dict[str, Any]) -> str:
    return known(row["side"]) or known(row["group"]) or "side not told"


def _moment(row: dict[str, Any]) -> Any:
    """The day it tells of: of held and alive the as-of day, of the others the day of the event or period."""
    first = day(row["as_of_start"]) if row["effect"] in ("held", "alive") else None
    return first or day(row["period_start"]) or day(row.get("event_start")) or day(row["as_of_start"])


def _at(row: dict[str, Any]) -> int | None:
    return next((v for v in (whole(row[k]) for k in ("count", "low", "high")) if v is not None), None)


def _bars(named: list[tuple[str, dict[str, Any]]]) -> tuple[tuple[str, float, float], ...]:
    """The figures that have a number, from the lowest to the highest that is claimed."""
    spans = [(name, _at(r), whole(r["high"])) for name, r in named]
    return tuple((name, low, max(low, high or low)) for name, low, high in spans if low is not None)


def _claim_tip(row: dict[str, Any]) -> str:
    parts = [f"<b>{safe(claim_phrase(row))}</b>", safe(known(row["claimed_by"]) or NOBODY), safe(dated_phrase(row))]
    roles = row.get("roles")
    mediators = [r.removesuffix(" (mediator)") for r in roles if r.endswith(" (mediator)")] if roles is not None else []
    if mediators:
        parts.append(safe(f"mediated by {joined(mediators)}"))
    return "<br>".join([*parts, "", *(safe(t) for t in wrapped(str(row["sentence"])[:400], 380))])


def _twin(rows: list[dict[str, Any]]) -> pd.DataFrame:
    return pd.DataFrame([{"Figure": claim_phrase(r), "Claimed by": known(r["claimed_by"]) or NOBODY, "Dated": dated_phrase(r),
                          "Side": known(r["side"]) or "", "Status": r["status"], "Sentence": r["sentence"]} for r in rows])  # fmt: skip
