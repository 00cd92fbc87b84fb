"""Diplomacy's own events: what a verb tells only with its object, what comes into force, who takes part."""

import pytest

from timeline.events.finding import found_in
from timeline.events.lexicon import triggers
from timeline.extract import extract
from timeline.interval import When
from timeline.records import Article

Row = tuple[str, str, str, tuple[str, ...]]


def rows(text: str) -> list[Row]:
    """Day, type, title and roles of each row, published on Monday 8 September 2025."""
    article = Article(article_id="a", text=text, published=When.parse("2025-09-08"))
    return [(r.edtf or "", r.event_type, r.title, r.roles) for r in extract(article).reports]


@pytest.mark.parametrize(
    ("text", "day", "kind"),
    [
        ("Chad recalled its ambassador from Khartoum on Friday.", "2025-09-05", "sanction"),
        ("The Chadian ambassador was recalled from Khartoum on Friday.", "2025-09-05", "sanction"),
        ("Switzerland froze the bank accounts of the ousted leader of Gabon on Friday.", "2025-09-05", "sanction"),
        ("Belgium eased its restrictions on trade with Burundi in July.", "2025-07", "sanction"),
        ("Nepal and Bhutan initialled a draft treaty on 2 September.", "2025-09-02", "agreement"),
        ("The king of Jordan chaired an urgent session on Thursday.", "2025-09-04", "meeting"),
        ("Kuwait submitted a new draft to the envoys of Iran on Sunday.", "2025-09-07", "negotiation"),
        ("Uruguay offered on Wednesday to mediate between Peru and Ecuador.", "2025-09-03", "negotiation"),
        ("Malawi called snap elections on Tuesday.", "2025-09-02", "election"),
        ("Ghana pledged a further 40 million dollars on Thursday.", "2025-09-04", "aid"),
        ("Cuba granted asylum to the deposed leader on Saturday.", "2025-09-06", "other"),
        ("Peru declared three days of mourning on Saturday.", "2025-09-06", "other"),
        ("Poland gave the envoys of Belarus 48 hours to leave on Monday.", "2025-09-08", "demand"),
    ],
)  # fmt: skip
def test_a_verb_tells_an_event_with_its_object(text: str, day: str, kind: str) -> None:
    assert (day, kind) in [row[:2] for row in rows(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Chad recalled the bitter winter of the year before.",
        "Belgium eased into the lead on Friday.",
        "Peru gave its best game of the month on Saturday.",
        "Ghana signed two strikers on Thursday.",
    ],
)
def test_without_its_object_the_verb_tells_none(text: str) -> None:
    assert [row for row in rows(text) if row[1] in ("sanction", "demand")] == []


def test_an_auxiliary_is_no_verb_with_an_object() -> None:
    lower = ["oman", "has", "suspended", "its", "mediation", "."]
    assert next((i, kind.base) for i, kind in found_in(lower, triggers())) == (2, "suspend its mediation")


def test_what_comes_into_force_has_the_type_of_what_was_agreed() -> None:
    told = rows("Mali and Niger signed a ceasefire in Lomé on Sunday. It comes into force on Wednesday.")
    assert ("2025-09-10", "ceasefire", "The ceasefire comes into force") in [row[:3] for row in told]


def test_a_treaty_that_will_take_effect_is_planned() -> None:
    assert [row[:3] for row in rows("The fisheries treaty enters into force on 1 October.")] == [("2025-10-01", "agreement", "The fisheries treaty enters into force")]


def people(text: str) -> set[str]:
    return {role for row in rows(text) for role in row[3]}


def test_people_of_no_table_take_part_by_role_verb_or_company() -> None:
    assert people("The Fijian envoy Tomasi Vuna met Lagi Taule and Petelo Sami in Suva on Friday.") == {
        "Tomasi Vuna (participant)", "Lagi Taule (participant)", "Petelo Sami (participant)"}  # fmt: skip
    assert "Ravu Kolo (signatory)" in people("The pact was signed on Friday by Ravu Kolo, head of the coast guard of Fiji.")


def test_who_was_named_in_full_is_known_by_his_last_name() -> None:
    told = rows("Police arrested the reporter Ilse Brandvik in Minsk on 3 September. On Friday a court sentenced Brandvik to nine years.")
    assert told[-1][:2] == ("2025-09-05", "sanction") and "Ilse Brandvik (target)" in told[-1][3]


