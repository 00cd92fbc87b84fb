"""One word in its sentence → how it is told: verb or noun, tense, aspect, mood, and what governs it.

    >>> words = Words("Envoys said on Monday that the army had not shelled the port.")
    >>> construe(words, words.index("shelled"))
    Construal(form='finite', tense='past', perfect=True, progressive=False, modal='', negated=True, governor=None)

English is read without a parser: auxiliaries stand to the left of their verb, determiners before a noun, governors
before an infinitive. The lists of words are data, `languages/events.en.toml`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache, lru_cache
from typing import NamedTuple

from timeline.verbs import BASE, ING, PARTICIPLE, PAST, THIRD, class_of, form_of, known_forms, language

# the first branch takes most words at once, and nothing that another would read otherwise
TOKEN = re.compile(r"[a-z]++(?![\w-])|(?:[A-Z]\.){2,}|\d+(?:[.,]\d+)+|[^\W_]+(?:-[^\W_]+)*|[’'](?:s|t|ll|re|ve|d|m)\b|[^\w\s]|_")
# the same in a text of ASCII alone, and faster: the four separators are spaces there too
ASCII_TOKEN = re.compile(TOKEN.pattern.replace(r"[^\w\s]", r"[^\w\s\x1c-\x1f]"), re.A)

BE = {"is", "are", "was", "were", "be", "been", "being", "am", "'re", "'m", "isn", "aren", "wasn", "weren", "gets", "got", "get"}
HAVE = {"has", "have", "had", "having", "'ve", "hasn", "haven", "hadn"}
DO = {"do", "does", "did", "don", "doesn", "didn"}
MODALS = {"will": "will", "'ll": "will", "won": "will", "shall": "will", "would": "would", "'d": "would", "wouldn": "would",
          "may": "may", "might": "may", "could": "could", "couldn": "could", "can": "can", "cannot": "can",
          "should": "should", "shouldn": "should", "must": "must", "ought": "should"}  # fmt: skip
NEGATIONS = {"not", "never", "'t", "no", "neither", "nor", "without", "cannot", "hardly", "nobody", "none", "nothing"}
DETERMINERS = {"the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my", "your", "any", "some", "each", "every",
               "no", "another", "both", "such", "several", "many", "more", "all", "'s", "’s", "two", "three", "four", "five", "first", "second", "last", "new",
               "further", "other", "few", "own", "latest", "recent", "joint", "previous", "initial"}  # fmt: skip
NEVER_BEFORE_A_VERB = DETERMINERS - {"'s", "’s", "that", "all", "both", "two", "three", "four", "five", "many", "several", "others"}
BEFORE_AN_ADJECTIVE = {"and", "in", "of", "from", "", ","}  # "the war and occupied Hebron"
PREPOSITIONS = {"in", "on", "at", "by", "of", "for", "with", "from", "after", "before", "during", "since", "until", "amid", "following", "despite",
                "over", "under", "between", "against", "into", "about", "through", "within", "without", "across", "near", "as", "like", "toward", "towards",
                "via", "because", "upon", "among", "ahead", "pending"}  # fmt: skip
QUOTES = {"'", '"', "“", "‘", "`"}
BEFORE_NOUNS = PREPOSITIONS | DETERMINERS
PRONOUNS = {"he", "she", "it", "they", "we", "i", "you", "who", "which", "that", "what"}
SHORTENS = {"he", "she", "it", "that", "there", "what", "who", "here"}
ADVERBS = {"also", "already", "just", "still", "now", "then", "recently", "since", "not", "never", "'t", "only", "even", "once", "ever", "always", "again",
           "soon", "later", "first", "too", "so", "all", "both", "yet", "often", "long", "far", "there", "no", "longer", "reportedly", "well"}  # fmt: skip
BREAKS = {",", ";", ":", "—", "–", "“", "”", '"', "(", ")", "-"}


class Construal(NamedTuple):
    """How a word is told. `form`: finite, infinitive, gerund, participle, noun or other; `tense`: past, present, future
    or empty; `governor`: the index of the verb that governs an infinitive, gerund or noun."""

    form: str
    tense: str = ""
    perfect: bool = False
    progressive: bool = False
    modal: str = ""
    negated: bool = False
    governor: int | None = None


FULL_STOPS = (".", "”", '"')  # no headline ends with one


class Words:
    """The tokens of one sentence: `lower` and `raw` words, `starts` and `ends` as offsets into it."""

    __slots__ = ("ends", "lower", "raw", "starts", "text")

    raw: list[str]
    lower: list[str]
    starts: list[int]
    ends: list[int]

    def __init__(self, text: str) -> None:
        self.text = text
        if text.isascii():
            self.raw = ASCII_TOKEN.findall(text)
            self.lower = "\n".join(self.raw).lower().split("\n") if self.raw else []
        else:
            self.raw = TOKEN.findall(text)
            self.lower = [w.lower().replace("’", "'") for w in self.raw]

    @property
    def headline(self) -> bool:
        """Whether most of its longer words have capitals, as those of a headline in the American manner."""
        long = [w for w in self.raw if len(w) > 3 and w.isalpha()]
        return sum(w[0].isupper() for w in long) * 2 > len(long) and self.raw[-1] not in FULL_STOPS

    def __getattr__(self, name: str) -> list[int]:
        """Where the tokens start and end, found when it is first asked for: in most sentences nobody does."""
        if name == "starts":
            find, end = self.text.find, 0
            self.starts = [(end := find(w, end) + len(w)) - len(w) for w in self.raw]
            return self.starts
        if name == "ends":
            self.ends = [a + len(w) for a, w in zip(self.starts, self.raw, strict=True)]
            return self.ends
        raise AttributeError(name)

    def __len__(self) -> int:
        return len(self.raw)

    def index(self, word: str) -> int:
        """The index of the first token that reads so, in lower case."""
        return self.lower.index(word)

    def at(self, offset: int) -> int:
        """The index of the token that holds an offset, or of the one before it."""
        found = bisect_right(self.starts, offset)
        return found - 1 if found else 0


AUXILIARY = frozenset(BE | HAVE | DO | MODALS.keys())
AUXILIARIES = AUXILIARY - {"may"}
TIMES_BEFORE = frozenset({"earlier", "twice", "thrice", "thus", "almost", "nearly", "since"})  # "had earlier overrun"
BEFORE_A_MAIN_VERB = AUXILIARY | NEGATIONS | ADVERBS | TIMES_BEFORE


def is_adverb(word: str) -> bool:
    return word in ADVERBS or (word.endswith("ly") and len(word) > 4 and word not in NO_ADVERBS)


BEFORE_VICTIMS = frozenset({"behind", "under", "into", "at", "for", "of", "with", "by", "from", "between", "among", "to", "about", "against", "and", "or"})
LIKE_ADJECTIVES = frozenset({"occupied", "besieged", "annexed", "divided", "embattled", "neighbouring", "neighboring", "exiled", "blockaded", "allied", "armed"})
OPEN_A_SUBJECT = LIKE_ADJECTIVES | {"suspected", "alleged", "masked", "unidentified", "hooded", "displaced", "wounded", "injured", "trapped", "jailed", "detained", "abducted",
                                    "kidnapped", "captured", "ousted", "deposed", "retired", "exhausted", "outnumbered", "uniformed", "mounted", "united", "combined"}  # fmt: skip
NO_ADVERBS = frozenset({"july", "italy", "family", "ally", "rally", "assembly", "supply"})


def _is_name(words: Words, i: int) -> bool:
    """Whether a capital inside a sentence makes a word a name, whatever it ends in: "overthrew Mohamed"."""
    raw = words.raw
    if not i or raw[i].isupper() or not raw[i - 1][:1].isalnum():
        return False
    if words.lower[i] not in known_forms() or not words.headline:
        return True  # "President Mohamed Bazoum", "William Burns": a verb has a capital only in a headline
    return raw[i - 1][:1].islower() or raw_at(words, i + 1)[:1].islower()


def _shared_modal(lower: list[str], i: int) -> str:
    """The modal that a verb after "and" shares: "could break loose and destroy"."""
    for j in range(i - 2, max(-1, i - 14), -1):
        if lower[j] in BREAKS or lower[j] in ("that", "which", "who") or (form_of(lower[j])[1] & (PAST | THIRD) and not form_of(lower[j])[1] & BASE):
            return ""
        if lower[j] in MODALS:
            verb = next((k for k in range(j + 1, min(j + 4, i)) if not is_adverb(lower[k])), i)
            return lower[j] if verb < i - 1 and form_of(lower[verb])[1] & BASE else ""
    return ""


def _interrupted(lower: list[str], i: int) -> int:
    """The index of the modal before a phrase between commas that a verb stands behind; 0 without one."""
    k = next((k for k in range(i - 2, max(0, i - 7), -1) if lower[k] == ","), 0)
    return k - 1 if k and lower[k - 1] in MODALS else 0


def is_plural(word: str) -> bool:
    """Whether a noun looks like many."""
    return word in ("people", "men", "women", "children", "police") or (len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")))


@lru_cache(maxsize=4096)
def _plain(form: str, tense: str = "", negated: bool = False, governor: int | None = None) -> Construal:
    """A construal without auxiliaries: there are few, and most words have one of them."""
    return Construal(form, tense, negated=negated, governor=governor)


def construe(words: Words, i: int) -> Construal:
    """How the word at index `i` is told."""
    lower = words.lower
    word = lower[i]
    flags = form_of(word)[1]
    if flags and words.raw[i][0].isupper() and ("-" in word[3:] or _is_name(words, i)):
        flags = 0  # "Rwanda-backed rebels", "President Mohamed Bazoum"
    previous = lower[i - 1] if i else ""
    if previous == "," and flags and (inside := _interrupted(lower, i)):
        chain, negated, left = _chain([*lower[: inside + 1], word], inside + 1)  # "will, in turn, bring"
        before = lower[left] if left >= 0 else ""
    elif previous in BEFORE_A_MAIN_VERB or previous.endswith("ly"):
        chain, negated, left = _chain(lower, i)
        before = lower[left] if left >= 0 else ""
    else:
        chain, negated, left, before = [], False, i - 1, previous
    if chain:
        modal = next((MODALS[c] for c in chain if c in MODALS), "")
        if not flags & (PAST | PARTICIPLE | ING) and not modal and not any(c in DO for c in chain):
            # "is invincible", "was a deal": a predicate; its tense is the copula's
            return Construal("predicate", _be_tense(chain), any(c in HAVE for c in chain), negated=negated)
        if chain[0] == "to":
            return _finite(chain, flags, modal, negated)._replace(governor=_governor(words, left))
        return _finite(chain, flags, modal, negated)
    after_to = before == "to" and not (left and lower[left - 1] in ("according", "due", "thanks", "owing"))
    if after_to and ((lower[left + 1] == word and (flags & BASE or not flags & (PAST | ING | THIRD))) or (left == i - 1 and flags & BASE)):
        governor = _governor(words, left)
        if left > 1 and lower[left - 1] == "going" and (ahead := _chain(lower, left - 1))[0] and _be_tense(ahead[0]) == "present":
            return Construal("infinitive", "future", modal="will", negated=negated or ahead[1], governor=governor)  # "is going to leave"
        return _plain("infinitive", "", negated, governor)
    if flags & ING:
        if previous in DETERMINERS or (i + 1 < len(lower) and lower[i + 1] == "of") or _in_noun_phrase(lower, i):
            return _plain("noun", "", False, _governor(words, i))
        return _plain("gerund", "", negated, _governor(words, i))
    named = flags & PARTICIPLE and previous in BEFORE_AN_ADJECTIVE and raw_at(words, i + 1)[:1].isupper()
    named = named and (previous not in ("and", ",") or word in LIKE_ADJECTIVES)  # "went to Niamey and met Bazoum" is a verb
    apart = raw_at(words, i + 1)
    named = named or (flags & PARTICIPLE and (previous in BEFORE_VICTIMS or (previous.endswith("ing") and words.raw[i - 1].islower())) and apart.isalpha() and apart.islower() and is_plural(apart))  # "a camp for displaced people"
    led = previous in PREPOSITIONS or (previous.endswith("ly") and i > 1 and lower[i - 2] in PREPOSITIONS)
    named = named or (bool(flags & PARTICIPLE) and led and apart.isalpha() and apart.islower() and is_plural(apart))  # "in coordinated attacks", "for internally displaced people"
    named = named or (word in OPEN_A_SUBJECT and (not i or previous in BREAKS) and apart.isalpha() and apart.lower() not in BEFORE_NOUNS)  # "Suspected militants shot"
    quoted = previous in QUOTES and i > 1 and lower[i - 2] in NEVER_BEFORE_A_VERB  # "a 'troubled' region"
    if flags & PAST and (previous not in NEVER_BEFORE_A_VERB or _since_then(lower, i)) and not named and not quoted:
        shared = _auxiliary_of(lower, i) if previous in ("and", "or") and flags & PARTICIPLE else None
        if shared is not None:
            return Construal("finite", _be_tense([shared]), True, negated=negated)  # "has killed dozens and displaced thousands"
        return _plain("finite", "past", negated)
    if flags & PARTICIPLE and not (flags & BASE and (previous in PRONOUNS or previous in ("some", "many", "most", "people"))):
        return _plain("participle", "", negated, _governor(words, i))
    if previous in ("and", "or", ",") and flags & BASE:
        to = next((j for j in range(i - 2, max(-1, i - 10), -1) if lower[j] == "to"), None)
        if to is not None and form_of(lower[to + 1])[1] & BASE:
            return _plain("infinitive", "", negated, _governor(words, to))
        modal = _shared_modal(lower, i) if previous != "," else ""
        if modal:
            return _finite([modal], flags, MODALS[modal], negated)
    if word in BE or word in HAVE or word in DO:
        return _plain("finite", _be_tense([word]), negated)
    if not flags and word.endswith("s") and not (words.raw[i][:1].isupper() and i and not words.headline) and not word.endswith(("ss", "'s", "us", "is")) and word not in PREPOSITIONS:
        flags = THIRD
    if flags & BASE and before and form_of(before)[0] == "help" and left == i - 1:
        return _plain("infinitive", "", negated, left)  # "helped organise"
    if flags & (THIRD | BASE) and _is_present_verb(words, i, flags):
        return _plain("finite", "present", negated)
    return _plain("noun", "", i > 0 and lower[i - 1] == "no", _governor(words, i))


def _auxiliary_of(lower: list[str], i: int) -> str | None:
    """The "has" or "had" that a verb after "and" shares with the verb before it."""
    for j in range(i - 2, max(-1, i - 20), -1):
        if (lower[j] in BREAKS and lower[j] != ",") or lower[j] in ("that", "which", "who", "when", "while", "after", "before", "and"):
            return None
        if form_of(lower[j])[1] & (PAST | PARTICIPLE) and j:
            before = next((k for k in range(j - 1, max(-1, j - 4), -1) if not is_adverb(lower[k]) and lower[k] != "been"), j - 1)
            return lower[before] if lower[before] in ("has", "have", "had") else None
    return None


def _since_then(lower: list[str], i: int) -> bool:
    """Whether "last" or "first" before a verb says when, not which: "the two sides last met in July"."""
    if i < 2 or lower[i - 1] not in ("last", "first"):
        return False
    before = lower[i - 2]
    return before.isalpha() and before not in DETERMINERS and before not in PREPOSITIONS and before not in ("and", "or", "to")


class Construals(dict[int, Construal]):
    """The construals of a sentence's words, each worked out when it is first asked for."""

    __slots__ = ("words",)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words

    def __missing__(self, i: int) -> Construal:
        found = self[i] = construe(self.words, i)
        return found


