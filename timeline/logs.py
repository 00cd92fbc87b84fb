"""One line an occurrence: what was read, built, served and corrected, without a word of an article.

    >>> line("built", tables="data/tables", articles=46)
    'built tables=data/tables articles=46'
    >>> line("read", file="two words.txt")
    'read file="two words.txt"'

Facts are names of files and folders, ids, numbers and who signed in; never titles, sentences, what a correction says or
what somebody searched for. Lines go to the file TIMELINE_LOG, or to standard error where it is `-`; without it only
`timeline serve` logs, on standard error. Times are in UTC.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import time

from timeline.visible import complain, visible

Fact = str | int | float | None
_LOG = logging.getLogger("timeline")
_LOG.addHandler(logging.NullHandler())  # without `begin` nothing is printed
_LOG.propagate = False


def begin(*, default: str = "") -> None:
    """Lines go where TIMELINE_LOG says, else to `default`; said once a process, further calls change nothing."""
    where = os.environ.get("TIMELINE_LOG") or default
    if not where or any(not isinstance(h, logging.NullHandler) for h in _LOG.handlers):
        return
    handler: logging.Handler = logging.StreamHandler(sys.stderr)
    if where != "-":
        try:
            handler = logging.FileHandler(where, encoding="utf-8", errors="backslashreplace")
        except OSError as error:
            complain(f"timeline: {where}: {error.strerror}; set TIMELINE_LOG to a file that can be written; "
                     "the log goes to standard error")  # fmt: skip
    form = logging.Formatter("%(asctime)s.%(msecs)03dZ %(process)d %(message)s", "%Y-%m-%dT%H:%M:%S")
    form.converter = time.gmtime
    handler.setFormatter(form)
    _LOG.addHandler(handler)
    _LOG.setLevel(logging.INFO)


def note(what: str, **facts: Fact) -> None:
    """Log one occurrence."""
    if _LOG.isEnabledFor(logging.INFO):
        _LOG.info("%s", line(what, **facts))


def line(what: str, **facts: Fact) -> str:
    """The occurrence as `what name=value …`; values that could be misread stand in quotes, and unknown ones are left out."""
    return " ".join([what, *(f"{name}={_quoted(value)}" for name, value in facts.items() if value is not None)])


def _quoted(value: Fact) -> str:
    text = visible(str(value))
    return text if text and text.isprintable() and not set(text) & set(' "=\\') else json.dumps(text, ensure_ascii=False)
