"""Sentences become reports: the right type, parts, title and time, and nothing where nothing happened."""

from __future__ import annotations

import pytest

from timeline.events import reports, types
from timeline.extract import extract
from timeline.interval import When
from timeline.mentions import tag
from timeline.records import Article, Report

WRITTEN = When.parse("2024-02-14")  # a Wednesday


def rows(text: str, *, published: When | None = WRITTEN) -> list[Report]:
    article = Article(article_id="a", text=text, published=published)
    mentions = tag(text, published=published.first if published else None, article_id="a")
    return reports(article, mentions=mentions, claims=())[0]


def told(text: str) -> list[tuple[str, str]]:
    return [(r.event_type, r.edtf) for r in rows(text)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Iran attacked a base in Qatar on Monday.", "attack"),
        ("Israel and Hamas agreed to a truce in Cairo on Monday.", "agreement"),
        ("Qatar brokered talks between Israel and Hamas on Monday.", "negotiation"),
        ("Antony Blinken met Benjamin Netanyahu in Jerusalem on Monday.", "meeting"),
        ("Turkey condemned the raid on Monday.", "statement"),
        ("Benjamin Netanyahu threatened Hezbollah on Monday.", "threat"),
        ("Egypt urged Israel on Monday to open the crossing.", "demand"),
        ("Hamas released two hostages on Monday.", "release"),
        ("Iran detained two sailors in Bandar Abbas on Monday.", "capture"),
        ("Jordan delivered food aid to Gaza on Monday.", "aid"),
        ("Russia deployed troops to Syria on Monday.", "deployment"),
        ("Russia withdrew its troops from Kherson on Monday.", "withdrawal"),
    ],
)
def test_a_clause_gets_its_type(text: str, kind: str) -> None:
    assert (kind, "2024-02-12") in told(text)
    assert kind in types()


@pytest.mark.parametrize(
    "text",
    [
        "No agreement was signed in Cairo on Monday.",
        "Israel and Hamas failed to reach an agreement on Monday.",
        "If Israel attacks Iran, oil prices rise.",
        "Qatar may host talks.",
        "The shelves hold books on the wars of Israel and Syria.",
        "Israel strikes Gaza",  # a heading: it has no full stop
    ],
)
def test_what_did_not_happen_makes_no_row_of_something_that_happened(text: str) -> None:
    assert [r for r in rows(text) if r.status == "happened" and r.event_type in ("attack", "agreement", "battle", "ceasefire")] == []


def test_urging_a_ceasefire_is_a_demand_and_no_ceasefire() -> None:
    assert [k for k, _ in told("Egypt urged a ceasefire in Gaza on Monday.")] == ["demand"]


def test_what_will_happen_is_planned() -> None:
    (row,) = rows("Antony Blinken will meet Benjamin Netanyahu in Jerusalem on Friday.")
    assert (row.status, row.edtf) == ("planned", "2024-02-16")


def test_who_acts_on_whom_and_where() -> None:
    (row,) = rows("On Monday Iran attacked Israel from Syria.")
    assert row.roles == ("Iran (attacker)", "Israel (target)")
    (row,) = rows("Israeli aircraft bombed Hezbollah in Beirut on Monday.")
    assert (row.roles, row.places) == (("Israel (attacker)", "Hezbollah (target)"), ("Beirut",))


def test_a_person_in_no_table_is_found_by_title_and_kept_as_written() -> None:
    (row,) = rows("Foreign Minister Ana Novak condemned the raid on Monday.")
    assert row.roles == ("Ana Novak (speaker)",)


def test_in_the_passive_by_names_who_did_it() -> None:
    (row,) = rows("Two hostages were released by Hamas on Monday.")
    assert row.roles == ("Hamas (releaser)",)


def test_a_verb_that_shares_its_subject_shares_who_acts_and_when() -> None:
    first, second = rows("Egypt hosted talks with Hamas in Cairo on Monday and condemned the blockade.")
    assert (second.event_type, second.roles, second.edtf) == ("statement", ("Egypt (speaker)",), "2024-02-12")
    assert first.event_type == "negotiation"


def test_a_mediation_is_evidence_of_the_truce_that_it_led_to() -> None:
    text = "Qatar’s mediation, alongside Egypt, resulted in a truce in Gaza that lasted from November 24 to December 1. "
    (truce,) = rows(text)
    assert (truce.event_type, truce.edtf) == ("ceasefire", "2023-11-24/2023-12-01")
    assert truce.roles == ("Qatar (mediator)", "Egypt (mediator)")


