"""The state of a dashboard page: one or two selections and the settings of its chart, as a URL.

    >>> view, problems = View.from_query({"type": ["attack"], "lanes": ["actor"], "look": ["neon"]})
    >>> view.filters.types, view.lanes
    (('attack',), 'actor')
    >>> problems
    ['look=neon: expected one of auto, light, dark, print']
    >>> view.query()
    {'type': ['attack'], 'lanes': ['actor']}

The second selection, for comparing, has the same keys with `b.` before them. Nothing of a URL is ever evaluated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from pydantic import BaseModel, ConfigDict

from timeline.selection import FIELDS, Filters

__all__ = ["SETTINGS", "Setting", "View"]

OTHER = "b."


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting of a chart or page: its key in the URL is its name; `choices` empty means free text."""

    name: str
    label: str
    choices: tuple[str, ...] = ()


SETTINGS = (
    Setting("lanes", "Lanes", ("packed", "actor", "type", "place", "publisher")),
    Setting("reference", "Reference events", ("shown", "hidden")),
    Setting("range", "First period", ("most", "all")),
    Setting("per", "Count per", ("auto", "day", "week", "month", "quarter", "year")),
    Setting("scale", "Axis", ("linear", "log")),
    Setting("chart", "Chart", ("timeline", "toll", "incidents", "claimants", "captives", "shares")),
    Setting("series", "Series"),
    Setting("under", "Series laid under"),
    Setting("event", "Event"),
    Setting("claim", "Claim"),
    Setting("article", "Article"),
    Setting("at", "Place in the article"),
    Setting("look", "Look", ("auto", "light", "dark", "print")),
    Setting("size", "Width in pixels", ("auto", "1280", "1920", "3840")),
    Setting("title", "Title"),
    Setting("subtitle", "Subtitle"),
    Setting("align", "Align at", ("calendar", "first")),
    Setting("asked", "Published", ("after", "before")),
    Setting("than", "A day or a reference event"),
    Setting("build", "Build"),
)
LONGEST_TEXT = 300


class View(BaseModel):
    """What a page shows. A setting at its default is not in the URL."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    filters: Filters = Filters()
    other: Filters | None = None
    lanes: str = "packed"
    reference: str = "shown"
    range: str = "most"
    per: str = "auto"
    scale: str = "linear"
    chart: str = "timeline"
    series: str = ""
    under: str = ""
    event: str = ""
    claim: str = ""
    article: str = ""
    at: str = ""
    look: str = "auto"
    size: str = "auto"
    title: str = ""
    subtitle: str = ""
    align: str = "calendar"
    asked: str = "after"
    than: str = ""
    build: str = ""

    @classmethod
    def from_query(cls, given: Mapping[str, Sequence[str]]) -> tuple[View, list[str]]:
        """The view of a page's query parameters, and what in them was not understood, in words; the rest is applied."""
        filters, problems = Filters.from_query(given)
        values: dict[str, Any] = {"filters": filters}
        if any(key.startswith(OTHER) for key in given):
            values["other"], more = Filters.from_query(given, prefix=OTHER)
            problems += more
        for setting in SETTINGS:
            for text in given.get(setting.name, ())[-1:]:
                if setting.choices and text not in setting.choices:
                    problems.append(f"{setting.name}={text}: expected one of {', '.join(setting.choices)}")
                else:
                    values[setting.name] = text[:LONGEST_TEXT]
        names = {s.name for s in SETTINGS} | {p + f.key for f in FIELDS for p in ("", OTHER)}
        problems += [f"{key}: this page does not know it" for key in given if key not in names]
        return cls.model_validate(values), problems

    def query(self, *names: str) -> dict[str, list[str]]:
        """Query parameters of this view: the filters and the settings named (all where none is named)."""
        out: dict[str, list[str]] = {}
        pairs = self.filters.pairs() + (self.other.pairs(prefix=OTHER) if self.other else [])
        pairs += [(s.name, getattr(self, s.name)) for s in SETTINGS
                  if (not names or s.name in names) and getattr(self, s.name) != View.model_fields[s.name].default]  # fmt: skip
        for key, value in pairs:
            out.setdefault(key, []).append(value)
        return out

    def url(self, page: str = "") -> str:
        """The path and query of a link to this view on a page."""
        query = urlencode(self.query(), doseq=True)
        return f"/{page}?{query}" if query else f"/{page}"

    def with_(self, **changes: Any) -> View:
        """The same view with some settings changed."""
        return self.model_copy(update=changes)
