"""What verbs of the news tell: the type, the day and the title of a sentence of each kind, worked out by hand.

All sentences are read on Tuesday 16 September 2025, so that "Sunday" is 14 September.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from timeline.extract import extract
from timeline.interval import When
from timeline.records import Article, Report


def reports(text: str) -> Sequence[Report]:
    return extract(Article(article_id="a", text=text, published=When.parse("2025-09-16"))).reports


def rows(text: str) -> list[tuple[str, str, str]]:
    """Day, type and title of each row of a text."""
    return [(r.edtf, r.event_type, r.title) for r in reports(text)]


@pytest.mark.parametrize(("kind", "clause"), [
    ("attack", "Boko Haram burned two villages in Borno"), ("attack", "Israel levelled a tower in Gaza City"),
    ("attack", "The US Navy sank three Houthi boats"), ("attack", "Russian shelling knocked out power in Kharkiv"),
    ("attack", "Fighters of M23 looted a hospital in Goma"),
    ("battle", "Sudan's army broke the siege of El Obeid"), ("battle", "Russian forces breached Ukrainian lines near Pokrovsk"),
    ("battle", "Ukraine lost the town of Avdiivka"), ("battle", "Ukraine liberated the village of Robotyne"),
    ("battle", "Rwanda-backed rebels marched into Bukavu"), ("battle", "Sudan's army took back the radio headquarters in Omdurman"),
    ("capture", "Russia annexed Crimea"), ("capture", "Libya's coast guard intercepted 120 migrants"),
    ("aid", "Jordan's air force dropped aid over Gaza"), ("aid", "Germany pledged 500 million euros to Ukraine"),
    ("sanction", "India closed the Attari crossing"), ("sanction", "Israel cut off electricity to Gaza"),
    ("sanction", "Washington unfroze $6 billion of Iranian assets"), ("agreement", "Armenia and Azerbaijan initialled a peace treaty"),
    ("election", "Haiti's council named a new prime minister"), ("election", "Claudia Sheinbaum was sworn in"),
    ("negotiation", "Georgia's ruling party halted accession talks with the EU"), ("negotiation", "Egypt submitted a new proposal to Hamas"),
    ("meeting", "Blinken cut short his trip to Asia"), ("ceasefire", "Israel and Hezbollah violated the truce"), ("ceasefire", "Russia extended the truce"), ("statement", "Japan lodged a complaint with Beijing"),
    ("agreement", "Finland joined NATO"), ("withdrawal", "Mali left ECOWAS"), ("agreement", "The UN Security Council extended the mandate of its mission in Mali"),
])  # fmt: skip
def test_a_sentence_gives_one_row_of_its_type_with_its_clause_as_title(kind: str, clause: str) -> None:
    assert rows(f"{clause} on Sunday.") == [("2025-09-14", kind, clause)]


@pytest.mark.parametrize("sentence", [
    "The shops in Kyiv closed early on Sunday.", "Ukraine lost to Poland in the final on Sunday.", "Israel cut interest rates on Sunday.",
    "The minister from Mali burned his hand on Sunday.", "A choir from Goma joined the feast on Sunday.", "The Houthis tested a new logo on Sunday.",
])  # fmt: skip
def test_a_verb_without_the_object_that_makes_it_one_is_no_event(sentence: str) -> None:
    assert rows(sentence) == []


@pytest.mark.parametrize(("sentence", "row"), [
    ("Iran retaliated on Sunday, firing missiles at Al Udeid.", ("2025-09-14", "attack", "Iran retaliated, firing missiles at Al Udeid")),
    ("Russia stepped up its campaign on Sunday, launching 120 drones at Kyiv.",
     ("2025-09-14", "attack", "Russia stepped up its campaign, launching 120 drones at Kyiv")),
    ("The army pressed on in Khartoum on Sunday, seizing the presidential palace.",
     ("2025-09-14", "capture", "The army pressed on in Khartoum, seizing the presidential palace")),
])  # fmt: skip
def test_what_a_participle_adds_is_the_event_where_its_clause_tells_none(sentence: str, row: tuple[str, str, str]) -> None:
    assert rows(sentence) == [row]


def test_what_a_participle_adds_is_no_second_event_where_the_title_holds_it() -> None:
    assert rows("Rebels advanced on Goma on Sunday, capturing the airport.") == [
        ("2025-09-14", "battle", "Rebels advanced on Goma, capturing the airport")]  # fmt: skip


def test_participles_in_a_list_after_a_preposition_are_accusations() -> None:
    assert rows("He accused Moscow of lying, attacking Kyiv and breaking the truce.") == []


def test_who_is_accused_in_passing_is_not_accused_by_the_subject() -> None:
    assert [kind for _, kind, _ in rows("Iran executed a man accused of spying for Israel.")] == ["other"]


@pytest.mark.parametrize(("sentence", "row"), [
    ("During a visit in May, Emmanuel Macron told Beirut that Paris would send grain.", ("2025-05", "meeting", "Emmanuel Macron’s visit")),
    ("Lavrov said during a meeting with Fidan on Sunday that Moscow was ready.", ("2025-09-14", "meeting", "Sergei Lavrov’s meeting with Fidan")),
])  # fmt: skip
def test_a_meeting_during_which_somebody_acts_is_his(sentence: str, row: tuple[str, str, str]) -> None:
    assert row in rows(sentence)


@pytest.mark.parametrize(("sentence", "roles"), [
    ("A base of the Wagner Group near Bamako was attacked by jihadists of JNIM on Sunday.", {"Jama'at Nusrat al-Islam wal-Muslimin (attacker)"}),
    ("Villagers were killed in March by gunmen loyal to Syria's new government.", set()),
    ("Three years after Russia invaded Ukraine, envoys met in Riyadh on Sunday.", {"Russia (party)", "Ukraine (party)"}),
])  # fmt: skip
def test_who_did_it_where_a_phrase_hangs_on_the_doer(sentence: str, roles: set[str]) -> None:
    article = Article(article_id="a", text=sentence, published=When.parse("2025-09-16"))
    assert set(extract(article).reports[0].roles) == roles


@pytest.mark.parametrize(("sentence", "day", "title"), [
    ("A day after the truce collapsed, Israel bombed Khan Younis on Sunday.", "2025-09-13", "The truce collapsed"),
    ("Talks opened in Doha on Sunday, two days after rebels seized Goma.", "2025-09-12", "Rebels seized Goma"),
    ("Two weeks after rebels seized Goma, talks opened in Doha on Sunday.", "[2025-08-28~..2025-09-03~]", "Rebels seized Goma"),
    ("Ten days after Israel bombed Khan Younis, the truce collapsed on Sunday.", "2025-09-04", "Israel bombed Khan Younis"),
])  # fmt: skip
def test_an_event_lies_so_long_before_the_one_that_counts_from_it(sentence: str, day: str, title: str) -> None:
    assert (day, title) in [(when, told) for when, _, told in rows(sentence)]


@pytest.mark.parametrize("sentence", ["Iran denied on Sunday that it had sent missiles to Russia.", "Rwanda denied that its troops had attacked Goma."])
def test_what_is_denied_is_no_event(sentence: str) -> None:
    assert [kind for _, kind, _ in rows(sentence)] == ["statement"]


@pytest.mark.parametrize(("sentence", "row"), [
    ("Thousands marched in Tel Aviv on Sunday to demand a deal.", ("2025-09-14", "protest", "Thousands marched in Tel Aviv to demand a deal")),
    ("The army and the Rapid Support Forces traded artillery fire in Khartoum on Sunday.",
     ("2025-09-14", "battle", "The army and the Rapid Support Forces traded artillery fire in Khartoum")),
    ("The Security Council met behind closed doors on Sunday.", ("2025-09-14", "meeting", "The Security Council met behind closed doors")),
])  # fmt: skip
def test_crowds_march_armies_trade_fire_and_doors_stay_closed(sentence: str, row: tuple[str, str, str]) -> None:
    assert rows(sentence) == [row]


@pytest.mark.parametrize(("sentence", "told"), [
    ("On Sunday Trump and Putin met in Anchorage, but they reached no agreement.", [("2025-09-14", "meeting", "Trump and Putin met in Anchorage")]),
    ("Egypt's foreign minister held separate phone calls with Iran on Sunday.",
     [("2025-09-14", "meeting", "Egypt's foreign minister held separate phone calls with Iran")]),
    ("UN sanctions on Iran came back into force on Sunday.", [("2025-09-14", "sanction", "UN sanctions on Iran came back into force")]),
    ("Ethiopia inaugurated the Grand Renaissance Dam on Sunday.", [("2025-09-14", "other", "Ethiopia inaugurated the Grand Renaissance Dam")]),
])  # fmt: skip
def test_what_was_not_reached_what_was_held_and_what_came_back(sentence: str, told: list[tuple[str, str, str]]) -> None:
    assert rows(sentence) == told


def test_of_what_somebody_is_accused_is_no_event() -> None:
    assert [kind for _, kind, _ in rows("Manila accused China of firing water cannon at its boats near Scarborough Shoal on Sunday.")] == ["statement"]


def test_that_before_a_noun_alone_opens_no_clause() -> None:
    assert rows("Qatar had brokered that exchange as well.")[0][2] == "Qatar brokered that exchange as well"


@pytest.mark.parametrize(("sentence", "row"), [
    ("A strong quake hit Herat on Sunday.", ("2025-09-14", "other", "A strong quake hit Herat")),
    ("Flash floods inundated villages in Baghlan on Sunday.", ("2025-09-14", "other", "Flash floods inundated villages in Baghlan")),
    ("Cyclone Freddy made landfall in Mozambique on 24 February 2023.", ("2023-02-24", "other", "Cyclone Freddy made landfall in Mozambique")),
    ("A boat carrying 60 migrants sank off Tunisia on Sunday.", ("2025-09-14", "other", "A boat carrying 60 migrants sank off Tunisia")),
    ("The Kakhovka dam collapsed on 6 June 2023.", ("2023-06-06", "other", "The Kakhovka dam collapsed")),
    ("Peace talks on the dam collapsed on Sunday.", ("2025-09-14", "negotiation", "Peace talks on the dam collapsed")),
    ("A drone hit a tanker off Sochi on Sunday.", ("2025-09-14", "attack", "A drone hit a tanker off Sochi")),
    ("Hackers defaced the ministry's site on Sunday.", ("2025-09-14", "attack", "Hackers defaced the ministry's site")),
    ("Ethiopia shut down the internet in Amhara on Sunday.", ("2025-09-14", "sanction", "Ethiopia shut down the internet in Amhara")),
    ("Truckers blocked the border crossing at Medyka on Sunday.", ("2025-09-14", "protest", "Truckers blocked the border crossing at Medyka")),
])  # fmt: skip
def test_what_nature_hackers_and_crowds_do(sentence: str, row: tuple[str, str, str]) -> None:
    assert rows(sentence) == [row]


@pytest.mark.parametrize("sentence", ["A storm of protest broke out in Paris on Sunday.", "The plane's owner collapsed on Sunday."])
def test_what_only_sounds_like_a_disaster_is_no_event(sentence: str) -> None:
    assert rows(sentence) == []


@pytest.mark.parametrize(("sentence", "title"), [
    ("A powerful earthquake rocked Nepal on Sunday.", "An earthquake rocked Nepal"),
    ("An unprovoked barrage hit Kyiv on Sunday.", "A barrage hit Kyiv"),
    ("A devastating Ukrainian drone strike hit Sochi on Sunday.", "A Ukrainian drone strike hit Sochi"),
    ("After the earthquake, rebels struck Idlib on Sunday.", "Rebels struck Idlib"),
])  # fmt: skip
def test_a_title_reads_well_without_the_words_it_drops(sentence: str, title: str) -> None:
    assert [told for _, _, told in rows(sentence)] == [title]


def test_a_plural_behind_a_verb_is_its_object() -> None:
    assert rows("Germany halted arms exports to Israel on 8 August 2025.") == [("2025-08-08", "sanction", "Germany halted arms exports to Israel")]


@pytest.mark.parametrize("sentence", ["Gunmen opened fire at a funeral in Benue on Sunday.", "A bomber struck at a funeral in Benue on Sunday."])
def test_where_people_were_attacked_is_no_second_event(sentence: str) -> None:
    assert [kind for _, kind, _ in rows(sentence)] == ["attack"]


@pytest.mark.parametrize(("sentence", "title", "places"), [
    ("Two officers were killed when their car ran over a mine in Mopti on Sunday.", "Two officers were killed when their car ran over a mine in Mopti", ("Mopti",)),
    ("Four people were killed when a drone hit a bus in Kherson on Sunday.", "Four people were killed when a drone hit a bus in Kherson", ("Kherson",)),
    ("Two people were killed in Goma on Sunday when a mine went off under their car.", "Two people were killed in Goma when a mine went off under their car", ("Goma",)),
])  # fmt: skip
def test_how_a_harm_came_is_told_with_it(sentence: str, title: str, places: tuple[str, ...]) -> None:
    assert [(r.title, r.places) for r in reports(sentence)] == [(title, places)]


@pytest.mark.parametrize(("sentence", "roles"), [
    ("The junta in Niamey expelled the French ambassador on Sunday.", ("Niger (imposer)", "France (target)")),
    ("Officials in Seoul condemned the launch on Sunday.", ("South Korea (speaker)",)),
    ("The Syria Campaign condemned the plan on Sunday.", ("Syria Campaign (speaker)",)),
    ("Britain banned Palestine Action on Sunday.", ("United Kingdom (imposer)", "Palestine Action (target)")),
    ("Poland invoked Article 4 of the NATO treaty on Sunday.", ("Poland (speaker)", "NATO (addressee)")),
])  # fmt: skip
def test_rulers_act_for_their_state_and_firms_for_themselves(sentence: str, roles: tuple[str, ...]) -> None:
    assert reports(sentence)[0].roles == roles


def test_a_place_behind_the_base_that_lies_at_it() -> None:
    assert reports("Fighters attacked a base at Labbezanga on Sunday.")[0].places == ("Labbezanga",)


@pytest.mark.parametrize(("sentence", "kind"), [
    ("Nine people were killed on Sunday when a boat capsized off Tunisia.", "other"),
    ("The president and his minister were killed on Sunday when their helicopter crashed near Varzaqan.", "other"),
    ("Nine soldiers were killed when their plane was shot down over Goma on Sunday.", "attack"),
])  # fmt: skip
def test_a_harm_is_of_the_kind_and_day_of_what_did_it(sentence: str, kind: str) -> None:
    assert [(when, told) for when, told, _ in rows(sentence)] == [("2025-09-14", kind)]


@pytest.mark.parametrize(("text", "row"), [
    ("Al-Qaeda announced a blockade on Friday. The army said it had killed four fighters in Kidal on Sunday.", ("2025-09-14", "attack", "The army killed four fighters in Kidal")),
    ("The group claimed responsibility for the attack in Boulkessi on 1 June.", ("2025-06-01", "attack", "Attack in Boulkessi")),
    ("Fuel ran short in Bamako on Sunday after jihadists torched forty tankers.", ("[..2025-09-14]", "attack", "Jihadists torched forty tankers")),
    ("Rebels seized Goma on Sunday, the governor's spokesman, Jan Kos, said.", ("2025-09-14", "capture", "Rebels seized Goma")),
])  # fmt: skip
def test_who_says_so_and_what_came_before_keep_apart(text: str, row: tuple[str, str, str]) -> None:
    assert row == rows(text)[-1]


@pytest.mark.parametrize(("sentence", "roles"), [
    ("The al Qaeda-linked JNIM attacked a post in Djibo on Sunday.", ("Jama'at Nusrat al-Islam wal-Muslimin (attacker)",)),
    ("Armenia's parliament voted on the Rome Statute on Sunday.", ("Armenia (signatory)",)),
    ("Rebels seized Goma on Sunday, the governor's spokesman, Jan Kos, said.", ()),
])  # fmt: skip
def test_whom_a_name_only_describes_takes_no_part(sentence: str, roles: tuple[str, ...]) -> None:
    assert reports(sentence)[0].roles == roles


@pytest.mark.parametrize(("sentence", "title", "roles"), [
    ("The ambush, on Sunday near Goma, was the third in three weeks.", "The ambush near Goma was the third in three weeks", ()),
    ("Norway pledged 5 million euros in aid on Sunday, and the United States 11 million dollars.",
     "Norway pledged 5 million euros in aid, and the United States 11 million dollars", ("Norway (donor)", "United States (donor)")),
    ("Israeli shells fell on Rafah shortly after five in the morning on Sunday.", "Israeli shells fell on Rafah", ("Israel (attacker)",)),
    ("Talks between Bamako and Abidjan on a second route opened on Sunday.", "Talks between Bamako and Abidjan on a second route", ("Mali (party)", "Côte d'Ivoire (party)")),
])  # fmt: skip
def test_what_a_gap_leaves_out_is_kept_or_dropped_whole(sentence: str, title: str, roles: tuple[str, ...]) -> None:
    assert (reports(sentence)[0].title, reports(sentence)[0].roles) == (title, roles)


def test_the_days_that_a_chronicle_sets_before_its_entries_date_them() -> None:
    text = ("27 March. An American plane is shot down near Budjanovci.\n31 March. Three American soldiers are captured near the Macedonian border. "
            "They are freed on 2 May.\n9 June. A military agreement is signed at Kumanovo.")  # fmt: skip
    found = extract(Article(article_id="a", text=text, published=When.parse("1999-06-11"))).reports
    assert [(r.edtf, r.event_type, r.roles) for r in found if r.event_type != "release"] == [
        ("1999-03-27", "attack", ("United States (target)",)), ("1999-03-31", "capture", ("United States (captive)",)), ("1999-06-09", "agreement", ())]


def test_a_clause_with_an_apposition_keeps_its_subject() -> None:
    assert [title for _, _, title in rows("The truce collapsed on Sunday and the army chief, Jan Kos, ordered his troops into Goma.")] == [
        "The truce collapsed", "The army chief, Jan Kos, ordered his troops into Goma"]
    assert [title for _, _, title in rows("Evo Morales resigned on Sunday after the police mutinied and the army chief, Jan Kos, urged him to go.")] == [
        "Evo Morales resigned", "The police mutinied", "The army chief, Jan Kos, urged him to go"]


def test_what_only_adds_to_a_toll_is_no_saying() -> None:
    text = "At least six people died in El Alto on Friday, Bolivia's ombudsman said on Sunday, raising to 30 the number killed."
    assert all("raising" not in title for _, _, title in rows(text))


@pytest.mark.parametrize(("sentence", "told"), [
    ("The Resistance Front claimed the attack on Sunday, then withdrew the claim.", [("2025-09-14", "statement", ("The Resistance Front (speaker)",))]),
    ("A Dutch cameraman was among five people killed when a cluster munition hit Gori on Sunday.", [("2025-09-14", "attack", ("Netherlands (target)",))]),
    ("Nicolas Sarkozy landed in Baku on 12 August, the day Angela Merkel flew to Moscow.",
     [("2025-08-12", "meeting", ("Nicolas Sarkozy (participant)",)), ("2025-08-12", "meeting", ("Angela Merkel (participant)",))]),
])  # fmt: skip
def test_claims_taken_back_people_among_the_dead_and_days_named_again(sentence: str, told: list[tuple[str, str, tuple[str, ...]]]) -> None:
    assert [(r.edtf, r.event_type, r.roles) for r in reports(sentence)] == told


def test_the_one_day_behind_two_deeds_is_of_both() -> None:
    assert rows("Turkey cut ties with Israel and recalled its ambassador on Sunday.") == [
        ("2025-09-14", "sanction", "Turkey cut ties with Israel"), ("2025-09-14", "sanction", "Turkey recalled its ambassador")]
