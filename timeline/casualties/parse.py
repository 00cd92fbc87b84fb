"""A sentence's groups of people and effect words, and the search for which belong together.

>>> from timeline.casualties.tokens import Sentence
>>> text = "A bomb killed nine villagers, and two guards (one a woman) were wounded."
>>> p = Parse(Sentence(text, 0, len(text)))
>>> [p.words[t.first] for t in p.triggers]
['killed', 'wounded']
>>> [g.quantity.count for g in p.subject(p.triggers[1], singular=False)]
[2]
"""

from __future__ import annotations

from timeline.casualties.lexicon import STOPS
from timeline.casualties.names import initial, name_ending, name_word, names_until, title_before
from timeline.casualties.objects import (
    ACTIVE,
    ADVERBS,
    BARRIERS,
    BE,
    HAVE,
    JOINS,
    LONGEST_LIST,
    PARTS,
    PREPOSITIONS,
    PRONOUNS,
    Objects,
    unnamed,
)  # fmt: skip
from timeline.casualties.parties import is_place
from timeline.casualties.people import Group
from timeline.casualties.quantities import Quantity
from timeline.casualties.subjects import (
    apposed_name,
    before_bracket,
    full_name_told,
    governed_list,
    names_before,
    past_asides,
    run_ending,
)
from timeline.casualties.triggers import Trigger

PERSONAL = frozenset(("kidnapped", "kidnaped", "abducted", "arrested", "rescued", "freed"))  # what befalls nobody but persons, as death and wounds do: towns and cocaine are seized as well
NUMBER = {"was": True, "is": True, "has": True, "were": False, "are": False, "have": False}
DETERMINERS = frozenset(("the", "a", "an", "its", "his", "her", "their", "this"))  # before which no name stands
LOYAL = frozenset(("loyal", "allied", "linked", "close", "belonging", "faithful", "affiliated", "opposed", "aligned"))
THEIRS = frozenset(("his", "her", "their", "other", "others"))
QUOTES = frozenset("\"“‘")
KINDRED = frozenset(("family", "families", "clan", "household", "households", "crew", "couple", "tribe"))
NUMBERED = ("number", "vague")
COLLECTIVES = frozenset(("batch", "group", "convoy", "contingent", "party", "column", "busload", "planeload", "boatload", "family", "crew", "team", "handful"))


