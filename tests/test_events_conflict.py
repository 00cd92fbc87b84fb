"""Rows of war: gunmen and crews that nobody names, posts and towns taken, places of no table, whose day a deed has."""

import pytest

from timeline.extract import extract
from timeline.interval import When
from timeline.records import Article, Report


def reports(text: str) -> list[Report]:
    """The reports of a text published on Monday 8 September 2025."""
    return list(extract(Article(article_id="a", text=text, published=When.parse("2025-09-08"))).reports)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Masked men burst into a clinic in Tarvik on Thursday.", ("2025-09-04", "attack", "Masked men burst into a clinic in Tarvik")),
        ("A boy of 12 was shot dead in Osterfal on Friday, medics said.", ("2025-09-05", "attack", "A boy of 12 was shot dead in Osterfal")),
        ("Looters set two granaries in Belm ablaze on Sunday.", ("2025-09-07", "attack", "Looters set two granaries in Belm ablaze")),
        ("Saboteurs of the Taliban set a fuel depot on fire on Sunday.", ("2025-09-07", "attack", "Saboteurs of the Taliban set a fuel depot on fire")),
        ("Suspected Taliban militants killed nine farmers in Khost on 2 May 2025.", ("2025-05-02", "attack", "Suspected Taliban militants killed nine farmers in Khost")),
        ("Fighting first broke out in June 2025 near Belm.", ("2025-06", "battle", "Fighting first broke out near Belm")),
        ("The army drove the rebels from six villages on Tuesday.", ("2025-09-02", "battle", "The army drove the rebels from six villages")),
        ("Border guards abandoned their posts on Saturday.", ("2025-09-06", "withdrawal", "Border guards abandoned their posts")),
        ("Peacekeepers handed over their base at Belm to the army on Saturday.", ("2025-09-06", "withdrawal", "Peacekeepers handed over their base at Belm to the army")),
        ("Kenyan officers landed in Belm on Wednesday.", ("2025-09-03", "deployment", "Kenyan officers landed in Belm")),
        ("Jordan shut its last crossing on Thursday.", ("2025-09-04", "sanction", "Jordan shut its last crossing")),
        ("The junta imposed a curfew on Friday.", ("2025-09-05", "sanction", "The junta imposed a curfew")),
        ("Gunmen took the airport on Wednesday.", ("2025-09-03", "capture", "Gunmen took the airport")),
    ],
)
def test_a_deed_of_war_makes_one_row(text: str, expected: tuple[str, str, str]) -> None:
    found = [(r.edtf, r.event_type, r.title) for r in reports(text)]
    assert found == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Guards moved them to safety on Friday.",
        "She fled to a camp of internally displaced people.",
        "It was the third attack on the port since May.",
        "It was the first time that Iran shelled the town.",
        "The wounded were taken to a hospital in Amman on Sunday.",
        "Kyiv shot down nine of the drones that Russia launched.",
    ],
)
def test_what_ranks_counts_or_only_says_which_one_makes_no_row_of_its_own(text: str) -> None:
    found = [r.title for r in reports(text)]
    assert not any(title.startswith(("Guards moved", "Third attack", "Iran shelled", "The wounded were taken", "Russia launched")) or "displaced" in title for title in found)


def test_places_that_no_table_holds_stand_in_the_row() -> None:
    (row,) = reports("Rebels shelled Tarvik, Osterfal and Belm on Thursday.")
    assert row.places == ("Tarvik", "Osterfal", "Belm")
    (row,) = reports("Al-Shabaab fighters took control of Tarvik in Lower Varna district on Thursday.")
    assert set(row.places) == {"Tarvik", "Lower Varna"}


def test_what_a_strike_also_did_is_told_with_it() -> None:
    (row,) = reports("A Houthi missile hit a tanker on Thursday and killed three sailors.")
    assert row.title == "A Houthi missile hit a tanker and killed three sailors"
    (row,) = reports("Raiders kidnapped 60 villagers in two attacks on Thursday.")
    assert (row.event_type, row.title) == ("capture", "Raiders kidnapped 60 villagers in two attacks")


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        ("The Taliban began their offensive, which they call Dawn, on 3 May 2025.", "2025-05-03", "offensive"),
        ("Iran deployed 200 advisers to Syria that March. ", None, "deployed"),
        ("The port has been calm since 3 May 2025, when Turkey bombed the docks.", "2025-05-03", "bombed"),
        ("The judge was seized and killed on 3 May 2025 in Aleppo.", "2025-05-03", "seized"),
        ("Rebels killed nine men in coordinated attacks across northern Syria on Sunday, medics said on Monday.", "2025-09-07", "killed"),
        ("Turkey had recalled its ambassador on Wednesday after a border guard died.", "2025-09-03", "recalled"),
    ],
)
def test_the_date_of_a_clause_reaches_its_verb(text: str, day: str | None, words: str) -> None:
    found = [r for r in reports(text) if words in r.title.lower()]
    assert found and (day is None or found[0].edtf == day)


