"""Which group of people an effect word is about: its object, its subject, or what follows "of".

    >>> from timeline.casualties.tokens import Sentence
    >>> text = "A bomb killed nine villagers and two guards were wounded."
    >>> [(f.effect, [g.quantity.count for g in f.groups], f.rule) for f in findings(Sentence(text, 0, len(text)))]
    [('killed', [9], 'active: killed N'), ('injured', [2], 'passive: N were killed')]
"""

from __future__ import annotations

from dataclasses import dataclass, field

from timeline.casualties.lexicon import EFFECT_PHRASES, EFFECTS, LONGEST_PHRASE, PHRASE_STARTS
from timeline.casualties.people import Group, groups
from timeline.casualties.tokens import Sentence

BE = frozenset("is are was were be been being get gets got gotten remain remains remained".split())
HAVE = frozenset("has have had having".split())
ADVERBS = frozenset(
    "also reportedly allegedly later then subsequently immediately seriously severely slightly critically fatally badly "
    "lightly gravely still all either both themselves already currently instantly apparently not only reported "
    "confirmed believed feared said to have found presumed thought known left declared pronounced announced "
    "mortally accidentally directly deliberately brutally newly forcibly temporarily internally initially again "
    "safely unharmed unconditionally mistakenly killed injured wounded so far".split()
)
PREPOSITIONS = frozenset(
    "in of from by with near at to for on against between inside outside into under around behind during toward towards "
    "after before over through involving targeting carrying like than".split()
)
BARRIERS = frozenset("when while because but although though if where whereas until unless".split()) | frozenset(";:.!?")
JOINS = frozenset(("and", ",", "&", "plus", "well", "as", "along", "with", "alongside", "together"))
PRONOUNS = frozenset("he she they it we i you".split())
INCLUDING = frozenset(("including", "included", "includes", "include", "among", "notably", "especially"))


@dataclass(frozen=True, slots=True)
class Trigger:
    first: int
    after: int
    uses: tuple[tuple[str, str], ...]

    def form(self, *forms: str) -> str | None:
        """The effect that this word names in one of these forms."""
        return next((effect for form, effect in self.uses if form in forms), None)


@dataclass(slots=True)
class Finding:
    """Groups that together are the victims of one effect, found by one rule."""

    effect: str
    groups: list[Group]
    rule: str
    trigger: Trigger
    parent: Finding | None = field(default=None)


def triggers(words: list[str]) -> list[Trigger]:
    found, i, n = [], 0, len(words)
    while i < n:
        word = words[i]
        if word in PHRASE_STARTS:
            for size in range(min(LONGEST_PHRASE, n - i), 1, -1):
                use = EFFECT_PHRASES.get(tuple(words[i : i + size]))
                if use:
                    found.append(Trigger(i, i + size, (use,)))
                    i += size
                    break
            else:
                if word in EFFECTS:
                    found.append(Trigger(i, i + 1, EFFECTS[word]))
                i += 1
            continue
        if word in EFFECTS:
            found.append(Trigger(i, i + 1, EFFECTS[word]))
        i += 1
    return found


