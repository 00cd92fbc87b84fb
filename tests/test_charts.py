"""Figures say what their frames hold: tested by the figures' own data."""

from datetime import date, timedelta
from itertools import combinations, pairwise

import pandas as pd
import plotly.graph_objects as go
import pytest
from fixtures_tables import many, mediation, write

from timeline.charts import LOOKS
from timeline.charts.chart import Words
from timeline.charts.chronology import fitting, timeline
from timeline.charts.claims import captives, claimants, incidents, shares
from timeline.charts.density import brush, density, step_for
from timeline.charts.lanes import pack, place
from timeline.charts.look import SYMBOLS, TYPES, contrast, faded
from timeline.charts.marks import mark
from timeline.charts.series import alike, fullest
from timeline.charts.toll import toll
from timeline.charts.words import cut, safe, width_of
from timeline.store import Tables

LIGHT = LOOKS["light"]


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    return Tables(write(mediation(), tmp_path_factory.mktemp("tables")))


@pytest.fixture(scope="module")
def events(tables):
    return tables.query('SELECT * FROM events ORDER BY "start" NULLS LAST, title')


@pytest.fixture(scope="module")
def claims(tables):
    return tables.query("""SELECT c.*, e.title AS event_title, e."start" AS event_start, e.roles FROM casualties c
                           LEFT JOIN events e ON e.event_id = c.event_id""")


def one(**changes) -> pd.DataFrame:
    """One event with what a test changes."""
    row = {"event_id": "e", "start": date(2024, 2, 13), "end": date(2024, 2, 13), "extent": "day", "when": "13 Feb 2024",
           "title": "Talks in Cairo", "event_type": "negotiation", "status": "happened", "certainty": "certain",
           "importance": 1.0, "actors": [], "places": [], "article_count": 1, "publisher_count": 1}  # fmt: skip
    return pd.DataFrame([row | changes])


def traces(figure, mode: str) -> list:
    return [t for t in figure.data if t.type == "scatter" and t.mode == mode and t.customdata is not None]


# ---------------------------------------------------------------- marks and lanes


@pytest.mark.parametrize(("extent", "start", "end", "kind", "ends"), [
    ("day", 50, 50, "point", (False, False)),
    ("throughout", 40, 60, "bar", (False, False)),
    ("within", 40, 60, "faded", (False, False)),
    ("since", 40, None, "bar", (False, True)),
    ("until", None, 40, "bar", (True, False)),
    ("on_or_before", None, 40, "before", (False, False)),
    ("on_or_after", 40, None, "after", (False, False)),
    ("throughout", -500, 500, "bar", (True, True)),
])  # fmt: skip
def test_each_reading_of_time_has_its_own_mark(extent, start, end, kind, ends):
    found = mark(extent, start, end, first=0, last=100, pixels=1000)
    assert (found.kind, found.ends) == (kind, ends)


def test_a_bar_is_inclusive_of_its_last_day():
    assert mark("throughout", 10, 19, first=0, last=100, pixels=1000).span == (100.0, 200.0)


def test_no_two_marks_or_titles_of_a_lane_overlap():
    table = many(400, seed=3)["events"].to_pandas()
    chart = timeline(table, LIGHT, Words("Crowded"), period=(date(2015, 1, 1), date(2024, 12, 31)))
    width = chart.figure.layout.width or 980
    first, last = (pd.Timestamp(v) for v in chart.figure.layout.xaxis.range)
    pixels = (width - 32) / (last - first).total_seconds()
    spans: dict[float, list[tuple[float, float]]] = {}
    for trace in traces(chart.figure, "markers"):
        for x, y, size in zip(trace.x, trace.y, trace.marker.size, strict=True):
            at = (pd.Timestamp(x) - first).total_seconds() * pixels
            spans.setdefault(round(y, 1), []).append((at - size / 2, at + size / 2))
    titled = 0
    for trace in traces(chart.figure, "text"):
        for x, y, text, side in zip(trace.x, trace.y, trace.text, trace.textposition, strict=True):
            at = (pd.Timestamp(x) - first).total_seconds() * pixels
            wide = width_of(text)
            spans.setdefault(round(y, 1), []).append((at, at + wide) if side == "middle right" else (at - wide, at))
            titled += 1
    assert titled > 25
    for row in spans.values():
        for (_, end), (begin, _) in pairwise(sorted(row)):
            assert begin >= end - 1


