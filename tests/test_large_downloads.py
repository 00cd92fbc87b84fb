"""Large files go by a route of the app: for who ordered them, with the host checked, and without filling memory."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest
from fixtures_tables import many, write
from streamlit.testing.v1 import AppTest

from timeline.access import ANYONE_LOCAL
from timeline.downloads import TooLong
from timeline.downloads.csv import read_csv
from timeline.downloads.xlsx import ROWS, fits
from timeline.pages import large
from timeline.selection import Filters
from timeline.store import Tables

MAIN = str(Path(__file__).resolve().parents[1] / "timeline" / "pages" / "main.py")


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """The routes behind the app's own checks."""
    pytest.importorskip("httpx", reason="starlette's test client needs httpx")
    from starlette.applications import Starlette
    from starlette.testclient import TestClient

    from timeline.pages.server import SERVER

    monkeypatch.setattr(large, "_ORDERS", {})
    with TestClient(Starlette(routes=SERVER["routes"], middleware=SERVER["middleware"]), base_url="http://localhost") as found:
        yield found


def hello(out: IO[bytes]) -> None:
    out.write(b"day,event\r\n" * 3)


def test_who_ordered_a_file_gets_it_with_its_name_and_the_headers_of_every_answer(client) -> None:
    address = large.order(ANYONE_LOCAL, "timeline-events.csv", "text/csv", hello)
    answer = client.get(f"/{address}")
    assert (answer.status_code, answer.content) == (200, b"day,event\r\n" * 3)
    assert answer.headers["content-disposition"] == 'attachment; filename="timeline-events.csv"'
    assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]


def test_a_file_ordered_by_another_a_guessed_ticket_and_an_old_one_are_refused(client, monkeypatch) -> None:
    assert client.get(f"/{large.order('mira@desk.example', 'x.csv', 'text/csv', hello)}").status_code == 403
    assert client.get("/download/of-my-own").status_code == 404
    old = large.order(ANYONE_LOCAL, "x.csv", "text/csv", hello)
    later = time.monotonic() + large.SECONDS + 1
    monkeypatch.setattr(time, "monotonic", lambda: later)
    assert client.get(f"/{old}").status_code == 404


def test_another_host_is_not_answered(client) -> None:
    address = large.order(ANYONE_LOCAL, "x.csv", "text/csv", hello)
    assert client.get(f"/{address}", headers={"host": "evil.example"}).status_code == 400


def test_where_people_sign_in_the_cookie_must_be_theirs_and_whole(client, monkeypatch) -> None:
    import json

    import streamlit as st
    from streamlit.web.server.starlette import starlette_app_utils, starlette_websocket

    monkeypatch.setattr(st, "secrets", {"auth": {}, "access": {"read": ["@desk.example"]}})
    monkeypatch.setattr(starlette_websocket, "get_cookie_secret", lambda: "of the test alone")

    def cookie(person: str, secret: str = "of the test alone") -> dict[str, str]:
        claims = {"is_logged_in": True, "email": person, "email_verified": True, "iat": time.time()}
        signed = starlette_app_utils.create_signed_value(secret, "_streamlit_user", json.dumps(claims))
        return {"_streamlit_user": signed.decode("latin-1")}

    address = large.order("mira@desk.example", "x.csv", "text/csv", hello)
    told = {"nobody": {}, "mira": cookie("mira@desk.example"), "noor": cookie("noor@desk.example"),
            "eve": cookie("eve@other.example"), "forged": cookie("mira@desk.example", "guessed")}  # fmt: skip
    assert {who: client.get(f"/{address}", headers={"cookie": "; ".join(f"{k}={v}" for k, v in jar.items())}).status_code
            for who, jar in told.items()} == {"nobody": 403, "mira": 200, "noor": 403, "eve": 403, "forged": 403}  # fmt: skip


def test_no_file_is_left_behind(client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import tempfile

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def breaks(out: IO[bytes]) -> None:
        out.write(b"half")
        raise OSError(28, "No space left on device")

    client.get(f"/{large.order(ANYONE_LOCAL, 'x.csv', 'text/csv', hello)}")
    with pytest.raises(OSError, match="No space left"):
        client.get(f"/{large.order(ANYONE_LOCAL, 'x.csv', 'text/csv', breaks)}")
    assert list(tmp_path.iterdir()) == []


def test_the_page_offers_a_large_selection_by_a_link_that_holds_all_of_it(client, tmp_path: Path, monkeypatch) -> None:
    tables = write(many(300), tmp_path / "tables")
    monkeypatch.setenv("TIMELINE_TABLES", str(tables))
    monkeypatch.setattr(large, "ROWS", 100)
    app = AppTest.from_file(MAIN, default_timeout=60).run()
    app.session_state["go"] = "table"
    app.run()
    app.session_state["more-downloads"] = True  # opened: what it offers is made then
    app.run()
    assert not app.exception
    links = {e.proto.label: e.proto.url for e in app.get("link_button")}
    assert {"CSV", "Excel", "Parquet", "JSON lines"} <= set(links)
    (tmp_path / "events.csv").write_bytes(client.get(links["CSV"]).content)
    with Tables(tables) as found:
        want = [r | {"rule": None, "reason": None} for r in found.table("events").to_pylist()]  # "" is unknown in CSV
    assert sorted(read_csv(tmp_path / "events.csv", "events").to_pylist(), key=lambda r: r["event_id"]) == sorted(
        want, key=lambda r: r["event_id"])  # fmt: skip


def test_a_reader_of_rows_gives_the_selected_rows_in_batches(tmp_path: Path) -> None:
    with Tables(write(many(300), tmp_path)) as tables:
        where, params = Filters(types=("attack",)).where()
        rows = tables.rows("events", where, params, order="title, event_id").read_all()
        assert rows.schema.equals(tables.table("events").schema)
        assert rows.to_pylist() == sorted((r for r in tables.table("events").to_pylist() if r["event_type"] == "attack"),
                                          key=lambda r: (r["title"], r["event_id"]))  # fmt: skip


def test_excel_offers_csv_where_a_sheet_is_too_short(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with pytest.raises(TooLong, match="choose csv"):
        fits("events", ROWS)
    fits("events", ROWS - 1)
    from timeline.downloads import xlsx

    monkeypatch.setattr(xlsx, "ROWS", 200)
    monkeypatch.setenv("TIMELINE_TABLES", str(write(many(300), tmp_path / "tables")))
    app = AppTest.from_file(MAIN, default_timeout=60).run()
    app.session_state["go"] = "table"
    app.run()
    excel = app.button(key="xlsx")
    assert excel.disabled and "300 rows; an Excel sheet holds 199: choose csv" in excel.help


def test_the_server_serves_the_route_itself(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    tables = write(many(3), tmp_path / "tables")
    server = subprocess.Popen([sys.executable, "-m", "timeline.cli", "serve", "--tables", str(tables), "--port", str(port)],
                              cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)  # fmt: skip
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2).close()
                break
            except OSError:
                time.sleep(0.2)
        with pytest.raises(urllib.error.HTTPError, match="404") as refused:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/download/nothing", timeout=10)
        assert b"This link has ended" in refused.value.read()
    finally:
        server.terminate()
        server.wait(20)
