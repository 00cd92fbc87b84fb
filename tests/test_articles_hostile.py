"""Bad and hostile input: each is refused with its place and the mend, and the other articles still come."""

from __future__ import annotations

import gzip
import io
import json
import os
import stat
import struct
import zipfile
from pathlib import Path

import pytest

from timeline.articles import LIMITS, Limits, Problem, read, read_upload
from timeline.articles.encoding import decode
from timeline.records import Article

GOOD = "Forty lorries with flour crossed at dawn on Tuesday, the crossing authority said in a statement on its website."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "zz-good.txt").write_text(GOOD)
    return tmp_path


def read_all(*sources: str | Path, limits: Limits = LIMITS, **options: object) -> tuple[list[Article], list[Problem]]:
    problems: list[Problem] = []
    return list(read(sources, problems=problems.append, limits=limits, **options)), problems


def only_problem(folder: Path, limits: Limits = LIMITS) -> Problem:
    """The one problem of a folder whose good article still comes."""
    articles, problems = read_all(folder, limits=limits)
    assert [article.text for article in articles] == [GOOD]
    assert len(problems) == 1, problems
    return problems[0]


@pytest.mark.parametrize(("name", "data", "message"), [
    ("a.txt", b"", "the file is empty"), ("a.html", b"  \n ", "the file is empty"), ("a.jsonl", b"", "the file is empty"),
    ("a.csv", b"", "the file is empty"), ("a.txt", b"%PDF-1.7\n...", "a PDF, not text"), ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(99), "a PNG image, not text"),
    ("a.txt", bytes(range(256)) * 40, "binary data, not text"), ("a.csv", b"\x00\x01\x02\x03" * 99, "binary data, not a table"),
    ("a.docx", b"PK\x03\x04", "a file of unknown kind, passed over"), ("a.json", b'{"title": "x"}', 'the record has no "text"'),
    ("a.json", b'[1, 2', "not valid JSON"), ("a.json", b"3", "holds a number, not an object"), ("a.jsonl", b'{"text": 3}\n', 'the record has no "text"'),
    ("a.csv", b"name,words\n1,2\n", "no column holds the articles' text"), ("a.xml", b"<rss><channel><item>", "not well-formed XML"),
    ("a.xml", b"<data><x/></data>", "no RSS or Atom feed: the outermost element is <data>"), ("a.zip", b"PK\x03\x04 not really", "a damaged zip archive"),
    ("a.txt.gz", b"\x1f\x8b not really", "damaged"), ("a.txt.gz", gzip.compress(GOOD.encode() * 9, mtime=0)[:-20], "damaged"),
    ("a.tar.gz", gzip.compress(b"x", mtime=0), "a tar archive"), ("a.txt", b"\n\x00\n", "binary data, not text"), ("a.md", b"---\n\n---\n", "nothing is left of this article"),
])
def test_a_file_that_holds_no_article_is_named_with_the_reason(folder, name, data, message):
    (folder / name).write_bytes(data)
    problem = only_problem(folder)
    assert problem.path == (folder / name).as_posix()
    assert problem.message.startswith(message)
    assert problem.mend


def test_invalid_json_on_line_7_names_line_and_column_and_the_rest_is_read(tmp_path):
    lines = [json.dumps({"text": f"{GOOD} {n}"}) for n in range(1, 10)]
    lines[6] = '{"text": "cut'
    (tmp_path / "wire.jsonl").write_text("\n".join(lines))
    articles, problems = read_all(tmp_path)
    assert len(articles) == 8
    assert [problem.place for problem in problems] == ["line 7, column 10"]
    assert "wire.jsonl, line 7, column 10: not valid JSON" in str(problems[0])


def test_a_huge_line_is_passed_over_and_the_next_is_read(tmp_path):
    limits = Limits(line_bytes=10_000)
    lines = [json.dumps({"text": GOOD}), json.dumps({"text": "x" * 50_000}), json.dumps({"text": GOOD + " More."})]
    (tmp_path / "wire.jsonl").write_text("\n".join(lines))
    articles, problems = read_all(tmp_path, limits=limits)
    assert [article.path.rsplit("#")[-1] for article in articles] == ["1", "3"]
    assert problems[0].place == "line 2"
    assert problems[0].message == "a line of 50,013 bytes; the limit is 10,000"


