"""What a release promises: free licences, hash-pinned locks without an address, the same wheel twice."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LOCKS = sorted((ROOT / "requirements").glob("*.lock"))


def test_every_dependency_is_freely_licensed_and_the_page_is_current() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "tools/licences.py", "--check"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("lock", LOCKS, ids=lambda p: p.name)
def test_a_lock_pins_every_package_with_hashes_and_names_no_index(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert "://" not in text
    entries = re.split(r"\n(?=[A-Za-z0-9])", text.strip())
    assert len(entries) > 20
    for entry in entries:
        assert re.match(r"[A-Za-z0-9_.-]+==\S+", entry) and "--hash=sha256:" in entry, entry.splitlines()[0]


def test_a_wheel_built_twice_has_the_same_bytes(tmp_path: Path) -> None:
    files = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    digests = []
    for attempt in ("first", "second"):
        tree = tmp_path / attempt
        for name in filter(None, files.split("\0")):
            if (ROOT / name).is_file() and name.startswith(("timeline/", "pyproject", "README", "LICENSE", "app.py")):
                target = tree / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes((ROOT / name).read_bytes())
        subprocess.run(
            [sys.executable, "-m", "build", "-q", "--wheel", "--no-isolation", "-o", tmp_path / f"{attempt}-out", tree],
            env=os.environ | {"SOURCE_DATE_EPOCH": "1767225600"},
            check=True,
            capture_output=True,
        )
        (wheel,) = (tmp_path / f"{attempt}-out").glob("*.whl")
        digests.append(sha256(wheel.read_bytes()).hexdigest())
        time.sleep(1.1)  # a time stamp of the build's own second would differ
    assert digests[0] == digests[1]


def test_the_bill_of_materials_names_each_locked_package_with_its_hashes_and_is_the_same_twice(tmp_path: Path) -> None:
    """As `make release` makes it."""
    command = re.search(r"cyclonedx-py (requirements .*?)-o dist", (ROOT / "Makefile").read_text(encoding="utf-8"), re.S)
    assert command is not None
    arguments = command[1].replace("\\\n", " ").split()
    for name in ("first", "second"):
        subprocess.run([Path(sys.executable).parent / "cyclonedx-py", *arguments, "--no-validate", "-o", tmp_path / name], cwd=ROOT, check=True,
                       capture_output=True)  # fmt: skip
    assert (tmp_path / "first").read_bytes() == (tmp_path / "second").read_bytes()
    told = json.loads((tmp_path / "first").read_text(encoding="utf-8"))
    assert told["metadata"]["component"]["name"] == "timeline"
    locked = re.findall(r"^([A-Za-z0-9_.-]+)==(\S+)", (ROOT / "requirements" / "run.lock").read_text(encoding="utf-8"), re.M)
    assert {(c["name"], c["version"]) for c in told["components"]} == set(locked)
    assert all(ref["hashes"] for c in told["components"] for ref in c["externalReferences"] if ref["type"] == "distribution")
