"""What time a figure covers: an incident's toll, a period's, or a cumulative one, with its days and its as-of day.

>>> from timeline.casualties.tokens import Sentence
>>> text = "The war has killed 900 people since 3 May 2023."
>>> day = Mention(char_start=36, char_end=46, text="3 May 2023", kind="date", value="2023-05-03",
...               when=When.parse("2023-05-03/.."), rule="day")
>>> found = coverage(Sentence(text, 0, len(text)), 3, [day], Interval.parse("2023-06-10"), None)
>>> found.basis, found.period, found.as_of, found.as_of_basis, found.reason
('cumulative', When.parse('2023-05-03/..'), When.parse('2023-06-10'), 'publication', 'since 3 May 2023')
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import Literal, NamedTuple

from timeline.casualties.attribution import SAYING
from timeline.casualties.lexicon import EFFECTS, NUMBERS, TABLE
from timeline.casualties.placing_days import (
    HAVE,
    MAIN,
    SPANS,
    long_after,
    nearest,
    of_another_clause,
    perfect,
    places,
    word_at,
)
from timeline.casualties.tokens import Sentence
from timeline.interval import Grain, Interval, When, containing
from timeline.records import Mention

INCIDENTS = frozenset(TABLE["incidents"]["words"])
CAMPAIGNS = frozenset(TABLE["campaigns"]["words"])
LASTING = frozenset(("missing", "held", "jailed", "imprisoned", "displaced", "captive", "detained"))
BEGINNING_OF = (["the", "start", "of"], ["the", "beginning", "of"], ["the", "outbreak", "of"], ["the", "onset", "of"])
BEGINNING = frozenset(["began", "begun", "started", "erupted", "broke", "beginning", "start", "outbreak"])
BRINGING = frozenset(["bringing", "raising", "taking"])
WARS = frozenset(("war", "conflict", "insurgency", "occupation", "uprising", "genocide"))
OPENING_WORDS = 6
OVER = frozenset(["over", "during", "in", "throughout", "within"])
NIGHT = frozenset(("late", "night", "overnight", "dawn", "evening", "midnight", "early"))
SO_FAR = (("so", "far"), ("to", "date"), ("in", "total"), ("until", "now"), ("in", "all"))
SUMMING = frozenset(last for _, last in SO_FAR)
DAY = re.compile(r"\d{4}-\d\d-\d\d")
WHEN = re.compile(r",? (?:when|in which|during which)\b")
DAILY = re.compile(r"\b(?:past|last|previous|preceding) (?:24|48|72|twenty-four) hours\b", re.I)
RELATIVE_DAY = re.compile(r"today|yesterday|tonight|last night|this (?:morning|afternoon|evening)", re.I)
SOON_AFTER = re.compile(r"(?:a few |some )?(?:minutes|moments|seconds) later", re.I)  # of the day told before
MINUTES = re.compile(r"\b(?:minutes|moments) ago\b", re.I)
YEAR_BEGAN = re.compile(r"\bsince (?:the|this) (year|month) (?:began|started|opened)\b", re.I)
LONG_AFTER = re.compile(r",? (?:\d+|an?|" + "|".join(sorted(NUMBERS)) + r"|several|a few) (?:day|week|month|year)s? after\b", re.I)

Basis = Literal["incident", "period", "cumulative"]
AsOfBasis = Literal["stated", "publication", "inferred", "unknown"]


class Coverage(NamedTuple):
    """Basis, period and as-of of a figure, with the reason in words."""

    basis: Basis | None
    period: When | None
    as_of: When | None
    as_of_basis: AsOfBasis
    reason: str


def coverage(
    sentence: Sentence, trigger: int, mentions: Sequence[Mention], published: Interval | None, before: Coverage | None,
    *, nominal: bool = False, revised: int | None = None,
) -> Coverage:  # fmt: skip
    """The coverage of a figure whose effect word is word `trigger`, a noun or not; `before` is that of the passage."""
    words = sentence.words
    mentions = [m for m, after in zip_longest(mentions, mentions[1:]) if not renamed_day(sentence.text, m, after)]
    as_of, as_of_basis, stated = as_of_day(sentence, mentions, published)
    dated = [plainly(sentence, m, published) for m in mentions if m.when is not None and m is not stated
             and m.kind in ("date", "time", "duration") and not SOON_AFTER.fullmatch(m.text) and not clock(sentence.text, m) and not of_another_part(sentence, trigger, m)]  # fmt: skip
    dated = [m for m in dated if not of_another_span(sentence, trigger, m)]
    for mention in dated:
        when = mention.when
        assert when is not None
        owned = sentence.text[mention.char_end : mention.char_end + 2] in ("'s", "’s")  # "the toll from Saturday's strike"
        owned = owned or (not perfect(words, trigger) and WHEN.match(sentence.text, mention.char_end) is not None and sentence.starts[trigger] > mention.char_end)  # "since June, when a guard died"
        if owned and when.extent == "since" and when.first is not None and (when.first.grain is Grain.DAY or sentence.starts[trigger] > mention.char_end):
            mention = mention.model_copy(update={"when": When.within(when.first)})
            dated = [mention if m.char_start == mention.char_start else m for m in dated]
            continue
        if owned and governed_by_since(sentence, mention):
            continue  # "the worst since the attacks of May 2008, in which nine died"
        since = when.extent == "since" or governed_by_since(sentence, mention)
        between = words[trigger : word_at(sentence, mention.char_start)]
        if since and (not BRINGING.isdisjoint(between) or of_another_clause(words, trigger, word_at(sentence, mention.char_start))):
            continue
        if since and not perfect(words, trigger) and any(day_between(sentence, trigger, m, mention) for m in dated):
            continue
        if when.first is not None and since:
            return Coverage("cumulative", When.since(when.first), as_of, as_of_basis, f"since {mention.text}")
    if words[trigger - 1 : trigger] == ["since"] and not HAVE.isdisjoint(words[max(trigger - 3, 0) : trigger]) and before is not None and before.period is not None and before.period.first is not None:
        return Coverage("cumulative", When.since(before.period.first), as_of, as_of_basis, "since what was told before")  # "forces have since detained 1,500"
    opened = YEAR_BEGAN.search(sentence.text, sentence.start, sentence.starts[trigger])
    if opened is not None and published is not None and perfect(words, trigger):
        grain = {"year": Grain.YEAR, "month": Grain.MONTH}[opened[1].lower()]
        return Coverage("cumulative", When.since(containing(published.start, grain)), as_of, as_of_basis, opened[0])
    if "since" in words[trigger:]:
        k = words.index("since", trigger)
        then = words[k + 1 : k + 2] == ["then"]
        if then or (not of_another_clause(words, trigger, k) and (CAMPAIGNS.intersection(words[k : k + 5]) or ((words[k + 1 : k + 4] in BEGINNING_OF or BEGINNING.intersection(words[k : k + 6])) and perfect(words, trigger)))):
            start = before.period.first if then and before is not None and before.period is not None else None
            period = (
                When.since(start)
                if start is not None
                else before.period
                if before is not None and before.basis == "cumulative"
                else None
            )
            return Coverage("cumulative", period, as_of, as_of_basis, " ".join(words[k : k + 5]).rstrip(" ,.;:"))
    span = duration(sentence)
    if span is not None:
        period = before.period if before is not None and before.basis == span[0] else None
        whole = next(
            (m.when for m in dated if m.when is not None and (m.when.extent == "throughout" or m.kind == "duration")),
            None,
        )
        period = whole if whole is not None and span[0] == "period" else period
        return Coverage(span[0], period, as_of, as_of_basis, span[1])
    told = next((k + 1 for k in range(trigger - 1, max(trigger - 12, 0), -1) if words[k] in SAYING), max(trigger - 12, 0))
    campaign = perfect(words, trigger) and bool(CAMPAIGNS.intersection(words[told:trigger]))
    campaign = campaign or (perfect(words, trigger) and (fought_in(words, trigger) or has_gone_on(sentence, trigger, dated)))
    if campaign or so_far(sentence):
        near = nearest(sentence, trigger, dated)
        if near is not None and near.when is not None and near.when.extent in ("within", "throughout") and not campaign:
            return Coverage("period", near.when, as_of, as_of_basis, f"so far in {near.text}")
        began = (
            next((m for m in dated if m.char_end <= sentence.starts[trigger] and (began_on(sentence, m) or has_gone_on(sentence, trigger, [m]))), None)
            if campaign
            else None
        )
        if began is not None and began.when is not None and began.when.first is not None:
            return Coverage(
                "cumulative", When.since(began.when.first), as_of, as_of_basis, f"since it began, {began.text}"
            )
        period = before.period if before is not None and before.basis == "cumulative" else None
        return Coverage(
            "cumulative", period, as_of, as_of_basis, "the sum of a whole campaign" if campaign else "so far"
        )
    if revised is not None and as_of_basis != "stated":
        day = revision_day(sentence, revised, dated)
        if day is not None and day.when is not None:
            dated, as_of, as_of_basis = [m for m in dated if m is not day], day.when, "stated"
    chosen = nearest(sentence, trigger, dated, nominal)
    if chosen is not None and chosen.when is not None:
        return Coverage(
            *of_mention(sentence, trigger, chosen, dated), as_of, as_of_basis, f"“{chosen.text}” beside the figure"
        )
    if any(long_after(words, word_at(sentence, m.char_start), trigger) for m in dated):
        return Coverage(None, None, as_of, as_of_basis, "another attack, longer ago")
    if before is not None and before.basis is not None and (before.period is not None or before.basis != "incident"):
        return Coverage(
            before.basis,
            before.period,
            as_of,
            as_of_basis,
            f"told before: {before.reason.removeprefix('told before: ')}",
        )
    once = INCIDENTS.intersection(words) and (not perfect(words, trigger) or CAMPAIGNS.isdisjoint(words))
    basis: Basis | None = "incident" if once or (before is not None and before.basis == "incident" and not perfect(words, trigger)) else None
    return Coverage(
        basis,
        None,
        as_of,
        as_of_basis,
        "an incident without a day" if basis else "the text does not say what time it covers",
    )


def revision_day(sentence: Sentence, char_end: int, dated: Sequence[Mention]) -> Mention | None:
    """The day on which a toll rose: 'the toll rose to 19 on Tuesday', where no word of the incident stands between."""
    for mention in dated:
        k = word_at(sentence, mention.char_start)
        between = sentence.words[word_at(sentence, char_end) : k]
        if mention.when is not None and mention.when.extent == "day" and mention.char_start >= char_end and len(between) < 4:
            return mention if not INCIDENTS.intersection(between) else None
    return None


def plainly(sentence: Sentence, mention: Mention, published: Interval | None) -> Mention:
    """A day that its words bound is the day itself where it names an attack ("following the 31 October attack")."""
    when = mention.when
    if when is not None and when.extent in ("on_or_after", "since") and DAY.fullmatch(mention.value or ""):
        k = word_at(sentence, mention.char_end)
        if any(w in INCIDENTS or w.removesuffix("s") in INCIDENTS for w in sentence.words[k : k + 4]) and not {",", ".", ";"}.intersection(sentence.words[k : k + 2]):
            return mention.model_copy(update={"when": When.parse(mention.value)})
    return just_now(mention, published)


def renamed_day(text: str, mention: Mention, after: Mention | None) -> bool:
    """Whether the next words give the day by its number: 'today, 30 August' in what is printed a day later."""
    if after is None or mention.when == after.when or not RELATIVE_DAY.fullmatch(mention.text):
        return False
    return text[mention.char_end : after.char_start].strip() == "," and any(c.isdigit() for c in after.text)


def just_now(mention: Mention, published: Interval | None) -> Mention:
    """What was minutes ago was on the day of the telling."""
    if published is not None and published.grain is Grain.DAY and MINUTES.search(mention.text):
        return mention.model_copy(update={"when": When.within(published)})
    return mention


def of_another_span(sentence: Sentence, trigger: int, mention: Mention) -> bool:
    """Whether a 'since' counts what else is told of the victim: 'a nurse who had worked here since 2015, was killed',
    'the body of a student, missing since 8 August'."""
    if mention.when is None or mention.when.extent != "since":
        return False
    words, day = sentence.words, word_at(sentence, mention.char_start)
    k = next((k for k in range(day, max(day - 4, 0), -1) if words[k] == "since"), 0)
    if k > trigger + 1:
        return words[k - 1] in LASTING
    start = max((k for k in range(day) if words[k] == ","), default=-1)
    return "," in words[day:trigger] and not {"who", "whose"}.isdisjoint(words[start + 1 : day])


def day_between(sentence: Sentence, trigger: int, day: Mention, since: Mention) -> bool:
    """Whether a day stands between an effect word and a 'since': 'were killed on Tuesday in the worst attack since May'."""
    at = sentence.starts[trigger]
    plain = day.when is not None and day.when.extent == "day" and places(sentence.text, day)
    return plain and at < day.char_start < since.char_start


def has_gone_on(sentence: Sentence, trigger: int, dated: Sequence[Mention]) -> bool:
    """'Fighting broke out in April 2023 and has killed thousands', 'The war, which began in March 2011, has killed'."""
    told = [m for m in dated if m.char_end <= sentence.starts[trigger]]
    begun = any(began_on(sentence, m) for m in told) or (len(told) == 1 and not BEGINNING.isdisjoint(sentence.words[:trigger]))
    return begun and not CAMPAIGNS.isdisjoint(sentence.words[: min(trigger, OPENING_WORDS)])


def fought_in(words: list[str], trigger: int) -> bool:
    """'have been killed in the war', 'may have died in Sudan's war'."""
    behind = words[trigger + 1 : trigger + 7]
    return bool(WARS.intersection(behind)) and bool(OVER.intersection(behind[:2]))


