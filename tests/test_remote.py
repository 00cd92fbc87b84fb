"""Sources and targets at addresses that fsspec knows give the tables of local folders, and say what is wrong with them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fixtures_builds import STORIES, contents

from timeline.articles import read
from timeline.articles.remote import RemoteError
from timeline.build import BuildError, build
from timeline.build.mirror import place_of
from timeline.cli import main
from timeline.store import Tables

fsspec = pytest.importorskip("fsspec", reason="addresses need fsspec: pip install 'timeline[distributed]'")


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """fsspec's file system in memory, with the stories in it, and a cache of its own."""
    monkeypatch.setenv("TIMELINE_CACHE", str(tmp_path / "cache"))
    system = fsspec.filesystem("memory")
    for name in [*system.ls("/", detail=False)]:
        system.rm(name, recursive=True)
    for name, text in STORIES.items():
        system.pipe_file(f"/desk/stories/{'old/' if name < 'c' else ''}{name}.txt", text.encode())
    system.pipe_file("/desk/stories/.half-written.txt", b"Envoys met.")
    yield system


def told(sources: list[str]) -> tuple[list[str | None], list[str]]:
    problems: list[str] = []
    return [a.path for a in read(sources, problems=lambda p: problems.append(str(p)))], problems


def test_a_folder_at_an_address_is_read_in_order_without_what_is_hidden(memory: Any) -> None:
    paths, problems = told(["memory://desk/stories"])
    assert problems == []
    assert [p and p.removeprefix("memory:///desk/stories/").removeprefix("memory://desk/stories/") for p in paths] == [
        "c.txt", "d.txt", "e.txt", "f.txt", "old/a.txt", "old/b.txt"]  # fmt: skip


def test_one_file_a_zip_file_and_a_local_address_are_read(memory: Any, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "wire.zip", "w") as packed:
        packed.writestr("in/a.txt", STORIES["a"])
        packed.writestr("b.txt", STORIES["b"])
    assert len(told(["memory://desk/stories/c.txt"])[0]) == 1
    assert told([f"zip://::file://{tmp_path}/wire.zip"])[0] == ["zip://b.txt", "zip://in/a.txt"]
    assert len(told([f"file://{tmp_path}/wire.zip"])[0]) == 2


@pytest.mark.parametrize(("address", "words"), [
    ("memory://desk/nowhere", "there is no such file or folder, or it is empty; check the address"),
    ("carrier-pigeon://coop/1", "write an address such as s3://bucket/folder"),
    ("http+unix://x", "write an address such as"),
])  # fmt: skip
def test_an_address_that_cannot_be_read_is_named_with_the_mend_and_the_rest_is_read(memory: Any, address: str, words: str) -> None:
    paths, problems = told([address, "memory://desk/stories/c.txt"])
    assert len(paths) == 1
    assert len(problems) == 1 and problems[0].startswith(address) and words in problems[0]


def test_a_file_that_may_not_be_read_costs_that_file_alone(memory: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    real = type(memory).open

    def guarded(self: Any, path: str, *rest: Any, **more: Any) -> Any:
        if str(path).endswith("d.txt"):
            raise PermissionError(13, "denied", path)
        return real(self, path, *rest, **more)

    monkeypatch.setattr(type(memory), "open", guarded)
    paths, problems = told(["memory://desk/stories"])
    assert len(paths) == 5
    assert [p.rpartition("/")[2] for p in problems] == ["d.txt: may not be read; check the file and your rights to it"]


def served(memory: Any, root: str, folder: Path) -> dict[str, bytes]:
    """What somebody who copies CURRENT and its generation down finds."""
    name = memory.cat_file(f"{root}/CURRENT").decode().strip()
    (folder / "generations" / name).mkdir(parents=True)
    for file in memory.ls(f"{root}/generations/{name}", detail=False):
        (folder / "generations" / name / file.rpartition("/")[2]).write_bytes(memory.cat_file(file))
    (folder / "CURRENT").write_text(name + "\n")
    return contents(folder)


def test_tables_at_an_address_are_those_of_a_local_build_also_when_added_to(memory: Any, tmp_path: Path) -> None:
    build(["memory://desk/stories/old"], "memory://desk/tables", workers=1)
    added = build(["memory://desk/stories"], "memory://desk/tables", change="add", workers=1)
    assert (added.articles, added.extracted, added.reused) == (6, 4, 2)
    build(["memory://desk/stories"], tmp_path / "local", workers=1)
    assert served(memory, "/desk/tables", tmp_path / "copy") == contents(tmp_path / "local")


def test_another_machine_goes_on_from_what_lies_at_the_address(memory: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(["memory://desk/stories/old"], "memory://desk/tables", workers=1)
    monkeypatch.setenv("TIMELINE_CACHE", str(tmp_path / "another machine"))
    added = build(["memory://desk/stories"], "memory://desk/tables", change="add", workers=1)
    assert (added.extracted, added.reused) == (4, 2)
    with Tables(place_of("memory://desk/tables")) as tables:
        assert tables.query("SELECT count(*) AS n FROM articles").n[0] == 6


def test_a_transfer_that_breaks_leaves_what_was_served_and_is_told(memory: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                                                   capsys: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    build(["memory://desk/stories/old"], "memory://desk/tables", workers=1)
    before = served(memory, "/desk/tables", tmp_path / "before")
    real = type(memory).put_file

    def breaks(self: Any, here: str, there: str, *rest: Any, **more: Any) -> Any:
        if there.endswith("events.parquet"):
            raise OSError(104, "Connection reset by peer")
        return real(self, here, there, *rest, **more)

    monkeypatch.setattr(type(memory), "put_file", breaks)
    with pytest.raises(RemoteError, match=r"memory://desk/tables: .*Connection reset by peer; check the address"):
        build(["memory://desk/stories"], "memory://desk/tables", workers=1)
    assert main(["build", "memory://desk/stories", "--out", "memory://desk/tables", "--workers", "1"]) == 2
    assert "Connection reset by peer" in capsys.readouterr().err
    assert served(memory, "/desk/tables", tmp_path / "after") == before
    monkeypatch.undo()
    monkeypatch.setenv("TIMELINE_CACHE", str(tmp_path / "cache"))
    assert build(["memory://desk/stories"], "memory://desk/tables", workers=1).extracted == 0
    assert served(memory, "/desk/tables", tmp_path / "done") != before


def test_a_build_of_nothing_leaves_no_folder(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="no article could be read"):
        build([tmp_path / "nowhere"], tmp_path / "out", workers=1)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "mine").mkdir()
    with pytest.raises(BuildError, match="no article could be read"):
        build([tmp_path / "nowhere"], tmp_path / "mine", workers=1)
    assert (tmp_path / "mine").is_dir()
