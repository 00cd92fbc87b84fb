"""Which events are selected: one `Filters` value as a URL query, as SQL, as chips, as an English sentence.

    >>> filters, problems = Filters.from_query("type=attack&place=Gaza&from=2023-11-01&to=2024-03-01")
    >>> filters.sentence(37)
    'Attacks in Gaza, 1 Nov 2023 – 1 Mar 2024: 37 events'
    >>> filters.query()
    'from=2023-11-01&to=2024-03-01&type=attack&place=Gaza'
    >>> Filters.from_query("from=soon&type=attack")[1]
    ['from=soon: expected a day such as 2024-02-14']

A selection is of events; `where(table)` selects the rows of any table that are linked to them. `FIELDS` is the table
of all filters: add a line there and a field of the model, and the URL, the chips and the sentence follow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Literal
from urllib.parse import parse_qs, urlencode

from pydantic import BaseModel, ConfigDict

from timeline.days import MONTH_NAMES
from timeline.store.words import FOUND, Asked, folded

__all__ = ["FIELDS", "Field", "Filters", "count_phrase", "day_phrase", "told_phrase", "value_phrase", "when_phrase"]

Kind = Literal["values", "day", "flag", "text", "number"]


@dataclass(frozen=True, slots=True)
class Field:
    """One filter: its name in the model, key in the URL, label on screen, how it is written, and for facets the
    column that holds its values and the values where they are closed."""

    name: str
    key: str
    label: str
    kind: Kind
    column: str = ""
    table: str = "events"
    many: bool = False
    closed: tuple[str, ...] = ()

    @property
    def linked(self) -> bool:
        """Whether an event may have several values: they lie in the table `told_COLUMN`, not in `facts`."""
        return self.many or self.table != "events"


EFFECTS = ("killed", "injured", "missing", "displaced", "captured", "held", "alive", "released", "detained", "rescued",
           "casualties")  # fmt: skip

# fmt: off
FIELDS = (
    Field("start", "from", "From", "day"),
    Field("end", "to", "To", "day"),
    Field("inside", "inside", "Wholly inside the period", "flag"),
    Field("undated", "undated", "Show undated", "flag"),
    Field("types", "type", "Event type", "values", "event_type"),
    Field("actors", "actor", "Actor", "values", "actors", many=True),
    Field("every_actor", "every_actor", "All of these actors", "flag"),
    Field("places", "place", "Place", "values", "places", many=True),
    Field("publishers", "publisher", "Publisher", "values", "publishers", many=True),
    Field("claimed_by", "claimed_by", "Claimed by", "values", "claimed_by", "casualties"),
    Field("effects", "effect", "Casualty effect", "values", "effect", "casualties", closed=EFFECTS),
    Field("status", "status", "Status", "values", "status", closed=("happened", "ongoing", "planned", "denied")),
    Field("certainty", "certainty", "Certainty", "values", "certainty", closed=("certain", "probable", "possible")),
    Field("date_known", "date_known", "How the date is known", "values", "date_known",
          closed=("stated", "resolved", "bounded", "inferred", "reference", "none")),
    Field("text", "q", "Words", "text"),
    Field("published_after", "published_after", "Published on or after", "day"),
    Field("published_before", "published_before", "Published on or before", "day"),
    Field("publishers_at_least", "publishers_at_least", "At least this many publishers", "number"),
    Field("articles", "article_id", "Article", "values", "article_ids", many=True),
)
# fmt: on

PLURALS = {"attack": "attacks", "battle": "battles", "ceasefire": "ceasefires", "negotiation": "negotiations",
           "meeting": "meetings", "agreement": "agreements", "statement": "statements", "threat": "threats",
           "demand": "demands", "release": "releases", "capture": "captures", "aid": "aid", "sanction": "sanctions",
           "protest": "protests", "deployment": "deployments", "withdrawal": "withdrawals",
           "displacement": "displacements", "election": "elections", "other": "other events"}  # fmt: skip

HOW_KNOWN = ("stated", "resolved", "bounded", "inferred", "reference", "none")
VALUE_PHRASES = {
    "date_known": dict(zip(HOW_KNOWN, ("date stated", "date resolved from the article", "on or before, or on or after, a day",
                                       "publication date inferred", "date from a reference event", "no date"), strict=True)),
}  # fmt: skip


class Filters(BaseModel):
    """What an analyst has chosen; nothing chosen selects every event. Days are inclusive."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    start: date | None = None
    end: date | None = None
    inside: bool = False
    undated: bool = False
    types: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    every_actor: bool = False
    places: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    claimed_by: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    certainty: tuple[str, ...] = ()
    date_known: tuple[str, ...] = ()
    text: str = ""
    published_after: date | None = None
    published_before: date | None = None
    publishers_at_least: int = 0
    articles: tuple[str, ...] = ()

    # ------------------------------------------------------------ URL

    @classmethod
    def from_query(cls, query: str | Mapping[str, Sequence[str]], *, prefix: str = "") -> tuple[Filters, list[str]]:
        """The filters of a query string, and what in it was not understood, in words. Keys of others are left alone
        when a mapping is given; in a string every unknown key is reported."""
        given = parse_qs(query.lstrip("?"), keep_blank_values=True) if isinstance(query, str) else query
        values: dict[str, Any] = {}
        problems = []
        for field in FIELDS:
            for text in given.get(prefix + field.key, ()):
                try:
                    value = _read(field, text)
                except ValueError as error:
                    problems.append(f"{prefix}{field.key}={text}: {error}")
                    continue
                values[field.name] = (*values.get(field.name, ()), value) if field.kind == "values" else value
        if isinstance(query, str):
            known = {prefix + f.key for f in FIELDS}
            problems += [f"{key}: there is no such filter" for key in given if key not in known]
        if values.get("start") and values.get("end") and values["start"] > values["end"]:
            problems.append(f"{prefix}from={values['start']}: lies after to={values['end']}; both are left out")
            del values["start"], values["end"]
        unique = {k: tuple(dict.fromkeys(v)) if isinstance(v, tuple) else v for k, v in values.items()}
        return cls.model_validate(unique), problems

    def pairs(self, *, prefix: str = "") -> list[tuple[str, str]]:
        """Keys and values of the query string, in the order of `FIELDS`; what is not set is left out."""
        out = []
        for field in FIELDS:
            value = getattr(self, field.name)
            if value:
                texts = value if field.kind == "values" else ["yes" if field.kind == "flag" else str(value)]
                out += [(prefix + field.key, text) for text in texts]
        return out

    def query(self) -> str:
        return urlencode(self.pairs())

    # ------------------------------------------------------------ SQL

    def where(self, table: str = "events") -> tuple[str, list[Any]]:
        """A condition and its parameters for `SELECT … FROM table WHERE …`: the events, or what is linked to them.

        `facts` holds the narrow columns of the events in memory (see `timeline.store.facts`): ask it where they suffice.

        >>> Filters(types=("attack",)).where("facts")
        ('event_type IN (SELECT unnest(?))', [['attack']])
        """
        condition, params = self._facts()
        if table == "facts" or condition == "TRUE":
            return condition, params
        if table in ("articles", "mentions"):
            return f"article_id IN (SELECT value FROM told_article_ids WHERE number IN (SELECT number FROM facts WHERE {condition}))", params
        return f"event_id IN (SELECT event_id FROM numbered WHERE number IN (SELECT number FROM facts WHERE {condition}))", params

    def claims(self) -> tuple[str, list[Any]]:
        """A condition on the table of casualty claims for the claims' own charts: effect, claimant, place and day are
        the claim's own; other filters ask for the event or the article of the claim."""
        own = {"effects", "claimed_by", "start", "end", "inside", "undated", "places", "publishers", "articles"}
        out: list[tuple[str, list[Any]]] = []
        if self.effects:
            out.append(_among("effect", self.effects))
        if self.claimed_by:
            out.append(_among("claimed_by", self.claimed_by))
        if self.articles:
            out.append(_among("article_id", self.articles))
        if self.places:
            of_event = f"event_id IN (SELECT event_id FROM numbered WHERE {_told('places')})"
            out.append((f"(place IN (SELECT unnest(?)) OR {of_event})", [list(self.places)] * 2))
        if self.publishers:
            out.append(("article_id IN (SELECT article_id FROM articles WHERE list_has_any(publishers, ?::VARCHAR[]) "
                        "OR publisher IN (SELECT unnest(?)))", [list(self.publishers)] * 2))  # fmt: skip
        out += self._period("coalesce(as_of_start, period_start)", "coalesce(as_of_end, period_end, as_of_start)",
                            "as_of_start IS NULL AND period_start IS NULL")  # fmt: skip
        rest = self.model_copy(update={name: Filters.model_fields[name].default for name in own})
        if rest != Filters():
            out.append(rest.where("casualties"))
        return _joined(out)

    def _facts(self) -> tuple[str, list[Any]]:
        out: list[tuple[str, list[Any]]] = []
        for field in FIELDS:
            chosen = getattr(self, field.name)
            if field.kind != "values" or not chosen:
                continue
            if field.name == "actors" and self.every_actor:
                out += [(_told(field.column), [[one]]) for one in chosen]
            elif field.linked:
                out.append((_told(field.column), [list(chosen)]))
            else:
                out.append(_among(field.column, chosen))
        out += self._period('"start"', '"end"', '"start" IS NULL AND "end" IS NULL')
        if self.publishers_at_least:
            out.append(("publisher_count >= ?", [self.publishers_at_least]))
        for word in _words(self.text):
            out.append((FOUND, [word]))
        out += self._published()
        return _joined(out)

    def _period(self, first: str, last: str, none: str) -> list[tuple[str, list[Any]]]:
        if not (self.start or self.end):
            return []
        low, high = self.start or date.min, self.end or date.max
        if self.inside:
            test, params = f"{first} >= ? AND {last} <= ?", [low, high]
        else:
            test = f"coalesce({first}, DATE '0001-01-01') <= ? AND coalesce({last}, DATE '9999-12-31') >= ?"
            params = [high, low]
        return [(f"(({none}) OR ({test}))" if self.undated else f"(NOT ({none}) AND {test})", params)]

    def _published(self) -> list[tuple[str, list[Any]]]:
        tests, params = [], []
        if self.published_after:
            tests.append("published_end >= ?")
            params.append(self.published_after)
        if self.published_before:
            tests.append("published_start <= ?")
            params.append(self.published_before)
        if not tests:
            return []
        inner = f"SELECT article_id FROM articles WHERE {' AND '.join(tests)}"
        return [(f"number IN (SELECT number FROM told_article_ids WHERE value IN ({inner}))", params)]

    # ------------------------------------------------------------ words

    def without(self, name: str, value: str | None = None) -> Filters:
        """The same filters with one field, or one value of it, taken away."""
        if value is None:
            return self.model_copy(update={name: Filters.model_fields[name].default})
        return self.model_copy(update={name: tuple(v for v in getattr(self, name) if v != value)})

    def chips(self) -> list[tuple[str, Filters]]:
        """Each active filter in words, with the filters that remain when it is removed."""
        out = []
        if self.start or self.end:
            out.append((period_phrase(self.start, self.end) + (", wholly inside" if self.inside else ""),
                        self.without("start").without("end").without("inside").without("undated")))  # fmt: skip
        for field in FIELDS:
            chosen = getattr(self, field.name)
            if not chosen or field.name in ("start", "end", "inside", "undated", "every_actor"):
                continue
            if field.kind == "values":
                out += [(f"{field.label}: {value_phrase(field.name, v)}", self.without(field.name, v)) for v in chosen]
            else:
                shown = day_phrase(chosen) if field.kind == "day" else f"“{chosen}”" if field.kind == "text" else chosen
                out.append((f"{field.label}: {shown}", self.without(field.name)))
        return out

    def sentence(self, count: int | None = None) -> str:
        """The selection in English, for the page, the notes of a picture and the notes of a download."""
        kinds = _either([PLURALS.get(t, t.replace("_", " ") + " events") for t in self.types], "and")
        words = kinds[:1].upper() + kinds[1:] if kinds else "All events"
        if self.effects:
            words += f" with claims of people {_either(self.effects)}"
        if self.actors:
            words += f" with {_either(self.actors, 'and' if self.every_actor else 'or')}"
        if self.places:
            words += f" in {_either(self.places)}"
        parts = [words]
        if self.start or self.end:
            parts.append(period_phrase(self.start, self.end) + (" (wholly inside)" if self.inside else ""))
        if self.publishers:
            parts.append(f"told by {_either(self.publishers)}")
        if self.claimed_by:
            parts.append(f"figures claimed by {_either(self.claimed_by)}")
        for name in ("status", "certainty", "date_known"):
            if chosen := getattr(self, name):
                parts.append(_either([value_phrase(name, v) for v in chosen]))
        if self.text:
            parts.append(f"with the words “{self.text}”")
        if self.published_after:
            parts.append(f"published on or after {day_phrase(self.published_after)}")
        if self.published_before:
            parts.append(f"published on or before {day_phrase(self.published_before)}")
        if self.publishers_at_least:
            parts.append(f"at least {count_phrase(self.publishers_at_least, 'publisher')}")
        if self.articles:
            parts.append(f"told in {count_phrase(len(self.articles), 'chosen article')}")
        return ", ".join(parts) + ("" if count is None else f": {count_phrase(count, 'event')}")


