"""Documentation is run: the examples in docstrings, the links and the files that pages name."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import re
from pathlib import Path

import pytest

import timeline

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
MODULES = sorted(
    m.name for m in pkgutil.walk_packages(timeline.__path__, "timeline.") if not m.name.startswith("timeline.pages")
)


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_give_what_they_say(name: str) -> None:
    failed, _ = doctest.testmod(importlib.import_module(name))
    assert failed == 0


@pytest.mark.parametrize("name", MODULES)
def test_a_module_says_in_its_first_line_what_it_does(name: str) -> None:
    first = (importlib.import_module(name).__doc__ or "").strip().splitlines()
    assert first and first[0].rstrip().endswith((".", ":")), f"{name}: no first docstring line"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
        if not re.match(r"[a-z]+:", target):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
