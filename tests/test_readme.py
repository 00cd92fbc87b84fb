"""The README's story is true: its line of news gives its rows."""

from __future__ import annotations

import re
from pathlib import Path

from timeline.articles import article_from_text
from timeline.extract import extract
from timeline.interval import day

README = (Path(__file__).resolve().parent.parent / "README.md").read_text(encoding="utf-8")


def test_the_line_of_news_gives_the_rows_of_the_table() -> None:
    news = " ".join(line[2:] for line in README.splitlines() if line.startswith("> "))
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in README.splitlines() if line.startswith("| ")]
    claimed, *dated = rows[1:4]
    found = extract(article_from_text(news, published=day(2024, 2, 14)))
    told = {str(r.when): (r.event_type, r.reason) for r in found.reports}
    for when, event_type, reason in dated:
        assert when in told, told
        assert told[when][0] == event_type and reason in told[when][1]
    (claim,) = found.claims
    assert claimed[0] == str(claim.period)
    for said in (claim.raw, claim.effect, claim.place, claim.claimed_by):
        assert said and said in claimed[1], said
    assert claimed[2] in claim.reason


def test_every_command_of_the_readme_is_one_that_the_program_has() -> None:
    from timeline.cli import EXAMPLES

    named = set(re.findall(r"timeline (build|serve|export|tag|claims|anchor|date|doctor)\b", README))
    assert {"build", "serve", "export"} <= named <= set(EXAMPLES)
