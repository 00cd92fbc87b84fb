"""One article with its date expressions marked, and what each became and why."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import Any

import pandas as pd
import streamlit as st

from timeline.corrections import FIELDS
from timeline.interval import When
from timeline.pages import corrections, data, evidence, frame, start
from timeline.pages.panel import became, publisher
from timeline.selection import count_phrase

UNTITLED = 80
TO_SENTENCE = """<script>
for (const wait of [0, 300, 900]) setTimeout(() => document.getElementById("here")?.scrollIntoView({block: "center"}), wait)  // %d
</script>"""


def show() -> None:
    view = frame.begin("reader")
    source = start.ready()
    st.title("Reader", anchor=False)
    listed = data.ask(source, """SELECT article_id, title, publisher, path, published_edtf, left(text, 80) AS head
        FROM articles ORDER BY published_start NULLS LAST, title, article_id LIMIT 20000""")  # fmt: skip
    if listed.empty:
        frame.empty("There are no articles", "Drop some into the page “Articles”, or build tables from a folder.")
        return
    names = {r.article_id: _name(r) for r in listed.itertuples()}
    if view.article not in names:
        if view.article:
            st.warning("The article of the address is not in these tables; the first one is shown.")
        frame.change(article=next(iter(names)), at="")
        st.session_state.pop("acted", None)
        view = st.session_state["view"]
        frame.write("reader")
    st.session_state["reader.article"] = view.article
    st.selectbox("Article", list(names), key="reader.article", format_func=names.__getitem__, on_change=_chosen)
    article = data.ask(source, "SELECT * FROM articles WHERE article_id = ?", [view.article]).iloc[0]
    mentions = data.ask(source, "SELECT * FROM mentions WHERE article_id = ? ORDER BY char_start", [view.article])
    _head(article)
    evidence.show(article, source)
    corrections.offer(f"article:{view.article}", FIELDS["article"], {"published": article.published_edtf}, name="Set the publication date",
                      effect=partial(evidence.effect, article))  # fmt: skip
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _text(article.text, mentions, int(view.at) if view.at.isdigit() else None, source)
    with right:
        _expressions(mentions)


def _chosen() -> None:
    frame.change(article=st.session_state["reader.article"], at="")


def _name(row: Any) -> str:
    title = row.title if isinstance(row.title, str) and row.title else f"{row.head.strip()[:UNTITLED]}…"
    return f"{title} – {publisher(row.publisher, row.path)}"


def published_phrase(article: Any) -> str:
    """When it was published, and how that is known."""
    edtf = article["published_edtf"]
    return str(When.parse(edtf)) if isinstance(edtf, str) and edtf else "not known"


def _head(article: pd.Series) -> None:
    title = article.title if isinstance(article.title, str) else f"{article.text.strip()[:UNTITLED]}…"
    st.header(frame.plain(title), anchor=False)
    basis = article.published_basis if isinstance(article.published_basis, str) else "unknown"
    reason = article.published_reason if isinstance(article.published_reason, str) else ""
    frame.facts([
        ("Publisher", publisher(article.publisher, article.path)),
        ("Published", published_phrase(article) + (f" – {basis}: {reason}" if reason and basis != "inferred" else f" – {basis}")),
        ("File", article.path if isinstance(article.path, str) else ""),
        ("Address", article.url if isinstance(article.url, str) else ""),
        ("Problem", article.problem if isinstance(article.problem, str) else ""),
    ])  # fmt: skip


def _text(text: str, mentions: pd.DataFrame, at: int | None, source: data.Source) -> None:
    """The article with each expression marked; the sentence that a link points at stands out."""
    here = None
    if at is not None:
        told = [st.session_state["view"].article, at]
        found = data.ask(source, """SELECT char_start, char_end FROM evidence WHERE article_id = ? AND char_start = ? UNION ALL
            SELECT char_start, char_end FROM casualties WHERE article_id = ? AND char_start = ? LIMIT 1""", [*told, *told])  # fmt: skip
        here = None if found.empty else (int(found.char_start[0]), int(found.char_end[0]))
    spans = [(int(m.char_start), int(m.char_end), m) for m in mentions.itertuples()]
    st.html(f'<div class="t-article" lang="en">{marked(text, spans, here)}</div>')
    if here is not None:
        st.html(TO_SENTENCE % here[0], unsafe_allow_javascript=True)  # nothing of the article is in it


def marked(text: str, spans: list[tuple[int, int, Any]], here: tuple[int, int] | None = None) -> str:
    """The text as HTML with marks; overlapping marks after the first are left out."""
    out, at = [], 0
    edges = sorted({0, len(text), *(here or ())})
    for first, last in pairwise(edges):
        inside = here is not None and here[0] <= first < here[1]
        out.append('<span class="t-here" id="here">' if inside else "")
        at = first
        for begin, end, mention in spans:
            if begin < at or end > last:
                continue
            tip = frame.escaped(f"{became(mention.edtf)}: {mention.reason}")
            out.append(frame.escaped(text[at:begin]))
            out.append(f'<mark title="{tip}">{frame.escaped(text[begin:end])}</mark>')
            at = end
        out.append(frame.escaped(text[at:last]) + ("</span>" if inside else ""))
    return "".join(out)


def _expressions(mentions: pd.DataFrame) -> None:
    st.subheader(count_phrase(len(mentions), "date expression"), anchor=False)
    if mentions.empty:
        st.text("This article states no dates.")
        return
    shown = pd.DataFrame({
        "words": mentions.text, "became": [became(e) for e in mentions.edtf], "why": mentions.reason.fillna(""),
        "value": mentions.value, "rule": mentions.rule})  # fmt: skip
    text = st.column_config.TextColumn
    st.dataframe(shown, hide_index=True, height=frame.rows_high(len(shown), most=560), alt="Date expressions of the article, what each became and why",
                 column_config={"words": text("Words", width=120), "became": text("Became", width=150),
                                "why": text("Why", width=260), "value": text("TIMEX3", width=90),
                                "rule": text("Rule", width=140)})  # fmt: skip
