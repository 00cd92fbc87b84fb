"""The event panel: what is known of one event, the sentences that tell it, and the figures claimed of it."""

from __future__ import annotations

import unicodedata
from itertools import groupby

import pandas as pd
import streamlit as st

from timeline import questions
from timeline.corrections import FIELDS
from timeline.interval import When
from timeline.pages import corrections, data, frame
from timeline.selection import date_known, day_phrase, told_phrase, value_phrase, when_phrase


def show(source: data.Source, event_id: str) -> None:
    found = data.ask(source, f"SELECT {data.EVENT_COLUMNS}, roles, reason, rule FROM events WHERE event_id = ?", [event_id])
    if found.empty:
        st.warning(f"The event {frame.plain(event_id)} is not in these tables any more.")
        return

    @st.dialog(frame.plain(found.title[0]), position="right", width="medium", on_dismiss=_close)
    def drawer() -> None:
        _event(source, found.iloc[0], inferred=data.inferred(source, found)[0])

    drawer()


def _close() -> None:
    frame.change(event="")


def _event(source: data.Source, event: pd.Series, *, inferred: bool) -> None:
    known = value_phrase("date_known", date_known(event.date_basis, event.extent, inferred=inferred))
    frame.facts([
        ("When", when_phrase(event["when"], inferred=inferred)), ("How it is known", event.reason if event.rule == "correction" else f"{known}. {event.reason or ''}"),
        ("Problem", event.problem or ""), ("Type", event.event_type.replace("_", " ")),
        ("Status", event.status if event.certainty == "certain" else f"{event.status}, {event.certainty}"),
        ("Actors", ", ".join(event.actors)), ("Parts", ", ".join(event.roles)), ("Places", ", ".join(event.places)),
        ("Told by", told_phrase(int(event.article_count), int(event.publisher_count))),
    ])  # fmt: skip
    st.header("Evidence", anchor=False)
    rows = data.ask(source, """SELECT e.*, a.title AS article, a.publisher, a.path, m.char_start AS m_start,
        m.char_end AS m_end, m.text AS words, m.edtf AS became, m.rule AS m_rule, m.reason AS m_reason
        FROM evidence e LEFT JOIN articles a USING (article_id) LEFT JOIN mentions m ON m.mention_id = e.mention_id
        WHERE e.event_id = ? ORDER BY e.article_id, e.char_start""", [event.event_id])  # fmt: skip
    for number, row in enumerate(rows.itertuples()):
        _evidence(number, row)
    _claims(source, event.event_id)
    corrections.offer(f"event:{event.event_id}", FIELDS["event"],
                      {"when": event.edtf, "title": event.title, "event_type": event.event_type, "status": event.status,
                       "reject": event.title, "split": " ".join(dict.fromkeys(rows.report_id)), "merge": ""})  # fmt: skip
    frame.small(f"Event {event.event_id}")
    _neighbours(source, event)


def _evidence(number: int, row: object) -> None:
    text = row.sentence  # type: ignore[attr-defined]
    shown = found(text)
    if not pd.isna(row.m_start):  # type: ignore[attr-defined]
        first, last = int(row.m_start - row.char_start), int(row.m_end - row.char_start)  # type: ignore[attr-defined]
        if 0 <= first < last <= len(text):
            shown = f"{found(text[:first])}<mark>{frame.escaped(text[first:last])}</mark>{found(text[last:])}"
    who = publisher(row.publisher, row.path)  # type: ignore[attr-defined]
    why = row.reason or ""  # type: ignore[attr-defined]
    if not pd.isna(row.m_start):  # type: ignore[attr-defined]
        why = f"“{row.words}” became {became(row.became)}: {row.m_reason} (rule: {row.m_rule})"  # type: ignore[attr-defined]
    with st.container(gap=None):
        st.html(f'<div class="t-quote">{shown}<div class="t-small">{frame.escaped(who)}. {frame.escaped(why)}</div></div>')
        if st.button("Read it in the article", key=f"read.{number}", type="tertiary", icon=":material/article:"):
            _read(row.article_id, int(row.char_start))  # type: ignore[attr-defined]


def became(edtf: object) -> str:
    """What an expression became, as people read it.

    >>> became("[..2023-10-16]"), became("")
    ('on or before 16 Oct 2023', 'no date')
    """
    return str(When.parse(edtf)) if isinstance(edtf, str) and edtf else "no date"


def found(text: str) -> str:
    """The text as HTML, with the words that the search asks for marked, whatever their case and accents."""
    words = [_folded(w) for w in st.session_state["view"].filters.text.split()]
    folded = [_folded(letter) for letter in text]
    whole, starts, at = "".join(folded), [], 0
    for letter in folded:
        starts.append(at)
        at += len(letter)
    held: set[int] = set()
    for word in filter(None, words):
        begin = whole.find(word)
        while begin >= 0:
            held.update(n for n, start in enumerate(starts) if begin <= start < begin + len(word))
            begin = whole.find(word, begin + len(word))
    pieces = ((hit, "".join(text[n] for n in run)) for hit, run in groupby(range(len(text)), key=held.__contains__))
    return "".join(f'<mark class="t-hit">{frame.escaped(p)}</mark>' if hit else frame.escaped(p) for hit, p in pieces)


