"""The dashboard's navigation; run on every change of any page, behind the gate."""

from __future__ import annotations

import streamlit as st

from timeline.pages import frame, gate
from timeline.pages.places import PAGES

frame.configure()
if gate.passed():
    st.navigation([page.of_streamlit() for page in PAGES], position="top").run()
