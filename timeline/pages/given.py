"""The form for a reference series: a CSV of somebody's daily figures, laid under the running toll.

A dropped file lives in its session and is in no link. Who may correct can keep it for everybody: its rows then lie in the
folder `series` beside the tables, and the address names it (`under=ministry-daily`).
"""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import streamlit as st

from timeline.charts.given import Given, GivenError, columns, guess, series
from timeline.pages import data, frame, gate
from timeline.selection import count_phrase

SHOWN = 50  # problems listed on the page
HELD = "given"  # the file as it was dropped: its name and its text


def current() -> tuple[str, Given] | None:
    """The series that is to be drawn, with its name; None where there is none or its mistakes are not settled."""
    held = st.session_state.get(HELD)
    if held is None or not held.get("day"):
        return _kept(st.session_state["view"].under)
    try:
        found = series(held["text"], held["day"], held["count"])
    except GivenError:
        return None
    if found.rows.empty or (found.problems and not held["rest"]):
        return None
    return held["title"] or held["name"], found


def _folder() -> Path:
    return data.folder().parent / "series"


def _kept(name: str) -> tuple[str, Given] | None:
    """The series that was kept under a name, with its title; None where there is none."""
    if not re.fullmatch(r"[\w-]+", name):
        return None
    try:
        text = (_folder() / f"{name}.csv").read_text(encoding="utf-8")
        day, title = columns(text)
        found = series(text, day, title)
    except (OSError, UnicodeDecodeError, ValueError):  # a GivenError is a ValueError
        return None
    return title, found


def _names() -> list[str]:
    return sorted(f.stem for f in _folder().glob("*.csv"))


def form() -> None:
    """The file, its columns, what is wrong with its rows, and whether the others are drawn all the same."""
    held, under = st.session_state.get(HELD), st.session_state["view"].under
    if held is None and under:
        _of_address(under)
        return
    with st.expander("Lay a series of your own under it" if held is None else f"Laid under it: {frame.plain(held['title'] or held['name'])}",
                     icon=":material/stacked_line_chart:", key="given.form"):  # fmt: skip
        if held is None:
            st.file_uploader("A CSV with a day and a cumulative count in each row", type=["csv", "tsv", "txt"], key="given.file",
                             on_change=_take, max_upload_size=5)  # fmt: skip
            frame.small("It lives in this session alone and is in no link, until it is kept for everybody.")
            if names := _names():
                st.selectbox("Or one that was kept", names, index=None, key="given.kept", on_change=_choose, placeholder="choose")
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
            if gate.who().may_correct and current() is not None:
                st.button("Keep it for everybody", key="given.keep", on_click=_keep, help="Its rows are kept beside the tables, and links name it")
        if said := st.session_state.pop("given.said", ""):
            st.error(frame.plain(said))
        frame.small("The file is in this session alone: a link to this page does not hold it until it is kept.")
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


def _of_address(name: str) -> None:
    """What is said of the series that the address names."""
    found = _kept(name)
    if found is None:
        st.warning(frame.plain(f"under={name}: no series of that name is kept here; the toll is drawn without it."), icon=":material/link_off:")
        st.button("Take it out of the address", key="given.away", on_click=frame.change, kwargs={"under": ""})
        return
    title, rows = found
    with st.expander(f"Laid under it: {frame.plain(title)}", icon=":material/stacked_line_chart:", key="given.form"):
        frame.small(f"{count_phrase(len(rows.rows), 'row')}, kept for everybody and named in the address: {_folder() / name}.csv")
        with st.container(horizontal=True):
            st.button("Take it away", key="given.away", on_click=frame.change, kwargs={"under": ""})
            if gate.who().may_correct:
                st.button("Remove it for everybody", key="given.gone", on_click=_remove, args=(name,))


def _choose() -> None:
    frame.change(under=st.session_state["given.kept"] or "")


def _keep() -> None:
    """The rows that are drawn, as a file that is read like any other; the address names it from then on."""
    found = current()
    if found is None or not gate.who().may_correct:
        return
    title, rows = found
    title = re.sub(r"[;\s]+", " ", title)  # no sign that could part columns
    name, text = frame.stem(title), io.StringIO()
    out = csv.writer(text, lineterminator="\n")
    out.writerow(["day", title if title != "day" else "count"])
    out.writerows([d.isoformat(), n] for d, n in zip(rows.rows["day"], rows.rows["count"], strict=True))
    place = _folder() / f"{name}.csv"
    try:
        if place.exists() and place.read_text(encoding="utf-8") != text.getvalue():
            raise FileExistsError(f"another series is kept under the name “{title}”; give this one a name of its own")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text.getvalue(), encoding="utf-8")
    except OSError as error:
        st.session_state["given.said"] = f"The series was not kept: {error}"
        st.session_state["acted"] = True
        return
    st.session_state.pop(HELD, None)
    frame.change(under=name)


def _remove(name: str) -> None:
    if gate.who().may_correct and _kept(name) is not None:
        (_folder() / f"{name}.csv").unlink(missing_ok=True)
    frame.change(under="")


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
