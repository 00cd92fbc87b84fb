"""What time a figure covers, in the manners of situation reports, live blogs and long reads."""

from __future__ import annotations

from timeline.casualties import claims
from timeline.extract import extract
from timeline.interval import Interval, When
from timeline.mentions import tag
from timeline.records import Article, CasualtyClaim


def told(text: str) -> list[CasualtyClaim]:
    day = Interval.parse("2024-03-14")
    return claims(text, mentions=tag(text, published=day), published=day, article_id="a")


def times(text: str) -> list[tuple[str | None, str | None]]:
    return [(c.basis, c.period and c.period.edtf) for c in told(text)]


def test_what_has_happened_up_to_now_is_of_no_period_told_before() -> None:
    assert times("At least 300 people were killed in January 2024. Nearly a million people have been displaced.")[1] == (None, None)


def test_what_has_been_freed_is_not_of_the_day_of_the_capture() -> None:
    assert times("Gunmen took 30 hostages on 7 March 2024. The army has freed nine hostages.") == [("incident", "2024-03-07"), (None, None)]


def test_since_of_another_part_of_a_list_counts_only_there() -> None:
    first, second = times("Cholera caused 58 deaths in January 2024; 2,470 deaths since July 2023.")
    assert first == ("period", "2024-01") and second == ("cumulative", "2023-07/..")


def test_since_a_month_when_somebody_died_counts_nothing() -> None:
    assert times("It is the worst raid since June 2023, when a guard died in an ambush.") == [("incident", "2023-06")]


def test_day_up_to_which_bodies_were_counted_is_as_of() -> None:
    (claim,) = told("By 12 March 2024 only 375 bodies had been recovered.")
    assert (claim.as_of and claim.as_of.edtf, claim.as_of_basis, claim.period) == ("2024-03-12", "stated", None)


def test_work_of_the_one_who_says_it_is_no_campaign() -> None:
    (claim,) = told("The operations spokesman said the unit had killed 41 soldiers.")
    assert claim.basis != "cumulative"


def test_part_is_of_the_time_of_its_whole() -> None:
    whole, part = told("The clashes have killed 900 people since 3 May 2023. The dead included 40 nurses.")
    assert part.subset_of == whole.claim_id and (part.basis, part.period) == (whole.basis, whole.period)


def test_day_up_to_which_a_ministry_counts_dates_no_attack() -> None:
    text = "According to the Gaza Health Ministry, 63,746 Palestinians were killed in Israeli attacks as of 3 March 2024."
    found = extract(Article(article_id="a", text=text, published=When.parse("2024-03-14")))
    assert found.claims[0].period is None and found.claims[0].as_of == When.parse("2024-03-03")


def test_day_of_a_source_dates_no_death() -> None:
    (claim,) = told("According to army sources today, three farmers were murdered by a rebel column.")
    assert claim.period is None


def test_what_was_minutes_ago_is_of_the_day_of_the_telling_in_the_next_sentence_too() -> None:
    assert times("A bomb went off in a cinema a few minutes ago. Three people were wounded.") == [("incident", "2024-03-14")]


def test_attack_that_the_next_sentence_dates_is_of_that_day() -> None:
    text = "On 4 March a judge was shot at. Three soldiers died in an ambush. The ambush took place at dawn on 12 March."
    assert times(text) == [("incident", "2024-03-12")]
    assert times(text.upper()) == [("incident", "2024-03-12")]


def test_victims_whom_the_next_sentence_dates_died_on_that_day() -> None:
    text = "Yesterday the court heard a witness on the murder of six monks. The monks were killed on 5 February."
    assert times(text) == [("incident", "2024-02-05")]


def test_day_of_a_place_dates_only_what_befell_there() -> None:
    text = "The chief was shot dead this morning. He had stopped at the bridge where a guard was killed on 4 January. The shots also wounded one aide."
    assert times(text) == [("incident", "2024-03-14"), ("incident", "2024-01-04"), ("incident", "2024-03-14")]