def test_lanes_are_reused_as_soon_as_they_are_free():
    assert pack([(0, 10), (5, 15), (17, 20), (30, 40)]) == [0, 1, 0, 0]


def test_the_heaviest_events_keep_their_titles_when_there_is_little_room():
    marks = [(float(n), n + 8.0) for n in (0, 20, 40, 60)]
    placed = place(marks, [100.0] * 4, [1, 5, 1, 1], width=150, most=2, widest=100)
    assert placed[1].side == "right" and sum(bool(p.side) for p in placed) < 4


def test_a_title_stands_on_the_left_where_the_right_is_taken():
    placed = place([(200.0, 208.0), (215.0, 223.0)], [100.0, 100.0], [1, 5], width=340, most=1, widest=100)
    assert [(p.lane, p.side) for p in placed] == [(0, "left"), (0, "right")]


def test_a_picture_that_may_not_grow_names_the_events_told_most_and_has_a_tick_for_each_other():
    table = many(400, seed=3)["events"].to_pandas()
    chart = timeline(table, LIGHT, Words("Crowded"), period=(date(2015, 1, 1), date(2024, 12, 31)), height=480, grows=False)
    assert chart.figure.layout.height <= 480
    ticks = next(t for t in chart.figure.data if t.name == "the other events")
    titles = next(t for t in chart.figure.data if t.name == "titles")
    points = {i for t in traces(chart.figure, "markers") if t.name != "the other events" for i in t.customdata or ()}
    bars = {i for t in chart.figure.data if t.type == "bar" for i in t.customdata}
    assert set(titles.customdata) == points | bars and len(titles.customdata) > 15
    assert len(titles.customdata) + len(ticks.customdata) == 400
    weight = dict(zip(table.event_id, table.importance, strict=True))
    assert max(weight.values()) == max(weight[i] for i in titles.customdata)


# ---------------------------------------------------------------- the timeline


def test_every_dated_event_of_the_period_is_drawn_once_and_the_undated_stand_in_the_strip(events):
    chart = timeline(events, LIGHT, Words("All"))
    drawn = [i for t in chart.figure.data if t.type == "bar" for i in t.customdata]
    drawn += [i for t in traces(chart.figure, "markers") for i in t.customdata]
    strip = next(t for t in chart.figure.data if t.name == "undated")
    undated = events[events["start"].isna() & events["end"].isna()]
    assert set(strip.customdata) == set(undated.event_id)
    assert set(drawn) == set(events.event_id) - set(strip.customdata)


def test_imprecise_planned_and_denied_events_are_drawn_as_such():
    faded = timeline(one(extent="within", start=date(2024, 2, 1), end=date(2024, 2, 29)), LIGHT, Words("")).figure.data[0]
    assert faded.marker.pattern.shape == ("/",)
    planned = timeline(one(status="planned"), LIGHT, Words("")).figure.data[0]
    assert planned.marker.symbol[0].endswith("-open")
    denied = timeline(one(status="denied"), LIGHT, Words("")).figure.data[0]
    assert denied.marker.symbol == ("x-thin-open",)


def test_the_first_range_fits_events_under_a_year_and_longer_ones_enter_as_arrows():
    long = one(event_id="long", extent="since", start=date(1948, 5, 14), end=None)
    both = pd.concat([one(), one(start=date(2024, 3, 1), end=date(2024, 3, 1)), long])
    assert fitting(both) == (date(2024, 2, 13), date(2024, 3, 1))
    arrows = [s for t in traces(timeline(both, LIGHT, Words("")).figure, "markers") for s in t.marker.symbol]
    assert {"triangle-left", "triangle-right"} <= set(arrows)


