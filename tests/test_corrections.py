"""Corrections fit or say why not, and never touch the original."""

from datetime import date

import pytest
from fixtures_tables import mediation

from timeline.build import build
from timeline.corrections import CorrectionError, apply, parse, published, write
from timeline.interval import When
from timeline.records import Correction, identify
from timeline.store import Tables
from timeline.tables import SCHEMAS

TALKS = identify("event", "Mediators meet in Cairo")
DEAL = identify("event", "Qatar announces a four-day humanitarian pause")


@pytest.fixture(scope="module")
def tables():
    return mediation()


def correction(field: str, value, *, target: str = f"event:{TALKS}", expect=None) -> Correction:
    return Correction(target=target, field=field, value=value, expect=expect, reason="read again", by="M. Haddad",
                      at=date(2025, 1, 2))  # fmt: skip


def event(tables, event_id: str = TALKS) -> dict:
    return next((r for r in tables["events"].to_pylist() if r["event_id"] == event_id), {})


def test_a_corrected_date_fills_every_column_of_time_and_is_signed(tables):
    done = apply(tables, [correction("when", "2024-02-12/2024-02-13", expect="2024-02-13")])
    row = event(done.tables)
    assert (row["start"], row["end"], row["extent"]) == (date(2024, 2, 12), date(2024, 2, 13), "throughout")
    assert row["when"] == "12–13 Feb 2024"
    assert row["reason"] == "corrected by M. Haddad, 2 Jan 2025: read again"
    assert done.outcomes[0].effect == "2024-02-13 became 2024-02-12/2024-02-13"


def test_the_original_is_never_changed(tables):
    before = event(tables)
    apply(tables, [correction("title", "Other"), correction("reject", None)])
    assert event(tables) == before


def test_a_correction_that_matches_nothing_is_reported_and_the_others_applied(tables):
    done = apply(tables, [correction("title", "X", target="event:gone"), correction("title", "Talks in Cairo")])
    assert done.outcomes[0].problem == "event:gone is not in these tables"
    assert event(done.tables)["title"] == "Talks in Cairo"


def test_a_correction_whose_expectation_no_longer_holds_is_reported_and_not_applied(tables):
    done = apply(tables, [correction("event_type", "meeting", expect="attack")])
    assert done.outcomes[0].problem == f"event:{TALKS}: expected 'attack' there, found 'negotiation'"
    assert event(done.tables)["event_type"] == "negotiation"


def test_merged_events_bring_their_reports_evidence_and_claims_and_leave_an_alias(tables):
    done = apply(tables, [correction("merge", [DEAL])])
    row = event(done.tables)
    assert event(done.tables, DEAL) == {}
    assert row["article_count"] == 3 and set(row["publishers"]) == {"Levant Post", "Doha Wire", "Gulf Ledger"}
    assert sum(r["event_id"] == TALKS for r in done.tables["reports"].to_pylist()) == 4
    assert sum(r["event_id"] == TALKS for r in done.tables["evidence"].to_pylist()) == 4
    assert done.tables["aliases"].to_pylist() == [{"old_event_id": DEAL, "event_id": TALKS}]


def test_split_reports_become_an_event_of_their_own(tables):
    reports = [r for r in tables["reports"].to_pylist() if r["event_id"] == DEAL]
    done = apply(tables, [correction("split", [reports[0]["report_id"]], target=f"event:{DEAL}")])
    made = event(done.tables, reports[0]["report_id"])
    assert (made["article_count"], event(done.tables, DEAL)["article_count"]) == (1, 2)
    assert done.tables["events"].num_rows == tables["events"].num_rows + 1
    assert done.tables["evidence"].num_rows == tables["evidence"].num_rows


def test_all_reports_cannot_be_split_off(tables):
    reports = [r["report_id"] for r in tables["reports"].to_pylist() if r["event_id"] == DEAL]
    assert "are all of it" in apply(tables, [correction("split", reports, target=f"event:{DEAL}")]).outcomes[0].problem