# ---------------------------------------------------------------- reading and writing single values


def _read(field: Field, text: str) -> Any:
    match field.kind:
        case "day":
            try:
                return date.fromisoformat(text.strip())
            except ValueError as error:
                raise ValueError("expected a day such as 2024-02-14") from error
        case "flag":
            if text.lower() not in ("yes", "no"):
                raise ValueError("expected yes or no")
            return text.lower() == "yes"
        case "number":
            if not (text.isascii() and text.isdigit() and len(text) < 7):
                raise ValueError("expected a whole number")
            return int(text)
        case "values":
            if field.closed and text not in field.closed:
                raise ValueError(f"expected one of {', '.join(field.closed)}")
            if not text:
                raise ValueError("the value is missing")
    return text


@lru_cache(maxsize=256)
def _words(text: str) -> tuple[Asked, ...]:
    """The words that are searched for, read once for the many questions of a page."""
    return tuple(map(Asked, folded(text))) if text else ()


def _among(column: str, chosen: Sequence[str]) -> tuple[str, list[Any]]:
    return f"{column} IN (SELECT unnest(?))", [list(chosen)]


def _told(column: str) -> str:
    """The events that tell one of some values, which are the parameter."""
    return f"number IN (SELECT number FROM told_{column} WHERE value IN (SELECT unnest(?)))"


