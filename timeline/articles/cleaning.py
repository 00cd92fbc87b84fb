"""Text as found → paragraphs joined by blank lines, with the page's own furniture left out.

    >>> clean("**Truce**\\n\\n-\\nOther story: a headline\\nA truce  held.\\nRead more\\n- Aid came in.").text
    'Truce\\n\\nA truce held.\\n\\n- Aid came in.'
    >>> clean("Aid came\\x00 in.").problem
    '1 control character removed, the first U+0000 in line 1'

Offsets of everything that is later found count code points of this text. No word is changed: lines are joined,
spaces squeezed, invisible characters and Markdown marks dropped, and whole lines that are no part of the article left
out. A heading stays a paragraph of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from timeline.articles.furniture import LONGEST, is_credit, is_furniture, is_headline, is_list_head, is_pointer, may_be
from timeline.articles.limits import LIMITS

ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u2028\u2029\u202d\u202e\u2060\ufeff\ud800-\udfff]")
BREAKS = str.maketrans(dict.fromkeys("\r\x0b\x0c\x85\u2028\u2029", "\n"))
SILENT = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))  # typography: nobody reads them, every rule trips over them
TERMINAL = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1b]{0,200}(?:\x07|\x1b\\))")
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
OVERRIDE = re.compile("[\u202d\u202e]")
MARKERS = frozenset("-–—•*·●▪■◦‣»>|+o")
HEADING = re.compile(r"#{1,6}\s+(.*?)\s*#*$|(\*\*|__)(?=\S)(.+?)(?<=\S)\2:?$")
BOLD = re.compile(r"(\*\*|__)(?=\S)([^*\n]{1,2000}?)(?<=\S)\1")
ENDS = (".", "?", "!", "”", '"', ":", "…", ")")
WRAPPED_FROM, WRAPPED_TO = 40, 100  # the length of lines in a text broken by hand or by a terminal
REPEATED_FROM = 40  # a shorter paragraph ('Yes.', 'Background') may return on purpose
RULE = 80  # characters of a line that draws a rule
TITLE_CHARS = 160


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The cleaned text, its first heading where that is clearly the title, and a note on what was removed."""

    text: str
    title: str | None = None
    problem: str | None = None


class Paragraph(NamedTuple):
    """A paragraph with whether it was marked as a heading."""

    text: str
    heading: bool = False


def clean(text: str, *, markup: bool = False, cut: Mapping[int, int] | None = None) -> Cleaned:
    """The paragraphs of an article. `cut` leaves out the first characters of lines (by number, from 0: a date line)."""
    text, problem = visible(text)
    if markup:
        text = without_markdown(text)
    lines = text.split("\n")
    for number, characters in (cut or {}).items():
        if number < len(lines):
            lines[number] = lines[number][characters:]
    kept = _once(_own(_paragraphs(lines)))
    return Cleaned("\n\n".join(paragraph.text for paragraph in kept), _title(kept), problem)


def visible(text: str) -> tuple[str, str | None]:
    """The text with one kind of line end and no invisible control characters; and a note where some were removed.

    >>> visible("one\\r\\ntwo\\x1b[31m three")
    ('one\\ntwo three', '1 control character removed, the first U+001B in line 2')
    """
    if text.replace("\n", "").isprintable() or not ODD.search(text):
        return text, None
    text = text.replace("\r\n", "\n").translate(BREAKS).translate(SILENT)
    note = None
    if CONTROL.search(text):
        text = "".join(_cp1252(character) for character in text) if re.search("[\x80-\x9f]", text) else text
        first = CONTROL.search(text)
        if first:
            place = f"the first U+{ord(first[0]):04X} in line {text.count(chr(10), 0, first.start()) + 1}"
            text, sequences = TERMINAL.subn("", text)
            text = re.sub("[\ud800-\udfff]", "\ufffd", text)
            text, count = CONTROL.subn("", text)
            count += sequences
            note = f"{count} control character{'s' if count != 1 else ''} removed, {place}" if count else "half a character replaced"
    if OVERRIDE.search(text):
        note = "; ".join(filter(None, (note, "the text overrides its direction of writing (shown, not obeyed)")))
    return text, note


