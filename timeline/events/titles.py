"""A clause of an article → the title of its event: a short clause that a chronology would print.

    >>> from timeline.attachment import Clauses
    >>> from timeline.clauses import Words
    >>> words = Words("However, on Monday the army withdrew its brutal militia from the port, officials said.")
    >>> title(Clauses(words), words.index("withdrew"), noun=False, dates=[(3, 3)])
    'The army withdrew its militia from the port'

The words are the article's. Connectives, dates and judging adjectives go, a pronoun gives way to the name it stands
for, contested nouns are quoted, and what is longer than 120 characters is cut where a phrase ends.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from timeline.attachment import Clauses
from timeline.clauses import BE, BEFORE_NOUNS, BREAKS, DETERMINERS, PREPOSITIONS, is_adverb
from timeline.events.joining import LONGEST, cut_at_a_phrase, joined, shortened
from timeline.events.lexicon import words
from timeline.events.roles import told_to
from timeline.events.subjects import subject_before
from timeline.events.trimming import DANGLING, SPANS, is_particle, judges, trimmed, without_dates
from timeline.verbs import PARTICIPLE, PAST, form_of, inflect

ROOM = 45  # what a verb's object wants of it


# What an agency prints before its news: "CAIRO, May 6 (Reuters) - ", "RABAT | Sun Feb 20 -LRB- Reuters -RRB- - ".
BYLINE = re.compile(r"(?:[A-Z]{4,}(?:[ /-][A-Z]{2,}){0,3}: (?=[A-Z“\"])|[^\n.]{0,90}?(?:\((?:Reuters|AP|AFP|TASS|Xinhua|Anadolu|dpa)\)|-LRB- [\w ]{2,20} -RRB-) ?[-–—]{1,2} |"
                    r"[A-Z][A-Z.’' -]+[A-Z](?:, [A-Z][A-Za-z.]+(?: [A-Z][a-z]+)?)?(?:,? [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)?,? ?(?:\([^)\n]{1,30}\))? ?[-–—]{1,2} )")  # fmt: skip


def byline(text: str, start: int, end: int) -> int:
    """Where the news of a sentence begins, after what the agency printed before it; 0 without that.

    >>> text = "CAIRO, May 6 (Reuters) - Envoys met."
    >>> text[byline(text, 0, len(text)):]
    'Envoys met.'
    """
    head = text[start : min(end, start + 150)]
    if "- " not in head and "– " not in head and "— " not in head and ": " not in head:
        return 0
    found = BYLINE.match(text, start, end)
    return found.end() if found else 0


def title(
    clauses: Clauses, i: int, *, noun: bool, dates: Sequence[tuple[int, int]] = (), subject: str | None = None,
    short: str | None = None, begin: int | None = None, spoken: bool = False, thing: str | None = None,
) -> str | None:  # fmt: skip
    """The title of the event told at index `i`, or None where no clause can stand alone. `dates`: the tokens of dates,
    left out; `subject`: the name that the clause's pronoun stands for; `short`: who acts, for a clause that is too long;
    `begin`: where the trigger's words begin; `spoken`: it tells what was said; `thing`: what "it" is that somebody speaks of."""
    lower = clauses.words.lower
    kept = _noun_phrase(clauses, i if begin is None else begin, i) if noun else _clause(clauses, i)
    whole, kept = kept, trimmed(clauses, without_dates(clauses, kept, dates, i))
    if noun and len(kept) <= 2 and i + 1 < len(lower) and lower[i + 1] == "of" and not any(clauses.words.raw[j][:1].isupper() for j in kept):
        kept = trimmed(clauses, [j for j in whole if kept and j >= kept[0]])  # "strike of September 9" is its name
    if not kept or i not in kept:
        return None
    if not noun and clauses.told(kept[0]).form == "infinitive":
        return None
    if not noun:
        pronoun_at = next((k for k, j in enumerate(kept) if k > 0 and j < i and lower[j] in SUBJECTS and all(
            clauses.finite(x) or is_adverb(lower[x]) or lower[x] in ("to", "be", "been") for x in range(j + 1, i))), None)  # fmt: skip
        if pronoun_at is not None and not any(clauses.finite(j) for j in kept[:pronoun_at]):
            kept = kept[pronoun_at:]  # "In New York he met"
        if kept[-1] == i and lower[i + 1 : i + 2] in (["and"], ["or"]) and i + 2 < len(lower) and clauses.finite(i + 2) and clauses.segment[i + 2] == clauses.segment[i] + 1:
            kept = [*kept, *trimmed(clauses, without_dates(clauses, [i, *clauses.pieces[clauses.segment[i + 2]]], dates, -1))[1:]]  # "toppled or endangered the junta"
    before_speech = kept
    if not noun and ((i in clauses.reporting and (i == 0 or lower[i - 1] not in BE)) or spoken or _says_that(clauses, i, dates)):
        kept = _with_speech(clauses, i, kept, dates)
        if spoken and kept[-1] == i and lower[i] not in ("apologised", "apologized"):
            return None  # "which Kigali denies"
    if not noun and _lacks_subject(clauses, kept, i):
        if clauses.told(i).form == "gerund" and kept[0] == i and clauses.words.lower[i - 1] == ",":
            base = form_of(lower[i])[0]
            done = next((form for form, flags in inflect(base).items() if flags & PAST), None)
            if (subject is None and short is None) or done is None:
                return None
            return _finished(f"{short or subject} {done} {joined(clauses, kept[1:])}", least=3, thing=thing)
        borrowed = subject_before(clauses, clauses.segment[i], dates)
        if borrowed is None and subject is None:
            return None
        back = next((k for k in range(1, len(kept)) if kept[k] < kept[k - 1]), None)
        said = joined(clauses, kept) if back is None else _lowered(clauses, kept, back, joined(clauses, kept))
        text = f"{_without_aside(joined(clauses, trimmed(clauses, borrowed))) if borrowed else subject} {said}"
        return _finished(text, least=3, thing=thing)
    if not noun and clauses.segment[i] and len(kept) <= 3 and lower[kept[0]][:1].isdigit():
        earlier = [j for j, at in enumerate(clauses.segment) if at == clauses.segment[i] - 1]
        link = [kept[0] - 1] if lower[kept[0] - 1] == "and" else []
        kept = [*trimmed(clauses, without_dates(clauses, earlier, dates, -1)), *link, *kept]  # "178 were killed and 589 wounded"
    pronoun = lower[kept[0]] in OPENING_PRONOUNS
    if pronoun and subject is None:
        return None
    aside = _aside_of(clauses, kept, i) if not noun else None
    if aside is not None:
        who = joined(clauses, [j for j in kept if j < i - 1])
        return None if pronoun else _finished(f"{who} {'were' if ' and ' in who else 'was'} {joined(clauses, aside)}", least=3)
    text = joined(clauses, kept[1:] if pronoun else kept)
    back = next((k for k in range(1, len(kept)) if kept[k] < kept[k - 1]), None)
    if back is not None or (kept is not before_speech and len(kept) > len(before_speech)):
        text = _lowered(clauses, kept, len(before_speech) if back is None else back, text)
    if not noun and len(text) > LONGEST:
        kept = _without_appositions(clauses, kept, i)
        text = joined(clauses, kept[1:] if pronoun else kept)
    if short and not noun and len(text) > LONGEST:
        verb = next((k for k, j in enumerate(kept) if clauses.finite(j)), None)
        text = text if verb is None or _cut_well(text, 0 if spoken else len(joined(clauses, kept[: verb + 1]))) or (i not in clauses.reporting and len(joined(clauses, kept[: verb + 1])) < LONGEST - ROOM) or kept[verb] > i or len(joined(clauses, kept[:verb])) <= len(short) else f"{short} {joined(clauses, kept[verb:])}"
        text = text if back is None else _lowered(clauses, kept, back, text)
    if pronoun:
        own = lower[kept[0]] in ("his", "her", "its", "their")
        text = f"{subject}{_possessive(subject) if own else ''} {text}"
    done = _finished(text, thing=thing)
    if done is not None and not noun and back is None and not spoken and len(text) > LONGEST and lower[i] not in done.lower() and lower[i] in text.lower()[:LONGEST]:
        done = _finished(cut_at_a_phrase(text, text.lower().index(lower[i])), thing=thing)
    if spoken and done is not None and (done.endswith(" said") or (lower[i] == "told" and "told" not in done)):
        return None  # cut before who told it, or what he said
    return done


