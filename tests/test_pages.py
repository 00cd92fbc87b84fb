"""Every page runs, says what it shows, and follows the address."""

from datetime import date
from pathlib import Path

import pytest
from fixtures_tables import many, mediation, write
from streamlit.testing.v1 import AppTest

from timeline.pages.places import PAGES
from timeline.records import identify
from timeline.tables import table

MAIN = str(Path(__file__).parents[1] / "timeline" / "pages" / "main.py")
TITLES = {"timeline": "Timeline", "table": "Events", "casualties": "Casualties", "reader": "Reader", "articles": "Articles",
          "compare": "Compare", "corrections": "Corrections", "briefing": "Briefing", "about": "About"}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write(mediation(), tmp_path_factory.mktemp("tables"))


@pytest.fixture
def page(folder, monkeypatch):
    """Runs a page with a query, on the hand-written tables."""
    monkeypatch.setenv("TIMELINE_TABLES", str(folder))

    def run(path: str = "timeline", **query: str | list[str]) -> AppTest:
        app = AppTest.from_file(MAIN, default_timeout=30)
        for key, value in query.items():
            app.query_params[key] = value
        app.run()
        if path != "timeline":
            place = next(p for p in PAGES if p.path == path)
            app.session_state["go"] = place.path
            app.run()
        assert not app.exception, app.exception
        assert app.title[0].value == TITLES[path]
        return app

    return run


def asked(app: AppTest, key: str) -> list[str]:
    found = app.query_params.get(key, [])
    return [found] if isinstance(found, str) else list(found)


def said(app: AppTest) -> str:
    return " ".join(str(e.value) for kind in ("html", "markdown", "text", "warning", "subheader", "caption") for e in app.get(kind)
                    if hasattr(e, "value")) + " ".join(e.proto.body for e in app.get("html"))  # fmt: skip


@pytest.mark.parametrize("path", [p.path for p in PAGES])
def test_every_page_has_its_title_and_no_error(page, path):
    page(path)


def test_the_number_of_events_is_in_sight_and_follows_a_filter(page):
    app = page()
    assert "70 of 70 events, 2 of them undated" in said(app)
    app.multiselect(key="f.types").set_value(["agreement"]).run()
    assert "7 of 70 events" in said(app)
    assert asked(app, "type") == ["agreement"]


def test_an_event_is_opened_by_its_name_without_a_pointer(page):
    app = page(q="Nasrallah")
    app.session_state["twin"] = True
    app.run()
    field = app.selectbox(key="open.event")
    title = "Hassan Nasrallah is killed in Beirut"
    assert [o for o in field.options if o.endswith(title)] == [f"27 Sep 2024: {title}"]
    field.set_value(identify("event", title)).run()
    assert asked(app, "event") == [identify("event", title)] and not app.exception


def test_what_an_address_asks_in_vain_stands_in_one_box(page):
    app = page(lanes="spiral", type="nonsense", **{"from": "soon"})
    assert len(app.warning) == 1 and app.warning[0].value.count("From the address") == 3


def test_options_show_live_counts(page):
    app = page(actor="Turkey")
    labels = app.multiselect(key="f.types").options
    assert set(labels) == {"negotiation (1)", "ceasefire (1)", "meeting (1)"}


def test_chips_take_a_filter_away_and_reset_takes_all(page):
    app = page(type=["attack"], place=["Gaza"])
    assert app.button(key="chip.0").label == "Event type\\: attack"
    app.button(key="chip.0").click().run()
    assert "type" not in app.query_params and asked(app, "place") == ["Gaza"]
    app.button(key="reset").click().run()
    assert "place" not in app.query_params


def test_a_period_sets_undated_events_aside_and_says_so(page):
    app = page(**{"from": "2024-01-01"})
    button = app.button(key="show-undated")
    assert button.label == "2 undated not shown – show"
    button.click().run()
    assert asked(app, "undated") == ["yes"]
    assert app.date_input(key="f.start").value == date(2024, 1, 1)


