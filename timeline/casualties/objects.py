"""One sentence with its groups of people and effect words, and the groups that stand behind a word: objects, lists, asides.

>>> text = "A bomb killed nine villagers, and two guards (one a woman) were wounded."
>>> p = Objects(Sentence(text, 0, len(text)))
>>> [g.quantity.count for g in p.object(p.triggers[0])]
[9]
"""

from __future__ import annotations

from dataclasses import replace

from timeline.casualties.lexicon import (
    MONTHS,
    NATIONALITIES,
    STOPS,
    TABLE,
    THINGS,
    syntax,
)
from timeline.casualties.names import named_at
from timeline.casualties.people import Group, groups, plural
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
PARTS_OF_NATIONS = frozenset(("south", "north", "saudi", "sri", "new", "costa", "puerto", "sierra"))
TAKING = frozenset(("took", "takes", "taking"))
TIMES = frozenset(TABLE["times"]["words"]) | {"last", "this"}
HURT = frozenset(("injured", "wounded"))
LONGEST_LIST = 50
SAID = frozenset(("said", "says", "told", "announced", "confirmed", "reported", "added", "stated"))
KIN = frozenset(("women", "men", "child"))
QUOTES = frozenset("\"“‘")
OBJECTS = frozenset(("her", "him", "them", "me", "us"))
ACTIVE = ("ed", "ing", "base")
# fmt: on


def unnamed(group: Group) -> bool:
    """Whether it is one person by an unknown noun ('a result', 'a builder'): too little to stand in a list."""
    return group.unknown and (group.kind == "single" or group.quantity.count == 1)


