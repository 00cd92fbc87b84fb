"""Who gives a figure: the claimant as the sentence names him, and the status that the verb gives the figure.

>>> from timeline.casualties.tokens import Sentence
>>> text = "At least 12 people were killed, the Interior Ministry said on Monday."
>>> [(a.name, a.status) for a in attributions(Sentence(text, 0, len(text)))]
[('the Interior Ministry', 'reported')]
>>> text = "By the tally of a monitoring group, 12 died, while the army claims that 5 did."
>>> [(a.name, a.status) for a in attributions(Sentence(text, 0, len(text)))]
[('a monitoring group', 'reported'), ('the army', 'claimed')]
"""

from __future__ import annotations

from dataclasses import dataclass

from timeline.casualties.lexicon import EFFECTS, MONTHS, NUMBERS, TABLE, THINGS, syntax
from timeline.casualties.tokens import Sentence

SAYING: dict[str, str] = {verb: status for status, verbs in TABLE["saying"].items() for verb in verbs}
TALLIES = frozenset(TABLE["tallies"]["words"])
TIMES = frozenset(TABLE["times"]["words"])
NOT_SAYING = frozenset(["responsibility", "lives", "the", "by", "as", "to"])
DEEDS_DENIED = frozenset(("having", "being", "responsibility", "involvement", "any", "its", "their", "carrying", "targeting"))
DENYING = frozenset(("denied", "denies", "deny", "denying", "rejected", "rejects", "dismissed", "dismisses"))
BOUNDARY = syntax("boundary")
PRONOUNS = frozenset(["he", "she", "it", "they", "we", "i"])
BE = frozenset(["is", "are", "was", "were", "be", "been", "being"])
AUXILIARIES = frozenset(["had", "has", "have", "also", "first", "later", "then"])
DEEDS = frozenset(
    word for word, uses in EFFECTS.items() if not {form for form, _ in uses} <= {"count_noun", "act_noun"}
) - {"forces", "rescue"}  # "security forces said", "a rescue official told"
NO_NAME = syntax("no_name")
EARLIER = frozenset(TABLE["earlier_counts"]["words"])
COUNTS = TALLIES | {"toll", "reports", "number"}
GIVEN = frozenset(("given", "provided", "issued", "released", "published"))
NOT = frozenset(("not", "never"))
OWN = frozenset(("its", "their", "his", "her"))
ADDING = frozenset(("saying", "adding", "reporting"))
DID = frozenset(("did", "has", "had", "was", "is", "gave", "took", "wrote", "said", "told", "put", "does", "were", "are"))
QUOTES = frozenset("\"“”")
OF_SPEAKING = frozenset(("speaks", "speak"))  # "the mayor speaks of 70 dead"
QUANTIFIED = frozenset((*NUMBERS, "more", "at", "about", "some", "up", "nearly", "over", "almost", "around"))
CONTENT = frozenset(("found", "showed", "shows", "concluded", "wrote", "writes", "posted", "determined"))  # they tell figures before "that"
DASHES = frozenset("-–—")
ANNOUNCE = frozenset(("announce", "confirm", "report", "inform"))
WISHING = frozenset(("regrets", "regret", "regretted", "wishes", "wish", "wants", "saddened", "sorry", "able"))
SPEAKING = frozenset({*ANNOUNCE, "according", ":", *TALLIES, *DASHES, *SAYING})
SPEAKERS = frozenset(TABLE["speakers"]["words"])
OPENINGS = frozenset(("the", "a", "an", *NUMBERS, *(w for w in SPEAKERS if w.endswith("s"))))  # small where a sentence does not begin with them
LEADS = frozenset(("has", "have", "had", "also", "later", "earlier", "previously", "first", "initially", "originally", "at", "already"))
ASIDES = frozenset(("meanwhile", "however", "moreover", "though", "too", "also", "for", "its", "their", "his", "her", "part", "by", "contrast", "in", "turn", "then", "meantime"))
NOBODY = frozenset((*EFFECTS, "one", "civilians", "soldiers", "people"))
LONGEST = 12


@dataclass(frozen=True, slots=True)
class Attribution:
    """A claimant named in words first..after-1 of a sentence; the figures it covers stand in words from..to-1.
    `name` is None for 'he added': the claimant is the one named before."""

    name: str | None
    status: str
    start: int
    end: int
    rule: str


