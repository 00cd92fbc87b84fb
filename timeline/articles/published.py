"""The publication date that an article states, with the words and the place that state it.

    >>> found = stated(Draft(text="Truce holds\\nPublished 3 May 2019 | Updated 4 May 2019 17:40 GMT\\nAid came in.", path="a.txt"))
    >>> found.published, found.updated
    (Interval.parse('2019-05-03'), '2019-05-04T17:40')
    >>> found.reason
    'line 2: "Published 3 May 2019"'

In order: the file's metadata, a labelled date ("Published …" before "Updated …"), a line that is a date, a dateline
("CAIRO, March 9, 2014 -"), the URL, the file's name. What looks like a date and is none ("31 February") is told as a
problem, and the next place is tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from timeline.articles.days import DAY, FORMS, LONGEST, MONTH, Day, read_day, settle
from timeline.articles.given import Draft
from timeline.articles.publishers import month_first
from timeline.interval import Interval

HEAD, TAIL = 12, 4  # lines at the top and at the end where a date line may stand
ALONE = 6  # lines at the top where a dateline, or a date with no label, may stand
LINE, SHORT = 200, 100  # characters of a date line; a longer one begins with its label

# fmt: off
PUBLISHED = (
    "first published", "originally published", "published online", "published", "publication date", "date published", "publish date",
    "date of publication", "publishing date", "pub date", "posted", "date posted", "released", "release date", "issued", "dated", "date",
    "created", "uploaded", "written", "filed", "aired", "broadcast", "embargoed until", "as of", "situation as of", "data as of",
    "publié", "publiée", "paru", "veröffentlicht", "erschienen", "stand", "datum", "publicado", "publicada", "fecha", "pubblicato",
    "data", "gepubliceerd", "publicerad", "opublikowano", "yayınlanma tarihi", "yayın tarihi", "giriş", "опубликовано", "дата", "نشر",
    "نُشر", "تاريخ النشر", "منتشر شده", "פורסם", "发布时间", "发布于", "公開日", "게시",
)
UPDATED = (
    "last updated", "last modified", "updated", "update", "modified", "edited", "date modified", "last update", "revised", "last edited",
    "mis à jour", "mise à jour", "modifié", "aktualisiert", "zuletzt aktualisiert", "actualizado", "actualizada", "aggiornato", "atualizado",
    "bijgewerkt", "uppdaterad", "zaktualizowano", "güncelleme", "güncellenme tarihi", "обновлено", "آخر تحديث", "تحديث", "עודכן", "更新时间", "更新日",
)
# fmt: on
_WORDS = "|".join(sorted(map(re.escape, PUBLISHED + UPDATED), key=len, reverse=True))
_FILLER = r"(?:\s*[:：]\s*|\s+(?:on|at|the|le|la|el|il|am|em|den|op|dnia|fecha|date|в|في|on the)\b[:\s]*)*\s*"
LABEL = re.compile(rf"[\W_]*(?P<label>{_WORDS})(?!\w)(?P<filler>{_FILLER})", re.I)
BAR = re.compile(r"\s*\|\s*|\s*[•·‧/;]\s+|\s+[–—-]\s+")
BEFORE_LABEL = re.compile(rf",?\s+(?=(?:{_WORDS})(?!\w))", re.I)
_ZONE = r"(?:[A-Z]{2,4}\b(?:[+-]\d{1,2}(?::\d\d)?)?)?"
CLOCK_FIRST = re.compile(rf"(?:\d{{1,2}}[:.]\d\d(?:[:.]\d\d)?(?![.\d])\s*(?:[ap]\.?m\.?)?|\d{{1,2}}\s*[ap]\.?m\.?)\s*{_ZONE}\s*,?\s*(?:on\s+)?", re.I)
# what a page sets as parts of a line and a copy of its text joins: "2025Updated", "20256:12 AM ETHeard", "202516 Sep 2025"
GLUED = re.compile(
    rf"(?<=\d\d\d\d)(?=\d{{1,2}}:\d\d|\d{{1,2}}\s{MONTH.replace('?P<month>', '?:')}|(?:{_WORDS})\b)"
    r"|(?<=\d:\d\d)(?=(?:up|mod|pub)[a-z]+\b)|(?-i:(?<=\b[AP]M [A-Z]T)|(?<=\b[AP]M [A-Z][DS]T))(?-i:(?=[A-Z][a-z]))", re.I)
CLOCK = re.compile(r"(?<![\d.-])(\d{1,2})[:.](\d\d)(?!\d)(?:[:.]\d\d)?(?!\.?\d)\s*(?:([ap])\.?m)?", re.I)
AGO = re.compile(r"(?:about |over )?(?:\d+|an?) (?:second|minute|min|hour|hr|day|week|month|year)s? ago|just now|yesterday|today", re.I)
MINOR = re.compile(r"(?:by )?[^.?!]{0,60}|\d+ min(?:ute)?s? read", re.I)
INLINE = re.compile(r"(?:^|(?<=\s))date:?\s+(\d{4}-\d\d?-\d\d?)\b[ \t]*", re.I)
_PRINTED = "|".join(re.sub(r"\?P<\w+>", "?:", form) for form in FORMS[:2])
PRINTED = re.compile(rf"\b(?:{_PRINTED})\b|\b\d{{1,2}} {MONTH.replace('?P<month>', '?:')} ['’]?(?P<short>\d\d)\b(?!:)", re.I)
CITY = re.compile(r"(?:[A-Z(][\w.'’()/&-]*|of|al|el|de|la|/|--?|–|—)")  # a word before a dateline's date
NO_CITY = frozenset("on in by since until from the as at dated date before after between to published updated early late".split())  # noqa: SIM905
NO_NAME = NO_CITY - {"by"} | {"of", "the", "during", "for", "a"}  # words of a sentence, not of a place or a byline
AFTER_DATE = re.compile(r"[)\]]?,?\s*(?:\([^()]{2,60}\)\s*|\[[^\[\]]{2,60}\]\s*){0,2}(?:--?|[–—:])(?=\s|$|[A-Z“\"\[])")
DASH = re.compile("[-–—:]")
DATEISH = re.compile(r"\d{4}|\d[/.-]\d{1,2}[/.-]\d\d|['’]\d\d")
DIGITS = re.compile(r"\d\d")
FULL = re.compile("|".join(re.sub(r"\?P<\w+>", "?:", form) for form in FORMS[:2]), re.I)
URL_DAY = re.compile(rf"/(?P<y>(?:19|20)\d\d)[/-](?P<m>\d\d?|{MONTH.replace('?P<month>', '?:')})[/-](?P<d>\d\d?)(?=[/_.-]|$)|/(?P<run>(?:19|20)\d{{6}})(?=[/_.-]|$)", re.I)
NAME_DAY = re.compile(r"(?<!\d)(?P<y>1[6-9]\d\d|20\d\d)(?P<gap>[-_. ]?)(?P<m>\d\d)(?P=gap)(?P<d>\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Stated:
    """What an article states of its date, and why; `cut` are the characters of its lines that hold nothing else."""

    published: Interval | None = None
    reason: str | None = None
    updated: str | None = None
    problem: str | None = None
    cut: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that states a date: what it reads as, the words, where; `rank` orders the kinds of place."""

    day: Day
    words: str
    place: str
    rank: int
    update: bool = False


