"""Names that no table holds, found by their capitals and titles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from timeline.gazetteer.names import Entry, Name, words

TITLES = (
    "President", "Vice President", "Prime Minister", "Deputy Prime Minister", "Foreign Minister", "Defence Minister",
    "Defense Minister", "Interior Minister", "Finance Minister", "Health Minister", "Information Minister", "Minister",
    "Secretary of State", "Secretary-General", "Secretary General", "Special Envoy", "Envoy", "Ambassador", "Senator",
    "Congressman", "Congresswoman", "Governor", "Mayor", "King", "Queen", "Prince", "Princess", "Emir", "Amir", "Sheikh",
    "Sultan", "Ayatollah", "Imam", "Pope", "General", "Gen.", "Maj. Gen.", "Lt. Gen.", "Brig. Gen.", "Major General",
    "Lieutenant General", "Brigadier General", "Colonel", "Col.", "Lt. Col.", "Major", "Maj.", "Captain", "Capt.",
    "Sergeant", "Sgt.", "Admiral", "Commander", "Chief of Staff", "Spokesman", "Spokeswoman", "Spokesperson", "Mr.",
    "Mr", "Mrs.", "Mrs", "Ms.", "Ms", "Dr.", "Dr", "Judge", "Justice", "Chancellor", "Speaker", "Director", "Chairman",
    "Special Representative", "Representative", "Cardinal", "Archbishop", "Bishop", "Patriarch", "Field Marshal", "Marshal",
    "Premier", "Vice-President", "Commissioner", "High Commissioner", "Prosecutor", "Crown Prince", "Rear Admiral", "Special Rapporteur",
    "spokesman", "spokeswoman", "spokesperson", "minister", "president", "envoy", "ambassador", "commander", "chief",
)  # fmt: skip
NOT_A_NAME = words(
    "January February March April May June July August September October November December Monday Tuesday Wednesday "
    "Thursday Friday Saturday Sunday The A An This That These Those It He She They We I You His Her Their Our Its But "
    "And Or So Yet If In On At By For From To Of With As After Before Since Until While When Where Who What Why How "
    "There Here Then Now However Meanwhile Also Both Some Many Most More Few Several One Two Three Four Five Six Seven "
    "Eight Nine Ten No Not Yes According Earlier Later Last Next Christmas Ramadan Eid Easter Islam Muslim Muslims "
    "Christian Christians Jewish Jews Jew Arab Arabs Sunni Shia Shiite Kurdish Kurds English French Arabic Hebrew "
    "Russian Photo Image File Read Share Source Reuters Getty Neither Nor Either Like Unlike Against Between Among About "
    "Without Within Through Via Amid Despite Today Yesterday Tomorrow Still All Every Each Even Only Just Again Once"
)
_WORD = r"[A-ZÀ-ÖØ-ÞĀŁŚŠŽ](?:[\w’'-]*[\w]|(?<=[A-Z])\.)"  # one set of letters begins it: such places are found fast
_JOIN = r"bin|bint|ibn|al|el|ul|de|da|del|della|der|den|van|von|di|du|la|le|abu|of the|of"
_SEQUENCE = re.compile(rf"{_WORD}(?:[ \u00a0](?:(?:{_JOIN})[ \u00a0])?(?:(?:al|el|Al|El)-)?{_WORD})*")
_TITLED = re.compile(r"(?:^|(?<=\W))(" + "|".join(re.escape(t) for t in sorted(TITLES, key=len, reverse=True))
                     + r")[ \u00a0]$")  # fmt: skip
_TITLES_END = frozenset(title.split()[-1] for title in TITLES)
_LAST_OF_TITLES = tuple(_TITLES_END)
_ONE_WORD = re.compile(r"[^ \u00a0]+")
MOST_IN_A_RUN = 50  # known names among capitalised words that follow each other
_TITLE_WORDS = frozenset(title.rstrip(".") for title in TITLES)
_TOKEN = re.compile(r"[^\s\u00a0]+")


def unknown_names(sentence: str, known: Sequence[Name] = ()) -> list[Name]:
    """The names in a sentence that the tables do not hold, kept as written.

    >>> [(n.label, n.kind, n.office) for n in unknown_names("On Monday Foreign Minister Ana Novak met Jan Kos.")]
    [('Ana Novak', 'person', 'Foreign Minister'), ('Jan Kos', 'unknown', None)]

    A title makes a person. Without one, two to four capitalised words in a row are needed, as a single one may only
    begin its sentence, and none is looked for in a headline that has capitals throughout. `known` are the names
    already found, in reading order and with offsets into the same sentence; none is found again.
    """
    found: list[Name] = []
    headline: bool | None = None
    passed = 0
    for run in _SEQUENCE.finditer(sentence):
        begin, stop = run.span()
        while passed < len(known) and known[passed].end <= begin:
            passed += 1
        if passed < len(known) and known[passed].start <= begin and stop <= known[passed].end:
            continue
        if run[0] in NOT_A_NAME or (_ONE_WORD.fullmatch(run[0]) and not sentence[:begin].rstrip().endswith(_LAST_OF_TITLES)):
            continue  # one word is a name behind a title alone
        for start, end, office in _parts(sentence, begin, stop, known[passed : passed + MOST_IN_A_RUN]):
            label = sentence[start:end]
            if label.endswith(("'s", "’s")):
                end -= 2
                label = label[:-2]
            if office is None:
                if len(label.split()) not in (2, 3, 4):
                    continue
                headline = is_headline(sentence) if headline is None else headline
                if headline:
                    continue
            kind = "person" if office else "unknown"
            found.append(Name(start, end, label, Entry(label.lower(), label, kind, office=office), "title"))
    return found


def is_headline(sentence: str) -> bool:
    """Whether it ends without a stop and most of its longer words begin with a capital.

    >>> is_headline("A Turning Point for the Gaza Talks"), is_headline("Talks on Gaza resumed.")
    (True, False)
    """
    longer = [word for word in sentence.split() if len(word) > 3 and word[0].isalpha()]
    stopped = sentence.rstrip().endswith((".", "?", "!", "”", '"'))
    return not stopped and sum(word[0].isupper() for word in longer) > 0.65 * len(longer)


def _parts(
    sentence: str, start: int, end: int, known: Sequence[Name]
) -> Iterator[tuple[int, int, str | None]]:
    """What is left of a run of capitalised words without known names, titles and words that only begin sentences."""
    at = start
    for taken in (n for n in known if n.start < end and n.end > start):
        if taken.start > at:
            yield from _trimmed(sentence, at, taken.start)
        at = max(at, taken.end)
    if end > at:
        yield from _trimmed(sentence, at, end)


def _trimmed(sentence: str, start: int, end: int) -> Iterator[tuple[int, int, str | None]]:
    tokens = [m.span() for m in _TOKEN.finditer(sentence, start, end)]
    while tokens and (sentence[slice(*tokens[0])] in NOT_A_NAME or sentence[tokens[0][0]] in "’'-"):
        del tokens[0]
    while tokens and sentence[slice(*tokens[-1])] in NOT_A_NAME:
        del tokens[-1]
    while tokens and sentence[tokens[-1][0]].islower():
        del tokens[-1]
    while tokens and sentence[tokens[0][0]].islower():
        del tokens[0]
    for size in range(min(4, len(tokens)), 0, -1):
        if sentence[tokens[0][0] : tokens[size - 1][1]].rstrip(".") in _TITLE_WORDS:
            office = sentence[tokens[0][0] : tokens[size - 1][1]]
            if len(tokens) > size:
                yield tokens[size][0], tokens[-1][1], office
            return
    if not tokens:
        return
    first, last = tokens[0][0], tokens[-1][1]
    previous = sentence[max(0, first - 40) : first].split()
    before = None
    if previous and previous[-1] in _TITLES_END:
        before = _TITLED.search(sentence, max(0, first - 40), first)
    yield first, last, before[1] if before else None
