"""Text as found → paragraphs joined by blank lines, with the page's own furniture left out.

    >>> clean("Talks  resumed.\\n-\\nOther story: a headline\\nA truce held.\\nRead more\\nA truce held.").text
    'Talks resumed.\\n\\nA truce held.'
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cleaned:
    text: str
    title: str | None = None
    problem: str | None = None


def clean(text: str, *, markup: bool = False) -> Cleaned:
    seen: set[str] = set()
    kept: list[str] = []
    lines = [" ".join(line.split()) for line in text.splitlines()]
    lines = [line for line in lines if line]
    i = 0
    while i < len(lines):
        line = lines[i].strip("*") if lines[i].startswith("**") else lines[i]
        i += 1
        if line == "-":
            i += 1
            continue
        if line in seen or line == "Read more":
            continue
        seen.add(line)
        kept.append(line)
    return Cleaned("\n\n".join(kept))
