"""A tables folder for the dashboard's own tests: true events of Qatar's mediation, 2023 to 2025, and large made-up ones.

    >>> tables = mediation()
    >>> tables["events"].num_rows >= 60
    True

The columns and types are those of `timeline.tables.SCHEMAS`; the sentences are this project's own words.
"""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

import pyarrow as pa

from timeline.interval import When
from timeline.records import identify
from timeline.store import publish
from timeline.tables import SCHEMAS, table

# fmt: off
# when (EDTF) | type | status | title | actors | roles | places | publishers
EVENTS = """
2012/..|other|ongoing|Qatar hosts the political office of Hamas|Qatar;Hamas|Qatar (host)|Doha|Doha Wire;Gulf Ledger
2007/..|battle|ongoing|Israel keeps Gaza under a land, sea and air blockade|Israel;Hamas||Gaza|Levant Post
2023-09-18|release|happened|Iran and the United States free five prisoners each|Iran;United States;Qatar|Qatar (mediator)|Doha|Doha Wire;Gulf Ledger;Levant Post
2023-09|agreement|happened|Six billion dollars of Iranian funds move to accounts in Qatar|Iran;United States;Qatar|Qatar (mediator)|Doha|Doha Wire
2023-10-07|attack|happened|Hamas-led fighters attack southern Israel|Hamas;Israel|Hamas (attacker)|Southern Israel|Doha Wire;Gulf Ledger;Levant Post
2023-10-07/..|battle|ongoing|War in Gaza|Israel;Hamas||Gaza|Doha Wire;Gulf Ledger;Levant Post
2023-10-13|meeting|happened|Antony Blinken meets the Amir in Doha|United States;Qatar||Doha|Gulf Ledger
2023-10-17|attack|happened|A blast hits Al-Ahli hospital in Gaza City|||Gaza City|Levant Post;Gulf Ledger
2023-10-20|release|happened|Hamas frees two American women|Hamas;United States;Qatar|Qatar (mediator)|Gaza|Doha Wire;Gulf Ledger
2023-10-23|release|happened|Hamas frees two elderly Israeli women|Hamas;Israel;Qatar;Egypt|Qatar (mediator);Egypt (mediator)|Gaza|Levant Post
2023-10-27|attack|happened|Israel widens its ground operation in Gaza|Israel;Hamas||Gaza|Levant Post;Doha Wire
2023-11-09|negotiation|happened|Heads of the CIA and Mossad meet the Qatari prime minister|United States;Israel;Qatar|Qatar (host)|Doha|Gulf Ledger
2023-11-22|agreement|happened|Qatar announces a four-day humanitarian pause|Qatar;Israel;Hamas;Egypt;United States|Qatar (mediator)|Doha|Doha Wire;Gulf Ledger;Levant Post
2023-11-24/2023-12-01|ceasefire|happened|Truce in Gaza with exchanges of captives and prisoners|Israel;Hamas;Qatar;Egypt;United States|Qatar (mediator);Egypt (mediator)|Gaza|Doha Wire;Gulf Ledger;Levant Post
2023-11-24|release|happened|First exchange: 13 Israeli captives and 39 Palestinian prisoners|Israel;Hamas;Qatar|Qatar (mediator)|Gaza|Doha Wire
2023-12-01|attack|happened|Fighting resumes as the truce lapses|Israel;Hamas||Gaza|Levant Post;Gulf Ledger
2023-12-15|attack|happened|Israeli troops kill three captives by mistake in Shejaiya|Israel||Gaza City|Levant Post
2024-01-02|attack|happened|A strike in Beirut kills Saleh al-Arouri|Israel;Hamas||Beirut|Gulf Ledger;Levant Post
2024-01-16|agreement|happened|Qatar and France arrange medicine for captives and aid for Gaza|Qatar;France;Israel;Hamas|Qatar (mediator);France (mediator)|Doha|Doha Wire
2024-01-26|other|happened|The International Court of Justice orders provisional measures|International Court of Justice;Israel;South Africa||The Hague|Gulf Ledger;Levant Post
2024-01-28|negotiation|happened|Mediators draft a framework in Paris|United States;Israel;Qatar;Egypt|Qatar (mediator)|Paris|Gulf Ledger;Doha Wire
2024-02-12|meeting|happened|Iran's foreign minister arrives in Doha|Iran;Qatar||Doha|Doha Wire
2024-02-13|meeting|happened|Iran's foreign minister meets the Amir|Iran;Qatar||Doha|Doha Wire;Gulf Ledger
2024-02-13|negotiation|happened|Mediators meet in Cairo|United States;Israel;Egypt;Qatar|Qatar (mediator);Egypt (host)|Cairo|Levant Post
2024-02-29|attack|happened|More than a hundred die around an aid convoy in Gaza City|Israel||Gaza City|Levant Post;Gulf Ledger;Doha Wire
2024-03-25|other|happened|The Security Council demands a ceasefire for Ramadan|United Nations||New York|Gulf Ledger
2024-04-01|attack|happened|A strike destroys Iran's consulate in Damascus|Israel;Iran||Damascus|Levant Post;Gulf Ledger
2024-04-13|attack|happened|Iran launches drones and missiles at Israel|Iran;Israel||Israel|Levant Post;Gulf Ledger;Doha Wire
2024-04-17|statement|happened|Qatar says it is weighing its role as mediator|Qatar||Doha|Doha Wire;Gulf Ledger
2024-05-06|statement|happened|Hamas says it accepts a proposal of Qatar and Egypt|Hamas;Qatar;Egypt|Qatar (mediator)|Doha|Doha Wire;Levant Post
2024-05-07|attack|happened|Israeli forces take the Rafah crossing|Israel||Rafah|Levant Post
2024-05-31|statement|happened|President Biden sets out a three-phase plan|United States||Washington|Gulf Ledger;Levant Post
2024-06-08|release|happened|Israeli forces bring four captives out of Nuseirat|Israel;Hamas||Nuseirat|Levant Post;Gulf Ledger
2024-07-31|attack|happened|Ismail Haniyeh is killed in Tehran|Israel;Hamas;Iran||Tehran|Doha Wire;Gulf Ledger;Levant Post
2024-08-02|statement|happened|Haniyeh is buried near Doha|Hamas;Qatar||Lusail|Doha Wire
2024-08-15/2024-08-16|negotiation|happened|Two days of truce talks in Doha|Qatar;Egypt;United States;Israel|Qatar (host)|Doha|Doha Wire;Gulf Ledger
[2024-09-16..2024-09-22]|attack|happened|Pagers and radios explode across Lebanon|Israel;Hezbollah||Lebanon|Levant Post
2024-09-27|attack|happened|Hassan Nasrallah is killed in Beirut|Israel;Hezbollah||Beirut|Levant Post;Gulf Ledger
2024-10-16|attack|happened|Yahya Sinwar is killed in Rafah|Israel;Hamas||Rafah|Levant Post;Gulf Ledger
2024-11-09|statement|happened|Qatar says it has stalled its mediation|Qatar|Qatar (mediator)|Doha|Doha Wire;Gulf Ledger
2024-11-27/..|ceasefire|ongoing|Ceasefire between Israel and Hezbollah|Israel;Hezbollah;United States;France|United States (mediator)|Lebanon|Levant Post
2024-12|negotiation|happened|Qatar resumes its role in the talks|Qatar;Israel;Hamas|Qatar (mediator)|Doha|Gulf Ledger
2025-01-15|agreement|happened|Qatar announces a three-phase ceasefire agreement|Qatar;Egypt;United States;Israel;Hamas|Qatar (mediator)|Doha|Doha Wire;Gulf Ledger;Levant Post
2025-01-19/2025-03-01|ceasefire|happened|First phase of the January ceasefire|Israel;Hamas||Gaza|Doha Wire;Gulf Ledger;Levant Post
2025-01-19|release|happened|Three women captives and 90 prisoners go free|Israel;Hamas||Gaza|Doha Wire;Levant Post
2025-02-15|release|happened|Three captives and 369 prisoners go free|Israel;Hamas||Khan Younis|Levant Post
2025-03-02|battle|happened|Israel stops aid from entering Gaza|Israel||Gaza|Levant Post;Gulf Ledger
2025-03-18|attack|happened|Israel resumes strikes on Gaza|Israel;Hamas||Gaza|Levant Post;Doha Wire;Gulf Ledger
2025-05-12|release|happened|Hamas frees Edan Alexander|Hamas;United States;Qatar;Egypt|Qatar (mediator)|Gaza|Gulf Ledger;Doha Wire
2025-05-14/2025-05-15|meeting|happened|President Trump visits Qatar|United States;Qatar||Doha|Doha Wire;Gulf Ledger
2025-05|negotiation|happened|Indirect talks in Doha end without a deal|Israel;Hamas;Qatar|Qatar (host)|Doha|Gulf Ledger
2025-06-13/2025-06-24|battle|happened|Twelve days of war between Israel and Iran|Israel;Iran;United States||Iran;Israel|Levant Post;Gulf Ledger;Doha Wire
2025-06-22|attack|happened|The United States strikes three nuclear sites in Iran|United States;Iran||Fordow;Natanz;Isfahan|Gulf Ledger;Levant Post
2025-06-23|attack|happened|Iran fires missiles at Al Udeid air base|Iran;United States;Qatar||Al Udeid|Doha Wire;Gulf Ledger
2025-06-24|ceasefire|happened|Israel and Iran accept a ceasefire that Qatar helped to reach|Israel;Iran;Qatar;United States|Qatar (mediator)|Doha|Doha Wire;Gulf Ledger
2025-07-19|agreement|happened|Congo and the M23 sign a declaration of principles|DR Congo;M23;Qatar|Qatar (mediator)|Doha|Doha Wire
2025-09-09|attack|happened|Israel strikes a building in Doha where Hamas negotiators met|Israel;Hamas;Qatar||Doha|Doha Wire;Gulf Ledger;Levant Post
[2025-09-08..2025-09-14]|statement|happened|Qatar calls the strike cowardly|Qatar||Doha|Doha Wire
2025-09-15|meeting|happened|Arab and Islamic leaders meet in Doha|Qatar;Arab League||Doha|Doha Wire;Gulf Ledger
2025-09-16|meeting|happened|Marco Rubio visits Doha|United States;Qatar||Doha|Gulf Ledger
[..2025-09-16]|agreement|planned|Qatar and the United States near a defence agreement|United States;Qatar||Doha|Gulf Ledger
2025-09-29|statement|happened|Benjamin Netanyahu apologises to Qatar by telephone|Israel;Qatar;United States||Washington|Doha Wire;Gulf Ledger;Levant Post
2025-10-01|agreement|happened|An executive order promises to defend Qatar|United States;Qatar||Washington|Gulf Ledger
2025-10-06/2025-10-08|negotiation|happened|Indirect talks in Sharm el-Sheikh|Israel;Hamas;Egypt;Qatar;Turkey;United States|Qatar (mediator)|Sharm el-Sheikh|Doha Wire;Levant Post
2025-10-10|ceasefire|happened|Ceasefire in Gaza takes effect|Israel;Hamas;Qatar;Egypt;Turkey;United States|Qatar (mediator)|Gaza|Doha Wire;Gulf Ledger;Levant Post
2025-10-13|release|happened|The last 20 living captives go free|Israel;Hamas||Gaza|Doha Wire;Gulf Ledger;Levant Post
2025-10-13|meeting|happened|Mediators sign a document at the Sharm el-Sheikh summit|Qatar;Egypt;Turkey;United States||Sharm el-Sheikh|Doha Wire;Levant Post
[2025-10-14..]|negotiation|planned|Talks on the second phase are to follow|Israel;Hamas;Qatar;Egypt|Qatar (mediator)|Cairo|Levant Post
|statement|denied|Qatar denies that it asked Hamas to leave Doha|Qatar;Hamas||Doha|Doha Wire
|statement|happened|A minister demands the return of every captive|Israel|||Levant Post
"""

