"""Casualty claims: what a text says of the killed, injured, displaced, captured and released, figure by figure.

    >>> [(c.effect, c.count, c.bound, c.raw) for c in claims("The raid killed at least 12 villagers.", mentions=())]
    [('killed', 12, 'at_least', 'at least 12 villagers')]
"""

from __future__ import annotations

from collections.abc import Sequence

from timeline.casualties.parse import Parse
from timeline.casualties.rules import findings
from timeline.casualties.structure import Telling, tellings
from timeline.casualties.tokens import Sentence, effect_sentences
from timeline.interval import Interval
from timeline.records import CasualtyClaim, Mention, identify

__all__ = ["claims"]


def claims(
    text: str, *, mentions: Sequence[Mention], published: Interval | None = None, article_id: str = ""
) -> list[CasualtyClaim]:
    """The casualty claims of a text in reading order; offsets count its code points."""
    out: list[CasualtyClaim] = []
    for start, end in effect_sentences(text):
        out += of_sentence(Sentence(text, start, end), article_id)
    unique = {c.claim_id: c for c in reversed(out)}
    return sorted(unique.values(), key=lambda c: (c.char_start, c.char_end))


def of_sentence(sentence: Sentence, article_id: str) -> list[CasualtyClaim]:
    parse = Parse(sentence)
    if not parse.groups:
        return []
    return [claim(sentence, telling, article_id) for telling in tellings(parse, findings(parse))]


def span(sentence: Sentence, telling: Telling) -> tuple[int, int]:
    first = min(telling.groups, key=lambda g: g.first)
    last = max(telling.groups, key=lambda g: g.after)
    return sentence.starts[first.first], sentence.ends[last.after - 1]


def claim(sentence: Sentence, telling: Telling, article_id: str) -> CasualtyClaim:
    start, end = span(sentence, telling)
    trigger = telling.finding.trigger
    roles = {g.role for g in telling.groups}
    role = roles.pop() if len(roles) == 1 else None
    first, last = telling.groups[0], telling.groups[-1]
    parent = telling.parent
    return CasualtyClaim(
        claim_id=identify("claim", article_id, start, end, telling.effect), article_id=article_id, effect=telling.effect,
        count=telling.count, low=telling.low, high=telling.high, bound=telling.bound,
        unit="households" if role in ("households", "homes") else "people",
        group=sentence.said(first.quantity.after if len(telling.groups) == 1 else first.first, last.after) or None,
        group_role=role, side=first.side,
        subset_of=identify("claim", article_id, *span(sentence, parent), parent.effect) if parent else None,
        char_start=start, char_end=end, sentence=sentence.text[sentence.start : sentence.end], raw=sentence.text[start:end],
        rule=telling.rule, reason=f"“{sentence.said(trigger.first, trigger.after)}” of “{sentence.said(first.first, last.after)}”",
        status=telling.finding.status or "reported",
    )  # fmt: skip
