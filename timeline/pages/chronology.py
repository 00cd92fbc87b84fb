"""The first page: the timeline of the selected events, and the brush that chooses a period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from timeline import questions
from timeline.charts.chart import Chart, Words
from timeline.charts.chronology import timeline
from timeline.charts.density import brush, density, step_for
from timeline.pages import data, exports, filters, frame, markers, panel
from timeline.selection import Filters, count_phrase, day_phrase, period_phrase, when_phrase
from timeline.view import View

MOST_DRAWN = 2000
LANES = {"packed": "Packed", "type": "By type", "actor": "By actor", "place": "By place", "publisher": "By publisher"}
COLUMNS = {"type": "event_type", "actor": "actors", "place": "places", "publisher": "publishers"}
MOST_LANES = 12
LEFT_OUT = (0.0, 0.01, 0.02)  # the share of events before the period that holds 98 % of them
STRETCHED = 1.5
ABOVE, BELOW = 112, 128  # pixels of the heading, and of the brush

Period = tuple[dt.date, dt.date]


def show() -> None:
    opened = filters.opening("timeline", "Timeline", beside=_beside)
    if opened is None:
        return
    view, source, counts = opened
    drawn = picture(source, view, counts, width=frame.room(), height=frame.tall(500, other=ABOVE + BELOW))
    frame.chart(drawn, "chart.timeline", on_select=_chosen, selection_mode="points")
    _brush(source, view, drawn)
    exports.offer(source, view, ("events", "casualties", "articles"), drawn)
    exports.twin(drawn, each=partial(_each, source, view))
    if view.event:
        panel.show(source, view.event)


def picture(source: data.Source, view: View, counts: dict[str, int], *, height: int = 500, width: int = 980,
            grows: bool = True) -> Chart:  # fmt: skip
    """The timeline of a view: single events, or a heatmap where they are too many."""
    period = shown_period(source, view.filters, every=view.range == "all")
    said = words(source, view, counts, period)
    look = frame.look(view)
    if counts["selected"] > MOST_DRAWN:
        return _crowd(source, view, period, said, width, chosen=grows)
    events = data.events(source, view.filters, limit=MOST_DRAWN)
    groups = _groups(events, view.lanes)
    reference = markers.within(period, events["start"]) if period and view.reference == "shown" else None
    return timeline(events, look, said, period=period, groups=groups, reference=reference, height=height,
                    width=width, grows=grows)  # fmt: skip


def shown_period(source: data.Source, chosen: Filters, *, every: bool = True) -> Period | None:
    """The period that was chosen, else one that fits the events that last under a year; without `every`, the one that
    holds 98 % of them, where a few others would make the axis half as long again."""
    where, params = chosen.where("facts")
    cuts = ", ".join(f"""quantile_disc("start", {low}) FILTER (WHERE short) AS l{n}, quantile_disc("end", {low + 0.98}) FILTER
        (WHERE short) AS h{n}""" for n, low in enumerate(LEFT_OUT))  # fmt: skip
    found = data.ask(source, f"""SELECT min("start") AS a, max("end") AS b, min("start") FILTER (WHERE short) AS c,
        max("end") FILTER (WHERE short) AS d, {cuts} FROM (SELECT "start", "end", coalesce("end" - "start" < 365, false) AS short
        FROM facts WHERE {where})""", params)  # fmt: skip
    a, b, c, d, *bulk = (None if pd.isna(v) else pd.Timestamp(v).date() for v in found.iloc[0])
    if not every and c and d and not (chosen.start or chosen.end):
        left, right = min(zip(bulk[::2], bulk[1::2], strict=True), key=lambda p: p[1] - p[0])  # type: ignore[operator]
        if (d - c) > (right - left) * STRETCHED:  # type: ignore[operator]
            return left, right  # type: ignore[return-value]
    first, last = chosen.start or c or a or b, chosen.end or d or b or a
    return None if first is None or last is None else (first, max(first, last))


def _outside(source: data.Source, view: View) -> None:
    """How many events the first period leaves out, and the way to them."""
    most, whole = shown_period(source, view.filters, every=False), shown_period(source, view.filters)
    if most is None or most == whole:
        return
    if view.range == "all":
        st.button("Show most events", key="range", type="tertiary", on_click=frame.change, kwargs={"range": "most"},
                  help="Draw the period that holds 98 % of the events")  # fmt: skip
        return
    beyond = outside(source, view.filters, most)
    if sum(beyond):
        st.button(f"{sum(beyond):,} not drawn – show", key="range", type="tertiary", on_click=frame.change,
                  kwargs={"range": "all"}, help=f"{outside_words(beyond, most)} not drawn".capitalize())  # fmt: skip


def outside(source: data.Source, chosen: Filters, period: Period) -> tuple[int, int]:
    """How many selected events ended before and began after a period."""
    where, params = chosen.where("facts")
    found = data.ask(source, f"""SELECT count(*) FILTER (WHERE "end" < ?) AS before, count(*) FILTER
        (WHERE "start" > ?) AS after FROM facts WHERE {where}""", [*period, *params])  # fmt: skip
    return int(found.before[0]), int(found.after[0])


def outside_words(beyond: tuple[int, int], period: Period) -> str:
    """
    >>> outside_words((2, 0), (dt.date(2023, 10, 7), dt.date(2025, 1, 1)))
    '2 events before 7 Oct 2023'
    """
    before, after = beyond
    told = [f"{count_phrase(before, 'event')} before {day_phrase(period[0])}"] if before else []
    told += [f"{count_phrase(after, 'event')} after {day_phrase(period[1])}"] if after else []
    return " and ".join(told)


def _crowd(source: data.Source, view: View, period: Period | None, said: Words, width: int, *, chosen: bool) -> Chart:
    first, last = period or (dt.date(2000, 1, 1), dt.date(2000, 12, 31))
    step = step_for(first, last)
    column = COLUMNS.get(view.lanes, "event_type")
    told, params = questions.values(view.filters, column)
    found = data.ask(source, f"""WITH told AS ({told}) SELECT value::VARCHAR AS row, date_trunc('{step}', "start") AS bin,
        count(*) AS n FROM told WHERE "start" BETWEEN ? AND ? AND value IN (SELECT value FROM told GROUP BY value
        ORDER BY count(*) DESC, value LIMIT {MOST_LANES}) GROUP BY ALL ORDER BY bin, row""", [*params, first, last])  # fmt: skip
    note = f"Each cell counts the events that begin in one {step}."
    note += " Choose a cell, or sweep over the bars below, for the single events." if chosen else ""
    return density(found, frame.look(view), Words(said.title, said.subtitle, f"{note}\n{said.note}"), step=step,
                   width=width)  # fmt: skip


def _groups(events: pd.DataFrame, lanes: str) -> list[tuple[str, list[int]]]:
    """Swimlanes: the values told most often, each with its rows, and one lane for the rest."""
    if lanes == "packed":
        return []
    column = events[COLUMNS[lanes]]
    found: dict[str, list[int]] = {}
    for number, values in enumerate(column):
        for value in [values] if isinstance(values, str) else values:
            found.setdefault(value, []).append(number)
    top = sorted(found, key=lambda v: (-len(found[v]), v))[:MOST_LANES]
    held = {n for v in top for n in found[v]}
    rest = [n for n in range(len(events)) if n not in held]
    out = [(v.replace("_", " ") if lanes == "type" else v, found[v]) for v in top]
    return [*out, ("rarer types" if lanes == "type" else f"no or other {lanes}", rest)] if rest else out


def words(source: data.Source, view: View, counts: dict[str, int], period: Period | None) -> Words:
    """The default title, subtitle and note of the picture."""
    covered = data.coverage(source, view.filters)
    chosen = view.filters.without("start").without("end").without("inside").without("undated")
    title = chosen.sentence() + (f", {period_phrase(*period)}" if period else "")
    subtitle = count_phrase(counts["selected"], "event")
    by = f"by {count_phrase(covered['publishers'], 'publisher')}" if covered["publishers"] else "whose publishers are not stated"
    subtitle += f" told in {count_phrase(covered['articles'], 'article')} {by}" if covered["articles"] else ""
    if counts["aside"]:
        subtitle += f"; {counts['aside']:,} undated not shown"
    if period and sum(beyond := outside(source, view.filters, period)):
        subtitle += f"; {outside_words(beyond, period)} not drawn"
    note = data.origin(source, view.filters)
    return Words(view.title or title, view.subtitle or subtitle, f"Shown: {title}.\n{note}" if view.title else note)


def _beside(source: data.Source, view: View) -> None:
    """Beside the heading: what is not drawn, and how the events are laid out."""
    _outside(source, view)
    st.space("stretch")
    reference_toggle(view)
    st.session_state["s.lanes"] = view.lanes
    st.segmented_control("Lanes", list(LANES), key="s.lanes", format_func=LANES.__getitem__, required=True,
                         label_visibility="collapsed", on_change=_set, args=("lanes",))  # fmt: skip


def _set(name: str) -> None:
    frame.change(**{name: st.session_state[f"s.{name}"]})


def reference_toggle(view: View) -> None:
    """Whether reference events stand over the chart."""
    st.session_state["s.reference"] = view.reference == "shown"
    st.toggle("Reference events", key="s.reference", on_change=_set_reference)


def _set_reference() -> None:
    frame.change(reference="shown" if st.session_state["s.reference"] else "hidden")


def _brush(source: data.Source, view: View, over: Chart) -> None:
    """All events that pass the other filters, over all time or, as the chart above, over the time of most of them."""
    anywhen = view.filters.without("start").without("end").without("inside").without("undated")
    whole = shown_period(source, anywhen, every=view.range == "all")
    if whole is None or whole[0] == whole[1]:
        return
    if (view.filters.start or view.filters.end) and (shown := shown_period(source, view.filters)):
        whole = min(whole[0], shown[0]), max(whole[1], shown[1])
    step = step_for(*whole, bins=160)
    where, params = anywhen.where("facts")
    found = data.ask(source, f"""SELECT date_trunc('{step}', "start") AS bin, count(*) AS n FROM facts
        WHERE {where} AND "start" BETWEEN ? AND ? GROUP BY bin ORDER BY bin""", [*params, *whole])  # fmt: skip
    chosen = view.filters.start or view.filters.end
    figure = brush(found, frame.look(view), step=step, chosen=shown_period(source, view.filters) if chosen else None, under=over)
    st.plotly_chart(frame.once(figure, "select"), key="chart.brush", theme=None, on_select=_swept, selection_mode="box",
                    config={"displayModeBar": False, "doubleClick": False},
                    alt=f"Events per {step} over all time; sweep over a stretch to choose the period. The fields From and To "
                        "do the same.")  # fmt: skip


def _swept() -> None:
    _period_of(st.session_state["chart.brush"].selection)


def _each(source: data.Source, view: View) -> None:
    """The events that are drawn, to be opened by their names: marks of a chart are beyond the reach of the keyboard."""
    events = data.events(source, view.filters, limit=MOST_DRAWN)
    names = {row.event_id: f"{when_phrase(row.when, inferred=row.inferred)}: {row.title or 'untitled'}" for row in events.itertuples()}
    frame.opening("event", "Open an event", names)


def _chosen() -> None:
    """A mark that was clicked opens its event; a cell of the heatmap becomes the period."""
    chosen: Any = st.session_state["chart.timeline"].selection
    if not _period_of(chosen) and chosen.points and (event := chosen.points[0].get("customdata")):
        frame.change(event=event if isinstance(event, str) else event[0])


def opens(key: str) -> Callable[[], None]:
    """For a chart where a mark that is clicked shows its event on the first page."""

    def chosen() -> None:
        points = st.session_state[key].selection.points
        if points and isinstance(event := points[0].get("customdata"), str):
            frame.change(event=event)
            st.session_state["go"] = "timeline"

    return chosen


def _period_of(chosen: Any) -> bool:
    """Whether the gesture named a period, which then is the filter."""
    days: list[str] = []
    if chosen.box and chosen.box[0].get("x"):
        days = sorted(str(x)[:10] for x in chosen.box[0]["x"])
    elif chosen.points and isinstance(chosen.points[0].get("customdata"), list) and len(chosen.points[0]["customdata"]) == 2:
        days = chosen.points[0]["customdata"]
    if not days:
        return False
    frame.narrow(start=dt.date.fromisoformat(days[0]), end=dt.date.fromisoformat(days[-1]))
    return True
