"""The main path of the dashboard in a real browser: open, filter, share, download, drop in."""

import io

import openpyxl
import pytest
from steps import ARTEFACTS, drawn, settled

from timeline.downloads.csv import read_csv

pytestmark = pytest.mark.browser
COUNT = ".t-count"


def test_the_first_chart_is_in_sight_without_scrolling_and_nothing_is_asked_of_another_host(page, site):
    asked, told = [], []
    page.on("request", lambda r: asked.append(r.url))
    page.on("console", lambda m: told.append(m.text) if "Content Security Policy" in m.text else None)
    drawn(page, site)
    box = page.locator(".js-plotly-plot").first.bounding_box()
    assert box["y"] < 140 and box["y"] + box["height"] < 768
    assert all(u.startswith((site, "data:", "blob:", site.replace("http", "ws"))) for u in asked)
    assert told == []
    assert "70 of 70 events" in page.locator(COUNT).first.inner_text()


def overlaps(page):
    """Pairs of titles of the first chart of which one hides the other."""
    boxes = page.evaluate("""[...document.querySelectorAll('.js-plotly-plot')[0].querySelectorAll('.textpoint text')]
        .map(t => t.getBoundingClientRect()).filter(b => b.width > 3).map(b => [b.left, b.top, b.right, b.bottom])""")
    assert len(boxes) > 25
    return [(a, b) for n, a in enumerate(boxes) for b in boxes[:n]
            if a[0] < b[2] - 1 and b[0] < a[2] - 1 and a[1] < b[3] - 4 and b[1] < a[3] - 4]  # fmt: skip


def test_no_title_of_the_timeline_overlaps_another(page, site):
    drawn(page, site)
    assert overlaps(page) == []


def test_a_filter_is_in_the_address_and_survives_a_reload_and_another_browser(page, site, browser):
    drawn(page, site)
    page.get_by_label("Words").fill("Beirut")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=Beirut**")
    settled(page)
    assert "2 of 70 events" in page.locator(COUNT).first.inner_text()
    link = page.url
    page.reload()
    page.wait_for_selector(".js-plotly-plot .main-svg")
    settled(page)
    assert "2 of 70 events" in page.locator(COUNT).first.inner_text()
    other = browser.new_page()
    drawn(other, site)
    assert "70 of 70 events" in other.locator(COUNT).first.inner_text()  # sessions do not see each other
    drawn(other, link)
    assert "2 of 70 events" in other.locator(COUNT).first.inner_text()
    other.close()


def test_a_stretch_swept_over_becomes_the_period(page, site):
    drawn(page, site)
    box = page.locator(".js-plotly-plot").nth(1).bounding_box()
    page.mouse.move(box["x"] + 100, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + 300, box["y"] + 40, steps=8)
    page.mouse.up()
    page.wait_for_url("**from=20**")
    settled(page)
    assert "undated not shown" in page.locator("[data-testid=stMain]").inner_text()


def test_a_mark_that_is_clicked_opens_its_evidence_and_leads_to_the_article(page, site):
    drawn(page, f"{site}/?q=Nasrallah")
    mark = page.locator(".js-plotly-plot .scatterlayer .point").first.bounding_box()
    page.mouse.click(mark["x"] + mark["width"] / 2, mark["y"] + mark["height"] / 2)
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("Evidence").wait_for()
    assert dialog.locator("mark").first.inner_text() == "27 Sep 2024"
    dialog.get_by_text("Read it in the article").first.click()
    page.locator(".t-article").wait_for()
    settled(page)
    assert "Hassan Nasrallah is killed in Beirut" in page.locator(".t-here").inner_text()
    assert "/reader" in page.url and "at=" in page.url


