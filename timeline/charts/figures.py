"""Casualty figures as people read them: the number with its bound, and the day with how it is known.

    >>> claim_phrase({"count": 28473, "low": 28473, "high": None, "bound": "more_than", "effect": "killed",
    ...               "group": "Palestinians", "unit": "people", "share": None, "denominator": None})
    'more than 28,473 killed (Palestinians)'
    >>> number_phrase({"count": None, "low": 100, "high": 300, "bound": "range"})
    '100–300'
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from timeline.selection import period_phrase

BOUNDS = {"exact": "", "at_least": "at least ", "more_than": "more than ", "about": "about ", "almost": "almost ",
          "up_to": "up to ", "less_than": "less than ", "range": "", "vague": ""}  # fmt: skip
EFFECTS = ("killed", "injured", "casualties", "missing", "displaced", "captured", "held", "alive", "released", "rescued", "detained")
SIGNS = {"at_least": "≥", "more_than": ">", "about": "~", "almost": "~", "up_to": "≤", "less_than": "<"}


def known(value: Any) -> Any:
    """The value, or None where a frame holds NaN or NaT for unknown."""
    return None if value is None or (not isinstance(value, list | tuple) and pd.isna(value)) else value


def whole(value: Any) -> int | None:
    return None if known(value) is None else int(value)


def day(value: Any) -> date | None:
    return None if known(value) is None else pd.Timestamp(value).date()


def number_phrase(claim: Mapping[str, Any]) -> str:
    """The figure with its bound in words; a vague one as it was worded."""
    count, low, high = (whole(claim.get(k)) for k in ("count", "low", "high"))
    if count is not None:
        return f"{BOUNDS[claim['bound']]}{count:,}"
    if claim["bound"] == "vague" and known(claim.get("raw")):
        return str(claim["raw"])
    if low is not None and high is not None:
        return f"{low:,}–{high:,}"
    return f"at least {low:,}" if low is not None else f"up to {high:,}" if high is not None else "number not told"


def sign_phrase(claim: Mapping[str, Any]) -> str:
    """The figure with the sign of its bound, for a mark in a chart: '>28,473'."""
    count = whole(claim.get("count"))
    return f"{SIGNS.get(claim['bound'], '')}{count:,}" if count is not None else number_phrase(claim)


def share_phrase(claim: Mapping[str, Any], *, signs: bool = False) -> str:
    """A share with its bound and the decimals that it was told with, 'at least 70%', or with `signs` '≥70%'; a fraction that
    no two decimals hold, such as two thirds, in whole percent.

    >>> share_phrase({"share": 0.125, "bound": "exact"}), share_phrase({"share": 0.7, "bound": "at_least"}, signs=True)
    ('12.5%', '≥70%')
    >>> share_phrase({"share": 2 / 3, "bound": "about"})
    'about 67%'
    """
    percent = float(claim["share"]) * 100
    exact = round(percent, 2)
    told = f"{exact if abs(percent - exact) < 1e-6 else round(percent):.15g}%"
    bound = claim.get("bound") or "exact"
    return (SIGNS.get(bound, "") if signs else BOUNDS[bound]) + told


def claim_phrase(claim: Mapping[str, Any]) -> str:
    group = known(claim.get("group"))
    group = None if group == "people" else group  # which every figure counts that names no group
    share = known(claim.get("share"))
    if share is not None:
        whole_of = whole(claim.get("denominator"))
        of = f" of {whole_of:,}" if whole_of is not None else ""
        return f"{share_phrase(claim)}{of} {claim['effect']}" + (f" ({group})" if group else "")
    unit = " households" if claim.get("unit") == "households" else ""
    return f"{number_phrase(claim)}{unit} {claim['effect']}" + (f" ({group})" if group else "")


def dated_phrase(claim: Mapping[str, Any]) -> str:
    """'as of 14 Feb 2024' where the text says so; where only the article has a day, 'published 14 Feb 2024'."""
    first, last = day(claim.get("as_of_start")), day(claim.get("as_of_end"))
    basis = known(claim.get("as_of_basis")) or "unknown"
    if first is None and last is None:
        return "no as-of day"
    words = period_phrase(first, last)
    return {"stated": f"as of {words}", "publication": f"published {words}", "inferred": f"inferred as of {words}"}.get(
        basis, words)  # fmt: skip


def counts_phrase(since: str | None, basis: str | None) -> str:
    if basis == "cumulative":
        return f"cumulative since {since}" if since else "cumulative, start not told"
    return {"incident": "of one incident", "period": "of a period"}.get(basis or "", "basis not told")
