"""Every input format yields the same article; identity, order and the real articles."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest

from timeline.articles import Problem, article_from_text, read, read_upload, records, unite
from timeline.articles.language import NOT_SUPPORTED, language_of
from timeline.records import Article, identify

ONE = "Forty lorries with flour crossed at dawn on Tuesday, the crossing authority said in a statement on its website."
TWO = "The second convoy is to follow once the road has been cleared, according to two drivers who waited at the gate."
BODY = f"{ONE}\n\n{TWO}"
REAL = Path(__file__).parents[2] / "shared" / "articles"


def read_all(*sources: str | Path, **options: object) -> tuple[list[Article], list[Problem]]:
    problems: list[Problem] = []
    return list(read(sources, problems=problems.append, **options)), problems


def one(name: str, data: str | bytes) -> Article:
    problems: list[Problem] = []
    found = read_upload(name, data.encode() if isinstance(data, str) else data, problems=problems.append)
    assert problems == []
    assert len(found) == 1
    return found[0]


PAGE = f"""<!doctype html><html lang="en-GB"><head><title>Lorries cross | Example Wire</title>
<meta property="og:title" content="Lorries cross"><meta property="og:site_name" content="Example Wire">
<link rel="canonical" href="https://wire.example/lorries">
<script type="application/ld+json">{{"@context":"https://schema.org","@graph":[{{"@type":"NewsArticle","headline":"Lorries cross",
"datePublished":"2024-02-14T22:30:00-05:00","dateModified":"2024-02-15T08:00:00Z"}}]}}</script></head>
<body><nav><ul><li>Home</li><li>World</li></ul></nav><article><h1>Lorries cross</h1><p>{ONE}</p><p>{TWO}</p></article>
<aside>Related stories</aside><footer>© 2024 Example Wire</footer></body></html>"""

RECORD = {"id": "w1", "published": "2024-02-14", "title": "Lorries cross", "publisher": "Example Wire", "url": "https://wire.example/lorries",
          "language": "en", "text": BODY}  # fmt: skip
RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Example Wire</title>
<language>en-gb</language><item><title>Lorries cross</title><link>https://wire.example/lorries</link>
<pubDate>Wed, 14 Feb 2024 22:30:00 -0500</pubDate><description>Short&nbsp;form.</description>
<content:encoded><![CDATA[<p>{ONE}</p><p>{TWO}</p>]]></content:encoded></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Example Wire</title><entry><title>Lorries cross</title>
<link rel="alternate" href="https://wire.example/lorries"/><published>2024-02-14T22:30:00-05:00</published><updated>2024-02-16T00:00:00Z</updated>
<content type="html">&lt;p&gt;{ONE}&lt;/p&gt;&lt;p&gt;{TWO}&lt;/p&gt;</content></entry></feed>"""
CSV = f'id,published,headline,source,link,text\nw1,2024-02-14,Lorries cross,Example Wire,https://wire.example/lorries,"{BODY}"\n'
FRONT = f'---\ntitle: "Lorries cross"\ndate: 2024-02-14\nsource: Example Wire\nurl: https://wire.example/lorries\n---\n\n{BODY}\n'
HEAD = f"Title: Lorries cross\nSource: Example Wire\nDate: 14 February 2024\nURL: https://wire.example/lorries\n\n{BODY}\n"
FORMS = {"a.html": PAGE, "a.json": json.dumps(RECORD), "a.jsonl": json.dumps(RECORD) + "\n", "a.xml": RSS, "a.atom": ATOM, "a.csv": CSV,
         "a.md": FRONT, "a.txt": HEAD, "b.json": json.dumps([RECORD]), "c.json": json.dumps({"articles": [RECORD]}),
         "a.tsv": "title\tpublisher\turl\tdate\tbody\nLorries cross\tExample Wire\thttps://wire.example/lorries\t2024-02-14\t"
                  + f"{ONE} {TWO}\n"}  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_every_format_gives_the_same_article(name):
    article = one(name, FORMS[name])
    assert article.text.split() == BODY.split()
    assert (article.title, article.publisher, article.url) == ("Lorries cross", "Example Wire", "https://wire.example/lorries")
    assert (article.published.edtf, article.published_basis, article.language) == ("2024-02-14", "stated", "en")
    assert article.problem is None


@pytest.mark.parametrize(("name", "words"), [
    ("a.html", "datePublished in the page's JSON-LD"), ("a.jsonl", 'the field "published"'), ("a.xml", "the entry's <pubDate>"),
    ("a.md", 'the line "date"'), ("a.csv", 'the field "published"')])  # fmt: skip
def test_the_reason_names_the_place_of_the_date(name, words):
    assert one(name, FORMS[name]).published_reason.startswith(words)


