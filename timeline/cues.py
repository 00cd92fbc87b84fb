"""The small signs around an event's word that its time hangs on.

    >>> lower = "over the four days rebels left".split()
    >>> means_span(lower, 3), is_new("another raid".split(), 1)
    (True, True)
"""

from __future__ import annotations

import re
from dataclasses import replace

from timeline.attachment import Clauses
from timeline.clauses import PREPOSITIONS, Construal
from timeline.interval import Interval, When
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


def days_apart(clauses: Clauses, segment: int) -> int:
    """How many days before its main clause an "after" clause lies: "rose on Tuesday, a day after they attacked"; after it,
    a "before" clause, with a minus; 0 untold."""
    way = {"after": 1, "before": -1}.get(clauses.openers[segment], 0)
    if not way:
        return 0
    first = clauses.segment.index(segment)
    count, unit = clauses.words.lower[max(0, first - 2) : first] if first > 1 else ("", "")
    return way * FEW.get(count, 0) * UNITS.get(unit, 0)


FEW = {word: n for n, word in enumerate(("a", "two", "three", "four", "five", "six"), start=1)} | {"one": 1}
UNITS = {"day": 1, "days": 1, "week": 7, "weeks": 7}


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
