"""The words of titles and sentences, each with the events that it stands in: what a search looks into.

    >>> folded("Násrallah  ÉTAIT là")
    ['nasrallah', 'etait', 'la']

A word is what stands between spaces, without case and accents; a search finds every word that holds what was typed, so
that the answer is that of looking into every title and sentence, at a fraction of the time. Two tables: `words` (id, word)
and `postings` (word, event), where `event` is the event's row in its file. They are written where there are many texts, and
made in memory, in a few hundredths of a second, where there are few.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

WORDS = pa.schema([("id", pa.int32()), ("word", pa.string())])
POSTINGS = pa.schema([("word", pa.int32()), ("event", pa.int32())])
MANY = 5_000  # texts
TEXTS_AT_ONCE = 400_000  # each so many texts have words of their own, which bounds the memory


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
    words, postings = [WORDS.empty_table()], [POSTINGS.empty_table()]
    numbers = np.arange(len(events), dtype=np.int64)
    of_evidence = pc.index_in(evidence["event_id"], value_set=events["event_id"].combine_chunks())
    for texts, owners in ((events["title"], numbers), (evidence["sentence"], pc.fill_null(of_evidence, -1).to_numpy().astype(np.int64))):
        for begin in range(0, len(texts), TEXTS_AT_ONCE):
            found = _indexed(texts.slice(begin, TEXTS_AT_ONCE), owners[begin : begin + TEXTS_AT_ONCE], sum(map(len, words)))
            words.append(found[0])
            postings.append(found[1])
    return pa.concat_tables(words), pa.concat_tables(postings)


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
