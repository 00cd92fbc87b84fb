"""The small signs around an event's word that its time hangs on.

    >>> lower = "over the four days rebels left".split()
    >>> means_span(lower, 3), is_new("another raid".split(), 1)
    (True, True)
"""

from __future__ import annotations

import re
from dataclasses import replace

from timeline.attachment import Clauses
from timeline.clauses import BEFORE_NOUNS, PREPOSITIONS, Construal
from timeline.interval import AFTER_LAST_DAY, FIRST_DAY, Grain, Interval, OutOfRange, When, on, shift_day
from timeline.mood import Mood
from timeline.records import Mention
from timeline.verbs import form_of, verb_class

# a clock time that tells no day
CLOCK = re.compile(r"(?:[\d:.]+|[AaPp]\.?[Mm]\.?|noon|midnight|o['’]clock|hours|[A-Z]{3,4}|local|time|about|around|at|by|approximately|shortly|just|before|after|[\s()])+")
NOT_NAMES = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "may", "june", "july",
                       "august", "september", "october", "november", "december", "the"])  # fmt: skip
DAYS = frozenset(["days", "weeks", "months", "period", "nights"])


def means_span(lower: list[str], j: int) -> bool:
    """Whether "days" at `j` are known ones: "over the four days", "in those weeks"; not "in the past four days"."""
    start = j
    while start and lower[start - 1] not in PREPOSITIONS and j - start < 4:
        start -= 1
    return bool(start) and lower[start - 1] in ("over", "in", "during", "within", "throughout") and lower[start] in ("the", "those", "these", "that") and (
        not {"past", "last", "next", "coming", "recent", "first", "early", "final", "previous", "following", "same"} & set(lower[start:j])
        and (j + 1 >= len(lower) or lower[j + 1] not in ("before", "after", "since", "of", "following", "leading", "to", "ahead", "when", "that")))  # fmt: skip


def is_new(lower: list[str], i: int) -> bool:
    """Whether a noun tells of another event of its kind: "a raid", "new strikes", "more talks"."""
    return any(w in ("a", "an", "another", "new", "more", "fresh", "further", "other", "similar", "any") for w in lower[max(0, i - 3) : i])


def names_near(clauses: Clauses, i: int) -> set[str]:
    """The names around a word, in its clause."""
    words = clauses.words
    return {words.lower[j] for j in range(max(0, i - 8), min(len(words), i + 9)) if j and words.raw[j][:1].isupper() and words.raw[j][1:2].islower() and (
        clauses.same(i, j) and words.lower[j] not in NOT_NAMES)}  # fmt: skip


def goes_on(told: Construal, verb: str, days: Interval | None) -> bool:
    """Whether a state or a gradual change told of a span of days goes on all through it: "held the town in 2015"."""
    return (days is None or (days.days >= 7 and not days.approximate)) and told.form in ("finite", "predicate") and (
        told.form == "predicate" or verb_class("gradual", verb) or (verb_class("states", verb) and not (verb_class("opinions", verb) and form_of(verb)[0] not in ("remain", "continue"))) or verb_class("activities", verb))  # fmt: skip


def clip(interval: Interval, written: Interval, told: Construal, how: Mood) -> Interval:
    """The days of a coarse date that the tense leaves: "met this week" ends with the publication day."""
    if interval.days == 1 or not interval.overlaps(written):
        return interval
    ahead = how.status in ("planned", "asked") or told.tense == "future"
    start, end = (max(interval.start, written.start), interval.end) if ahead else (interval.start, min(interval.end, written.end))
    return replace(interval, start=start, end=end) if start < end else interval


def head_of(clauses: Clauses, i: int) -> int | None:
    """The "after" or "before" with a length before it that heads the clause of the word at `i`: "two weeks after they had met"."""
    lower, segment = clauses.words.lower, clauses.segment[i]
    first = clauses.pieces[segment][0]
    if clauses.openers[segment] in AWAY:
        return first if first > 1 and lower[first - 1] in UNITS else None
    at = next((j for j in clauses.pieces[segment] if j < i and lower[j] in AWAY), None)
    if at is None or at - 1 <= first or lower[at - 1] not in UNITS or not clauses.same(at - 2, i):
        return None
    raw = clauses.words.raw
    if any(raw[k][:1].isupper() and raw[k - 1].islower() and lower[k - 1] not in BEFORE_NOUNS for k in range(at + 2, i)):
        return None  # "three weeks after the attack Netanyahu apologised"
    return at if not any(clauses.finite(j) for j in range(first, at)) else None


def apart(clauses: Clauses, i: int) -> tuple[int, Grain]:
    """How long before its main clause an "after" clause lies: "rose on Tuesday, a day after they attacked"; after it, a
    "before" clause, with a minus; 0 days untold."""
    at = head_of(clauses, i)
    if at is None:
        return 0, Grain.DAY
    count = clauses.words.lower[at - 2]
    number = int(count) if count.isdecimal() and len(count) < 4 else FEW.get(count, 0)
    return AWAY[clauses.words.lower[at]] * number, UNITS[clauses.words.lower[at - 1]]


AWAY = {"after": 1, "before": -1}
FEW = {word: n for n, word in enumerate(("a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), start=1)} | {"one": 1}
UNITS = {"day": Grain.DAY, "days": Grain.DAY, "week": Grain.WEEK, "weeks": Grain.WEEK, "month": Grain.MONTH, "months": Grain.MONTH, "year": Grain.YEAR, "years": Grain.YEAR}


def away(ordinal: int, count: int, grain: Grain) -> Interval | None:
    """The days that lie so many units before a day. "Two days" is that day, "two weeks" the week about it; "two months" and
    "two years" may be half of one less, and nearly one more. None outside the years 1 to 9999.

    >>> from timeline.interval import day
    >>> away(day(2024, 5, 30).start, 2, Grain.DAY), away(day(2024, 5, 30).start, 2, Grain.MONTH)
    (Interval.parse('2024-05-28'), Interval.parse('[2024-03-01~..2024-04-14~]'))
    """
    one = 1 if count > 0 else -1
    try:
        there, further = shift_day(ordinal, -count, grain), shift_day(ordinal, -count - one, grain) + one
    except OutOfRange:
        return None
    if grain is Grain.DAY:
        return on(there)
    half = {Grain.WEEK: 3, Grain.MONTH: 15}.get(grain, 183)
    low, high = (there - half, there + half) if grain is Grain.WEEK else (min(further, there - half), there + half) if count > 0 else (there - half, max(further, there + half))
    return Interval(max(low, FIRST_DAY), min(high + 1, AFTER_LAST_DAY), grain, approximate=True)


def ahead_of(mention: Mention, written: Interval | None) -> bool:
    when = mention.when
    return written is None or when is None or when.last is None or when.last.end > written.end


def tense_of(when: When, written: Interval | None, told: Construal) -> str:
    """Past, present or future as seen from publication."""
    if written is not None:
        if when.first is not None and when.first.start >= written.end:
            return "future"
        if when.last is not None and when.last.end <= written.start:
            return "past"
    return {"future": "future", "present": "present"}.get(told.tense, "past")
