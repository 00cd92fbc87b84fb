"""Downloads of exactly what is selected."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import partial

import pyarrow as pa
import streamlit as st

from timeline.charts import Chart
from timeline.downloads.csv import write_csv
from timeline.downloads.xlsx import write_xlsx
from timeline.pages import data
from timeline.selection import count_phrase, day_phrase
from timeline.view import View

ORDERS = {"events": data.ORDER, "articles": "published_start NULLS LAST, title, article_id",
          "casualties": "as_of_start NULLS LAST, effect, claim_id"}  # fmt: skip


def offer(source: data.Source, view: View, names: Sequence[str]) -> None:
    """Buttons for the selected rows; a file is made when it is asked for."""
    stem = f"timeline-{source.generation[:8]}"
    with st.container(horizontal=True, gap="small", width="content"):
        st.download_button("CSV", partial(_csv, source, view, names[0]), f"{stem}-{names[0]}.csv", "text/csv",
                           key="csv", icon=":material/download:", on_click="ignore")  # fmt: skip
        st.download_button("Excel", partial(_xlsx, source, view, names), f"{stem}.xlsx", key="xlsx", on_click="ignore",
                           mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                           icon=":material/download:")  # fmt: skip


def twin(drawn: Chart) -> None:
    """The table of the rows that a chart is drawn from."""
    with st.expander(f"This chart as a table ({count_phrase(len(drawn.twin), 'row')})", on_change="rerun", key="twin") as shown:
        if shown.open:
            st.dataframe(drawn.twin.head(2000), hide_index=True, height=360, alt=f"Table of: {drawn.words.title}")


def selected(source: data.Source, view: View, name: str) -> pa.Table:
    """The selected rows of a table, with all its columns, in the order of the page."""
    where, params = view.filters.where(name)
    order = f" ORDER BY {ORDERS[name]}" if name in ORDERS else ""
    return source.arrow(f"SELECT * FROM {name} WHERE {where}{order}", params)


def notes(source: data.Source, view: View, count: int) -> dict[str, str]:
    covered = data.coverage(source, view.filters)
    newest = day_phrase(covered["newest"]) if covered["newest"] else "not known"
    return {"selection": view.filters.sentence(count), "query": view.filters.query(), "build": source.generation,
            "articles": count_phrase(covered["articles"], "article"),
            "publishers": count_phrase(covered["publishers"], "publisher"), "newest publication day": newest}  # fmt: skip


def _csv(source: data.Source, view: View, name: str) -> bytes:
    out = io.BytesIO()
    write_csv(selected(source, view, name), out)
    return out.getvalue()


def _xlsx(source: data.Source, view: View, names: Sequence[str]) -> bytes:
    tables = {name: selected(source, view, name) for name in names}
    out = io.BytesIO()
    write_xlsx(tables, out, notes(source, view, len(tables[names[0]])))
    return out.getvalue()