def _cp1252(character: str) -> str:
    """A C1 control is nearly always a Windows quotation mark that was read as Latin-1."""
    if "\x80" <= character <= "\x9f":
        return character.encode("latin-1").decode("cp1252", "ignore") or character
    return character


def _paragraphs(lines: list[str]) -> list[Paragraph]:
    """Lines → paragraphs: a line is one, unless lines were broken at a fixed width."""
    found: list[Paragraph] = []
    block: list[str] = []
    for line in [*lines, ""]:
        if line and not line.isspace():
            block.append(line)
            continue
        if block:
            found += map(_paragraph, _joined(block) if len(block) > 1 and _wrapped(block) else block)
            block = []
    return [paragraph for paragraph in found if paragraph.text]


def _wrapped(block: list[str]) -> bool:
    """Whether these lines were broken at a fixed width: all but the last of middling length, most ending in mid-sentence."""
    longest = len(block[0])
    if longest > 2 * WRAPPED_TO or not WRAPPED_FROM <= (longest := max(map(len, block))) <= WRAPPED_TO:
        return False
    body = block[:-1]
    full = sum(len(line.strip()) * 4 >= longest * 3 for line in body)
    open_ends = sum(not line.rstrip().endswith(ENDS) for line in body)
    carried = sum(line.lstrip()[:1].islower() for line in block[1:])
    if block[0].isupper():  # wires in capitals: no line begins in a small letter
        carried = len(body)
    return full * 4 >= len(body) * 3 and open_ends * 2 >= len(body) and carried * 3 >= len(body)


def _joined(block: list[str]) -> list[str]:
    """Wrapped lines as paragraphs; an indented line or a list mark begins a new one."""
    margin = min(len(line) - len(line.lstrip()) for line in block)
    found: list[str] = []
    for line in block:
        indented = len(line) - len(line.lstrip()) > margin + 1 or line.lstrip()[:2] in ("- ", "* ", "• ")
        if found and not indented:
            hyphen = found[-1].endswith("-") and not found[-1].endswith((" -", "--"))
            found[-1] += line.strip() if hyphen else f" {line.strip()}"
        else:
            found.append(line.strip())
    return found


def _paragraph(line: str) -> Paragraph:
    text = line.strip() if "  " not in line and line.isprintable() else " ".join(line.split())
    if "**" not in text and "__" not in text and not text.startswith("#"):
        return Paragraph(text)
    heading = HEADING.match(text)
    if heading:
        return Paragraph((heading[1] or heading[3] or "").replace("**", "").strip(), heading=True)
    return Paragraph(BOLD.sub(r"\2", text))


