"""The dashboard in a real browser beside a hello-world page of Streamlit: first chart, filter, traffic.

    python -m benchmarks.dashboard [--events 1000000]

Needs a Chromium and the fixtures of the tests; prints a table. The hello-world page holds one plotly chart. On a machine
that does other things as well the clock tells little: seconds of the processor, of the server and of the page's own thread,
stand beside it.
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
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
HELLO = "import streamlit as st\nimport plotly.graph_objects as go\nst.title('Hello')\nst.plotly_chart(go.Figure(go.Bar(y=[1, 2])))\n"
HELLO_WORLD = "hello world"
ROUNDS = 4
WORDS, MANY_WORDS = ("Beirut", "Doha", "Cairo", "Gaza"), ("attack", "aid", "release", "meeting")  # a word that was not asked for yet


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


def _worked(server: subprocess.Popen[bytes]) -> float:
    """Seconds of the processor that a server has taken so far."""
    told = Path(f"/proc/{server.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


class Visit:
    """A page of a browser of its own, with what it took."""

    def __init__(self, browser: Any, server: subprocess.Popen[bytes]) -> None:
        self.server, self.received = server, 0
        self.page = browser.new_page(viewport={"width": 1366, "height": 768})
        self._tool = self.page.context.new_cdp_session(self.page)
        self._tool.send("Performance.setTimeDomain", {"timeDomain": "threadTicks"})
        self._tool.send("Performance.enable")
        self.page.on("websocket", lambda ws: ws.on("framereceived", self._note))
        self.begin()

    def _note(self, data: Any) -> None:
        self.received += len(data)

    def begin(self) -> None:
        self._at, self._before, self.received = time.perf_counter(), self._work(), 0

    def _work(self) -> float:
        told = self._tool.send("Performance.getMetrics")["metrics"]
        return _worked(self.server) + next(m["value"] for m in told if m["name"] == "TaskDuration")

    def taken(self) -> Taken:
        clock = time.perf_counter() - self._at
        return Taken(clock, self._work() - self._before, self.received / 1e6)


class Taken(NamedTuple):
    """Seconds on the clock, seconds of the processor (the server's, and of the page where it is drawn), megabytes sent."""

    clock: float
    work: float
    sent: float = 0.0


def first_chart(browser: Any, server: subprocess.Popen[bytes], url: str) -> Taken:
    """From the call to the first chart."""
    visit = Visit(browser, server)
    visit.page.goto(url)
    visit.page.wait_for_selector(".js-plotly-plot .main-svg", timeout=120_000)
    taken = visit.taken()
    visit.page.close()
    return taken


def filtered(browser: Any, server: subprocess.Popen[bytes], url: str, word: str) -> Taken:
    """From a word that is entered to the number of events that are left, and what was sent for it in all."""
    visit = Visit(browser, server)
    page = visit.page
    page.goto(url)
    page.wait_for_selector(".js-plotly-plot .main-svg", timeout=120_000)
    page.wait_for_timeout(1500)
    before = page.locator(".t-count").first.inner_text()
    page.get_by_label("Words").fill(word)
    page.wait_for_timeout(300)
    visit.begin()
    page.keyboard.press("Enter")
    page.wait_for_function("t => document.querySelector('.t-count')?.innerText !== t", arg=before, timeout=120_000, polling=10)
    taken = visit.taken()
    page.wait_for_timeout(1500)
    page.close()
    return taken._replace(sent=visit.received / 1e6)


def run(events: int = 0, rounds: int = ROUNDS) -> list[dict[str, Any]]:
    """One row a corpus; `events` made-up events beside the hand-written ones. The pages are called in turn, and the best
    of each is told, so that another load of the machine weighs on all of them alike."""
    from playwright.sync_api import sync_playwright

    sys.path.insert(0, str(ROOT / "tests"))
    from fixtures_tables import many, mediation, write

    corpora = {"70 events": (mediation, WORDS)} | ({f"{events:,} events": (lambda: many(events), MANY_WORDS)} if events else {})
    charts: dict[str, list[Taken]] = {name: [] for name in (HELLO_WORLD, *corpora)}
    filters: dict[str, list[Taken]] = {name: [] for name in corpora}
    with TemporaryDirectory() as name, sync_playwright() as tool:
        folder = Path(name)
        (folder / "hello.py").write_text(HELLO)
        browser = tool.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        sites = {HELLO_WORLD: served(folder / "hello.py", folder)}
        for number, (title, (made, _)) in enumerate(corpora.items()):
            sites[title] = served(ROOT / "app.py", folder, TIMELINE_TABLES=str(write(made(), folder / str(number))))
        for turn in range(rounds + 1):  # the first one warms the servers
            for title, (server, url) in sites.items():
                taken = first_chart(browser, server, url)
                charts[title] += [taken] if turn else []
                if turn and title in corpora:
                    filters[title].append(filtered(browser, server, url, corpora[title][1][turn % len(corpora[title][1])]))
        memory = {title: int(Path(f"/proc/{server.pid}/statm").read_text().split()[1]) * 4096 / 1e6 for title, (server, _) in sites.items()}
        for server, _ in sites.values():
            server.kill()
        browser.close()
    floor = Taken(min(v.clock for v in charts[HELLO_WORLD]), min(v.work for v in charts[HELLO_WORLD]))
    rows = []
    for title, visits in charts.items():
        clock, work = min(v.clock for v in visits), min(v.work for v in visits)
        rows.append({"corpus": title, "first chart s": round(clock, 2), "times the floor": round(clock / floor.clock, 2),
                     "of the processor s": round(work, 2), "times its floor": round(work / floor.work, 2)})  # fmt: skip
        if title in filters:
            rows[-1] |= {"filter s": round(min(t.clock for t in filters[title]), 2),
                         "filter, of the processor s": round(min(t.work for t in filters[title]), 2),
                         "traffic MB": round(max(t.sent for t in filters[title]), 2), "memory MB": round(memory[title])}  # fmt: skip
    return rows


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    given = parser.parse_args()
    found = run(given.events, given.rounds)
    names = list(dict.fromkeys(k for row in found for k in row))
    print(" | ".join(names))
    for row in found:
        print(" | ".join(str(row.get(name, "")) for name in names))
