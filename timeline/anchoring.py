"""A word that tells an event, in its article → when that was, how surely, and why.

    >>> from timeline.interval import day
    >>> story = Story("Envoys had met in Cairo.", [], day(2024, 2, 14))
    >>> Anchors(story).at(11).when
    When.parse('[..2024-02-13]')

An own date in the clause comes first; else that of the clause it hangs on; else a date told for the same event; else
the thread's last date; else the publication day bounds it, on the side that tense and mood say. Speech keeps its time
apart from the time of what it tells.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from timeline.attachment import OPENERS, Clauses
from timeline.clauses import PREPOSITIONS, Construal
from timeline.cues import (
    CLOCK,
    DAYS,
    ahead_of,
    apart,
    away,
    clip,
    goes_on,
    head_of,
    is_new,
    means_span,
    names_near,
    tense_of,
)
from timeline.hanging import (
    BEGINS,
    LASTS,
    belongs_elsewhere,
    dated_with,
    edge_of,
    hangs_on,
    holds_on,
    is_lasting,
    is_of_noun,
    keeps_on,
    looks_aside,
    main_of,
    own_date,
    refers_back,
    same_key,
    stands_behind,
)
from timeline.interval import AFTER_LAST_DAY, FIRST_DAY, Interval, When, on
from timeline.mood import HAPPENED, Mood, ends_it, mood
from timeline.records import Mention
from timeline.story import Dated, Story
from timeline.threads import LONGEST_THREAD, Threads
from timeline.verbs import BASE, PAST, form_of, verb_class

PLANS = frozenset({"plan", "plans", "bill", "deal", "law", "proposal", "resolution", "measure", "decision", "motion", "agreement", "order"})
SINCE = frozenset({"since", "after", "following"})
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
    mood: Mood = HAPPENED
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
        self.threads = Threads(story)
        self._known: dict[tuple[int, int], Anchored] = {}
        self._same: dict[str, list[tuple[int, int, Anchored]]] = {}  # by event: where it is dated

    def at(self, offset: int) -> Anchored:
        """When the event told by the word at `offset` was."""
        return self.of(*self.story.token(offset))

    def of(self, index: int, i: int, depth: int = 0) -> Anchored:
        found = self._known.get((index, i))
        if found is None:
            found = self._known[index, i] = self._place(index, i, depth)
            stem = same_key(self.story.clauses(index).words.lower[i])
            if found.mention is not None and found.rule in ("date in the clause", "it begins"):
                self._same.setdefault(stem, []).append((index, i, found))
        return found

    def _place(self, index: int, i: int, depth: int) -> Anchored:
        clauses = self.story.clauses(index)
        told, how = clauses.told(i), mood(clauses, i)
        lasting = is_lasting(clauses, i, told) and not ((told.form == "infinitive" and not verb_class("activities", clauses.words.lower[i])) or (told.tense == "past" and not told.progressive))
        lasting = lasting or (told.form == "noun" and ends_it(clauses, i))
        lasted = self._lasted(index, i) if told.form == "noun" else None
        if lasted is not None:
            return replace(lasted, mood=how)
        own = own_date(self.story, index, i) or self._told_with_it(index, i)
        if own is not None and (self._anothers(clauses, i, told, how, own) or (own.mention.text.startswith("that ") and own.mention.when is not None and self._is_published(own.mention.when))):
            own = None  # "that evening" is no evening of the day of writing
        if own is not None and all(d.mention.kind == "time" and CLOCK.fullmatch(d.mention.text) for d in self.story.dates(index)):  # no day of its own: that of the telling
            thread = self.threads.thread(index)
            if thread is not None and thread.when is not None and thread.when.extent == "day":
                return self._on_thread(thread, told, how, lasting)
            if told.tense in ("past", "") and how.status == "happened" and self.threads.news[2] is not None:
                return self._fresh(how, lasting)
        if own is not None and told.form == "noun":
            if belongs_elsewhere(clauses, i, told, own, lasting):
                own = None
            elif lasting and (verb := main_of(clauses, clauses.segment[i], i)) is not None and edge_of(clauses, i, verb):
                own = None  # the date is of its beginning or end
        if own is not None and how.status == "planned" and own_date(self.story, index, told.governor or i) is own and not ahead_of(own.mention, self.story.published) and (
                told.form == "infinitive" and told.governor is not None and i > 1 and clauses.words.lower[i - 2] in PLANS and clauses.told(told.governor).tense == "past"):  # fmt: skip
            own = None  # "approved the plan to widen the road on Friday"
        if own is not None and (how.status not in ("planned", "asked") or told.form == "finite" or own.first > i
                                or ahead_of(own.mention, self.story.published)):  # fmt: skip
            point = told.form == "noun" or is_of_noun(clauses, own)
            return self._dated(own.mention, told, how, lasting, clauses.words.lower[i], point=point)
        owned = self._of_its_subject(index, i, told) if own is None else None
        if owned is not None:
            return self._dated(owned.mention, told, how, lasting, clauses.words.lower[i])
        if own is None and (span := self._those_days(index, i)) is not None:
            return replace(span, mood=how, lasting=lasting)
        if depth < DEEP:
            led = self._led(index, i, told, how, lasting, depth)
            if led is not None:
                return led
        return self._undated(index, i, told, how, lasting, depth)

    # ------------------------------------------------------------ dated

    def _told_with_it(self, index: int, i: int) -> Dated | None:
        """The date of the verb that one stands beside, "was seized and killed on 3 May", or that its "when" tells more of, "since
        3 May, when rebels took the port"."""
        clauses = self.story.clauses(index)
        lower = clauses.words.lower
        if not self.story.has_dates(index) or clauses.told(i).form != "finite" or clauses.told(i).tense != "past":
            return None
        if lower[i + 1 : i + 2] == ["and"] and i + 2 < len(lower) and form_of(lower[i + 2])[1] & PAST and clauses.told(i + 2).form == "finite":
            own = own_date(self.story, index, i + 2)
            return own if own is not None and own.first > i + 2 else None
        segment = clauses.segment[i]
        after = segment + 1
        if after < len(clauses.openers) and clauses.openers[after] == "when" and verb_class("harms", lower[i]) and (head := main_of(clauses, after)) is not None:
            return own_date(self.story, index, head)  # "killed nine people when they raided the school on Friday"
        if clauses.openers[segment] != "when" or clauses.told(i).perfect:
            return None
        first = clauses.segment.index(segment)
        before = first - 1 - (lower[first - 1] == "," if first else 0)
        found = next((d for d in self.story.dates(index) if d.first <= before <= d.last and d.mention.when is not None), None)
        if found is None or found.mention.when is None or found.mention.when.first is None or found.mention.when.extent not in ("day", "within", "since"):
            return None
        return replace(found, mention=found.mention.model_copy(update={"when": When.within(found.mention.when.first)}))

    def _anothers(self, clauses: Clauses, i: int, told: Construal, how: Mood, own: Dated) -> bool:
        """Whether tense keeps a date from a word: what lies ahead is not when something was, and where an infinitive stands
        before it, it is when that is to be: "the trial is set to begin on Friday"."""
        if (head := head_of(clauses, i)) is not None and own.last < head and told.form == "finite":
            return True  # "on Sunday, two months after it had signed the accord"
        if own.last < i and looks_aside(clauses, i, told):
            return True  # "police today searched for people stranded by the flood"
        if own.last < i and told.form == "gerund" and clauses.words.lower[i - 1] in ("for", "after"):
            return True  # "was fined on Monday for selling arms"
        if told.form not in ("finite", "predicate") or told.tense == "future" or how.status not in ("happened", "ongoing", "denied"):
            return False
        written, when = self.story.published, own.mention.when
        if written is None or when is None or when.last is None or when.last.end <= written.end or (
                when.extent == "until" and verb_class("postpones", clauses.words.lower[i])):  # fmt: skip
            return False
        past = told.tense == "past" or told.perfect
        return (past and (when.first is None or when.first.start >= written.end)) or (
            own.first > i and any(w == "to" and form_of(v)[1] & BASE for w, v in pairwise(clauses.words.lower[i : own.first])))  # fmt: skip

    def _dated(self, mention: Mention, told: Construal, how: Mood, lasting: bool, verb: str = "", *, point: bool = False) -> Anchored:
        when = mention.when
        assert when is not None
        basis = "stated" if mention.date_basis == "stated" else "inferred"
        written = self.story.published
        if written is not None and when.extent == "within" and when.first is not None:
            when = When.within(clip(when.first, written, told, how))
        elif when.extent == "until" and when.last is not None and verb_class("postpones", verb):
            when = When.within(when.last)  # "put off until May": it is to be in May
        elif written is not None and not (lasting or told.perfect or told.progressive or goes_on(told, verb, None)) and how.status == "happened" and point:
            # "in the fourth exchange since Friday" was one of those days; what was done "until Monday" was done by then
            if when.extent == "since" and when.first is not None and when.first.start < written.end:
                when = When.within(Interval(when.first.start, written.end, when.first.grain))
            elif when.extent == "until" and when.last is not None:
                when = When.on_or_before(when.last)
        if when.extent == "within" and when.first is not None and how.status == "happened" and (lasting or goes_on(told, verb, when.first)):
            when = When.throughout(on(when.first.start), on(when.first.end - 1))
        return Anchored(when, basis, "date in the clause", f"{mention.text!r} stands in its clause; {mention.reason}".rstrip("; "),
                        tense_of(when, written, told), how, lasting or when.extent in ("throughout", "since", "until"), mention=mention)  # fmt: skip

    def _of_its_subject(self, index: int, i: int, told: Construal) -> Dated | None:
        """The day that a verb's subject is said to be of: "Friday's strike killed nine, he said on Saturday"."""
        if told.form != "finite" or told.tense != "past":
            return None
        clauses = self.story.clauses(index)
        lower = clauses.words.lower
        return next((d for d in self.story.dates(index) if d.last + 1 < i and lower[d.last + 1] == "'s" and clauses.same(d.first, i)
                     and (not d.first or not lower[d.first - 1].isalpha()) and not any(clauses.finite(j) for j in range(d.last + 1, i - 1))), None)  # fmt: skip

    def _those_days(self, index: int, i: int) -> Anchored | None:
        """The span told before that "over the four days" or "in those weeks" means; without one it is only told as past."""
        clauses = self.story.clauses(index)
        lower = clauses.words.lower
        if DAYS.isdisjoint(lower) or not any(w in DAYS and means_span(lower, j) and clauses.same(i, j) for j, w in enumerate(lower)):
            return None
        for earlier in range(index - 1, max(-1, index - 1 - LONGEST_THREAD), -1):
            for d in reversed(self.story.dates(earlier)):
                if d.mention.when is not None and d.mention.when.extent == "throughout":
                    return Anchored(d.mention.when, "inferred", "span told before", f"in the span told before: {d.mention.when}", mention=d.mention)
        written = self.story.published
        return None if written is None else Anchored(When.on_or_before(written), "inferred", "told as past", "in days told before that nothing dates")

    # ------------------------------------------------------------ hanging on another event

    def _led(self, index: int, i: int, told: Construal, how: Mood, lasting: bool, depth: int) -> Anchored | None:
        clauses = self.story.clauses(index)
        same = self._told_before(index, i, told, how)
        if same is not None:
            return replace(same, rule="same event", reason=f"the same event is dated: {same.reason}", mood=how, lasting=lasting)
        verb = main_of(clauses, clauses.segment[i], i) if lasting and told.form == "noun" else None
        edge = edge_of(clauses, i, verb) if verb is not None else ""
        if verb is not None and edge:
            main = self.of(index, verb, depth + 1)
            if main.when is not None and main.when.first is not None and main.when.last is not None:
                when = When.since(main.when.first) if edge == "begins" else When.until(main.when.last)
                return replace(main, when=when, rule=f"it {edge}", reason=f"it {edge} then; {main.reason}",
                               time="present" if edge == "begins" and main.time == "past" else main.time, mood=main.mood, lasting=True)  # fmt: skip
        if lasting and told.form == "noun" and how.status == "happened":
            return Anchored(None, "inferred", "lasting", "goes on at publication", "present", how, True)
        if told.form == "infinitive" and told.perfect:
            return self._bounded(told, how)  # "is believed to have left"
        host = self._antecedent(index, i, told) or hangs_on(clauses, i, told) or dated_with(self.story, index, i, told)
        if host is not None and host != i and keeps_on(clauses, told) and how.status in ("happened", "ongoing"):
            return Anchored(None, "inferred", "state", "goes on at publication", "present", how, True)
        if host is not None and host != i and told.form == "gerund" and stands_behind(clauses, i):
            main = self.of(index, host, depth + 1)
            if main.time == "present" or main.when is None or self._is_published(main.when):
                return Anchored(None, "inferred", "state", "what somebody is doing goes on at publication", "present", how, True)
        if host is None or host == i:
            return None
        main = self.of(index, host, depth + 1)
        over = clauses.told(host)
        if told.form == "finite" and told.tense == "past" and over.form in ("finite", "predicate") and (over.tense == "future" or (over.tense == "present" and not over.perfect)):
            return None  # "it is ruins now, as it was when it fell": the past has its own time
        if told.form == "infinitive" and host < i and main.time != "future" and verb_class("purposes", clauses.words.lower[host]) and how.status == "planned":
            return Anchored(None, "inferred", "purpose", f"what {clauses.words.raw[host]!r} is for goes on with it", "present", how, True)
        if told.form == "infinitive" and host < i and verb_class("attempts", clauses.words.lower[host]):
            return replace(main, rule="hangs on its clause", reason=f"tried at the time of {clauses.words.raw[host]!r}; {main.reason}", mood=how)
        if (how.status in ("planned", "asked") or told.tense == "future") and told.form in ("infinitive", "noun", "gerund"):
            return self._after(main, how, lasting, clauses.words.lower[i])
        if told.form == "noun" and how.status == "happened" and refers_back(clauses, i, host):
            return self._bounded(told, how)
        if told.form == "gerund" and how.status == "happened" and clauses.words.lower[i - 1] in ("for", "after") and main.when is not None and main.when.last is not None and (
                main.time != "future" and main.when.extent in ("day", "within", "on_or_before")):  # fmt: skip
            end = main.when.last.end - (main.when.extent == "day" and self._is_published(main.when))
            return replace(main, when=When.on_or_before(on(max(end - 1, FIRST_DAY))), rule="before its verb", reason=f"before {clauses.words.raw[host]!r}; {main.reason}",
                           time="past", mood=how, lasting=lasting, fresh=False)  # fmt: skip
        if main.when is None and main.basis != "none" and not lasting and main.time != "future":
            return None if told.form != "noun" else self._bounded(told, how)
        count, grain = apart(clauses, i)
        there = away(main.when.first.start, count, grain) if count and main.when is not None and main.when.extent == "day" and main.when.first is not None else None
        if there is not None:
            unit = grain.label + "s" * (abs(count) > 1)
            return replace(main, when=When.within(there), rule="hangs on its clause", mood=how, lasting=lasting,
                           reason=f"{abs(count)} {unit} {'before' if count > 0 else 'after'} {clauses.words.raw[host]!r}; {main.reason}")  # fmt: skip
        if told.form == "finite" and clauses.openers[clauses.segment[i]] == "after" and not verb_class("harms", clauses.words.lower[host]) and main.time != "future" and main.when is not None and main.when.last is not None and (
                main.when.extent in ("day", "within", "on_or_before")):  # fmt: skip
            return replace(main, when=When.on_or_before(main.when.last), rule="before its verb", reason=f"before {clauses.words.raw[host]!r}; {main.reason}",
                           time="past", mood=how, lasting=lasting, fresh=False)  # fmt: skip
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
        if clauses.openers[segment] == "that" and clauses.speech_of(i) is not None:
            return None  # "told them on Tuesday that ..."
        j = clauses.segment.index(segment) - 1
        while j >= 0 and not clauses.words.lower[j].isalpha():
            j -= 1
        dates = self.story.dates(index)
        for k in range(j, max(-1, j - 6), -1):
            if any(d.first <= k <= d.last for d in dates):
                if clauses.openers[segment] == "that":
                    return None  # "said on Monday that ..."
                continue
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
        if written is None or written.end - 2 < FIRST_DAY:
            return None
        return Anchored(When.on_or_before(on(written.end - 2)), "inferred", "told as past", "told as past before publication", "past", how)

    def _told_before(self, index: int, i: int, told: Construal, how: Mood) -> Anchored | None:
        """The time of the same event where it is dated: for a noun, or a verb that looks back. Of several, the one told with
        most of the same names, then the most precise, then the nearest before it."""
        clauses = self.story.clauses(index)
        lower = clauses.words.lower
        word = lower[i]
        if told.form != "noun" and not (told.form in ("finite", "participle") and told.tense in ("past", "") and (
            told.perfect or clauses.openers[clauses.segment[i]] in OPENERS or told.form == "participle" or clauses.speech_of(i) is not None)):  # fmt: skip
            return None
        if verb_class("reporting", word) or told.progressive or len(word) < 4 or word == "according" or (told.form == "noun" and is_new(lower, i)):
            return None
        known = [(at, j, found) for at, j, found in self._same.get(same_key(word), ()) if found.when is not None and (
            found.mood.status == "happened" if how.status == "happened" else found.time == "future" and told.form == "noun")]  # fmt: skip
        if not known:
            return None
        names = names_near(clauses, i)

        def likeness(one: tuple[int, int, Anchored]) -> tuple[int, int, bool, int, int]:
            at, j, found = one
            first = found.when.first if found.when else None
            return len(names & names_near(self.story.clauses(at), j)), -(first.days if first else 10_000), (at, j) < (index, i), at, j

        return max(known, key=likeness)[2]

    def _after(self, main: Anchored, how: Mood, lasting: bool, word: str = "") -> Anchored:
        written = self.story.published
        start = min(written.start + 1, AFTER_LAST_DAY - 1) if written is not None else None
        if main.when is not None and main.when.last is not None and main.time == "future":
            return replace(main, rule="ahead of its verb", mood=how, lasting=lasting)
        if word and (verb_class("drawn_out", word) or verb_class("gradual", word) or verb_class("drawn_out", same_key(word))):
            lasting = True
        if start is None:
            return Anchored(None, "none", "ahead", "ahead of a day that is unknown", "future", how, lasting)
        if lasting:
            return Anchored(None, "inferred", "ahead", "ahead of the publication day", "future", how, lasting)
        return Anchored(When.on_or_after(on(start)), "inferred", "ahead", "ahead of the publication day", "future", how, lasting)

    # ------------------------------------------------------------ undated

    def _undated(self, index: int, i: int, told: Construal, how: Mood, lasting: bool, depth: int = 0) -> Anchored:
        clauses = self.story.clauses(index)
        written = self.story.published
        if how.status in ("planned", "asked", "supposed") or told.tense == "future":
            return self._after(Anchored(None, "none", "", ""), how, lasting, clauses.words.lower[i])
        word = clauses.words.lower[i]
        reporting = verb_class("reporting", word) and told.form != "noun"
        if written is None:
            thread = self.threads.thread(index) if told.tense == "past" and not reporting and not told.perfect and how.status == "happened" and not looks_aside(clauses, i, told) else None
            if thread is not None:
                return self._on_thread(thread, told, how, lasting)
            return Anchored(None, "none", "no date", "no date in its clause, and the publication day is unknown", "past", how, lasting)
        before = When.on_or_before(on(written.end - 2)) if written.end - 2 >= FIRST_DAY else When.within(written)
        origin, opens = self._origin(index, i, depth)
        if origin is not None and origin.when is not None and origin.when.first is not None and origin.when.first.end < written.start:
            start = origin.when.first.start
            if opens == "since" and told.perfect and told.tense == "present":
                return replace(origin, when=When.since(origin.when.first), rule="since another event", reason=f"since then; {origin.reason}", time="present", mood=how, lasting=True)
            before = When.within(Interval(start, written.start, origin.when.first.grain))
        aside = looks_aside(clauses, i, told)
        spoken = clauses.speech_of(i) is not None
        if told.tense == "present" and not told.perfect:
            if self._awaits(clauses, i):
                return self._after(Anchored(None, "none", "", ""), how, lasting, clauses.words.lower[i])
            if (told.progressive and not reporting and not verb_class("opinions", word)) or verb_class("standing", word) or (
                told.modal == "may" and how.status == "ongoing"):  # fmt: skip
                return Anchored(None, "inferred", "present tense", "goes on at publication", "present", how, True)
            return Anchored(When.within(written), "inferred", "present tense", "told as of the publication day", "present", how, lasting, fresh=True)
        if told.perfect:
            if told.tense == "present" and not spoken and not aside and "previously" not in clauses.words.lower[max(0, i - 3) : i] and (reporting or not lasting):
                return self._fresh(how, lasting)
            if lasting and told.tense == "present":
                return Anchored(None, "inferred", "present perfect", "goes on at publication", "present", how, True)
            rule = "present perfect" if told.tense == "present" else "perfect tense"
            return Anchored(before, "inferred", rule, "told as past before publication", "past", how, lasting)
        said = clauses.speech_of(i)
        if said is not None and told.tense == "past" and told.form in ("finite", "predicate") and not told.progressive and depth < DEEP and (
                told.form == "predicate" or verb_class("states", word) or verb_class("opinions", word)):  # fmt: skip
            saying = self.of(index, said, depth + 1)
            if saying.when is not None and saying.time == "past":
                return replace(saying, rule="as it is said", reason=f"so it was when it was said; {saying.reason}", mood=how)
        if holds_on(clauses, i, told):
            return Anchored(None, "inferred", "state", "the state that it left goes on at publication", "present", how, True)
        thread = None if reporting or aside else self.threads.thread(index)
        if thread is not None:
            return self._on_thread(thread, told, how, lasting)
        if not aside and ((reporting and not (spoken and clauses.openers[clauses.segment[i]] == "that")) or not spoken or (self.threads.news[2] is not None and (not self.threads.of_publication() or (self.threads.opens_with_harm and not self.threads.said_else(index, said))))):
            return self._fresh(how, lasting)
        return Anchored(before, "inferred", "past aside", "told as past before publication", "past", how, lasting)

    def _awaits(self, clauses: Clauses, i: int) -> bool:
        """Whether a present tense stands for what is to come: "until it ends", "as soon as it ends", "if and when it ends"."""
        segment, lower = clauses.segment[i], clauses.words.lower
        first = clauses.pieces[segment][0]
        opener = clauses.openers[segment]
        return opener in ("until", "once", "before") or (opener == "as" and lower[max(0, first - 1) : first] == ["soon"]) or (
            opener == "when" and lower[max(0, first - 2) : first] == ["if", "and"])  # fmt: skip

    def _origin(self, index: int, i: int, depth: int) -> tuple[Anchored | None, str]:
        """The dated event since or after which something is told to be: "has been shut since the raid of 3 May"."""
        clauses, lower = self.story.clauses(index), self.story.clauses(index).words.lower
        if depth >= DEEP or SINCE.isdisjoint(lower):
            return None, ""
        for j, word in enumerate(lower[:-1]):
            if word not in SINCE or (j <= i and not clauses.same(i, j)):
                continue
            if clauses.same(i, j):
                noun = next((k for k in range(j + 1, min(j + 8, len(lower))) if clauses.same(k, j) and k != i and lower[k].replace("-", "").isalpha()
                             and clauses.told(k).form == "noun" and not any(d.first <= k <= d.last for d in self.story.dates(index))
                             and (k + 1 >= len(lower) or not lower[k + 1].isalpha() or lower[k + 1] in PREPOSITIONS)), None)  # fmt: skip
            else:
                noun = main_of(clauses, clauses.segment[j]) if clauses.openers[clauses.segment[j]] == word and clauses.segment[j] == clauses.segment[i] + 1 else None
            if noun is None or noun == i:
                continue
            found = self.of(index, noun, depth + 1)
            if found.mention is not None and found.time == "past" and found.rule in ("date in the clause", "same event"):
                return found, word
        return None, ""

    def _on_thread(self, thread: Mention, told: Construal, how: Mood, lasting: bool) -> Anchored:
        placed = self._dated(thread, told, how, lasting)
        return replace(placed, basis="inferred", rule="thread", mention=thread,
                       reason=f"told after {thread.text!r}, the last date of its thread")  # fmt: skip

    def _fresh(self, how: Mood, lasting: bool) -> Anchored:
        when, reason, mention = self.threads.news
        return Anchored(when, "inferred", "news of the day", reason, "past", how, lasting, fresh=mention is None, mention=mention)

    def _is_published(self, when: When) -> bool:
        return self.story.published is not None and when.first == self.story.published