def test_a_text_of_one_50_mb_line_is_set_aside_by_name(folder):
    (folder / "a.txt").write_bytes(b"flour " * (50 * 1024 * 1024 // 6))
    assert "an article of 52,428,798 characters; the limit is 2,000,000" in only_problem(folder).message


def test_a_file_beyond_the_limit_is_set_aside(folder):
    (folder / "a.html").write_bytes(b"<p>" + b"x" * 2000)
    assert only_problem(folder, Limits(file_bytes=1000)).message == "larger than 1,000 bytes"


def test_a_missing_source_is_named(folder):
    articles, problems = read_all(folder, folder / "nowhere")
    assert len(articles) == 1
    assert str(problems[0]).endswith("nowhere: there is no such file or folder; check the path and its permissions")


def test_a_broken_encoding_is_read_and_told_with_its_byte(folder):
    (folder / "a.txt").write_bytes("Café talks “resumed” in Doha ".encode() * 4 + b"\xff\xfe and ended.")
    articles, problems = read_all(folder)
    at = len("Café talks “resumed” in Doha ".encode()) * 4
    assert len(articles) == 2
    assert f"not valid UTF-8 at byte {at}" in problems[0].message
    assert not problems[0].lost
    assert articles[0].problem == problems[0].message
    assert "\ufffd\ufffd and ended." in articles[0].text


@pytest.mark.parametrize(("words", "encoding"), [
    ("Les négociations ont repris à Doha lundi, a déclaré le ministère.", "cp1252"), ("Les négociations ont repris à Doha.", "utf-16"),
    ("Les négociations ont repris à Doha.", "utf-16-le"), ("Les négociations ont repris à Doha.", "utf-16-be"),
    ("Les négociations ont repris à Doha.", "utf-32"), ("Les négociations ont repris à Doha.", "utf-8-sig"),
    ("Переговоры в Дохе возобновились в понедельник, сообщило министерство иностранных дел.", "cp1251"),
    ("Переговоры в Дохе возобновились в понедельник, сообщило министерство иностранных дел.", "koi8-r"),
    ("Переговоры в Дохе возобновились в понедельник, сообщило министерство.", "utf-16-le"),
    ("استؤنفت المحادثات في الدوحة يوم الاثنين وقالت الوزارة إن الطرفين ناقشا تبادل الأسرى", "cp1256"),
    ("カタール外務省は月曜日、ドーハでの協議が再開されたと発表した。双方は捕虜交換と人道支援について話し合った。", "shift_jis"),
    ("卡塔尔外交部周一宣布，多哈会谈已经恢复。双方讨论了战俘交换和人道主义援助问题。", "gb18030"),
])  # fmt: skip
def test_common_encodings_are_told_apart(words, encoding):
    assert decode(words.encode(encoding)).text == words


def test_the_encoding_that_a_page_declares_is_used():
    page = '<html><head><meta charset="iso-8859-2"></head><body><p>Wałęsa</p></body></html>'
    assert "Wałęsa" in decode(page.encode("iso-8859-2")).text


def packed(folder: Path, **members: bytes | str) -> Path:
    path = folder / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


@pytest.mark.parametrize("name", ["../../evil.txt", "/etc/evil.txt", "a/../../evil.txt", "..\\evil.txt", "C:/evil.txt"])
def test_a_member_named_to_land_outside_is_refused(folder, name):
    packed(folder, **{name: GOOD})
    problem = only_problem(folder)
    assert problem.message == "named to land outside the archive; refused"
    assert not (folder.parent / "evil.txt").exists()


def test_a_zip_bomb_is_stopped_while_it_unpacks(folder):
    packed(folder, **{"a.txt": b"x " * 20_000_000})
    problem = only_problem(folder, Limits(archive_bytes=1_000_000))
    assert "unpacks to more than 1,000,000 bytes" in problem.message


def test_a_zip_whose_ratio_is_absurd_is_stopped(folder):
    packed(folder, **{"a.jsonl": (b'{"text": "' + b" " * 900_000 + b'"}\n') * 60})
    articles, problems = read_all(folder, limits=Limits(archive_ratio=1))
    assert [article.text for article in articles] == [GOOD]
    assert "unpacks to more than" in problems[-1].message


def test_a_gzip_bomb_is_stopped_while_it_unpacks(folder):
    (folder / "a.jsonl.gz").write_bytes(gzip.compress(b'{"text": "x"}\n' * 200_000))
    articles, problems = read_all(folder, limits=Limits(archive_bytes=100_000))
    assert articles[-1].text == GOOD
    assert "unpacks to more than 100,000 bytes" in problems[-1].message


def test_a_size_that_a_member_only_claims_is_not_believed(folder):
    path = packed(folder, **{"a.txt": GOOD + " Packed."})
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02")
    struct.pack_into("<I", data, at + 24, 0xFFFFFFF0)  # the size that the list of members claims: 4 GB
    path.write_bytes(data)
    articles, problems = read_all(folder)
    assert articles[-1].text == GOOD
    assert all(isinstance(problem, Problem) for problem in problems)


def test_an_encrypted_member_is_named(folder):
    path = packed(folder, **{"a.txt": GOOD})
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    problem = only_problem(folder)
    assert (problem.message, problem.place) == ("protected by a password", "member 'a.txt'")


def test_a_member_without_a_name_is_refused(folder):
    path = packed(folder, **{"a.txt": GOOD})
    path.write_bytes(path.read_bytes().replace(b"a.txt", b"\x00.txt"))
    assert only_problem(folder).message == "without a name"


def test_a_link_in_an_archive_is_not_followed(folder):
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        member = zipfile.ZipInfo("link.txt")
        member.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(member, "/etc/passwd")
    assert only_problem(folder).message == "a symbolic link; not followed"


def test_archives_in_archives_are_read_to_a_depth_and_no_further(folder):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a.txt", GOOD + " Inside.")
    packed(folder, **{"inner.zip": inner.getvalue()})
    articles, problems = read_all(folder)
    assert [article.text for article in articles] == [GOOD + " Inside.", GOOD]
    assert problems == []
    assert "an archive 2 deep in archives; the limit is 1" in only_problem(folder, Limits(archive_depth=1)).message


def test_too_many_members_are_refused_as_a_whole(folder):
    packed(folder, **{f"{n}.txt": GOOD for n in range(20)})
    assert only_problem(folder, Limits(archive_members=10)).message == "20 members; the limit is 10"


def test_one_damaged_member_does_not_stop_the_others(folder):
    path = packed(folder, **{"a.txt": GOOD + " First.", "b.txt": GOOD + " Second."})
    data = bytearray(path.read_bytes())
    data[45] ^= 0xFF
    path.write_bytes(data)
    articles, problems = read_all(folder)
    assert [article.text for article in articles] == [GOOD + " Second.", GOOD]
    assert "damaged" in problems[0].message


BILLION = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><rss><channel><item><description>&b;</description></item></channel></rss>'
OUTSIDE = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]><rss><channel><item><description>&x;</description></item></channel></rss>'


@pytest.mark.parametrize("text", [BILLION, OUTSIDE])
def test_entities_in_xml_are_refused(folder, text):
    (folder / "a.xml").write_text(text)
    assert only_problem(folder).message.startswith("XML with entities or outside references, refused")


def test_the_entries_before_a_fault_in_a_feed_are_read(folder):
    (folder / "a.xml").write_text(f"<rss><channel><item><description>{GOOD} One.</description></item><item><oops</channel></rss>")
    articles, problems = read_all(folder)
    assert [article.text for article in articles] == [GOOD + " One.", GOOD]
    assert problems[0].place.startswith("line 1, column")


@pytest.mark.parametrize(("name", "text"), [
    ("a.json", "[" * 100_000), ("a.json", '{"a":' * 50_000), ("a.html", "<div>" * 100_000 + GOOD), ("a.xml", "<a>" * 100_000),
    ("a.md", "**" * 50_000 + "[" * 50_000 + "\n" + "_" * 50_000), ("a.md", "<!--" * 50_000), ("a.csv", 'text\n"' + "x" * 3_000_000),
    ("a.txt", "A-" * 60_000 + " 9 March 2014 - x"), ("a.txt", "Published " * 20_000), ("a.txt", "[" * 200_000 + "\n" + "(" * 200_000),
    ("a.txt", "1 " * 100 + "\n" + "9 9 9 9 " * 200), ("a.json", '{"text": "x", "published": ' + "9" * 5000 + "}"),
])  # fmt: skip
def test_nested_and_repeated_signs_neither_crash_nor_hang(folder, name, text):
    (folder / name).write_text(text)
    articles, _ = read_all(folder)
    assert articles[-1].text == GOOD


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_a_pipe_in_a_folder_is_not_waited_for(folder):
    os.mkfifo(folder / "a.txt")
    assert only_problem(folder).message == "a pipe, socket or device, not a file"


def test_links_are_not_followed_out_of_the_folder_nor_in_a_circle(folder, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "secret.txt"
    outside.write_text("A secret.")
    (folder / "inside.txt").symlink_to(folder / "zz-good.txt")
    (folder / "a-loop").symlink_to(folder)
    (folder / "b-self").symlink_to(folder / "b-self")
    (folder / "c-out.txt").symlink_to(outside)
    articles, problems = read_all(folder)
    assert [article.text for article in articles] == [GOOD]
    assert [problem.message for problem in problems] == [
        "a symbolic link that leads nowhere or in a circle", "a symbolic link that leads out of the folder; not followed"]  # fmt: skip


def test_a_link_that_is_named_itself_is_read(folder, tmp_path_factory):
    link = tmp_path_factory.mktemp("links") / "articles"
    link.symlink_to(folder)
    assert [article.text for article in read_all(link)[0]] == [GOOD]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read every file")
def test_a_file_that_may_not_be_read_is_named(folder):
    (folder / "a.txt").write_text(GOOD)
    (folder / "a.txt").chmod(0)
    assert only_problem(folder).message == "may not be read"


def test_a_file_that_changes_while_it_is_read_is_told(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps({"text": f"{GOOD} {n}"}) + "\n" for n in range(500)))
    problems: list[Problem] = []
    reading = read([path], problems=problems.append)
    next(reading)
    with path.open("a") as more:
        more.write(json.dumps({"text": "Late."}) + "\n")
    assert len(list(reading)) == 499
    assert [problem.message for problem in problems] == ["changed while it was read; what was read may be cut"]


def test_hidden_files_are_passed_over_in_silence(folder):
    (folder / ".DS_Store").write_bytes(b"\x00\x01")
    (folder / ".git").mkdir()
    (folder / ".git" / "a.txt").write_text(GOOD)
    assert read_all(folder)[1] == []


def test_a_thousand_bad_lines_are_counted_and_not_listed(folder):
    (folder / "a.jsonl").write_text("{\n" * 1000)
    problems = read_all(folder)[1]
    assert len(problems) == LIMITS.problems_per_file + 1
    assert problems[-1].message == f"{1000 - LIMITS.problems_per_file} more problems of this file"


def test_an_upload_beyond_the_limit_is_refused():
    problems: list[Problem] = []
    assert read_upload("a.txt", b"x" * 2000, problems=problems.append, limits=Limits(upload_bytes=1000)) == []
    assert "the limit is 1,000" in problems[0].message


def test_null_bytes_and_escapes_leave_the_text_with_a_note(folder):
    (folder / "a.jsonl").write_text(json.dumps({"text": f"{GOOD}\x00\x1b[31m"}))
    articles, _ = read_all(folder)
    assert articles[0].text == GOOD
    assert articles[0].problem == "2 control characters removed, the first U+0000 in line 1"


def test_metadata_loses_what_cannot_be_shown_or_stored():
    record = {"id": "a\x00b", "title": "Lorries\n cross\ud800\x1b[2J", "source": "Wire\u200b", "url": "https://x.example/\x07", "text": GOOD}
    (article,) = read_upload("a.json", json.dumps(record).encode(), problems=print)
    assert (article.article_id, article.title, article.publisher, article.url) == ("ab", "Lorries cross\ufffd", "Wire", "https://x.example/")


@pytest.mark.skipif(os.name != "posix", reason="this system has no file names outside Unicode")
def test_a_file_name_outside_unicode_is_shown_with_replacement(folder):
    Path(os.fsdecode(os.fsencode(folder) + b"/a-\xff.txt")).write_text(GOOD + " Named.")
    articles, problems = read_all(folder)
    assert problems == []
    assert articles[0].path.endswith("a-\ufffd.txt")


@pytest.mark.parametrize("name", ["", ".", "a", "a.zip", "..", "/etc/passwd", "a\x00.txt", "x" * 500 + ".txt"])
def test_an_upload_under_any_name_is_read_from_its_bytes_alone(name):
    problems: list[Problem] = []
    found = read_upload(name, GOOD.encode(), problems=problems.append)
    assert [article.text for article in found] == [GOOD] or problems
