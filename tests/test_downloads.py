"""What is downloaded opens safely in a spreadsheet and holds exactly the rows that were chosen."""

from __future__ import annotations

import csv
import json
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.downloads import FORMATS, TooLong, export
from timeline.downloads.csv import disarm, read_csv, rearm, write_csv
from timeline.downloads.xlsx import ROWS, write_xlsx
from timeline.tables import SCHEMAS, table

ROWS_OF_EVENTS = [
    {"event_id": "e1", "start": date(2024, 2, 13), "end": date(2024, 2, 13), "edtf": "2024-02-13", "when": "13 Feb 2024",
     "title": "=HYPERLINK(\"http://x.example\")", "actors": ["Qatar", "Iran; the ministry"], "roles": [], "places": ["Doha"],
     "article_count": 2, "importance": 0.5, "reason": "Tuesday\nbefore, \"Wednesday\""},
    {"event_id": "-e2", "start": date(1899, 12, 31), "end": None, "edtf": "", "title": "  +44 lines\ttab", "actors": [],
     "roles": ["a\\b"], "places": [], "article_count": 1, "importance": -1.25, "reason": "'quoted"},
]  # fmt: skip
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=12)


@pytest.fixture
def events() -> pa.Table:
    return table("events", ROWS_OF_EVENTS)


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "  =", "'=", "''@", "＝"])
def test_a_text_that_a_spreadsheet_would_run_gets_one_apostrophe_that_we_take_away_again(begin: str) -> None:
    assert disarm(begin + "1+1") == "'" + begin + "1+1"
    assert rearm(disarm(begin + "1+1")) == begin + "1+1"


@pytest.mark.parametrize("text", ["Talks opened", "'tis", "a=b", "5-6", "''", ""])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert disarm(text) == text == rearm(text)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12) | st.from_regex(r"'{0,3}\s?[=+@-].?", fullmatch=True))
def test_any_text_survives_disarming(text: str) -> None:
    assert rearm(disarm(text)) == text
    assert not disarm(text).lstrip().startswith(("=", "+", "-", "@"))


@given(st.lists(st.fixed_dictionaries({"event_id": TEXT, "title": TEXT, "actors": st.lists(TEXT, max_size=3),
                                       "start": st.none() | st.dates(), "article_count": st.none() | st.integers(-9, 9)}),
                min_size=1, max_size=3))  # fmt: skip
def test_any_table_comes_back_from_csv_as_it_was(rows: list[dict[str, object]]) -> None:
    from tempfile import TemporaryDirectory

    before = table("events", [{"edtf": "", "roles": [], "places": [], "article_ids": [], "publishers": [], **r} for r in rows])
    with TemporaryDirectory() as folder:
        export({"events": before}, folder, "csv", notes={})
        assert read_csv(Path(folder) / "events.csv", "events").to_pylist() == before.to_pylist()


def test_csv_has_a_mark_a_header_empty_cells_for_the_unknown_and_lists_joined(events: pa.Table) -> None:
    out = BytesIO()
    write_csv(events, out)
    content = out.getvalue()
    assert content.startswith(b"\xef\xbb\xbfevent_id,start,")
    first, second = csv.DictReader(content.decode("utf-8-sig").splitlines(keepends=True))
    assert first["title"] == "'=HYPERLINK(\"http://x.example\")"
    assert first["actors"] == "Qatar; Iran\\; the ministry"
    assert first["reason"] == "Tuesday\nbefore, \"Wednesday\""
    assert (second["event_id"], second["end"], second["importance"]) == ("'-e2", "", "-1.25")
    assert second["start"] == "1899-12-31"