@pytest.mark.parametrize("row", [
    one(start=date(1724, 1, 1), end=date(1724, 1, 1)),
    one(start=None, end=None, extent="none", when=None),
    one(start=date(1, 1, 1), end=date(9999, 12, 31), extent="throughout"),
    one(title="x" * 3000), one(title=""),
    one(actors=[f"Actor {n}" for n in range(40)]),
])  # fmt: skip
def test_odd_events_break_no_picture(row):
    chart = timeline(row, LIGHT, Words("T" * 400, "S" * 900))
    assert chart.figure.to_json() and chart.figure.layout.height < 900


def test_no_events_make_an_empty_picture(events):
    assert "0 events" in timeline(events.iloc[0:0], LIGHT, Words("None")).alt


def test_text_of_articles_is_harmless_in_a_figure():
    chart = timeline(one(title="<b>Bold</b> <a href='javascript:x'>go</a> \u202eevil"), LIGHT, Words("<script>"))
    shown = next(t for t in chart.figure.data if t.name == "titles").text[0]
    assert shown.startswith("&lt;b&gt;Bold&lt;/b&gt; &lt;a href") and "⟨202E⟩" in shown
    assert chart.figure.layout.title.text == "&lt;script&gt;"


def test_swimlanes_name_their_groups_and_an_event_of_two_actors_stands_in_both():
    chart = timeline(one(), LIGHT, Words(""), groups=[("Qatar", [0]), ("Egypt", [0]), ("Nobody", [])])
    assert chart.figure.layout.yaxis.ticktext == ("Qatar", "Egypt")
    assert sum(len(t.customdata) for t in traces(chart.figure, "markers")) == 2


def test_title_subtitle_and_note_are_in_the_picture_and_the_alternative_says_it_in_words(events):
    chart = timeline(events, LIGHT, Words("Mediation", "70 events", "Build 1"))
    assert chart.figure.layout.title.text == "Mediation"
    assert any("Build 1" in a.text for a in chart.figure.layout.annotations)
    assert chart.alt.startswith("Timeline of 70 events, 1 Sep 2023 to 13 Oct 2025 (18 attack")
    assert list(chart.twin.columns) == ["When", "Event", "Type", "Status", "Places"] and len(chart.twin) == 70


# ---------------------------------------------------------------- counts


def test_the_heatmap_counts_events_by_row_and_step():
    counts = pd.DataFrame({"row": ["attack", "attack", "aid"], "bin": ["2024-01-01", "2024-03-01", "2024-03-01"], "n": [3, 4, 5]})
    chart = density(counts, LIGHT, Words("Counts"), step="month")
    heat = chart.figure.data[0]
    assert list(heat.z[0]) == [3, None, 4] or [None if v != v else v for v in heat.z[0]] == [3, None, 4]
    assert chart.figure.data[1].customdata[0] == ["2024-01-01", "2024-01-31"]
    assert chart.figure.layout.yaxis.ticktext == ("attack", "aid")


def test_the_step_is_the_finest_that_stays_readable():
    assert [step_for(date(2024, 1, 1), d) for d in (date(2024, 3, 1), date(2025, 6, 1), date(2030, 1, 1))] == [
        "day", "week", "month"]  # fmt: skip


def test_the_brush_shades_the_chosen_period():
    counts = pd.DataFrame({"bin": ["2024-01-01", "2024-02-01"], "n": [3, 4]})
    figure = brush(counts, LIGHT, step="month", chosen=(date(2024, 1, 10), date(2024, 1, 20)))
    assert (figure.layout.shapes[0].x0, figure.layout.shapes[0].x1) == ("2024-01-10", "2024-01-21")


# ---------------------------------------------------------------- casualties


@pytest.fixture(scope="module")
def gaza(claims):
    chosen = (claims.effect == "killed") & (claims.basis == "cumulative") & (claims.group == "Palestinians")
    return claims[chosen & claims.subset_of.isna()]


