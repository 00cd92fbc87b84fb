"""Plain text and Markdown → a draft: a head of `Title:`, `Source:`, `Date:` lines or front matter, and the text."""

from __future__ import annotations

from timeline.articles.given import Draft


def document(text: str, path: str, name: str, *, markup: bool = False, problem: str | None = None) -> Draft:
    return Draft(text=text, path=path, name=name, markup=markup, problem=problem)
