"""The stated date of an article: where it is found, what wins, and what is told when it cannot be read."""

from __future__ import annotations

import pytest

from timeline.articles import article_from_text
from timeline.articles.days import read_day
from timeline.articles.given import Draft
from timeline.articles.published import moment, read_label, stated

BODY = "Aid lorries crossed before noon, the ministry of transport told reporters in the capital."


def published(text: str, **fields: str) -> str | None:
    found = stated(Draft(text=text, path="a.txt", **fields)).published
    return found.edtf if found else None


@pytest.mark.parametrize(("words", "edtf"), [
    ("2024-02-14", "2024-02-14"), ("2024-02-14T23:30:00-08:00", "2024-02-14"), ("2024-02-14 08:00:00", "2024-02-14"),
    ("2024/02/14", "2024-02-14"), ("2024.02.14", "2024-02-14"), ("20240214", "2024-02-14"), ("14 February 2024", "2024-02-14"),
    ("14th of February, 2024", "2024-02-14"), ("February 14, 2024", "2024-02-14"), ("Feb. 14, 2024", "2024-02-14"),
    ("Wednesday, February 14th, 2024 at 5:40 pm GMT", "2024-02-14"), ("Wed, 14 Feb 2024 22:10:00 +0300", "2024-02-14"),
    ("14-Feb-2024", "2024-02-14"), ("14.02.2024", "2024-02-14"), ("14/02/2024 10:30", "2024-02-14"), ("02/14/2024", "2024-02-14"),
    ("February 2024", "2024-02"), ("2024-02", "2024-02"), ("2024", "2024"), ("1707868800", "2024-02-14"),
    ("[2024-02-14..2024-02-16]", "[2024-02-14..2024-02-16]"), ("14 FEB 2024 1200 GMT", "2024-02-14"),
    ("2024-02-14T23:30:00.123456Z", "2024-02-14"), ("١٤/٠٢/٢٠٢٤", "2024-02-14"),
])
def test_a_date_string_reads_as_the_day_that_it_prints(words, edtf):
    assert read_label(words).day.edtf == edtf


@pytest.mark.parametrize(("words", "edtf"), [
    ("Publié le 14 février 2024 à 10h30", "2024-02-14"), ("14 février 2024", "2024-02-14"), ("14. Februar 2024", "2024-02-14"),
    ("Publicado el 14 de febrero de 2024", "2024-02-14"), ("14 فبراير 2024", "2024-02-14"), ("14 февраля 2024", "2024-02-14"),
    ("14 Şubat 2024", "2024-02-14"), ("2024年2月14日", "2024-02-14"),
])
def test_other_languages_are_read_with_day_month_and_year(words, edtf):
    assert read_label(words).day.edtf == edtf


@pytest.mark.parametrize("words", ["in May", "1990s", "70% of", "soon", "le ministère", "14", "février", "May 5", "Monday", "", "  "])
def test_what_is_no_full_date_is_not_filled_up(words):
    assert read_day(words).day is None


@pytest.mark.parametrize(("words", "problem"), [
    ("31 February 2024", "February 2024 has 29 days"), ("2023-02-29", "February 2023 has 28 days"), ("2024-13-01", "there is no month 13"),
    ("0001-01-01T00:00:00", "the year 1 is out of range"), ("31/31/2024", "there is no month 31"), ("2012/..", "open at one end"),
])  # fmt: skip
def test_an_impossible_date_is_a_problem_in_words(words, problem):
    found = read_day(words)
    assert found.day is None
    assert problem in found.problem


def test_published_wins_over_updated_and_the_line_leaves_the_text():
    article = article_from_text(f"Truce holds\n\nPublished 3 May 2019 | Updated 4 May 2019 17:40 GMT\n\n{BODY}")
    assert article.published.edtf == "2019-05-03"
    assert article.updated == "2019-05-04T17:40"
    assert article.published_reason == 'line 3: "Published 3 May 2019"'
    assert article.text == f"Truce holds\n\n{BODY}"


def test_updated_first_in_the_line_still_yields_to_published():
    assert published(f"Last updated: 4 May 2019, 17:40. Published: 3 May 2019\n{BODY}".replace(". P", " | P")) == "2019-05-03"