def test_a_toll_has_one_line_for_each_claimant_and_none_over_a_gap_of_more_than_a_month(gaza):
    chart = toll(gaza, LIGHT, Words("Toll"))
    lines = {t.name: t for t in chart.figure.data if t.mode == "lines" and t.line.shape == "hv"}
    assert set(lines) == {"Gaza's health ministry", "Gaza's media office"}
    ministry = lines["Gaza's health ministry"]
    days = list(ministry.x)
    assert ministry.line.shape == "hv"
    assert days[days.index("2024-04-20") + 1] is None  # 82 days to 11 July
    assert days[days.index("2024-01-21") + 1] == "2024-02-14"


def test_bounds_have_marks_and_signs_of_their_own_and_publication_days_are_hollow(gaza):
    drawn = toll(gaza, LIGHT, Words("Toll")).figure.data
    points = next(t for t in drawn if t.mode == "markers" and "health" in t.name)
    figures = next(t for t in drawn if t.mode == "markers+text" and t.legendgroup == points.legendgroup)
    found = dict(zip(points.x, zip(points.y, points.marker.symbol, figures.text, strict=True), strict=True))
    assert found["2024-02-14"][:2] == (28473, "star-triangle-up-open") and found["2024-02-14"][2].startswith("&gt;")
    assert found["2024-02-29"][:2] == (30035, "circle")
    assert found["2025-10-10"][1:] == ("triangle-up", "")
    assert found["2024-04-20"][1] == "diamond" and found["2024-04-20"][2].startswith("~")


def test_each_claimant_is_named_at_the_end_of_its_line(gaza):
    ends = [a.text for a in toll(gaza, LIGHT, Words("Toll")).figure.layout.annotations]
    assert any("≥67,211" in t and "health ministry" in t for t in ends)
    assert any("media office" in t for t in ends)


def test_the_same_figure_of_one_day_in_two_articles_is_one_point(gaza):
    twice = pd.concat([gaza.head(1), gaza.head(1).assign(claim_id="again", article_id="other")])
    points = next(t for t in toll(twice, LIGHT, Words("Toll")).figure.data if t.mode == "markers")
    assert len(points.x) == 1 and "2 claims" in points.hovertext[0]


def test_a_logarithmic_axis_is_one(gaza):
    assert toll(gaza, LIGHT, Words("Toll"), log=True).figure.layout.yaxis.type == "log"


def test_rival_claims_of_one_incident_are_a_range_and_never_added(claims):
    mine = claims[(claims.basis == "incident") & (claims.effect == "killed") & claims.event_start.notna()]
    chart = incidents(mine, LIGHT, Words("Incidents"), step="month")
    low, rest = chart.figure.data[0], chart.figure.data[1]
    convoy = next(n for n, text in enumerate(low.hovertext) if "aid convoy" in text)
    assert (low.y[convoy], rest.y[convoy]) == (10, 108)  # more than 10, 112 and at least 118
    blast = next(n for n, text in enumerate(low.hovertext) if "Al-Ahli" in text)
    assert (low.y[blast], rest.y[blast]) == (100, 371)  # 100 to 300, and 471


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_a_hatch_has_the_colour_of_its_type_on_every_paper(look):
    """Of bars of several fills in one trace plotly draws the hatch in a grey that a dark page swallows."""
    spans = [("a", "attack", "within", 1, 30), ("b", "attack", "throughout", 40, 60), ("c", "meeting", "within", 5, 70)]
    frame = pd.concat([one(event_id=i, event_type=kind, extent=extent, title="long " * 40, start=date(2024, 1, 1) + timedelta(first),
                           end=date(2024, 1, 1) + timedelta(last)) for i, kind, extent, first, last in spans])  # fmt: skip
    bars = [t for t in timeline(frame, look, Words("Hatches")).figure.data if t.type == "bar"]
    assert len(bars) == 3 and all(isinstance(t.marker.color, str) for t in bars)
    hatched = {t.name: t.marker.pattern for t in bars if "/" in t.marker.pattern.shape}
    assert sorted(hatched) == ["attack", "meeting"]
    for name, pattern in hatched.items():  # paler where the title stands inside
        assert set(pattern.fgcolor) <= {faded(look.style(name).colour, 1.0), faded(look.style(name).colour, 0.16)}
        assert pattern.fgopacity == 0.8


