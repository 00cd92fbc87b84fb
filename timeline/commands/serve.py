"""The dashboard on the loopback address, from the source tree or an installed wheel."""

from __future__ import annotations

import argparse
import os
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
    hosts = [h for h in environment.get("TIMELINE_HOSTS", "").split(",") if h]
    with as_file(files("timeline") / "pages" / "app.py") as app:
        settings = {
            "address": options.address,
            "port": str(options.port),
            "baseUrlPath": options.base_path,
            "headless": "true",
            "fileWatcherType": "none",
        }
        command = [sys.executable, "-m", "streamlit", "run", str(app), "--browser.gatherUsageStats", "false"]
        command += [part for name, value in settings.items() for part in (f"--server.{name}", value)]
        # Streamlit checks the host of its WebSocket by a list of its own; the middleware checks every other route.
        command += [part for host in ("localhost", "127.0.0.1", *hosts) for part in ("--server.allowedHosts", host)]
        sys.stdout.flush()
        os.execve(sys.executable, command, environment)  # one process: who ends the command ends the server
