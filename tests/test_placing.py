"""The place of a casualty claim: told beside the figure, by its event, or by whose dead the claimant counts."""

from __future__ import annotations

import pytest

from timeline.extract import extract
from timeline.interval import day
from timeline.placing import placed
from timeline.records import Article, CasualtyClaim
from timeline.spots import spots


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


def test_an_incident_that_the_passage_goes_on_telling_keeps_its_place() -> None:
    text = ("A drone struck the market of Adaba on Saturday. Nineteen people were killed, the mayor said. "
            "Many were porters.\n\nA further six were wounded.")  # fmt: skip
    assert places(text) == [("killed", 19, "Adaba"), ("injured", 6, "Adaba")]


def test_another_incident_does_not_keep_the_place() -> None:
    text = "A drone struck the market of Adaba on Saturday and killed two. In a separate attack, six people were wounded."
    assert places(text) == [("killed", 2, "Adaba"), ("injured", 6, None)]


def test_each_line_of_a_list_has_a_place_of_its_own() -> None:
    text = "Monday in brief\n\n- On 3 June a shell struck Nikopol, killing two men.\n- On 3 June a rocket killed four people."
    assert places(text) == [("killed", 2, "Nikopol"), ("killed", 4, None)]


def test_a_state_behind_its_town_is_not_the_nearer_place() -> None:
    assert places("Storms in Yemen's Marib killed nine people in May.") == [("killed", 9, "Marib")]


def test_there_is_the_place_that_the_sentence_named() -> None:
    assert places("They were seized from the Adaba outpost on 3 May 2024, when five guards died there.")[-1] == ("killed", 5, "Adaba")


def test_a_ministry_in_a_town_counts_and_is_not_where_it_happened() -> None:
    assert places("The health ministry in Port Sudan said 14 people had been killed.") == [("killed", 14, None)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A salvo of rockets fell on Adaba.", []),  # falling alone is not yet a verb of striking
        ("A raid on Adaba failed.", ["Adaba"]),
        ("The boat sank 40 km east of Kelibia.", ["Kelibia"]),
        ("They met in Doha, the minister told a news conference in Cairo.", []),
        ("They burned huts at the gate of Camp Saleh.", ["Camp Saleh"]),
        ("They marched in the name of Adaba and in March 2024.", []),
        ("Gunmen loyal to Musa Kano fled.", []),
    ],
)
def test_spots_are_what_a_preposition_of_place_or_a_verb_of_striking_tells(sentence: str, expected: list[str]) -> None:
    assert [s.label for s in spots(sentence)] == expected
