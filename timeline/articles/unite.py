"""Articles with the same text become one; of several texts at one URL the latest is current.

    >>> from timeline.records import Article
    >>> one = Article(article_id="a", text="Aid came.", sha256="1", path="x.txt", paths=("x.txt",), publishers=("Wire",))
    >>> two = Article(article_id="b", text="Aid came.", sha256="1", path="y.txt", paths=("y.txt",), publishers=("Post",))
    >>> [(a.article_id, a.paths, a.publishers) for a in unite([two, one])]
    [('a', ('x.txt', 'y.txt'), ('Wire', 'Post'))]

The order of the articles given changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from timeline.identity import identify

if TYPE_CHECKING:
    from timeline.records import Article

PATH_COLUMNS = ("paths", "urls", "publishers")


def unite(articles: Iterable[Article]) -> list[Article]:
    """One article a text, in the order of their paths; each earlier text of a URL names its successor.

    Articles that share an id but no text keep apart: all but the first get an id that adds a hash of the text.
    """
    by_text: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        by_text[article.sha256 or identify(article.text)].append(article)
    united = sorted((_one(sorted(same, key=_place)) for same in by_text.values()), key=_place)
    return _superseded(_distinct(united))


def _place(article: Article) -> tuple[Any, ...]:
    return (article.path is None, _natural(article.path or ""), article.article_id, article.sha256 or "", article.url or "",
            article.publisher or "", article.published_reason or "")  # fmt: skip


def _natural(path: str) -> tuple[str, int]:
    """Records of one file by their number: wire.jsonl#9 before wire.jsonl#10."""
    name, _, number = path.rpartition("#")
    return (name, int(number)) if name and number.isdecimal() and len(number) < 19 else (path, 0)


def _one(same: list[Article]) -> Article:
    """One article of several with the same text: the first, with what the others add."""
    first = same[0]
    if len(same) == 1:
        return first
    update: dict[str, Any] = {column: tuple(dict.fromkeys(v for a in same for v in getattr(a, column))) for column in PATH_COLUMNS}
    for column in ("title", "publisher", "url", "path"):
        update[column] = next((value for a in same if (value := getattr(a, column))), None)
    own = sorted(a.article_id for a in same if a.article_id and a.article_id != identify(a.text))
    update["article_id"] = own[0] if own else first.article_id
    dated = [a for a in same if a.published is not None]
    if dated:
        # the same words in print on two days were first published on the earlier one
        earliest = min(dated, key=lambda a: (a.published.start or date.min, a.published.edtf))  # type: ignore[union-attr]
        others = sorted({str(a.published) for a in dated} - {str(earliest.published)})
        reason = earliest.published_reason or ""
        if others:
            reason += f"; the same text is elsewhere dated {', '.join(others[:5])}: the first day counts"
        update |= {"published": earliest.published, "published_basis": earliest.published_basis, "published_reason": reason or None}
    problems = dict.fromkeys(part for a in same if a.problem for part in a.problem.split("; "))
    update["problem"] = "; ".join(problems) or None
    return first.model_copy(update=update)


def _distinct(united: list[Article]) -> list[Article]:
    """No two articles with one id."""
    taken: set[str] = set()
    found = []
    for article in united:
        if article.article_id in taken:
            new = f"{article.article_id}-{identify(article.text)[:8]}"
            note = f'the id "{article.article_id}" is another article\'s too'
            problem = "; ".join(filter(None, (article.problem, note)))
            article = article.model_copy(update={"article_id": new, "problem": problem})
        taken.add(article.article_id)
        found.append(article)
    return found


def _superseded(united: list[Article]) -> list[Article]:
    """Earlier texts of a URL point to its latest, by update, then by publication, then by path. A text that is still the
    latest at another of its URLs stays current."""
    versions: dict[str, list[Article]] = defaultdict(list)
    for article in united:
        for url in article.urls:
            versions[_address(url)].append(article)
    successor: dict[str, str] = {}
    current: set[str] = set()
    for texts in versions.values():
        latest = max(enumerate(texts), key=lambda numbered: (*_age(numbered[1]), numbered[0]))[1]
        current.add(latest.article_id)
        successor |= {a.article_id: latest.article_id for a in texts if a is not latest}
    successor = {old: new for old, new in successor.items() if old not in current}
    return [a.model_copy(update={"superseded_by": successor[a.article_id]}) if a.article_id in successor else a for a in united]


def _age(article: Article) -> tuple[str, date]:
    published = article.published.start if article.published and article.published.start else date.min
    return article.updated or published.isoformat(), published


def _address(url: str) -> str:
    """A URL without what does not tell pages apart: scheme, www, fragment, a closing slash."""
    address = url.partition("#")[0].strip().rstrip("/")
    for start in ("https://", "http://", "www."):
        address = address.removeprefix(start)
    host, slash, path = address.partition("/")
    return host.lower() + slash + path