def attributions(sentence: Sentence) -> list[Attribution]:
    """The attributions of a sentence in reading order, none overlapping in what they cover."""
    words, n = sentence.words, len(sentence)
    found: list[tuple[int, str | None, str, str, bool]] = []
    for i in [i for i, word in enumerate(words) if word in SPEAKING]:
        word = words[i]
        if word == "according" and words[i + 1 : i + 2] == ["to"]:
            name, after = noun_phrase(sentence, i + 2)
            if name:
                found.append(
                    (i, name, "reported", "according to X", i == 0 or words[i - 1] in BOUNDARY or after >= n - 1)
                )
        elif word in TALLIES and words[i + 1 : i + 2] and words[i + 1] in ("of", "by", "from", "compiled", "kept"):
            k = i + (3 if words[i + 1] in ("compiled", "kept") else 2)
            name, _ = noun_phrase(sentence, k)
            if name and not words[k][0].isdigit() and words[k] not in NUMBERS and not effect_in(name):
                found.append((i, name, "reported", "by the tally of X", True))
        elif word in TALLIES and "by" in words[max(i - 4, 0) : i] and (words[i + 1 : i + 2] in ([","], ["."], [";"], []) or words[i + 1][0].isdigit()):
            k = i - words[max(i - 4, 0) : i][::-1].index("by")
            if k < i and OWN.issuperset(words[k:i]):
                found.append((k - 1, None, "reported", "he said", True))  # "by its count"
            elif k < i and not effect_in(sentence.said(k, i)):
                found.append((k - 1, sentence.said(k, i + 1), "reported", "by X's figures", True))
        elif word in GIVEN and i and words[i - 1] in COUNTS and words[i + 1 : i + 2] == ["by"]:
            after = next((k for k in range(i + 2, min(i + 2 + LONGEST, n)) if words[k] in BE or words[k] in BOUNDARY), 0)
            if after > i + 2 and nameable(sentence, i + 2, after):
                found.append((i, sentence.said(i + 2, after), "reported", "given by X", True))  # "an earlier toll given by officials was 43"
        elif word in DASHES and (headed := headline_speaker(sentence, i)) is not None:
            found.append(headed)
        elif word == ":" and (opened := opening_speaker(sentence, i)) is not None:
            found.append(opened)
        elif word in ANNOUNCE and words[max(i - 1, 0) : i] == ["to"] and i > 2 and words[i - 2] in WISHING and words[i + 1 : i + 2] in (["that"], ["the"]):
            k = start_of_name(words, next((j + 1 for j in range(i - 3, -1, -1) if words[j] in BOUNDARY), 0), i - 2)
            if k < i - 2 and nameable(sentence, k, i - 2):
                found.append((k, sentence.said(k, i - 2), "reported", "X said", False))  # "the ministry regrets to announce that"
        elif word in SAYING and not (word == "states" and i and words[i - 1] == "united") and not (i and words[i - 1] in DENYING) and not (i and words[i - 1] in BE) and not (i > 1 and words[i - 2] in BE and words[i - 1] in LEADS):
            told = saying(sentence, i)
            if told is not None:
                found.append(told)
    return cover(sentence, found)


