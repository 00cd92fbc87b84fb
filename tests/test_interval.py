"""Intervals, calendar steps and EDTF text: expectations read off a calendar."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.interval import (
    AFTER_LAST_DAY,
    Grain,
    Interval,
    OutOfRange,
    When,
    century,
    containing,
    day,
    decade,
    half,
    month,
    on,
    quarter,
    season,
    shift,
    shift_day,
    week,
    year,
)

ordinals = st.integers(1, AFTER_LAST_DAY - 1)
grains = st.sampled_from(list(Grain))
marks = st.booleans()


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    """Any set of days, told in the grain that its text shows again."""
    start = draw(ordinals)
    unit = containing(start, draw(grains))
    if draw(st.booleans()):
        unit = Interval.parse(Interval(start, draw(st.integers(start + 1, min(start + 5000, AFTER_LAST_DAY)))).edtf)
    return Interval(unit.start, unit.end, unit.grain, draw(marks), draw(marks))


@st.composite
def whens(draw: st.DrawFn) -> When:
    first, last = draw(intervals()), draw(intervals())
    make = draw(st.sampled_from(["within", "throughout", "since", "until", "on_or_before", "on_or_after"]))
    match make:
        case "throughout":
            first, last = sorted((first, last), key=lambda i: i.start)
            return When.throughout(first, last)
        case "on_or_before":
            return When.on_or_before(Interval(last.end - 1, last.end, Grain.DAY, last.approximate, last.uncertain))
        case "on_or_after":
            return When.on_or_after(
                Interval(first.start, first.start + 1, Grain.DAY, first.approximate, first.uncertain)
            )
    return getattr(When, make)(first)


@given(intervals())
def test_an_interval_survives_its_text(interval: Interval) -> None:
    again = Interval.parse(interval.edtf)
    assert (again.start, again.end, again.approximate, again.uncertain) == (
        interval.start, interval.end, interval.approximate, interval.uncertain)  # fmt: skip


@given(whens())
def test_a_when_survives_its_text_with_its_reading(when: When) -> None:
    again = When.parse(when.edtf)
    assert (again.extent, again.start, again.end, again.edtf) == (when.extent, when.start, when.end, when.edtf)


@given(ordinals, grains)
def test_a_unit_holds_its_day_and_is_the_unit_of_each_of_its_days(ordinal: int, grain: Grain) -> None:
    unit = containing(ordinal, grain)
    assert ordinal in unit and unit.grain == grain
    assert containing(unit.end - 1, grain) == unit


@given(st.integers(400_000, 900_000), st.integers(-200, 200))
def test_a_week_on_is_seven_days_on(ordinal: int, count: int) -> None:
    assert shift(on(ordinal), count, Grain.WEEK).start == week(ordinal).start + 7 * count


@pytest.mark.parametrize(
    ("interval", "text"),
    [
        (day(2024, 2, 13), "2024-02-13"),
        (month(2023, 9), "2023-09"),
        (year(2012), "2012"),
        (decade(1990), "199X"),
        (century(1900), "19XX"),
        (week(date(2025, 9, 14).toordinal()), "[2025-09-08..2025-09-14]"),
        (quarter(2024, 1), "[2024-01-01..2024-03-31]"),
        (half(2024, 2), "[2024-07-01..2024-12-31]"),
        (season(2014, "WI"), "[2014-12-01..2015-02-28]"),
        (Interval(month(2023, 9).start, month(2023, 9).end, Grain.MONTH, approximate=True), "2023-09~"),
        (Interval(day(2023, 8, 1).start, day(2023, 12, 31).end, Grain.MONTH, True, True), "[2023-08-01%..2023-12-31%]"),
    ],
)
def test_each_unit_has_its_edtf_text(interval: Interval, text: str) -> None:
    assert interval.edtf == text


@pytest.mark.parametrize(
    ("text", "people", "extent", "precision"),
    [
        ("2024-02-14", "14 Feb 2024", "day", "day"),
        ("2023-09", "some day in Sep 2023", "within", "month"),
        ("[2025-09-08..2025-09-14]", "week of 8 Sep 2025", "within", "week"),
        ("[2024-01-21..2024-01-31]", "some day in 21–31 Jan 2024", "within", "week"),
        ("2023-11-24/2023-12-01", "24 Nov – 1 Dec 2023", "throughout", "day"),
        ("1988-05/1988-08", "May – Aug 1988", "throughout", "month"),
        ("2012/..", "since 2012", "since", "year"),
        ("../2024-02-13", "until 13 Feb 2024", "until", "day"),
        ("[..2025-09-16]", "on or before 16 Sep 2025", "on_or_before", "bound"),
        ("[2024-02-13..]", "on or after 13 Feb 2024", "on_or_after", "bound"),
        ("199X", "some day in 1990s", "within", "decade"),
        ("[2023-09-01~..2024-01-31~]", "around Sep 2023 – Jan 2024", "within", "span"),
        ("[2023-03-14..2024-03-14]", "some day in 14 Mar 2023 – 14 Mar 2024", "within", "span"),
        ("[2024-01-01..2024-06-30]", "some day in Jan – Jun 2024", "within", "half"),
    ],
)
def test_each_reading_has_its_words_for_people(text: str, people: str, extent: str, precision: str) -> None:
    when = When.parse(text)
    assert (str(when), when.extent, when.precision) == (people, extent, precision)


def test_the_last_week_of_the_calendar_ends_with_it() -> None:
    assert week(date(9999, 12, 31).toordinal()).last == date(9999, 12, 31)
    assert year(9999).last == date(9999, 12, 31)
    assert containing(date(5, 6, 7).toordinal(), Grain.DECADE).first == date(1, 1, 1)


def test_a_month_after_31_january_is_the_last_of_february() -> None:
    assert date.fromordinal(shift_day(date(2024, 1, 31).toordinal(), 1, Grain.MONTH)) == date(2024, 2, 29)


@pytest.mark.parametrize(
    "text", ["2024-02-30", "2024-13", "[2024-02-03..2024-02-01]", "2024-05/2024-01", "May", "../..", "0000"]
)
def test_what_no_calendar_has_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"[a-z]"):
        When.parse(text)


@given(ordinals, st.integers(-20000, 20000), grains)
def test_a_step_stays_in_the_years_1_to_9999_or_is_refused(ordinal: int, count: int, grain: Grain) -> None:
    try:
        moved = shift_day(ordinal, count, grain)
    except OutOfRange:
        return
    assert 1 <= moved < AFTER_LAST_DAY


def test_what_two_intervals_share_takes_the_narrower_grain() -> None:
    shared = year(2024).intersection(month(2024, 2))
    assert shared == month(2024, 2)
    assert month(2024, 1).intersection(month(2024, 2)) is None