METADATA, LABELLED, DATE_LINE, DATELINE_RANK, URL, NAME = range(6)


def stated(draft: Draft) -> Stated:
    """The stated publication date of a draft; all None where it states none."""
    cut: dict[int, int] = {}
    found = [*_metadata(draft), *_printed(draft.text, cut), *_addresses(draft)]
    problems = [f"{c.place}: {c.day.problem}" for c in found if c.day.problem]
    update = next((c for c in found if c.update and c.day.day), None)
    updated = moment(draft.updated) if draft.updated else moment(update.words, update.day) if update else None
    ordered = sorted((c for c in found if c.day.day or c.day.readings), key=lambda c: (c.update, c.rank))
    for candidate in ordered:
        if candidate.update and any(not c.update for c in ordered):
            continue
        day, why = candidate.day.day, ""
        if day is None:
            day, why = settle(candidate.day.readings, others=_others(draft.text, ordered),
                              month_first=month_first(draft.publisher, draft.url))  # fmt: skip
        reason = f'{candidate.place}: "{candidate.words}"' + (f" ({why})" if why else "")
        if candidate.update:
            reason += " (an update; no first publication is stated)"
        return Stated(day, reason, updated, "; ".join(problems) or None, cut)
    return Stated(None, None, updated, "; ".join(problems) or None, cut)


