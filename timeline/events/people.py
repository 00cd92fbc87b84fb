"""An article's sentences → the people and bodies in them that no table holds, as written.

    >>> people = People()
    >>> [n.label for n in people.of("The mediator, Ana Novak, met Jan Kos on Friday.", [], 0)]
    ['Ana Novak', 'Jan Kos']
    >>> [n.label for n in people.of("Novak then flew to Port Vila.", [], 50)]
    ['Ana Novak']

Capitals alone are no evidence ("Black Sea"): a person has a role, a title or a verb of people beside the name, or is told
together with somebody who has; a body ends with the word for one ("the Electoral Council"). Whoever was named in full is
known by one of his names afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from timeline.clauses import AUXILIARIES
from timeline.events.lexicon import triggers, words
from timeline.gazetteer import Entry, Name, is_headline, unknown_names
from timeline.verbs import PARTICIPLE, PAST, THIRD, form_of

WORD = re.compile(r"[^\W\d_][\w’'-]*|[^\w\s]|\d+")
CAPITAL = re.compile(r"[A-ZÀ-ÞĀŁŚŠŽ](?<=\b[A-ZÀ-ÞĀŁŚŠŽ])[\w-]+")  # its first letter first: it is looked for fast
NO_PERSON_AFTER = frozenset({"in", "at", "near", "from", "into", "across", "outside", "around", "via", "the", "a", "an", "to", "of", "on"})
APPOSED = frozenset({"who", "the", "a", "an", "his", "her", "its", "their", "whose", "head", "chief"})
KINDS = re.compile(r"\b(?:a|an|his|her|its|the)(?: [\w-]+){1,3}, $")  # whom an apposition names
CHOSEN = frozenset({"appoint", "name", "elect", "re-elect", "nominate"})
NEAR_BY = 40  # characters before a name in which the word before it stands


class People:
    """The people of an article whom its sentences named so far."""

    def __init__(self) -> None:
        self.known: dict[str, Entry | None] = {}  # by one of their names; None for a name of two people

    def of(self, sentence: str, names: Sequence[Name], at: int) -> list[Name]:
        """The names of a sentence that begins at `at`, with those of people and bodies of no table."""
        known = [Name(n.start - at, n.end - at, n.text, n.entry, n.form) for n in names]
        firms = [firm for n in known if (firm := _firm(sentence, n)) is not None]
        if firms:
            known = sorted([*firms, *(n for n in known if not any(f.start <= n.start < f.end for f in firms))], key=lambda n: n.start)
            names = [n._replace(start=n.start + at, end=n.end + at) for n in known]
        found = self._found(sentence, known)
        for name in (*known, *found):
            if name.kind == "person" and name.form != "short" and " " in name.text:
                self._remember(name.entry)
        if self.known:
            found += self._again(sentence, [(n.start, n.end) for n in (*known, *found)])
        if not found:
            return list(names)
        return sorted([*names, *(n._replace(start=n.start + at, end=n.end + at) for n in found)], key=lambda n: n.start)

    def _found(self, sentence: str, known: Sequence[Name]) -> list[Name]:
        """The people and bodies named in full; whoever is told together with one of them is one too."""
        found: list[Name] = []
        unsure = []
        for name in unknown_names(sentence, known):
            if name.kind == "person":
                found.append(name)
            elif _is_body(name.label):
                found.append(name._replace(entry=replace(name.entry, kind="organisation")))
            elif not _like_a_person(name.label):
                continue
            elif (office := _role(sentence, name, known)) is not None:
                found.append(name._replace(entry=replace(name.entry, kind="person", office=office or None)))
            else:
                unsure.append(name)
        while unsure:
            beside = next((n for n in unsure if any(o.kind == "person" and _together(sentence, n, o) for o in (*known, *found))), None)
            if beside is None:
                break
            unsure.remove(beside)
            found.append(beside._replace(entry=replace(beside.entry, kind="person")))
        return found

    def _remember(self, entry: Entry) -> None:
        parts = entry.label.split()
        for part in (parts[0], parts[-1]):
            if len(part) > 2 and len(parts) > 1:
                other = self.known.setdefault(part, entry)
                if other is not None and other.label != entry.label:
                    self.known[part] = None

    def _again(self, sentence: str, taken: Sequence[tuple[int, int]]) -> list[Name]:
        out = []
        for run in CAPITAL.finditer(sentence):
            entry = self.known.get(run[0].removesuffix("'s").removesuffix("’s"))
            if entry is None or any(start < run.end() and run.start() < end for start, end in taken):
                continue
            if CAPITAL.match(sentence, run.end() + 1) or (run.start() and CAPITAL.match(sentence[sentence.rfind(" ", 0, run.start() - 1) + 1 :]) and sentence[: run.start() - 1].count(" ")):
                continue  # one name among others
            out.append(Name(run.start(), run.end(), run[0], entry, "short"))
        return out


def _firm(sentence: str, name: Name) -> Name | None:
    """The firm, paper or group whose name a state's opens: "Kenya Airways", "the Syria Campaign"."""
    if name.kind != "state" or name.form != "name":
        return None
    run = CAPITALS_BEHIND.match(sentence, name.end)
    behind = run[0].split() if run is not None else []
    last = next((k for k in range(len(behind) - 1, -1, -1) if behind[k] in words("firms")), None)
    if last is None or is_headline(sentence):
        return None
    label = " ".join([name.text, *behind[: last + 1]])
    return Name(name.start, name.start + len(label), label, Entry(label.lower(), label, "organisation"))


