"""Which casualty claims are one series: figures that count the same, whatever words name the group and the claimant.

    >>> claimant("Gaza's Health Ministry") == claimant("the Gaza health ministry")
    True
    >>> claimant(None)

"Cumulative since October 2023" and "since 7 October 2023" are one series where the wider start holds exactly one
narrower start among the claims of the same effect, group, place and basis; two or none leave it by itself.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Any

import pandas as pd

from timeline.charts.figures import EFFECTS, day, known
from timeline.gazetteer import Gazetteer
from timeline.interval import When
from timeline.selection import day_phrase

__all__ = ["KEY", "alike", "among", "claimant", "fullest"]

KEY = ["effect", "group", "place", "basis", "period_start", "unit"]
ANYONE = {"people", "persons", "person", "individuals"}
UNNAMED = {"ministry", "health ministry"}
ARTICLE, POSSESSIVE = re.compile(r"^(?:the|an?)\s+", re.I), re.compile(r"(?:['’]s\b|(?<=s)['’](?=\s|$))", re.I)


@lru_cache(maxsize=10_000)
def claimant(words: str | None) -> str | None:
    """The name under which a claimant's line stands: of the gazetteer, else as printed without article and possessive."""
    if not words:
        return None
    bare = " ".join(POSSESSIVE.sub("", ARTICLE.sub("", words.strip())).split())
    for name in (words, bare):
        if (entry := Gazetteer.load().get(name)) is not None:
            return entry.label
    return bare or words


def alike(claims: pd.DataFrame) -> pd.DataFrame:
    """The claims with one name for a group, a claimant and a start that are the same; other columns stay as told."""
    out = claims.assign(
        group=[g if known(g) and str(g).casefold() not in ANYONE else "people" for g in claims["group"]],
        claimed_by=_one_spelling([(known(p), claimant(known(c))) for p, c in zip(claims["place"], claims["claimed_by"], strict=True)]),
    )
    spans = _starts(out)
    said = {_start(row): since(row["period_edtf"], row["period_start"]) for row in out[["period_start", "period_edtf"]].to_dict("records")}
    return out.assign(period_start=[s and s[0] for s in spans], since=[s and said[s] for s in spans])


def since(edtf: Any, first: Any) -> str | None:
    """When a period began, no finer than it is told.

    >>> since("2022-02/..", date(2022, 2, 1)), since("2023-10-07/..", date(2023, 10, 7)), since("[2023-10-08..]", date(2023, 10, 8))
    ('Feb 2022', '7 Oct 2023', 'on or after 8 Oct 2023')
    """
    told = str(known(edtf) or "").partition("/")[0]
    if not told or told == "..":
        return day_phrase(start) if (start := day(first)) else None
    return str(When.parse(told)).removeprefix("some day in ")


def _one_spelling(names: list[tuple[str | None, str | None]]) -> list[str | None]:
    """Names that differ in case alone are one, as it is printed first; 'the ministry' is the only one named of its place."""
    first: dict[str, str] = {}
    ministries: dict[str | None, set[str]] = {}
    for place, name in names:
        if name is None:
            continue
        found = first.setdefault(name.casefold(), name)
        if found.casefold().endswith(" ministry") and found.casefold() not in UNNAMED:
            ministries.setdefault(place, set()).add(found)
    out: list[str | None] = []
    for place, name in names:
        named = ministries.get(place, set())
        out.append(next(iter(named)) if name and name.casefold() in UNNAMED and len(named) == 1 else name and first[name.casefold()])
    return out


def _starts(claims: pd.DataFrame) -> list[tuple[date, date] | None]:
    """The days on which each claim's period may have begun; a wide start is the one narrower start that it holds."""
    spans = [_start(row) for row in claims[["period_start", "period_edtf"]].to_dict("records")]
    groups: dict[tuple[Any, ...], set[tuple[date, date]]] = {}
    keys = [tuple(known(v) for v in row) for row in claims[["effect", "group", "place", "basis", "unit"]].itertuples(index=False)]
    for key, span in zip(keys, spans, strict=True):
        if span is not None:
            groups.setdefault(key, set()).add(span)
    return [span and _narrowed(span, groups[key]) for key, span in zip(keys, spans, strict=True)]


def _narrowed(span: tuple[date, date], others: set[tuple[date, date]]) -> tuple[date, date]:
    within = [o for o in others if o != span and span[0] <= o[0] and o[1] <= span[1]]
    return within[0] if len(within) == 1 else span


def _start(row: dict[str, Any]) -> tuple[date, date] | None:
    """The first and the last day on which the period may have begun."""
    first = day(row["period_start"])
    told = str(known(row["period_edtf"]) or "").partition("/")[0]
    if first is None:
        return None
    if not told or told == "..":
        return first, first
    when = When.parse(told)
    return (when.start or first, when.end or first)


def fullest(claims: pd.DataFrame) -> pd.DataFrame:
    """Every toll series of `alike` claims with its number of dated ones, the fullest first, cumulative before others;
    of series that are as full that of the killed."""
    whole = claims[claims["subset_of"].isna() & claims["share"].isna() & claims["place"].notna() & claims["as_of_start"].notna()]
    found = whole.groupby(KEY, dropna=False).agg(n=("claim_id", "size"), days=("as_of_start", "nunique"), since=("since", "first")).reset_index()
    found["first"] = (found["basis"] != "cumulative").astype(int)
    found["rank"] = [EFFECTS.index(e) for e in found["effect"]]
    return found.sort_values(["first", "days", "n", "rank", *KEY[:2]], ascending=[True, False, False, True, True, True]).reset_index(drop=True)


def among(claims: pd.DataFrame, series: pd.Series) -> pd.Series:
    """Which of the `alike` claims are of the series."""
    inside = claims["subset_of"].isna() & claims["share"].isna()
    for name in KEY:
        inside &= claims[name].isna() if pd.isna(series[name]) else claims[name] == series[name]
    return inside
