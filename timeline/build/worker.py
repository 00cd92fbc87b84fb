"""One worker process: takes chunks of articles from a pipe, extracts them, says which article it is at.

It ends with the pipe or with the build, whichever is first.
"""

from __future__ import annotations

import gc
import os
import signal
import time
from collections.abc import Callable, Iterable
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread

from timeline.build.publication import publication
from timeline.build.segments import pack, write
from timeline.extract import extract
from timeline.records import Article, Extraction

GARBAGE = 50_000  # objects that pile up before cycles are looked for: what an article makes is gone with it
Task = tuple[str, Article]  # key, article with its effective publication interval


def segment_of(tasks: Iterable[Task], at: Callable[[int], None] = lambda position: None) -> bytes:
    """The bytes of the segment of these articles; `at` hears of each one before it begins."""
    found: list[tuple[str, Extraction]] = []
    for position, (key, article) in enumerate(tasks):
        at(position)
        found.append((key, _extraction(article)))
    return pack(found)


def _extraction(article: Article) -> Extraction:
    """What the article yields. A rule that fails on it costs this article its rows, not the build."""
    article = article.model_copy(update={"problem": None})
    try:
        return extract(article, published=publication(article))
    except Exception as error:
        problem = f"extraction failed: {type(error).__name__}: {error}"
        return Extraction(article=article.model_copy(update={"problem": problem}))


def main(handle: int) -> None:
    Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the build, which closes the pipe
    pipe = Connection(handle)
    _extraction(Article(text="Talks opened on Monday; 12 people were killed."))  # the rules are read before the clock runs
    gc.freeze()  # they stay: nobody need look for garbage among them
    gc.set_threshold(GARBAGE)
    while True:
        try:
            folder, tasks = pipe.recv()
        except (EOFError, OSError):  # the build has ended, perhaps in the middle of a word
            return
        try:
            articles = [(key, Article.model_construct(**fields)) for key, fields in tasks]
            segment = segment_of(articles, lambda position: pipe.send(("at", position)))
            try:
                said: tuple[str, object] = "done", write(Path(folder), segment)
            except OSError as error:
                said = "failed", error
            pipe.send(said)
        except BrokenPipeError:
            return


def _end_with(parent: int) -> None:
    """A build that was killed cannot end its workers: they notice, also in the middle of an article."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)