def test_another_power_named_further_on_does_not_act_on_the_day_of_the_news() -> None:
    text = "Gunmen kidnapped nine men in Aleppo on Thursday. Two of them were shot. Meanwhile Kenya sent 500 police to the frontier."
    days = {r.event_type: r.edtf for r in reports(text)}
    assert days["capture"] == "2025-09-04"
    assert days["deployment"] == "[..2025-09-08]"


def test_hours_later_are_of_the_same_day() -> None:
    found = reports("Gunmen stormed a hotel in Aleppo on Thursday. Half an hour later soldiers arrested nine people.")
    assert [r.edtf for r in found if r.event_type == "capture"] == ["2025-09-04"]


def test_letters_of_an_armed_group_before_its_fighters_name_it() -> None:
    (row,) = reports("KIA fighters seized a garrison on Sunday.")
    assert row.roles == ("Kachin Independence Army (captor)",)


def test_who_leads_the_rebels_acts_and_whose_flags_they_wave_does_not() -> None:
    (row,) = reports("Rebels led by Hayat Tahrir al-Sham swept into Aleppo on Friday.")
    assert row.actors == ("Hayat Tahrir al-Sham",)
    (row,) = reports("Protesters waving Turkish flags attacked the French embassy on Friday.")
    assert row.roles == ("France (target)",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels swarmed into Tarvik on Thursday.", ("2025-09-04", "battle", "Rebels swarmed into Tarvik")),
        ("Marines waded ashore at Tarvik on Thursday.", ("2025-09-04", "battle", "Marines waded ashore at Tarvik")),
        ("The army beat back an attack on Tarvik on Friday.", ("2025-09-05", "battle", "The army beat back an attack on Tarvik")),
        ("Two dozen insurgents gave themselves up in Belm on Friday.", ("2025-09-05", "battle", "Two dozen insurgents gave themselves up in Belm")),
        ("Officers seized power in Gabon on Sunday.", ("2025-09-07", "battle", "Officers seized power in Gabon")),
        ("Heavy fighting erupted near Belm on Sunday.", ("2025-09-07", "battle", "Heavy fighting erupted near Belm")),
        ("Gunfire shook Belm on Sunday.", ("2025-09-07", "battle", "Gunfire shook Belm")),
        ("Russian jets violated Estonia's airspace on Friday.", ("2025-09-05", "battle", "Russian jets violated Estonia's airspace")),
        ("Bandits waylaid a convoy near Belm on Sunday.", ("2025-09-07", "attack", "Bandits waylaid a convoy near Belm")),
        ("A mortar round landed on a clinic in Belm on Sunday.", ("2025-09-07", "attack", "A mortar round landed on a clinic in Belm")),
        ("Police used tear gas against marchers in Belm on Sunday.", ("2025-09-07", "attack", "Police used tear gas against marchers in Belm")),
        ("Saboteurs derailed a train near Belm on Sunday.", ("2025-09-07", "attack", "Saboteurs derailed a train near Belm")),
        ("Militants took ten fishermen captive near Belm on Sunday.", ("2025-09-07", "capture", "Militants took ten fishermen captive near Belm")),
        ("The minister was placed under house arrest on Sunday.", ("2025-09-07", "capture", "The minister was placed under house arrest")),
        ("The pupils regained their freedom on Sunday.", ("2025-09-07", "release", "The pupils regained their freedom")),
        ("The bodies of six soldiers were returned to Ukraine on Sunday.", ("2025-09-07", "release", "The bodies of six soldiers were returned to Ukraine")),
        ("The last peacekeepers flew home from Belm on Sunday.", ("2025-09-07", "withdrawal", "The last peacekeepers flew home from Belm")),
        ("Uganda flew paratroopers into Juba on Sunday.", ("2025-09-07", "deployment", "Uganda flew paratroopers into Juba")),
        ("The fleet set sail from Belm on Sunday.", ("2025-09-07", "deployment", "The fleet set sail from Belm")),
        ("Thousands sought safety in Belm on Sunday.", ("2025-09-07", "displacement", "Thousands sought safety in Belm")),
        ("Some 600 families left the camp on Sunday.", ("2025-09-07", "displacement", "Some 600 families left the camp")),
        ("Demonstrators thronged the main square of Belm on Sunday.", ("2025-09-07", "protest", "Demonstrators thronged the main square of Belm")),
        ("Youths burned tyres in Belm on Sunday.", ("2025-09-07", "protest", "Youths burned tyres in Belm")),
        ("The guns fell silent in Gaza on Sunday.", ("2025-09-07", "ceasefire", "The guns fell silent in Gaza")),
        ("Turkey supplied drones to Mali on Sunday.", ("2025-09-07", "aid", "Turkey supplied drones to Mali")),
    ],
)
def test_what_those_who_bear_arms_do_and_suffer_makes_one_row(text: str, expected: tuple[str, str, str]) -> None:
    assert [(r.edtf, r.event_type, r.title) for r in reports(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Tourists descended on Oslo on Sunday.",
        "The bank secured a loan on Sunday.",
        "Shares in the company regained ground on Sunday.",
        "Helicopters landed on the roof on Sunday.",
        "The minister declared war on drugs on Sunday.",
        "The striker hammered the ball into the net on Sunday.",
        "The family moved its belongings out of the house on Sunday.",
    ],
)
def test_the_same_verbs_of_others_are_no_deeds_of_war(text: str) -> None:
    assert reports(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Militants set a granary in Tarvik on fire on Tuesday.", ("2025-09-02", "attack", "Militants set a granary in Tarvik on fire")),
        ("Poland shot down drones that entered overnight into Wednesday.", ("[2025-09-02..2025-09-03]", "attack", "Poland shot down drones")),
        ("Rebels let four soldiers go on Sunday.", ("2025-09-07", "release", "Rebels let four soldiers go")),
        ("Police met the marchers with tear gas on Sunday.", ("2025-09-07", "attack", "Police met the marchers with tear gas")),
        ("The defenders gave up Mosul on Sunday.", ("2025-09-07", "battle", "The defenders gave up Mosul")),
    ],
)
def test_the_day_of_a_deed_of_several_words_is_its_own(text: str, expected: tuple[str, str, str]) -> None:
    assert [(r.edtf, r.event_type, r.title) for r in reports(text)] == [expected]