class Objects:
    """The groups and triggers of a sentence by word, and what stands aside: brackets and parts."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence, self.words = sentence, sentence.words
        self.triggers = triggers(sentence.words)
        self.trigger_of = {k: t for t in self.triggers for k in range(t.first, t.after)}
        self.groups = groups(sentence) if self.triggers or not TAKING.isdisjoint(sentence.words) else []
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
                    or (word == "with" and words[k - 1] == "," and k + 1 in self.starts and self.effect_follows(self.starts[k + 1]))
                    or (word == "which" and words[k - 1] in ("in", "during"))
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
        return (noun is not None and noun.kind in ("bare", "single")) or self.closed_aside(group.after)

    def closed_aside(self, k: int) -> bool:
        """Whether a few words from word k on end at a comma behind which a verb goes on: '(six Jesuits, five of them) Spanish, were'."""
        words = self.words
        end = next((j for j in range(k, min(k + 7, len(words) - 1)) if words[j] in (",", ";", ".")), None)
        return end is not None and end > k and words[end] == "," and words[end + 1] in BE and not any(j in self.trigger_of or j in self.starts for j in range(k, end))

    def noun_after(self, group: Group) -> Group | None:
        """The noun that says what 'six of them' are: 'children', 'Russian citizens'."""
        k = group.after
        last = k + any(w in PARTS_OF_NATIONS for w in self.words[k : k + 1])
        alone = self.words[last + 1 : last + 2] in ([","], ["."], [")"])  # "five of them Spanish,"
        if last < len(self.words) and self.words[last] in NATIONALITIES and (plural(self.words[last]) or alone):  # "nine of them South Africans"
            return Group(k, last + 1, Quantity(k, k, None, None, None, "exact"), last, None, "bare")
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
        if trigger.form("ed") in ("held", "detained") and words[k + 1 : k + 2] in (["by"], ["in"]) and k - 1 in self.group_of:
            return False  # "among them three soldiers held by the rebels"
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
        if self.words[trigger.after : trigger.after + 1] and self.words[trigger.after] in ("is", "are", "was", "were"):
            return []  # "one in three of the wounded was a child"
        k = self.skip(trigger.after)
        if self.words[k : k + 1] and self.words[k] in QUOTES and k + 1 in self.starts:
            k += 1  # "killed “hundreds of fighters”"
        if self.words[k : k + 1] and self.words[k] in OBJECTS and (j := self.join(k + 1)) > k + 1 and j in self.starts and self.starts[j].counted:
            one = Quantity(k, k, None, None, None, "exact")
            return [Group(k, k + 1, one, None, None, "bare"), *self.list_from(j)]  # "killed her and two grandchildren"
        return self.list_from(k) or self.list_from(self.past_day(k))

    def past_day(self, k: int) -> int:
        """The word after a day that stands between a verb and its object: 'kidnapped today two miners', 'killed on Monday a guard'."""
        words, j = self.words, k
        while j < len(words) and j - k < 5 and j not in self.starts and (words[j] in TIMES or words[j] in MONTHS or words[j].isdecimal() or (j == k and words[j] == "on")):
            j += 1
        return j

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
            named = named_at(self, j) if self.named and j > k and self.tail(at) == at and (following is None or following.kind == "bare") else None
            if named is not None and out[-1].kind in ("name", "single"):
                if out[-1].kind == "single":  # "a commander, Omar Haddad, and two guards"
                    goes_on = self.words[named.after : self.join(named.after)]
                    if self.words[k:j] != [","] or goes_on[:1] != [","] or len(goes_on) < 2:
                        return out
                    at = named.after
                    continue
                following = named
            elif following is not None and following.counted and len(out) > 1 and following.quantity.count == len(out) and all(g.kind == "name" for g in out) and self.words[k:j] == [","]:
                at = following.after  # "killed Ali Musa and Omar Kano, two commanders of the group"
                out[-1] = replace(out[-1], role=following.role)
                out[:-1] = [replace(g, role=following.role) for g in out[:-1]]
                break
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
                or not HURT.isdisjoint(self.words[following.first : following.after])
            ):
                break
            out.append(following)
            at = following.after
        while out[-1].kind == "name" and len(out) > 1 and self.words[out[-1].first - 1] == ",":
            out.pop()  # "killed Ali Musa, Kano Governor": no list without its "and"
        if len(out) == 2 and out[0].kind in ("name", "bare") and self.words[out[1].first - 1 : out[1].first + 1] == [",", "the"]:
            out.pop()  # "after the murder of Ali Musa, the 40 judges of the city went on strike"
        return out

    def past_age(self, k: int) -> int:
        """The word after the age of the person before k: 'Ali Musa, 34, and his son'."""
        words = self.words
        age = words[k : k + 1] == [","] and k + 2 < len(words) and words[k + 1].isdecimal() and len(words[k + 1]) < 3
        return k + 2 if age and words[k + 2] in (",", "and") else k

    def renamed(self, earlier: Group, group: Group) -> bool:
        """Whether a noun says who the person named before it is: 'Fuad Haddad, a commander of the group'."""
        words = self.words
        one = earlier.kind == "name" or (earlier.quantity.count == 1 and words[earlier.first] in ("one", "only") and group.kind == "single")
        if not one or group.kind not in ("single", "listed") or words[group.first - 1] != ",":
            return False
        if words[group.first] not in ("a", "an", "the") and group.kind != "listed":
            return False
        if earlier.kind == "name" and group.kind == "listed" and words[group.after : group.after + 1] == ["of"]:
            return True  # "Ana Pardo, wife of the army's head and mother of two"
        k = self.tail(group.after)
        goes_on = words[k : k + 1] == [","] and k + 1 in self.starts and words[k + 1] not in ("his", "her", "their") and self.starts[k + 1].kind != "listed"
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
        if group.kind == "listed" and self.words[group.first - 1] == "and" and self.words[group.after : group.after + 1] == ["of"]:
            return True  # "leader of the union and secretary of the congress"
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
            if not zone:  # the asides are not yet told apart
                return next((j + 1 for j in range(k, len(self.words)) if self.words[j] == ")"), k)
            while k < len(self.words) and self.zones[k] == zone:
                k += 1
        return k

    def effect_follows(self, group: Group) -> bool:
        """Whether a verb of its own follows the group: 'and two guards were wounded'."""
        start = self.past_aside(group.after)
        for k in range(start, min(start + 5, len(self.words))):
            word = self.words[k]
            if word in (",", ";", ".", ")", "and", "when", "who"):
                return False
            if word in BE or word in HAVE:
                return self.words[group.first - 1] == "," or any(j in self.trigger_of for j in range(k + 1, k + 6))  # "the murder of five monks and a nun was a crime"
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
        return word[0].isalnum() and (word in ("the", "a", "an", "his", "her", "their", "its", "it", "him", "them", "us", "more")
                                      or word in THINGS or word[0].isdigit()
                                      or (word not in STOPS and word not in ADVERBS and word not in PREPOSITIONS and word not in MONTHS
                                          and word not in BARRIERS and words[k - 1] != ","))  # fmt: skip
