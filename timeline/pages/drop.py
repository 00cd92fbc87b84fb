"""Articles dropped into the page: they go through the same code as a build and live in the session alone."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Any

import streamlit as st

from timeline.build import BuildError, build
from timeline.interval import When, on
from timeline.pages import data, frame, gate
from timeline.selection import Filters, count_phrase
from timeline.store import Tables
from timeline.tables import SCHEMAS


def offer() -> None:
    """The field to drop articles into, with a publication date for those that state none."""
    dropped = st.session_state.get("dropped")
    if dropped is not None:
        with st.container(horizontal=True, vertical_alignment="center"):
            number = dropped.table("articles").num_rows
            they = "They live in this session alone and are" if number != 1 else "It lives in this session alone and is"
            st.info(f"Shown: {count_phrase(number, 'dropped article')}. {they} in no link.", icon=":material/inventory_2:")  # fmt: skip
            if gate.who().may_correct and "drop.kept" in st.session_state:
                st.button("Save to the corpus", key="drop.save", on_click=_save, icon=":material/save:",
                          help=f"Keeps the files in {_corpus()} and adds them to the tables, for everybody")  # fmt: skip
            st.button("Put away", key="put-away", on_click=_put_away)
    frame.warned(st.session_state.get("drop.problems", ()))
    with st.expander("Drop articles into the page", expanded=dropped is None and "dropped.asked" in st.session_state,
                     icon=":material/upload_file:"):  # fmt: skip
        files = st.file_uploader("Articles", accept_multiple_files=True, key="drop.files")
        frame.small(f"Text, Markdown, HTML, JSON, CSV, RSS, or archives of these. A file over {st.get_option('server.maxUploadSize')} MB "
                    "is marked red and not taken: put it into a folder and run “timeline build FOLDER --add”.")  # fmt: skip
        day = st.date_input("Published on (for articles that state no date)", value=None, format="YYYY-MM-DD", key="drop.day",
                            min_value="0001-01-01", max_value="9999-12-31", width=320)  # fmt: skip
        if st.button("Show them", type="primary", key="drop.go", disabled=not files):
            _take(files or [], day)
            st.rerun()


def _put_away() -> None:
    for name in ("dropped", "drop.kept"):
        st.session_state.pop(name, None)
    frame.change(filters=Filters(), event="", article="")


def _corpus() -> Path:
    return data.folder().parent / "articles" / "dropped"


def _save() -> None:
    """The dropped files into the folder of articles, and their rows into the tables that everybody sees."""
    files, published = st.session_state["drop.kept"]
    folder = _corpus()
    problems: list[str] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, held in files:
            place = folder / name
            if place.exists() and place.read_bytes() != held:
                place = folder / f"{hashlib.sha256(held).hexdigest()[:8]}-{name}"
            place.write_bytes(held)
        build([folder], data.folder(), change="add", published=published, workers=1, corrections=data.corrections_file(),
              problems=lambda p: problems.append(str(p)))  # fmt: skip
    except (BuildError, OSError) as error:
        st.session_state["drop.problems"] = [f"The articles were not saved: {error}"]
        return
    _put_away()
    st.session_state["drop.problems"] = problems


def _take(files: list, day: dt.date | None) -> None:
    problems: list[str] = []
    published = When.within(on(day)) if day else None
    with st.status("Reading the articles") as status, TemporaryDirectory() as folder:
        articles, out = Path(folder) / "articles", Path(folder) / "tables"
        articles.mkdir()
        for number, file in enumerate(files):
            name = _name(file, number)
            place = articles if not (articles / name).exists() else articles / str(number)
            place.mkdir(exist_ok=True)
            (place / name).write_bytes(file.getvalue())
        try:
            build([articles], out, published=published, workers=1,
                  problems=lambda p: problems.append(str(p).replace(f"{articles}/", "")))  # fmt: skip
        except BuildError as error:
            status.update(state="error")
            st.session_state["drop.problems"] = [*problems, str(error).replace(f"{articles}/", "")]
            return
        with Tables(out) as tables:
            held = {name: tables.table(name) for name in SCHEMAS}
        st.session_state["drop.problems"] = problems
        if not held["articles"].num_rows:
            return
        st.session_state["dropped"] = data.aside(held, "dropped")
    st.session_state["drop.kept"] = ([(_name(f, n), f.getvalue()) for n, f in enumerate(files)], published)
    if not problems:  # what could not be read is told here, before anything is shown
        st.session_state["go"] = "timeline"
    frame.change(filters=Filters(), event="", article="")


def _name(file: Any, number: int) -> str:
    return PurePath(file.name.replace("\\", "/")).name or f"article-{number}.txt"
