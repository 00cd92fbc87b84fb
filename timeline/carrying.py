"""A year told once for several dates → each date with its year: "May 15 to August 16, 1988", "in April, June and July 1998".

A year is carried back over a list or range to the dates before it, and on to the dates after it: never across other
words. A range that passes the end of a year ("from December to March 1992") begins in the year before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from timeline.expression import Date, Expression, Part, Season, Time
from timeline.interval import SEASON_MONTH

if TYPE_CHECKING:
    from timeline.pieces import Piece

GAP = 16  # bytes between two dates of one list


def carry(pieces: list[Piece], data: bytes, joint: Callable[[bytes], str], made: Callable[[Expression], Any]) -> list[Piece]:
    """The pieces with every year that its list or range tells. `joint` says what a gap is ("to", "and", "list", ""),
    `made` gives an expression its place in a piece."""
    takers = [i for i, piece in enumerate(pieces) if piece.said.is_open]
    if not takers or len(takers) == len(pieces):  # a year is told by what is not open
        return pieces
    out = list(pieces)
    for i in reversed(takers):
        if i + 1 < len(out):
            _give(out, i + 1, i, data, joint, made)
    for i in takers:
        if i:
            _give(out, i - 1, i, data, joint, made)
    return out


def _give(out: list[Piece], source: int, target: int, data: bytes, joint: Callable[[bytes], str], made: Callable[[Expression], Any]) -> None:
    if not out[target].said.is_open:
        return
    giver, taker = out[source].said.inner, out[target].said.inner
    year = getattr(giver, "year", None)
    if not isinstance(year, int) or year < 100:
        return
    one, two = out[min(source, target)], out[max(source, target)]
    month, other = _month(giver), _month(taker)
    if month is None or other is None or two.byte_start - one.byte_end > GAP:
        return
    kind = joint(data[one.byte_end : two.byte_start])
    if not kind:
        return
    if kind == "to":
        if target < source and other > month:
            year -= 1
        elif target > source and other < month:
            year += 1
    out[target] = out[target]._replace(said=made(_with_year(out[target].said.expression, year)))


def _month(e: Expression) -> int | None:
    match e:
        case Date(month=int(month)):
            return month
        case Season(code=code):
            return SEASON_MONTH[code]
    return None


def _with_year(e: Expression, year: int) -> Expression:
    match e:
        case Date() | Season():
            return replace(e, year=year)
        case Part() | Time():
            return replace(e, base=_with_year(e.base, year))
    return e