def test_a_rejected_claim_is_left_out(tables):
    claim = tables["casualties"].to_pylist()[0]
    done = apply(tables, [correction("reject", None, target=f"claim:{claim['claim_id']}", expect=claim["raw"])])
    assert done.tables["casualties"].num_rows == tables["casualties"].num_rows - 1


def test_a_publication_date_is_given_to_dating_and_marked_as_corrected(tables):
    article = identify("article", "Doha Wire")
    one = correction("published", "2025-10-20", target=f"article:{article}", expect="2024-02-14")
    assert published([one]) == {article: When.parse("2025-10-20")}
    row = next(r for r in apply(tables, [one]).tables["articles"].to_pylist() if r["article_id"] == article)
    assert (row["published_edtf"], row["published_basis"]) == ("2025-10-20", "corrected")


def test_the_file_is_readable_and_reads_back_the_same():
    listed = [correction("title", "“Talks”\nin \\ Cairo\u007f"), correction("merge", [DEAL]), correction("reject", None)]
    text = write(listed)
    assert text.count("[[correction]]") == 3 and 'by = "M. Haddad"' in text
    assert parse(text) == listed


@pytest.mark.parametrize(("text", "said"), [
    ("[[correction]]\ntarget = ", "c.toml: Invalid value (at end of document)"),
    ('correction = "x"', "c.toml: expected entries that begin with [[correction]]"),
    ('[[correction]]\ntarget = "event:a"\nfield = "titel"\nreason = "r"\nby = "b"', "c.toml, correction 1: field 'titel': of event"),
    ('[[corrections]]\ntarget = "event:a"', "c.toml: expected entries that begin with [[correction]]"),
    ('[[correction]]\ntarget = "event:a"\nfeild = "title"', "c.toml, correction 1: 'feild' is not known; expected target, field,"),
    ('[[correction]]\ntarget = "a"\nfield = "title"\nreason = "r"\nby = "b"', "c.toml, correction 1: target 'a': expected event:ID"),
    ('[[correction]]\ntarget = "event:a"\nfield = "title"\nreason = " "\nby = "b"', "c.toml, correction 1: a correction has a reason"),
    ('[[correction]]\ntarget = "event:a"\nfield = "title"\nby = "b"', "c.toml, correction 1: reason: Field required"),
    ('[[correction]]\ntarget = "event:a"\nfield = "when"\nvalue = "soon"\nreason = "r"\nby = "b"', "c.toml, correction 1: value 'soon'"),
])  # fmt: skip
def test_a_file_with_a_mistake_says_where_it_is_and_what_was_expected(text, said):
    with pytest.raises(CorrectionError) as error:
        parse(text, name="c.toml")
    assert str(error.value).startswith(said)


def test_a_build_dates_an_article_as_an_analyst_set_it_and_names_what_no_longer_fits(tmp_path):
    (tmp_path / "a.txt").write_text("An air strike killed four people in Rafah on Tuesday, officials said.")
    build([tmp_path / "a.txt"], tmp_path / "tables", workers=1)
    article = Tables(tmp_path / "tables").table("articles").to_pylist()[0]["article_id"]
    set_right = correction("published", "2024-02-14", target=f"article:{article}")
    gone = correction("title", "Talks in Doha", target="event:gone")
    file = tmp_path / "corrections.toml"
    file.write_text(write([set_right, gone]))
    told = []
    build([tmp_path / "a.txt"], tmp_path / "tables", workers=1, corrections=file, problems=told.append)
    tables = Tables(tmp_path / "tables")
    row = tables.table("articles").to_pylist()[0]
    assert (row["published_edtf"], row["published_basis"]) == ("2024-02-14", "corrected")
    assert {e["edtf"] for e in tables.table("events").to_pylist()} == {"2024-02-13"}  # the Tuesday before
    assert [(p.path, p.lost) for p in told] == [("event:gone", False)]
    again = apply({name: tables.table(name) for name in SCHEMAS}, [set_right])
    assert again.outcomes[0].effect == "nothing became 2024-02-14 when these tables were built"
    build([tmp_path / "a.txt"], tmp_path / "tables", workers=1)
    assert Tables(tmp_path / "tables").table("articles").to_pylist()[0]["published_edtf"] in ("", None)  # undone