def so_far(sentence: Sentence) -> bool:
    words = sentence.words
    return not SUMMING.isdisjoint(sentence.vocabulary) and any(tuple(words[k : k + 2]) in SO_FAR for k in range(len(words) - 1))


def duration(sentence: Sentence) -> tuple[Basis, str] | None:
    """'during the 42 days', 'in the 12-day war', 'in the week of fighting' are a period; 'two years of war' sums up."""
    if SPANS.isdisjoint(sentence.vocabulary):
        return None
    words = sentence.words
    for k, word in enumerate(words):
        if word in SPANS:
            if words[k + 1 : k + 2] == ["of"] and CAMPAIGNS.intersection(words[k + 2 : k + 4]):
                basis: Basis = (
                    "period" if words[max(k - 2, 0) : k + 1][0:1] == ["in"] and words[k - 1] == "the" else "cumulative"
                )
                return basis, " ".join(words[max(k - 2, 0) : k + 3])
            back = words[max(k - 4, 0) : k]
            if (
                "the" in back
                and OVER.intersection(back[: back.index("the")])
                and k - 1 >= 0
                and (words[k - 1] in NUMBERS or words[k - 1].isdecimal())
            ):
                return "period", " ".join([*back, word])
            if words[k + 1 : k + 2] and words[k - 1 : k] == ["-"] and words[k + 1] in CAMPAIGNS:
                return "period", " ".join(words[max(k - 2, 0) : k + 2])
    return None


