"""The first start, and what a page says when it has nothing to show."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import streamlit as st

from timeline import logs
from timeline.build import BuildError, build
from timeline.charts.words import visible
from timeline.pages import data, frame
from timeline.selection import Filters

SAMPLES = Path("data/articles")


def ready() -> data.Source:
    """The tables of this session. Without any, they are built from data/articles, with a progress bar; without those
    either, the page says what to do and ends."""
    try:
        return data.tables()
    except data.StoreError as error:
        logs.note("unreadable", tables=str(data.folder()))
        if data.gone() or (data.folder() / "CURRENT").exists():
            unreadable(error)
    articles = next((p for p in (SAMPLES, data.folder().parent / "articles") if p.is_dir() and any(p.iterdir())), None)
    if articles is None:
        st.title("Timeline", anchor=False)
        frame.empty("There are no tables yet",
                    f"Build them from a folder of articles:  timeline build FOLDER --out {data.folder()}\n"
                    "or drop articles into the page “Articles”.")  # fmt: skip
        st.stop()
    _build(articles)
    return data.tables()


def unreadable(error: data.StoreError) -> NoReturn:
    """The tables are damaged or gone: what is wrong with which file, what mends it, and a button to look again."""
    st.title("Timeline", anchor=False)
    frame.empty("The tables cannot be read", visible(str(error)))
    st.button("Look again", key="look-again", icon=":material/refresh:")
    st.stop()


def _build(articles: Path) -> None:
    with st.status(f"Building the tables from {articles}", expanded=True) as status:
        bar = st.progress(0.0)

        def progress(step: str, done: int, total: int | None) -> None:
            bar.progress(min(done / total, 1.0) if total else 0.0, text=step)

        try:
            made = build([articles], data.folder(), workers=1, corrections=data.corrections_file(), progress=progress)
        except (BuildError, OSError) as error:
            status.update(label="The tables could not be built", state="error")
            st.text(visible(str(error)))
            st.stop()
        status.update(label=f"{made.events:,} events from {made.articles:,} articles", state="complete", expanded=False)


def nothing_left(total: int) -> None:
    """No event passes the filters, or there is none at all."""
    if not total:
        frame.empty("The articles tell no event", "None of them holds a sentence that tells what happened and when; the page “Articles” "
                    "shows which were read.")  # fmt: skip
        return
    frame.empty("No event passes these filters", "Remove a filter above, or reset them all.")
    st.button("Reset filters", on_click=frame.change, kwargs={"filters": Filters()}, type="primary")
