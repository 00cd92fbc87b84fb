"""Casualty claims: the phrase corpus, and what each column holds."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.casualties import claims
from timeline.interval import Interval
from timeline.records import CasualtyClaim

CORPUS = tomllib.loads((Path(__file__).parent / "corpus" / "casualties.en.toml").read_text("utf-8"))
WRITTEN = Interval.parse(CORPUS.pop("written").isoformat())
PHRASES = [(kind, phrase, told) for kind, phrases in CORPUS.items() for phrase, told in phrases.items()]


def readable(claim: CasualtyClaim) -> str:
    """A claim as the corpus writes it."""
    number = {
        "exact": f"{claim.count}", "at_least": f"{claim.low}..", "more_than": f">{claim.low}", "about": f"~{claim.count}",
        "almost": f"~<{claim.count}", "up_to": f"..{claim.high}", "less_than": f"<{claim.high}",
        "range": f"{claim.low}..{claim.high}", "vague": f"{claim.low}..?",
    }[claim.bound]  # fmt: skip
    if claim.share is not None:
        number = f"{claim.share:.0%}"
    words = [number, claim.effect, claim.group_role, claim.unit == "households" and "household", claim.side and f"of {claim.side}",
             claim.subset_of and "part", claim.claimed_by and f"claimed by {claim.claimed_by}",
             claim.status != "reported" and claim.status]  # fmt: skip
    return " ".join(w for w in words if w)


@pytest.mark.parametrize(("kind", "phrase", "told"), PHRASES, ids=[p for _, p, _ in PHRASES])
def test_phrase_makes_the_claims_that_the_corpus_says(kind: str, phrase: str, told: list[str]) -> None:
    assert [readable(c) for c in claims(phrase, mentions=(), published=WRITTEN)] == told


@pytest.mark.parametrize("phrase", [p for _, p, _ in PHRASES])
def test_claim_stands_where_its_offsets_say(phrase: str) -> None:
    text = f"Heading\n\n{phrase} And more."
    for claim in claims(text, mentions=()):
        assert text[claim.char_start : claim.char_end] == claim.raw
        assert claim.raw in claim.sentence and claim.sentence in text
        assert claim.rule and claim.reason


WORDS = ["killed", "12", "people", "were", "injured", "the", "a", "of", "and", ",", ".", "(", ")", "“", "”", "-", "%", "$", "including", "them", "whom", "among", "toll", "rose", "from", "to", "at", "least", "dozens", "no", "one", "nobody", "1,200", "2", "800", "3", "million", "hostages", "released", "each", "side", "deaths", "İ", "ß", "according", "said", "since", "then", "up", "total", "half", "per", "cent", ":", ";", "in"]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=30), st.sampled_from([" ", "\n", "  "]), st.booleans())
@settings(max_examples=300, deadline=None)
def test_any_row_of_words_gives_claims_that_stand_in_it(words: list[str], space: str, capitals: bool) -> None:
    text = space.join(words).upper() if capitals else space.join(words)
    found = claims(text, mentions=())
    ids = [c.claim_id for c in found]
    assert len(ids) == len(set(ids))
    for claim in found:
        assert text[claim.char_start : claim.char_end] == claim.raw
        assert claim.subset_of is None or claim.subset_of != claim.claim_id


def test_long_rows_of_one_word_take_no_long_time() -> None:
    began = time.process_time()
    for text in ("killed " * 5_000, "12 " * 5_000 + "killed", "“" * 5_000 + " killed 12", "a" * 50_000 + " killed 12 people"):
        claims(text, mentions=())
    assert time.process_time() - began < 20