# effect|count|low|high|bound|group|role|side|basis|period|as of|as-of basis|claimed by|status|place|event title begins|publisher
CLAIMS = """
killed|1200|||about|people|||incident|2023-10-07|2023-11-10|stated|Israel's foreign ministry|reported|Southern Israel|Hamas-led|Levant Post
captured|251|251|251|exact|people||Israel|incident|2023-10-07|2023-11-10|stated|Israel's army|reported|Southern Israel|Hamas-led|Levant Post
killed|471|471|471|exact|people|||incident|2023-10-17|2023-10-18|stated|Gaza's health ministry|reported|Gaza City|A blast|Levant Post
killed||100|300|range|people|||incident|2023-10-17|2023-10-19|stated|United States officials|reported|Gaza City|A blast|Gulf Ledger
killed|7028|7028|7028|exact|Palestinians||Palestinians|cumulative|2023-10-07/2023-10-26|2023-10-26|stated|Gaza's health ministry|reported|Gaza|War in Gaza|Levant Post
killed|11078|11078|11078|exact|Palestinians||Palestinians|cumulative|2023-10-07/2023-11-10|2023-11-10|stated|Gaza's health ministry|reported|Gaza|War in Gaza|Gulf Ledger
killed|14532|14532||at_least|Palestinians||Palestinians|cumulative|2023-10-07/2023-11-22|2023-11-22|stated|Gaza's media office|reported|Gaza|War in Gaza|Gulf Ledger
killed|15207|15207||more_than|Palestinians||Palestinians|cumulative|2023-10-07/2023-12-02|2023-12-02|stated|Gaza's health ministry|reported|Gaza|War in Gaza|Doha Wire
killed|20057|20057|20057|exact|Palestinians||Palestinians|cumulative|2023-10-07/2023-12-22|2023-12-22|stated|Gaza's health ministry|reported|Gaza|War in Gaza|Levant Post
killed|25105|25105|25105|exact|Palestinians||Palestinians|cumulative|2023-10-07/2024-01-21|2024-01-21|stated|Gaza's health ministry|reported|Gaza|War in Gaza|Levant Post
killed|28473|28473||more_than|Palestinians||Palestinians|cumulative|2023-10-07/..|2024-02-14|publication|Gaza's health ministry|reported|Gaza|War in Gaza|Doha Wire
killed|30035|30035|30035|exact|Palestinians||Palestinians|cumulative|2023-10-07/2024-02-29|2024-02-29|stated|Gaza's health ministry|reported|Gaza|War in Gaza|Levant Post
killed|32623|32623|32623|exact|Palestinians||Palestinians|cumulative|2023-10-07/2024-03-29|2024-03-29|stated|Gaza's health ministry|reported|Gaza|War in Gaza|Gulf Ledger
killed|34000|||about|Palestinians||Palestinians|cumulative|2023-10-07/2024-04-20|2024-04-20|stated|Gaza's health ministry|reported|Gaza|War in Gaza|Gulf Ledger
killed|38345|38345|38345|exact|Palestinians||Palestinians|cumulative|2023-10-07/2024-07-11|2024-07-11|stated|Gaza's health ministry|reported|Gaza|War in Gaza|Gulf Ledger
killed|40005|40005|40005|exact|Palestinians||Palestinians|cumulative|2023-10-07/2024-08-15|2024-08-15|stated|Gaza's health ministry|reported|Gaza|War in Gaza|Doha Wire
killed|46707|46707|46707|exact|Palestinians||Palestinians|cumulative|2023-10-07/2025-01-15|2025-01-15|stated|Gaza's health ministry|reported|Gaza|War in Gaza|Doha Wire
killed|50021|50021|50021|exact|Palestinians||Palestinians|cumulative|2023-10-07/2025-03-23|2025-03-23|stated|Gaza's health ministry|reported|Gaza|War in Gaza|Levant Post
killed|67211|67211||at_least|Palestinians||Palestinians|cumulative|2023-10-07/2025-10-10|2025-10-10|stated|Gaza's health ministry|reported|Gaza|War in Gaza|Levant Post
injured|67984|67984||at_least|Palestinians||Palestinians|cumulative|2023-10-07/..|2024-02-14|publication|Gaza's health ministry|reported|Gaza|War in Gaza|Doha Wire
injured|70457|70457|70457|exact|Palestinians||Palestinians|cumulative|2023-10-07/2024-02-29|2024-02-29|stated|Gaza's health ministry|reported|Gaza|War in Gaza|Levant Post
released|110|110||at_least|Israeli and foreign captives|captive|Israel|incident|2023-11-24/2023-12-01|2024-02-14|publication||reported|Gaza|Truce in Gaza|Doha Wire
released|240|240|240|exact|Palestinian women and children|prisoner|Palestinians|incident|2023-11-24/2023-12-01|2024-02-14|publication||reported|Israel|Truce in Gaza|Doha Wire
released|5|5|5|exact|Americans|prisoner|United States|incident|2023-09-18|2023-09-18|stated||reported|Iran|Iran and|Doha Wire
released|5|5|5|exact|Iranians|prisoner|Iran|incident|2023-09-18|2023-09-18|stated||reported|United States|Iran and|Doha Wire
released|13|13|13|exact|Israelis|captive|Israel|incident|2023-11-24|2023-11-24|stated||reported|Gaza|First exchange|Doha Wire
released|39|39|39|exact|Palestinians|prisoner|Palestinians|incident|2023-11-24|2023-11-24|stated||reported|Israel|First exchange|Doha Wire
killed|3|3|3|exact|captives|captive|Israel|incident|2023-12-15|2023-12-16|stated|Israel's army|reported|Gaza City|Israeli troops|Levant Post
killed|112|112|112|exact|people|civilian|Palestinians|incident|2024-02-29|2024-02-29|stated|Gaza's health ministry|reported|Gaza City|More than|Levant Post
killed|118|118||at_least|people|civilian|Palestinians|incident|2024-02-29|2024-03-01|stated|Gaza's health ministry|reported|Gaza City|More than|Gulf Ledger
killed|10|10||more_than|people||Palestinians|incident|2024-02-29|2024-02-29|stated|Israel's army|claimed|Gaza City|More than|Gulf Ledger
injured|760|760|760|exact|people|civilian|Palestinians|incident|2024-02-29|2024-02-29|stated|Gaza's health ministry|reported|Gaza City|More than|Levant Post
rescued|4|4|4|exact|captives|captive|Israel|incident|2024-06-08|2024-06-08|stated|Israel's army|reported|Nuseirat|Israeli forces bring|Levant Post
killed|274|274||at_least|Palestinians||Palestinians|incident|2024-06-08|2024-06-09|stated|Gaza's health ministry|reported|Nuseirat|Israeli forces bring|Levant Post
killed|100|||less_than|people||Palestinians|incident|2024-06-08|2024-06-08|stated|Israel's army|claimed|Nuseirat|Israeli forces bring|Gulf Ledger
killed|404|404||more_than|Palestinians||Palestinians|incident|2025-03-18|2025-03-18|stated|Gaza's health ministry|reported|Gaza|Israel resumes|Levant Post
released|3|3|3|exact|Israeli women|captive|Israel|incident|2025-01-19|2025-01-19|stated||reported|Gaza|Three women|Doha Wire
released|90|90|90|exact|Palestinians|prisoner|Palestinians|incident|2025-01-19|2025-01-19|stated||reported|West Bank|Three women|Doha Wire
released|3|3|3|exact|Israelis|captive|Israel|incident|2025-02-15|2025-02-15|stated||reported|Khan Younis|Three captives|Levant Post
released|369|369|369|exact|Palestinians|prisoner|Palestinians|incident|2025-02-15|2025-02-15|stated||reported|West Bank|Three captives|Levant Post
held|48|48|48|exact|captives|captive|Israel|cumulative|2023-10-07/..|2025-09-16|stated|Israel's government|reported|Gaza|War in Gaza|Levant Post
alive|20|||about|captives|captive|Israel|cumulative|2023-10-07/..|2025-09-16|stated|Israel's government|reported|Gaza|War in Gaza|Levant Post
released|20|20|20|exact|Israelis|captive|Israel|incident|2025-10-13|2025-10-13|stated||reported|Gaza|The last|Doha Wire
killed|6|6|6|exact|people|||incident|2025-09-09|2025-09-09|stated||reported|Doha|Israel strikes|Doha Wire
killed|5|5|5|exact|Hamas members|member|Hamas|incident|2025-09-09|2025-09-09|stated|Hamas|claimed|Doha|Israel strikes|Gulf Ledger
killed||24|99|vague|people||||| |unknown||reported|||Gulf Ledger
"""

