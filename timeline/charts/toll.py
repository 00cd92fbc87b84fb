"""The running toll: one series at a time, a line for each claimant, every figure with its bound and its day.

    >>> split([date(2024, 1, 1), date(2024, 1, 20), date(2024, 3, 1)])
    [[0, 1], [2]]

A series is one effect, group, place, basis and start of period, so that no line ever mixes figures that count
different things. Where two figures of a claimant lie more than a month apart, nothing is drawn between them.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from datetime import date
from typing import Any

import pandas as pd

from timeline.charts.around import REFERENCE_ROW, Axis, add_reference_over, reference_rows
from timeline.charts.chart import DATES, TWO_LINES, WIDTH, Chart, Words, framed, quiet
from timeline.charts.figures import claim_phrase, dated_phrase, day, known, sign_phrase, whole
from timeline.charts.look import BODY, Look, faded
from timeline.charts.sheet import Sheet
from timeline.charts.words import cut, joined, safe, wrapped
from timeline.selection import count_phrase, day_phrase

__all__ = ["GAP_DAYS", "split", "toll"]

GAP_DAYS = 31
LEFT, ENDS = 64, 150  # pixels at the left for numbers, at the right for the names of claimants
FEW = 8  # figures of one line that are all written out
NOBODY = "no claimant named"
DASHES = ("solid", "dash", "dot", "dashdot", "longdash")
MARKS = {"exact": "circle", "at_least": "triangle-up", "more_than": "star-triangle-up", "about": "diamond", "almost": "diamond",
         "up_to": "triangle-down", "less_than": "star-triangle-down", "range": "line-ew", "vague": "line-ew"}  # fmt: skip


def split(days: Sequence[date]) -> list[list[int]]:
    """The indices of ascending days in runs without a gap of more than a month."""
    runs: list[list[int]] = []
    for number, moment in enumerate(days):
        if runs and (moment - days[number - 1]).days <= GAP_DAYS:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def toll(claims: pd.DataFrame, look: Look, words: Words, *, log: bool = False, reference: pd.DataFrame | None = None,
         reference_name: str = "", events: pd.DataFrame | None = None, height: int = 460, width: int = WIDTH) -> Chart:  # fmt: skip
    """The dated claims of one series (rows of the table of casualties). `reference` has `day` and `count`, drawn under
    the claims; `events` has `day`, `label` and `weight`, markers over them."""
    dated = claims[claims["as_of_start"].notna()].copy()
    dated["claimed_by"] = dated["claimed_by"].fillna(NOBODY)
    figure = Sheet()
    if reference is not None:
        figure.add_scatter(x=[d.isoformat() for d in reference["day"]], y=reference["count"].tolist(), mode="lines", name=safe(cut(reference_name, 400)),
                           line={"color": look.axis, "width": 5}, opacity=0.5, hoverinfo="text", showlegend=True,
                           hovertext=[f"{safe(reference_name)}<br>{day_phrase(d)}: {n:,}" for d, n in
                                      zip(reference["day"], reference["count"], strict=True)])  # fmt: skip
    latest = []
    order = dated["claimed_by"].value_counts().index
    ends: list[tuple[dict[str, Any], str, str]] = []
    for number, claimant in enumerate(order):
        rows = _points(dated[dated["claimed_by"] == claimant])
        _line(figure, rows, claimant, number, look)
        latest.append((claimant, rows[-1]))
        ends.append((rows[-1], claimant, look.series(number).colour))
    beside = [] if reference is None else [*reference["count"]]
    top = max([float(v) for v in [*dated["count"], *dated["high"], *dated["low"], *beside] if not pd.isna(v)] or [1.0])
    shown = _range(dated, reference)
    figure.update_layout(
        xaxis={**DATES, "nticks": 10, "range": shown},
        yaxis={"type": "log" if log else "linear", "tickformat": ",d", "rangemode": "tozero", "nticks": 7,
               **({"dtick": 1} if log else {"range": [0, top * 1.12]})})  # fmt: skip
    under = "" if reference is None else f"Grey line: {reference_name}, {count_phrase(len(reference), 'row')} of a file laid under the claims."
    note = "\n".join(t for t in (_key(dated), under, words.note) if t)
    framed(figure, Words(words.title, words.subtitle, note), look, height=height, width=width, left=LEFT, right=ENDS,
           top=26 if reference is not None else 10, bottom=TWO_LINES)  # fmt: skip
    figure.update_layout(showlegend=reference is not None)
    share = _add_events(figure, events, look, shown, width)
    _name_ends(figure, ends, look, log=log, share=share)
    alt = f"{words.title}. {words.subtitle}. {under} " + " ".join(
        f"{who}: latest dated {sign_phrase(row)}, {dated_phrase(row)}." for who, row in latest)  # fmt: skip
    return Chart(figure.drawn(), words, alt, _twin(dated), width)


def _add_events(figure: Sheet, events: pd.DataFrame | None, look: Look, shown: list[str] | None, width: int) -> float:
    """Markers of reference events above the figures; returns the share of the plot's height that is left for the figures."""
    if events is None or shown is None:
        return 1.0
    first, last = (_ordinal(text) for text in shown)
    axis = Axis(first, last, width - LEFT - ENDS)
    rows, refs = reference_rows(events, axis, beyond=ENDS - 16)
    if not rows:
        return 1.0
    share = 1 - (rows * REFERENCE_ROW + 8) / (figure.layout["height"] - figure.around())
    figure.update_layout(yaxis={"domain": [0, share]})
    add_reference_over(figure, refs, look, axis, share)
    return share


