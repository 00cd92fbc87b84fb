"""An article in reading order: its sentences with their clauses, the dates that stand in them, and their threads.

    >>> story = Story("Envoys met in Cairo. They left.", [], None)
    >>> [story.text[a:b] for a, b in story.spans]
    ['Envoys met in Cairo.', 'They left.']
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from timeline.attachment import Clauses
from timeline.clauses import Construals, Words
from timeline.interval import Interval, When
from timeline.records import Mention
from timeline.sentences import sentences

DATELINE = re.compile(r"[A-Z][A-Z.’' -]+[A-Z](?:, [A-Z][A-Za-z.]+(?: [A-Z][a-z]+)?)?(?:,? [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)? ?"
                      r"(?:\([^)\n]{1,30}\))? ?[-–—]{1,2} ")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dated:
    """A date where it stands: the tokens `first` to `last` of its sentence."""

    mention: Mention
    first: int
    last: int


def _whole_day(mention: Mention) -> Mention:
    """A time of day that is only bounded lies on its day: "before dawn on Tuesday" is a Tuesday."""
    when = mention.when
    if mention.kind != "time" or when is None or when.extent not in ("on_or_before", "on_or_after") or not DAY.match(mention.value):
        return mention
    return mention.model_copy(update={"when": When.parse(mention.value[:10])})


DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _headed(spans: Sequence[tuple[int, int]], text: str, mentions: Sequence[Mention]) -> Sequence[tuple[int, int]]:
    """The sentences, each day that a chronicle sets before an entry joined to it: "27 March. A plane was shot down"."""
    days = {m.char_start: m.char_end for m in mentions if m.when is not None and m.when.extent in ("day", "within")}
    heads = [n for n, (a, b) in enumerate(spans[:-1]) if days.get(a) == b - 1 and text[b - 1] == "." and "\n" not in text[b : spans[n + 1][0]]]
    if not heads:
        return spans
    out = list(spans)
    for n in heads:
        out[n + 1] = (out[n][0], out[n + 1][1])
    return [span for n, span in enumerate(out) if n not in heads]


class Story:
    """The article's sentences (`spans`), read lazily: most need no more than their words."""

    def __init__(self, text: str, mentions: Sequence[Mention], published: Interval | None) -> None:
        self.text = text
        self.published = published
        self.spans = _headed(sentences(text), text, mentions)
        self._starts = [a for a, _ in self.spans]
        self.own: dict[tuple[int, int], Dated | None] = {}  # dates already found to be a word's own
        self._words: dict[int, Words] = {}
        self._construals: dict[int, Construals] = {}
        self._clauses: dict[int, Clauses] = {}
        self._dates: dict[int, list[Dated]] = {}
        self._told: dict[int, list[Mention]] = {}
        self.vague: set[int] = set()  # sentences with a date that means nothing yet: the publication day is unknown
        for m in mentions:
            if m.when is None and m.kind in ("date", "time"):
                self.vague.add(self.sentence_of(m.char_start))
            if m.when is not None and m.kind != "set":
                index = self.sentence_of(m.char_start)
                line = DATELINE.match(text, *self.spans[index]) if self.spans else None
                if line is None or m.char_end > line.end():  # a dateline says when it was written, not when it was
                    self._told.setdefault(index, []).append(_whole_day(m))

    def sentence_of(self, offset: int) -> int:
        return max(0, bisect_right(self._starts, offset) - 1)

    def words(self, index: int) -> Words:
        found = self._words.get(index)
        if found is None:
            a, b = self.spans[index]
            found = self._words[index] = Words(self.text[a:b])
        return found

    def construals(self, index: int) -> Construals:
        """How the words of a sentence are told, for those who ask it of a few before its clauses are worked out."""
        found = self._construals.get(index)
        if found is None:
            found = self._construals[index] = Construals(self.words(index))
        return found

    def clauses(self, index: int) -> Clauses:
        found = self._clauses.get(index)
        if found is None:
            found = self._clauses[index] = Clauses(self.words(index), self.construals(index))
        return found

    def token(self, offset: int) -> tuple[int, int]:
        """The sentence that holds an offset, and the word of it."""
        index = self.sentence_of(offset)
        return index, self.clauses(index).words.at(offset - self.spans[index][0])

    def has_dates(self, index: int) -> bool:
        return index in self._told

    def dates(self, index: int) -> list[Dated]:
        """The dates of a sentence in reading order."""
        told = self._told.get(index)
        if told is None:
            return []
        found = self._dates.get(index)
        if found is None:
            words, begin = self.clauses(index).words, self.spans[index][0]
            found = self._dates[index] = [
                Dated(m, words.at(m.char_start - begin), words.at(m.char_end - 1 - begin)) for m in told
            ]
        return found

    def new_paragraph(self, index: int) -> bool:
        """Whether a line ends between this sentence and the one before it."""
        return index > 0 and "\n" in self.text[self.spans[index - 1][1] : self.spans[index][0]]
