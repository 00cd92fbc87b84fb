"""The same event told by several articles becomes one row, and different events stay apart."""

from __future__ import annotations

import random

import pytest

from timeline.composing import importance
from timeline.interval import When
from timeline.merging import merge
from timeline.records import Article, CasualtyClaim, Event, Evidence, Report


def report(
    name: str, article: str, title: str, edtf: str, *, kind: str = "attack", roles: tuple[str, ...] = (), places: tuple[str, ...] = ()
) -> Report:
    when = When.parse(edtf) if edtf else None
    return Report(report_id=name, article_id=article, event_type=kind, title=title, when=when, roles=roles, places=places,
                  extent=when.extent if when else "none", actors=tuple(r.rpartition(" (")[0] for r in roles))  # fmt: skip


def events(*reports: Report, articles: tuple[Article, ...] = ()) -> tuple[Event, ...]:
    return merge(reports, [], [], articles).events


STRIKE = report("r1", "a", "Israeli aircraft struck a house in Doha", "2025-09-09", roles=("Israel (attacker)",), places=("Doha",))
SAME_STRIKE = report("r2", "b", "Israel struck a house in Doha", "2025-09-09", roles=("Israel (attacker)",), places=("Doha",))


def test_one_event_told_by_two_articles_is_one_row_with_both() -> None:
    (event,) = events(STRIKE, SAME_STRIKE)
    assert (event.event_id, event.article_ids, event.article_count) == ("r1", ("a", "b"), 2)


def test_the_row_keeps_the_most_precise_date() -> None:
    vague = SAME_STRIKE.model_copy(update={"report_id": "r0", "when": When.parse("[2025-09-08..2025-09-14]")})
    (event,) = events(vague, STRIKE)
    assert (event.event_id, event.edtf) == ("r0", "2025-09-09")


def test_same_day_and_type_with_different_actors_stay_two_events() -> None:
    attack = report("r1", "a", "Hamas’s attack of October 7", "2023-10-07", roles=("Hamas (attacker)", "Israel (target)"))
    offensive = report("r2", "a", "Israel’s offensive since October 7", "2023-10-07", roles=("Israel (attacker)",), places=("Gaza Strip",))
    assert len(events(attack, offensive)) == 2


def test_attacks_of_one_side_in_two_towns_on_one_day_stay_two_events() -> None:
    other = report("r2", "b", "Israel bombed a camp near Rafah", "2025-09-09", roles=("Israel (attacker)",), places=("Rafah",))
    assert len(events(STRIKE, other)) == 2


def test_two_releases_of_different_numbers_stay_apart() -> None:
    one = report("r1", "a", "Israel released 39 prisoners", "2023-11-24", kind="release", roles=("Israel (releaser)",))
    other = report("r2", "b", "Israel released 150 prisoners", "2023-11-24", kind="release", roles=("Israel (releaser)",))
    assert len(events(one, other)) == 2


def test_two_statements_of_one_speaker_on_one_day_stay_apart_unless_their_words_agree() -> None:
    def said(name: str, article: str, title: str) -> Report:
        return report(name, article, title, "2024-05-01", kind="statement", roles=("Qatar (speaker)",))

    one, again = said("r1", "a", "Qatar condemned the raid on Rafah"), said("r2", "b", "Qatar condemned the raid on Rafah as unlawful")
    other = said("r3", "b", "Qatar welcomed new elections")
    assert [e.article_ids for e in events(one, again, other)] == [("a", "b"), ("b",)]


def test_visits_of_two_ministers_of_one_state_are_two_events() -> None:
    one = report("r1", "a", "Marco Rubio visited Doha", "2025-09-16", kind="meeting", roles=("Marco Rubio (participant)",), places=("Doha",))
    other = report("r2", "b", "Donald Trump visited Doha", "2025-09-16", kind="meeting", roles=("Donald Trump (participant)",), places=("Doha",))
    assert len(events(one, other)) == 2


def test_a_later_mention_without_a_day_joins_the_dated_event_of_its_article() -> None:
    later = report("r2", "a", "Israeli attack on Doha", "[..2025-09-15]", roles=("Israel (attacker)",), places=("Doha",))
    (event,) = events(STRIKE, later)
    assert event.edtf == "2025-09-09"


def test_the_order_of_the_input_changes_nothing() -> None:
    told = [STRIKE, SAME_STRIKE, *(
        report(f"x{n}", f"a{n % 7}", f"Rebels shelled town {n}", f"2025-0{1 + n % 6}-1{n % 9}", roles=(f"Group {n % 5} (attacker)",))
        for n in range(60))]  # fmt: skip
    first = merge(told, [], [], [])
    shuffled = random.Random(3).sample(told, len(told))
    assert merge(shuffled, [], [], []) == first


