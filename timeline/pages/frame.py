"""What every page stands in: its style, its state in the URL, its heading, and what it says when it has nothing."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from timeline.charts import LOOKS, Chart, Look
from timeline.charts.chart import WIDTH
from timeline.charts.words import visible
from timeline.pages import data, places, screen
from timeline.selection import known_only
from timeline.view import View

STYLE = """<style>
:root { --mark: color-mix(in srgb, #d18e02 30%, transparent); --line: color-mix(in srgb, currentColor 18%, transparent); }
.stMainBlockContainer { padding-left: 1.5rem; padding-right: 1.5rem; padding-bottom: 2rem; max-width: none; }
.stMainBlockContainer h1 { padding: 0; }
.stMainBlockContainer > [data-testid="stVerticalBlock"] > [data-testid="stElementContainer"] h1 { padding-bottom: 0.5rem; }
[data-testid="stDateInput"] [data-rac] > span { line-height: 24px; }
[data-testid="stDateInput"] [role="spinbutton"] { min-width: 24px; display: inline-block; text-align: center; }
.t-count { font-size: 0.95rem; opacity: 0.85; margin: 0; }
.t-article { max-width: 46rem; line-height: 1.65; font-size: 1rem; white-space: pre-wrap; overflow-wrap: anywhere; }
.t-article mark, .t-quote mark { background: var(--mark); color: inherit; border-radius: 3px; padding: 0 2px; }
.t-quote mark.t-hit { background: none; box-shadow: inset 0 -2px 0 #0b5cad; font-weight: 700; border-radius: 0; padding: 0; }
.t-article .t-here { background: color-mix(in srgb, #0b5cad 14%, transparent); border-radius: 3px; }
.t-quote { border-left: 3px solid var(--line); padding: 0.1rem 0 0.1rem 0.8rem; margin: 0.35rem 0; line-height: 1.5;
  overflow-wrap: anywhere; }
.t-small { font-size: 0.85rem; opacity: 0.8; margin: 0; }
.t-facts { display: grid; grid-template-columns: max-content 1fr; gap: 0.25rem 1rem; }
.t-facts > span { opacity: 0.75; } .t-facts > div { overflow-wrap: anywhere; }
[data-testid="stSidebar"] [data-testid="stVerticalBlock"] { gap: 0.55rem; }
[data-testid="stSidebarHeader"] { height: 2.6rem; margin-bottom: 0; padding-bottom: 0; }
[data-testid="stSidebarUserContent"] { padding-top: 0; padding-bottom: 1.5rem; }
[data-testid="stButtonGroup"] button { min-height: 2.5rem; }
[class*="st-key-wide-"] { overflow-x: auto; overflow-y: hidden; }
@media (max-width: 640px) { [data-testid="stElementContainer"]:has(> [data-testid="stSpace"]) { display: none; } }
@media print { [data-testid="stSidebar"], [data-testid="stHeader"], .stButton { display: none; } }
</style>"""
FITTED = "<style>[class*='st-key-wide-'] > * {{ min-width: {width}px; }}</style>"  # narrower windows sweep sideways
NARROWEST, WIDEST = 720, 3600  # pixels that a chart is fitted to
SIDEBAR, BESIDE = 281, 62  # pixels of the column of filters, and of the page's own edges and a scroll bar
TABLE_ROW = 33  # pixels, at our size of type
MOST_TOLD = 50  # problems in one box
LONGEST_NAME = 90  # letters of a file's name
OPEN_FROM = 1100  # pixels of a window in which the filters stand open at first


PICTURES = {"PNG 1×": ("png", 1), "PNG 2×": ("png", 2), "PNG 4×": ("png", 4), "SVG": ("svg", 1)}
DEFAULT_PICTURE = "PNG 2×"


def configure() -> None:
    narrow = (window() or (OPEN_FROM, 0))[0] < OPEN_FROM
    st.set_page_config(page_title="Timeline", page_icon=str(Path(__file__).with_name("icon.png")), layout="wide",
                       initial_sidebar_state="collapsed" if narrow else "auto",
                       menu_items={"About": "Timeline: the chronology and the casualty claims behind news articles."})  # fmt: skip
    st.html(STYLE)


# ---------------------------------------------------------------- the view and the URL


def begin(path: str) -> View:
    """The page's view: from the URL where it is new, else as the widgets left it; the URL follows it."""
    place, state = places.of(path), st.session_state
    given = {key: st.query_params.get_all(key) for key in st.query_params}
    lost = given.pop(places.LOST, [])
    moved, acted = state.get("page") != path, state.pop("acted", False)
    state["page"] = path
    if "view" not in state or ((given or lost) and not acted and given != state.get("written")):
        view, problems = View.from_query(given)
        try:
            source = data.tables()
            filters, gone = known_only(view.filters, lambda field, value: data.exists(source, field, value))
            view = view.with_(filters=filters)
            for name in ("event", "claim"):
                if wanted := getattr(view, name):
                    view = view.with_(**{name: data.present(source, name, wanted)})
                    gone += [] if getattr(view, name) else [f"the {name} {wanted} is not in these tables"]
            if view.build and view.build != source.generation:
                gone.append(f"the link was made with build {view.build}; these tables are build {source.generation}")
        except data.StoreError:
            gone = []
        lost = [f"there is no page “{name}”; this is the first one" for name in lost[:1]]
        state["view"], state["problems"] = view.with_(build=""), lost + problems + gone
    elif moved:
        state["problems"] = []
    write(path)
    warned([f"From the address: {problem}" for problem in state.get("problems", ())], icon=":material/link_off:")
    if path not in ("corrections", "briefing") and data.uncorrected():
        st.warning("No correction is applied: their file holds a mistake. The page “Corrections” says which.", icon=":material/rule:")
    assert place
    view = state["view"]
    assert isinstance(view, View)
    return view


def write(path: str) -> None:
    """The view into the URL, with the settings that this page holds there."""
    query = st.session_state["view"].query(*(places.of(path).settings or ("",)))
    st.session_state["written"] = query
    if {key: st.query_params.get_all(key) for key in st.query_params} != query:
        st.query_params.from_dict(query)


def change(**changes: Any) -> None:
    """For callbacks of widgets: the view with something changed."""
    st.session_state["view"] = st.session_state["view"].with_(**changes)
    st.session_state["acted"] = True


def narrow(**changes: Any) -> None:
    """For callbacks of widgets: the selection with some filters changed."""
    change(filters=st.session_state["view"].filters.model_copy(update=changes))


def look(view: View) -> Look:
    """The look that was chosen, else that of the browser."""
    if view.look != "auto":
        return LOOKS[view.look]
    return LOOKS["dark" if st.context.theme.type == "dark" else "light"]


def window() -> tuple[int, int] | None:
    """Width and height of the window in pixels, where the browser has told them."""
    told = st.context.cookies.get(screen.COOKIE)
    return screen.parsed(told) if isinstance(told, str) else None


def room(*, sidebar: bool = True) -> int:
    """Pixels across that a chart is fitted to on a page with or without the column of filters."""
    found = window()
    if found is None:
        return WIDTH
    beside = SIDEBAR if sidebar and found[0] >= OPEN_FROM else 0
    return min(max(found[0] - beside - BESIDE, NARROWEST), WIDEST) // 10 * 10


def tall(usual: int, *, other: int, most: int = 1000) -> int:
    """Pixels down that a chart may take where everything else in sight takes `other`; at least the usual ones."""
    found = window()
    return usual if found is None else min(max(found[1] - other, usual), most)


def once(figure: Any, dragmode: str = "pan") -> Any:
    """The figure with what streamlit's page would add after it has drawn it, and then draw it a second time: how it is
    clicked and dragged over."""
    clickmode = "event" if dragmode == "select" else "event+select"
    figure.update_layout({"clickmode": clickmode, "dragmode": dragmode, "hovermode": "closest", "datarevision": 0})
    return figure


def chart(drawn: Chart, key: str, **settings: Any) -> None:
    """The chart on the page, at its least width where the screen has less; `settings` are those of `st.plotly_chart`."""
    st.html(FITTED.format(width=drawn.width))
    with st.container(key=f"wide-{key}"):
        st.plotly_chart(once(drawn.figure), key=key, theme=None, alt=drawn.alt, config=config(drawn.words.title), **settings)


def rows_high(rows: int, *, most: int) -> int:
    """Pixels that a table of so many rows takes, at most."""
    return min((rows + 1) * TABLE_ROW + 2, most)


def config(name: str) -> dict[str, Any]:
    """What the browser offers on a chart: its picture in the chosen form, under a name that says what it is."""
    kind, scale = PICTURES[st.session_state.get("picture", DEFAULT_PICTURE)]
    return {"displaylogo": False, "displayModeBar": True, "modeBarButtons": [["toImage"]], "doubleClick": False,
            "toImageButtonOptions": {"format": kind, "scale": scale, "filename": stem(name)}}  # fmt: skip


def stem(name: str) -> str:
    """The name of a file that says what is in it.

    >>> stem("Attacks in Gaza, 1 Nov 2023 – 1 Mar 2024")
    'attacks-in-gaza-1-nov-2023-1-mar-2024'
    """
    words = "".join(c if c.isalnum() else " " for c in name.lower()).split()
    while len(words) > 1 and sum(map(len, words)) + len(words) > LONGEST_NAME:
        del words[-2]  # what stands last, such as a build, is kept
    return "-".join(words)[:LONGEST_NAME] or "chart"


# ---------------------------------------------------------------- text of others


def plain(text: object) -> str:
    """Text of others where streamlit reads Markdown: every sign that it could read otherwise is escaped."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]()<>#+-.!|~$:^=&@/\"'" else c for c in visible(str(text)).replace("\n", " "))


def escaped(text: object) -> str:
    """Text of others inside our own HTML."""
    return html.escape(visible(str(text)))


def small(text: object) -> None:
    """A line of small print. (Streamlit's own caption is too pale to read by WCAG.)"""
    st.html(f'<p class="t-small">{escaped(text)}</p>')


def opening(setting: str, label: str, names: Mapping[str, str]) -> None:
    """A field that opens an event or a claim, which the view then holds, by its name."""
    def opened() -> None:
        if chosen := st.session_state.get(f"open.{setting}"):
            st.session_state[f"open.{setting}"] = None  # the same one can be opened again
            change(**{setting: chosen})

    st.selectbox(label, list(names), index=None, key=f"open.{setting}", format_func=lambda one: names.get(one, one), on_change=opened,
                 placeholder="choose, or write a part of its name", width=620)  # fmt: skip


def warned(problems: Sequence[str], *, icon: str | None = None) -> None:
    """What is wrong, each on a line of one box, so that the page below stays in sight; nothing where nothing is."""
    told = [plain(problem) for problem in problems[:MOST_TOLD]]
    if len(problems) > MOST_TOLD:
        told.append(f"and {len(problems) - MOST_TOLD:,} more")
    if told:
        st.warning("  \n".join(told), icon=icon)


def facts(pairs: list[tuple[str, str]]) -> None:
    """Names and values, one a line."""
    rows = "".join(f"<span>{escaped(name)}</span><div>{escaped(value)}</div>" for name, value in pairs if value)
    st.html(f'<div class="t-facts">{rows}</div>')


def empty(what: str, todo: str) -> None:
    """An empty state: what is not there, and what to do."""
    with st.container(border=True):
        st.subheader(what, anchor=False)
        st.text(todo)
