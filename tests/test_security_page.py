"""docs/security.md and docs/operations.md say what is there: tests, commands, targets and messages that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from timeline.cli import _parser

ROOT = Path(__file__).resolve().parents[1]
SECURITY = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
ROWS = [line for line in SECURITY.splitlines() if line.startswith("| ") and not line.startswith("| promise")]
MESSAGES = [line.split(" | ")[0].removeprefix("| ") for line in OPERATIONS.splitlines()
            if line.startswith("| ") and not line.startswith("| message")]  # fmt: skip
SOURCE = " ".join(re.sub(r'"\s*f?"|\s+', lambda m: "" if '"' in m[0] else " ", f.read_text(encoding="utf-8"))
                  for f in (ROOT / "timeline").rglob("*.py"))  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r.split(" | ")[0][2:50])
def test_every_promise_names_a_test_that_exists(row: str) -> None:
    named = re.findall(r"`(tests/\w+\.py)`", row.rsplit(" | ", 1)[1])
    assert named, "no test is named"
    for name in named:
        assert re.search(r"^(async )?def test_", (ROOT / name).read_text(encoding="utf-8"), re.M), f"{name} has no test"


@pytest.mark.parametrize("page", ["security.md", "operations.md"])
def test_every_target_and_file_of_the_page_exists(page: str) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"`make ([a-z-]+)`", text):
        assert re.search(rf"^{target}:", makefile, re.M), f"{page}: make {target}"
    for name in re.findall(r"`((?:docs|tests|timeline|benchmarks)/[\w./]+)`", text):
        assert (ROOT / name).exists(), f"{page}: {name}"


def test_every_command_of_operations_is_understood() -> None:
    commands = re.findall(r"(?:^    |`|bin/)timeline ((?:build|serve|doctor|export) [^`\n]*)", OPERATIONS, re.M)
    assert len(commands) >= 4
    for command in commands:
        _parser().parse_args(command.split())


@pytest.mark.parametrize("message", MESSAGES)
def test_every_message_that_operations_explains_is_one_that_the_program_says(message: str) -> None:
    parts = [p.strip() for p in re.split(r"`[^`]*`:?|\b[NXY]\b|\bHOST\b|[,;]|\bor\b", message)]
    for part in filter(None, parts):
        assert part in SOURCE, f"nothing says {part!r}"