def began_on(sentence: Sentence, mention: Mention) -> bool:
    k = word_at(sentence, mention.char_start)
    return bool(BEGINNING.intersection(sentence.words[max(k - 4, 0) : k]))


def campaign_began(sentence: Sentence, mention: Mention) -> bool:
    """Whether a relative clause says when a campaign began: 'in the escalation, which began on 5 October'."""
    words, k = sentence.words, word_at(sentence, mention.char_start)
    which = next((j for j in range(k - 1, max(k - 5, 1), -1) if words[j] in ("which", "that")), None)
    return which is not None and began_on(sentence, mention) and not CAMPAIGNS.isdisjoint(words[max(which - 3, 0) : which])


def of_mention(sentence: Sentence, trigger: int, mention: Mention, dated: Sequence[Mention]) -> tuple[Basis, When]:
    """The basis and period that a date beside a figure gives it."""
    when = mention.when
    assert when is not None
    if mention.range_id is not None or when.extent == "throughout":
        return ("incident" if overnight(when) and ("when" in sentence.words[trigger:] or at_night(sentence, mention)) else "period"), when
    if when.extent == "day" and when.first is not None and campaign_began(sentence, mention):
        return "cumulative", When.since(when.first)  # "seven killed in the escalation, which began on 5 October"
    if when.extent == "day":
        return "incident", when
    if DAILY.search(mention.text):
        return "period", when
    low, high = sorted((trigger, word_at(sentence, mention.char_start)))
    incident = INCIDENTS.intersection(sentence.words[max(low - 8, 0) : high + (14 if "when" in sentence.words[high : high + 6] else 4)])
    long = when.first is not None and when.first.grain >= Grain.WEEK
    return ("incident" if incident or not long else "period"), when


