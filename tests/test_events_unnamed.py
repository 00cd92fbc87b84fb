"""Events that nobody of the gazetteer is the subject of: arms strike, gunmen kill, and "the group" was named before."""

import pytest

from timeline.attachment import Clauses
from timeline.clauses import Words
from timeline.events.subjects import subject_before
from timeline.extract import extract
from timeline.interval import When
from timeline.records import Article


def rows(text: str) -> list[tuple[str, str, str, tuple[str, ...]]]:
    """Day, type, title and roles of each row, published on Monday 8 September 2025."""
    article = Article(article_id="a", text=text, published=When.parse("2025-09-08"))
    return [(r.edtf or "", r.event_type, r.title, r.roles) for r in extract(article).reports]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Nineteen people died when a shell hit a bakery in Omdurman late on Thursday, medics said.",
            ("2025-09-04", "attack", "A shell hit a bakery in Omdurman", ()),
        ),
        (
            "A couple were killed on Friday when their house was hit, the governor said.",
            ("2025-09-05", "attack", "A couple were killed when their house was hit", ()),
        ),
        (
            "Nine villagers were shot dead by gunmen near Jos on Sunday, police said.",
            ("2025-09-07", "attack", "Nine villagers were shot dead by gunmen near Jos", ()),
        ),
        (
            "A missile fired by the Houthis wounded two guards in Eilat on Saturday.",
            ("2025-09-06", "attack", "A missile fired by the Houthis wounded two guards in Eilat", ("Houthis (attacker)",)),
        ),
        (
            "Iran launched 40 drones and six missiles at Israel on Wednesday.",
            ("2025-09-03", "attack", "Iran launched 40 drones and six missiles at Israel", ("Iran (attacker)", "Israel (target)")),
        ),
    ],
)  # fmt: skip
def test_what_arms_do_is_an_attack_though_nobody_is_named(text: str, expected: tuple[str, str, str, tuple[str, ...]]) -> None:
    assert [row for row in rows(text) if row[1] == "attack"] == [expected]


def test_a_launch_without_arms_is_no_attack() -> None:
    assert [row for row in rows("India launched a satellite on Monday.") if row[1] == "attack"] == []


def test_the_group_is_the_armed_group_told_of_last_and_the_title_names_it() -> None:
    told = rows("The Houthis denied the charge. Since March the group has attacked nine ships in the Red Sea.")
    assert told[-1] == ("2025-03/..", "attack", "The group (Houthis) has attacked nine ships in the Red Sea", ("Houthis (attacker)",))


def test_the_group_stays_unnamed_where_two_groups_could_be_meant() -> None:
    told = rows("Hamas and Hezbollah met in Beirut on Friday. On Saturday the group attacked a convoy near Tyre.")
    assert [roles for day, _, _, roles in told if day == "2025-09-06"] == [()]


def test_who_only_says_it_takes_no_part_in_it() -> None:
    told = rows("The air force of Ukraine said Russia had launched 90 drones overnight.")
    assert [roles for _, kind, _, roles in told if kind == "attack"] == [("Russia (attacker)",)]


def test_who_gives_the_figures_is_not_who_was_displaced() -> None:
    told = rows("The war in Sudan has displaced 12 million people since April 2023, according to the United Nations.")
    assert all("United Nations" not in role for _, _, _, roles in told for role in roles)


def test_last_before_a_verb_says_when() -> None:
    assert rows("The two sides last held direct talks in Istanbul in July.")[0][:2] == ("2025-07", "negotiation")


def test_who_hosts_a_visitor_meets_him() -> None:
    (row,) = rows("The summit came after Emmanuel Macron hosted Friedrich Merz in Paris on Aug. 29.")
    assert row[:2] == ("2025-08-29", "meeting") and {"Emmanuel Macron (participant)", "Friedrich Merz (participant)"} <= set(row[3])


def test_a_title_tells_what_the_strikes_hit_and_not_who_says_so() -> None:
    titles = [title for _, kind, title, _ in rows("Moscow rejected the charge, saying the strikes hit a drone plant.") if kind == "attack"]
    assert titles == ["The strikes hit a drone plant"]


def test_a_title_does_not_end_in_the_measure_of_another_event() -> None:
    told = rows("Israel struck the port of Hodeidah on Saturday, a day after a drone hit Tel Aviv.")
    assert [(day, title) for day, _, title, _ in told] == [
        ("2025-09-06", "Israel struck the port of Hodeidah"),
        ("2025-09-05", "A drone hit Tel Aviv"),
    ]


def test_who_blames_is_told_with_whom_not_with_what_was_said_before() -> None:
    told = rows("The network said 55 people were hurt, and blamed the army of Sudan.")
    assert all("blamed the network said" not in title.lower() for _, _, title, _ in told)


def test_the_harm_and_the_strike_that_did_it_are_one_event() -> None:
    (row,) = rows("Six nurses were killed on Friday when a rocket of the Houthis hit a clinic in Taiz.")
    assert row[0] == "2025-09-05" and row[2] == "Six nurses were killed when a rocket of the Houthis hit a clinic in Taiz"


