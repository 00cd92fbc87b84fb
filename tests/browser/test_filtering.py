"""What a filter costs the browser, and what a page says that is asked for what there is not."""

import pytest
from steps import drawn, settled

pytestmark = pytest.mark.browser
COUNT = ".t-count"


def test_the_number_that_a_filter_leaves_is_on_the_page_before_the_chart(page, site):
    drawn(page, site)
    page.evaluate("""() => { window.order = []; const seen = new Map(); const look = () => {
        for (const [name, query] of [['number', '.t-count'], ['chart', '.js-plotly-plot .annotation-text']]) {
            const text = document.querySelector(query)?.textContent; if (text && seen.has(name) && seen.get(name) !== text) window.order.push(name);
            if (text) seen.set(name, text) } requestAnimationFrame(look) }; look() }""")
    page.get_by_label("Words", exact=True).fill("Doha")
    page.keyboard.press("Enter")
    page.wait_for_function("() => window.order.includes('chart')")
    assert page.evaluate("window.order")[0] == "number"


def test_an_address_that_is_no_page_opens_the_first_one_which_says_so(page, site):
    page.goto(f"{site}/chronicle")
    page.get_by_text("there is no page “chronicle”; this is the first one").wait_for()
    page.wait_for_selector(".js-plotly-plot .main-svg")
    settled(page)
    assert page.get_by_role("dialog").count() == 0
    assert page.url.rstrip("/") == site
    page.get_by_role("link", name="Table").click()
    page.get_by_role("heading", name="Events").wait_for()
    settled(page)
    assert page.get_by_text("there is no page").count() == 0


def test_the_bars_below_stand_where_the_plot_above_them_does(page, site):
    for lanes in ("packed", "actor"):
        drawn(page, f"{site}/?lanes={lanes}")
        plots = [page.locator(".js-plotly-plot").nth(n).locator(".xy .bg, .bglayer .bg, .draglayer .nsewdrag").first.bounding_box() for n in (0, 1)]
        assert abs(plots[0]["x"] - plots[1]["x"]) < 3
        assert abs(plots[0]["x"] + plots[0]["width"] - plots[1]["x"] - plots[1]["width"]) < 3


def test_more_downloads_are_offered_once_they_are_asked_for(page, site):
    drawn(page, site)
    assert page.get_by_role("button", name="PowerPoint, editable charts").count() == 0
    page.get_by_role("button", name="More", exact=True).click()
    offered = page.get_by_role("button", name="PowerPoint, editable charts")
    offered.wait_for()
    settled(page)
    with page.expect_download() as waiting:
        offered.click()
    assert waiting.value.suggested_filename.endswith(".pptx")
