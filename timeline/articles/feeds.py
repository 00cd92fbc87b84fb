"""RSS and Atom → drafts: one entry an article, with the feed's name as its publisher.

    >>> feed = "<rss><channel><title>Wire</title><item><title>Truce</title><pubDate>Wed, 14 Feb 2024 09:00:00 GMT</pubDate>"
    >>> [(d.publisher, d.title, d.text) for d in entries(feed + "<description>Aid came.</description></item></channel></rss>", "f.xml", print)]
    [('Wire', 'Truce', 'Aid came.')]

defusedxml refuses entities and external references. Entries before a fault in the XML are read, the fault is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element, ParseError
from xml.sax.saxutils import escape

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from timeline.articles.given import Draft, Problem, Problems
from timeline.articles.html import fragment_text
from timeline.articles.limits import LIMITS

NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
KEPT = frozenset(("amp", "lt", "gt", "quot", "apos"))
UNSOUND = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
TEXTS = ("encoded", "content", "description", "summary")
DATES = ("pubDate", "published", "date", "issued", "created", "updated")


def entries(text: str, path: str, problems: Problems, problem: str | None = None) -> Iterator[Draft]:
    """The entries of a feed in their order."""
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", UNSOUND.sub("", text).lstrip("\ufeff"))
    text = NAMED.sub(_character, text)
    feed: dict[str, str] = {}
    number, depth, root = 0, 0, ""
    inside: list[str] = []
    try:
        for event, node in iterparse(BytesIO(text.encode()), events=("start", "end"), forbid_dtd=False, forbid_entities=True):
            name = _local(node)
            if event == "start":
                root = root or name
                depth += 1
                inside.append(name)
                if depth > LIMITS.markup_depth:
                    problems(Problem(path, "", f"XML nested more than {LIMITS.markup_depth} deep", "remove it"))
                    return
                continue
            depth -= 1
            inside.pop()
            if name in ("item", "entry") and not {"item", "entry"} & set(inside):
                number += 1
                draft = _entry(node, feed, f"{path}#{number}", problem)
                if draft.text.strip():
                    yield draft
                else:
                    problems(Problem(path, f"entry {number}", "the entry has no text", "fetch the article itself"))
                node.clear()
            elif not {"item", "entry"} & set(inside):
                if name in ("title", "language") and inside[-1:] != ["image"]:
                    feed.setdefault(name, " ".join("".join(node.itertext()).split()))
                for key, value in node.attrib.items():
                    if key.endswith("}lang"):
                        feed.setdefault("language", value)
    except ParseError as error:
        line, column = error.position
        problems(Problem(path, f"line {line}, column {column + 1}", f"not well-formed XML: {str(error).split(':')[0]}", "mend or fetch it again"))
        return
    except DefusedXmlException as error:
        problems(Problem(path, "", f"XML with entities or outside references, refused: {type(error).__name__}",
                         "remove the DOCTYPE and its ENTITY lines"))  # fmt: skip
        return
    if not number:
        problems(Problem(path, "", f"no RSS or Atom feed: the outermost element is <{root}>" if root not in ("rss", "feed", "RDF")
                         else "the feed has no entries", "give an RSS or Atom feed"))  # fmt: skip


def _entry(node: Element, feed: dict[str, str], path: str, problem: str | None) -> Draft:
    parts: dict[str, Any] = {}
    for child in node:
        name = _local(child)
        if name == "link" and child.get("href"):
            if child.get("rel", "alternate") == "alternate":
                parts.setdefault("link", child.get("href"))
        elif name == "source":
            parts["source"] = child.findtext("{*}title") or child.text
        elif len(child) and name in TEXTS:
            parts.setdefault(name, "\n".join(t for t in child.itertext() if t.strip()))
        else:
            parts.setdefault(name, child.text or "")
    body = next((parts[name] for name in TEXTS if (parts.get(name) or "").strip()), "")
    date = next((name for name in DATES if (parts.get(name) or "").strip()), None)
    guid = (parts.get("guid") or parts.get("id") or "").strip()
    link = (parts.get("link") or "").strip() or (guid if guid.startswith("http") else "")
    return Draft(
        text=fragment_text(body),
        path=path,
        title=" ".join(fragment_text(parts.get("title") or "").split()) or None,
        publisher=(parts.get("source") or "").strip() or feed.get("title") or None,
        url=link or None,
        language=parts.get("language") or feed.get("language"),
        published=parts[date].strip() if date else None,
        published_from=f"the entry's <{date}>",
        updated=(parts.get("updated") or "").strip() or None,
        problem=problem,
    )


def _local(node: Element) -> str:
    return str(node.tag).rsplit("}", 1)[-1]


def _character(found: re.Match[str]) -> str:
    """An HTML entity that XML does not know, as its character."""
    return found[0] if found[1] in KEPT else escape(html5.get(f"{found[1]};", found[1]))
