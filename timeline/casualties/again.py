"""One incident told in several places of a text: the figure without a day of its own takes that of the place that has one.

>>> told_of("10 union members", 10), told_of("Judge Ana Pardo", 1), told_of("a soldier", 1)
('members', 'pardo', None)
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.casualties.lexicon import VICTIMS
from timeline.records import CasualtyClaim

OWN = "beside the figure"  # the reason of a time that the figure's own sentence gives
TIME = re.compile(r"time: [^;]*")
DEFINITE = re.compile(r"(?:the|these|those|all)\b", re.I)


def dated_again(claims: Sequence[CasualtyClaim]) -> list[CasualtyClaim]:
    """The claims of a text in reading order, those without an own day dated by the same number of the same victims (or
    the same person) that the text dates elsewhere, where only one day comes into question."""
    sure = [c for c in claims if own_day(c)]
    return [again(c, sure) if sure else c for c in claims]


def own_day(claim: CasualtyClaim) -> bool:
    known = claim.basis == "incident" and claim.period is not None and claim.period.extent == "day"
    return known and OWN in claim.reason and "told before" not in claim.reason


def again(claim: CasualtyClaim, sure: Sequence[CasualtyClaim]) -> CasualtyClaim:
    """The claim with the day of the incident that it tells again, if it tells one."""
    head = told_of(claim.group, claim.count)
    if head is None or claim.basis not in (None, "incident") or (OWN in claim.reason and "told before" not in claim.reason):
        return claim
    same = [c for c in sure if (c.effect, c.count, c.claimed_by or claim.claimed_by) == (claim.effect, claim.count, claim.claimed_by or c.claimed_by)
            and told_of(c.group, c.count) == head and (c.place is None or claim.place in (None, c.place)) and may_be(claim, c)]  # fmt: skip
    days = {c.period for c in same}
    if len(days) != 1 or same[0].period == claim.period:
        return claim
    return claim.model_copy(update={"basis": "incident", "period": same[0].period, "reason": TIME.sub(f"time: as told of “{same[0].raw}”", claim.reason, count=1)})


def may_be(claim: CasualtyClaim, dated: CasualtyClaim) -> bool:
    """Whether a claim may tell the dated incident again: its lead, a name, or words that point back at it. Two soldiers
    killed here after two soldiers killed there are four."""
    if claim.period is None and (claim.char_start < dated.char_start or claim.count == 1):
        return True
    return (claim.count or 0) > 1 and (claim.rule.startswith("<effect noun>") or DEFINITE.match(claim.raw) is not None)


def told_of(group: str | None, count: int | None) -> str | None:
    """The word by which victims are known again: the noun of several, the last name of one."""
    words = (group or "").split()
    if not words or not count:
        return None
    last = words[-1].lower()
    if count > 1:
        return last
    return last if words[-1][0].isupper() and last not in VICTIMS and len(words) > 1 else None
