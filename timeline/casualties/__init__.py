"""Casualty claims: what a text says of the killed, injured, displaced, captured and released, figure by figure.

>>> [(c.effect, c.count, c.bound, c.raw) for c in claims("The raid killed at least 12 villagers.", mentions=())]
[('killed', 12, 'at_least', 'at least 12 villagers')]
"""

from __future__ import annotations

from collections.abc import Sequence

from timeline.casualties.assemble import Passage
from timeline.interval import Interval
from timeline.records import CasualtyClaim, Mention

__all__ = ["claims"]


def claims(
    text: str, *, mentions: Sequence[Mention], published: Interval | None = None, article_id: str = ""
) -> list[CasualtyClaim]:
    """The casualty claims of a text in reading order.

    `mentions` are the text's dates (`timeline.mentions.tag`) in reading order: they give period and as-of; without
    them the figures are the same and have no time. `published` is the as-of day of what states none. Offsets count
    code points of `text`; `raw` is the figure with its words. Words and the convention for vague numbers stand in
    `timeline/languages/casualties.en.toml`, the rules in docs/casualties.md.
    """
    return Passage(text, mentions, published, article_id).read()
