"""The spellings of one name: apostrophes and hyphens of every kind, and Arabic names as newspapers print them."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice, product


@lru_cache(maxsize=4096)
def plain(alias: str) -> str:
    """An alias with plain apostrophes, hyphens and single spaces: the form it is looked up by."""
    return " ".join(alias.translate(_PLAIN).split())


_PLAIN = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "`": "'", "ʿ": "'", "‐": "-", "‑": "-", "–": "-", "\u00a0": " "})


# Forms of one Arabic word that newspapers print by turns; each table holds one of them.
VARIANTS = (
    ("Mohammed", "Mohammad", "Muhammad", "Mohamed"), ("Ahmed", "Ahmad"), ("Hussein", "Hussain"), ("Khaled", "Khalid"),
    ("Abdulrahman", "Abdul Rahman", "Abdul-Rahman", "Abdel Rahman"), ("Abdulaziz", "Abdul Aziz", "Abdelaziz"),
    ("Abdullah", "Abdallah"), ("Osama", "Usama"), ("Yousef", "Yusuf", "Youssef"), ("Ibrahim", "Ebrahim"),
)  # fmt: skip
_VARIANT_OF = {form: group for group in VARIANTS for form in group}
_SPELLED_WORD = re.compile(r"(?<!\w)(?:([AaEe]l)[- ](?=[A-ZÀ-Ý])|(" + "|".join(_VARIANT_OF) + r")(?!\w))")
MOST_SPELLINGS = 64


def spellings(alias: str) -> list[str]:
    """An alias as written and as newspapers spell it besides: the article al with and without hyphen and capital, and
    common given names.

    >>> spellings("Ahmed al-Sharaa")[:3], len(spellings("Ahmed al-Sharaa"))
    (['Ahmed al-Sharaa', 'Ahmed Al-Sharaa', 'Ahmed al Sharaa'], 8)
    """
    if not _SPELLED_WORD.search(alias):
        return [alias]
    parts: list[tuple[str, ...]] = []
    at = 0
    for m in _SPELLED_WORD.finditer(alias):
        parts.append((alias[at : m.start()],))
        if m[1]:
            own, other = m[0], m[1][0].swapcase() + m[1][1:]
            forms: tuple[str, ...] = (own, other + own[-1], m[1] + "- "[own[-1] == "-"], other + "- "[own[-1] == "-"])
        else:
            forms = (m[2], *(form for form in _VARIANT_OF[m[2]] if form != m[2]))
        parts.append(forms)
        at = m.end()
    return ["".join(choice) for choice in islice(product(*parts, (alias[at:],)), MOST_SPELLINGS)]
