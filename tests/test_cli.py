"""The `timeline` command as a user meets it: real processes, real files, exit statuses and messages."""

from __future__ import annotations

import fcntl
import json
import os
import re
import signal
import socket
import struct
import subprocess
import sys
import termios
import time
import urllib.request
import xml.etree.ElementTree as ET
from pathlib import Path

import openpyxl
import pytest

from timeline import __version__
from timeline.cli import EXAMPLES
from timeline.downloads.csv import read_csv
from timeline.store import Tables
from timeline.tables import SCHEMAS

ROOT = Path(__file__).resolve().parent.parent
WIRE = [
    {"id": "w1", "published": "2024-02-14", "text": "Qatar's emir met Iran's foreign minister in Doha on Tuesday.\r\nAt least 12 people were killed in Gaza."},
    {"id": "w2", "published": None, "text": "The truce has held since 2012."},
    {"text": "é 𝄞 Talks open on Monday."},
]
ANCHORED = {"id": "w1", "published": "2024-02-14", "text": "Envoys met on Tuesday.", "events": [{"id": "e1", "start": 7, "end": 10}]}


def run(*arguments: object, cwd: Path | None = None, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "timeline.cli", *map(str, arguments)], input=stdin, capture_output=True,
                          check=False, cwd=cwd, env=os.environ | {"PYTHONPATH": str(ROOT)}, timeout=120)  # fmt: skip