def test_publishers_of_one_syndicated_text_count_once() -> None:
    text = "Aircraft struck a house in Doha on Tuesday, officials said. The emir called the raid a breach of all law and custom."
    articles = (Article(article_id="a", publisher="Wire", text=text), Article(article_id="b", publisher="Daily", text=text + " (Wire)"),
                Article(article_id="c", publisher="Post", text="A wholly different account of what happened in the city that day."))  # fmt: skip
    third = SAME_STRIKE.model_copy(update={"report_id": "r3", "article_id": "c"})
    (event,) = events(STRIKE, SAME_STRIKE, third, articles=articles)
    assert (event.publishers, event.publisher_count, event.article_count) == (("Daily", "Post", "Wire"), 2, 3)


def test_claims_and_evidence_follow_their_report_to_its_event() -> None:
    claim = CasualtyClaim(claim_id="c", event_id="r2", article_id="b", effect="killed", count=6, char_start=0, char_end=3,
                          sentence="Six died.", raw="Six", rule="n")  # fmt: skip
    loose = claim.model_copy(update={"claim_id": "d", "event_id": None})
    proof = Evidence(report_id="r2", article_id="b", char_start=0, char_end=9, sentence="Six died.")
    merged = merge([STRIKE, SAME_STRIKE], [proof], [claim, loose], [])
    assert [c.event_id for c in merged.claims] == ["r1", None]
    assert [e.event_id for e in merged.evidence] == ["r1"]
    assert merged.aliases == (("r2", "r1"),)


@pytest.mark.parametrize(("articles", "publishers", "dead", "score"), [(1, 1, 0, 2.0), (3, 1, 0, 3.0), (1, 1, 9, 3.0), (7, 3, 99, 7.0)])
def test_importance_is_made_of_articles_publishers_and_the_largest_toll(articles: int, publishers: int, dead: int, score: float) -> None:
    claim = CasualtyClaim(claim_id="c", article_id="a", effect="killed", count=dead, char_start=0, char_end=1, sentence="", raw="", rule="n")
    assert importance(articles, publishers, [claim]) == score


def test_cost_stays_near_linear() -> None:
    def work(n: int) -> float:
        from time import process_time

        told = [report(f"r{k}", f"a{k}", f"Rebels shelled village {k}", f"20{10 + k % 12}-0{1 + k % 9}-1{k % 10}",
                       roles=(f"Group {k % 97} (attacker)",)) for k in range(n)]  # fmt: skip
        begin = process_time()
        merge(told, [], [], [])
        return process_time() - begin

    work(200)
    assert work(8000) < 16 * max(work(2000), 0.01)  # four times the reports: far from sixteen times the work


def test_a_telling_without_its_doer_joins_the_attack_of_that_day_and_country() -> None:
    nameless = report("r2", "b", "Strike of September 9", "2025-09-09", places=("Qatar",))
    elsewhere = report("r3", "c", "Strike of September 9", "2025-09-09", places=("Lebanon",))
    assert len(events(STRIKE, nameless)) == 1
    assert len(events(STRIKE, elsewhere)) == 2


def test_the_end_of_a_truce_is_not_its_beginning_whatever_it_is_called() -> None:
    pause = report("r1", "a", "Pause in Gaza", "2023-11-24", kind="ceasefire", places=("Gaza Strip",))
    truce = report("r2", "b", "Temporary truce in Gaza", "2023-11-24/2023-12-01", kind="ceasefire", places=("Gaza Strip",))
    ended = report("r3", "c", "The truce in Gaza ended", "2023-12-01", kind="ceasefire", places=("Gaza Strip",))
    assert {e.edtf: len(e.article_ids) for e in events(pause, truce, ended)} == {"2023-11-24/2023-12-01": 2, "2023-12-01": 1}


def test_figures_that_two_claimants_give_for_one_attack_stand_in_its_problem() -> None:
    strike = STRIKE.model_copy(update={"report_id": "r1"})
    army = CasualtyClaim(claim_id="c1", event_id="r1", article_id="a", effect="killed", count=12, low=12, high=12, basis="incident",
                         claimed_by="the army", char_start=0, char_end=2, sentence="12", raw="12", rule="")  # fmt: skip
    ministry = army.model_copy(update={"claim_id": "c2", "count": 18, "low": 18, "high": None, "bound": "at_least", "claimed_by": "the ministry"})
    raised = ministry.model_copy(update={"claim_id": "c3", "count": 20, "low": 20, "supersedes": "c2"})
    (event,) = merge([strike], [], [army, ministry, raised], [Article(article_id="a")]).events
    assert event.problem == "figures differ: killed 12 (the army), at least 20 (the ministry)"
    (agreed,) = merge([strike], [], [ministry, raised], [Article(article_id="a")]).events
    assert agreed.problem is None