def saying(sentence: Sentence, i: int) -> tuple[int, str | None, str, str, bool] | None:
    """'X said', ', X said', ', said X' at word i, with the status of the verb."""
    words, n = sentence.words, len(sentence)
    status = SAYING[words[i]]
    following = words[i + 1] if i + 1 < n else ""
    if "lives" in words[i + 1 : i + 5]:
        return None
    if status == "denied" and (following in DEEDS_DENIED or words[i + 1 : i + 3] in (["it", "was"], ["it", "had"], ["they", "were"])):
        return None
    if status == "claimed" and following in NOT_SAYING and not (following == "to" and words[i + 2 : i + 3] == ["have"]):
        return None
    if words[i] == "report" and not (i and (words[i - 1] in SPEAKERS and words[i - 1].endswith(("s", "police"))) and (following == "that" or following in QUANTIFIED or following[:1].isdigit())):
        return None  # "a report says", but "the authorities report 12 deaths"
    if following in SAYING and words[i].endswith("s"):
        return None  # "earlier reports spoke of"
    if not NOT.isdisjoint(words[max(i - 3, 0) : i]) or (following == "no" and not NOBODY.intersection(words[i + 2 : i + 4])) or (words[i] in CONTENT and following != "that" and not trailing(words, i)):
        return None  # "gave no figure", "has never given a toll", "found 12 bodies"
    if i > 2 and words[i - 1] == "," and (comma := next((j for j in range(i - 2, max(i - 6, 0), -1) if words[j] == ","), 0)) and ASIDES.issuperset(words[comma + 1 : i - 1]):
        return saying_before(sentence, comma, i)
    if words[i] in ADDING and i and words[i - 1] == ",":
        return goes_on(sentence, i)
    i, verb = past_acronym(words, i), i
    k = i
    while k > 0 and (words[k - 1] not in BOUNDARY or abbreviated(words, k - 1)) and i - k < LONGEST:
        k -= 1
    if k == i and i > 1 and (words[i - 1] == "," or (words[i - 1] in QUOTES and words[i - 2] in (",", ".", "!", "?"))):
        k = apposed(words, i - 1)
        behind = (
            following
            and not following[0].isdigit()
            and following not in NUMBERS
            and following not in BOUNDARY
            and following not in TIMES
            and following not in NO_NAME
            and following not in PRONOUNS
        )
        closing = following == "the" and closes(sentence, i + 1)
        if (behind or closing) and following not in MONTHS and i > 2 and words[verb] in ("said", "says"):
            name, _ = noun_phrase(sentence, i + 1)
            if name:
                return i, name, status, "said X", True
        if i - k > LONGEST + 4:
            return None
    if i - k == LONGEST and k and words[k - 1] in DASHES and sentence.starts[k] == sentence.ends[k - 1]:
        return None  # no name goes on and on
    k = start_of_name(words, k, i)
    if k and words[k - 1] in ("in", "at", "near"):  # "in northern Arlit the relief office counted 30 dead"
        k = next((j for j in range(k + 1, i) if words[j] == "the" and sentence.capital(j - 1)), k)
    k = next((j + 1 for j in range(i - 2, k, -1) if words[j] in ("said", "says") and words[j + 1] in ("a", "the", "its", "an")), k)
    if words[verb] in OF_SPEAKING and not (following == "of" and (words[verb + 2 : verb + 3] and (words[verb + 2][0].isdigit() or words[verb + 2] in QUANTIFIED))):
        return None
    if k >= i or words[k] == "of" or not nameable(sentence, k, i):
        return None  # "37 of them declared dead"
    last = next((j for j in range(i - 1, k - 1, -1) if words[j] not in AUXILIARIES), k)
    if words[k] in PRONOUNS or words[last] in PRONOUNS:
        return i, None, status, "he said", k > 0
    if all(w in LEADS or w in AUXILIARIES for w in words[k:i]):
        far = apposed(words, k - 1) if k > 3 and words[k - 1] == "," else k
        if far < k - 1 and words[far] in ("a", "an", "the") and words[k - 2] not in ("which", "who") and nameable(sentence, far, k - 1):
            return far, sentence.said(far, k - 1), status, "X said", False  # "a local group, the Committee for Peace, had spoken of"
        return i, None, status, "he said", k > 0  # "the service, which had earlier given"
    if words[k] in BE or words[k] in ("do", "does", "did") or (words[k] in ("also", "have", "has", "had", "to", "and", "or") and i - k < 2):
        return None
    while i > k + 1 and words[i - 1] in LEADS:
        i -= 1
    while k + 1 < i and not words[k][0].isalnum():
        k += 1
    relative = next(
        (j for j in range(k, i) if words[j] in ("which", "who") or (words[j] == "," and words[j + 1] in ("a", "an"))),
        None,
    )
    end = i if relative is None else relative
    while end > k + 1 and (words[end - 1] in TIMES or words[end - 1] in ("on", "ago", "there", "here", "had", "has")):
        end -= 1
    name = sentence.said(k, end)
    if name.lower() in PRONOUNS:
        return i, None, status, "he said", True  # "says she counted three"
    return (k, name.rstrip(" ,"), status, "X said", k > 0 and words[k - 1] in (",", "”", '"')) if name else None


