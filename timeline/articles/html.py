"""A web page → a draft: its main text, title, site, address and the date that its metadata states.

    >>> html = '<html lang="en"><head><meta property="article:published_time" content="2024-02-14T09:00:00+03:00">'
    >>> draft = page(html + "<title>Truce</title></head><body><p>Aid came in.</p></body></html>", "a.html", "a.html")
    >>> draft.published, draft.published_from, draft.text
    ('2024-02-14T09:00:00+03:00', 'the meta tag article:published_time', 'Aid came in.')

trafilatura finds the main text. Its search for a date takes any that the page shows, so only what the page *states*
is read here: JSON-LD, meta tags, a `time` element; dates printed in the text are left to `published`.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from typing import Any

from timeline.articles.given import Draft
from timeline.articles.limits import LIMITS

DATE_TAGS = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date.published", "dateposted",
    "parsely-pub-date", "sailthru.date", "publish-date", "publish_date", "publication_date", "pubdate", "publicationdate",
    "article.published", "article_date_original", "cxenseparse:recs:publishtime", "dc.date.issued", "dcterms.issued", "dc.date",
    "dcterms.created", "dcterms.date", "dc.date.created", "citation_publication_date", "date", "rnews:datepublished", "og:pubdate",
    "bt:pubdate", "ptime", "originalpublicationdate", "displaydate",
)  # fmt: skip
UPDATE_TAGS = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified", "lastmod", "updated_time")
SITE_TAGS = ("og:site_name", "application-name", "publisher", "dc.publisher", "citation_journal_title")
TITLE_TAGS = ("og:title", "twitter:title", "dc.title", "headline")
BLOCKS = frozenset("p div section article li ul ol h1 h2 h3 h4 h5 h6 blockquote pre table tr br header footer main figure figcaption".split())  # noqa: SIM905
SKIPPED = frozenset("script style noscript template svg iframe form button nav aside head select textarea".split())  # noqa: SIM905
Tree = Any


def page(text: str, path: str, name: str, problem: str | None = None) -> Draft:
    """The draft of one page; where no main text is found, all its text is taken."""
    tree = parse(text)
    if tree is None:
        return Draft(text="", given=text, path=path, name=name, problem=problem or "no text found in this page")
    meta = dict(_meta(tree))
    told = dict(_json_ld(tree))
    published, where = _published(tree, meta, told)
    title = told.get("headline") or _first(meta, TITLE_TAGS) or _heading(tree)
    main = _below(title, _main_text(text) or plain_text(tree))
    return Draft(
        text=main,
        given=text,
        path=path,
        name=name,
        title=title,
        publisher=told.get("publisher") or _first(meta, SITE_TAGS) or _site(tree, title),
        url=_address(tree, meta, told),
        language=tree.get("lang") or meta.get("og:locale") or meta.get("content-language"),
        published=published,
        published_from=where,
        updated=told.get("dateModified") or _first(meta, UPDATE_TAGS),
        problem=problem if main else problem or "no text found in this page",
    )


def parse(text: str) -> Tree | None:
    """The element tree of a page or a fragment; None where there is nothing to parse."""
    from lxml import etree
    from lxml import html as markup

    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text).replace("\x00", "")
    try:
        return markup.document_fromstring(text, parser=markup.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=False))
    except (etree.LxmlError, ValueError):
        return None


def plain_text(tree: Tree) -> str:
    """All text of a tree, a line for each block, without scripts and menus."""
    lines: list[str] = []
    words: list[str] = []

    def end_line() -> None:
        line = " ".join("".join(words).split())
        if line:
            lines.append(line)
        words.clear()

    depth = 0
    skipping: Tree | None = None
    for event, node in _walk(tree):
        if event == "start":
            depth += 1
            if depth > LIMITS.markup_depth:
                break
            if skipping is None and node.tag in SKIPPED:
                skipping = node
            if skipping is None:
                if node.tag in BLOCKS:
                    end_line()
                    words += ["- "] if node.tag == "li" else []
                words.append(node.text or "")
            continue
        depth -= 1
        if skipping is node:
            skipping = None
        if skipping is None:
            if node.tag in BLOCKS:
                end_line()
            words.append(node.tail or "")
    end_line()
    return "\n".join(lines)


def _walk(tree: Tree) -> Iterator[tuple[str, Tree]]:
    from lxml import etree

    yield from etree.iterwalk(tree, events=("start", "end"))


def fragment_text(text: str) -> str:
    """The text of an HTML fragment such as a feed's description; a text without markup is returned as it is."""
    if "<" not in text and "&" not in text:
        return text
    tree = parse(f"<div>{text}</div>")
    return plain_text(tree) if tree is not None else ""