def test_who_comes_under_fire_is_the_target_and_a_ship_is_no_person() -> None:
    (row,) = reports("A UN patrol came under fire near Belm on Friday.")
    assert row.roles == ("United Nations (target)",)
    (row,) = reports("On Friday a torpedo sank the cruiser General Belgrano.")
    assert row.roles == ()


def test_a_treaty_and_a_siege_are_named_for_their_place() -> None:
    (row,) = reports("The Treaty of London ended the quarrel on 30 May 2025.")
    assert (row.event_type, row.roles, row.places) == ("agreement", (), ("London",))
    (row,) = reports("The siege of Sarajevo began on 5 April 2025.")
    assert (row.roles, row.places) == ((), ("Sarajevo",))


def test_what_stands_behind_a_semicolon_is_no_part_of_the_clause_before_it() -> None:
    found = reports("Montenegro declared war on Turkey on 1 September; Serbia and Greece followed two days later.")
    assert found[0].roles == ("Montenegro (party)", "Turkey (party)")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The battle of Tarvik was fought on 4 and 5 May 2025.", "battle"),
        ("Soldiers drove the SDF from Tarvik on Monday.", "battle"),
        ("Soldiers drove half the inhabitants from Tarvik on Monday.", "displacement"),
        ("The president put Tarvik under martial law on Monday.", "sanction"),
        ("Islamic State bore down on Tarvik on Monday.", "battle"),
        ("Bombs fell near Tarvik on Monday.", "attack"),
        ("The truce in Belm fell apart on Monday.", "ceasefire"),
        ("The government ordered troops into Tarvik on Monday.", "deployment"),
        ("Gunmen returned fire in Tarvik on Monday.", "battle"),
        ("Bandits dragged off nine passengers near Tarvik on Monday.", "capture"),
    ],
)
def test_a_deed_has_the_type_that_its_object_gives(text: str, expected: str) -> None:
    assert [r.event_type for r in reports(text)] == [expected]


def test_what_somebody_was_doing_on_a_day_dates_the_attack_on_him() -> None:
    (row,) = reports("A bomb killed two soldiers who were combing the valley on Friday.")
    assert row.edtf == "2025-09-05"


def test_one_deed_told_by_two_verbs_of_one_subject_is_one_row() -> None:
    (row,) = reports("Gunmen burst into a mine in Tarvik on Sunday and sprayed the huts with bullets.")
    assert row.title == "Gunmen burst into a mine in Tarvik and sprayed the huts with bullets"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Villagers held six soldiers captive in Belm on Sunday.", ("2025-09-07", "capture")),
        ("Germany transferred two Patriot systems to Ukraine on Sunday.", ("2025-09-07", "aid")),
        ("Peacekeepers handed over the palace to the army on Sunday.", ("2025-09-07", "withdrawal")),
    ],
)
def test_captives_systems_and_palaces_are_objects_of_their_deeds(text: str, expected: tuple[str, str]) -> None:
    assert [(r.edtf, r.event_type) for r in reports(text)] == [expected]