def test_what_an_address_asks_in_vain_is_said_and_the_rest_applied(page):
    app = page(actor=["Qatar", "Atlantis"], lanes="spiral", **{"from": "soon"})
    warned = " ".join(w.value for w in app.warning).replace("\\", "")
    assert "Atlantis" in warned and "lanes=spiral" in warned and "from=soon" in warned
    assert app.multiselect(key="f.actors").value == ["Qatar"]


def test_nothing_left_offers_a_reset(page):
    app = page(q="zeppelin")
    assert any("No event passes" in s.value for s in app.subheader)


def test_filters_stay_when_the_page_changes(page):
    app = page("table", type="release")
    assert asked(app, "type") == ["release"]
    assert len(app.dataframe[0].value) == 9


def test_tables_ascend_by_start_with_undated_last(page):
    shown = page("table").dataframe[0].value
    assert shown["when"].iloc[0] == "since 2007"
    assert shown["when"].iloc[-1] == "date not known"


def test_a_crowd_becomes_a_heatmap(tmp_path, monkeypatch):
    monkeypatch.setenv("TIMELINE_TABLES", str(write(many(2500), tmp_path)))
    app = AppTest.from_file(MAIN, default_timeout=60).run()
    assert app.title[0].value == "Timeline" and not app.exception
    assert "2,500 of 2,500 events" in said(app)
    spec = app.get("plotly_chart")[0].proto.spec
    assert '"heatmap"' in spec and len(spec) < 1_000_000


def test_without_tables_and_articles_the_page_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setenv("TIMELINE_TABLES", str(tmp_path / "none"))
    monkeypatch.chdir(tmp_path)
    app = AppTest.from_file(MAIN, default_timeout=30).run()
    assert app.title[0].value == "Timeline"
    assert any("timeline build" in t.value for t in app.text)


