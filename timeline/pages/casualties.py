"""The casualty charts."""

from __future__ import annotations

import streamlit as st

from timeline.pages import frame, start


def show() -> None:
    frame.begin("casualties")
    start.ready()
    st.title("Casualties", anchor=False)
