"""The documented nginx example: the dashboard under a path of another host, through a real nginx on the loopback address."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from system_browser import chromium

from timeline.build import build

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parent.parent
NGINX = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def proxied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of nginx, in front of the dashboard of one article."""
    if NGINX is None:
        message = "no nginx found (Debian: apt-get install nginx-light)"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    folder = tmp_path_factory.mktemp("proxied")
    (folder / "article.txt").write_text(
        "Published 9 May 2019\n\nHamas attacked Israel on 3 May 2019, and four people were killed.", encoding="utf-8"
    )
    build([folder / "article.txt"], folder / "tables", workers=1)
    inner, outer = free_port(), free_port()
    example = (ROOT / "docs" / "nginx.conf").read_text(encoding="utf-8")
    assert "listen 80;" in example and "127.0.0.1:8501" in example
    site = example.replace("listen 80;", f"listen 127.0.0.1:{outer};").replace("127.0.0.1:8501", f"127.0.0.1:{inner}")
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; worker_processes 1;\n"
        f"events {{}}\nhttp {{ access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;\n"
        f"fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;\n{site}\n}}\n",
        encoding="utf-8",
    )
    dashboard = subprocess.Popen(
        [sys.executable, "-m", "timeline.cli", "serve", "--tables", str(folder / "tables"), "--port", str(inner),
         "--base-path", "timeline"],
        cwd=folder, env=os.environ | {"TIMELINE_HOSTS": "desk.example"}, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    nginx = subprocess.Popen([str(NGINX), "-c", str(folder / "nginx.conf"), "-p", str(folder)], start_new_session=True)
    end = time.monotonic() + 40
    while True:
        try:
            asked(outer, "/timeline/_stcore/health").close()
            break
        except OSError:
            assert time.monotonic() < end, (folder / "error.log").read_text(encoding="utf-8")
            time.sleep(0.3)
    yield outer
    for process in (nginx, dashboard):
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=20)


def asked(port: int, path: str, host: str = "desk.example") -> urllib.request.addinfourl:
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Host": host})
    return urllib.request.urlopen(request, timeout=5)  # type: ignore[no-any-return]


def test_a_page_works_under_its_path_through_the_proxy(proxied: int, playwright: Any) -> None:
    resolving = ["--no-sandbox", "--disable-background-networking", "--host-resolver-rules=MAP desk.example 127.0.0.1"]
    opened = playwright.chromium.launch(executable_path=chromium(), args=resolving)
    page = opened.new_page()
    page.goto(f"http://desk.example:{proxied}/timeline/table")
    page.get_by_text("1 of 1 event").first.wait_for(timeout=30_000)
    opened.close()


def test_only_its_path_is_shown_and_a_foreign_host_is_refused_through_the_proxy(proxied: int) -> None:
    with pytest.raises(urllib.error.HTTPError) as missing:
        asked(proxied, "/")
    assert missing.value.code == 404
    with pytest.raises(urllib.error.HTTPError) as foreign:
        asked(proxied, "/timeline/", host="evil.example")
    assert foreign.value.code == 400
