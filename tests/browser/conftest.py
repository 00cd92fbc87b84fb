"""A dashboard of its own for each module, and pictures kept in artefacts/."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from steps import ARTEFACTS

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))


def serve(tables: Path, folder: Path, **environment: str) -> tuple[subprocess.Popen, str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), "--server.port", str(port)], cwd=folder,
        env=os.environ | {"TIMELINE_TABLES": str(tables), **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
    url, end = f"http://127.0.0.1:{port}", time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(url, timeout=2).close()
            return server, url
        except OSError:
            if time.monotonic() > end or server.poll() is not None:
                server.kill()
                raise
            time.sleep(0.2)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The address of a dashboard over the hand-written tables."""
    from fixtures_tables import mediation, write

    folder = tmp_path_factory.mktemp("site")
    server, url = serve(write(mediation(), folder / "tables"), folder)
    yield url
    server.kill()
    server.wait()


@pytest.fixture
def page(browser, site, request):
    """A page of a browser of its own, 1366 × 768; its last picture is kept."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, accept_downloads=True)
    opened = context.new_page()
    opened.set_default_timeout(30_000)
    yield opened
    ARTEFACTS.mkdir(exist_ok=True)
    opened.screenshot(path=ARTEFACTS / f"{request.node.name.replace('[', '-').rstrip(']')}.png")
    context.close()
