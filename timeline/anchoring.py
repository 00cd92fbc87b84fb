"""A word that tells an event, in its article → when that was, how surely, and why.

    >>> from timeline.interval import day
    >>> story = Story("Envoys had met in Cairo.", [], day(2024, 2, 14))
    >>> Anchors(story).at(11).when
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

from timeline.attachment import OPENERS, Clauses
from timeline.clauses import AUXILIARIES, PARTICIPLE, PREPOSITIONS, PRONOUNS, Construal, form_of, is_adverb, language, verb_class
from timeline.interval import FIRST_DAY, Interval, When, on
from timeline.mentions import tag
from timeline.mood import Mood, mood
from timeline.records import Mention
from timeline.story import Dated, Story

LEAD = 4  # sentences in which the day of the news is looked for
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
        self._news = self._day_of_news()

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
        lasting = is_lasting(clauses, i, told) and not (told.form == "infinitive" or told.tense == "past" and not told.progressive)
        lasted = self._lasted(index, i) if told.form == "noun" else None
        if lasted is not None:
            return replace(lasted, mood=how)
        own = own_date(self.story, index, i)
        if own is not None and told.form == "noun":
            if _others(clauses, i, told, own, lasting):
                own = None
            elif lasting and (verb := main_of(clauses, clauses.segment[i], i)) is not None and edge_of(clauses, i, verb):
                own = None  # the date is of its beginning or end
        if own is not None and (how.status not in ("planned", "asked") or told.form == "finite" or own.first > i
                                or ahead_of(own.mention, self.story.published)):  # fmt: skip
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
        same = self._told_before(clauses, i, told)
        if same is not None:
            return replace(same, rule="same event", reason=f"the same event is dated: {same.reason}", mood=how, lasting=lasting)
        verb = main_of(clauses, clauses.segment[i], i) if lasting and told.form == "noun" else None
        edge = edge_of(clauses, i, verb) if verb is not None else ""
        if verb is not None and edge:
            main = self.of(index, verb, depth + 1)
            if main.when is not None and main.when.first is not None and main.when.last is not None:
                when = When.since(main.when.first) if edge == "begins" else When.until(main.when.last)
                return replace(main, when=when, rule=f"it {edge}", reason=f"it {edge} then; {main.reason}", mood=how, lasting=True)
        if lasting and told.form == "noun" and how.status == "happened":
            return Anchored(None, "inferred", "lasting", "goes on at publication", "present", how, True)
        host = self._antecedent(index, i, told) or hangs_on(clauses, i, told)
        if host is None or host == i:
            return None
        main = self.of(index, host, depth + 1)
        if how.status in ("planned", "asked") and told.form in ("infinitive", "noun", "gerund"):
            return self._after(main, how, lasting)
        if told.form == "noun" and how.status == "happened" and refers_back(clauses, i, host):
            return self._bounded(told, how)
        if main.when is None and main.basis != "none" and not lasting and main.time != "future":
            return None if told.form != "noun" else self._bounded(told, how)
        return replace(main, rule="hangs on its clause", reason=f"at the time of {clauses.words.raw[host]!r}; {main.reason}",
                       mood=how, lasting=lasting or main.when is None, mention=main.mention)  # fmt: skip

    def _antecedent(self, index: int, i: int, told: Construal) -> int | None:
        """The dated noun that a relative clause tells more of: "the 2009 crash, which killed ..."."""
        clauses = self.story.clauses(index)
        segment = clauses.segment[i]
        if clauses.openers[segment] in ("and", "or") and segment:
            segment -= 1
        if clauses.openers[segment] not in ("which", "that") or told.tense != "past" or not self.story.has_dates(index):
            return None
        j = clauses.segment.index(segment) - 1
        while j >= 0 and not clauses.words.lower[j].isalpha():
            j -= 1
        for k in range(j, max(-1, j - 6), -1):
            if clauses.told(k).form == "noun" and own_date(self.story, index, k) is not None:
                return k
        return None

    def _lasted(self, index: int, i: int) -> Anchored | None:
        """The time of a noun whose relative clause dates it: "a truce that lasted from ...", "the war, which began in ..."."""
        clauses = self.story.clauses(index)
        segment = clauses.segment[i] + 1
        if not self.story.has_dates(index) or segment >= len(clauses.openers) or clauses.openers[segment] not in ("that", "which"):
            return None
        first = clauses.segment.index(segment)
        if any(clauses.finite(j) for j in range(i + 1, first)):
            return None
        head = main_of(clauses, segment)
        if head is None:
            return None
        base, own = form_of(clauses.words.lower[head])[0], own_date(self.story, index, head)
        if own is None or own.mention.when is None or base not in LASTS:
            return None
        when = own.mention.when
        if base in BEGINS and when.first is not None and is_lasting(clauses, i, clauses.told(i)):
            when = When.since(when.first)
        elif base == "end" and when.last is not None and is_lasting(clauses, i, clauses.told(i)):
            when = When.until(when.last)
        told = clauses.told(head)
        placed = self._dated(own.mention, told, mood(clauses, head), False)
        return replace(placed, when=when if when.extent != placed.when.extent else placed.when, rule="lasted", lasting=True,  # type: ignore[union-attr]
                       reason=f"its clause says {clauses.words.raw[head]!r} {own.mention.text!r}; {own.mention.reason}".rstrip("; "))  # fmt: skip

    def _bounded(self, told: Construal, how: Mood) -> Anchored | None:
        written = self.story.published
        if written is None or written.start == FIRST_DAY:
            return None
        return Anchored(When.on_or_before(on(written.start - 1)), "inferred", "told as past", "told as past before publication", "past", how)

    def _told_before(self, clauses: Clauses, i: int, told: Construal) -> Anchored | None:
        """The time of the same event where it is dated: for a noun, or a verb that looks back."""
        word = clauses.words.lower[i]
        if told.form != "noun" and not (told.form in ("finite", "participle") and told.tense in ("past", "") and (
            told.perfect or clauses.openers[clauses.segment[i]] in OPENERS or told.form == "participle")):  # fmt: skip
            return None
        if verb_class("reporting", word) or len(word) < 4:
            return None
        same = self._same.get(stem_of(word))
        return same if same is not None and same.mood.status == "happened" else None

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
        reporting = verb_class("reporting", word) and told.form != "noun"
        if written is None:
            return Anchored(None, "none", "no date", "no date in its clause, and the publication day is unknown", "past", how, lasting)
        before = When.on_or_before(on(written.start - 1)) if written.start > FIRST_DAY else When.within(written)
        aside = looks_aside(clauses, i, told)
        spoken = clauses.speech_of(i) is not None
        if told.tense == "present" and not told.perfect:
            if told.progressive and not reporting or verb_class("standing", word):
                return Anchored(None, "inferred", "present tense", "goes on at publication", "present", how, True)
            return Anchored(When.within(written), "inferred", "present tense", "told as of the publication day", "present", how, lasting, fresh=True)
        if told.perfect:
            if told.tense == "present" and not spoken and not aside and (reporting or not lasting):
                return self._fresh(how, lasting)
            if lasting and told.tense == "present":
                return Anchored(None, "inferred", "present perfect", "goes on at publication", "present", how, True)
            rule = "present perfect" if told.tense == "present" else "perfect tense"
            return Anchored(before, "inferred", rule, "told as past before publication", "past", how, lasting)
        thread = self._thread[index]
        if not reporting and thread is not None and not aside:
            return self._on_thread(thread, told, how, lasting)
        if not aside:
            return self._fresh(how, lasting)
        return Anchored(before, "inferred", "past aside", "told as past before publication", "past", how, lasting)

    def _on_thread(self, thread: Mention, told: Construal, how: Mood, lasting: bool) -> Anchored:
        placed = self._dated(thread, told, how, lasting)
        return replace(placed, basis="inferred", rule="thread", mention=thread,
                       reason=f"told after {thread.text!r}, the last date of its thread")  # fmt: skip

    def _threads(self) -> list[Mention | None]:
        """For each sentence, the date that the telling has reached: that of the last dated main clause above it, as long
        as plain past goes on; a sentence that reports, or stands in another tense, ends it."""
        out: list[Mention | None] = []
        last: Mention | None = None
        for index in range(len(self.story.spans)):
            if self.story.new_paragraph(index):
                last = None
            out.append(last)
            if self.story.has_dates(index):
                last = self._thread_of(index)
            elif last is not None and not self._tells_on(index):
                last = None
        return out

    def _thread_of(self, index: int) -> Mention | None:
        """The date of the first main clause of a sentence that has one, if it lies behind."""
        clauses = self.story.clauses(index)
        written = self.story.published
        for segment, opener in enumerate(clauses.openers):
            head = None if opener in OPENERS and opener != "but" else main_of(clauses, segment)
            own = own_date(self.story, index, head) if head is not None else None
            if own is None or own.mention.when is None or own.mention.when.extent not in ("day", "within"):
                continue
            first = own.mention.when.first
            if first is not None and (written is None or first.start < written.end):
                return own.mention
        return None

    def _day_of_news(self) -> tuple[When | None, str, Mention | None]:
        """The day whose news the article tells: that of its first dated main clause, if it lies in the week before
        publication; else the publication day."""
        written = self.story.published
        for index in range(min(LEAD, len(self.story.spans))):
            mention = self._thread_of(index) if self.story.has_dates(index) else None
            when = mention.when if mention else None
            if when is not None and when.first is not None and when.extent == "day" and (
                written is None or written.start - 7 <= when.first.start < written.end):  # fmt: skip
                return when, f"{mention.text!r} is the day of the news it opens with", mention  # type: ignore[union-attr]
        if written is None:
            return None, "", None
        return When.within(written), "news is told on the day it is published", None

    def _fresh(self, how: Mood, lasting: bool) -> Anchored:
        when, reason, mention = self._news
        return Anchored(when, "inferred", "news of the day", reason, "past", how, lasting, fresh=mention is None, mention=mention)

    def _tells_on(self, index: int) -> bool:
        clauses = self.story.clauses(index)
        head = main_verb(clauses)
        return head is None or (clauses.told(head).tense == "past" and head not in clauses.reporting)


def clip(interval: Interval, written: Interval, told: Construal, how: Mood) -> Interval:
    """The days of a coarse date that the tense leaves: "met this week" ends with the publication day."""
    if interval.days == 1 or not interval.overlaps(written):
        return interval
    ahead = how.status in ("planned", "asked") or told.tense == "future"
    start, end = (max(interval.start, written.start), interval.end) if ahead else (interval.start, min(interval.end, written.end))
    return replace(interval, start=start, end=end) if start < end else interval


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
    """How far a date is from the word at `i`; None where it is another word's."""
    lower = clauses.words.lower
    low, high = (d.last + 1, i) if d.last < i else (i + 1, d.first)
    between = range(low, high)
    if not clauses.same(i, d.first):
        return None
    owner = _owner(clauses, d)
    if owner is not None and owner != i:
        return None
    cost = float(len(between)) + (2.0 if d.last < i else 0.0) + coarseness(d.mention)
    verbs, inside = 0, False
    for j in between:
        finite = clauses.finite(j)
        verbs += finite and not inside
        inside = finite or (inside and is_adverb(lower[j]))
    if verbs and clauses.told(i).form == "finite" and (d.first > i or not inside):
        return None
    if any(lower[j] in AWAY for j in between if d.first > i and j < d.first - 2):
        cost += 8.0
    if d.last < i and clauses.told(i).form == "noun" and any(lower[j] in AWAY for j in between):
        return None
    return cost + 6.0 * verbs


