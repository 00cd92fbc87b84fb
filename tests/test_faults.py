"""Faults under a running dashboard and the commands: told with the mend, recovered from, and no correction lost."""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from fixtures_builds import STORIES, contents
from fixtures_tables import mediation, write
from streamlit.testing.v1 import AppTest

from timeline.build import build
from timeline.records import identify
from timeline.store import FORMAT, StoreError, Tables, sealed

ROOT = Path(__file__).resolve().parents[1]
MAIN = str(ROOT / "timeline" / "pages" / "main.py")
TALKS = identify("event", "Mediators meet in Cairo")
CORRECTION = f"""\
[[correction]]
target = "event:{TALKS}"
field = "title"
value = "Talks of the mediators"
reason = "read again"
by = "M. Haddad"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of tables that the dashboard is told to serve, with articles near by that it must not mistake for them."""
    (tmp_path / "data" / "articles").mkdir(parents=True)
    (tmp_path / "data" / "articles" / "other.txt").write_text("date 2014-03-09\n\n" + STORIES["a"], encoding="utf-8")
    tables = write(mediation(), tmp_path / "served" / "tables")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TIMELINE_TABLES", str(tables))
    return tables


@pytest.fixture
def app(folder: Path) -> AppTest:
    page = AppTest.from_file(MAIN, default_timeout=60).run()
    assert page.title[0].value == "Timeline" and "70 of 70 events" in told(page)
    return page


def told(app: AppTest) -> str:
    assert not app.exception, app.exception
    return " ".join([*(e.proto.body for e in app.get("html")), *(t.value for t in (*app.subheader, *app.text, *app.error))])


def run(*arguments: object, **settings: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "timeline.cli", *map(str, arguments)], capture_output=True, text=True, check=False, **settings
    )  # type: ignore[call-overload]


def file_of(folder: Path, name: str) -> Path:
    (file,) = folder.glob(f"generations/*/{name}") if name != "CURRENT" else [folder / name]
    return file


def flip(file: Path, at: int) -> None:
    content = bytearray(file.read_bytes())
    content[at] ^= 0x21
    file.write_bytes(content)


def of_form(folder: Path, form: int) -> None:
    file = file_of(folder, "manifest.json")
    file.write_text(json.dumps(sealed(json.loads(file.read_text()) | {"format": form})))


