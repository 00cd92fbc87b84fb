"""New files of watched folders, taken into the tables as they land, once they are complete."""

from __future__ import annotations

import itertools
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from timeline.build import BuildError, build

SECONDS_BETWEEN = 1.0
SECONDS_STILL = 2.0  # a file that has not changed for so long is complete

Seen = dict[Path, tuple[int, int]]  # size and time of change, when it was taken in


def watch(
    sources: Sequence[str | Path], out: str | Path, *, say: Callable[[str], None], rounds: int | None = None, **settings: Any
) -> int:
    """Build, then add what lands in the sources until stopped (Ctrl-C) or for so many rounds; returns an exit status."""
    taken: Seen = {}
    try:
        for _ in _until_interrupted(rounds):
            ready = {path: mark for path, mark in _complete(sources) if taken.get(path) != mark}
            if ready:
                try:
                    built = build(sorted(ready), out, change="add", **settings)
                    say(f"{len(ready):,} files taken in: {built.articles:,} articles, {built.events:,} events; build {built.generation}")
                except BuildError as error:
                    say(str(error))
                taken |= ready
            time.sleep(SECONDS_BETWEEN)
    except KeyboardInterrupt:
        say("stopped watching")
    return 0


def _until_interrupted(rounds: int | None) -> Iterator[int]:
    """Counts the rounds until Ctrl-C: also one that Python drops, as it does where an object is just being taken down."""
    stopped = threading.Event()

    def stop(_number: int, _frame: object) -> None:
        stopped.set()
        raise KeyboardInterrupt

    with _handling(stop):
        for number in itertools.count() if rounds is None else range(rounds):
            if stopped.is_set():
                raise KeyboardInterrupt
            yield number


@contextmanager
def _handling(handler: Callable[[int, object], None]) -> Iterator[None]:
    """Ctrl-C by this handler; only the main thread may set one."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _complete(sources: Sequence[str | Path], now: Callable[[], float] = time.time) -> Iterator[tuple[Path, tuple[int, int]]]:
    """Files that nobody has written to for a while; hidden ones are somebody's work in progress."""
    for source in map(Path, sources):
        for path in sorted(source.rglob("*")) if source.is_dir() else [source]:
            if any(part.startswith(".") for part in path.relative_to(source).parts):
                continue
            try:
                status = path.stat()
            except FileNotFoundError:
                continue  # it was moved on between the listing and now
            if path.is_file() and now() - status.st_mtime >= SECONDS_STILL:
                yield path, (status.st_size, status.st_mtime_ns)
