"""A language table → rules; text → the phrases of time in it, longest first, none overlapping.

    >>> grammar = load("en")
    >>> [(m.start, m.end, m.phrase.rule) for m in grammar.matches("They met on Tuesday, 12 March 2024.".encode())]
    [(12, 34, '<weekday>, <day> <month> <year>')]
    >>> grammar.parse("two weeks ago").expression
    Away(how='ago', count=Count(low=2.0, high=2.0, vague=False), unit='week')

A small automaton finds where a wording may begin, one of all patterns of the table where it ends: a text is scanned once,
in time linear in its length, whatever it holds. Each distinct wording is then read once and remembered. Offsets are bytes of UTF-8.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import re2

from timeline import engine, slots
from timeline.expression import (
    COUNTED,
    About,
    After,
    Away,
    Count,
    Date,
    Expression,
    Nothing,
    Pair,
    Shift,
    build,
    innermost,
    is_open,
    is_stated,
    steps,
)
from timeline.patterns import MEMBERS, Patterns, is_nested, kinds_of

REMEMBERED = 200_000  # wordings; beyond that the memory starts afresh
WINDOW = 48  # bytes to each side that a guard may look at
Words = dict[str, str]  # of the slots of one wording
Maker = Callable[[Words], Any]


class Said(NamedTuple):
    """One expression of a wording, where in the wording it stands, and what the story asks of it again and again."""

    low: int
    high: int
    expression: Expression
    inner: Expression
    is_open: bool
    is_stated: bool
    steps: bool  # it counts days from a day told before: "two days later"
    again: bool  # what is told just before it may be the same time: "on 3 May, two days later"


class Phrase(NamedTuple):
    """What one wording says: the rule, its expressions (two in a pair, none where it is no time) and its guard."""

    rule: str
    says: tuple[Said, ...]
    guard: Guard | None = None

    @property
    def expression(self) -> Expression | None:
        return self.says[0].expression if self.says else None


class Match(NamedTuple):
    start: int
    end: int
    phrase: Phrase


class Guard(NamedTuple):
    """What must, and must not, stand at the left and right of a wording."""

    left: Callable[[bytes], bool] | None = None
    not_left: Callable[[bytes], bool] | None = None
    right: Callable[[bytes], bool] | None = None
    not_right: Callable[[bytes], bool] | None = None

    def admits(self, before: bytes, after: bytes) -> bool:
        return (
            (self.left is None or self.left(before))
            and (self.not_left is None or not self.not_left(before))
            and (self.right is None or self.right(after))
            and (self.not_right is None or not self.not_right(after))
        )


class Rule:
    """One rule of a table: its name, its pattern with named slots, and what the slots mean."""

    def __init__(self, entry: dict[str, Any]) -> None:
        self.name: str = entry["name"]
        self.pattern: str = entry["pattern"]
        self.means: list[Any] = entry["means"]
        self.group: str | None = entry.get("as")
        self.guard: str | None = entry.get("guard")
        self.nested = is_nested(self.pattern)
        self.kinds = kinds_of(self.pattern)  # what each named slot holds
        self.whole: engine.Search | None = None  # the match of a whole wording, compiled when it is first asked for
        self.slots: list[tuple[str, int]] = []  # the named slots and their groups; one name may have several
        self.rows: list[int] = []  # the groups of the parts that are expressions of their own
        self.make: Maker = _untold  # what the words of the slots say together

    def compiled(self, source: str) -> engine.Search:
        compiled = re2.compile(source, options=options(longest=False))
        groups = sorted((index, name.partition("__")[0]) for name, index in compiled.groupindex.items())
        self.slots = [(name, index) for index, name in groups if not name.startswith("row")]
        self.rows = [index for index, name in groups if name.startswith("row")]
        self.whole = engine.whole(compiled)
        return self.whole


def options(*, memory: int = 1 << 24, longest: bool = True) -> Any:
    chosen = re2.Options()
    chosen.longest_match = longest
    chosen.case_sensitive = False
    chosen.max_mem = memory
    chosen.log_errors = False
    return chosen


class Grammar:
    """The compiled table of one language."""

    def __init__(self, table: dict[str, Any]) -> None:
        self.rules = [Rule(entry) for entry in table["rule"]]
        self.guards = {name: _guard(entry) for name, entry in table.get("guards", {}).items()}
        self.slots = slots.of_table(table)
        self.patterns = Patterns(self.slots, [(rule.pattern, rule.group) for rule in self.rules])
        self.scan = re2.compile(self.patterns.automaton(), options=options(memory=1 << 28))
        self.first = re2.compile(self.patterns.beginnings(table.get("common", ())), options=options(memory=1 << 26, longest=False))
        self.which = re2.Set.FullMatchSet(options(memory=1 << 26))
        for rule in self.rules:
            self.which.Add(f"(?:{self.patterns.expand(rule.pattern, loose=True)})")
        self.which.Compile()
        self._find = engine.finder(self.first, self.scan)
        self._begin = engine.starter(self.scan)
        self._known: dict[bytes, tuple[Phrase, ...]] = {}
        self._parts: dict[tuple[str, bytes], Expression] = {}
        self._values: dict[tuple[str, str], Any] = {}

    def matches(self, data: bytes) -> Iterator[Match]:
        """The phrases of a text in order. Words that a rule calls nothing take their place and are left out."""
        data = plain(data)
        size, find = len(data), self._find
        start, at = find(data, 0, size)
        while start >= 0:
            end = at
            phrase = self._admitted(data, start, end)
            while phrase is None and end > start:  # "ten days before" without "before" may still be a length
                end = self._shorter(data, start, end)
                phrase = self._admitted(data, start, end) if end > start else None
            if phrase is not None and phrase.says:
                yield Match(start, end, phrase)
            if end < at:  # what follows the shorter wording, or the next word where there is none, is open again
                space = data.find(b" ", start, at)
                at = end if end > start else space + 1 if space > 0 else at
            start, at = find(data, at, size)

    def _admitted(self, data: bytes, start: int, end: int) -> Phrase | None:
        """The first phrase of a wording that what stands around it allows."""
        wording = data[start:end]
        phrases = self._known.get(wording)
        if phrases is None:
            if len(self._known) > REMEMBERED:
                self._known.clear()
            phrases = self._known[wording] = self.phrases(wording)
        for phrase in phrases:
            if phrase.guard is None or phrase.guard.admits(data[max(0, start - WINDOW) : start], data[end : end + WINDOW]):
                return phrase
        return None

    def _shorter(self, data: bytes, start: int, end: int) -> int:
        """Where the next shorter wording from the same place ends; `start` where there is none."""
        cut = max(data.rfind(b" ", start, end), data.rfind(b"\n", start, end))
        if cut <= start:
            return start
        return max(start, self._begin(data, start, cut)[0][1])

    def parse(self, wording: str) -> Phrase | None:
        """What a whole wording says, without regard to what stands around it; None where no rule fits."""
        return next(iter(self.phrases(wording.encode())), None)

    def phrases(self, wording: bytes) -> tuple[Phrase, ...]:
        """The readings of a wording, the first rule of the table first, up to the first that nothing around it forbids."""
        found: list[Phrase] = []
        for i in sorted(self.which.Match(wording) or ()):
            phrase = self._read(self.rules[i], wording)
            if phrase is not None:
                found.append(phrase)
                if phrase.guard is None:
                    break
        return tuple(found)

    def _read(self, rule: Rule, text: bytes) -> Phrase | None:
        whole = rule.whole or self._ready(rule)
        spans = whole(text, 0, len(text))
        if spans[0][0] < 0:
            return None
        words: Words = {}
        for name, index in rule.slots:
            low, high = spans[index]
            if low >= 0 and name not in words:
                words[name] = text[low:high].decode("utf-8", "replace")
        try:
            expression = rule.make(words)
            if isinstance(expression, Pair):
                expression = _in_order(expression)
        except slots.Unreadable:
            return None
        if "mod" in words and not isinstance(expression, (Pair, Nothing)):
            expression = About(str(self.slots["mod"].read(words["mod"])), expression)
        return Phrase(rule.name, _says(expression, sorted(spans[index] for index in rule.rows if spans[index][0] >= 0), len(text)),
                      self.guards.get(rule.guard) if rule.guard else None)  # fmt: skip

    def _ready(self, rule: Rule) -> engine.Search:
        rule.make = self._maker(rule.means, rule)
        return rule.compiled(self.patterns.expand(rule.pattern, named=True))

    def _maker(self, item: Any, rule: Rule) -> Maker:
        """What makes an item of a rule's `means` from the words of its slots: the table is read once, not once a wording."""
        if isinstance(item, str) and item.startswith("$"):
            return self._slot(item, rule)
        if not isinstance(item, list):
            fixed = None if item == "-" else item
            return lambda words: fixed
        if item[0] == "minus":
            count = self._slot(item[1], rule)
            return lambda words: _minus(slots.count(count(words), self.slots))
        makers = [self._maker(part, rule) for part in item]
        name, *rest = makers
        if item[0] in COUNTED and not isinstance(item[1], list):
            number = rest[0]
            rest[0] = lambda words: slots.count(number(words), self.slots)

        def make(words: Words) -> Any:
            return build(name(words), *[part(words) for part in rest])

        if "$" in str(item):
            return make
        always = make({})
        return lambda words: always

    def _slot(self, item: str, rule: Rule) -> Maker:
        kinds = [(name, rule.kinds.get(name, "")) for name in item[1:].split("|")]

        def read(words: Words) -> Any:
            for name, kind in kinds:
                text = words.get(name)
                if text is None:
                    continue
                if kind in MEMBERS:
                    return self._nested(kind, text.encode())
                value = self._values.get((kind, text))
                if value is None:
                    if len(self._values) > REMEMBERED:
                        self._values.clear()
                    value = self._values[kind, text] = self.slots[kind].read(text)
                return value
            return None

        return read

    def _nested(self, group: str, text: bytes) -> Expression:
        known = self._parts.get((group, text))
        if known is not None:
            return known
        if len(self._parts) > REMEMBERED:
            self._parts.clear()
        for i in sorted(self.which.Match(text) or ()):
            rule = self.rules[i]
            if rule.group in MEMBERS[group] and not rule.nested:
                phrase = self._read(rule, text)
                if phrase is not None and phrase.expression is not None:
                    self._parts[group, text] = phrase.expression
                    return phrase.expression
        raise slots.Unreadable(text.decode("utf-8", "replace"))