@pytest.mark.parametrize("name", FORMS)
def test_every_format_is_read_from_zip_and_gzip(name, tmp_path):
    packed = tmp_path / "all.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"folder/{name}", FORMS[name])
    (tmp_path / f"{name}.gz").write_bytes(gzip.compress(FORMS[name].encode()))
    found, problems = read_all(packed, tmp_path / f"{name}.gz")
    found.sort(key=lambda article: "!" in article.path)
    assert problems == []
    assert [article.text.split() for article in found] == [BODY.split()] * 2
    assert found[0].path.startswith(f"{tmp_path.as_posix()}/{name}.gz")
    assert "all.zip!folder/" in found[1].path


@pytest.mark.parametrize("name", ["a.html", "a.json", "a.jsonl", "a.xml", "a.txt"])
def test_standard_input_is_read_by_its_content(name):
    found, problems = read_all("-", stdin=io.BytesIO(FORMS[name].encode()))
    assert problems == []
    assert found[0].text.split() == BODY.split()


def test_records_give_the_text_untouched(tmp_path):
    text = f"Read more\n-\nOther story\n{ONE}\r\n{ONE}\t end "
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf" + text.encode())
    (tmp_path / "b.jsonl").write_text(json.dumps({"id": "x", "text": text, "published": None}) + "\n")
    (tmp_path / "c.md").write_text(FRONT)
    found = list(records([tmp_path], problems=print))
    assert [given.text for given in found] == [text, text, FRONT]
    assert [given.id for given in found] == [identify(text), "x", identify(FRONT)]
    assert found[2].published.edtf == "2024-02-14"


def test_a_record_that_says_null_is_taken_at_its_word():
    line = json.dumps({"published": None, "text": f"CAIRO, March 9, 2014 - {ONE}"}).encode()
    assert next(records(["-"], problems=print, stdin=io.BytesIO(line))).published is None


def test_offsets_count_code_points_of_the_decoded_file(tmp_path):
    (tmp_path / "a.txt").write_text("🙂 é Doha", encoding="utf-16")
    (given,) = records([tmp_path / "a.txt"], problems=print)
    assert given.text.index("Doha") == 4