class Parse(Objects):
    """The groups that stand before an effect word as well: its subjects."""

    def passive(self, trigger: Trigger) -> str | None:
        """The form of 'be' that makes a participle passive, 'was' or 'were'."""
        k = trigger.first - 1
        while k >= 0 and trigger.first - k < 8:
            word = self.words[k]
            if word in BE:
                return word
            if word in HAVE:
                return None
            other = self.trigger_of.get(k)
            if (
                word in ADVERBS
                or word in ("and", "or", ",", "either")
                or (other and other.form("ed", "participle"))
                or word.endswith("ed")
            ):
                k -= 1
                continue
            return None
        return None

    def verb(self, trigger: Trigger) -> int:
        """The first word of the verb that an effect word ends: 'has' of 'has been found dead'."""
        k = trigger.first
        while k > 0 and (self.words[k - 1] in BE or self.words[k - 1] in HAVE or self.words[k - 1] in ADVERBS):
            k -= 1
        return k

    def subject(self, trigger: Trigger, singular: bool | None) -> list[Group]:
        """The groups that an effect word behind them is about."""
        verb = self.verb(trigger)
        if singular is None and self.words[verb] == "have" and verb < trigger.first - 1:
            singular = False
        if singular is not False:
            person = past_asides(self, verb)
            if person is not None:
                members = self.list_from(person.first) if singular is None else []
                return members if len(members) > 1 and verb - members[-1].after < 4 else [person]  # "a man, 45, and his son, 12, drowned"
        named = names_before(self, verb, one=singular if singular is not None else NUMBER.get(self.words[verb]), personal=trigger.uses[0][1] in ("killed", "injured") or self.words[trigger.first] in PERSONAL)
        if named and (not self.named or len(named) == 1):
            return named
        after = apposed_name(self, verb)
        if after is not None and (found := self.before(trigger, singular, after - 1)):
            return found
        outside = before_bracket(self, verb) if verb and self.words[verb - 1] != ")" else None
        found = self.before(trigger, singular, outside - 1) if outside else []  # "two nuns -- both aged 40 -- were shot"
        found = found if any(g.counted for g in found) else self.before(trigger, singular, trigger.first - 1)
        return found or (self.opening(trigger, verb) if singular is False else [])

    def opening(self, trigger: Trigger, verb: int) -> list[Group]:
        """The people that a sentence begins with, where a participle or a relative clause tells more of them before the
        comma and the verb: 'All 21 pupils seized on a farm while they worked, in May, have been freed'."""
        words = self.words
        group = next((self.starts[k] for k in range(min(2, verb)) if k in self.starts), None)
        if group is None or group.kind not in ("number", "vague") or group.unknown or words[verb - 1] != "," or group.after >= verb or words[verb] not in NUMBER:
            return []
        told = words[group.after] in ("who", "whom") or ((t := self.trigger_of.get(group.after)) is not None and t.form("ed", "participle", "taken") is not None)
        other = any(k in self.trigger_of and k > group.after and self.trigger_of[k].form("die", "count_noun") for k in range(group.after, verb))
        return [group] if told and not other and not {";", ".", ":"}.intersection(words[:verb]) else []

    def before(self, trigger: Trigger, singular: bool | None, k: int) -> list[Group]:
        """The groups at word k and before it that an effect word behind them is about."""
        words, zones = self.words, self.zones
        own = zones[trigger.first]
        governed: list[Group] = []
        mismatched: list[Group] = []
        while k >= 0 and trigger.first - k < 45:
            if zones[k] != own:
                if own and not zones[k] and words[k + 1] in PARTS:
                    break
                k -= 1
                continue
            group = self.group_of.get(k)
            if group is not None and group.role == "homes" and not group.counted and not trigger.form("home", "participle"):
                k = group.first - 1  # "residents living in low-lying houses had moved away"
                continue
            if group is not None and group.first and self.words[group.first - 1] == "," and self.among(group):
                k = group.first - 1
                continue
            if group is not None:
                members = self.with_name(self.list_until(group))
                first = members[0].first
                if words[group.after : group.after + 1] in (["who"], ["that"]) and self.relative(group.after + 1, trigger) and group.counted:
                    return members
                before = words[first - 1] if first else ""
                owner = self.trigger_of.get(first - 1)
                if (
                    owner is not None
                    and owner.form(*ACTIVE)
                    and not owner.form("adjective")
                    and self.passive(owner) is None
                ):
                    if owner.form("ing") and (doer := self.group_of.get(owner.first - 1)) is not None and doer.counted and doer.after == owner.first:
                        k = owner.first - 1  # "a volunteer evacuating residents was wounded"
                        continue
                    if words[owner.first - 1 : owner.first] == ["who"] and self.passive(trigger) is not None:
                        k = owner.first - 2  # "the man who killed two guards was shot dead"
                        continue
                    break
                k = first - 1
                all_of = before in ("all", "most", "mostly", "both") and words[first - 2 : first - 1] == [","]
                if len(members) == 1 and not group.counted and (all_of or self.says_who(first)):
                    continue
                if before in ("to", "with") and words[first - 2 : first - 1] and words[first - 2] in LOYAL:
                    k = first - 2
                    continue  # "250 gunmen loyal to the ousted president have been killed"
                if before == "of" and first > 1 and len(members) == 1 and group.head is not None and words[group.head] in KINDRED and (whose := self.group_of.get(first - 2)) is not None and whose.kind in NUMBERED:
                    continue  # "eight members of one family died"
                if not group.counted:
                    before = self.governor(first)
                if singular and before == "of" and group.counted and words[first - 2 : first - 1] and words[first - 2] in COLLECTIVES:
                    return members  # "a batch of 104 fighters was handed over"
                if before in PREPOSITIONS and not (
                    before in PARTS
                    or (before == "to" and trigger.first - group.after < 3)
                    or (group.after == trigger.first and group.counted and not (before == "for" and trigger.form("die")))
                ):
                    governed = governed or (members if before != "for" else [])  # "the deal for 50 hostages died"
                elif self.agrees(members, singular):
                    return members
                elif group.quantity.count != 0 and not mismatched and trigger.first - group.after < 5:
                    mismatched = members
                continue
            word = words[k]
            if word in QUOTES and k == trigger.first - 1:
                k -= 1  # "35 troops “neutralised”"
                continue
            if word in BARRIERS and not (word == "." and k and len(words[k - 1]) <= 3):
                break
            if word == "many" and words[k + 1] in ("more", "others", "were", "have", "are"):
                return []
            if word in PRONOUNS and not governed:
                return []
            if not self.named and singular and name_word(self, k) and not governed and trigger.first - k < 8:
                first = k
                while first > 0 and (name_word(self, first - 1) or initial(self, first - 1)):
                    first -= 1
                first = title_before(words, first)
                if k - first > 0 and (first == 0 or (words[first - 1] not in PREPOSITIONS and words[first - 1] not in DETERMINERS)):
                    return [Group(first, k + 1, Quantity(first, first, 1, 1, 1, "exact"), None, None, "name")]
                k = first
            if self.named and word[0].isalpha() and self.sentence.capital(k):
                boarded = next((j for j in range(k - 1, max(k - 8, 0), -1) if words[j] in ("aboard", "onboard") or words[j - 1 : j + 1] == ["on", "board"]), None)
                if boarded is not None and (on := boarded - 1 - (words[boarded] == "board")) in self.group_of:
                    k = on  # "all 40 people aboard Kestrel Airlines flight KX17 died"
                    continue
                name = name_ending(self, k)
                if name.after - name.first == 1 and "of" in words[max(name.first - 2, 0) : name.first]:
                    k -= 1  # "35 farmers of western Darfur fled"
                    continue
                several = [] if singular or name.after - name.first < 2 or not name_word(self, k) else names_until(self, name)
                if len(several) > 1 and trigger.first - name.after < 5 and not governed_list(self, several[0].first):
                    return several
                if singular is False:
                    k -= 1
                    continue
                before = words[name.first - 1] if name.first else ""
                if (
                    before not in PREPOSITIONS
                    and before != "the"
                    and (singular or trigger.first - name.after < 3)
                    and words[name.after : name.after + 1] not in (["’"], ["'"])
                ):
                    return [name] if name.after - name.first > 1 else []
                k = name.first
            k -= 1
        return mismatched or (governed if self.agrees(governed, singular) else [])

    def says_who(self, first: int) -> bool:
        """Whether a plural at word `first` stands behind a comma and a number: '45 civilians, presumed supporters of the group,'."""
        words, k = self.words, first - 1
        while k > 0 and first - k < 4 and words[k].isalpha() and words[k] not in STOPS and k not in self.group_of:
            k -= 1
        earlier = self.group_of.get(k - 1) if words[k] == "," else None
        return earlier is not None and earlier.counted and earlier.kind == "number" and k > 0

    def relative(self, k: int, trigger: Trigger) -> bool:
        """Whether only auxiliaries and adverbs stand between word k, behind 'who', and the effect word."""
        return all(w in BE or w in HAVE or w in ADVERBS for w in self.words[k : trigger.first])

    def governor(self, first: int) -> str:
        """The word before a noun without number, past its adjectives: the preposition that governs it, if any does."""
        k = first - 1
        while (
            k > 0
            and first - k < 4
            and self.words[k].isalpha()
            and self.words[k] not in STOPS
            and k not in self.group_of
        ):
            k -= 1
        return self.words[k] if k >= 0 else ""

    def list_until(self, group: Group) -> list[Group]:
        """The group and those joined before it in one list."""
        out = [group]
        if group.partitive:
            return out
        while len(out) < LONGEST_LIST:
            earlier = self.before_join(out[0].first)
            if self.apposed(out[0]):
                return out[1:] or out
            if earlier is None or earlier.partitive or unnamed(earlier) or unnamed(group) or self.own_effect(earlier):
                return out
            noun = self.trigger_of.get(earlier.first - 2)
            if self.words[earlier.first - 1 : earlier.first] == ["of"] and noun is not None and noun.form("act_noun"):
                return out
            if out[-1].head is None and not out[-1].partitive and out[-1].kind == "number" and self.words[earlier.after : out[0].first] == [","]:
                return out  # "of the 20 hostages, one was injured"
            if self.renamed(earlier, out[0]):
                out[0] = earlier  # "one person, the driver, was hurt"
                continue
            owner = self.trigger_of.get(earlier.first - 1)
            if owner is not None and owner.form(*ACTIVE) and self.passive(owner) is None:
                return out
            out.insert(0, earlier)
        return out

    def with_name(self, members: list[Group]) -> list[Group]:
        """'Omar Haddad, his wife and two guards', 'Ana Pardo and nine others': the person whose others they are."""
        words, first = self.words, members[0].first
        k = first - 1
        near = words[first : members[0].after]
        alone = k > 0 and words[k] == "and" and words[first] == "the" and self.named and (k == 1 or words[k - 2] in BARRIERS) and full_name_told(self, k - 1)
        if k < 1 or words[k] not in ("and", ",") or (THEIRS.isdisjoint(near) and not alone) or members[0].partitive:
            return members  # "Omar and the two eldest boys", behind "Omar Haddad"
        if words[k] == "," and len(members) == 1:
            return members  # "Omar Haddad, his deputy, was killed"
        if words[k] == "and" and words[k - 1] == "," and (person := past_asides(self, k)) is not None and person.kind == "name":
            return [person, *members]  # "Omar Haddad, who drove the van, and his deputy were killed"
        k -= words[k] == "and" and words[k - 1] == ","
        if k > 2 and words[k - 1].isdecimal() and words[k - 2] == ",":
            k -= 2  # "Omar Haddad, 34, and his son"
        if k - 1 in self.group_of or not name_word(self, k - 1):
            return members
        name = name_ending(self, k - 1) if self.named else run_ending(self, k)
        if name is None:
            return members
        governed = name.first and words[name.first - 1] in PREPOSITIONS
        known = name.after - name.first > 1 or full_name_told(self, name.first)
        if governed or not known or is_place(self.sentence.said(name.first, name.after)):
            return members
        return [name, *members]

    def own_effect(self, group: Group) -> bool:
        """Whether the group's noun tells its effect: '22 bodies and 40 wounded' are no list."""
        found = self.trigger_of.get(group.after - 1)
        return found is not None and found.form("count_noun") is not None and group.kind in ("number", "vague")

    def before_join(self, k: int) -> Group | None:
        """The group whose list goes on at word k."""
        j = k
        while j > 0 and k - j < 3 and self.words[j - 1] in JOINS and (j - 1) not in self.group_of:
            j -= 1
        if j == k:
            return None
        while j > 0 and self.zones[j - 1] and self.zones[j - 1] != self.zones[k]:
            j -= 1
        while 0 < j < k - 1 and self.words[j - 1] == "," and self.zones[j]:
            j -= 1
        if j and self.words[j - 1] in "-–—" and (opened := before_bracket(self, j)) is not None:
            j = opened  # "six monks -- five Thais and a Lao -- and two women"
        if j > 2 and self.words[j - 1].isdecimal() and len(self.words[j - 1]) < 3 and self.words[j - 2] == ",":
            j -= 2  # "a man, 45, and his son"
        for back in range(j - 1, max(j - 9, -1), -1):
            earlier = self.group_of.get(back)
            if earlier is not None:
                if earlier.after == j or self.tail(earlier.after) == j:
                    return earlier
                return None
            other = self.trigger_of.get(back)
            if other is not None and other.form("ed") in ("held", "detained"):
                continue
            if back in self.trigger_of or self.words[back] in BARRIERS:
                return None
        return None

    def agrees(self, members: list[Group], singular: bool | None) -> bool:
        if not members or singular is None:
            return bool(members)
        if len(members) > 1:
            return not singular
        member = members[0]
        if singular:
            return member.quantity.count in (0, 1) or (
                member.kind == "bare" and member.head is not None and not self.words[member.head].endswith("s")
            )
        return member.kind not in ("single", "listed") or (
            member.head is not None and self.words[member.head] in ("family", "couple")
        )
