"""Text becomes paragraphs: the article's own words stay, the page's furniture and other stories go."""

from __future__ import annotations

import pytest

from timeline.articles.cleaning import clean, visible, without_markdown
from timeline.articles.furniture import is_credit, is_furniture, is_list_head, is_pointer, may_be

ONE = "Forty lorries with flour crossed at dawn, the crossing authority said in a statement on its website."
TWO = "The second convoy is to follow once the road has been cleared, according to two drivers at the gate."


def paragraphs(text: str, **options: bool) -> list[str]:
    cleaned = clean(text, **options).text
    return cleaned.split("\n\n") if cleaned else []


def test_lines_and_blank_lines_both_part_paragraphs():
    assert paragraphs(f"{ONE}\n{TWO}") == paragraphs(f"{ONE}\n\n\n{TWO}\r\n") == [ONE, TWO]


def test_lines_broken_at_a_fixed_width_are_joined():
    text = ("The crossing authority said on its website that forty lorries\nwith flour had crossed at dawn and that a second convoy was\n"
            "to follow once the road had been cleared of rubble.\n\n   A driver at the gate said that he had waited for eleven\n"
            "days with his load.")  # fmt: skip
    assert paragraphs(text) == [
        "The crossing authority said on its website that forty lorries with flour had crossed at dawn and that a second convoy was to "
        "follow once the road had been cleared of rubble.", "A driver at the gate said that he had waited for eleven days with his load."]  # fmt: skip


def test_short_sentences_on_lines_of_their_own_are_not_joined():
    lines = ["The gate opened at dawn on the first day.", "Forty lorries crossed before the noon prayer.", "A second convoy waited at the gate all night."]
    assert paragraphs("\n".join(lines)) == lines


def test_a_paragraph_that_returns_stands_once():
    assert paragraphs(f"{ONE}\n{TWO}\n{ONE}\n{TWO}") == [ONE, TWO]


def test_a_short_line_may_return_but_not_twice_running():
    assert paragraphs(f"Background\nBackground\n{ONE}\nBackground\n{TWO}") == ["Background", ONE, "Background", TWO]


def test_headlines_of_other_articles_between_bare_dashes_are_left_out():
    text = f"{ONE}\n-\nMinister opens new port terminal\n-\nIs the truce over? What we know\n{TWO}\n-\nWho blocked the summit… an inquiry\n-"
    assert paragraphs(text) == [ONE, TWO]


def test_genuine_bullets_stay():
    assert paragraphs(f"- {ONE}\n- {TWO}") == [f"- {ONE}", f"- {TWO}"]


def test_a_sentence_below_a_bare_dash_is_a_bullet_of_the_article():
    assert paragraphs(f"{ONE}\n-\n{TWO}") == [ONE, f"- {TWO}"]


def test_a_list_that_a_colon_opens_stays_even_without_full_stops():
    assert paragraphs("The deal has two parts:\n-\nA truce of six weeks\n-\nAn exchange of prisoners") == [
        "The deal has two parts:", "- A truce of six weeks", "- An exchange of prisoners"]  # fmt: skip


def test_lists_of_related_stories_are_left_out_up_to_the_next_sentence():
    text = f"{ONE}\nRelated stories\nPort terminal opens after delay\n• Ministers meet in Cairo\n{TWO}"
    assert paragraphs(text) == [ONE, TWO]


def test_a_heading_stays_a_paragraph_of_its_own_without_its_marks():
    assert paragraphs(f"**The Road Ahead**\n{ONE}\n## What comes next\n{TWO}") == ["The Road Ahead", ONE, "What comes next", TWO]


def test_bold_words_within_a_sentence_lose_their_marks_alone():
    assert paragraphs("The **crossing authority** said so.") == ["The crossing authority said so."]


def test_spaces_of_every_kind_become_one():
    assert paragraphs("Forty\u00a0 lorries\t crossed.") == ["Forty lorries crossed."]


@pytest.mark.parametrize("line", [
    "Advertisement", "ADVERTISEMENT", "Story continues below advertisement", "Read more", "Read More…", "Share this", "Share on Facebook",
    "Copy link", "Print", "Email", "Tweet", "Follow us on X", "Comments (14)", "Sign up for our daily newsletter", "Subscribe now",
    "We use cookies to improve your visit.", "Accept all cookies", "Cookie policy", "© 2024 Example Media. All rights reserved.",
    "All rights reserved.", "Skip to content", "Listen to this article", "4 min read", "Loading...", "Back to top", "Tags: truce, aid",
    "Reporting by Lina Haddad; Editing by Omar Said", "(Reporting by Lina Haddad)", "By Lina Haddad", "By Lina Haddad and Omar Said, Example Wire",
    "By LINA HADDAD", "https://news.example/a", "By our correspondent", "Topics: Aid", "By Sami al-Masri in Doha",
    "News|Aid and trade", "Reporting from Doha", "list 2 of 3", "Follow the wire's coverage at https://wire.example/aid",
])
def test_page_furniture_is_left_out(line):
    assert may_be(line)
    assert is_furniture(line)
    assert paragraphs(f"{ONE}\n{line}\n{TWO}") == [ONE, TWO]