def test_capitals_alone_are_no_person() -> None:
    assert people("Fiji recalled its ambassador from Port Moresby on Friday.") == {"Fiji (imposer)", "Papua New Guinea (target)"}
    assert all("Coral" not in role for role in people("Fiji and Tonga signed the Coral Reef Charter on Friday."))


def test_two_people_of_one_name_are_not_known_by_it() -> None:
    told = rows("The minister Ana Kolo met the judge Petra Kolo in Suva on 3 September. On Friday Kolo visited Tonga.")
    assert all("Kolo" not in role for role in told[-1][3] if told[-1][0] == "2025-09-05")


@pytest.mark.parametrize("text", ["Neither side withdrew its troops on Friday.", "No country recognised the junta of Gabon in 2024.", "None of the rebels of M23 signed the accord on Friday."])
def test_what_nobody_did_makes_no_row(text: str) -> None:
    assert rows(text) == []


def test_no_fewer_than_is_somebody() -> None:
    assert [row[1] for row in rows("No fewer than 40 states recognised the government of Chad on Friday.")] == ["other"]


def test_the_two_leaders_are_those_who_acted_last() -> None:
    told = rows("Kenya and Uganda opened talks in Kampala on Friday. The two countries signed a roadmap on Sunday.")
    assert {"Kenya (signatory)", "Uganda (signatory)"} <= set(told[-1][3])


def test_what_another_verb_acts_on_takes_no_part() -> None:
    assert people("Kenya asked Uganda on Friday to release nine sailors of Tanzania.") == {"Kenya (speaker)", "Uganda (addressee)"}


def test_whose_envoy_he_is_does_not_travel() -> None:
    assert people("Ilse Brandvik, Emmanuel Macron's envoy, flew to Beirut on Friday.") == {"Ilse Brandvik (participant)"}


def test_what_is_said_after_a_look_back_is_of_the_news_again() -> None:
    told = rows("Chad suspended the accord on Friday. Paris had signed it in Ndjamena. French troops entered Chad on 11 January 2013. Cameroon praised the step.")
    assert told[-1][:2] == ("[..2025-09-08]", "statement")


def test_who_arrives_by_train_is_no_participle() -> None:
    assert rows("The Serbian president arrived by special train on Friday morning at Vienna station.")[0][:2] == ("2025-09-05", "meeting")


def test_the_object_that_names_the_event_lends_its_verb_the_day() -> None:
    told = rows("US Secretary of State Antony Blinken wrapped up a visit to Riga on Friday.")
    assert ("2025-09-05", "meeting") in [row[:2] for row in told] and "Antony Blinken (participant)" in people("US Secretary of State Antony Blinken wrapped up a visit to Riga on Friday.")


def test_he_is_the_person_by_whom_the_sentence_before_opens() -> None:
    told = rows("US Secretary of State Antony Blinken spent two days in Riga. On Friday he met the foreign minister of Latvia.")
    assert "Antony Blinken (participant)" in told[-1][3]


def test_a_list_of_states_with_capitals_is_no_headline() -> None:
    assert {"Japan (speaker)", "South Korea (speaker)", "United States (speaker)"} <= people(
        "Leaders of the United States, Japan and South Korea pledged at Camp David on Friday to consult each other.")  # fmt: skip


def test_who_is_asked_by_a_common_noun_is_asked() -> None:
    assert [row[1] for row in rows("Manila has asked the sultanate to mediate.")] == ["demand"]
    assert [row for row in rows("Kenya Airways ordered up to 20 jets on Friday.") if row[1] == "demand"] == []


def test_a_place_that_opens_the_sentence_before_is_not_it() -> None:
    told = rows("Meeting in Abuja on Friday, the ECOWAS demanded the release of the president. It suspended Niger on Saturday.")
    assert "Nigeria (imposer)" not in told[-1][3]


