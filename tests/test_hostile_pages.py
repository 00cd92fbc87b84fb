"""An article that tries to run, call out, hide or pose as interface, in a real browser on every page."""

from __future__ import annotations

import os
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

from timeline.build import build

pytestmark = pytest.mark.browser

PAGES = ["", "table", "casualties", "reader", "articles", "about"]

# Each line is dated and tells an event, so that it reaches titles, labels, hover texts and tables.
HOSTILE = """\
<script>window.ran = 1</script> <b>Bold</b> envoys met in Doha on 3 May 2019

On 4 May 2019 Hamas <img src="https://evil.example/pixel.png" onerror="window.ran=2"> attacked Israel, officials said.

On 5 May 2019 Israel struck ![picture](https://evil.example/mark.png) [click](https://evil.example/link) in Gaza.

On 6 May 2019 the toll rose: $5 and $6 militia men killed four people in Gaza, :red[the ministry] said. # Heading

On 7 May 2019 Iran attacked the \u202eesab\u202c at Doha and <a href="https://evil.example/a">killed five soldiers</a>.

On 8 May 2019 {{7*7}} ${7*7} {alert(1)} %%html troops killed six people in Rafah, \x1b[31mthe army\x1b[0m said.
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("hostile")
    articles = folder / "articles"
    articles.mkdir()
    (articles / "hostile.txt").write_text("Published 9 May 2019\n\n" + HOSTILE, encoding="utf-8")
    build([articles], folder / "tables", workers=1)
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "timeline.cli", "serve", "--tables", str(folder / "tables"), "--port", str(port)],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    end = time.monotonic() + 40
    while True:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2).close()
            break
        except OSError:
            assert time.monotonic() < end, "the dashboard did not start within 40 seconds"
            time.sleep(0.2)
    yield f"http://127.0.0.1:{port}"
    os.killpg(process.pid, signal.SIGTERM)


@pytest.fixture(scope="module")
def page(browser: Any) -> Iterator[Any]:
    page = browser.new_page()
    page.asked = []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("websocket", lambda socket: page.asked.append(socket.url))
    page.on("dialog", lambda dialog: pytest.fail(f"an article opened a dialog: {dialog.message}"))
    yield page
    page.close()


def shown(page: Any, url: str, path: str) -> None:
    page.goto(f"{url}/{path}")
    page.get_by_role("heading").first.wait_for(timeout=30_000)
    page.wait_for_timeout(2500)


@pytest.mark.parametrize("path", PAGES)
def test_nothing_of_an_article_runs_calls_out_or_becomes_an_element(page: Any, url: str, path: str) -> None:
    shown(page, url, path)
    assert page.evaluate("window.ran") is None
    assert page.locator('[src*="evil.example"], [href*="evil.example"], .katex').count() == 0
    assert page.locator('[data-testid="stMarkdownContainer"] :is(script, img, iframe, object, form)').count() == 0
    foreign = [a for a in page.asked if not a.startswith((url, url.replace("http", "ws"), "data:", "blob:"))]
    assert foreign == []


def test_the_reader_shows_the_text_as_it_stands_with_its_hidden_characters_visible(page: Any, url: str) -> None:
    shown(page, url, "reader")
    text = page.inner_text("body")
    assert '<img src="https://evil.example/pixel.png" onerror="window.ran=2">' in text
    assert "![picture](https://evil.example/mark.png)" in text
    assert "$5 and $6" in text and "{{7*7}} ${7*7}" in text and ":red[the ministry]" in text
    assert "\u202e" not in text and "\x1b" not in text


def test_every_answer_carries_the_policy_and_no_route_answers_a_foreign_host(url: str) -> None:
    for route in ("/", "/table", "/_stcore/health", "/_stcore/host-config", "/static/none.js"):
        try:
            answer = urllib.request.urlopen(url + route, timeout=10)
        except urllib.error.HTTPError as error:
            answer = error
        policy = answer.headers["content-security-policy"]
        assert "default-src 'self'" in policy and "http:" not in policy and "*" not in policy, route
        assert answer.headers["x-content-type-options"] == "nosniff", route
        foreign = urllib.request.Request(url + route, headers={"Host": "evil.example"})
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(foreign, timeout=10)
        assert refused.value.code == 400, route


def test_the_server_listens_on_the_loopback_address_only(url: str) -> None:
    port = int(url.rpartition(":")[2])
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing: it only asks which address would be used
        except OSError:
            pytest.skip("this machine has no address beside the loopback one")
        own = probe.getsockname()[0]
    if own.startswith("127."):
        pytest.skip("this machine has no address beside the loopback one")
    with socket.socket() as client:
        client.settimeout(3)
        assert client.connect_ex((own, port)) != 0


def test_no_line_of_a_command_carries_a_terminal_escape(tmp_path: Path) -> None:
    file = tmp_path / "e\x1b[31mvil.txt"
    file.write_text("Published 9 May 2019\n\n" + HOSTILE, encoding="utf-8")
    (tmp_path / "b\x1b[31mad.jsonl").write_text("{not json\n", encoding="utf-8")
    for command in (["tag"], ["claims"], ["date"]):
        done = subprocess.run(
            [sys.executable, "-m", "timeline.cli", *command, str(tmp_path)], capture_output=True, check=False
        )
        assert b"\x1b" not in done.stdout, command
        assert done.stderr and b"\x1b" not in done.stderr, command
