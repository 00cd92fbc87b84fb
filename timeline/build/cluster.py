"""The chunks of a build on an existing Dask cluster: the same work, the same segments, written here.

A worker that dies is no loss: its chunks go to another one. What a chunk yields depends on its articles alone, so that
a chunk that ran twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from timeline.build.segments import program, write
from timeline.build.worker import Task, segment_of
from timeline.build.workers import Finished
from timeline.records import Article

CHUNKS_WAITING = 3  # for each thread of the cluster, so that none idles and memory stays bounded
DEATHS = 3  # of its worker that a chunk is tried through


class ClusterError(Exception):
    """A cluster that cannot be used; the message names the address and the mend."""


def extract_on_cluster(chunks: Iterator[tuple[Task, ...]], folder: Path, *, scheduler: str) -> Iterator[Finished]:
    """Segments in `folder`, chunk by chunk as the cluster finishes them."""
    try:
        from distributed import Client, as_completed
        from distributed.scheduler import KilledWorker
    except ImportError as error:
        raise ClusterError("--scheduler needs the extra: pip install 'timeline[distributed]'") from error
    try:
        client = Client(scheduler, timeout=10, set_as_default=False)
    except OSError as error:
        raise ClusterError(f"{scheduler}: no Dask scheduler answers there; start one with: dask scheduler") from error
    with client:
        _check_programs(client, scheduler)
        waiting: dict[object, tuple[Task, ...]] = {}
        finished = as_completed(loop=client.loop)

        def submit(tasks: tuple[Task, ...]) -> None:
            future = client.submit(segment_at, [(key, dict(a)) for key, a in tasks], pure=False, retries=DEATHS)
            waiting[future.key] = tasks
            finished.add(future)

        room = max(4, CHUNKS_WAITING * sum(client.nthreads().values()))
        for tasks in chunks:
            submit(tasks)
            if len(waiting) >= room:
                break
        for future in finished:
            tasks = waiting.pop(future.key)
            failure = future.exception()
            if failure is None:
                yield Finished(tasks, segment=write(folder, future.result()))
            elif isinstance(failure, KilledWorker) and len(tasks) > 1:
                for task in tasks:
                    submit((task,))
            else:
                yield Finished(tasks, problem=f"failed on the cluster: {failure}")
            following = next(chunks, None)
            if following is not None:
                submit(following)


def segment_at(tasks: list[tuple[str, dict[str, object]]]) -> bytes:
    """Runs on the cluster."""
    return segment_of([(key, Article.model_construct(**fields)) for key, fields in tasks])  # type: ignore[arg-type]


def program_there() -> str:
    """Runs on the cluster: the program of a worker."""
    return program()


def _check_programs(client: object, scheduler: str) -> None:
    """Workers with another program would give other rows under our keys."""
    there = set(client.run(program_there).values())  # type: ignore[attr-defined]
    if not there:
        raise ClusterError(f"{scheduler}: the scheduler has no workers; start some with: dask worker {scheduler}")
    if there != {program()}:
        raise ClusterError(f"{scheduler}: its workers run another version of timeline; install this one there and restart them")
