"""A word in its sentence → the date that is its own, and the word whose time it shares.

    >>> from timeline.clauses import Words
    >>> words = Words("The envoys left on Monday as shells fell.")
    >>> found = Clauses(words)
    >>> fell = words.index("fell")
    >>> words.raw[hangs_on(found, fell, found.told(fell))]
    'left'
"""

from __future__ import annotations

from functools import cache, lru_cache

from timeline.attachment import OPENERS, Clauses
from timeline.clauses import AUXILIARIES, BREAKS, PREPOSITIONS, Construal, is_adverb, is_plural
from timeline.cues import head_of
from timeline.records import Mention
from timeline.story import Dated, Story
from timeline.verbs import PARTICIPLE, form_of, language, verb_class


def own_date(story: Story, index: int, i: int) -> Dated | None:
    """The date that belongs to the word at `i`: in its clause, nearest, and no other's."""
    if not story.has_dates(index):
        return None
    if (index, i) not in story.own:
        clauses = story.clauses(index)
        nearest, least = None, FARTHEST
        for d in story.dates(index):
            cost = _cost(clauses, i, d)
            if cost is not None and cost < least:
                nearest, least = d, cost
        story.own[index, i] = nearest if nearest is not None else _renamed_day(story, index, i)
    return story.own[index, i]


def _renamed_day(story: Story, index: int, i: int) -> Dated | None:
    """The date that a clause only says more of: "on August 12, the day the envoy flew to Moscow"."""
    clauses = story.clauses(index)
    first = clauses.pieces[clauses.segment[i]][:3]
    lower = clauses.words.lower
    if len(first) < 3 or lower[first[0]] != "," or lower[first[1]] not in ("the", "a") or lower[first[2]] not in ("day", "night", "morning", "evening", "week"):
        return None
    return next((d for d in story.dates(index) if d.last == first[0] - 1), None)


LETS = frozenset({"let", "lets", "letting"})  # "let four men go on Friday"
HOSTED = frozenset({"hosted", "co-hosted", "chaired", "co-chaired", "attended", "organised", "organized", "convened", "sponsored", "co-sponsored", "brokered", "mediated", "led"})
WITH_WHOM = (["by"], ["with"])
FARTHEST = 25.0  # the cost from which a date is no word's own


def _cost(clauses: Clauses, i: int, d: Dated) -> float | None:
    """How far a date is from the word at `i`; None where it is another word's."""
    if not clauses.same(i, d.first):
        return None
    lower = clauses.words.lower
    low, high = (d.last + 1, i) if d.last < i else (i + 1, d.first)
    between = [j for j in range(low, high) if clauses.same(i, j)]  # a relative clause of the subject stands aside
    owner = _owner(clauses, d)
    if owner is not None and owner != i:
        return None
    if d.last < i and any(r < d.first <= r + 2 and d.last + 1 < i and clauses.told(r).form == "finite" and _content(clauses, d.last + 1, i) for r in clauses.reporting):
        return None  # "said on Tuesday its troops would leave": the saying has the date
    if d.first > i and _compared(clauses, i, d):
        return None
    cost = float(len(between)) + (2.0 if d.last < i else 0.0) + coarseness(d.mention)
    verbs, inside = 0, False
    for j in between:
        finite = clauses.finite(j) and not (lower[j] == "go" and lower[i] in LETS) and not (
            lower[j] in HOSTED and lower[j + 1 : j + 2] in WITH_WHOM)  # "at a conference co-hosted with Oman on Monday"
        verbs += finite and not inside
        inside = finite or (inside and is_adverb(lower[j]))
    if verbs and clauses.told(i).form == "finite" and (d.first > i or not inside):
        return None
    if d.first > i and not AWAY.isdisjoint(lower[low : max(0, min(high, d.first - 2))]):
        cost += 8.0
    if d.last < i and clauses.told(i).form == "noun" and not AWAY.isdisjoint(lower[low:high]):
        return None
    return cost + 6.0 * verbs


def _content(clauses: Clauses, start: int, i: int) -> bool:
    """Whether what follows the date of a saying is what was said: a subject with its own finite verb."""
    return clauses.words.lower[start] not in BREAKS and any(clauses.finite(j) for j in range(start, i + 1))


