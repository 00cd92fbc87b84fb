"""The form for a reference series: a CSV of somebody's daily figures, laid under the running toll of this session."""

from __future__ import annotations

import streamlit as st

from timeline.charts.given import Given, GivenError, columns, guess, series
from timeline.pages import frame
from timeline.selection import count_phrase

SHOWN = 50  # problems listed on the page
HELD = "given"  # the file as it was dropped: its name and its text


def current() -> tuple[str, Given] | None:
    """The series that is to be drawn, with its name; None where there is none or its mistakes are not settled."""
    held = st.session_state.get(HELD)
    if held is None or not held.get("day"):
        return None
    try:
        found = series(held["text"], held["day"], held["count"])
    except GivenError:
        return None
    if found.rows.empty or (found.problems and not held["rest"]):
        return None
    return held["title"] or held["name"], found


def form() -> None:
    """The file, its columns, what is wrong with its rows, and whether the others are drawn all the same."""
    held = st.session_state.get(HELD)
    with st.expander("Lay a series of your own under it" if held is None else f"Laid under it: {frame.plain(held['title'] or held['name'])}",
                     icon=":material/stacked_line_chart:", key="given.form"):  # fmt: skip
        if held is None:
            st.file_uploader("A CSV with a day and a cumulative count in each row", type=["csv", "tsv", "txt"], key="given.file",
                             on_change=_take, max_upload_size=5)  # fmt: skip
            frame.small("It lives in this session alone and is in no link.")
            if said := st.session_state.pop("given.said", ""):
                st.error(frame.plain(said))
            return
        names = columns(held["text"])
        with st.container(horizontal=True, vertical_alignment="bottom"):
            for name, label in (("day", "Column of the day"), ("count", "Column of the count")):
                st.session_state[f"given.{name}"] = held[name]
                st.selectbox(label, names, key=f"given.{name}", on_change=_set, args=(name,), width=220)
            st.session_state["given.title"] = held["title"]
            st.text_input("Name in the legend", key="given.title", on_change=_set, args=("title",), width=300, max_chars=80)
            st.button("Take it away", key="given.away", on_click=_away)
        found = series(held["text"], held["day"], held["count"])
        drawn = count_phrase(len(found.rows), "row")
        if not found.problems:
            frame.small(f"{drawn} of {held['name']}, each with a day and a count that does not fall.")
            return
        st.warning(f"{count_phrase(len(found.problems), 'row')} of the file cannot be drawn. {drawn} can.")
        st.html("".join(f'<p class="t-small">{frame.escaped(p)}</p>' for p in found.problems[:SHOWN])
                + (f'<p class="t-small">and {len(found.problems) - SHOWN:,} more</p>' if len(found.problems) > SHOWN else ""))  # fmt: skip
        if len(found.rows):
            st.session_state["given.rest"] = held["rest"]
            st.toggle(f"Draw the other {drawn}", key="given.rest", on_change=_set, args=("rest",))


def _take() -> None:
    file = st.session_state["given.file"]
    if file is None:
        return
    try:
        text = file.getvalue().decode("utf-8-sig")
        day, count = guess(columns(text))
    except UnicodeDecodeError:
        st.session_state["given.said"] = f"{file.name}: expected text in UTF-8; save it as “CSV UTF-8”"
    except GivenError as error:
        st.session_state["given.said"] = f"{file.name}: {error}"
    else:
        title = file.name.rsplit(".", 1)[0].replace("_", " ")
        st.session_state[HELD] = {"name": file.name, "text": text, "day": day, "count": count, "title": title, "rest": False}
    st.session_state["acted"] = True


def _set(name: str) -> None:
    st.session_state[HELD] = st.session_state[HELD] | {name: st.session_state[f"given.{name}"]}
    st.session_state["acted"] = True


def _away() -> None:
    st.session_state.pop(HELD, None)
    st.session_state["acted"] = True
