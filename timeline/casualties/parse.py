"""One sentence with its groups of people and effect words, and the search for which belong together.

>>> from timeline.casualties.tokens import Sentence
>>> text = "A bomb killed nine villagers, and two guards (one a woman) were wounded."
>>> p = Parse(Sentence(text, 0, len(text)))
>>> [p.words[t.first] for t in p.triggers]
['killed', 'wounded']
>>> [g.quantity.count for g in p.subject(p.triggers[1], singular=False)]
[2]
"""

from __future__ import annotations

from timeline.casualties.lexicon import (
    MONTHS,
    NATIONALITIES,
    STOPS,
    THINGS,
    syntax,
)
from timeline.casualties.names import name_ending, name_word, named_at, names_until
from timeline.casualties.people import Group, groups
from timeline.casualties.quantities import Quantity
from timeline.casualties.tokens import Sentence
from timeline.casualties.triggers import Trigger, triggers

# fmt: off
BE = syntax("be")
HAVE = frozenset(["has", "have", "had", "having"])
ADVERBS = syntax("adverbs")
PREPOSITIONS = syntax("prepositions")
BARRIERS = frozenset(["when", "while", "because", "but", "although", "though", "if", "where", "whereas", "until", "unless"]) | frozenset(";:.!?")
JOINS = frozenset(("and", ",", "&", "plus"))
LONG_JOINS = (("along", "with"), ("together", "with"), ("as", "well", "as"), ("alongside",), ("in", "addition", "to"))
PRONOUNS = frozenset(["he", "she", "they", "it", "we", "i", "you"])
PARTS = frozenset(("including", "include", "included", "includes", "among", "notably", "whom"))
MOST = frozenset(["many", "most", "mostly", "all", "some", "half", "several", "nearly"])
LONGEST_LIST = 50
SAID = frozenset(("said", "says", "told", "announced", "confirmed", "reported", "added", "stated"))
KIN = frozenset(("women", "men", "child"))
ACTIVE = ("ed", "ing", "base")
# fmt: on


def unnamed(group: Group) -> bool:
    """Whether it is one person by an unknown noun ('a result', 'a builder'): too little to stand in a list."""
    return group.unknown and (group.kind == "single" or group.quantity.count == 1)


