"""The briefing charts look as they did when somebody looked at them and approved them.

The approved pictures are small and grey, without the last lines of the note, which hold the build. After a change that is
meant, look at artefacts/briefing-*.png, then run this file with TIMELINE_APPROVE=1, which puts the new pictures in their place.
"""

import os
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from steps import ARTEFACTS, settled

pytestmark = pytest.mark.browser
APPROVED = Path(__file__).parent / "approved"
CHARTS = ("timeline", "toll", "incidents", "claimants", "captives", "shares")
SIZE, NOTE = (640, 360), 42  # pixels of an approved picture, and of the note at its foot that is not compared
LEAST, MOST = 70, 40  # how far a pixel may be off, of 255, and how many may be further off


def small(picture: Image.Image) -> Image.Image:
    grey = picture.convert("L").resize(SIZE, Image.Resampling.LANCZOS)
    return grey.crop((0, 0, SIZE[0], SIZE[1] - NOTE))


def off(one: Image.Image, other: Image.Image) -> int:
    """How many pixels differ by more than the tolerance."""
    assert one.size == other.size
    return sum(ImageChops.difference(one, other).histogram()[LEAST + 1 :])


@pytest.mark.parametrize("chart", CHARTS)
def test_a_briefing_chart_looks_as_it_was_approved(browser, site, chart):
    context = browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme="light")
    page = context.new_page()
    page.goto(f"{site}/briefing?chart={chart}&reference=hidden")  # the curated reference events grow
    page.wait_for_selector(".js-plotly-plot .main-svg", timeout=60_000)
    page.evaluate("document.fonts.ready")
    settled(page)
    page.mouse.move(640, 790)  # off the slide, so that it shows no camera
    page.wait_for_timeout(400)
    ARTEFACTS.mkdir(exist_ok=True)
    kept = ARTEFACTS / f"briefing-{chart}.png"
    page.screenshot(path=kept, clip={"x": 0, "y": 0, "width": 1280, "height": 720})
    context.close()
    found, approved = small(Image.open(kept)), APPROVED / f"{chart}.png"
    if os.environ.get("TIMELINE_APPROVE"):
        found.quantize(16).save(approved, optimize=True)
    assert off(found.quantize(16).convert("L"), Image.open(approved).convert("L")) <= MOST, f"look at {kept} beside {approved}"


def test_a_label_that_moved_by_a_few_pixels_is_noticed():
    approved = Image.open(APPROVED / "timeline.png").convert("L")
    dark = [(x, y) for y in range(90, 250) for x in range(60, 560) if approved.getpixel((x, y)) < 110]
    left, top = dark[len(dark) // 2]
    box = (left - 40, top - 6, left + 40, top + 6)
    moved = approved.copy()
    moved.paste(255, box)
    moved.paste(approved.crop(box), (box[0] + 5, box[1] + 2))
    assert off(approved, approved) == 0
    assert off(approved, moved) > MOST


def test_the_approved_pictures_are_those_of_the_charts_and_small():
    assert {p.stem for p in APPROVED.glob("*.png")} == set(CHARTS)
    assert sum(p.stat().st_size for p in APPROVED.glob("*.png")) < 250_000