def trailing(words: list[str], i: int) -> bool:
    """Whether ', the commission found.', ', the governor wrote on Telegram.' ends a sentence at word i."""
    following = words[i + 1 : i + 2]
    comma = any(w == "," for w in words[max(i - LONGEST, 0) : i])
    return comma and (following in ([], ["."]) or (following == ["on"] and not words[i + 2][0].isdigit() and words[i + 2] not in TIMES and words[i + 3 : i + 4] in ([], ["."], ["media"], [","])))


def saying_before(sentence: Sentence, comma: int, i: int) -> tuple[int, str | None, str, str, bool] | None:
    """'The White Helmets, meanwhile, recorded 36': the name stands before what is put in."""
    words, k = sentence.words, comma
    while k > 0 and words[k - 1] not in BOUNDARY and comma - k < LONGEST:
        k -= 1
    k = start_of_name(words, k, comma)
    if k >= comma or words[k] in PRONOUNS or not nameable(sentence, k, comma):
        return None
    return k, sentence.said(k, comma), SAYING[words[i]], "X said", False


def goes_on(sentence: Sentence, i: int) -> tuple[int, str | None, str, str, bool] | None:
    """'The group claimed responsibility, saying it had killed 12': who spoke is the subject of the main verb."""
    words, k = sentence.words, i - 1
    while k > 0 and words[k - 1] not in BOUNDARY:
        k -= 1
    k = start_of_name(words, k, i)
    end = next((j for j in range(k + 1, i) if words[j] in DID or (words[j].endswith("ed") and words[j] not in ("united", "armed", "led", "allied"))), k)
    end -= words[end - 1] in LEADS
    if end <= k or not nameable(sentence, k, end):
        return None
    status = SAYING[words[i]]
    if words[k] in PRONOUNS:
        return i, None, status, "he said", False
    name = sentence.said(k, past_acronym(words, end))
    return i, name, status, "X said", False


def past_acronym(words: list[str], i: int) -> int:
    """Where a name ends that a bracket with its short form follows before word i: 'the Rights Network (RN) | said'."""
    if i < 4 or words[i - 1] != ")":
        return i
    opening = next((j for j in range(i - 2, max(i - 6, 0), -1) if words[j] == "("), 0)
    return opening if opening > 1 and words[opening - 1][0].isalpha() else i


def headline_speaker(sentence: Sentence, dash: int) -> tuple[int, str | None, str, str, bool] | None:
    """'Toll of the floods rises to 16 - mayor': a headline names who says so behind a dash."""
    words = sentence.words
    tail = words[dash + 1 :]
    if not 0 < len(tail) < 5 or dash < 3 or sentence.starts[dash + 1] == sentence.ends[dash] or sentence.starts[dash] == sentence.ends[dash - 1]:
        return None
    if SPEAKERS.isdisjoint(tail) or any(w in BOUNDARY or w in DEEDS or w[0].isdigit() for w in tail):
        return None
    return dash, sentence.said(dash + 1, len(words)), "reported", "headline - X", True


def opening_speaker(sentence: Sentence, colon: int) -> tuple[int, str | None, str, str, bool] | None:
    """'Governor Ana Pardo: four wounded': who speaks stands before the colon that a line begins with."""
    words = sentence.words
    stamped = words[0].isdecimal() and words[1:2] in (["."], [":"]) and words[2:3] != [] and words[2].isdecimal()  # "9.05pm Mayor Ana Pardo:"
    k = start_of_name(words, 3 if stamped else 0, colon)
    k += words[k : k + 1] in (["pm"], ["am"])
    if not 0 < colon - k < 9 or colon + 1 >= len(words) or sentence.starts[colon + 1] == sentence.ends[colon] or not SPEAKERS.intersection(words[k:colon]):
        return None
    if any(w in BOUNDARY or w in SAYING for w in words[k:colon]) or not nameable(sentence, k, colon):
        return None
    return k, sentence.said(k, colon), "reported", "X: …", False


def nameable(sentence: Sentence, k: int, i: int) -> bool:
    """Whether words k..i-1 can name who speaks: a number opens a name of people ('two officials'), an effect stands only in
    one of capitals ('the Coordination for Displaced People'), and 'an initial count' is nobody."""
    words = sentence.words
    if not EARLIER.isdisjoint(words[max(k - 1, 0) : i]) and words[i - 1] in COUNTS:
        return False
    lower = not sentence.text[sentence.start : sentence.end].isupper()
    for j in range(k, i):
        word = words[j]
        if word in NUMBERS or word[0].isdigit():
            people = j == k and not SPEAKERS.isdisjoint(words[k + 1 : i]) and words[k + 1] not in THINGS
            aged = words[j + 1 : j + 5] == ["-", "year", "-", "old"]
            if not people and not aged:
                return False
        elif word in DEEDS and not (lower and j > k and sentence.capital(j)):
            return False
    return True


