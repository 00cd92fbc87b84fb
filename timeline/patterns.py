"""The patterns of a language table as those of the engine: one of each rule, one of each group, one automaton of all.

    >>> slots = {"month": Slot("May|June", str), "dd": Slot("[0-9]+", int)}
    >>> patterns = Patterns(slots, [("{month} {dd}", "day"), ("on {day}", None)])
    >>> patterns.expand("{month} {dd}", named=True)
    '(?P<month__1>May|June)[ \\\\n] ?(?P<dd__1>[0-9]+)'
    >>> patterns.expand("{day}")
    '(?:(?:(?:May|June)[ \\\\n] ?(?:[0-9]+)))'

What a space, an apostrophe, `~`, `<…>` and a slot in braces stand for in a pattern is told in docs/dates.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache, partial

from timeline.slots import Slot

SPACE = r"[ \n] ?"
FEW = 3  # words by which it is told that a wording may begin
MEMBERS = {"day": ("day", "date"), "period": ("period",), "calendar": ("date", "period"), "any": ("day", "date", "period")}
NO_WORD_BEGINS = re.compile(r"\[\$|'|\{yy")  # with a sign
LETTER = re.compile(r"[A-Za-z][?*+]?")
ALSO = {"{count}": ["{many}", "{a}"]}  # slots in which common words stand beside others
NESTED = re.compile(r"\{(?:day|period|any|calendar)[:}]")
SLOT = re.compile(r"\{([a-z][a-z0-9]*)(?::([a-z0-9]+))?\}")


def is_nested(pattern: str) -> bool:
    """Whether a pattern holds wordings of other rules."""
    return NESTED.search(pattern) is not None


def kinds_of(pattern: str) -> dict[str, str]:
    """What each named slot of a pattern holds.

    >>> kinds_of("{month} {dd} or {dd:second}")
    {'month': 'month', 'dd': 'dd', 'second': 'dd'}
    """
    return {alias or kind: kind for kind, alias in SLOT.findall(pattern)}


class Patterns:
    """The patterns of all rules, each with the group that its wordings are of, over one way of writing the slots."""

    def __init__(self, slots: Mapping[str, Slot], rules: Sequence[tuple[str, str | None]]) -> None:
        self.slots, self.rules = slots, rules
        members: dict[str, list[str]] = {"date": [], "day": [], "period": []}
        for pattern, group in rules:
            if group in members and not is_nested(pattern):
                members[group] += alternatives(pattern)
        self.parts = {name: shared([tokenise(p) for p in patterns], self.expand) for name, patterns in members.items()}
        self.groups = {slot: "|".join(filter(None, (self.parts[name] for name in names))) for slot, names in MEMBERS.items()}

    def automaton(self) -> str:
        """One pattern of all rules: those that begin alike share their beginning, and all that hold a wording of a group
        share the group. What stands after it may then follow whatever stands before it: a wording too many is read by
        no rule, and the shorter one is taken."""
        whole: list[list[str]] = []
        apart: list[list[str]] = []
        before: dict[str, list[list[str]]] = {part: [] for part in self.parts}
        after: dict[str, list[list[str]]] = {part: [] for part in self.parts}
        for pattern, group in self.rules:
            for alternative in alternatives(pattern):
                tokens = tokenise(alternative)
                at = next((i for i, token in enumerate(tokens) if NESTED.match(token.lstrip("<"))), None)
                if NO_WORD_BEGINS.match(tokens[0]):
                    apart.append(tokens)
                elif at is not None:
                    for part in MEMBERS[SLOT.sub(r"\1", tokens[at].strip("<>"))]:
                        before[part].append(tokens[:at])
                        after[part].append(tokens[at + 1 :])
                elif group in self.parts:
                    before[group].append([])
                else:
                    whole.append(tokens)
        branches = [shared(whole, self.expand)]
        for part, source in self.parts.items():
            branches.append(f"{shared(before[part], self.expand)}(?:{source}){shared(after[part], self.expand)}")
        return rf"(?:\b(?:{'|'.join(branches)})|\B{shared(apart, self.expand)})\b"

    def beginnings(self, common: Collection[str]) -> str:
        """One pattern of the first words of all rules, with those that follow where a word is too common to tell anything:
        where it does not match, no wording begins."""
        found: dict[tuple[str, ...], None] = {}
        for pattern, _ in self.rules:
            plain = SLOT.sub(r"{\1}", re.sub("[<>]", "", pattern))
            for head, rest in self._heads(tokenise(f"({plain})")):
                found.update(dict.fromkeys(self._telling(head, rest, common, FEW)))
        expand = partial(self.expand, first=True)
        heads = sorted([letter for word in words for letter in tokenise(word)] for words in found)  # alike ones side by side
        words, signs = (shared([w for w in heads if bool(NO_WORD_BEGINS.match("".join(w))) == sign], expand) for sign in (False, True))
        return rf"\b{words}|\B{signs}"

    def _telling(self, head: str, rest: list[str], common: Collection[str], words: int) -> Iterator[tuple[str, ...]]:
        """The first words up to one that tells something."""
        if head not in common or words == 1 or all(token[-1] in "?*" for token in rest):
            yield (_whole(head, rest),)
            return
        for gap, after in self._heads(rest):
            if gap in (" ", "~"):
                for second in self._heads(after):
                    yield from ((head, gap, *more) for more in self._telling(*second, common, words - 1))
            else:
                yield head, gap

    def _heads(self, tokens: list[str]) -> Iterator[tuple[str, list[str]]]:
        """The words, slots and signs with which these tokens may begin, each with the tokens that follow it."""
        if not tokens:
            return
        first, rest = tokens[0], tokens[1:]
        bare = first.rstrip("?*+")
        if bare[0] == "(" or NESTED.match(bare) or bare in ALSO:
            inside = bare[1:-1] if bare[0] == "(" else "|".join(ALSO.get(bare) or self.members(bare))
            again = [bare + "*"] if first[-1] in "*+" else []
            for alternative in alternatives(inside):
                yield from self._heads([*tokenise(alternative), *again, *rest])
        else:
            letters = 0
            while letters < len(rest) and LETTER.fullmatch(tokens[letters]) and LETTER.fullmatch(tokens[letters + 1]):
                letters += 1
            yield "".join([first if first[-1] == "+" else bare, *tokens[1 : letters + 1]]), rest[letters:]
        if first[-1] in "?*":
            yield from self._heads(rest)

    def members(self, slot: str) -> list[str]:
        """The patterns whose wordings may stand for a group's slot."""
        names = MEMBERS[SLOT.sub(r"\1", slot)]
        return [pattern for pattern, group in self.rules if group in names and not is_nested(pattern)]

    def expand(self, pattern: str, *, named: bool = False, loose: bool = False, first: bool = False) -> str:
        """A pattern of the table as one of the engine's, its slots as named groups or not; loosely, any words stand where
        a wording of another rule may: what they say is read by that rule. With `first`, a slot stands for its first word."""
        seen: dict[str, int] = {}
        rows = 0

        def filled(found: re.Match[str]) -> str:
            kind, alias = found[1], found[2] or found[1]
            if kind in MEMBERS:
                source = ".+?" if named or loose else self.groups[kind]
            else:
                slot = self.slots[kind]
                source = (loose and slot.rough) or (first and slot.first) or slot.source
            if not named or kind == "dash":
                return f"(?:{source})"
            seen[alias] = seen.get(alias, 0) + 1
            return f"(?P<{alias}__{seen[alias]}>{source})"

        def row(found: re.Match[str]) -> str:
            nonlocal rows
            if found[0] == ">":
                return ")"
            rows += 1
            return f"(?P<row{rows}>" if named else "(?:"

        text = re.sub(r"\((?!\?)", "(?:", pattern)
        text = re.sub(r"<|>", row, text)
        text = text.replace("'", "['’]").replace(" ", SPACE).replace("~", "[- ‑–\n]")
        return SLOT.sub(filled, text)