def coarseness(mention: Mention) -> float:
    """A day is nearer than a year in the same clause: "Yesterday, at this year's conference, he said"."""
    first = mention.when.first if mention.when else None
    return 0.0 if first is None or first.days <= 7 else 2.0 if first.days <= 31 else 4.0


AWAY = ("after", "before", "following", "since", "amid", "until", "despite")
ENDS = ("end", "expire", "collapse", "lapse", "conclude")
BEGINS = ("begin", "start", "erupt", "break")
LASTS = ("last", "begin", "start", "end", "run", "erupt", "occur", "happen", "expire", "hold", "continue", "break", "follow", "come")
KNOWN = ("the", "this", "that", "its", "their", "his", "her", "'s", "these", "those", "'")


def _owner(clauses: Clauses, d: Dated) -> int | None:
    """The noun that a date belongs to alone: "the strike last week", "since the assault of October 2023", "the May 4 raid"."""
    lower = clauses.words.lower
    after = d.last + 1
    if after + 1 < len(lower) and lower[after] == "'s" and lower[after + 1].isalpha():
        after += 1
        while after + 1 < len(lower) and lower[after + 1].isalpha() and lower[after + 1] not in PREPOSITIONS | OPENERS | {"and", "or"} and not (
            clauses.finite(after + 1)):  # fmt: skip
            after += 1
        return after
    if after < len(lower) and lower[after].isalpha() and not clauses.finite(after) and d.first:
        if lower[d.first - 1] in KNOWN and clauses.told(after).form == "noun" and lower[after] not in PREPOSITIONS | OPENERS | {"and"}:
            while after + 1 < len(lower) and clauses.told(after + 1).form == "noun" and lower[after + 1].isalpha() and (
                lower[after + 1] not in PREPOSITIONS | OPENERS | {"and", "or"}) and not is_adverb(lower[after + 1]):  # fmt: skip
                after += 1
            return after
    j = d.first - 1
    while j >= 0 and lower[j] in ("of", "on", "in", "from", "the", "during"):
        j -= 1
    if j < 0 or not lower[j].isalpha() or clauses.finite(j) or clauses.told(j).form != "noun":
        return None
    start = j
    while start > max(0, j - 5) and lower[start - 1] not in PREPOSITIONS and not clauses.finite(start - 1):
        start -= 1
    return j if start and lower[start - 1] in ("after", "since", "following", "before") else None


