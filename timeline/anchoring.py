"""A word that tells an event, in its article → when that was, how surely, and why.

    >>> from timeline.interval import day
    >>> story = Story("Envoys had met in Cairo.", [], day(2024, 2, 14))
    >>> Anchors(story).at(7).when
    When.parse('[..2024-02-13]')

An own date in the clause comes first; else that of the clause it hangs on; else a date told for the same event; else
the thread's last date; else the publication day bounds it, on the side that tense and mood say. Speech keeps its time
apart from the time of what it tells. `anchor` answers the same for triggers that someone else found.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from timeline.attachment import Clauses
from timeline.clauses import Construal, form_of, language, verb_class
from timeline.interval import FIRST_DAY, Interval, When, on
from timeline.mentions import tag
from timeline.mood import Mood, mood
from timeline.records import Mention
from timeline.story import Dated, Story

DEEP = 4  # governors that are followed from one event to the next


@dataclass(frozen=True, slots=True)
class Anchored:
    """When an event was. `when` None: nothing dates or bounds it; `lasting`: it went on for more than a day;
    `fresh`: only the freshness of news puts it on the publication day; `mood`: whether it happened."""

    when: When | None
    basis: str
    rule: str
    reason: str
    time: str = "past"
    mood: Mood = Mood("happened")
    lasting: bool = False
    fresh: bool = False
    mention: Mention | None = None

    @property
    def edtf(self) -> str:
        """The EDTF text; `../..` for what was going on at a time that nothing bounds."""
        return self.when.edtf if self.when else "../.." if self.lasting and self.basis != "none" else ""


class Anchors:
    """The times of one article's events, each worked out once."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self._known: dict[tuple[int, int], Anchored] = {}
        self._same: dict[str, Anchored] = {}
        self._thread = self._threads()

    def at(self, offset: int) -> Anchored:
        """When the event told by the word at `offset` was."""
        return self.of(*self.story.token(offset))

    def of(self, index: int, i: int, depth: int = 0) -> Anchored:
        found = self._known.get((index, i))
        if found is None:
            found = self._known[index, i] = self._place(index, i, depth)
            stem = stem_of(self.story.clauses(index).words.lower[i])
            if found.mention is not None and found.rule == "date in the clause":
                self._same.setdefault(stem, found)
        return found

    def _place(self, index: int, i: int, depth: int) -> Anchored:
        clauses = self.story.clauses(index)
        told, how = clauses.told(i), mood(clauses, i)
        lasting = is_lasting(clauses, i, told)
        own = own_date(self.story, index, i)
        if own is not None:
            return self._dated(own.mention, told, how, lasting)
        if depth < DEEP:
            led = self._led(index, i, told, how, lasting, depth)
            if led is not None:
                return led
        return self._undated(index, i, told, how, lasting)

    # ------------------------------------------------------------ dated

    def _dated(self, mention: Mention, told: Construal, how: Mood, lasting: bool) -> Anchored:
        when = mention.when
        assert when is not None
        basis = "stated" if mention.date_basis == "stated" else "inferred"
        written = self.story.published
        if written is not None and when.extent == "within" and when.first is not None:
            when = When.within(clip(when.first, written, told, how))
        if lasting and when.extent in ("within",) and when.first is not None and how.status == "happened":
            when = When.throughout(on(when.first.start), on(when.first.end - 1))
        return Anchored(when, basis, "date in the clause", f"{mention.text!r} stands in its clause; {mention.reason}".rstrip("; "),
                        tense_of(when, written, told), how, lasting or when.extent in ("throughout", "since", "until"), mention=mention)  # fmt: skip

    # ------------------------------------------------------------ hanging on another event

    def _led(self, index: int, i: int, told: Construal, how: Mood, lasting: bool, depth: int) -> Anchored | None:
        clauses = self.story.clauses(index)
        host = hangs_on(clauses, i, told)
        if host is None or host == i:
            return None
        main = self.of(index, host, depth + 1)
        if how.status in ("planned", "asked") and told.form in ("infinitive", "noun", "gerund"):
            return self._after(main, how, lasting)
        return replace(main, rule="hangs on its clause", reason=f"at the time of {clauses.words.raw[host]!r}; {main.reason}",
                       mood=how, lasting=lasting, mention=main.mention)  # fmt: skip

    def _after(self, main: Anchored, how: Mood, lasting: bool) -> Anchored:
        written = self.story.published
        start = written.end if written is not None else None
        if main.when is not None and main.when.last is not None and main.time == "future":
            return replace(main, rule="ahead of its verb", mood=how, lasting=lasting)
        if start is None:
            return Anchored(None, "none", "ahead", "ahead of a day that is unknown", "future", how, lasting)
        if lasting:
            return Anchored(None, "inferred", "ahead", "ahead of the publication day", "future", how, lasting)
        return Anchored(When.on_or_after(on(start)), "inferred", "ahead", "ahead of the publication day", "future", how, lasting)

    # ------------------------------------------------------------ undated

    def _undated(self, index: int, i: int, told: Construal, how: Mood, lasting: bool) -> Anchored:
        clauses = self.story.clauses(index)
        written = self.story.published
        if how.status in ("planned", "asked", "supposed"):
            return self._after(Anchored(None, "none", "", ""), how, lasting)
        word = clauses.words.lower[i]
        if told.form == "noun":
            same = self._same.get(stem_of(word))
            if same is not None:
                return replace(same, rule="same event told above", reason=f"told above: {same.reason}", mood=how, lasting=lasting)
        reporting = verb_class("reporting", word) and told.form != "noun"
        if written is None:
            return Anchored(None, "none", "no date", "no date in its clause, and the publication day is unknown", "past", how, lasting)
        before = When.on_or_before(on(written.start - 1)) if written.start > FIRST_DAY else When.within(written)
        if told.tense == "present" and not told.perfect:
            if lasting or told.progressive:
                return Anchored(None, "inferred", "present tense", "goes on at publication", "present", how, True)
            return Anchored(When.within(written), "inferred", "present tense", "told as of the publication day", "present", how, lasting)
        if told.perfect:
            if lasting:
                return Anchored(None, "inferred", "present perfect", "goes on at publication", "present", how, True)
            return Anchored(before, "inferred", "perfect tense", "told as past before publication", "past", how, lasting)
        thread = self._thread[index]
        if not reporting and thread is not None:
            return self._on_thread(thread, told, how, lasting)
        if reporting or clauses.speech_of(i) is None:
            if lasting:
                return Anchored(None, "inferred", "past state", "ended before publication, or then", "past", how, True)
            return Anchored(When.within(written), "inferred", "news of the day", "news is told on the day it is published", "past",
                            how, lasting, fresh=True)  # fmt: skip
        if lasting:
            return Anchored(None, "inferred", "past state", "ended before publication", "past", how, True)
        return Anchored(before, "inferred", "past in speech", "told as past before publication", "past", how, lasting)

    def _on_thread(self, thread: Mention, told: Construal, how: Mood, lasting: bool) -> Anchored:
        placed = self._dated(thread, told, how, lasting)
        return replace(placed, basis="inferred", rule="thread", mention=thread,
                       reason=f"told after {thread.text!r}, the last date of its thread")  # fmt: skip

    def _threads(self) -> list[Mention | None]:
        """For each sentence, the date that the telling has reached: that of the last dated main clause above it, in its
        paragraph, or the first sentence's."""
        out: list[Mention | None] = []
        last: Mention | None = None
        for index in range(len(self.story.spans)):
            if self.story.new_paragraph(index):
                last = None
            out.append(last)
            if self.story.has_dates(index):
                last = self._thread_of(index) or last
        return out

    def _thread_of(self, index: int) -> Mention | None:
        clauses = self.story.clauses(index)
        for d in self.story.dates(index):
            when = d.mention.when
            opener = clauses.openers[clauses.segment[d.first]]
            if when is not None and when.extent in ("day", "within") and opener not in ("which", "who", "if", "since", "until"):
                if self.story.published is None or when.first is not None and when.first.start < self.story.published.end:
                    return d.mention
        return None


