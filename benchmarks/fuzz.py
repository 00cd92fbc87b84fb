"""Look for texts and files that break, hang or swell a reader or a rule.

    python -m benchmarks.fuzz [SECONDS] [TARGET…]

Targets are `articles` (the readers), `tagger`, `claims` and `extract`; SECONDS are shared among them. With atheris
installed (it is no dependency) its coverage leads the search; without it, own phrases are joined and changed at random
from a seed. What breaks a rule, or takes longer than `SLOW` seconds, is written to fuzz-TARGET-NUMBER.txt and told; a run
that finds nothing ends with status 0. What it found becomes a case of tests/test_fuzz_findings.py.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
import tomllib
import traceback
import tracemalloc
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from random import Random

from benchmarks import fuzz_articles
from timeline.casualties import claims
from timeline.extract import extract
from timeline.interval import Interval, day
from timeline.mentions import tag
from timeline.records import Article

ROOT = Path(__file__).resolve().parent.parent
SLOW, A_MEGABYTE = 1.0, 60.0  # seconds of the processor that a text may take: for itself, and for its length
SWELLS = 30e6  # bytes that a search may keep beyond what it had after its first texts
LONGEST = 20_000
PUBLISHED = (None, day(2024, 3, 14), day(1, 1, 1), day(9999, 12, 31), Interval.parse("2023"))
# fmt: off
PIECES = ("\x00", "\r\n", "\n\n", "\u2028", "\x1f", "\u202e", "\u200b", "\ufeff", "\ud83d", "\U0001f600", "e\u0301", "ß", "İ", "ſ", "٣", "१२", "½", "²", "Ⅻ",
          "0", "9" * 40, "1e9", "-1", "00", "1,000,000,000,000", "3.000.000", "99 percent", "%", "$5", "31 February 2024", "29 February 1900",
          "year 0", "10000", "0000-00-00", "9999-12-31", "the 99th century", "a million years ago", "in 5,000 years", "since since", "between and",
          "from 2024 to 2023", "the day before", "a day after the day after", "killed", "dead", "of them", "including", "no one", "at least at most",
          "“", "”", "'", "(", ")", "[", "—", "…", ".", "?!", ",", ";", ":", "/", "-", "–", "Mr.", "U.S.", "No.", "St", "I", "the ", "and ", "of ")
# fmt: on
OWN = ("Mediators from Qatar met in Cairo on Tuesday, two days after at least 12 people were killed near Rafah.",
       "Of the 240 held, 110 were freed between November 24 and December 1, the ministry said.",
       "Since 2012 some 3,000 villagers, 70% of them women and children, have fled, he said last week.")  # fmt: skip


def phrases() -> list[str]:
    """The phrases of the tests' corpora and a few sentences: texts that the rules meet."""
    found = list(OWN)
    for name in ("en.toml", "casualties.en.toml"):
        found += _texts(tomllib.loads((ROOT / "tests" / "corpus" / name).read_text(encoding="utf-8")))
    return found


def _texts(value: object) -> list[str]:
    match value:
        case str():
            return [value]
        case dict():
            return [t for key, inner in value.items() for t in [key, *_texts(inner)]]
        case list():
            return [t for inner in value for t in _texts(inner)]
    return []


# ---------------------------------------------------------------- what is promised of any text


def tagger(text: str, published: Interval | None) -> None:
    """Mentions stand in the text, in reading order, and do not overlap."""
    at = 0
    for mention in tag(text, published=published):
        assert at <= mention.char_start < mention.char_end <= len(text), f"{mention.char_start}–{mention.char_end} after {at}"
        assert text[mention.char_start : mention.char_end] == mention.text, mention.text
        at = mention.char_end


def claimed(text: str, published: Interval | None) -> None:
    """Claims stand in the text, and their figures fit each other."""
    for claim in claims(text, mentions=tag(text, published=published), published=published):
        assert 0 <= claim.char_start < claim.char_end <= len(text), f"{claim.char_start}–{claim.char_end} of {len(text)}"
        assert claim.raw in text, claim.raw
        figures = [n for n in (claim.low, claim.count, claim.high) if n is not None]
        assert figures == sorted(figures) and min(figures, default=0) >= 0, figures
        assert claim.share is None or 0 <= claim.share <= 1, claim.share


def extracted(text: str, published: Interval | None) -> None:
    """All of the rows of an article can be made and written, and the evidence stands in it."""
    found = extract(Article(article_id="a", text=text), published=published)
    for piece in found.evidence:
        assert 0 <= piece.char_start < piece.char_end <= len(text), f"{piece.char_start}–{piece.char_end} of {len(text)}"
    reports = {r.report_id for r in found.reports}
    assert len(reports) == len(found.reports), "two reports with one id"
    assert {e.report_id for e in found.evidence} <= reports, "evidence of no report"


RULES: dict[str, Callable[[str, Interval | None], None]] = {"tagger": tagger, "claims": claimed, "extract": extracted}