def hangs_on(clauses: Clauses, i: int, told: Construal) -> int | None:
    """The verb whose time a word shares: that of its clause for a noun or participle, that of the main clause for "when"."""
    segment = clauses.segment[i]
    if told.form in ("infinitive", "gerund", "noun", "participle") and told.governor is not None:
        return told.governor
    if told.form in ("noun", "gerund", "participle", "infinitive"):
        return main_of(clauses, segment, i)
    opener = clauses.openers[segment]
    if told.form == "finite" and opener in ("when", "as", "while", "before", "after") and not told.perfect:
        other = segment - 1 if segment else 1 if len(clauses.openers) > 1 else None
        return None if other is None else main_of(clauses, other, i)
    if told.form == "finite" and told.tense == "past" and opener == "and" and segment > 0 and not told.perfect and _subjectless(clauses, i):
        host = main_of(clauses, segment - 1, i)
        return host if host is not None and clauses.told(host).tense == "past" else None
    return None


def looks_aside(clauses: Clauses, i: int, told: Construal) -> bool:
    """Whether a verb only says which one is meant ("the man they took", "hostages held in Gaza"), off the line of telling."""
    lower = clauses.words.lower
    if told.form == "finite" and clauses.openers[clauses.segment[i]] in ("which", "who", "whom", "whose", "where", "because", "since", "once"):
        return True
    if told.form == "finite" and told.tense == "past" and i and form_of(lower[i])[1] & PARTICIPLE and not clauses.finite(i - 1):
        after = lower[i + 1] if i + 1 < len(lower) else ""
        before = lower[i - 1]
        if after in PREPOSITIONS and before.isalpha() and before not in PRONOUNS and not is_adverb(before):
            return any(clauses.same(j, i) and abs(j - i) > 1 and clauses.finite(j) for j in range(len(lower)))
    return told.form == "participle"


