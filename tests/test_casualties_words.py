"""The words of a sentence: plain English and other letters are cut alike."""

from __future__ import annotations

import pytest

from timeline.casualties.tokens import ASCII_WORD, WORD, Sentence


@pytest.mark.parametrize(
    "text",
    ["On the 3RD day 12,000 fled, 1.5m in all.", "Don't call it 'over': F-16s hit 7 posts", "a\x1cb\x1f 2nd", "U.S. aid of $3,4th", "x_2 o''clock"],
)
def test_small_plain_letters_are_cut_into_the_same_words_as_all_letters(text: str) -> None:
    assert ASCII_WORD.findall(text.lower()) == [word.lower() for word in WORD.findall(text)]


def test_a_letter_with_an_accent_leaves_the_words_around_it_as_they_are() -> None:
    plain, accented = "The cafe held 1,200 people.", "The café held 1,200 people."
    assert Sentence(plain, 0, len(plain)).words == ["the", "cafe", "held", "1,200", "people", "."]
    assert Sentence(accented, 0, len(accented)).words == ["the", "café", "held", "1,200", "people", "."]
