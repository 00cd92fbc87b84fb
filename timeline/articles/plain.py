"""Plain text and Markdown → a draft: the text, and what a head of `Title: …` lines or front matter says of it.

    >>> draft = document("---\\ntitle: Truce holds\\ndate: 2024-02-14\\n---\\nAid came in.", "a.md", "a.md", markup=True)
    >>> draft.title, draft.published, draft.text
    ('Truce holds', '2024-02-14', '\\n\\n\\n\\nAid came in.')

Lines of the head are blanked, not removed, so that line numbers stay those of the file.
"""

from __future__ import annotations

import re
from typing import Any, cast

from timeline.articles.given import Draft

FIELDS = {
    "title": "title", "headline": "title", "publisher": "publisher", "source": "publisher", "outlet": "publisher", "site": "publisher",
    "newspaper": "publisher", "publication": "publisher", "url": "url", "link": "url", "permalink": "url", "canonical_url": "url",
    "date": "published", "published": "published", "publication date": "published", "published on": "published",
    "date published": "published", "publish_date": "published", "pubdate": "published", "published_at": "published",
    "updated": "updated", "last updated": "updated", "lastmod": "updated", "modified": "updated",
    "language": "language", "lang": "language", "id": "id", "author": "", "authors": "", "by": "", "byline": "", "tags": "",
    "category": "", "categories": "", "section": "", "keywords": "", "draft": "", "slug": "", "description": "", "summary": "",
}  # fmt: skip
FRONT = re.compile(r"(---|\+\+\+)[ \t]*\r?\n(.{0,20000}?\n)(?:\1|\.\.\.)[ \t]*(?:\r?\n|$)", re.S)
PAIR = re.compile(r"([A-Za-z][A-Za-z _-]{0,30}?)\s*[:=]\s*(.*)")
HEAD_LINES = 12


def document(text: str, path: str, name: str, *, markup: bool = False, problem: str | None = None) -> Draft:
    """The draft of a whole file; `given` keeps the file as it was decoded."""
    front = FRONT.match(text)
    if front and PAIR.match(front[2].lstrip()):
        fields, end = _fields(front[2].splitlines(), strict=False)[0], front.end()
    else:
        lines = text[:20_000].split("\n")[: HEAD_LINES + 1]
        fields, count = _fields(lines, strict=True)
        end = sum(len(line) + 1 for line in lines[:count]) if fields else 0
    body = "\n" * text.count("\n", 0, end) + text[end:]
    where = fields.pop("where", "")
    return Draft(text=body, given=text, path=path, name=name, markup=markup, problem=problem,
                 published_from=f'the line "{where}"' if where else "", **cast(Any, fields))  # fmt: skip


def _fields(lines: list[str], *, strict: bool) -> tuple[dict[str, str], int]:
    """Known fields of `key: value` lines and how many lines they took. `strict`: only known keys, from the first line
    on, and a date alone is left to the date lines."""
    found: dict[str, str] = {}
    count = 0
    for line in lines:
        pair = PAIR.fullmatch(line.strip().lstrip("\ufeff"))
        key = FIELDS.get(pair[1].strip().lower()) if pair else None
        if strict and (key is None or pair is None or len(line) > 400):
            break
        count += 1
        value = _unquoted(pair[2]) if pair else ""
        if key and value and key not in found:
            found[key] = value
            if key == "published":
                found["where"] = pair[1].strip()  # type: ignore[index]
    if strict and not found.keys() - {"published", "updated", "where"}:
        return {}, 0
    return found, count


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return "" if value in ("|", ">", "null", "~", "[]") else value
