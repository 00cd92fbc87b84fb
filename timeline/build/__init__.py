"""Many articles → the tables of a folder, chunk by chunk, on local processes or a cluster.

    built = build(["data/articles"], "data/tables")
    built.articles, built.generation

Sources are read and given their publication intervals; what was extracted before with the same text, interval and
program is taken from `work/segments`, the rest is extracted; events are merged; the tables are swapped in at once.
A build that dies loses no finished chunk, and until its last step the folder serves what it served.
"""

from __future__ import annotations

import gc
import itertools
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Thread
from typing import Any, Literal

import pyarrow as pa

from timeline import logs
from timeline.articles import Problem, read, unite
from timeline.articles.language import NOT_SUPPORTED
from timeline.articles.remote import is_address
from timeline.build.assemble import write_tables
from timeline.build.earlier import earlier_records, records_table, stamp, without
from timeline.build.mirror import mirrored
from timeline.build.publication import publication
from timeline.build.segments import Segments, key_of, program
from timeline.build.worker import Task
from timeline.build.workers import extract_locally
from timeline.corrections import CorrectionError, apply, parse, signed
from timeline.corrections import published as publication_dates
from timeline.dating import date_articles
from timeline.interval import When
from timeline.records import Article, Correction
from timeline.store import Generation, NewerTables, StoreError, Tables
from timeline.tables import SCHEMAS

CHUNK_CHARACTERS = 500_000
CHUNK_ARTICLES = 100
STARTS_FOR = 200  # articles that are worth another worker: to start it takes as long as a hundred of them

READ: set[str] = set()  # which fields were set is asked of no article here, so all share it: one for each takes as much as its other columns

Change = Literal["exactly", "add", "remove"]  # what the sources are to the tables
Progress = Callable[[str, int, int | None], None]  # step, done, of how many


class BuildError(Exception):
    """A build that was not begun; the message says what would let it."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: `extracted` articles were new to it, `reused` ones were there."""

    generation: str
    articles: int
    events: int
    claims: int
    extracted: int
    reused: int
    problems: tuple[Problem, ...] = field(default=())


def build(
    sources: Sequence[str | Path], out: str | Path, *,
    change: Change = "exactly", replace: bool = False, published: When | None = None,
    limit: int | None = None, since: date | None = None, workers: int | None = None, scheduler: str | None = None,
    corrections: Path | None = None, progress: Progress = lambda step, done, total: None,
    problems: Callable[[Problem], None] = lambda problem: None,
) -> Built:  # fmt: skip
    """Make the folder `out` hold the tables of exactly these sources, or add them, or remove them.

    `published` stands in for articles that state no date; `limit` and `since` (published on that day or later) leave
    articles out. Of the file of `corrections`, publication dates stand before dating looks for evidence; the others are
    applied to a copy when tables are shown, and one that no longer fits is told. `out` may be an address that fsspec
    knows, and so may sources. Raises BuildError where another build holds the folder, where nothing could be read, and
    where more than half of the articles there would go and `replace` is not set.
    """
    if is_address(out):
        with mirrored(str(out)) as here:
            return build(sources, here, change=change, replace=replace, published=published, limit=limit, since=since,
                         workers=workers, scheduler=scheduler, corrections=corrections, progress=progress,
                         problems=problems)  # fmt: skip
    folder = Path(out)
    told: list[Problem] = []

    def tell(problem: Problem) -> None:
        told.append(problem)
        problems(problem)
        logs.note("lost" if problem.lost else "changed", file=problem.path, place=problem.place or None)

    with _held(folder), _lean():
        segments = Segments(folder / "work" / "segments")
        listed = _listed(corrections)
        before = _before(folder, change, tell)
        records = _records(sources, before, change, published, limit, since, tell, progress)
        logs.note("read", sources=" ".join(map(str, sources)), records=len(records), change=change)
        if change == "exactly" and not replace:
            _check_loss(folder, before, records)
        united = sorted(unite(records), key=lambda a: a.article_id)
        made_of = {} if listed else {"records": stamp(records), "segments": segments.names()}
        unread = len(told)
        if not segments.crowded() and (there := _made_of(folder, made_of, told)) is not None:
            logs.note("unchanged", tables=str(folder), build=there.generation)
            return there
        articles, extracted, gave_up = _extract(_corrected(united, listed), segments, workers, scheduler, progress)
        del before, united
        keys = [key_of(a) for a in articles]
        articles = list(_with_problems(articles, keys, segments.problems | gave_up, tell))
        segments.tidy(set(keys))
        made_of = {} if listed or len(told) > unread else made_of | {"segments": segments.names()}
        with Generation(folder) as made:
            made.write("records", [records_table(records, articles)])
            del records  # with their texts, which lie on the disk from here on
            events, claims = write_tables(articles, keys, segments, made, progress)
            generation = made.serve(rules=program(), made_of=made_of)
        _check_corrections(folder, listed, tell)
        logs.note("built", tables=str(folder), build=generation, articles=len(keys), extracted=extracted,
                  events=events, claims=claims, problems=len(told))  # fmt: skip
        return Built(generation, len(keys), events, claims, extracted, len(keys) - extracted, tuple(told))