def clip(interval: Interval, written: Interval, told: Construal, how: Mood) -> Interval:
    """The days of a coarse date that the tense leaves: "met this week" ends with the publication day."""
    if interval.days == 1 or not interval.overlaps(written):
        return interval
    ahead = how.status in ("planned", "asked") or told.tense == "future"
    start, end = (max(interval.start, written.start), interval.end) if ahead else (interval.start, min(interval.end, written.end))
    return replace(interval, start=start, end=end) if start < end else interval


def tense_of(when: When, written: Interval | None, told: Construal) -> str:
    """Past, present or future as seen from publication."""
    if written is not None:
        if when.first is not None and when.first.start >= written.end:
            return "future"
        if when.last is not None and when.last.end <= written.start:
            return "past"
    return {"future": "future", "present": "present"}.get(told.tense, "past")


# ---------------------------------------------------------------- which date, which verb


def own_date(story: Story, index: int, i: int) -> Dated | None:
    """The date that belongs to the word at `i`: in its clause, nearest, and no other's."""
    if not story.has_dates(index):
        return None
    clauses = story.clauses(index)
    best, least = None, 25.0
    for d in story.dates(index):
        cost = _cost(clauses, i, d)
        if cost is not None and cost < least:
            best, least = d, cost
    return best


def _cost(clauses: Clauses, i: int, d: Dated) -> float | None:
    lower = clauses.words.lower
    low, high = (d.last + 1, i) if d.last < i else (i + 1, d.first)
    between = range(low, high)
    if not clauses.same(i, d.first):
        return None
    noun = _noun_before(clauses, d)
    if noun is not None and noun != i and _owned(clauses, noun, i):
        return None
    cost = float(len(between))
    if d.last < i:
        cost += 2.0
    verbs = 0
    inside = False
    for j in between:
        finite = clauses.finite(j)
        verbs += finite and not inside
        inside = finite
    if clauses.told(i).form == "finite" and d.first > i and verbs:
        cost += 12.0 * verbs
    elif d.first > i:
        cost += 6.0 * verbs
    if any(lower[j] in ("after", "before", "following", "since", "amid", "until", "despite") for j in between if j < d.first - 2):
        cost += 8.0
    return cost


