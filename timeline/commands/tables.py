"""The commands on a folder of tables: build and export."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline import logs
from timeline.visible import visible

if TYPE_CHECKING:
    from timeline.articles import Problem
    from timeline.store import Tables


class Bar:
    """A progress bar on a terminal, nothing elsewhere; a new one for each step."""

    def __init__(self) -> None:
        self.step = ""
        self.bar: Any = None

    def __call__(self, step: str, done: int, total: int | None) -> None:
        from tqdm import tqdm

        if step != self.step:
            self.close()
            self.step = step
            self.bar = tqdm(desc=step, total=total, unit=" articles", disable=None, file=sys.stderr)
        self.bar.update(done - self.bar.n)

    def close(self) -> None:
        if self.bar is not None:
            self.bar.close()


def build(options: argparse.Namespace) -> int:
    from timeline.articles.remote import RemoteError
    from timeline.build import BuildError, Change
    from timeline.build import build as build_tables
    from timeline.build.cluster import ClusterError
    from timeline.corrections import corrections_of
    from timeline.store import StoreError

    told = {"lost": 0}

    def problem(problem: Problem) -> None:
        told["lost"] += problem.lost
        _say(str(problem))

    bar = Bar()
    settings = {
        "replace": options.replace, "published": options.published, "limit": options.limit,
        "since": options.since.start if options.since else None, "workers": options.workers,
        "scheduler": options.scheduler, "corrections": corrections_of(Path(options.out)), "progress": bar, "problems": problem,
    }  # fmt: skip
    try:
        if options.watch:
            from timeline.build.watch import watch

            return watch(options.sources, options.out, say=_say, **settings)
        change: Change = "add" if options.add else "remove" if options.remove else "exactly"
        built = build_tables(options.sources, options.out, change=change, **settings)
    except (BuildError, ClusterError, RemoteError, StoreError) as error:
        bar.close()
        _say(str(error))
        return 2
    bar.close()
    print(f"{options.out}: {_count(built.articles, 'article')}, {_count(built.events, 'event')}, "
          f"{_count(built.claims, 'casualty claim')} ({built.extracted:,} articles extracted, {built.reused:,} taken "
          f"from earlier builds); build {built.generation}")  # fmt: skip
    return 1 if told["lost"] else 0


def export(options: argparse.Namespace) -> int:
    from timeline.downloads import TooLong
    from timeline.downloads import export as write
    from timeline.downloads.xlsx import fits
    from timeline.selection import Filters
    from timeline.store import StoreError, Tables
    from timeline.tables import SCHEMAS

    filters, problems = Filters.from_query(options.filter)
    if problems:
        _say("; ".join(problems), "export")
        return 2
    names = options.table or list(SCHEMAS)
    try:
        with Tables(options.tables) as tables:
            chosen = {name: filters.where(name) for name in names}
            counts = {name: _rows(tables, name, *chosen[name]) for name in names}
            if options.format == "xlsx":
                for name, count in counts.items():
                    fits(name, count)
            notes = {"selection": filters.sentence(), "filter": options.filter, "build": tables.generation,
                     "program": f"timeline {tables.manifest['program']}",
                     **{f"rows of {name}": f"{count:,}" for name, count in counts.items()}}  # fmt: skip
            files = write({name: tables.rows(name, *chosen[name]) for name in names}, options.to, options.format, notes=notes)
    except (StoreError, TooLong) as error:
        _say(str(error), "export")
        return 2
    for file in files:
        print(file)
        logs.note("exported", file=str(file), build=notes["build"], rows=sum(counts.values()))
    return 0


def _rows(tables: Tables, name: str, condition: str, params: Iterable[Any]) -> int:
    return int(tables.query(f"SELECT count(*) AS n FROM {name} WHERE {condition}", params).n[0])


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _say(text: str, command: str = "build") -> None:
    from tqdm import tqdm

    tqdm.write(visible(f"timeline {command}: {text}"), file=sys.stderr)
