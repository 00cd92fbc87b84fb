"""What lies on disk once is told twice again, exactly as it was given."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from fixtures_builds import STORIES
from fixtures_tables import mediation, write
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.build import build
from timeline.records import identify
from timeline.store import FILES, Tables, publish
from timeline.tables import SCHEMAS, table

TEXT = "Envoys met in Cairo – après 3 days. عشرة killed on 2014-03-07. Talks 😀 went on."


def back(folder: Path, given: dict[str, pa.Table]) -> None:
    publish(folder, {name: [rows] for name, rows in given.items()})
    with Tables(folder) as tables:
        for name, rows in given.items():
            assert tables.table(name).to_pylist() == rows.to_pylist(), name
            columns = ", ".join(f'"{c}"' for c in SCHEMAS[name].names)
            asked = tables.arrow(f"SELECT {columns} FROM {name}").cast(SCHEMAS[name]).to_pylist()
            assert sorted(map(repr, asked)) == sorted(map(repr, rows.to_pylist())), name


def test_tables_of_the_contract_come_back_as_they_were_given(tmp_path: Path) -> None:
    back(tmp_path, mediation())


def test_tables_that_were_built_come_back_whatever_was_left_out(tmp_path: Path) -> None:
    (tmp_path / "stories").mkdir()
    for name, text in STORIES.items():
        (tmp_path / "stories" / f"{name}.txt").write_text(text, encoding="utf-8")
    build([tmp_path / "stories"], tmp_path / "out", workers=1)
    with Tables(tmp_path / "out") as tables:
        given = {name: tables.table(name) for name in SCHEMAS}
        lying = {name: pq.read_table(tables.path / f"{name}.parquet") for name in FILES}
        for rows in (given["evidence"], given["mentions"]):
            texts = dict(zip(*(given["articles"][c].to_pylist() for c in ("article_id", "text")), strict=True))
            told = "sentence" if "sentence" in rows.column_names else "text"
            assert [texts[r["article_id"]][r["char_start"] : r["char_end"]] for r in rows.to_pylist()] == rows[told].to_pylist()
    assert lying["evidence"]["sentence"].null_count == len(lying["evidence"]) >= 1
    assert lying["mentions"]["mention_id"].null_count == len(lying["mentions"]) > 10
    assert lying["casualties"]["sentence"].null_count == len(lying["casualties"]) >= 1
    assert lying["reports"]["title"].null_count > 0
    back(tmp_path / "again", given)


SPANS = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(sorted)
SAID = st.none() | st.text("Ca. ", min_size=1, max_size=5)


@settings(max_examples=8, deadline=None)
@given(spans=st.lists(st.tuples(SPANS, SAID, st.booleans()), min_size=1, max_size=5))
def test_sentences_that_are_not_the_text_between_their_offsets_are_kept(
    spans: list[tuple[list[int], str | None, bool]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    evidence, mentions, claims = [], [], []
    for number, ((start, end), said, known) in enumerate(spans):
        cut = said if said or start == end else TEXT[start:end]
        own = {"article_id": "a" if known else "b", "char_start": start, "char_end": end}
        evidence.append({**own, "event_id": "e", "report_id": "e" if known else f"r{number}", "sentence": cut})
        mentions.append({**own, "text": cut, "edtf": "2014-03-07" if known else "", "value": "2014-03-07" if said else "PRESENT_REF",
                         "mention_id": identify("a", start, end) if known else f"m{number}"})  # fmt: skip
        around = TEXT[max(0, start - 7) : end + 5]
        claims.append({**own, "claim_id": f"c{number}", "period_edtf": "", "as_of_edtf": "", "sentence": said or around or None})
        mentions[-1] |= {"start": date(2014, 3, 7), "end": date(2014, 3, 7)} if known else {}
    back(tmp_path_factory.mktemp("packed"), {
        "articles": table("articles", [{"article_id": "a", "text": TEXT, "published_edtf": "", "sha256": "given"}]),
        "evidence": table("evidence", evidence), "mentions": table("mentions", mentions), "casualties": table("casualties", claims)})  # fmt: skip


def test_a_report_that_says_otherwise_than_its_event_keeps_its_words(tmp_path: Path) -> None:
    event = {"event_id": "r1", "event_type": "meeting", "title": "Envoys meet", "edtf": "", "actors": ["Qatar"], "roles": [], "places": []}
    same, other = event | {"report_id": "r1"}, event | {"report_id": "r2", "actors": ["Qatar", "Egypt"], "title": None}
    back(tmp_path, {"events": table("events", [event]), "reports": table("reports", [same, other])})


def test_bytes_do_not_depend_on_what_was_packed_before(tmp_path: Path) -> None:
    one = write(mediation(), tmp_path / "one")
    with Tables(one) as tables:
        publish(tmp_path / "two", {name: [tables.table(name)] for name in SCHEMAS})
        with Tables(tmp_path / "two") as again:
            assert again.generation == tables.generation