def check(target: str, text: str, published: Interval | None) -> None:
    """Raises where a rule breaks a promise on this text; as the readers do, it puts U+FFFD for half a character."""
    RULES[target](re.sub("[\ud800-\udfff]", "\ufffd", text) if target != "tagger" else text, published)


# ---------------------------------------------------------------- the search


def made(random: Random, pool: Sequence[str]) -> str:
    """A few phrases joined, with pieces put in, cut and repeated."""
    text = random.choice((" ", ". ", "\n\n", "", ", ", "\n")).join(random.choices(pool, k=random.randint(1, 6)))
    for _ in range(random.randint(0, 6)):
        at = random.randint(0, len(text))
        match random.randint(0, 5):
            case 0:
                text = text[:at] + random.choice(PIECES) * random.choice((1, 1, 1, 2, 40, 400)) + text[at:]
            case 1:
                text = text[:at] + text[at + random.randint(1, 9) :]
            case 2:
                text = text[:at] + chr(random.choice((random.randrange(128), random.randrange(0x3000), random.randrange(0x11000)))) + text[at:]
            case 3:
                text = text[:at] + random.choice(pool) + text[at:]
            case 4:
                text = text[at:] + " " + text[:at]
            case _:
                text = random.choice((str.upper, str.title, str.swapcase, lambda t: t * 3))(text)
    return text[:LONGEST]


def at_random(target: str, seconds: float, seed: int = 0) -> list[str]:
    """Random texts for that long; a line for each way in which a rule broke."""
    random, pool = Random(f"{target}/{seed}"), phrases()
    found: dict[str, str] = {}
    for text in pool[:100]:
        check("extract", text, PUBLISHED[1])  # what is loaded on first use is loaded before anything is timed
    end, count, settled = time.monotonic() + seconds, 0, 0
    tracemalloc.start()
    while time.monotonic() < end:
        text, published = made(random, pool), random.choice(PUBLISHED)
        begin = time.process_time()
        try:
            check(target, text, published)
        except Exception as error:  # whatever breaks is what is looked for
            place = traceback.extract_tb(error.__traceback__)[-1]
            what = f"{type(error).__name__} at {Path(place.filename).name}:{place.lineno}"
            if what not in found:
                found[what] = f"{_kept(target, text)}: {what}: {str(error)[:100]}; published {published}"
        taken = time.process_time() - begin
        if taken > SLOW + A_MEGABYTE * len(text) / 1e6 and "slow" not in found:
            found["slow"] = f"{_kept(target, text)}: {taken:.1f} s for {len(text):,} characters"
        count += 1
        settled = tracemalloc.get_traced_memory()[0] if count == 500 else settled
    grown = tracemalloc.get_traced_memory()[0] - settled if settled else 0
    tracemalloc.stop()
    print(f"{target}: {count:,} texts, memory grown by {grown / 1e6:.1f} MB since the 500th", flush=True)
    return [*found.values(), *([f"{target}: memory grew by {grown / 1e6:.0f} MB"] if grown > SWELLS else [])]


def _kept(target: str, text: str) -> str:
    data = text.encode("utf-8", "surrogatepass")
    path = Path(f"fuzz-{target}-{sha256(data).hexdigest()[:8]}.txt")
    path.write_bytes(data)
    return str(path)


def guided(target: str, seconds: float) -> None:
    """atheris's search, which ends the process; the first byte chooses the publication day."""
    atheris = fuzz_articles.atheris

    def one(data: bytes) -> None:
        if data:
            check(target, data[1:].decode("utf-8", "replace"), PUBLISHED[data[0] % len(PUBLISHED)])

    folder = Path("fuzz-corpus") / target
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(phrases()):
        (folder / str(number)).write_bytes(bytes([number % 256]) + text.encode())
    atheris.instrument_all()
    atheris.Setup([sys.argv[0], f"-max_total_time={int(seconds)}", "-timeout=20", "-rss_limit_mb=2048", str(folder)], one)
    atheris.Fuzz()


def main(arguments: Sequence[str]) -> int:
    seconds = float(arguments[0]) if arguments else 240.0
    targets = list(arguments[1:]) or ["articles", *RULES]
    unknown = [t for t in targets if t != "articles" and t not in RULES]
    if unknown:
        print(f"{', '.join(unknown)}: no such target; there are articles, {', '.join(RULES)}", file=sys.stderr)
        return 2
    share = seconds / len(targets)
    if fuzz_articles.atheris is not None and len(targets) > 1:  # its search ends the process: one for each target
        return max(subprocess.run([sys.executable, "-m", "benchmarks.fuzz", str(share), t], check=False).returncode for t in targets)
    found: list[str] = []
    for target in targets:
        if target == "articles":
            found += [] if fuzz_articles.main([str(share)]) == 0 else ["articles: see above"]
        elif fuzz_articles.atheris is not None:
            guided(target, share)
        else:
            found += at_random(target, share)
    print(*found or ["nothing broke"], sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
