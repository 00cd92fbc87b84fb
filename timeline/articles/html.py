"""A web page → its main text, title, site and date."""

from __future__ import annotations

from timeline.articles.given import Draft


def page(text: str, path: str, name: str) -> Draft:
    import trafilatura

    found = trafilatura.bare_extraction(text, include_comments=False, with_metadata=True,
                                        date_extraction_params={"extensive_search": False, "original_date": True, "max_date": "2100-01-01"})
    if found is None:
        return Draft(text="", path=path, name=name)
    d = found.as_dict()
    return Draft(text=d.get("text") or "", path=path, name=name, title=d.get("title"), publisher=d.get("sitename"), url=d.get("url"),
                 language=d.get("language"), published=d.get("date"), published_from="the page's metadata")
