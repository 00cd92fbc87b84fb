"""The day without a year that a wire prints before its story, as evidence on the day of publication.

    >>> from timeline.dating.constraint import ordinal_of
    >>> from timeline.dating.said import said
    >>> told = said("CAIRO, Aug 29 (Wire) - A strike hit a convoy on Thursday, the charity said.")
    >>> time = dateline(told)
    >>> told.text[time.start : time.end]
    'Aug 29'
    >>> narrowed(told, Dated(ordinal_of("2021-01-26"), ordinal_of("2025-01-21"))).when
    When.parse('[2024-08-29..2024-08-30]')

Among the years that the other evidence leaves, a weekday decides: one printed with the date must be its weekday, and the
one that the story opens with is the day of the dateline or the day before. What is printed on a day may be published on
the next.
"""

from __future__ import annotations

import re

from timeline.articles.published import AFTER_DATE, CITY, NO_CITY
from timeline.dating.constraint import Constraint, Dated
from timeline.dating.said import Said, Time, day_of
from timeline.days import iso

HEAD = 400  # characters at an article's head within which a dateline begins
LONGEST = 12 * 366  # days: evidence wider than this leaves too many years to choose among
NEWS = 4 * 365 + 1  # days after the latest event told within which a story is looked for where no evidence ends
DECIDED, LEFT = 0.6, 0.3  # weights: one year is left by its weekday; by the other evidence alone
LEAD = 300  # characters after a dateline in which the story tells its weekday
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_AGENCY = re.compile(r"\.?,?\s*/[A-Z][\w .-]{1,30}/|\.\s+/[A-Z]")  # "TASS, September 16. /TASS/."


def dateline(told: Said) -> Time | None:
    """The date without a year that stands between a place and a dash, or that is a line with its weekday."""
    for time in told.times:
        if time.start > HEAD:
            break
        if time.shape == "yearless" and day_of(2000, time.month, time.day):
            line = told.text.rfind("\n", 0, time.start) + 1
            before = told.text[line : time.start].replace(",", " ").replace(". ", " ").split()
            if time.weekday and not before and told.text[time.end : time.end + 1] in ("", "\n"):
                return time
            if before and len(before) <= 9 and _place(before) and (AFTER_DATE.match(told.text, time.end) or _AGENCY.match(told.text, time.end)):
                return time
    return None


def narrowed(told: Said, dated: Dated) -> Dated:
    """What the evidence leaves, and of that the years' days of the dateline."""
    time = dateline(told)
    if time is None or dated.start is None:
        return dated
    end = dated.start + NEWS if dated.end is None else dated.end
    if end - dated.start > LONGEST:
        return dated
    years = range(int(iso(dated.start)[:4]), int(iso(end - 1)[:4]) + 1)
    days = [d for year in years if (d := day_of(year, time.month, time.day)) and dated.start <= d < end]
    words = " ".join(told.text[time.start : time.end].split())
    fitting, why = _by_weekday(told, time, days)
    if not fitting or (dated.end is None and (len(fitting) > 1 or not why)):
        return dated
    reason = f"“{words}” heads the story" + (f": of {years[0]} to {years[-1]} {why}" if why else "")
    found = Constraint(fitting[0], min(fitting[-1] + 2, end), "dateline", DECIDED if len(fitting) == 1 and why else LEFT,
                       time.start, time.end, reason)  # fmt: skip
    return Dated(found.start, found.end, (found, *dated.kept), dated.dropped)


def _by_weekday(told: Said, time: Time, days: list[int]) -> tuple[list[int], str]:
    """The days that a weekday leaves, with why; all of them where none is told or none would be left."""
    if time.weekday:
        fitting = [d for d in days if (d - time.weekday) % 7 == 0]
        return fitting, f"it is a {WEEKDAYS[time.weekday - 1]} only in {_years(fitting)}"
    lead = next((t for t in told.times if t.shape == "weekday" and time.end <= t.start < time.end + LEAD
                 and t.look not in ("planned", "likely")), None)  # fmt: skip
    fitting = [d for d in days if lead and (d - lead.weekday) % 7 <= 1]
    if lead is None or not fitting or len(fitting) == len(days):
        return days, ""
    name = WEEKDAYS[lead.weekday - 1]
    return fitting, f"“{name}” is that day or the day before only in {_years(fitting)}"


def _years(days: list[int]) -> str:
    return ", ".join(iso(day)[:4] for day in days)


def _place(words: list[str]) -> bool:
    return all(CITY.fullmatch(word.rstrip(".")) for word in words) and words[-1].lower().strip("([") not in NO_CITY