def test_an_update_alone_is_the_date_and_says_so():
    found = stated(Draft(text=f"Updated 4 May 2019\n{BODY}", path="a.txt"))
    assert found.published.edtf == "2019-05-04"
    assert "no first publication" in found.reason


def test_a_date_in_running_text_at_the_top_is_found_and_left_out():
    article = article_from_text(f" date 2024-02-14 {BODY}\n\nThe next convoy is due on Friday, the ministry said later.")
    assert (article.published.edtf, article.published_basis) == ("2024-02-14", "stated")
    assert article.published_reason == 'line 1: "date 2024-02-14"'
    assert article.text.startswith("Aid lorries")


@pytest.mark.parametrize(("line", "edtf"), [
    ("CAIRO, March 9, 2014 - ", "2014-03-09"), ("CAIRO, March 9, 2014 (Reuters) - ", "2014-03-09"), ("DOHA, Qatar (AP) — Feb. 14, 2024 — ", "2024-02-14"),
    ("Beirut/Doha, 9 March 2014: ", "2014-03-09"), ("March 9, 2014 (Wire) -- ", "2014-03-09"), ("BOGOTA, 3 APR 90 (RADIO) -- ", "1990-04-03"),
    ("AL-ARISH, Egypt, 9 Mar 2014 (AFP) – ", "2014-03-09"),
])
def test_a_dateline_states_the_date_and_stays_in_the_text(line, edtf):
    article = article_from_text(f"Lorries cross\n\n{line}{BODY}")
    assert article.published.edtf == edtf
    assert line.strip() in article.text


@pytest.mark.parametrize("text", [
    f"On March 9, 2014 - a Sunday - {BODY}", f"{BODY} It began on 9 March 2014 - a Sunday.", f"The truce of 9 March 2014: {BODY}",
    f"{BODY}\n\n9 March 2014\n\nA raid.\n\n10 March 2014\n\nA reply.\n\n11 March 2014\n\nA truce.", f"(Reuters) - {BODY}",
    f"Published in 2014, the report says that {BODY}", f"DOHA, March 9 (Wire) - {BODY}",
])  # fmt: skip
def test_dates_of_events_are_not_taken_for_publication(text):
    assert published(text) is None


@pytest.mark.parametrize("line", ["14 February 2024", "Wed 14 Feb 2024 10.30 GMT", "By Lina Haddad | 14 February 2024 | Doha", "14/02/2024",
                                  "Doha, 14 February 2024", "February 14, 2024 3:05 PM EST", "3 min read • 14 Feb 2024",
                                  "By Lina Haddad 14 February 2024, 3:15 pm", "Lina Haddad |14.02.2024 - Update : 15.02.2024",
                                  "PUBLISHED: 11:05 GMT, 14 February 2024 | UPDATED: 17:40 GMT, 15 February 2024"])  # fmt: skip
def test_a_line_that_is_a_date_states_it(line):
    article = article_from_text(f"Lorries cross into the strip\n{line}\n{BODY}")
    assert article.published.edtf == "2024-02-14"
    assert article.text == f"Lorries cross into the strip\n\n{BODY}"


@pytest.mark.parametrize("line", [
    "February 14, 20246:12 AM ETHeard on the morning news", "Published On 14 Feb 202414 Feb 2024", "Feb. 14, 2024Updated 4:15 p.m. ET",
    "14/02/2024 - 09:40Modified: 15/02/2024 - 09:38", "14 फ़रवरी 2024", "14 février 2024", "02.14.24",
    "As of 14 February 2024", "Embargoed until 14 February 2024, 00:01 GMT",
])  # fmt: skip
def test_a_date_line_whose_parts_a_copy_joined_or_that_is_foreign_states_it(line):
    article = article_from_text(f"Lorries cross into the strip\n{line}\n{BODY}")
    assert article.published.edtf == "2024-02-14"
    assert article.text == f"Lorries cross into the strip\n\n{BODY}"


def test_an_update_with_its_zone_before_the_date_is_told_to_the_minute():
    found = stated(Draft(text=f"Lorries cross\nUpdated 9:13 PM GMT+3, February 14, 2024\n{BODY}", path="a.txt"))
    assert (found.published.edtf, found.updated) == ("2024-02-14", "2024-02-14T21:13")