def _compared(clauses: Clauses, i: int, d: Dated) -> bool:
    """Whether a date only says among what something is the most, or the third: "the worst storm in the past decade"."""
    first = d.mention.when.first if d.mention.when else None
    if first is None or (first.days <= 62 and d.mention.when is not None and d.mention.when.extent != "since"):
        return False
    lower, low = clauses.words.lower, max(i, d.first - 9)
    if d.mention.when is not None and d.mention.when.extent == "since" and first.days > 31 and "first" in lower[low + 1 : d.first]:
        return True  # "the first of its kind since 2022"
    return any((w in ("most", "worst", "best", "least", "only") or (w.endswith("est") and w not in NOT_MOST) or (w in ORDINALS and v in ("time", "such", "straight")))
               for w, v in zip(lower[low + 1 : d.first], lower[low + 2 : d.first + 1], strict=False))  # fmt: skip


def is_of_noun(clauses: Clauses, d: Dated) -> bool:
    """Whether "since" or "until" stands behind a noun that it counts or lasts from: "the fourth exchange since Friday"."""
    lower = clauses.words.lower
    j = next((j for j in range(d.first - 1, max(0, d.first - 4), -1) if lower[j] in ("since", "until", "till")), 0)
    return j > 1 and clauses.told(j - 1).form == "noun" and (lower[j - 1] in LASTING_NOUNS or not ORDINALS_SET.isdisjoint(lower[max(0, j - 4) : j - 1]))


ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
ORDINALS_SET = frozenset([*ORDINALS, "latest", "last"])
NOT_MOST = ("west", "northwest", "southwest", "midwest", "rest", "arrest", "protest", "request", "interest", "forest", "test", "guest", "contest", "conquest", "quest",
            "unrest", "latest", "budapest", "trieste", "bucharest", "invest", "suggest", "attest", "harvest", "manifest", "priest", "chest", "nest")  # fmt: skip


def coarseness(mention: Mention) -> float:
    """A day is nearer than a year in the same clause: "Yesterday, at this year's conference, he said"."""
    first = mention.when.first if mention.when else None
    return 0.0 if first is None or first.days <= 7 else 2.0 if first.days <= 31 else 4.0


AWAY = frozenset({"after", "before", "following", "since", "amid", "until", "despite"})
ENDS = ("end", "expire", "collapse", "lapse", "conclude")
INSTITUTES = ("impose", "order", "launch", "declare", "begin", "start", "mount", "introduce", "decree", "slap", "institute", "unleash")
BEGINS = ("begin", "start", "erupt", "break")
LASTS = ("last", "begin", "start", "end", "run", "erupt", "occur", "happen", "expire", "hold", "continue", "break", "follow", "come")
KNOWN = frozenset({"the", "this", "that", "its", "their", "his", "her", "'s", "these", "those", "'"})


def _owner(clauses: Clauses, d: Dated) -> int | None:
    """The noun that a date belongs to alone: "the strike last week", "since the assault of October 2023", "the May 4 raid"."""
    lower = clauses.words.lower
    after = d.last + 1
    if after + 1 < len(lower) and lower[after] == "'s" and lower[after + 1].isalpha():
        after += 1
        while after + 1 < len(lower) and lower[after + 1].isalpha() and lower[after + 1] not in BETWEEN_PHRASES and not (
            clauses.finite(after + 1)):  # fmt: skip
            after += 1
        return after
    if d.first and lower[d.first - 1] in KNOWN and _in_phrase(clauses, after):
        while _in_phrase(clauses, after + 1):
            after += 1
        return after
    j = d.first - 1
    while j >= 0 and lower[j] in ("of", "on", "in", "from", "the", "during"):
        j -= 1
    known = _spoken_of(clauses, d)
    if known is not None:
        return known
    if j < 0 or not lower[j].isalpha() or clauses.finite(j) or clauses.told(j).form != "noun":
        return None
    start = j
    while start > max(0, j - 5) and lower[start - 1] not in PREPOSITIONS and not clauses.finite(start - 1):
        start -= 1
    if lower[j] in COURTS and lower[start - 1] == "before":
        return None  # "appears before the court on Monday"
    return j if start and lower[start - 1] in ("after", "since", "following", "before") else None


COURTS = frozenset({"court", "courts", "judge", "judges", "prosecutor", "prosecutors", "tribunal", "council", "committee", "parliament", "congress", "senate", "panel", "lawmakers", "commission",
                    "board", "assembly", "jury", "magistrate", "magistrates", "inquiry"})  # fmt: skip


