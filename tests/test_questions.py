"""What the pages ask of the narrow columns and the index of words is what a look at every row would answer."""

from __future__ import annotations

import unicodedata
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from fixtures_tables import mediation, write
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline import questions
from timeline.selection import FIELDS, Filters
from timeline.store import Tables, publish, words
from timeline.tables import table

CHOSEN = {
    "nothing": Filters(),
    "a type and a period": Filters(types=("release",), start=date(2023, 1, 1), end=date(2024, 12, 31)),
    "two actors, both": Filters(actors=("Turkey", "Egypt"), every_actor=True),
    "figures claimed": Filters(effects=("killed",)),
    "words": Filters(text="qatar"),
}


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    return Tables(write(mediation(), tmp_path_factory.mktemp("tables")))


def selected(tables: Tables, filters: Filters) -> list[dict[str, object]]:
    where, params = filters.where()
    rows = tables.arrow(f"SELECT * FROM events WHERE {where}", params).to_pylist()
    basis = dict(tables.query("SELECT article_id, published_basis FROM articles").itertuples(index=False))
    return [row | {"date_known": known(row, [basis[a] for a in row["article_ids"]])} for row in rows]


def known(row: dict, published: list[str]) -> str:
    """How the date of an event is known, in the words of the filter."""
    if row["date_basis"] != "inferred":
        return row["date_basis"]
    if set(published) == {"inferred"}:
        return "inferred"
    return "bounded" if row["extent"] in ("on_or_before", "on_or_after") else "resolved"


def test_what_hangs_on_an_inferred_publication_date_is_apart_from_what_the_words_of_a_dated_article_say(tmp_path) -> None:
    held = mediation()
    events, articles = held["events"].to_pylist(), held["articles"].to_pylist()
    chosen = [e for e in events if e["date_basis"] == "stated" and len(e["article_ids"]) == 1][:3]
    for one, extent in zip(chosen, ("day", "on_or_before", "day"), strict=True):
        one |= {"date_basis": "inferred", "extent": extent}
    only = next(a for a in articles if a["article_id"] == chosen[2]["article_ids"][0])
    told = {a for e in chosen[:2] for a in e["article_ids"]}
    assert only["article_id"] not in told
    for article in articles:
        article["published_basis"] = "inferred" if article is only else "stated"
    found = Tables(write(held | {"events": table("events", events), "articles": table("articles", articles)}, tmp_path))
    for value, title in zip(("resolved", "bounded", "inferred"), [e["title"] for e in chosen], strict=True):
        where, params = Filters(date_known=(value,)).where()
        assert title in found.query(f"SELECT title FROM events WHERE {where}", params).title.tolist()
    where, params = Filters(date_known=("inferred",)).where()
    assert all(e["article_ids"] == [only["article_id"]] for e in found.arrow(f"SELECT article_ids FROM events WHERE {where}", params).to_pylist())


@pytest.mark.parametrize("chosen", CHOSEN.values(), ids=CHOSEN)
@pytest.mark.parametrize("field", [f for f in FIELDS if f.kind == "values" and f.table == "events"], ids=lambda f: f.name)
def test_a_facet_counts_the_values_of_the_selected_events(tables: Tables, chosen: Filters, field) -> None:
    rows = selected(tables, chosen.without(field.name))
    want = Counter(v for r in rows for v in (r[field.column] if field.many else [r[field.column]]) if v is not None)
    found = tables.query(*questions.facet(chosen, field))
    assert dict(zip(found.v, found.n, strict=True)) == want
    assert found.n.is_monotonic_decreasing


@pytest.mark.parametrize("chosen", CHOSEN.values(), ids=CHOSEN)
def test_all_facets_at_once_are_those_asked_one_by_one(tables: Tables, chosen: Filters) -> None:
    fields = [f for f in FIELDS if f.kind == "values" and f.table == "events"]
    together = tables.query(*questions.facets(chosen, fields))
    for field in fields:
        alone, mine = tables.query(*questions.facet(chosen, field)), together[together.field == field.name]
        assert list(zip(mine.v, mine.n, strict=True)) == list(zip(alone.v, alone.n, strict=True)) and len(alone)


