"""Runs of days by name: EDTF's calendar names, and dates as people write them.

    >>> calendar_name(date(2024, 2, 1).toordinal(), date(2024, 3, 1).toordinal())
    '2024-02'
    >>> days_phrase(date(2023, 11, 24).toordinal(), date(2023, 12, 2).toordinal())
    '24 Nov – 1 Dec 2023'

A run is its first day and the day after its last, as proleptic Gregorian ordinals of the years 1 to 9999.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date

FIRST_DAY = 1  # 0001-01-01
AFTER_LAST_DAY = date(9999, 12, 31).toordinal() + 1
MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def iso(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()


def calendar_name(start: int, end: int) -> str | None:
    """EDTF's name of exactly these days (day, month, year, decade, century), or None."""
    first = date.fromordinal(start)
    if end == start + 1:
        return first.isoformat()
    if first.day != 1:
        return None
    if end == start + monthrange(first.year, first.month)[1]:
        return f"{first.year:04d}-{first.month:02d}"
    if first.month != 1:
        return None
    for size, cut in ((1, 4), (10, 3), (100, 2)):
        if first.year % size == 0 or size == 1:
            after = first.year + size
            if end == (AFTER_LAST_DAY if after == 10000 else date(after, 1, 1).toordinal() if after < 10000 else -1):
                return f"{first.year:04d}"[:cut].ljust(4, "X")
    return None


def days_phrase(start: int, end: int, *, week: bool = False) -> str:
    """For people: '14 Feb 2024', 'Sep 2023', '2–9 May 2024'; a `week` by its Monday."""
    first, last = date.fromordinal(start), date.fromordinal(end - 1)
    name = calendar_name(start, end)
    if name is not None:
        if name.endswith("XX"):
            return f"{first.year}–{last.year}"
        if name.endswith("X"):
            return f"{first.year}s"
        return {10: day_phrase(first), 7: f"{MONTH_NAMES[first.month - 1]} {first.year}", 4: str(first.year)}[len(name)]
    if week and end - start == 7 and first.weekday() == 0:
        return f"week of {day_phrase(first)}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_phrase(last)}"
    if first.day == 1 and (last.toordinal() + 1 == AFTER_LAST_DAY or date.fromordinal(end).day == 1):
        head = MONTH_NAMES[first.month - 1] + ("" if first.year == last.year else f" {first.year}")
        return f"{head} – {MONTH_NAMES[last.month - 1]} {last.year}"
    head = f"{first.day} {MONTH_NAMES[first.month - 1]}" + ("" if first.year == last.year else f" {first.year}")
    return f"{head} – {day_phrase(last)}"


def day_phrase(moment: date) -> str:
    """'14 Feb 2024'."""
    return f"{moment.day} {MONTH_NAMES[moment.month - 1]} {moment.year}"
