"""Runs the accuracy benchmarks and writes what they measured into docs/accuracy.md.

    python -m benchmarks                 # all rooms
    python -m benchmarks timex events    # some; the page keeps what it says of the others

A room's `run()` gives rows; rows with the same columns stand in one table. Where the third-party sets are not beside the
repository, a room says so and the page keeps its last figures.
"""

from __future__ import annotations

import importlib
import re
import sys
import time
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

PAGE = Path(__file__).resolve().parent.parent / "docs" / "accuracy.md"
ROOMS = {
    "timex": (
        "Dates",
        "Per cent; `interval` is the F1 of DATE and TIME expressions whose days are exactly right, `value` that of the "
        "TIMEX3 value, `strict` and `relaxed` those of the spans. The last table counts the disagreements that are left, "
        "by class.",
    ),
    "casualties": (
        "Casualty claims",
        "Per cent. `EM`: the claimed figure is exactly the gold's; `F1` on MUC-4 counts figures of two or more; "
        "`stated` are the records whose figure the text itself states. The keys of MUC-4 hold attacks of the two months "
        "before the article and leave out fighting between armed forces, the tolls of a war or a year and vague numbers: "
        "what counts as wrong there is told by class, and the `F1` without those classes beside it.",
    ),
    "events": (
        "Events",
        "Per cent, by the scorer of the sets; the peers `dct` and `sent_regex` are the fair opponents.",
    ),
    "dating": (
        "Undated articles",
        "Per cent of the undated articles; `d7`: the middle of the interval lies within 7 days; `contain`: the true day "
        "lies in the interval; `width` in days.",
    ),
    "gold": (
        "The project's own gold",
        "Per cent of fields that agree with the gold made by hand, see [gold.md](gold.md).",
    ),
    "articles": ("Reading", "Articles read, cleaned and dated by what they state, on one core."),
}
HEAD = """\
# Accuracy

Written by `make bench`; every figure was measured by that command. The third-party sets are for development: rules are
general, none names a document, and other documents of the same kinds decide. Their gold has errors and conventions of
its own; where a rule of plain sense and a convention differ, plain sense stands and the disagreement is counted here.
"""


def tables(rows: Iterable[dict[str, Any]]) -> str:
    """Markdown tables of the rows, one for each run of rows with the same columns."""
    out = []
    for columns, group in groupby(rows, key=lambda r: tuple(r)):
        out.append("| " + " | ".join(columns) + " |\n|" + "---|" * len(columns))
        out += ["| " + " | ".join(_cell(value) for value in r.values()) + " |" for r in group]
        out.append("")
    return "\n".join(out)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value).replace("|", "\\|").replace("\n", " ")


def sections() -> dict[str, str]:
    """What the page says now, by heading."""
    if not PAGE.exists():
        return {}
    parts = re.split(r"^## (.+)$", PAGE.read_text(encoding="utf-8"), flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def main() -> int:
    chosen = sys.argv[1:] or [room for room in ROOMS if (Path(__file__).parent / f"{room}.py").exists()]
    unknown = [room for room in chosen if room not in ROOMS]
    if unknown:
        print(f"{', '.join(unknown)}: no such benchmark; there are {', '.join(ROOMS)}", file=sys.stderr)
        return 2
    said = sections()
    for room in chosen:
        heading, told = ROOMS[room]
        began = time.perf_counter()
        rows = importlib.import_module(f"benchmarks.{room}").run()
        measured = tables(rows)
        print(f"## {heading} ({time.perf_counter() - began:.0f} s)\n\n{measured}", flush=True)
        if any(not {"note", "problem"} & set(r) for r in rows) and len(rows) > 1:
            said[heading] = f"\n\n{told}\n\n{measured}\n"
    order = [heading for heading, _ in ROOMS.values() if heading in said]
    body = "\n".join(f"## {heading}\n\n{said[heading].strip()}\n" for heading in order)
    PAGE.write_text(f"{HEAD}\n{body}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