class Parse:
    """One sentence with its groups and effect words, and the search for arguments over them."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence, self.words = sentence, sentence.words
        self.groups = groups(sentence)
        self.triggers = triggers(sentence.words)
        self.group_of: dict[int, Group] = {k: g for g in self.groups for k in range(g.first, g.after)}
        self.starts = {g.first: g for g in self.groups}
        self.trigger_of = {k: t for t in self.triggers for k in range(t.first, t.after)}

    # ------------------------------------------------------------ to the right

    def object(self, trigger: Trigger) -> list[Group]:
        """The groups right behind an active verb."""
        return self.list_from(self.skip(trigger.after))

    def skip(self, k: int) -> int:
        words = self.words
        while k < len(words) and words[k] in ADVERBS and k not in self.starts and k not in self.trigger_of:
            k += 1
        return k

    def list_from(self, k: int) -> list[Group]:
        """The group that begins at word k and those joined to it in one list."""
        group = self.starts.get(k)
        if group is None:
            return []
        out = [group]
        while True:
            k = out[-1].after
            j = k
            while j < len(self.words) and j - k < 3 and self.words[j] in JOINS and j not in self.starts:
                j += 1
            following = self.starts.get(j)
            if j == k or following is None or self.has_own_effect(following):
                return out
            out.append(following)

    def has_own_effect(self, group: Group) -> bool:
        """Whether a verb of its own follows the group: 'and two guards were wounded'."""
        for k in range(group.after, min(group.after + 4, len(self.words))):
            word = self.words[k]
            if word in (",", ";", "."):
                return False
            if word in BE or word in HAVE:
                return True
            trigger = self.trigger_of.get(k)
            if trigger is not None:
                return trigger.form("ed", "participle", "die", "adjective", "count_noun") is not None and not self.object(trigger)
        return False

    # ------------------------------------------------------------ to the left

    def passive(self, trigger: Trigger) -> str | None:
        """The form of 'be' that makes a participle passive, 'was' or 'were'."""
        k = trigger.first - 1
        while k >= 0 and trigger.first - k < 7:
            word = self.words[k]
            if word in BE:
                return word
            if word in HAVE:
                return None
            other = self.trigger_of.get(k)
            if word in ADVERBS or word in ("and", "or", ",", "either") or (other and other.form("ed", "participle")):
                k -= 1
                continue
            return None
        return None

    def subject(self, trigger: Trigger, singular: bool | None) -> list[Group]:
        """The groups that an effect word behind them is about."""
        words, k = self.words, trigger.first - 1
        fallback: list[Group] = []
        far = False
        while k >= 0:
            group = self.group_of.get(k)
            if group is not None:
                before = words[group.first - 1] if group.first else ""
                members = self.list_until(group)
                first = members[0].first
                before = words[first - 1] if first else ""
                if before in INCLUDING or before == "(":
                    k = first - 2
                    continue
                if before in PREPOSITIONS and not (before in ("with", "to") and k == trigger.first - 1):
                    fallback = fallback or members
                    k = first - 2
                    continue
                owner = self.trigger_of.get(first - 1)
                if owner is not None and owner.form("ed", "ing", "base") and far:
                    break
                if self.agrees(members, singular):
                    return members
                if far:
                    break
                k = first - 1
                far = True
                continue
            word = words[k]
            if word in BARRIERS and not (word == "." and k and len(words[k - 1]) <= 2):
                break
            if word in PRONOUNS and not far:
                return []
            k -= 1
            far = far or word not in ADVERBS and word not in BE and word not in HAVE and word not in ("who", "that", "which", ",")
            if trigger.first - k > 40:
                break
        return fallback if self.agrees(fallback, singular) else []

    def list_until(self, group: Group) -> list[Group]:
        """The group and those joined before it in one list."""
        out = [group]
        while True:
            k = out[0].first
            j = k
            while j > 0 and k - j < 3 and self.words[j - 1] in JOINS and (j - 1) not in self.group_of:
                j -= 1
            earlier = self.group_of.get(j - 1) if j < k else None
            if earlier is None or (self.words[j:k] == [","] and len(out) == 1):
                return out
            owner = self.trigger_of.get(earlier.first - 1)
            if owner is not None and owner.form("ed", "ing", "base"):
                return out
            out.insert(0, earlier)

    def agrees(self, members: list[Group], singular: bool | None) -> bool:
        if not members or singular is None:
            return bool(members)
        if len(members) > 1:
            return not singular
        count = members[0].quantity.count
        if singular:
            return count in (0, 1) and members[0].kind in ("single", "zero", "number")
        return members[0].kind != "single"


def findings(sentence: Sentence) -> list[Finding]:
    """Every effect of a sentence with the people it befell, in reading order."""
    parse = Parse(sentence)
    if not parse.triggers:
        return []
    out: list[Finding] = []
    for trigger in parse.triggers:
        finding = of_trigger(parse, trigger)
        if finding is not None and any(g.counted for g in finding.groups):
            out.append(finding)
    return out + subsets(parse, out)


def of_trigger(parse: Parse, trigger: Trigger) -> Finding | None:
    words = parse.words
    effect = trigger.form("ed", "participle")
    if effect:
        be = parse.passive(trigger)
        if be is None and trigger.form("ed"):
            victims = parse.object(trigger)
            if victims:
                return Finding(effect, victims, "active: killed N", trigger)
            following = parse.trigger_of.get(parse.skip(trigger.after + 1)) if words[trigger.after : trigger.after + 1] in (["and"], ["or"]) else None
            if following and following.form("ed"):
                victims = parse.object(following)
                if victims:
                    return Finding(effect, victims, "active: killed N", trigger)
        singular = {"was": True, "is": True, "were": False, "are": False}.get(be or "")
        victims = parse.subject(trigger, singular)
        if victims:
            return Finding(effect, victims, "passive: N were killed" if be else "participle: N killed", trigger)
    effect = trigger.form("ing", "base")
    if effect:
        victims = parse.object(trigger)
        if victims:
            return Finding(effect, victims, "active: killed N", trigger)
    effect = trigger.form("count_noun")
    if effect:
        group = parse.group_of.get(trigger.first) or parse.group_of.get(trigger.first - 1)
        if group is not None and group.after >= trigger.first:
            return Finding(effect, [group], "counted: N deaths", trigger)
    effect = trigger.form("act_noun")
    if effect and words[trigger.after : trigger.after + 1] == ["of"]:
        victims = parse.list_from(trigger.after + 1)
        if victims:
            return Finding(effect, victims, "nominal: the death of N", trigger)
    effect = trigger.form("die")
    if effect:
        singular = None
        victims = parse.subject(trigger, singular)
        if victims:
            return Finding(effect, victims, "intransitive: N died", trigger)
    effect = trigger.form("adjective")
    if effect:
        victims = parse.subject(trigger, None)
        if victims and trigger.first - victims[-1].after < 6:
            return Finding(effect, victims, "state: N dead", trigger)
    return None


def subsets(parse: Parse, found: list[Finding]) -> list[Finding]:
    """'including three children': a part of the effect told last before."""
    out = []
    for k, word in enumerate(parse.words):
        if word != "including" or k + 1 not in parse.starts:
            continue
        before = [f for f in found if f.groups[0].first < k]
        if before:
            parent = max(before, key=lambda f: max(f.groups[-1].after, 0) if f.groups[-1].after <= k else f.groups[0].after)
            out += [Finding(parent.effect, [g], "part: including N", parent.trigger, parent)
                    for g in parse.list_from(k + 1) if g.counted]  # fmt: skip
    return out
