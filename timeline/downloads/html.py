"""A report of a selection as one HTML file that opens without a network.

    >>> text = report("Mediation", [("Timeline", "<div></div>", "Two events.")], {"Events": [{"when": "<2024>"}]}, {}, script="")
    >>> "&lt;2024&gt;" in text and "default-src 'none'" in text
    True

The pictures come as HTML made by `timeline.charts`, with the script that draws them once for the whole file.
"""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from typing import Any

from timeline.downloads.csv import joined

POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; font-src data:"
STYLE = """
body { font: 15px/1.5 "Source Sans 3", "Helvetica Neue", Arial, sans-serif; color: #1f2328; margin: 2rem auto; max-width: 62rem;
  padding: 0 1rem; }
.picture { overflow-x: auto; }
.notes { list-style: none; padding: 0; color: #57606a; font-size: 0.9rem; } .notes li { display: inline-block; margin-right: 1.2rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; font-size: 0.9rem; } th, td { text-align: left; vertical-align: top;
  padding: 0.3rem 0.6rem; border-bottom: 1px solid #d0d7de; overflow-wrap: anywhere; } th { position: sticky; top: 0;
  background: #f4f6f8; }
.alt { position: absolute; clip-path: inset(50%); height: 1px; width: 1px; overflow: hidden; }
@media print { h2 { break-after: avoid; } tr { break-inside: avoid; } }
"""


def report(title: str, pictures: Sequence[tuple[str, str, str]], tables: Mapping[str, Sequence[Mapping[str, Any]]],
           notes: Mapping[str, str], *, script: str) -> str:  # fmt: skip
    """The whole file: pictures (title, HTML, the same in words), tables of rows, notes; `script` draws the pictures."""
    parts = [f"<h1>{_safe(title)}</h1>", '<ul class="notes">', *(f"<li>{_safe(k)}: {_safe(v)}</li>" for k, v in notes.items()), "</ul>"]
    for name, drawn, words in pictures:
        parts += [f'<h2 class="alt">{_safe(name)}</h2><div class="picture" role="figure" aria-label="{html.escape(name)}">{drawn}</div>',
                  f'<p class="alt">{_safe(words)}</p>']  # fmt: skip
    for name, rows in tables.items():
        parts += [f"<h2>{_safe(name)}</h2>", _table(rows)]
    return (f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" '
            f'content="{POLICY}"><meta name="viewport" content="width=device-width"><title>{_safe(title)}</title>'
            f"<style>{STYLE}</style><script>{script}</script></head><body>{''.join(parts)}</body></html>\n")  # fmt: skip


def slide(title: str, picture: str, *, width: int, height: int, script: str) -> str:
    """One picture on a page of its own size."""
    return (f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" '
            f'content="{POLICY}"><title>{_safe(title)}</title><style>@page {{ size: {width + 20}px {height + 20}px; margin: 10px; }} '
            f"body {{ margin: 0; width: {width}px; }}</style><script>{script}</script></head><body>{picture}</body></html>\n")


def _table(rows: Sequence[Mapping[str, Any]]) -> str:
    if not rows:
        return "<p>No rows.</p>"
    head = "".join(f"<th>{_safe(name)}</th>" for name in rows[0])
    body = "".join("<tr>" + "".join(f"<td>{_safe(_cell(v))}</td>" for v in row.values()) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(value: Any) -> str:
    return "" if value is None else joined(value) if isinstance(value, list | tuple) else str(value)


def _safe(text: object) -> str:
    return html.escape(str(text), quote=False)