def _spoken_of(clauses: Clauses, d: Dated) -> int | None:
    """The known event that a date behind it is of, where its verb only speaks of it from a later day: "had condemned Iraq's
    invasion of Kuwait on Aug. 2"."""
    lower = clauses.words.lower
    for j in range(d.first - 1, max(0, d.first - 12), -1):
        if clauses.finite(j):
            claims = lower[j + 1 : j + 3] == ["responsibility", "for"]
            if not claims and (not clauses.told(j).perfect or j not in clauses.reporting):
                return None
            j += 2 * claims
            nouns = (k for k in range(j + 1, d.first) if lower[k] in PREPOSITIONS)
            head = next(nouns, d.first) - 1
            return head if head > j + 1 and clauses.same(j, d.first) and not KNOWN.isdisjoint(lower[j + 1 : head]) and clauses.told(head).form == "noun" else None
    return None


def hangs_on(clauses: Clauses, i: int, told: Construal) -> int | None:
    """The verb whose time a word shares: that of its clause for a noun or participle, that of the main clause for "when"."""
    segment = clauses.segment[i]
    if told.form in ("infinitive", "gerund", "noun", "participle") and told.governor is not None:
        return told.governor
    if told.form in ("noun", "gerund", "participle", "infinitive"):
        return main_of(clauses, segment, i)
    opener = clauses.openers[segment]
    if told.form == "finite" and told.tense == "past" and told.progressive and not told.perfect and opener == "who":
        return main_verb(clauses)  # "a man who was walking home was shot"
    if told.form == "finite" and opener in ("when", "as", "while", "before", "after") and not told.perfect:
        other = segment - 1 if segment else 1 if len(clauses.openers) > 1 else None
        return None if other is None else main_of(clauses, other, i)
    if told.form == "finite" and segment + 1 < len(clauses.openers) and head_of(clauses, i) is not None:
        return main_of(clauses, segment + 1, i)  # "a day after the truce collapsed, Israel bombed ..."
    goes_on = opener == ";" or (opener in ("and", ",") and subjectless(clauses, i) and (opener == "and" or clauses.words.lower[i + 1] not in PREPOSITIONS))  # "launched an offensive, seized the airfield and ..."
    if told.form == "finite" and told.tense == "past" and segment > 0 and not told.perfect and goes_on:
        over = min(segment - 1, clauses.segment[clauses.segment.index(segment) - 1])  # "Ana, who leads the bureau, flew to Oslo and met"
        host = next((j for j in range(i - 1, -1, -1) if clauses.segment[j] == over and clauses.finite(j)
                     and clauses.words.lower[j] not in AUXILIARIES), None)  # fmt: skip
        if host in clauses.reporting and clauses.words.lower[i - 1][:1].isdigit():
            return None  # "reported nine dead and 40 hurt"
        return host if host is not None and clauses.told(host).tense == "past" else None
    return None


def dated_with(story: Story, index: int, i: int, told: Construal) -> int | None:
    """The verb behind whose object the one date of two deeds stands: "cut ties with Oslo and recalled its envoy on Monday"."""
    clauses = story.clauses(index)
    after = clauses.segment[i] + 1
    if told.form != "finite" or told.tense != "past" or told.perfect or after >= len(clauses.openers) or clauses.openers[after] != "and":
        return None
    verb = main_of(clauses, after)
    if verb is None or not subjectless(clauses, verb) or clauses.told(verb).tense != "past" or clauses.told(verb).perfect:
        return None
    date = own_date(story, index, verb)
    return verb if date is not None and date.first > verb else None


def looks_aside(clauses: Clauses, i: int, told: Construal) -> bool:
    """Whether a verb only says which one is meant ("the man they took", "hostages held in Gaza"), off the line of telling."""
    if told.form == "finite" and clauses.openers[clauses.segment[i]] in ("which", "who", "whom", "whose", "where", "because", "since", "once"):
        return True
    return told.form == "participle" or clauses.reduced(i)


def holds_on(clauses: Clauses, i: int, told: Construal) -> bool:
    """Whether a participle tells a state that lasts: "foreigners trapped in the port", "the banks remained closed"."""
    lower = clauses.words.lower
    if not i or not verb_class("holds_on", lower[i]) or not form_of(lower[i])[1] & PARTICIPLE or lower[i - 1] in AUXILIARIES or lower[i + 1 : i + 2] == ["by"] or not (
            told.form == "participle" or (told.form == "finite" and told.tense == "past" and not told.perfect)):  # fmt: skip
        return False
    j = i - 1
    while j > 0 and is_adverb(lower[j]):
        j -= 1
    after = lower[i + 1 : i + 2]
    return form_of(lower[j])[0] in REMAINS or clauses.reduced(i) or "still" in lower[j : i] or (
        after != [] and after[0] in ("out", "up", "off") and lower[j].isalpha() and any(clauses.finite(k) and abs(k - i) > 1 for k in clauses.pieces[clauses.segment[i]]))  # fmt: skip


