"""The phrase corpus: what phrases mean, what they are in TIMEX3, where they begin and end, and what is no time."""

import re
import tomllib
from pathlib import Path

import pytest

from timeline import grammar
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


def test_text_form_of_every_meaning_reads_back() -> None:
    for edtf in CORPUS["means"]:
        if "/" not in edtf and not edtf.startswith("[..") and not edtf.endswith("..]"):
            assert Interval.parse(edtf).edtf == edtf