def clock(text: str, mention: Mention) -> bool:
    """Whether four digits are an hour, not a year: 'at 1620 this afternoon'."""
    before = text[max(mention.char_start - 4, 0) : mention.char_start].lower()
    return mention.text.isdecimal() and len(mention.text) == 4 and before.split()[-1:] == ["at"]


def at_night(sentence: Sentence, mention: Mention) -> bool:
    """Whether a range goes from one evening to the next morning: 'between late Friday and the early hours of Saturday'."""
    k = word_at(sentence, mention.char_start)
    return not NIGHT.isdisjoint(sentence.words[max(k - 4, 0) : k + 10])


def overnight(when: When) -> bool:
    """Whether a range ends on the day after it began at the latest: 'from late Friday until early Saturday'."""
    return when.start is not None and when.end is not None and (when.end - when.start).days <= 1


def as_of_day(
    sentence: Sentence, mentions: Sequence[Mention], published: Interval | None
) -> tuple[When | None, AsOfBasis, Mention | None]:
    for mention in mentions:
        k = word_at(sentence, mention.char_start)
        if mention.when is not None and (
            sentence.words[max(k - 2, 0) : k] == ["as", "of"] or sentence.words[k : k + 2] == ["as", "of"] or counted_by(sentence.words, k)
        ):
            last = mention.when.last or mention.when.first
            return (When.within(last) if last else mention.when), "stated", mention
    if published is None:
        return None, "unknown", None
    return When.within(published), "publication", None


