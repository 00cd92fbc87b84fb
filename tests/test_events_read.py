"""Events of news as agencies print it: whose deed it is, what a title keeps, and what only looks back or ahead."""

import pytest

from timeline.extract import extract
from timeline.interval import When
from timeline.records import Article


def rows(text: str) -> list[tuple[str, str, str, tuple[str, ...]]]:
    """Day, type, title and roles of each row, published on Monday 8 September 2025."""
    article = Article(article_id="a", text=text, published=When.parse("2025-09-08"))
    return [(r.edtf or "", r.event_type, r.title, r.roles) for r in extract(article).reports]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Syrian rebels captured Hama on Sunday.", ()),
        ("Supporters of Niger's generals attacked the embassy of France in Niamey on Sunday.", ("France (target)",)),
        ("The army arrested the mayor along with Aung San Suu Kyi on Sunday.", ("Aung San Suu Kyi (captive)",)),
        ("The Houthis fired nine missiles at the carrier USS Harry S. Truman on Sunday.", ("Houthis (attacker)",)),
        ("The Israeli raid that hit an office of Hamas in Doha on Sunday drew protests.", ("Israel (attacker)", "Hamas (target)")),
        ("Kabul shelters the Pakistani Taliban, which killed nine guards in an ambush on Sunday.", ("Tehrik-i-Taliban Pakistan (attacker)",)),
        ("Rebels of the M23 marched into the centre of Goma on Sunday.", ("M23 (party)",)),
    ],
)  # fmt: skip
def test_whose_deed_it_is(text: str, expected: tuple[str, ...]) -> None:
    assert rows(text)[-1][3] == expected


def test_who_prints_a_tail_takes_no_part() -> None:
    (row,) = rows("Envoys of Chad and Libya signed a pact in Paris on Sunday, France said in a statement.")
    assert row[3] == ("Chad (signatory)", "Libya (signatory)")


def test_talks_on_a_release_release_nobody() -> None:
    told = rows("Hans Grundberg held talks in Muscat on Sunday on the release of detainees.")
    assert [kind for _, kind, _, _ in told] == ["negotiation"]


def test_warning_shots_are_no_threat_and_a_list_is_no_captive() -> None:
    assert all(kind != "threat" for _, kind, _, _ in rows("South Korean soldiers fired warning shots on Sunday."))
    assert rows("The Ukrainian delegation handed Moscow a list of abducted children on Sunday.") == []


def test_decades_after_an_event_is_not_its_day() -> None:
    told = rows("The Taliban entered Kabul on Sunday, two decades after they were overthrown by a United States invasion.")
    assert [kind for _, kind, _, _ in told] == ["battle"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen stormed an airport in Bamako before dawn on Sunday, killing six.", "Gunmen stormed an airport in Bamako, killing six"),
        ("Two Kenyan guards were killed on Friday and Saturday in clashes with gunmen.", "Two Kenyan guards were killed in clashes with gunmen"),
        ("On Sunday rebels ambushed a convoy of the Wagner Group near Kidal, killing nine of them.", "Rebels ambushed a convoy of the Wagner Group near Kidal"),
    ],
)  # fmt: skip
def test_a_title_has_no_loose_end(text: str, expected: str) -> None:
    assert rows(text)[0][2] == expected


def test_a_title_has_the_subject_of_a_participle() -> None:
    (row,) = [r for r in rows("Germany freed Ali Demir, who was convicted of murdering an exile in Berlin in 2019.") if r[1] == "attack"]
    assert row[2].startswith("Ali Demir was convicted")


def test_a_title_that_is_cut_does_not_end_in_the_hours_after_it() -> None:
    told = rows("Myanmar's junta carried out airstrikes on a dozen rebel-held villages just hours after a 7.7-magnitude earthquake struck near Mandalay on Friday.")
    assert [title for _, _, title, _ in told] == ["Myanmar's junta carried out airstrikes on a dozen rebel-held villages", "7.7-magnitude earthquake"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Israel carried out a wave of strikes on Gaza City on Sunday.",
            ("2025-09-07", "attack", "Israel carried out a wave of strikes on Gaza City", ("Israel (attacker)",)),
        ),
        ("Bolivia cut diplomatic ties with Israel on Sunday.", ("2025-09-07", "sanction", "Bolivia cut diplomatic ties with Israel", ("Bolivia (imposer)", "Israel (target)"))),
        ("On Sunday a missile slammed into a clinic in Lutsk.", ("2025-09-07", "attack", "A missile slammed into a clinic in Lutsk", ())),
        ("China held live-fire drills off Taiwan on Sunday.", ("2025-09-07", "deployment", "China held live-fire drills off Taiwan", ("China (deployer)",))),
        ("Lawmakers voted 190-0 on Sunday to lift the decree.", ("2025-09-07", "agreement", "Lawmakers voted 190-0 to lift the decree", ())),
        (
            "The UN General Assembly voted 141-5 on Sunday to condemn the raid of Russia on Kyiv and demand that it stop.",
            ("2025-09-07", "agreement", "The UN General Assembly voted 141-5 to condemn the raid of Russia on Kyiv", ("UN General Assembly (signatory)",)),
        ),
        ("Gershkovich was sentenced to 16 years on July 19.", ("2025-07-19", "sanction", "Gershkovich was sentenced to 16 years", ())),
        ("Kenyan peacekeepers were killed on Sunday when their car came under fire.", ("2025-09-07", "attack", "Kenyan peacekeepers were killed when their car came under fire", ("Kenya (target)",))),
    ],
)  # fmt: skip
def test_events_that_a_chronology_wants(text: str, expected: tuple[str, str, str, tuple[str, ...]]) -> None:
    assert expected in rows(text)


def test_the_day_of_what_is_asked_is_not_that_of_the_asking() -> None:
    (row,) = rows("Russia requested a meeting of the Security Council for Friday.")
    assert row[:2] == ("[..2025-09-08]", "demand")


def test_a_long_title_keeps_its_verb() -> None:
    text = "The deputy prime minister of the country, Sheikh Mohammed bin Abdulrahman Al Thani, received on Sunday a phone call from his Jordanian counterpart Ayman Safadi."
    assert all("received a phone call" in title for _, kind, title, _ in rows(text) if kind == "meeting")