def _before(folder: Path, change: Change, tell: Callable[[Problem], None]) -> list[Article]:
    """The records there. Tables that cannot be read are no loss where the sources replace them."""
    try:
        return earlier_records(folder)
    except NewerTables:
        raise
    except StoreError as error:
        if change != "exactly":
            raise
        tell(Problem(str(folder), "", f"its tables could not be read ({error})", "they are built anew", lost=False))
        return []


def _made_of(folder: Path, made_of: Mapping[str, Any], told: Sequence[Problem]) -> Built | None:
    """The tables there, where this program made them of the same records, and all that it extracted is still there."""
    if not made_of or not (folder / "CURRENT").exists():
        return None
    try:
        with Tables(folder) as tables:
            if (tables.manifest.get("rules"), tables.manifest.get("made_of")) != (program(), made_of):
                return None
            rows = {name: file["rows"] for name, file in tables.manifest["files"].items()}
            articles = rows["articles.parquet"]
            return Built(tables.generation, articles, rows["events.parquet"], rows["casualties.parquet"], 0, articles, tuple(told))
    except StoreError:
        return None


def _records(
    sources: Sequence[str | Path], before: list[Article], change: str, published: When | None, limit: int | None,
    since: date | None, tell: Callable[[Problem], None], progress: Progress,
) -> list[Article]:  # fmt: skip
    """The records that the new tables stand on, one for each place where a text was found."""
    if change == "remove":
        kept, unknown = without(before, sources)
        for source in unknown:
            tell(Problem(str(source), "", "no article of the tables comes from there", "check the name"))
        return kept
    found: list[Article] = []
    for article in itertools.islice(_chosen(read(sources, problems=tell), published, since), limit):
        found.append(article)
        progress("Reading", len(found), limit)
    if change == "add":
        again = {a.path for a in found if a.path}  # a file that was read again stands as it is now
        found = [a for a in before if a.path not in again] + found
    if not found:
        raise BuildError("no article could be read; nothing was changed")
    return found


def _chosen(articles: Iterable[Article], published: When | None, since: date | None) -> Iterator[Article]:
    for article in articles:
        if published is not None and article.published is None:
            article = article.model_copy(update={
                "published": published, "published_basis": "stated", "published_reason": f"given: {published}"})  # fmt: skip
        interval = publication(article)
        if since is None or (interval is not None and interval.last >= since):
            yield Article.model_construct(READ, **article.__dict__)


def _check_loss(folder: Path, before: list[Article], records: list[Article]) -> None:
    texts, kept = {a.sha256 for a in before}, {a.sha256 for a in records}
    lost = len(texts - kept)
    if lost * 2 > len(texts):
        raise BuildError(
            f"{folder}: {lost} of the {len(texts)} articles there are not in these sources and would go; "
            f"say --replace if they should, or --add to keep them"
        )


def _listed(file: Path | None) -> list[Correction]:
    if file is None or not file.exists():
        return []
    try:
        return parse(file.read_text(encoding="utf-8", errors="replace"), name=str(file))
    except CorrectionError as error:
        raise BuildError(f"{error}; mend the file, or move it away") from error


def _corrected(articles: list[Article], corrections: Sequence[Correction]) -> list[Article]:
    """The articles with the publication dates that analysts set where those stood that they expected."""
    of = {c.target.partition(":")[2]: c for c in corrections if c.field == "published"}
    times = publication_dates(corrections)

    def with_date(article: Article) -> Article:
        made, stated = of.get(article.article_id), article.published
        if made is None or (stated is not None and made.expect is not None and made.expect != stated.edtf):
            return article
        return article.model_copy(update={"published": times[article.article_id], "published_basis": "corrected",
                                          "published_reason": signed(made)})  # fmt: skip

    return [with_date(a) for a in articles]


def _check_corrections(folder: Path, corrections: Sequence[Correction], tell: Callable[[Problem], None]) -> None:
    """Tell of each correction that does not fit the tables there."""
    if not corrections:
        return
    with Tables(folder) as tables:
        held = {name: tables.table(name) for name in SCHEMAS}
    for outcome in apply(held, corrections).outcomes:
        if outcome.problem:
            made = outcome.correction
            tell(Problem(made.target, made.field, f"the correction by {made.by} does not fit: {outcome.problem}",
                         "it is not applied; undo it on the page Corrections", lost=False))  # fmt: skip


