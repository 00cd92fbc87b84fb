"""What a page prints beside a text, and what the articles of a corpus count alike, say of the day of publication."""

from __future__ import annotations

import numpy as np
import pytest

from timeline.dating.clocks import stamp, zones
from timeline.dating.constraint import Constraint
from timeline.dating.counting import Counting, lengths
from timeline.dating.habits import Habits, Signals, months_of, signals
from timeline.dating.profile import _firm
from timeline.dating.said import said
from timeline.dating.textual import textual
from timeline.interval import ordinal_of
from timeline.reference import References

YEAR = np.arange(ordinal_of("2019-01-01"), ordinal_of("2020-01-01"))


def _logs(told: Signals, habits: Habits | None = None) -> dict[str, np.ndarray]:
    return (habits or Habits()).logs(told, YEAR, months_of(YEAR))


def _on(log: np.ndarray, day: str) -> float:
    return float(log[ordinal_of(day) - int(YEAR[0])])


def test_summer_time_printed_on_a_page_is_of_summer() -> None:
    log = _logs(Signals(zones=("BST",)))["zones"]
    assert _on(log, "2019-07-01") > _on(log, "2019-01-15") + 1


def test_corpus_that_prints_a_zone_all_year_learns_that_it_says_nothing() -> None:
    habits = Habits()
    habits.learn((Signals(zones=("EST",)), int(YEAR[day])) for day in range(0, 365, 2))
    log = _logs(Signals(zones=("EST",)), habits)["zones"]
    assert abs(_on(log, "2019-07-01") - _on(log, "2019-01-15")) < 0.3


@pytest.mark.parametrize(("head", "weekday"), [
    ("ROME | Tue 6:12am EST ROME - Farmers drove to the capital.", 2),
    ("Last updated at 15:03 GMT, Friday, 16:03 UK Rain fell.", 5),
    ("Monday, 09.30 The bridge is open.", 1),
    ("The bridge was opened on Monday; 300 people came.", None),
    ("The sun rose at 5.30.", None),
])  # fmt: skip
def test_weekday_counts_as_a_stamp_only_beside_a_clock_time(head: str, weekday: int | None) -> None:
    assert stamp(head) == weekday


def test_words_that_only_look_like_a_zone_are_none() -> None:
    assert zones("The best estimate of the Gmtx agency.") == ()


def test_day_named_with_its_weekday_at_the_head_is_close_to_publication() -> None:
    told = signals(said("The paper wrote on Saturday, May 4: the river will rise again."))
    assert told.dateline == ((5, 4),)
    log = _logs(told)["dateline"]
    assert _on(log, "2019-05-05") > _on(log, "2019-05-30") > _on(log, "2019-12-30")


def test_day_named_far_down_is_no_dateline() -> None:
    told = signals(said("The river rose. " * 20 + "It had burst its banks on Saturday, May 4."))
    assert told.dateline == ()


def test_length_of_time_places_an_article_among_those_that_count_the_same() -> None:
    # all three began to count on day 30 or so: 2, 4 and 6 months before days 91, 152 and 213
    told = ["Two months of drought in Mora.", "The drought in Mora has lasted four months.", "A six-month drought has emptied Mora."]
    counting = Counting(map(lengths, told), [91, 152, 213], np.arange(0, 500))
    log = counting.log("Rain ended eight months of drought in Mora.")
    assert log is not None
    assert abs(int(log.argmax()) - 274) <= 10


def test_one_article_is_left_out_of_its_own_counting() -> None:
    told = ["Two months of drought in Mora.", "The drought in Mora has lasted four months.", "A six-month drought has emptied Mora."]
    assert Counting(map(lengths, told), [91, 152, 213], np.arange(0, 500)).log(told[0], leave_out=0) is None


def test_lengths_that_agree_on_no_beginning_say_little() -> None:
    days = [20, 130, 210, 330, 470]
    loose = Counting([lengths("He was jailed for three months.")] * 5, days, np.arange(0, 500)).log("She was jailed for three months.")
    firm = Counting([lengths(f"The jail has been full for {n} months.") for n in ("two", "three", "four", "five", "six")],
                    [91, 121, 152, 182, 213], np.arange(0, 500)).log("The jail has been full for eight months.")  # fmt: skip
    assert loose is not None
    assert firm is not None
    assert float(loose.max()) < float(firm.max()) - 0.5


def test_what_lies_ahead_is_no_length_to_count_from() -> None:
    assert lengths("Work goes on for the next five months.") == []


def test_year_by_which_something_was_promised_is_not_told_as_past() -> None:
    assert textual(said("Her promise to end the drought by the year 2000 was given up."), References()) == []
    [found] = textual(said("The drought ended in 2000."), References())
    assert found.when is not None
    assert found.when.edtf == "[2000-01-01..]"


def test_evidence_binds_only_when_stated_and_borne_out_often_enough() -> None:
    def seen(kind: str, right: int, wrong: int) -> frozenset[str]:
        after = (Constraint(100, None, kind, 0.9),)
        return _firm([(after, 120)] * right + [(after, 90)] * wrong)

    assert seen("date", 18, 0) == {"date"}  # one miss in twenty uses
    assert seen("date", 17, 0) == frozenset()  # one in nineteen
    assert seen("date", 37, 1) == {"date"}  # two in forty
    assert seen("date", 36, 1) == frozenset()
    assert seen("event", 500, 0) == frozenset()