def test_xlsx_has_typed_days_text_as_text_a_frozen_header_and_a_sheet_of_notes(events: pa.Table) -> None:
    out = BytesIO()
    write_xlsx({"events": events}, out, {"selection": "=1+1", "build": "abc"})
    book = openpyxl.load_workbook(out)
    sheet = book["events"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    assert sheet.freeze_panes == "A2"
    title = sheet.cell(2, columns["title"])
    assert (title.value, title.data_type, title.hyperlink) == ("=HYPERLINK(\"http://x.example\")", "s", None)
    start = sheet.cell(2, columns["start"])
    assert start.is_date and start.value.date() == date(2024, 2, 13) and start.number_format == "yyyy-mm-dd"
    assert sheet.cell(3, columns["start"]).value == "1899-12-31"
    assert sheet.cell(3, columns["end"]).value is None
    assert sheet.cell(2, columns["article_count"]).value == 2
    assert [[c.value for c in row] for row in book["notes"].rows] == [["selection", "=1+1"], ["build", "abc"]]
    assert book["notes"]["B1"].data_type == "s"


def test_a_text_longer_than_a_cell_of_excel_is_cut_with_a_mark_and_a_note() -> None:
    out = BytesIO()
    long = table("articles", [{"article_id": "a", "text": "word " * 10_000}, {"article_id": "b", "text": "short"}])
    write_xlsx({"articles": long}, out, {})
    book = openpyxl.load_workbook(out)
    text = book["articles"].cell(2, SCHEMAS["articles"].names.index("text") + 1).value
    assert len(text) <= 32_767 and text.endswith("the CSV has all]")
    assert [c.value for c in book["notes"][1]] == ["cut cells in articles", "1 longer than Excel's limit"]


def test_more_rows_than_a_sheet_holds_are_refused_with_csv_offered(tmp_path: Path) -> None:
    rows = table("aliases", [{}]).take(pa.array([0] * ROWS))
    with pytest.raises(TooLong, match=r"aliases: 1,048,576 rows; an Excel sheet holds 1,048,575: choose csv"):
        export({"aliases": rows}, tmp_path, "xlsx", notes={})
    assert list(tmp_path.iterdir()) == []


def test_json_lines_and_parquet_leave_texts_lists_and_nulls_untouched(events: pa.Table, tmp_path: Path) -> None:
    export({"events": events}, tmp_path, "jsonl", notes={"build": "abc"})
    export({"events": events}, tmp_path, "parquet", notes={})
    lines = [json.loads(line) for line in (tmp_path / "events.jsonl").read_text(encoding="utf-8").splitlines()]
    assert lines[0]["title"] == ROWS_OF_EVENTS[0]["title"] and lines[0]["actors"] == ["Qatar", "Iran; the ministry"]
    assert lines[1]["start"] == "1899-12-31" and lines[1]["end"] is None and lines[1]["edtf"] == ""
    assert list(lines[0]) == SCHEMAS["events"].names
    assert pq.read_table(tmp_path / "events.parquet").equals(events)
    assert (tmp_path / "notes.txt").read_text() == "build: abc\n"


@pytest.mark.parametrize("format", FORMATS)
def test_an_empty_table_is_a_file_with_its_columns(format: str, tmp_path: Path) -> None:
    files = export({"aliases": SCHEMAS["aliases"].empty_table()}, tmp_path, format, notes={})
    assert [f.name for f in files] == ["timeline.xlsx" if format == "xlsx" else f"aliases.{format}"]
    match format:
        case "csv":
            assert read_csv(files[0], "aliases").equals(SCHEMAS["aliases"].empty_table())
        case "xlsx":
            assert [c.value for c in openpyxl.load_workbook(files[0])["aliases"][1]] == ["old_event_id", "event_id"]
        case "jsonl":
            assert files[0].read_bytes() == b""
        case "parquet":
            assert pq.read_schema(files[0]).names == ["old_event_id", "event_id"]


def test_a_file_is_whole_or_absent(tmp_path: Path) -> None:
    from timeline.downloads.files import whole

    (tmp_path / "x.csv").write_text("earlier")
    with pytest.raises(RuntimeError), whole(tmp_path / "x.csv") as out:
        out.write(b"half")
        raise RuntimeError
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("x.csv", "earlier")]
