"""The dashboard in a real browser beside a hello-world page of Streamlit: first chart, filter, traffic.

    python -m benchmarks.dashboard [--events 1000000]

Needs a Chromium and the fixtures of the tests; prints a table. The hello-world page holds one plotly chart.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).parents[1]
HELLO = "import streamlit as st\nimport plotly.graph_objects as go\nst.title('Hello')\nst.plotly_chart(go.Figure(go.Bar(y=[1, 2])))\n"
ROUNDS = 2


def served(script: Path, folder: Path, **environment: str) -> tuple[subprocess.Popen[bytes], str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port), "--server.headless", "true"]
    server = subprocess.Popen(command, cwd=folder, env=os.environ | environment, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL)  # fmt: skip
    url, end = f"http://127.0.0.1:{port}", time.monotonic() + 60
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(url, timeout=2).close()
            return server, url
        except OSError:
            time.sleep(0.1)
    server.kill()
    raise TimeoutError(url)


def first_chart(browser: Any, url: str) -> float:
    """Seconds from the call to the first chart, the best of several, on a warm server."""
    best = 99.0
    for _ in range(ROUNDS + 1):
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        begin = time.perf_counter()
        page.goto(url)
        page.wait_for_selector(".js-plotly-plot .main-svg", timeout=60_000)
        best = min(best, time.perf_counter() - begin)
        page.close()
    return best


def filtered(browser: Any, url: str, word: str) -> tuple[float, float]:
    """Seconds until a filter is on screen, and megabytes that the server sent for it."""
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    sent = [0]
    page.on("websocket", lambda ws: ws.on("framereceived", lambda data: sent.__setitem__(0, sent[0] + len(data))))
    page.goto(url)
    page.wait_for_selector(".js-plotly-plot .main-svg", timeout=60_000)
    page.wait_for_timeout(1500)
    before = page.locator(".t-count").first.inner_text()
    page.get_by_label("Words").fill(word)
    sent[0] = 0
    begin = time.perf_counter()
    page.keyboard.press("Enter")
    page.wait_for_function("t => document.querySelector('.t-count')?.innerText !== t", arg=before, timeout=60_000, polling=10)
    took = time.perf_counter() - begin
    page.wait_for_timeout(1500)
    page.close()
    return took, sent[0] / 1e6


def run(events: int = 0) -> list[dict[str, Any]]:
    """One row a measure; `events` made-up events beside the hand-written ones."""
    from playwright.sync_api import sync_playwright

    sys.path.insert(0, str(ROOT / "tests"))
    from fixtures_tables import many, mediation, write

    rows: list[dict[str, Any]] = []
    corpora = {"70 events": (mediation(), "Beirut")} | ({f"{events:,} events": (many(events), "attack")} if events else {})
    with TemporaryDirectory() as name, sync_playwright() as tool:
        folder = Path(name)
        (folder / "hello.py").write_text(HELLO)
        browser = tool.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        server, url = served(folder / "hello.py", folder)
        floor = first_chart(browser, url)
        server.kill()
        rows.append({"corpus": "hello world", "first chart s": round(floor, 2), "times the floor": 1.0})
        for number, (title, (tables, word)) in enumerate(corpora.items()):
            server, url = served(ROOT / "app.py", folder, TIMELINE_TABLES=str(write(tables, folder / str(number))))
            first = first_chart(browser, url)
            took, traffic = filtered(browser, url, word)
            memory = int(Path(f"/proc/{server.pid}/statm").read_text().split()[1]) * 4096 / 1e6
            server.kill()
            rows.append({"corpus": title, "first chart s": round(first, 2), "times the floor": round(first / floor, 2),
                         "filter s": round(took, 2), "traffic MB": round(traffic, 2), "memory MB": round(memory)})  # fmt: skip
        browser.close()
    return rows


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=1_000_000)
    found = run(parser.parse_args().events)
    names = list(dict.fromkeys(k for row in found for k in row))
    print(" | ".join(names))
    for row in found:
        print(" | ".join(str(row.get(name, "")) for name in names))