@pytest.mark.parametrize(
    ("text", "day", "kind"),
    [
        ("Latvia's Evika Silina took up her duties on Friday.", "2025-09-05", "election"),
        ("Emmanuel Macron left Baku on Friday after talks on gas.", "2025-09-05", "meeting"),
        ("Sweden barred the ambassador of Belarus from its ports on Friday.", "2025-09-05", "sanction"),
        ("Four sailors walked out of a prison in Hodeidah on Friday.", "2025-09-05", "release"),
        ("Chad pulled out of the talks with Sudan on Friday.", "2025-09-05", "negotiation"),
        ("The ASEAN summit closed on Friday.", "2025-09-05", "meeting"),
        ("Kenya handed its application for membership to the bloc on Friday.", "2025-09-05", "demand"),
        ("The Kenyan prosecutor dropped the charges against nine Ugandans on Friday.", "2025-09-05", "sanction"),
    ],
)  # fmt: skip
def test_more_verbs_with_their_objects(text: str, day: str, kind: str) -> None:
    assert (day, kind) in [row[:2] for row in rows(text)]


def test_a_proposal_that_was_turned_down_is_no_proposal_of_that_day() -> None:
    assert [row[1] for row in rows("Kenya turned down a Ugandan proposal on fishing rights on Friday.")] == ["statement"]


def test_whose_wish_or_place_it_was_takes_no_part() -> None:
    assert people("The Security Council met on Friday at the request of Estonia.") == {"UN Security Council (participant)"}


def test_who_is_named_in_an_apposition_is_who_was_arrested() -> None:
    assert "Ruben Tavares (captive)" in people("Police in Lisbon arrested a retired colonel, Ruben Tavares, at the airport on Friday.")


def test_sanctions_that_were_lifted_were_on_somebody() -> None:
    assert "Iran (target)" in people("Sanctions on Iran were lifted on Friday.")


def test_a_name_in_ing_is_no_participle_before_what_somebody_held() -> None:
    assert rows("Beijing held talks with Hanoi on Friday.")[0][:2] == ("2025-09-05", "negotiation")


def test_who_mediated_stands_behind_a_comma() -> None:
    (row,) = rows("Iran and Iraq held talks in Basra on Friday, mediated by Oman.")
    assert {"Iran (party)", "Iraq (party)", "Oman (mediator)"} <= set(row[3])


def test_a_truce_that_is_signed_is_one_row() -> None:
    assert [row[1] for row in rows("Mali and Niger signed a ten-day ceasefire on Friday.")] == ["ceasefire"]


def test_who_was_received_by_somebody_is_he() -> None:
    told = rows("Sergei Lavrov spent Thursday in Cairo. He had been received by Abdel Fattah al-Sisi on Wednesday.")
    assert "Sergei Lavrov (participant)" in told[-1][3] and told[-1][0] == "2025-09-03"


def test_who_brokered_a_truce_stands_in_a_clause_of_it() -> None:
    (row,) = rows("Israel and Hamas began a truce on Friday that Egypt had brokered.")
    assert {"Israel (party)", "Hamas (party)", "Egypt (mediator)"} <= set(row[3])


def test_the_first_of_its_kind_since_a_year_is_not_since_then() -> None:
    assert rows("Norway hosted a meeting of the two envoys on Friday, the first of its kind since 2022.")[0][0] == "2025-09-05"


@pytest.mark.parametrize(
    ("text", "day", "kind"),
    [
        ("Benin was admitted to the Arab League as an observer on Friday.", "2025-09-05", "agreement"),
        ("Sergei Lavrov flew on to Asmara on Friday.", "2025-09-05", "meeting"),
        ("Kenya gave the envoys of Sudan until Friday to leave.", "2025-09-05", "demand"),
        ("Emmanuel Macron inaugurated a bridge in Riga on Friday.", "2025-09-05", "other"),
        ("Angola offered Luanda as a venue on Friday.", "2025-09-05", "negotiation"),
        ("Emmanuel Macron had dinner with the king of Jordan on Friday.", "2025-09-05", "meeting"),
    ],
)  # fmt: skip
def test_still_more_verbs_with_their_objects(text: str, day: str, kind: str) -> None:
    assert kind in [row[1] for row in rows(text)]


def test_an_oath_that_somebody_takes_on_friday_lies_ahead() -> None:
    assert [row[:2] for row in rows("Evika Silina takes her oath as prime minister of Latvia on Friday.")] == [("2025-09-12", "election")]


def test_who_went_on_to_do_something_travelled_nowhere() -> None:
    assert [row for row in rows("The Kenyan envoy went on to praise the plan on Friday.") if row[1] == "meeting"] == []


