"""Every bound on what is read, in one place.

    >>> LIMITS.article_chars
    2000000
    >>> Limits(article_chars=1000).archive_members
    100000

What exceeds a bound is refused with its name and the mend; everything else is still read. docs/articles.md prints
this table and a test compares the two.
"""

from __future__ import annotations

from dataclasses import dataclass

MB = 1024 * 1024


class TooMuch(OSError):
    """An archive unpacks to more than a bound allows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The bounds of one reading; every reader takes them as an argument."""

    article_chars: int = 2_000_000  # code points of one article's text: a long book; news stays under 100,000
    paragraph_chars: int = 200_000  # a longer one is cut there, so that no later step meets a huge line
    line_bytes: int = 16 * MB  # one line of JSON Lines
    file_bytes: int = 64 * MB  # a file that must be held whole: text, Markdown, HTML, JSON, a feed
    table_bytes: int = 4096 * MB  # a file read row by row: JSON Lines, CSV
    markup_depth: int = 2_000  # open elements in HTML or XML
    archive_members: int = 100_000
    archive_bytes: int = 4096 * MB  # all that one archive unpacks to
    archive_ratio: int = 200  # unpacked to packed bytes, beyond the first 16 MB
    archive_depth: int = 2  # an archive in an archive; a third is refused
    folder_depth: int = 64
    upload_bytes: int = 50 * MB  # one file dropped into the dashboard
    problems_per_file: int = 20  # more of one file are counted, not listed


LIMITS = Limits()
