"""What holds of every date: it resolves to itself, relative ones move with the anchor, hostile text stays linear."""

import subprocess
import sys
import time
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.interval import Interval, on
from timeline.mentions import readings, tag, tag_rows

DAYS = st.dates(date(1600, 1, 1), date(2099, 12, 31))
PUBLISHED = st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2040, 12, 31)))
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
FORMS = (
    "{d} {m} {y}", "{m} {d}, {y}", "{w}, {m} {d}, {y}", "{w}, {d} {m} {y}", "{y}-{n:02d}-{d:02d}", "{y}/{n:02d}/{d:02d}",
    "the {d}{th} of {m}, {y}", "{m} {d}{th}, {y}", "{abbreviated} {d}, {y}", "{d}{th} {m} {y}",
)  # fmt: skip


def written(form: str, day: date) -> str:
    th = "th" if 11 <= day.day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    name = MONTHS[day.month - 1]
    return form.format(d=day.day, m=name, y=day.year, w=f"{day:%A}", n=day.month, th=th, abbreviated=name if len(name) < 5 else name[:3] + ".")


def at(day: date | None) -> Interval | None:
    return None if day is None else on(day)


@settings(deadline=None, max_examples=300)
@given(day=DAYS, form=st.sampled_from(FORMS), published=PUBLISHED)
def test_date_in_any_form_resolves_to_itself_whatever_the_anchor(day: date, form: str, published: date | None) -> None:
    (mention,) = tag(written(form, day), published=at(published))
    assert (mention.edtf, mention.value, mention.date_basis) == (day.isoformat(), day.isoformat(), "stated")


@settings(deadline=None, max_examples=150)
@given(day=DAYS, published=PUBLISHED, phrase=st.sampled_from(("They met on Monday. ", "In April 1999, ", "Two years later, it rained. ")))
def test_text_before_or_after_an_absolute_date_never_changes_it(day: date, published: date | None, phrase: str) -> None:
    text = f"{phrase}The bridge opened on {day.day} {MONTHS[day.month - 1]} {day.year}. {phrase}"
    assert day.isoformat() in [m.edtf for m in tag(text, published=at(published))]


@settings(deadline=None, max_examples=150)
@given(
    published=st.dates(date(1990, 1, 1), date(2040, 12, 31)),
    phrase=st.sampled_from(("on Tuesday", "last Friday", "next Monday", "yesterday", "this week", "two weeks ago", "three days ago",
                            "over the past ten days", "last weekend", "they will meet on Sunday")),
)  # fmt: skip
def test_anchor_a_week_later_shifts_relative_results_by_a_week(published: date, phrase: str) -> None:
    (first,), (second,) = (tag(phrase, published=on(d)) for d in (published, published + timedelta(7)))
    assert first.start is not None and first.end is not None
    assert (second.start, second.end) == (first.start + timedelta(7), first.end + timedelta(7))


@settings(deadline=None, max_examples=150)
@given(
    before=st.text(alphabet="aé\U0001f600e\u0301\r\n .", max_size=30),
    after=st.text(alphabet="aé\U0001f600\u0301\r\n .", max_size=30),
)
def test_offsets_count_code_points_of_the_text_as_given(before: str, after: str) -> None:
    text = f"{before} on 3 May 2021, {after} and 4 May 2021"
    assert [text[r["start"] : r["end"]] for r in tag_rows(text)] == ["3 May 2021", "4 May 2021"]
    assert [r["text"] for r in tag_rows(text)] == ["3 May 2021", "4 May 2021"]


@settings(deadline=None, max_examples=300)
@given(st.text(max_size=80) | st.text(alphabet="123456789/-.:' ,aApPmMJan", max_size=40))
def test_any_text_is_tagged_without_an_error_and_in_order(text: str) -> None:
    rows = list(tag_rows(text, on(date(2024, 2, 14))))
    ends = [0, *(place for row in rows for place in (row["start"], row["end"]))]
    assert ends == sorted(ends)


VOCABULARY = (
    "the a last next this that two 999,999 0 1 several years ago days later earlier weeks from now since until by before after "
    "between to and - , . May March 31 29 February 2024 9999 '98 in of early late end Monday night 9 p.m. 24:00 2500 GMT Ramadan "
    "Easter 1445 Muharram quarter third half century 1980s summer week weekend every now today 13/13/2024 31/02/2023 1999-00 490 BC "
    "more than hours past coming following previous eve October 7 attack same first Thanksgiving year-end two thousand "
    "its fifth day into war began siege ended ending overnight dawn those days in three will midnight full-scale invasion Ukraine"
)


@settings(deadline=None, max_examples=250)
@given(
    words=st.lists(st.sampled_from(VOCABULARY.split()), min_size=2, max_size=12),
    published=st.sampled_from((None, "2024-02-14", "[2024-01-01..2024-12-31]", "0001-01-01", "9999-12-31", "1850-06")),
)
def test_any_mixture_of_words_of_time_is_read_whatever_the_publication_day(words: list[str], published: str | None) -> None:
    for mention in tag(" ".join(words), published=Interval.parse(published) if published else None):
        assert mention.value and mention.reason


@settings(deadline=None, max_examples=60)
@given(st.dates(date(2000, 1, 1), date(2030, 12, 31)), st.integers(2, 40))
def test_publication_of_several_days_covers_what_each_of_them_gives(first: date, days: int) -> None:
    scanned = readings("They met on Tuesday and will return in April.")
    start = first.toordinal()
    wide = scanned.told(Interval(start, start + days))
    for day in range(start, start + days):
        for one, whole in zip(scanned.told(on(day)), wide, strict=True):
            assert one.when is not None and whole.when is not None
            assert whole.when.start <= one.when.start and one.when.end <= whole.when.end


GROWTH = 6.5  # times, for four times the text: linear is 4 and what the machine adds, quadratic is 16


@pytest.mark.parametrize("text", ["M" * 1_000_000, " " * 1_000_000, "1" * 1_000_000, "é" * 1_000_000, "'" * 1_000_000, "[" * 500_000 + "]" * 500_000,
                                  "Monday " * 150_000, "the end of " * 90_000, "1990-" * 200_000, "two " * 250_000, "1." * 400_000, "a year before he " * 60_000,
                                  "".join(f"Two years into the war in Kx{i}. " for i in range(30_000))],
                         ids=["M", "space", "1", "é", "quote", "brackets", "Monday", "the end of", "1990-", "two", "1.", "a year before he", "into the war"])  # fmt: skip
def test_hostile_megabyte_is_tagged_in_linear_time(text: str) -> None:
    list(tag_rows("on Monday", on(date(2024, 2, 14))))

    def seconds(piece: str) -> float:
        begun = time.process_time()
        for _ in tag_rows(piece, on(date(2024, 2, 14))):
            pass
        return time.process_time() - begun

    whole = seconds(text)
    assert whole < 2.0 or whole < GROWTH * min(seconds(text[: len(text) // 4]) for _ in range(3))


def test_rows_are_made_without_the_record_models() -> None:
    told = "import sys, timeline.mentions as m; list(m.tag_rows('on 3 May 2021')); print([x for x in ('pydantic', 'pandas', 'pyarrow') if x in sys.modules])"
    assert subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True).stdout == "[]\n"
