"""The commands that answer text by text, in order, as it is read: tag, claims, date, anchor."""

from __future__ import annotations

import argparse
import gc
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from json.encoder import encode_basestring
from pathlib import Path
from typing import Any

from timeline.articles import Given, Problem, records
from timeline.interval import Interval, When
from timeline.visible import complain


class Reported:
    """Problems on standard error as they come; `status` is what the command ends with."""

    def __init__(self, command: str) -> None:
        self.command = command
        self.status = 0

    def ended(self, sources: Iterable[str]) -> int:
        """The status to end with: 2 where none of the sources is there."""
        return self.status if any(s == "-" or Path(s).exists() for s in sources) else 2

    def __call__(self, problem: Problem) -> None:
        self.status = max(self.status, 1 if getattr(problem, "lost", True) else 0)
        complain(f"timeline {self.command}: {problem}")


def in_a_known_language(given: Iterable[Given], problems: Reported) -> Iterator[Given]:
    """The texts in a language that has tables; no rule runs on the others, and each is told."""
    from timeline.articles.language import NOT_SUPPORTED, supported

    for one in given:
        if one.language in supported():
            yield one
        else:
            said = f"{NOT_SUPPORTED}: {one.language or 'none recognised'}"
            problems(Problem(one.path or one.id, "", said, 'state "language" in the record where this is wrong', lost=False))


GARBAGE = 50_000  # objects that pile up before cycles are looked for: what a text makes is gone with it


def tag(options: argparse.Namespace) -> int:
    from timeline.grammar import load

    load("en")
    gc.freeze()  # rules and modules stay to the end
    gc.set_threshold(GARBAGE)
    problems = Reported("tag")
    write = _timeml if options.format == "timeml" else _mentions
    for given in in_a_known_language(records(options.sources, problems=problems), problems):
        _print(write(given, given.published or _interval(options.published)))
    return problems.ended(options.sources)


def _mentions(given: Given, published: Interval | None) -> Iterator[str]:
    """One line of JSON a mention: this is the command that must keep up with a stream."""
    from timeline.mentions import tag_rows

    record = encode_basestring(given.id)
    for m in tag_rows(given.text, published):
        yield (f'{{"id": {record}, "start": {m["start"]}, "end": {m["end"]}, "text": {encode_basestring(m["text"])}, '
               f'"type": "{m["type"]}", {_told(m["value"], m["edtf"], m["from"], m["to"])}}}')  # fmt: skip


@lru_cache(maxsize=10_000)  # news tells the same times over and over
def _told(value: str, edtf: str, first: str | None, last: str | None) -> str:
    days = (encode_basestring(day) if day is not None else "null" for day in (first, last))
    return '"value": {}, "edtf": {}, "from": {}, "to": {}'.format(encode_basestring(value), encode_basestring(edtf), *days)


def _timeml(given: Given, published: Interval | None) -> Iterator[str]:
    """One TimeML document a text, one after another."""
    from timeline.timeml import document

    yield document(given.text, published=published, article_id=given.id).rstrip("\n")


def claims(options: argparse.Namespace) -> int:
    from timeline.casualties import claims as claims_of
    from timeline.mentions import tag as mentions_of
    from timeline.rows import row

    gc.set_threshold(GARBAGE)
    problems = Reported("claims")
    for given in in_a_known_language(records(options.sources, problems=problems), problems):
        published = given.published or _interval(options.published)
        mentions = mentions_of(given.text, published=published, article_id=given.id)
        found = claims_of(given.text, mentions=mentions, published=published, article_id=given.id)
        _print(AS_JSON(row(c)) for c in found)
    return problems.ended(options.sources)


def date(options: argparse.Namespace) -> int:
    from timeline.dating import date_rows

    problems = Reported("date")
    for line in date_rows(records(options.sources, problems=problems)):
        _print([json.dumps(line, ensure_ascii=False, default=_iso)])
    return problems.ended(options.sources)


def anchor(options: argparse.Namespace) -> int:
    gc.set_threshold(GARBAGE)
    problems = Reported("anchor")
    for source in options.sources:
        name = "standard input" if source == "-" else source
        try:
            lines = sys.stdin.buffer if source == "-" else Path(source).open("rb")  # noqa: SIM115 - closed below
        except OSError as error:
            problems(Problem(name, "", error.strerror or "cannot be read", "check the path and its permissions"))
            continue
        with lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    _print(_anchored(line, partial(_told_of, problems, name, number)))
    return problems.ended(options.sources)


def _anchored(line: bytes, refused: Callable[[str], None]) -> Iterator[str]:
    """The answers for one line; what is wrong with it, or with one of its events, goes to `refused`."""
    from timeline.triggers import anchor as anchored

    try:
        record = json.loads(line)
    except UnicodeDecodeError:
        refused("expected UTF-8")
        return
    except json.JSONDecodeError as error:
        refused(f"expected one JSON object a line: {error}")
        return
    except (ValueError, RecursionError):  # a number of thousands of digits, brackets without end
        refused("expected a record of ordinary numbers and depth")
        return
    if isinstance(record, dict) and isinstance(record.get("text"), str):  # half a character: its replacement is one code point as well
        record["text"] = re.sub("[\ud800-\udfff]", "\ufffd", record["text"])
    try:
        yield from (json.dumps(answer, ensure_ascii=False, default=_iso) for answer in anchored(record, refused=refused))
    except ValueError as error:
        refused(str(error))


def _told_of(problems: Reported, name: str, number: int, fault: str) -> None:
    problems(Problem(name, f"line {number}", fault, 'write {"id","published","text","events":[{"id","start","end"}]}'))


def _interval(when: When | None) -> Interval | None:
    if when is None or when.first is None or when.last is None:
        return None
    return when.first if when.first == when.last else when.first.hull(when.last)


def _print(lines: Iterable[str]) -> None:
    """The answers of one record, out at once, so that a reader at the other end of a pipe need not wait."""
    out = "".join(f"{line}\n" for line in lines)
    if out:
        sys.stdout.buffer.write(out.encode("utf-8", "surrogatepass"))
        sys.stdout.buffer.flush()


def _iso(value: Any) -> str | None:
    return None if value is None else value.isoformat()


AS_JSON = json.JSONEncoder(ensure_ascii=False, check_circular=False, default=_iso).encode
