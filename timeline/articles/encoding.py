"""Bytes of an article → text, whatever their encoding.

    >>> decode("Café in Doha".encode("cp1252")).text
    'Café in Doha'
    >>> decode("Doha".encode("utf-16")).encoding
    'utf-16'
    >>> decode(b"Doha \\xff\\xfe talks " + "é".encode() * 40).problem
    'not valid UTF-8 at byte 5 (2 bytes replaced by \\ufffd)'

Order of trust: a byte order mark, UTF-8 where it holds, the encoding that the file declares, UTF-16 without a mark,
then charset-normalizer on a sample. Text that is UTF-8 but for a few bytes is UTF-8 with those replaced, and says so.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding=["']([\w.:-]{2,40})|<meta[^>]{0,200}?charset=["']?\s*([\w.:-]{2,40})""", re.I)
SAMPLE = 64 * 1024
TABLES = ["cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "koi8_r", "shift_jis", "euc_jp", "gb18030", "big5",
          "euc_kr", "mac_roman", "mac_cyrillic", "cp866"]  # fmt: skip
RARE, ACCENTED = 2, 15  # per cent of bytes above 127: English has under 2, French 4, Polish 8, Arabic and Russian over 80
WESTERN = frozenset("éèêëàâäáãåçîïíìóòôöõúùûüñßøæœÉÈÊÀÂÄÁÅÇÎÓÖÚÜÑØÆŒ‘’“”„–—…«»°€£§·¡¿•\u00a0")
REPLACED = "\ufffd"
MAGIC = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"PK\x03\x04": "a zip archive",
    b"\x1f\x8b": "a gzip file",
    b"7z\xbc\xaf": "a 7-zip archive",
    b"Rar!": "a RAR archive",
    b"\x7fELF": "a program",
    b"PAR1": "a Parquet table",
    b"SQLite format 3": "a database",
    b"BZh": "a bzip2 file",
    b"\xfd7zXZ": "an xz file",
    b"{\\rtf": "a Rich Text document",
}


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text with the encoding it was read in; `problem` says where bytes had to be replaced."""

    text: str
    encoding: str
    problem: str | None = None


# a word in two scripts, or a box-drawing character in a line of words: the mark of a wrong guess
MIXED = re.compile("[A-Za-z][\u0370-\u06ff\u2500-\u25ff]|[\u0370-\u06ff\u2500-\u25ff][A-Za-z]|[A-Za-z] [\u2500-\u25ff] [A-Za-z]")


def binary(data: bytes) -> str | None:
    """What the bytes are when they are no text ('a PDF', 'binary data'), or None.

    >>> binary(b"%PDF-1.7 ...")
    'a PDF'
    """
    for magic, what in MAGIC.items():
        if data.startswith(magic):
            return what
    head = data[:SAMPLE]
    if head.startswith(tuple(mark for mark, _ in MARKS)) or _wide(head):
        return None
    controls = len(head) - len(head.translate(None, bytes({*range(0, 9), *range(14, 27), *range(28, 32), 127})))
    return "binary data" if controls * 50 > len(head) else None


def decode(data: bytes) -> Decoded:
    """The text of these bytes; never raises."""
    for mark, name in MARKS:
        if data.startswith(mark):
            return _exactly(data, name)
    wide = _wide(data[:SAMPLE])
    if wide:  # before UTF-8, which Cyrillic in UTF-16 satisfies too
        return _exactly(data, wide)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        first_fault = error.start
    declared = _declared(data)
    damaged = _damaged_utf8(data, first_fault)
    if damaged is not None:
        return damaged
    if declared:
        return _exactly(data, declared)
    guessed = _exactly(data, _guess(data, first_fault))
    if not MIXED.search(guessed.text):
        return guessed
    western = data.decode("cp1252", "replace")
    return Decoded(western, "cp1252", f"not valid UTF-8 at byte {first_fault}, and no other encoding fits: read as Western, "
                   f"some letters may be wrong ({western.count(REPLACED)} bytes replaced by {REPLACED})")  # fmt: skip


def _declared(data: bytes) -> str | None:
    found = DECLARED.search(data[:4096])
    if not found:
        return None
    name = (found[1] or found[2]).decode("ascii", "replace").lower()
    if name in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"):
        return "cp1252"  # what browsers read under these names
    try:
        info = codecs.lookup(name)
    except LookupError:
        return None
    return info.name if info._is_text_encoding and info.name != "utf-8" else None


def _wide(head: bytes) -> str | None:
    """UTF-16 without a mark: bytes with zeros that read, in one of both orders, as words with spaces."""
    if b"\x00" not in head:
        return None
    even_length = head[: len(head) // 2 * 2]
    for name in ("utf-16-le", "utf-16-be"):
        text = even_length.decode(name, "replace")
        spaces = sum(map(text.count, " \n,.{"))
        sane = sum(character.isalnum() or character.isspace() or 0x20 < ord(character) < 0x2030 for character in text)
        if spaces * 20 >= len(text) and sane * 50 >= len(text) * 49 and "\x00" not in text and not text.isspace():
            return name
    return None


def _damaged_utf8(data: bytes, first_fault: int) -> Decoded | None:
    """UTF-8 with faults, if its correct multi-byte characters outnumber them or they are few among ASCII alone."""
    sample = data[max(0, first_fault - SAMPLE) : first_fault + 4 * SAMPLE]
    text = sample.decode("utf-8", "replace")
    faults = text.count(REPLACED)
    good = sum(1 for character in text if character > "\x7f") - faults
    if good <= faults * 2:
        return None
    return _exactly(data, "utf-8")


def _exactly(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except (UnicodeDecodeError, UnicodeError) as error:
        at = error.start if isinstance(error, UnicodeDecodeError) else 0
    text = data.decode(encoding, "replace")
    count = max(1, text.count(REPLACED))
    name = "UTF-8" if encoding.startswith("utf-8") else encoding
    return Decoded(text, encoding, f"not valid {name} at byte {at} ({count} bytes replaced by {REPLACED})")


def _guess(data: bytes, first_fault: int) -> str:
    """The table of single or double bytes that reads best; a few accents among ASCII are Western."""
    from charset_normalizer import from_bytes

    sample = data[max(0, first_fault - SAMPLE // 4) :][:SAMPLE]
    high = sample.translate(None, bytes(range(128)))
    if len(high) * 100 < len(sample) * RARE or (
        len(high) * 100 < len(sample) * ACCENTED and WESTERN.issuperset(high.decode("cp1252", "replace"))
    ):
        return "cp1252"
    best = from_bytes(sample, cp_isolation=TABLES, enable_fallback=False).best()
    return best.encoding if best is not None else "cp1252"
