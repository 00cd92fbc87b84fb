"""What a text has told so far: the claimant, the day, and the figures that parts and revisions point at.

>>> from timeline.casualties.tokens import effect_sentences
>>> told = Memory("The Gaza Health Ministry spoke. It said no more.", (), None, "a")
>>> told.claimants.append("the Gaza Health Ministry")
>>> told.fuller("the ministry")
'the Gaza Health Ministry'
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from itertools import chain, takewhile

from timeline.casualties.attribution import Attribution, attributions
from timeline.casualties.lexicon import NATIONALITIES, NUMBERS, syntax
from timeline.casualties.parties import side_of_words
from timeline.casualties.people import WHOSE
from timeline.casualties.periods import CAMPAIGNS, INCIDENTS, LONG_AFTER, Coverage, just_now
from timeline.casualties.placing_days import WORD, perfect, places, stated_on
from timeline.casualties.telling import Telling
from timeline.casualties.tokens import Sentence
from timeline.interval import Interval, When
from timeline.records import CasualtyClaim, Mention

CONTINUES = frozenset(["another", "other", "others", "further", "additional"])
HAPPENED = re.compile(
    r"\b(?:took place|occurred|happened|carried out|staged|perpetrated|committed|killed|murdered|assassinated|kidnapped"
    r"|abducted|opened fire|attacked|ambushed|exploded|shot|died)\b[^.]{0,45}$",
    re.I,
)
RESCUE = re.compile(r"\b(?:pulled|dug|recovered|rescued|laid to rest|retrieved|exhumed)\b")
ASIDE = re.compile(r"\b(?:(?:that|which|who) had|where [^.;,\n]{3,40} (?:was|were|had))\b[^.;\n]*$", re.I)  # "ended a ceasefire that had begun on January 19"
BEGAN = re.compile(r"\b(?:began|begun|started|erupted|broke out|flared up)\s+(?:on|in)?\s*$", re.I)
AS_OF = re.compile(r"\bas (?:of|at|on)\s+(?:the\s+)?$", re.I)
REACH_ASIDE = 60
REACH_LEAD = 120  # characters of dateline and headings before the first sentence
OTHERS_FIRST = re.compile(r"\W{0,4}(?:\d[\d,]*|" + "|".join(sorted(NUMBERS)) + r"|several|dozens|another|an?)\s+(?!few\b)[^.;\n]{0,60}\b(?:was|were|died)\b", re.I)  # "Two soldiers were killed on Monday"
TOOK_PLACE = ("took place", "occurred", "happened", "carried out", "staged", "perpetrated", "committed")
AGAIN = re.compile(
    r"\W{0,4}(?:the|this|these|both)\s+((?:[\w-]+\s+){1,4}?)(?:(?:was|were|had been)\s+)?"
    r"(took place|occurred|happened|carried out|staged|perpetrated|committed|killed|murdered|assassinated|shot dead|kidnapped|abducted)\b",
    re.I,
)
NARRATIVE = 1800  # characters over which the last day told still places what follows
REVISED = syntax("revised")
ARMY = re.compile(r"\b([A-Z][a-z]+) (?:army|military|soldiers|troops|forces)\b")
PERSON = re.compile(r"(?:^|, )((?:[A-Z][\w.’'-]+ ){1,3}[A-Z][\w.’'-]+)(?= (?:on [A-Z]|has |had |also )?\w*[a-z]\w*)")


KEEPER = re.compile(
    r"\s*(The (?:[\w’'-]+ ){0,5}?(?:office|ministry|network|agency|group|monitor|committee|observatory|commission|organi[sz]ation|department|"
    r"council|charity|authority|centre|center|service)(?: (?:for|of) (?:[A-Z][\w’'-]+|and| )+)?)\s+(?:has|had|keeps|holds|runs|is)\b"
)


def speaker(sentence: Sentence) -> str | None:
    """Whom 'he said' means where nobody was named before: the person that the sentence begins with."""
    found = PERSON.search(" ".join(sentence.text[sentence.start : sentence.end].split()))
    return found[1] if found is not None and not NATIONALITIES.intersection(found[1].lower().split()) else None


def keeper(sentence: str) -> str | None:
    """Whom 'it puts' means behind a sentence about a body that counts: 'The ombudsman's office has the names of 41.'"""
    found = KEEPER.match(sentence)
    return found[1][0].lower() + found[1][1:] if found is not None else None


