"""Figures in long passages: where they happened, what follows them, what they are a part of."""

from __future__ import annotations

import pytest

from timeline.casualties import claims
from timeline.extract import extract
from timeline.interval import Interval, day
from timeline.mentions import tag
from timeline.records import Article, CasualtyClaim


def told(text: str) -> list[CasualtyClaim]:
    written = Interval.parse("2024-03-14")
    return claims(text, mentions=tag(text, published=written), published=written, article_id="a")


def places(text: str) -> list[tuple[int | None, str | None]]:
    found = extract(Article(article_id="a", text=text), published=day(2024, 6, 10)).claims
    return [(c.count, c.place) for c in found]


def test_a_site_so_far_from_a_town_is_not_the_town() -> None:
    text = "On 7 June rebels killed 55 people in Djaba, a camp 80 km north of Bunia; 17 others were wounded."
    assert places(text) == [(55, "Djaba"), (17, "Djaba")]


def test_each_part_of_a_toll_has_its_own_place_and_the_toll_that_of_neither() -> None:
    text = "On 7 June the quake killed 132 people, 92 of them in Arlit and 40 in Agadez."
    assert [place for _, place in places(text)[1:]] == ["Arlit", "Agadez"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The fate of 15 sailors was unknown.", [("missing", 15)]),
        ("The fate of 15 laws was decided.", []),
        ("Nineteen people have starved to death.", [("killed", 19)]),
        ("The army neutralised dozens of gunmen.", [("casualties", None)]),
        ("The navy has lost no one.", [("killed", 0)]),
        ("Twelve sailors had been pulled from the water.", [("rescued", 12)]),
        ("In Ankara 26 people were exchanged.", [("released", 26)]),
        ("Two girls were carried off, who were released a month later.", [("captured", 2), ("released", 2)]),
        ("Five Poles detained in Chad were released.", [("released", 5)]),
        ("Troops killed all nine rebels who had seized it.", [("killed", 9)]),
    ],
)
def test_what_befell_them_is_told_by_more_than_one_word(text: str, expected: list[tuple[str, int | None]]) -> None:
    assert [(c.effect, c.count) for c in told(text)] == expected


def test_nine_in_ten_is_no_person() -> None:
    assert [c.count for c in told("Some 900 people fled, nine in ten of them women.")][:1] == [900]
    assert 10 not in [c.count for c in told("Some 900 people fled, nine in ten of them women.")]