def _extract(
    articles: list[Article], segments: Segments, workers: int | None, scheduler: str | None, progress: Progress,
) -> tuple[list[Article], int, dict[str, str]]:  # fmt: skip
    """Extract what no segment holds, articles that state their date while the others are dated; returns the articles as
    they are dated then, how many were extracted, and why some were given up, by key."""
    dating = _dating(articles)
    tasks = _tasks((a for a in articles if a.published is not None or dating is None), segments)
    if dating is not None and not tasks:
        progress("Dating undated articles", 0, None)
        articles, dating = dating.result(), None
        tasks = _tasks(articles, segments)
    several = iter([tasks]) if dating is None else _and_later(tasks, articles, dating, segments)
    chunks = itertools.chain.from_iterable(_chunks(some.items()) for some in several)
    total = len(tasks) + (0 if dating is None else sum(a.published is None for a in articles))
    count = workers or min(_cores(), 1 + len(tasks) // STARTS_FOR)
    if scheduler is not None:
        from timeline.build.cluster import extract_on_cluster

        finished = extract_on_cluster(chunks, segments.folder, scheduler=scheduler)
    else:
        finished = extract_locally(chunks, segments.folder, workers=count)
    done, gave_up = 0, dict[str, str]()
    progress("Extracting", 0, total)
    for chunk in finished:
        done += len(chunk.tasks)
        if chunk.segment is not None:
            segments.add(chunk.segment)
        else:
            gave_up |= {key: f"extraction {chunk.problem}" for key, _ in chunk.tasks}
        progress("Extracting", done, max(done, total))
    return (articles if dating is None else dating.result()), done, gave_up


def _dating(articles: list[Article]) -> Future[list[Article]] | None:
    """The articles as they will be dated; None where all are. Their publication hangs on no extraction, so that the build
    dates in a thread of its own while the workers extract."""
    if all(a.published is not None for a in articles):
        return None
    future: Future[list[Article]] = Future()

    def date_them() -> None:
        try:
            future.set_result(date_articles(articles))
        except BaseException as error:
            future.set_exception(error)

    Thread(target=date_them, daemon=True).start()  # a build that is stopped does not wait for it
    return future


def _tasks(articles: Iterable[Article], segments: Segments) -> dict[str, Article]:
    return {key: a for a in articles if (key := key_of(a)) not in segments.keys and _readable(a)}


def _and_later(tasks: dict[str, Article], articles: list[Article], dating: Future[list[Article]], segments: Segments) -> Iterator[dict[str, Article]]:
    """What can be extracted at once, and, when it is asked for, what is dated by then."""
    yield tasks
    yield _tasks((now for now, before in zip(dating.result(), articles, strict=True) if before.published is None), segments)


def _cores() -> int:
    """The cores that this process may use, where the system tells."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _readable(article: Article) -> bool:
    return bool(article.text) and NOT_SUPPORTED not in (article.problem or "")


def _with_problems(
    articles: Sequence[Article], keys: Sequence[str], problems: Mapping[str, str], tell: Callable[[Problem], None]
) -> Iterator[Article]:
    """The articles, with what failed in their extraction; each failure is told as well."""
    for article, key in zip(articles, keys, strict=True):
        if key in problems:
            tell(Problem(article.path or article.article_id, "", problems[key],
                         "it is kept without rows; please report it with its text"))  # fmt: skip
            said = "; ".join(filter(None, [article.problem, problems[key]]))
            article = article.model_copy(update={"problem": said})
        yield article


def _chunks(tasks: Iterable[Task]) -> Iterator[tuple[Task, ...]]:
    """Chunks of about the same work; their composition changes nothing in the tables."""
    waiting: list[Task] = []
    size = 0
    for task in tasks:
        waiting.append(task)
        size += len(task[1].text)
        if size >= CHUNK_CHARACTERS or len(waiting) >= CHUNK_ARTICLES:
            yield tuple(waiting)
            waiting, size = [], 0
    if waiting:
        yield tuple(waiting)


@contextmanager
def _lean() -> Iterator[None]:
    """No cycles are looked for among millions of rows, which make none; and what Arrow lets go the system has back at once."""
    pool, seeking = pa.default_memory_pool(), gc.isenabled()
    gc.disable()
    pa.set_memory_pool(pa.system_memory_pool())
    try:
        yield
    finally:
        pa.set_memory_pool(pool)
        if seeking:
            gc.enable()


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """One build a folder at a time; the second is told who holds it."""
    from filelock import FileLock, Timeout

    fresh = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    lock, holder = FileLock(folder / "build.lock", timeout=0), folder / "build.holder"
    try:
        lock.acquire()
    except Timeout as error:
        who = holder.read_text(encoding="utf-8").strip() if holder.exists() else "another process"
        raise BuildError(f"{folder}: {who} is building these tables; wait for it, or end it") from error
    try:
        holder.write_text(f"process {os.getpid()} on {os.uname().nodename}", encoding="utf-8")
        yield
    finally:
        holder.unlink(missing_ok=True)
        if fresh and [file.name for file in folder.iterdir()] == ["build.lock"]:  # nothing came of it
            (folder / "build.lock").unlink()
            folder.rmdir()
        lock.release()
