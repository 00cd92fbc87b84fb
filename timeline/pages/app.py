"""The dashboard from an installed wheel: `timeline serve` runs this file."""

import streamlit as st

from timeline.pages.server import SERVER

app = st.App(**SERVER)