def _joined(conditions: Iterable[tuple[str, list[Any]]]) -> tuple[str, list[Any]]:
    listed = list(conditions)
    return " AND ".join(c for c, _ in listed) or "TRUE", [p for _, params in listed for p in params]


def _either(words: Sequence[str], last: str = "or") -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def value_phrase(name: str, value: str) -> str:
    """One value of a filter as people read it."""
    return VALUE_PHRASES.get(name, {}).get(value, value.replace("_", " ") if name == "types" else value)


def day_phrase(day: date) -> str:
    """
    >>> day_phrase(date(2024, 2, 14))
    '14 Feb 2024'
    """
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def period_phrase(start: date | None, end: date | None) -> str:
    if start and end:
        return day_phrase(start) if start == end else f"{day_phrase(start)} – {day_phrase(end)}"
    return f"from {day_phrase(start)}" if start else f"until {day_phrase(end)}" if end else "any time"


def count_phrase(count: int, noun: str, plural: str | None = None) -> str:
    """
    >>> count_phrase(1, "article"), count_phrase(28473, "claim")
    ('1 article', '28,473 claims')
    """
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def when_phrase(when: str | None, *, inferred: bool = False) -> str:
    """The time of an event as people read it; `inferred`: it hangs on a publication date that no article states.

    >>> when_phrase("9 Sep 2025", inferred=True), when_phrase(None)
    ('9 Sep 2025 (inferred)', 'date not known')
    """
    return f"{when}{' (inferred)' if inferred else ''}" if when else "date not known"


def date_known(basis: str, extent: str, *, inferred: bool) -> str:
    """How the date of an event is known, as the filter of that name has it; `inferred`: it hangs on a publication date that no
    article states.

    >>> date_known("inferred", "on_or_before", inferred=False), date_known("inferred", "day", inferred=True)
    ('bounded', 'inferred')
    """
    if basis != "inferred":
        return basis
    return "inferred" if inferred else "bounded" if extent in ("on_or_before", "on_or_after") else "resolved"


def told_phrase(articles: int, publishers: int) -> str:
    """
    >>> told_phrase(3, 2)
    '3 articles, 2 publishers'
    """
    return f"{count_phrase(articles, 'article')}, {count_phrase(publishers, 'publisher') if publishers else 'publisher not stated'}"


def known_only(filters: Filters, exists: Callable[[Field, str], bool]) -> tuple[Filters, list[str]]:
    """The filters without values that the tables do not hold any more, and what was left out, in words."""
    problems = []
    for field in FIELDS:
        if field.kind != "values" or field.closed:
            continue
        for value in getattr(filters, field.name):
            if not exists(field, value):
                problems.append(f"{field.label} “{value}” is not in these tables")
                filters = filters.without(field.name, value)
    return filters, problems