PUBLISHED = {"Doha Wire": "2024-02-14", "Gulf Ledger": "2025-10-14", "Levant Post": "2025-10-13"}
# fmt: on


def _list(text: str) -> list[str]:
    return [t for t in text.split(";") if t]


def _days(edtf: str) -> tuple[dt.date | None, dt.date | None]:
    when = When.parse(edtf) if edtf.strip() else None
    return (when.start, when.end) if when else (None, None)


def mediation() -> dict[str, pa.Table]:
    """Hand-written events, claims, articles and the mentions that date them."""
    rows = [line.split("|") for line in EVENTS.strip("\n").splitlines()]
    body: dict[str, list[str]] = {p: [] for p in PUBLISHED}
    events, reports, evidence, mentions = [], [], [], []
    places: list[tuple] = []
    for edtf, kind, status, title, actors, roles, where, publishers in rows:
        when = When.parse(edtf) if edtf else None
        event_id = identify("event", title)
        told = {"start": when.start if when else None, "end": when.end if when else None, "edtf": edtf,
                "when": str(when) if when else None, "extent": when.extent if when else "none",
                "precision": when.precision if when else None, "date_basis": "stated" if when else "none",
                "certainty": "certain", "status": status, "event_type": kind, "title": title,
                "actors": _list(actors), "roles": _list(roles), "places": _list(where), "rule": "day month year",
                "reason": "the date stands in the sentence" if when else "",
                "problem": None if when else "no date in the article places it"}  # fmt: skip
        names = _list(publishers)
        events.append(told | {"event_id": event_id, "article_ids": [identify("article", p) for p in names],
                              "publishers": names, "article_count": len(names), "publisher_count": len(names),
                              "importance": len(names) + (0.1 if kind == "statement" else 1)})  # fmt: skip
        for publisher in names:
            words = (told["when"] + ": " if when else "") + title + "."
            places.append((publisher, len(body[publisher]), words, event_id, told))
            body[publisher].append(words)
    articles = []
    for publisher, sentences in body.items():
        text = "\n\n".join(sentences)
        known = publisher != "Levant Post"
        articles.append({
            "article_id": identify("article", publisher), "title": f"{publisher}: two years of mediation",
            "publisher": publisher, "path": f"fixtures/{publisher.lower().replace(' ', '-')}.txt", "language": "en",
            "published_start": dt.date.fromisoformat(PUBLISHED[publisher]),
            "published_end": dt.date.fromisoformat(PUBLISHED[publisher]), "published_edtf": PUBLISHED[publisher],
            "published_basis": "stated" if known else "inferred",
            "published_reason": "line “date” in the article" if known else "tells of 13 Oct 2025 as that day",
            "text": text, "sha256": identify(text), "paths": [], "urls": [], "publishers": [publisher]})  # fmt: skip
    offsets = {p: _offsets(s) for p, s in body.items()}
    for publisher, index, words, event_id, told in places:
        article_id, begin = identify("article", publisher), offsets[publisher][index]
        report_id = identify(article_id, begin)
        mention_id = identify("m", article_id, begin) if told["when"] else None
        reports.append(told | {"report_id": report_id, "event_id": event_id, "article_id": article_id})
        evidence.append({"event_id": event_id, "report_id": report_id, "article_id": article_id, "char_start": begin,
                         "char_end": begin + len(words), "sentence": words, "attribution": None,
                         "mention_id": mention_id, "reason": told["reason"]})  # fmt: skip
        if mention_id:
            mentions.append({"mention_id": mention_id, "article_id": article_id, "char_start": begin,
                             "char_end": begin + len(told["when"]), "text": told["when"], "kind": "date",
                             "value": told["edtf"], "edtf": told["edtf"], "start": told["start"], "end": told["end"],
                             "date_basis": "stated", "rule": "day month year", "reason": "stated in full"})  # fmt: skip
    made = {"articles": articles, "mentions": mentions, "events": events, "reports": reports, "evidence": evidence,
            "casualties": _claims(), "aliases": []}  # fmt: skip
    return {name: table(name, made[name]) for name in SCHEMAS}


