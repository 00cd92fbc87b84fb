"""Text in pictures: how wide it is, where it breaks, and made harmless.

    >>> cut("Israel strikes a building in Doha where Hamas negotiators met", 120)
    'Israel strikes a buil…'
    >>> safe("<b>bold</b> & \\u202etfel")
    '&lt;b&gt;bold&lt;/b&gt; &amp; ⟨202E⟩tfel'
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from functools import lru_cache

from timeline.visible import visible

NARROW, WIDE = set("iljtfrI.,:;'|!()[] "), set("mwMW@%—…")


@lru_cache(maxsize=50_000)
def width_of(text: str, size: float = 12) -> float:
    """Pixels that the text takes at most in a sans-serif face of that size."""
    units = 0.0
    for letter in text:
        if letter in NARROW:
            units += 0.31
        elif letter in WIDE:
            units += 0.9
        elif letter.isupper():
            units += 0.68
        elif ord(letter) >= 0x1100:
            units += 1.05
        else:
            units += 0.54
    return units * size


def cut(text: str, pixels: float, size: float = 12) -> str:
    """The text, or as much of it as fits with an ellipsis; empty where fewer than four letters would fit."""
    if width_of(text, size) <= pixels:
        return text
    room, used, out = pixels - width_of("…", size), 0.0, 0
    for letter in text:
        used += width_of(letter, size)
        if used > room:
            break
        out += 1
    return text[:out].rstrip() + "…" if out >= 4 else ""


def wrapped(text: str, pixels: float, size: float = 12) -> list[str]:
    """The text in lines that fit; a word longer than a line is cut."""
    lines: list[str] = []
    for word in text.split():
        if lines and width_of(f"{lines[-1]} {word}", size) <= pixels:
            lines[-1] += f" {word}"
        else:
            lines.append(cut(word, pixels, size))
    return lines


def safe(text: object) -> str:
    """Text of others for a figure: no tags, no hidden characters."""
    return html.escape(visible(str(text)), quote=False)


def joined(words: Iterable[str], most: int = 4) -> str:
    """
    >>> joined(["a", "b", "c", "d", "e", "f"])
    'a, b, c, d and 2 more'
    """
    listed: Sequence[str] = list(words)
    return ", ".join(listed[:most]) + (f" and {len(listed) - most} more" if len(listed) > most else "")
