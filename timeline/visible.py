"""Control and invisible characters made visible, so that text of others cannot hide, turn round or steer a terminal.

    >>> visible("invoice\\u202efdp.exe \\x1b[31m")
    'invoice⟨202E⟩fdp.exe ⟨001B⟩[31m'

Line ends and tabs stay, and so do the zero-width joiner and non-joiner, which Persian and emoji are written with.
"""

from __future__ import annotations

import sys
import unicodedata

KEPT = "\n\t\u200c\u200d"
HIDDEN = ("Cc", "Cf", "Cs", "Co")  # control, format, surrogate and private-use characters


def visible(text: str) -> str:
    """The text with each hidden character as its code point in angle brackets."""
    if text.isprintable():
        return text
    return "".join(f"⟨{ord(c):04X}⟩" if unicodedata.category(c) in HIDDEN and c not in KEPT else c for c in text)


def complain(message: str) -> None:
    """One line on standard error; names of files and text of others in it cannot steer the terminal."""
    print(visible(message), file=sys.stderr, flush=True)
