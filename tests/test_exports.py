"""Reports, decks and TimelineJS hold the selected events, harmless."""

import io
import json
import re

import pytest
from fixtures_tables import mediation, write
from pptx import Presentation

from timeline.downloads.pptx import write_pptx
from timeline.downloads.timelinejs import document
from timeline.pages import decks
from timeline.pages.exports import _made, selected
from timeline.selection import Filters
from timeline.store import Tables
from timeline.view import View

RELEASES = View(filters=Filters(types=("release",)))


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    return Tables(write(mediation(), tmp_path_factory.mktemp("tables")))


def made(source, kind: str, view: View = RELEASES) -> bytes:
    return _made(source, view, ("events",), None, kind)


def deck_of(source, *names: str):
    out = io.BytesIO()
    write_pptx(decks.slides(source, View(), selected(source, View(), "events"), names), [], out, {})
    return Presentation(out)


def test_a_deck_has_native_charts_a_table_and_what_stands_behind_them(source):
    deck = Presentation(io.BytesIO(made(source, "pptx", View())))
    charts = [s.chart for page in deck.slides for s in page.shapes if s.has_chart]
    bars = charts[0].plots[0]
    assert "Truce in Gaza with exchanges of captives and prisoners" in list(bars.categories)
    days = dict(zip(bars.categories, bars.series[1].values, strict=True))
    assert days["Truce in Gaza with exchanges of captives and prisoners"] == 8  # 24 November to 1 December
    assert [s.name for s in charts[1].plots[0].series] == ["Gaza Health Ministry", "Gaza Government Media Office"]  # as the gazetteer names them
    assert 28473 in charts[1].plots[0].series[0].values
    tables = [s.table for page in deck.slides for s in page.shapes if s.has_table]
    assert tables[0].cell(0, 1).text == "Event" and tables[0].cell(1, 0).text == "since 2007"
    last = " ".join(s.text_frame.text for s in deck.slides[-1].shapes if s.has_text_frame)
    assert source.generation in last and "All events: 70 events" in last


def test_a_deck_holds_the_charts_that_the_page_shows_with_their_own_figures(source):
    deck = deck_of(source, "toll", "claimants")
    toll, bars = (next(s.chart for s in page.shapes if s.has_chart) for page in list(deck.slides)[:2])
    assert deck.slides[0].shapes.title.text.startswith("Palestinians killed in ") and toll.plots[0].series
    named = dict(zip(bars.plots[0].categories, bars.plots[0].series[0].values, strict=True))
    assert named["Gaza's health ministry, as of 29 Feb 2024: 30,035 killed (Palestinians)"] == 30_035
    assert deck.slides[1].shapes.title.text.startswith("Who counts what: ")
    told = " ".join(s.text_frame.text for s in deck.slides[1].shapes if s.has_text_frame)
    assert "the first 16 of 19 figures" in told and source.generation[:8] in told


def test_a_deck_keeps_rival_claims_of_an_incident_apart_and_shares_as_shares(source):
    deck = deck_of(source, "incidents", "shares")
    incidents, shares = (next(s.chart for s in page.shapes if s.has_chart) for page in list(deck.slides)[:2])
    low, more = incidents.plots[0].series
    row = next(n for n, name in enumerate(incidents.plots[0].categories) if "aid convoy" in name and "killed" in name)
    assert (low.values[row], more.values[row]) == (10, 108)  # more than 10, 112 and at least 118
    assert all(0 < value <= 1 for value in shares.plots[0].series[0].values)


def test_a_report_is_one_file_that_asks_for_nothing(source):
    text = made(source, "html").decode()
    assert text.count("<tr>") == 10  # the head and nine releases
    assert "Releases: 9 events" in text
    outside = re.sub(r"<script>.*?</script>", "", text, flags=re.S)
    assert not re.search(r'(src|href)="?https?:', outside)


def test_timelinejs_holds_dated_events_and_says_how_many_it_leaves_out(source):
    found = json.loads(made(source, "timelinejs.json", View()))
    assert len(found["events"]) == 68 and "2 undated events left out" in found["title"]["text"]["text"]
    truce = next(e for e in found["events"] if e["text"]["headline"].startswith("Truce"))
    assert truce["start_date"] == {"year": 2023, "month": 11, "day": 24}
    assert truce["end_date"] == {"year": 2023, "month": 12, "day": 1}
    assert truce["display_date"] == "24 Nov – 1 Dec 2023"


def test_a_title_of_others_is_text_in_timelinejs():
    row = {"start": None, "end": None, "when": None, "title": "<img>", "event_type": "x", "publishers": []}
    assert document([row], notes={"selection": "<b>"})["title"]["text"]["headline"] == "&lt;b&gt;"


def test_json_lines_are_the_rows(source):
    rows = [json.loads(line) for line in made(source, "jsonl").decode().splitlines()]
    assert len(rows) == 9 and rows[0]["title"] == "Iran and the United States free five prisoners each"