def test_a_release_during_a_truce_inherits_its_days_and_mediators() -> None:
    text = ("Qatar’s mediation resulted in a truce in Gaza that lasted from November 24 to December 1. "
            "The pause saw the release of 40 Israeli captives.")  # fmt: skip
    _, release = rows(text)
    assert (release.event_type, release.edtf) == ("release", "[2023-11-24..2023-12-01]")
    assert "Qatar (mediator)" in release.roles
    assert "mediated by Qatar" in release.reason


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("However, on Monday Israel bombed a brutal militia near Rafah, officials said.", "Israel bombed a militia near Rafah"),
        ("CAIRO, Feb. 14 (Press) - Hamas released two hostages on Monday.", "Hamas released two hostages"),
        ("Egypt, which shares the border, condemned the raid on Monday.", "Egypt condemned the raid"),
        ("Qatar will keep its envoys there, Majed al-Ansari said on Monday.", "Majed al-Ansari said Qatar will keep its envoys there"),
        ("In Cairo on Monday, Hamas released two hostages.", "Hamas released two hostages"),
    ],
)
def test_a_title_is_a_short_clause_without_date_connective_or_judgement(text: str, title: str) -> None:
    assert title in [r.title for r in rows(text)]


def test_a_pronoun_gives_way_to_the_name_it_stands_for() -> None:
    titles = [r.title for r in rows("Antony Blinken met Hamas leaders in Cairo on Monday. He condemned the siege on Tuesday.")]
    assert titles[-1] == "Antony Blinken condemned the siege"


def test_contested_nouns_stand_quoted() -> None:
    (row,) = rows("Turkey condemned the genocide on Monday.")
    assert row.title == "Turkey condemned the “genocide”"


def test_no_title_is_longer_than_120_characters() -> None:
    text = "Egypt condemned on Monday " + ", ".join(f"the raid on the town of Number {n}" for n in range(40)) + "."
    assert all(len(r.title) <= 120 for r in rows(text))


def test_news_without_a_day_is_on_or_before_publication() -> None:
    (row,) = rows("Israeli aircraft bombed Hezbollah in Beirut.")
    assert (row.edtf, row.extent, row.precision) == ("[..2024-02-14]", "on_or_before", "bound")


def test_an_event_that_nothing_dates_keeps_a_stated_problem() -> None:
    (row,) = rows("Israeli aircraft bombed Hezbollah in Beirut.", published=None)
    assert (row.edtf, row.extent, row.date_basis) == ("", "none", "none")
    assert row.problem == "nothing dates it: the publication day is unknown"


def test_what_a_saying_tells_as_past_lies_on_or_before_its_day() -> None:
    found = dict(told("Israel has bombed Hezbollah in Beirut, Lebanon said on Monday."))
    assert found == {"attack": "[..2024-02-12]", "statement": "2024-02-12"}


def test_a_reference_event_dates_a_telling_without_a_day() -> None:
    (row,) = rows("Iran targeted the Al Udeid airbase in Qatar.", published=When.parse("2025-09-30"))
    assert (row.edtf, row.date_basis, row.rule) == ("2025-06-23", "reference", "reference event")


def test_every_report_has_evidence_with_its_sentence_and_date() -> None:
    text = "Rain fell. Iran attacked a base in Qatar on Monday, Turkey said."
    found = extract(Article(article_id="a", text=text, published=WRITTEN))
    attack = next(r for r in found.reports if r.event_type == "attack")
    (proof,) = (e for e in found.evidence if e.report_id == attack.report_id)
    assert text[proof.char_start : proof.char_end] == proof.sentence == "Iran attacked a base in Qatar on Monday, Turkey said."
    assert proof.attribution == "Turkey"
    assert proof.mention_id in {m.mention_id for m in found.mentions}


def test_a_toll_belongs_to_the_attack_of_its_sentence_and_a_period_toll_does_not() -> None:
    text = "An Israeli strike killed nine people in Rafah on Monday. More than 28,000 people have been killed in Gaza since October 7."
    found = extract(Article(article_id="a", text=text, published=WRITTEN))
    strike = next(r for r in found.reports if r.edtf == "2024-02-12")
    by_count = {c.count or c.low: c.event_id for c in found.claims}
    assert by_count == {9: strike.report_id, 28000: None}


def test_the_same_article_gives_the_same_rows() -> None:
    article = Article(article_id="a", text="Iran attacked a base in Qatar on Monday. Egypt condemned it.", published=WRITTEN)
    assert extract(article) == extract(article)


