"""Claims of a text → the same claims, each later figure pointing at the one that the text calls earlier.

    >>> def claim(count, at):
    ...     return CasualtyClaim(claim_id=str(count), article_id="a", effect="killed", count=count, char_start=at, char_end=at + 2,
    ...                          sentence=text, raw=str(count), rule="r")
    >>> text = "The toll stands at 18. An earlier count was 11 dead."
    >>> [(c.count, c.supersedes) for c in revised([claim(18, 19), claim(11, 44)], text)]
    [(18, '11'), (11, None)]
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.records import CasualtyClaim

EARLIER = re.compile(
    r"\b(?:(?:had|has) (?:earlier|previously|initially|first|originally)\b[^.;\n]{0,60}"
    r"|(?:^|[.;] )earlier,? (?:it|they|he|she|the \w+)\b[^.;\n]{0,60}"
    r"|(?:^|[.;\n] ?)earlier,? [^.;\n]{0,40}\bhad (?:put|given|reported|counted|spoken of)\b[^.;\n]{0,60}"
    r"|(?:an?|the) (?:earlier|initial|previous|preliminary|provisional) (?:toll|figure|count|estimate|number|tally)\b[^.;\n]{0,80}"
    r"|(?:revised|corrected|updated)\b[^.;\n]{0,40}\bfrom )$",
    re.I,
)
REACH = 120  # characters before a figure in which the words stand that call it earlier


def revised(claims: Sequence[CasualtyClaim], text: str) -> list[CasualtyClaim]:
    """The claims in their order. A figure told as the earlier one is superseded by the figure of the same effect that
    stands nearest before it in its paragraph, and by none where two claimants differ."""
    out = {c.claim_id: c for c in claims}
    whole = [c for c in claims if c.subset_of is None and c.share is None and (c.count or c.low) is not None]
    gone = {c.supersedes for c in claims}
    for old in whole:
        if old.claim_id in gone:
            continue
        start = text.rfind("\n", 0, old.char_start) + 1
        if EARLIER.search(text, max(start, old.char_start - REACH), old.char_start) is None:
            continue
        told = [c for c in whole if start <= c.char_start < old.char_start and c.effect == old.effect and c.count != old.count]
        told = [c for c in told if c.claimed_by == old.claimed_by or None in (c.claimed_by, old.claimed_by)]
        if told and out[told[-1].claim_id].supersedes is None and old.supersedes != told[-1].claim_id:
            new = out[told[-1].claim_id] = out[told[-1].claim_id].model_copy(update={"supersedes": old.claim_id})
            if new.basis == "incident" and old.basis in (None, "incident"):
                out[old.claim_id] = out[old.claim_id].model_copy(update={"basis": new.basis, "period": new.period})
    return list(out.values())