def _untold(words: Words) -> Any:
    return None


def _minus(count: Count) -> Count:
    return Count(-count.low, -count.high, count.vague)


def _in_order(pair: Pair) -> Pair:
    """A pair of years whose second is told by two digits, 1914-18, in full; no pair where it would not come later."""
    one, two = pair.first, pair.second
    if isinstance(one, Date) and isinstance(two, Date) and two.month is None and one.year and two.year is not None and two.year < 100:
        year = one.year // 100 * 100 + two.year + (100 if two.year == 0 else 0)
        if year <= one.year:
            raise slots.Unreadable(f"{one.year}-{two.year:02d}")
        return Pair(one, Date(year))
    return pair


def _says(expression: Expression, parts: list[tuple[int, int]], length: int) -> tuple[Said, ...]:
    match expression:
        case Nothing():
            return ()
        case Pair():
            return tuple(said(e, *span) for span, e in zip(parts, _members(expression), strict=True))
    return (said(expression, 0, length),)


def _members(e: Expression) -> list[Expression]:
    """The expressions of a pair, and of the pair that may be its second."""
    return [e.first, *_members(e.second)] if isinstance(e, Pair) else [e]


def said(e: Expression, low: int = 0, high: int = 0) -> Said:
    """An expression with what the story asks of it."""
    inner = innermost(e)
    return Said(low, high, e, inner, is_open(inner), is_stated(inner), steps(e), steps(e) or isinstance(e, (After, Away, Date, Shift)))


def plain(data: bytes) -> bytes:
    """The same bytes with every kind of space as plain ones, so that offsets stay; line ends stay line ends."""
    for space, same in ((b"\r\n", b"\n "), (b"\t", b" "), (b"\xc2\xa0", b"  "), (b"\xe2\x80\xaf", b"   "), (b"\r", b"\n")):
        if space in data:
            data = data.replace(space, same)
    return data


def _guard(entry: dict[str, str]) -> Guard:
    chosen = re2.Options()
    chosen.log_errors = False
    return Guard(*(engine.teller(re2.compile(entry[name], options=chosen)) if name in entry else None for name in Guard._fields))


@cache
def table(language: str) -> dict[str, Any]:
    """The table of a language; raises FileNotFoundError where there is none."""
    source = files("timeline").joinpath("languages", f"{language}.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


@cache
def load(language: str) -> Grammar:
    """The compiled grammar of a language, made once."""
    return Grammar(table(language))
