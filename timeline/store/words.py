"""The words of titles and sentences, each with the events that it stands in: what a search looks into.

    >>> folded("Násrallah  ÉTAIT là")
    ['nasrallah', 'etait', 'la']

A word is what stands between spaces, without case and accents; a search finds every word that holds what was typed, so
that the answer is that of looking into every title and sentence, at a fraction of the time. Two tables: `words` (id, word)
and `postings` (word, event), where `event` is the event's row in its file. They are written where there are many texts, and
made in memory, in a few hundredths of a second, where there are few. A page asks many questions of one search: each word is
looked up once, and `found` (asked, event) holds its events for all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from threading import Lock

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

WORDS = pa.schema([("id", pa.int32()), ("word", pa.string())])
POSTINGS = pa.schema([("word", pa.int32()), ("event", pa.int32())])
MANY = 5_000  # texts
TEXTS_AT_ONCE = 100_000  # each so many texts have words of their own, which bounds the memory
FOUND = "number IN (SELECT event FROM found WHERE asked = ?)"  # a condition on events; its parameter is an `Asked`
LOOKED_UP = "SELECT DISTINCT event FROM postings WHERE word IN (SELECT id FROM words WHERE contains(word, ?))"
REMEMBERED = 4_000_000  # events of the words that were looked up last: 16 MB


class Asked(str):
    """A part of a word that is searched for, as `folded` gives it: `Tables` looks it up before the question that holds it."""

    __slots__ = ()


class Searches:
    """The events of the parts of words that were asked for last. Safe to call from several threads."""

    def __init__(self, ask: Callable[[str], pa.Table]) -> None:
        self._ask = ask
        self._held: dict[str, pa.Array] = {}
        self._lock = Lock()

    def of(self, asked: Iterable[Asked]) -> pa.Table:
        """The rows of `found` for these."""
        names = list(dict.fromkeys(map(str, asked)))
        held = [self._events(name) for name in names]
        codes = np.repeat(np.arange(len(names), dtype=np.int32), [len(events) for events in held])
        return pa.table({"asked": pa.DictionaryArray.from_arrays(codes, names), "event": pa.chunked_array(held, pa.int32())})

    def _events(self, name: str) -> pa.Array:
        with self._lock:
            if (events := self._held.pop(name, None)) is not None:
                self._held[name] = events  # the last one again
                return events
        events = self._ask(name)["event"].combine_chunks()
        with self._lock:
            self._held[name] = events
            while sum(map(len, self._held.values())) > REMEMBERED and len(self._held) > 1:
                del self._held[next(iter(self._held))]
        return events


def folded(text: str) -> list[str]:
    """The words of a text as the index holds them."""
    found: list[str] = _split(pa.array([text], pa.string()))[0].as_py()
    return found


def _split(texts: pa.Array) -> pa.Array:
    bare = pc.replace_substring_regex(pc.utf8_normalize(texts, "NFD"), r"\p{Mn}+", "")
    trimmed = pc.utf8_trim_whitespace(pc.utf8_lower(bare))
    words = pc.utf8_split_whitespace(trimmed)
    return pc.if_else(pc.equal(trimmed, ""), pa.scalar([], words.type), words)


def index(events: pa.Table, evidence: pa.Table) -> tuple[pa.Table, pa.Table]:
    """Words and postings of the titles and of the sentences."""
    of_evidence = pc.index_in(evidence["event_id"], value_set=events["event_id"].combine_chunks())
    made = Indexing()
    found = [*made.add(events["title"], np.arange(len(events), dtype=np.int64)),
             *made.add(evidence["sentence"], pc.fill_null(of_evidence, -1).to_numpy().astype(np.int64)), *made.done()]  # fmt: skip
    return (pa.concat_tables([WORDS.empty_table(), *(words for words, _ in found)]),
            pa.concat_tables([POSTINGS.empty_table(), *(postings for _, postings in found)]))  # fmt: skip


class Indexing:
    """The index of texts that come some after others: its rows come, words and postings, as soon as so many are there as
    have words of their own."""

    def __init__(self) -> None:
        self._words = 0
        self._texts: list[pa.ChunkedArray] = []
        self._owners: list[np.ndarray] = []

    def add(self, texts: pa.ChunkedArray, owners: np.ndarray) -> Iterator[tuple[pa.Table, pa.Table]]:
        """`owners`: the row of the event of each text, -1 for none."""
        self._texts.append(texts)
        self._owners.append(owners)
        while sum(map(len, self._owners)) >= TEXTS_AT_ONCE:
            yield self._first(TEXTS_AT_ONCE)

    def done(self) -> Iterator[tuple[pa.Table, pa.Table]]:
        if self._owners:
            yield self._first(TEXTS_AT_ONCE)

    def _first(self, count: int) -> tuple[pa.Table, pa.Table]:
        texts, owners = pa.chunked_array([c for t in self._texts for c in t.chunks], pa.string()), np.concatenate(self._owners)
        self._texts, self._owners = ([texts[count:]], [owners[count:]]) if len(owners) > count else ([], [])
        found = _indexed(texts[:count], owners[:count], self._words)
        self._words += len(found[0])
        return found


def _indexed(texts: pa.ChunkedArray, owners: np.ndarray, first: int) -> tuple[pa.Table, pa.Table]:
    split = _split(pc.fill_null(texts.combine_chunks(), ""))
    found = pc.list_flatten(split).dictionary_encode()
    order = pc.sort_indices(found.dictionary).to_numpy()
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    of = owners[pc.list_parent_indices(split).to_numpy()]
    pairs = (rank[found.indices.to_numpy()] << 32 | of)[of >= 0]
    pairs.sort()
    pairs = pairs[np.concatenate([[True], pairs[1:] != pairs[:-1]])] if len(pairs) else pairs
    words = pa.table([np.arange(first, first + len(order), dtype=np.int32), found.dictionary.take(pa.array(order))], schema=WORDS)
    return words, pa.table([(pairs >> 32).astype(np.int32) + first, (pairs & 0xFFFFFFFF).astype(np.int32)], schema=POSTINGS)
