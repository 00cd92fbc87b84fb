"""The words by which one sentence is known to tell of a reference event.

    >>> wording = Wording.parse("Israel* + strike/struck + Hamas leaders + Doha/Qatar")
    >>> wording.tells("An Israeli strike on Hamas leaders shook Doha.")
    True
    >>> wording.tells("Hamas leaders live in Doha.")
    False

` + ` joins what must stand in one sentence, `/` what may stand for each other, ` | ` whole alternatives; `*` stands
for any ending. A capital in the file wants a capital in the text (`May`, `Nice`), all capitals want the same (`US`).
A group after `~` may stand anywhere in the article: it tells of which of several alike the sentence speaks.

    >>> wording = Wording.parse("Goma + captured/entered + ~Tshisekedi/Rubio")
    >>> wording.tells("Rebels entered Goma."), [groups for groups, _ in wording.in_article] == [((("Goma",),), (("captured",), ("entered",)))]
    (False, True)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

_TOKEN = re.compile(r"[^\W_]+(?:[.’'-][^\W_]+)*")

_DOCUMENTS = ("accord", "accords", "agreement", "communique", "communiqué", "declaration", "protocol", "treaty")
MOST_WORDS = 50_000  # or pairs of words, kept with the phrases that they begin

Phrase = tuple[str, ...]
Groups = tuple[tuple[Phrase, ...], ...]
Token = tuple[str, int, int]
_Words = TypeVar("_Words")


@lru_cache(maxsize=64)
def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text with their offsets; a possessive `'s` and the article of an Arabic name ("al-") are no part of the word."""
    found = []
    for match in _TOKEN.finditer(text):
        word, start = match[0], match.start()
        if word[-2:] in ("'s", "’s"):
            word = word[:-2]
        if word[:3] in ("al-", "Al-", "el-", "El-") and word[3:4].isupper():
            word, start = word[3:], start + 3
        found.append((word, start, start + len(word)))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Wording:
    """Alternatives, each a sequence of groups that must all stand in the sentence, each group phrases of words; and
    alternatives that also want groups anywhere in the article."""

    alternatives: tuple[Groups, ...]
    in_article: tuple[tuple[Groups, Groups], ...] = ()

    @classmethod
    def parse(cls, text: str) -> Wording:
        alternatives: list[Groups] = []
        in_article: list[tuple[Groups, Groups]] = []
        for alternative in text.split("|"):
            groups: list[tuple[Phrase, ...]] = []
            around: list[tuple[Phrase, ...]] = []
            for group in re.split(r"(?:^|\s)\+(?:\s|$)", alternative):
                words = group.strip()
                phrases = [_phrase(part) for part in words.removeprefix("~").split("/")]
                if not all(phrases):
                    raise ValueError(f"{words!r} holds no word")
                (around if words.startswith("~") else groups).append(tuple(phrases))
            if not groups:
                raise ValueError(f"{alternative.strip()!r} names nothing that stands in one sentence")
            if around:
                in_article.append((tuple(groups), tuple(around)))
            else:
                alternatives.append(tuple(groups))
        return cls(tuple(alternatives), tuple(in_article))

    def all_groups(self) -> Iterator[Groups]:
        """The groups of every alternative, those that may stand anywhere in the article among them."""
        yield from self.alternatives
        for groups, around in self.in_article:
            yield groups + around

    @property
    def is_name(self) -> bool:
        """Whether every alternative is one name, which stands for nothing but the event: "the fall of Mora" may be wished for."""
        return not self.in_article and all(len(groups) == 1 and all(map(_names, groups[0])) for groups in self.alternatives)

    def tells(self, sentence: str) -> bool:
        return self.met(_finder_of(self).present(tokens(sentence)))

    def met(self, present: Mapping[Phrase, int]) -> bool:
        """Whether all groups of an alternative are among the phrases that stand in a sentence."""
        return any(all(any(p in present for p in group) for group in groups) for groups in self.alternatives)