@pytest.mark.parametrize("chosen", CHOSEN.values(), ids=CHOSEN)
def test_counts_and_bars_tell_every_selected_event_once(tables: Tables, chosen: Filters) -> None:
    rows = selected(tables, chosen)
    counts = tables.query(*questions.counts(chosen))
    undated = sum(r["start"] is None and r["end"] is None for r in rows)
    assert (counts.n[0], counts.undated[0]) == (len(rows), undated) and rows
    bars = tables.query(*questions.histogram(chosen, "month"))
    assert bars.n.sum() == sum(r["start"] is not None for r in rows)
    january = bars[bars["bin"].astype(str) == "2025-01-01"].n.sum()
    assert january == sum(r["start"] is not None and f"{r['start']:%Y-%m}" == "2025-01" for r in rows)


def test_pages_hold_all_selected_events_by_time_with_the_undated_last(tables: Tables) -> None:
    chosen = CHOSEN["words"]
    rows = selected(tables, chosen)
    asked = [questions.page(chosen, 'event_id, "start"', limit=5, offset=at) for at in range(0, len(rows) + 5, 5)]
    pages = [tables.arrow(*question).to_pylist() for question in asked]
    paged = [r for page in pages for r in page]
    assert sorted(r["event_id"] for r in paged) == sorted(str(r["event_id"]) for r in rows)
    assert [r["start"] or date.max for r in paged] == sorted(r["start"] or date.max for r in rows)


def test_the_next_of_the_previous_event_is_the_event_itself(tables: Tables) -> None:
    dated = tables.query(*questions.page(Filters(), 'event_id, "start"', limit=100)).dropna(subset="start").event_id.tolist()
    for before, here in pairwise(dated):
        assert tables.query(*questions.neighbour(Filters(), here, after=False)).event_id.tolist() == [before]
        assert tables.query(*questions.neighbour(Filters(), before, after=True)).event_id.tolist() == [here]
    assert tables.query(*questions.neighbour(Filters(), dated[0], after=False)).empty


def plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))


LETTERS = st.text("aàbBéEñ-.’ \n0", max_size=12)


@settings(max_examples=10, deadline=None)
@given(titles=st.lists(LETTERS, min_size=1, max_size=4), sentences=st.lists(LETTERS, min_size=1, max_size=4), typed=LETTERS)
def test_a_search_finds_what_a_look_into_every_title_and_sentence_finds(
    titles: list[str], sentences: list[str], typed: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("search")
    told = [(f"e{n % len(titles)}", s) for n, s in enumerate(sentences)]
    publish(folder, {"events": [table("events", [{"event_id": f"e{n}", "title": t} for n, t in enumerate(titles)])],
                     "evidence": [table("evidence", [{"event_id": e, "sentence": s} for e, s in told])]})  # fmt: skip
    want = [f"e{n}" for n, title in enumerate(titles)
            if all(any(w in plain(t) for t in (title, *(s for e, s in told if e == f"e{n}"))) for w in plain(typed).split())]  # fmt: skip
    with Tables(folder) as found:
        where, params = Filters(text=typed).where()
        assert sorted(found.query(f"SELECT event_id FROM events WHERE {where}", params).event_id) == sorted(want)


@pytest.mark.parametrize("on_disk", [1, 1000])
def test_words_in_pieces_are_found_like_words_in_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, on_disk: int) -> None:
    monkeypatch.setattr(words, "TEXTS_AT_ONCE", 2)
    monkeypatch.setattr(words, "MANY", on_disk)
    events = table("events", [{"event_id": f"e{n}", "title": f"Convoy {n} leaves Port {n % 3}"} for n in range(7)])
    publish(tmp_path, {"events": [events]})
    with Tables(tmp_path) as found:
        where, params = Filters(text="convoy 3").where()
        assert found.query(f"SELECT event_id FROM events WHERE {where}", params).event_id.tolist() == ["e3"]
        where, params = Filters(text="onvo").where()
        assert len(found.query(f"SELECT event_id FROM events WHERE {where}", params)) == 7
