"""The sidebar of filters with live counts, the line of what is left, and the removable chips."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from timeline.pages import data, frame, shelf, start
from timeline.selection import FIELDS, Field, Filters, count_phrase, value_phrase
from timeline.view import View

FIRST = ("types", "actors", "places", "publishers")
BY_NAME = {f.name: f for f in FIELDS}
MORE = ("claimed_by", "effects", "status", "certainty", "date_known")


def sidebar(source: data.Source, view: View) -> None:
    """Every filter; a change is in the URL and on the page at once."""
    fields(view)
    values(source, view)


def fields(view: View) -> None:
    """The filters that are drawn without a question to the tables."""
    filters = view.filters
    with st.sidebar:
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.subheader("Filters", anchor=False)
            st.button("Reset", key="reset", type="tertiary", on_click=frame.change, kwargs={"filters": Filters()},
                      disabled=filters == Filters())  # fmt: skip
        _keep("text", filters.text)
        st.text_input("Words", key="f.text", placeholder="in titles and sentences", on_change=_take, args=("text",))
        for name in ("start", "end"):
            _day(name, filters)


def values(source: data.Source, view: View) -> None:
    """The filters whose values are counted, below the `fields`."""
    filters = view.filters
    with st.sidebar:
        found = data.facets(source, filters, [BY_NAME[name] for name in FIRST])
        for name in FIRST:
            _values(filters, BY_NAME[name], found[name])
        if len(filters.actors) > 1:
            _keep("every_actor", filters.every_actor)
            st.toggle("All of these actors", key="f.every_actor", on_change=_take, args=("every_actor",))
        chosen = sum(bool(getattr(filters, n)) for n in (*MORE, "published_after", "published_before", "publishers_at_least"))
        with st.expander("More filters" + (f" ({chosen})" if chosen else ""), key="more", on_change="rerun") as more:
            if more.open or chosen:
                _more(source, filters)
        shelf.offer(view)


def _more(source: data.Source, filters: Filters) -> None:
    found = data.facets(source, filters, [BY_NAME[name] for name in MORE])
    for name in MORE:
        _values(filters, BY_NAME[name], found[name])
    for name in ("published_after", "published_before"):
        _day(name, filters)
    _keep("publishers_at_least", filters.publishers_at_least)
    st.number_input("At least this many publishers", min_value=0, step=1, key="f.publishers_at_least", on_change=_take,
                    args=("publishers_at_least",))  # fmt: skip
    if filters.start or filters.end:
        for name in ("inside", "undated"):
            _keep(name, getattr(filters, name))
            st.toggle(BY_NAME[name].label, key=f"f.{name}", on_change=_take, args=(name,))


def _values(filters: Filters, field: Field, counts: list[tuple[str, int]]) -> None:
    found = dict(counts)
    chosen = list(getattr(filters, field.name))
    options = list(dict.fromkeys([*chosen, *found]))
    if not options:
        return
    _keep(field.name, chosen)
    st.multiselect(field.label, options, key=f"f.{field.name}", on_change=_take, args=(field.name,), placeholder="any",
                   format_func=lambda v: f"{value_phrase(field.name, v)} ({found.get(v, 0):,})", select_all=False)  # fmt: skip


def _day(name: str, filters: Filters) -> None:
    _keep(name, getattr(filters, name))
    st.date_input(BY_NAME[name].label, value=None, key=f"f.{name}", format="YYYY-MM-DD", on_change=_take, args=(name,),
                  min_value="0001-01-01", max_value="9999-12-31")  # fmt: skip


def _keep(name: str, value: object) -> None:
    """The widget shows what the view holds, wherever it was changed."""
    st.session_state[f"f.{name}"] = value


def _take(name: str) -> None:
    value = st.session_state[f"f.{name}"]
    frame.narrow(**{name: tuple(value) if isinstance(value, list) else value})


def opening(path: str, title: str, *, beside: Callable[[data.Source, View], None] | None = None) -> tuple[View, data.Source, dict[str, int]] | None:  # fmt: skip
    """How a page of events begins: the view, the sidebar and the heading; None where no event is left to show, which the
    page then has said."""
    view = frame.begin(path)
    source = start.ready()
    fields(view)
    counts = heading(title, source, view, beside=beside)
    if not counts["selected"]:
        start.nothing_left(counts["total"])
        return None
    return view, source, counts


def heading(title: str, source: data.Source, view: View, *, beside: Callable[[data.Source, View], None] | None = None) -> dict[str, int]:
    """The page's title, how many events are left and set aside, what stands `beside` them, and the chips; returns the
    counts."""
    filters, counts = view.filters, data.counts(source, view.filters)
    shown = f"{counts['selected']:,} of {count_phrase(counts['total'], 'event')}"
    if counts["undated"]:
        shown += f", {counts['undated']:,} of them undated"
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.title(title, anchor=False, width="content")
        st.html(f'<p class="t-count" aria-live="polite">{shown}</p>', width="content")
        values(source, view)  # the slower part: the number above is on its way by now
        if counts["aside"]:
            st.button(f"{counts['aside']:,} undated not shown – show", key="show-undated", type="tertiary",
                      on_click=frame.narrow, kwargs={"undated": True})  # fmt: skip
        if beside is not None and counts["selected"]:
            beside(source, view)
    if filters != Filters():
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            for number, (words, rest) in enumerate(filters.chips()):
                st.button(frame.plain(words), icon=":material/close:", icon_position="right", key=f"chip.{number}",
                          on_click=frame.change, kwargs={"filters": rest}, help="Remove this filter")  # fmt: skip
            st.html(f'<span class="t-small">{frame.escaped(filters.sentence(counts["selected"]))}</span>', width="content")
    return counts