def test_verbs_of_diplomacy_tell_rows_of_their_type() -> None:
    told = {
        "Tonga designated three Samoan banks on Monday.": "sanction",
        "Fiji tore up a contract for Danish patrol boats on Monday.": "withdrawal",
        "Peru's parliament gave the green light to Chile's membership on Monday.": "agreement",
        "Chile and Peru settled a fishing dispute on Monday.": "agreement",
        "Ana Kos, the prime minister of Estonia, tendered her resignation on Monday.": "election",
        "Latvia handed the Russian envoy a note of protest on Monday.": "statement",
        "Ghana struck Togo off its list of havens on Monday.": "sanction",
        "Kenya reopened its embassy in Mogadishu on Monday.": "other",
        "Nepal took India to the International Court of Justice on Monday.": "sanction",
        "Emmanuel Macron embarked on a tour of Central Asia on Monday.": "meeting",
        "The United Nations envoy Hans Grundberg stopped off in Muscat on Monday.": "meeting",
    }
    for sentence, slug in told.items():
        assert [(edtf, kind) for edtf, kind, _, _ in rows(sentence)] == [("2025-09-08", slug)], sentence


def test_what_is_greeted_or_discussed_must_be_a_meeting_of_people() -> None:
    assert rows("Emmanuel Macron welcomed Friedrich Merz in Toulon on Friday.")[0][1] == "meeting"
    assert rows("Emmanuel Macron discussed the dispute with Friedrich Merz on Friday.")[0][3] == ("Emmanuel Macron (participant)", "Friedrich Merz (participant)")
    assert all(kind != "meeting" for _, kind, _, _ in rows("Emmanuel Macron embraced Friedrich Merz's plan on Friday."))
    assert all(kind != "meeting" for _, kind, _, _ in rows("Oslo discussed the plan on Friday."))
    assert all(kind != "battle" for _, kind, _, _ in rows("Riyad Mansour fought back tears on Friday."))


def test_whom_something_is_given_to_takes_part() -> None:
    assert people("Norway pledged $50 million to Kenya on Friday.") == {"Norway (donor)", "Kenya (recipient)"}
    assert people("Canberra protested to Beijing on Friday.") == {"Australia (speaker)", "China (about)"}
    assert people("Chile recalled its ambassador to Peru on Friday.") == {"Chile (imposer)", "Peru (target)"}


def test_both_days_of_a_meeting_are_told() -> None:
    assert rows("Envoys of Iran and Oman met in Muscat on 11 and 12 August.")[0][0] == "2025-08-11/2025-08-12"
    assert rows("Envoys of Iran and Oman met in Muscat on 11 and 19 August.")[0][0] == "2025-08-11"


def test_an_adverb_or_a_day_may_part_a_verb_from_its_preposition() -> None:
    assert rows("Marco Rubio spoke separately with Penny Wong on Friday.")[0][1] == "meeting"
    assert rows("Marco Rubio flew on Friday to Canberra.")[0][:2] == ("2025-09-05", "meeting")


def test_a_list_of_names_is_one_subject_behind_its_conjunction() -> None:
    told = rows("The rift began in June 2017 when Oman, Kuwait, Bahrain and Egypt severed links with Doha.")
    assert told[0][0] == "2017-06" and told[0][2] == "Oman, Kuwait, Bahrain and Egypt severed links with Doha"


def test_who_acts_is_found_across_what_stands_between() -> None:
    told = rows("Ana Kos, an aide to the premier held in Oran since May, was freed on Friday.")
    assert told[0][:2] == ("2025-09-05", "release") and told[0][3] == ("Ana Kos (released)",)
    told = rows("Sergei Lavrov, who leads the ministry, flew to Ankara on Friday and met Hakan Fidan.")
    assert told[1][0] == "2025-09-05" and told[1][3] == ("Sergei Lavrov (participant)", "Hakan Fidan (participant)")
    assert rows("Oman and Iraq, which hosted talks in 2021, were praised.")[0][2] == "Oman and Iraq hosted talks"
    told = rows("The premier of Libya, Abdul Hamid Dbeibah, dismissed his foreign minister on Friday after Israel said she had met Eli Cohen in Rome.")
    assert told[-1][2] == "The foreign minister met Eli Cohen in Rome"