@pytest.mark.parametrize("line", [
    "Read also: Ministers meet in Cairo over truce", "READ MORE | Port opens", "Related: Lorries wait at the gate", "Watch: Convoy crosses at dawn",
    "[Read also: Ministers meet]",
])
def test_a_pointer_to_another_story_is_left_out(line):
    assert is_pointer(line)
    assert paragraphs(f"{ONE}\n{line}\n{TWO}") == [ONE, TWO]


@pytest.mark.parametrize("line", [
    "Photo: Lina Haddad", "A boy waits at the gate [File: Lina Haddad/Reuters]", "Lorries wait at dawn. (AP Photo/Omar Said)", "File photo",
    "Lorries at the gate. Lina Haddad/AFP", "Image credit: Getty Images", "A convoy crosses (Photo by Omar Said)",
])
def test_a_caption_with_its_credit_is_left_out(line):
    assert is_credit(line)
    assert paragraphs(f"{ONE}\n{line}\n{TWO}") == [ONE, TWO]


@pytest.mark.parametrize("line", [
    "Read more carefully, the text allows for both views.", "Share prices fell by two per cent.", "Printers in the capital were seized on Monday.",
    "By Monday, forty lorries had crossed.", "By Tuesday night the gate was shut again.", "Comments by the minister angered both sides.",
    "More than 40 people were killed.", "The photo showed a convoy at the gate.", "Email traffic fell by half, the operator said.",
    "Subscribers were told to wait.", "Related talks in Cairo ended on Monday.", "Search teams found two survivors.", "Homes were hit in the north.",
    "Live fire was heard near the gate.", "The move angered Reuters staff.", "Next, the ministers met in Cairo.", "Strategic Implications",
    "The Doha Paradox", "Sign of hope at the crossing", "Opinion polls: the president leads by ten points.", "“We wait,” he said (in Arabic).",
    "Support for the truce grew on Monday.", "From Monday, aid will double.", "Add to that the cold, he said.", "Watch towers were built.",
    "Other captives were moved north.", "Top officials met on Monday.", "Video of the strike was verified.", "At least 12 were injured (six of them children).",
    "Menu prices rose.", "Shares of both banks fell.",
])
def test_a_sentence_with_such_words_stays(line):
    assert paragraphs(f"{ONE}\n{line}\n{TWO}") == [ONE, line, TWO]


@pytest.mark.parametrize("line", ["___", "* * *", "-----", "…", "•••"])
def test_a_rule_is_no_paragraph(line):
    assert paragraphs(f"{ONE}\n{line}\n{TWO}") == [ONE, TWO]


def test_an_opinion_keeps_its_title():
    assert clean(f"Opinion | Why the convoy matters\n{ONE}").title == "Opinion | Why the convoy matters"


def test_list_heads_are_told_from_sentences():
    assert is_list_head("Related stories")
    assert is_list_head("You may also like")
    assert not is_list_head("Related stories of loss filled the papers.")


def test_the_first_line_is_the_title_where_it_is_open_and_stands_above_a_sentence():
    assert clean(f"Lorries Cross at Dawn\n{ONE}").title == "Lorries Cross at Dawn"
    assert clean(f"{ONE}\n{TWO}").title is None
    assert clean("Lorries Cross at Dawn").title is None


def test_a_marked_heading_near_the_top_is_the_title():
    assert clean(f"{ONE}\n**Lorries Cross at Dawn**\n{TWO}").title == "Lorries Cross at Dawn"


def test_control_characters_go_with_a_note_and_typography_goes_silently():
    assert visible("a\x00b\x07c") == ("abc", "2 control characters removed, the first U+0000 in line 1")
    assert visible("cease\u00adfire \u200bheld\ufeff") == ("ceasefire held", None)
    assert visible("line one\x1b[2J\nline two") == ("line one\nline two", "1 control character removed, the first U+001B in line 1")


def test_a_misread_windows_quotation_mark_is_mended():
    assert visible("\x93We wait\x94, he said")[0] == "“We wait”, he said"


def test_half_a_character_becomes_the_replacement_character():
    assert visible("a\ud800b")[0] == "a\ufffdb"


def test_overriding_the_direction_of_writing_is_kept_and_noted():
    text, note = visible("paid \u202e001\u202c dollars")
    assert text == "paid \u202e001\u202c dollars"
    assert "direction" in note


def test_joiners_of_other_scripts_stay():
    assert visible("می\u200cخواهم") == ("می\u200cخواهم", None)


def test_markdown_becomes_plain_words():
    text = "Title\n=====\n> quoted *words* and [a link](https://x.example/a_b) ![pic](p.png)\n\n* one item\n---\n`code` <b>bold</b> 5\\*6"
    assert clean(text, markup=True).text.split("\n\n") == ["Title", "quoted words and a link", "- one item", "code bold 5*6"]


def test_markdown_keeps_the_number_of_lines():
    text = "# A\n\n```\ncode\n```\n<!-- a\nb -->\nText ![x](y)\n---\nEnd"
    assert without_markdown(text).count("\n") == text.count("\n")


def test_cleaning_again_changes_nothing():
    for text in (f"**A Heading**\n{ONE}\n-\nOther story\nRead more\n- {TWO}\n{ONE}", f"Title of it\n\nBy Lina Haddad\n\n{ONE}"):
        once = clean(text).text
        assert clean(once).text == once