def test_claims_stand_side_by_side_with_their_bounds(claims):
    mine = claims[claims.event_title.fillna("").str.startswith("More than a hundred") & (claims.effect == "killed")]
    chart = claimants(mine, LIGHT, Words("Who"))
    points = next(t for t in chart.figure.data if t.mode == "markers+text")
    assert [t.strip() for t in points.text] == ["112 killed", "at least 118 killed", "more than 10 killed"]
    assert list(points.x) == [112, 118, 10]


def test_sides_of_an_exchange_are_apart(claims):
    chart = captives(claims[claims.effect == "released"], LIGHT, Words("Captives"))
    assert chart.figure.layout.yaxis.ticktext == ("Iran – released", "Israel – released", "Palestinians – released",
                                                  "United States – released")  # fmt: skip
    texts = {t.strip() for trace in chart.figure.data for t in (trace.text or ())}
    assert {"5", "≥110", "240"} <= texts and "350" not in texts and "10" not in texts


def test_a_share_stands_beside_the_number_it_is_of_and_is_not_multiplied_out(claims):
    chart = shares(claims, LIGHT, Words("Shares"))
    assert list(chart.figure.data[0].x) == [0.7]
    assert chart.figure.data[1].text[0] == "70% of 28,473 killed – Gaza's health ministry, published 14 Feb 2024"
    assert "19,931" not in chart.figure.to_json()


# ---------------------------------------------------------------- the look


def oklab(colour: str, matrix: list[list[float]] | None = None) -> tuple[float, ...]:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    rgb = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    if matrix:
        rgb = [min(max(sum(m * v for m, v in zip(row, rgb, strict=True)), 0), 1) for row in matrix]
    lms = [(0.4122214708, 0.5363325363, 0.0514459929), (0.2119034982, 0.6806995451, 0.1073969566),
           (0.0883024619, 0.2817188376, 0.6299787005)]  # fmt: skip
    root = [sum(m * v for m, v in zip(row, rgb, strict=True)) ** (1 / 3) for row in lms]
    lab = [(0.2104542553, 0.7936177850, -0.0040720468), (1.9779984951, -2.4285922050, 0.4505937099),
           (0.0259040371, 0.7827717662, -0.8086757660)]  # fmt: skip
    return tuple(sum(m * v for m, v in zip(row, root, strict=True)) for row in lab)


# Machado, Oliveira and Fernandes 2009, full protanopia and deuteranopia
SIGHTS = {
    "usual": None,
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
}


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("look", ["light", "dark"])
def test_ten_categories_are_told_apart_by_every_sight_and_by_their_marks(look, sight):
    colours = [oklab(c, SIGHTS[sight]) for c in LOOKS[look].slots]
    nearest = min(sum((a - b) ** 2 for a, b in zip(x, y, strict=True)) ** 0.5 for x, y in combinations(colours, 2))
    assert nearest > 0.1  # a just noticeable difference is about 0.02
    styles = {t: LOOKS[look].style(t) for t in TYPES}
    assert len(set(styles.values())) == 10


@pytest.mark.parametrize("look", ["light", "dark"])
def test_a_grey_printer_tells_ten_categories_apart(look):
    from timeline.charts.look import luminance

    light = sorted(116 * luminance(c) ** (1 / 3) - 16 for c in LOOKS[look].slots)
    assert min(b - a for a, b in pairwise(light)) > 4


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_text_and_marks_have_the_contrast_that_wcag_asks_for(look):
    assert contrast(look.text, look.paper) >= 7
    assert contrast(look.muted, look.paper) >= 4.5
    assert contrast(look.axis, look.paper) >= 3


def test_words_are_cut_by_width_and_hidden_characters_shown():
    assert cut("short", 100) == "short" and cut("longer than that", 20) == ""
    assert safe("a\u200bb\x00<") == "a⟨200B⟩b⟨0000⟩&lt;"


