"""A sentence → its clauses, what in it is someone's speech, and which date belongs to which word.

    >>> words = Words("The army, which shelled the port in May, said on Monday that it would withdraw.")
    >>> found = Clauses(words)
    >>> said, may, monday, withdraw = map(words.index, ("said", "may", "monday", "withdraw"))
    >>> found.same(said, monday), found.same(said, may), found.speech_of(withdraw) == said
    (True, False, True)

Clauses end at punctuation, subordinators and at "and" before a verb; a piece without a finite verb joins its
neighbour ("On Tuesday, the army withdrew"; "..., killing three"), so a date reaches the verb that it dates.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import Any

from timeline.clauses import (
    AUXILIARIES,
    BREAKS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    Construal,
    Construals,
    Words,
    is_adverb,
)
from timeline.verbs import BASE, ING, PARTICIPLE, PAST, THIRD, OfWords, form_of, forms_of_class, verb_class

OPENERS = {"that", "which", "who", "whom", "whose", "when", "while", "because", "although", "though", "if", "unless", "where", "whereas",
           "whether", "but", "as", "until", "since", "after", "before", "once", "so"}  # fmt: skip
NOT_OPENING = {"of", "to", "for", "by", "the", "a", "an", "in", "on", "at", "from", "with", "as", "such", "so", "well", "far", "soon", "long"}


NAMES_OF_DATES = {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "monday",
                  "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "then", "yesterday", "spring", "summer", "autumn", "winter"}  # fmt: skip
OF_DATES = {"early", "late", "mid", "last", "this", "the", "of", "start", "end", "beginning", "middle", "-", ",", "that", "early-", "year", "month", "week"}
THAT_TIME = frozenset({"day", "night", "evening", "morning", "afternoon", "week", "weekend", "month", "year"})
ASIDES = frozenset({"which", "who", "where", "whose"})
NO_RESUMING = frozenset({"and", "or", "but", "to", "than"})
KNOWN_AS = frozenset({"identified", "known", "described", "regarded", "named", "seen"})
AS_MANY = frozenset({"many", "much", "few", "little"})
FINITE_FORMS = PAST | PARTICIPLE | THIRD | BASE | ING
WITH_SUBJECT = frozenset({"when", "as", "while", "because", "although", "though", "after", "before", "since", "until", "that", "where", "if", "once"})  # what a clause with a subject of its own follows
CAN_OPEN = OPENERS | (BREAKS - {"-", "(", ")", '"', "“", "”"}) | {"and", "or"}


ENDS_AFTER = BREAKS | {"and", "or", "but"}
ENDS_OR_OPENS = ENDS_AFTER | OPENERS
NAMED_DATES = NAMES_OF_DATES - {"may"}  # which is more often a verb
IN_OFFICE = frozenset({"president", "leader", "head", "chief", "mediator", "mediators", "guarantor", "guarantors", "commander", "envoy", "ambassador", "premier", "chancellor"})
HOME = frozenset({"ambassador", "envoy", "diplomat", "troop", "soldier", "reservist", "consul", "delegation"})
INVERTED = {"said", "says", "added", "wrote"}  # ", said the envoy": whose words they are, no verb of the subject before
BETWEEN = {"after", "before", "when", "while", "as", "once", "because", "although", "though"}
NEVER, PERHAPS, ALWAYS = 0, 1, 2


def _finiteness_of(word: str) -> int:
    """Whether a word may be a finite verb, or always is, whatever stands around it."""
    return ALWAYS if word in AUXILIARIES else PERHAPS if form_of(word)[1] & FINITE_FORMS else NEVER


_finiteness = OfWords(_finiteness_of).__getitem__


@cache
def _reporting() -> frozenset[str]:
    return forms_of_class("reporting") | {"according"}


class Clauses:
    """One sentence read for its clauses. Indices are those of `words`."""

    __slots__ = ("_finite", "_speech", "finite", "moods", "openers", "pieces", "quoted", "reporting", "segment", "told", "words")

    told: Callable[[int], Construal]
    """How the word at an index is told."""
    finite: Callable[[int], bool]
    """Whether the word at an index is a finite verb, or an auxiliary that opens its group."""

    def __init__(self, words: Words, construals: Construals | None = None) -> None:
        self.words = words
        self.told = told = (Construals(words) if construals is None else construals).__getitem__
        self._finite = finite = [False] * len(words.lower)
        for i, kind in [one for one in enumerate(map(_finiteness, words.lower)) if one[1]]:
            finite[i] = kind == ALWAYS or told(i).form == "finite"
        self.finite = self._finite.__getitem__
        self.segment, self.openers, self.pieces = self._segments()
        reporting = _reporting()
        self.reporting = [i for i, word in enumerate(words.lower) if word in reporting and (word == "according" or self._reports(i))]
        self.quoted = self._quotes()
        self._speech: dict[int, int | None] = {}
        self.moods: dict[int, Any] = {}  # what timeline.mood has found of its words

    def _segments(self) -> tuple[list[int], list[str], list[list[int]]]:
        """The clause of each word, the word that opens each clause, and its words."""
        lower, finite, raw = self.words.lower, self._finite, self.words.raw
        openers, begins, strengths, strong, told = [""], [0], [], False, 0
        for i in [i for i, word in enumerate(lower) if word in CAN_OPEN]:
            word = lower[i]
            strong = strong or True in finite[told:i]
            told = i
            goes_on = strong or (i + 1 < len(lower) and True in strengths and finite[i + 1] and bool(form_of(lower[i + 1])[1] & PAST))
            if (goes_on or word not in ("and", "or")) and not (len(word) > 1 and raw[i].isupper()) and self._opens(i, word):
                begins.append(i)
                openers.append(word)
                strengths.append(strong)
                strong = False
        strengths.append(strong or True in finite[told:])
        if len(begins) == 1:
            return [0] * len(lower), openers, [list(range(len(lower)))]
        pieces = [list(range(a, b)) for a, b in zip(begins, [*begins[1:], len(lower)], strict=True)]
        merged: list[list[int]] = []
        kept: list[str] = []
        pending: list[int] = []
        broken: int | None = None  # a subject whose verb comes after its relative clause
        for number, (piece, opener) in enumerate(zip(pieces, openers, strict=True)):
            strong = strengths[number]
            if broken is not None and strong and opener not in OPENERS and self._verb_comes(pieces, strengths, number):
                merged[broken] += piece  # after its relative clause the main clause goes on
                broken = None
            elif not strong and (
                not merged or (kept[-1] in OPENERS and opener not in OPENERS and self._verb_comes(pieces, strengths, number + 1))
            ):
                pending += piece  # a fronted phrase belongs to the clause it opens
            elif strong and opener == "," and merged and not pending and kept[-1] in WITH_SUBJECT and self._lists_on(merged[-1], piece):
                merged[-1] += piece  # "when Oman, Qatar and Egypt cut ties"
            elif strong and opener == "," and merged and not pending and self._renamed(merged[-1], piece):
                merged[-1] += piece  # "Ana Kos, a lawyer held in Oran, was freed"
            elif strong and pending and opener in ("which", "who", "whom", "whose", "that"):
                resumes = self._resumes(piece)
                broken = len(merged) if resumes == len(piece) else None
                merged += [pending + piece[resumes:], piece[:resumes]]
                kept += ["", opener]
                pending = []
            elif not strong and merged and lower[piece[0]] == ";" and True in strengths[number + 1 :]:
                pending += piece  # "... on Monday; Serbia, Greece and Bulgaria followed"
            elif not strong and opener not in OPENERS and len(merged) > 1 and kept[-1] in ASIDES and lower[merged[-1][0] - 1] == "," and self._only_dates(piece):
                merged[-2] += piece  # "began its offensive, which it calls a purge, on May 3"
            elif not strong and opener not in OPENERS:
                merged[-1] += piece
            elif opener in BETWEEN and self._fronts(pending) and number + 1 < len(pieces) and lower[pieces[number + 1][0]] == ",":
                merged.append(piece)  # "In April, after a raid had killed seven, Tehran fired": the date is the main clause's
                kept.append(opener)
            else:
                merged.append(pending + piece)
                kept.append(opener if not pending else ";" if lower[pending[0]] == ";" else "")
                pending = []
        if pending:
            merged.append(pending)
            kept.append("")
        self._give_sayers(merged)
        self._give_subjects(merged)
        segment = [0] * len(lower)
        for number, piece in enumerate(merged):
            for i in piece:
                segment[i] = number
        return segment, kept, merged

    def _give_sayers(self, pieces: list[list[int]]) -> None:
        """Gives a tail that reports its sayer, whom an apposition parts from it: ", Norway's minister, Ana Kos, said"."""
        lower, finite = self.words.lower, self._finite
        for before, piece in pairwise(pieces):
            if len(piece) < 2 or lower[piece[0]] != "," or not finite[piece[1]] or lower[piece[1]] not in _reporting():
                continue
            commas = [i for i in before if lower[i] == ","][-2:]
            if len(commas) < 2:
                continue
            first, second = commas
            sayer = before[before.index(first) :]
            office = range(first + 1, second)
            if not any(finite[i] or lower[i].endswith("ing") for i in sayer) and any(finite[i] for i in before if i < first) and (
                    lower[second + 1] in DETERMINERS or lower[first + 1] in DETERMINERS or "'s" in (lower[i] for i in office)):  # fmt: skip
                del before[before.index(first) :]
                piece[:0] = sayer

    def _give_subjects(self, pieces: list[list[int]]) -> None:
        """Gives a clause its subject, which stands with its "and" at the end of the clause before: "resigned and the army
        chief, Ana Kos, fled"."""
        lower, finite = self.words.lower, self._finite
        for before, piece in pairwise(pieces):
            verb = next((i for i in piece if finite[i]), 0)
            link = next((i for i in reversed(before) if lower[i] == "and"), None)
            if link is None or lower[piece[0]] != "," or lower[verb - 1] != ",":
                continue
            name = range(piece[0] + 1, verb - 1) if verb - 1 > piece[0] else [i for i in before if i > link]
            if len(name) < 2 or sum(lower[i] == "," for i in name) != (verb - 1 == piece[0]):
                continue
            if lower[link + 1] in DETERMINERS and not any(finite[i] for i in before if i > link) and any(finite[i] for i in before if i < link):
                moved = [i for i in before if i >= link]
                del before[-len(moved) :]
                piece[:0] = moved

    def _lists_on(self, before: list[int], piece: list[int]) -> bool:
        """Whether a piece ends the list of names that the clause before begins its subject with, and brings its verb."""
        verb = next((i for i in piece if self._finite[i]), piece[-1])
        names = [i for i in piece[1:] if i < verb]
        return bool(names) and "and" in (self.words.lower[i] for i in names) and self.words.raw[names[-1]][:1].isupper() and not any(self._finite[i] for i in before) and all(
            self.words.raw[i][:1].isupper() or self.words.lower[i] in ("and", "the", "of") for i in names)  # fmt: skip

    def _renamed(self, before: list[int], piece: list[int]) -> bool:
        """Whether a piece brings the verb of a name that an apposition with a participle parts from it."""
        lower, finite = self.words.lower, self._finite
        if len(piece) < 2 or not finite[piece[1]]:
            return False
        comma = next((i for i in reversed(before) if lower[i] == ","), 0)
        verbs = [i for i in before if finite[i]]
        reduced = bool(form_of(lower[comma + 1])[1] & PARTICIPLE) and lower[comma + 2] in PREPOSITIONS  # "Ana Kos, appointed in May, flew"
        return comma > 1 and (reduced or lower[comma + 1] in DETERMINERS) and self.words.raw[comma - 1][:1].isupper() and lower[comma - 1] not in NAMES_OF_DATES and all(
            i > comma + (not reduced) and form_of(lower[i])[1] & PARTICIPLE and lower[i + 1] in PREPOSITIONS for i in verbs)  # fmt: skip

    def _fronts(self, phrase: list[int]) -> bool:
        """Whether words before a clause are a date that stands apart: "In April, after ..."."""
        lower = self.words.lower
        return bool(phrase) and lower[phrase[-1]] == "," and any(lower[j] in NAMES_OF_DATES or lower[j][:1].isdigit() for j in phrase)

    def _only_dates(self, phrase: list[int]) -> bool:
        """Whether words between commas, or behind the last, are a date: ", on October 27"."""
        inside = [self.words.lower[j] for j in phrase if self.words.lower[j] not in (",", ".")]
        return self.words.lower[phrase[0]] == "," and bool(inside) and inside[0] in ("on", "in") and all(
            w in NAMES_OF_DATES or w in OF_DATES or w[:1].isdigit() or w in ("on", "in") for w in inside)  # fmt: skip

    def _resumes(self, piece: list[int]) -> int:
        """Where in a relative clause of the subject the main clause goes on: "the man who fled the camp | was caught"; its length
        where nowhere."""
        lower, group, seen = self.words.lower, False, False
        for k, i in enumerate(piece):
            if self._finite[i] and not group:
                if seen:
                    return k if lower[i - 1].isalnum() and lower[i - 1] not in NO_RESUMING else len(piece)
                group = seen = True
            elif not self._finite[i] and not is_adverb(lower[i]):
                group = False
            if group and (verb_class("reporting", lower[i]) or verb_class("opinions", lower[i])):
                return len(piece)
        return len(piece)

    def _verb_comes(self, pieces: list[list[int]], strengths: list[bool], number: int) -> bool:
        """Whether the next clause from a piece on begins with its verb, so that what stands before it is its subject."""
        strong = next((k for k in range(number, len(pieces)) if strengths[k]), None)
        if strong is None:
            return False
        lower = self.words.lower
        first = next((i for i in pieces[strong] if lower[i].isalpha() and not is_adverb(lower[i])), None)
        return first is not None and self._finite[first] and lower[first] not in INVERTED

    def _opens(self, i: int, word: str) -> bool:
        lower = self.words.lower
        if word in BREAKS:
            # the word after the break opens, if it is an opener; the comma itself otherwise
            return not (i + 1 < len(lower) and lower[i + 1] in OPENERS) and not self._in_date(i)
        if word in OPENERS:
            before = lower[i - 1] if i else ""
            if word == "since" and before in ("has", "have", "had"):
                return False  # "has since resigned"
            if word in ("after", "before", "since", "until"):
                if self._dates(i):
                    return False
                stop = next((j for j in range(i + 1, min(i + 12, len(lower))) if lower[j] in ENDS_AFTER), len(lower))
                return True in self._finite[i + 1 : min(stop, i + 12)] or (
                    i + 1 < len(lower) and bool(form_of(lower[i + 1])[1] & ING)
                )
            if word == "that":
                dated = lower[i + 1 : i + 2] and (lower[i + 1] in THAT_TIME or lower[i + 1] in NAMED_DATES) and not (i + 2 < len(lower) and self._finite[i + 2])
                # "brokered that exchange as well" tells of no more, "the men that brokered it" does
                told = True in self._finite[i + 2 :] or (i + 1 < len(lower) and self._finite[i + 1] and not self._finite[i - 1])
                return i > 0 and before not in NOT_OPENING and not dated and told  # "That afternoon", "left that November" open nothing
            if word == "as":
                if lower[i + 1 : i + 2] and lower[i + 1] in IN_OFFICE:
                    return False  # "recognised her as president and ..."
                if before in AS_MANY or before in KNOWN_AS or (i + 1 < len(lower) and lower[i + 1] in AS_MANY):
                    return False  # "as many as nine people were hurt", "a man identified as ..."
                if i + 1 < len(lower) and verb_class("reporting", lower[i + 1]) and form_of(lower[i + 1])[1] & ING:
                    return False  # "was quoted as saying"
                stop = next((j for j in range(i + 1, min(i + 12, len(lower))) if lower[j] in ENDS_AFTER or lower[j] in OPENERS), i + 12)
                named = i + 1
                while named < len(lower) - 1 and (self.words.raw[named][:1].isupper() or lower[named] in (",", "and", "the", "of")):
                    named += 1  # "as Ana Kos, Jan Novak and Eva Lind unveiled"
                return True in self._finite[i + 1 : max(stop, i + 8)] or (named > i + 1 and self._finite[named])
            return True
        if word == "and" or word == "or":
            far = i + 7 + 4 * (lower[i + 1 : i + 2] in (["a"], ["an"], ["the"]))  # "and a bomb at a match in the port killed"
            stop = next((j for j in range(i + 2, min(far, len(lower))) if lower[j] in ("and", "or") or (j > i + 6 and lower[j] in ENDS_OR_OPENS)), far)
            return True in self._finite[i + 1 : stop]
        return False

    def _dates(self, i: int) -> bool:
        """Whether the word at `i` only dates the clause that it opens: "Since November the group has attacked"."""
        lower, j, named = self.words.lower, i + 1, False
        if i and lower[i - 1] not in BREAKS and lower[i - 1] not in ("and", "but"):
            return False
        while j < len(lower) and (lower[j] in OF_DATES or lower[j] in NAMES_OF_DATES or lower[j][:1].isdigit()):
            named = named or lower[j] in NAMES_OF_DATES or (len(lower[j]) == 4 and lower[j].isdigit())
            j += 1
        while j > i + 1 and lower[j - 1] in ("the", ","):
            j -= 1
        return named and j < len(lower) and not self._finite[j]

    def _in_date(self, i: int) -> bool:
        """A comma inside a date or a number: "March 3, 2021", "1,200"."""
        lower = self.words.lower
        return 0 < i < len(lower) - 1 and lower[i - 1][-1:].isdigit() and lower[i + 1][:1].isdigit()

    def same(self, i: int, j: int) -> bool:
        return self.segment[i] == self.segment[j]

    def _reports(self, i: int) -> bool:
        lower = self.words.lower
        if lower[i].startswith("recall") and any(w.rstrip("s") in HOME for w in lower[i + 1 : i + 4]):
            return False  # "recalled its ambassador"
        return self.told(i).form in ("finite", "gerund") and not self.reduced(i)

    def reduced(self, i: int) -> bool:
        """Whether a participle only says which one is meant: "hostages held in Gaza fell ill"."""
        lower, told = self.words.lower, self.told(i)
        if told.form != "finite" or told.tense != "past" or not i or not form_of(lower[i])[1] & PARTICIPLE or self._finite[i - 1] or not self.same(i - 1, i):
            return False
        after = lower[i + 1] if i + 1 < len(lower) else ""
        before = lower[i - 1]
        if lower[i] in forms_of_class("unaccusative"):
            return False  # "the leader arrived by train"
        if lower[i] in forms_of_class("reporting") and after not in ("as", "by"):
            return False  # "the army said on Monday its engineers would leave"
        return (after in PREPOSITIONS and before.isalpha() and before not in PRONOUNS and not is_adverb(before)
                and any(self._finite[j] and abs(j - i) > 1 for j in self.pieces[self.segment[i]]))  # fmt: skip

    def _quotes(self) -> list[bool]:
        raws = self.words.raw
        if "“" not in raws and '"' not in raws:
            return [False] * len(raws)
        inside, out = False, []
        for raw in raws:
            if raw == "“":
                inside = True
            elif raw == "”":
                inside = False
            elif raw == '"':
                inside = not inside
            out.append(inside)
        return out

    def speech_of(self, i: int) -> int | None:
        """The reporting verb whose words the word at `i` stands in: "said that ...", "..., officials said"."""
        if i not in self._speech:
            self._speech[i] = self._reporter_of(i) if self.reporting else None
        return self._speech[i]

    def _reporter_of(self, i: int) -> int | None:
        best = None
        for r in self.reporting:
            if r == i:
                continue
            if r < i and self.segment[r] != self.segment[i]:
                if ";" in self.words.lower[r:i]:
                    continue
                if self._resumed(r, i):
                    continue
                best = r
            elif (r < i and self._bare_content(r, i)) or (r > i and best is None and self._trails(r, i)):
                best = r
        return best

    def _resumed(self, r: int, i: int) -> bool:
        """Whether the sentence has left the speech by `i`: a tail that is no content, such as ", as tanks advanced"."""
        opener = self.openers[self.segment[i]] if self.segment[i] < len(self.openers) else ""
        return opener in ("after", "as", "while", "before") and not self.quoted[i]

    def _bare_content(self, r: int, i: int) -> bool:
        """ "said the army shelled": content in the same piece, after the verb, with its own finite verb."""
        return True in self._finite[r + 1 : i + 1] and self.told(r).form == "finite" and self.words.lower[r] not in ("called", "charged")

    def _trails(self, r: int, i: int) -> bool:
        if self.segment[r] == self.segment[i] or (self.words.lower[r] != "according" and self.told(r).form != "finite"):
            return False
        # what trails stands after a comma or quote with at most a short subject, near the end or before the next sentence part
        lower = self.words.lower
        first = self.segment.index(self.segment[r])
        if lower[first + 1] in ("and", "but", "or"):
            return False  # "the guests fled, and police said ..."
        return first > i and lower[first] in (",", "”", '"', "'") and OPENERS.isdisjoint(lower[first + 1 : r])
