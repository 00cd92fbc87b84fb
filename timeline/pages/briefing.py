"""Briefing mode: one chart on a clean page at 16:9; a screenshot of it is the slide."""

from __future__ import annotations

import streamlit as st

from timeline.charts import Chart
from timeline.pages import casualties, chronology, data, frame, start
from timeline.selection import Filters
from timeline.view import View

WIDTH, HEIGHT = 960, 540  # the slide as it is drawn; the browser magnifies it to the width that was chosen
TALLEST_ROW = 60
WINDOW, SMALLEST = 1280, 360  # pixels across where nothing is known of the window, and at least
CHARTS = {"timeline": "Timeline", **casualties.KINDS}
CLEAN = """<style>
[data-testid="stHeader"], [data-testid="stSidebar"], [data-testid="stSidebarCollapsedControl"] {{ display: none; }}
.stMainBlockContainer {{ padding: 0 !important; max-width: none; }}
.st-key-slide {{ transform: scale({zoom}); transform-origin: 0 0; width: {width}px; max-width: none; height: {height}px !important; flex: none; overflow: hidden;
  background: {paper}; margin-bottom: {more}px; }}
.st-key-slide div {{ overflow: visible !important; }}
.st-key-slide > * {{ min-width: {least}px; }}
.st-key-desk {{ padding: 1.5rem; }}
.stApp h1 {{ position: absolute; clip-path: inset(50%); height: 1px; overflow: hidden; }}
</style>"""


def show() -> None:
    view = frame.begin("briefing")
    source = start.ready()
    look = frame.look(view)
    zoom = (int(view.size) if view.size.isdigit() else _fitting()) / WIDTH
    st.html(CLEAN.format(zoom=zoom, width=WIDTH, height=HEIGHT, paper=look.paper, more=round((zoom - 1) * HEIGHT),
                         least=round(WIDTH / zoom)))  # fmt: skip
    st.title("Briefing", anchor=False)
    drawn = slide(source, view)
    with st.container(key="slide"):
        if drawn is None:
            frame.empty("There is nothing to draw", "Choose another chart below, or other filters on its page.")
        else:
            st.plotly_chart(frame.once(drawn.figure), key="chart.slide", theme=None, alt=drawn.alt,
                            width=round(WIDTH / zoom), height=round(HEIGHT / zoom),  # streamlit measures what is magnified
                            config=frame.config(drawn.words.title) | {"displayModeBar": "hover"})  # fmt: skip
    with st.container(key="desk"):
        _desk(view)


def _fitting() -> int:
    """The width of the largest slide that the window holds."""
    wide, high = frame.window() or (WINDOW, WINDOW)
    return max(min(wide, high * WIDTH // HEIGHT), SMALLEST)


def slide(source: data.Source, view: View) -> Chart | None:
    """The chart of the view at 16:9, with all that its note must tell."""
    counts = data.counts(source, view.filters)
    if view.chart == "timeline":
        if not counts["selected"]:
            return None
        drawn = chronology.picture(source, view, counts, height=HEIGHT, width=WIDTH, grows=False)
    else:
        claims = casualties.selected(source, view)
        if claims.empty:
            return None
        found, _ = casualties.draw(source, claims, view, view.chart, width=WIDTH, height=HEIGHT)
        if found is None:
            return None
        drawn = found
    drawn.figure.update_layout(height=HEIGHT, width=WIDTH)
    if view.chart in ("claimants", "captives", "shares"):  # few rows stand at the top, as high as on their page
        first, last = drawn.figure.layout.yaxis.range[1], drawn.figure.layout.yaxis.range[0]
        room = HEIGHT - drawn.figure.layout.margin.t - drawn.figure.layout.margin.b
        drawn.figure.update_layout(yaxis={"range": [max(last, first + room / TALLEST_ROW), first]})
    return drawn


def _desk(view: View) -> None:
    """Below the slide: what it shows, its words and its look."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        for name, label, options in (("chart", "Chart", CHARTS), ("look", "Look", {"auto": "As the screen", "light": "Light",
                                     "dark": "Dark", "print": "Print"}), ("size", "Width", {"auto": "As the window", "1280": "1280",
                                     "1920": "1920", "3840": "3840"})):  # fmt: skip
            st.session_state[f"b.{name}"] = getattr(view, name)
            st.selectbox(label, list(options), key=f"b.{name}", format_func=options.__getitem__, on_change=_set, args=(name,),
                         width=220)  # fmt: skip
        st.page_link(st.session_state["pages"]["timeline"], label="Back to the timeline", icon=":material/arrow_back:",
                     query_params=view.with_(title="", subtitle="", chart="timeline").query("lanes", "reference"))  # fmt: skip
    left, right = st.columns(2)
    for column, name, label in ((left, "title", "Title"), (right, "subtitle", "Subtitle")):
        st.session_state[f"b.{name}"] = getattr(view, name)
        column.text_input(label, key=f"b.{name}", on_change=_set, args=(name,), placeholder="empty: the default", max_chars=300)
    chosen = view.filters.sentence()
    frame.small(f"Shown: {chosen}. Filters are changed on the pages Timeline and Casualties."
                           if view.filters != Filters() else "Shown: all events. Filters are set on the pages Timeline and "
                           "Casualties. The camera at the top right of the slide saves it as an image.")  # fmt: skip


def _set(name: str) -> None:
    frame.change(**{name: st.session_state[f"b.{name}"]} | ({"series": ""} if name == "chart" else {}))