# ---------------------------------------------------------------- which claims are one series


def told(**columns):
    first = {"effect": "killed", "group": "people", "place": "Gaza Strip", "basis": "cumulative", "unit": "people",
             "period_start": date(2023, 10, 7), "period_edtf": "2023-10-07/..", "subset_of": None, "share": None,
             "as_of_start": date(2024, 1, 1), "claim_id": "c", "claimed_by": "the Gaza Health Ministry"}  # fmt: skip
    return first | columns


def test_a_wide_start_is_the_one_narrower_start_that_it_holds():
    wide = told(period_start=date(2023, 10, 1), period_edtf="2023-10/..", as_of_start=date(2024, 8, 1))
    assert fullest(alike(pd.DataFrame([told(), wide]))).n.tolist() == [2]
    another = told(period_start=date(2023, 10, 27), period_edtf="2023-10-27/..")
    assert fullest(alike(pd.DataFrame([told(), wide, another]))).n.tolist() == [1, 1, 1]


def test_a_bare_figure_and_people_and_persons_are_one_group_and_civilians_are_not():
    rows = pd.DataFrame([told(group=g) for g in (None, "people", "persons", "civilians")])
    assert alike(rows).group.tolist() == ["people", "people", "people", "civilians"]


def test_one_claimant_is_one_line_however_its_name_is_printed():
    names = ["the Gaza Health Ministry", "Gaza's Health Ministry", "the ministry", "Gaza Health Ministry", "Israeli officials", None]
    found = alike(pd.DataFrame([told(claimed_by=n) for n in names])).claimed_by
    assert [*found[:-1]] == ["Gaza Health Ministry"] * 4 + ["Israeli officials"] and pd.isna(found.iloc[-1])


def test_the_ministry_stays_as_printed_where_two_ministries_count():
    names = ["the Gaza Health Ministry", "the interior ministry", "the ministry"]
    assert alike(pd.DataFrame([told(claimed_by=n) for n in names])).claimed_by.iloc[2] == "ministry"


# ---------------------------------------------------------------- what plotly accepts


def test_every_value_of_every_figure_is_one_that_plotly_knows(events, claims, gaza):
    period = (date(2023, 9, 1), date(2025, 10, 13))
    reference = pd.DataFrame({"day": [date(2023, 10, 7)], "label": ["Hamas attacks Israel"]})
    told = events.assign(inferred=[n % 3 == 0 for n in range(len(events))])
    groups = [("attack", [n for n, t in enumerate(events.event_type) if t == "attack"])]
    counts = pd.DataFrame({"row": ["attack"] * 2, "bin": pd.to_datetime(["2024-01-01", "2024-02-01"]), "n": [3, 4]})
    days = pd.DataFrame({"day": [date(2024, 1, 1)], "count": [1000]})
    incident = claims[(claims.basis == "incident") & claims.event_id.notna() & claims.subset_of.isna() & claims.effect.isin(["killed", "injured"])]
    words = Words("Title", "Subtitle", "Note")
    figures = [
        timeline(told, LIGHT, words, period=period, reference=reference).figure,
        timeline(told, LIGHT, words, period=period, groups=groups).figure,
        timeline(told, LIGHT, words, period=period, height=300, grows=False).figure,
        density(counts, LIGHT, words, step="month").figure, brush(counts, LIGHT, step="month", chosen=period),
        toll(gaza, LIGHT, words, log=True, reference=days, reference_name="A ministry").figure,
        incidents(incident, LIGHT, words, step="month").figure,
        claimants(claims.head(20), LIGHT, words, log=True).figure, captives(claims, LIGHT, words).figure,
        shares(claims, LIGHT, words).figure,
    ]  # fmt: skip
    for figure in figures:
        go.Figure(figure.to_dict())  # raises for a name or a value that plotly does not know
    wrong = figures[0].to_dict()
    wrong["data"][0]["colour"] = "red"
    with pytest.raises(ValueError, match="colour"):
        go.Figure(wrong)


