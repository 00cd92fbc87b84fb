"""Any bytes, in any reader: no exception, no empty article, and offsets that hold."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline.articles import Problem, article_from_text, read_upload, records, unite
from timeline.articles.cleaning import clean, visible
from timeline.articles.days import read_day
from timeline.articles.encoding import decode
from timeline.articles.furniture import is_credit, is_furniture, is_list_head, is_pointer, may_be
from timeline.articles.given import Draft
from timeline.articles.published import stated
from timeline.interval import Interval, When

NAMES = ["a.txt", "a.md", "a.html", "a.json", "a.jsonl", "a.csv", "a.tsv", "a.xml", "a.zip", "a.gz", "a.jsonl.gz", "a", ""]
PIECES = st.sampled_from(
    ["<p>", "</p>", "<!--", "-->", "<![CDATA[", "]]>", "<rss>", "<item>", "<description>", "&amp;", "&x;", '{"text": "', '"}', "[", "]", "{", "}", "\n",
     "\r", "\t", ",", ";", '"', "'", "---\n", "date: ", "title: x\n", "Published ", "Updated ", "2024-02-31", "3 May 2019", "March 9, 2014 -", "03/04/2024",
     "|", "-\n", "- ", "**", "#", "Read more", "\x00", "\ufeff", "\u202e", "Doha", "talks resumed.", " ", "PK\x03\x04", "\x1f\x8b", "é", "\ud800"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map("".join))
BYTES = st.one_of(st.binary(max_size=300), TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")), TEXTS.map(lambda text: text.encode("utf-16", "surrogatepass")))
QUICK = settings(max_examples=50, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


def check(name: str, data: bytes) -> None:
    problems: list[Problem] = []
    articles = read_upload(name, data, problems=problems.append)
    assert articles or problems
    for article in articles:
        assert article.text.strip() == article.text != ""
        article.text.encode()
        article.model_dump_json()
        assert not any(ord(character) < 32 and character != "\n" for character in article.text)
    for problem in problems:
        assert problem.message
        assert str(problem).startswith(name)
    unite(articles)


@pytest.mark.parametrize("name", NAMES)
def test_any_bytes_under_any_ending_give_articles_or_a_problem(name):
    @QUICK
    @given(BYTES)
    def holds(data: bytes) -> None:
        check(name, data)

    holds()


@pytest.mark.parametrize("name", ["a.html", "a.json", "a.jsonl", "a.csv", "a.xml", "a.zip"])
def test_a_good_file_with_some_bytes_changed_gives_articles_or_a_problem(name):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.txt", "Lorries crossed at dawn. " * 20)
        packed.writestr("b.json", json.dumps({"text": "Lorries crossed."}))
    good = {
        "a.html": b'<html><head><meta property="article:published_time" content="2024-02-14"></head><body><p>Lorries crossed.</p></body></html>',
        "a.json": json.dumps([{"text": "Lorries crossed.", "published": "2024-02-14"}] * 2).encode(),
        "a.jsonl": b'{"text": "Lorries crossed."}\n' * 3, "a.csv": b'text,date\n"Lorries, two, crossed.",2024-02-14\n' * 2,
        "a.xml": b"<rss><channel><title>W</title><item><description>Lorries crossed.</description></item></channel></rss>", "a.zip": archive.getvalue(),
    }[name]  # fmt: skip

    @QUICK
    @given(st.lists(st.tuples(st.integers(0, len(good) - 1), st.integers(0, 255)), min_size=1, max_size=8))
    def holds(changes: list[tuple[int, int]]) -> None:
        data = bytearray(good)
        for at, byte in changes:
            data[at] = byte
        check(name, bytes(data))

    holds()


@QUICK
@given(TEXTS)
def test_a_cleaned_text_is_paragraphs_without_space_around(text):
    cleaned = clean(text).text
    assert cleaned == "" or all(paragraph.strip() == paragraph != "" for paragraph in cleaned.split("\n\n"))


@QUICK
@given(TEXTS)
def test_no_word_appears_in_cleaning(text):
    printed = set("".join(text.split()).translate({0x2D: None}))
    assert set("".join(clean(text).text.split()).translate({0x2D: None})) <= printed | set("-\ufffd") | {
        character.encode("latin-1").decode("cp1252", "ignore") for character in printed if "\x80" <= character <= "\x9f"}  # fmt: skip


@QUICK
@given(TEXTS)
def test_records_answer_the_very_text(text):
    line = json.dumps({"id": "x", "text": text}).encode()
    (found,) = records(["-"], problems=print, stdin=io.BytesIO(line))
    assert len(found.text) == len(text)
    assert found.text == "".join("\ufffd" if "\ud800" <= character <= "\udfff" else character for character in text)


@QUICK
@given(st.text(max_size=130))
def test_any_string_is_a_day_or_none(text):
    found = read_day(text, foreign=False)
    assert found.day is None or isinstance(found.day, Interval)


@QUICK
@given(st.dates(min_value=date(1500, 1, 1)), st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%a, %d %b %Y 10:00:00 GMT", "%Y/%m/%d"]))
def test_every_day_is_read_back_from_what_is_printed(day, form):
    words = day.strftime(form)
    assert read_day(words).day == Interval(day.toordinal(), day.toordinal() + 1), words


@QUICK
@given(TEXTS)
def test_the_stated_date_of_any_text_is_an_interval_with_a_reason(text):
    found = stated(Draft(text=text, path="a.txt", name=text[:40], url=text[:80], published=text[:60] or None))
    assert (found.published is None) == (found.reason is None)
    if found.published:
        assert When.parse(When.within(found.published).edtf)


@QUICK
@given(st.binary(max_size=400))
def test_any_bytes_are_decoded(data):
    decode(data).text.encode("utf-8", "surrogatepass")


@QUICK
@given(TEXTS.map(lambda text: " ".join(visible(text)[0].split())).filter(bool))
def test_the_quick_look_passes_over_no_furniture(line):
    if len(line) <= 240 and (is_furniture(line) or is_list_head(line) or is_pointer(line) or is_credit(line)):
        assert may_be(line)


@QUICK
@given(TEXTS.filter(lambda text: clean(text).text))
def test_the_id_of_a_text_is_that_of_its_cleaned_form(text):
    article = article_from_text(text)
    assert article_from_text(f"{article.text}\n").article_id == article_from_text(article.text).article_id