def test_downloads_hold_exactly_the_rows_of_the_table(page, site, tmp_path):
    page.goto(f"{site}/table?type=release&place=Gaza")
    page.get_by_text("of 70 events").first.wait_for()
    settled(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="CSV", exact=True).click()
    waiting.value.save_as(tmp_path / "events.csv")
    rows = read_csv(tmp_path / "events.csv", "events").to_pylist()
    assert [r["title"] for r in rows] == [
        "Hamas frees two American women", "Hamas frees two elderly Israeli women",
        "First exchange: 13 Israeli captives and 39 Palestinian prisoners", "Three women captives and 90 prisoners go free",
        "Hamas frees Edan Alexander", "The last 20 living captives go free"]  # fmt: skip
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Excel").click()
    book = openpyxl.load_workbook(io.BytesIO(waiting.value.path().read_bytes()))
    sheet = list(book["events"].iter_rows(values_only=True))
    assert [r[sheet[0].index("title")] for r in sheet[1:]] == [r["title"] for r in rows]
    assert "Releases in Gaza: 6 events" in str([c.value for row in book["notes"] for c in row])


def test_the_camera_makes_a_picture_with_the_title_in_its_name(page, site):
    drawn(page, f"{site}/?place=Doha")
    page.locator(".js-plotly-plot").first.hover()
    with page.expect_download() as waiting:
        page.locator(".modebar-btn").first.click()
    assert waiting.value.suggested_filename.startswith("all-events-in-doha")
    assert waiting.value.path().read_bytes()[:4] == b"\x89PNG"


def test_an_article_dropped_in_is_read_by_the_same_code_and_seen_by_this_session_alone(page, site, browser):
    page.goto(f"{site}/articles")
    page.get_by_text("Drop articles into the page").click()
    page.locator("input[type=file]").set_input_files([{
        "name": "cairo.txt", "mimeType": "text/plain",
        "buffer": b"date 2024-05-08\n\nMediators met in Cairo on Tuesday. An air strike hit Rafah on Monday and killed four people.\n",
    }])  # fmt: skip
    button = page.get_by_role("button", name="Show them")
    button.wait_for()
    page.wait_for_timeout(500)
    button.click()
    page.wait_for_selector(".js-plotly-plot .main-svg", timeout=60_000)  # the timeline opens by itself
    settled(page)
    assert "of 70 events" not in page.locator(COUNT).first.inner_text()
    page.get_by_role("link", name="Reader").click()
    page.locator(".t-article").wait_for()
    marks = page.locator(".t-article mark").all_inner_texts()
    assert "Tuesday" in marks and "Monday" in marks
    other = browser.new_page()
    drawn(other, site)
    assert "of 70 events" in other.locator(COUNT).first.inner_text()
    other.close()


def test_a_file_of_the_wrong_kind_is_named_and_the_page_stays_usable(page, site):
    page.goto(f"{site}/articles")
    page.get_by_text("Drop articles into the page").click()
    page.locator("input[type=file]").set_input_files([{"name": "broken.jsonl", "mimeType": "text/plain", "buffer": b"{not json\n"}])
    page.wait_for_timeout(700)
    page.get_by_role("button", name="Show them").click()
    page.get_by_text("line 1, column 2: not valid JSON").wait_for(timeout=60_000)
    page.get_by_role("link", name="Timeline").click()
    page.wait_for_selector(".js-plotly-plot .main-svg")


@pytest.mark.parametrize(("path", "scheme"), [
    ("", "light"), ("", "dark"), ("table", "light"), ("casualties", "dark"), ("reader", "light"), ("articles", "dark"),
    ("compare", "light"), ("briefing", "light"), ("corrections", "light"), ("about", "light"), ("reader", "dark"),
    ("corrections", "dark"), ("about", "dark"), ("articles?than=2024-06-01", "light"), ("casualties?chart=captives", "dark")])  # fmt: skip
