"""Who did it: the agent of an effect word.

>>> from timeline.casualties.tokens import Sentence
>>> def of(text, verb):
...     s = Sentence(text, 0, len(text))
...     return agent_of(s, s.words.index(verb), s.words.index(verb) + 1, they="the rebels")
>>> of("Nine soldiers were killed by JNIM militants in Boni.", "killed")
'JNIM militants'
>>> of("Chadian air strikes killed nine people.", "killed"), of("They killed nine.", "killed"), of("A bomb killed nine.", "killed")
('Chadian', 'the rebels', None)
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import islice

from timeline.casualties.attribution import SAYING, TIMES
from timeline.casualties.details import ENDS, NEAR
from timeline.casualties.lexicon import EFFECTS, MONTHS, NATIONALITIES, NUMBERS, TABLE, THINGS, VICTIMS, syntax
from timeline.casualties.tokens import Sentence
from timeline.gazetteer import Gazetteer, Name

TELLING = frozenset((*SAYING, "how", "that", "where", "when"))
ATTACKING = frozenset(w for w in TABLE["attacking"]["words"] if " " not in w) | {"shelled", "struck", "assaulted", "overran"}
FORCES = frozenset(TABLE["forces"]["words"])
WEAPONS = frozenset(TABLE["weapons"]["words"])
AUXILIARIES = syntax("auxiliaries")
PREPOSITIONS = syntax("prepositions")
BE = syntax("be")
ACCUSED = frozenset(("accused", "suspected", "convicted", "guilty"))
PRONOUNS = frozenset(("it", "they", "he"))
ACTORS = frozenset(("state", "government", "armed_group", "organisation", "both"))
HEADS = frozenset((",", ";", ".", "to", "of", "since", "in", "after"))
CLAUSE = frozenset((";", ".", ":", "while", "when", "after", "before", "because", "but", "as", "who", "which"))
DEEDS = frozenset(("struck", "hit", "shot", "fired", "set", "blew", "threw", "overran", "opened", "broke", "drove", "killed", "burnt", "is", "was",
                   "took", "caught", "met", "held", "led", "brought", "beat", "bound", "stole", "found", "left", "began", "laid", "lit", "fought"))
LONGEST = 9
WHERE = frozenset(("in", "on", "at", "near", "of", "from", "inside", "outside", "across", "to"))
COMMON = frozenset((*FORCES, *VICTIMS, "paramilitary", "armed", "masked", "unknown", "unidentified", "gang", "rival", "government")) - {"hamas", "hezbollah", "taliban"}
DASHES = frozenset("-–—")
MEN = frozenset(("members", "fighters", "men", "militants", "gunmen", "elements", "combatants", "soldiers", "troops", "units", "commandos", "supporters", "group", "column", "cell"))  # of somebody
GROUP = frozenset(("group", "groups", "militants", "force", "side"))  # "the group" is whoever was named
OTHER_DEEDS = frozenset(("run", "led", "held", "built", "made", "kept", "driven", "known", "seen", "taken", "given", "overseen", "sent", "flown", "set"))  # before "by"
SPOKESMAN = re.compile(r",? (?:an? |the )?(?:\w+ )?spokes(?:man|woman|person) (?:for|of) (?:the )?([^.,;]{2,40}?)(?=[.,;]| (?:said|told|says))")


def agent_of(
    sentence: Sentence,
    first: int,
    after: int,
    *,
    it: str | None = None,
    they: str | None = None,
    same: str | None = None,
    active: bool = True,
    behind: bool = True,
    victims: int = 10**6,
) -> str | None:
    """The agent of the effect in words first..after-1: behind "by", before the verb, or by its weapons; `it` and
    `they` are whom such a pronoun means here, `same` is who did what the sentence tells just before. Before a passive ("were killed") stand the victims, not the agent."""
    words, n = sentence.words, len(sentence)
    for k in range(after, min(after + NEAR, n - 1)):
        if words[k] == "by" and (words[k - 1] not in OTHER_DEEDS or k == after):
            end = k + 1
            while end < n and words[end] not in ENDS and end - k < LONGEST:
                end += 1
            return known(sentence, k + 1, end) or actor(sentence, k + 1, end) or armed(sentence, k + 1, end)
        if words[k] in ("in", "by", "during") and (by := armed(sentence, k + 1, min(k + 5, n))):
            return by
        if words[k] in ("when", "after", "as") and (by := armed(sentence, k + 1, min(k + 5, n))):
            return by
        if words[k] in (",", ";", ".", "when", "while") or words[k] in EFFECTS or words[k].endswith("ed") or words[k] in OTHER_DEEDS:
            break
    if not active:
        back = next((k + 1 for k in range(first - 1, max(first - NEAR, 0), -1) if words[k] in SAYING), max(first - NEAR, 0))
        done = next((k for k in range(min(first, victims) - 1, back - 1, -1) if words[k] in EFFECTS), None)
        if done is not None:
            return same if behind else None  # "two Malian soldiers were killed and six wounded"
        return armed(sentence, back, min(first, victims)) if behind else None
    end = first
    while end > 0 and words[end - 1] in AUXILIARIES:
        end -= 1
    if end > 2 and words[end - 1] == "of" and words[end - 2] in ACCUSED:
        end -= 2  # "the militia was accused of killing 12"
        while end > 0 and words[end - 1] in AUXILIARIES | BE:
            end -= 1
    if end > 1 and words[end - 1] == "to" and words[end - 2] in SAYING:
        end -= 2  # "the group claimed to have killed 12"
    if end < first and words[end] == "and" and end > 0 and counted_near(words, end) and told_with_it(words, end):
        return same
    if end < first and words[end] == "and" and words[first].endswith("ing") and any(w in EFFECTS and w.endswith("ing") for w in words[max(end - 10, 0) : end]):
        return same  # "killing Sergeant Omar Kano and wounding two policemen"
    if end < first and words[end] == "and":
        end = doing(words, end)  # "troops opened fire and killed six", "it used two bombs and killed"
    if end > 0 and words[end - 1] in PRONOUNS:
        return they if words[end - 1] == "they" else it
    if end > 1 and words[end - 1] in ("which", "that"):
        end -= 1
        while end > 0 and words[end - 1] == ",":
            end -= 1
        start = end
        while start > 0 and end - start < LONGEST + 4:
            if words[start - 1] in HEADS and not (words[start - 1] == "," and words[start][0].isdigit()):
                break
            start -= 1
        return possessor(sentence, start, end) or armed(sentence, start, end)
    start = end
    while start > 0 and words[start - 1] not in ENDS and words[start - 1] not in EFFECTS and end - start < LONGEST:
        if words[start - 1] in SAYING or (words[start - 1] in DASHES and free(sentence, start - 1)):
            break
        start -= 1
    if words[start:end] and words[start] in ("its", "their") and FORCES.intersection(words[start:end]):
        return they or it  # "the army said its troops had killed 21"
    if end - start > 1 and sentence.capital(end - 1) and words[start].endswith(("'s", "’s")):
        return known(sentence, start, end) or sentence.said(start, end)
    # "a strike on a centre in Beirut killed six", not "On the afternoon Hamas freed six"
    governed = start > 1 and words[start - 1] in WHERE and words[start - 2] != "," and start - 1 not in clause_starts(sentence) and not dating(words[start])
    found = possessor(sentence, start, end) or armed(sentence, start, end)
    found = found or (placed(sentence, start - 1) if governed else known(sentence, start, end) or actor(sentence, start, end))
    if found is not None and found.lower() in GROUP and start > 1 and (words[start - 1] in SAYING or words[start - 2] in SAYING):
        return it  # "its spokesman said the group had killed"
    return found or armed(sentence, max(first - NEAR, 0), first) or leading(sentence, first) or attacker(sentence, first)


def placed(sentence: Sentence, end: int) -> str | None:
    """The actor that ends before a preposition of place at word `end`: 'bandits in the north abducted'."""
    words, start = sentence.words, end
    if words[end] == "of":
        return None
    while start > 0 and words[start - 1] not in ENDS and words[start - 1] not in PREPOSITIONS and words[start - 1] not in EFFECTS and not dating(words[start - 1]) and words[start - 1] not in TELLING and end - start < LONGEST:
        start -= 1
    if start > 0 and words[start - 1] in PREPOSITIONS:
        return None
    return actor(sentence, start, end) if words[end - 1] in COMMON else None


def of_scene(sentence: Sentence, first: int, after: int) -> str | None:
    """Who attacked in the clause before: 'Rebels stormed a post; three guards (words first..after-1) perished'. None where
    the dead may be his own."""
    words = sentence.words
    deed = next((k for k in range(first - 1, 0, -1) if words[k] in ATTACKING), None)
    if deed is None or not {";", "and", "when", "while", "where"}.intersection(words[deed + 1 : first]):
        return None
    start = max((k for k in clause_starts(sentence) if k <= deed), default=0)
    if words[start] in PREPOSITIONS:  # "In Arlit, Agadez region, guerrillas attacked"
        start = max((k + 1 for k in range(start, deed) if words[k] == ","), default=start)
    end = deed
    while end > start and words[end - 1] in AUXILIARIES:
        end -= 1
    found = known(sentence, start, end) or actor(sentence, start, end)
    own = found is not None and any(w in found.lower() for w in words[first:after] if len(w) > 3)
    return None if own else found


def attacker(sentence: Sentence, first: int) -> str | None:
    """Whose attack it was that 'a raid by the coalition killed 90' tells of."""
    words = sentence.words
    k = next((k for k in range(first - 1, max(first - NEAR, 1), -1) if words[k] == "by"), None)
    if k is None or words[k - 1] not in WEAPONS or any(w in HEADS or verb(words, j) for j, w in enumerate(words[k + 1 : first], k + 1)):
        return None
    end = first
    while end > k + 1 and words[end - 1] in AUXILIARIES:
        end -= 1
    return known(sentence, k + 1, end) or actor(sentence, k + 1, end)


def told_with_it(words: list[str], end: int) -> bool:
    """Whether the figure before word `end` is that of another effect: 'killed 12 and wounded', not 'used two bombs and killed'."""
    return any(w in EFFECTS and w != "forces" for w in words[max(end - 8, 0) : end])


def doing(words: list[str], end: int) -> int:
    """The first verb of what one did before word `end`: whoever did it stands before it."""
    start = next((k + 1 for k in range(end - 1, max(end - LONGEST, -1), -1) if words[k] in CLAUSE or words[k] in SAYING), max(end - LONGEST, 0))
    done = next((k for k in range(start + 1, end) if verb(words, k) or words[k] == "used"), end)
    while done > 0 and done < end and words[done - 1] in AUXILIARIES:
        done -= 1
    return done


def leading(sentence: Sentence, first: int) -> str | None:
    """Who the clause of the effect word begins with: 'Gunmen on motorcycles killed 15', 'The RSF shelled a market, killing 31'."""
    words = sentence.words
    openings = clause_starts(sentence)
    start = openings[bisect_right(openings, first) - 1]
    start += words[start : start + 1] == ["that"]
    if words[start] in PREPOSITIONS:
        start = next((k + 1 for k in range(start, first) if words[k] == ","), start)  # "In a raid on Friday, gunmen shot dead five"
        start = next((k + 1 for k in range(start, min(start + 2, first)) if words[k] == ","), start)  # "On March 3, 2024, …"
    end = start
    while end < first and end - start < 9 and (words[end] not in PREPOSITIONS or (words[end] == "of" and end > start and words[end - 1] in MEN)) and words[end] not in HEADS and words[end] != "also" \
            and not verb(words, end) and not (end > start and words[end].endswith("ing") and words[end - 1] in COMMON):
        end += 1
    if end == start or end >= first:
        return None
    deeds = sum(islice((1 for k in range(end, first) if verb(words, k)), 2))  # two are too many, as are ten
    participle = words[first - 1 : first] == [","] and words[first].endswith("ing")
    if deeds != participle:
        return None
    return known(sentence, start, end) or armed(sentence, start, end) or actor(sentence, start, end) or possessor(sentence, start, end)


def dating(word: str) -> bool:
    return word in TIMES or word in MONTHS or word[0].isdigit()


def speaks_for(sentence: Sentence, claimant: str | None) -> str | None:
    """Whose deeds a claimant tells as 'we' and 'they': his own if he is no person, else those of whom he speaks for."""
    if claimant is None:
        return None
    at = sentence.text.find(claimant, sentence.start, sentence.end)
    found = SPOKESMAN.search(claimant) or (SPOKESMAN.match(sentence.text, at + len(claimant), sentence.end) if at >= 0 else None)
    if found is not None:
        return found[1]
    acts = FORCES.intersection(claimant.lower().split()) or last_actor(claimant) is not None
    return claimant if acts or claimant.startswith(("the ", "a ")) else None


@lru_cache(maxsize=8)
def clause_starts(sentence: Sentence) -> list[int]:
    """The words that a clause begins with, the first of all among them."""
    return [0, *(k + 1 for k, word in enumerate(sentence.words) if word in CLAUSE or word in SAYING or (word in DASHES and free(sentence, k)))]


def free(sentence: Sentence, k: int) -> bool:
    """Whether a dash stands for itself, as behind a dateline: 'LAGOS - Gunmen killed'."""
    return 0 < k < len(sentence) - 1 and sentence.starts[k] > sentence.ends[k - 1] and sentence.starts[k + 1] > sentence.ends[k]


def verb(words: list[str], k: int) -> bool:
    return (words[k].endswith("ed") and words[k] not in ("armed", "unidentified", "masked", "suspected", "hooded", "united")) or words[k] in DEEDS or words[k] in BE


def counted_near(words: list[str], end: int) -> bool:
    """Whether a figure ends at word `end`: 'killed 12 nurses and wounded 30' has one agent, not the nurses."""
    for k in range(end - 1, max(end - 6, -1), -1):
        if words[k][0].isdigit() or words[k] in NUMBERS:
            return True
        if words[k] in EFFECTS or words[k] in HEADS:
            return False
    return False


def armed(sentence: Sentence, start: int, end: int) -> str | None:
    """'Chadian' of 'Chadian air strikes', 'an Israeli strike'."""
    words = sentence.words
    if WEAPONS.isdisjoint(words[start : end + 1]):
        return None
    for k in range(start, end - 1):
        if (
            words[k] in NATIONALITIES
            and k + 1 < len(words)
            and (words[k + 1] in WEAPONS or (k + 2 < len(words) and words[k + 2] in WEAPONS))
        ):
            return sentence.said(k, k + 1)
        if words[k + 1] in WEAPONS and sentence.capital(k) and k > start and words[k - 1] in ("the", "a", "an"):
            return known(sentence, k, k + 1)
    return None


def possessor(sentence: Sentence, start: int, end: int) -> str | None:
    """'Israel' of 'Israel's subsequent military campaign'."""
    for k in range(start, end):
        if sentence.words[k].endswith(("'s", "’s")) and sentence.capital(k):
            first = k
            while first > start and sentence.capital(first - 1) and sentence.words[first - 1][0].isalpha():
                first -= 1
            return sentence.said(first, k + 1)[:-2]
    return None


