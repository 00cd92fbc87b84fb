"""Sign-in: who stands before the page, where the installation asks for it.

Without a section [auth] in .streamlit/secrets.toml nobody signs in: the dashboard listens on the loopback address, and
who sits there may read and correct. With it, Streamlit's own OpenID Connect sign-in is asked for, and `timeline.access`
decides by the section [access] of the same file. Nothing of the tables is read before the gate is passed.
"""

from __future__ import annotations

import time

import streamlit as st

from timeline.access import ANYONE_LOCAL, Refused, Rules, RulesError, Visitor, admit
from timeline.charts.words import visible


def _section(name: str) -> dict[str, object] | None:
    try:
        return dict(st.secrets[name]) if name in st.secrets else None
    except FileNotFoundError:  # no secrets file at all
        return None


def visitor() -> Visitor | Refused | None:
    """Who is there; None where sign-in is asked for and has not happened. Raises RulesError for wrong lists."""
    if _section("auth") is None:
        return Visitor(ANYONE_LOCAL, True)
    if not st.user.is_logged_in:
        return None
    return admit(dict(st.user), Rules.of(_section("access") or {}), now=time.time())


def passed() -> bool:
    """Lets a visitor in and remembers who it is; else shows how to sign in, or why not, and is False."""
    try:
        who = visitor()
    except RulesError as error:
        st.title("Timeline", anchor=False)
        st.error(f"The sign-in is not set up: {error}", icon=":material/lock:")
        return False
    if isinstance(who, Visitor):
        st.session_state["visitor"] = who
        if who.name != ANYONE_LOCAL:
            with st.sidebar:
                st.text(f"{visible(who.name)} · {'may correct' if who.may_correct else 'reads'}")
                st.button("Log out", on_click=st.logout, key="logout")
        return True
    st.session_state.pop("visitor", None)
    st.title("Timeline", anchor=False)
    if who is None:
        st.text("Sign in to read the tables.")
        st.button("Log in", on_click=st.login, type="primary", key="login")
    else:
        st.error(f"Not admitted: {visible(who.reason)}.", icon=":material/lock:")
        st.button("Sign in again" if who.expired else "Log in as someone else", on_click=st.logout, key="logout")
    return False


def who() -> Visitor:
    """The visitor of this session, once `passed`."""
    found = st.session_state.get("visitor")
    assert isinstance(found, Visitor), "a page ran before the gate"
    return found
