"""The phrase corpus: what phrases mean, what they are in TIMEX3, where they begin and end, and what is no time."""

import re
import time
import tomllib
from pathlib import Path

import pytest

from timeline import engine, grammar
from timeline.interval import Interval, on
from timeline.mentions import tag
from timeline.narrative import told

CORPUS = tomllib.loads((Path(__file__).parent / "corpus" / "en.toml").read_text(encoding="utf-8"))
WRITTEN = on(CORPUS["written"])


def cases(section: str) -> list[tuple[str, str]]:
    return [(phrase, meaning) for meaning, phrases in CORPUS[section].items() for phrase in phrases]


@pytest.mark.parametrize(("phrase", "edtf"), cases("means"))
def test_phrase_means_these_days(phrase: str, edtf: str) -> None:
    assert [m.edtf for m in tag(phrase, published=WRITTEN)][-1:] == [edtf]


@pytest.mark.parametrize(("phrase", "value"), cases("values"))
def test_phrase_has_this_timex_value(phrase: str, value: str) -> None:
    assert [m.value for m in tag(phrase, published=WRITTEN)][-1:] == [value]


@pytest.mark.parametrize("marked", CORPUS["spans"]["phrases"])
def test_expression_begins_and_ends_there(marked: str) -> None:
    text = re.sub(r"[\[\]]", "", marked)
    assert [m.text for m in tag(text, published=WRITTEN)] == re.findall(r"\[(.*?)\]", marked)


@pytest.mark.parametrize("phrase", CORPUS["nothing"]["phrases"])
def test_words_that_look_like_a_time_are_left_alone(phrase: str) -> None:
    assert [m.text for m in tag(phrase, published=WRITTEN)] == []


def test_every_rule_is_proved_by_a_phrase_of_the_corpus() -> None:
    phrases = [p for s in ("means", "values") for p, _ in cases(s)] + [re.sub(r"[\[\]]", "", p) for p in CORPUS["spans"]["phrases"]]
    used = {t.piece.rule for phrase in phrases for t in told(phrase, WRITTEN)}
    rules = {rule.name for rule in grammar.load("en").rules if rule.means != ["nothing"]}
    assert rules - used == set()


def test_the_first_words_of_all_rules_find_what_a_search_from_every_place_finds() -> None:
    table = grammar.load("en")
    anywhere = engine.searcher(table.scan)
    found = engine.finder(table.first, table.scan)
    phrases = [p for s in ("means", "values") for p, _ in cases(s)] + CORPUS["spans"]["phrases"] + CORPUS["nothing"]["phrases"]
    for words in [*phrases, " and ".join(phrases).upper(), "; ".join(phrases).title(), "\n".join(phrases)]:
        data = grammar.plain(words.encode())
        end = 0
        while end >= 0:
            span = found(data, end, len(data))
            assert span == anywhere(data, end, len(data))[0], data[end : end + 80]
            end = span[1]


def test_words_repeated_so_that_each_may_begin_a_wording_take_no_longer_for_it() -> None:
    seconds = []
    for count in (4_000, 32_000):
        data = b"all of the early " * count
        begun = time.process_time()
        assert list(grammar.load("en").matches(data)) == []
        seconds.append(time.process_time() - begun)
    assert seconds[1] < 24 * seconds[0] + 0.2  # eight times the text; each place from scratch would take 64 times as long


def test_text_form_of_every_meaning_reads_back() -> None:
    for edtf in CORPUS["means"]:
        if "/" not in edtf and not edtf.startswith("[..") and not edtf.endswith("..]"):
            assert Interval.parse(edtf).edtf == edtf