def _metadata(draft: Draft) -> Iterator[Candidate]:
    if not draft.published:
        return
    words = draft.published
    day = read_label(words)
    if day == Day():
        day = Day(problem=f"{words[:80]!r} is no date that can be read")
    yield Candidate(day, words, draft.published_from or "the metadata", METADATA)


def read_label(words: str) -> Day:
    """A date string without its label and its leading time of day.

    >>> read_label("Publié le 14 février 2024 à 10h30").day
    Interval.parse('2024-02-14')
    >>> read_label("11:05 GMT, 3 May 2019").day
    Interval.parse('2019-05-03')
    """
    day = read_day(words)
    if day != Day() or len(words) > LINE:
        return day
    label = LABEL.match(words)
    rest = words[label.end() :] if label else words
    rest = _behind_the_clock(rest)
    return read_day(rest) if rest != words else day


def _behind_the_clock(words: str) -> str:
    """What follows a leading time of day; all of it where nothing does: "09.16.25" is no time."""
    clock = CLOCK_FIRST.match(words)
    return words[clock.end() :] if clock and clock.end() < len(words) else words


def moment(words: str, read: Day | None = None) -> str | None:
    """The ISO day, with the minute where one is stated, of an update: what tells versions of an article apart.

    >>> moment("Updated 4 May 2019 5:40 pm"), moment("2019-05-04T17:40:11Z"), moment("soon")
    ('2019-05-04T17:40', '2019-05-04T17:40', None)
    """
    day = (read or read_label(words)).day
    if day is None:
        return None
    clock = CLOCK.search(words)
    if clock is None or int(clock[1]) > 23:
        return day.first.isoformat()
    hour = int(clock[1]) % 12 + 12 * (clock[3].lower() == "p") if clock[3] else int(clock[1])
    return f"{day.first.isoformat()}T{hour:02d}:{clock[2]}"


def _printed(text: str, cut: dict[int, int]) -> Iterator[Candidate]:
    """Dates in the first and last lines: labelled, alone on a line, or before a dateline's dash."""
    lines = text.split("\n")
    filled = [number for number, line in enumerate(lines[:200]) if line.strip()][:HEAD]
    ending = range(max(len(lines) - 2 * TAIL, filled[-1] + 1 if filled else 0), len(lines))
    alone: list[Candidate] = []
    told: set[Interval | None] = set()  # what a label said: the same day on a line of its own is no other date
    for order, number in enumerate([*filled, *ending]):
        line = lines[number]
        if not DIGITS.search(line, 0, LINE):
            if len(line) < 80 and line.rstrip().endswith(("ago", "now", "today", "yesterday")):
                label = LABEL.match(line)
                if AGO.fullmatch(line[label.end() if label else 0 :].strip()):
                    cut[number] = len(line)
            continue
        inline = INLINE.search(line, 0, 600) if order == 0 else None
        if inline:
            yield Candidate(read_day(inline[1]), inline[0].strip(), f"line {number + 1}", LABELLED)
            if not line[: inline.start()].strip():
                cut[number] = inline.end()
            continue
        if DATEISH.search(line, 0, LINE) and (len(line) <= SHORT or (len(line) <= LINE and LABEL.match(line))):
            here = list(_date_line(line, f"line {number + 1}"))
            told |= {c.day.day for c in here if c.rank == LABELLED}
            if here and (here[0].rank == LABELLED or order < ALONE or here[0].day.day in told):
                cut[number] = len(line)
                yield from (c for c in here if c.rank == LABELLED)
                alone += [c for c in here if c.rank == DATE_LINE]
                continue
        if order < ALONE and DASH.search(line, 0, LINE):
            yield from _dateline(line, f"line {number + 1}")
    if len(alone) <= 2 and not _chronology(lines, len(alone)):
        yield from alone[:1]
    else:
        for number in [n for n in cut if any(c.place == f"line {n + 1}" for c in alone)]:
            del cut[number]


def _date_line(line: str, place: str) -> Iterator[Candidate]:
    """The dates of a line that is nothing but dates, labels and a byline."""
    found: list[Candidate] = []
    for part in _parts(GLUED.sub(" | ", line).strip(" \t|•·*_-–—[]")):
        label = LABEL.match(part)
        rest = part[label.end() :] if label else part
        dated = _behind_the_clock(rest)
        day = read_day(dated, foreign=bool(label) or part == line) if len(dated) <= LONGEST else Day()
        if day == Day():
            day = _behind_a_name(dated)
        if day.day and day.day.days > 31 and not (label and label["filler"].strip()):
            day = Day()  # a bare year is no date line
        if day != Day():
            update = bool(label) and label["label"].lower() in UPDATED  # type: ignore[index]
            found.append(Candidate(day, part, place, LABELLED if label else DATE_LINE, update))
        elif not _minor(part, rest if label else None):
            return
    yield from found


