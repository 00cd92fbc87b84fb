"""A reference series that somebody brings: a CSV of days and cumulative counts, checked row by row.

    >>> found = series("day;dead\\n2024-02-14;28,473\\n14 Feb;1\\n2024-02-20;29195", "day", "dead")
    >>> found.rows["count"].tolist()
    [28473, 29195]
    >>> found.problems
    ['row 3, day “14 Feb”: expected a day such as 2024-02-14']

Row numbers are those of the file, its header being row 1. Of counts that fall, those are named that stand in the way of the
longest run that does not fall, so that one slip does not condemn the rows after it.
"""

from __future__ import annotations

import csv
import io
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

__all__ = ["Given", "GivenError", "columns", "guess", "series"]

MOST_ROWS = 100_000
WORDED = ("%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y")
SLASHED = ("%d/%m/%Y", "%m/%d/%Y")
COUNT = re.compile(r"-?(?:\d+|\d{1,3}(?:[, \u00a0\u202f]\d{3})+)(?:\.0+)?")
DAYS, COUNTS = ("date", "day", "as of", "as_of"), ("killed", "deaths", "dead", "count", "total", "cum", "toll", "number")


class GivenError(ValueError):
    """A file that is no table of days and counts; says what was expected."""


@dataclass(frozen=True, slots=True)
class Given:
    """The rows that can be drawn (`day`, `count`), ascending by day, and what is wrong with the others, in words."""

    rows: pd.DataFrame
    problems: tuple[str, ...] | list[str]


def columns(text: str) -> list[str]:
    """The names of the columns. Raises GivenError where the text is no table with two columns or more."""
    return list(_table(text)[0])


def guess(names: Sequence[str]) -> tuple[str, str]:
    """The columns that look like the day and the count.

    >>> guess(["id", "report_date", "killed_cum"])
    ('report_date', 'killed_cum')
    """
    lower = [n.casefold() for n in names]
    day = next((i for word in DAYS for i, n in enumerate(lower) if word in n), 0)
    rest = [i for i in range(len(names)) if i != day]
    count = next((i for word in COUNTS for i in rest if word in lower[i]), rest[0])
    return names[day], names[count]


def series(text: str, day: str, count: str) -> Given:
    """The series in two columns of the text of a CSV. Raises GivenError where a column is missing."""
    header, lines = _table(text)
    for name in (day, count):
        if name not in header:
            raise GivenError(f"there is no column “{name}”: the columns are {', '.join(header)}")
    at, of = header.index(day), header.index(count)
    read = _days([row[at].strip() if at < len(row) else "" for _, row in lines])
    problems: list[tuple[int, str]] = []
    found: list[tuple[date, int, int]] = []
    seen: dict[date, int] = {}
    for (number, row), moment in zip(lines, read, strict=True):
        told = row[of].strip() if of < len(row) else ""
        if moment is None:
            problems.append((number, f"row {number}, {day} “{row[at].strip() if at < len(row) else ''}”: expected a day such as 2024-02-14"))
        elif not COUNT.fullmatch(told):
            problems.append((number, f"row {number}, {count} “{told}”: expected a whole number such as 28473"))
        elif (value := int(re.sub(r"\D", "", told.split(".")[0])) * (-1 if told.startswith("-") else 1)) < 0:
            problems.append((number, f"row {number}, {count} “{told}”: expected a count of 0 or more"))
        elif moment in seen:
            problems.append((number, f"row {number}: {moment.isoformat()} stands in row {seen[moment]} too; expected each day once"))
        else:
            seen[moment] = number
            found.append((moment, value, number))
    found.sort()
    kept = _rising([value for _, value, _ in found])
    problems += _falling(found, kept, count)
    rows = [found[i] for i in kept]
    return Given(pd.DataFrame({"day": [d for d, _, _ in rows], "count": [v for _, v, _ in rows]}),
                 [words for _, words in sorted(problems)])  # fmt: skip


def _table(text: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The header, and each row that holds anything with its number in the file."""
    text = text.removeprefix("\ufeff")
    first = text.split("\n", 1)[0]
    sign = max(",;\t", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=sign))
    except csv.Error as error:
        raise GivenError(f"not a CSV: {error}") from error
    if not rows or len(rows[0]) < 2:
        raise GivenError("expected a CSV with a header and at least two columns, one of days and one of counts")
    if len(rows) > MOST_ROWS:
        raise GivenError(f"expected at most {MOST_ROWS:,} rows, found {len(rows):,}")
    return [n.strip() for n in rows[0]], [(n, r) for n, r in enumerate(rows[1:], 2) if any(c.strip() for c in r)]


def _days(told: Sequence[str]) -> list[date | None]:
    """The day of each text. Days such as 03/04/2024 are read in the one order that all of them allow, else in none."""
    orders = [[_as(t, [form]) for t in told if "/" in t] for form in SLASHED]
    fit = [form for form, days in zip(SLASHED, orders, strict=True) if all(days)]
    forms = [*WORDED, *(fit if len(fit) == 1 or (len(fit) == 2 and orders[0] == orders[1]) else [])]
    return [_as(t, forms) for t in told]


def _as(told: str, forms: Iterable[str]) -> date | None:
    try:
        return date.fromisoformat(told[:10] if re.match(r"\d{4}-\d\d-\d\d[T ]", told) else told)
    except ValueError:
        pass
    for form in forms:
        try:
            return datetime.strptime(told, form).date()
        except ValueError:
            continue
    return None


def _rising(values: Sequence[int]) -> list[int]:
    """The places of the longest run that never falls.

    >>> _rising([1, 2, 90, 3, 4])
    [0, 1, 3, 4]
    """
    tails: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for place, value in enumerate(values):
        n = bisect_right(tails, value)
        before.append(places[n - 1] if n else -1)
        tails[n : n + 1] = [value]
        places[n : n + 1] = [place]
    out, place = [], places[-1] if places else -1
    while place >= 0:
        out.append(place)
        place = before[place]
    return out[::-1]


def _falling(found: Sequence[tuple[date, int, int]], kept: Sequence[int], name: str) -> list[tuple[int, str]]:
    """What is wrong with the rows outside the run that never falls, each with the rows that it disagrees with."""
    inside = set(kept)
    out = []
    for place, (_, value, row) in enumerate(found):
        if place in inside:
            continue
        n = bisect_right(kept, place)
        low = found[kept[n - 1]] if n else None
        high = found[kept[n]] if n < len(kept) else None
        least = f"at least {low[1]:,} (row {low[2]})" if low else ""
        most = f"at most {high[1]:,} (row {high[2]})" if high else ""
        out.append((row, f"row {row}, {name} {value:,}: expected {' and '.join(t for t in (least, most) if t)}, as a cumulative count never falls"))  # fmt: skip
    return out