def alternatives(pattern: str) -> list[str]:
    """The pattern cut at the bars that stand outside brackets."""
    found, depth = [""], 0
    for letter in pattern:
        depth += (letter in "([{") - (letter in ")]}")
        if letter == "|" and depth == 0:
            found.append("")
        else:
            found[-1] += letter
    return found


@cache
def tokenise(pattern: str) -> list[str]:
    """Slots, brackets with their repetition, and single letters.

    >>> tokenise("({mod} )?the {unit}s?")
    ['({mod} )?', 't', 'h', 'e', ' ', '{unit}', 's?']
    """
    tokens: list[str] = []
    at = 0
    while at < len(pattern):
        begin, depth = at, 0
        while True:
            if pattern[at] == "\\":
                at += 1
            else:
                depth += (pattern[at] in "([{<") - (pattern[at] in ")]}>")
            at += 1
            if depth == 0:
                break
        while at < len(pattern) and pattern[at] in "?*+":
            at += 1
        if at < len(pattern) and re.match(r"\{[0-9,]+\}", pattern[at:]):
            at = pattern.index("}", at) + 1
        tokens.append(pattern[begin:at])
    return tokens


def _whole(head: str, rest: list[str]) -> str:
    """The pattern of a first word, no word that only begins with it, and of what stands behind a sign."""
    if rest and head[0] == "[":
        return head + "".join(rest[: 2 if rest[0][-1] in "?*" else 1])
    if rest and rest[0][0] == "\\" and len(rest[0]) == 2:
        return head + rest[0]
    ends = not rest or not (LETTER.match(rest[0]) or rest[0][0] in "({[" or rest[0] == "~?")
    return head + (r"\b" if ends and head[-1].isalpha() else r"(?:\b|[^a-z])" if ends and head[0] == "{" else "")


def shared(lists: list[list[str]], expand: Callable[[str], str]) -> str:
    """One pattern for all token lists, alike beginnings written once."""
    branches: dict[str, list[list[str]]] = {}
    empty = False
    for tokens in lists:
        if tokens:
            branches.setdefault(tokens[0], []).append(tokens[1:])
        else:
            empty = True
    texts = []
    for first, rest in branches.items():
        while len({tuple(tokens[:1]) for tokens in rest}) == 1 and rest[0]:  # a run that all of them share
            first, rest = first + rest[0][0], [tokens[1:] for tokens in rest]
        texts.append(expand(first) + (shared(rest, expand) if any(rest) else ""))
    if not texts:
        return ""
    return f"(?:{'|'.join(texts)}){'?' if empty else ''}"
