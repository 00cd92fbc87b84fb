"""Shares of a toll: '70% of whom are women and children', 'two thirds of the dead were civilians'.

>>> from timeline.casualties.tokens import Sentence
>>> text = "It killed 900 people, 70% of whom are women and children."
>>> [(s.share, s.group) for s in shares(Sentence(text, 0, len(text)))]
[(0.7, 'women and children')]
"""

from __future__ import annotations

from dataclasses import dataclass

from timeline.casualties.lexicon import EFFECTS, NATIONALITIES, NUMBERS, TABLE, VICTIMS, syntax
from timeline.casualties.quantities import Quantity, bound_before, quantity
from timeline.casualties.tokens import Sentence

FRACTIONS: dict[tuple[str, ...], float] = {tuple(words.split()): value for words, value in TABLE["fractions"].items()}
FRACTION_STARTS = frozenset(words[0] for words in FRACTIONS)
PORTIONS = frozenset({"%", "percent", "cent", *(words[-1] for words in FRACTIONS if "in" not in words)})
RATES = frozenset(words for words in FRACTIONS if "in" in words)  # "one in three"
PERCENT = (("%",), ("percent",), ("per", "cent"))
THEM = frozenset(["whom", "them", "those"])
BEING = frozenset(["is", "are", "was", "were"])
ANYONE = frozenset({"person", "persons", "people", "individual", "individuals", "victim", "victims", "others", "lives", "souls", "bodies",
                    "corpses", "hostage", "hostages", "captive", "captives", "prisoner", "prisoners", "detainee", "detainees"})  # fmt: skip
ESTIMATED = frozenset(("some", "estimated", "roughly", "about", "nearly", "over", "more", "than", "at", "least"))
VERBS = syntax("verbs")
MAKING = (
    ("make", "up"),
    ("made", "up"),
    ("making", "up"),
    ("account", "for"),
    ("accounted", "for"),
    ("accounting", "for"),
    ("constitute",),
    ("constituted",),
    ("comprise",),
    ("comprised",),
)


@dataclass(frozen=True, slots=True)
class Share:
    """A share (0 to 1) in words first..after-1 that a group has of a toll; `effect` where its own words name one."""

    first: int
    after: int
    share: float
    group: str | None
    roles: frozenset[str]
    effect: str | None
    bound: str = "exact"
    whole: Quantity | None = None


def shares(sentence: Sentence) -> list[Share]:
    words, n = sentence.words, len(sentence)
    found: list[Share] = []
    if PORTIONS.isdisjoint(words) and ("in" not in words or not any(tuple(words[k - 1 : k + 2]) in RATES for k in [k for k, word in enumerate(words) if word == "in"] if k)):
        return found
    for i in range(n):
        got = fraction(words, i)
        if got is None:
            continue
        value, k = got
        if words[k : k + 1] != ["of"] or (made := makers(sentence, i)) is not None:
            made = makers(sentence, i)
            if made is not None:
                found.append(
                    Share(
                        made,
                        k,
                        value,
                        sentence.said(made, made_end(words, made)),
                        roles(words, made, i),
                        effect_after(words, k),
                        bounded(words, i),
                        whole_at(words, k + 1)[1] if words[k : k + 1] == ["of"] else None,
                    )
                )
            continue
        j, whole = whole_at(words, k + 1)
        anaphor = j < n and words[j] in THEM
        effect = effect_after(words, k)
        first = bound_at(words, i)
        if not anaphor and effect is None:
            continue
        if not anaphor:
            j = next((k2 for k2 in range(j, min(j + 14, n)) if words[k2] in BEING), j)
        j += 1
        while j < n and (
            words[j] in VERBS
            or words[j] in EFFECTS
            or (words[j] in VICTIMS and effect is not None and not is_group(words, j))
        ):
            j += 1
        end = j
        while end < n and (
            words[end] in VICTIMS
            or words[end] in NATIONALITIES
            or (words[end] in ("and", "or", "civilian", "-") and end > j and is_group(words, end + 1))
            or (words[end] in ("the", "under") and end == j and words[end + 1 : end + 2] == ["elderly"])
        ):
            end += 1
        if end == j and anaphor and effect is not None:
            found.append(Share(first, j, value, None, frozenset(), effect, bounded(words, i)))
        if end > j:
            found.append(Share(first, end, value, sentence.said(j, end), roles(words, j, end), effect, bounded(words, i), whole))
    return found


def fraction(words: list[str], i: int) -> tuple[float, int] | None:
    """The share that begins at word i and the word after it: '70 %', 'two thirds', 'half'."""
    word = words[i]
    if word[0].isdigit() or word in NUMBERS:
        for sign in PERCENT:
            if tuple(words[i + 1 : i + 1 + len(sign)]) == sign:
                number = (
                    float(NUMBERS[word])
                    if word in NUMBERS
                    else float(word.replace(",", "."))
                    if word.replace(",", ".").replace(".", "", 1).isdecimal()
                    else None
                )
                return (round(number / 100, 6), i + 1 + len(sign)) if number is not None and number <= 100 else None
    if word in FRACTION_STARTS:
        for size in (3, 2, 1):
            value = FRACTIONS.get(tuple(words[i : i + size]))
            if value is not None and i + size <= len(words):
                return value, i + size
    return None


def whole_at(words: list[str], j: int) -> tuple[int, Quantity | None]:
    """The number that 'of the 900 killed' takes the share from, which begins behind word j, and where it begins."""
    while j < len(words) and (words[j] in ("the", "all", "its") or words[j] in ESTIMATED):
        j += 1
    return j, quantity(words, j) if j < len(words) and (words[j][0].isdigit() or words[j] in NUMBERS) else None


def bound_at(words: list[str], i: int) -> int:
    """Where the words of bound before a share begin: 'at least 70%'."""
    found = bound_before(words, i)
    return found[1] if found else i


def bounded(words: list[str], i: int) -> str:
    found = bound_before(words, i)
    return found[0] if found else "exact"


def effect_after(words: list[str], k: int) -> str | None:
    """The effect that 'of the dead', 'of those killed', 'of the deaths' names."""
    for j in range(k, min(k + 6, len(words))):
        for form, effect in EFFECTS.get(words[j], ()):
            if form in ("ed", "participle", "adjective", "count_noun", "die"):
                return effect
        if words[j] == "victims":
            return "killed"
        if words[j] in (",", ";", "."):
            return None
    return None


def is_group(words: list[str], k: int) -> bool:
    return k < len(words) and (
        (words[k] in VICTIMS and words[k] not in ANYONE) or words[k] in NATIONALITIES
    )


def roles(words: list[str], first: int, after: int) -> frozenset[str]:
    return frozenset(VICTIMS[w] for w in words[first:after] if w in VICTIMS)


def makers(sentence: Sentence, i: int) -> int | None:
    """The first word of the group of 'women and children make up 70 % of the dead' before word i."""
    words = sentence.words
    for size in (2, 1):
        for back in (i, i - 1, i - 2):
            if back - size > 0 and tuple(words[back - size : back]) in MAKING:
                first = back - size
                while first > 0 and (
                    words[first - 1] in VICTIMS or words[first - 1] in NATIONALITIES or words[first - 1] == "and"
                ):
                    first -= 1
                return first if first < back - size else None
    return None


def made_end(words: list[str], first: int) -> int:
    end = first
    while end < len(words) and (words[end] in VICTIMS or words[end] in NATIONALITIES or words[end] == "and"):
        end += 1
    return end
