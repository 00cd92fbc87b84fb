"""A selection is the same in the URL, in the query and in words."""

from datetime import date

import pytest
from fixtures_tables import mediation, write

from timeline.selection import FIELDS, Filters, known_only
from timeline.store import Tables


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    return Tables(write(mediation(), tmp_path_factory.mktemp("tables")))


def chosen(tables, filters: Filters, table: str = "events") -> list[str]:
    where, params = filters.where(table)
    column = "title" if table in ("events", "articles") else "event_id"
    return tables.query(f"SELECT {column} AS v FROM {table} WHERE {where}", params).v.tolist()


def test_every_field_survives_the_way_through_the_url():
    full = Filters(
        start=date(2023, 10, 7), end=date(2024, 3, 1), inside=True, undated=True, types=("attack", "battle"),
        actors=("Qatar & Egypt", "Hamas"), every_actor=True, places=("Gaza; north",), publishers=("A=B",),
        claimed_by=("Gaza's health ministry",), effects=("killed",), status=("planned",), certainty=("probable",),
        date_known=("none",), text="truce +aid", published_after=date(2024, 1, 1), published_before=date(2024, 2, 1),
        publishers_at_least=2, articles=("a1",))  # fmt: skip
    assert {f.name for f in FIELDS} == set(Filters.model_fields)
    assert Filters.from_query(full.query()) == (full, [])


def test_an_empty_selection_has_an_empty_query_and_selects_everything(tables):
    assert Filters().query() == ""
    assert len(chosen(tables, Filters())) == 70


@pytest.mark.parametrize(("query", "said"), [
    ("from=yesterday", "from=yesterday: expected a day such as 2024-02-14"),
    ("effect=slain", "effect=slain: expected one of killed, injured, missing"),
    ("publishers_at_least=-1", "publishers_at_least=-1: expected a whole number"),
    ("inside=maybe", "inside=maybe: expected yes or no"),
    ("colour=red", "colour: there is no such filter"),
    ("from=2024-05-01&to=2024-04-01", "from=2024-05-01: lies after to=2024-04-01; both are left out"),
    ("type=", "type=: the value is missing"),
])  # fmt: skip
def test_what_is_not_understood_is_said_and_the_rest_applied(query, said):
    filters, problems = Filters.from_query(query + "&place=Gaza")
    assert filters.places == ("Gaza",)
    assert filters.without("places") == Filters()
    assert len(problems) == 1 and problems[0].startswith(said)


def test_values_from_a_url_are_never_part_of_the_query(tables):
    hostile = "Gaza') OR 1=1 --"
    where, params = Filters(places=(hostile,), text=hostile).where()
    assert hostile not in where and [hostile] in params
    assert chosen(tables, Filters(places=(hostile,))) == []


def test_a_period_keeps_what_overlaps_and_sets_the_undated_aside(tables):
    november = Filters(start=date(2023, 11, 24), end=date(2023, 11, 30))
    titles = chosen(tables, november)
    assert "Truce in Gaza with exchanges of captives and prisoners" in titles
    assert "Qatar hosts the political office of Hamas" in titles  # since 2012, and still
    assert "Fighting resumes as the truce lapses" not in titles  # 1 December
    assert "Qatar denies that it asked Hamas to leave Doha" not in titles  # no date
    undated = chosen(tables, november.model_copy(update={"undated": True}))
    assert set(undated) - set(titles) == {"Qatar denies that it asked Hamas to leave Doha",
                                          "A minister demands the return of every captive"}  # fmt: skip


def test_wholly_inside_leaves_out_what_reaches_beyond(tables):
    inside = Filters(start=date(2023, 11, 24), end=date(2023, 11, 30), inside=True)
    assert chosen(tables, inside) == ["First exchange: 13 Israeli captives and 39 Palestinian prisoners"]


def test_actors_are_any_of_them_or_all_of_them(tables):
    any_of = Filters(actors=("Turkey", "France"))
    assert len(chosen(tables, any_of)) == 5
    both = Filters(actors=("Turkey", "Egypt"), every_actor=True)
    assert sorted(chosen(tables, both)) == [
        "Ceasefire in Gaza takes effect", "Indirect talks in Sharm el-Sheikh",
        "Mediators sign a document at the Sharm el-Sheikh summit"]  # fmt: skip


def test_words_are_found_in_titles_and_sentences_without_regard_to_case_and_accents(tables):
    assert chosen(tables, Filters(text="NASRALLAH killed")) == ["Hassan Nasrallah is killed in Beirut"]
    assert chosen(tables, Filters(text="Násrallah")) == ["Hassan Nasrallah is killed in Beirut"]


def test_publication_day_and_number_of_publishers(tables):
    assert len(chosen(tables, Filters(publishers_at_least=3))) == 16
    early = chosen(tables, Filters(published_before=date(2024, 12, 31), publishers_at_least=1))
    assert "Iran's foreign minister arrives in Doha" in early
    assert "Marco Rubio visits Doha" not in early


def test_linked_tables_hold_the_rows_of_the_selected_events(tables):
    swap = Filters(text="five prisoners each")
    events = tables.query("SELECT event_id FROM events WHERE title LIKE 'Iran and the United%'").event_id.tolist()
    assert set(chosen(tables, swap, "casualties")) == set(events)
    assert len(chosen(tables, swap, "casualties")) == 2
    assert len(chosen(tables, swap, "articles")) == 3
    assert len(chosen(tables, swap, "evidence")) == 3


def test_claims_are_filtered_by_their_own_effect_claimant_and_day(tables):
    where, params = Filters(claimed_by=("Israel's army",), effects=("killed",)).claims()
    found = tables.query(f"SELECT count, bound FROM casualties WHERE {where} ORDER BY count", params)
    assert list(zip(found["count"], found.bound, strict=True)) == [(3, "exact"), (10, "more_than"), (100, "less_than")]


def test_sentence_and_chips_say_the_selection():
    filters = Filters(types=("attack",), places=("Gaza",), start=date(2023, 11, 1), end=date(2024, 3, 1), publishers_at_least=2)
    assert filters.sentence(37) == "Attacks in Gaza, 1 Nov 2023 – 1 Mar 2024, at least 2 publishers: 37 events"
    chips = dict(filters.chips())
    assert list(chips) == ["1 Nov 2023 – 1 Mar 2024", "Event type: attack", "Place: Gaza", "At least this many publishers: 2"]
    assert chips["Place: Gaza"] == filters.without("places")
    assert chips["1 Nov 2023 – 1 Mar 2024"].start is None
    assert Filters().sentence(1) == "All events: 1 event"


def test_values_that_the_tables_lost_are_named_and_left_out():
    filters, gone = known_only(Filters(actors=("Qatar", "Atlantis")), lambda field, value: value == "Qatar")
    assert filters.actors == ("Qatar",)
    assert gone == ["Actor “Atlantis” is not in these tables"]
