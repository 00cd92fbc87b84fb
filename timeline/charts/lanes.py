"""Marks and their titles into lanes, so that none hides another.

    >>> pack([(0, 50), (10, 20), (60, 80)])
    [0, 1, 0]

Everything here is in pixels along the axis; who calls knows what a pixel is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

GAP = 6.0  # between two marks of a lane
BESIDE = 10.0  # between a mark and its title
SHORTEST = 110.0  # a title cut shorter than this says nothing
SHARES = (1.0, 0.8, 0.65, 0.5, 0.4, 0.3, 0.22, 0.15, 0.1, 0.06, 0.03)


def pack(spans: Sequence[tuple[float, float]], *, gap: float = GAP) -> list[int]:
    """The lane of each span: the first where it starts after the last one ends. Spans may come in any order."""
    lanes: list[float] = []
    out = [0] * len(spans)
    for index in sorted(range(len(spans)), key=lambda i: spans[i]):
        first, last = spans[index]
        lane = next((n for n, end in enumerate(lanes) if end + gap <= first), len(lanes))
        lanes[lane : lane + 1] = [last]
        out[index] = lane
    return out


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a mark stands: its lane, its title's side ('right', 'inside', 'left', or '' for no title) and room."""

    lane: int
    side: str = ""
    room: float = 0.0


def place(marks: Sequence[tuple[float, float]], titles: Sequence[float], weights: Sequence[float], *, width: float,
          most: int, widest: float) -> list[Placed]:  # fmt: skip
    """Lanes for marks with titles of the given widths: as many titles, heaviest first, as `most` lanes hold.

    A title stands inside a bar that is long enough, else to its right, else, at the right edge, to its left. What
    found no room is titled after all, cut short, where its lane is free as far as `SHORTEST`.
    """
    order = sorted(range(len(marks)), key=lambda i: (-weights[i], marks[i]))
    wanted = [min(t, widest) for t in titles]
    placed: list[Placed] = []
    for share in (*SHARES, 0.0):
        titled = set(order[: round(share * len(order))])
        sides = [_side(marks[i], wanted[i], width, i in titled) for i in range(len(marks))]
        lanes = pack([_span(mark, wide, side) for mark, wide, side in zip(marks, wanted, sides, strict=True)])
        placed = [Placed(n, side, w if side else 0.0) for n, side, w in zip(lanes, sides, wanted, strict=True)]
        if max(lanes, default=0) < most:
            break
    fair = filled(marks, wanted, order, placed, width)  # so that no title takes all before another has its share
    return filled(marks, titles, order, fair, width)


def _side(mark: tuple[float, float], title: float, width: float, titled: bool) -> str:
    if title <= 0:
        return ""
    if mark[1] - mark[0] >= title + 12:
        return "inside"
    if not titled:
        return ""
    return "right" if mark[1] + title + BESIDE <= width else "left" if mark[0] - title - BESIDE >= 0 else ""


def _span(mark: tuple[float, float], title: float, side: str) -> tuple[float, float]:
    first, last = mark
    return (first - title - BESIDE if side == "left" else first, last + title + BESIDE if side == "right" else last)


def filled(marks: Sequence[tuple[float, float]], titles: Sequence[float], order: Sequence[int],
            placed: Sequence[Placed], width: float) -> list[Placed]:  # fmt: skip
    """The titles that fit into gaps that are left over."""
    out = list(placed)
    spans: dict[int, list[tuple[float, float]]] = {}
    for mark, spot in zip(marks, placed, strict=True):
        spans.setdefault(spot.lane, []).append(_span(mark, spot.room, spot.side))
    for lane in spans.values():
        lane.sort()
    for i in order:
        if titles[i] <= out[i].room:
            continue
        if out[i].side == "inside":
            out[i] = Placed(out[i].lane, "inside", min(marks[i][1] - marks[i][0] - 12, titles[i]))
            continue
        lane = spans[out[i].lane]
        first, last = marks[i]
        after = min((a for a, _ in lane if a > first), default=width)
        before = max((b for _, b in lane if b < last), default=0.0)
        for side, free in (("right", after - last), ("left", first - before)):
            room = min(free - BESIDE - GAP, titles[i])
            if out[i].side in ("", side) and room > out[i].room and room >= min(titles[i], SHORTEST):
                out[i] = Placed(out[i].lane, side, room)
                lane.append(_span(marks[i], room, side))
                break
    return out


def named(marks: Sequence[tuple[float, float]], titles: Sequence[float], weights: Sequence[float], *, width: float,
          most: int) -> dict[int, Placed]:  # fmt: skip
    """The heaviest marks that `most` lanes hold with their whole titles, by number; the others find no place.

    >>> named([(0, 8), (20, 28), (40, 48)], [50, 50, 50], [3, 1, 2], width=120, most=1)
    {0: Placed(lane=0, side='right', room=50)}

    What lasts over most of the axis takes a lane for itself; such marks get a third of the lanes at most.
    """
    lanes: list[list[tuple[float, float]]] = []
    kept: dict[int, tuple[tuple[float, float], str]] = {}
    long = 0
    for i in sorted(range(len(marks)), key=lambda i: (-weights[i], marks[i])):
        side = _side(marks[i], titles[i], width, True)
        lasting = marks[i][1] - marks[i][0] > 0.6 * width
        if not side or (lasting and 3 * (long + 1) > most):
            continue
        span = _span(marks[i], titles[i], side)
        lane = next((held for held in lanes if all(span[1] + GAP <= a or b + GAP <= span[0] for a, b in held)), None)
        if lane is None:
            if len(lanes) >= most:
                continue
            lanes.append(lane := [])
        lane.append(span)
        long += lasting
        kept[i] = (span, side)
    order = sorted(kept)
    return {i: Placed(lane, kept[i][1], titles[i]) for i, lane in zip(order, pack([kept[i][0] for i in order]), strict=True)}
