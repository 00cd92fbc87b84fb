"""Checks of the installation, each with what would mend it."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

Check = tuple[str, str | None]  # what is checked, and what is wrong with its mend (None: nothing)


def doctor(options: argparse.Namespace) -> int:
    """Print one line a check; status 1 where something is to be mended."""
    wrong = 0
    for name, problem in _checks(options.tables):
        print(f"ok       {name}" if problem is None else f"to mend  {name}: {problem}")
        wrong += problem is not None
    return 1 if wrong else 0


def _checks(tables: str | None) -> Iterator[Check]:
    found = ".".join(map(str, sys.version_info[:3]))
    yield f"Python {found}", None if sys.version_info >= (3, 11) else "install Python 3.11 or newer"
    yield from _packages()
    yield "language and reference tables", _attempt(_rules)
    yield "extraction of a sentence", _attempt(_extraction)
    yield "the dashboard's pages", _attempt(_pages)
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    yield f"browser for tests and printed charts: {browser or 'none'}", None if browser else (
        "optional: install Debian's chromium with apt-get install chromium")  # fmt: skip
    if tables is not None:
        yield f"tables in {tables}", _attempt(lambda: _tables(Path(tables)))


def _packages() -> Iterator[Check]:
    from packaging.requirements import Requirement

    try:
        wanted = [Requirement(text) for text in requires("timeline") or ()]
    except PackageNotFoundError:
        yield "package timeline", "it is not installed: pip install ."
        return
    for need in wanted:
        if need.marker is not None and not need.marker.evaluate({"extra": ""}):
            continue
        try:
            there = version(need.name)
        except PackageNotFoundError:
            yield f"{need}", f"missing: pip install '{need}'"
            continue
        yield f"{need.name} {there}", None if there in need.specifier else f"needs {need.specifier}: pip install '{need}'"


def _attempt(check: Callable[[], None]) -> str | None:
    try:
        check()
    except Exception as error:  # whatever is wrong is what we are asked for
        return f"{type(error).__name__}: {error}"
    return None


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


def _tables(folder: Path) -> None:
    from timeline.store import Tables

    Tables(folder).close()
