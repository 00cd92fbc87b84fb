"""Checks of the installation, each with what would mend it.

The parts of the dashboard's settings are checked in `timeline.commands.settings`.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import NamedTuple

from timeline.visible import visible

LEAST_FREE = 500_000_000  # bytes; a build of the sample articles needs far less, a corpus of news more than its own size
MARKS = "→–“≥é漢ع"  # what charts and articles are written with; a browser without a font for it prints boxes


class Check(NamedTuple):
    """What is checked, and what is wrong with its mend ("": nothing). Without what is optional all else works."""

    name: str
    problem: str = ""
    optional: bool = False


def doctor(options: argparse.Namespace) -> int:
    """Print one line a check; status 1 where something is to be mended."""
    wrong = 0
    for check in _checks(options.tables):
        mark = "ok" if not check.problem else "optional" if check.optional else "to mend"
        print(visible(f"{mark:<8} {check.name}" + (f": {check.problem}" if check.problem else "")).replace("\n", " "))
        wrong += mark == "to mend"
    return 1 if wrong else 0


def _checks(tables: str | None) -> Iterator[Check]:
    from timeline.commands.settings import settings

    found = ".".join(map(str, sys.version_info[:3]))
    yield Check(f"Python {found}", "" if sys.version_info >= (3, 11) else "install Python 3.11 or newer")
    yield from _packages()
    yield Check("language and reference tables", _attempt(_rules))
    yield Check("extraction of a sentence", _attempt(_extraction))
    yield Check("the dashboard's pages", _attempt(_pages))
    yield from _browser()
    yield from settings(Path.cwd(), os.environ)
    yield _space(Path(tempfile.gettempdir()), "temporary files")
    if tables is not None:
        yield _tables(Path(tables))
        yield _space(Path(tables), "the next build", at_least=2 * _size(Path(tables)))


def _packages() -> Iterator[Check]:
    from packaging.requirements import Requirement

    try:
        wanted = [Requirement(text) for text in requires("timeline") or ()]
    except PackageNotFoundError:
        yield Check("package timeline", "it is not installed: pip install .")
        return
    for need in wanted:
        if need.marker is not None and not need.marker.evaluate({"extra": ""}):
            continue
        try:
            there = version(need.name)
        except PackageNotFoundError:
            yield Check(f"{need}", f"missing: pip install '{need}'")
            continue
        yield Check(f"{need.name} {there}", "" if there in need.specifier else f"needs {need.specifier}: pip install '{need}'")


def _attempt(check: Callable[[], None]) -> str:
    try:
        check()
    except Exception as error:  # whatever is wrong is what we are asked for
        return f"{type(error).__name__}: {error}"
    return ""


def _rules() -> None:
    from importlib.resources import files

    for folder in ("languages", "reference"):
        if not any((files("timeline") / folder).iterdir()):
            raise FileNotFoundError(f"timeline/{folder} is empty; install the package again")


def _extraction() -> None:
    from timeline.extract import extract
    from timeline.interval import day
    from timeline.records import Article

    found = extract(Article(article_id="a", text="Envoys met in Doha on Tuesday."), published=day(2024, 2, 14))
    days = [m.edtf for m in found.mentions]
    if days != ["2024-02-13"]:
        raise ValueError(f"Tuesday before Wednesday 14 Feb 2024 became {days}; install the package again")


def _pages() -> None:
    from importlib.util import find_spec

    if find_spec("timeline.pages") is None:
        raise ModuleNotFoundError("timeline.pages is missing; install the package again")


def _browser() -> Iterator[Check]:
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    yield Check(f"browser for tests and printed charts: {browser or 'none'}",
                "" if browser else "install Debian's chromium with apt-get install chromium", optional=True)  # fmt: skip
    lister = shutil.which("fc-list")
    if browser and lister:
        lacking = "".join(mark for mark in MARKS if not _font_for(lister, mark))
        yield Check("fonts of this machine's browser", f"none for {lacking}: install Debian's fonts-dejavu-core and "
                    "fonts-noto-cjk, or a printed chart shows boxes there" if lacking else "", optional=True)  # fmt: skip


def _font_for(lister: str, mark: str) -> bool:
    done = subprocess.run([lister, f":charset={ord(mark):x}", "family"], capture_output=True, check=False)
    return bool(done.stdout.strip())


def _tables(folder: Path) -> Check:
    """The tables with every checksum, and what they are."""
    from timeline.store import StoreError, Tables

    try:
        with Tables(folder) as tables:
            rows = {name.removesuffix(".parquet"): told["rows"] for name, told in tables.manifest["files"].items()}
            return Check(f"tables in {folder}: build {tables.generation} by timeline {tables.manifest['program']}, "
                         f"{rows['articles']:,} articles, {rows['events']:,} events, {rows['casualties']:,} claims")  # fmt: skip
    except StoreError as error:
        return Check(f"tables in {folder}", str(error))


def _size(folder: Path) -> int:
    from timeline.store import StoreError, Tables

    try:
        with Tables(folder) as tables:
            return sum(told["bytes"] for told in tables.manifest["files"].values())
    except StoreError:
        return 0


def _space(folder: Path, what: str, *, at_least: int = 0) -> Check:
    there = next(place for place in (folder.absolute(), *folder.absolute().parents) if place.exists())
    need, free = max(LEAST_FREE, at_least), shutil.disk_usage(there).free
    name = f"room for {what} in {there}: {free / 1e9:,.1f} GB"
    if not os.access(there, os.W_OK):
        return Check(name, "it cannot be written; what is there can be read and served", optional=True)
    return Check(name, "" if free >= need else f"free some space: {need / 1e9:,.1f} GB should be")
