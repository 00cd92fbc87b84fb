"""Where the system keeps its Chromium."""

from __future__ import annotations

import shutil


def chromium() -> str | None:
    """A Chromium of the system; None leaves it to the one that the browser tool fetched."""
    return next((p for n in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(n))), None)