def actor(sentence: Sentence, start: int, end: int) -> str | None:
    """Words start..end-1 where they name people who act: 'JNIM militants'."""
    words = sentence.words
    if not 0 < end - start <= 8 or (words[end - 1] in THINGS and words[end - 1] not in FORCES):
        return None
    acts = any(w in FORCES or VICTIMS.get(w) in ("perpetrator", "combatant", "police") for w in words[start:end])
    apart = any(words[k][0].isdigit() and sentence.starts[k] > sentence.ends[k - 1] for k in range(max(start, 1), end))
    if not acts or apart or any(w in EFFECTS and w != "forces" for w in words[start:end]):
        return None
    start = next((k + 1 for k in range(start + 1, end - 1) if words[k] == "by" and words[k - 1] in WEAPONS), start)  # "a raid by the coalition"
    while start < end and words[start] in ("the", "a", "an", "alleged", "suspected", "accusing"):
        start += 1
    while end > start and (words[end - 1] in PREPOSITIONS or words[end - 1] in TIMES):
        end -= 1  # "the Liberation Army yesterday"
    said = sentence.said(start, end)
    opens = start == 0 or words[start - 1] in DASHES
    return said[0].lower() + said[1:] if opens and said and words[start] in COMMON else said or None


def known(sentence: Sentence, start: int, end: int) -> str | None:
    """A state or group that the reference tables know, where it stands last in words start..end-1."""
    if end <= start or not sentence.capital(end - 1):
        return None
    said = sentence.said(start, end)
    name = last_actor(said)
    if name is None:
        return None
    before = said[: name.start].lower().removesuffix("the ").split() or sentence.words[max(start - 1, 0) : start]
    return None if before and before[-1] in PREPOSITIONS and before[-1] != "by" else name.text  # "the war in Sudan"


@lru_cache(maxsize=4096)
def last_actor(said: str) -> Name | None:
    """The state or group of the reference tables whose name the words end in."""
    names = Gazetteer.load().find(said)
    return names[-1] if names and names[-1].kind in ACTORS and said.endswith(names[-1].text) else None
