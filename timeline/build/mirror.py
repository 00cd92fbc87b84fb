"""Tables at an address (`s3://…`, any that fsspec knows): built in a folder of this machine, then sent there whole.

    with mirrored("s3://desk/tables") as folder:
        build(sources, folder)

Files of generations and segments never change under their names, so only new ones travel. `CURRENT` is sent last, in one
piece: who reads there sees one whole generation or the other. A build that was killed goes on from the folder here, which
lies in TIMELINE_CACHE (else ~/.cache/timeline) under a hash of the address.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from timeline.articles.remote import RemoteError, opened
from timeline.records import identify

SENT = ("generations", "work/segments")


def place_of(address: str) -> Path:
    """The folder of this machine that stands for an address."""
    cache = Path(os.environ.get("TIMELINE_CACHE") or Path.home() / ".cache" / "timeline")
    return cache / identify(address.rstrip("/"))


@contextmanager
def mirrored(address: str) -> Iterator[Path]:
    """The tables there as a folder here; what was made in it is sent when the block ends well. Raises RemoteError."""
    system, root = opened(address)
    root, folder = root.rstrip("/"), place_of(address)
    folder.mkdir(parents=True, exist_ok=True)
    with _told(address):
        _fetch(system, root, folder)
    yield folder
    with _told(address):
        _send(system, root, folder)


@contextmanager
def _told(address: str) -> Iterator[None]:
    try:
        yield
    except RemoteError:
        raise
    except OSError as error:
        raise RemoteError(f"{address}: {error}; check the address and your rights to it, and run it again") from error


def _there(system: Any, root: str) -> dict[str, int]:
    """The files of the tables at the address, by their path below it, with their sizes."""
    try:
        found = system.find(root, detail=True)
    except FileNotFoundError:
        return {}
    return {name[len(root) + 1 :]: info["size"] for name, info in found.items() if name.startswith(root + "/")}


def _here(folder: Path) -> dict[str, int]:
    return {f.relative_to(folder).as_posix(): f.stat().st_size for part in SENT for f in (folder / part).rglob("*") if f.is_file()}


def _fetch(system: Any, root: str, folder: Path) -> None:
    there, here = _there(system, root), _here(folder)
    if "CURRENT" not in there:
        (folder / "CURRENT").unlink(missing_ok=True)
        return
    current = system.cat_file(f"{root}/CURRENT")
    served = f"generations/{current.decode('ascii', 'replace').strip()}/"
    for name, size in there.items():
        if (name.startswith(served) or name.startswith("work/segments/")) and here.get(name) != size:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            aside = folder / f"{name}.fetched"
            system.get_file(f"{root}/{name}", str(aside))
            aside.replace(folder / name)
    (folder / "CURRENT").write_bytes(current)


def _send(system: Any, root: str, folder: Path) -> None:
    there, here = _there(system, root), _here(folder)
    for name, size in here.items():
        if there.get(name) != size:
            system.makedirs(f"{root}/{name}".rpartition("/")[0], exist_ok=True)
            system.put_file(str(folder / name), f"{root}/{name}")
    current = (folder / "CURRENT").read_bytes()
    system.pipe_file(f"{root}/CURRENT", current)
    kept = current.decode("ascii").strip()
    for name in set(there) - set(here):
        if name.startswith("work/segments/") or (name.startswith("generations/") and not name.startswith(f"generations/{kept}/")):
            system.rm_file(f"{root}/{name}")