def with_how(named: str, clauses: Clauses, i: int, dates: Sequence[tuple[int, int]]) -> str:
    """The title of a harm with the clause that says how it came, where it has room: "were killed when their car hit a mine"."""
    after = clauses.segment[i] + 1
    opener = clauses.openers[after] if after in clauses.segment else ""
    if opener not in ("when", "as") or named.split()[-1].lower() not in clauses.words.lower[max(0, i - 1) : i + 4]:
        return named
    how = trimmed(clauses, without_dates(clauses, [j for j in clauses.pieces[after] if clauses.words.lower[j] != opener], dates, -1))
    whole = f"{named} {opener} {joined(clauses, how)}" if how and any(clauses.finite(j) for j in how) else named
    return whole if len(whole) <= LONGEST else named


def _possessive(subject: str | None) -> str:
    return "’" if subject is not None and subject.endswith("s") else "’s"


def _without_aside(subject: str) -> str:
    """A borrowed subject without the apposition that ends it: "Ana Kos, a lawyer"."""
    name, comma, aside = subject.partition(", ")
    return name if comma and ", " not in aside and aside.split()[0].lower() in DETERMINERS else subject


def _cut_well(text: str, least: int) -> bool:
    """Whether what is too long can be cut at a comma that leaves most of it, its verb included."""
    return text.rfind(", ", 0, LONGEST) >= max(LONGEST // 2, least)


def _without_appositions(clauses: Clauses, kept: list[int], i: int) -> list[int]:
    """The words without what only says who the subject is: "Ana Kos, the president of the council, and ..."."""
    lower = clauses.words.lower
    commas = [j for j in kept if lower[j] == "," and j < i]
    gone: set[int] = set()
    for first, last in pairwise(commas):
        inside = range(first + 1, last)
        if first not in gone and lower[first + 1] == "including":
            gone |= set(range(first, commas[-1] + 1))  # "the ministers of twelve states, including Britain and Japan, condemned"
        elif first not in gone and (lower[first + 1] in DETERMINERS or lower[first + 1] in words("roles")) and not any(clauses.finite(j) for j in inside):
            gone |= {first, *inside, last}
    return [j for j in kept if j not in gone]


AWAY_FROM_IT = re.compile(r" (?:(?:around|near|inside|outside|behind|into|in|at|from|over) it|(?:with|for|from|around|near|behind|against|to|by) (?:him|her|them))$")
HEADLESS = frozenset({"to", "of", "than", "that", "and", "or", "by"})  # a title does not begin so
SUBJECTS = frozenset({"he", "she", "it", "they"})
OPENING_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "this", "his", "her", "its", "their", "you", "these", "those", "there", "what"})
OPENING_A_SUBJECT = DETERMINERS | OPENING_PRONOUNS
WRITTEN_SMALL = DETERMINERS | PREPOSITIONS | {"more", "nearly", "some", "there", "it"}  # within a sentence


