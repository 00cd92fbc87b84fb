"""The import arrow: each module imports only what lies before it."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "timeline"

# From what stands on nothing to what stands on all: a module imports from its own row or from one above.
ARROW = (
    ("timeline", "timeline.days", "timeline.identity", "timeline.interval", "timeline.access", "timeline.visible", "timeline.logs",
     "timeline.engine"),
    ("timeline.records", "timeline.rows", "timeline.tables", "timeline.sentences", "timeline.calendars"),
    ("timeline.expression", "timeline.reference"),
    ("timeline.grammar", "timeline.patterns", "timeline.slots", "timeline.reading", "timeline.calendar_dates", "timeline.relative",
     "timeline.resolving"),
    ("timeline.direction", "timeline.beginnings", "timeline.carrying", "timeline.ranges", "timeline.pieces", "timeline.narrative"),
    ("timeline.mentions", "timeline.timeml"),
    ("timeline.gazetteer", "timeline.verbs", "timeline.clauses", "timeline.story", "timeline.attachment",
     "timeline.hedges", "timeline.mood", "timeline.hanging", "timeline.threads", "timeline.cues", "timeline.anchoring", "timeline.triggers", "timeline.casualties", "timeline.events", "timeline.articles"),
    ("timeline.spots",),
    ("timeline.placing", "timeline.extract"),
    ("timeline.dating", "timeline.syndication", "timeline.composing", "timeline.grouping", "timeline.merging"),
    ("timeline.store", "timeline.corrections", "timeline.build"),
    ("timeline.selection", "timeline.questions", "timeline.view", "timeline.saved"),
    ("timeline.charts", "timeline.downloads"),
    ("timeline.pages",),
    ("timeline.commands", "timeline.cli"),
)  # fmt: skip
ROW = {name: number for number, row in enumerate(ARROW) for name in row}
FILES = sorted(PACKAGE.rglob("*.py"))


def name_of(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room(module: str) -> str:
    """The part of a module's name that stands in the arrow: timeline.events.reading is of timeline.events."""
    return ".".join(module.split(".")[:2])


def imports(file: Path) -> Iterator[str]:
    """The modules that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: imports are absolute"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names if node.module == "timeline")


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_a_module_imports_only_what_lies_before_it(file: Path) -> None:
    here = room(name_of(file))
    assert here in ROW, f"{here}: give it a place in the arrow"
    for module in imports(file):
        there = room(module)
        if there in ROW and there != "timeline":
            assert ROW[there] <= ROW[here], f"{name_of(file)} imports {module}, which comes later"


@pytest.mark.parametrize(("library", "owners"), [
    ("streamlit", ("timeline.pages",)),
    ("plotly", ("timeline.charts",)),
    ("duckdb", ("timeline.store",)),
    ("distributed", ("timeline.build",)),
    ("multiprocessing", ("timeline.build",)),
    ("subprocess", ("timeline.build", "timeline.commands", "timeline.downloads")),
    ("xlsxwriter", ("timeline.downloads",)),
    ("tqdm", ("timeline.commands",)),
])  # fmt: skip
def test_a_library_enters_through_one_room(library: str, owners: tuple[str, ...]) -> None:
    users = {name_of(file) for file in FILES if any(m.split(".")[0] == library for m in imports(file))}
    assert {u for u in users if room(u) not in owners} == set()


def test_the_interval_module_needs_the_standard_library_alone() -> None:
    for name in ("days.py", "interval.py"):
        needed = {m for m in imports(PACKAGE / name) if m.split(".")[0] not in sys.stdlib_module_names}
        assert all(m.startswith("timeline.days") for m in needed), (name, needed)


def test_the_tagger_starts_without_the_heavy_libraries() -> None:
    heavy = ("streamlit", "plotly", "pandas", "pyarrow", "duckdb", "trafilatura", "dateparser")
    program = f"import sys, timeline.commands.texts, timeline.mentions; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
