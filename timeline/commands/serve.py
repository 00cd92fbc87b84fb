"""The dashboard on the loopback address, from the source tree or an installed wheel."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from importlib.resources import as_file, files
from pathlib import Path

from timeline.visible import complain


def serve(options: argparse.Namespace) -> int:
    environment = dict(os.environ)
    if options.tables is not None:
        from timeline.store import StoreError, Tables

        try:
            Tables(options.tables).close()
        except StoreError as error:
            complain(f"timeline serve: {error}")
            return 2
        environment["TIMELINE_TABLES"] = str(Path(options.tables).absolute())
    with as_file(files("timeline") / "pages" / "app.py") as app:
        command = [
            sys.executable, "-m", "streamlit", "run", str(app), "--server.address", "127.0.0.1", "--server.port",
            str(options.port), "--server.headless", "true", "--browser.gatherUsageStats", "false",
            "--server.fileWatcherType", "none",
        ]  # fmt: skip
        try:
            return subprocess.run(command, env=environment, check=False).returncode
        except KeyboardInterrupt:
            return 0