def _lowered(clauses: Clauses, kept: list[int], at: int, text: str) -> str:
    """The title with a small letter where what is said opened the sentence: "the ministry said the war ..."."""
    word = clauses.words.raw[kept[at]] if at < len(kept) else ""
    if kept[at] > kept[at - 1] or clauses.words.lower[kept[at]] not in WRITTEN_SMALL:
        return text
    return text.replace(f" {word} ", f" {word.lower()} ", 1)


OF_THEM = re.compile(r"(\d) of them$")  # "captured 240 of them"
PARTED = re.compile(r"(\w), that\b")


def _finished(text: str, *, least: int = 2, thing: str | None = None) -> str | None:
    text = OF_THEM.sub(r"\1", AWAY_FROM_IT.sub("", text))
    if thing is not None and text.endswith(" it"):
        text = f"{text[:-2]}{thing}"
    text = shortened(PARTED.sub(r"\1 that", text))
    words = text.split()
    if words and words[-1].lower() in ("them", "him", "her") and text.rfind(", ") > len(text) // 3:
        text = text[: text.rfind(", ")]  # "..., killing 84 of them"
        words = text.split()
    if len(words) < least or words[0].lower() in HEADLESS or words[-1].lower() in ("it", "them", "him", "her", "so", "this", "that", "he", "she", "they"):
        return None
    return text[:1].upper() + text[1:]


