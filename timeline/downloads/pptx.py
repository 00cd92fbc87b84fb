"""A deck: charts as native, editable PowerPoint charts, a slide with the table and one with what stands behind it.

    >>> from datetime import date
    >>> from io import BytesIO
    >>> deck = [Spans("Events", "two", [("Truce", date(2023, 11, 24), date(2023, 12, 1))])]
    >>> write_pptx(deck, [{"When": "24 Nov 2023"}], BytesIO(), {"build": "1"})
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO, Any

__all__ = ["Points", "Spans", "write_pptx"]

SHOWN_ROWS = 14
DAY_ZERO = date(1899, 12, 30).toordinal()  # of the serial numbers that PowerPoint shows as dates
DAYS = "d mmm yyyy"


@dataclass(frozen=True, slots=True)
class Spans:
    """Events as bars on a time axis: title, first and last day."""

    title: str
    subtitle: str
    rows: Sequence[tuple[str, date, date]]


@dataclass(frozen=True, slots=True)
class Points:
    """Figures by day, a series for each claimant."""

    title: str
    subtitle: str
    series: Mapping[str, Sequence[tuple[date, float]]]


def write_pptx(slides: Sequence[Spans | Points], rows: Sequence[Mapping[str, Any]], out: IO[bytes], notes: Mapping[str, str]) -> None:
    """The deck at 16:9: a slide for each chart, one with the first rows of the table, one with the notes."""
    from pptx import Presentation
    from pptx.util import Inches

    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(13.333), Inches(7.5)
    for slide in slides:
        page = _page(deck, slide.title, slide.subtitle)
        if isinstance(slide, Spans):
            _spans(page, slide)
        else:
            _points(page, slide)
    if rows:
        shown = f"the first {SHOWN_ROWS} of {len(rows):,} rows" if len(rows) > SHOWN_ROWS else f"{len(rows)} rows"
        _table(_page(deck, "Events", shown), rows[:SHOWN_ROWS])
    page = _page(deck, "Behind these charts", "")
    _text(page, "\n".join(f"{k}: {v}" for k, v in notes.items()), top=1.5, height=5.2, size=16)
    deck.save(out)


def _page(deck: Any, title: str, subtitle: str) -> Any:
    page = deck.slides.add_slide(deck.slide_layouts[5])
    from pptx.util import Inches, Pt

    page.shapes.title.left, page.shapes.title.top = Inches(0.5), Inches(0.25)
    page.shapes.title.width, page.shapes.title.height = Inches(12.3), Inches(0.7)
    page.shapes.title.text = title
    page.shapes.title.text_frame.paragraphs[0].font.size = Pt(26)
    if subtitle:
        _text(page, subtitle, top=0.95, height=0.5, size=14)
    return page


def _text(page: Any, text: str, *, top: float, height: float, size: int) -> None:
    from pptx.util import Inches, Pt

    frame = page.shapes.add_textbox(Inches(0.5), Inches(top), Inches(12.3), Inches(height)).text_frame
    frame.word_wrap = True
    frame.text = text
    for paragraph in frame.paragraphs:
        paragraph.font.size = Pt(size)


def _serial(day: date) -> int:
    return day.toordinal() - DAY_ZERO


def _spans(page: Any, slide: Spans) -> None:
    """A stacked bar chart whose first part, up to the first day, is not drawn."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Inches, Pt

    data = CategoryChartData(number_format=DAYS)
    data.categories = [title for title, _, _ in slide.rows]
    data.add_series("first day", [_serial(first) for _, first, _ in slide.rows])
    data.add_series("days", [max((last - first).days + 1, 1) for _, first, last in slide.rows], number_format="0")
    kind = XL_CHART_TYPE.BAR_STACKED
    chart = page.shapes.add_chart(kind, Inches(0.4), Inches(1.45), Inches(12.5), Inches(5.8), data).chart
    chart.has_legend = False
    chart.plots[0].gap_width = 40
    chart.plots[0].series[0].format.fill.background()
    chart.category_axis.reverse_order = True
    chart.category_axis.tick_labels.font.size = Pt(11)
    if slide.rows:
        chart.value_axis.minimum_scale = min(_serial(first) for _, first, _ in slide.rows) - 2
    chart.value_axis.tick_labels.number_format, chart.value_axis.tick_labels.number_format_is_linked = DAYS, False
    chart.value_axis.tick_labels.font.size = Pt(11)


def _points(page: Any, slide: Points) -> None:
    from pptx.chart.data import XyChartData
    from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
    from pptx.util import Inches, Pt

    data = XyChartData(number_format="#,##0")
    for name, points in slide.series.items():
        series = data.add_series(name)
        for day, value in points:
            series.add_data_point(_serial(day), value)
    kind = XL_CHART_TYPE.XY_SCATTER
    chart = page.shapes.add_chart(kind, Inches(0.4), Inches(1.45), Inches(12.5), Inches(5.8), data).chart
    chart.has_title, chart.has_legend = False, True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    chart.legend.font.size = Pt(12)
    chart.category_axis.tick_labels.number_format, chart.category_axis.tick_labels.number_format_is_linked = DAYS, False
    for axis in (chart.category_axis, chart.value_axis):
        axis.tick_labels.font.size = Pt(11)


def _table(page: Any, rows: Sequence[Mapping[str, Any]]) -> None:
    from pptx.util import Inches, Pt

    names = list(rows[0])
    grid = page.shapes.add_table(len(rows) + 1, len(names), Inches(0.5), Inches(1.45), Inches(12.3), Inches(5.5)).table
    for column, name in enumerate(names):
        grid.cell(0, column).text = name
        for line, row in enumerate(rows, 1):
            grid.cell(line, column).text = "" if row[name] is None else str(row[name])
    for cell in (c for row in grid.rows for c in row.cells):
        for paragraph in cell.text_frame.paragraphs:
            paragraph.font.size = Pt(11)