def test_a_numeric_day_is_no_time_of_the_update():
    found = stated(Draft(text=f"Lorries cross\n14.02.2024 - Update : 15.02.2024\n{BODY}", path="a.txt"))
    assert (found.published.edtf, found.updated) == ("2024-02-14", "2024-02-15")


def test_a_second_line_with_the_same_day_leaves_the_text_too():
    article = article_from_text(f"Lorries cross\n\nBy Staff\n\nOne more\n\nTwo\n\nPublished on 14 Feb 2024\n\nThree\n\n14 Feb 2024\n\n{BODY}")
    assert "2024" not in article.text


@pytest.mark.parametrize("line", ["3 hours ago", "Updated 2 hours ago", "Published an hour ago"])
def test_a_relative_date_line_states_nothing_and_leaves_the_text(line):
    article = article_from_text(f"Lorries cross into the strip\n{line}\n{BODY}")
    assert article.published is None
    assert article.text == f"Lorries cross into the strip\n\n{BODY}"


def test_metadata_then_text_then_dateline_then_url_then_file_name():
    text = f"Published 2 May 2019\nCAIRO, May 3, 2019 - {BODY}"
    address = {"url": "https://news.example/2019/05/04/lorries", "name": "2019-05-05-lorries.txt"}
    assert published(text, published="2019-05-01", published_from="x", **address) == "2019-05-01"
    assert published(text, **address) == "2019-05-02"
    assert published(text.split("\n")[1], **address) == "2019-05-03"
    assert published(BODY, **address) == "2019-05-04"
    assert published(BODY, name=address["name"]) == "2019-05-05"


@pytest.mark.parametrize(("name", "edtf"), [("20190505_cairo.txt", "2019-05-05"), ("wire 2019_05_05.html", "2019-05-05"), ("20191305.txt", None),
                                            ("article-12345678901.txt", None), ("report 2019.txt", None)])  # fmt: skip
def test_a_file_name_states_a_date_only_in_full(name, edtf):
    assert published(BODY, name=name) == edtf


@pytest.mark.parametrize(("url", "edtf"), [
    ("https://x.example/2019/may/05/lorries", "2019-05-05"), ("https://x.example/a/20190505/b", "2019-05-05"),
    ("https://x.example/story/20195", None)])  # fmt: skip
def test_a_url_states_a_date_only_in_full(url, edtf):
    assert published(BODY, url=url) == edtf


def test_an_impossible_date_is_told_and_the_next_place_is_tried():
    article = article_from_text(f"Published 31 February 2024\nCAIRO, March 9, 2024 - {BODY}")
    assert article.published.edtf == "2024-03-09"
    assert article.problem == "line 1: 31 February 2024: February 2024 has 29 days"


def test_two_readings_of_a_numeric_date_are_settled_by_another_date():
    found = stated(Draft(text=f"Published 03/04/2024\n{BODY} The truce began on 4 March 2024.", path="a"))
    assert found.published.edtf == "2024-03-04"
    assert "elsewhere" in found.reason


@pytest.mark.parametrize(("publisher", "url", "edtf"), [
    ("CNN", None, "2024-03-04"), ("The Guardian", None, "2024-04-03"), (None, "https://www.thepeninsula.qa/1", "2024-04-03"),
    (None, "https://edition.cnn.com/1", "2024-03-04"), (None, None, "[2024-03-04?..2024-04-03?]")])  # fmt: skip
def test_two_readings_of_a_numeric_date_are_settled_by_the_publisher_or_kept(publisher, url, edtf):
    fields = {key: value for key, value in (("publisher", publisher), ("url", url)) if value}
    assert published(f"Published 03/04/2024\n{BODY}", **fields) == edtf


def test_an_undated_article_is_unknown_without_a_reason():
    article = article_from_text(BODY)
    assert (article.published, article.published_basis, article.published_reason) == (None, "unknown", None)


def test_an_update_is_told_to_the_minute():
    assert moment("Updated 4 May 2019 at 5:40 p.m.") == "2019-05-04T17:40"
    assert moment("Last updated 4 May 2019") == "2019-05-04"