@pytest.mark.parametrize("text", ["", "\n\n", "“", ".", "a" * 5000, "Israel " * 300 + ".", "He said that he said that he said that.", "İ said İ on Monday."])
def test_odd_text_breaks_nothing(text: str) -> None:
    assert isinstance(rows(text), list)


@pytest.mark.parametrize(
    ("text", "kind", "title"),
    [
        ("Envoys met in Vienna on Monday.", "meeting", "Envoys met in Vienna"),
        ("On Monday the rebels let go forty hostages.", "release", "The rebels let go forty hostages"),
        ("Four hostages came home on Monday.", "release", "Four hostages came home"),
        ("VIENNA, February 14 (Reuters) - Iran had attacked a base in Iraq on Monday.", "attack", "Iran attacked a base in Iraq"),
        ("Iran, which denies everything, attacked a base in Iraq on Monday.", "attack", "Iran attacked a base in Iraq"),
    ],
)
def test_common_nouns_act_and_titles_are_plain_past_without_datelines(text: str, kind: str, title: str) -> None:
    assert [(r.event_type, r.edtf, r.title) for r in rows(text)] == [(kind, "2024-02-12", title)]


def test_they_are_the_two_who_acted_last() -> None:
    _, second = rows("Iran and Oman signed a pact in Muscat on Monday. They will meet in Tehran on Friday.")
    assert (second.status, second.actors) == ("planned", ("Iran", "Oman"))


def test_a_war_that_lasts_has_its_known_first_day_and_no_day_of_the_news() -> None:
    text = "On Monday envoys met in Cairo. For two years nearly, since the war in Gaza began, Qatar has led the talks."
    war = next(r for r in rows(text, published=When.parse("2025-09-16")) if r.event_type == "battle")
    assert (war.edtf, war.title, war.places, war.reference) == ("2023-10-07/..", "War in Gaza", ("Gaza Strip",), "hamas-attack")


def test_a_war_with_dates_of_its_own_keeps_them() -> None:
    (war,) = (r for r in rows("The war in Gaza has killed more than 46,000 people since October 2023.") if r.event_type == "battle")
    assert (war.edtf, war.reference) == ("2023-10/..", "hamas-attack")


def test_nobody_is_added_to_an_attack_that_names_no_doer() -> None:
    (attack,) = rows("The attack on Israel of October 7 began at dawn.", published=When.parse("2024-02-14"))
    assert (attack.roles, attack.reference) == (("Israel (target)",), "hamas-attack")


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Two nurses were killed on Monday when Russian drones hit a clinic.", ("Russia (attacker)",)),
        ("Hamas handed nine hostages to the Red Cross on Monday.", ("Hamas (releaser)", "International Committee of the Red Cross (recipient)")),
        ("American aircraft bombed two ports in Yemen on Monday on Israel's behalf.", ("United States (attacker)",)),
        ("On Monday strikes killed nine Palestinians, by the count of the Gaza Civil Defence.", ("Palestine (target)",)),
        ("The two sides exchanged fifty prisoners on Monday with Oman as mediator.", ("Oman (mediator)",)),
        ("Some 90 people were carried off in the Hamas attack on Monday.", ("Hamas (captor)",)),
    ],
)
def test_who_strikes_receives_mediates_or_only_counts(text: str, roles: tuple[str, ...]) -> None:
    assert rows(text)[0].roles == roles


def test_who_counts_the_dead_did_not_kill_them() -> None:
    assert not [r for r in rows("The United Nations mission counts 37 civilians killed and 425 wounded on Monday.") if r.roles]


def test_an_accident_is_no_attack() -> None:
    (crash,) = rows("Two ministers of Iran were killed on Monday in the crash of their helicopter.")
    assert crash.event_type == "other"


def test_people_who_were_jailed_somewhere_jailed_nobody() -> None:
    (freed,) = rows("Five Americans jailed in Iran were freed on Monday.")
    assert (freed.event_type, freed.title) == ("release", "Five Americans jailed in Iran were freed")


def test_the_title_of_what_somebody_announced_leaves_the_announcement_out() -> None:
    agreed = next(r for r in rows("Iran and Oman agreed to a truce in Muscat, Qatar said on Monday.") if r.event_type == "agreement")
    assert agreed.title == "Iran and Oman agreed to a truce in Muscat"