def _in_noun_phrase(lower: list[str], i: int) -> bool:
    """Whether an -ing form ends a noun phrase: "an urgent meeting with", "the car bombing in"."""
    after = lower[i + 1] if i + 1 < len(lower) else ""
    if i and is_plural(lower[i - 1]) and lower[i - 1] not in ("arms", "weapons", "drugs", "sports"):
        return False  # "those observers looking for", never "the car bombing"
    if after in OBJECTS or (after.isalpha() and after not in PREPOSITIONS and after not in ("later", "today", "yesterday", "tomorrow", "here", "there", "and", "or", "that", "which", "to") and not form_of(after)[1]):
        return False
    for j in range(i - 1, max(-1, i - 6), -1):
        if lower[j] in DETERMINERS:
            return True
        if not lower[j].replace("-", "").isalpha() or lower[j] in PREPOSITIONS or lower[j] in ("and", "to") or form_of(lower[j])[1]:
            return False
    return False


def _chain(lower: list[str], i: int) -> tuple[list[str], bool, int]:
    """The auxiliaries before index `i` in order, whether they are negated, and the index before them all."""
    chain: list[str] = []
    negated = False
    j = i - 1
    steps = 0
    while j >= 0 and steps < 7:
        word = lower[j]
        if word in AUXILIARY:
            if word == "may" and lower[i][:1].isdigit():
                break
            chain.insert(0, word)
        elif word == "'s" and j and lower[j - 1] in SHORTENS and not chain and form_of(lower[i])[1] & ING:
            chain.insert(0, "is")  # "she's following", never "the king's following"
        elif word in NEGATIONS or is_adverb(word) or (word in TIMES_BEFORE and j and lower[j - 1] in AUXILIARY):
            if word == "no" and not chain:
                break
            negated = negated or word in NEGATIONS
        elif word == "to" and chain and chain[0] in ("be", "have"):
            chain.insert(0, "to")
            break
        else:
            break
        j -= 1
        steps += 1
    return (chain, negated, j) if chain else ([], negated, j)


