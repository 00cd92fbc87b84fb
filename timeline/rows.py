"""Records as rows of their tables: the columns of each table, what each holds, and the values of a record.

    >>> list(COLUMNS["aliases"].items())
    [('old_event_id', 'text'), ('event_id', 'text')]

The columns are a contract: they may grow at the end; none is renamed or removed. Nothing here needs Arrow, so that a
command that writes lines of JSON starts without it; `timeline.tables` makes the Arrow schemas of the same columns.
"""

from __future__ import annotations

from typing import Any

from timeline.records import Article, CasualtyClaim, Event, Evidence, Mention, Report

TEXT, DAY, NUMBER, SHARE, LIST = "text", "day", "number", "share", "list"


def _columns(names: str, **kinds: str) -> dict[str, str]:
    return {name: kinds.get(name, TEXT) for name in names.split()}


TOLD = "start end edtf when extent precision date_basis certainty status event_type title actors roles places"
TOLD_TYPES = {"start": DAY, "end": DAY, "actors": LIST, "roles": LIST, "places": LIST}
SPAN = {"char_start": NUMBER, "char_end": NUMBER}

COLUMNS: dict[str, dict[str, str]] = {
    "articles": _columns(
        "article_id title publisher url path language published_start published_end published_edtf published_basis "
        "published_reason text sha256 superseded_by problem paths urls publishers",
        published_start=DAY, published_end=DAY, paths=LIST, urls=LIST, publishers=LIST),
    "mentions": _columns(
        "mention_id article_id char_start char_end text kind value edtf start end range_id date_basis rule reason "
        "direction clock", start=DAY, end=DAY, **SPAN),
    "events": _columns(
        f"event_id {TOLD} article_ids publishers article_count publisher_count importance rule reason problem",
        article_ids=LIST, publishers=LIST, article_count=NUMBER, publisher_count=NUMBER, importance=SHARE, **TOLD_TYPES),
    "reports": _columns(f"report_id event_id article_id {TOLD} rule reason problem reference", **TOLD_TYPES),
    "evidence": _columns(
        "event_id report_id article_id char_start char_end sentence attribution mention_id reason", **SPAN),
    "casualties": _columns(
        "claim_id event_id article_id effect count low high bound unit group group_role side held_by perpetrator "
        "subset_of share denominator basis period_start period_end period_edtf as_of_start as_of_end as_of_basis "
        "claimed_by status supersedes place char_start char_end sentence raw rule reason problem",
        count=NUMBER, low=NUMBER, high=NUMBER, share=SHARE, denominator=NUMBER, period_start=DAY, period_end=DAY,
        as_of_start=DAY, as_of_end=DAY, **SPAN),
    "aliases": _columns("old_event_id event_id"),
}  # fmt: skip

Row = dict[str, Any]


def row(record: Article | Mention | Event | Report | Evidence | CasualtyClaim) -> Row:
    """The record as a row of its table, the columns in the contract's order.

    >>> from timeline.interval import When
    >>> m = Mention(char_start=0, char_end=4, text="2012", kind="date", value="2012", when=When.parse("2012/.."), rule="year")
    >>> [row(m)[k] for k in ("value", "edtf", "start", "end")]
    ['2012', '2012/..', datetime.date(2012, 1, 1), None]
    """
    out: Row = dict.fromkeys(COLUMNS[table_of(record)])
    out |= {name: value for name, value in record.__dict__.items() if name in out}
    match record:
        case Article():
            out |= _days("published", record.published)
        case CasualtyClaim():
            out |= _days("period", record.period) | _days("as_of", record.as_of)
            del out["as_of_edtf"]
        case Event() | Report():
            out |= _dates(record) | {"when": str(record.when) if record.when else None}
        case Mention():
            out |= _dates(record)
    return out


def _days(name: str, when: Any) -> Row:
    return {f"{name}_start": when.start if when else None, f"{name}_end": when.end if when else None,
            f"{name}_edtf": when.edtf if when else ""}  # fmt: skip


def _dates(record: Event | Report | Mention) -> Row:
    return {"start": record.start, "end": record.end, "edtf": record.edtf}


TABLE_OF: dict[type, str] = {
    Article: "articles", Mention: "mentions", Event: "events", Report: "reports", Evidence: "evidence", CasualtyClaim: "casualties",
}  # fmt: skip


def table_of(record: object) -> str:
    return TABLE_OF[type(record)]
