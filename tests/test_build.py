"""Builds: the same tables whatever the order, the workers, the history and the accidents."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fixtures_builds import STORIES, contents, many, undisturbed  # noqa: F401
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline.build import BuildError, Built, assemble, build, spill
from timeline.build.segments import Segments
from timeline.interval import When, day
from timeline.store import StoreError, Tables, writing


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    folder = tmp_path / "stories"
    folder.mkdir()
    for name, text in STORIES.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def test_articles_become_tables(stories: Path, tmp_path: Path) -> None:
    built = build([stories], tmp_path / "out", workers=1)
    assert (built.articles, built.extracted, built.reused, built.problems) == (6, 6, 0, ())
    with Tables(tmp_path / "out") as tables:
        assert tables.generation == built.generation
        friday = tables.query("SELECT edtf, a.path, m.article_id = a.article_id AS same FROM mentions m JOIN articles a "
                              "USING (article_id) WHERE m.text = 'Friday' AND a.path LIKE '%a.txt'")  # fmt: skip
        assert friday.edtf.to_list() == ["2014-03-07"]
        claims = tables.query('SELECT "low", "high", effect FROM casualties JOIN articles USING (article_id) '
                              "WHERE path LIKE '%a.txt'")  # fmt: skip
        assert (claims["low"].to_list(), claims["high"].isna().all(), claims["effect"].to_list()) == ([12], True, ["killed"])
        cut = tables.query("SELECT e.sentence = substr(a.text, e.char_start + 1, e.char_end - e.char_start) AS same "
                           "FROM evidence e JOIN articles a USING (article_id)")  # fmt: skip
        assert len(cut) >= 1 and cut.same.all()


def test_order_of_sources_and_number_of_workers_change_no_byte(stories: Path, tmp_path: Path) -> None:
    files = sorted(stories.iterdir())
    build(files, tmp_path / "one", workers=1)
    build(files[::-1], tmp_path / "two", workers=2)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_articles_without_a_date_are_extracted_with_the_one_that_is_found_for_them(stories: Path, tmp_path: Path) -> None:
    (stories / "g.txt").write_text("Iran fired missiles at the Al Udeid base on Monday. On Tuesday the base opened again.", encoding="utf-8")
    built = build([stories], tmp_path / "out", workers=1)
    assert (built.articles, built.extracted) == (7, 7)
    with Tables(tmp_path / "out") as tables:
        found = tables.query("SELECT published_basis, published_edtf, m.edtf FROM articles a JOIN mentions m USING (article_id) "
                             "WHERE path LIKE '%g.txt' AND m.text = 'Monday'")  # fmt: skip
    assert found.values.tolist() == [["inferred", "[2025-06-23..2025-06-29]", "2025-06-23"]]
    assert build([stories], tmp_path / "out", workers=1).extracted == 0


def test_rows_that_wait_on_the_disk_and_parts_of_few_articles_give_the_same_tables(
    many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch  # noqa: F811
) -> None:  # fmt: skip
    out = tmp_path / "out"
    build([many], out)
    at_once = {name: rows for name, rows in contents(out).items() if name != "articles"}
    (out / "CURRENT").unlink()
    monkeypatch.setattr(spill, "AT_ONCE", 20_000)
    monkeypatch.setattr(assemble, "PART", 50)
    monkeypatch.setitem(writing.GROUPS, "articles", 50)
    again = build([many], out)
    assert again.extracted == 0
    assert {name: rows for name, rows in contents(out).items() if name != "articles"} == at_once
    assert sorted(path.name for path in (out / "generations").iterdir() if path.name.startswith("aside")) == []


def test_what_is_unchanged_is_not_extracted_again(stories: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = build([stories], out, workers=1)
    again = build([stories], out, workers=1)
    assert (again.extracted, again.reused, again.generation) == (0, 6, first.generation)
    (stories / "a.txt").write_text(STORIES["a"].replace("Saturday", "Thursday"), encoding="utf-8")
    changed = build([stories], out, workers=1)
    assert (changed.extracted, changed.reused) == (1, 5)
    build([stories], tmp_path / "new", workers=1)
    assert contents(out) == contents(tmp_path / "new")


def test_a_build_of_what_is_there_already_makes_no_new_tables(stories: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = build([stories], out, workers=1)
    build([stories / "a.txt"], out, change="add", workers=1)
    again = build([stories], out, workers=1)
    assert (again.generation, again.articles, again.events, again.claims) == (first.generation, 6, first.events, first.claims)
    assert [path.name[:6] for path in (out / "generations").iterdir()] == ["000001"]
    build([stories / "a.txt"], out, change="remove", workers=1)
    assert sorted(path.name[:6] for path in (out / "generations").iterdir()) == ["000001", "000002"]


def test_a_new_publication_date_extracts_that_article_again(stories: Path, tmp_path: Path) -> None:
    for name in "abcef":
        (stories / f"{name}.txt").unlink()
    build([stories], tmp_path / "out", workers=1)
    dated = build([stories], tmp_path / "out", workers=1, published=When.within(day(2024, 5, 15)))
    assert dated.extracted == 1
    with Tables(tmp_path / "out") as tables:
        assert tables.query("SELECT published_edtf FROM articles").published_edtf.to_list() == ["2024-05-15"]
        assert "2024-04" in tables.query("SELECT edtf FROM mentions").edtf.to_list()


def test_adding_and_removing_give_the_tables_of_a_build_from_nothing(stories: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build([stories / "a.txt", stories / "b.txt", stories / "d.txt"], out, workers=1)
    build([stories / "c.txt", stories / "e.txt"], out, change="add", workers=1)
    build([stories / "b.txt"], out, change="remove", workers=1)
    build([stories / f"{name}.txt" for name in "acde"], tmp_path / "new", workers=1)
    assert contents(out) == contents(tmp_path / "new")


@pytest.fixture(scope="session")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The stories, and a folder of tables that has extracted all of them."""
    folder, out = tmp_path_factory.mktemp("stories"), tmp_path_factory.mktemp("tables")
    for name, text in STORIES.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    build([folder], out, workers=1)
    return folder, out


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.booleans(), st.sets(st.sampled_from("abcef"), min_size=1)), min_size=1, max_size=4))
def test_any_history_of_additions_and_removals_gives_the_tables_of_a_build_from_nothing(
    extracted: tuple[Path, Path], steps: list[tuple[bool, set[str]]], tmp_path: Path
) -> None:
    stories, done = extracted
    out, new = tmp_path / "out", tmp_path / "new"
    for folder in (out, new):
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(done / "work", folder / "work")
    there: set[str] = {"d"}
    build([stories / "d.txt"], out, workers=1)
    for adds, names in steps:
        there = there | names if adds else there - names
        build([stories / f"{n}.txt" for n in sorted(names)], out, change="add" if adds else "remove", workers=1)
    build([stories / f"{n}.txt" for n in there], new, workers=1)
    assert contents(out) == contents(new)


