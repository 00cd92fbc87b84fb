"""Figures in long passages: where they happened, what follows them, what they are a part of."""

from __future__ import annotations

import pytest

from timeline.casualties import claims
from timeline.extract import extract
from timeline.interval import Interval, When, day
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


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("Mourners said troops opened fire and killed six.", "troops"),
        ("A raid by the Saudi-led coalition killed more than 90.", "Saudi-led coalition"),
        ("About 327 traders were killed by government forces.", "government forces"),
        ("The Malian army says it used two bombs and killed nine men.", "Mali"),
        ("The army killed 12 nurses and wounded 30.", "army"),
    ],
)
def test_who_did_it_stands_before_the_first_thing_that_he_did(text: str, agent: str) -> None:
    found = told(text)[-1].perpetrator or ""
    assert agent in found or (agent == "Mali" and "Mali" in found)


def test_day_of_a_rescue_is_not_that_of_the_attack() -> None:
    (claim,) = told("Rescuers pulled two women from the rubble on Wednesday. The strike killed 31 people.")
    assert (claim.basis, claim.period) == ("incident", None)


def test_those_among_the_killed_are_a_part_of_the_toll() -> None:
    whole, part = told("The search has ended with a total of 31 dead, the minister said. Five children are among those killed.")
    assert (part.count, part.subset_of == whole.claim_id, part.claimed_by) == (5, True, "the minister")


def test_a_part_belongs_to_the_figure_of_its_own_claimant() -> None:
    text = "The army said 62 men were killed. The governor said 80 men were killed. Sixteen of them were burnt, the army said, and 15 of the dead were boys."
    by = {c.claim_id: c.count for c in told(text)}
    assert [by[c.subset_of] for c in told(text) if c.count == 15 and c.subset_of] == [62]


def test_what_would_be_exchanged_is_not_released() -> None:
    assert told("He proposed a truce in which four hostages would be exchanged for prisoners.") == []


def test_many_who_left_a_town_are_displaced() -> None:
    assert [(c.effect, c.count) for c in told("Between 18 and 20 December 500 of the 4,000 villagers have left.")] == [("displaced", 500)]
    assert told("About 3,000 fans left the stadium.") == []


def test_the_village_is_the_place_and_not_the_region_around_it() -> None:
    text = "On 7 June a bomb hit people waiting in the village of Djaba, in Donetsk region, killing 24."
    assert places(text) == [(24, "Djaba")]


def test_how_many_are_alive_is_a_question() -> None:
    assert [c.effect for c in told("It is not known how many of the 58 hostages are alive.")] == []


def test_about_as_many_are_others() -> None:
    assert told("The governor had given 21 killed and about as many hurt.")[0].effect == "killed"


def test_who_attacked_in_the_clause_before_did_it() -> None:
    guards, wounded = told("Rebels stormed an army post on Sunday; three guards perished and nine were wounded.")
    assert (guards.perpetrator, wounded.perpetrator) == ("rebels", "rebels")
    (own,) = told("Rebels stormed the camp and four rebels were killed.")
    assert own.perpetrator is None


def test_who_begins_a_clause_past_where_he_is_from_did_it() -> None:
    (claim,) = told("Bandits in the north abducted 48 people.")
    assert claim.perpetrator == "bandits"
    (claim,) = told("The trial told how militiamen from two villages encircled the town and killed 20 farmers.")
    assert claim.perpetrator == "militiamen"


def test_count_of_a_place_follows_the_dead_not_the_wounded() -> None:
    claims_ = told("In Arlit 98 people had died and 16 were hurt; the agency's count stood at 58.")
    assert [(c.effect, c.count) for c in claims_] == [("killed", 98), ("injured", 16), ("killed", 58)]


def test_one_of_the_attackers_is_no_part_of_the_victims() -> None:
    victim, attacker = told("Gunmen killed two guards. One of the attackers was killed.")
    assert attacker.subset_of is None and attacker.group_role == "perpetrator" and victim.count == 2


def test_two_strikes_of_one_sentence_keep_their_tolls() -> None:
    text = ("A Russian missile hit a shop in Kostiantynivka on Friday, killing 14 people, the interior minister said; four days earlier a drone had struck "
            "a bus in Kherson.")  # fmt: skip
    article = Article(article_id="a", text=text, published=When.parse("2024-08-12"))
    found = extract(article)
    events = {r.report_id: r.title for r in found.reports}
    assert [(events[c.event_id or ""], str(c.as_of)) for c in found.claims] == [("A Russian missile hit a shop in Kostiantynivka, killing 14 people", "12 Aug 2024")]


def test_a_sum_since_something_began_is_cumulative() -> None:
    claim, = extract(Article(article_id="a", text="Officials say 12 civilians have been killed since the incursion began.", published=When.parse("2024-08-12"))).claims
    assert (claim.basis, claim.period) == ("cumulative", None)


def test_who_brings_the_wounded_away_has_not_wounded_them() -> None:
    text = "The Red Cross evacuated 98 wounded from Goma on Sunday."
    assert {c.perpetrator for c in extract(Article(article_id="a", text=text, published=When.parse("2024-08-12"))).claims} == {None}


@pytest.mark.parametrize("parts", ["including 65 children", "including 65 children and 39 women", "65 of them children"])
def test_the_wounded_told_behind_a_breakdown_of_the_dead_are_their_own_figure(parts: str) -> None:
    found = [(c.effect, c.count) for c in told(f"At least 230 people were killed, {parts}, with 1,710 people wounded.")]
    assert (found[0], found[-1]) == (("killed", 230), ("injured", 1710))


def test_the_dead_of_an_earlier_attack_are_no_sum_since_it() -> None:
    claim, = told("It was the worst assault since the attacks of November 2008, in which 166 people died.")
    assert (claim.basis, str(claim.period)) == ("incident", "some day in Nov 2008")


def test_the_dead_of_one_side_are_of_no_one_strike_told_before() -> None:
    text = "Jets bombed Gori on Tuesday.\n\nRussia says 74 of its soldiers have been killed and 171 wounded. Georgia puts its losses at 175."
    article = Article(article_id="a", text=text, published=When.parse("2024-08-12"))
    assert [(c.count, c.basis, c.period, c.place) for c in extract(article).claims] == [(74, None, None, None), (171, None, None, None), (175, None, None, None)]