def _be_tense(chain: list[str]) -> str:
    first = chain[0]
    if first in MODALS:
        return "future" if MODALS[first] == "will" else "present"
    return "past" if first in ("was", "were", "wasn", "weren", "had", "hadn", "did", "didn", "got") else "present"


def _finite(chain: list[str], flags: int, modal: str, negated: bool) -> Construal:
    perfect = any(c in HAVE for c in chain)
    progressive = bool(flags & ING) and any(c in BE for c in chain)
    if chain[0] == "to":
        return Construal("infinitive", "", perfect, progressive, modal, negated)
    told = "future" if modal == "will" else "past" if perfect else "present"
    tense = told if modal else _be_tense(chain)
    return Construal("finite", tense, perfect, progressive, modal, negated)


def _is_present_verb(words: Words, i: int, flags: int) -> bool:
    """Whether a base or -s form that could be a noun is a verb here: after a subject, where its clause has no other verb."""
    lower = words.lower
    j = i - 1
    while j >= 0 and is_adverb(lower[j]) and lower[j] not in ("all", "both", "long", "no", "first", "so"):
        j -= 1
    if j > 0 and lower[j] in ("all", "both") and lower[j - 1] in PRONOUNS:
        j -= 1  # "it all goes back to"
    previous = lower[j] if j >= 0 else ""
    after = lower[i + 1] if i + 1 < len(lower) else ""
    base = form_of(lower[i])[0]
    if previous in PRONOUNS or (previous == "this" and flags & THIRD):
        return True
    if previous == "," and flags & THIRD and base in class_of("states") and base not in NOUNS_TOO and (
            after not in PREPOSITIONS or raw_at(words, i + 2)[:1].isdigit()):  # fmt: skip
        return True  # after an apposition: "Tiger, the new version, includes"
    if previous == "," and flags & THIRD and base in class_of("states") and "," in lower[: j - 1] and not any(w in AUXILIARIES or form_of(w)[1] & PAST for w in lower):
        return True  # the one verb of its sentence: "The new gate, a steel one, works"
    if previous == "," and flags & THIRD and base in class_of("reporting") and base not in NOUNS_TOO:
        return True  # "The envoy, however, says"
    if flags & BASE and base in class_of("never_nouns") and previous[-1:].isalpha() and previous not in PREPOSITIONS and previous not in NOT_SUBJECTS:
        return True
    if previous in DETERMINERS or previous in PREPOSITIONS or previous == "to" or not previous[-1:].isalpha() or lower[i] in ("percent", "people"):
        return False
    if after == "that" and not form_of(lower[i])[1]:
        return False  # "the radical policies that led there"
    if flags & THIRD and base not in class_of("reporting") and j == i - 1 and words.raw[j].islower() and (
            form_of(previous)[1] & PAST or (previous.endswith("s") and j and form_of(lower[j - 1])[1] & PAST)):  # fmt: skip
        return False  # the object of the verb before it: "halted exports to", "halted arms exports to"
    if base in NOUNS_TOO and after in PREPOSITIONS:
        return False
    object_follows = after in OBJECTS or raw_at(words, i + 1)[:1].isupper()
    if flags & THIRD and base in class_of("reporting") and base not in NOUNS_TOO:
        return True
    if flags & BASE and base in class_of("reporting") and base not in NOUNS_TOO and (object_follows or after in PRONOUNS):
        return True
    if lower[i] in _plural_nouns() and (previous.endswith(ADJECTIVAL) or not object_follows):
        return False
    plural = previous.endswith("s") or previous in ("people", "police", "aircraft", "militia", "some", "many", "most", "men", "women", "and")
    if not (flags & THIRD and not previous.endswith(ADJECTIVAL[:5])) and not (flags & BASE and plural):
        return False
    if flags & THIRD and not words.raw[j][:1].isupper() and not _has_subject(lower, j):
        return after in DETERMINERS and base not in NOUNS_TOO and not _other_finite(words, i)  # "the rise in jobs reflects a ..."
    return object_follows or not _other_finite(words, i)