def test_sources_that_would_drop_more_than_half_ask_for_replace(stories: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build([stories], out, workers=1)
    before = contents(out)
    with pytest.raises(BuildError, match=r"4 of the 6 articles there are not in these sources.*--replace.*--add"):
        build([stories / "a.txt", stories / "b.txt"], out, workers=1)
    assert contents(out) == before
    assert build([stories / "a.txt", stories / "b.txt"], out, workers=1, replace=True).articles == 2


def test_sources_without_any_article_change_nothing(stories: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build([stories], out, workers=1)
    before = contents(out)
    (tmp_path / "empty").mkdir()
    with pytest.raises(BuildError, match="no article could be read; nothing was changed"):
        build([tmp_path / "empty"], out, workers=1)
    assert contents(out) == before


def test_limit_and_since_leave_articles_out(stories: Path, tmp_path: Path) -> None:
    import datetime

    assert build([stories], tmp_path / "limit", workers=1, limit=2).articles == 2
    assert build([stories], tmp_path / "since", workers=1, since=datetime.date(2019, 5, 4)).articles == 2


# ---------------------------------------------------------------- accidents


def start_build(sources: Path, out: Path, *options: str, **more: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-m", "timeline.cli", "build", sources, "--out", out, *options],
                            stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ | more)  # fmt: skip


def children(process: int) -> list[int]:
    """The processes that a process has started, so that a test ends no other."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = status.read_text().rsplit(")", 1)[1].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(words[1]) == process:
            found.append(int(status.parent.name))
    return found


def test_a_build_killed_at_any_point_loses_no_finished_chunk_and_harms_no_table(
    many: Path, undisturbed: dict[str, bytes], tmp_path: Path  # noqa: F811
) -> None:
    out = tmp_path / "out"
    build([many / "0000.txt"], out, workers=1)
    before = contents(out)
    pick = random.Random(20)
    killed = finished = 0
    for _ in range(2):
        process = start_build(many, out)
        time.sleep(pick.uniform(0.8, 3.0))
        killed += process.poll() is None
        process.kill()
        process.communicate()
        assert contents(out) in (before, undisturbed)
        there = len(Segments(out / "work" / "segments").keys)
        assert there >= finished
        finished = there
    assert killed
    build([many], out)
    assert contents(out) == undisturbed


def test_no_worker_outlives_a_killed_build(many: Path, tmp_path: Path) -> None:  # noqa: F811
    process = start_build(many, tmp_path / "out", "--workers", "2")
    workers: list[int] = []
    while len(workers) < 2 and process.poll() is None:
        time.sleep(0.05)
        workers = children(process.pid)
    process.kill()
    process.communicate()
    until = time.monotonic() + 10
    while any(Path(f"/proc/{w}").exists() for w in workers) and time.monotonic() < until:
        time.sleep(0.1)
    assert [w for w in workers if Path(f"/proc/{w}").exists()] == []


def test_a_killed_worker_costs_nothing(many: Path, undisturbed: dict[str, bytes], tmp_path: Path) -> None:  # noqa: F811
    process = start_build(many, tmp_path / "out", "--workers", "2")
    workers: list[int] = []
    while len(workers) < 2 and process.poll() is None:
        time.sleep(0.05)
        workers = children(process.pid)
    time.sleep(0.7)
    os.kill(workers[0], signal.SIGKILL)
    _, said = process.communicate(timeout=120)
    assert (process.returncode, said) == (0, "")
    assert contents(tmp_path / "out") == undisturbed


FAULTS = """
import os, time, timeline.extract
real = timeline.extract.extract
def faulty(article, *, published=None):
    if "Tuesday and the talks" in article.text:
        os._exit(9)
    if "prisoners" in article.text:
        time.sleep(600)
    if "An envoy" in article.text:
        raise RecursionError("too deep")
    return real(article, published=published)
timeline.extract.extract = faulty
"""


def test_an_article_that_ends_or_hangs_its_worker_is_named_and_the_rest_is_built(
    stories: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from timeline.build import workers

    (tmp_path / "faults").mkdir()
    (tmp_path / "faults" / "sitecustomize.py").write_text(FAULTS)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "faults"))
    monkeypatch.setattr(workers, "SECONDS_AN_ARTICLE", 3.0)
    monkeypatch.setattr(workers, "SECONDS_TO_START", 8.0)
    built: Built = build([stories], tmp_path / "out", workers=2)
    told = {Path(p.path).name: p.message for p in built.problems}
    assert told == {
        "d.txt": "extraction failed: RecursionError: too deep",
        "e.txt": "extraction took longer than 3 s, twice",
        "f.txt": "extraction ended its worker process (status 9), twice",
    }
    with Tables(tmp_path / "out") as tables:
        problems = tables.query("SELECT path, problem FROM articles WHERE problem IS NOT NULL")
        assert {Path(p).name for p in problems.path} == {"d.txt", "e.txt", "f.txt"}
        mentioned = tables.query("SELECT DISTINCT path FROM mentions JOIN articles USING (article_id)").path
        assert {Path(p).name for p in mentioned} == {"a.txt", "b.txt", "c.txt"}


def test_a_second_build_of_one_folder_is_refused_with_who_holds_it(many: Path, stories: Path, tmp_path: Path) -> None:  # noqa: F811
    first = start_build(many, tmp_path / "out")
    while not (tmp_path / "out" / "build.holder").exists() and first.poll() is None:
        time.sleep(0.02)
    time.sleep(0.05)
    with pytest.raises(BuildError, match=f"process {first.pid} on .* is building these tables"):
        build([stories], tmp_path / "out", workers=1)
    first.kill()
    first.communicate()
    assert build([stories], tmp_path / "out", workers=1).articles == 6  # the lock went with the process


def test_a_full_disk_is_named_with_the_mend_and_the_next_run_goes_on(many: Path, stories: Path, tmp_path: Path) -> None:  # noqa: F811
    out = tmp_path / "out"
    build([stories], out, workers=1)
    before = contents(out)
    command = f"ulimit -f 40; exec {sys.executable} -m timeline.cli build {many} --out {out} --replace --workers 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "run it again: what was finished is kept" in done.stderr and "Traceback" not in done.stderr
    assert contents(out) == before


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 256 KB, where this machine lets us mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(disk)], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("no small disk may be mounted here (needs root)")
    try:
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_build_that_filled_its_disk_goes_on_when_there_is_room_again(small_disk: Path, stories: Path, many: Path, tmp_path: Path) -> None:  # noqa: F811
    out = small_disk / "tables"
    build([stories], out, workers=1)
    before = contents(out)
    (small_disk / "ballast").write_bytes(bytes(os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize - 4096))
    some = [many / f"{n:04d}.txt" for n in range(40)]
    full = run_build(some, out, "--add")
    assert full.returncode == 1
    assert "No space left on device" in full.stderr and "run it again" in full.stderr and "Traceback" not in full.stderr
    assert contents(out) == before
    (small_disk / "ballast").unlink()
    assert subprocess.run(["mount", "-o", "remount,size=8m", str(small_disk)], check=False).returncode == 0
    assert run_build(some, out, "--add").returncode == 0
    build([stories, *some], tmp_path / "undisturbed", workers=1)
    assert contents(out) == contents(tmp_path / "undisturbed")


def run_build(sources: list[Path], out: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "timeline.cli", "build", *map(str, sources), "--out", str(out), "--workers", "1", *options],
                          capture_output=True, text=True, check=False)  # fmt: skip


def test_a_damaged_segment_is_extracted_again(stories: Path, tmp_path: Path) -> None:
    build([stories], tmp_path / "out", workers=1)
    before = contents(tmp_path / "out")
    for segment in (tmp_path / "out" / "work" / "segments").iterdir():
        segment.write_bytes(segment.read_bytes()[:-3])
    assert build([stories], tmp_path / "out", workers=1).extracted == 6
    assert contents(tmp_path / "out") == before


def test_columns_are_the_rows_of_the_contract_for_every_kind_of_record() -> None:
    from timeline.articles import read
    from timeline.build.columns import arrow
    from timeline.extract import extract
    from timeline.merging import merge
    from timeline.tables import row, table

    samples = Path(__file__).resolve().parent.parent / "data" / "articles"
    articles = list(read([samples], problems=lambda problem: None))
    found = [extract(a) for a in articles if a.language == "en"]
    told = {"mentions": [m for f in found for m in f.mentions], "reports": [r for f in found for r in f.reports],
            "evidence": [e for f in found for e in f.evidence], "casualties": [c for f in found for c in f.claims]}  # fmt: skip
    merged = merge(told["reports"], told["evidence"], told["casualties"], articles)  # type: ignore[arg-type]
    for name, records in {"articles": articles, "events": merged.events, **told}.items():
        assert len(records) > 5
        assert arrow(name, records).equals(table(name, [row(r) for r in records])), name  # type: ignore[arg-type]


def test_damaged_tables_are_built_anew_from_the_same_sources(stories: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build([stories], out, workers=1)
    before = contents(out)
    (file,) = out.glob("generations/*/events.parquet")
    file.write_bytes(file.read_bytes() + b" ")
    with pytest.raises(StoreError, match="damaged"):
        build([stories / "a.txt"], out, change="add", workers=1)
    built = build([stories], out, workers=1)
    assert [p.lost for p in built.problems] == [False] and "damaged" in built.problems[0].message
    assert (built.extracted, contents(out)) == (0, before)


def test_many_small_segments_become_one_and_keep_their_rows(stories: Path, tmp_path: Path) -> None:
    from timeline.build import segments

    out = tmp_path / "out"
    for name in STORIES:
        build([stories / f"{name}.txt"], out, change="add", workers=1)
    files = out / "work" / "segments"
    assert len(list(files.iterdir())) >= 6
    before, limit = contents(out), segments.MANY
    segments.MANY = 2
    try:
        build([stories], out, workers=1)
    finally:
        segments.MANY = limit
    assert len(list(files.iterdir())) == 1
    assert build([stories], out, workers=1).extracted == 0
    assert contents(out) == before