def abbreviated(words: list[str], k: int) -> bool:
    """Whether word k is a full stop inside a name: 'the U.S. envoy'."""
    return words[k] == "." and k > 0 and len(words[k - 1]) == 1 and words[k - 1].isalpha()


def closes(sentence: Sentence, k: int) -> bool:
    """Whether the words from k on name somebody and end the sentence: ', says the Office for Refugees.'"""
    tail = sentence.words[k:]
    return len(tail) <= LONGEST and not (EFFECTS.keys() | BE).intersection(tail) and not any(w in BOUNDARY for w in tail[:-1])


def apposed(words: list[str], comma: int) -> int:
    """Where a name begins that ends at a comma: 'the prime minister, Judith Suminwa,' and 'the agency, which …,'."""

    def start(end: int) -> int:
        k = end
        while k > 0 and words[k - 1] not in BOUNDARY:
            k -= 1
        return k

    near = start(comma)
    if near > 1 and words[near - 1] in ("which", "who") and words[near - 2] == ",":
        return start(near - 2)
    if near > 1 and words[near - 1] == ",":
        far = start(near - 1)
        title = words[far:near]
        if (
            title
            and title[0] in ("the", "a", "an")
            and len(title) < 9
            and not any(w[0].isdigit() or w in EFFECTS for w in title)
        ):
            return far
        if near - far <= 4 and far == 0:
            return far
    return near


def start_of_name(words: list[str], k: int, i: int) -> int:
    """The first word of a claimant's name from word k on, past 'meanwhile', 'on Monday', 'and'."""
    if "ago" in words[k:i]:
        k = words.index("ago", k) + 1
    while k < i and (
        words[k] in TIMES
        or words[k] in MONTHS
        or words[k] in ("and", "but", "also", "on", "yesterday", "in", "for", "while", ",", "gmt", "utc", "-", "–", "—")
        or words[k][0].isdigit()
    ):
        k += 1
    return k


def noun_phrase(sentence: Sentence, k: int) -> tuple[str | None, int]:
    """The words from k up to the next boundary, without a day at the end."""
    words, after = sentence.words, k
    while after < len(words) and words[after] not in BOUNDARY and not (words[after] == "-" and sentence.starts[after] > sentence.ends[after - 1]) and words[after] not in SAYING and after - k < LONGEST:
        after += 1
    end = after
    while end > k and (words[end - 1] in TIMES or words[end - 1] in ("on", "and")):
        end -= 1
    return (sentence.said(k, end), after) if end > k else (None, after)


def effect_in(name: str) -> bool:
    return any(w in EFFECTS for w in name.lower().split())


def cover(sentence: Sentence, found: list[tuple[int, str | None, str, str, bool]]) -> list[Attribution]:
    """Each attribution with the words it covers: what follows it, and what stands before it where nothing else does."""
    out: list[Attribution] = []
    words = sentence.words
    for number, (at, name, status, rule, behind) in enumerate(found):
        last = number + 1 == len(found)
        following = len(words) if last else found[number + 1][0]
        if not last and found[number + 1][4]:
            split = next(
                (k for k in range(following - 1, at, -1) if words[k] in (";", "while", "but", "whereas")), None
            )
            following = split if split is not None else following
        begin = at
        if behind or (number == 0 and rule != "X said"):
            earlier = out[-1].end if out else 0
            begin = max(earlier, next((k for k in range(at, -1, -1) if words[k] in (";", "whereas")), 0))
            begin = next((k for k in range(at, begin, -1) if words[k] == "while" and out), begin)
        ends = next(
            (k for k in range(at, following) if words[k] in (";", "whereas") or (words[k] == "but" and k > at + 1)),
            following,
        )
        if name is not None and (opening := name.partition(" ")[0]).lower() in OPENINGS:
            name = opening.lower() + name[len(opening) :]
        out.append(Attribution(name, status, begin, max(ends, at + 1), rule))
    return out
