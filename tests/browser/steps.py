"""Steps that several browser tests take."""

from __future__ import annotations

from pathlib import Path

ARTEFACTS = Path(__file__).parents[2] / "artefacts"


def drawn(page, address: str) -> None:
    """Open the address and wait for its first chart."""
    page.goto(address)
    page.wait_for_selector("h1")
    page.wait_for_selector(".js-plotly-plot .main-svg")
    settled(page)


def settled(page) -> None:
    """Wait until the server has no more to say."""
    page.wait_for_timeout(250)
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.wait_for_timeout(250)
