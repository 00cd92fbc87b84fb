"""Mentions as other rooms get them: ranges, bases, directions, reasons, unknown and wide publication, TimeML."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from timeline import timeml
from timeline.interval import Interval
from timeline.mentions import readings, tag, tag_rows

WEDNESDAY = Interval.parse("2024-02-14")


def told(text: str, published: Interval | None = WEDNESDAY) -> list[tuple[str, str, str]]:
    return [(m.text, m.value, m.edtf) for m in tag(text, published=published)]


def test_range_lies_over_both_expressions_and_each_keeps_its_value() -> None:
    one, two = tag("The lull lasted between November 24 and December 1.", published=WEDNESDAY)
    assert (one.value, two.value) == ("2023-11-24", "2023-12-01")
    assert one.edtf == two.edtf == "2023-11-24/2023-12-01"
    assert one.range_id == two.range_id is not None


def test_days_joined_by_and_are_two_days_not_a_range() -> None:
    assert told("They met on May 4 and May 6, 2021.") == [("May 4", "2021-05-04", "2021-05-04"), ("May 6, 2021", "2021-05-06", "2021-05-06")]


def test_since_keeps_the_value_and_opens_the_end() -> None:
    (mention,) = tag("It has had an office there since 2012.", published=WEDNESDAY)
    assert (mention.value, mention.edtf, mention.end) == ("2012", "2012/..", None)


def test_vague_months_ago_are_a_wide_approximate_interval() -> None:
    (mention,) = tag("Talks broke down a few months ago.", published=WEDNESDAY)
    assert mention.when is not None and mention.when.approximate
    assert mention.edtf == "[2023-08-01~..2023-12-31~]"
    assert "as wide as the words" in mention.reason


def test_reason_names_the_day_it_hangs_on() -> None:
    (mention,) = tag("He spoke on Tuesday.", published=WEDNESDAY)
    assert mention.reason == "Tuesday before Wednesday 14 Feb 2024, the publication date"
    assert (mention.date_basis, mention.direction, mention.rule) == ("publication", "past", "<weekday>")


def test_weekday_of_the_publication_day_is_that_day() -> None:
    assert told("The court ruled on Wednesday.") == [("Wednesday", "2024-02-14", "2024-02-14")]


@pytest.mark.parametrize("sentence", [
    "The envoys will meet again on Friday.", "A hearing is scheduled for Friday.", "The strike is due to begin on Friday.",
    "The vote has been put off to Friday.", "They plan to sign the accord on Friday.", "The ship is expected to dock Friday."])  # fmt: skip
def test_plans_look_ahead(sentence: str) -> None:
    assert [m.edtf for m in tag(sentence, published=WEDNESDAY)] == ["2024-02-16"]


@pytest.mark.parametrize("sentence", [
    "The envoys met on Friday.", "The strike, which began on Friday, spread.", "It had been due to expire on Friday.", "Friday's raid killed two."])  # fmt: skip
def test_what_is_told_as_done_looks_back(sentence: str) -> None:
    assert [m.edtf for m in tag(sentence, published=WEDNESDAY)] == ["2024-02-09"]


def test_month_ten_months_back_is_the_coming_one_in_a_plan() -> None:
    assert told("Elections will be held in April.")[0][1] == "2024-04"
    assert told("The camp was closed in April.")[0][1] == "2023-04"


def test_day_without_a_year_takes_the_year_of_the_story() -> None:
    text = "On 3 May 1998 the rebels took the port. On 9 June they lost it. In August they fled."
    assert [m.value for m in tag(text, published=None)] == ["1998-05-03", "1998-06-09", "1998-08"]
    assert [m.value for m in tag(text, published=WEDNESDAY)] == ["1998-05-03", "1998-06-09", "1998-08"]


@pytest.mark.parametrize(("text", "value"), [
    ("More than 60,000 people have been killed since October 7.", "2023-10-07"),
    ("He was not there before the October 7 attack.", "2023-10-07"),
    ("Envoys met on October 7 in Doha.", "2025-10-07")])  # fmt: skip
def test_war_that_is_called_by_a_day_keeps_its_year(text: str, value: str) -> None:
    assert [m.value for m in tag(text, published=Interval.parse("2025-11-20"))] == [value]


def test_day_of_another_war_keeps_to_its_story() -> None:
    assert [m.value for m in tag("In September 1944 it was quiet. The attack on October 7 broke the line.")] == ["1944-09", "1944-10-07"]


def test_story_that_passes_december_goes_on_in_the_next_year() -> None:
    text = "In November 1941 the front froze. In January it moved."
    assert [m.value for m in tag(text)] == ["1941-11", "1942-01"]


def test_passing_look_at_another_year_does_not_move_the_story() -> None:
    text = "On 4 May 1965 the town fell. Papers opened in 2005 tell why. On 9 June it was retaken."
    assert [m.value for m in tag(text)] == ["1965-05-04", "2005", "1965-06-09"]


def test_unknown_publication_leaves_what_hangs_on_it_undated_with_the_reason() -> None:
    (mention,) = tag("They met on Tuesday.")
    assert (mention.value, mention.edtf, mention.date_basis) == ("XXXX-WXX-2", "", "none")
    assert "publication date" in mention.reason


def test_publication_of_several_days_gives_all_days_that_it_may_be() -> None:
    (mention,) = tag("They met yesterday.", published=Interval.parse("[2024-02-12..2024-02-14]"))
    assert (mention.edtf, mention.value) == ("[2024-02-11..2024-02-13]", "XXXX-XX-XX")


def test_day_that_no_calendar_has_is_kept_without_a_date() -> None:
    (mention,) = tag("The memo of 31 February 2024 is a forgery.", published=WEDNESDAY)
    assert mention.when is None and "no such day" in mention.reason


def test_ambiguous_numbers_are_settled_by_the_other_dates_of_the_article() -> None:
    assert told("Printed 25/12/2023 and 03/04/2023.")[-1][2] == "2023-04-03"
    assert told("Printed 12/25/2023 and 03/04/2023.")[-1][2] == "2023-03-04"


def test_ambiguous_numbers_that_nothing_settles_are_both_days_with_the_reason() -> None:
    (mention,) = tag("The form was stamped 03/04/2023.", published=WEDNESDAY)
    assert mention.edtf == "[2023-03-04,2023-04-03]"
    assert "4 Mar 2023" in mention.reason and "3 Apr 2023" in mention.reason


def test_rows_hold_the_columns_of_the_command() -> None:
    (row,) = tag_rows("They met on Tuesday.", WEDNESDAY)
    assert row == {"start": 12, "end": 19, "text": "Tuesday", "type": "DATE", "value": "2024-02-13", "edtf": "2024-02-13",
                   "from": "2024-02-13", "to": "2024-02-13"}  # fmt: skip


def test_readings_say_what_hangs_on_publication() -> None:
    scanned = readings("In 2019, last week and on 3 May they met.")
    assert [t.depends_on_publication for t in scanned.told(WEDNESDAY)] == [False, True, True]


def test_timeml_is_well_formed_and_holds_the_text_as_given() -> None:
    text = "They met <on> Tuesday & left\r\n on 5 May 2021 \U0001f600."
    tree = ElementTree.fromstring(timeml.document(text, published=WEDNESDAY, article_id="a"))
    assert "".join(tree.find("TEXT").itertext()) == text.replace("\r\n", "\n")  # as an XML reader gives line ends
    assert [(t.text, t.get("type"), t.get("value")) for t in tree.iter("TIMEX3")] == [
        ("2024-02-14", "DATE", "2024-02-14"), ("Tuesday", "DATE", "2024-02-13"), ("5 May 2021", "DATE", "2021-05-05")]  # fmt: skip


ARTICLE = Path(__file__).resolve().parents[2] / "shared" / "articles"


@pytest.mark.skipif(not ARTICLE.is_dir(), reason="the given articles are not beside the repository")
def test_given_article_of_14_february_2024() -> None:
    text = next(ARTICLE.glob("001_*.txt")).read_text(encoding="utf-8")
    found = {m.text: m for m in tag(text, published=WEDNESDAY)}
    expected = {"Tuesday": "2024-02-13", "Monday": "2024-02-12", "October 7": "2023-10-07", "September 2023": "2023-09", "2012": "2012/..",
                "November 24": "2023-11-24/2023-12-01", "December 1": "2023-11-24/2023-12-01"}  # fmt: skip
    assert {words: found[words].edtf for words in expected} == expected
    assert found["a few months ago"].when.approximate


def test_rows_are_plain_json() -> None:
    assert json.loads(json.dumps(list(tag_rows("on 3 May 2021")))) == list(tag_rows("on 3 May 2021"))


def history(text: str) -> list[str]:
    return [m.value for m in tag(text)]


def test_year_of_a_heading_is_that_of_the_story_below_it() -> None:
    text = "The town fell on 9 June 1998. It was retaken on 2 July.\n\n1999: the long siege\n\nOn 5 March the bridge was blown up."
    assert history(text) == ["1998-06-09", "1998-07-02", "1999", "1999-03-05"]


def test_year_that_a_story_only_looks_back_to_does_not_move_it() -> None:
    text = "In January 1942 the port fell. It had held out during the previous year. In March the island fell too."
    assert history(text) == ["1942-01", "1941", "1942-03"]


def test_end_that_a_story_only_looks_on_to_does_not_move_it() -> None:
    text = "In September 1944 a siege began that lasted until the fall of the fort in February 1945. By October the roads were cut."
    assert history(text) == ["1944-09", "1945-02", "1944-10"]


def test_words_that_announce_a_date_mean_that_date() -> None:
    first, second = tag("Ten years earlier, in 2004, the square had filled.", published=Interval.parse("2024-03-14"))
    assert (first.edtf, second.edtf, first.reason) == ("2004", "2004", "2004, told right after it")


def test_words_that_say_a_day_again_mean_that_day() -> None:
    text = "They fled on Monday. On Friday, three days earlier, it had rained."
    *_, again = tag(text, published=Interval.parse("2024-03-14"))
    assert (again.text, again.edtf, again.reason) == ("three days earlier", "2024-03-08", "the same day as Friday, told before it")


def test_a_history_without_a_day_of_writing_keeps_its_year_over_paragraphs() -> None:
    text = "The battle began on 3 March 2014 and ended on 19 May 2014.\n\nA truce on 2 April let civilians leave."
    assert [m.when.edtf for m in tag(text, published=Interval.parse("2020-05-05")) if m.when is not None][-1] == "2014-04-02"


def test_news_that_names_its_own_week_takes_the_year_of_its_writing() -> None:
    text = "The battle began on 3 March 2014 and ended on 19 May 2014.\n\nEnvoys met on Monday. A truce on 2 April let civilians leave."
    assert [m.when.edtf for m in tag(text, published=Interval.parse("2020-05-05")) if m.when is not None][-1] == "2020-04-02"


def test_history_that_tells_of_the_next_days_is_no_news() -> None:
    found = tag("The attack opened on 21 March 1918. Over the next five days the line gave way. By 5 April it had halted.")
    assert [m.edtf for m in found if m.when is not None] == ["1918-03-21", "[..1918-04-05]"]


def test_two_days_after_a_known_event_that_is_yet_to_come_are_not_dated() -> None:
    before = tag("Two days after the Hamas-led attack on Israel, rockets flew.", published=Interval.parse("2023-01-05"))
    assert [m.edtf if m.when else None for m in before] == [None]


def test_hours_take_the_day_that_is_told_after_them() -> None:
    found = tag("It began at 2:20 a.m. local time (00:20 GMT) on Tuesday and overnight on 5-6 March.", published=Interval.parse("2025-03-19"))
    assert [m.value for m in found][:3] == ["2025-03-18T02:20", "2025-03-18T00:20Z", "2025-03-18"]
    assert found[3].edtf == "[2025-03-05..2025-03-06]"


def test_part_of_a_day_that_is_told_twice_is_written_once() -> None:
    (found,) = tag("In the early hours of this morning it rained.", published=Interval.parse("2025-03-19"))
    assert found.value == "2025-03-19TMO"


def test_years_ago_told_after_the_day_they_count_back_to_are_that_day() -> None:
    text = "The raid of October 7, 2023, which opened the war two years ago this month, was brief. A year ago it ended."
    found = tag(text, published=Interval.parse("2025-10-09"))
    assert [(m.value, m.edtf) for m in found] == [("2023-10-07", "2023-10-07"), ("2023-10", "2023-10-07"), ("2024", "2024")]