def test_incident_told_again_is_of_the_day_that_the_text_gives_it_elsewhere() -> None:
    text = "The murder of ten union members shook the port. Talks stopped. The murder of the ten dock union members on 9 March was condemned."
    assert times(text) == [("incident", "2024-03-09")] * 2


def test_as_many_victims_of_another_place_are_not_of_its_day() -> None:
    text = "Two soldiers were killed in Zinder. Two soldiers were killed in Arlit on 9 March."
    assert times(text)[0][1] is None and times(text)[1] == ("incident", "2024-03-09")


def test_person_killed_is_known_again_by_the_last_name() -> None:
    text = "The party mourned the death of Senator Marta Quiroga. Quiroga's friends wept. Marta Quiroga was shot dead on 11 March."
    assert times(text) == [("incident", "2024-03-11")] * 2


def test_death_noun_takes_the_day_behind_a_long_apposition() -> None:
    text = ("Regarding the assassination of Marta Quiroga, leader of the National Dock Union and secretary of the Harbour Congress "
            "for the northern ports, in Oran on 9 March, we state the following.")  # fmt: skip
    assert times(text) == [("incident", "2024-03-09")]
    assert times(text.upper()) == [("incident", "2024-03-09")]


def test_death_noun_takes_the_day_behind_it_before_the_vague_days_of_the_verb() -> None:
    text = "Talks stopped after the events of recent days, above all the killing of ten stevedores at the dock gate on Tuesday, 12 March."
    assert times(text) == [("incident", "2024-03-12")]


def test_death_noun_takes_no_day_of_another_verb() -> None:
    text = "The capture of Pablo Quiroga, the biggest since the army launched its drive last Saturday, was a surprise."
    assert ("incident", "2024-03-09") not in times(text)


def test_disappearance_has_a_day() -> None:
    assert times("The union deplored the disappearance this morning of two sailors.") == [("incident", "2024-03-14")]


def test_day_by_its_number_holds_where_today_is_an_older_one() -> None:
    assert times("Omar Haddad died today, 12 March, in the ward.") == [("incident", "2024-03-12")]


def test_since_of_what_is_told_of_the_victim_counts_nothing() -> None:
    assert times("Elena Petrova, a surgeon who had worked in the town since 2015, was killed on 12 March.") == [("incident", "2024-03-12")]


def test_since_a_victim_was_missing_counts_no_dead() -> None:
    assert times("The body of student Aura Benali, missing since 8 March, was found yesterday.") == [(None, None)]


def test_what_came_minutes_later_is_of_the_day_told() -> None:
    assert times("Two clerks were hurt last night. Minutes later another bomb wounded three.") == [("incident", "2024-03-13")] * 2


def test_what_a_figure_is_compared_with_is_not_its_time() -> None:
    assert times("In 2023, 5,626 people were killed, 1,000 or so more than in 2022.")[0] == ("period", "2023")


def test_from_one_evening_to_the_next_morning_is_one_incident() -> None:
    (claim,) = told("Gunmen killed 45 people between late Friday and the early hours of Saturday.")
    assert claim.basis == "incident" and claim.period is not None and claim.period.edtf == "2024-03-08/2024-03-09"


def test_since_before_the_verb_counts_from_what_was_told() -> None:
    assert times("Rebels killed 26 tourists on 7 March 2024. The police have since detained 1,500 people.")[1] == ("cumulative", "2024-03-07/..")


def test_a_war_that_began_has_taken_lives_since() -> None:
    assert times("The insurgency, which began in 1969, has taken at least 40,000 lives.") == [("cumulative", "1969/..")]


def test_the_day_by_which_bodies_had_been_found_is_the_as_of_day() -> None:
    (claim,) = told("Where the tower stood, 22 bodies had been recovered by Thursday 7 March.")
    assert claim.as_of is not None and (claim.as_of.edtf, claim.as_of_basis) == ("2024-03-07", "stated")


def test_a_strike_that_has_killed_is_an_incident_and_what_follows_it_too() -> None:
    assert [b for b, _ in times("An air strike has killed 68 inmates. Forty-seven others were injured.")] == ["incident", "incident"]


