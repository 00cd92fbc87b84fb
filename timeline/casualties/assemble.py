"""Tellings of a sentence → claims, with claimant, time, sides and parts, as the passage around them says.

>>> [(c.count, c.claimed_by) for c in Passage("", (), None, "a").read("Nine died, the army said. Another two were hurt.")]
[(9, 'the army'), (2, 'the army')]
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from timeline.casualties.again import dated_again
from timeline.casualties.agents import agent_of, of_scene, speaks_for
from timeline.casualties.attribution import Attribution, attributions
from timeline.casualties.context import is_attacker
from timeline.casualties.details import both_sides, place, sides
from timeline.casualties.echoes import Echo, echoes
from timeline.casualties.finding import Finding
from timeline.casualties.hedges import denied, denied_at_once, hedged
from timeline.casualties.lexicon import syntax
from timeline.casualties.memory import NARRATIVE, REVISED, Memory
from timeline.casualties.parse import Parse
from timeline.casualties.parties import parties, party, side_of_words
from timeline.casualties.parts import BRINGING
from timeline.casualties.people import Group, groups
from timeline.casualties.periods import Coverage, coverage
from timeline.casualties.revisions import revised
from timeline.casualties.rules import findings
from timeline.casualties.shares import Share, shares
from timeline.casualties.structure import tellings
from timeline.casualties.telling import Telling
from timeline.casualties.tokens import Sentence, effect_sentences
from timeline.casualties.whose import held_by, helped, name_end, named_side, said_of_itself
from timeline.records import CasualtyClaim, Mention, identify

REST = frozenset(("others", "other", "more", "further", "additional", "another"))


class Whom(NamedTuple):
    """The group that a figure named last, which the next may leave out."""

    group: str | None
    role: str | None
    side: str | None
    effect: str
    at: int


class Passage(Memory):
    """Reads a text sentence by sentence into claims, with what it has told before."""

    whom: Whom | None = None
    agent_at = -1

    def read(self, text: str | None = None) -> list[CasualtyClaim]:
        self.text = self.text if text is None else text
        self.flat, self.spans, wanted = effect_sentences(self.text)
        hits = frozenset(wanted)
        for index in range(wanted[0], min(wanted[-1] + 3, len(self.spans))) if wanted else ():
            if index in hits:
                self.of_sentence(index)
            elif index - self.told_at < 3 and COUNTED.search(self.text[slice(*self.spans[index])]):
                sentence = Sentence(self.text, *self.spans[index])
                low, high = (bisect_left(self.starts, at) for at in self.spans[index])
                if self.flat.rfind("\n", 0, sentence.start) == self.paragraph:
                    self.repeat(
                        sentence,
                        echoes(sentence, groups(sentence)),
                        attributions(sentence),
                        self.mentions[low:high],
                        index,
                    )
        self.claims = told_of_people(self.claims, self.flat)
        unique: dict[str, CasualtyClaim] = {}
        for claim in self.claims:
            unique.setdefault(claim.claim_id, claim)
        return revised(dated_again(sorted(unique.values(), key=lambda c: (c.char_start, c.char_end))), self.text)

    def of_sentence(self, index: int) -> None:
        sentence = Sentence(self.text, *self.spans[index])
        parse = Parse(sentence)
        told = tellings(parse, findings(parse)) if parse.triggers or parse.groups else []
        portions = shares(sentence)
        told += wholes_of(parse, told, portions)
        if not told and not portions:
            return
        self.told_at = index
        paragraph = self.flat.rfind("\n", 0, sentence.start)
        if paragraph != self.paragraph:
            self.paragraph, self.claimant, self.paragraph_claims = paragraph, None, []
            if self.coverage is not None and (
                self.coverage.basis != "incident" or self.coverage.period is None or sentence.start - self.coverage_at > NARRATIVE
            ):
                self.coverage = None
        voices = attributions(sentence)
        low, high = bisect_left(self.starts, sentence.start), bisect_left(self.starts, sentence.end)
        mentions = self.mentions[low:high]
        made: dict[int, CasualtyClaim] = {}
        for telling in sorted(told, key=lambda t: (t.parent is not None, t.rule != "up from N")):
            claim = self.claim(sentence, telling, index, voices, mentions, low, made) if not self.told_of_both(sentence, telling) else None
            if claim is not None:
                made[id(telling)] = self.told_again(sentence, telling) or claim
        made = one_attack(made, self.text)
        if made and index + 1 < len(self.spans) and denied_at_once(self.flat, *self.spans[index + 1]):
            made = {key: c.model_copy(update={"status": "denied"}) for key, c in made.items()}
        self.claims += made.values()
        self.paragraph_claims += made.values()
        self.repeat(sentence, echoes(sentence, parse.groups), voices, mentions, index)
        for portion in portions:
            self.claims += self.share(sentence, portion, voices, index)
        named = [v for v in voices if v.name]
        if named:
            self.claimant, self.claimant_at = self.fuller(named[-1].name or ""), index
            self.claimants += [v.name for v in named if v.name]

    def claim(
        self, sentence: Sentence, telling: Telling, index: int, voices: list[Attribution], mentions: Sequence[Mention],
        low: int, made: dict[int, CasualtyClaim],
    ) -> CasualtyClaim | None:  # fmt: skip
        first = min(g.first for g in telling.groups)
        after = max(g.after for g in telling.groups)
        quantity = telling.groups[0].quantity
        if telling.name == "whole" and telling.groups[0].whole is not None:
            quantity = telling.groups[0].whole
            first = quantity.first
        start, end = sentence.starts[first], sentence.ends[after - 1]
        trigger = telling.finding.trigger
        claimant, status, voice = self.voice(sentence, first, trigger.first, voices, index)
        if claimant is not None and after - first > 1 and sentence.said(first, after).lower() in claimant.lower():
            claimant, voice = None, "no claimant named"  # "twelve people plucked from the sea told"
        mentions = [m for m in mentions if not counts(m, sentence, telling)]
        vanished = telling.effect == "missing" and telling.finding.rule in ("N <verb of loss>", "<effect noun> of N")
        passing = (telling.effect not in LASTING or vanished) and not still(telling, sentence)
        before = self.told_time(sentence, telling, low) if passing else None
        time = coverage(
            sentence,
            trigger.first,
            mentions,
            self.published,
            before,
            nominal=telling.rule.startswith("<effect noun>")
            and not CAUSING.intersection(sentence.words[max(trigger.first - 4, 0) : trigger.first]),
            revised=end if telling.rule.startswith("toll") and not REVISED.isdisjoint(sentence.vocabulary) else None,
        )
        if telling.rule.startswith("to") and "total" in sentence.words[max(first - 12, 0) : first] and not BRINGING.isdisjoint(sentence.words[max(first - 12, 0) : first]) \
                and time.basis == "period":
            time = time._replace(basis="cumulative", period=None, reason="a total up to now")
        if telling.rule == "total to N" and not OF_SPAN.isdisjoint(sentence.words[max(first - 4, 0) : first]):
            time = time._replace(basis="period", period=None, reason="the total of a year, a month or a week")
        if time.basis == "incident" and time.period is not None and time.reason.endswith("beside the figure") and later_found(sentence, telling):
            known = before if before is not None and before.basis == "incident" and before.period is not None else Coverage("incident", None, None, "unknown", "")
            time = time._replace(period=known.period, as_of=time.period, as_of_basis="stated", reason=known.reason or "the day on which the dead were found or buried")
        if not passing and time.basis in ("incident", "period"):
            time = time._replace(basis=None, period=None, reason="a state at the time of writing")
        aside = "where" in sentence.words[: trigger.first] and self.coverage is not None  # "the bridge where a judge was shot in May"
        if passing and not aside:
            self.coverage, self.coverage_at = time, sentence.end
        if (
            telling.effect in ("released", "captured")
            and time.basis == "period"
            and time.period is not None
            and time.period.extent == "within"
        ):
            time = time._replace(basis="incident")
        if time.as_of_basis != "stated" and claimant is not None:
            day = self.statement_day(sentence, mentions)
            if day is not None:
                time = time._replace(as_of=day, as_of_basis="stated")
        roles = {g.role for g in telling.groups}
        role = roles.pop() if len(roles) == 1 else None
        if role in ("women", "child") and {"women", "children"} <= set(sentence.words[first:after]):
            role = "women_and_children"
        if role == "combatant" and is_attacker(self.text, sentence, telling.groups[0], max(self.paragraph, 0)):
            role = "perpetrator"
        if hedged(sentence.words, first, after, trigger.first, trigger.after, telling.effect):
            status = "feared"
        if denied(sentence, max(end, sentence.ends[trigger.after - 1])):
            status = "denied"
        parent = made.get(id(telling.parent)) if telling.parent is not None else None
        if telling.orphan or telling.effect == "alive":
            parent = parent or self.whole_of(sentence, telling, made, claimant)
        elif parent is None and telling.parent is None:
            parent = self.whole_of_owned(sentence, telling, made, time)
        if parent is not None and claimant is None:
            claimant, status = parent.claimed_by, parent.status if status == "reported" else status
        if parent is not None and passing and time.basis is None and parent.effect == telling.effect:
            time = time._replace(basis=parent.basis, period=parent.period, reason="that of its whole")
        named = quantity if telling.groups[0].whole is None else telling.groups[0].whole
        words = sentence.said(named.after if len(telling.groups) == 1 else first, after)
        if telling.rule == "N <effect> people" and len(telling.groups) == 1:
            words = sentence.said(trigger.after, after)
        if words.endswith("members") and sentence.words[after : after + 1] == ["of"] and named_side(sentence, first, after):
            words = f"{words} {sentence.said(after, name_end(sentence, after + 1))}"
        group = telling.label or WHOSE.sub("", words)
        group = "" if group in ("each", "them", "whom") else group
        agent = agent_of(
            sentence,
            trigger.first,
            trigger.after,
            it=said_of_itself(sentence, trigger.first, claimant) or self.agent,
            they=speaks_for(sentence, claimant) or self.agent,
            same=self.agent if self.agent_at == sentence.start else None,
            active=telling.finding.rule in ACTIVE_RULES,
            behind=not telling.finding.rule.startswith("<effect noun>"),
            victims=first,
        )
        if agent is None and telling.effect in DONE and telling.finding.rule in OF_SCENE and time.basis in (None, "incident"):
            agent = of_scene(sentence, first, after)
        if agent:
            self.agent, self.agent_at = agent, sentence.start
        side = self.side_of(telling, sentence, first, after, claimant)
        if telling.finding.rule == "lost N":
            loser = agent_of(sentence, trigger.first, trigger.after, it=claimant or self.agent, they=claimant or self.agent)
            side = side or (side_of_words(loser) if loser else None)
        inherited = self.elided(telling, sentence, group, role)
        if inherited is not None:
            group, role, side = inherited.group or "", inherited.role, side or inherited.side
        elif role not in ("captive", "homes", "households") and group not in ("", "lives") and telling.rule != "N <effect nouns>" and telling.groups[0].quantity.count != 1:
            self.whom = Whom(group, role, side, telling.effect, sentence.start)
        denominator = telling.denominator
        if (
            denominator is None
            and parent is not None
            and sentence.words[:2] == ["of", "the"]
            and parent.char_start >= sentence.start
        ):
            denominator = parent.count
        where = place(sentence, after if telling.rule == "part of N" else trigger.first)
        replaced = self.superseded(sentence, telling, made, where=where, said=claimant, basis=time.basis, role=told_role(role))
        key = (self.article_id, start, end, telling.effect) + ((telling.side,) if telling.side else ())
        said = sentence.said(trigger.first, trigger.after)
        return CasualtyClaim.model_construct(
            claim_id=identify("claim", *key), article_id=self.article_id, effect=telling.effect,
            count=telling.count, low=telling.low, high=telling.high, bound=telling.bound,
            unit="households" if role in ("households", "homes") else "people", group=group or None, group_role=told_role(role),
            side=parties(side) if side else None, held_by=held_by(telling, sentence, after, agent),
            perpetrator=party(agent) if agent and telling.effect in DONE and not telling.finding.rule.startswith(("toll", "lost")) and not helped(sentence, telling) else None,
            subset_of=parent.claim_id if parent is not None else None, denominator=denominator,
            basis=time.basis, period=time.period, as_of=time.as_of, as_of_basis=time.as_of_basis,
            claimed_by=claimant, status=telling.finding.status or status,
            supersedes=replaced if parent is None else None, place=where,
            char_start=start, char_end=end, sentence=self.text[sentence.start : sentence.end], raw=self.text[start:end],
            rule=telling.rule, reason=f"“{said}” and “{sentence.said(first, after)}” ({telling.rule}); time: {time.reason}; {voice}",
        )  # fmt: skip

    def elided(self, telling: Telling, sentence: Sentence, group: str, role: str | None) -> Whom | None:
        """Whose group a figure keeps that names none: 'killed 12 nurses and wounded 30', '600 others were injured'."""
        words = group.lower().split()
        if not set(words) <= REST or telling.parent is not None or telling.orphan or len(telling.groups) > 1:
            return None
        known = self.whom
        near = known is not None and (known.at == sentence.start or (bool(words) and known.at >= self.paragraph))
        if known is None or not near or known.effect == telling.effect or telling.groups[0].partitive:
            return Whom("", None, None, telling.effect, sentence.start) if words else None
        return known

    def side_of(self, telling: Telling, sentence: Sentence, first: int, after: int, claimant: str | None) -> str | None:
        """Whose the victims are: as named; the parties told before for 'each side'; the speaker for 'its soldiers'."""
        if telling.side in UNNAMED_SIDES:
            k = bisect_left(self.spans, (sentence.start, sentence.end))
            parties = both_sides(Sentence(self.text, *self.spans[k - 1])) if k else None
            return parties[UNNAMED_SIDES.index(telling.side)] if parties else telling.side
        if telling.side:
            return telling.side
        span = telling.noun or (first, after)
        if len(telling.groups) > 1 and len({sides(sentence, g.first, g.after) for g in telling.groups}) > 1:
            return None
        trigger = telling.finding.trigger
        losses = sentence.words[trigger.first : trigger.after] if telling.rule.startswith("toll") else []  # not "lost their lives"
        own = {"its", "their"}.intersection((*sentence.words[first:after], *losses))
        person = all(g.kind == "name" for g in telling.groups)  # a name tells no side
        several = len(telling.groups) > 1 and sides(sentence, telling.groups[0].first, telling.groups[0].after) is None
        told, named = None if several else sides(sentence, *span), None if person else named_side(sentence, *span)
        if told and named and told.count(" and ") > named.count(" and "):
            return told  # "Israeli and foreign captives"
        men = telling.groups[0].role in ("combatant", "police") or STAFF.intersection(sentence.words[first:after])
        whose = own and claimant and (men or telling.rule.startswith("toll"))
        return named or told or (side_of_words(claimant) or claimant.split("'s ")[0].split("’s ")[0] if whose and claimant else None)

    def repeat(
        self, sentence: Sentence, found: list[Echo], voices: list[Attribution], mentions: Sequence[Mention], index: int
    ) -> None:
        """'The ministry had counted 610': a rival, or a part, of the figure that the paragraph told last."""
        if not found:  # as nearly always: all claims so far need not be looked through for each sentence
            return
        spans = {(c.char_start, c.char_end) for c in self.claims}
        wholes = [
            c
            for c in self.paragraph_claims
            if c.subset_of is None and c.share is None and c.effect in ("killed", "injured")
        ]
        own: CasualtyClaim | None = None
        for echo in found:
            start, end = sentence.starts[echo.group.first], sentence.ends[echo.group.after - 1]
            told = self.told_first(sentence, echo) if echo.first else wholes
            if not told or any(a < end and start < b for a, b in spans):
                continue
            earlier = not EARLIER_COUNT.isdisjoint(sentence.words[max(echo.group.first - 4, 0) : echo.group.first])
            here = [c for c in told if c.char_start >= sentence.start] if earlier else []
            dead = [c for c in told if c.effect == "killed" and not OF_DEAD.isdisjoint(sentence.words[max(echo.group.first - 6, 0) : echo.group.first])]
            whole, q = here[0] if here else (dead or told)[-1], echo.group.quantity
            if echo.own:
                whole = self.claims[-1] if self.claims[-1].subset_of is None else own or whole
            own = whole if echo.own else None
            claimant, status, voice = self.voice(sentence, echo.group.first, echo.group.first, voices, index)
            day = self.statement_day(sentence, mentions)
            self.claims.append(whole.model_copy(update={
                "claim_id": identify("claim", self.article_id, start, end, whole.effect), "count": q.count, "low": q.low, "high": q.high,
                "bound": q.bound, "group": echo.label, "group_role": told_role(echo.group.role), "subset_of": whole.claim_id if echo.part else None,
                "claimed_by": claimant or (whole.claimed_by if echo.part or whole.char_start >= sentence.start or not OWN_COUNT.isdisjoint(sentence.words[: echo.group.first]) else None), "status": status, "supersedes": None,
                "as_of": day or whole.as_of, "as_of_basis": "stated" if day else whole.as_of_basis,
                "char_start": start, "char_end": end, "sentence": self.text[sentence.start : sentence.end],
                "raw": self.text[start:end], "rule": "counted N", "reason": f"“{self.text[start:end]}” of the figure told before; {voice}",
            }))  # fmt: skip

    def told_first(self, sentence: Sentence, echo: Echo) -> list[CasualtyClaim]:
        """The figure of the sentence before that 'Eight of them were women' says more of: its last that is large enough."""
        count = echo.group.quantity.count or echo.group.quantity.low or 1
        told = [c for c in self.paragraph_claims if c.subset_of is None and c.share is None]
        return [c for c in told if (c.count or c.low or c.high or 0) > count or (c.count or 0) == count > 1][-1:]

    def share(
        self, sentence: Sentence, portion: Share, voices: list[Attribution], index: int
    ) -> Iterator[CasualtyClaim]:
        """A share of a toll as a row of its own, without a count, that points at its whole."""
        start, end = sorted((sentence.starts[portion.first], sentence.ends[portion.after - 1]))
        wholes = [
            c
            for c in self.paragraph_claims
            if c.subset_of is None and c.share is None and c.char_start < end and portion.effect in (None, c.effect)
        ]
        if not wholes and portion.effect is None:
            return
        if not wholes:
            wholes = [
                c for c in self.paragraph_claims if c.subset_of is None and c.char_start < end and c.effect == "held"
            ]
        if portion.whole is not None:
            at = sentence.starts[portion.whole.after - 1]
            own = [c for c in self.paragraph_claims if c.char_start <= at < c.char_end and c.effect == portion.effect]
            wholes = own or [c for c in wholes if c.count == portion.whole.count]
        whole = wholes[-1] if wholes else None
        claimant, status, voice = self.voice(sentence, portion.first, portion.first, voices, index)
        effect = portion.effect or (whole.effect if whole else None)
        roles = portion.roles - {"people"}
        yield CasualtyClaim.model_construct(
            claim_id=identify("claim", self.article_id, start, end, effect or ""), article_id=self.article_id, effect=effect,
            group=portion.group, group_role=told_role(joint_role(roles)), share=portion.share, bound=portion.bound,

            subset_of=whole.claim_id if whole else None, denominator=portion.whole.count if portion.whole else None,
            basis=whole.basis if whole else None, period=whole.period if whole else None, place=whole.place if whole else None,
            side=whole.side if whole else None, as_of=whole.as_of if whole else None, as_of_basis=whole.as_of_basis if whole else "unknown",
            claimed_by=claimant or (whole.claimed_by if whole else None), status=status,
            char_start=start, char_end=end, sentence=self.text[sentence.start : sentence.end], raw=self.text[start:end],
            rule="share of a toll", reason=f"“{self.text[start:end]}” is a share of the figure told before it; {voice}",
        )  # fmt: skip


def one_attack(made: dict[int, CasualtyClaim], text: str) -> dict[int, CasualtyClaim]:
    """'Seven were killed and ten injured in Israeli strikes': who harmed the ten killed the seven."""
    told = sorted((c for c in made.values() if c.subset_of is None), key=lambda c: c.char_start)
    who: dict[str, str] = {}
    for first, second in pairwise(told):
        joined = text[first.char_end : second.char_start]
        passive = all(c.rule in PASSIVE for c in (first, second)) and first.effect != second.effect
        if passive and first.perpetrator is None and second.perpetrator and " and " in joined and APART.search(joined) is None:
            who[first.claim_id] = second.perpetrator
    if not who:
        return made
    return {key: c.model_copy(update={"perpetrator": by}) if (by := who.get(c.subset_of or c.claim_id)) and c.perpetrator is None else c for key, c in made.items()}


def later_found(sentence: Sentence, telling: Telling) -> bool:
    """Whether a day beside the dead is that of their finding or burial: 'pulled 12 bodies from the rubble on Thursday'."""
    trigger, words = telling.finding.trigger, sentence.words
    if telling.effect != "killed":
        return False
    if words[trigger.first] in BURYING:
        return True
    low, high = min(trigger.first, telling.groups[0].first), max(trigger.after, telling.groups[-1].after)
    bodies = not BODIES.isdisjoint(words[low:high])
    return bodies and not (FINDING.isdisjoint(words[max(low - 5, 0) : low]) and FINDING.isdisjoint(words[high : high + 6]))


def counts(mention: Mention, sentence: Sentence, telling: Telling) -> bool:
    """Whether what may be read as a day of the month is the figure: 'fell on March 28 and 11 were carried off'."""
    return mention.text.isdecimal() and any(sentence.starts[g.quantity.first] <= mention.char_start < sentence.ends[g.quantity.after - 1] for g in telling.groups if g.quantity.after > g.quantity.first)


def still(telling: Telling, sentence: Sentence) -> bool:
    """'27 of them are dead': what is so of some at the time of writing, not what befell them in an incident."""
    part = telling.orphan or telling.parent is not None or telling.groups[0].partitive
    trigger = telling.finding.trigger
    return part and telling.finding.rule == "N <state>" and not PRESENT.isdisjoint(sentence.words[max(trigger.first - 3, 0) : trigger.first])


def wholes_of(parse: Parse, told: list[Telling], portions: list[Share]) -> list[Telling]:
    """The tolls that shares are taken from, where no rule has found them: 'at least 70% of the 28,473 killed'."""
    out: list[Telling] = []
    for portion in portions:
        q = portion.whole
        if q is None or portion.effect is None or any(g.first <= q.first < g.after for t in (*told, *out) for g in t.groups):
            continue
        trigger = next((t for t in parse.triggers if t.first >= q.after), None)
        group = parse.group_of.get(q.first) or Group(q.first, q.after, q, None, None, "number")
        if trigger is not None and trigger.first - q.after < 6:
            finding = Finding(portion.effect, [group], "N <effect verb>", trigger)
            out.append(Telling(portion.effect, [group], q.count, q.low, q.high, q.bound, "whole of a share", finding))
    return out


def told_of_people(claims: list[CasualtyClaim], flat: str) -> list[CasualtyClaim]:
    """The claims without the households of destroyed homes, where the same paragraph counts the displaced themselves."""
    counted = [c for c in claims if c.effect == "displaced" and not c.rule.startswith(HOMES)]

    def told(home: CasualtyClaim) -> bool:
        low, high = sorted((home, min(counted, key=lambda c: abs(c.char_start - home.char_start))), key=lambda c: c.char_start)
        return "\n" not in flat[low.char_end : high.char_start]

    return [c for c in claims if not c.rule.startswith(HOMES) or not counted or not told(c)]


def told_role(role: str | None) -> str | None:
    """The role that a reader counts by: people, households and homes are none."""
    return None if role in NO_ROLE else role


def joint_role(roles: frozenset[str]) -> str | None:
    """The role of a group of one or two parts: 'women and children'."""
    return "women_and_children" if roles == {"women", "child"} else "_and_".join(sorted(roles)) or None


BURYING = frozenset(("buried", "bury", "burying"))
BODIES = frozenset(("bodies", "body", "corpses", "corpse", "remains"))
FINDING = frozenset(("found", "recovered", "pulled", "dug", "retrieved", "exhumed", "discovered", "unearthed", "washed", "fished", "brought", "extracted", "collected", "removed"))
PASSIVE = ("N were <effect verb>", "N <effect verb>")
OF_SCENE = (*PASSIVE, "N <verb of loss>")
APART = re.compile(r"[.;]|\b(?:while|when|after|before|by)\b")
OF_SPAN = frozenset(f"{span}{mark}s" for span in ("year", "month", "week") for mark in "'’")
PRESENT = frozenset(("are", "is", "remain"))
STAFF = frozenset(("staff", "members", "employees", "personnel", "workers", "men", "people", "citizens", "nationals", "volunteers", "journalists"))
WHOSE = re.compile(r"^(?:of )?(?:the |(?:its|their|his|her)(?: own)? )?(?:(?:more|further|additional) (?=\w))?", re.I)
HOMES = "N homes destroyed"
NO_ROLE = ("people", "households", "homes")
CAUSING = syntax("causing")
ACTIVE_RULES = ("<effect verb> N", "forced N to flee", "N homes destroyed", "claimed N lives")
UNNAMED_SIDES = ("one side", "the other side")
COUNTED = re.compile(
    r"\b(?:counted|reported|given|gave|counts|described|describes|(?:spoken|spoke|speaks?|talk|talked|count|tally|estimate) of|admitted to|st(?:ands|ood) at|said) "
    r"[\"“]?(?:\w+ ){0,2}(?:\d|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+ty|dozens?|hundreds?)"
    r"|(?:of (?:them|those|the \w+)|^\W*[\w-]+) (?:were|are|was|is) ",
    re.I,
)
OWN_COUNT = frozenset(("its", "their", "his", "her"))
OF_DEAD = frozenset(("toll", "count", "tally"))  # what is counted first of all are the dead
EARLIER_COUNT = frozenset(("earlier", "initial", "previous", "preliminary", "provisional"))
LASTING = frozenset(("held", "alive", "missing"))
DONE = frozenset(("killed", "injured", "captured", "displaced", "detained", "casualties"))