def _below(title: str | None, text: str) -> str:
    """The text without a first line that only repeats the title."""
    first, _, rest = text.partition("\n")
    same = title is not None and " ".join(first.split()).casefold() == " ".join(title.split()).casefold()
    return rest if same and rest.strip() else text


def _main_text(text: str) -> str:
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        return trafilatura.extract(text, include_comments=False, include_tables=True, output_format="txt") or ""
    except Exception:  # a third party's parser on hostile markup: whatever it raises, the page's whole text is taken instead
        return ""


def _meta(tree: Tree) -> Iterator[tuple[str, str]]:
    for node in reversed(tree.xpath("//meta[@content]")[:500]):
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            key = (node.get(attribute) or "").strip().lower()
            content = node.get("content").strip()
            if key and content:
                yield key, content[:2000]


def _json_ld(tree: Tree) -> Iterator[tuple[str, str]]:
    """Headline, dates, address and publisher of the first article that JSON-LD describes."""
    for node in tree.xpath('//script[@type="application/ld+json"]')[:20]:
        try:
            parsed = json.loads((node.text or "").strip().strip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _things(parsed, 0):
            if isinstance(thing.get("datePublished"), str) or isinstance(thing.get("headline"), str):
                for key in ("headline", "datePublished", "dateModified", "url"):
                    if isinstance(thing.get(key), str):
                        yield key, thing[key][:2000]
                publisher = thing.get("publisher")
                if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
                    yield "publisher", publisher["name"][:200]
                return


def _things(parsed: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(parsed, list):
        for part in parsed[:50]:
            yield from _things(part, depth + 1)
    elif isinstance(parsed, dict):
        yield parsed
        yield from _things(parsed.get("@graph"), depth + 1)
        yield from _things(parsed.get("mainEntity"), depth + 1)


def _published(tree: Tree, meta: dict[str, str], told: dict[str, str]) -> tuple[str | None, str]:
    if told.get("datePublished"):
        return told["datePublished"], "datePublished in the page's JSON-LD"
    for tag in DATE_TAGS:
        if meta.get(tag):
            return meta[tag], f"the meta tag {tag}"
    for query, where in (('//*[@itemprop="datePublished"]', "the page's datePublished"), ("//time[@pubdate]", "the page's time element"),
                         ("//article//time[@datetime]", "the article's time element"), ("//header//time[@datetime]", "the header's time element")):  # fmt: skip
        for node in tree.xpath(query)[:1]:
            words = node.get("datetime") or node.get("content") or " ".join(node.itertext())
            if words.strip():
                return words.strip()[:200], where
    return None, ""


def _first(meta: dict[str, str], tags: tuple[str, ...]) -> str | None:
    return next((meta[tag] for tag in tags if meta.get(tag)), None)


def _heading(tree: Tree) -> str | None:
    for query in ("//h1", "//title"):
        words = [" ".join("".join(node.itertext()).split()) for node in tree.xpath(query)[:5]]
        if any(words):
            return next(filter(None, words))[:500]
    return None


def _site(tree: Tree, title: str | None) -> str | None:
    """The site that the page's title element names behind the article's title: 'Truce holds | Example Wire'."""
    words = next((" ".join("".join(node.itertext()).split()) for node in tree.xpath("//title")[:1]), "")
    rest = words.removeprefix(title) if title else words
    behind = re.fullmatch(r"\s*[|–—-]\s*([^|–—]{2,60})", rest) if rest != words else None
    return behind[1].strip() if behind else None


def _address(tree: Tree, meta: dict[str, str], told: dict[str, str]) -> str | None:
    links = [node.get("href", "") for node in tree.xpath('//link[@rel="canonical"][@href]')[:1]]
    options = [*links, meta.get("og:url", ""), told.get("url", "")]
    return next((url for url in options if url.startswith(("http://", "https://"))), None)
