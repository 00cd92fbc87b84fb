"""When an undated article was published: each piece of evidence a bar of the days that it leaves, on one axis.

    >>> from timeline.charts.chart import Words
    >>> from timeline.charts.look import LOOKS
    >>> piece = {"kind": "event", "start": date(2019, 3, 13), "end": None, "dropped": False, "reason": "it tells of the flood",
    ...          "sentence": "The dam broke."}
    >>> inferred = (date(2019, 3, 13), date(2019, 3, 19))
    >>> evidence([piece], inferred, LOOKS["light"], Words("Published")).alt
    'Published. Inferred: 13 Mar 2019 to 19 Mar 2019. event: from 13 Mar 2019 on: it tells of the flood.'
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pandas as pd

from timeline.charts.chart import DATES, TWO_LINES, WIDTH, Chart, Words, framed, quiet
from timeline.charts.look import BODY, SMALL, Look, faded
from timeline.charts.sheet import Sheet
from timeline.charts.words import cut, safe, width_of, wrapped
from timeline.selection import day_phrase

__all__ = ["evidence"]

ROW = 58  # pixels: the reason, the sentence and the bar
AROUND = 0.6  # of the inferred interval's length, that the axis shows on each side
Days = tuple[date | None, date | None]


def evidence(pieces: Sequence[dict[str, Any]], inferred: Days, look: Look, words: Words, *, width: int = WIDTH) -> Chart:
    """The inferred days on top and a bar for each piece, `start` to `end` (inclusive; None: open, drawn to the edge). A
    piece that gave way is hatched. `pieces` hold kind, start, end, dropped, reason and sentence."""
    rows = [{"kind": "published", "start": inferred[0], "end": inferred[1], "dropped": False, "reason": "what all of it leaves",
             "sentence": ""}, *pieces]  # fmt: skip
    low, high = _range(rows, inferred)
    figure = Sheet()
    for place, row in enumerate(rows):
        begin = max(row["start"] or low, low)
        end = min(row["end"] or high, high) + timedelta(days=1)
        colour = look.accent if place == 0 else look.series(0).colour
        figure.add_bar(
            base=[begin.isoformat()], x=[max((end - begin).days, 1) * 86_400_000], y=[place], orientation="h", width=0.2, offset=0.2,
            showlegend=False, name=row["kind"], hovertext=[_tip(row)], hoverinfo="text",
            marker={"color": faded(colour, 0.15 if row["dropped"] else 1 if place == 0 else 0.65),
                    "line": {"color": colour, "width": 1},
                    "pattern": {"shape": "/" if row["dropped"] else "", "fgcolor": colour, "fillmode": "overlay"}},
            **quiet())  # fmt: skip
    labels = [row["kind"] + (" (set aside)" if row["dropped"] else "") for row in rows]
    figure.update_layout(
        barmode="overlay",
        xaxis={**DATES, "nticks": 7, "showgrid": True,
               "range": [low.isoformat(), (high + timedelta(days=1)).isoformat()]},
        yaxis={"showticklabels": False, "showgrid": False, "ticks": "", "range": [len(rows) - 0.45, -0.5]})  # fmt: skip
    for place, (label, row) in enumerate(zip(labels, rows, strict=True)):
        figure.add_annotation(text=_beside(label, row, look, width - 40), x=0, y=place + 0.16, xref="paper", xanchor="left", yanchor="bottom",
                              align="left", showarrow=False, font={"size": BODY, "color": look.text})  # fmt: skip
    framed(figure, words, look, height=10, width=width, left=16, right=16, top=0, bottom=TWO_LINES)
    figure.update_layout(height=len(rows) * ROW + figure.around())
    told = "; ".join(f"{label}: {_days(row)}: {row['reason']}" for label, row in zip(labels[1:], rows[1:], strict=True))
    twin = pd.DataFrame([{"Evidence": label, "Leaves": _days(row), "Reason": row["reason"], "Sentence": row["sentence"]}
                         for label, row in zip(labels[1:], rows[1:], strict=True)])  # fmt: skip
    return Chart(figure.drawn(), words, f"{words.title}. Inferred: {_days(rows[0])}. {told}.", twin, width)


def _beside(label: str, row: dict[str, Any], look: Look, pixels: float) -> str:
    """What stands over a bar: what it rests on, and below it the sentence."""
    reason = f"<b>{safe(label.capitalize())}</b>: " + safe(cut(row["reason"], pixels - width_of(label) - 20))
    if not row["sentence"]:
        return reason
    sentence = safe(cut(f"“{row['sentence']}”", pixels, SMALL))
    return f'{reason}<br><span style="font-size:{SMALL}px;font-style:italic;color:{look.muted}">{sentence}</span>'


def _range(rows: Sequence[dict[str, Any]], inferred: Days) -> tuple[date, date]:
    """The days of the axis: the inferred ones with room on each side, or all that are told where one side is open."""
    days = [d for d in inferred if d] or [d for row in rows for d in (row["start"], row["end"]) if d] or [date(2000, 1, 1)]
    first, last = min(days), max(days)
    room = timedelta(days=max(10, int((last - first).days * AROUND)))
    return first - min(room, first - date.min), last + min(room, date.max - last - timedelta(days=1))


def _days(row: dict[str, Any]) -> str:
    start, end = row["start"], row["end"]
    if start and end:
        return day_phrase(start) if start == end else f"{day_phrase(start)} to {day_phrase(end)}"
    return f"from {day_phrase(start)} on" if start else f"up to {day_phrase(end)}" if end else "not known"


def _tip(row: dict[str, Any]) -> str:
    lines = [f"<b>{safe(_days(row))}</b>", *(safe(t) for t in wrapped(row["reason"], 380))]
    return "<br>".join([*lines, *(["", *(safe(t) for t in wrapped(row["sentence"][:400], 380))] if row["sentence"] else [])])
