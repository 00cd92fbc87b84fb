"""Whose the people of a figure are and who holds them, as the reference tables know the parties.

>>> text = "Four members of the Taliban were killed."
>>> s = Sentence(text, 0, len(text))
>>> named_side(s, 0, 2), said_of_itself(s, 6, "the army")
('Taliban', None)
"""

from __future__ import annotations

from timeline.casualties.attribution import SAYING
from timeline.casualties.details import holder
from timeline.casualties.lexicon import NATIONALITIES
from timeline.casualties.parties import party, side_of_words
from timeline.casualties.telling import Telling
from timeline.casualties.tokens import Sentence

MEMBERS = frozenset(("members", "member", "fighters", "fighter", "soldiers", "soldier", "troops", "militants", "commander", "commanders",
                     "officers", "officer", "staff", "employees", "leader", "leaders", "nationals", "citizens"))  # fmt: skip
HOLDING = frozenset(("released", "held"))
OFFICIAL = frozenset(("army", "police", "troops", "forces", "soldiers", "military", "commandos", "navy", "government", "marines"))
FREEING = frozenset(("freed", "free", "freeing", "liberated", "liberating"))
HOSTAGE = frozenset(("hostage", "hostages", "abducted", "kidnapped", "captives", "kidnap", "schoolgirls", "schoolchildren"))


def named_side(sentence: Sentence, first: int, after: int) -> str | None:
    """'three Hezbollah fighters', 'two North Koreans', 'four members of the Taliban': as the reference tables know it."""
    text, words = sentence.text, sentence.words
    own = any(sentence.capital(k) for k in range(first, after) if k or words[k] in NATIONALITIES) and sentence.text[sentence.starts[first] : sentence.ends[after - 1]]
    found = side_of_words(own) if own and not own.isupper() else None
    if found is None and words[after : after + 1] in (["of"], ["from"]) and words[after - 1] in MEMBERS and not text[sentence.start : sentence.end].isupper():
        found = side_of_words(sentence.said(after + 1, name_end(sentence, after + 1)))
    return found


def name_end(sentence: Sentence, k: int) -> int:
    """The word after a name that begins at word k: 'the Revolutionary Guards'."""
    end = k
    while end < len(sentence) and end - k < 6 and (sentence.words[end] in ("the", "of") or sentence.capital(end)):
        end += 1
    return end


def helped(sentence: Sentence, telling: Telling) -> bool:
    """Whether they were brought away from the harm: "evacuated 98 wounded", which no perpetrator does."""
    return not HELPING.isdisjoint(sentence.words[max(telling.finding.trigger.first - 4, 0) : telling.finding.trigger.after])


HELPING = frozenset(("evacuated", "evacuating", "evacuates", "evacuate", "relocated", "resettled", "sheltered", "rehoused", "accommodated", "airlifted", "treated"))


def held_by(telling: Telling, sentence: Sentence, after: int, agent: str | None) -> str | None:
    """Who holds them or lets them go: as named behind them, else who does it, unless it frees them from others."""
    if telling.holder is not None:
        return party(telling.holder)
    named = holder(sentence, after)
    if named is not None or agent is None or telling.effect not in HOLDING:
        return party(named) if named is not None else None
    trigger = telling.finding.trigger
    rescuers = OFFICIAL.intersection((*agent.lower().split(), *sentence.words[max(trigger.first - 4, 0) : trigger.first]))
    freed = FREEING.intersection(sentence.words[trigger.first : trigger.after])
    return None if rescuers and freed and not HOSTAGE.isdisjoint(sentence.vocabulary) else party(agent)


def said_of_itself(sentence: Sentence, verb: int, claimant: str | None) -> str | None:
    """Whom 'it' means in 'JNIM said it had killed 70': the one who says so."""
    words = sentence.words
    k = next((k for k in range(verb - 1, max(verb - (9 if words[verb - 1] == "and" else 5), 0), -1) if words[k] == "it"), 0)
    return claimant if k and (words[k - 1] in SAYING or words[k - 1] == "that") else None
