"""The words and phrases of effect in a sentence, the longest phrase first.

>>> [(t.first, t.uses) for t in triggers("two were shot dead".split())]
[(2, (('ed', 'killed'),))]
"""

from __future__ import annotations

from dataclasses import dataclass

from timeline.casualties.lexicon import EFFECT_PHRASES, EFFECTS, PHRASE_LENGTHS

HOT = frozenset({*EFFECTS, *PHRASE_LENGTHS})


@dataclass(frozen=True, slots=True, eq=False)
class Trigger:
    """A word or phrase of effect with the forms it may be."""

    first: int
    after: int
    uses: tuple[tuple[str, str], ...]

    def form(self, *forms: str) -> str | None:
        """The effect that it names in one of these forms."""
        for form, effect in self.uses:
            if form in forms:
                return effect
        return None


def triggers(words: list[str]) -> list[Trigger]:
    found: list[Trigger] = []
    after = 0
    for i in [i for i, word in enumerate(words) if word in HOT]:
        if i < after:
            continue
        word, size = words[i], 1
        uses = EFFECTS.get(word)
        for length in PHRASE_LENGTHS.get(word, ()):
            use = EFFECT_PHRASES.get(tuple(words[i : i + length]))
            if use:
                uses, size = (use,), length
                break
        if uses:
            after = i + size
            found.append(Trigger(i, after, uses))
    return found
