"""Lists the licence of every locked dependency, and refuses one that may not stand in a freely licensed program.

    python tools/licences.py            # writes docs/licences.md
    python tools/licences.py --check    # exit status 1 where the page is stale or a licence is not allowed

The licence is what the installed distribution says of itself. `tld` offers a choice of three; we take the first.
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "licences.md"
ALLOWED = re.compile(
    r"\b(MIT|MIT-0|MIT-CMU|BSD|0BSD|Apache|PSF|PSFL|Python Software Foundation|ISC|Zlib|CC0|MPL|Mozilla Public|Unlicense|HPND|CNRI)",
    re.I,
)


def locked(lock: str) -> list[str]:
    """The names of a lock file, in its order."""
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
    return re.findall(r"^([A-Za-z0-9_.-]+)==", text, re.M)


def licence(name: str) -> str | None:
    """What the installed distribution says its licence is; None where it is not installed (another platform's)."""
    try:
        meta = distribution(name).metadata
    except PackageNotFoundError:
        return None
    classifiers = [c.split("::")[-1].strip() for c in meta.get_all("Classifier") or [] if c.startswith("License")]
    said = meta.get("License-Expression") or "; ".join(classifiers) or (meta.get("License") or "")
    first = said.strip().splitlines()[0] if said.strip() else ""
    if not first or not ALLOWED.search(first):
        first = from_file(name) or first
    return first or "not stated"


def from_file(name: str) -> str | None:
    """The licence by the heading of the licence file that the distribution ships."""
    for file in distribution(name).files or []:
        if re.search(r"licen[sc]e|copying", file.name, re.I):
            text = Path(str(file.locate())).read_text(encoding="utf-8", errors="replace")
            if found := re.search(r"MIT License|Apache License|BSD [23]-Clause|Mozilla Public License", text, re.I):
                return found[0]
            if "Redistribution and use in source and binary forms" in text:
                return "BSD"
            if "Permission is hereby granted, free of charge" in text:
                return "MIT"
    return None


def page() -> tuple[str, list[str]]:
    """The page's text, and the names whose licence is not among the allowed."""
    run, dev = locked("run.lock"), locked("dev.lock")
    rows, refused = [], []
    for name in sorted(set(run) | set(dev)):
        said = licence(name)
        if said is None:
            said = "not installed on this platform"
        elif not ALLOWED.search(said):
            refused.append(f"{name}: {said}")
        rows.append(f"| {name} | {said} | {'to run' if name in run else 'to develop'} |")
    text = "\n".join(
        [
            "# Licences of what Timeline stands on",
            "",
            "Timeline itself is under the MIT licence. This page is written by `python tools/licences.py`; a test keeps it",
            "current and refuses a dependency whose licence does not allow free use together with it.",
            "",
            "| package | licence, as it says itself | needed |",
            "|---|---|---|",
            *rows,
            "",
        ]
    )
    return text, refused


def main() -> int:
    text, refused = page()
    if "--check" not in sys.argv:
        PAGE.write_text(text, encoding="utf-8")
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != text:
        print("docs/licences.md is stale: run python tools/licences.py", file=sys.stderr)
        return 1
    for line in refused:
        print(f"{line}: expected a free licence such as MIT, BSD, Apache-2.0 or MPL-2.0", file=sys.stderr)
    return 1 if refused else 0


if __name__ == "__main__":
    raise SystemExit(main())
