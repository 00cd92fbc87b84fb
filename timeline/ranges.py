"""Expressions that belong together → one interval: "between X and Y", "since X", "by X".

The words between and before expressions are those of the language table's `[ranges]`. Each expression keeps its own
value; the whole's interval is laid on all its parts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import re2

from timeline.engine import NONE, Search, searcher, teller
from timeline.expression import About, Ending, Overnight, Relative, Those, Time, Unit
from timeline.interval import Interval, OutOfRange, When, on
from timeline.reading import Look, Reading
from timeline.resolving import read

if TYPE_CHECKING:
    from timeline.pieces import Told


@cache
def words(language: str) -> dict[str, Any]:
    from timeline.grammar import table

    chosen = re2.Options()
    chosen.case_sensitive = False
    chosen.log_errors = False
    entry = table(language)["ranges"]
    return {"between": teller(re2.compile(rf"\b(?:{entry['between']}) $", options=chosen)),
            "and": re2.compile(rf"(?:{entry['and']})", options=chosen),
            "list": re2.compile(rf"(?:{entry['list']})", options=chosen),
            "to": re2.compile(rf"(?:{entry['to']})", options=chosen),
            "moved": teller(re2.compile(rf"\b(?:{entry['moved']}) $", options=chosen)),
            "last": frozenset(table(language)["ranges"]["last"].encode().split()),
            "one": searcher(re2.compile("|".join(rf"(\b(?:{entry[name]}) $)" for name in SINGLE), options=chosen))}  # fmt: skip


OWNING = (b"after", b"before", b"following")  # "after Tuesday's raid": the raid was on Tuesday
OWNER = teller(re2.compile("^['’]s".encode()))
OF_DAY = (b" on ", b" of ", b" from ", b" between ", b" ", b") on ", b") ", b"), on ", b" on the night of ", b" hrs on ", b" of the ", b" on the ")
FAR = 60  # bytes before a day within which a verb tells that it was moved to another
SINGLE = ("since", "until", "by", "before", "after", "throughout", "lasting")


def compose(found: Sequence[Told], data: bytes, language: str) -> None:
    """Sets `when` and `range_with` of all expressions from the words about them."""
    w = words(language)
    plain: dict[int, tuple[Reading, When | None]] = {}  # by the identity of readings, which it keeps alive
    latest: When | None = None  # the range told last
    i, size = 0, len(found)
    _day_of_hours(found, data, language)
    while i < size:
        one = found[i]
        start, end, expression = one.piece.byte_start, one.piece.byte_end, one.piece.said.expression
        two = found[i + 1] if i + 1 < size else None
        before = data[start - 24 if start > 24 else 0 : start]
        if two is not None and two.piece.byte_start - end <= 14 and one.reading.kind in ("date", "time"):
            kind = joint(data[end : two.piece.byte_start], language) if not isinstance(expression, Ending) else ""
            if kind == "to" and OWNER(data[two.piece.byte_end : two.piece.byte_end + 4]):
                kind = ""  # "the revision on Friday to December's figures"
            if kind == "to" or (kind == "and" and w["between"](before)):
                if kind == "to" and w["moved"](data[max(0, start - FAR) : start]) and one.reading.interval is not None:
                    if two.piece.said.is_open:
                        two.reading = _after(one.reading.interval, two)
                    one.when = _single(one, before, None)
                    i += 1
                    continue
                whole = _range(one, two)
                if whole is not None:
                    one.when = two.when = latest = whole
                    one.range_with = two.range_with = i
                    i += 2
                    continue
        if latest is not None and isinstance(expression, Those):
            one.when, one.reading = latest, replace(one.reading, basis="narrative", reason="the range told before")
            i += 1
            continue
        said = before.rsplit(None, 1)
        if said and said[-1].lower() in w["last"]:
            owner = said[-1].lower() in OWNING and OWNER(data[end : end + 4])
            one.when = _single(one, before, None if owner else w["one"])
        else:
            key = id(one.reading)
            kept = plain.get(key)
            if kept is None:
                kept = plain[key] = one.reading, _single(one, before, None)
            one.when = kept[1]
        i += 1


@lru_cache(maxsize=4096)
def joint(gap: bytes, language: str) -> str:
    """What the words between two expressions make of them: "to", "and", "list" or nothing."""
    return next((name for name in ("to", "and", "list") if words(language)[name].fullmatch(gap) is not None), "")


def _range(one: Told, two: Told) -> When | None:
    if _is_hour(one) and two.reading.kind == "time" and two.reading.interval is not None:  # "from dawn to dusk on Tuesday"
        head, clock = two.reading.value.split("T")[0], one.reading.value.split("T")[-1]
        one.reading = replace(two.reading, value=f"{head}T{clock}", clock=one.reading.clock)
        return When.within(two.reading.interval)
    if one.reading.interval is not None and two.piece.said.is_open:
        two.reading = _after(one.reading.interval, two)
    first, last = one.reading, two.reading
    if one.piece.said.is_open and first.interval is not None and last.interval is not None and first.interval.start >= last.interval.end:
        one.reading = first = _before(last.interval, one)  # "runs from Oct. 7 to Aug. 29"
    if first.interval is None or last.interval is None or first.kind == "duration" or last.kind == "duration":
        return None
    if first.interval.start >= last.interval.end or first.interval.days > 40 * max(1, last.interval.days):
        return None
    return When.throughout(first.interval, last.interval)


def _is_hour(one: Told) -> bool:
    """Whether the words tell an hour and no day."""
    e = one.piece.expression
    e = e.base if isinstance(e, About) else e
    return isinstance(e, (Time, Overnight)) and isinstance(e.base, Relative) and isinstance(e.base.what, Unit)


def _day_of_hours(found: Sequence[Told], data: bytes, language: str) -> None:
    """Gives hours and nights the day that is told after them: "at 2 a.m. (2300 GMT) on Tuesday", "in the night of 3-4 May"."""
    given = -1  # the place of the last one that got its day so
    for i in range(len(found) - 2, -1, -1):
        one, two = found[i], found[i + 1]
        if not isinstance(one.piece.said.expression, (Time, Overnight, About)) or not _is_hour(one):
            continue
        gap, days = data[one.piece.byte_end : two.piece.byte_start], two.reading.interval
        if days is None or days.days > 2 or two.reading.kind not in ("date", "time"):
            continue
        if gap not in OF_DAY and not (gap == b" (" and given == i + 1):
            continue
        given = i
        three = found[i + 2] if i + 2 < len(found) else None
        if three is not None and three.reading.interval is not None and three.reading.interval.days == 1 and (
            three.reading.interval.start == days.start + 1 and joint(data[two.piece.byte_end : three.piece.byte_start], language) == "to"):  # fmt: skip
            days = days.hull(three.reading.interval)
        one.reading = replace(one.reading, value=f"{two.reading.value.split('T')[0]}T{one.reading.value.split('T')[-1]}", interval=days,
                              basis=two.reading.basis, reason=f"of {two.text}, told after it: {two.reading.reason}")  # fmt: skip


def _after(first: Interval, two: Told) -> Reading:
    """The reading of a range's end, which comes after its beginning: "Monday through Friday", "February to April"."""
    interval = two.reading.interval
    if interval is None or interval.end > first.start:
        return two.reading
    later = read(two.piece.expression, replace(two.anchor, written=first.end - 1, last=None, narrative=False, look=Look.PLANNED))
    return replace(later, basis=two.reading.basis, reason=f"the end of a range from {first} on")