CAPITALS_BEHIND = re.compile(r"(?: [A-Z][\w-]+){1,4}")


def _is_body(label: str) -> bool:
    return label.split()[-1] in words("bodies")


def _like_a_person(label: str) -> bool:
    tokens = label.split()
    return not any(t.strip(".") in words("no_people") or t in words("bodies") for t in tokens) and all(t[0].isalpha() for t in tokens)


def _role(sentence: str, name: Name, known: Sequence[Name]) -> str | None:
    """What makes a capitalised name a person's: the role told beside it, or "" where only a verb of people does; else None."""
    before = WORD.findall(sentence[max(0, name.start - NEAR_BY) : name.start])[-2:]
    after = WORD.findall(sentence[name.end : name.end + NEAR_BY])
    last = before[-1].lower() if before else ""
    if last in NO_PERSON_AFTER:
        return None
    if last in words("roles"):
        return last
    if last == "," and before[0].lower() in words("roles"):
        return before[0].lower()
    if last.endswith(("'s", "’s")):
        return last
    if len(after) > 1 and after[0] == ",":
        aside = after[1 : after.index(",", 1) if "," in after[1:] else len(after)]
        office = next((w for w in aside if w in words("roles")), None)
        if office is not None or after[1] in APPOSED:
            return office or after[1]
        if after[1][:1].isdigit() or (form_of(after[1])[1] & PARTICIPLE and form_of(after[1])[0] in words("done_to_people")):
            return after[1] if form_of(after[1])[0] in CHOSEN else ""  # "Ana Kos, appointed in May, flew"
    if after[:1] == ["of"] and " " in name.label and any(n.start == name.end + 4 and n.kind == "state" for n in known):
        return ""  # "Ana Kos of Estonia"
    if last == "," and after[:1] == [","] and before[0].isalpha() and KINDS.search(sentence[max(0, name.start - NEAR_BY) : name.start]):
        return ""  # "arrested a 35-year-old Brazilian, Jan Kos, at"
    if form_of(last)[0] in words("done_to_people") or last in ("with", "by", "between"):
        return ""
    if after and (after[0] in AUXILIARIES or (form_of(after[0])[1] & (PAST | THIRD) and (form_of(after[0])[0] in words("done_by_people") or _told_of_people(after[0])))):
        return ""
    return None


def _told_of_people(word: str) -> bool:
    return any(not t.noun and t.type in OF_PEOPLE for t in triggers().get(word, ()))


OF_PEOPLE = frozenset({"meeting", "negotiation", "agreement", "statement", "threat", "demand", "election"})


def _together(sentence: str, one: Name, other: Name) -> bool:
    """Whether only "and" or a comma stands between two names."""
    between = sentence[one.end : other.start] if one.start < other.start else sentence[other.end : one.start]
    return between.strip() in ("and", ",", ", and")
