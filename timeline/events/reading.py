"""One article → its reports of events, each with the sentence that tells it."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.anchoring import Anchored, Anchors
from timeline.story import Story
from timeline.clauses import construe
from timeline.events.lexicon import Trigger, triggers
from timeline.gazetteer import Gazetteer, Name
from timeline.records import Article, CasualtyClaim, Evidence, Mention, Report, identify


def reports(
    article: Article, *, mentions: Sequence[Mention], claims: Sequence[CasualtyClaim]
) -> tuple[list[Report], list[Evidence]]:
    """The reports of an article in reading order, and the evidence of each."""
    published = article.published.first if article.published else None
    story = Story(article.text, mentions, published)
    names = Gazetteer.load().find(article.text)
    found: list[Report] = []
    evidence: list[Evidence] = []
    for index, (start, end) in enumerate(story.spans):
        if not article.text[end - 1] in ".!?”\"’":
            continue
        words = story.words(index)
        inside = [n for n in names if start <= n.start < end]
        for i, kind in _triggers(words.lower):
            told = construe(words, i)
            if kind.noun != (told.form in ("noun", "predicate")) or (kind.weak and not inside):
                continue
            report, proof = _report(article, story, index, i, kind, inside)
            found.append(report)
            evidence.append(proof)
    return found, evidence


def _triggers(lower: list[str]) -> list[tuple[int, Trigger]]:
    table = triggers()
    out = []
    for i, word in enumerate(lower):
        for kind in table.get(word, ()):
            if tuple(lower[i + 1 : i + 1 + len(kind.rest)]) == kind.rest:
                out.append((i, kind))
                break
    return out


def _report(
    article: Article, story: Story, index: int, i: int, kind: Trigger, names: list[Name]
) -> tuple[Report, Evidence]:
    start, end = story.spans[index]
    words = story.words(index)
    offset = start + words.starts[i]
    placed: Anchored = place(story, offset)
    report_id = identify(article.article_id, offset, kind.type)
    sentence = article.text[start:end]
    report = Report(
        report_id=report_id, article_id=article.article_id, when=placed.when,
        extent=placed.when.extent if placed.when else "none", precision=placed.when.precision if placed.when else None,
        date_basis=placed.basis, certainty=placed.certainty,
        status="planned" if placed.time == "future" else "happened",
        event_type=kind.type, title=sentence.rstrip(".")[:120],
        actors=tuple(dict.fromkeys(n.actor for n in names if n.actor)),
        places=tuple(dict.fromkeys(n.place for n in names if n.place)),
        rule=placed.rule, reason=placed.reason,
        problem=None if placed.when else "nothing dates it: the publication day is unknown",
    )  # fmt: skip
    proof = Evidence(
        report_id=report_id, article_id=article.article_id, char_start=start, char_end=end, sentence=sentence,
        mention_id=placed.mention.mention_id if placed.mention else None, reason=placed.reason,
    )  # fmt: skip
    return report, proof