REMAINS = ("remain", "stay", "keep", "lie", "stand")


def keeps_on(clauses: Clauses, told: Construal) -> bool:
    """Whether a word tells what something is said to go on doing: "continues to pray", "remains standing"."""
    governor = told.governor
    if governor is None or told.form not in ("infinitive", "gerund"):
        return False
    over, base = clauses.told(governor), form_of(clauses.words.lower[governor])[0]
    return over.tense == "present" and over.form in ("finite", "predicate") and not over.perfect and not over.modal and (
        base in ("continue", "keep", "remain") or (base in ("appear", "seem") and told.progressive))  # fmt: skip


def stands_behind(clauses: Clauses, i: int) -> bool:
    """Whether an -ing form stands right behind the noun that does it: "soldiers massing at the border"."""
    lower = clauses.words.lower
    before = lower[i - 1] if i else ""
    return (before.isalpha() and before not in BETWEEN_PHRASES and before != "to" and not is_adverb(before) and not clauses.finite(i - 1)
            and ((clauses.told(i - 1).form == "noun" and is_plural(before)) or before in ("those", "others")) and not verb_class("reporting", lower[i]))  # fmt: skip


def _in_phrase(clauses: Clauses, j: int) -> bool:
    """Whether the word at `j` goes on the noun phrase before it."""
    lower = clauses.words.lower
    return (j < len(lower) and lower[j].replace("-", "").isalpha() and not clauses.finite(j) and clauses.told(j).form == "noun"
            and lower[j] not in BETWEEN_PHRASES and not is_adverb(lower[j]))  # fmt: skip


def belongs_elsewhere(clauses: Clauses, i: int, told: Construal, own: Dated, lasting: bool) -> bool:
    """Whether a date in a noun's clause is its verb's: what the verb only speaks of, or a war that it seeks to end."""
    if own.first - i == 2 and _of_known(clauses, i):
        return True  # "held the funeral of the six killed in the strike on Thursday"
    if _owner(clauses, own) == i or (own.first > i and own.first - i <= 2):
        return False
    governor = told.governor
    if governor is not None and own.first > i and own.first - i <= 6 and not _direct(clauses, governor, i) and not any(
        clauses.finite(j) for j in range(i + 1, own.first)):  # fmt: skip
        return False
    if governor is not None and governor < i and (refers_back(clauses, i, governor) or _of_known(clauses, i)):
        return True
    if own.first > i and own.first - i <= 4 and not any(clauses.finite(j) for j in range(i + 1, own.first)):
        return False
    if not lasting or governor is None:
        return False
    return clauses.told(governor).form in ("infinitive", "gerund") or not _direct(clauses, governor, i)


def _of_known(clauses: Clauses, i: int) -> bool:
    """Whether a noun only tells which people are meant: "the six people killed in the strike"."""
    lower = clauses.words.lower
    j = i - 1
    while j >= 0 and i - j < 6 and lower[j] not in ("in", "by", "during", "of"):
        j -= 1
    if j < 2 or lower[j] not in ("in", "by", "during") or not form_of(lower[j - 1])[1] & PARTICIPLE:
        return False
    return lower[j - 2].isalpha() and lower[j - 2] not in AUXILIARIES and not is_adverb(lower[j - 2]) and any(
        clauses.same(k, j) and clauses.finite(k) for k in range(j - 1))  # fmt: skip


BETWEEN_PHRASES = PREPOSITIONS | OPENERS | {"and", "or"}
NOT_DIRECT = PREPOSITIONS | {"to"}


def _direct(clauses: Clauses, governor: int, i: int) -> bool:
    return NOT_DIRECT.isdisjoint(clauses.words.lower[governor + 1 : i])


BACK = ("to", "of", "about", "over", "after", "following", "since", "against", "for", "despite", "because", "before")


