"""Text → its expressions of time, each with its TIMEX3 value, what it means there and why.

    >>> published = Interval.parse("2024-02-14")
    >>> [(m.text, m.value, m.edtf) for m in tag("Talks open on Friday; they have failed since 2012.", published=published)]
    [('Friday', '2024-02-16', '2024-02-16'), ('2012', '2012', '2012/..')]
    >>> next(tag_rows("They met on Tuesday.", published))["value"]
    '2024-02-13'

Offsets are half-open code points of the text as given. Where the publication day is unknown, what hangs on it has no
`when` and says so; where it is known as an interval of several days, `when` covers all that it may be.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from timeline.interval import Interval, When
from timeline.narrative import Scanned, Told, scan, told

if TYPE_CHECKING:
    from timeline.records import Mention

__all__ = ["readings", "tag", "tag_rows"]


def tag(text: str, *, published: Interval | None = None, language: str = "en", article_id: str = "") -> list[Mention]:
    """The mentions of a text in reading order."""
    from timeline.records import Mention, identify

    out = []
    found = told(text, published, language=language)
    for one in found:
        reading = one.reading
        partner = found[one.range_with] if one.range_with is not None else None
        out.append(
            Mention.model_construct(
                when=one.when,
                mention_id=identify(article_id, one.piece.start, one.piece.end),
                article_id=article_id,
                char_start=one.piece.start,
                char_end=one.piece.end,
                text=one.text,
                kind=reading.kind,
                value=reading.value,
                range_id=identify(article_id, "range", partner.piece.start) if partner is not None else None,
                date_basis=reading.basis,
                direction=_side(one, published),
                clock=reading.clock,
                rule=one.piece.rule,
                reason=reading.reason,
            )
        )
    return out


def _side(one: Told, published: Interval | None) -> str | None:
    if published is None or one.reading.interval is None:
        return None
    if one.reading.interval.start >= published.end:
        return "future"
    return "past" if one.reading.interval.end <= published.start else "present"


def tag_rows(text: str, published: Interval | None = None, *, language: str = "en") -> Iterator[dict[str, Any]]:
    """The rows of `timeline tag`, made without pydantic: start, end, text, type, value, edtf, from, to."""
    known: dict[int, tuple[str, str | None, str | None]] = {id(None): ("", None, None)}
    found = told(text, published, language=language)  # keeps alive what `known` tells apart by identity
    for one in found:
        columns = known.get(id(one.when))
        if columns is None and one.when is not None:
            columns = known[id(one.when)] = _columns(one.when)
        edtf, start, end = columns or ("", None, None)
        yield {
            "start": one.piece.start,
            "end": one.piece.end,
            "text": one.text,
            "type": one.reading.kind.upper(),
            "value": one.reading.value,
            "edtf": edtf,
            "from": start,
            "to": end,
        }


@lru_cache(maxsize=1 << 16)
def _columns(when: When) -> tuple[str, str | None, str | None]:
    start, end = when.start, when.end
    return when.edtf, start.isoformat() if start is not None else None, end.isoformat() if end is not None else None


def readings(text: str, *, language: str = "en") -> Scanned:
    """A text scanned once, to ask what its expressions mean for one candidate publication day after another.

    >>> scanned = readings("They met on Tuesday, three weeks after 3 May 2021.")
    >>> [[t.when.edtf for t in scanned.told(Interval.parse(d))] for d in ("2021-05-26", "2021-06-02")]
    [['2021-05-25', '2021-05-24'], ['2021-06-01', '2021-05-24']]
    >>> [t.depends_on_publication for t in scanned.told(None)]
    [True, False]
    """
    return scan(text, language=language)
