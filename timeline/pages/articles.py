"""The articles behind the tables, and articles dropped into the page."""

from __future__ import annotations

import streamlit as st

from timeline.pages import data, drop, frame, start
from timeline.pages.panel import publisher
from timeline.pages.reader import published_phrase


def show() -> None:
    frame.begin("articles")
    st.title("Articles", anchor=False)
    drop.offer()
    source = start.ready()
    rows = data.ask(source, """SELECT article_id, title, publisher, path, published_edtf, published_basis, published_reason,
        language, problem, left(text, 80) AS head, (SELECT count(*) FROM events WHERE list_contains(article_ids, a.article_id))
        AS events FROM articles a ORDER BY published_start NULLS LAST, title, article_id LIMIT 5000""")  # fmt: skip
    if rows.empty:
        frame.empty("There are no articles", "Drop some above.")
        return
    undated = int((rows.published_edtf.fillna("") == "").sum())
    st.html(f'<p class="t-count">{len(rows):,} articles, {undated:,} of them without a publication date</p>')
    shown = rows.assign(
        title=[t if isinstance(t, str) else f"{h.strip()}…" for t, h in zip(rows.title, rows["head"], strict=True)],
        publisher=[publisher(p, f) for p, f in zip(rows.publisher, rows.path, strict=True)],
        published=[published_phrase(r) for _, r in rows.iterrows()],
    )[["title", "publisher", "published", "published_basis", "published_reason", "events", "language", "path", "problem"]]  # fmt: skip
    text = st.column_config.TextColumn
    st.dataframe(shown, key="table.articles", hide_index=True, on_select=_open, selection_mode="single-row", height=520,
                 alt=f"Table of {len(rows):,} articles with publication dates and how they are known",
                 column_config={"title": text("Title", width=330), "publisher": text("Publisher", width=140),
                                "published": text("Published", width=150), "published_basis": text("Basis", width=80),
                                "published_reason": text("How it is known", width=300), "events": "Events",
                                "language": text("Language", width=80), "path": text("File", width=200),
                                "problem": text("Problem", width=200)})  # fmt: skip
    st.session_state["table.article_ids"] = rows.article_id.tolist()
    frame.small("Select a row to read the article.")


def _open() -> None:
    chosen = st.session_state["table.articles"].selection.rows
    ids = st.session_state.get("table.article_ids", [])
    if chosen and chosen[0] < len(ids):
        frame.change(article=ids[chosen[0]], at="")
        st.session_state["go"] = "reader"
