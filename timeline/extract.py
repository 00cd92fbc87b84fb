"""One article → its dates, events, evidence and casualty claims.

    >>> found = extract(Article(article_id="a", text="Gunmen ambushed a convoy near Aleppo and killed 12 soldiers."))
    >>> [r.event_type for r in found.reports], [c.event_id == found.reports[0].report_id for c in found.claims]
    (['attack'], [True])

Pure: the same article gives the same rows, on any machine and in any order. A claim's `event_id` is here the id of the
report it belongs to; merging replaces it by the event's.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from timeline.casualties import claims as read_claims
from timeline.events import reports as read_reports
from timeline.interval import Interval, When
from timeline.mentions import tag
from timeline.placing import placed
from timeline.records import Article, CasualtyClaim, Evidence, Extraction, Mention, Report

# the types of event that an effect can come of, likeliest first
CAUSES: dict[str, tuple[str, ...]] = {
    "killed": ("attack", "battle", "protest", "other"),
    "injured": ("attack", "battle", "protest", "other"),
    "casualties": ("attack", "battle", "protest", "other"),
    "missing": ("attack", "battle", "other", "capture"),
    "displaced": ("displacement", "battle", "attack", "other"),
    "captured": ("capture", "attack", "battle"),
    "held": ("capture",),
    "detained": ("capture", "protest"),
    "alive": ("capture",),
    "released": ("release",),
    "rescued": ("release", "attack", "other"),
}
BEFALLS = frozenset({"killed", "injured", "casualties", "captured", "released", "rescued"})  # what happens at a time
LONG = frozenset({"battle", "displacement", "capture"})  # what a toll over a period can belong to


def extract(article: Article, *, published: Interval | None = None) -> Extraction:
    """Everything that one article yields. `published` overrides the article's own publication interval."""
    if published is not None:
        article = article.model_copy(update={"published": When.within(published)})
    known = article.published.first if article.published else None
    mentions = tag(article.text, published=known, article_id=article.article_id)
    claims = read_claims(article.text, mentions=mentions, published=known, article_id=article.article_id)
    found, evidence = read_reports(article, mentions=mentions, claims=claims)
    claims = placed(tied(claims, found, evidence, article.text, mentions), found, evidence, article.text)
    return Extraction.model_construct(article=article, mentions=tuple(mentions), reports=tuple(found), evidence=tuple(evidence), claims=tuple(claims))


def tied(
    claims: Sequence[CasualtyClaim], reports: Sequence[Report], evidence: Sequence[Evidence], text: str,
    mentions: Sequence[Mention] = (),
) -> list[CasualtyClaim]:
    """The claims with the report of the event that they came of: in their sentence, else the sentence before it in the
    same paragraph. A toll over a period belongs to a war or a campaign, never to one strike."""
    by_id = {r.report_id: r for r in reports}
    order = {report_id: k for k, report_id in enumerate(by_id)}  # of reading
    proofs = sorted(evidence, key=lambda e: (e.char_start, order.get(e.report_id, 0)))
    starts = [e.char_start for e in proofs]
    out = []
    for claim in claims:
        at = bisect_right(starts, claim.char_start)
        here = [by_id[e.report_id] for e in proofs[:at] if e.char_end >= claim.char_end and e.report_id in by_id]
        cause = _cause(claim, here)
        if cause is None and claim.basis in (None, "incident") and at:
            last = proofs[at - 1]
            if "\n" not in text[last.char_end : claim.char_start] and text.count(". ", last.char_end, claim.char_start) <= 1:
                before = [by_id[e.report_id] for e in proofs[:at] if e.char_start == last.char_start and e.report_id in by_id]
                cause = _cause(claim, before)
        out.append(claim if cause is None else _of_event(claim, cause, own=_cause(claim, here) is cause, mentions=mentions))
    return out


def _of_event(claim: CasualtyClaim, cause: Report, *, own: bool, mentions: Sequence[Mention]) -> CasualtyClaim:
    """A claim tied to its event. The toll of an incident that no day of its own sentence places is of the event's time,
    where the same sentence tells the event; one that the passage left without a time takes that of the sentence before."""
    tied_to: dict[str, object] = {"event_id": cause.report_id}
    start = claim.char_start - claim.sentence.find(claim.raw) if claim.raw in claim.sentence else claim.char_start
    dated = any(m.when == claim.period and start <= m.char_start < start + len(claim.sentence) for m in mentions)
    takes = claim.effect in BEFALLS and not claim.rule.startswith("<effect noun>") and claim.basis in (None, "incident") and (claim.period is None or (own and (not dated or cause.reference is not None)))
    when = cause.when
    takes = takes and not (claim.as_of == when and "as of" in claim.sentence.lower())  # "as of 3 May" dates no attack
    if takes and when is not None and when.extent in ("day", "within") and when != claim.period and cause.event_type in ("attack", "battle", "release", "capture"):
        tied_to |= {"basis": "incident", "period": when, "reason": f"{claim.reason}; period: that of its event, “{cause.title}”"}
    return claim.model_copy(update=tied_to)


def _cause(claim: CasualtyClaim, reports: Sequence[Report]) -> Report | None:
    kinds = CAUSES.get(claim.effect, ())
    if claim.basis in ("period", "cumulative"):
        kinds = tuple(k for k in kinds if k in LONG)
    fitting = [r for r in reports if r.event_type in kinds and r.status in ("happened", "ongoing")]
    return min(fitting, key=lambda r: (kinds.index(r.event_type), claim.raw.lower() not in r.title.lower(), r.when != claim.period), default=None)
