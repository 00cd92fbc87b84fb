"""Why an article is dated as it is, drawn; and which articles were published before or after a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pandas as pd
import streamlit as st

from timeline.charts.chart import Words
from timeline.charts.evidence import evidence
from timeline.dating import Constraint, Corpus, published
from timeline.extract import extract
from timeline.interval import When
from timeline.pages import data, frame
from timeline.records import Article
from timeline.reference import references
from timeline.selection import count_phrase, day_phrase
from timeline.sentences import sentences

FIRST, LAST = date(1900, 1, 1), date(2100, 1, 1)
INSET = 40  # pixels of the edges of the box that it stands in
MOST = 2_000  # articles up to which the others are weighed again here; above, an article's own words alone


@st.cache_resource(max_entries=2, show_spinner="Reading the articles for their dates")
def _corpus(generation: str, _source: data.Source) -> Corpus:
    """The articles as evidence for one another, read once for each build."""
    rows = data.ask(_source, "SELECT article_id, text, published_edtf, published_basis FROM articles LIMIT ?", [MOST + 1])
    held = [_article(row) for row in rows.to_dict("records")] if len(rows) <= MOST else []
    return Corpus(held, references())


def _article(row: dict[str, Any]) -> Article:
    known = isinstance(row["published_edtf"], str) and row["published_edtf"] and row["published_basis"] != "inferred"
    return Article(article_id=row["article_id"], text=row["text"], published=When.parse(row["published_edtf"]) if known else None,
                   published_basis=row["published_basis"] if known else "unknown")  # fmt: skip


def show(article: pd.Series, source: data.Source) -> None:
    """For an article with an inferred date: the interval on an axis, and each piece of evidence as a bar with its sentence."""
    if article.published_basis != "inferred" or not article.published_edtf:
        return
    with st.expander("Why this publication date", key="reader.evidence", expanded=not st.session_state["view"].at):
        found = _corpus(source.generation, source).explain(_article(article.to_dict()))
        when = When.parse(article.published_edtf)
        chart = evidence([_piece(article.text, one) for one in found], (when.start, when.end),
                         frame.look(st.session_state["view"]), Words(f"Published: {when}"), width=frame.room(sidebar=False) - INSET)  # fmt: skip
        frame.chart(chart, "reader.evidence.chart")
        with st.popover("As a table", type="tertiary"):
            st.dataframe(chart.twin, hide_index=True, alt=chart.alt)


def effect(article: pd.Series, value: str) -> None:
    """What another date of publication would change in the article's own dates and events."""
    try:
        when = When.parse(value)
    except ValueError:
        frame.small("Expected a day or a period such as 2024-02-13, 2024-02 or [2024-02-12..2024-02-18].")
        return
    known = isinstance(article.published_edtf, str) and article.published_edtf
    bare = Article(article_id=article.article_id, text=article.text, title=article.title if isinstance(article.title, str) else None)
    before, after = (extract(bare.model_copy(update={"published": day})) for day in (When.parse(article.published_edtf) if known else None, when))
    words = {(m.char_start, m.char_end): m for m in before.mentions}
    rows = [{"What": f"“{m.text}”", "Now": _said(old.when), "Would be": _said(m.when)} for m in after.mentions
            if (old := words.get((m.char_start, m.char_end))) is not None and old.when != m.when]  # fmt: skip
    told = {r.report_id: r for r in before.reports}
    rows += [{"What": r.title, "Now": _said(was.when), "Would be": _said(r.when)} for r in after.reports
             if (was := told.get(r.report_id)) is not None and was.when != r.when]  # fmt: skip
    if not rows:
        frame.small("No date of the article would change.")
        return
    frame.small(f"{count_phrase(len(rows), 'date')} of the article would change; they do with the next build of the tables.")
    st.dataframe(pd.DataFrame(rows), hide_index=True, alt="What the publication date would change")


def _said(when: When | None) -> str:
    return "no date" if when is None else str(when)


def _piece(text: str, one: Constraint) -> dict[str, Any]:
    inside = [(a, b) for a, b in sentences(text) if a < one.char_end and b > one.char_start] if one.char_end else []
    told = " ".join(text[inside[0][0] : inside[-1][1]].split()) if inside else ""
    return {"kind": one.kind, "start": date.fromordinal(one.start) if one.start else None,
            "end": date.fromordinal(one.end) - timedelta(days=1) if one.end else None, "dropped": one.dropped,
            "reason": one.reason, "sentence": told}  # fmt: skip


def asked(rows: pd.DataFrame) -> None:
    """Which of the articles were published before or after a day or a reference event, in three groups: yes, cannot tell, no."""
    view, state = st.session_state["view"], st.session_state
    known = {e.key: e for e in sorted(references().events, key=lambda e: e.start, reverse=True)}
    picked = _day(view.than)
    event = known.get(view.than)
    state["articles.way"], state["articles.event"], state["articles.day"] = view.asked, event.key if event else None, picked
    with st.expander("Which of these were written before or after …?", key="articles.asked", expanded=bool(view.than)):
        with st.container(horizontal=True, gap="medium"):
            st.selectbox("Published", ["after", "before"], key="articles.way", width=140, on_change=_asked, args=("way",))
            st.selectbox("An event", list(known), index=None, key="articles.event", placeholder="choose an event, or a day", width="stretch",
                         format_func=lambda key: f"{known[key].label} ({known[key].when})", on_change=_asked, args=("event",))  # fmt: skip
            st.date_input("Or a day", value=None, key="articles.day", min_value=FIRST, max_value=LAST, format="YYYY-MM-DD",
                          width=180, on_change=_asked, args=("day",))  # fmt: skip
        if view.than and event is None and picked is None:
            st.warning(frame.plain(f"From the address: than={view.than}: expected a day such as 2023-10-07 or the key of a reference event"))
        way = view.asked
        day = picked if event is None else event.end or event.start if way == "after" else event.start
        if day is None:
            return
        told = [published(When.parse(e) if isinstance(e, str) and e else None, way, day) for e in rows.published_edtf]
        for answer in ("yes", "cannot tell", "no"):
            group = rows[[one == answer for one in told]]
            st.subheader(f"{answer.capitalize()}: {count_phrase(len(group), 'article')}", anchor=False)
            if len(group):
                shown = pd.DataFrame({
                    "Title": [t if isinstance(t, str) else f"{h.strip()}…" for t, h in zip(group.title, group["head"], strict=True)],
                    "Published": [str(When.parse(e)) if isinstance(e, str) and e else "not known" for e in group.published_edtf],
                    "How it is known": group.published_reason.fillna("")})  # fmt: skip
                st.dataframe(shown, hide_index=True, alt=f"Articles published {way} {day_phrase(day)}: {answer}")


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST <= day <= LAST else None


def _asked(changed: str) -> None:
    """An event and a day replace one another; the question is in the address."""
    state = st.session_state
    if changed == "way":
        frame.change(asked=state["articles.way"])
    else:
        chosen = state[f"articles.{changed}"]
        frame.change(than="" if chosen is None else str(chosen))