def _before(last: Interval, one: Told) -> Reading:
    """The reading of a range's beginning, which comes before its end, told as past."""
    earlier = read(one.piece.expression, replace(one.anchor, written=last.start, last=None, narrative=False, look=Look.DONE))
    return replace(earlier, basis=one.reading.basis, reason=f"the beginning of a range to {last}")


def _single(one: Told, before: bytes, pattern: Search | None) -> When | None:
    interval = one.reading.interval
    if one.reading.either is not None:
        return When.one_of(*one.reading.either)
    if one.reading.bound is not None:
        return one.reading.bound
    if interval is None or one.reading.kind == "set":
        return None
    found = pattern(before, 0, len(before)) if pattern is not None and before.endswith((b" ", b"\n")) else (NONE,)
    if found[0] == NONE:
        return When.within(interval)
    whole, position = one.reading.unit, getattr(one.piece.expression, "position", "")
    which = next(name for name, span in zip(SINGLE, found[1:], strict=True) if span != NONE)
    try:
        match which:
            case "since":
                return When.since(on(whole.start) if whole is not None and position == "start" else interval)
            case "until":
                return When.until(on(whole.end - 1) if whole is not None and position == "end" else interval)
            case "by":
                return When.on_or_before(interval)
            case "after" if one.reading.value[-3:] in ("TEV", "TNI"):  # after nightfall: that day or later
                return When.on_or_after(interval)
            case "before" | "after" if one.reading.kind == "time":  # before midnight on Monday: on Monday
                return When.within(interval)
            case "before":
                return When.on_or_before(on(interval.start - 1))
            case "after":
                return When.on_or_after(on(interval.end))
            case "lasting" if one.reading.kind != "duration":
                return When.within(interval)
    except OutOfRange:
        return When.within(interval)
    return When.throughout(on(interval.start), on(interval.end - 1))
