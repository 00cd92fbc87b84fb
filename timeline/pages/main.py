"""The dashboard's navigation; run on every change of any page, behind the gate."""

from __future__ import annotations

import atexit
import gc

import streamlit as st

from timeline import logs
from timeline.pages import data, frame, gate, start
from timeline.pages.places import PAGES
from timeline.store import StoreError


@st.cache_resource(show_spinner=False)
def _settled(page: str) -> None:
    """Once a page was shown for the first time its programs stay: streamlit looks for waste after every run, which took
    half as long as a filter while these were looked through too."""
    gc.collect()
    gc.freeze()
    atexit.register(gc.unfreeze)  # else duckdb calls what is left at the end a leak


def navigate() -> None:
    pages = {place.path: place.of_streamlit() for place in PAGES}
    st.session_state["pages"] = pages
    chosen = st.navigation(list(pages.values()), position="top")
    if go := st.session_state.pop("go", None):
        place = next(p for p in PAGES if p.path == go)
        st.switch_page(pages[go], query_params=st.session_state["view"].query(*(place.settings or ("",))))
    if st.session_state.get("logged") != chosen.url_path:
        st.session_state["logged"] = chosen.url_path
        logs.note("served", page=chosen.url_path or PAGES[0].path, to=gate.who().name)
    try:
        chosen.run()
        _settled(chosen.url_path)
    except StoreError as error:  # the tables went or broke while the page was drawn
        logs.note("unreadable", tables=str(data.folder()))
        start.unreadable(error)


frame.configure()
if gate.passed():
    navigate()