FAULTS: dict[str, tuple[Callable[[Path], None], list[str]]] = {
    "the folder is gone": (lambda f: shutil.rmtree(f), ["no tables here", "timeline build ARTICLES --out"]),
    "the generations are gone": (lambda f: shutil.rmtree(f / "generations"), ["CURRENT", "timeline build ARTICLES --out"]),
    "a table is gone": (lambda f: file_of(f, "events.parquet").unlink(), ["events.parquet: missing", "timeline build ARTICLES"]),
    "a byte of a table is flipped": (lambda f: flip(file_of(f, "evidence.parquet"), 99),
                                     ["evidence.parquet: damaged", "timeline build ARTICLES --out"]),
    "a byte of the manifest is flipped": (lambda f: flip(file_of(f, "manifest.json"), 40),
                                          ["manifest.json: damaged", "timeline build ARTICLES --out"]),
    "the pointer is flipped": (lambda f: flip(f / "CURRENT", 3), ["CURRENT: damaged", "timeline build ARTICLES --out"]),
    "the tables are of a newer program": (lambda f: of_form(f, FORMAT + 1), ["pip install --upgrade timeline"]),
    "the tables are of an older program": (lambda f: of_form(f, FORMAT - 1), ["older form", "timeline build ARTICLES --out"]),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_the_page_names_the_fault_and_its_mend_and_recovers_without_a_restart(app: AppTest, folder: Path, fault: str) -> None:
    shutil.copytree(folder, folder.parent / "backup")
    befall, words = FAULTS[fault]
    befall(folder)
    app.run()
    said = told(app)
    assert [w for w in ["The tables cannot be read", *words] if w not in said] == [], said
    assert "70 of 70 events" not in said
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(folder.parent / "backup", folder)
    app.button(key="look-again").click().run()
    assert app.title[0].value == "Timeline" and "70 of 70 events" in told(app)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_command_names_the_fault_and_its_mend(folder: Path, fault: str) -> None:
    befall, words = FAULTS[fault]
    befall(folder)
    done = run("export", folder, "--to", folder.parent / "out", "--format", "csv")
    assert done.returncode == 2
    assert [w for w in words if w not in done.stderr] == [], done.stderr
    assert not (folder.parent / "out").exists()


def test_a_folder_that_vanished_is_not_replaced_by_samples_that_lie_near(app: AppTest, folder: Path) -> None:
    shutil.rmtree(folder)
    app.run()
    assert "no tables here" in told(app)
    assert not folder.exists()


@pytest.mark.parametrize("name", ["CURRENT", "manifest.json", "articles.parquet", "mentions.parquet", "events.parquet", "reports.parquet",
                                  "evidence.parquet", "casualties.parquet", "aliases.parquet", "records.parquet"])  # fmt: skip
def test_a_flipped_byte_anywhere_in_any_file_is_detected_and_the_file_named(folder: Path, name: str) -> None:
    file = file_of(folder, name)
    content = file.read_bytes()
    size = len(content.rstrip(b"\n"))
    for at in range(0, size, max(1, size // 12)):
        file.write_bytes(content[:at] + bytes([content[at] ^ 0x21]) + content[at + 1 :])
        with pytest.raises(StoreError, match="form|damaged" if name == "manifest.json" else f"{name}: damaged"):
            Tables(folder)
    file.write_bytes(content)
    Tables(folder).close()


def test_a_fault_between_two_questions_to_open_tables_is_named(folder: Path) -> None:
    with Tables(folder) as tables:
        assert tables.query("SELECT count(*) AS n FROM events").n[0] == 70
        file_of(folder, "events.parquet").unlink()
        for ask in (lambda: tables.query("SELECT sum(importance) FROM events"), lambda: tables.table("events")):
            with pytest.raises(StoreError, match=r"events\.parquet: missing"):
                ask()


# ---------------------------------------------------------------- a folder that cannot be written


def bound_by_permissions() -> None:
    """Before a command starts: root, too, heeds the permissions of files (drops CAP_DAC_OVERRIDE)."""
    if os.getuid() == 0 and ctypes.CDLL(None, use_errno=True).prctl(24, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "root cannot be bound by permissions here")


def test_a_read_only_folder_is_read_by_commands_and_refused_by_a_build_with_the_mend(folder: Path, tmp_path: Path) -> None:
    before = contents(folder)
    places = [folder, *folder.rglob("*")]
    for place in places:
        place.chmod(0o555 if place.is_dir() else 0o444)
    try:
        bound = {"preexec_fn": bound_by_permissions}
        built = run("build", tmp_path / "data" / "articles", "--out", folder, "--replace", **bound)
        read = run("export", folder, "--to", tmp_path / "out", "--format", "jsonl", "--table", "events", **bound)
    except subprocess.SubprocessError:
        pytest.skip("root cannot be bound by permissions here")
    finally:
        for place in places:
            place.chmod(0o755 if place.is_dir() else 0o644)
    assert built.returncode == 1 and "Permission denied; check the permissions of that folder" in built.stderr
    assert read.returncode == 0, read.stderr
    assert len((tmp_path / "out" / "events.jsonl").read_text().splitlines()) == 70
    assert contents(folder) == before


# ---------------------------------------------------------------- corrections


@pytest.mark.parametrize("fault", FAULTS)
def test_corrections_survive_every_fault_of_the_tables(app: AppTest, folder: Path, fault: str) -> None:
    file = folder.parent / "corrections.toml"
    file.write_text(CORRECTION, encoding="utf-8")
    backup = shutil.copytree(folder, folder.parent / "backup")
    app.run()
    FAULTS[fault][0](folder)
    app.run()
    assert "The tables cannot be read" in told(app)
    assert file.read_text(encoding="utf-8") == CORRECTION
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(backup, folder)
    app.session_state["go"] = "corrections"
    app.run()
    assert "1 correction, 0 of them not applied" in told(app)


def test_a_file_of_corrections_that_cannot_be_read_is_named_and_left_as_it_is(app: AppTest, folder: Path) -> None:
    (folder.parent / "corrections.toml").mkdir()
    app.session_state["go"] = "corrections"
    app.run()
    assert "corrections" in told(app) and "Is a directory" in told(app)


# ---------------------------------------------------------------- zone, locale and clock

# The clock that every process of a build reads, with its day moved; loaded before the C library.
CLOCK = """
#define _GNU_SOURCE
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>
static long shift(void) { const char *s = getenv("CLOCK_SHIFT"); return s ? atol(s) : 0; }
int clock_gettime(clockid_t id, struct timespec *t) {
  int failed = syscall(SYS_clock_gettime, id, t);
  if (!failed && (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE)) t->tv_sec += shift();
  return failed;
}
int gettimeofday(struct timeval *restrict t, void *restrict zone) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  t->tv_sec = now.tv_sec;
  t->tv_usec = now.tv_nsec / 1000;
  return 0;
}
time_t time(time_t *t) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (t) *t = now.tv_sec;
  return now.tv_sec;
}
"""
YEAR = 31_557_600  # seconds
SERVERS = {
    "UTC": ({"TZ": "UTC", "LC_ALL": "C"}, 0),
    "Kiritimati, a day ahead": ({"TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8"}, 0),
    "Niue, in Turkish": ({"TZ": "Pacific/Niue", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"}, 0),
    "a clock thirty years late": ({"TZ": "Asia/Gaza", "LC_ALL": "ar_QA.UTF-8"}, -30 * YEAR),
    "a clock ten years ahead": ({"TZ": "America/St_Johns", "LC_ALL": "de_DE.UTF-8", "PYTHONUTF8": "0"}, 10 * YEAR),
}


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stories")
    for name, text in STORIES.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / "undated.txt").write_text("On Tuesday at 23:30 the envoys met in Doha. On 03/04/2024 they parted. "
                                        "Earlier this month, four people were killed in Gaza.", encoding="utf-8")  # fmt: skip
    return folder


@pytest.fixture(scope="module")
def here(stories: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("here")
    build([stories], out, workers=1)
    return contents(out)


def moved_clock(folder: Path) -> str:
    """The library with the moved clock."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None:
        pytest.skip("no C compiler to move the clock with (Debian: apt-get install gcc libc6-dev)")
    (folder / "clock.c").write_text(CLOCK, encoding="utf-8")
    subprocess.run([compiler, "-shared", "-fPIC", "-O", "-o", folder / "clock.so", folder / "clock.c"], check=True, capture_output=True)
    return str(folder / "clock.so")


@pytest.mark.parametrize("server", SERVERS)
def test_zone_locale_and_clock_of_the_server_change_no_byte_of_the_tables(
    stories: Path, here: dict[str, bytes], tmp_path: Path, server: str
) -> None:
    environment, shift = SERVERS[server]
    settings = {**os.environ, **environment}
    if shift:
        settings |= {"LD_PRELOAD": moved_clock(tmp_path), "CLOCK_SHIFT": str(shift)}
        year = subprocess.check_output([sys.executable, "-c", "import datetime; print(datetime.date.today().year)"], env=settings)
        assert abs(int(year) - date.today().year) == abs(shift) // YEAR
    done = run("build", stories, "--out", tmp_path / "tables", env=settings)
    assert done.returncode == 0, done.stderr
    made = contents(tmp_path / "tables")
    assert [name for name in here if made[name] != here[name]] == []