def test_no_page_has_a_fault_that_axe_finds(browser, site, path, scheme):
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(viewport={"width": 1366, "height": 768}, color_scheme=scheme)
    opened = context.new_page()
    opened.goto(f"{site}/{path}")
    opened.wait_for_selector("h1")
    opened.wait_for_timeout(1500)
    settled(opened)
    ARTEFACTS.mkdir(exist_ok=True)
    opened.screenshot(path=ARTEFACTS / f"page-{path.replace('?', '-') or 'timeline'}-{scheme}.png")
    found = Axe().run(opened, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}).response["violations"]
    ours = [(v["id"], n["html"][:160]) for v in found for n in v["nodes"]]
    context.close()
    assert ours == []


def test_a_page_of_another_host_is_refused(site):
    import urllib.error
    import urllib.request

    request = urllib.request.Request(site, headers={"Host": "evil.example"})
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request)
    assert refused.value.code == 400
    with urllib.request.urlopen(site) as answer:
        assert "default-src 'self'" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_first_page_answers_by_its_name_with_the_filters_of_the_address(page, site):
    drawn(page, f"{site}/timeline?place=Doha&type=meeting")
    assert page.url.startswith(f"{site}/?") and "place=Doha" in page.url and "type=meeting" in page.url
    assert "of 70 events" in page.locator(COUNT).first.inner_text()
    assert "70 of 70" not in page.locator(COUNT).first.inner_text()


def test_a_chart_on_a_phone_keeps_its_width_and_no_title_overlaps_another(browser, site):
    context = browser.new_context(viewport={"width": 390, "height": 844})
    opened = context.new_page()
    opened.set_default_timeout(30_000)
    drawn(opened, site)
    box = opened.locator(".js-plotly-plot").first.bounding_box()
    assert box["width"] >= 700
    assert overlaps(opened) == []
    assert opened.evaluate("document.documentElement.scrollWidth") <= 390  # the chart is swept sideways, not the page
    opened.screenshot(path=ARTEFACTS / "page-timeline-phone.png")
    context.close()


def test_from_a_point_of_the_toll_to_the_sentence_in_the_article_takes_two_clicks_and_no_scrolling(page, site):
    drawn(page, f"{site}/casualties")
    assert page.locator(".js-plotly-plot .annotation-text").filter(has_text="truce").count() >= 1  # a reference event
    mark = page.locator(".js-plotly-plot .scatterlayer .points path.point").first.bounding_box()
    page.mouse.click(mark["x"] + mark["width"] / 2, mark["y"] + mark["height"] / 2)
    dialog = page.get_by_role("dialog")
    figure = dialog.locator(".t-quote mark").first.inner_text()
    assert any(c.isdigit() for c in figure)
    dialog.get_by_text("Read it in the article").click()
    here = page.locator(".t-here").first
    here.wait_for()
    settled(page)
    page.wait_for_timeout(1200)
    assert "/reader" in page.url and "at=" in page.url
    box = here.bounding_box()
    assert 0 < box["y"] < 768


def test_reference_events_of_a_toll_are_hidden_on_request_and_the_address_says_so(page, site):
    drawn(page, f"{site}/casualties")
    page.get_by_text("Reference events").click()
    page.wait_for_url("**reference=hidden**")
    settled(page)
    assert page.locator(".js-plotly-plot .annotation-text").filter(has_text="truce").count() == 0


def test_the_question_of_before_and_after_is_in_the_address_and_survives_a_reload(page, site):
    page.goto(f"{site}/articles?than=2024-06-01&asked=before")
    page.get_by_text("Cannot tell:").wait_for()
    settled(page)
    assert "asked=before" in page.url and "than=2024-06-01" in page.url
    page.goto(f"{site}/articles?than=someday")
    page.get_by_text("expected a day such as 2023-10-07").wait_for()


