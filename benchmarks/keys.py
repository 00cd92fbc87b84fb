"""What the keys of MUC-4 leave out of what its texts tell: the figures and days that count as wrong there, by class.

>>> scope({"group_role": "combatant", "basis": "incident", "period_start": "1990-01-10", "count": 9}, "1990-01-11")
'fighting between armed forces'
>>> scope({"group_role": None, "basis": "incident", "period_start": "1990-01-10", "count": 9}, "1990-01-11") is None
True

The keys hold attacks on others than armed men, of the two months before the article; tolls of a war or a year, combat,
older attacks and vague numbers stand in the texts all the same, and a reader wants them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from types import ModuleType
from typing import Any

EFFECTS = {"killed": "killed", "wounded": "injured"}  # the scorer's word → ours
TWO_MONTHS = 62  # days
FIGHTERS = ("combatant", "perpetrator")


def scope(claim: dict[str, Any], published: str | None) -> str | None:
    """Why the keys hold no such figure, or None where they may."""
    if claim["basis"] in ("cumulative", "period"):
        return "toll of a war, a year, a month"
    if claim["group_role"] in FIGHTERS:
        return "fighting between armed forces"
    if claim["count"] is None:
        return "vague number"
    if published and claim["period_start"] and (date.fromisoformat(published) - date.fromisoformat(claim["period_start"][:10])).days > TWO_MONTHS:
        return "attack of more than two months ago"
    return None


def left(
    score: ModuleType, gold: list[dict[str, Any]], claims: list[dict[str, Any]], predictions: dict[str, dict[str, Any]], table: dict[str, Any]
) -> Iterator[dict[str, Any]]:  # fmt: skip
    """Rows for the page: the figures of two and more that no key has, by class, with the F1 over what keys may hold.
    `score` is the scorer's module, `table` what it measured."""
    told: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for claim in claims:
        told[claim["article_id"]].append(claim)
    for effect, ours in EFFECTS.items():
        classes: Counter[str] = Counter()
        right = 0
        for record in gold:
            key, found = record["gold"], told[record["id"]]
            totals = set().union(*score.template_totals(key["incidents"], effect).values())
            for value in score.numbers(predictions.get(record["id"], {}).get(effect)) - {0, 1}:
                if value in totals or any(score.equals(value, item["values"]) for item in key[effect]):
                    right += 1
                    continue
                why = [scope(c, record["published"]) for c in found if c["effect"] == ours and value in (c["count"], c["low"], c["high"])]
                unkeyed = not any(not i["optional"] for i in key["incidents"])
                classes[next((w for w in why if w), "in a text without an attack in the key" if unkeyed else "other")] += 1
        recall = table[f"{effect}/ge2"]["R_exact"]
        inside = right / ((right + classes["other"]) or 1)
        yield {"figures of two and more": f"{effect}: in a key", "number": right}
        for reason, number in classes.most_common():
            yield {"figures of two and more": f"{effect}: {reason}", "number": number}
        yield {"figures of two and more": f"{effect}: F1 without the classes that keys leave out, per cent", "number": round(100 * score.f1(inside, recall), 1)}


def days_left(gold: list[dict[str, Any]], claims: list[dict[str, Any]], predictions: dict[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Rows for the page: the key's incidents of one day by what our first day is to them."""
    told = Counter(c["article_id"] for c in claims)
    classes: Counter[str] = Counter()
    for record in gold:
        days = predictions.get(record["id"], {}).get("incident_dates") or []
        for incident in record["gold"]["incidents"]:
            wanted = incident["date"]
            if incident["optional"] or not wanted or wanted[0]["form"] != "exact" or any(d["form"] == "on_or_before" for d in wanted):
                continue
            hits = [any(d["start"] <= day <= d["end"] for d in wanted) for day in days]
            classes["the first day told" if hits[:1] == [True] else "told behind another incident's" if any(hits) else "no casualty told in the text" if not told[record["id"]]
                    else "figures told without a day" if not days else "another day"] += 1  # fmt: skip
    for reason, number in classes.most_common():
        yield {"days of incidents": reason, "number": number}
