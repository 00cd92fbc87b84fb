"""Casualty claims: the phrase corpus, and what each column holds."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

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
