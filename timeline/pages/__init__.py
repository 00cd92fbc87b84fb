"""The dashboard: `main.py` and one module a page; the only place, beside `app.py`, that knows streamlit."""