def _offsets(sentences: list[str]) -> list[int]:
    out, at = [], 0
    for sentence in sentences:
        out.append(at)
        at += len(sentence) + 2
    return out


def _claims() -> list[dict]:
    titles = [line.split("|")[3] for line in EVENTS.strip("\n").splitlines()]
    out = []
    for number, line in enumerate(CLAIMS.strip("\n").splitlines()):
        (effect, count, low, high, bound, group, role, side, basis, period, as_of, as_of_basis, claimed_by, status,
         place, begins, publisher) = line.split("|")  # fmt: skip
        title = next((t for t in titles if begins and t.startswith(begins)), None)
        period_start, period_end = _days(period)
        as_of_start, as_of_end = _days(as_of)
        figure = count or f"{low} to {high}"
        out.append({"claim_id": identify("claim", number), "event_id": identify("event", title) if title else None,
                    "article_id": identify("article", publisher), "effect": effect, "count": int(count) if count else None,
                    "low": int(low) if low else None, "high": int(high) if high else None, "bound": bound,
                    "unit": "people", "group": group or None, "group_role": role or None, "side": side or None,
                    "basis": basis or None, "period_start": period_start, "period_end": period_end,
                    "period_edtf": period, "as_of_start": as_of_start, "as_of_end": as_of_end,
                    "as_of_basis": as_of_basis, "claimed_by": claimed_by or None, "status": status,
                    "place": place or None, "char_start": number * 50, "char_end": number * 50 + 40,
                    "sentence": f"{claimed_by or 'The article'} put the {effect} at {figure}.", "raw": figure,
                    "rule": "fixture", "reason": ""})  # fmt: skip
    total = next(c for c in out if c["count"] == 28473)
    out.append(total | {"claim_id": identify("claim", "share"), "count": None, "low": None, "high": None,
                        "group": "women and children", "group_role": "women", "subset_of": total["claim_id"],
                        "share": 0.7, "denominator": 28473, "bound": "exact"})  # fmt: skip
    return out