def test_an_earlier_count_is_superseded_by_the_figure_that_raises_it() -> None:
    new, hurt, old = told("At least 900 people were killed and 2,880 injured, the agency said, raising an earlier count of 773.")
    assert (new.count, hurt.count, old.count) == (900, 2880, 773)
    assert new.supersedes == old.claim_id and old.effect == "killed" and hurt.supersedes is None


def test_figure_of_the_first_sentence_is_of_the_attack_that_the_second_dates() -> None:
    assert times("Three engineers have been kidnapped at an oil well. The rebels attacked the well last night.") == [("incident", "2024-03-13")]
    assert times("Three engineers have been kidnapped at an oil well. The firm met the minister last night.") == [(None, None)]


def test_death_noun_takes_the_day_on_which_its_victim_was_shot() -> None:
    text = "Police named two men in the murder of Senator Marta Quiroga, the candidate who was gunned down in Oran on 9 March."
    assert ("incident", "2024-03-09") in times(text)


def test_day_of_a_capture_told_next_is_not_that_of_the_release() -> None:
    assert times("Omar Haddad has been released near the park. The miner was kidnapped on 20 February.")[0] == (None, None)


def test_day_on_which_a_death_was_learned_of_is_not_its_day() -> None:
    assert times("Gunmen executed a mayor in the square, it was learned today.") == [(None, None)]


def test_day_on_which_bodies_were_found_or_buried_is_as_of_not_that_of_the_deaths() -> None:
    (claim,) = told("Divers pulled 12 bodies from the river on 13 March 2024.")
    assert (claim.basis, claim.period, claim.as_of and claim.as_of.edtf, claim.as_of_basis) == ("incident", None, "2024-03-13", "stated")
    _, buried = told("Rebels killed 30 people on 9 March 2024. Villagers buried 28 people on 12 March 2024.")
    assert (buried.period and buried.period.edtf, buried.as_of and buried.as_of.edtf) == ("2024-03-09", "2024-03-12")


def test_figure_behind_a_day_of_the_month_is_no_second_day() -> None:
    assert times("56 soldiers fell on March 10 and 11 were carried off.") == [("incident", "2024-03-10"), ("incident", "2024-03-10")]


def test_since_the_year_began_sums_up() -> None:
    assert times("Since the year began 1,204 people have died in clashes.") == [("cumulative", "2024/..")]


def test_hour_of_an_entry_on_a_live_page_dates_nothing() -> None:
    assert times("16:40 The toll in Arlit has risen to 24.") == [(None, None)]


def test_day_before_a_release_is_that_of_the_release() -> None:
    assert times("The rebels yesterday released two priests.") == [("incident", "2024-03-13")]


def test_day_that_looks_back_at_an_attack_is_not_the_attacks() -> None:
    assert times("Hopes faded on Tuesday, two days after a trawler sank. Seventy-eight people died.") == [(None, None)]


def test_day_on_which_an_offensive_began_sums_up_what_has_happened_since() -> None:
    text = "The offensive began on 5 March 2024. Over the same period 366 civilians have been injured."
    assert times(text) == [("cumulative", "2024-03-05/..")]
    assert times("The blast brings to seven the number of nurses killed in the escalation, which began on 5 March 2024.")[-1] == ("cumulative", "2024-03-05/..")


def test_day_as_of_which_one_counts_is_not_the_day_of_the_next_figures() -> None:
    text = "The quake struck on 6 March 2024. As of 12 March 2024 it had killed 900 people. Rescuers recorded 300 injuries."
    assert times(text)[-1] == ("incident", "2024-03-06")


def test_day_of_the_next_item_of_a_list_is_its_own() -> None:
    text = "Friday. A driver died in Arlit, police said. Saturday. Three farmers were killed near Agadez."
    assert [p for _, p in times(text)] == ["2024-03-08", "2024-03-09"]


def test_day_on_which_somebody_was_told_dates_no_attack() -> None:
    text = "Gunmen raided a school on 8 March 2024. Two guards were killed, the governor told parents on Monday. A cook was wounded."
    assert [p for _, p in times(text)] == ["2024-03-08", "2024-03-08"]