def _has_subject(lower: list[str], j: int) -> bool:
    """Whether the noun at `j` opens with its determiner or stands first: "of travel bans" has neither."""
    for k in range(j - 1, max(-1, j - 5), -1):
        if lower[k] in ("which", "that", "until", "when", "where"):
            return True
        if lower[k] in PREPOSITIONS or lower[k] in ("and", "or") or form_of(lower[k])[1] & ING:
            return False
        if lower[k] in DETERMINERS:
            return True
    return True


def _other_finite(words: Words, i: int) -> bool:
    """Whether the piece of the sentence between punctuation and openers has a verb that is finite without doubt."""
    lower = words.lower
    for step in (-1, 1):
        j = i + step
        while 0 <= j < len(lower) and lower[j] not in PIECE_ENDS:
            if lower[j] in AUXILIARIES:
                return True
            if form_of(lower[j])[1] & PAST and j and (lower[j - 1] not in DETERMINERS or _since_then(lower, j)) and lower[j - 1] not in PREPOSITIONS:
                return True
            j += step
    return False


PIECE_ENDS = BREAKS | {".", "that", "which", "who", "when", "while", "because", "if", "where", "but", "until", "unless", "although", "though", "once", "as"}
OBJECTS = DETERMINERS - {"'s", "all", "last"} | {"him", "them", "us", "me", "it", "that", "to", "how", "why", "whether", "they", "he", "she", "we"}
ADJECTIVAL = ("ian", "ese", "ish", "can", "eli", "al", "ic", "ive", "ous", "ary", "ful", "new", "ary", "ed", "ing")
NOT_SUBJECTS = {"the", "a", "an", "to", "not", "no", "or", "'s", "his", "her", "its", "their", "please", "let", "lets", "make", "makes", "made", "making"}
NOUNS_TOO = {"report", "claim", "state", "note", "call", "charge", "comment", "estimate", "quote", "post", "tweet", "point", "need", "want", "hope", "fear", "love",
             "support", "cost", "work", "run", "rule", "plan", "cover", "share", "control", "lead", "stand", "face", "hold", "matter", "doubt", "remark", "promise",
             "pledge", "vow", "describe"}  # fmt: skip