def _others(clauses: Clauses, i: int, told: Construal, own: Dated, lasting: bool) -> bool:
    """Whether a date in a noun's clause is its verb's: what the verb only speaks of, or a war that it seeks to end."""
    if _owner(clauses, own) == i or (own.first > i and own.first - i <= 2):
        return False
    governor = told.governor
    if governor is not None and own.first > i and own.first - i <= 6 and not _direct(clauses, governor, i) and not any(
        clauses.finite(j) for j in range(i + 1, own.first)):  # fmt: skip
        return False
    if governor is not None and governor < i and (refers_back(clauses, i, governor) or _of_known(clauses, i)):
        return True
    if own.first > i and own.first - i <= 4 and not any(clauses.finite(j) for j in range(i + 1, own.first)):
        return False
    if not lasting or governor is None:
        return False
    return clauses.told(governor).form in ("infinitive", "gerund") or not _direct(clauses, governor, i)


def _of_known(clauses: Clauses, i: int) -> bool:
    """Whether a noun only tells which people are meant: "the six people killed in the strike"."""
    lower = clauses.words.lower
    j = i - 1
    while j >= 0 and i - j < 6 and lower[j] not in ("in", "by", "during", "of"):
        j -= 1
    if j < 2 or lower[j] not in ("in", "by", "during") or not form_of(lower[j - 1])[1] & PARTICIPLE:
        return False
    return lower[j - 2].isalpha() and lower[j - 2] not in AUXILIARIES and not is_adverb(lower[j - 2]) and any(
        clauses.same(k, j) and clauses.finite(k) for k in range(j - 1))  # fmt: skip


def _direct(clauses: Clauses, governor: int, i: int) -> bool:
    return not any(w in PREPOSITIONS or w == "to" for w in clauses.words.lower[governor + 1 : i])


BACK = ("to", "of", "about", "over", "after", "following", "since", "against", "for", "despite", "because", "before")


