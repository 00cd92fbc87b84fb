"""The log says what was read, built, served and corrected, and holds no words of an article."""

from __future__ import annotations

import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from timeline import logs
from timeline.records import identify

MAIN = str(Path(__file__).parents[1] / "timeline" / "pages" / "main.py")
HEADLINE = "Envoys gather beside the harbour"
ARTICLE = f"# {HEADLINE}\n\nPublished 9 May 2019\n\nOn 3 May 2019 Hamas attacked Rafah and four soldiers were killed, officials said."


@pytest.fixture
def lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The file that this process logs to for one test."""
    file = tmp_path / "log.txt"
    monkeypatch.setenv("TIMELINE_LOG", str(file))
    before = list(logging.getLogger("timeline").handlers)
    logging.getLogger("timeline").handlers = [logging.NullHandler()]
    logs.begin()
    yield file
    logging.getLogger("timeline").handlers = before


def words_of(text: str) -> set[str]:
    """Words that only the article can have brought."""
    return set(re.findall(r"[A-Za-z]{4,}", text)) - {"Published"}


def test_a_build_logs_what_was_read_and_built_and_what_was_lost(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.md").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "articles" / "b.jsonl").write_text('{"text": "Harbour guards\n', encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "timeline.cli", "build", "articles", "--out", "tables"], cwd=tmp_path, capture_output=True,
        env={**os.environ, "TIMELINE_LOG": "log.txt"}, check=False)  # fmt: skip
    assert done.returncode == 1
    text = (tmp_path / "log.txt").read_text(encoding="utf-8")
    lost, read, built = text.splitlines()
    assert re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z \d+ lost file=articles/b.jsonl ", lost)
    assert read.endswith(" read sources=articles records=1 change=exactly")
    assert re.search(r" built tables=tables build=[0-9a-f]{16} articles=1 extracted=1 events=\d claims=\d problems=1$", built)
    assert not words_of(ARTICLE) & words_of(text)
    assert "guards" not in text


def test_serving_and_correcting_are_logged_without_the_words_of_article_or_correction(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lines: Path
) -> None:
    from fixtures_tables import mediation, write

    tables = mediation()
    monkeypatch.setenv("TIMELINE_TABLES", str(write(tables, tmp_path / "tables")))
    event = identify("event", "Mediators meet in Cairo")
    app = AppTest.from_file(MAIN, default_timeout=60)
    app.query_params["event"] = event
    app.run()
    key = f"event:{event}"
    app.text_input(key=f"c.value.{key}.when").set_value("2024-02-12")
    app.text_input(key=f"c.by.{key}").set_value("M. Haddad")
    app.text_input(key=f"c.reason.{key}").set_value("the dateline says Monday")
    app.button(key=f"c.save.{key}").click().run()
    app.session_state["go"] = "reader"
    app.run()
    assert not app.exception
    text = lines.read_text(encoding="utf-8")
    assert " opened tables=" in text and ' served page=timeline to="the analyst at this machine"' in text
    assert f" corrected file={tmp_path}/corrections.toml corrections=1 target=event:{event}" in text
    assert " served page=reader" in text
    sentences = [s for a in tables["articles"].to_pylist() for s in a["text"].split("\n\n")]
    assert [s for s in sentences if s in text] == []
    assert not {"Mediators", "Cairo", "dateline", "Monday"} & words_of(text)


def test_a_value_cannot_forge_a_line_or_steer_a_terminal() -> None:
    assert logs.line("read", file="a.txt\n2024 built x=1\x1b[31m") == r'read file="a.txt\n2024 built x=1⟨001B⟩[31m"'


def test_a_log_that_cannot_be_written_is_told_and_the_command_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("They met on 3 May 2019.", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "timeline.cli", "tag", "a.txt"], cwd=tmp_path, capture_output=True, text=True,
        env={**os.environ, "TIMELINE_LOG": "none/log.txt"}, check=False)  # fmt: skip
    assert done.returncode == 0 and '"edtf": "2019-05-03"' in done.stdout
    assert "set TIMELINE_LOG to a file that can be written" in done.stderr
