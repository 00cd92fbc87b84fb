"""Zip and gzip files → the files in them, never written to disk and never read past a bound.

Sizes that an archive claims are not believed: what is unpacked is counted as it comes. A member that is encrypted, a
link, or named to land outside the archive is refused with the reason; the other members are still read.
"""

from __future__ import annotations

import gzip
import io
import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO

from timeline.articles.given import Problem, Problems
from timeline.articles.limits import MB, Limits, TooMuch
from timeline.articles.walk import Blob

FREE = 16 * MB  # a small archive may unpack to this at any ratio: plain text repeats itself
UNREADABLE = (zipfile.BadZipFile, struct.error, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, OSError, RuntimeError,
              ValueError, IndexError)  # fmt: skip


class Budget:
    """How much one outermost archive may still unpack, shared by all that is in it."""

    def __init__(self, packed: int | None, limits: Limits) -> None:
        ratio = FREE + packed * limits.archive_ratio if packed is not None else limits.archive_bytes
        self.left = min(limits.archive_bytes, ratio)
        self.limit = self.left

    def spend(self, count: int) -> None:
        self.left -= count
        if self.left < 0:
            raise TooMuch(f"unpacks to more than {self.limit:,} bytes")


class Counted(io.RawIOBase):
    """An unpacking stream that spends its budget as it is read."""

    def __init__(self, inner: IO[bytes] | gzip.GzipFile, budget: Budget) -> None:
        super().__init__()
        self.inner, self.budget = inner, budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self.inner.read(len(buffer))
        self.budget.spend(len(data))
        buffer[: len(data)] = data
        return len(data)


def _buffered(unpacked: IO[bytes] | gzip.GzipFile, budget: Budget) -> BinaryIO:
    return io.BufferedReader(Counted(unpacked, budget))


def of_gzip(blob: Blob, budget: Budget, problems: Problems) -> Iterator[Blob]:
    """The one file in a gzip file."""
    name = blob.name[:-3] if blob.name.lower().endswith(".gz") else blob.name
    if name.lower().endswith(".tar"):
        problems(Problem(blob.path, "", "a tar archive, which is not read", "unpack it, or pack it as zip"))
        return
    with gzip.GzipFile(fileobj=blob.stream) as unpacked:
        yield Blob(blob.path, name, _buffered(unpacked, budget))


def of_zip(blob: Blob, budget: Budget, problems: Problems, limits: Limits) -> Iterator[Blob]:
    """The files in a zip file, by name."""
    try:
        archive = zipfile.ZipFile(_seekable(blob.stream, limits))
    except UNREADABLE as error:
        problems(Problem(blob.path, "", f"a damaged zip archive: {_words(error)}", "pack it again"))
        return
    with archive:
        members = sorted(archive.infolist(), key=lambda member: PurePosixPath(member.filename).parts)
        if len(members) > limits.archive_members:
            problems(Problem(blob.path, "", f"{len(members):,} members; the limit is {limits.archive_members:,}", "split it"))
            return
        for member in members:
            name = PurePosixPath(member.filename)
            if member.filename.endswith("/") or "__MACOSX" in name.parts:
                continue
            place = f"member {member.filename[:200]!r}"
            reason = _refused(member, name)
            if reason:
                problems(Problem(blob.path, place, *reason))
                continue
            if any(part.startswith(".") for part in name.parts):
                continue
            try:
                with archive.open(member) as unpacked:
                    yield Blob(f"{blob.path}!{member.filename}", name.name, _buffered(unpacked, budget), None, True)
            except TooMuch:
                raise
            except UNREADABLE as error:
                problems(Problem(blob.path, place, f"a damaged member: {_words(error)}", "pack it again"))


def _refused(member: zipfile.ZipInfo, name: PurePosixPath) -> tuple[str, str] | None:
    if not name.parts:
        return "without a name", "pack it again with plain names"
    if member.flag_bits & 1:
        return "protected by a password", "unpack it and give the folder"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "a symbolic link; not followed", "pack the file itself"
    if name.is_absolute() or ".." in name.parts or "\\" in member.filename or ":" in name.parts[0] or "\x00" in member.filename:
        return "named to land outside the archive; refused", "pack it again with plain names"
    return None


def _seekable(stream: BinaryIO, limits: Limits) -> IO[bytes]:
    """A zip's list of members stands at its end: what cannot seek (a pipe, a member) is kept aside first."""
    if stream.seekable():
        return stream
    aside = SpooledTemporaryFile(max_size=16 * MB)  # noqa: SIM115 - closed with the ZipFile that owns it
    left = limits.archive_bytes
    while data := stream.read(min(MB, left + 1)):
        left -= len(data)
        if left < 0:
            raise TooMuch(f"more than {limits.archive_bytes:,} bytes")
        aside.write(data)
    aside.seek(0)
    return aside


def _words(error: BaseException) -> str:
    return str(error)[:160] or type(error).__name__