def refers_back(clauses: Clauses, i: int, host: int) -> bool:
    """Whether a noun names something known that the verb only speaks of: "condemned the attack", "in response to the raid"."""
    if host > i:
        return False
    lower = clauses.words.lower
    start = i
    while start > host + 1 and lower[start - 1] not in PREPOSITIONS and lower[start - 1] != "to":
        start -= 1
    if lower[start - 1] in ("during", "at", "in"):
        return False
    if verb_class("reporting", lower[host]) or verb_class("opinions", lower[host]):
        return True
    known = any(w in KNOWN for w in lower[start:i])
    return known and lower[start - 1] in BACK


def edge_of(clauses: Clauses, i: int, verb: int) -> str:
    """Whether a verb tells the beginning or the end of the lasting thing that is its subject: "the truce expired"."""
    lower = clauses.words.lower
    base, after = form_of(lower[verb])[0], lower[verb + 1] if verb + 1 < len(lower) else ""
    if i > verb or not clauses.same(i, verb):
        return ""
    if base in ENDS or (base in ("break", "fall") and after in ("down", "apart")):
        return "ends"
    return "begins" if base in BEGINS else ""


def main_verb(clauses: Clauses) -> int | None:
    """The finite verb of the sentence's main clause."""
    for segment, opener in enumerate(clauses.openers):
        if opener not in OPENERS or opener == "but":
            head = main_of(clauses, segment)
            if head is not None:
                return head
    return None


def _subjectless(clauses: Clauses, i: int) -> bool:
    """Whether the verb shares the subject of the clause before: "... met on Monday and called for a truce"."""
    j = i - 1
    while j >= 0 and clauses.same(i, j) and (clauses.finite(j) or is_adverb(clauses.words.lower[j])):
        j -= 1
    return j >= 0 and clauses.words.lower[j] in ("and", "but")


def main_of(clauses: Clauses, segment: int, i: int = -1) -> int | None:
    """The first finite verb of a clause, its main word rather than its auxiliary."""
    found = None
    lower = clauses.words.lower
    for j, s in enumerate(clauses.segment):
        if s != segment or j == i or not clauses.finite(j):
            continue
        if found is None or lower[found] in AUXILIARIES:
            found = j
        if lower[j] not in AUXILIARIES:
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
    """The times of the events of one record of `timeline anchor`, in their order. Raises ValueError that names the field
    and what was expected there.

    >>> list(anchor({"id": "a", "published": "2024-02-14", "text": "Troops left on Monday.",
    ...              "events": [{"id": "e1", "start": 7, "end": 11}]}))  # doctest: +NORMALIZE_WHITESPACE
    [{'article': 'a', 'event': 'e1', 'start': '2024-02-12', 'end': '2024-02-12', 'edtf': '2024-02-12',
      'certainty': 'certain', 'time': 'past'}]
    """
    text, published, events = _checked(record)
    story = Story(text, tag(text, published=published), published)
    anchors = Anchors(story)
    for event in events:
        if own_date(story, *story.token(event["start"])) is not None:
            anchors.at(event["start"])  # what has its own date comes first, so that other tellings of it find it
    for event in events:
        placed = anchors.at(event["start"])
        when = placed.when
        yield {"article": record.get("id"), "event": event["id"], "start": when.start.isoformat() if when and when.start else None,
               "end": when.end.isoformat() if when and when.end else None, "edtf": placed.edtf,
               "certainty": placed.mood.certainty, "time": placed.time}  # fmt: skip


def _checked(record: dict[str, Any]) -> tuple[str, Interval | None, list[dict[str, Any]]]:
    """The text, publication day and events of a record, or ValueError by field."""
    text, events, published = record.get("text"), record.get("events"), None
    if not isinstance(text, str) or not text.strip():
        raise ValueError("text: expected the article's text")
    if record.get("published"):
        try:
            published = on(date.fromisoformat(str(record["published"])[:10]))
        except ValueError:
            raise ValueError(f"published: expected a day such as 2024-02-14, not {record['published']!r}") from None
    if not isinstance(events, list):
        raise ValueError('events: expected a list of {"id", "start", "end"}')
    seen: set[Any] = set()
    for number, event in enumerate(events):
        where = f"events[{number}]"
        if not isinstance(event, dict):
            raise ValueError(f'{where}: expected {{"id", "start", "end"}}')
        for key in ("id", "start", "end"):
            if key not in event:
                raise ValueError(f"{where}.{key}: expected {'an id' if key == 'id' else 'an offset in characters'}")
        start, end = event["start"], event["end"]
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)):
            raise ValueError(f"{where}: expected a span inside the text of {len(text)} characters, not {start!r} to {end!r}")
        if event["id"] in seen:
            raise ValueError(f"{where}.id: expected an id of its own; {event['id']!r} stands above")
        seen.add(event["id"])
    return text, published, events