@pytest.mark.parametrize(
    ("text", "kind", "roles"),
    [
        ("A suicide bomber blew himself up in Kirkuk on Monday.", "attack", ()),
        ("Iranian bombs fell on Aden on Monday.", "attack", ("Iran (attacker)",)),
        ("The African Union suspended Niger on Monday.", "sanction", ("African Union (imposer)", "Niger (target)")),
        ("Egypt suspended its talks with Ethiopia on Monday.", "negotiation", ("Egypt (party)", "Ethiopia (party)")),
        ("Spain recognised Palestine on Monday.", "other", ("Spain (agent)", "Palestine (object)")),
        ("Hundreds of migrants arrived in Lampedusa on Monday.", "displacement", ()),
        ("A convoy of nine trucks crossed into Sudan on Monday.", "aid", ()),
        ("Ashraf Ghani fled Kabul on Monday.", "displacement", ("Ashraf Ghani (displaced)",)),
        ("The guard overthrew Mohamed Bazoum on Monday.", "election", ("Mohamed Bazoum (removed)",)),
        ("The rebels laid siege to El Fasher on Monday.", "battle", ()),
    ],
)
def test_what_wars_and_envoys_do_gets_its_type_and_parts(text: str, kind: str, roles: tuple[str, ...]) -> None:
    assert [(r.event_type, r.edtf, r.roles) for r in rows(text)] == [(kind, "2024-02-12", roles)]


def test_a_word_of_judgement_in_a_name_stays_in_the_title() -> None:
    (warrant,) = rows("The International Criminal Court issued an arrest warrant for Vladimir Putin on Monday.")
    assert warrant.title == "The International Criminal Court issued an arrest warrant for Vladimir Putin"


def test_troops_who_leave_withdraw_and_rounds_of_talks_have_parties() -> None:
    left, talked = rows("The last French troops left Niger on Monday. Iran and Iraq held a third round of border talks in Basra on Monday, with Oman mediating.")
    assert (left.event_type, left.roles) == ("withdrawal", ("France (withdrawer)", "Niger (object)"))
    assert (talked.event_type, talked.roles) == ("negotiation", ("Oman (mediator)", "Iran (party)", "Iraq (party)"))


def test_the_count_that_opens_a_sentence_stays_in_its_title() -> None:
    (struck,) = rows("At least 20 people, including five nurses, were killed in a strike on Aden on Monday.")
    assert struck.title == "At least 20 people, including five nurses, were killed in a strike on Aden"


def test_an_army_that_kills_in_a_town_acts() -> None:
    (killed,) = rows("Syrian forces killed at least 12 men in Homs on Monday.")
    assert killed.roles == ("Syria (attacker)",)


def test_what_is_planned_for_a_day_is_a_planned_row_of_that_day() -> None:
    for text in ("The next exchange of prisoners is planned for Saturday.", "Families of the hostages wait for the next exchange, which is planned for Saturday."):
        (row,) = rows(text)
        assert (row.event_type, row.edtf, row.status) == ("release", "2024-02-17", "planned")


def test_a_pronoun_may_part_a_verb_from_its_particle() -> None:
    assert [(r.event_type, r.actors) for r in rows("Hamas turned it down on Monday.")] == [("statement", ("Hamas",))]


def test_the_subject_of_an_after_clause_acts() -> None:
    (invasion,) = rows("The families lost touch after Russia invaded Ukraine in February 2022.")
    assert invasion.roles == ("Russia (party)", "Ukraine (party)")


def test_the_perfect_gives_no_day_of_its_own() -> None:
    (row,) = rows("The Arab League has suspended Syria and set it a deadline.")
    assert row.edtf == "[..2024-02-14]"


def test_exchanges_without_prisoners_release_nobody() -> None:
    assert not [r for r in rows("Diplomatic exchanges between Oman and China took place on Monday.") if r.event_type == "release"]


def test_whom_something_was_told_to_is_not_in_its_title() -> None:
    (row,) = (r for r in rows("A senator told a local paper the United States invaded Iraq on Monday.") if r.event_type == "battle")
    assert row.title == "The United States invaded Iraq"


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("An envoy told reporters on Tuesday that Iran had attacked a base in Iraq.", "[..2024-02-13]"),
        ("Prices rose on Tuesday, a day after Iran attacked a base in Iraq.", "2024-02-12"),
        ("Monday's strike on the station of Homs killed nine people, the governor said on Tuesday.", "2024-02-12"),
    ],
)
def test_an_attack_told_beside_another_day_keeps_its_own(text: str, edtf: str) -> None:
    assert next(r for r in rows(text) if r.event_type == "attack").edtf == edtf


def test_only_what_is_of_war_hits() -> None:
    (shelled,) = rows("Inflation hit nine percent in Sudan on Monday. A shell hit a school in Homs on Monday.")
    assert (shelled.event_type, shelled.title) == ("attack", "A shell hit a school in Homs")
