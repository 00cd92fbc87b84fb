"""Downloads of exactly what is selected."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import IO, Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import streamlit as st

from timeline.charts import Chart
from timeline.charts.chart import embedded, script
from timeline.downloads import TooLong, writer
from timeline.downloads.csv import write_csv
from timeline.downloads.html import report, slide
from timeline.downloads.jsonl import write_jsonl
from timeline.downloads.pdf import chromium, pdf_of
from timeline.downloads.pptx import write_pptx
from timeline.downloads.timelinejs import write_timelinejs
from timeline.downloads.xlsx import fits, write_xlsx
from timeline.pages import data, decks, frame, gate, large
from timeline.selection import count_phrase, day_phrase, when_phrase
from timeline.view import View

KINDS = (
    ("pptx", "PowerPoint, editable charts", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ("html", "Report in one HTML file", "text/html"),
    ("jsonl", "JSON lines", "application/x-ndjson"),
    ("parquet", "Parquet", "application/vnd.apache.parquet"),
    ("timelinejs.json", "TimelineJS", "application/json"),
)
MOST_ROWS = 5000  # of a report

ORDERS = {"events": '"start" NULLS LAST, "end" NULLS LAST, title, event_id', "articles": "published_start NULLS LAST, title, article_id",
          "casualties": "as_of_start NULLS LAST, effect, claim_id"}  # fmt: skip


def offer(source: data.Source, view: View, names: Sequence[str], drawn: Chart | None = None) -> None:
    """Buttons for the selected rows; a file is made when it is asked for, a large one on the disk (see `pages.large`)."""
    stem = frame.stem(f"{view.filters.sentence()} {source.generation[:8]}")
    counts = {name: count(source, view, name) for name in names}
    with st.container(horizontal=True, gap="small", width="content"):
        if counts[names[0]] >= large.ROWS:
            _large(source, view, "CSV", "csv", names[0], stem, "text/csv")
        else:
            st.download_button("CSV", partial(_csv, source, view, names[0]), f"{stem}-{names[0]}.csv", "text/csv",
                               key="csv", icon=":material/download:", on_click="ignore")  # fmt: skip
        _excel(source, view, counts, stem)
        with st.popover("More", key="more-downloads", on_change="rerun") as more:
            if not more.open:
                return
            made = partial(_made, source, view, names, drawn)
            for kind, label, mime in KINDS:
                if kind in ("jsonl", "parquet") and counts[names[0]] >= large.ROWS:
                    _large(source, view, label, kind, names[0], stem, mime)
                    continue
                st.download_button(label, partial(made, kind), f"{stem}.{kind}", mime, key=f"more.{kind}", on_click="ignore",
                                   width="stretch")  # fmt: skip
            decks.choice(view)
            if drawn is not None:
                _picture(drawn, stem)


def _large(source: data.Source, view: View, label: str, kind: str, name: str, stem: str, mime: str) -> None:
    def write(out: IO[bytes]) -> None:
        where, params = view.filters.where(name)
        writer(kind)(source.rows(name, where, params, order=ORDERS.get(name, "number")), out)

    large.offer(label, gate.who().name, f"{stem}-{name}.{kind}", mime, write)


def _excel(source: data.Source, view: View, counts: Mapping[str, int], stem: str) -> None:
    """The workbook; where a sheet cannot hold the rows, why not and what can."""
    mime = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    try:
        for name, number in counts.items():
            fits(name, number)
    except TooLong as error:
        st.button("Excel", icon=":material/download:", disabled=True, help=str(error), key="xlsx")
        return
    if max(counts.values()) >= large.ROWS:
        def write(out: IO[bytes]) -> None:
            write_xlsx(*_sheets(source, view, list(counts), out))

        large.offer("Excel", gate.who().name, f"{stem}.xlsx", mime, write)
    else:
        st.download_button("Excel", partial(_xlsx, source, view, list(counts)), f"{stem}.xlsx", key="xlsx", on_click="ignore",
                           mime=mime, icon=":material/download:")  # fmt: skip


def count(source: data.Source, view: View, name: str) -> int:
    """How many rows of a table are selected; of a table that is small as a whole, how many there are, which is known."""
    whole = int(data.ask(source, f"SELECT count(*) AS n FROM {name}").n[0])
    if whole < large.ROWS:
        return whole
    if name == "events":
        return data.counts(source, view.filters)["selected"]  # which the page has asked already
    where, params = view.filters.where(name)
    return int(data.ask(source, f"SELECT count(*) AS n FROM {name} WHERE {where}", params).n[0])


def _picture(drawn: Chart, stem: str) -> None:
    """The form in which the camera saves, and the chart as a PDF where this machine can print one."""
    st.session_state.setdefault("picture", frame.DEFAULT_PICTURE)
    st.session_state["e.picture"] = st.session_state["picture"]
    st.segmented_control("The camera above the chart saves", list(frame.PICTURES), key="e.picture", required=True,
                         on_change=_set_picture)  # fmt: skip
    if chromium() is None:
        frame.small("For a PDF of the chart, install Chromium on the server (apt-get install chromium), or print the HTML report.")
        return
    st.download_button("PDF of this chart", partial(_pdf, drawn), f"{stem}-chart.pdf", "application/pdf", key="more.pdf",
                       on_click="ignore", width="stretch")  # fmt: skip


def _set_picture() -> None:
    st.session_state["picture"] = st.session_state["e.picture"]
    st.session_state["acted"] = True


def _pdf(drawn: Chart) -> bytes:
    return pdf_of(slide(drawn.words.title, embedded(drawn), width=drawn.width, height=int(drawn.figure.layout.height), script=script()))


def _made(source: data.Source, view: View, names: Sequence[str], drawn: Chart | None, kind: str) -> bytes:
    events = selected(source, view, "events").slice(0, MOST_ROWS)
    told = notes(source, view, len(events))
    out = io.BytesIO()
    match kind:
        case "timelinejs.json":
            write_timelinejs(events, out, told)
        case "html":
            rows = [{"When": when, "Event": e["title"], "Type": e["event_type"], "Places": e["places"],
                     "Publishers": e["publishers"]} for e, when in _dated(source, events)]  # fmt: skip
            picture = [(drawn.words.title, embedded(drawn), drawn.alt)] if drawn else []
            tables = {"Events": rows}
            if drawn and names[0] != "events":  # the chart is not of the events, whose table follows
                tables = {"Figures of this chart": drawn.twin.head(MOST_ROWS).to_dict("records"), **tables}
            return report(view.filters.sentence(len(events)), picture, tables, told, script=script()).encode()
        case "pptx":
            write_pptx(decks.slides(source, view, events, decks.chosen(view)), _rows(source, events), out, told)
        case "parquet":
            pq.write_table(selected(source, view, names[0]), out)
        case "jsonl":
            write_jsonl(selected(source, view, names[0]), out)
    return out.getvalue()


def _rows(source: data.Source, events: pa.Table) -> list[dict[str, str]]:
    return [{"When": when, "Event": e["title"], "Told by": ", ".join(e["publishers"])} for e, when in _dated(source, events)]


def _dated(source: data.Source, events: pa.Table) -> list[tuple[dict[str, Any], str]]:
    """The events with their times in words, those that hang on an inferred publication date marked."""
    rows = events.to_pylist()
    return [(e, when_phrase(e["when"], inferred=i)) for e, i in zip(rows, data.inferred(source, pd.DataFrame(rows, columns=events.column_names)),
                                                                    strict=True)]  # fmt: skip


def twin(drawn: Chart, *, each: Callable[[], None] | None = None) -> None:
    """The table of the rows that a chart is drawn from, and `each`: a field that opens one of them without a pointer."""
    with st.expander(f"This chart as a table ({count_phrase(len(drawn.twin), 'row')})", on_change="rerun", key="twin") as shown:
        if shown.open:
            if each is not None:
                each()
            st.dataframe(drawn.twin.head(2000), hide_index=True, height=360, alt=f"Table of: {drawn.words.title}")


def selected(source: data.Source, view: View, name: str) -> pa.Table:
    """The selected rows of a table, with all its columns, in the order of the page."""
    where, params = view.filters.where(name)
    order = f" ORDER BY {ORDERS[name]}" if name in ORDERS else ""
    return source.arrow(f"SELECT * FROM {name} WHERE {where}{order}", params)


def notes(source: data.Source, view: View, count: int) -> dict[str, str]:
    covered = data.coverage(source, view.filters)
    newest = day_phrase(covered["newest"]) if covered["newest"] else "not known"
    query = {"query": view.filters.query()} if view.filters.query() else {}
    return {"selection": view.filters.sentence(count), **query, "build": source.generation,
            "articles": count_phrase(covered["articles"], "article"),
            "publishers": count_phrase(covered["publishers"], "publisher"), "newest publication day": newest}  # fmt: skip


def _csv(source: data.Source, view: View, name: str) -> bytes:
    out = io.BytesIO()
    write_csv(selected(source, view, name), out)
    return out.getvalue()


def _xlsx(source: data.Source, view: View, names: Sequence[str]) -> bytes:
    out = io.BytesIO()
    write_xlsx(*_sheets(source, view, names, out))
    return out.getvalue()


def _sheets(source: data.Source, view: View, names: Sequence[str], out: IO[bytes]) -> tuple[dict[str, pa.Table], IO[bytes], dict[str, str]]:
    tables = {name: selected(source, view, name) for name in names}
    return tables, out, notes(source, view, len(tables[names[0]]))