def refers_back(clauses: Clauses, i: int, host: int) -> bool:
    """Whether a noun names something known that the verb only speaks of: "condemned the attack", "in response to the raid"."""
    if host > i:
        return False
    lower = clauses.words.lower
    start = i
    while start > host + 1 and lower[start - 1] not in PREPOSITIONS and lower[start - 1] != "to":
        start -= 1
    if lower[start - 1] in ("during", "at", "in"):
        return False
    if verb_class("reporting", lower[host]) or verb_class("opinions", lower[host]):
        return True
    known = not KNOWN.isdisjoint(lower[start:i])
    if lower[start - 1] == "to" and lower[start - 2] not in ("response", "reaction", "answer", "reply", "due", "owing", "related", "reference"):
        return False
    return known and lower[start - 1] in BACK


def edge_of(clauses: Clauses, i: int, verb: int) -> str:
    """Whether a verb tells the beginning or the end of the lasting thing that is its subject: "the truce expired"."""
    lower = clauses.words.lower
    base, after = form_of(lower[verb])[0], lower[verb + 1] if verb + 1 < len(lower) else ""
    if i > verb and base in INSTITUTES and clauses.same(i, verb) and clauses.told(verb).tense == "past" and not clauses.told(verb).negated and (
            _direct(clauses, verb, i) and KNOWN.isdisjoint(lower[verb + 1 : i])):  # fmt: skip
        return "begins"  # "imposed a curfew"
    if i > verb or not clauses.same(i, verb):
        return ""
    if "," in lower[i + 1 : verb] and not AWAY.isdisjoint(lower[max(0, i - 5) : i]):
        return ""  # "After days of talks, the parties concluded"
    if base in ENDS or (base in ("break", "fall") and after in ("down", "apart")):
        return "ends"
    return "begins" if base in BEGINS else ""


def main_verb(clauses: Clauses) -> int | None:
    """The finite verb of the sentence's main clause."""
    for segment, opener in enumerate(clauses.openers):
        if opener not in OPENERS or opener == "but":
            head = main_of(clauses, segment)
            if head is not None:
                return head
    return None


def subjectless(clauses: Clauses, i: int) -> bool:
    """Whether the verb shares the subject of the clause before: "... met on Monday and called for a truce"."""
    j = i - 1
    while j >= 0 and clauses.same(i, j) and (clauses.finite(j) or is_adverb(clauses.words.lower[j])):
        j -= 1
    if j > 0 and clauses.words.lower[j][:1].isdigit():
        j -= 1  # "37 were killed and 11 captured"
    return j >= 0 and clauses.words.lower[j] in ("and", "but", ",")


def main_of(clauses: Clauses, segment: int, i: int = -1) -> int | None:
    """The first finite verb of a clause, its main word rather than its auxiliary."""
    found = reduced = None
    lower, finite = clauses.words.lower, clauses.finite
    for j in clauses.pieces[segment]:
        if j == i or not finite(j):
            continue
        if found is None or lower[found] in AUXILIARIES:
            found = j
        if lower[j] not in AUXILIARIES:
            if not clauses.reduced(j):
                return j
            reduced = j if reduced is None else reduced
    return found if reduced is None else reduced


LASTING_NOUNS = frozenset(language()["classes"]["lasting_nouns"])


def is_lasting(clauses: Clauses, i: int, told: Construal) -> bool:
    """Whether what the word tells goes on: a state, an activity, a war."""
    word = clauses.words.lower[i]
    if told.form == "noun":
        return word in LASTING_NOUNS or word.rstrip("s") in LASTING_NOUNS
    if told.form == "predicate" or told.progressive:
        return True
    return verb_class("states", word) or verb_class("activities", word)


@lru_cache(maxsize=100_000)
def stem_of(word: str) -> str:
    """What the verb and the noun of one event share: "kidnapped", "kidnapping" → "kidnap".

    >>> stem_of("abducted") == stem_of("abduction"), stem_of("visits") == stem_of("visit")
    (True, True)
    """
    base, _ = form_of(word)
    for ending in ("ations", "ation", "ions", "ion", "ings", "ing", "ments", "ment", "es", "s", "ed", "e"):
        if base.endswith(ending) and len(base) - len(ending) >= 4:
            return base[: -len(ending)]
    return base


@cache
def same_key(word: str) -> str:
    """What the tellings of one event share: the first word of its group in the table, else its stem.

    >>> same_key("invaded") == same_key("invasion"), same_key("abducted") == same_key("kidnapping"), same_key("raids") == same_key("raid")
    (True, True, True)
    """
    stem = stem_of(word)
    return _groups().get(stem, stem)


@cache
def _groups() -> dict[str, str]:
    return {stem_of(word): group[0] for group in language()["same"]["groups"] for word in group}
