"""Articles to build from, and what an undisturbed build makes of them."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from timeline.build import build
from timeline.store import FILES, Tables

STORIES = {
    "a": "CAIRO, March 9, 2014 - Envoys of Qatar met in Cairo on Friday. At least 12 people were killed near Rafah on "
         "Saturday, the ministry said.",
    "b": "CAIRO, March 12, 2014 - The truce that began on Monday held. Some 40 people were injured.",
    "c": "DOHA, May 3, 2019 - The Emir received the delegation on Tuesday. Talks will resume next week.",
    "d": "An envoy said that the talks which opened last month would go on. Three days later they ended.",
    "e": "GENEVA, June 1, 2021 - Five prisoners were released yesterday, a year after their capture.",
    "f": "DOHA, May 4, 2019 - The Emir received the delegation on Tuesday and the talks went on until Friday.",
}  # fmt: skip


def contents(folder: Path) -> dict[str, bytes]:
    """The bytes of the served tables."""
    with Tables(folder) as tables:
        return {name: (tables.path / f"{name}.parquet").read_bytes() for name in FILES}


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Enough different articles for several chunks."""
    folder = tmp_path_factory.mktemp("many")
    pick = random.Random(7)
    for n in range(360):
        told = [STORIES[k].partition(" - ")[2] or STORIES[k] for k in pick.sample(sorted(STORIES), 4)]
        text = f"CAIRO, March {n % 28 + 1}, 2014 - Report {n}. " + f" The {n}th delegation arrived on Sunday. ".join(told)
        (folder / f"{n:04d}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def undisturbed(many: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("undisturbed")
    build([many], out)
    return contents(out)