def test_an_adjective_in_a_phrase_of_place_does_not_act() -> None:
    (row,) = rows("A bombing at a mosque in the Afghan capital killed 20 people on Thursday.")
    assert row[3] == () and row[2].startswith("A bombing at a mosque")


def test_who_brokers_or_is_only_based_somewhere_is_no_party() -> None:
    (row,) = rows("A UN-brokered truce between the Houthis and the government took effect on 2 April 2022.")
    assert "United Nations (mediator)" in row[3] and "United Nations (party)" not in row[3]
    told = rows("The Britain-based Syrian Observatory for Human Rights said on Monday that shells had hit Hama.")
    assert all("United Kingdom" not in role for _, _, _, roles in told for role in roles)


def test_the_subject_behind_said_is_whom_it_happened_to() -> None:
    told = rows("The Syrian Observatory for Human Rights said 80 people, including nine women, had been killed on Sunday.")
    assert [title for _, kind, title, _ in told if kind == "attack"] == ["80 people were killed"]


def test_a_list_of_names_is_not_cut_at_its_last_and() -> None:
    told = rows("Crowds attacked the embassies of France, Rwanda, Belgium and Uganda on Friday and set fire to tyres.")
    assert [title for _, _, title, _ in told] == ["Crowds attacked the embassies of France, Rwanda, Belgium and Uganda"]


def test_a_verb_after_and_shares_has_with_the_one_before() -> None:
    told = rows("The fighting broke out in Khartoum in April 2023 and has killed dozens and displaced some 12 million.")
    assert [day for day, kind, _, _ in told if kind == "displacement"] == ["[..2025-09-08]"]


def test_a_week_earlier_is_no_week_of_a_year() -> None:
    text = "A bomb hit a mosque in Kabul on Wednesday. The Taliban took the city four years ago. A week earlier, a bomber killed a cleric in Kabul."
    days = [day for day, kind, _, _ in rows(text) if kind == "attack"]
    assert days == ["2025-09-03", "[2025-08-25..2025-08-31]"]


def test_a_dateline_is_no_part_of_a_title() -> None:
    (row,) = [r for r in rows("KABUL: A blast hit a mosque in Herat on Friday, the governor said.") if r[1] == "attack"]
    assert row[2] == "A blast hit a mosque in Herat"


def test_failed_talks_were_held() -> None:
    assert [(day, kind) for day, kind, _, _ in rows("Angola hosted failed talks between Congo and Rwanda on Sept. 1.")] == [("2025-09-01", "negotiation")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Chad's leader, Mahamat Deby, travelled to Niamey on Sunday and met Mohamed Bazoum.",
            [("2025-09-07", "Chad's leader, Mahamat Deby, travelled to Niamey"), ("2025-09-07", "Chad's leader, Mahamat Deby met Mohamed Bazoum")],
        ),
        (
            "The Karen National Union had earlier overrun an army post near Mae Sot.",
            [("[..2025-09-07]", "The Karen National Union had earlier overrun an army post near Mae Sot")],
        ),
        (
            "It was the worst day since the army overthrew the government of Aung San Suu Kyi on 1 February 2021.",
            [("2021-02-01", "The army overthrew the government of Aung San Suu Kyi")],
        ),
        ("The junta accused Paris of plotting a strike.", [("[..2025-09-08]", "The junta accused Paris of plotting a strike")]),
        (
            "The armed wing of Hamas said it had handed 13 Israelis to the Red Cross.",
            [("[..2025-09-07]", "Hamas handed 13 Israelis to the Red Cross")],
        ),
        (
            "A truce of the same length had been rejected by Israel on 3 May 2024.",
            [("2024-05-03", "A truce of the same length was rejected by Israel")],
        ),
        (
            "Hamas released 13 Israelis on Friday on the first day of a four-day truce.",
            [("2025-09-05", "Hamas released 13 Israelis on the first day of a four-day truce")],
        ),
    ],
)  # fmt: skip
def test_day_and_title_of_what_news_tells(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(day, title) for day, _, title, _ in rows(text)] == expected


def test_who_is_overthrown_is_removed_and_not_chosen() -> None:
    (row,) = rows("Soldiers ousted President Mohamed Bazoum on Wednesday.")
    assert row[3] == ("Mohamed Bazoum (removed)",)


