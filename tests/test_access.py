"""Who may come in: lists by address, domain and group, and how long a sign-in is good."""

from __future__ import annotations

import pytest

from timeline.access import Refused, Rules, RulesError, Visitor, admit

RULES = Rules.of({"read": ["@desk.example", "group:Briefers"], "correct": ["Mira@desk.example"], "hours": 2})
TOKEN = {"email": "mira@desk.example", "email_verified": True, "iat": 1000}


def test_a_person_on_the_correctors_list_may_correct_whatever_the_case_of_the_address() -> None:
    assert admit(TOKEN | {"email": "MIRA@Desk.example"}, RULES, now=2000) == Visitor("mira@desk.example", True)


def test_a_person_of_a_listed_domain_may_read_only() -> None:
    assert admit(TOKEN | {"email": "omar@desk.example"}, RULES, now=2000) == Visitor("omar@desk.example", False)


def test_a_person_of_a_listed_group_may_read() -> None:
    visitor = admit({"sub": "u7", "groups": ["briefers"], "iat": 1000}, RULES, now=2000)
    assert visitor == Visitor("u7", False)


@pytest.mark.parametrize(
    "email", ["mira@other.example", "desk.example@other.example", "mira@evil-desk.example", "mira@sub.desk.example"]
)
def test_an_address_that_only_looks_like_the_domain_is_refused(email: str) -> None:
    refused = admit(TOKEN | {"email": email}, RULES, now=2000)
    assert isinstance(refused, Refused) and email in refused.reason and not refused.expired


@pytest.mark.parametrize("verified", [False, None, "true", 1])
def test_an_address_that_the_provider_did_not_verify_is_refused(verified: object) -> None:
    assert isinstance(admit(TOKEN | {"email_verified": verified}, RULES, now=2000), Refused)


def test_a_sign_in_ends_after_its_hours() -> None:
    assert isinstance(admit(TOKEN, RULES, now=1000 + 2 * 3600 - 1), Visitor)
    refused = admit(TOKEN, RULES, now=1000 + 2 * 3600)
    assert isinstance(refused, Refused) and refused.expired


def test_a_token_without_its_time_of_issue_is_refused() -> None:
    assert isinstance(admit({"email": "mira@desk.example", "email_verified": True}, RULES, now=0), Refused)


@pytest.mark.parametrize(
    ("section", "named"),
    [
        ({"readers": ["@desk.example"]}, "readers"),
        ({"read": "@desk.example"}, "read"),
        ({"read": ["desk.example"]}, "read"),
        ({"read": ["@desk.example"], "hours": 0}, "hours"),
        ({"read": []}, "nobody"),
    ],
)
def test_a_wrong_list_is_refused_by_its_key(section: dict[str, object], named: str) -> None:
    with pytest.raises(RulesError, match=named):
        Rules.of(section)