def test_a_running_toll_has_labelled_markers_of_reference_events_above_its_figures(gaza):
    marked = pd.DataFrame({"day": [date(2023, 11, 24), date(2023, 11, 26)], "label": ["The truce <begins>", "A second exchange"], "weight": [0, 2]})
    chart = toll(gaza, LIGHT, Words("Toll"), events=marked)
    labels = [a for a in chart.figure.layout.annotations if a.name == "reference label"]
    assert {a.text for a in labels} == {"The truce &lt;begins&gt;", "A second exchange"}
    assert len({a.y for a in labels}) == 2  # two days apart: in two rows, so that neither label covers the other
    assert {s.x0[:10] for s in chart.figure.layout.shapes if s.name == "reference event"} == {"2023-11-24", "2023-11-26"}
    assert chart.figure.layout.yaxis.domain[1] < min(a.y for a in labels)
    assert toll(gaza, LIGHT, Words("Toll")).figure.layout.yaxis.domain is None


def test_a_title_too_long_for_a_slide_takes_two_lines_where_few_events_leave_the_room():
    name = "Mediators from three countries meet the negotiators of both sides " * 2
    frame = pd.concat([one(title=name.strip(), start=date(2024, 5, d), end=date(2024, 5, d), event_id=str(d)) for d in (2, 16, 30)])
    figure = timeline(frame, LIGHT, Words("Talks"), height=540, width=960, grows=False).figure
    titles = next(t for t in figure.data if t.name == "titles").text
    assert any(t.replace("<br>", " ") == name.strip() and "<br>" in t for t in titles)


def test_a_start_told_by_its_month_is_not_named_by_a_day():
    found = fullest(alike(pd.DataFrame([told(period_start=date(2022, 2, 1), period_edtf="2022-02/..")])))
    assert found.since.tolist() == ["Feb 2022"]
    bound = told(period_start=date(2023, 10, 8), period_edtf="[2023-10-08..]", basis="period")
    assert fullest(alike(pd.DataFrame([bound]))).since.tolist() == ["on or after 8 Oct 2023"]
    assert fullest(alike(pd.DataFrame([told(period_start=None, period_edtf="")]))).since.tolist() == [None]


def test_many_rows_of_captives_have_the_axis_at_the_top_as_well_with_days_of_its_own(claims):
    rows = claims[claims.effect == "released"].head(1)
    many = pd.concat([rows.assign(side=f"Side {n:02}") for n in range(20)])
    top = captives(many, LIGHT, Words("Captives")).figure.layout.xaxis2
    assert (top.side, top.matches, top.tickmode) == ("top", "x", "auto")  # "sync" would put its ticks between the days
    assert "xaxis2" not in captives(rows, LIGHT, Words("Captives")).figure.to_dict()["layout"]


def test_a_cell_of_the_heatmap_spans_its_bin_and_the_axis_ends_with_the_last():
    counts = pd.DataFrame({"row": ["attack", "attack"], "bin": ["2024-01-01", "2024-02-01"], "n": [3, 4]})
    figure = density(counts, LIGHT, Words("Counts"), step="month").figure
    assert [str(x)[:10] for x in figure.data[0].x] == ["2024-01-01", "2024-02-01", "2024-03-01"]
    assert [str(x)[:10] for x in figure.layout.xaxis.range] == ["2024-01-01", "2024-03-01"]


def test_swimlanes_leave_the_legend_the_whole_width(events):
    chart = timeline(events, LIGHT, Words("All"), groups=[("Gaza", list(range(len(events))))], width=1020)
    assert chart.figure.layout.margin.l == 16 and chart.width == 1020
    assert 0.12 < chart.figure.layout.xaxis.domain[0] < 0.16


def test_no_two_families_of_types_share_a_mark_so_that_grey_print_tells_them_apart():
    assert len(set(SYMBOLS)) == len(SYMBOLS) == len(LIGHT.slots)
    assert not set(SYMBOLS) & {"x-thin", "triangle-left", "triangle-right"}  # denied, and what goes on
