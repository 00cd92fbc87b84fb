"""Addresses that fsspec knows (`s3://…`, `hdfs://…`, `memory://…`, `zip://…::…`) → open files in canonical order.

    >>> is_address("s3://desk/incoming"), is_address("articles/a.txt"), is_address("-")
    (True, False, False)

Each file is shown by its whole address. What cannot be reached is told, with what would mend it, and the rest is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from timeline.articles.given import Problem, Problems
from timeline.articles.walk import Blob

ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


class RemoteError(OSError):
    """An address that cannot be used; the message names it and the mend."""


def is_address(source: str | Path) -> bool:
    return isinstance(source, str) and ADDRESS.match(source) is not None


def opened(address: str) -> tuple[Any, str]:
    """The file system of an address and the path in it. Raises RemoteError."""
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise RemoteError(f"{address}: addresses need fsspec; install it with: pip install 'timeline[distributed]'") from error
    try:
        system, path = url_to_fs(address)
    except ImportError as error:  # fsspec knows the protocol, and which package it wants for it
        raise RemoteError(f"{address}: {error}; install that package beside timeline") from error
    except ValueError as error:
        raise RemoteError(f"{address}: {str(error).lower()}; write an address such as s3://bucket/folder") from error
    return system, str(path)


def blobs(address: str, problems: Problems) -> Iterator[Blob]:
    """The files at an address, each open until the next one is asked for; hidden ones are passed over."""
    try:
        system, path = opened(address)
        found = _files(system, path)
    except OSError as error:
        told, _, mend = str(error).rpartition("; ") if isinstance(error, RemoteError) else (_words(error), "", "")
        problems(Problem(address, "", told.removeprefix(f"{address}: "), mend or "check the address and your rights to it"))
        return
    if not found:
        problems(Problem(address, "", "there is no such file or folder, or it is empty", "check the address"))
    for name in found:
        shown = str(system.unstrip_protocol(name))
        try:
            with system.open(name, "rb") as stream:
                yield Blob(shown, name.rpartition("/")[2], stream, None, found=name != path)
        except OSError as error:
            problems(Problem(shown, "", _words(error), "check the file and your rights to it"))


def _files(system: Any, path: str) -> list[str]:
    """The files there, in the order of the parts of their paths."""
    names = [str(n) for n in system.find(path)]
    root = path.rstrip("/") + "/"
    hidden = [n for n in names if any(p.startswith(".") or p == "__MACOSX" for p in n.removeprefix(root).split("/")) and n != path]
    return sorted(set(names) - set(hidden), key=lambda n: n.split("/"))


def _words(error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return "there is no such file or folder"
        case PermissionError():
            return "may not be read"
    return (error.strerror or str(error) or type(error).__name__).lower()
