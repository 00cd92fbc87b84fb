"""The dashboard: `streamlit run app.py`. `timeline serve` runs the same from an installed wheel."""

import streamlit as st

from timeline.pages.server import SERVER

app = st.App(**SERVER)  # spelt out here: streamlit finds an ASGI app by reading this file for such a call
