"""Who may read and who may correct, by what the sign-in provider says of a person.

    >>> rules = Rules(read=("@desk.example", "group:analysts"), correct=("mira@desk.example",))
    >>> admit({"email": "mira@desk.example", "email_verified": True, "iat": 0}, rules, now=60)
    Visitor(name='mira@desk.example', may_correct=True)
    >>> admit({"email": "eve@other.example", "email_verified": True, "iat": 0}, rules, now=60)
    Refused(reason='eve@other.example is not on the list of readers', expired=False)

An entry of a list is an address (`mira@desk.example`), a domain (`@desk.example`) or a group (`group:analysts`, from
the claim `groups`). Whoever may correct may read. Addresses count only when the provider says that it verified them.
A sign-in is good for `hours` after the token was issued (claim `iat`), however long the browser keeps its cookie.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

ANYONE_LOCAL = "the analyst at this machine"


class RulesError(ValueError):
    """The section [access] of the secrets does not say what it must."""


@dataclass(frozen=True, slots=True)
class Visitor:
    name: str
    may_correct: bool


@dataclass(frozen=True, slots=True)
class Refused:
    reason: str
    expired: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """The lists of who may read and correct, and for how many hours a sign-in is good."""

    read: tuple[str, ...] = ()
    correct: tuple[str, ...] = ()
    hours: float = 12

    @classmethod
    def of(cls, section: Mapping[str, Any]) -> Rules:
        """The rules of the section [access]. Raises RulesError that names the key and what was expected.

        >>> Rules.of({"read": ["@desk.example"]}).read
        ('@desk.example',)
        """
        unknown = set(section) - {"read", "correct", "hours"}
        if unknown:
            raise RulesError(f"[access]: {', '.join(sorted(unknown))} not known; expected read, correct and hours")
        lists = {}
        for key in ("read", "correct"):
            entries = section.get(key, [])
            if isinstance(entries, str) or not all(isinstance(e, str) and _is_entry(e) for e in entries):
                raise RulesError(
                    f'[access] {key}: expected a list such as ["mira@desk.example", "@desk.example", "group:analysts"]'
                )
            lists[key] = tuple(e.casefold() for e in entries)
        hours = section.get("hours", 12)
        if isinstance(hours, bool) or not isinstance(hours, int | float) or not 0 < hours <= 24 * 30:
            raise RulesError(f"[access] hours: expected a number above 0 and up to 720, found {hours!r}")
        if not lists["read"] and not lists["correct"]:
            raise RulesError("[access]: nobody is on the lists; name who may read or correct")
        return cls(lists["read"], lists["correct"], float(hours))


def _is_entry(entry: str) -> bool:
    return (entry.startswith("group:") and len(entry) > 6) or ("@" in entry and not entry.endswith("@"))


def admit(claims: Mapping[str, Any], rules: Rules, *, now: float) -> Visitor | Refused:
    """The visitor that the claims of an identity token make, or why not. `now` is in seconds since 1970."""
    email = str(claims.get("email") or "").casefold()
    groups = claims.get("groups") or ()
    names = {f"group:{str(g).casefold()}" for g in ([groups] if isinstance(groups, str) else groups)}
    if email and claims.get("email_verified") is True:
        names |= {email, "@" + email.rpartition("@")[2]}
    who = email or str(claims.get("sub") or "a person without an address")
    issued = claims.get("iat")
    if not isinstance(issued, int | float) or now >= issued + rules.hours * 3600:
        return Refused(f"the sign-in of {who} is older than {rules.hours:g} hours: sign in again", expired=True)
    if names & set(rules.correct):
        return Visitor(who, True)
    if names & set(rules.read):
        return Visitor(who, False)
    if email and claims.get("email_verified") is not True:
        return Refused(f"{who} is not a verified address")
    return Refused(f"{who} is not on the list of readers")
