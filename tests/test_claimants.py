"""Who gives a figure, in the manners of agencies, live blogs, communiqués and reports."""

from __future__ import annotations

import pytest

from timeline.casualties import claims
from timeline.interval import Interval
from timeline.mentions import tag
from timeline.records import CasualtyClaim


def told(text: str) -> list[CasualtyClaim]:
    day = Interval.parse("2024-03-14")
    return claims(text, mentions=tag(text, published=day), published=day, article_id="a")


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Omani forces said 12 smugglers were killed.", "Omani forces"),
        ("Nine villagers died, two security sources told the paper.", "two security sources"),
        ("A 41-year-old nurse said that six patients had died.", "a 41-year-old nurse"),
        ("Six people drowned, the Committee for Displaced Families told the radio.", "the Committee for Displaced Families"),
        ("Forty people were killed, the Coastal Rights Network (CRN) said in a report.", "the Coastal Rights Network"),
        ("“We buried nine bodies,” said Omar Haddad, the mayor.", "Omar Haddad"),
        ("The front claimed responsibility, saying it had killed nine soldiers.", "the front"),
        ("A hospital in Arlit said nine people died, adding that 20 were wounded.", "a hospital in Arlit"),
        ("Researchers at the institute believe that up to 600 people died.", "researchers at the institute"),
        ("The raid killed 71 people. An earlier toll given by local officials was 43 dead.", "local officials"),
        ("In northwest Arlit the Relief Office counted 2,274 dead.", "the Relief Office"),
        ("The Rights Network said a hospital there had counted 44 dead.", "a hospital"),
        ("The UN says 2,900 people died, while Bamako speaks of 7,000 dead.", "Bamako"),
        ("A shell killed two nurses, the regional governor Omar Haddad wrote on Telegram.", "the regional governor Omar Haddad"),
        ("At least 45 villagers were shot dead, the Rights Commission found.", "the Rights Commission"),
        ("The White Caps, meanwhile, recorded 36 wounded.", "the White Caps"),
        ("By the ministry's reckoning 870 villagers had been killed.", "the ministry's reckoning"),
        ("Rebels shelled Khiam; Oman reports no injuries.", "Oman"),
        ("Nine were killed, according to the same monitor - three of them girls.", "the same monitor"),
        ("Morgues hold 700 bodies, WHO said.", "WHO"),
        ("The relief office has the names of 41 dead. It puts the number of displaced at 900.", "the relief office"),
        ("The blast killed nine, the army said. A source spoke of “around a hundred”.", "a source"),
        ("The blast killed nine, the army said. Now its count stands at 12.", "the army"),
        ("Toll of the floods in Arlit rises to 16 - mayor", "mayor"),
        ("The health ministry spoke. By its count, 870 villagers had been killed.", "the health ministry"),
    ],
)
def test_claimant_is_who_the_words_name(text: str, who: str) -> None:
    assert told(text)[-1].claimed_by == who


@pytest.mark.parametrize(
    "text",
    [
        "An initial count put the number of dead at 20.",
        "Earlier reports spoke of three killed.",
        "The police said two men died. The government has never given a toll. More than a million people fled the valley.",
        "The police said two men died. The blast in Arlit killed more than 20 miners.",
        "Does the mayor think that killing nine people is a success?",
    ],
)
def test_count_nobody_gives_has_no_claimant(text: str) -> None:
    assert told(text)[-1].claimed_by is None


def test_figure_that_adds_to_one_nobody_gave_has_no_claimant() -> None:
    text = "At least 90 people died, aid groups think. Two guards were killed in Arlit on 9 March. At least 11 villagers also died there."
    assert [c.claimed_by for c in told(text)] == ["aid groups", None, None]


def test_figure_that_adds_to_the_last_is_of_the_same_claimant() -> None:
    first, second = told("The army said nine guards were killed. The blast also wounded ten others.")
    assert (first.claimed_by, second.claimed_by) == ("the army", "the army")