def _lacks_subject(clauses: Clauses, kept: list[int], i: int) -> bool:
    """Whether the clause begins with its own verb: "... and killed three"."""
    j = kept[0]
    if j < i and _has_been(clauses, j):
        return True  # "who was convicted of murdering"
    return j == i or (j < i and all(clauses.finite(k) or is_adverb(clauses.words.lower[k]) or clauses.words.lower[k] in ("to", "be", "been") for k in range(j, i)))


def _has_been(clauses: Clauses, j: int) -> bool:
    return clauses.words.lower[j] in BE or clauses.words.lower[j] in ("had", "has", "have")


def _clause(clauses: Clauses, i: int) -> list[int]:
    """The words of the trigger's clause, from its subject on."""
    segment = clauses.segment[i]
    whole = clauses.pieces[segment]
    lower = clauses.words.lower
    reports = [r for r in clauses.reporting if r in whole and r < i and (clauses.finite(r) or clauses.told(r).form == "gerund")]
    start = reports[-1] + 1 if reports else whole[0]
    if reports and form_of(lower[reports[-1]])[0] in ("tell", "inform", "assure"):
        start = _after_the_told(clauses, start, i)
    kept = [j for j in whole if j >= start]
    for stop in [j for j in kept if lower[j] == ";"]:
        kept = [j for j in kept if (j < stop if i < stop else j > stop)]  # what stands behind it is another sentence
    relative = next((j for j in kept if j < i and lower[j] in ("which", "who") and j > kept[0] and all(
        k not in kept or not clauses.finite(k) for k in range(kept[0], j))), None)  # fmt: skip
    if relative is not None:
        closing = next((j for j in range(i - 1, relative, -1) if lower[j] == ","), None)
        if lower[relative - 1] == "," and closing is not None:
            kept = [j for j in kept if not relative - 1 <= j <= closing]  # ", who heads the bureau, flew to Tehran"
        else:
            kept = [j for j in kept if not (j == relative or (j == relative - 1 and lower[j] == ","))]
    aside = next((j for j in kept if j > i and lower[j] in RELATIVE and lower[j - 1] == ","), None)
    kept = kept if aside is None else [j for j in kept if j < aside - 1]
    # a tail that reports: ", police said"
    for r in clauses.reporting:
        if r > i and r in kept:
            cut = next((j for j in range(r, i, -1) if lower[j] in (",", "”", '"')), None)
            if cut is not None:
                kept = [j for j in kept if j < _before_office(clauses, i, cut)]
    after = kept[-1] + 1 if kept else 0
    if after < len(lower) and lower[after] in ("and", "or") and not clauses.same(after, i):
        cut = next((j for j in reversed(kept) if j > i and lower[j] in ("after", "before", "when", "while", "as")), None)
        if cut is not None and kept[-1] - cut <= 5:
            kept = [j for j in kept if j < cut]  # "after Qatar and Egypt had mediated": its clause stands elsewhere
    return kept


