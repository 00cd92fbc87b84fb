"""Files, folders and standard input → open files in canonical order, whatever order they were named in.

Order is by the parts of the path. Each file is read once, though two sources hold it. Within a folder no symbolic
link is followed: one that stays inside points at a file that is read anyway, one that leads out is refused. Hidden
files are passed over; pipes, sockets and devices are refused.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from timeline.articles.given import Problem, Problems
from timeline.articles.limits import Limits

STDIN = "standard input"


@dataclass(frozen=True, slots=True)
class Blob:
    """An open file: the path that people see, the name that tells its kind, the size if it is known beforehand.

    `found` is true for a file met in a folder or archive, false for one that was named."""

    path: str
    name: str
    stream: BinaryIO
    size: int | None = None
    found: bool = False


def blobs(sources: Sequence[str | Path], problems: Problems, limits: Limits, stdin: BinaryIO | None = None) -> Iterator[Blob]:
    """The sources' files, each open until the next one is asked for."""
    seen: set[tuple[int, int]] = set()
    from timeline.articles import remote

    addresses = sorted({str(source) for source in sources if remote.is_address(source)})
    named = sorted({Path(s) for s in sources if str(s) != "-" and str(s) not in addresses}, key=lambda path: path.parts)
    for source in named:
        yield from _source(source, problems, limits, seen)
    for address in addresses:
        yield from remote.blobs(address, problems)
    if any(str(source) == "-" for source in sources):
        yield Blob(STDIN, "", stdin if stdin is not None else sys.stdin.buffer)


def _source(source: Path, problems: Problems, limits: Limits, seen: set[tuple[int, int]]) -> Iterator[Blob]:
    try:
        status = source.stat()
    except OSError as error:
        problems(Problem(source.as_posix(), "", _words(error), "check the path and its permissions"))
        return
    except ValueError:
        problems(Problem(repr(source), "", "no path can hold a null byte", "name an existing file or folder"))
        return
    if stat.S_ISDIR(status.st_mode):
        yield from _folder(source, source.resolve(), 0, problems, limits, seen)
    else:
        yield from _file(source, problems, seen, found=False)


def _folder(folder: Path, root: Path, depth: int, problems: Problems, limits: Limits, seen: set[tuple[int, int]]) -> Iterator[Blob]:
    if depth > limits.folder_depth:
        problems(Problem(folder.as_posix(), "", f"more than {limits.folder_depth} folders deep", "name it as a source of its own"))
        return
    try:
        with os.scandir(folder) as entries:
            names = sorted((entry.name, entry.is_symlink(), entry.is_dir(follow_symlinks=False)) for entry in entries)
    except OSError as error:
        problems(Problem(folder.as_posix(), "", _words(error), "check the folder's permissions"))
        return
    for name, is_link, is_folder in names:
        if name.startswith(".") or name == "__MACOSX":
            continue
        path = folder / name
        if is_link:
            _link(path, root, problems)
        elif is_folder:
            yield from _folder(path, root, depth + 1, problems, limits, seen)
        else:
            yield from _file(path, problems, seen, found=True)


def _link(path: Path, root: Path, problems: Problems) -> None:
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):
        problems(Problem(path.as_posix(), "", "a symbolic link that leads nowhere or in a circle", "remove the link"))
        return
    if not target.is_relative_to(root):
        problems(Problem(path.as_posix(), "", "a symbolic link that leads out of the folder; not followed",
                         "name its target as a source of its own"))  # fmt: skip


def _file(path: Path, problems: Problems, seen: set[tuple[int, int]], *, found: bool) -> Iterator[Blob]:
    shown = path.as_posix()
    try:
        # a pipe in a folder would block for ever: open without waiting, then ask what it is
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        problems(Problem(shown, "", _words(error), "check the file and its permissions"))
        return
    with os.fdopen(descriptor, "rb") as stream:
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode):
            problems(Problem(shown, "", "a pipe, socket or device, not a file", "pipe it to standard input and name the source -"))
            return
        if (before.st_dev, before.st_ino) in seen:
            return
        seen.add((before.st_dev, before.st_ino))
        yield Blob(shown, path.name, stream, before.st_size, found)
        after = os.fstat(descriptor)
        if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
            problems(Problem(shown, "", "changed while it was read; what was read may be cut", "read it again when it is complete"))


def _words(error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return "there is no such file or folder"
        case PermissionError():
            return "may not be read"
    return (error.strerror or str(error)).lower()
