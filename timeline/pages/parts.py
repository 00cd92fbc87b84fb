"""The parts of streamlit's program that our pages draw with, named in their head so that the browser has them in time.

    >>> links(["./static/js/PlotlyChart.D9Z0.js"])
    '<link rel="modulepreload" crossorigin href="./static/js/PlotlyChart.D9Z0.js">'

Streamlit's page asks for the part that draws a chart only once the server has sent the chart, and for that of a field once
it has sent the field, one after the other. Named beforehand they are fetched and read while the rest begins, and the first
chart waits for the server alone. Where streamlit's files are called otherwise, nothing is named and all still works.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

__all__ = ["head", "links", "needed"]

DRAWN_WITH = ("PlotlyChart", "Html", "TextInput", "DateInput", "Multiselect", "Checkbox", "ButtonGroup", "Button", "DownloadButton")
IMPORTED = re.compile(r'(?:from|import)"\./([\w.-]+\.js)"')
IMPORTS = 8_000  # characters at the beginning of a part that hold what it imports


def links(addresses: Iterable[str]) -> str:
    return "".join(f'<link rel="modulepreload" crossorigin href="{address}">' for address in addresses)


def needed(folder: Path, page: str) -> list[str]:
    """The files of `folder` that our pages need beyond those that its `page` names, each after what asks for it."""
    found: dict[str, None] = {}
    waiting = [file.name for name in DRAWN_WITH for file in sorted((folder / "js").glob(f"{name}.*.js"))]
    while waiting:
        name = waiting.pop(0)
        if name in found or name in page or not (folder / "js" / name).is_file():
            continue
        found[name] = None
        with (folder / "js" / name).open(encoding="utf-8", errors="replace") as part:
            waiting += IMPORTED.findall(part.read(IMPORTS))
    return [f"./static/js/{name}" for name in found]


@lru_cache(maxsize=1)
def head() -> bytes:
    """What stands at the end of the head of every page."""
    import streamlit

    static = Path(streamlit.__file__).parent / "static"
    try:
        page = (static / "index.html").read_text(encoding="utf-8")
    except OSError:
        return b""
    return links(needed(static / "static", page)).encode()
