"""What the gazetteer finds in a text, what it leaves alone, and what its tables hold."""

from __future__ import annotations

import csv
import doctest
import time
from pathlib import Path

import pytest

import timeline.gazetteer
from timeline.gazetteer import Gazetteer, finding, spelling, told_places, unknown, unknown_names

NAMES = Gazetteer.load()
REFERENCE = Path(timeline.gazetteer.__file__).parents[1] / "reference"


def found(text: str) -> list[tuple[str, str]]:
    return [(name.text, name.label) for name in NAMES.find(text)]


def table(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_examples_in_the_docstrings_hold() -> None:
    results = [doctest.testmod(module) for module in (timeline.gazetteer, finding, spelling, unknown)]
    assert all(result.attempted and not result.failed for result in results)


def test_offsets_are_code_points_also_behind_accents_and_astral_characters() -> None:
    text = "😀 Brasília’s envoy, Qatar’s emir and Erdoğan"
    assert [(text[n.start : n.end], n.label) for n in NAMES.find(text)] == [
        ("Brasília", "Brasília"), ("Qatar", "Qatar"), ("Erdoğan", "Recep Tayyip Erdogan")]  # fmt: skip


def test_the_longest_name_wins() -> None:
    assert found("The Gaza Health Ministry and the Washington Post") == [
        ("Gaza Health Ministry", "Gaza Health Ministry"), ("Washington Post", "Washington Post")]  # fmt: skip


def test_a_capital_is_its_government_or_its_town() -> None:
    (doha,) = NAMES.find("Doha")
    assert (doha.kind, doha.actor, doha.place) == ("both", "Qatar", "Doha")
    assert doha.entry.latitude == pytest.approx(25.29, abs=0.05)


def test_a_demonym_acts_but_is_no_place() -> None:
    (name,) = NAMES.find("Iranian")
    assert (name.actor, name.place, name.form) == ("Iran", None, "demonym")


def test_a_town_is_no_actor() -> None:
    (name,) = NAMES.find("Khan Yunis")
    assert (name.actor, name.place, name.place_of) == (None, "Khan Younis", "Palestine")


@pytest.mark.parametrize("text", ["Iranology", "preQatar", "Omanová", "Malician", "éIran", "Iranœ", "usable", "us"])
def test_a_name_ends_and_begins_at_words(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", ["Reading", "Split", "Nice", "Man", "Van", "Male", "Hope", "Mobile", "Batman"])
def test_common_words_are_no_towns(text: str) -> None:
    assert found(f"{text} was heard.") == []


@pytest.mark.parametrize(("text", "labels"), [
    ("Jim Jordan spoke", []), ("In Jordan Valley towns", ["Jordan Valley"]), ("Jordan said", ["Jordan"]),
    ("Neither Israel nor Jordan came", ["Israel", "Jordan"]), ("Chad Smith left", []), ("Paris Hilton sang", []), ("Talks in Paris went on", ["Paris"]),
])  # fmt: skip
def test_a_name_that_people_bear_counts_only_where_it_stands_alone(text: str, labels: list[str]) -> None:
    assert [label for _, label in found(text)] == labels


def test_a_family_name_counts_once_the_full_name_stands_above() -> None:
    assert found("Burns flew in.") == []
    assert found("William Burns flew in. Later Burns left.") == [
        ("William Burns", "William Burns"), ("Burns", "William Burns")]  # fmt: skip


@pytest.mark.parametrize("text", ["Jay Carney spoke.", "Michelle Obama came.", "Hamed Al-Sinwar died.", "Tasnim Ibrahim, 16.",
                                  "Nasser Tahboub said."])
def test_a_family_name_inside_anothers_name_is_not_his(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", ["But Obama left.", "Mr. Obama left.", "President Obama left.", "Israel’s Netanyahu left.",
                                  "Senator McCain left. John McCain left. Later McCain left.", "US envoy Witkoff left.",
                                  "The Obama Administration left.", "On Monday Obama left.",
                                  "Rubio Says Accord Is Almost Ready"])  # fmt: skip
def test_a_family_name_beside_a_title_or_a_common_word_is_his(text: str) -> None:
    assert "person" in {name.kind for name in NAMES.find(text)}


def test_a_family_name_counts_behind_a_high_title() -> None:
    assert [label for _, label in found("President Bush left.")] == ["George W. Bush"]
    assert found("The bush burnt. Farmer Bush left.") == []


@pytest.mark.parametrize("text", ["Muhammad bin Abdulrahman Al Thani", "Mohammed bin Abdul Rahman al-Thani",
                                  "Tamim bin Hamad al Thani", "Ahmad al-Sharaa", "Khalid Meshaal"])  # fmt: skip
def test_arabic_names_are_read_in_every_common_spelling(text: str) -> None:
    assert [name.text for name in NAMES.find(f"He met {text}.")] == [text]


@pytest.mark.parametrize(("text", "label"), [
    ("Al Hudaydah", "Hodeidah"), ("Sana’a", "Sanaa"), ("El‑Fasher", "El Fasher"), ("Khan\nYounis", "Khan Younis"),
    ("Deir al-Balah", "Deir el-Balah"), ("al-Udeid air base", "Al Udeid Air Base"), ("Kiev", "Kyiv"),
])  # fmt: skip
def test_spellings_of_one_name_meet(text: str, label: str) -> None:
    assert [name.label for name in NAMES.find(text)] == [label]


def test_capitals_match_without_regard_to_case_and_only_in_a_line_of_capitals() -> None:
    assert found("TALKS IN DOHA BETWEEN ISRAEL AND HAMAS") == [
        ("DOHA", "Doha"), ("ISRAEL", "Israel"), ("HAMAS", "Hamas")]  # fmt: skip
    assert found("who is it that fought in doha?") == []
    assert found("WHO IS TO BLAME FOR IT?") == []


@pytest.mark.parametrize(("text", "labels"), [
    ("SHARM EL-SHEIKH, October 9, 2025 - Israel agreed.", ["Sharm el-Sheikh", "Israel"]),
    ("GAZA CITY/JERUSALEM (Wire) - Shops opened.", ["Gaza City", "Jerusalem"]),
    ("DOHA – Talks opened.", ["Doha"]),
    ("IS fighters left; WHO doctors came.", []),
])  # fmt: skip
def test_a_dateline_in_capitals_names_its_place(text: str, labels: list[str]) -> None:
    assert [name.label for name in NAMES.find(text) if name.text != "WHO"] == labels


def test_names_keep_their_office_and_country() -> None:
    (name,) = NAMES.find("Majed Al-Ansari")
    assert (name.actor, name.country, name.office) == ("Majed al-Ansari", "Qatar", "Qatari foreign ministry spokesman")


def test_unknown_names_keep_what_is_written() -> None:
    sentence = "Defence Minister Petra Novak met Qatar’s emir and Jan de Wit."
    got = [(n.label, n.office) for n in unknown_names(sentence, NAMES.find(sentence))]
    assert got == [("Petra Novak", "Defence Minister"), ("Jan de Wit", None)]


def test_a_headline_gives_no_unknown_names() -> None:
    assert unknown_names("A Fragile Pause Nears Its End in the Strip") == []


def test_the_same_file_is_loaded_once_and_a_users_file_comes_first(tmp_path: Path) -> None:
    assert Gazetteer.load() is NAMES
    (tmp_path / "places.csv").write_text(
        "key,label,country,lat,lon,kind,aliases\nbridge,Old Bridge,Qatar,25.0,51.0,site,Doha\n", encoding="utf-8"
    )
    assert Gazetteer.load(tmp_path)["Doha"].label == "Old Bridge"


def test_a_row_without_a_label_is_an_error_that_names_its_line(tmp_path: Path) -> None:
    (tmp_path / "actors.csv").write_text("key,label,kind\nx,,state\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"actors.csv, line 2: key, label and kind must be filled"):
        Gazetteer.load(tmp_path)


def test_every_alias_names_one_actor_and_every_key_is_unique() -> None:
    rows = table("actors.csv")
    assert len({row["key"] for row in rows}) == len(rows)
    owners: dict[str, str] = {}
    for row in rows:
        for alias in [row["label"], *(a for c in ("aliases", "demonyms") for a in row[c].split("; ") if a)]:
            assert owners.setdefault(alias, row["key"]) == row["key"], alias


def test_the_actors_are_of_the_published_kinds_and_the_states_have_demonyms() -> None:
    rows = table("actors.csv")
    assert len(rows) >= 600
    assert {row["kind"] for row in rows} == {"state", "government", "armed_group", "person", "organisation", "ministry",
                                             "media", "monitor", "both"}  # fmt: skip
    states = {row["label"] for row in rows if row["kind"] == "state"}
    assert {row["country"] for row in rows if row["country"]} <= states
    assert sum(bool(row["demonyms"]) for row in rows if row["kind"] == "state") >= 165


def test_every_place_lies_on_the_globe_and_has_a_unique_key() -> None:
    rows = table("places.csv")
    assert len({row["key"] for row in rows}) == len(rows)
    assert all(-90 <= float(row["lat"]) <= 90 and -180 <= float(row["lon"]) <= 180 for row in rows)


def test_every_place_that_we_added_is_in_the_table() -> None:
    known = {(row["label"], row["country"]) for row in table("places.csv")}
    assert [row["label"] for row in table("places_added.csv") if (row["label"], row["country"]) not in known] == []


def test_a_megabyte_is_read_in_a_second_and_time_grows_with_size() -> None:
    piece = "Qatar’s foreign minister met Hamas negotiators in Doha on Tuesday after a strike in Khan Younis. "
    NAMES.find(piece)
    text = piece * 10_000
    begun = time.perf_counter()
    assert len(NAMES.find(text)) == 40_000
    assert time.perf_counter() - begun < 2


@pytest.mark.parametrize("piece", ["A", "A ", "A’", "Doha\n", "X Y bin ", "É", "in Abc, Def and "])
def test_a_hundred_kilobytes_of_one_thing_take_no_second(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    begun = time.process_time()
    unknown_names(text, NAMES.find(text))
    told_places(text, NAMES.find(text))
    assert time.process_time() - begun < 2.0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels took Belvar on Monday. Belvar is quiet now.", ["Belvar", "Belvar"]),
        ("Shells fell on Tirsa, in the village of Om Kari, and in Sadle and Perin.", ["Om Kari", "Sadle", "Perin"]),
        ("Gunmen raided farms in Lower Varna district near Cape Tolo.", ["Lower Varna", "Cape Tolo"]),
        ("The army shelled Arbin, Tesk and Old Malo on Friday.", ["Arbin", "Tesk", "Old Malo"]),
        ("Police seized Dravik on Friday. Boris Dravik had fled.", []),
        ("He spoke in Parliament in January, in French, of his trust in Kovak.", []),
        ("Guards were killed in Operation Dawn and in Tuesday’s raid.", []),
        ("Ports in West Andian waters stayed shut.", []),
        ("An envoy flew from Doha to Khan Younis.", []),
    ],
)
def test_places_that_no_table_holds_are_told_by_the_words_beside_them(text: str, expected: list[str]) -> None:
    assert [n.label for n in told_places(text, NAMES.find(text))] == expected


def test_a_list_of_thousands_of_untabled_places_takes_no_second() -> None:
    text = " ".join(f"in Xa{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676)}o and" for n in range(8000))
    begun = time.process_time()
    assert len(told_places(text, [])) == 8000
    assert time.process_time() - begun < 2.0


def test_the_page_about_names_tells_the_truth() -> None:
    page = Path(__file__).parents[1] / "docs" / "gazetteer.md"
    result = doctest.testfile(str(page), module_relative=False)
    assert result.attempted >= 4
    assert result.failed == 0