def test_what_was_due_lies_ahead() -> None:
    article = Article(article_id="a", text="The UN Security Council was due to hold an emergency meeting later on Tuesday.", published=When.parse("2024-12-03"))
    assert [r.status for r in extract(article).reports if r.status != "planned"] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "On 3 March 2014 the Front launched an offensive on Kirkuk, seized the airfield and shelled the garrison.",
            [
                ("2014-03-03", "The Front launched an offensive on Kirkuk"),
                ("2014-03-03", "The Front seized the airfield"),
                ("2014-03-03", "The Front shelled the garrison"),
            ],
        ),
        (
            "Talks are due soon, but President Ashraf Ghani on Sunday rejected a demand of the Taliban.",
            [("2025-09-07", "President Ashraf Ghani rejected a demand of the Taliban")],
        ),
        (
            "An air strike on a camp for displaced people in Dedebit killed 56 in January.",
            [("2025-01", "An air strike on a camp for displaced people in Dedebit killed 56")],
        ),
        (
            "Police clashed with students in Tehran late on Sunday as a protest over new rules of dress entered a third week.",
            [("2025-09-07", "Police clashed with students in Tehran")],
        ),
        (
            "The army lifted its curfew on Monday and a bomb at a football match in Khost killed three brothers.",
            [("2025-09-08", "The army lifted its curfew"), ("2025-09-08", "A bomb at a football match in Khost killed three brothers")],
        ),
        ("Ali Khamenei, 86, died on Sunday.", [("2025-09-07", "Ali Khamenei, 86, died")]),
    ],
)  # fmt: skip
def test_day_and_title_where_clauses_share_them(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(day, title) for day, _, title, _ in rows(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The head of the CIA, William Burns, held talks in Paris on Sunday with the prime minister of Qatar.",
            ("2025-09-07", "negotiation", "The head of the CIA, William Burns, held talks in Paris with the prime minister of Qatar"),
        ),
        (
            "The United States, Britain, Germany and at least six other countries have suspended aid to Niger since Friday.",
            ("2025-09-05/..", "sanction", "The United States, Britain, Germany and at least six other countries have suspended aid to Niger"),
        ),
        (
            "Israel accused twelve men on Friday of taking part in the October 7 attack.",
            ("2025-09-05", "statement", "Israel accused twelve men of taking part in the October 7 attack"),
        ),
        ("The swap was agreed on August 10.", ("2025-08-10", "agreement", "The swap was agreed")),
        ("Israel told the people of Rafah on Monday to leave.", ("2025-09-08", "demand", "Israel told the people of Rafah to leave")),
    ],
)  # fmt: skip
def test_the_first_row_of_what_envoys_do(text: str, expected: tuple[str, str, str]) -> None:
    assert rows(text)[0][:3] == expected


def test_soldiers_who_are_killed_did_not_do_it() -> None:
    (row,) = rows("Three American soldiers were killed in a drone attack on a base in Jordan on Sunday.")
    assert row[3] == ("United States (target)",)


def test_what_somebody_commits_himself_to_open_has_not_been_opened() -> None:
    text = "The two sides committed to a ceasefire and to opening direct negotiations by 8 October."
    article = Article(article_id="a", text=text, published=When.parse("2025-09-08"))
    assert [r.status for r in extract(article).reports if r.status == "happened" and r.event_type == "negotiation"] == []


def test_a_date_of_what_had_been_before_does_not_date_the_news_after_it() -> None:
    text = "Congo and the M23 signed an accord in Doha on Sunday. On 27 June the ministers of Congo and Rwanda had signed another in Washington. Emmanuel Macron hailed the accord."
    assert [day for day, _, title, _ in rows(text) if "hailed" in title] == ["[..2025-09-08]"]


def test_captives_who_fly_out_are_released() -> None:
    (row,) = [r for r in rows("Five Americans detained for years in Iran flew out of Tehran on Friday on a Qatari jet.") if r[1] == "release"]
    assert (row[0], row[3]) == ("2025-09-05", ("United States (released)",))


def test_who_brings_two_together_holds_a_meeting() -> None:
    (row,) = rows("Qatar brought Felix Tshisekedi and Paul Kagame together in Doha on 18 March.")
    assert row[:2] == ("2025-03-18", "meeting")


def test_an_army_without_a_name_is_told_by_its_words() -> None:
    assert [r[2] for r in rows("The army said on Friday it had killed 20 militants in raids near the border.")] == ["The army killed 20 militants in raids near the border"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "In April, after a raid on its consulate had killed seven officers, Iran launched 300 drones.",
            [("2025-04", "Iran launched 300 drones")],
        ),
        (
            "West Bank: On 8 September, Israeli forces shot and killed a man in Jenin.",
            [("2025-09-08", "Israeli forces killed a man in Jenin")],
        ),
        (
            "Emmanuel Macron wrote on Friday that the strikes were an act of war and urged the Security Council to act.",
            [("[..2025-09-08]", "Emmanuel Macron urged the Security Council to act")],
        ),
    ],
)  # fmt: skip
def test_whose_a_fronted_date_a_label_and_a_second_verb_are(text: str, expected: list[tuple[str, str]]) -> None:
    found = [(day, title) for day, _, title, _ in rows(text)]
    assert all(row in found for row in expected) and not any(title.startswith(("On ", "West")) for _, title in found)


def test_a_clause_that_tells_only_its_day_before_its_verb_lends_no_subject() -> None:
    clauses = Clauses(Words("On 3 May 2019, fled and robbed a miller."))
    robbed = clauses.words.index("robbed")
    assert subject_before(clauses, clauses.segment[robbed], dates=[(0, 3)]) is None
    clauses = Clauses(Words("On 3 May 2019, suspected herders killed and robbed a miller."))
    robbed = clauses.words.index("robbed")
    assert [clauses.words.raw[j] for j in subject_before(clauses, clauses.segment[robbed], dates=[(0, 3)]) or ()] == ["suspected", "herders"]
