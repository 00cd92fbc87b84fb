"""Events as the JSON of TimelineJS, for publishing.

    >>> from datetime import date
    >>> one = {"start": date(2024, 2, 13), "end": date(2024, 2, 13), "edtf": "2024-02-13", "when": "13 Feb 2024",
    ...        "title": "Talks <b>in</b> Cairo", "event_type": "negotiation", "publishers": ["Doha Wire"]}
    >>> document([one], notes={})["events"][0]["text"]["headline"]
    'Talks &lt;b&gt;in&lt;/b&gt; Cairo'

TimelineJS knows no uncertain dates: what is known stands in words in `display_date`. It reads HTML, so text is escaped.
An event without a first or last day has no place there and is left out; the document says how many.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import IO, Any

import pyarrow as pa

__all__ = ["document", "write_timelinejs"]


def document(events: Iterable[Mapping[str, Any]], *, notes: Mapping[str, str]) -> dict[str, Any]:
    """The document of TimelineJS 3 for rows of the table of events."""
    slides, left_out = [], 0
    for event in events:
        first = event["start"] or event["end"]
        if first is None:
            left_out += 1
            continue
        slide = {"start_date": _day(first), "display_date": html.escape(event["when"] or "", quote=False),
                 "text": {"headline": html.escape(event["title"] or "", quote=False), "text": _told(event)},
                 "group": event["event_type"]}  # fmt: skip
        if event["start"] and event["end"] and event["end"] > event["start"]:
            slide["end_date"] = _day(event["end"])
        slides.append(slide)
    said = [f"{k}: {v}" for k, v in notes.items()] + ([f"{left_out} undated events left out"] if left_out else [])
    title = {"text": {"headline": html.escape(notes.get("selection", "Timeline"), quote=False),
                      "text": "<br>".join(html.escape(t, quote=False) for t in said)}}  # fmt: skip
    return {"title": title, "events": slides}


def _day(day: date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}


def _told(event: Mapping[str, Any]) -> str:
    publishers = ", ".join(event["publishers"] or [])
    return html.escape(f"Told by {publishers}" if publishers else "publisher not stated", quote=False)


def write_timelinejs(events: pa.Table, out: IO[bytes], notes: Mapping[str, str]) -> None:
    out.write(json.dumps(document(events.to_pylist(), notes=notes), ensure_ascii=False, indent=1).encode("utf-8"))