def _names(phrase: Phrase) -> bool:
    """Whether a phrase is a name by its capitals or numbers ("resolution 1973"), or calls a document by its place."""
    if any(word[0].isdigit() for word in phrase) or phrase[-1] in _DOCUMENTS:
        return True
    return all(word[0].isupper() or word in ("of", "the", "and") for word in phrase)


def _phrase(text: str) -> Phrase:
    word = text.strip()
    if word.removesuffix("*").isalpha():
        return (word,)
    return tuple(word + "*" if text[end : end + 1] == "*" else word for word, _, end in tokens(text))


class Finder:
    """All phrases of many wordings, found together in one pass over the words of a sentence."""

    def __init__(self, wordings: Iterable[Wording]) -> None:
        self._exact: dict[str, list[Phrase]] = {}
        self._begin: dict[str, list[Phrase]] = {}
        # a word as it is written, and two: the phrases that they may begin
        self._led: dict[str, tuple[Phrase, ...]] = {}
        self._led_on: dict[tuple[str, str], tuple[Phrase, ...]] = {}
        phrases = {p for w in wordings for groups in w.all_groups() for group in groups for p in group}
        for phrase in sorted(phrases):
            head = phrase[0].lower()
            if head.endswith("*"):
                self._begin.setdefault(head[:3], []).append(phrase)
            else:
                self._exact.setdefault(head, []).append(phrase)

    def present(self, words: Sequence[Token]) -> dict[Phrase, int]:
        """The phrases that stand in these words, with the place of the first word of their first occurrence."""
        found: dict[Phrase, int] = {}
        for at, phrase in self.standing(words):
            found.setdefault(phrase, at)
        return found

    def standing(self, words: Sequence[Token]) -> Iterator[tuple[int, Phrase]]:
        """Each occurrence of each phrase, with the place of its first word."""
        after = len(words) - 1
        for at, (word, _, _) in enumerate(words):
            led = self._led.get(word)
            if led is None:
                led = _kept(self._led, word, self._begun_by(word))
            if not led:
                continue
            more = False
            for phrase in led:
                if len(phrase) == 1:
                    yield at, phrase
                else:
                    more = True
            if more and at < after:
                two = word, words[at + 1][0]
                led_on = self._led_on.get(two)
                if led_on is None:
                    led_on = _kept(self._led_on, two, tuple(p for p in led if len(p) > 1 and _is(p[1], two[1])))
                for phrase in led_on:
                    if len(phrase) == 2 or _goes_on(phrase, words, at):
                        yield at, phrase

    def _begun_by(self, word: str) -> tuple[Phrase, ...]:
        lower = word.lower()
        near = (*self._exact.get(lower, ()), *self._begin.get(lower[:3], ()))
        return tuple(phrase for phrase in near if _is(phrase[0], word))


def _kept(known: dict[_Words, tuple[Phrase, ...]], words: _Words, phrases: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    if len(known) >= MOST_WORDS:
        known.clear()
    known[words] = phrases
    return phrases


@lru_cache(maxsize=2_000)
def _finder_of(wording: Wording) -> Finder:
    return Finder([wording])


def _goes_on(phrase: Phrase, words: Sequence[Token], at: int) -> bool:
    """Whether the words after the first two of a phrase stand there too."""
    if at + len(phrase) > len(words):
        return False
    return all(_is(phrase[i], words[at + i][0]) for i in range(2, len(phrase)))


@lru_cache(maxsize=100_000)
def _is(wanted: str, word: str) -> bool:
    stem = wanted.removesuffix("*")
    if wanted[0].isupper():
        if len(stem) > 1 and stem.replace(".", "").isupper() and not word.startswith(stem):
            return False
        if not word[0].isupper():
            return False
    lower, stem = word.lower(), stem.lower()
    return lower.startswith(stem) if wanted.endswith("*") else lower == stem