def counted_by(words: list[str], day: int) -> bool:
    """'By Thursday only 375 bodies had been recovered': the day up to which a count goes."""
    by = words[day - 1 : day] == ["by"] or words[day : day + 1] == ["by"]
    return by and ((day < 3 and not HAVE.isdisjoint(words[day : day + 12])) or not HAVE.isdisjoint(words[max(day - 8, 0) : day]))


def of_another_part(sentence: Sentence, trigger: int, mention: Mention) -> bool:
    """Whether a semicolon parts a date from the effect word, and figures of its own stand beside the date."""
    words = sentence.words
    if ";" not in sentence.vocabulary:
        return False
    k = word_at(sentence, mention.char_start)
    low, high = sorted((trigger, k))
    if ";" not in words[low:high]:
        return False
    first = k - next((j for j, w in enumerate(reversed(words[:k])) if w == ";"), k)
    after = next((j for j in range(k, len(words)) if words[j] == ";"), len(words))
    return any(w in EFFECTS or (k > trigger and (w in HAVE or w in MAIN)) for w in words[first:after])


def governed_by_since(sentence: Sentence, mention: Mention) -> bool:
    """'since the beginning of the offensive on October 7': the date that a 'since' before it reaches."""
    k = word_at(sentence, mention.char_start)
    back = sentence.words[max(k - 14, 0) : k + 1]
    if "since" not in back:
        return False
    tail = back[len(back) - back[::-1].index("since") :]
    return not {",", ";", "."}.intersection(tail[:-1])