def pointed(sentence: str, raw: object) -> str:
    """The sentence as HTML, with the words that a figure was read from marked where they stand in one piece.

    >>> pointed("At least 12 people were killed.", "12 people")
    'At least <mark>12 people</mark> were killed.'
    """
    before, words, after = sentence.partition(raw) if isinstance(raw, str) and raw else (sentence, "", "")
    return frame.escaped(before) + (f"<mark>{frame.escaped(words)}</mark>" if words else "") + frame.escaped(after)


def _folded(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))


def _read(article_id: str, at: int) -> None:
    frame.change(article=article_id, at=str(at), event="", claim="")
    st.session_state["go"] = "reader"
    st.rerun()  # a panel runs by itself; the page it leads to does not


def publisher(name: str | None, path: str | None) -> str:
    if name and not pd.isna(name):
        return name
    return f"publisher not stated (file {path})" if path and not pd.isna(path) else "publisher not stated"


def _claims(source: data.Source, event_id: str) -> None:
    rows = data.ask(source, "SELECT * FROM casualties WHERE event_id = ? ORDER BY effect, as_of_start NULLS LAST", [event_id])
    if rows.empty:
        return
    from timeline.charts.figures import claim_phrase, dated_phrase

    st.header("Casualty claims", anchor=False)
    for number, row in enumerate(rows.to_dict("records")):
        said = row["claimed_by"] or "no claimant named"
        with st.container(gap=None):
            st.html(f'<div class="t-quote"><b>{frame.escaped(claim_phrase(row))}</b> – {frame.escaped(said)}, '
                    f'{frame.escaped(dated_phrase(row))}<div class="t-small">{pointed(row["sentence"], row["raw"])}</div></div>')  # fmt: skip
            if st.button("Read it in the article", key=f"read.claim.{number}", type="tertiary", icon=":material/article:"):
                _read(row["article_id"], int(row["char_start"]))


def _neighbours(source: data.Source, event: pd.Series) -> None:
    """The events before and after it in the current selection."""
    if pd.isna(event["start"]):
        return
    filters = st.session_state["view"].filters
    left, right = st.columns(2)
    for column, words, after in ((left, "Previous", False), (right, "Next", True)):
        found = data.ask(source, *questions.neighbour(filters, event.event_id, after=after))
        if not found.empty:
            when = day_phrase(pd.Timestamp(found["start"][0]).date())
            if column.button(f"{words}: {frame.plain(found.title[0])} ({when})", key=f"near.{words}", width="stretch"):
                frame.change(event=found.event_id[0])
                st.rerun()


def claim(source: data.Source, claim_id: str) -> None:
    """One casualty claim: its figure, who gives it, and the sentence that tells it."""
    found = data.ask(source, """SELECT c.*, a.title AS article, a.publisher, a.path, e.title AS event_title FROM casualties c
        LEFT JOIN articles a ON a.article_id = c.article_id LEFT JOIN events e ON e.event_id = c.event_id
        WHERE c.claim_id = ?""", [claim_id])  # fmt: skip
    if found.empty:
        st.warning(f"The claim {frame.plain(claim_id)} is not in these tables any more.")
        return
    from timeline.charts.figures import claim_phrase, counts_phrase, dated_phrase, known
    from timeline.charts.series import since

    row = found.iloc[0].to_dict()

    @st.dialog(frame.plain(claim_phrase(row)), position="right", width="medium", on_dismiss=lambda: frame.change(claim=""))
    def drawer() -> None:
        frame.facts([
            ("Claimed by", known(row["claimed_by"]) or "no claimant named"), ("Status", row["status"]),
            ("Day", dated_phrase(row)), ("Counts", counts_phrase(since(row["period_edtf"], row["period_start"]), known(row["basis"]))),
            ("Place", known(row["place"]) or "not told"), ("Side", known(row["side"]) or ""),
            ("Held by", known(row["held_by"]) or ""), ("Role", known(row["group_role"]) or ""),
            ("Event", known(row["event_title"]) or ""), ("Publisher", publisher(row["publisher"], row["path"])),
            ("Read as", f"{row['raw']} – {known(row['reason']) or row['rule']}"), ("Problem", known(row["problem"]) or ""),
        ])  # fmt: skip
        st.html(f'<div class="t-quote">{pointed(row["sentence"], row["raw"])}</div>')
        if st.button("Read it in the article", key="read.claim", type="tertiary", icon=":material/article:"):
            _read(row["article_id"], int(row["char_start"]))
        corrections.offer(f"claim:{claim_id}", FIELDS["claim"], {"reject": row["raw"]})

    drawer()
