"""Figures are such that a page draws them once, and say their numbers where they stand."""

import json
from datetime import date
from itertools import pairwise

import pandas as pd
import pytest

from timeline.charts import LOOKS
from timeline.charts.chart import Words
from timeline.charts.claims import claimants, incidents
from timeline.charts.density import brush, density
from timeline.charts.series import alike, fullest

LIGHT = LOOKS["light"]
PLAIN = {"article_id": "a", "group": None, "group_role": None, "side": None, "held_by": None, "perpetrator": None, "subset_of": None,
         "share": None, "denominator": None, "bound": "exact", "unit": "people", "basis": "incident", "period_start": date(2024, 3, 1),
         "period_end": date(2024, 3, 1), "period_edtf": "2024-03-01", "as_of_start": date(2024, 3, 2), "as_of_end": date(2024, 3, 2),
         "as_of_basis": "stated", "status": "reported", "place": "Port Ardent", "sentence": "A told sentence.", "raw": "", "roles": []}  # fmt: skip


def claim(number: int, effect: str, count: int, event: str, day: date, by: str | None = None, **more) -> dict:
    return PLAIN | {"claim_id": str(number), "effect": effect, "count": float(count), "low": float(count), "high": float(count), "event_id": event,
                    "event_title": f"Blast {event}", "event_start": day, "claimed_by": by, "bound": "exact"} | more  # fmt: skip


@pytest.fixture
def blasts():
    return pd.DataFrame([
        claim(1, "killed", 12, "a", date(2024, 1, 5), "police"), claim(2, "killed", 20, "a", date(2024, 1, 5), "army"),
        claim(3, "killed", 7, "b", date(2024, 6, 5)), claim(4, "killed", 3, "c", date(2024, 6, 9)),
        claim(5, "injured", 40, "b", date(2024, 6, 5))])  # fmt: skip


def test_the_figure_of_one_incident_stands_over_its_bar_and_of_several_only_how_many(blasts):
    chart = incidents(blasts, LIGHT, Words("Incidents"), step="month")
    told = {t.yaxis: dict(zip(t.x, t.text, strict=True)) for t in chart.figure.data if t.name == "figures"}
    assert {k[:7]: v for k, v in told["y"].items()} == {"2024-01": "12–20", "2024-06": "2 incidents"}  # 7 and 3 are not added
    assert {k[:7]: v for k, v in told["y2"].items()} == {"2024-06": "40"}


def test_of_labels_over_neighbouring_bars_the_higher_one_stays():
    near = pd.DataFrame([claim(n, "killed", 1000 + n, str(n), date(2020, 1, 1) + pd.Timedelta(days=n).to_pytimedelta()) for n in range(700)])
    figure = incidents(near, LIGHT, Words("Incidents"), step="day").figure
    shown = next(t for t in figure.data if t.name == "figures")
    places = sorted(pd.to_datetime(list(shown.x)))
    assert "1,699" in shown.text and 10 < len(places) < 60
    assert min((b - a).days for a, b in pairwise(places)) >= 20  # 700 days over 892 pixels, a label takes 34


def test_killed_stand_first_in_the_same_colour_in_both_charts(blasts):
    mine = blasts[blasts.event_id == "b"]
    rows = claimants(mine, LIGHT, Words("Who counts what")).figure
    bars = incidents(mine, LIGHT, Words("Incidents"), step="month").figure
    named = {t.name: t.marker.color for t in rows.data if t.showlegend is not False}
    assert list(named) == ["killed", "injured"]
    assert named == {t.name: t.marker.color for t in bars.data if t.type == "bar" and t.marker.pattern.shape == ""}


def test_of_series_that_are_as_full_the_killed_come_first():
    told = [claim(n, effect, 9, "a", date(2024, 1, 5), basis="cumulative") for n, effect in enumerate(("injured", "displaced", "killed"))]
    assert fullest(alike(pd.DataFrame(told))).effect.tolist() == ["killed", "injured", "displaced"]


def test_a_heatmap_is_coloured_from_none_to_the_fullest_cell():
    counts = pd.DataFrame({"row": ["attack", "attack"], "bin": [date(2024, 1, 1), date(2024, 2, 1)], "n": [700, 900]})
    cells = density(counts, LIGHT, Words("Many"), step="month").figure.data[0]
    assert (cells.zmin, cells.zmax) == (0, 900)


def test_a_brush_begins_and_ends_where_the_plot_above_does():
    counts = pd.DataFrame({"row": ["attack", "attack"], "bin": [date(2024, 1, 1), date(2024, 2, 1)], "n": [700, 900]})
    over = density(counts, LIGHT, Words("Many"), step="month", width=1000)
    assert (over.figure.layout.margin.l, over.figure.layout.margin.r) == (140, 80)
    first, last = brush(counts, LIGHT, step="month", chosen=None, under=over).layout.xaxis.domain
    assert 16 + first * 968 == pytest.approx(140) and 16 + last * 968 == pytest.approx(920)
    assert brush(counts, LIGHT, step="month", chosen=None).layout.xaxis.domain is None


def test_a_figure_has_no_template_and_whole_pixels_for_streamlit_draws_any_other_twice(blasts):
    for chart in (incidents(blasts, LIGHT, Words("Incidents"), step="month"), claimants(blasts, LIGHT, Words("Who counts what", "Below", "Note"))):
        told = json.loads(chart.figure.to_json())["layout"]
        assert told.get("template") is None and isinstance(told["height"], int)
        assert told["font"]["color"] == LIGHT.text and told["xaxis"]["fixedrange"] is True
