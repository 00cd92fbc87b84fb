"""The language of a text, cheaply where it is English.

    >>> language_of("The talks in Doha were resumed on Monday, and the ministry said that a deal is near for both.")
    'en'
    >>> language_of("Les pourparlers ont repris à Doha et le ministère a déclaré qu'un accord est proche pour les deux.")
    'fr'

Running English is told by its commonest words; what fails that test goes to py3langid. A text too short to tell is
taken for what it declares, else for English; one that declares English is English unless it is plainly another.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

NOT_SUPPORTED = "language not supported"
SAMPLE = 1_000
SHORT = 60  # letters; below this no method tells languages apart
WORDS = re.compile(r"[^\W\d_]+")
COMMON = (
    "the of and to in a is that for it on was with as by at be from has have had this are not his an were which or "
    "he she they their its but been who will would more after said about when there than also into over"
)
ENGLISH = frozenset(COMMON.split())
ENGLISH_ALONE = frozenset(("the", "and", "that", "were", "with", "from", "which", "their", "this", "had"))  # no other language's words
LATIN = re.compile(r"[a-z\u00df-\u024f\u1e00-\u1eff]+")
LITTLE = (
    "el los las del que una por con para como más su se en es la de le les des du est dans pour une qui sur pas au aux et ce der das "
    "und ist von mit den dem nicht auf für ein eine sich im zu het een van niet zijn dat op te voor il che di della per non sono gli da "
    "nel não uma os dos ao na um foi bir ve bu için ile olarak yang dengan untuk dari ini tidak nie się że jest w z på och att som det "
    "av till är"
)  # words of other languages in Latin letters
OTHERS = frozenset(LITTLE.split())


@cache
def supported() -> frozenset[str]:
    """Codes of the languages that have a table."""
    folder = files("timeline") / "languages"
    names = (entry.name for entry in folder.iterdir()) if folder.is_dir() else ()
    return frozenset({"en"} | {name[:2] for name in names if re.fullmatch(r"[a-z]{2}\.toml", name)})


def language_of(text: str, declared: str | None = None) -> str:
    """The ISO 639-1 code of a text; `declared` ('en-GB', 'fr') decides where the text itself is not plain English."""
    code = re.split(r"[-_]", declared.strip().lower())[0] if declared else ""
    code = {"english": "en", "eng": "en", "arabic": "ar", "ara": "ar", "french": "fr", "fra": "fr"}.get(code, code)
    words = text[:SAMPLE].lower().split()
    if len(words) >= 12 and sum(map(ENGLISH.__contains__, words)) * 6 > len(words):
        return "en"
    sample = text[: 2 * SAMPLE]
    words = WORDS.findall(sample.lower())
    if sum(map(len, words)) < SHORT:
        latin = sample.isascii() or not re.search(r"[^\W\d_\u0000-\u024f]", sample)
        return code or ("en" if latin else _classify(sample))
    if code and code != "en":
        return code
    if code and not _is_plainly_another(words):
        return code
    return "en" if _is_english(words) else _classify(sample)


def _is_english(words: list[str]) -> bool:
    """Whether words that run among names and figures are English: their classifier brings a large model along."""
    common, alone = (sum(map(these.__contains__, words)) for these in (ENGLISH, ENGLISH_ALONE))
    return len(words) >= 40 and common * 6 > len(words) and alone * 20 > len(words)


def _is_plainly_another(words: list[str]) -> bool:
    """Whether words that are declared English are not: many of another language's little words and next to none of
    English, or another script. A list of names or figures is neither."""
    alone, others = (sum(map(these.__contains__, words)) for these in (ENGLISH_ALONE, OTHERS))
    strange = sum(not word.isascii() and not LATIN.fullmatch(word) for word in words)
    return strange * 2 > len(words) or (others * 7 > len(words) and others > 3 * alone)


def _classify(sample: str) -> str:
    import py3langid

    return str(py3langid.classify(sample)[0])
