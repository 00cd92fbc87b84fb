"""The pages of the dashboard: where each one is, what it is called and which settings its URL holds."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

import streamlit as st


@dataclass(frozen=True, slots=True)
class Place:
    """A page: its URL, its title, its module here, which has a function `show`, and the settings that its URL holds."""

    path: str
    title: str
    module: str
    settings: tuple[str, ...] = ()

    def of_streamlit(self) -> st.Page:
        def run() -> None:
            import_module(f"timeline.pages.{self.module}").show()

        return st.Page(run, title=self.title, url_path=self.path, default=self.path == "timeline")


LOST = "page"  # the key under which the first page is told the name of one that there is not
# No module is called `timeline`: `timeline serve` puts this folder on the path, where it would hide the package.
PAGES = (
    Place("timeline", "Timeline", "chronology", ("lanes", "reference", "range", "event")),
    Place("table", "Table", "table", ("event",)),
    Place("casualties", "Casualties", "casualties", ("chart", "series", "under", "per", "scale", "reference", "event", "claim")),
    Place("reader", "Reader", "reader", ("article", "at")),
    Place("articles", "Articles", "articles", ("asked", "than")),
    Place("compare", "Compare", "compare", ("align", "reference")),
    Place("briefing", "Briefing", "briefing",
          ("chart", "lanes", "series", "under", "per", "scale", "look", "size", "title", "subtitle", "reference", "range")),
    Place("corrections", "Corrections", "corrections"),
    Place("about", "About", "about"),
)


def of(path: str) -> Place:
    return next(p for p in PAGES if p.path == path)
