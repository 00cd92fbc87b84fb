"""The page on reading says what the code does."""

from __future__ import annotations

import re
from dataclasses import asdict
from pathlib import Path

from timeline.articles import LIMITS
from timeline.articles.drafts import KINDS

PAGE = (Path(__file__).parents[1] / "docs" / "articles.md").read_text(encoding="utf-8")


def test_the_table_of_limits_is_that_of_the_code():
    table = {name: int(value.replace(",", "")) for name, value in re.findall(r"^\| `(\w+)` \| ([\d,]+) \|", PAGE, flags=re.M)}
    assert table == asdict(LIMITS)


def test_the_table_of_formats_names_every_ending_that_is_read():
    formats = PAGE.partition("## Formats")[2].partition("\n\n##")[0]
    assert set(re.findall(r"`(\.\w+)`", formats)) == set(KINDS)
