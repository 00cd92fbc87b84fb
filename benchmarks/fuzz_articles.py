"""Look for bytes that break, hang or swell a reader.

    python -m benchmarks.fuzz_articles [SECONDS]

With atheris installed (it is no dependency) its coverage leads the search; without it, bytes of own small samples are
changed, joined and cut at random from a seed. An input that breaks a reader, or takes longer than `SLOW` seconds, is
written to fuzz-NAME and told; a run without one ends with status 0.
"""

from __future__ import annotations

import gzip
import io
import json
import sys
import time
import tracemalloc
import zipfile
from pathlib import Path
from random import Random
from typing import Any

try:
    import atheris
except ImportError:
    atheris = None
else:
    with atheris.instrument_imports(include=["timeline.articles"]):
        import timeline.articles.drafts  # noqa: F401 - instrumented before it is first used

from timeline.articles import Limits, Problem, read_upload, unite
from timeline.articles.days import read_day

ENDINGS = ("txt", "md", "html", "json", "jsonl", "csv", "xml", "zip", "gz", "jsonl.gz", "")
LIMITS = Limits(article_chars=200_000, archive_bytes=4_000_000, file_bytes=4_000_000, line_bytes=1_000_000)
SLOW = 2.0
TEXT = "CAIRO, March 9, 2014 (Wire) - Lorries crossed.\nPublished 3 May 2019 | Updated 4 May 2019 17:40 GMT\n-\nOther\n**Head**\n- One.\nRead more\n"
PIECES = ("<p>", "</p>", "<table><tr><td>", "<!--", "-->", "<![CDATA[", "]]>", "&#x0;", "&amp;", "{", "}", "[", "]", '"', "\\u0000", "\\ud800", "\n", "\r",
          "**", "__", "- ", "-\n", "|", "#", "---\n", "2024-02-31", "03/04/2024", "Published ", "date ", "\x00", "\x1b[", "\u202e", "\ufeff", "é", " " * 99)  # fmt: skip


def samples() -> dict[str, bytes]:
    """A small good file for each ending."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.txt", TEXT)
        packed.writestr("b/c.jsonl", json.dumps({"text": TEXT}))
    record = {"id": "1", "published": "2024-02-14", "source": {"name": "Wire"}, "text": TEXT}
    page = f'<html lang="en"><head><meta property="article:published_time" content="2024-02-14"><title>A | B</title></head><body><p>{TEXT}</p></body></html>'
    feed = f"<rss><channel><title>W</title><item><pubDate>Wed, 14 Feb 2024 10:00:00 GMT</pubDate><description>{TEXT}</description></item></channel></rss>"
    lines = (json.dumps(record) + "\n") * 3
    return {"txt": TEXT.encode(), "md": f"---\ntitle: A\ndate: 2024-02-14\n---\n# A\n{TEXT}".encode(), "html": page.encode(),
            "json": json.dumps([record, record]).encode(), "jsonl": lines.encode(), "csv": f'text,date\n"{TEXT}",2024-02-14\n'.encode(),
            "xml": feed.encode(), "zip": archive.getvalue(), "gz": gzip.compress(TEXT.encode()), "jsonl.gz": gzip.compress(lines.encode()),
            "": TEXT.encode("utf-16")}  # fmt: skip


def check(ending: str, data: bytes) -> None:
    """Reads the bytes; raises where a reader does, or where an article breaks what is promised of it."""
    problems: list[Problem] = []
    name = f"a.{ending}" if ending else "a"
    articles = read_upload(name, data, problems=problems.append, limits=LIMITS)
    assert articles or problems, "neither an article nor a problem"
    for article in articles:
        assert article.text.strip() == article.text, "space around the text"
        article.model_dump_json()
    unite(articles)


def mutated(random: Random, data: bytes, other: bytes) -> bytes:
    """The bytes with a few random changes."""
    found = bytearray(data)
    for _ in range(random.randint(1, 6)):
        at = random.randint(0, len(found))
        match random.randint(0, 6):
            case 0 if found:
                found[at % len(found)] = random.randint(0, 255)
            case 1:
                found[at:at] = random.choice(PIECES).encode() * random.choice((1, 1, 2, 50, 3000))
            case 2:
                del found[at : at + random.randint(1, 40)]
            case 3:
                found[at:at] = random.randbytes(random.randint(1, 12))
            case 4:
                found[at:at] = found[: random.randint(0, len(found))] * random.choice((1, 2, 20))
            case 5:
                found[at:] = other[random.randint(0, len(other)) :]
            case _:
                found = found[:at]
    return bytes(found[:300_000])


def at_random(seconds: float, seed: int = 0) -> list[str]:
    """Random changes for that long; the descriptions of what broke."""
    random, good, found, count = Random(seed), samples(), [], 0
    pool = {ending: [data] for ending, data in good.items()}
    for ending, data in good.items():
        check(ending, data)
    read_day("14 février 2024")  # what is imported lazily is imported before anything is timed
    end = time.monotonic() + seconds
    tracemalloc.start()
    settled = 0
    while time.monotonic() < end:
        ending = random.choice(ENDINGS)
        data = mutated(random, random.choice(pool[ending]), random.choice(list(good.values())))
        pool[ending] = [*pool[ending][-30:], data] if random.random() < 0.2 else pool[ending]
        begin = time.process_time()
        try:
            check(ending, data)
        except Exception as error:  # whatever breaks is what is looked for
            found.append(_kept(ending, data, f"{type(error).__name__}: {str(error)[:100]}"))
        if (taken := time.process_time() - begin) > SLOW:
            found.append(_kept(ending, data, f"{taken:.1f} s"))
        count += 1
        if count == 300:
            settled = tracemalloc.get_traced_memory()[0]
    if settled:
        grown = (tracemalloc.get_traced_memory()[0] - settled) / 1e6
        print(f"{count} inputs, memory grown by {grown:.1f} MB since the 300th")
    return found


def _kept(ending: str, data: bytes, what: str) -> str:
    path = Path(f"fuzz-{abs(hash(data)) % 10**8}.{ending or 'bin'}")
    path.write_bytes(data)
    return f"{path}: {what}"


def guided(arguments: list[str]) -> None:
    """atheris's search; the first byte chooses the ending."""

    def one(data: bytes) -> None:
        if data:
            check(ENDINGS[data[0] % len(ENDINGS)], data[1:])

    atheris.Setup([sys.argv[0], *arguments], one)
    atheris.Fuzz()


def main(arguments: list[str]) -> int:
    seconds = float(arguments[0]) if arguments else 60.0
    if atheris is not None:
        folder: Any = Path("fuzz-corpus")
        folder.mkdir(exist_ok=True)
        for number, ending in enumerate(ENDINGS):
            (folder / str(number)).write_bytes(bytes([number]) + samples()[ending])
        guided([f"-max_total_time={int(seconds)}", "-timeout=20", "-rss_limit_mb=2048", str(folder)])
        return 0
    found = at_random(seconds)
    print(*found or ["nothing broke"], sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