def test_a_folder_is_read_in_the_order_of_its_paths_whatever_order_is_named(tmp_path):
    for name in ("b/2.txt", "a.txt", "b/1.txt", "c/d/e.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"{ONE} {name}")
    names = [article.path for article in read_all(tmp_path)[0]]
    assert names == [(tmp_path / name).as_posix() for name in ("a.txt", "b/1.txt", "b/2.txt", "c/d/e.txt")]
    assert [article.path for article in read_all(tmp_path / "c", tmp_path / "b", tmp_path / "a.txt")[0]] == names
    assert [article.path for article in read_all(tmp_path, tmp_path / "b", tmp_path / "a.txt")[0]] == names


def test_the_id_is_the_records_own_else_a_hash_of_the_text():
    assert one("a.jsonl", FORMS["a.jsonl"]).article_id == "w1"
    plain = article_from_text(ONE)
    assert plain.article_id == identify(ONE)
    assert article_from_text(f"  {ONE}\n\n{ONE}").article_id == plain.article_id


def test_field_names_of_other_collections_are_understood():
    record = {"headline": "Lorries cross", "source": {"name": "Example Wire"}, "publishedAt": "2024-02-14T10:00:00Z", "content": BODY}
    article = one("a.json", json.dumps({"status": "ok", "articles": [record]}))
    assert (article.title, article.publisher, article.published.edtf) == ("Lorries cross", "Example Wire", "2024-02-14")


def test_a_csv_from_our_own_export_gives_its_text_back():
    article = one("a.csv", f"\ufefftext;title\r\n'=1+1 {ONE};'-Lorries\r\n")
    assert (article.text, article.title) == (f"=1+1 {ONE}", "-Lorries")


def test_the_name_of_a_file_dates_one_record_and_not_a_collection():
    assert one("2024-02-14-lorries.json", json.dumps({"text": BODY})).published.edtf == "2024-02-14"
    pair = json.dumps([{"text": ONE}, {"text": TWO}]).encode()
    assert [article.published for article in read_upload("2024-02-14.json", pair, problems=print)] == [None, None]


def test_json_lines_under_the_name_of_json_are_read():
    lines = "\n".join(json.dumps({"text": text}) for text in (ONE, TWO))
    assert [article.text for article in read_upload("a.json", lines.encode(), problems=print)] == [ONE, TWO]


def test_a_feed_without_a_date_in_an_entry_leaves_it_undated():
    article = one("a.xml", RSS.replace("<pubDate>Wed, 14 Feb 2024 22:30:00 -0500</pubDate>", ""))
    assert article.published is None


def test_a_page_without_metadata_takes_the_printed_date_line():
    article = one("a.html", f"<html><body><article><h1>Lorries cross</h1><p>Published 3 May 2019 | Updated 4 May 2019 17:40 GMT</p><p>{ONE}</p>"
                            f"<p>{TWO}</p></article></body></html>")  # fmt: skip
    assert article.published.edtf == "2019-05-03"
    assert "May" not in article.text


def test_a_pages_title_names_the_site_behind_the_title():
    article = one("a.html", f"<html><head><title>Lorries cross - Example Wire</title></head><body><h1>Lorries cross</h1><p>{ONE}</p></body></html>")
    assert (article.title, article.publisher) == ("Lorries cross", "Example Wire")


def test_a_pages_headings_and_lists_stay_and_its_menus_go():
    article = one("a.html", f"<html><body><nav><a href=a>Sport</a></nav><article><h1>Lorries cross</h1><figure><img src=a><figcaption>Gate [File: AP]"
                            f"</figcaption></figure><p>{ONE}</p><h2>The road ahead</h2><ul><li>{TWO}</li></ul><p>{ONE} Again.</p></article>"
                            f"<aside><h3>Most read</h3><ul><li><a href=b>Oil falls</a></li></ul></aside></body></html>")  # fmt: skip
    assert article.text.split("\n\n") == [ONE, "The road ahead", f"- {TWO}", f"{ONE} Again."]


def test_a_record_whose_text_is_markup_loses_it_for_reading_and_keeps_it_as_given():
    body = f"<p>{ONE}</p><p>{TWO}<br></p>"
    line = json.dumps({"text": body}).encode()
    assert one("a.json", line).text == BODY
    assert next(records(["-"], problems=print, stdin=io.BytesIO(line))).text == body


def test_a_page_under_the_name_of_a_text_is_read_as_a_page():
    assert one("a.txt", PAGE).text == BODY


def test_a_copyright_year_is_no_date_of_a_page():
    article = one("a.html", f"<html><body><p>{ONE}</p><p>{TWO}</p><footer>© 2019 Example. 1 January 2019</footer></body></html>")
    assert article.published is None


def test_another_language_is_kept_with_the_problem():
    article = article_from_text("Les pourparlers ont repris lundi à Doha et le ministère a déclaré qu'un accord est proche pour les deux parties.")
    assert (article.language, article.problem) == ("fr", NOT_SUPPORTED)


def test_plain_english_beats_a_wrong_declaration():
    assert language_of(BODY, "ar") == "en"
    assert language_of("استؤنفت المحادثات في الدوحة يوم الاثنين وقالت وزارة الخارجية القطرية إن الطرفين ناقشا تبادل الأسرى", "en") == "ar"


def test_declared_english_full_of_names_is_english():
    names = "Named in the list: Abdel Fattah al-Burhan, Mohamed Hamdan Dagalo, Minni Minnawi, Gibril Ibrahim, Malik Agar, Shams al-Din Kabbashi, Yasser al-Atta"
    assert language_of(names, "en") == "en"
    assert language_of(names.partition(": ")[2], "en-GB") == "en"


def test_text_that_is_plainly_another_beats_declared_english():
    assert language_of("Les pourparlers ont repris à Doha et le ministère a déclaré qu'un accord est proche pour les deux parties.", "en") == "fr"
    assert language_of("Die Gespräche in Doha wurden am Montag wieder aufgenommen, und eine Einigung ist für beide Seiten nicht fern.", "en") == "de"


def test_upper_case_english_is_english():
    assert language_of(BODY.upper()) == "en"


def test_a_snippet_is_taken_for_english_and_an_arabic_one_is_not():
    assert language_of("Talks opened in Doha.") == "en"
    assert language_of("استؤنفت المحادثات") != "en"


def test_the_same_text_from_two_publishers_is_one_article():
    found = [article_from_text(BODY, publisher=name, path=f"{name}.txt") for name in ("Post", "Wire")]
    (article,) = unite(reversed(found))
    assert article.publishers == ("Post", "Wire")
    assert article.paths == ("Post.txt", "Wire.txt")
    assert (article.publisher, article.path) == ("Post", "Post.txt")


def test_the_same_text_on_two_days_was_published_on_the_first():
    lines = [json.dumps(RECORD | {"id": day, "url": f"https://x.example/{day}", "published": day}) for day in ("2024-02-15", "2024-02-14")]
    (article,) = unite(read_upload("a.jsonl", "\n".join(lines).encode(), problems=print))
    assert article.published.edtf == "2024-02-14"
    assert "15 Feb 2024" in article.published_reason
    assert len(article.urls) == 2


def test_a_new_text_at_the_same_url_supersedes_the_older():
    texts = {"old": ("2024-02-14", ONE), "new": ("2024-02-15", TWO)}
    lines = [json.dumps({"id": key, "url": "http://www.wire.example/a/", "published": day, "text": text}) for key, (day, text) in texts.items()]
    found = {article.article_id: article.superseded_by for article in unite(read_upload("a.jsonl", "\n".join(lines).encode(), problems=print))}
    assert found == {"old": "new", "new": None}


def test_a_text_that_another_publisher_still_shows_is_not_superseded():
    shown = [("at-a", "https://a.example/1", "2024-02-14", ONE), ("at-b", "https://b.example/1", "2024-02-14", ONE),
             ("newer", "https://a.example/1", "2024-02-15", TWO)]  # fmt: skip
    lines = [json.dumps({"id": key, "url": url, "published": day, "text": text}) for key, url, day, text in shown]
    found = {article.article_id: article.superseded_by for article in unite(read_upload("a.jsonl", "\n".join(lines).encode(), problems=print))}
    assert found == {"at-a": None, "newer": None}


def test_an_update_tells_versions_of_one_day_apart():
    lines = [json.dumps({"id": clock, "url": "https://wire.example/a", "published": "2024-02-14", "updated": f"2024-02-14T{clock}Z", "text": f"{ONE} {clock}"})
             for clock in ("18:00", "09:00")]  # fmt: skip
    found = {article.article_id: article.superseded_by for article in unite(read_upload("a.jsonl", "\n".join(lines).encode(), problems=print))}
    assert found == {"18:00": None, "09:00": "18:00"}


def test_two_texts_under_one_id_stay_two_articles():
    lines = [json.dumps({"id": "1", "text": text}) for text in (ONE, TWO)]
    found = unite(read_upload("a.jsonl", "\n".join(lines).encode(), problems=print))
    assert len({article.article_id for article in found}) == 2
    assert found[0].article_id == "1"
    assert 'the id "1"' in found[1].problem


def test_uniting_does_not_depend_on_the_order():
    lines = [json.dumps({"id": str(n % 3), "url": f"https://wire.example/{n % 2}", "text": f"{ONE} {n % 4}", "published": f"2024-02-1{n % 5}"}) for n in range(12)]
    found = read_upload("a.jsonl", "\n".join(lines).encode(), problems=print)
    assert unite(found) == unite(reversed(found)) == unite(found[5:] + found[:5])


def test_a_publication_date_given_by_hand_overrides():
    from timeline.interval import day

    article = article_from_text(f"Published 3 May 2019\n{ONE}", published=day(2024, 2, 14))
    assert (article.published.edtf, article.published_basis, article.published_reason) == ("2024-02-14", "stated", "given: 14 Feb 2024")


@pytest.fixture(scope="module")
def real() -> dict[str, Article]:
    if not REAL.is_dir():
        pytest.skip("the five real articles are not beside this repository (../shared/articles)")
    found, problems = read_all(REAL)
    assert problems == []
    return {Path(article.path).name[:3]: article for article in found}


def test_of_the_real_articles_one_states_its_date(real):
    assert {key: article.published and article.published.edtf for key, article in real.items()} == {
        "000": None, "001": "2024-02-14", "002": None, "003": None, "004": None}  # fmt: skip
    assert real["001"].published_reason == 'line 1: "date 2024-02-14"'
    assert "date 2024" not in real["001"].text
    assert all(article.language == "en" and article.problem is None for article in real.values())


def test_of_the_real_articles_paragraphs_count_as_read_by_eye(real):
    assert {key: len(article.text.split("\n\n")) for key, article in real.items()} == {"000": 6, "001": 17, "002": 11, "003": 5, "004": 12}


def test_of_the_real_articles_titles_are_those_printed(real):
    assert {key: article.title and len(article.title) for key, article in real.items()} == {"000": 53, "001": None, "002": 71, "003": None, "004": 71}


def test_of_the_real_articles_headlines_of_others_are_gone_and_bullets_stay(real):
    paragraphs = {key: article.text.split("\n\n") for key, article in real.items()}
    assert not any(paragraph.startswith("-") or "Sudan" in paragraph for paragraph in paragraphs["002"])
    assert [paragraph.startswith("- ") for paragraph in paragraphs["003"]] == [False, False, False, True, True]
    assert [len(paragraph) for paragraph in paragraphs["004"] if len(paragraph) < 40] == [16, 22, 19]
    assert len(set(paragraphs["000"])) == 6
    assert "**" not in real["000"].text


def test_bytes_that_fit_no_encoding_do_not_turn_words_into_another_script():
    told = []
    data = b"Published 14 February 2024\n\nThe caf\xe9 in Doha \xff\xfe was hit on Monday, and \xc3\xa9 four \x81\x8d people died."
    (article,) = read_upload("broken.txt", data, problems=told.append)
    assert "café" in article.text and "щ" not in article.text
    assert "not valid UTF-8 at byte 35" in (article.problem or "")
