"""The cluster path: the same tables as from one process, also when a worker dies in the middle."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fixtures_builds import contents, many, undisturbed  # noqa: F401

from timeline.build import build
from timeline.build.cluster import ClusterError
from timeline.build.segments import Segments

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[int]]]:
    """A Dask scheduler and three workers on the loopback address: its address and the workers' process ids."""
    pytest.importorskip("distributed", reason="needs the extra: pip install 'timeline[distributed]'")
    environment = os.environ | {"PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__WORKER__DAEMON": "False"}
    started = []

    def start(*arguments: str) -> subprocess.Popen[str]:
        started.append(subprocess.Popen([sys.executable, "-m", "distributed.cli." + arguments[0], *arguments[1:]], text=True,
                                        stderr=subprocess.PIPE, env=environment, cwd=tmp_path))  # fmt: skip
        return started[-1]

    scheduler = start("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    assert scheduler.stderr
    address = ""
    for line in scheduler.stderr:
        if found := re.search(r"Scheduler at:\s+(tcp://\S+)", line):
            address = found.group(1)
            break
    workers = [start("dask_worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--memory-limit", "0").pid
               for _ in range(3)]  # fmt: skip
    try:
        yield address, workers
    finally:
        for process in reversed(started):
            process.kill()
            process.communicate()


def test_a_cluster_that_loses_a_worker_gives_the_tables_of_one_process(
    cluster: tuple[str, list[int]], many: Path, undisturbed: dict[str, bytes], tmp_path: Path  # noqa: F811
) -> None:
    address, workers = cluster
    out = tmp_path / "out"
    command = [sys.executable, "-m", "timeline.cli", "build", str(many), "--out", str(out), "--scheduler", address]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    while process.poll() is None and not list((out / "work" / "segments").glob("*.segment")):
        time.sleep(0.02)
    os.kill(workers[0], signal.SIGKILL)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 0, said
    assert contents(out) == undisturbed
    assert len(Segments(out / "work" / "segments").keys) == 360


def test_an_address_without_a_scheduler_is_named_with_the_mend(tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="needs the extra: pip install 'timeline[distributed]'")
    (tmp_path / "a.txt").write_text("CAIRO, March 9, 2014 - Envoys met on Friday.")
    with pytest.raises(ClusterError, match=r"tcp://127.0.0.1:9: no Dask scheduler answers there"):
        build([tmp_path / "a.txt"], tmp_path / "out", scheduler="tcp://127.0.0.1:9")
