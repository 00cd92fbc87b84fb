"""Triggers get their time by clause, tense, thread and speech."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from timeline.anchoring import Anchors
from timeline.interval import Interval, on
from timeline.mentions import tag
from timeline.story import Story
from timeline.triggers import anchor

WRITTEN = on(date(2024, 2, 14))  # a Wednesday


def placed(text: str, word: str, *, published: Interval | None = WRITTEN, at: int = 0) -> str:
    """The EDTF text of the event told by a word of a text."""
    offset = -1
    for _ in range(at + 1):
        offset = text.index(word, offset + 1)
    return Anchors(Story(text, tag(text, published=published), published)).at(offset).edtf


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("On Monday the army shelled the port.", "shelled", "2024-02-12"),
        ("The army shelled the port on 3 February 2024.", "shelled", "2024-02-03"),
        ("The minister will meet the envoys on Friday.", "meet", "2024-02-16"),
        ("Troops will leave the valley.", "leave", "[2024-02-15..]"),
        ("The envoys had met in Cairo.", "met", "[..2024-02-13]"),
        ("Rebels are advancing on the town.", "advancing", "../.."),
        ("The mayor said on Monday that gunmen stormed the bank last week.", "said", "2024-02-12"),
        ("The mayor said on Monday that gunmen stormed the bank last week.", "stormed", "[2024-02-05..2024-02-11]"),
        ("Envoys praised the release of the pilot on Monday and left.", "left", "2024-02-12"),
        ("The truce, which began on 1 February, holds.", "truce", "2024-02-01/.."),
        ("A truce that lasted from 3 to 9 January 2024 let aid in.", "truce", "2024-01-03/2024-01-09"),
        ("The 2009 crash, which killed nine people, led to a trial.", "killed", "2009"),
        ("On Monday, as shells fell on the port, the envoys left.", "fell", "2024-02-12"),
        # tense keeps a date from a word
        ("The judge had paid the families, setting a hearing for 4 September 2024.", "paid", "[..2024-02-13]"),
        ("The inquest is set to begin on Friday.", "set", "2024-02-14"),
        ("The inquest is set to begin on Friday.", "begin", "2024-02-16"),
        ("Police searched on Monday for sailors stranded by the storm.", "stranded", "[..2024-02-13]"),
        ("On Monday the court fined the firm for selling rifles.", "selling", "[..2024-02-12]"),
        ("The flood of 3 February 2024 was the worst in the past decade.", "was", "2024-02-03"),
        ("The plague is believed to have killed ninety goats.", "killed", "[..2024-02-13]"),
        ("The mine stays idle until the owners pay.", "pay", "[2024-02-15..]"),
        ("The vote was delayed until May 2024.", "delayed", "2024-05"),
        ("The ferry will run from Oslo on 17 June 2024, two days before the fair opens.", "opens", "2024-06-19"),
        ("Doctors have previously warned of the fever.", "warned", "[..2024-02-13]"),
        # what goes with its verb, and what is only said of it
        ("Envoys gathered in Oslo on Monday to discuss the dam.", "discuss", "2024-02-12"),
        ("Rangers tried on Monday to reach the hut.", "reach", "2024-02-12"),
        ("Barriers are designed to protect the ferry.", "protect", "../.."),
        ("Villagers urged an end to the raids.", "raids", "../.."),
        ("The coach said on Monday that he wanted a rest.", "wanted", "2024-02-12"),
        ("The army said on Monday its engineers would drain the lake.", "drain", "[2024-02-15..]"),
        # spans: all through, one day of them, or told before
        ("Prices rose in January 2024.", "rose", "2024-01-01/2024-01-31"),
        ("Rebels sent back nine bodies in the fifth exchange since Friday.", "sent", "[2024-02-09..2024-02-14]"),
        ("The fifth exchange since Friday went well.", "exchange", "[2024-02-09..2024-02-14]"),
        ("The siege since Friday has emptied the shops.", "siege", "2024-02-09/.."),
        ("The lull lasted from 3 to 9 January 2024. Over the seven days rebels let forty sailors go.", "let", "2024-01-03/2024-01-09"),
        ("Envoys met on Monday. In those weeks rebels let forty sailors go.", "let", "[..2024-02-14]"),
        ("The governor leaves for Geneva on Saturday.", "leaves", "2024-02-17"),
        # what lies ahead, though its verb is in the present or denied
        ("The port is not going to reopen.", "reopen", "[2024-02-15..]"),
        ("The guards will wait until the storm ends.", "ends", "[2024-02-15..]"),
        ("The bridge has nine arches.", "has", "../.."),
        # after a relative clause of its subject, the main clause goes on
        ("Villagers who fled the flood in 2019 returned on Monday.", "returned", "2024-02-12"),
        ("Villagers who fled the flood in 2019 returned on Monday.", "fled", "2019"),
        ("A nurse who was waiting for a bus was hurt on Monday.", "waiting", "2024-02-12"),
        ("A boat rented by tourists sank on Monday. The guests were rescued.", "sank", "2024-02-12"),
        # what is told of an accident that the article opens with; of another saying only that it was before
        ("Two ferries collided and a mill burned on Wednesday.\n\nOfficials said nine sailors drowned.", "drowned", "2024-02-14"),
        ("A summit opened on Wednesday.\n\nOfficials said nine sailors drowned.", "drowned", "[..2024-02-13]"),
        # states of long standing
        ("The island imports its fish.", "imports", "../.."),
        ("The ferrymen fear a storm.", "fear", "../.."),
        ("Nine hikers were among the guests trapped in the cave.", "trapped", "../.."),
        ("The shops remained closed.", "closed", "../.."),
        ("The mayor named the farmers blocking the bridge.", "blocking", "../.."),
        # lasting things last from when they are set up, wherever they are told again
        ("The council on Feb. 6 ordered a curfew on the island.", "curfew", "2024-02-06/.."),
        ("Villagers continue to pray.", "pray", "../.."),
        ("The mound may contain a king.", "contain", "../.."),
        ("The union called for a withdrawal from the fund.", "withdrawal", "../.."),
        ("The unemployment rate remained at 4 percent in January 2024.", "remained", "2024-01-01/2024-01-31"),
        ("The agency quoted witnesses as saying vans are circling the depot.", "circling", "../.."),
        ("The ferry sank on May 31, 2009 local time.", "sank", "2009-05-31"),
        ("The storm appears to be weakening.", "weakening", "../.."),
        # what shares a modal, is only thought of, or is awaited
        ("The new dam will, in all likelihood, burst.", "burst", "[2024-02-15..]"),
        ("The dam could break and flood the valley.", "flood", "[2024-02-15..]"),
        ("The mayor saw little hope of a settlement.", "settlement", "[2024-02-15..]"),
        ("He said a strike could empty the shops.", "strike", "[2024-02-15..]"),
        ("They will sail as soon as the gale ends.", "ends", "[2024-02-15..]"),
        ("The king is expected to visit the island.", "visit", "../.."),
        # what a known event's date says of others
        ("Norway, which had condemned the island's seizure of a trawler on Feb. 2, sent an envoy.", "seizure", "2024-02-02"),
        ("Norway, which had condemned the island's seizure of a trawler on Feb. 2, sent an envoy.", "condemned", "[..2024-02-13]"),
        ("The bay has been closed since the Feb. 2 power-cut.", "closed", "2024-02-02/.."),
        ("The offer was one that he had rejected in a call after the May 4 raid.", "rejected", "[2023-05-04..2024-02-13]"),
        ("It all goes back to the landslide of May 2021. It buried forty barns, and nine cows were lost.", "lost", "2021-05"),
        ("The council approved the plan to widen the quay early on Friday.", "approved", "2024-02-09"),
        ("The council approved the plan to widen the quay early on Friday.", "widen", "[2024-02-15..]"),
        ("The guests fled on Monday, and guards said later that the hall was empty.", "fled", "2024-02-12"),
    ],
)
def test_an_event_takes_the_date_that_its_clause_and_tense_give(text: str, word: str, expected: str) -> None:
    assert placed(text, word) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Rangers struck the poachers' camp on Monday.", "struck", "certain"),
        ("The mayor said that rangers struck the camp.", "struck", "certain"),
        ("Rangers reportedly struck the camp on Monday.", "struck", "probable"),
        ("Apparently the old ferry at the northern pier sank on Monday.", "sank", "probable"),
        ("The apparently calm mayor left when the ferry sank.", "sank", "certain"),
        ("Poachers are believed to hide in the gorge.", "hide", "probable"),
        ("Poachers are said to have fled over the border.", "fled", "probable"),
        ("The bridge appears to have collapsed.", "collapsed", "probable"),
        ("The bridge may have collapsed.", "collapsed", "possible"),
        ("Nine sailors are feared drowned.", "drowned", "possible"),
        ("The alleged raid on the depot took place on Monday.", "raid", "probable"),
        ("It was reported that rebels seized the radio station.", "seized", "probable"),
        ("Unconfirmed reports said that rebels seized the radio station.", "seized", "probable"),
        ("Rebels seized the radio station on Monday, according to rumours.", "seized", "probable"),
        ("Rebels seized the radio station on Monday, according to the mayor.", "seized", "certain"),
        ("The rebels claimed that they seized the radio station.", "seized", "probable"),
    ],
)
def test_hedges_and_hearsay_lower_how_surely_an_event_is_told(text: str, word: str, expected: str) -> None:
    assert Anchors(Story(text, [], WRITTEN)).at(text.index(word)).mood.certainty == expected


def test_saying_and_said_have_two_dates() -> None:
    text = "Officials said on Tuesday that the strike last week hit a school."
    assert placed(text, "said") == "2024-02-13"
    assert placed(text, "strike") == "[2024-02-05..2024-02-11]"


def test_a_known_event_does_not_take_the_date_of_its_condemnation() -> None:
    assert placed("On Monday the king condemned the attack.", "attack") == "[..2024-02-13]"
    assert placed("On Monday the king condemned the attack.", "condemned") == "2024-02-12"


def test_plain_past_follows_the_date_of_its_paragraph() -> None:
    text = "On 4 January 2024 rebels entered the town. They burned the mill. The council says it will rebuild."
    assert placed(text, "burned") == "2024-01-04"
    assert placed(text, "says") == "2024-02-14"


def test_news_without_a_date_of_its_own_is_of_the_day_it_opens_with() -> None:
    text = "On Monday the two presidents met in Geneva.\n\nThe host welcomed them at the airport."
    assert placed(text, "welcomed") == "2024-02-12"


def test_the_same_event_told_again_keeps_its_date() -> None:
    text = "Gunmen kidnapped the doctor in March 2023.\n\nHis family says the kidnapping was a mistake."
    events = [{"id": w, "start": text.index(w), "end": text.index(w) + len(w)} for w in ("kidnapping", "kidnapped")]
    rows = anchor({"id": "x", "published": "2024-02-14", "text": text, "events": events})
    assert [r["edtf"] for r in rows] == ["2023-03", "2023-03"]


def test_what_lasts_is_told_again_as_lasting_since_it_was_set_up() -> None:
    text = "The council on Feb. 6 ordered a curfew on the island. Fishermen hate the curfew."
    anchors = Anchors(Story(text, tag(text, published=WRITTEN), WRITTEN))
    assert [anchors.at(i).edtf for i in (text.index("curfew"), text.rindex("curfew"))] == ["2024-02-06/..", "2024-02-06/.."]


def test_of_several_tellings_the_one_with_the_same_names_dates_the_event() -> None:
    text = ("Gunmen abducted Dr. Ivo Marsh on 4 May 2021. Others abducted a nun on 9 June 2022.\n\n"
            "Marsh, whose brother runs the clinic, said the kidnapping of Marsh was a mistake. Another kidnapping is feared.")  # fmt: skip
    events = [{"id": n, "start": at, "end": at + 5} for n, at in enumerate((text.index("abducted"), text.rindex("abducted"), text.index("kidnapping"), text.rindex("kidnapping")))]
    rows = list(anchor({"id": "x", "published": "2024-02-14", "text": text, "events": events}))
    assert [r["edtf"] for r in rows][:3] == ["2021-05-04", "2022-06-09", "2021-05-04"]
    assert rows[3]["edtf"] not in ("2021-05-04", "2022-06-09")


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31"])
def test_the_edges_of_the_calendar_bound_events_as_well(published: str) -> None:
    text = "The court fined the firm for selling rifles. Troops will leave."
    events = [{"id": w, "start": text.index(w), "end": text.index(w) + len(w)} for w in ("selling", "leave")]
    assert [r["event"] for r in anchor({"id": "x", "published": published, "text": text, "events": events})] == ["selling", "leave"]


def test_a_clock_time_takes_the_day_of_what_is_told() -> None:
    text = "On Monday fire gutted the mill. Crews put it out by 6:40 pm."
    assert placed(text, "put") == "2024-02-12"


def test_a_span_of_several_words_is_about_its_verb_or_its_noun() -> None:
    text = "A civil war broke out in May 2019. Guards openly shot at a bus on Monday."
    spans = ("civil war", "openly shot")
    events = [{"id": s, "start": text.index(s), "end": text.index(s) + len(s)} for s in spans]
    rows = list(anchor({"id": "x", "published": "2024-02-14", "text": text, "events": events}))
    assert [r["edtf"] for r in rows] == ["2019-05/..", "2024-02-12"]


def test_without_a_publication_day_an_undated_event_stays_undated() -> None:
    assert placed("Gunmen stormed the bank.", "stormed", published=None) == ""


def test_without_a_publication_day_what_is_told_of_a_dated_thing_keeps_its_date() -> None:
    assert placed("It goes back to the landslide of May 2021. It buried forty barns.", "buried", published=None) == "2021-05"


def test_without_a_publication_day_a_full_date_still_counts() -> None:
    assert placed("Gunmen stormed the bank on 3 May 2021.", "stormed", published=None) == "2021-05-03"


def test_anchor_echoes_ids_and_tells_past_present_future_and_certainty() -> None:
    text = "Police arrested two men on Monday. Guards patrol the square. The court may free them."
    events = [{"id": k, "start": text.index(w), "end": text.index(w) + len(w)} for k, w in
              ((7, "arrested"), ("b", "patrol"), ("c", "free"))]  # fmt: skip
    rows = list(anchor({"id": "x", "published": "2024-02-14", "text": text, "events": events}))
    assert [(r["article"], r["event"]) for r in rows] == [("x", 7), ("x", "b"), ("x", "c")]
    assert (rows[0]["start"], rows[0]["end"], rows[0]["edtf"], rows[0]["time"]) == ("2024-02-12",) * 3 + ("past",)
    assert rows[1]["time"] == "present"
    assert (rows[2]["time"], rows[2]["certainty"]) == ("future", "possible")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"text": None}, "text: expected"),
        ({"published": "14 Feb"}, "published: expected"),
        ({"events": [{"id": 1, "start": 3}]}, "events[0].end: expected"),
        ({"events": [{"id": 1, "start": 3, "end": 99}]}, "events[0]: expected a span inside the text"),
        ({"events": [{"id": 1, "start": 0, "end": 3}, {"id": 1, "start": 4, "end": 6}]}, "events[1].id: expected"),
    ],
)
def test_a_bad_record_is_refused_by_field_and_expectation(change: dict[str, object], says: str) -> None:
    record = {"id": "a", "published": "2024-02-14", "text": "Shots fell.", "events": [{"id": 1, "start": 6, "end": 10}]} | change
    with pytest.raises(ValueError, match="expected") as caught:
        list(anchor(record))
    assert says in str(caught.value)


def test_one_bad_event_is_refused_and_the_others_of_its_record_are_answered() -> None:
    events = [{"id": 1, "start": 6, "end": 99}, {"id": 2, "start": 6, "end": 10}, {"id": 2, "start": 0, "end": 5}, 7, {"id": [1], "start": 0, "end": 5},
              {"id": 3, "start": True, "end": 5}]  # fmt: skip
    refused: list[str] = []
    rows = list(anchor({"id": "a", "published": "2024-02-14", "text": "Shots fell on Monday.", "events": events}, refused=refused.append))
    assert [(r["event"], r["edtf"]) for r in rows] == [(2, "2024-02-12")]
    assert refused == ["events[0]: expected a span inside the text of 21 characters, not 6 to 99", "events[2].id: expected an id of its own; 2 stands above",
                       'events[3]: expected {"id", "start", "end"}', "events[4].id: expected a text or a number, not [1]",
                       "events[5].start: expected an offset in characters, not true"]  # fmt: skip


def test_the_development_sets_are_answered_whole() -> None:
    folder = Path(__file__).parents[2] / "shared" / "bench" / "events"
    if not folder.exists():
        pytest.skip("the shared development sets are not here")
    with (folder / "timeset-dev.input.jsonl").open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            assert [r["event"] for r in anchor(record)] == [e["id"] for e in record["events"]]


def test_a_wide_publication_interval_bounds_by_its_far_end() -> None:
    year = Interval(date(2023, 1, 1).toordinal(), date(2024, 1, 1).toordinal())
    assert placed("The envoys had met in Cairo.", "met", published=year) == "[..2023-12-30]"
    assert placed("Troops will leave the valley.", "leave", published=year) == "[2023-01-02..]"