def _ordinal(text: str) -> float:
    """A moment of the axis as a day with its fraction."""
    moment = pd.Timestamp(text)
    return moment.toordinal() + (moment - moment.normalize()) / pd.Timedelta(days=1)


def _points(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """A claimant's figures by day; the same figure of the same day told by several articles is one point."""
    found: dict[Hashable, dict[str, Any]] = {}
    for row in rows.sort_values(["as_of_start", "count"]).to_dict("records"):
        key = (day(row["as_of_start"]), day(row["as_of_end"]), whole(row["count"]), whole(row["low"]), whole(row["high"]),
               row["bound"])  # fmt: skip
        seen = found.setdefault(key, row | {"articles": 0})
        seen["articles"] += 1
    return list(found.values())


def _line(figure: Sheet, rows: list[dict[str, Any]], claimant: str, number: int, look: Look) -> None:
    style, group = look.series(number), f"c{number}"
    with_number = [r for r in rows if _value(r) is not None]
    xs: list[str | None] = []
    ys: list[float | None] = []
    for run in split([_day_of(r) for r in with_number]):
        xs += [_day_of(with_number[i]).isoformat() for i in run] + [None]
        ys += [_value(with_number[i]) for i in run] + [None]
    figure.add_scatter(x=xs, y=ys, mode="lines", legendgroup=group, showlegend=False, hoverinfo="skip", name=safe(claimant),
                       line={"color": style.colour, "width": 2, "shape": "hv", "dash": DASHES[number % len(DASHES)]})  # fmt: skip
    alone = [with_number[run[0]] for run in split([_day_of(r) for r in with_number]) if len(run) == 1]
    stems = [(d, v) for r in alone for d, v in ((_day_of(r).isoformat(), 0), (_day_of(r).isoformat(), _value(r)), (None, None))]
    figure.add_scatter(x=[d for d, _ in stems], y=[v for _, v in stems], mode="lines", legendgroup=group, showlegend=False,
                       hoverinfo="skip", name="to the axis", line={"color": faded(style.colour, 0.3), "width": 2})  # fmt: skip
    for row in rows:
        low, high = whole(row["low"]), whole(row["high"])
        if row["bound"] in ("range", "vague") and low is not None and high is not None:
            x = _day_of(row).isoformat()
            figure.add_scatter(x=[x, x], y=[low, high], mode="lines", legendgroup=group, showlegend=False, name="low to high",
                               line={"color": faded(style.colour, 0.45), "width": 9}, hoverinfo="skip")  # fmt: skip
    old = {r["supersedes"] for r in rows if known(r.get("supersedes"))}
    figure.add_scatter(
        x=[_day_of(r).isoformat() for r in rows], y=[_middle(r) for r in rows], mode="markers", name=safe(claimant),
        legendgroup=group, showlegend=False, customdata=[r["claim_id"] for r in rows], hoverinfo="text", hovertext=[_tip(r, claimant) for r in rows],
        cliponaxis=False,
        marker={"color": style.colour, "size": 9, "opacity": [0.35 if r["claim_id"] in old else 1 for r in rows],
                "symbol": [MARKS[r["bound"]] + ("" if r["as_of_basis"] == "stated" else "-open") for r in rows],
                "line": {"color": style.colour, "width": 1.5}}, **quiet())  # fmt: skip
    figure.add_scatter(  # of their own, so that a figure keeps clear of its mark
        x=[_day_of(r).isoformat() for r in rows], y=[_middle(r) for r in rows], mode="markers+text", name="figures", hoverinfo="skip",
        legendgroup=group, showlegend=False, text=[_label(r, i == len(rows) - 1, len(rows)) for i, r in enumerate(rows)],
        textposition=["top center" if _value(r) is not None else "middle right" for r in rows],
        textfont={"size": BODY, "color": look.text}, cliponaxis=False, marker={"size": 15, "opacity": 0},
        selected={"marker": {"opacity": 0}}, unselected={"marker": {"opacity": 0}, "textfont": {"color": look.text}})  # fmt: skip


def _day_of(row: dict[str, Any]) -> date:
    found = day(row["as_of_end"]) or day(row["as_of_start"])
    assert found is not None
    return found


def _value(row: dict[str, Any]) -> float | None:
    return whole(row["count"])


def _middle(row: dict[str, Any]) -> float | None:
    """Where the mark stands: at the figure; of a range, at its low end, which is claimed, not at a middle that is not."""
    count, low, high = (whole(row[k]) for k in ("count", "low", "high"))
    return next((v for v in (count, low, high) if v is not None), None)


def _label(row: dict[str, Any], last: bool, count: int) -> str:
    """The figure where few stand, or the sign of its bound where they are many; the last one stands at the line's end."""
    if last:
        return ""
    sign = sign_phrase(row)
    if count <= FEW or row["bound"] in ("range", "vague"):
        return safe(sign)
    return safe(sign[0]) if sign[:1] in "≥>~≤<" else ""


def _name_ends(figure: Sheet, ends: list[tuple[dict[str, Any], str, str]], look: Look, *, log: bool, share: float) -> None:
    """Each claimant beside its last figure; those that end near each other are moved apart."""
    layout = figure.layout
    pixels = (layout["height"] - figure.around()) * share
    low, high = layout["yaxis"].get("range", (0, 1))
    newest = max((_day_of(row) for row, *_ in ends), default=None)
    below: list[float] = []
    for row, name, colour in sorted(ends, key=lambda e: -(_middle(e[0]) or 0)):
        value = _middle(row)
        if value is None:
            continue
        lines = [*wrapped(name, ENDS - 24)[:3]]
        text = f"<b>{safe(sign_phrase(row))}</b><br>" + "<br>".join(f'<span style="color:{colour}">▪</span> {safe(t)}' if n == 0 else safe(t)
                                                                   for n, t in enumerate(lines))  # fmt: skip
        tall = (len(lines) + 1) * BODY * 1.35
        shift, ends_last = 0.0, _day_of(row) == newest
        if not log and ends_last:
            at = (value - low) / (high - low) * pixels
            free = min([at, *(b - tall / 2 for b in below)])
            shift = free - at
            below.append(free - tall / 2 - 2)
        figure.add_annotation(x=_day_of(row).isoformat(), y=math.log10(max(value, 1)) if log else value, xanchor="left",
                              yanchor="middle" if ends_last else "top",  # below its end, where other lines rise past it
                              align="left", text=text, showarrow=False, xshift=10, yshift=shift, bgcolor=faded(look.paper, 0.8),
                              font={"size": BODY, "color": look.text})  # fmt: skip


def _tip(row: dict[str, Any], claimant: str) -> str:
    told = count_phrase(row["articles"], "claim")
    return (f"<b>{safe(claim_phrase(row))}</b><br>{safe(claimant)}<br>{safe(dated_phrase(row))}; {told}<br><br>"
            + "<br>".join(safe(t) for t in wrapped(str(row["sentence"])[:400], 380)))  # fmt: skip


def _range(dated: pd.DataFrame, reference: pd.DataFrame | None) -> list[str] | None:
    days = [pd.to_datetime(dated["as_of_start"]), pd.to_datetime(dated["as_of_end"])]
    if reference is not None:
        days.append(pd.to_datetime(reference["day"]))
    every = pd.concat(days).dropna()
    if every.empty:
        return None
    pad = max((every.max() - every.min()) * 0.03, pd.Timedelta(days=3))
    return [(every.min() - pad).isoformat(), (every.max() + pad).isoformat()]


def _key(dated: pd.DataFrame) -> str:
    bounds = set(dated["bound"])
    parts = [f"{sign} {name.replace('_', ' ')}" for name, sign in (("at_least", "≥"), ("more_than", ">"), ("about", "~"),
             ("up_to", "≤"), ("less_than", "<")) if name in bounds]  # fmt: skip
    if (dated["as_of_basis"] != "stated").any():
        parts.append("hollow: dated by publication, the text states no day")
    if bounds & {"range", "vague"}:
        parts.append("band: low to high")
    parts.append("no line over gaps of more than 31 days")
    claimants = joined([cut(c, 160) for c in dated["claimed_by"].value_counts().index])
    return f"{'; '.join(parts)}.\nClaimed by {claimants}: {count_phrase(len(dated), 'claim')} in " \
           f"{count_phrase(dated['article_id'].nunique(), 'article')}."  # fmt: skip


def _twin(dated: pd.DataFrame) -> pd.DataFrame:
    rows = dated.sort_values(["as_of_start", "claimed_by"]).to_dict("records")
    return pd.DataFrame([{"As of": dated_phrase(r), "Figure": claim_phrase(r), "Claimed by": r["claimed_by"],
                          "Sentence": r["sentence"]} for r in rows])  # fmt: skip