def _behind_a_name(part: str) -> Day:
    """The date behind a place or a byline: 'Doha, 14 February 2024', 'By Lina Haddad 14 February 2024, 3:15 pm'."""
    found = PRINTED.search(part) if len(part) <= LONGEST else None
    names = part[: found.start()].replace(",", " ").split() if found else []
    if found and 0 < len(names) <= 7 and all(map(CITY.fullmatch, names)) and NO_NAME.isdisjoint(name.lower() for name in names):
        return read_day(part[found.start() :], foreign=False)
    return Day()


def _parts(line: str) -> Iterator[str]:
    """What bars, bullets, dashes and the labels themselves part: 'Published 3 May 2019 Updated 4 May 2019' are two."""
    for piece in BAR.split(line):
        rest = piece[8:]  # a label that opens the piece parts nothing
        inner = not piece.isascii() or "pdated" in rest or "odified" in rest or "ublished" in rest or "UPDATED" in rest
        for part in BEFORE_LABEL.split(piece) if inner else (piece,):
            if part := part.strip(" \t,|*_"):
                yield part


def _minor(part: str, labelled: str | None) -> bool:
    """Whether a part of a date line may stand beside a date: a byline, a place, a reading time, 'Updated 2 hours ago'."""
    if labelled and labelled.strip() and not AGO.fullmatch(labelled.strip()):
        return bool(CLOCK_FIRST.fullmatch(labelled.strip()))
    return bool(MINOR.fullmatch(part)) and len(part.split()) <= 8


def _dateline(line: str, place: str) -> Iterator[Candidate]:
    """The date between a place and a dash at the beginning of a line.

    >>> [str(c.day.day) for c in _dateline("CAIRO, March 9, 2014 (Wire) - Talks resumed.", "line 1")]
    ['9 Mar 2014']
    >>> list(_dateline("On March 9, 2014 - a Sunday - talks resumed.", "line 1"))
    []
    """
    found = PRINTED.search(line, 0, 140)
    after = AFTER_DATE.match(line, found.end()) if found else None
    if not found or not after:
        return
    before = line[: found.start()].replace(",", " ").split()
    if len(before) > 9 or not all(map(CITY.fullmatch, before)) or (before and before[-1].lower().strip("([") in NO_CITY):
        return
    words = found[0]
    if short := found["short"]:
        words = f"{words[:-2].rstrip(chr(39) + '’')}{'19' if short > '69' else '20'}{short}"
    yield Candidate(read_day(words, foreign=False), line[: after.end()].strip(" -–—:"), place, DATELINE_RANK)


def _chronology(lines: list[str], known: int) -> bool:
    """Whether dates head the parts of a chronology: then none of them is the day of publication."""
    if not known:
        return False
    heads = 0
    for line in lines[:5000]:
        if 6 <= len(line) <= 40 and any(map(str.isdigit, line)) and any(form.fullmatch(line.strip(" *#:")) for form in DAY):
            heads += 1
    return heads > 2


def _addresses(draft: Draft) -> Iterator[Candidate]:
    """A full date in the URL or in the file's name."""
    if draft.url and (found := URL_DAY.search(draft.url)):
        words = found[0].strip("/")
        printed = found["run"] or f"{found['y']}-{found['m']}-{found['d']}" if found["run"] or found["m"].isdigit() else (
            f"{found['d']} {found['m']} {found['y']}")  # fmt: skip
        yield from _sound(read_day(printed, foreign=False), words, "the URL", URL)
    if found := NAME_DAY.search(draft.name):
        yield from _sound(read_day(f"{found['y']}-{found['m']}-{found['d']}", foreign=False), draft.name, "the file's name", NAME)


def _sound(day: Day, words: str, place: str, rank: int) -> Iterator[Candidate]:
    """Digits in an address that make no date are just digits."""
    if day.day:
        yield Candidate(day, words, place, rank)


def _others(text: str, candidates: list[Candidate]) -> frozenset[Interval]:
    days = (read_day(found[0], foreign=False).day for found in FULL.finditer(text[:50_000]))
    return frozenset(day for day in (*days, *(c.day.day for c in candidates)) if day)
