"""The values that flow from an article to the tables: frozen pydantic models, one field a column.

    >>> Article(text="Talks opened in Doha.").title is None
    True
    >>> Mention(mention_id="m", article_id="a", char_start=3, char_end=10, text="Tuesday", kind="date",
    ...         value="2024-02-13", when=When.parse("2024-02-13"), rule="weekday").start
    datetime.date(2024, 2, 13)

Character offsets are half-open code points of `Article.text` (of the text as given for `tag`, `claims`, `anchor`).
Days are inclusive here, as in the tables. Unknown is None; a list or tuple that holds nothing is empty, never None.
The columns are those of `timeline.tables`; a `when` fills `edtf`, `start` and `end` of its row.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer

from timeline.identity import identify
from timeline.interval import When

__all__ = ["Article", "CasualtyClaim", "Correction", "Event", "Evidence", "Extraction", "Mention", "Report", "identify"]


def _when(value: Any) -> Any:
    return When.parse(value) if isinstance(value, str) else value


EdtfWhen = Annotated[
    When | None, BeforeValidator(_when), PlainSerializer(lambda w: w.edtf if w else "", return_type=str)
]

Extent = Literal["day", "within", "throughout", "since", "until", "on_or_before", "on_or_after", "none"]
Effect = Literal["killed", "injured", "missing", "displaced", "captured", "held", "alive", "released", "detained",
                 "rescued", "casualties"]  # fmt: skip
Bound = Literal["exact", "at_least", "more_than", "about", "almost", "up_to", "less_than", "range", "vague"]


class Record(BaseModel):
    """A row. What rules make is right by how it is made: `model_construct` and `model_copy` set values as they are given, in
    the order of the fields, at a fraction of the cost of pydantic's own, which look for aliases and private fields."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True, extra="forbid")

    @classmethod
    def model_construct(cls, _fields_set: set[str] | None = None, **values: Any) -> Self:
        return _bare(cls, {**_blank(cls), **values}, set(values) if _fields_set is None else _fields_set)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        if deep:
            return super().model_copy(update=update, deep=True)
        changed = update or {}
        return _bare(type(self), {**self.__dict__, **changed}, {*self.__pydantic_fields_set__, *changed})


R = TypeVar("R", bound=Record)


@cache
def _blank(kind: type[Record]) -> dict[str, Any]:
    """The fields of a record in their order, with their defaults; None where one must be given."""
    return {name: None if field.is_required() else field.get_default() for name, field in kind.model_fields.items()}


def _bare(kind: type[R], values: dict[str, Any], known: set[str]) -> R:
    record = kind.__new__(kind)
    put = object.__setattr__
    put(record, "__dict__", values)
    put(record, "__pydantic_fields_set__", known)
    put(record, "__pydantic_extra__", None)
    put(record, "__pydantic_private__", None)
    return record


class _Dated(Record):
    """A row whose `when` fills its columns `edtf`, `start` and `end`."""

    when: EdtfWhen = None

    @property
    def edtf(self) -> str:
        return self.when.edtf if self.when else ""

    @property
    def start(self) -> date | None:
        return self.when.start if self.when else None

    @property
    def end(self) -> date | None:
        return self.when.end if self.when else None


class Article(Record):
    """One article after reading and cleaning. `text` is paragraphs joined by blank lines; `published` is an interval of
    days (None: unknown) with its basis and, in words, where it was found. `paths`, `urls` and `publishers` hold all
    places where the same text was found; the single columns hold the first."""

    article_id: str = ""
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    path: str | None = None
    language: str | None = None
    published: EdtfWhen = None
    published_basis: Literal["stated", "inferred", "corrected", "unknown"] = "unknown"
    published_reason: str | None = None
    updated: str | None = None  # the latest update that it states, ISO day or minute: tells versions of one URL apart
    text: str = ""
    sha256: str | None = None
    superseded_by: str | None = None
    problem: str | None = None
    paths: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()


class Mention(_Dated):
    """One TIMEX3 expression: `kind`, `value` and `text` are its own; `when` is what it means where it stands (with the
    range, 'since' or 'by' around it); expressions of one range share a `range_id`. `date_basis`: stated (nothing else
    was needed), publication (hangs on the publication date), narrative (on a date told above), none."""

    mention_id: str = ""
    article_id: str = ""
    char_start: int
    char_end: int
    text: str
    kind: Literal["date", "time", "duration", "set"]
    value: str
    range_id: str | None = None
    date_basis: Literal["stated", "publication", "narrative", "reference", "none"] = "none"
    direction: Literal["past", "present", "future"] | None = None
    clock: str | None = None
    rule: str
    reason: str = ""


class _Told(_Dated):
    """What an event row and a report row both tell."""

    extent: Extent = "none"
    precision: str | None = None
    date_basis: Literal["stated", "inferred", "reference", "none"] = "none"
    certainty: Literal["certain", "probable", "possible"] = "certain"
    status: Literal["happened", "ongoing", "planned", "denied"] = "happened"
    event_type: str
    title: str
    actors: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    rule: str = ""
    reason: str = ""
    problem: str | None = None


class Report(_Told):
    """One event as one article tells it, before merging. `reference`: the key of the reference event that it is."""

    report_id: str
    event_id: str = ""
    article_id: str
    reference: str | None = None


class Event(_Told):
    """One event with all the articles that tell it."""

    event_id: str
    article_ids: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    article_count: int = 0
    publisher_count: int = 0
    importance: float = 0.0


class Evidence(Record):
    """One sentence that tells an event; `mention_id` is the date expression that placed it, if one did."""

    event_id: str = ""
    report_id: str
    article_id: str
    char_start: int
    char_end: int
    sentence: str
    attribution: str | None = None
    mention_id: str | None = None
    reason: str = ""


class CasualtyClaim(Record):
    """One figure as one article claims it. Numbers: exact, low = high = count; at least or more than, low = count and
    high None; up to or less than, high = count and low None; about or almost, count alone; a range, low and high and
    no count; vague, low and high by the published table. A share of a toll (0 to 1) is a row of its own with
    `subset_of` and no count. `basis` None: the text does not say whether incident, period or cumulative."""

    claim_id: str
    event_id: str | None = None
    article_id: str
    effect: Effect
    count: int | None = None
    low: int | None = None
    high: int | None = None
    bound: Bound = "exact"
    unit: Literal["people", "households"] = "people"
    group: str | None = None
    group_role: str | None = None
    side: str | None = None
    held_by: str | None = None
    perpetrator: str | None = None
    subset_of: str | None = None
    share: float | None = None
    denominator: int | None = None
    basis: Literal["incident", "period", "cumulative"] | None = None
    period: EdtfWhen = None
    as_of: EdtfWhen = None
    as_of_basis: Literal["stated", "publication", "inferred", "unknown"] = "unknown"
    claimed_by: str | None = None
    status: Literal["reported", "claimed", "denied", "feared"] = "reported"
    supersedes: str | None = None
    place: str | None = None
    char_start: int
    char_end: int
    sentence: str
    raw: str
    rule: str
    reason: str = ""
    problem: str | None = None


class Correction(Record):
    """One correction of an analyst: where, what was expected there, what it becomes, why and by whom."""

    target: str
    field: str
    expect: Any = None
    value: Any = None
    reason: str
    by: str
    at: date | None = None


class Extraction(Record):
    """Everything that one article yields, in reading order."""

    article: Article
    mentions: tuple[Mention, ...] = ()
    reports: tuple[Report, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    claims: tuple[CasualtyClaim, ...] = ()