def test_from_articles_dropped_in_to_a_picture_takes_five_clicks(page, site):
    drawn(page, site)
    files = [{"name": f"{n}.txt", "mimeType": "text/plain",
              "buffer": f"date 2024-05-{n:02}\n\nMediators met in Cairo on Tuesday. A strike killed {n} people.\n".encode()} for n in range(8, 13)]  # fmt: skip
    page.get_by_role("link", name="Articles").click()  # one
    page.get_by_text("Drop articles into the page").click()  # two
    page.locator("input[type=file]").set_input_files(files)  # three, where they are not dragged
    page.wait_for_timeout(700)
    page.get_by_role("button", name="Show them").click()  # four
    page.wait_for_selector(".js-plotly-plot .main-svg", timeout=60_000)
    settled(page)
    with page.expect_download() as waiting:
        page.locator(".modebar-btn").first.click()  # five
    assert waiting.value.path().read_bytes()[:4] == b"\x89PNG"


@pytest.mark.parametrize(("wide", "high", "lanes"), [(1366, 768, "actor"), (1920, 1080, "packed"), (1024, 900, "type"), (1366, 768, "type")])
def test_a_chart_is_fitted_to_the_window_and_its_legend_keeps_clear_of_the_words_above(browser, site, wide, high, lanes):
    context = browser.new_context(viewport={"width": wide, "height": high})
    opened = context.new_page()
    opened.set_default_timeout(30_000)
    drawn(opened, f"{site}/?lanes={lanes}")
    chart = opened.locator(".js-plotly-plot").first
    box, least = chart.bounding_box(), opened.evaluate("getComputedStyle(document.querySelector('[class*=st-key-wide-] > *')).minWidth")
    assert box["width"] - 60 < float(least.removesuffix("px")) <= box["width"]
    legend, words = chart.locator(".legend").bounding_box(), chart.locator(".annotation-text").first.bounding_box()
    assert legend["y"] >= words["y"] + words["height"] - 1
    assert legend["y"] - words["y"] - words["height"] < 50  # and no empty rows are kept for it
    opened.screenshot(path=ARTEFACTS / f"page-timeline-{wide}-{lanes}.png")
    context.close()


def test_the_bars_that_choose_a_period_are_in_sight_beside_the_chart(page, site):
    drawn(page, site)
    brush = page.locator(".js-plotly-plot").nth(1).bounding_box()
    assert brush["y"] + 60 < 768


def test_a_slide_fills_the_window_at_sixteen_to_nine(browser, site):
    for wide, high, across in ((1366, 768, 1365), (1920, 1080, 1920), (800, 1280, 800), (390, 844, 390)):
        context = browser.new_context(viewport={"width": wide, "height": high})
        opened = context.new_page()
        opened.set_default_timeout(30_000)
        opened.goto(f"{site}/briefing")
        opened.wait_for_selector(".js-plotly-plot .main-svg")
        settled(opened)
        box = opened.locator(".js-plotly-plot .main-svg").first.bounding_box()
        assert abs(box["width"] - across) < 4 and abs(box["height"] - across * 9 / 16) < 4
        frame = opened.locator(".st-key-slide").bounding_box()  # what is beyond it is cut off
        assert frame["x"] + frame["width"] >= box["x"] + box["width"] - 4
        context.close()


def test_files_that_cannot_be_read_are_named_with_what_to_do(page, site):
    page.goto(f"{site}/articles")
    page.get_by_text("Drop articles into the page").click()
    page.locator("input[type=file]").set_input_files([
        {"name": "tool.exe", "mimeType": "application/octet-stream", "buffer": b"MZ\x90\x00" + bytes(range(256)) * 8},
        {"name": "bare.json", "mimeType": "application/json", "buffer": b'{"title": "A title alone"}'}])  # fmt: skip
    page.wait_for_timeout(900)
    page.get_by_text("is marked red and not taken").wait_for()
    page.get_by_role("button", name="Show them").click()
    told = page.locator("[data-testid=stAlert]")
    told.first.wait_for(timeout=60_000)
    settled(page)
    words = " ".join(told.all_inner_texts())
    assert "tool.exe" in words and "bare.json" in words and 'has no "text"' in words
    page.get_by_role("link", name="Timeline").click()
    page.wait_for_selector(".js-plotly-plot .main-svg")
