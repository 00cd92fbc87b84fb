"""An article's lines of telling: the date that a paragraph has reached, and the day whose news it tells.

    >>> from timeline.interval import day
    >>> from timeline.mentions import tag
    >>> text = "Rebels left on Monday. They burned the depot."
    >>> story = Story(text, tag(text, published=day(2024, 2, 14)), day(2024, 2, 14))
    >>> Threads(story).thread(1).text, Threads(story).news[0]
    ('Monday', When.parse('2024-02-12'))
"""

from __future__ import annotations

from functools import cached_property

from timeline.attachment import OPENERS
from timeline.hanging import main_of, main_verb, own_date, subjectless
from timeline.interval import When
from timeline.records import Mention
from timeline.story import Story
from timeline.verbs import language, verb_class

LONGEST_THREAD = 12  # sentences over which a date carries
LEAD = 4  # sentences in which the day of the news is looked for
HARM_NOUNS = frozenset(w for w in language()["rows"]["accidents"]) | {"explosion", "blast", "bombing", "shooting", "attack", "fire"}


class Threads:
    """The threads of one article."""

    def __init__(self, story: Story) -> None:
        self.story = story

    def thread(self, index: int) -> Mention | None:
        """The date that the telling has reached before a sentence: that of the last dated main clause of its paragraph, as
        long as plain past goes on; a sentence that reports, or stands in another tense, ends it."""
        for earlier in range(index - 1, max(-1, index - 1 - LONGEST_THREAD), -1):
            if self.story.new_paragraph(earlier + 1):
                return None
            if self.story.has_dates(earlier):
                return self._thread_of(earlier, saying=False) or (self._thing_of(earlier) if self.story.words(index).lower[:1] == ["it"] else None)
            if not self._tells_on(earlier):
                return None
        return None

    def _thread_of(self, index: int, *, saying: bool = True) -> Mention | None:
        """The date of the first main clause of a sentence that has one, if it lies behind; of a `saying` only if asked."""
        clauses = self.story.clauses(index)
        written = self.story.published
        for segment, opener in enumerate(clauses.openers):
            head = None if opener in OPENERS and opener != "but" else main_of(clauses, segment)
            if head is None or (head in clauses.reporting and not saying) or (opener in ("and", "or") and clauses.openers[segment - 1] in OPENERS and subjectless(clauses, head)):
                continue
            own = own_date(self.story, index, head)
            if own is None or own.mention.when is None or own.mention.when.extent not in ("day", "within"):
                continue
            if written is not None and clauses.told(head).perfect and clauses.told(head).tense == "past":
                continue  # "In June they had signed an accord" looks back and leads nowhere
            first = own.mention.when.first
            if first is not None and (written is None or first.start < written.end):
                return own.mention
        return None

    def _thing_of(self, index: int) -> Mention | None:
        """The past date of the last dated noun of a sentence that itself tells nothing past, which "It" in the next one goes on
        about: "It all goes back to the landslide of May 2021. It buried ..."."""
        clauses, written = self.story.clauses(index), self.story.published
        d = self.story.dates(index)[-1]
        first = d.mention.when.first if d.mention.when is not None and d.mention.when.extent in ("day", "within") else None
        if first is None or (written is not None and first.start >= written.start) or not self._now(index):
            return None
        return d.mention if any(clauses.told(k).form == "noun" and own_date(self.story, index, k) is d for k in range(max(0, d.first - 6), d.first)) else None

    def _now(self, index: int) -> bool:
        head = main_verb(self.story.clauses(index))
        return head is not None and self.story.clauses(index).told(head).tense == "present"

    @cached_property
    def news(self) -> tuple[When | None, str, Mention | None]:
        """The day whose news the article tells: that of its first dated main clause, if it lies in the week before
        publication; else the publication day."""
        written = self.story.published
        for index in range(min(LEAD, len(self.story.spans))):
            mention = self._thread_of(index) if self.story.has_dates(index) else None
            when = mention.when if mention else None
            if when is not None and when.first is not None and when.extent == "day" and (
                written is None or written.start - 7 <= when.first.start < written.end):  # fmt: skip
                return when, f"{mention.text!r} is the day of the news it opens with", mention  # type: ignore[union-attr]
        if written is None:
            return None, "", None
        return When.within(written), "news is told on the day it is published", None

    @cached_property
    def opens_with_harm(self) -> bool:
        """Whether the dated clause that it opens with tells of an attack or accident: then what witnesses and officials tell is
        of that day too."""
        for index in range(min(LEAD, len(self.story.spans))):
            if self.story.has_dates(index) and self._thread_of(index, saying=False) is self.news[2]:
                lower = self.story.clauses(index).words.lower
                return any(verb_class("harms", w) or w.rstrip("s") in HARM_NOUNS for w in lower)
        return False

    def said_else(self, index: int, said: int | None) -> bool:
        """Whether a saying has a day of its own that is not the day of the news."""
        own = None if said is None else own_date(self.story, index, said)
        return own is not None and own.mention.when != self.news[0]

    def of_publication(self) -> bool:
        """Whether the news is of the publication day itself."""
        when, written = self.news[0], self.story.published
        return when is not None and written is not None and when.first is not None and when.first.start >= written.start

    def _tells_on(self, index: int) -> bool:
        clauses = self.story.clauses(index)
        head = main_verb(clauses)
        return head is None or (clauses.told(head).tense == "past" and head not in clauses.reporting)