def goes_on(words: list[str], first: int, trigger: int) -> bool:
    """Whether a figure at word `first` adds to one told before: 'another four', 'dozens more', 'it also wounded ten'."""
    near = words[max(first - 2, 0) : first + 4]
    more = any(w == "more" and near[k + 1 : k + 2] != ["than"] for k, w in enumerate(near))
    return more or not CONTINUES.isdisjoint(near) or "also" in words[max(min(first, trigger) - 6, 0) : max(first, trigger)]


SURVIVED = ("injured", "rescued", "captured", "held", "detained", "alive")  # of whom some "later died"
NOW = frozenset(("has", "have"))
OWN_LOSSES = re.compile(r"\b(?:puts?|gives?|estimates?|counts?|numbers?) (?:its|their|our) (?:own )?(?:losses|dead|casualties|toll)\b", re.I)
OWN = frozenset(("its", "their", "our"))
LET_GO = frozenset(("released", "rescued", "captured", "detained"))


class Memory:
    """The passage as it has been read up to here; `Passage` reads on and adds to it."""

    def __init__(self, text: str, mentions: Sequence[Mention], published: Interval | None, article_id: str) -> None:
        self.text, self.mentions, self.published, self.article_id = text, mentions, published, article_id
        self.starts = [m.char_start for m in mentions]
        self.paragraph = -1
        self.claimant: str | None = None
        self.claimant_at = -2
        self.told_at = -9
        self.agent: str | None = None
        self.claimants: list[str] = []
        self.coverage: Coverage | None = None
        self.coverage_at = -1
        self.claims: list[CasualtyClaim] = []
        self.paragraph_claims: list[CasualtyClaim] = []
        self.flat = ""
        self.spans: Sequence[tuple[int, int]] = ()

    def voice(
        self, sentence: Sentence, first: int, trigger: int, voices: list[Attribution], index: int
    ) -> tuple[str | None, str, str]:
        """Claimant, status and reason for a figure at word `first`: its own sentence's, else the passage's."""
        named: str | None = None
        for voice in voices:
            if voice.name is None and named is not None and voice.start <= max(first, trigger) < voice.end:
                return self.fuller(named), voice.status, "claimant: named before"
            named = voice.name or named
            known = voice.name or self.last_claimant(index) or (speaker(sentence) if voice.rule == "he said" else None)
            known = known or (keeper(self.text[slice(*self.spans[index - 1])]) if voice.rule == "he said" and index and self.spans[index - 1][0] > self.paragraph else None)
            if known is None and voice.start <= trigger < voice.end:
                continue
            if voice.start <= first < voice.end or voice.start <= trigger < voice.end:
                if voice.name:
                    return self.fuller(voice.name), voice.status, f"claimant: {voice.rule}"
                return known, voice.status, "claimant: named before"
        unsaid = bool(self.paragraph_claims) and self.paragraph_claims[-1].claimed_by is None  # what it adds to, nobody gave
        if not voices and not unsaid and goes_on(sentence.words, first, trigger):
            name = self.last_claimant(index)
            if name:
                return name, "reported", "claimant: the passage goes on"
        return None, "reported", "no claimant named"

    def fuller(self, name: str) -> str:
        """'the ministry' by the name under which it was told before."""
        words = name.lower().split()
        if len(words) != 2 or words[0] not in ("the", "its", "that"):
            return name
        known = next((c for c in reversed(self.claimants) if len(c.split()) > 2 and c.lower().split()[-1] == words[1]), None)
        if known is None and words[1] in ("army", "military"):
            known = f"the {min(self.armies)} {words[1]}" if len(self.armies) == 1 else None
        return known or name

    @cached_property
    def armies(self) -> frozenset[str]:
        """The nations whose army or soldiers the text names anywhere."""
        return frozenset(m[1] for m in ARMY.finditer(self.text) if m[1].lower() in NATIONALITIES)

    def statement_day(self, sentence: Sentence, mentions: Sequence[Mention]) -> When | None:
        """The day of 'the ministry said on Monday': the figure is as of then."""
        for mention in mentions:
            when = mention.when
            if (
                when is not None
                and when.extent == "day"
                and mention.direction != "future"
                and stated_on(self.text, mention)
            ):
                return when
        return None

    def whole_of(self, sentence: Sentence, telling: Telling, made: dict[int, CasualtyClaim], said: str | None = None) -> CasualtyClaim | None:
        """The figure told before that 'five of them', 'sixty of the dead' or '24 are alive' are a part of."""
        trigger = telling.finding.trigger
        later = telling.effect == "killed" and "later" in sentence.words[max(trigger.first - 2, 0) : trigger.after + 1]
        wanted = SURVIVED if later else ("held", "captured") if telling.effect == "alive" else (telling.effect,)
        told = [
            c
            for c in (*self.claims, *made.values())
            if c.subset_of is None
            and c.share is None
            and c.char_start >= self.paragraph - NARRATIVE
            and c.rule not in ("N of the <effect>", "the <effect> include N")
        ]
        same = [c for c in told if c.effect in wanted]
        if not same and telling.effect == "killed" and not later:
            same = [c for c in told if c.effect == "held"]
        if not same and telling.effect == "alive":
            same = [c for c in told if c.effect == "released"]
        side = side_of_words(telling.groups[0].side) if telling.groups[0].side else None
        same = [c for c in same if (c.count or c.low or 10**9) >= (telling.count or 0) and (None in (c.side, side) or c.side == side)]
        if telling.groups[0].role == "perpetrator":
            same = [c for c in same if c.group_role == "perpetrator"]  # "one of the assailants was killed" is none of the victims
        own = [c for c in same if said is not None and c.claimed_by == said]  # rivals count apart
        return (own or same)[-1] if same else None

    def told_of_both(self, sentence: Sentence, telling: Telling) -> bool:
        """Whether 'Both died' says again what the paragraph has told of the two."""
        if sentence.words[telling.groups[0].first] != "both":
            return False
        told = [c for c in self.paragraph_claims if c.effect == telling.effect and c.subset_of is None]
        return any(c.count == 2 for c in told) or sum(c.count == 1 for c in told) > 1

    def told_again(self, sentence: Sentence, telling: Telling) -> CasualtyClaim | None:
        """The figure that 'Of the 36 dead, 14 were children' breaks down, where the text has told it."""
        if sentence.words[:2] != ["of", "the"] or telling.parent is not None or telling.groups[0].first > 2:
            return None
        told = (c for c in reversed(self.claims) if c.char_start >= self.paragraph - NARRATIVE and c.subset_of is None)
        return next((c for c in told if c.effect == telling.effect and c.count == telling.count is not None), None)

    def whole_of_owned(self, sentence: Sentence, telling: Telling, made: dict[int, CasualtyClaim], time: Coverage) -> CasualtyClaim | None:
        """The toll of one incident that 'five of its members' are a part of: one that tells no other side and the same day."""
        after = telling.groups[0].quantity.after
        if sentence.words[after : after + 1] != ["of"] or sentence.words[after + 1 : after + 2] not in WHOSE or time.period is None:
            return None
        whole = self.whole_of(sentence, telling, made)
        same = whole is not None and (whole.basis, whole.period) == (time.basis, time.period) and time.basis == "incident"
        return whole if same and whole is not None and whole.side is None and whole.group_role is None else None

    def last_claimant(self, index: int) -> str | None:
        """The claimant of the sentences before in this paragraph; the sentence just before is read if it was not."""
        if self.claimant_at != index - 1 and index and self.spans[index - 1][0] > self.paragraph:
            named = [a.name for a in attributions(Sentence(self.text, *self.spans[index - 1])) if a.name]
            if named:
                self.claimant, self.claimant_at = named[-1], index - 1
        return self.claimant

    def told_time(self, sentence: Sentence, telling: Telling, low: int) -> Coverage | None:
        """The time that the passage gives a figure. What has happened up to now ("have been displaced", "has freed") is of
        no period told before, and no release of the day of a capture."""
        trigger = telling.finding.trigger.first
        after = self.just_after(sentence, telling, low)
        if after is not None:
            return after
        known = self.before(sentence, trigger, low, nominal=telling.rule.startswith("<effect noun>"))
        if known is not None and known.basis == "incident" and OWN_LOSSES.search(sentence.text, sentence.start, sentence.end) and INCIDENTS.isdisjoint(sentence.words):
            return None  # "Georgia puts its losses at 175"
        if known is None or (telling.effect == "captured" and known.reason.endswith("told just after")) or self.coverage_at == sentence.end or "since" in sentence.vocabulary or NOW.isdisjoint(sentence.words[max(trigger - 4, 0) : trigger]):
            return known
        whole = not OWN.isdisjoint(sentence.words[max(trigger - 6, 0) : trigger])  # "74 of its soldiers have been killed": up to now
        return None if known.basis == "period" or (known.basis == "incident" and (telling.effect in LET_GO or whole)) else known

    def before(self, sentence: Sentence, trigger: int, low: int, *, nominal: bool = False) -> Coverage | None:
        """The time that the passage gives a figure whose own sentence gives none. A noun ("the murder of six") takes the
        day told last only where an incident was told of that day, not a statement or a hearing."""
        known = self.coverage
        here = self.coverage_at == sentence.end
        if known is not None and known.basis == "cumulative" and not here and not perfect(sentence.words, trigger):
            known = None
        then = "then" in sentence.vocabulary and "since then" in " ".join(sentence.words)
        for k in range(low - 1, -1, -1):
            mention = self.mentions[k]
            if (
                then
                and mention.when is not None
                and mention.when.first is not None
                and mention.char_start >= self.paragraph
            ):
                return Coverage("incident", mention.when, None, "unknown", f"“{mention.text}”, told before")
            if mention.char_start < sentence.start - NARRATIVE or (
                known is not None and mention.char_start < self.coverage_at
            ):
                break
            when = just_now(mention, self.published).when
            if when is None or mention.kind not in ("date", "time") or not places(self.text, mention):
                continue
            if AS_OF.search(self.text, max(mention.char_start - 12, 0), mention.char_start):
                continue
            if self.tells_rescue(mention) or LONG_AFTER.match(self.text, mention.char_end):
                continue  # "Hopes faded on Friday, two days after a ship went down"
            if ASIDE.search(self.text, max(mention.char_start - REACH_ASIDE, 0), mention.char_start):
                continue
            if when.extent == "since" and perfect(sentence.words, trigger) and mention.char_start >= self.paragraph:
                return Coverage("cumulative", when, None, "unknown", f"since {mention.text}, in a sentence before")
            if when.extent == "day" and when.first is not None and perfect(sentence.words, trigger) and self.begins_campaign(mention):
                return Coverage("cumulative", When.since(when.first), None, "unknown", f"since it began, {mention.text}, in a sentence before")
            if nominal and when.extent == "day" and not self.tells_incident(mention):
                continue
            if when.extent == "day":
                return Coverage("incident", when, None, "unknown", f"“{mention.text}”, the last day told")
            if when.extent == "throughout" and mention.char_end > self.spans_before(sentence):
                return Coverage("period", when, None, "unknown", f"“{mention.text}” in the sentence before")
        return known or self.following(sentence, low) or (None if nominal else self.led_to(sentence, low))

    def tells_rescue(self, mention: Mention) -> bool:
        """Whether the sentence of a day tells only who was found, saved or buried on it."""
        k = bisect_left(self.spans, (mention.char_start + 1,)) - 1
        said = self.text[slice(*self.spans[k])].lower() if k >= 0 else ""
        return RESCUE.search(said) is not None and INCIDENTS.isdisjoint(WORD.findall(said))

    def begins_campaign(self, mention: Mention) -> bool:
        """Whether a day is that on which a war or an offensive began: 'the escalation, which began on 5 October'."""
        if BEGAN.search(self.text, max(mention.char_start - 24, 0), mention.char_start) is None:
            return False
        k = bisect_left(self.spans, (mention.char_start + 1,)) - 1
        words = WORD.findall(self.text[slice(*self.spans[k])].lower()) if k >= 0 else []
        return not (CAMPAIGNS - INCIDENTS).isdisjoint(words)

    def tells_incident(self, mention: Mention) -> bool:
        """Whether the sentence of a day tells an attack, a blast, a clash."""
        k = bisect_left(self.spans, (mention.char_start + 1,)) - 1
        return k >= 0 and not INCIDENTS.isdisjoint(WORD.findall(self.text[slice(*self.spans[k])].lower()))

    def following(self, sentence: Sentence, low: int) -> Coverage | None:
        """'The attack took place on Monday' behind a figure that has no day of its own."""
        for mention in self.mentions[low:]:
            if mention.char_start < sentence.end:
                continue
            if mention.char_start > sentence.end + NARRATIVE // 2:
                return None
            when = mention.when
            told = HAPPENED.search(self.text[max(mention.char_start - 60, 0) : mention.char_start])
            if told and OTHERS_FIRST.match(self.text, self.spans[max(bisect_left(self.spans, (mention.char_start + 1,)) - 1, 0)][0]):
                return None
            if told and when is not None and when.extent == "day" and mention.direction != "future":
                return Coverage("incident", when, None, "unknown", f"“{mention.text}”, told just after")
        return None

    def led_to(self, sentence: Sentence, low: int) -> Coverage | None:
        """The day of the attack that the second sentence tells, for a figure in the first: 'Three engineers have been
        kidnapped at a well. The rebels attacked it last night'."""
        k = bisect_left(self.spans, (sentence.end,))
        if k >= len(self.spans) or sentence.start - self.spans[0][0] > REACH_LEAD:
            return None
        start, end = self.spans[k]
        words = WORD.findall(self.text[start:end].lower())
        if INCIDENTS.isdisjoint(words) or OTHERS_FIRST.match(self.text, start):
            return None
        for mention in self.mentions[low:]:
            if mention.char_start >= end:
                return None
            when = mention.when
            if mention.char_start >= start and when is not None and when.extent == "day" and places(self.text, mention):
                return Coverage("incident", when, None, "unknown", f"“{mention.text}”, told just after")
        return None

    def just_after(self, sentence: Sentence, telling: Telling, low: int) -> Coverage | None:
        """The day that the next sentence gives the same attack or the same victims: 'Nine died in an ambush. The ambush
        took place on Monday', 'The murder of six priests shook the town. The priests were killed on 9 May'."""
        k = bisect_left(self.spans, (sentence.end,))
        if k >= len(self.spans) or low >= len(self.mentions):
            return None
        start, end = self.spans[k]
        again = AGAIN.match(self.text, start, end)
        if again is None or self.text[sentence.end : start].count("\n") > 1:
            return None
        group = telling.groups[0]
        heads = {sentence.words[g.head] for g in telling.groups if g.head is not None}
        told = " ".join(WORD.findall(again[1].lower()))
        attack = not INCIDENTS.isdisjoint(told.split()) or told.rstrip("s") in INCIDENTS
        same = attack if again[2].lower() in TOOK_PLACE else telling.rule.startswith("<effect noun>") and bool(heads & set(told.split())) and group.counted
        mention = next((m for m in self.mentions[low:] if again.end() <= m.char_start < min(end, again.end() + REACH_ASIDE)), None)
        if not same or mention is None or mention.when is None or mention.when.extent != "day" or mention.direction == "future":
            return None
        return Coverage("incident", mention.when, None, "unknown", f"“{mention.text}”, told just after")

    def spans_before(self, sentence: Sentence) -> int:
        """Where the sentence before this one begins."""
        k = bisect_left(self.spans, (sentence.start, sentence.end))
        return self.spans[k - 1][0] if k else 0

    def superseded(
        self, sentence: Sentence, telling: Telling, made: dict[int, CasualtyClaim], *, where: str | None = None,
        said: str | None = None, basis: str | None = None, role: str | None = None,
    ) -> str | None:  # fmt: skip
        """The claim that a revised toll replaces: the one told in the same breath, else the last of that effect that may
        be of the same event: not of another place, claimant, basis or group."""
        if telling.finding.earlier is not None and telling.groups[0] is not telling.finding.earlier:
            first = telling.finding.earlier.quantity.count
            told = (c for c in chain(self.claims, made.values()) if c.effect == telling.effect and c.count == first)
            return next((c.claim_id for c in told), None)
        raised = takewhile(lambda c: c.rule == "up from N", made.values())  # they are made before all others
        old = [c for c in raised if c.effect == telling.effect]
        if telling.parent is not None or telling.rule == "up from N":
            return None
        if old:
            behind = [c for c in old if c.char_start > sentence.starts[telling.groups[0].first]]
            wholes = [g for g in telling.groups if "more" in sentence.words[g.first : g.after + 1]]
            return behind[0].claim_id if behind and not wholes else None
        later = telling.rule == "and later N"
        if not later and (not telling.finding.rule.startswith("toll") or REVISED.isdisjoint(sentence.vocabulary)):
            return None
        told = (c for c in chain(reversed(made.values()), reversed(self.claims)) if c.effect == telling.effect and c.subset_of is None and c.share is None
                and (c.count or c.low) != (telling.count or telling.low) and c.group_role in (None, role, "civilian")
                and (where is None or c.place in (None, where)) and (said is None or c.claimed_by in (None, said))
                and (basis is None or c.basis in (None, basis)))  # fmt: skip
        return next((c.claim_id for c in told), None)