class Parse:
    """The groups and triggers of a sentence by word, and what stands aside: brackets and parts."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence, self.words = sentence, sentence.words
        self.triggers = triggers(sentence.words)
        self.trigger_of = {k: t for t in self.triggers for k in range(t.first, t.after)}
        self.groups = groups(sentence) if self.triggers else []
        self.group_of: dict[int, Group] = {k: g for g in self.groups for k in range(g.first, g.after)}
        self.starts = {g.first: g for g in self.groups}
        self.named = not sentence.text[sentence.start : sentence.end].isupper()
        self.zones = [0] * len(self.words)
        self.zones = self.aside()

    def aside(self) -> list[int]:
        """For each word 0, or the number of the bracket or part ('including …') that holds it."""
        words, zones, number, closing, taken = self.words, [0] * len(self.words), 0, "", False
        if "(" not in words and PARTS.isdisjoint(words) and MOST.isdisjoint(words) and "them" not in words:
            return zones
        current = 0
        for k, word in enumerate(words):
            if not current:
                if word == "(":
                    number, closing = number + 1, ")"
                elif (
                    (
                        word == ","
                        and words[k + 1 : k + 2]
                        and words[k + 1] in MOST
                        and {"of", "civilians", "women"}.intersection(words[k + 2 : k + 4])
                    )
                    or word in ("including", "whom", "notably")
                    or (word == "," and self.some_of_them(k + 1))
                    or (word == "among" and words[k + 1 : k + 2] == ["them"])
                ):
                    number, closing = number + 1, "whom" if word == "whom" else "main"
                else:
                    continue
                current = number
                owner = self.group_of.get(k - 1) or self.group_of.get(k - 2)
                taken = (
                    closing == "main"
                    and owner is not None
                    and (t := self.trigger_of.get(owner.first - 1)) is not None
                    and t.form(*ACTIVE) is not None
                )
            elif (closing == "whom" and (word == ";" or (word == "," and self.main_verb(k)))) or (
                closing == "main"
                and (
                    word in ";"
                    or self.main_verb(k)
                    or (taken and word == "and" and k + 1 in self.starts and self.effect_follows(self.starts[k + 1]))
                )
            ):
                current = 0
                continue
            zones[k] = current
            if word == closing:
                current = 0
        return zones

    def some_of_them(self, k: int) -> bool:
        """'six of them children' at word k, as an apposition."""
        group = self.starts.get(k)
        if (
            group is None
            or not group.partitive
            or self.words[group.after - 2 : group.after] not in (["of", "them"], ["of", "whom"])
        ):
            return False
        noun = self.noun_after(group)
        return noun is not None and noun.kind in ("bare", "single")

    def noun_after(self, group: Group) -> Group | None:
        """The noun that says what 'six of them' are: 'children', 'Russian citizens'."""
        k = group.after
        return self.starts.get(k) or (
            self.starts.get(k + 1) if self.words[k : k + 1] and self.words[k] in NATIONALITIES else None
        )

    def main_verb(self, k: int) -> bool:
        """Whether the main clause goes on at word k: 'were killed', ', killed', 'died'."""
        words = self.words
        if words[k] == ",":
            return k + 1 < len(words) and (words[k + 1] in BE or words[k + 1] in HAVE or k + 1 in self.trigger_of or (words[k + 1] in ("and", "while", "after", "when", "in", "as", "that")
                                           and not (words[k + 1] == "and" and k + 2 in self.starts and not self.effect_follows(self.starts[k + 2]))))  # fmt: skip
        if words[k] in ("when", "after", "while"):
            return True
        if words[k] in BE or words[k] in HAVE:
            return self.skip(k + 1) in self.trigger_of
        trigger = self.trigger_of.get(k)
        if trigger is None or words[k - 1] in ("who", "that", "which"):
            return False
        return trigger.form("ed", "die", "participle") is not None and not self.object(trigger)

    # ------------------------------------------------------------ to the right

    def skip(self, k: int) -> int:
        """The first word from k on that is no adverb or auxiliary."""
        words = self.words
        while (
            k < len(words)
            and (words[k] in ADVERBS or words[k] in BE)
            and k not in self.starts
            and k not in self.trigger_of
        ):
            k += 1
        return k

    def object(self, trigger: Trigger) -> list[Group]:
        """The groups right behind an active verb."""
        return self.list_from(self.skip(trigger.after))

    def join(self, k: int) -> int:
        """The word after a joining word or words at k, or k where there is none."""
        words, j = self.words, k
        while j < len(words) and j - k < 3 and words[j] in JOINS and j not in self.starts:
            j += 1
        for parts in LONG_JOINS:
            if tuple(words[j : j + len(parts)]) == parts:
                return j + len(parts)
        return j

    def list_from(self, k: int) -> list[Group]:
        """The group that begins at word k and those joined to it in one list."""
        group = self.starts.get(k)
        if group is None or group.kind == "bare":
            group = named_at(self, k) or group
        if group is None:
            return []
        out, at = [group], group.after
        while len(out) < LONGEST_LIST:
            k = self.past_aside(self.past_age(self.tail(at)))
            j = self.join(k)
            following = self.starts.get(j)
            named = named_at(self, j) if self.named and j > k and (following is None or following.kind == "bare") else None
            if named is not None and out[-1].kind in ("name", "single"):
                if out[-1].kind == "single":  # "a commander, Omar Haddad, and two guards"
                    if self.words[k:j] != [","] or self.words[named.after : named.after + 1] != [","]:
                        return out
                    at = named.after
                    continue
                following = named
            elif following is not None and self.renamed(out[-1], following):
                at = following.after
                continue
            if (
                j == k
                or following is None
                or following.partitive
                or self.among(following)
                or self.apposed(following)
                or self.speaks(following)
                or unnamed(following)
                or self.effect_follows(following)
            ):
                break
            out.append(following)
            at = following.after
        while out[-1].kind == "name" and len(out) > 1 and self.words[out[-1].first - 1] == ",":
            out.pop()  # "killed Ali Musa, Kano Governor": no list without its "and"
        return out

    def past_age(self, k: int) -> int:
        """The word after the age of the person before k: 'Ali Musa, 34, and his son'."""
        words = self.words
        age = words[k : k + 1] == [","] and k + 2 < len(words) and words[k + 1].isdecimal() and len(words[k + 1]) < 3
        return k + 2 if age and words[k + 2] in (",", "and") else k

    def renamed(self, earlier: Group, group: Group) -> bool:
        """Whether a noun says who the person named before it is: 'Fuad Haddad, a commander of the group'."""
        words = self.words
        if earlier.kind != "name" or group.kind not in ("single", "listed") or words[group.first - 1] != ",":
            return False
        if words[group.first] not in ("a", "an", "the") and group.kind != "listed":
            return False
        k = self.tail(group.after)
        goes_on = words[k : k + 1] == [","] and k + 1 in self.starts and words[k + 1] not in ("his", "her", "their")
        return words[k : k + 1] != ["and"] and not goes_on

    def tail(self, k: int) -> int:
        """The word after a short phrase that belongs to the group before k: 'of the Awda family', 'from two villages'."""
        words, j = self.words, k
        kept = self.trigger_of.get(k)
        kept = (
            kept
            if kept is not None and kept.form("ed") in ("held", "detained") and words[k + 1 : k + 2] == ["in"]
            else None
        )
        if kept is not None or (k < len(words) and words[k] in ("of", "from", "with")):
            j = k + (1 if kept is None else 2)
            while j < len(words) and j - k < 8:
                if words[j] == "(" or self.join(j) > j:
                    return j
                if j in self.trigger_of or (
                    words[j] in STOPS and words[j] not in ("the", "of", "a", "their", "his", "her", "two", "three")
                ):
                    return k
                j += 1
        return k

    def apposed(self, group: Group) -> bool:
        """Whether a singular noun behind a comma says who the person before it is: 'Omar Haddad, leader of the union'."""
        return group.kind == "listed" and self.words[group.first - 1] == "," and group.role not in KIN

    def speaks(self, group: Group) -> bool:
        """Whether one person behind a comma tells the figure: '…, the health minister, Omar Haddad, said'."""
        if group.kind not in ("single", "listed", "name") or self.words[group.first - 1] != ",":
            return False
        for k in range(group.after, min(group.after + 8, len(self.words))):
            if self.words[k] in SAID:
                return True
            if k in self.trigger_of or (self.words[k] != "," and not self.sentence.capital(k)):
                return False
        return False

    def among(self, group: Group) -> bool:
        """Whether the group is a part of one before it: 'an American among them', 'two women included'."""
        k = group.after
        if self.words[k : k + 1] == ["included"] and self.words[group.first - 1] == ",":
            return True
        while k < len(self.words) and k - group.after < 6 and self.words[k] not in (",", ";"):
            if self.words[k] == "among":
                return self.words[k + 1 : k + 2] == ["them"]
            k += 1
        return False

    def past_aside(self, k: int) -> int:
        """The word after a bracket that opens at k."""
        if k < len(self.words) and self.words[k] == "(":
            zone = self.zones[k]
            while k < len(self.words) and self.zones[k] == zone:
                k += 1
        return k

    def effect_follows(self, group: Group) -> bool:
        """Whether a verb of its own follows the group: 'and two guards were wounded'."""
        for k in range(group.after, min(group.after + 5, len(self.words))):
            word = self.words[k]
            if word in (",", ";", ".", "and", "when", "who"):
                return False
            if word in BE or word in HAVE:
                return True
            trigger = self.trigger_of.get(k)
            if trigger is not None:
                return trigger.form(
                    "ed", "participle", "die", "adjective", "count_noun"
                ) is not None and not self.object(trigger)
        return False

    def completed(self, trigger: Trigger) -> bool:
        """Whether what follows shows that the verb has an object without number: 'killed nine sheep', 'killed civilians'."""
        words, k = self.words, trigger.after
        if k in self.starts and not self.effect_follows(self.starts[k]):
            return True
        if k >= len(words) or k in self.trigger_of:
            return False
        word = words[k]
        return word[0].isalnum() and (word in ("the", "a", "an", "his", "her", "their", "its", "him", "them", "us", "more")
                                      or word in THINGS or word[0].isdigit()
                                      or (word not in STOPS and word not in ADVERBS and word not in PREPOSITIONS and word not in MONTHS
                                          and word not in BARRIERS and words[k - 1] != ","))  # fmt: skip

    # ------------------------------------------------------------ to the left

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

    def subject(self, trigger: Trigger, singular: bool | None) -> list[Group]:
        """The groups that an effect word behind them is about."""
        words, zones, k = self.words, self.zones, trigger.first - 1
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
                members = self.list_until(group)
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
                    if words[owner.first - 1 : owner.first] == ["who"] and self.passive(trigger) is not None:
                        k = owner.first - 2  # "the man who killed two guards was shot dead"
                        continue
                    break
                k = first - 1
                all_of = before in ("all", "most", "mostly", "both") and words[first - 2 : first - 1] == [","]
                if len(members) == 1 and not group.counted and all_of:
                    continue
                if not group.counted:
                    before = self.governor(first)
                if before in PREPOSITIONS and not (
                    before in PARTS
                    or (before == "to" and trigger.first - group.after < 3)
                    or (group.after == trigger.first and group.counted)
                ):
                    governed = governed or members
                elif self.agrees(members, singular):
                    return members
                elif group.quantity.count != 0 and not mismatched and trigger.first - group.after < 5:
                    mismatched = members
                continue
            word = words[k]
            if word in BARRIERS and not (word == "." and k and len(words[k - 1]) <= 3):
                break
            if word == "many" and words[k + 1] in ("more", "others", "were", "have", "are"):
                return []
            if word in PRONOUNS and not governed:
                return []
            if not self.named and singular and name_word(self, k) and not governed and trigger.first - k < 8:
                first = k
                while first > 0 and name_word(self, first - 1):
                    first -= 1
                if k - first > 0 and (first == 0 or words[first - 1] not in PREPOSITIONS):
                    return [Group(first, k + 1, Quantity(first, first, 1, 1, 1, "exact"), None, None, "name")]
                k = first
            if self.named and word[0].isalpha() and self.sentence.capital(k):
                name = name_ending(self, k)
                several = [] if singular or name.after - name.first < 2 or not name_word(self, k) else names_until(self, name)
                if len(several) > 1 and trigger.first - name.after < 5:
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
            owner = self.trigger_of.get(earlier.first - 1)
            if owner is not None and owner.form(*ACTIVE) and self.passive(owner) is None:
                return out
            out.insert(0, earlier)
        return out

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
