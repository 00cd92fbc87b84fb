"""A verb and a name behind it → whether the name is of whom something is given to, or is called home from.

    >>> told = "norway pledged 50 million dollars to kenya on friday .".split()
    >>> given_to(told, told.index("pledged"), told.index("kenya"))
    True
"""

from __future__ import annotations

from collections.abc import Sequence

from timeline.clauses import BREAKS
from timeline.verbs import form_of

LOCATIVES = {"in", "at", "near", "inside", "outside", "across", "around", "off", "throughout", "over"}
RECALLS = {"recall", "withdraw", "call"}
ENVOYS = {"ambassador", "ambassadors", "envoy", "envoys", "diplomats", "diplomat", "chargé", "attaché", "attache", "consul"}
WRITTEN = {"message", "messages", "letter", "letters", "list", "demands", "proposal", "proposals", "reply", "response", "answer", "condolences", "note", "draft", "ultimatum", "greetings", "congratulations"}
SPOKEN_TO = {"protest", "apologise", "apologize", "appeal"}
GIVES = {"give", "pledge", "grant", "lend", "extend", "promise", "offer", "hand", "submit", "present", "convey", "relay", "return", "pay", "award", "sell", "lodge", "allocate", "earmark",
         "disburse", "donate", "surrender", "transfer", "release", "pass", "suspend", "halt", "stop", "freeze", "withhold", "cut", "cancel", "ban", "block"}  # fmt: skip


def given_to(lower: Sequence[str], i: int, first: int) -> bool:
    """Whether the name at `first` is of whom something is given to: "pledged $300 million to Kenya", "protested to Beijing"."""
    base = form_of(lower[i])[0]
    at = next((j for j in range(i + 1, first) if lower[j] == "to"), first)
    if base in ("deliver", "send") and not WRITTEN.isdisjoint(lower[i + 1 : at]):
        return first - at <= 3
    return (base in SPOKEN_TO and at == i + 1) or (base in GIVES and i + 1 < at and first - at <= 3 and BREAKS.isdisjoint(lower[i + 1 : first]) and LOCATIVES.isdisjoint(lower[i + 1 : first]))


def recalled_from(lower: Sequence[str], i: int, first: int) -> bool:
    """Whether an envoy is called home from the name at `first`: "recalled its ambassador to Israel"."""
    return form_of(lower[i])[0] in RECALLS and not ENVOYS.isdisjoint(lower[i + 1 : first])
