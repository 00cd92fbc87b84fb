"""The place of a casualty claim: told beside the figure, by its event, or by whose dead the claimant counts."""

from __future__ import annotations

import pytest

from timeline.extract import extract
from timeline.interval import day
from timeline.placing import placed
from timeline.records import Article, CasualtyClaim


def places(text: str) -> list[tuple[str, int | None, str | None]]:
    article = Article(article_id="a", text=text)
    return [(c.effect, c.count, c.place) for c in extract(article, published=day(2024, 6, 10)).claims]


def claim(**told: object) -> CasualtyClaim:
    said = {"claim_id": "c", "article_id": "a", "effect": "killed", "count": 12, "char_start": 0, "char_end": 9,
            "raw": "12 people", "rule": "r", "sentence": "12 people were killed."}  # fmt: skip
    return CasualtyClaim.model_validate(said | told)


def test_a_place_beside_the_figure_is_that_of_the_figure() -> None:
    assert places("Twelve people were killed near Khan Younis on Sunday, officials in Cairo said.") == [
        ("killed", 12, "Khan Younis")
    ]


def test_where_somebody_spoke_is_not_where_it_happened() -> None:
    assert places("A spokesman said in Geneva that nine soldiers were killed.")[0][2] is None


def test_a_place_of_another_clause_is_not_taken() -> None:
    found = places("Three farmers were killed in Jabalia, and rockets wounded eight soldiers.")
    assert found == [("killed", 3, "Jabalia"), ("injured", 8, None)]


def test_a_group_is_no_place() -> None:
    assert placed([claim(place="Hamas")], [])[0].place is None


@pytest.mark.parametrize(
    ("claimant", "basis", "place"),
    [
        ("the Gaza Health Ministry", "cumulative", "Gaza Strip"),
        ("the Iranian Health Ministry", "period", "Iran"),
        ("the Gaza Health Ministry", "incident", None),  # one strike may have been anywhere
        ("António Guterres", "cumulative", None),
        ("a monitoring group", "cumulative", None),
    ],
)
def test_a_count_that_goes_on_is_of_whose_dead_the_claimant_counts(
    claimant: str, basis: str, place: str | None
) -> None:
    found = placed([claim(claimed_by=claimant, basis=basis)], [])[0]
    assert found.place == place
    assert (place is None) == ("place:" not in found.reason)


def test_a_running_count_that_goes_on_keeps_its_place() -> None:
    first = claim(place="Gaza Strip", basis="cumulative", period="2023-10-07/..")
    second = claim(claim_id="d", effect="injured", basis="cumulative", period="2023-10-07/..")
    other = claim(claim_id="e", effect="injured", basis="cumulative", period="2024-10-07/..")
    assert [c.place for c in placed([first, second, other], [])] == ["Gaza Strip", "Gaza Strip", None]
