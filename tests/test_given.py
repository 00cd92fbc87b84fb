"""A reference series that somebody brings: read row by row, its mistakes named, drawn under the toll."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from fixtures_tables import mediation, write
from streamlit.testing.v1 import AppTest

from timeline.charts.chart import Words
from timeline.charts.given import GivenError, columns, guess, series
from timeline.charts.look import LIGHT
from timeline.charts.toll import toll

MAIN = str(Path(__file__).parents[1] / "timeline" / "pages" / "main.py")
SLIPS = "report_date,killed_cum\n2024-01-01,100\nsoon,120\n2024-01-03,-5\n2024-01-04,9000\n2024-01-05,130\n2024-01-05,131\n2024-01-06,many\n2024-01-07,140\n"


def test_unparseable_days_and_negative_falling_and_doubled_counts_are_named_by_row_with_what_was_expected():
    found = series(SLIPS, "report_date", "killed_cum")
    assert found.rows["count"].tolist() == [100, 130, 140]
    assert found.problems == [
        "row 3, report_date “soon”: expected a day such as 2024-02-14",
        "row 4, killed_cum “-5”: expected a count of 0 or more",
        "row 5, killed_cum 9,000: expected at least 100 (row 2) and at most 130 (row 6), as a cumulative count never falls",
        "row 7: 2024-01-05 stands in row 6 too; expected each day once",
        "row 8, killed_cum “many”: expected a whole number such as 28473"]  # fmt: skip


def test_rows_may_descend_and_hold_more_columns_than_are_asked_for():
    found = series("id\tday\tdead\n2\t2024-02-20\t12\n1\t2024-02-14\t10\n", "day", "dead")
    assert found.problems == []
    assert found.rows.to_dict("records") == [{"day": date(2024, 2, 14), "count": 10}, {"day": date(2024, 2, 20), "count": 12}]


@pytest.mark.parametrize(("told", "day"), [
    ("2024-02-14", date(2024, 2, 14)), ("2024-02-14T09:30:00", date(2024, 2, 14)), ("14 Feb 2024", date(2024, 2, 14)),
    ("February 14, 2024", date(2024, 2, 14)), ("14/02/2024", date(2024, 2, 14)), ("02/14/2024", date(2024, 2, 14)),
    ("03/04/2024", None), ("14.2.", None), ("", None)])  # fmt: skip
def test_a_day_is_read_only_where_it_can_be_read_in_one_way(told, day):
    found = series(f"day,dead\n{told},1\n".replace("February 14, 2024", '"February 14, 2024"'), "day", "dead")
    assert found.rows["day"].tolist() == ([] if day is None else [day])


def test_the_other_rows_settle_the_order_of_day_and_month():
    assert series("day,dead\n03/04/2024,1\n25/04/2024,2\n", "day", "dead").rows["day"].tolist() == [date(2024, 4, 3), date(2024, 4, 25)]


@pytest.mark.parametrize("text", ["", "alone\n1\n", "\x00\n"])
def test_what_is_no_table_is_refused_with_what_was_expected(text):
    with pytest.raises(GivenError, match="expected a CSV with a header and at least two columns"):
        columns(text)


def test_a_column_that_is_not_there_is_named():
    with pytest.raises(GivenError, match="no column “dead”: the columns are day, killed"):
        series("day,killed\n2024-01-01,1\n", "day", "dead")


def test_the_likely_columns_are_offered_first():
    assert guess(["id", "report_date", "killed_cum", "injured_cum"]) == ("report_date", "killed_cum")
    assert guess(["a", "b"]) == ("a", "b")


def test_the_series_lies_under_the_claims_with_its_name_in_the_legend_and_fits_the_axis():
    claims = mediation()["casualties"].to_pandas()
    mine = claims[(claims.effect == "killed") & (claims.basis == "cumulative") & (claims.group == "Palestinians") & claims.subset_of.isna()]
    rows = pd.DataFrame({"day": [date(2024, 1, 1), date(2024, 6, 1)], "count": [22_000, 90_000]})
    chart = toll(mine, LIGHT, Words("Toll"), reference=rows, reference_name="Ministry <daily>")
    drawn = chart.figure.data[0]
    assert (drawn.name, drawn.showlegend, list(drawn.y)) == ("Ministry &lt;daily&gt;", True, [22_000, 90_000])
    assert chart.figure.layout.yaxis.range[1] > 90_000 and chart.figure.layout.showlegend
    assert "Grey line: Ministry <daily>, 2 rows of a file" in chart.alt


@pytest.fixture
def casualties(tmp_path, monkeypatch):
    monkeypatch.setenv("TIMELINE_TABLES", str(write(mediation(), tmp_path / "tables")))
    app = AppTest.from_file(MAIN, default_timeout=60).run()
    app.session_state["go"] = "casualties"
    return app.run()


def test_the_good_rows_of_a_file_with_slips_are_drawn_only_when_that_is_asked_for(casualties):
    casualties.file_uploader(key="given.file").set_value(("ministry_daily.csv", SLIPS.encode(), "text/csv")).run()
    assert not casualties.exception
    told = " ".join(e.proto.body for e in casualties.get("html"))
    assert "row 4, killed_cum “-5”: expected a count of 0 or more" in told
    assert "ministry daily" not in casualties.get("plotly_chart")[0].proto.spec
    casualties.toggle(key="given.rest").set_value(True).run()
    assert '"ministry daily"' in casualties.get("plotly_chart")[0].proto.spec
    casualties.selectbox(key="given.count").set_value("report_date").run()
    assert not casualties.exception
    assert '"ministry daily"' not in casualties.get("plotly_chart")[0].proto.spec
    casualties.button(key="given.away").click().run()
    assert not casualties.exception and casualties.file_uploader(key="given.file")


def test_a_file_that_is_no_table_is_named_and_the_page_stays_usable(casualties):
    casualties.file_uploader(key="given.file").set_value(("notes.txt", b"nothing here", "text/plain")).run()
    assert not casualties.exception
    assert "notes" in casualties.error[0].value and "two columns" in casualties.error[0].value


def asked(app: AppTest) -> str:
    """The series that the address names."""
    found = app.query_params.get("under", "")
    return found if isinstance(found, str) else "".join(found)


def test_a_series_kept_for_everybody_is_in_the_address_and_one_that_is_gone_is_said(casualties, tmp_path):
    casualties.file_uploader(key="given.file").set_value(("daily.csv", SLIPS.encode(), "text/csv")).run()
    assert not [b for b in casualties.button if b.key == "given.keep"]  # its slips are not settled
    casualties.toggle(key="given.rest").set_value(True).run()
    casualties.text_input(key="given.title").set_value("Ministry; daily, by day").run()
    casualties.button(key="given.keep").click().run()
    assert not casualties.exception and asked(casualties) == "ministry-daily-by-day"
    kept = tmp_path / "series" / "ministry-daily-by-day.csv"
    assert kept.read_text().splitlines()[0] == 'day,"Ministry daily, by day"'
    assert any("Ministry daily, by day" in e.label for e in casualties.expander)
    casualties.button(key="given.gone").click().run()
    assert not kept.exists() and asked(casualties) == ""
    casualties.query_params["under"] = "../secrets"
    casualties.run()
    assert not casualties.exception
    assert any("no series of that name" in w.value for w in casualties.warning)