def many(count: int, *, seed: int = 7, years: int = 10) -> dict[str, pa.Table]:
    """`count` made-up events over `years` years, for speed and crowding."""
    draw = random.Random(seed)
    kinds = ["attack", "battle", "negotiation", "statement", "meeting", "release", "ceasefire", "agreement", "threat", "aid", "other"]
    actors = [f"Actor {n}" for n in range(40)]
    first = dt.date(2015, 1, 1)
    start = [first + dt.timedelta(days=draw.randrange(365 * years)) for _ in range(count)]
    length = [0 if draw.random() < 0.8 else draw.randrange(1, 40) for _ in range(count)]
    end = [s + dt.timedelta(days=d) for s, d in zip(start, length, strict=True)]
    chosen = [draw.choice(kinds) for _ in range(count)]
    columns = {
        "event_id": [f"{n:016x}" for n in range(count)], "start": start, "end": end,
        "edtf": [s.isoformat() if not d else f"{s}/{e}" for s, e, d in zip(start, end, length, strict=True)],
        "when": [str(s) for s in start], "extent": ["throughout" if d else "day" for d in length],
        "precision": ["day"] * count, "date_basis": ["stated"] * count, "certainty": ["certain"] * count,
        "status": ["happened"] * count, "event_type": chosen,
        "title": [f"{kind.capitalize()} number {n}" for n, kind in enumerate(chosen)],
        "actors": [draw.sample(actors, 2) for _ in range(count)], "roles": [[] for _ in range(count)],
        "places": [[f"Place {draw.randrange(60)}"] for _ in range(count)], "article_ids": [["a"]] * count,
        "publishers": [[f"Paper {draw.randrange(8)}"] for _ in range(count)], "article_count": [1] * count,
        "publisher_count": [1] * count, "importance": [draw.random() for _ in range(count)],
        "rule": [""] * count, "reason": [""] * count, "problem": [None] * count,
    }  # fmt: skip
    made = {name: table(name, []) for name in SCHEMAS}
    made["events"] = pa.table(columns, schema=SCHEMAS["events"])
    return made


def write(tables: dict[str, pa.Table], folder: Path) -> Path:
    """The tables as the generation that the folder serves."""
    publish(folder, {name: [rows] for name, rows in tables.items()})
    return folder
