"""Which figure a part belongs to, and what is no figure of the dead: lists, bodies given back, earlier tolls, forecasts."""

from __future__ import annotations

import pytest

from timeline.casualties import claims
from timeline.interval import Interval
from timeline.mentions import tag
from timeline.records import CasualtyClaim


def told(text: str) -> list[CasualtyClaim]:
    day = Interval.parse("2024-03-14")
    return claims(text, mentions=tag(text, published=day), published=day, article_id="a")


def parts(text: str) -> list[tuple[int | None, int | None]]:
    """Each count with that of its whole."""
    found = told(text)
    counts = {c.claim_id: c.count for c in found}
    return [(c.count, counts.get(c.subset_of or "")) for c in found]


def test_parts_of_a_toll_told_again_are_parts_of_the_toll_told_first() -> None:
    text = "A blast in Arlit killed 36 people. Of the 36 dead, 14 were children and nine were women."
    assert parts(text) == [(36, None), (14, 36), (9, 36)]
    assert [c.group_role for c in told(text)][1:] == ["child", "women"]


def test_parts_are_told_of_a_toll_that_nobody_told_before() -> None:
    assert parts("Of the 36 dead, 14 were children.") == [(36, None), (14, 36)]


def test_who_later_died_was_one_of_the_wounded_and_none_of_the_dead() -> None:
    assert parts("The crash killed 40 people and wounded nine. One of them later died.")[-1] == (1, 9)
    assert parts("The crash killed 40 people. Nine lived, but one of them later died.") == [(40, None), (1, None)]


def test_nations_among_the_dead_are_no_parts_of_each_other() -> None:
    assert parts("The dead included 30 Omanis, 20 Kenyans and four Chadians.") == [(30, None), (20, None), (4, None)]


def test_including_goes_on_to_the_next_place() -> None:
    text = "Some 9,000 people have fled, including 5,000 into Chad and 3,000 into Niger."
    assert parts(text) == [(9000, None), (5000, 9000), (3000, 9000)]


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("The militia handed over the bodies of four hostages on Monday.", "bodies of hostages"),
        ("The remains of two captives were returned on Monday.", "remains of captives"),
        ("Omdurman received 212 bodies on Monday.", "bodies"),
    ],
)
def test_bodies_given_back_are_released_and_nobody_dies_on_that_day(text: str, group: str) -> None:
    (claim,) = told(text)
    assert (claim.effect, claim.group, claim.group_role) == ("released", group, None)


def test_bodies_found_are_dead() -> None:
    assert [(c.effect, c.count) for c in told("Rescuers found the bodies of nine miners.")] == [("killed", 9)]


def test_what_people_could_do_has_displaced_nobody() -> None:
    assert told("The agency said more than 800,000 people could flee the valley.") == []


@pytest.mark.parametrize(
    "text",
    [
        "All 62 people aboard Kestrel Airlines flight KX17 died on Monday.",
        "All 62 people on board the Northern Star drowned on Monday.",
    ],
)
def test_people_aboard_die_and_not_the_number_of_the_flight(text: str) -> None:
    assert [c.count for c in told(text)] == [62]


def test_earlier_toll_is_replaced_and_of_the_same_day() -> None:
    new, old = told("A ferry sank on 9 March 2024, killing 61 people. The search went on. Earlier, officials had put the death toll at 38.")
    assert new.supersedes == old.claim_id and old.period == new.period


def test_who_came_home_since_the_start_of_the_war_did_not_do_so_on_the_day_of_the_swap() -> None:
    found = told("The swap on 9 March 2024 freed 75 prisoners. More than 3,200 soldiers have been freed since the start of the full-scale invasion.")
    assert [(c.basis, c.period is None) for c in found] == [("incident", False), ("cumulative", True)]


def test_may_ends_a_sentence() -> None:
    first, second = told("The ministry said 232 villagers had been killed since 10 May. Rockets killed 12 people in Arlit.")
    assert (first.place, first.claimed_by, second.claimed_by) == (None, "the ministry", None)