def _own(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """The article's own paragraphs: without furniture and without headlines of other articles."""
    kept: list[Paragraph] = []
    listing = False  # below 'Related stories'
    marker = False  # below a bare dash
    for paragraph in paragraphs:
        text = paragraph.text
        if len(text) > LONGEST:
            kept += [paragraph] if not marker else [Paragraph(f"- {text}")]
            listing = marker = False
            continue
        if len(text) <= RULE and not any(map(str.isalnum, text)):
            marker = text in MARKERS  # else a rule of dashes or stars
            continue
        if marker:
            marker = False
            if not is_headline(text) or _in_list(kept):
                kept.append(Paragraph(f"- {text}"))
            continue
        if listing and not paragraph.heading and is_headline(text.lstrip("-•* ")) and " " in text:
            continue
        listing = False
        if may_be(text):
            listing = is_list_head(text)
            if listing or is_furniture(text) or is_pointer(text) or is_credit(text):
                continue
        kept.append(paragraph)
    return kept


def _in_list(kept: list[Paragraph]) -> bool:
    """Whether the last paragraph opens a list with a colon, or is an item of such a list."""
    for paragraph in reversed(kept):
        if not paragraph.text.startswith("- "):
            return paragraph.text.endswith(":")
    return False


def _once(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Each paragraph at its first place; short ones may return, but not twice running. Very long ones are cut."""
    kept: list[Paragraph] = []
    seen: set[str] = set()
    for paragraph in paragraphs:
        text = paragraph.text
        if (text in seen and len(text) >= REPEATED_FROM) or (kept and kept[-1].text == text):
            continue
        seen.add(text)
        if len(text) <= LIMITS.paragraph_chars:
            kept.append(paragraph)
        else:
            kept += map(Paragraph, _pieces(text, LIMITS.paragraph_chars))
    return kept


def _pieces(text: str, size: int) -> list[str]:
    found, at = [], 0
    while at < len(text):
        end = at + size
        space = text.rfind(" ", at, end) if end < len(text) else -1
        end = space if space > at else end
        found.append(text[at:end].strip())
        at = end
    return [piece for piece in found if piece]


def _title(kept: list[Paragraph]) -> str | None:
    """The first line where it is clearly the title: a marked heading near the top, or a short open line above a sentence."""
    for paragraph in kept[:3]:
        if paragraph.heading and len(paragraph.text) <= TITLE_CHARS and " " in paragraph.text:
            return paragraph.text
    if len(kept) < 2 or any(paragraph.heading for paragraph in kept[:3]):
        return None
    first, second = kept[0].text, kept[1].text
    words = first.count(" ") + 1
    if not (3 <= words <= 30 and len(first) <= TITLE_CHARS and is_headline(first) and not first.startswith(("- ", "“", '"'))):
        return None
    below = next((p.text for p in kept[1:8] if len(p.text) > len(first) or p.text.endswith((".", ".”", '."'))), second)
    return first if below.rstrip("\"'”’)").endswith((".", "?", "!")) and len(below) >= 40 else None


_LINK = re.compile(r"!?\[([^\]\n]{0,500})\]\((?:[^()\s]|\([^()\s]*\)){0,2000}(?:\s+\"[^\"\n]{0,200}\")?\)")
_IMAGE = re.compile(r"!\[[^\]\n]{0,500}\]\([^)\n]{0,2000}\)")
_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])([^*_\n]{1,500}?)(?<=[^\s*_])\1(?![\w*])")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,500}>")
_SETEXT = re.compile(r"^((?![*+>#-])\S[^\n]{0,200})\n(?:={3,}|-{3,})[ \t]*$", re.M)
_RULE = re.compile(r"^[ \t]*(?:(?:[*_-][ \t]*){3,}|`{3,}.{0,40}|~{3,}.{0,40}|\[[^\]\n]{1,60}\]:\s\S.{0,300})$", re.M)


def without_markdown(text: str) -> str:
    """Markdown as plain lines, as many as before; headings keep their # so that they stay headings."""
    text = _SETEXT.sub(r"# \1\n", text)
    text = _RULE.sub("", text)
    text = _IMAGE.sub("", text)
    text = _LINK.sub(r"\1", text)
    text = _TAG.sub("", _without_comments(text))
    text = re.sub(r"^[ \t]*>[ \t]?", "", text, flags=re.M)
    text = re.sub(r"^([ \t]*)[*+][ \t]+(?=\S)", r"\1- ", text, flags=re.M)
    text = _EMPHASIS.sub(r"\2", text)
    return re.sub(r"\\([\\`*_{}\[\]()#+.!-])", r"\1", text).replace("`", "")


def _without_comments(text: str) -> str:
    """The text without HTML comments, each replaced by its line ends; one that never closes stays."""
    kept, at = [], 0
    while (begin := text.find("<!--", at)) >= 0 and (end := text.find("-->", begin + 4)) >= 0:
        kept += [text[at:begin], "\n" * text.count("\n", begin, end)]
        at = end + 3
    return "".join(kept) + text[at:]
