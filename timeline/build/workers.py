"""Local worker processes under supervision: one that dies or hangs is replaced, and its articles are tried again.

A chunk whose worker dies is tried article by article; an article that ends its worker twice, or takes longer than its
budget, is given up and named, and the build goes on.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, Pipe, wait
from pathlib import Path

from timeline.build.worker import Task

SECONDS_AN_ARTICLE = 60.0
SECONDS_TO_START = 120.0
SECONDS_A_MEGABYTE = 60.0


@dataclass(frozen=True, slots=True)
class Finished:
    """A chunk that is done: its segment, or why there is none. `tasks` are those of the chunk."""

    tasks: tuple[Task, ...]
    segment: str | None = None
    problem: str | None = None


@dataclass(slots=True)
class _Chunk:
    tasks: tuple[Task, ...]
    deaths: int = 0


@dataclass(slots=True)
class _Worker:
    process: subprocess.Popen[bytes]
    pipe: Connection
    chunk: _Chunk | None = None
    at: int = 0
    until: float = field(default=0.0)


def extract_locally(chunks: Iterator[tuple[Task, ...]], folder: Path, *, workers: int) -> Iterator[Finished]:
    """Segments in `folder`, chunk by chunk as they finish. Chunks are taken from the iterator only as workers are free."""
    again: deque[_Chunk] = deque()
    crew: list[_Worker] = []
    more = True
    try:
        while True:
            for position in range(workers):
                if crew and crew[position].chunk is not None:
                    continue
                chunk, more = _next(again, chunks, more)
                if chunk is None:
                    break
                if not crew:
                    crew += [_start() for _ in range(workers)]  # together: each takes its time to read the rules
                _give(crew[position], chunk, folder)
            busy = [w for w in crew if w.chunk is not None]
            if not busy:
                return
            ready = wait([w.pipe for w in busy], timeout=max(0.0, min(w.until for w in busy) - time.monotonic()))
            for position, worker in enumerate(crew):
                if worker.chunk is None:
                    continue
                if worker.pipe in ready:
                    yield from _hear(worker, again)
                elif time.monotonic() > worker.until:
                    worker.process.kill()
                    yield from _lost(worker, again, f"took longer than {_budget(worker):.0f} s")
                if worker.process.poll() is not None and worker.chunk is None:
                    _stop(worker)
                    crew[position] = _start()
    finally:
        for worker in crew:
            _stop(worker)


def _next(again: deque[_Chunk], chunks: Iterator[tuple[Task, ...]], more: bool) -> tuple[_Chunk | None, bool]:
    if again:
        return again.popleft(), more
    tasks = next(chunks, None) if more else None
    return (None, False) if tasks is None else (_Chunk(tasks), more)


def _start() -> _Worker:
    ours, theirs = Pipe()
    handle = theirs.fileno()
    program = f"from timeline.build.worker import main; main({handle})"
    process = subprocess.Popen([sys.executable, "-c", program], pass_fds=[handle], stdin=subprocess.DEVNULL,
                               env=_environment())  # fmt: skip
    theirs.close()
    return _Worker(process, ours)


def _environment() -> dict[str, str]:
    """The worker finds this very package, and each uses one core: the others have workers of their own."""
    root = str(Path(__file__).parents[2])
    path = os.pathsep.join([root, *filter(None, [os.environ.get("PYTHONPATH")])])
    return {**os.environ, "PYTHONPATH": path, "OMP_NUM_THREADS": "1", "ARROW_NUM_THREADS": "1"}


def _give(worker: _Worker, chunk: _Chunk, folder: Path) -> None:
    worker.chunk, worker.at = chunk, 0
    worker.until = time.monotonic() + SECONDS_TO_START + _budget(worker)
    try:
        worker.pipe.send((str(folder), [(key, dict(article)) for key, article in chunk.tasks]))
    except (BrokenPipeError, ConnectionResetError):
        return  # it died: the pipe says so when we listen


def _budget(worker: _Worker) -> float:
    assert worker.chunk is not None
    return SECONDS_AN_ARTICLE + SECONDS_A_MEGABYTE * len(worker.chunk.tasks[worker.at][1].text) / 1e6


def _hear(worker: _Worker, again: deque[_Chunk]) -> Iterator[Finished]:
    assert worker.chunk is not None
    try:
        said, what = worker.pipe.recv()
    except (EOFError, OSError):  # it died between two words or in the middle of one
        code = worker.process.wait()
        yield from _lost(worker, again, f"ended its worker process (status {code})")
        return
    match said:
        case "at":
            worker.at, worker.until = what, 0.0
            last = what == len(worker.chunk.tasks) - 1  # then the segment is written as well
            worker.until = time.monotonic() + _budget(worker) + (SECONDS_AN_ARTICLE if last else 0.0)
        case "done":
            tasks, worker.chunk = worker.chunk.tasks, None
            yield Finished(tasks, segment=what)
        case "failed":
            raise what


def _lost(worker: _Worker, again: deque[_Chunk], why: str) -> Iterator[Finished]:
    """The chunk of a dead worker is tried again: at once if whole, article by article if it was that already."""
    worker.process.wait()
    chunk, worker.chunk = worker.chunk, None
    assert chunk is not None
    chunk.deaths += 1
    if len(chunk.tasks) > 1:
        again.extend(_Chunk((task,)) for task in chunk.tasks)
    elif chunk.deaths < 2:
        again.append(chunk)
    else:
        yield Finished(chunk.tasks, problem=f"{why}, twice")


def _stop(worker: _Worker) -> None:
    worker.pipe.close()
    if worker.chunk is not None:
        worker.process.kill()
    worker.process.wait()