def _before_office(clauses: Clauses, i: int, cut: int) -> int:
    """Where a tail that reports begins with what its sayer is: ", Norway's interior minister, Ana Kos, said"."""
    lower = clauses.words.lower
    comma = next((j for j in range(cut - 1, max(i, cut - 9), -1) if lower[j] == ","), None)
    if comma is None or words("roles").isdisjoint(lower[comma + 1 : cut]) or any(clauses.finite(j) for j in range(comma + 1, cut)):
        return cut
    return comma


def _after_the_told(clauses: Clauses, start: int, i: int) -> int:
    """Where the words to somebody begin: after "told a local paper", at the last noun phrase before the verb."""
    lower, raw = clauses.words.lower, clauses.words.raw
    opens = [j for j in range(start + 1, i) if lower[j - 1] not in BEFORE_NOUNS and (
        lower[j] in OPENING_A_SUBJECT or (raw[j][:1].isupper() and not raw[j - 1][:1].isupper()))]  # fmt: skip
    return opens[-1] if opens else start


def _aside_of(clauses: Clauses, kept: list[int], i: int) -> list[int] | None:
    """The words of a participle that stands aside between a name and its verb: "Ana Kos, appointed by Oslo, flew"."""
    lower = clauses.words.lower
    if i < 2 or lower[i - 1] != "," or not form_of(lower[i])[1] & PARTICIPLE or lower[i + 1 : i + 2] == [] or lower[i + 1] not in PREPOSITIONS or kept[0] >= i - 1:
        return None
    stop = next((j for j in range(i + 1, len(lower)) if lower[j] == ","), len(lower) - 2)
    between = any(clauses.finite(j) for j in kept if j < i - 1)
    return [j for j in kept if i <= j < stop] if not between and clauses.finite(stop + 1) else None


def _says_that(clauses: Clauses, i: int, dates: Sequence[tuple[int, int]]) -> bool:
    """Whether what the verb at `i` proposes or decides follows it, a date between left out: "proposed on Monday that"."""
    lower = clauses.words.lower
    dated = {j for first, last in dates for j in range(first, last + 1)}
    after = next((j for j in range(i + 1, len(lower)) if j not in dated and lower[j] not in ("on", "in")), i)
    return lower[after] == "that" and after - i < SOON


SOON = 6  # words
HEARERS = (["reporters"], ["journalists"], ["lawmakers"], ["parliament"], ["broadcasters"], ["state"])
RELATIVE = frozenset({"which", "who", "whom", "whose", "where"})


def _with_speech(clauses: Clauses, i: int, kept: list[int], dates: Sequence[tuple[int, int]]) -> list[int]:
    """A reporting clause with what it reports: the words after "said that", or before ", he said"."""
    lower = clauses.words.lower
    rest = [j for j in range(kept[-1] + 1, len(lower)) if clauses.segment[j] > clauses.segment[i]]
    stop = next((k for k, j in enumerate(rest) if k > 3 and (lower[j] in (";", "—", "–") or _attributes(clauses, j))), len(rest))
    tail = bool(rest) and lower[rest[0]] == "," and any(r in clauses.reporting and clauses.finite(r) for r in rest[1:7])  # ", Qatar said"
    further = len(rest) > 1 and lower[rest[0]] in ("and", "or") and clauses.finite(rest[1])  # "condemned the raid and called for"
    content = rest[:stop] if kept[-1] - i <= 6 and not tail and not further and lower[rest[0] if rest else 0] != ";" else []
    aside = next((k for k, j in enumerate(content) if lower[j] in RELATIVE and (not j or lower[j - 1] == ",")), None)
    content = content if aside is None else content[:aside]
    if len(content) < 3 and clauses.segment[i] and not _goes_on(clauses, i) and not any(clauses.finite(j) for j in range(i + 1, kept[-1] + 1)):
        content = [j for j in range(len(lower)) if clauses.segment[j] < clauses.segment[i]]
        if content and lower[clauses.segment.index(clauses.segment[i])] in (",", "”"):
            kept = [j for j in kept if j <= i + (lower[i] == "told" and lower[i + 1 : i + 2] in HEARERS)]
        else:
            content = []
    content = [j for j in without_dates(clauses, content, dates, -1) if not judges(clauses, j)]
    if content and lower[content[0]] in BREAKS and lower[content[0] + 1].endswith("ing") and clauses.told(content[0] + 1).form == "gerund":
        return kept  # "he said, raising the toll to 30"
    while content and (lower[content[0]] in BREAKS or lower[content[0]] in (".", "'")):
        content = content[1:]
    while content and (lower[content[-1]] in BREAKS or lower[content[-1]] in (".", "'", "?", "!") or (lower[content[-1]] in DANGLING and not is_particle(clauses, content[-1]))):
        content = content[:-1]
    return kept + (content if content and lower[content[0]] not in ("i", "we", "my", "our") else [])


