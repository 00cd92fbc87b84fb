"""Reference tables: the built-in files keep their own rules, and a user's file that breaks one is refused in words."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from timeline.reference import BadReference, References, Wording, references

EVENTS = "key,start,end,label,words,actors,places,note\n"
OFFICES = "office,person,aliases,titles,from,to,note\n"


def _events(tmp_path: Path, rows: str, header: str = EVENTS) -> References:
    path = tmp_path / "events.csv"
    path.write_text(header + rows, encoding="utf-8")
    return references(events=[path], built_in=False)


def _offices(tmp_path: Path, rows: str, header: str = OFFICES) -> References:
    path = tmp_path / "offices.csv"
    path.write_text(header + rows, encoding="utf-8")
    return references(offices=[path], built_in=False)


def test_built_in_files_pass_the_rules_and_hold_what_is_promised() -> None:
    known = references()
    assert len(known.events) >= 500
    assert len(known.offices) >= 120
    assert all(date(1985, 1, 1) <= e.start <= e.end <= date(2025, 12, 31) for e in known.events)


def test_built_in_events_lie_on_the_days_that_happened() -> None:
    days = {e.key: (e.start.isoformat(), e.end.isoformat()) for e in references().events}
    assert days["hamas-attack"] == ("2023-10-07", "2023-10-07")
    assert days["doha-strike"] == ("2025-09-09", "2025-09-09")
    assert days["al-udeid-attack"] == ("2025-06-23", "2025-06-23")
    assert days["first-truce"] == ("2023-11-24", "2023-12-01")
    assert days["ukraine-invaded"] == ("2022-02-24", "2022-02-24")


def test_every_built_in_wording_can_be_met_by_its_own_words() -> None:
    for event in references().events:
        for groups in event.wording.alternatives:
            sentence = " ".join(" ".join(phrase).replace("*", "") for phrase, *_ in groups)
            assert event.wording.tells(sentence), (event.key, sentence)


def test_one_office_is_never_held_by_one_person_twice_at_once() -> None:
    held: dict[tuple[str, str], list[tuple[date, date]]] = {}
    for term in references().offices:
        held.setdefault((term.office, term.person), []).append((term.start, term.end or date.max))
    for terms in held.values():
        terms.sort()
        assert all(one[1] < two[0] for one, two in pairwise(terms))


def test_users_files_extend_the_built_in_ones(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text(EVENTS + "bridge,2019-03-02,,The bridge at Mora falls,Mora bridge + fell,,Mora,\n", encoding="utf-8")
    known = references(events=[path])
    assert known.event("bridge").end == date(2019, 3, 2)
    assert known.event("hamas-attack").start == date(2023, 10, 7)


def test_wrong_column_is_refused_by_name_with_the_columns_expected(tmp_path: Path) -> None:
    with pytest.raises(BadReference, match=r"events.csv, row 1, column 'when': no such column; expected one of key, start"):
        _events(tmp_path, "a,2020-01-01,,A,b,,,\n", header="key,when,end,label,words,actors,places,note\n")


def test_missing_column_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(BadReference, match=r"row 1, column 'words': the column is missing"):
        _events(tmp_path, "a,2020-01-01,A\n", header="key,start,label\n")


def test_end_before_start_is_refused_by_row_and_column(tmp_path: Path) -> None:
    with pytest.raises(BadReference, match=r"row 3, column 'end': 2020-01-01 lies before the start, 2020-01-05; expected"):
        _events(tmp_path, "a,2020-01-01,,A,flood,,,\nb,2020-01-05,2020-01-01,B,fire,,,\n")


def test_end_of_a_term_before_its_beginning_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadReference, match=r"offices.csv, row 2, column 'to': 2019-01-01 lies before 'from', 2020-01-01"):
        _offices(tmp_path, "Mayor of Mora,Ida Berg,,Mayor,2020-01-01,2019-01-01,\n")


def test_two_terms_of_one_person_in_one_office_that_overlap_are_refused(tmp_path: Path) -> None:
    rows = "Mayor of Mora,Ida Berg,,Mayor,2010-01-01,2014-12-31,\nMayor of Mora,Ida Berg,,Mayor,2014-06-01,,\n"
    with pytest.raises(BadReference, match=r"row 3, column 'from': Ida Berg holds the office of Mayor of Mora from 2010-01-01"):
        _offices(tmp_path, rows)


def test_two_people_may_hold_one_office_on_the_day_it_is_handed_over(tmp_path: Path) -> None:
    rows = "Mayor of Mora,Ida Berg,,Mayor,2010-01-01,2014-12-31,\nMayor of Mora,Per Dal,,Mayor,2014-12-31,,\n"
    assert len(_offices(tmp_path, rows).offices) == 2


@pytest.mark.parametrize(("row", "place"), [
    ("a,2020-02-30,,A,flood,,,\n", r"row 2, column 'start': '2020-02-30' is no day; expected a day such as"),
    ("a,2020-02-03,,A,flood + ,,,\n", r"row 2, column 'words': '' holds no word"),
    ("a,2020-02-03,,,flood,,,\n", r"row 2, column 'label': the cell is empty"),
    ("a,2020-02-03,,A,flood\n", r"row 2, column 'words': 5 cells; expected 8 cells"),
    ("a,2020-02-03,,A,flood,,,\na,2020-02-04,,B,fire,,,\n", r"row 3, column 'key': 'a' stands already in events.csv, row 2"),
])  # fmt: skip
def test_bad_cell_is_refused_where_it_stands(tmp_path: Path, row: str, place: str) -> None:
    with pytest.raises(BadReference, match=place):
        _events(tmp_path, row)


def test_wording_wants_all_groups_in_one_sentence() -> None:
    wording = Wording.parse("Mora + bridge/viaduct + fell/collaps* | Mora disaster")
    assert wording.tells("The viaduct at Mora has collapsed.")
    assert wording.tells("Since the Mora disaster the road is closed.")
    assert not wording.tells("The bridge at Mora was painted.")


def test_capitals_in_a_wording_want_capitals_in_the_text() -> None:
    assert Wording.parse("Nice + lorry").tells("A lorry drove through Nice.")
    assert not Wording.parse("Nice + lorry").tells("A nice lorry passed.")
    assert not Wording.parse("US + left").tells("They left us alone.")
