"""The articles behind the tables, and articles dropped into the page."""

from __future__ import annotations

import streamlit as st

from timeline.pages import data, drop, evidence, frame, start
from timeline.pages.reader import published_phrase
from timeline.selection import count_phrase

BASES = {"stated": "●", "inferred": "○", "corrected": "◆"}


def show() -> None:
    frame.begin("articles")
    st.title("Articles", anchor=False)
    drop.offer()
    source = start.ready()
    rows = data.ask(source, """SELECT article_id, title, publisher, path, published_edtf, published_basis, published_reason,
        language, problem, left(text, 80) AS head, (SELECT count(*) FROM told_article_ids WHERE value = a.article_id)
        AS events FROM articles a ORDER BY published_start NULLS LAST, title, article_id LIMIT 5000""")  # fmt: skip
    if rows.empty:
        frame.empty("There are no articles", "Drop some above.")
        return
    undated = int(data.ask(source, "SELECT count(*) AS n FROM articles WHERE coalesce(published_edtf, '') = ''").n[0])
    total = int(data.ask(source, "SELECT count(*) AS n FROM articles").n[0])
    listed = "" if total == len(rows) else f"; the first {len(rows):,} are listed"
    dated = f"{undated:,} of them without a publication date" if undated else "each with a publication date"
    st.html(f'<p class="t-count">{count_phrase(total, "article")}, {dated}{listed}</p>')
    basis = rows.published_basis.fillna("unknown")
    shown = rows.assign(
        published_basis=[f"{BASES.get(b, '')} {b}".strip() for b in basis],
        title=[t if isinstance(t, str) else f"{h.strip()}…" for t, h in zip(rows.title, rows["head"], strict=True)],
        publisher=rows.publisher.fillna("not stated"),
        published=[published_phrase(r).removeprefix("some day in ") for _, r in rows.iterrows()],
        problem=rows.problem.fillna(""),
    )[["published", "published_basis", "title", "publisher", "events", "published_reason", "language", "path", "problem"]]  # fmt: skip
    text = st.column_config.TextColumn
    st.dataframe(shown, key="table.articles", hide_index=True, on_select=_open, selection_mode="single-row", height=frame.rows_high(len(rows), most=520),
                 alt=f"Table of {len(rows):,} articles with publication dates and how they are known",
                 column_config={"published": text("Published", width=190), "published_basis": text("Known", width=95),
                                "title": text("Title", width=360), "publisher": text("Publisher", width=150),
                                "events": st.column_config.NumberColumn("Events", width=65),
                                "published_reason": text("How the date is known", width=420),
                                "language": text("Language", width=80), "path": text("File", width=200),
                                "problem": text("Problem", width=200)})  # fmt: skip
    st.session_state["table.article_ids"] = rows.article_id.tolist()
    frame.small("● stated by the article; ○ inferred from what it tells, some day in that time; ◆ corrected. Select a row to read "
                "the article.")  # fmt: skip
    evidence.asked(rows)


def _open() -> None:
    chosen = st.session_state["table.articles"].selection.rows
    ids = st.session_state.get("table.article_ids", [])
    if chosen and chosen[0] < len(ids):
        frame.change(article=ids[chosen[0]], at="")
        st.session_state["go"] = "reader"
