"""The evidence on a publication date is drawn as it is, and pages tell it."""

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from timeline.build import build
from timeline.charts.chart import Words
from timeline.charts.evidence import evidence
from timeline.charts.look import LOOKS
from timeline.dating import published
from timeline.interval import When

ROOT = Path(__file__).parents[1]
LOOK = LOOKS["light"]
FIRM = {"kind": "event week", "start": date(2025, 10, 19), "end": date(2025, 10, 20), "dropped": False, "reason": "40 days ago",
        "sentence": "It was 40 days ago."}  # fmt: skip
OPEN = {"kind": "date", "start": None, "end": date(2025, 10, 30), "dropped": True, "reason": "planned", "sentence": ""}


def test_each_piece_of_evidence_is_a_bar_of_its_own_days() -> None:
    drawn = evidence([FIRM, OPEN], (date(2025, 10, 19), date(2025, 10, 20)), LOOK, Words("Published"))
    day = 86_400_000
    assert [(bar.name, bar.base[0], bar.x[0] // day) for bar in drawn.figure.data] == [
        ("published", "2025-10-19", 2), ("event week", "2025-10-19", 2),
        ("date", "2025-10-09", 22)]  # open to the left: from the edge of the axis, ten days before  # fmt: skip
    assert [bar.marker.pattern.shape for bar in drawn.figure.data] == ["", "", "/"]
    assert drawn.twin["Leaves"].tolist() == ["19 Oct 2025 to 20 Oct 2025", "up to 30 Oct 2025"]
    assert drawn.twin["Evidence"].tolist() == ["event week", "date (set aside)"]


@pytest.mark.parametrize(("edtf", "way", "answer"), [
    ("2025-09-10", "after", "yes"),
    ("2025-09-09", "after", "no"),
    ("[2025-09-01..2025-09-10]", "after", "cannot tell"),
    ("[2025-09-10..]", "after", "yes"),
    ("[2025-09-01..]", "before", "cannot tell"),
    ("[..2025-09-08]", "before", "yes"),
    ("[2025-09-09..]", "before", "no"),
    ("", "after", "cannot tell"),
])  # fmt: skip
def test_whether_published_before_or_after_the_ninth_of_september(edtf: str, way: str, answer: str) -> None:
    assert published(When.parse(edtf) if edtf else None, way, date(2025, 9, 9)) == answer


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tables")
    build([ROOT / "data" / "articles" / "undated"], folder)
    return folder


def _page(path: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "timeline" / "pages" / "main.py"), default_timeout=60).run()
    app.session_state["go"] = path
    return app.run()


def test_reader_shows_why_an_inferred_date_is_what_it_is(tables: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIMELINE_TABLES", str(tables))
    app = _page("reader")
    box = app.selectbox(key="reader.article")
    box.set_value(next(o for o, label in zip(_ids(tables), box.options, strict=True) if "Doha Counts the Days" in label)).run()
    assert not app.exception
    shown = [frame.value for frame in app.dataframe if "Evidence" in frame.value.columns]
    assert shown and "It was 40 days ago that Israeli bombs fell on Doha, and the city has not forgotten." in list(shown[0]["Sentence"])


def _ids(tables: Path) -> list[str]:
    from timeline.store import Tables

    return list(Tables(tables).query("SELECT article_id FROM articles ORDER BY published_start NULLS LAST, title, article_id", [])
                .article_id)  # fmt: skip


def test_articles_page_answers_in_three_groups(tables: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIMELINE_TABLES", str(tables))
    app = _page("articles")
    app.date_input(key="articles.day").set_value(date(2025, 9, 20)).run()
    assert not app.exception
    # after: forty-days; perhaps: defense-accord (16 to 21 September); before: the other four
    heads = [s.value for s in app.subheader]
    assert heads[-3:] == ["Yes: 1 article", "Cannot tell: 1 article", "No: 4 articles"]


def test_articles_page_answers_for_a_reference_event(tables: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIMELINE_TABLES", str(tables))
    app = _page("articles")
    box = app.selectbox(key="articles.event")
    assert "Israel strikes Hamas leaders in Doha (9 Sep 2025)" in box.options
    box.set_value("doha-strike").run()
    assert not app.exception
    # the strike fell on 9 September 2025: defense-accord and forty-days tell of it as past, the others are older
    heads = [s.value for s in app.subheader]
    assert heads[-3].startswith("Yes: 2") and heads[-2].startswith("Cannot tell: 0")


def test_setting_the_publication_date_shows_first_what_would_change(tables: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIMELINE_TABLES", str(tables))
    app = _page("reader")
    box = app.selectbox(key="reader.article")
    chosen = next(o for o, label in zip(_ids(tables), box.options, strict=True) if "Doha Counts the Days" in label)
    box.set_value(chosen).run()
    app.text_input(key=f"c.value.article:{chosen}.published").set_value("2025-10-25").run()
    assert not app.exception
    changed = next(f.value for f in app.dataframe if "Would be" in f.value.columns)
    # 40 days before 25 October 2025 is 15 September
    assert any(r["What"] == "\u201c40 days ago\u201d" and r["Would be"] == "15 Sep 2025" for r in changed.to_dict("records"))
    app.text_input(key=f"c.value.article:{chosen}.published").set_value("autumn").run()
    assert "Expected a day or a period" in " ".join(e.proto.body for e in app.get("html"))


def test_a_date_that_hangs_on_an_inferred_publication_date_says_so_in_the_table(tables: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIMELINE_TABLES", str(tables))
    shown = list(_page("table").dataframe[0].value["when"])
    assert any(w.endswith(" (inferred)") for w in shown) and any(not w.endswith(" (inferred)") for w in shown)
