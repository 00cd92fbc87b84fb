"""How fast the dashboard answers when many analysts filter at once, and in how much memory.

    python -m benchmarks.load [SESSIONS] [EVENTS] [THINKING]      (50 sessions, 100,000 events, 10 seconds)

Each session is one WebSocket to a real server, speaking Streamlit's own protocol: it opens the page, then five times
waits about THINKING seconds, chooses another filter and receives the whole answer. What a browser then does to draw it
is its own machine's work and not measured here; `benchmarks.dashboard` measures that with one browser.
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from random import Random
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FILTERS = 5  # that each session chooses
GIVE_UP = 120.0  # seconds without an answer are an error
REACH, MOST_MEMORY = 1000, 2500  # milliseconds of the median filter; MB that the server may hold
TYPES = ("attack", "battle", "negotiation", "statement", "meeting", "release", "ceasefire", "agreement", "threat", "aid", "other")
Row = dict[str, Any]


def run(sessions: int = 50, events: int = 100_000, thinking: float = 10.0) -> list[Row]:
    """One row: sessions, events, `open` and `filter` in milliseconds, errors, the server's memory in MB."""
    sys.path.insert(0, str(ROOT / "tests"))
    from fixtures_tables import many, write

    with TemporaryDirectory(prefix="timeline-load-") as folder:
        write(many(events), Path(folder) / "tables")
        port = _free_port()
        server = subprocess.Popen(
            [sys.executable, "-m", "timeline.cli", "serve", "--tables", f"{folder}/tables", "--port", str(port)],
            cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
            env=os.environ | {"PYTHONPATH": str(ROOT)})  # fmt: skip
        try:
            _wait(port)
            asyncio.run(_session(port, 0, 0.0, 1))  # the first opening of a server loads its modules
            idle, before = _memory(server.pid)["VmRSS"], _processor(server.pid)
            told = asyncio.run(_all(port, sessions, thinking))
            memory, spent = _memory(server.pid), _processor(server.pid) - before
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(timeout=20)
    opened = [ms for first, _, _ in told for ms in first]
    filtered = [ms for _, later, _ in told for ms in later]
    errors = [e for *_, wrong in told for e in wrong]
    if errors:
        print(*sorted(set(errors))[:5], sep="\n", file=sys.stderr)
    middle = round(median(filtered)) if filtered else None
    return [{"sessions": sessions, "events": events, "seconds between filters": thinking, "filters": len(filtered),
             "open ms (median)": round(median(opened)) if opened else None, "filter ms (median)": middle,
             "filter ms (95 of 100)": round(quantiles(filtered, n=20)[-1]) if len(filtered) > 1 else None,
             "processor ms a page": round(1000 * spent / max(1, len(opened) + len(filtered))), "errors": len(errors),
             "memory MB, one session": round(idle), "memory MB, most": round(memory["VmHWM"]),
             "load of the machine": round(os.getloadavg()[0], 1),
             "met": middle is not None and middle < REACH and not errors and memory["VmHWM"] < MOST_MEMORY}]  # fmt: skip


async def _all(port: int, sessions: int, thinking: float) -> list[tuple[list[float], list[float], list[str]]]:
    return list(await asyncio.gather(*(_session(port, n, thinking, FILTERS) for n in range(sessions))))


async def _session(port: int, number: int, thinking: float, filters: int) -> tuple[list[float], list[float], list[str]]:
    """Milliseconds of the opening and of each filter, and what went wrong."""
    from websockets.asyncio.client import connect
    from websockets.typing import Subprotocol

    random = Random(number)
    opened: list[float] = []
    filtered: list[float] = []
    wrong: list[str] = []
    await asyncio.sleep(random.uniform(0, thinking))  # people do not come at the same moment
    try:
        async with connect(f"ws://127.0.0.1:{port}/_stcore/stream", subprotocols=[Subprotocol("streamlit")], max_size=None,
                           ping_interval=None) as wire:
            opened.append(await _answered(wire, ""))
            for _ in range(filters):
                await asyncio.sleep(random.uniform(0.5, 1.5) * thinking)
                filtered.append(await _answered(wire, _query(random)))
    except Exception as error:  # an error of any kind is what is counted
        wrong.append(f"{type(error).__name__}: {error}"[:300])
    return opened, filtered, wrong


def _query(random: Random) -> str:
    """A filter by type and period, and often an actor or a place."""
    first = random.randrange(2015, 2024)
    parts = [f"type={random.choice(TYPES)}", f"from={first}-{random.randrange(1, 13):02d}-01", f"to={first + random.randrange(1, 3)}-12-31"]
    parts += random.choice(([], [f"actor=Actor+{random.randrange(40)}"], [f"place=Place+{random.randrange(60)}"]))
    return "&".join(parts)


async def _answered(wire: Any, query: str) -> float:
    """Milliseconds until the page of this address is sent whole. Raises where the page shows an exception."""
    from streamlit.proto.BackMsg_pb2 import BackMsg
    from streamlit.proto.ClientState_pb2 import ClientState
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

    begin = time.perf_counter()
    await wire.send(BackMsg(rerun_script=ClientState(query_string=query)).SerializeToString())
    while True:
        message = ForwardMsg()
        message.ParseFromString(await asyncio.wait_for(wire.recv(), GIVE_UP))
        match message.WhichOneof("type"):
            case "delta" if message.delta.new_element.WhichOneof("type") == "exception":
                raise RuntimeError(f"the page shows {message.delta.new_element.exception.type}")
            case "script_finished" if message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                return 1000 * (time.perf_counter() - begin)
            case "script_finished" if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                raise RuntimeError("the page did not run")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2).close()
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the dashboard did not start within a minute")


def _memory(process: int) -> dict[str, float]:
    """MB that the process holds now (VmRSS) and held at the most (VmHWM)."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return {name: int(told.split()[0]) / 1000 for name, _, told in (line.partition(":") for line in lines) if name in ("VmRSS", "VmHWM")}


def _processor(process: int) -> float:
    """Seconds of the processor that the process has used."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    given = sys.argv[1:]
    rows = run(int(given[0]) if given else 50, int(given[1]) if given[1:] else 100_000, float(given[2]) if given[2:] else 10.0)
    for name, value in rows[0].items():
        print(f"{name:<24} {value}")
    raise SystemExit(0 if rows[0]["met"] else 1)
