"""`timeline doctor`: each line is ok or names what to mend."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from fixtures_tables import mediation, write

from timeline.commands.settings import settings

GOOD = """\
[auth]
redirect_uri = "https://timeline.desk.example/oauth2callback"
cookie_secret = "0123456789abcdef0123456789abcdef"
client_id = "timeline"
client_secret = "s"
server_metadata_url = "https://login.desk.example/.well-known/openid-configuration"

[access]
read = ["@desk.example"]
"""


def told(folder: Path, **environment: str) -> list[str]:
    """The lines to mend, with what is checked."""
    return [f"{c.name}: {c.problem}" for c in settings(folder, environment) if c.problem]


def written(folder: Path, name: str, text: str) -> Path:
    file = folder / ".streamlit" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    file.chmod(0o600)
    return folder


def test_a_folder_without_settings_has_nothing_to_mend(tmp_path: Path) -> None:
    assert told(tmp_path) == []


def test_whole_sign_in_settings_have_nothing_to_mend(tmp_path: Path) -> None:
    assert told(written(tmp_path, "secrets.toml", GOOD), TIMELINE_HOSTS="timeline.desk.example") == []


@pytest.mark.parametrize(("good", "bad", "words"), [
    ('cookie_secret = "0123456789abcdef0123456789abcdef"', "", "[auth] lacks cookie_secret"),
    ("0123456789abcdef0123456789abcdef", "short", "32 random characters"),
    ("https://timeline.desk", "http://timeline.desk", "redirect_uri is not https"),
    ("/oauth2callback", "/callback", "does not end with /oauth2callback"),
    ('["@desk.example"]', '"@desk.example"', "[access] read: expected a list"),
    ('read = ["@desk.example"]', "", "nobody is on the lists"),
    ("[auth]", "[auth", "mend or remove it"),
])
def test_each_mistake_of_the_sign_in_is_named(tmp_path: Path, good: str, bad: str, words: str) -> None:
    (line,) = told(written(tmp_path, "secrets.toml", GOOD.replace(good, bad)))
    assert words in line and "secrets.toml" in line


def test_secrets_that_others_can_read_are_told(tmp_path: Path) -> None:
    (written(tmp_path, "secrets.toml", GOOD) / ".streamlit" / "secrets.toml").chmod(0o644)
    assert "chmod 600" in told(tmp_path)[0]


def test_an_access_list_without_sign_in_has_no_effect_and_is_told(tmp_path: Path) -> None:
    assert "no effect" in told(written(tmp_path, "secrets.toml", '[access]\nread = ["@desk.example"]\n'))[0]


def test_an_open_address_and_switched_off_protection_are_told(tmp_path: Path) -> None:
    lines = told(written(tmp_path, "config.toml", '[server]\naddress = "0.0.0.0"\nenableXsrfProtection = false\n'))
    assert ["set server.address to 127.0.0.1" in lines[0], "set server.enableXsrfProtection to true" in lines[1]] == [True, True]


@pytest.mark.parametrize("host", ["https://timeline.example", "timeline.example:443", "*", "timeline.example/desk"])
def test_a_host_that_is_no_name_is_told(tmp_path: Path, host: str) -> None:
    assert f"{host!r} is no name of a host" in told(tmp_path, TIMELINE_HOSTS=host)[0]


def test_a_mistake_in_the_corrections_is_told(tmp_path: Path) -> None:
    (tmp_path / "corrections.toml").write_text('[[correction]]\ntarget = "event:a"\nfield = "titel"\nreason = "r"\nby = "b"\n')
    (line,) = told(tmp_path, TIMELINE_CORRECTIONS=str(tmp_path / "corrections.toml"))
    assert "correction 1" in line and "none is applied until it is mended" in line


def test_a_log_in_no_folder_is_told(tmp_path: Path) -> None:
    assert "is not there: make it" in told(tmp_path, TIMELINE_LOG=str(tmp_path / "none" / "log"))[0]


def test_the_command_tells_the_tables_the_room_and_ends_with_1_where_something_is_to_mend(tmp_path: Path) -> None:
    folder = write(mediation(), tmp_path / "tables")
    command = [sys.executable, "-m", "timeline.cli", "doctor", "--tables", "tables"]
    whole = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert whole.returncode == 0, whole.stdout
    assert "ok       tables in tables: build " in whole.stdout and "70 events" in whole.stdout
    assert f"ok       room for the next build in {folder}" in whole.stdout
    (file,) = folder.glob("generations/*/events.parquet")
    file.write_bytes(file.read_bytes()[:-1])
    broken = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, check=False, env={**os.environ, "TIMELINE_HOSTS": "a/b"}
    )
    assert broken.returncode == 1
    mends = [line for line in broken.stdout.splitlines() if line.startswith("to mend")]
    assert len(mends) == 2
    assert "'a/b' is no name of a host" in mends[0] and "events.parquet: damaged" in mends[1]
