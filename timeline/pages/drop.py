"""Articles dropped into the page: they go through the same code as a build and live in the session alone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

import streamlit as st

from timeline.build import BuildError, build
from timeline.interval import When, on
from timeline.pages import data, frame
from timeline.selection import Filters, count_phrase
from timeline.store import Tables
from timeline.tables import SCHEMAS

TYPES = ["txt", "md", "html", "htm", "json", "jsonl", "csv", "xml", "zip", "gz"]


def offer() -> None:
    """The field to drop articles into, with a publication date for those that state none."""
    dropped = st.session_state.get("dropped")
    if dropped is not None:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.info(f"Shown: {count_phrase(dropped.table('articles').num_rows, 'dropped article')}. They live in this "
                    "session alone and are in no link.", icon=":material/inventory_2:")  # fmt: skip
            st.button("Put away", key="put-away", on_click=_put_away)
        for problem in st.session_state.get("drop.problems", ()):
            st.warning(frame.plain(problem))
    with st.expander("Drop articles into the page", expanded=dropped is None and "dropped.asked" in st.session_state,
                     icon=":material/upload_file:"):  # fmt: skip
        files = st.file_uploader("Articles", type=TYPES, accept_multiple_files=True, key="drop.files",
                                 help="Text, Markdown, HTML, JSON, CSV, RSS, or archives of these")  # fmt: skip
        day = st.date_input("Published on (for articles that state no date)", value=None, format="YYYY-MM-DD", key="drop.day",
                            min_value="0001-01-01", max_value="9999-12-31", width=320)  # fmt: skip
        if st.button("Show them", type="primary", key="drop.go", disabled=not files):
            _take(files or [], day)
            st.rerun()


def _put_away() -> None:
    st.session_state.pop("dropped", None)
    frame.change(filters=Filters(), event="", article="")


def _take(files: list, day: dt.date | None) -> None:
    problems: list[str] = []
    published = When.within(on(day)) if day else None
    with st.status("Reading the articles") as status, TemporaryDirectory() as folder:
        articles, out = Path(folder) / "articles", Path(folder) / "tables"
        articles.mkdir()
        for number, file in enumerate(files):
            name = PurePath(file.name.replace("\\", "/")).name or f"article-{number}.txt"
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
            st.session_state["dropped"] = data.aside(held, "dropped")
    st.session_state["drop.problems"] = problems
    frame.change(filters=Filters(), event="", article="")