def test_the_first_start_builds_the_tables_from_the_articles(tmp_path, monkeypatch):
    monkeypatch.setenv("TIMELINE_TABLES", str(tmp_path / "data" / "tables"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data" / "articles").mkdir(parents=True)
    (tmp_path / "data" / "articles" / "a.txt").write_text(
        "date 2024-05-08\n\nMediators met in Cairo on Tuesday. An air strike hit Rafah on Monday and killed four people.\n")
    app = AppTest.from_file(MAIN, default_timeout=120).run()
    assert app.title[0].value == "Timeline" and not app.exception
    assert (tmp_path / "data" / "tables" / "CURRENT").exists()


def test_the_reader_marks_dates_and_escapes_the_article(page, tmp_path, monkeypatch):
    app = page("reader")
    body = " ".join(e.proto.body for e in app.get("html"))
    assert '<mark title="7 Oct 2023: stated in full">7 Oct 2023</mark>' in body


def test_hostile_text_stays_text(tmp_path, monkeypatch):
    tables = mediation()
    rows = tables["articles"].to_pylist()
    rows[0] |= {"title": "**bold** $x$ <img src=x onerror=alert(1)> ![a](http://evil.example/p.png)",
                "text": "<script>alert(1)</script> \u202eevil"}  # fmt: skip
    from timeline.tables import table

    tables["articles"] = table("articles", rows)
    tables["mentions"] = tables["mentions"].slice(0, 0)
    monkeypatch.setenv("TIMELINE_TABLES", str(write(tables, tmp_path)))
    app = AppTest.from_file(MAIN, default_timeout=30).run()
    app.session_state["go"] = "reader"
    app.run()
    app.selectbox(key="reader.article").set_value(rows[0]["article_id"]).run()
    body = " ".join(e.proto.body for e in app.get("html"))
    assert "&lt;script&gt;" in body and "<script>" not in body and "⟨202E⟩" in body
    heading = next(h.value for h in app.header)
    assert "\\*\\*bold" in heading and "\\!\\[a\\]" in heading and "\\<img" in heading


@pytest.mark.parametrize("chart", ["toll", "incidents", "claimants", "captives", "shares"])
def test_each_casualty_chart_has_a_picture_words_and_a_table(page, chart):
    app = page("casualties", chart=chart)
    drawn = app.get("plotly_chart")[0].proto
    assert drawn.spec and app.expander


def test_an_event_of_the_address_opens_its_panel(page):
    from timeline.records import identify

    app = page(event=identify("event", "Mediators meet in Cairo"))
    assert "<mark>13 Feb 2024</mark>" in said(app)


def test_a_correction_made_in_the_panel_is_applied_listed_and_undone(page, tmp_path, monkeypatch):
    from timeline.records import identify

    monkeypatch.setenv("TIMELINE_CORRECTIONS", str(tmp_path / "corrections.toml"))
    event = identify("event", "Mediators meet in Cairo")
    app = page(event=event)
    key = f"event:{event}"
    app.text_input(key=f"c.value.{key}.when").set_value("2024-02-12")
    app.text_input(key=f"c.by.{key}").set_value("M. Haddad")
    app.button(key=f"c.save.{key}").click().run()
    assert any("reason" in e.value for e in app.error)  # a correction without a reason is refused
    app.text_input(key=f"c.reason.{key}").set_value("the dateline says Monday")
    app.button(key=f"c.save.{key}").click().run()
    assert 'expect = "2024-02-13"' in (tmp_path / "corrections.toml").read_text()
    assert "12 Feb 2024" in said(app) and "corrected by M. Haddad" in said(app)
    listed = page("corrections")
    assert "1 correction, 0 of them not applied" in said(listed)
    assert any("Open" in b.label for b in listed.button)
    listed.button(key="undo.0").click().run()
    assert any("no corrections" in s.value for s in listed.subheader)


def test_a_file_of_corrections_with_a_mistake_leaves_the_page_usable(page, tmp_path, monkeypatch):
    file = tmp_path / "corrections.toml"
    file.write_text('[[correction]]\ntarget = "event:a"\nfield = "titel"\nreason = "r"\nby = "b"\n')
    monkeypatch.setenv("TIMELINE_CORRECTIONS", str(file))
    assert "correction 1" in page("corrections").error[0].value
    first = page()
    assert "70 of 70 events" in said(first)
    assert "No correction is applied" in first.warning[0].value


def test_searched_words_are_marked_where_they_stand(page):
    app = page("table", q="beirut")
    told = " ".join(e.proto.body for e in app.get("html"))
    assert '<b>Hassan Nasrallah is killed in <mark class="t-hit">Beirut</mark></b>' in told
    app.button(key="found.0").click().run()
    assert not app.exception and app.session_state["view"].event


def test_views_of_a_file_are_added_and_a_file_that_is_none_is_named(folder, tmp_path, monkeypatch):
    monkeypatch.setenv("TIMELINE_TABLES", str(folder))
    monkeypatch.setenv("TIMELINE_VIEWS", str(tmp_path / "views.toml"))
    app = AppTest.from_file(MAIN, default_timeout=30).run()
    app.session_state["shelf"] = True
    app.run()
    given = b'[[view]]\nname = "Rafah"\npage = "casualties"\nquery = "place=Rafah"\n'
    app.file_uploader(key="shelf.given").set_value(("views.toml", given, "application/toml")).run()
    app.button(key="shelf.add").click().run()
    assert not app.exception and any(b.label == "Rafah" for b in app.button)
    app.file_uploader(key="shelf.given").set_value(("views.toml", b"view = ", "application/toml")).run()
    app.button(key="shelf.add").click().run()
    assert not app.exception and "The views were not added" in app.error[0].value


def test_an_event_of_the_address_that_is_gone_is_said_at_the_top_and_one_that_was_merged_is_found(tmp_path, monkeypatch):
    held = mediation()
    now = held["events"].to_pylist()[0]["event_id"]
    tables = write(held | {"aliases": table("aliases", [{"old_event_id": "0" * 16, "event_id": now}])}, tmp_path / "tables")
    monkeypatch.setenv("TIMELINE_TABLES", str(tables))
    for asked_for, opened, told in (("0" * 16, now, False), ("f" * 16, "", True)):
        app = AppTest.from_file(MAIN, default_timeout=30)
        app.query_params["event"] = asked_for
        app.run()
        assert app.session_state["view"].event == opened
        assert any("is not in these tables" in w.value for w in app.warning) == told


def test_how_a_date_is_known_is_told_apart_in_the_filter(page):
    app = page(date_known="inferred")
    assert "publication date inferred" in said(app) or "0 of 70" in said(app)
