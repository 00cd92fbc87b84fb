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

from timeline.clauses import (
    AUXILIARIES,
    BASE,
    BREAKS,
    ING,
    PARTICIPLE,
    PAST,
    THIRD,
    Construal,
    Words,
    construe,
    form_of,
    forms_of_class,
    is_adverb,
)

OPENERS = {"that", "which", "who", "whom", "whose", "when", "while", "because", "although", "though", "if", "unless", "where", "whereas",
           "whether", "but", "as", "until", "since", "after", "before", "once", "so"}  # fmt: skip
NOT_OPENING = {"of", "to", "for", "by", "the", "a", "an", "in", "on", "at", "from", "with", "as", "such", "so", "well", "far", "soon", "long"}


FINITE_FORMS = PAST | PARTICIPLE | THIRD | BASE | ING
CAN_OPEN = OPENERS | (BREAKS - {"-", "(", ")", '"', "“", "”"}) | {"and", "or"}


class Clauses:
    """One sentence read for its clauses. Indices are those of `words`."""

    __slots__ = ("_finite", "_told", "openers", "quoted", "reporting", "segment", "words")

    def __init__(self, words: Words) -> None:
        self.words = words
        self._told: dict[int, Construal] = {}
        self._finite = [
            word in AUXILIARIES or (form_of(word)[1] & FINITE_FORMS != 0 and self.told(i).form == "finite")
            for i, word in enumerate(words.lower)
        ]
        self.segment, self.openers = self._segments()
        reporting = forms_of_class("reporting")
        self.reporting = [i for i, word in enumerate(words.lower) if word == "according" or (word in reporting and self._reports(i))]
        self.quoted = self._quotes()

    def told(self, i: int) -> Construal:
        found = self._told.get(i)
        if found is None:
            found = self._told[i] = construe(self.words, i)
        return found

    def finite(self, i: int) -> bool:
        """Whether the word is a finite verb, or an auxiliary that opens its group."""
        return self._finite[i]

    def _segments(self) -> tuple[list[int], list[str]]:
        lower, finite = self.words.lower, self._finite
        pieces: list[list[int]] = [[]]
        openers = [""]
        for i, word in enumerate(lower):
            if word in CAN_OPEN and not (len(word) > 1 and self.words.raw[i].isupper()) and self._opens(i, word) and not (word in ("and", "or") and not any(finite[j] for j in pieces[-1])):
                pieces.append([])
                openers.append(word)
            pieces[-1].append(i)
        merged: list[list[int]] = []
        kept: list[str] = []
        pending: list[int] = []
        broken: int | None = None  # a subject whose verb comes after its relative clause
        strengths = [any(finite[i] for i in piece) for piece in pieces]
        for number, (piece, opener) in enumerate(zip(pieces, openers, strict=True)):
            strong = strengths[number]
            waits = kept and kept[-1] in OPENERS and opener not in OPENERS and self._verb_comes(pieces[number + 1 :], strengths[number + 1 :])
            if broken is not None and strong and opener not in OPENERS and self._verb_comes([piece], [True]):
                merged[broken] += piece  # after its relative clause the main clause goes on
                broken = None
            elif not strong and (not merged or waits):
                pending += piece  # a fronted phrase belongs to the clause it opens
            elif strong and pending and opener in ("which", "who", "whom", "whose", "that"):
                broken = len(merged)
                merged += [pending, piece]
                kept += ["", opener]
                pending = []
            elif not strong and opener not in OPENERS:
                merged[-1] += piece
            else:
                merged.append(pending + piece)
                kept.append(opener if not pending else "")
                pending = []
        if pending:
            merged.append(pending)
            kept.append("")
        segment = [0] * len(lower)
        for number, piece in enumerate(merged):
            for i in piece:
                segment[i] = number
        return segment, kept

    def _verb_comes(self, pieces: list[list[int]], strengths: list[bool]) -> bool:
        """Whether the next clause begins with its verb, so that what stands before it is its subject."""
        for piece, strong in zip(pieces, strengths, strict=True):
            if strong:
                first = next((i for i in piece if self.words.lower[i].isalpha() and not is_adverb(self.words.lower[i])), None)
                return first is not None and self.finite(first)
        return False

    def _opens(self, i: int, word: str) -> bool:
        lower = self.words.lower
        if word in BREAKS:
            # the word after the break opens, if it is an opener; the comma itself otherwise
            return not (i + 1 < len(lower) and lower[i + 1] in OPENERS) and not self._in_date(i)
        if word in OPENERS:
            before = lower[i - 1] if i else ""
            if word in ("after", "before", "since", "until"):
                stop = next((j for j in range(i + 1, len(lower)) if lower[j] in ("and", "or", "but") or lower[j] in BREAKS), len(lower))
                return any(self._finite[i + 1 : min(stop, i + 12)]) or (
                    i + 1 < len(lower) and bool(form_of(lower[i + 1])[1] & ING)
                )
            if word == "that":
                return before not in NOT_OPENING
            if word == "as":
                return any(self._finite[i + 1 : i + 8])
            return True
        if word == "and" or word == "or":
            return any(self._finite[i + 1 : i + 7])
        return False

    def _in_date(self, i: int) -> bool:
        """A comma inside a date or a number: "March 3, 2021", "1,200"."""
        lower = self.words.lower
        return 0 < i < len(lower) - 1 and lower[i - 1][-1:].isdigit() and lower[i + 1][:1].isdigit()

    def same(self, i: int, j: int) -> bool:
        return self.segment[i] == self.segment[j]

    def _reports(self, i: int) -> bool:
        return self.told(i).form in ("finite", "gerund")

    def _quotes(self) -> list[bool]:
        if not {"“", '"'} & set(self.words.raw):
            return [False] * len(self.words)
        inside, out = False, []
        for raw in self.words.raw:
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
        best = None
        for r in self.reporting:
            if r == i:
                continue
            if r < i and self.segment[r] != self.segment[i]:
                if any(self.words.lower[j] in (";",) for j in range(r, i)):
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
        return any(self.finite(j) for j in range(r + 1, i + 1)) and self.told(r).form == "finite" and self.words.lower[r] not in ("called", "charged")

    def _trails(self, r: int, i: int) -> bool:
        if self.segment[r] == self.segment[i] or (self.words.lower[r] != "according" and self.told(r).form != "finite"):
            return False
        # what trails stands after a comma or quote with at most a short subject, near the end or before the next sentence part
        lower = self.words.lower
        first = min(j for j in range(len(lower)) if self.segment[j] == self.segment[r])
        return first > i and lower[first] in (",", "”", '"', "'") and not any(w in OPENERS for w in lower[first + 1 : r])
