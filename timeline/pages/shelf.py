"""The saved views at the foot of the sidebar: name one, open one, take it away, download them."""

from __future__ import annotations

from urllib.parse import parse_qs, urlencode

import streamlit as st

from timeline.pages import data, frame, gate, places
from timeline.saved import Saved, SavedError, read, saved_of, store, written
from timeline.view import View


def offer(view: View) -> None:
    """Opened where it is asked for, so that a filter does not wait for it."""
    with st.expander("Saved views", key="shelf", on_change="rerun") as shelf:
        if not shelf.open:
            return
        file = saved_of(data.folder())
        try:
            held = read(file.read_text(encoding="utf-8", errors="replace"), name=file.name) if file.exists() else []
        except SavedError as error:
            st.error(frame.plain(f"{error}. Mend the file, or move it away: {file}"))
            return
        if gate.who().may_correct and "dropped" not in st.session_state:
            st.text_input("Name of this view", key="shelf.name", max_chars=80)
            st.button("Save this view", key="shelf.save", on_click=_save, args=(view,), width="stretch")
        for number, one in enumerate(held):
            _row(number, one)
        if held:
            st.download_button("Download as a file", written(held), "views.toml", "application/toml", key="shelf.file",
                               on_click="ignore", width="stretch")  # fmt: skip
            frame.small("The address of an open view is its link.")
        if gate.who().may_correct:
            _from_file()
        if said := st.session_state.pop("shelf.said", ""):
            st.error(frame.plain(said))


def _row(number: int, one: Saved) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        page = one.page if one.page in {p.path for p in places.PAGES} else "timeline"
        st.button(frame.plain(one.name), key=f"shelf.open.{number}", on_click=_open, args=(one, page), type="tertiary",
                  icon=":material/bookmark:")  # fmt: skip
        if gate.who().may_correct:
            st.button("Remove", key=f"shelf.gone.{number}", on_click=_change, args=(None, one.name), type="tertiary")


def _from_file() -> None:
    """Views of a file that somebody sent; one of the same name takes the place of the old one."""
    given = st.file_uploader("Add views from a file", type=["toml"], key="shelf.given", max_upload_size=1)
    if given is not None and st.button("Add them", key="shelf.add", width="stretch"):
        try:
            for one in read(given.getvalue().decode("utf-8"), name=given.name):
                store(saved_of(data.folder()), one)
        except UnicodeDecodeError:
            st.session_state["shelf.said"] = f"{given.name}: this is no file of saved views; expected the text of a views.toml"
        except (OSError, SavedError) as error:
            st.session_state["shelf.said"] = f"The views were not added: {error}"
        else:
            st.rerun()


def _open(one: Saved, page: str) -> None:
    view, problems = View.from_query(parse_qs(one.query))
    st.session_state["view"], st.session_state["problems"] = view, problems
    st.session_state["acted"] = True
    st.session_state["go"] = page


def _save(view: View) -> None:
    name = st.session_state["shelf.name"].strip()
    page = st.session_state["page"]
    if not name:
        st.session_state["shelf.said"] = "Give the view a name first."
        return
    query = urlencode(view.query(*(places.of(page).settings or ("",))), doseq=True)
    _change(Saved(name=name, page=page, query=query, by=gate.who().name))
    st.session_state["shelf.name"] = ""


def _change(view: Saved | None, without: str = "") -> None:
    try:
        store(saved_of(data.folder()), view, without=without)
    except (OSError, SavedError) as error:
        st.session_state["shelf.said"] = f"The view was not saved: {error}"
    st.session_state["acted"] = True
