"""Numbers as words say them, with their bound.

>>> quantity("at least two dozen people".split(), 2)
Quantity(first=0, after=4, count=24, low=24, high=None, bound='at_least')
>>> quantity("between 8 and 12 people".split(), 1)
Quantity(first=0, after=4, count=None, low=8, high=12, bound='range')
>>> quantity("dozens of villagers".split(), 0)
Quantity(first=0, after=2, count=None, low=24, high=None, bound='vague')
"""

from __future__ import annotations

from dataclasses import dataclass

from timeline.casualties.lexicon import BOUNDS, NUMBERS, SCALES, VAGUE, VAGUE_STARTS, syntax

PREDICATES = frozenset(("were", "are", "have", "had", "died", "perished", "drowned", "disappeared", "vanished", "survived", "succumbed"))
LARGEST = 200_000_000  # no toll is greater; a longer row of digits is a telephone number or a price
AGAIN = syntax("quantities_again")
BOUND_SIZES = {  # how many words the bounds that end with a word may have, the longest first
    last: sorted({len(parts) for parts in BOUNDS if parts[-1] == last}, reverse=True) for last in {parts[-1] for parts in BOUNDS}
}
CLIMBING = frozenset(("gone", "went", "goes", "going", "go", "rose", "risen", "climbed", "shot", "crept", "moved"))


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in words first..after-1 as the table of claims keeps it."""

    first: int
    after: int
    count: int | None
    low: int | None
    high: int | None
    bound: str


def digits(word: str) -> int | None:
    """'28,473' → 28473; None for what is no whole number ('2.5', '5th')."""
    if word.isdecimal() and len(word) < 10:
        return int(word)
    for mark in ",.":
        head, *groups = word.split(mark)
        if groups and head.isdecimal() and len(head) < 4 and all(len(g) == 3 and g.isdecimal() for g in groups):
            return int(head + "".join(groups))
    return None


def fraction(word: str) -> float | None:
    """'1.2' → 1.2, for '1.2 million'."""
    head, mark, tail = word.replace(",", ".").partition(".")
    return float(f"{head}.{tail}") if mark and head.isdecimal() and tail.isdecimal() else None


def number(words: list[str], i: int) -> tuple[int, int] | None:
    """The number that begins at word i and the word after it.

    >>> number("two hundred and fifty people".split(), 0)
    (250, 4)
    >>> number("a quarter of a million".split(), 0)
    (250000, 5)
    """
    word, n = words[i], len(words)
    after = i + 1
    if word[0].isdigit():
        value = digits(word)
        if value is None:
            part = fraction(word)
            if part is None or after >= n or words[after] not in SCALES:
                return None
            return round(part * SCALES[words[after]]), after + 1
        if words[after : after + 2] == [",", "000"] and value < 1000:
            return value * 1000, after + 2
        while (
            after < n
            and len(words[after]) == 3
            and words[after].isdecimal()
            and 0 < value < 1000 * (after - i)
            and len(word) < 4
        ):
            value, after = value * 1000 + int(words[after]), after + 1
        return scaled(words, value, after)
    if word in NUMBERS:
        value = NUMBERS[word]
        if 20 <= value <= 90 and after < n:
            k = after + 1 if words[after] in "-–" and after + 1 < n else after
            unit = NUMBERS.get(words[k])
            if unit is not None and 0 < unit < 10:
                value, after = value + unit, k + 1
        return scaled(words, value, after)
    if word == "both" and after < n and words[after] in PREDICATES and (i == 0 or not words[i - 1].isalpha()):
        return 2, after  # "Both were killed"
    if word in ("a", "an") and after < n and words[after] in SCALES:
        return scaled(words, 1, after)
    if word in ("half", "quarter") or (word == "a" and after < n and words[after] == "quarter"):
        k = i + (2 if word == "a" else 1)
        k += words[k : k + 1] == ["of"]
        k += words[k : k + 1] in (["a"], ["an"])
        if k < n and words[k] in SCALES:
            return SCALES[words[k]] // (2 if word == "half" else 4), k + 1
    if word == "a" and words[after : after + 2] in (["couple", "of"], ["pair", "of"]):
        return 2, after + 2
    return None


def scaled(words: list[str], value: int, after: int) -> tuple[int, int] | None:
    """A value with the scale words behind it: 'two dozen', 'three hundred and five'."""
    n = len(words)
    while after < n and (words[after] in SCALES or words[after].removesuffix("s") in SCALES):
        plural = words[after] not in SCALES
        value, after = value * SCALES[words[after].removesuffix("s")], after + 1
        after += plural and words[after : after + 1] == ["of"]
        k = after + 1 if after + 1 < n and words[after] == "and" else after
        if k < n and value >= 100 and (words[k] in NUMBERS or words[k].isdecimal()):
            rest = number(words, k)
            if rest and 0 < rest[0] < value and words[k - 1] == "and":
                value, after = value + rest[0], rest[1]
    return (value, after) if value <= LARGEST else None


def bound_before(words: list[str], i: int) -> tuple[str, int] | None:
    """The words of bound that end before word i: ('at_least', where they begin)."""
    if i > 1 and words[i - 1] == "over" and words[i - 2] in ("handed", "turned", "taken", "took"):
        return None
    if i > 2 and words[i - 2 : i] == ["up", "to"] and words[i - 3] in CLIMBING:
        return None
    k = i
    while k > 0 and words[k - 1] in AGAIN and i - k < 3:
        k -= 1
    for end in (i,) if k == i else (i, k):
        for size in BOUND_SIZES.get(words[end - 1], ()) if end else ():
            if end >= size:
                bound = BOUNDS.get(tuple(words[end - size : end]))
                if bound:
                    return bound, end - size
    return None


def quantity(words: list[str], i: int) -> Quantity | None:
    """The quantity whose number begins at word i, with the words of bound around it."""
    word = words[i]
    if word in VAGUE_STARTS:
        for size in (4, 3, 2, 1):
            least = VAGUE.get(tuple(words[i : i + size]))
            if least and i + size <= len(words):
                found = bound_before(words, i)
                return Quantity(found[1] if found else i, i + size, None, least, None, "vague")
    got = number(words, i)
    if got is None:
        return None
    value, after = got
    n, first = len(words), i
    before = words[i - 1] if i else ""
    if after + 1 < n and words[after] in ("to", "-", "–", "—", "and", "or"):
        upper = number(words, after + 1)
        joined = words[after] in ("-", "–", "—", "to", "or")
        if upper and value < upper[0] <= max(10 * value, 20) and (joined or before == "between"):
            if words[after] == "or" and upper[0] > value + 3:
                return Quantity(first, after, value, value, value, "exact")
            first = i - 1 if before in ("between", "from") else i
            return Quantity(first, upper[1], None, value, upper[0], "range")
    if words[after : after + 2] == ["or", "more"] or words[after : after + 1] == ["+"]:
        return Quantity(first, after + (2 if words[after] == "or" else 1), value, value, None, "at_least")
    found = bound_before(words, i)
    if found is None:
        return Quantity(first, after, value, value, value, "exact")
    return Quantity(found[1], after, value, *limits(found[0], value), found[0])


def limits(bound: str, value: int) -> tuple[int | None, int | None]:
    """Low and high of a value under a bound, as the table of claims says."""
    match bound:
        case "at_least" | "more_than":
            return value, None
        case "up_to" | "less_than":
            return None, value
        case "exact":
            return value, value
    return None, None