def test_journeys_and_rounds_that_are_due_are_planned() -> None:
    assert rows("Sergei Lavrov is due in Ankara on Friday.")[0][:3] == ("2025-09-12", "meeting", "Sergei Lavrov is due in Ankara")
    assert rows("The sixth round of talks is scheduled for Sunday in Muscat.")[0][:3] == ("2025-09-14", "negotiation", "The sixth round of talks is scheduled in Muscat")


def test_one_clause_told_by_two_of_its_words_is_one_row() -> None:
    told = rows("The General Assembly adopted a resolution on Friday calling for a truce in Chad.")
    assert [row[1] for row in told] == ["agreement"]
    assert [row[1] for row in rows("Oman's emissary briefed the Security Council in closed session on Friday.")] == ["meeting"]


def test_what_is_dropped_or_reached_is_told_in_its_sense() -> None:
    assert all(kind != "attack" for _, kind, _, _ in rows("Poland dropped its resistance on Friday."))
    assert rows("The envoy Mohammad Sadiq reached Kabul on Friday.")[0][:2] == ("2025-09-05", "meeting")
    assert rows("Emmanuel Macron called on Ahmed al-Sharaa on Friday to protect minorities.")[0][1] == "demand"


def test_who_comes_from_a_state_acts_for_it_and_what_talks_are_about_does_not() -> None:
    assert people("Mediators from Oman and Kuwait met in Geneva on Friday.") == {"Oman (participant)", "Kuwait (participant)"}
    assert people("Norway hosted a conference on Sudan in Oslo on Friday.") == {"Norway (participant)"}
    assert people("Marco Rubio met Narendra Modi's foreign minister, Subrahmanyam Jaishankar, in New York on Friday.") == {"Marco Rubio (participant)", "Subrahmanyam Jaishankar (participant)"}


def test_a_date_in_front_is_of_the_main_verb() -> None:
    told = rows("In July 2015, after eighteen days of talks in Vienna, Iran and six powers concluded the accord.")
    assert [row[:3] for row in told] == [("2015-07", "agreement", "Iran and six powers concluded the accord")]
    assert rows("Chad and Niger recognised Palestine at a conference co-hosted with Mali on Friday.")[0][0] == "2025-09-05"


def test_titles_keep_their_verb_and_lose_what_dangles() -> None:
    def titles(text: str) -> list[str]:
        return [row[2] for row in rows(text)]

    assert titles("Fiji and Tonga ended a feud over a reef, Sergei Lavrov told reporters on Friday.")[-1] == "Sergei Lavrov told reporters Fiji and Tonga ended a feud over a reef"
    assert titles("Fiji will propose on Friday that the plan of Samoa be adopted by the forum.") == ["Fiji will propose that the plan of Samoa be adopted by the forum"]
    assert titles("Fiji's foreign ministry handed him a note of protest over remarks by a general on Friday.") == ["Fiji's foreign ministry handed a note of protest over remarks by a general"]
    assert titles("The accords were signed by Fiji on Friday; Tonga was absent.") == ["The accords were signed by Fiji"]
    assert titles("The envoy Ana Kolo, a lawmaker, condemned the raid on Friday and vowed revenge.")[-1] == "The envoy Ana Kolo vowed revenge"


def test_a_participle_that_stands_aside_is_told_of_its_name() -> None:
    told = rows("Tomasi Vuna, appointed by Fiji in July, flew to Tonga on Friday.")
    assert told[0][:3] == ("2025-07", "election", "Tomasi Vuna was appointed by Fiji")


def test_a_joint_statement_is_only_where_it_was_said() -> None:
    assert [row[1] for row in rows("Fiji condemned the ruling on Friday in a joint statement with Tonga.")] == ["statement"]


def test_an_envoy_who_is_summoned_is_told_though_nobody_summons_him() -> None:
    assert rows("Georgia's ambassador was summoned to the foreign ministry of Latvia on Friday.")[0][:2] == ("2025-09-05", "statement")


def test_a_journey_told_in_the_present_with_a_day_is_ahead() -> None:
    assert rows("Marco Rubio is visiting Ankara on Friday.")[0][:2] == ("2025-09-12", "meeting")
    assert rows("Marco Rubio continues to Ankara on Friday.")[0][:2] == ("2025-09-12", "meeting")
