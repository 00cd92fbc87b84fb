"""Table generations: whole or absent, checked when opened, kept for who reads them."""

from __future__ import annotations

import json
import multiprocessing
import resource
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from timeline.store import FORMAT, StoreError, Tables, publish, sealed, write_table
from timeline.tables import SCHEMAS, table


def events(*ids: str) -> pa.Table:
    return table("events", [{"event_id": i, "title": f"Event {i}", "start": date(2024, 2, 13), "actors": ["Qatar"]}
                            for i in ids])  # fmt: skip


def test_what_was_published_is_read_back_with_the_types_of_the_contract(tmp_path: Path) -> None:
    publish(tmp_path, {"events": [events("e1", "e2")]})
    with Tables(tmp_path) as tables:
        assert tables.table("events").schema.equals(SCHEMAS["events"])
        assert tables.table("events")["event_id"].to_pylist() == ["e1", "e2"]
        assert tables.table("casualties").num_rows == 0
        assert tables.query("SELECT title FROM events WHERE list_has(actors, ?)", ["Qatar"]).title.to_list() == [
            "Event e1", "Event e2"]  # fmt: skip
        assert tables.arrow("SELECT start FROM events LIMIT 1")["start"].to_pylist() == [date(2024, 2, 13)]


def test_the_same_rows_give_the_same_build_id_and_the_same_bytes(tmp_path: Path) -> None:
    ids = [publish(tmp_path / name, {"events": [events("e1", "e2")]}) for name in ("one", "two")]
    assert ids[0] == ids[1]
    files = [sorted((tmp_path / name / "generations").glob("*/*.parquet")) for name in ("one", "two")]
    assert [f.read_bytes() for f in files[0]] == [f.read_bytes() for f in files[1]]


def test_the_bytes_of_a_table_do_not_depend_on_the_pieces_it_came_in(tmp_path: Path) -> None:
    whole = events(*(f"e{n:06d}" for n in range(120_001)))
    write_table(tmp_path / "whole", "events", [whole])
    write_table(tmp_path / "pieces", "events", [whole.slice(0, 7), whole.slice(7, 60_000), whole.slice(60_007)])
    assert (tmp_path / "whole").read_bytes() == (tmp_path / "pieces").read_bytes()


def test_a_folder_without_tables_names_the_command_that_builds_them(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"no tables here; build them with: timeline build ARTICLES --out"):
        Tables(tmp_path)


@pytest.mark.parametrize("how", ["flipped", "cut", "removed"])
def test_a_damaged_file_is_named_with_the_mend(tmp_path: Path, how: str) -> None:
    publish(tmp_path, {"events": [events("e1")]})
    (file,) = tmp_path.glob("generations/*/events.parquet")
    content = file.read_bytes()
    if how == "removed":
        file.unlink()
    else:
        file.write_bytes(content[:-10] if how == "cut" else content[:50] + bytes([content[50] ^ 1]) + content[51:])
    with pytest.raises(StoreError, match=r"events\.parquet: (damaged|missing).*timeline build ARTICLES --out"):
        Tables(tmp_path)


@pytest.mark.parametrize(("form", "words"), [(FORMAT + 1, "pip install --upgrade timeline"), (FORMAT - 1, "older form")])
def test_tables_of_another_form_are_refused_with_the_command_to_run(tmp_path: Path, form: int, words: str) -> None:
    publish(tmp_path, {})
    (manifest,) = tmp_path.glob("generations/*/manifest.json")
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"format": form}))
    with pytest.raises(StoreError, match=words):
        Tables(tmp_path)


def test_a_column_added_since_is_null_in_tables_of_an_earlier_program(tmp_path: Path) -> None:
    publish(tmp_path, {"events": [events("e1")]})
    (generation,) = tmp_path.glob("generations/*-*")
    file, manifest = generation / "events.parquet", generation / "manifest.json"
    import pyarrow.parquet as pq

    from timeline.store import checksum

    pq.write_table(pq.read_table(file).drop_columns(["problem"]), file)
    told = json.loads(manifest.read_text())
    told["files"]["events.parquet"] |= {"bytes": file.stat().st_size, "sha256": checksum(file)}
    manifest.write_text(json.dumps(sealed(told)))
    with Tables(tmp_path) as tables:
        assert tables.table("events")["problem"].to_pylist() == [None]
        assert tables.query("SELECT event_id, problem FROM events").problem.isna().all()


def test_an_open_reader_keeps_its_generation_and_notices_the_new_one(tmp_path: Path) -> None:
    publish(tmp_path, {"events": [events("e0")]})
    with Tables(tmp_path) as first:
        for n in range(1, 7):
            publish(tmp_path, {"events": [events(f"e{n}")]})
        assert first.changed()
        assert first.query("SELECT event_id FROM events").event_id.to_list() == ["e0"]
        assert first.table("events")["event_id"].to_pylist() == ["e0"]
    publish(tmp_path, {"events": [events("e7")]})
    assert len(list(tmp_path.glob("generations/*-*"))) == 3  # the served one and the two before
    with Tables(tmp_path) as last:
        assert not last.changed()


def hammer(folder: str, stop: object, reading: object, found: object) -> None:
    """Reads the tables over and over, each table by itself, and says what did not fit together; `reading` from the first."""
    reads, wrong = 0, []
    while not stop.is_set():  # type: ignore[attr-defined]
        try:
            with Tables(folder) as tables:
                here = {tables.query(f"SELECT max(title) t FROM {name}").t[0] for name in ("events", "reports")}
                here |= set(tables.table("events")["title"].to_pylist())
            if len(here) != 1:
                wrong.append(f"mixed: {here}")
        except Exception as error:
            wrong.append(repr(error))
        reads += 1
        reading.set()  # type: ignore[attr-defined]
    found.put((reads, wrong))  # type: ignore[attr-defined]


def test_a_reader_sees_no_torn_or_mixed_tables_through_fifty_swaps(tmp_path: Path) -> None:
    def swap(n: int) -> None:
        rows = [{"event_id": f"e{i}", "report_id": f"e{i}", "title": f"build {n:03d}"} for i in range(50)]
        publish(tmp_path, {"events": [table("events", rows)], "reports": [table("reports", rows)]})

    swap(0)
    context = multiprocessing.get_context("spawn")
    stop, reading, found = context.Event(), context.Event(), context.Queue()
    reader = context.Process(target=hammer, args=(str(tmp_path), stop, reading, found))
    reader.start()
    assert reading.wait(timeout=120)
    for n in range(1, 51):
        swap(n)
        time.sleep(0.02)
    stop.set()
    reads, wrong = found.get(timeout=60)
    reader.join()
    assert wrong == []
    assert reads > 5


def test_a_full_disk_leaves_the_served_tables_as_they_were(tmp_path: Path) -> None:
    publish(tmp_path, {"events": [events("e1")]})
    program = f"""
import resource
from timeline.store import publish
from timeline.tables import table
rows = [{{"event_id": str(n), "title": str(hash((n, "x")))}} for n in range(100_000)]
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))
try:
    publish({str(tmp_path)!r}, {{"events": [table("events", rows)]}})
except OSError as error:
    print("refused", error.errno)
"""
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[1] == resource.RLIM_INFINITY
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stdout.split()[:1] == ["refused"], done.stderr
    with Tables(tmp_path) as tables:
        assert tables.table("events")["event_id"].to_pylist() == ["e1"]
    assert list(tmp_path.glob("generations/aside-*")) == []
