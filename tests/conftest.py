"""One Chromium for all browser tests: the browser tool allows a process one instance of itself."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from system_browser import chromium


@pytest.fixture(scope="session")
def playwright() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as tool:
        yield tool


@pytest.fixture(scope="session")
def browser(playwright: Any) -> Iterator[Any]:
    """A Chromium; where there is none the test is skipped with the reason, and fails where CI=true."""
    from playwright.sync_api import Error

    try:
        opened = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-background-networking", "--disable-sync"]
        )
    except Error as error:
        told = f"no Chromium: {str(error).splitlines()[0]}; mend with: apt-get install chromium, or make browser"
        if os.environ.get("CI") == "true":
            pytest.fail(told)
        pytest.skip(told)
    yield opened
    opened.close()
