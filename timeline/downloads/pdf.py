"""A page of HTML → PDF, printed by a Chromium of this machine.

    >>> issubclass(NoChromium, RuntimeError)
    True
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

__all__ = ["NoChromium", "chromium", "pdf_of"]

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SECONDS = 60


class NoChromium(RuntimeError):
    """No Chromium is there, or it could not print; says what would mend it."""


def chromium() -> str | None:
    """The Chromium of this machine, where there is one."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def pdf_of(html: str) -> bytes:
    """The page as a PDF. The page must hold all that it shows: the browser is given no network. Raises NoChromium."""
    program = chromium()
    if program is None:
        raise NoChromium("no Chromium was found on this machine; install one (apt-get install chromium), or print the HTML report "
                         "from a browser")  # fmt: skip
    with TemporaryDirectory(prefix="timeline-pdf-") as folder:
        page, out = Path(folder) / "page.html", Path(folder) / "page.pdf"
        page.write_text(html, encoding="utf-8")
        command = [program, "--headless", *(["--no-sandbox"] if os.geteuid() == 0 else []), "--disable-gpu", "--no-pdf-header-footer", "--virtual-time-budget=8000",
                   "--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={folder}/profile", f"--print-to-pdf={out}",
                   page.as_uri()]  # fmt: skip
        try:
            subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
        except subprocess.TimeoutExpired as error:
            raise NoChromium(f"{program} took more than {SECONDS} seconds to print; try again, or print the HTML report") from error
        if not out.exists():
            raise NoChromium(f"{program} printed nothing; print the HTML report from a browser instead")
        return out.read_bytes()