def _goes_on(clauses: Clauses, i: int) -> bool:
    """Whether the clause of `i` is one more of the same subject: ", and blamed the militia"."""
    opening = [clauses.words.lower[j] for j in clauses.pieces[clauses.segment[i]][:2]]
    return opening[:1] in (["and"], ["or"]) or opening in ([",", "and"], [",", "or"])


def _attributes(clauses: Clauses, j: int) -> bool:
    """Whether a comma opens a tail that only says who says it: ", the ministry said on Tuesday"."""
    lower = clauses.words.lower
    if lower[j] not in (",", "”"):
        return False
    for k in range(j + 1, min(len(lower), j + 8)):
        if lower[k] in BREAKS:
            return False
        if clauses.finite(k):
            return k in clauses.reporting
    return lower[j + 1 : j + 3] == ["according", "to"]


def _noun_phrase(clauses: Clauses, first: int, i: int) -> list[int]:
    """The noun phrase of a trigger: what stands before it up to a preposition or verb, and its phrases after it."""
    lower = clauses.words.lower
    start = first
    while start > 0 and i - start < 7:
        before = lower[start - 1]
        if lower[start] in ("the", "a", "an"):
            break  # "Across the valley the attack": here it begins
        if before == "-" and start > 1 and clauses.words.ends[start - 1] == clauses.words.starts[start] and clauses.words.ends[start - 2] == clauses.words.starts[start - 1]:
            start -= 2  # "7.7-magnitude"
            continue
        if before in BREAKS or before in PREPOSITIONS or before in (".", "to", "and", "or", "that", "which", "who", "with", "off", "out", "up") or clauses.finite(start - 1):
            break
        if clauses.told(start - 1).form in ("infinitive", "gerund") and (form_of(before)[1] or lower[start - 2] == "to"):
            break
        start -= 1
    while start < i and lower[start] in DETERMINERS and lower[start] not in ("two", "three", "four", "five", "several", "many"):
        start += 1
    end = i + 1
    while end < len(lower) and end - i < 16 and clauses.same(end, i):
        word = lower[end]
        if word in ("and", "or") and end + 1 < len(lower) and clauses.told(end + 1).form in ("infinitive", "finite"):
            break  # "to condemn the invasion and demand a withdrawal"
        if word == "to" and told_to(clauses, i):
            break
        if end + 1 < len(lower) and clauses.finite(end + 1) and (word in ("first", "last") or is_adverb(word)):
            break  # "Fighting first broke out"
        if word in BREAKS or word in (".", "that", "which", "who", "when", "while", "as", "after", "before", "since", "without") or clauses.finite(end):
            break
        if word in ("at", "from", "to") and lower[end - 1] not in PREPOSITIONS and end + 1 < len(lower) and (lower[end + 1][:1].isdigit() or lower[end + 1] in ("more", "least", "about", "some", "over")):
            break  # "put the dead of the attack at more than 1,400"
        if word == "by" and lower[first - 1] in ("their", "its", "the") and end + 2 < len(lower) and lower[end + 2] in SPANS:
            break  # "extend their truce by two days"
        if word in ("the", "a", "an", "its", "his", "her", "their", "this", "these", "those") and lower[end - 1] not in PREPOSITIONS | {"to", "and", "all", "both"}:
            break
        end += 1
    return list(range(start, end))