def _noun_before(clauses: Clauses, d: Dated) -> int | None:
    """The noun that a date directly follows: "the strike last week", "the assault of October 2023"."""
    lower = clauses.words.lower
    j = d.first - 1
    if j >= 0 and lower[j] in ("of", "on", "in", "from", "the", "during"):
        j -= 1
        if j >= 0 and lower[j] in ("of", "on", "in"):
            j -= 1
    if j < 0 or not lower[j].isalpha() or clauses.finite(j):
        return None
    return j if clauses.told(j).form == "noun" else None


def _owned(clauses: Clauses, noun: int, i: int) -> bool:
    """Whether a date after this noun is the noun's alone: it is known ("the", "its") and no verb's own argument."""
    lower = clauses.words.lower
    if noun < i:
        return False
    start = noun
    while start > max(0, noun - 5) and lower[start - 1] not in ("by", "with", "after", "since", "following", "before", "of", "on", "against") and not clauses.finite(start - 1):
        start -= 1
    opener = lower[start - 1] if start else ""
    return opener in ("after", "since", "following", "before", "of") and i < start


ADJUNCT = {"when", "as", "while", "after", "before", "where", "and", ",", "but", "—", "–", ";"}


def hangs_on(clauses: Clauses, i: int, told: Construal) -> int | None:
    """The verb whose time a word shares: that of its clause for a noun or participle, that of the main clause for "when"."""
    segment = clauses.segment[i]
    if told.form in ("infinitive", "gerund", "noun", "participle") and told.governor is not None:
        return told.governor
    if told.form in ("noun", "gerund", "participle", "infinitive"):
        return _head(clauses, segment, i)
    opener = clauses.openers[segment]
    if told.form == "finite" and opener in ("when", "as", "while") and segment > 0 and not told.perfect:
        return _head(clauses, segment - 1, i)
    return None


def _head(clauses: Clauses, segment: int, i: int) -> int | None:
    """The first finite verb of a clause, its main word rather than its auxiliary."""
    found = None
    for j, s in enumerate(clauses.segment):
        if s == segment and j != i and clauses.finite(j):
            found = j
            if form_of(clauses.words.lower[j])[1] and clauses.told(j).form == "finite":
                return j
    return found


LASTING_NOUNS = frozenset(language()["classes"]["lasting_nouns"])


def is_lasting(clauses: Clauses, i: int, told: Construal) -> bool:
    """Whether what the word tells goes on: a state, an activity, a war."""
    word = clauses.words.lower[i]
    if told.form == "noun":
        return word in LASTING_NOUNS or word.rstrip("s") in LASTING_NOUNS
    if told.form == "predicate" or told.progressive:
        return True
    return verb_class("states", word) or verb_class("activities", word)


def stem_of(word: str) -> str:
    """What the verb and the noun of one event share: "kidnapped", "kidnapping" → "kidnap".

    >>> stem_of("abducted") == stem_of("abduction"), stem_of("visits") == stem_of("visit")
    (True, True)
    """
    base, _ = form_of(word)
    for ending in ("ations", "ation", "ions", "ion", "ings", "ing", "ments", "ment", "es", "s", "ed", "e"):
        if base.endswith(ending) and len(base) - len(ending) >= 4:
            return base[: -len(ending)]
    return base


# ---------------------------------------------------------------- triggers found by someone else


def anchor(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The times of the events of one record of `timeline anchor`."""
    published = on(date.fromisoformat(record["published"])) if record.get("published") else None
    story = Story(record["text"], tag(record["text"], published=published), published)
    anchors = Anchors(story)
    for event in record["events"]:
        if own_date(story, *story.token(event["start"])) is not None:
            anchors.at(event["start"])
    for event in record["events"]:
        placed = anchors.at(event["start"])
        when = placed.when
        yield {"article": record.get("id"), "event": event["id"], "start": when.start.isoformat() if when and when.start else None,
               "end": when.end.isoformat() if when and when.end else None, "edtf": placed.edtf,
               "certainty": placed.mood.certainty, "time": placed.time}  # fmt: skip
