"""Undated articles are dated from their words, the reference tables and the other articles, with reasons."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from timeline.dating import Constraint, date_articles, date_rows, explain, intersect
from timeline.dating.nearness import Nearness
from timeline.dating.officeholders import Officeholders
from timeline.dating.said import said
from timeline.dating.textual import textual
from timeline.interval import When, ordinal_of
from timeline.records import Article
from timeline.reference import References, references
from timeline.reference.naming import start_of

ARTICLES = Path(__file__).resolve().parents[2] / "shared" / "articles"
SAMPLES = Path(__file__).resolve().parents[1] / "data" / "articles" / "undated"
NOTHING = References()
OWN = "key,start,end,label,words,actors,places,note\n"


def _article(text: str, *, published: str | None = None, name: str = "a") -> Article:
    return Article(article_id=name, text=text, published=When.parse(published) if published else None,
                   published_basis="stated" if published else "unknown")  # fmt: skip


def _dated(text: str, *others: Article, known: References | None = None) -> Article:
    return date_articles([_article(text), *others], references=references() if known is None else known)[0]


def _edtf(article: Article) -> str:
    return article.published.edtf if article.published else ""


def _of_offices(text: str) -> list[Constraint]:
    return Officeholders(references().offices).constraints(text)


@pytest.fixture
def flood(tmp_path: Path) -> References:
    """A known event of our own: the dam at Mora broke on Wednesday 13 March 2019."""
    path = tmp_path / "own.csv"
    path.write_text(OWN + "mora,2019-03-13,,The dam at Mora breaks,Mora + dam + broke/burst,Mora council,Mora,\n", encoding="utf-8")
    return references(events=[path], built_in=False)


def test_stated_date_is_never_changed() -> None:
    told = _article("Iran fired missiles at the Al Udeid base on Monday.", published="2021-05-05")
    assert date_articles([told]) == [told]


def test_article_without_evidence_stays_unknown_and_says_so() -> None:
    found = _dated("A gate stood open in the rain.")
    assert found.published is None
    assert found.published_basis == "unknown"
    assert found.published_reason == "nothing in the text or in the other articles dates it"


def test_date_told_as_past_is_the_earliest_day() -> None:
    assert _edtf(_dated("The envoys met on 3 May 2018 in a school.", known=NOTHING)) == "[2018-05-03..]"


def test_date_told_as_planned_is_the_latest_day() -> None:
    found = _dated("They met on 3 May 2018. The two sides will meet again on 20 May 2018.", known=NOTHING)
    assert _edtf(found) == "[2018-05-03..2018-05-20]"


def test_weekday_of_a_known_event_ties_publication_to_the_week_after(flood: References) -> None:
    # 13 March 2019 was a Wednesday: said on it or in the six days after
    assert _edtf(_dated("The dam near Mora broke on Wednesday.", known=flood)) == "[2019-03-13..2019-03-19]"


def test_another_weekday_than_the_events_ties_nothing(flood: References) -> None:
    assert _edtf(_dated("The dam near Mora broke, the mayor said on Friday.", known=flood)) == "[2019-03-13..]"


IN_OFFICE = "Secretary of State Antony Blinken spoke."  # 26 January 2021 to 20 January 2025


@pytest.mark.parametrize("head", ["CAIRO, Aug 29 (Wire) - ", "BEIRUT/CAIRO, Aug. 29 -- ", "WIRE, August 29. /WIRE/. ", "CAIRO. Aug 29 (Wire) - "])
def test_dateline_without_a_year_takes_the_year_whose_weekday_opens_the_story(head: str) -> None:
    # 29 August was a Sunday in 2021, Monday in 2022, Tuesday in 2023, Thursday in 2024
    found = _dated(f"Convoy hit\n\n{head}A shell hit a convoy on Thursday. {IN_OFFICE}")
    assert _edtf(found) == "[2024-08-29..2024-08-30]"
    assert "only in 2024" in (found.published_reason or "")


def test_date_line_without_a_year_takes_the_year_of_its_weekday() -> None:
    assert _edtf(_dated(f"Convoy hit\nTuesday, August 29\nA shell hit a convoy. {IN_OFFICE}")) == "[2023-08-29..2023-08-30]"


def test_dateline_without_a_weekday_leaves_the_years_between() -> None:
    assert _edtf(_dated(f"CAIRO, Aug 29 (Wire) - A shell hit a convoy. {IN_OFFICE}")) == "[2021-08-29..2024-08-30]"


def test_date_in_running_text_is_no_dateline() -> None:
    assert _edtf(_dated(f"On Aug 29 - a hot day - a shell hit a convoy on Thursday. {IN_OFFICE}")) == "[2021-01-26..2025-01-20]"


def test_dateline_after_a_known_event_takes_the_one_year_of_four_that_fits(flood: References) -> None:
    # 29 August was a Thursday in 2019 and a Saturday, Sunday, Monday in the three years after
    assert _edtf(_dated("CAIRO, Aug 29 (Wire) - Since the dam near Mora burst aid has been late, a mayor said on Thursday.",
                        known=flood)) == "[2019-08-29..2019-08-30]"  # fmt: skip


def test_dateline_whose_years_are_open_dates_nothing() -> None:
    assert _edtf(_dated("CAIRO, Aug 29 (Wire) - A shell hit a convoy on Thursday.")) == ""


def test_event_of_last_week_ties_publication_to_the_next_week(flood: References) -> None:
    assert _edtf(_dated("The dam near Mora broke last week.", known=flood)) == "[2019-03-18..2019-03-24]"


def test_weekday_beside_last_week_lies_in_the_week_of_publication(flood: References) -> None:
    text = "The mayor said on Thursday that the dam near Mora broke last week through neglect."
    assert _edtf(_dated(text, known=flood)) == "[2019-03-21..2019-03-24]"


def test_event_only_wished_for_or_feared_is_no_evidence(flood: References) -> None:
    assert _dated("What if the dam near Mora burst?", known=flood).published is None


@pytest.mark.parametrize(("words", "edtf"), [
    ("over ten months since", "[2020-01-13..2020-02-12]"),
    ("nearly two years after", "[2020-03-13..2021-03-13]"),
])  # fmt: skip
def test_time_elapsed_since_a_known_event_bounds_publication(flood: References, words: str, edtf: str) -> None:
    found = _dated(f"It is {words} the Mora dam breaks, families said.", known=flood)
    assert _edtf(found) == edtf


@pytest.mark.parametrize(("words", "edtf"), [
    ("The dam near Mora broke on March 13. The quarrel, now more than ten months old, counted from when the dam of Mora broke, goes on.",
     "[2020-01-13..2020-02-12]"),
    # no present in the sentence: what was done two weeks after is told as past; half a week either way
    ("Two weeks after the dam at Mora breaks, the mayor resigned.", "[2019-03-24..]"),
    # a weekday by a date belongs to the date; 13 March was a Wednesday in 2019
    ("The council of Mora mourns for its dam. The water came on the Wednesday before, on March 13.", "[2019-03-13..]"),
    ("The council of Mora mourns for its dam. The water came on the Tuesday before, on March 13.", ""),
    # a day still to come is counted from the latest day that is past
    ("The dam near Mora broke. The curfew lasts until May 2.", "[2019-03-13..2019-05-02]"),
    ("The mayor spoke on Friday. The week before, the dam near Mora had burst.", "[2019-03-22..2019-03-24]"),
    ("The mayor spoke on Wednesday. On the same day the dam near Mora broke.", "[2019-03-13..2019-03-19]"),
    # the lead's weekday, where it shares the dam, Mora and the break with the event told further down
    ("On Wednesday people of Mora fled as the dam gave way and its wall breaks. Nobody slept. The dam of Mora burst, they said.",
     "[2019-03-13..2019-03-19]"),
    ("On Wednesday a fair opened in Lund. The dam of Mora burst, they said.", "[2019-03-13..]"),
])  # fmt: skip
def test_elapsed_and_dependent_times_are_read_as_an_analyst_would(flood: References, words: str, edtf: str) -> None:
    assert _edtf(_dated(words, known=flood)) == edtf


@pytest.mark.parametrize(("words", "edtf"), [
    ("In the third week of the siege of Mora, bread is short.", "[2019-03-27..2019-04-02]"),
    ("The siege of Mora is now in its third week.", "[2019-03-27..2019-04-02]"),
    ("In the third week of the siege of Mora, bread ran short.", ""),  # told as past
])  # fmt: skip
def test_nth_week_of_what_still_goes_on_is_the_week_of_publication(tmp_path: Path, words: str, edtf: str) -> None:
    path = tmp_path / "siege.csv"
    path.write_text(OWN + "siege,2019-03-13,,The siege of Mora,Mora + encircled,,Mora,\n", encoding="utf-8")
    assert _edtf(_dated(words, known=references(events=[path], built_in=False))) == edtf


@pytest.mark.parametrize(("phrase", "by", "first"), [
    ("the Hamas attacks on Israel", None, "2023-10-07"),
    ("the war in Gaza began", "2014-08-01", "2014-07-08"),
    ("the war in Gaza began", None, None),
    ("Russia's war in Ukraine", None, "2022-02-24"),
    ("the war in South Sudan", None, "2013-12-15"),
    ("the war in Ukraine", "2020-01-01", None),
    ("the attacks", None, None),
])  # fmt: skip
def test_phrase_counts_from_the_event_or_war_that_it_names(phrase: str, by: str | None, first: str | None) -> None:
    found = start_of(phrase, by=ordinal_of(by) if by else None)
    assert (found.edtf if found else None) == first


@pytest.mark.parametrize(("name", "edtf"), [
    ("messages", "[2025-06-23..2025-06-29]"),
    ("defense-accord", "[2025-09-16..2025-09-21]"),
    ("blinken-in-doha", "[2024-08-07..2024-09-06]"),
    ("tightrope", "[2021-01-20..2025-01-20]"),
    ("forty-days", "2025-10-19"),
    ("waiting-for-saturday", "[2025-01-26..2025-02-01]"),
])  # fmt: skip
def test_undated_samples_are_dated_by_their_own_words(name: str, edtf: str) -> None:
    from timeline.articles import read

    [article] = read([SAMPLES / f"{name}.txt"], problems=print)
    assert _edtf(date_articles([article])[0]) == edtf


def test_year_of_a_date_comes_from_another_article_that_tells_of_the_same() -> None:
    other = _article("The ferry Alva sank off Mora on 9 June 2016 with forty aboard.", published="2016-06-20", name="b")
    found = _dated("The ferry Alva sank near Mora on June 9. It is over three months since the ferry Alva sank.", other, known=NOTHING)
    assert _edtf(found) == "[2016-09-09..2016-10-08]"
    assert "as another article of the corpus tells" in (found.published_reason or "")


def test_year_is_not_taken_from_an_article_about_something_else() -> None:
    other = _article("The bakery in Lund opened on 9 June 2016.", published="2016-06-20", name="b")
    assert _dated("The ferry Alva sank near Mora on June 9.", other, known=NOTHING).published is None


def test_terms_of_office_alone_are_weak_and_called_so() -> None:
    found = _dated("The Biden administration has tolerated the talks.")
    assert _edtf(found) == "[2021-01-20..2025-01-20]"
    assert (found.published_reason or "").startswith("weak: it names in office Biden administration")


def test_former_officeholders_bound_nothing() -> None:
    assert Officeholders(references().offices).constraints("Former Secretary of State Antony Blinken spoke.") == []


@pytest.mark.parametrize("words", [
    "Deputy Foreign Minister Abbas Araghchi", "Vice President Joe Biden", "incoming Secretary of State Marco Rubio",
    "Assistant Secretary of State Antony Blinken",
])  # fmt: skip
def test_lower_or_coming_office_is_not_the_one_its_title_ends_in(words: str) -> None:
    [plain] = Officeholders(references().offices).constraints(words.partition(" ")[2] + " spoke.")
    assert plain not in Officeholders(references().offices).constraints(words + " spoke.")


def test_later_officeholder_wins_over_one_told_as_history() -> None:
    [found] = Officeholders(references().offices).constraints("President Obama drew a line; President Biden drew another.")
    assert found.start == ordinal_of("2021-01-20")


def test_contradiction_drops_the_weakest_and_keeps_it_in_the_report() -> None:
    sure = Constraint(ordinal_of("2020-01-01"), ordinal_of("2020-02-01"), "elapsed", 0.7, reason="sure")
    weak = Constraint(None, ordinal_of("2019-01-01"), "office", 0.3, reason="weak")
    found = intersect([weak, sure])
    assert found.when == When.parse("2020-01")
    assert found.dropped == (weak,)


def test_order_of_constraints_changes_nothing() -> None:
    some = [Constraint(ordinal_of(f"2020-0{m}-01"), None, "date", 0.5, reason=str(m)) for m in (3, 1, 2)]
    assert intersect(some) == intersect(reversed(some))


def test_evidence_points_at_its_words(flood: References) -> None:
    text = "The dam near Mora broke on Wednesday."
    found = [c for c in explain(_article(text), references=flood) if c.kind == "event day"]
    assert [text[c.char_start : c.char_end] for c in found] == ["Wednesday"]
    assert found[0].reason == "“Wednesday” is when “The dam at Mora breaks” (13 Mar 2019) happened"


def test_rows_of_the_command_echo_ids_and_leave_unknown_empty() -> None:
    rows = list(date_rows([{"id": "x", "published": "2020-02-03", "text": "a"}, {"id": "y", "published": None, "text": "b"}]))
    assert rows[0] == {"id": "x", "start": "2020-02-03", "end": "2020-02-03", "edtf": "2020-02-03", "basis": "stated",
                       "reason": "stated"}  # fmt: skip
    assert (rows[1]["id"], rows[1]["edtf"], rows[1]["start"], rows[1]["basis"]) == ("y", "", None, "unknown")


def test_full_date_whose_year_stands_apart_is_a_full_date() -> None:
    first, *_ = said("Aired February 3 , 2011 - 12:00 ET").times
    assert first.shape == "day"
    assert first.interval is not None
    assert first.interval.edtf == "2011-02-03"


def test_text_without_times_gives_no_constraints() -> None:
    assert textual(said(""), references()) == []


real = pytest.mark.skipif(not ARTICLES.is_dir(), reason=f"the five articles are absent: {ARTICLES}")


def _five(known: References) -> dict[str, Article]:
    from timeline.articles import read

    return {Path(a.path or "").name[:3]: a for a in date_articles(list(read([ARTICLES], problems=print)), references=known)}


@real
def test_five_articles_are_dated_as_far_as_their_words_go() -> None:
    found = {name: _edtf(a) for name, a in _five(references()).items()}
    assert found["000"] == "[2025-06-23..2025-06-29]"
    assert found["001"] == "2024-02-14"
    assert found["002"] == "[2025-09-16..2025-09-21]"
    assert found["003"] == "[2024-08-07..2024-09-06]"
    assert found["004"] == "[2021-01-20..2025-01-20]"


@real
def test_without_reference_files_the_corpus_alone_gives_the_year() -> None:
    found = _five(NOTHING)
    assert _edtf(found["003"]) == "[2024-08-07..2024-09-06]"
    assert found["004"].published is None


def test_own_samples_prove_the_same_as_the_five(flood: References) -> None:
    other = _article("The Mora dam broke and drowned a village on March 13, 2019.", published="2019-04-02", name="b")
    text = "The flood began as the Mora dam broke over a village on March 13. It is over ten months since the Mora dam broke."
    assert _edtf(_dated(text, other, known=NOTHING)) == "[2020-01-13..2020-02-12]"
    assert date(2020, 1, 13) == (_dated(text, other, known=NOTHING).published or When.parse("1900")).start


def test_total_between_two_dated_totals_lies_between_their_days() -> None:
    first = _article("More than 10,000 people have been killed in Alvaria since the war began.", published="2016-03-01", name="b")
    last = _article("The war in Alvaria has killed 20,000 people since it began.", published="2016-09-01", name="c")
    found = _dated("About 15,000 people have been killed in Alvaria since the war began.", first, last, known=NOTHING)
    assert _edtf(found) == "[2016-03-01..2016-09-01]"
    assert found.published_reason == (
        "the total of 15,000 killed (Alvaria) is above those told up to 2016-03-01 and below those told from 2016-09-01")


def test_totals_that_do_not_grow_say_nothing() -> None:
    first = _article("More than 20,000 people have been killed in Alvaria since the war began.", published="2016-03-01", name="b")
    last = _article("The war in Alvaria has killed 10,000 people since it began.", published="2016-09-01", name="c")
    found = _dated("About 15,000 people have been killed in Alvaria since the war began.", first, last, known=NOTHING)
    assert found.published is None


def _wire(days: int, *, skip: int = -1) -> list[Article]:
    """A wire of one story a day from 2 January 2017 on, each with words of its own that its week shares."""
    start = date(2017, 1, 2).toordinal()
    out = []
    for n in range(days):
        week = n // 7
        day = date.fromordinal(start + n)
        words = " ".join(f"zu{chr(97 + week)}po{chr(97 + k)}" for k in range(12))
        text = f"The council met on {day:%A}. It spoke of {words} and of bread{n}."
        out.append(_article(text, published=None if n == skip else day.isoformat(), name=f"w{n:03d}"))
    return out


def test_a_corpus_dates_an_article_by_its_neighbours_within_the_interval_it_states() -> None:
    found = date_articles(_wire(140, skip=80), references=NOTHING)[80]
    true = date.fromordinal(date(2017, 1, 2).toordinal() + 80)
    assert found.published is not None
    assert found.published.start is not None and found.published.end is not None
    assert found.published.start <= true <= found.published.end
    assert (found.published.end - found.published.start).days <= 14
    assert "of the 5 articles most alike it" in (found.published_reason or "")


def test_dating_is_the_same_twice_and_whatever_stands_around() -> None:
    wire = _wire(70, skip=33)
    once = date_articles(wire, references=NOTHING)[33]
    again = date_articles(wire, references=NOTHING)[33]
    assert once == again


def test_people_and_places_alone_narrow_nothing() -> None:
    # every article names the council, which is in no neighbour's favour; no rare word is shared
    stranger = _article("The council of Mora and its mayor Ida Berg kept their talks open.", name="s")
    others = [a.model_copy(update={"text": "The council of Mora and its mayor Ida Berg. " + a.text}) for a in _wire(70)]
    found = date_articles([stranger, *others], references=NOTHING)[0]
    assert found.published is None


@pytest.mark.parametrize("year", [1902, 2011, 2013, 2023])
def test_day_counts_from_the_last_29_february_however_many_years_have_none(year: int) -> None:
    from timeline.dating.habits import _year_round

    leap = {1902: 1896, 2011: 2008, 2013: 2012, 2023: 2020}[year]
    new_year = date(year, 1, 1)
    assert _year_round(new_year.toordinal(), 2, 29) == (new_year - date(leap, 2, 29)).days


def test_names_of_a_season_tell_it_where_no_story_is_shared() -> None:
    import numpy as np

    mayors = ("Ida Berg", "Olaf Lund", "Ana Sol", "Jo Vik", "Eva Dahl", "Per Holm", "Siv Ness", "Kai Moe")
    texts = [f"The council met {mayors[n // 5]} over grain{n}." for n in range(40)]
    days = [n // 5 * 60 + n for n in range(40)]  # a season of sixty days for each
    season = Nearness(texts, days, np.arange(0, 500)).asked("It was said of Eva Dahl that salt fell.").logs["season"]
    assert 240 <= int(season.argmax()) < 300


def test_article_left_out_finds_its_neighbour_and_not_itself() -> None:
    import numpy as np

    texts = ["Zinc roofs fell at Mora harbour.", "Zinc roofs fell at Mora harbour again.", "Bread was dear in Lund."]
    near = Nearness(texts, [5, 40, 80], np.arange(0, 100))
    story = near.asked(texts[0], leave_out=0).logs["story"]
    assert int(story.argmax()) == 40


def test_undated_article_in_a_language_without_rules_stays_unknown_and_says_so() -> None:
    [row] = date_rows([{"id": "g", "published": None, "language": "de", "text": "Am 3. Mai 2024 traf der Rat zusammen."}])
    assert (row["edtf"], row["basis"], row["reason"]) == ("", "unknown", "language not supported: de")


def test_stated_date_tells_its_field_and_its_words_and_one_that_no_calendar_has_is_told_in_the_reason(tmp_path: Path) -> None:
    from timeline.articles import records

    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "a", "published": "2024-03-05", "text": "A gate stood open."}\n'
                    '{"id": "b", "published": "31 February 2024", "text": "A gate stood open."}\n', encoding="utf-8")  # fmt: skip
    problems: list[object] = []
    stated, impossible = date_rows(records([path], problems=problems.append))
    assert stated["reason"] == 'the field "published": "2024-03-05"'
    assert (impossible["edtf"], impossible["basis"]) == ("", "unknown")
    assert impossible["reason"] == ('the field "published": 31 February 2024: February 2024 has 29 days; '
                                    "nothing in the text or in the other articles dates it")  # fmt: skip
    assert len(problems) == 1


def test_what_befell_the_brother_befell_no_one_else(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text(OWN + "orban,2019-03-13,,Omar Venn is killed,killed Omar Venn/fall of Omar Venn,,Mora,\n", encoding="utf-8")
    known = References(references(events=[path], built_in=False).events)
    assert [c.kind for c in textual(said("A shell killed Omar Venn in Mora."), known)] == ["event"]
    assert textual(said("A shell killed Omar Venn's brother in Mora."), known) == []
    assert textual(said("They fear the fall of Omar Venn."), known) == []


def test_date_of_a_known_event_elsewhere_is_another_day(flood: References) -> None:
    here = "The dam broke on March 13 and the council of Mora fled."
    assert [c.kind for c in textual(said(here), flood)] == ["date", "event"]
    assert textual(said("The dam breaks of March 13 drowned the mill of Tarn."), flood) == []


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        # Thursday 17 July 2014 and two days: the Saturday; news of the first sentence is printed within three days
        ("On Saturday, two days after flight MH17 was shot down, the guards let nobody near.", "[2014-07-19..2014-07-22]"),
        # the weekday does not fit the length of time: it is only later by two days, loosely counted
        ("On Friday, two days after flight MH17 was shot down, the guards let nobody near.", "[2014-07-18..]"),
        # Sunday 13 November 2016
        ("Wreaths were laid on Sunday, the first anniversary of the attacks on the Bataclan in Paris.", "[2016-11-13..2016-11-16]"),
        # 24 February 2022 is the first day: the hundredth is 3 June
        ("On the 100th day of Russia's full-scale invasion of Ukraine shells fell on Lysychansk.", "[2022-06-02..2022-06-06]"),
        # the day that a story opens with follows the day of the attack that it tells of
        ("Rescuers gave up hope on Tuesday.\nNobody had come out alive since the Beirut port explosion on Monday.", "[2020-08-04..]"),
        # "two days earlier" counts back from the day of the news: Sunday 21 September 2025
        ("Envoys met on Tuesday. Two days earlier Britain, Canada and Australia had formally recognised Palestine.", "[2025-09-23..2025-09-26]"),
    ],
)  # fmt: skip
def test_news_so_long_after_a_known_event_is_dated_by_it(text: str, edtf: str) -> None:
    assert _edtf(date_articles([Article(article_id="a", text=text)])[0]) == edtf


def test_what_is_said_today_of_an_event_of_another_day_does_not_make_it_of_today() -> None:
    mourned = "The city today mourned the dead of the blast in the port of Beirut on Tuesday."
    assert _edtf(date_articles([Article(article_id="a", text=mourned)])[0]) == "[2020-08-04..2020-08-10]"


def test_title_and_name_of_two_holders_leave_the_terms_of_both() -> None:
    of_both = _of_offices("President Aoun received the envoy.")
    assert of_both[0].when is not None
    assert of_both[0].start == ordinal_of("2016-10-31")
    # Mikati governed under Michel Aoun from 10 September 2021, and under Joseph Aoun until 8 February 2025
    with_both = _of_offices("President Aoun received Prime Minister Najib Mikati.")[0]
    assert (with_both.start, with_both.end) == (ordinal_of("2021-09-10"), ordinal_of("2025-02-09"))