def lines(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def wire(tmp_path: Path) -> Path:
    file = tmp_path / "wire.jsonl"
    file.write_text("".join(json.dumps(record) + "\n" for record in WIRE), encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built once from a few articles, by the command."""
    folder = tmp_path_factory.mktemp("cli")
    (folder / "wire.jsonl").write_text("".join(json.dumps(record) + "\n" for record in WIRE), encoding="utf-8")
    done = run("build", folder / "wire.jsonl", "--out", folder / "tables")
    assert done.returncode == 0, done.stderr.decode()
    return folder / "tables"


# ---------------------------------------------------------------- every command


@pytest.mark.parametrize("command", EXAMPLES)
def test_help_tells_an_example(command: str) -> None:
    done = run(command, "--help")
    assert done.returncode == 0
    assert f"example: {EXAMPLES[command]}" in done.stdout.decode()


def test_the_version_is_told() -> None:
    assert run("--version").stdout.decode() == f"timeline {__version__}\n"


@pytest.mark.parametrize(("arguments", "message"), [
    (["tag"], "timeline tag: the following arguments are required: SOURCE; see: timeline tag --help"),
    (["build", "x", "--out", "y", "--published", "31 February"], "'31 February' is no date; write it as 2024-02-14"),
    (["build", "x", "--out", "y", "--workers", "0"], "'0' is no whole number from 1 on"),
    (["export", "no-such-folder", "--to", "x", "--format", "csv"], "no tables here; build them with: timeline build"),
    (["export", "x", "--to", "x", "--format", "csv", "--filter", "colour=red"], "colour: there is no such filter"),
])  # fmt: skip
def test_a_wrong_command_line_ends_with_2_and_names_the_mend(arguments: list[str], message: str, tmp_path: Path) -> None:
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert message in done.stderr.decode() and b"Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_every_example_line_of_the_documentation_runs(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    examples = re.findall(r"^    \$ (timeline .*)$", text, flags=re.MULTILINE)
    assert {line.split()[1] for line in examples} == set(EXAMPLES)
    (tmp_path / "articles").symlink_to(ROOT / "data" / "articles")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "new.txt").write_text("CAIRO, March 9, 2014 - Envoys met on Friday.", encoding="utf-8")
    (tmp_path / "wire.jsonl").write_text("".join(json.dumps(r) + "\n" for r in WIRE), encoding="utf-8")
    (tmp_path / "events.jsonl").write_text(json.dumps(ANCHORED) + "\n", encoding="utf-8")
    (tmp_path / "timeline").write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m timeline.cli "$@"\n')
    (tmp_path / "timeline").chmod(0o755)
    path = f"{tmp_path}:{os.environ['PATH']}"
    for line in examples:
        if line.split()[1] == "serve" or "--watch" in line or "--scheduler" in line:
            continue  # they run until stopped, and have tests of their own
        done = subprocess.run(["bash", "-c", line], cwd=tmp_path, env=os.environ | {"PATH": path}, capture_output=True,
                              check=False, timeout=120)  # fmt: skip
        assert done.returncode == 0, f"{line}\n{done.stderr.decode()}"


# ---------------------------------------------------------------- texts


def test_tag_answers_record_by_record_with_offsets_into_the_text_as_given(wire: Path) -> None:
    done = run("tag", wire, "--published", "2024-05-15")
    assert (done.returncode, done.stderr) == (0, b"")
    found = lines(done)
    assert found[0] == {"id": "w1", "start": 52, "end": 59, "text": "Tuesday", "type": "DATE", "value": "2024-02-13",
                        "edtf": "2024-02-13", "from": "2024-02-13", "to": "2024-02-13"}  # fmt: skip
    assert [(f["id"], f["text"], f["edtf"], f["to"]) for f in found][1:2] == [("w2", "2012", "2012/..", None)]
    assert (found[2]["start"], found[2]["text"], found[2]["edtf"]) == (18, "Monday", "2024-05-20")


def test_tag_reads_standard_input_and_answers_before_it_ends(wire: Path) -> None:
    process = subprocess.Popen([sys.executable, "-m", "timeline.cli", "tag", "-"], stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": str(ROOT)})  # fmt: skip
    assert process.stdin and process.stdout
    for line in wire.read_bytes().splitlines(keepends=True)[:2]:
        process.stdin.write(line)
    process.stdin.flush()
    assert json.loads(process.stdout.readline())["id"] == "w1"
    process.stdin.close()
    assert json.loads(process.stdout.readline())["id"] == "w2"
    process.stdout.close()
    assert process.wait(timeout=30) == 0


def test_tag_writes_timeml_that_holds_the_text(wire: Path) -> None:
    done = run("tag", wire, "--format", "timeml")
    documents = [ET.fromstring(part + "</TimeML>") for part in done.stdout.decode().split("</TimeML>\n")[:-1]]
    assert len(documents) == 3
    first = documents[0]
    assert first.findtext("DOCID") == "w1" and first.find("DCT/TIMEX3").get("value") == "2024-02-14"  # type: ignore[union-attr]
    assert [(t.text, t.get("value")) for t in first.iter("TIMEX3")][1] == ("Tuesday", "2024-02-13")
    assert "".join(first.find("TEXT").itertext()) == WIRE[0]["text"].replace("\r\n", "\n")  # type: ignore[union-attr]


def test_claims_have_the_columns_of_the_table(wire: Path) -> None:
    (claim,) = lines(run("claims", wire))
    assert list(claim) == SCHEMAS["casualties"].names
    assert (claim["article_id"], claim["effect"], claim["low"], claim["high"]) == ("w1", "killed", 12, None)
    text = WIRE[0]["text"]
    assert text and "12" in text[claim["char_start"] : claim["char_end"]]  # type: ignore[misc]


def test_date_answers_every_record_with_its_basis(wire: Path) -> None:
    found = lines(run("date", wire))
    assert [list(f) for f in found] == [["id", "start", "end", "edtf", "basis", "reason"]] * 3
    assert [(f["id"], f["edtf"], f["basis"]) for f in found][:1] == [("w1", "2024-02-14", "stated")]


def test_anchor_echoes_ids_and_answers_in_days(tmp_path: Path) -> None:
    (answer,) = lines(run("anchor", "-", stdin=json.dumps(ANCHORED).encode()))
    assert (answer["article"], answer["event"]) == ("w1", "e1")
    assert (answer["start"], answer["end"], answer["edtf"], answer["time"]) == ("2024-02-13", "2024-02-13", "2024-02-13", "past")


def test_a_bad_line_is_named_and_the_other_records_are_answered(tmp_path: Path) -> None:
    file = tmp_path / "wire.jsonl"
    file.write_text('{"id": "1", "text": "In May 2019."}\n{"id": 2, "text": \n{"id": "3", "text": "In June 2019."}\n')
    done = run("tag", file)
    assert done.returncode == 1
    assert re.search(r"wire\.jsonl, line 2", done.stderr.decode()) and b"Traceback" not in done.stderr
    assert [f["id"] for f in lines(done)] == ["1", "3"]
    done = run("anchor", "-", stdin=b'{"id": 1}\n' + json.dumps(ANCHORED).encode())
    assert done.returncode == 1 and b"standard input, line 1" in done.stderr
    assert len(lines(done)) == 1


@pytest.mark.parametrize("command", ["tag", "claims", "date", "anchor"])
def test_a_source_that_is_not_there_is_named_and_ends_with_status_2(command: str, wire: Path, tmp_path: Path) -> None:
    done = run(command, "nowhere.jsonl", cwd=tmp_path)
    assert done.returncode == 2 and done.stdout == b""
    assert done.stderr.decode().startswith(f"timeline {command}: nowhere.jsonl: ")
    assert run(command, "nowhere.jsonl", wire, cwd=tmp_path).returncode == 1  # the other is answered


@pytest.mark.parametrize("line", ["[]", "7", "null", "{", '{"text": 3}', '{"text": "Shots fell.", "events": 3}', '{"text": "Shots fell.", "events": [null]}',
                                  '{"text": "Shots fell.", "published": [1], "events": []}', "[" * 100_000, "9" * 10_000])  # fmt: skip
def test_what_is_no_record_with_events_is_told_without_names_of_the_program(line: str) -> None:
    done = run("anchor", "-", stdin=line.encode() + b"\n" + json.dumps(ANCHORED).encode())
    said = done.stderr.decode()
    assert done.returncode == 1 and len(lines(done)) == 1
    assert said.startswith("timeline anchor: standard input, line 1: ") and "expected" in said
    assert not re.search(r"Error|Traceback|NoneType|\b(?:int|str|dict|list indices)\b", said)


def test_a_closed_pipe_is_no_error_message(tmp_path: Path) -> None:
    file = tmp_path / "long.jsonl"
    file.write_text("".join(json.dumps({"id": str(n), "text": "Talks opened on 3 May 2019."}) + "\n" for n in range(20_000)))
    command = f"{sys.executable} -m timeline.cli tag {file} | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False, env=os.environ | {"PYTHONPATH": str(ROOT)})
    assert done.stderr == b"" and done.stdout.count(b"\n") == 1


# ---------------------------------------------------------------- tables


def test_build_tells_what_it_made_and_shows_no_bar_off_a_terminal(wire: Path, tmp_path: Path) -> None:
    done = run("build", wire, "--out", tmp_path / "out")
    assert done.returncode == 0 and done.stderr == b""
    assert re.fullmatch(r".*/out: 3 articles, \d+ events?, 1 casualty claim \(3 articles extracted, 0 taken from earlier "
                        r"builds\); build [0-9a-f]{16}\n", done.stdout.decode())  # fmt: skip


def test_build_shows_a_bar_with_its_rate_on_a_terminal(wire: Path, tmp_path: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 100, 0, 0))
    process = subprocess.Popen([sys.executable, "-m", "timeline.cli", "build", wire, "--out", tmp_path / "out"],
                               stderr=theirs, stdout=subprocess.DEVNULL)  # fmt: skip
    os.close(theirs)
    shown = b""
    while True:
        try:
            part = os.read(ours, 4096)
        except OSError:
            break
        if not part:
            break
        shown += part
    assert process.wait() == 0
    assert b"Extracting: 100%" in shown and b"articles/s" in shown


def test_a_missing_source_is_named_and_the_others_are_built(wire: Path, tmp_path: Path) -> None:
    done = run("build", wire, "nowhere", "--out", tmp_path / "out", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.decode().startswith("timeline build: nowhere: ")
    with Tables(tmp_path / "out") as tables:
        assert len(tables.table("articles")) == 3


@pytest.mark.parametrize("format", ["csv", "jsonl", "parquet", "xlsx"])
def test_export_writes_exactly_the_rows_of_the_tables(format: str, tables: Path, tmp_path: Path) -> None:
    done = run("export", tables, "--to", tmp_path / "out", "--format", format, "--table", "casualties", "--table", "events")
    assert done.returncode == 0, done.stderr
    with Tables(tables) as stored:
        want = {name: stored.table(name) for name in ("casualties", "events")}
    match format:
        case "csv":
            assert {n: read_csv(tmp_path / "out" / f"{n}.csv", n).to_pylist() for n in want} == {n: t.to_pylist() for n, t in want.items()}
        case "jsonl":
            text = (tmp_path / "out" / "casualties.jsonl").read_text(encoding="utf-8")
            assert [json.loads(line)["claim_id"] for line in text.splitlines()] == want["casualties"]["claim_id"].to_pylist()
        case "parquet":
            import pyarrow.parquet as pq

            assert pq.read_table(tmp_path / "out" / "events.parquet").equals(want["events"])
        case "xlsx":
            book = openpyxl.load_workbook(tmp_path / "out" / "timeline.xlsx")
            assert book.sheetnames == ["casualties", "events", "notes"]
            assert [row[0].value for row in book["events"].iter_rows(min_row=2)] == want["events"]["event_id"].to_pylist()


def test_export_with_a_filter_writes_its_events_and_all_rows_linked_to_them(tables: Path, tmp_path: Path) -> None:
    done = run("export", tables, "--to", tmp_path, "--format", "jsonl", "--filter", "type=meeting&from=2024-02-01&to=2024-02-28")
    assert done.returncode == 0, done.stderr
    read = {name: [json.loads(line) for line in (tmp_path / f"{name}.jsonl").read_text().splitlines()] for name in SCHEMAS}
    assert [e["event_type"] for e in read["events"]] == ["meeting"]
    assert {e["event_id"] for e in read["evidence"]} == {e["event_id"] for e in read["events"]}
    assert [a["article_id"] for a in read["articles"]] == ["w1"]
    assert "selection: Meetings, 1 Feb 2024" in (tmp_path / "notes.txt").read_text()


def test_watch_takes_in_files_when_they_are_complete(tmp_path: Path) -> None:
    folder = tmp_path / "incoming"
    folder.mkdir()
    (folder / "a.txt").write_text("CAIRO, March 9, 2014 - Envoys met on Friday.")
    process = subprocess.Popen([sys.executable, "-m", "timeline.cli", "build", folder, "--out", tmp_path / "out", "--watch"],
                               stderr=subprocess.PIPE, text=True)  # fmt: skip
    assert process.stderr
    assert "1 articles" in process.stderr.readline()
    growing = (folder / "b.txt").open("w")
    for part in ("DOHA, May 3, 2019 - The Emir ", "received the delegation ", "on Tuesday."):
        growing.write(part)
        growing.flush()
        time.sleep(0.8)
    growing.close()
    assert "2 articles" in process.stderr.readline()
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=20) == 0
    with Tables(tmp_path / "out") as tables:
        assert any("on Tuesday" in text for text in tables.table("articles")["text"].to_pylist())


def test_serve_answers_with_the_page_on_the_loopback_address(tables: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-m", "timeline.cli", "serve", "--tables", tables, "--port", str(port)],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
    try:
        for _ in range(120):
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
                    assert answer.status == 200 and b"<title>" in answer.read()
                    break
            except OSError:
                time.sleep(0.25)
        else:
            raise AssertionError("no answer within 30 s")
    finally:
        process.terminate()
        process.wait(timeout=20)
    with pytest.raises(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port), timeout=5):
        pass  # nothing is left behind


def test_serve_without_tables_says_how_to_build_them(tmp_path: Path) -> None:
    done = run("serve", "--tables", tmp_path / "none")
    assert done.returncode == 2
    assert b"no tables here; build them with: timeline build" in done.stderr


def test_doctor_checks_the_installation(tables: Path) -> None:
    done = run("doctor", "--tables", tables)
    assert done.returncode == 0, done.stdout.decode()
    said = done.stdout.decode()
    assert "ok       extraction of a sentence" in said and f"ok       tables in {tables}" in said
    broken = run("doctor", "--tables", "nowhere")
    assert broken.returncode == 1 and b"to mend  tables in nowhere: " in broken.stdout
