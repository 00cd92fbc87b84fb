"""Casualty claims in their passage: claimant, time, revision, perpetrators; and the figures of real articles."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from timeline.casualties import claims
from timeline.interval import Interval
from timeline.mentions import tag
from timeline.records import CasualtyClaim

REAL = Path(__file__).parents[2] / "shared" / "articles"


def told(text: str, published: str | None = "2024-03-14") -> list[CasualtyClaim]:
    day = Interval.parse(published) if published else None
    return claims(text, mentions=tag(text, published=day), published=day, article_id="a")


def test_day_in_the_sentence_makes_an_incident_of_that_day() -> None:
    (claim,) = told("A bomb killed nine people on Tuesday.")
    assert (claim.basis, claim.period and claim.period.edtf) == ("incident", "2024-03-12")


def test_since_makes_a_cumulative_figure_with_an_open_end() -> None:
    (claim,) = told("The fighting has killed 900 people since 3 May 2023.")
    assert (claim.basis, claim.period and claim.period.edtf) == ("cumulative", "2023-05-03/..")


def test_month_makes_a_period() -> None:
    (claim,) = told("Raids killed 40 villagers in January 2024.")
    assert (claim.basis, claim.period and claim.period.edtf) == ("period", "2024-01")


def test_statement_day_is_not_the_day_of_the_incident() -> None:
    (claim,) = told("The ministry said on Monday that a mine had killed two herders.")
    assert claim.period is None or claim.period.edtf != "2024-03-11"


def test_as_of_day_is_stated_or_else_the_publication_day() -> None:
    (stated,) = told("As of 1 March 2024, the flood had displaced 700 people.")
    assert (stated.as_of and stated.as_of.edtf, stated.as_of_basis) == ("2024-03-01", "stated")
    (published,) = told("The flood displaced 700 people.")
    assert (published.as_of and published.as_of.edtf, published.as_of_basis) == ("2024-03-14", "publication")
    (unknown,) = told("The flood displaced 700 people.", published=None)
    assert (unknown.as_of, unknown.as_of_basis) == (None, "unknown")


def test_claimant_goes_on_in_the_passage_and_ends_with_the_paragraph() -> None:
    first, second, third = told("The army said nine guards were killed. Another four were wounded.\n\nTwo nuns were killed.")
    assert [first.claimed_by, second.claimed_by, third.claimed_by] == ["the army", "the army", None]


def test_pronoun_takes_the_claimant_named_before() -> None:
    claim = told("The mayor of Arlit spoke on the radio. The governor said help was near. He said six miners had died.")[-1]
    assert claim.claimed_by == "The governor" or claim.claimed_by == "the governor"


def test_rivals_of_one_toll_are_both_kept() -> None:
    rivals = told("The army said five rebels were killed, but the rebels said three were killed.")
    assert [(c.count, c.claimed_by) for c in rivals] == [(5, "the army"), (3, "the rebels")]


def test_revised_toll_points_at_the_figure_it_replaces() -> None:
    first, second = told("The blast killed 12 people. Officials later raised the death toll to 18.")
    assert second.supersedes == first.claim_id and first.supersedes is None


def test_toll_that_rose_from_one_figure_to_another_is_two_claims() -> None:
    old, new = told("The death toll rose from 12 to 18.")
    assert (old.count, new.count, new.supersedes) == (12, 18, old.claim_id)


def test_fighters_who_attacked_are_perpetrators_and_others_are_not() -> None:
    attackers = told("Rebels stormed the barracks at dawn. Six rebels were killed.")[-1]
    attacked = told("The air force bombed a camp. Six rebels were killed.")[-1]
    assert (attackers.group_role, attacked.group_role) == ("perpetrator", "combatant")


def test_share_is_a_row_without_count_that_points_at_its_whole() -> None:
    whole, share = told("The war has killed 8,000 people, 60% of whom are civilians.")
    assert (share.count, share.share, share.subset_of, share.effect) == (None, 0.6, whole.claim_id, "killed")


def test_some_of_many_is_a_part_with_a_denominator() -> None:
    alive, held = told("The envoy claims that 9 of the 30 captives still held in the hills remain alive.")
    assert (alive.count, alive.denominator, alive.subset_of) == (9, 30, held.claim_id)
    assert (held.effect, held.count) == ("held", 30)


def test_sides_of_an_exchange_are_two_claims_with_different_ids() -> None:
    text = "The swap between Ankara and Baku freed nine prisoners on each side."
    one, other = told(text)
    assert (one.side, other.side, one.held_by, other.held_by) == ("Turkey", "Azerbaijan", "Azerbaijan", "Turkey") and one.claim_id != other.claim_id


def test_parties_stand_under_the_name_of_the_actor() -> None:
    (claim,) = told("Nine Malian soldiers were killed by JNIM militants in Boni.")
    assert (claim.side, claim.perpetrator, claim.place) == ("Mali", "Jama'at Nusrat al-Islam wal-Muslimin", "Boni")


def test_figure_is_as_of_the_day_it_was_stated() -> None:
    (claim,) = told("The ministry said on Tuesday that 610 people had been killed since 3 May 2023.")
    assert claim.as_of is not None and (claim.as_of.edtf, claim.as_of_basis) == ("2024-03-12", "stated")


def test_day_beside_the_deaths_counts_before_a_since_behind_it() -> None:
    (claim,) = told("Nine people were killed on Tuesday in the worst raid since 3 May 2023.")
    assert (claim.basis, claim.period and claim.period.edtf) == ("incident", "2024-03-12")


def test_length_of_time_makes_a_period() -> None:
    (claim,) = told("During the 30 days of the truce the rebels freed 50 captives.")
    assert claim.basis == "period"


def test_release_is_held_by_whoever_lets_go() -> None:
    (claim,) = told("Hamas released nine Thai captives on Tuesday.")
    assert (claim.held_by, claim.side, claim.period and claim.period.edtf) == ("Hamas", "Thailand", "2024-03-12")


def test_weapon_with_a_nation_names_the_perpetrator_and_a_victim_does_not() -> None:
    (strike,) = told("Chadian air strikes killed nine people.")
    (soldier,) = told("A Chadian soldier was killed by a mine.")
    assert (strike.perpetrator, soldier.perpetrator) == ("Chad", None)


def test_number_that_a_ministry_counted_takes_the_effect_told_before() -> None:
    first, second = told("The army said that 70 people had been killed. A week ago the health ministry had counted 61.")
    assert (second.effect, second.count, second.claimed_by) == ("killed", 61, "the health ministry")
    assert first.claimed_by == "the army"


def test_part_of_the_dead_points_at_the_toll_before_it() -> None:
    toll, _, nurses = told("The ministry said 274 people had been killed and 698 wounded. Sixty of the dead were nurses.")
    assert (nurses.count, nurses.subset_of, nurses.claimed_by) == (60, toll.claim_id, "the ministry")


def test_short_name_of_a_claimant_is_the_long_one_told_before() -> None:
    _, second = told("The Gaza Health Ministry said 12 people died.\n\nThe war has killed 900 people, according to the ministry.")
    assert second.claimed_by == "the Gaza Health Ministry"


def test_wrapped_lines_are_one_sentence() -> None:
    text = ("THE GARRISON REPORTED THAT ON THE NIGHT OF THE ATTACK AT LEAST\nSEVEN SOLDIERS WERE KILLED BY THE MEN WHO CAME FROM "
            "THE HILLS\nAND THAT TWO OTHERS WERE WOUNDED IN THE SAME PLACE BEFORE DAWN.")  # fmt: skip
    assert [(c.effect, c.count) for c in claims(text, mentions=())] == [("killed", 7), ("injured", 2)]


def test_text_without_casualties_has_no_claims() -> None:
    assert told("The ministers met on Tuesday and signed a deal worth $6 billion.") == []


@pytest.mark.skipif(not REAL.is_dir(), reason="the real articles lie beside the repository and are not part of it")
class TestRealArticles:
    """Facts of five published articles, read by hand."""

    def test_claims_of_the_article_of_february_2024(self) -> None:
        released, prisoners, killed, share, injured, captives, women = self.article("001_", "2024-02-14")
        assert [(c.effect, c.count, c.side) for c in (released, prisoners)] == [("released", 5, "Iran"), ("released", 5, "United States")]
        assert {c.period.edtf for c in (released, prisoners) if c.period} == {"2023-09"}
        assert (killed.count, killed.bound, killed.group, killed.basis) == (28473, "more_than", "Palestinians", "cumulative")
        assert killed.period is not None and killed.period.start == date(2023, 10, 7)
        assert (share.share, share.group, share.subset_of) == (0.7, "women and children", killed.claim_id)
        assert (injured.count, injured.bound, injured.effect, injured.basis) == (67984, "at_least", "injured", "cumulative")
        assert injured.period == killed.period
        assert [(c.effect, c.count, c.bound, c.side) for c in (captives, women)] == [
            ("released", 110, "at_least", "Israel and foreign"), ("released", 240, "exact", "Palestine")]  # fmt: skip
        assert {c.period.edtf for c in (captives, women) if c.period} == {"2023-11-24/2023-12-01"}
        assert women.held_by == "Israel" and women.group == "Palestinian women and children"

    def test_claims_of_the_article_of_september_2025(self) -> None:
        killed, captured, alive, held, toll = self.article("002_", "2025-09-16")
        assert (killed.count, killed.claimed_by, killed.basis, killed.perpetrator) == (1200, "Israeli figures", "incident", "Hamas")
        assert killed.period is not None and killed.period.edtf == "2023-10"
        assert (captured.count, captured.bound, captured.claimed_by) == (251, "about", "Israeli figures")
        assert (held.effect, held.count, held.claimed_by, held.status) == ("held", 48, "Israel", "claimed")
        assert (alive.count, alive.subset_of, alive.claimed_by, alive.status) == (20, held.claim_id, "Israel", "claimed")
        assert (toll.count, toll.bound, toll.basis) == (64000, "more_than", "cumulative")
        assert toll.claimed_by is not None and toll.claimed_by.endswith("Health Ministry") and toll.perpetrator == "Israel"

    @pytest.mark.parametrize("name", ["000_", "003_", "004_"])
    def test_articles_without_figures_make_no_claims(self, name: str) -> None:
        assert self.article(name, None) == []

    def article(self, name: str, published: str | None) -> list[CasualtyClaim]:
        (path,) = REAL.glob(f"{name}*.txt")
        return told(path.read_text("utf-8"), published)


def test_day_before_an_alleged_attacker_dates_the_deed() -> None:
    (claim,) = told("It was reported today that on 10 March alleged gang members murdered four farmers.")
    assert (claim.basis, claim.period and claim.period.edtf) == ("incident", "2024-03-10")


def test_four_digits_of_an_hour_are_no_year() -> None:
    (claim,) = told("A young woman was murdered at 1620 this afternoon.")
    assert (claim.basis, claim.period and claim.period.edtf) == ("incident", "2024-03-14")


def test_one_night_of_an_attack_is_an_incident() -> None:
    (claim,) = told("At least 90 people were killed when gunmen overran the village from late Friday until early Saturday.")
    assert claim.basis == "incident"


def test_earlier_count_of_the_same_toll_is_a_claim_of_its_own() -> None:
    first, earlier = told("The mayor raised the number of people killed to 42. He had counted 39 the day before.")
    assert (first.count, earlier.count, earlier.effect) == (42, 39, "killed")
    assert earlier.claimed_by == "the mayor"


def test_more_and_others_are_no_group_but_keep_the_one_told() -> None:
    dead, hurt = told("The shelling has killed 900 Somalis. At least 2,100 others were injured.")
    assert (dead.group, hurt.group, hurt.side) == ("Somalis", "Somalis", "Somalia")
    (alone,) = told("At least 2,100 others were injured.")
    assert alone.group is None


def test_agent_of_the_first_verb_is_that_of_the_second() -> None:
    dead, hurt = told("Chadian jets killed 40 Malians and wounded 60.")
    assert (dead.perpetrator, hurt.perpetrator) == ("Chad", "Chad")


def test_the_army_is_that_of_the_only_nation_whose_soldiers_the_text_names() -> None:
    (claim,) = told("Malian soldiers went north. Nine rebels were killed, the army said.")
    assert claim.claimed_by == "the Malian army"


def test_he_who_says_it_is_the_person_whom_the_sentence_begins_with() -> None:
    (claim,) = told("Cardinal Paolo Rossi prayed for some 200 people who had been killed, he said, without mercy.")
    assert (claim.count, claim.claimed_by) == (200, "Cardinal Paolo Rossi")


def test_share_keeps_its_whole_bound_and_denominator() -> None:
    part, whole = told("At least 70% of the 28,473 killed were women and children, the health ministry said.")
    assert (part.share, part.bound, part.denominator, part.count) == (0.7, "at_least", 28473, None)
    assert part.subset_of == whole.claim_id and (whole.count, whole.subset_of, whole.claimed_by) == (28473, None, "the health ministry")


def test_toll_of_another_place_supersedes_nothing() -> None:
    one, other = told("The toll in the Aleppo blast rose to 18. The toll in the Homs fire climbed to 7.")
    assert (one.supersedes, other.supersedes) == (None, None)


def test_day_on_which_a_toll_rose_is_its_as_of_day_not_that_of_the_attack() -> None:
    first, risen = told("A blast in Kabul killed 12 people on Monday. The toll rose to 19 on Tuesday, the ministry said.")
    assert risen.supersedes == first.claim_id and risen.period is not None and risen.period.edtf == "2024-03-11"
    assert risen.as_of is not None and (risen.as_of.edtf, risen.as_of_basis) == ("2024-03-12", "stated")


def test_state_of_some_of_them_has_no_day_of_an_incident() -> None:
    *_, dead = told("Militants took 60 people hostage on 3 March. Israel says 48 hostages remain in Gaza. Some 27 of them are dead.")
    assert (dead.effect, dead.count, dead.basis, dead.period) == ("killed", 27, None, None)


def test_day_of_a_capture_is_not_that_of_the_release() -> None:
    (freed,) = told("Kidnappers freed 287 pupils taken from a school in Kuriga on 7 March.")
    assert (freed.effect, freed.period) == ("released", None)


def test_month_behind_released_is_that_of_the_release_and_who_is_still_held_has_none() -> None:
    taken, freed, held = told("Of the 253 people seized on 7 October, 105 were released in November and some 130 are still in Gaza.")
    assert [c.period.edtf if c.period else None for c in (taken, freed, held)] == ["2023-10-07", "2023-11", None]


def test_attack_of_a_week_before_has_not_the_day_of_the_present_one() -> None:
    dead, before = told("Gunmen killed two officers on Friday, a week after a similar attack left six dead.")
    assert dead.period is not None and dead.period.edtf == "2024-03-08" and (before.basis, before.period) == (None, None)


def test_war_behind_the_verb_sums_up() -> None:
    (claim,) = told("Some 31,000 soldiers have been killed in the war.")
    assert claim.basis == "cumulative"


@pytest.mark.parametrize(("text", "who"), [
    ("The group claimed to have killed 12 policemen.", "group"),
    ("JNIM said it had killed 70 soldiers.", "Jama'at Nusrat al-Islam wal-Muslimin"),
    ("The RSF shelled a market in El Fasher, killing 31 people.", "Rapid Support Forces"),
    ("The RSF was accused of killing 120 people.", "Rapid Support Forces"),
    ("Gunmen on motorcycles killed 15 worshippers.", "gunmen"),
    ("LAGOS - Bandits killed nine farmers in Zamfara state.", "bandits"),
    ("In a raid on Friday, gunmen shot dead five villagers.", "gunmen"),
    ("Omani missiles hit a block of flats overnight, killing seven people.", "Oman"),
    ("A strike on a clinic in Beirut killed seven medics.", None),
    ("Twenty people were crushed to death at a site run by the Red Crescent.", None),
    ("Iran's strikes on Israel killed 28 people.", "Iran"),
    ("Omar Haddad, a spokesman for the rebels, said they had executed 17 guards.", "rebels"),
    ("Omar Haddad said they had executed 17 guards.", None),
    ("Seven aid workers were killed when Israeli drones hit three cars.", "Israel"),
    ("The army said its troops had killed 21 insurgents.", "the army"),
    ("The war in Sudan has killed 15,000 people.", None),
    ("A blast in Kabul killed 12 people.", None),
    ("The Sudanese army said 11 fighters had been killed.", None),
])  # fmt: skip
def test_perpetrator_is_who_did_it_by_the_words(text: str, who: str | None) -> None:
    assert told(text)[0].perpetrator == who


def test_who_wounded_the_others_in_one_attack_killed_the_first() -> None:
    assert [c.perpetrator for c in told("Seven people, including a boy, were killed and at least ten injured in Omani air strikes.")] == ["Oman"] * 3


def test_previous_toll_is_replaced() -> None:
    new, old = told("The flood killed 2,205 people. The previous toll was 1,469.")
    assert new.supersedes == old.claim_id


def test_dead_of_a_nation_are_not_who_wounded_the_others() -> None:
    assert [c.perpetrator for c in told("Two Omani soldiers were killed and six wounded when their car hit a mine.")] == [None, None]


@pytest.mark.parametrize(("text", "who"), [
    ("On the afternoon Hamas released 24 hostages.", "Hamas"),
    ("The 39 women were freed from Israeli jails.", "Israel"),
    ("Ten nurses were held in Ofer prison.", None),
    ("Some 700 prisoners are held in Tora prison.", None),
    ("Twenty hostages are held in Gaza.", None),
    ("Nigerian troops freed 40 hostages.", None),
    ("Russia and Ukraine exchanged 95 prisoners each.", "Ukraine"),
])  # fmt: skip
def test_holder_is_a_party_and_never_a_place(text: str, who: str | None) -> None:
    assert told(text)[0].held_by == who


def test_day_in_quotes_is_a_name_and_no_day() -> None:
    (claim,) = told('The "9 May" front wounded six guards.')
    assert claim.period is None


def test_loser_is_the_side_of_the_lost() -> None:
    (claim,) = told("The ministry claimed that Ukraine had lost 450 soldiers.")
    assert (claim.side, claim.perpetrator, claim.status) == ("Ukraine", None, "claimed")


def test_since_in_another_clause_makes_no_cumulative_figure() -> None:
    (claim,) = told("The network said 55 people were wounded on Tuesday, and blamed the militia, which has held the town since May 2022.")
    assert (claim.basis, claim.period and claim.period.edtf) == ("incident", "2024-03-12")


def test_the_first_time_since_a_war_began_is_no_count_since_then() -> None:
    text = "Drones hit the capital on Tuesday, killing four people and burning the palace for the first time since the war began in May 2022."
    (claim,) = told(text)
    assert (claim.basis, claim.period and claim.period.edtf) == ("incident", "2024-03-12")


def test_what_broke_out_and_has_killed_counts_from_its_beginning() -> None:
    text = "Fighting between the army and the rebels broke out in April 2023 and has killed 900 people and displaced some 12,000."
    assert [(c.effect, c.basis, c.period and c.period.edtf) for c in told(text)] == [
        ("killed", "cumulative", "2023-04/.."),
        ("displaced", "cumulative", "2023-04/.."),
    ]


def test_one_killed_and_another_wounded_are_two_figures() -> None:
    assert [(c.effect, c.count) for c in told("One man was killed and another wounded when a mine went off.")] == [("killed", 1), ("injured", 1)]


def test_the_day_after_a_short_month_is_no_victim() -> None:
    assert [(c.count, c.period and c.period.edtf) for c in told("On Jan. 5, eight people died.")] == [(8, "2024-01-05")]


def test_a_part_may_be_told_by_a_people_of_two_words() -> None:
    found = told("Thirteen peacekeepers, nine of them South Africans, were killed on Monday.")
    assert [(c.count, c.group, c.side) for c in found] == [(13, "peacekeepers", None), (9, "South Africans", "South Africa")]


def test_who_had_earlier_given_a_figure_is_named_and_his_later_figure_replaces_it() -> None:
    found = told("More than 40 people were hurt, according to the rescue service, which had earlier given a figure of 28.")
    assert [(c.count, c.claimed_by) for c in found] == [(40, "the rescue service"), (28, "the rescue service")]
    assert (found[0].supersedes, found[1].supersedes) == (found[1].claim_id, None)


def test_a_figure_that_was_revised_from_another_replaces_it() -> None:
    found = told("The raid killed six people, the ministry said on Monday. It revised the figure from three dead given on Sunday.")
    assert [(c.count, c.supersedes) for c in found] == [(6, found[1].claim_id), (3, None)]


def test_who_counts_the_victims_of_a_second_verb_did_not_harm_them() -> None:
    found = told("A drone of the Houthis hit Eilat on Friday. On Saturday strikes killed six people and wounded 83 in Hodeidah, according to the Houthis.")
    assert [(c.count, c.perpetrator) for c in found] == [(6, None), (83, None)]


def test_hostages_and_the_prisoners_they_were_exchanged_for_are_not_added_up() -> None:
    found = told("The truce led to the release of 105 hostages and 240 prisoners.")
    assert sorted(c.count or 0 for c in found) == [105, 240]


def test_minutes_of_an_hour_are_no_people() -> None:
    assert [c.count for c in told("On 11 March at about 18:30, five people were killed.")] == [5]


def test_the_united_states_say_nothing_by_their_name() -> None:
    found = told("The raid killed seven officers; the drones were shot down with help from the United States and Jordan.")
    assert [(c.count, c.claimed_by) for c in found] == [(7, None)]


def test_earlier_it_had_put_the_number_lower() -> None:
    found = told("State television said 78 people were killed. Earlier it had put the number of dead at 50.")
    assert [(c.count, c.supersedes) for c in found] == [(78, found[1].claim_id), (50, None)]