def raw_at(words: Words, i: int) -> str:
    return words.raw[i] if i < len(words.raw) else ""


@cache
def _plural_nouns() -> frozenset[str]:
    """Nouns of the types in the plural, which read like verbs: "Israeli strikes"."""
    nouns = (n.split()[-1] for kind in language()["types"].values() for n in kind.get("nouns", ()))
    return frozenset(n + "s" for n in nouns)


ENDS_GOVERNMENT = BREAKS | {".", "that", "which", "who", "when", "while", "after", "before", "because", "if", "as"}
BEFORE_A_BASE = frozenset({"to", *MODALS})


def _governor(words: Words, i: int) -> int | None:
    """The verb to the left that governs what begins at `i`, in its clause: "agreed (to) meet", "urged a truce"."""
    lower = words.lower
    for j in range(i - 1, max(-1, i - 9), -1):
        word = lower[j]
        if word in ENDS_GOVERNMENT:
            return None
        flags = form_of(word)[1]
        if not flags:
            if word in BE:
                return j
            continue
        if flags and "-" in word and not flags & BASE:
            continue  # "suffered glass-related injuries"
        if flags & (PARTICIPLE | ING) and not flags & BASE and j and (lower[j - 1] in DETERMINERS or (lower[j - 1] in PREPOSITIONS and flags & PARTICIPLE)):
            continue  # an adjective: "a shooting war", "the trapped families"
        if flags & (PAST | PARTICIPLE | ING | THIRD) or (flags & BASE and j and lower[j - 1] in BEFORE_A_BASE):
            return j
        if word in BE:
            return j
        if flags & BASE and j and lower[j - 1] not in DETERMINERS and lower[j - 1] not in PREPOSITIONS:
            return j
    return None
