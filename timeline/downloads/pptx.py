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

__all__ = ["Bars", "Points", "Spans", "write_pptx"]

SHOWN_ROWS = 14
HIGH = 5.4  # inches of a chart
DAY_ZERO = date(1899, 12, 30).toordinal()  # of the serial numbers that PowerPoint shows as dates
DAYS = "d mmm yyyy"


@dataclass(frozen=True, slots=True)
class Spans:
    """Events as bars on a time axis: title, first and last day."""

    title: str
    subtitle: str
    rows: Sequence[tuple[str, date, date]]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Points:
    """Figures by day, a series for each claimant."""

    title: str
    subtitle: str
    series: Mapping[str, Sequence[tuple[date, float]]]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """Figures by name, each from its lowest to its highest; `share` says that they are parts of one."""

    title: str
    subtitle: str
    rows: Sequence[tuple[str, float, float]]
    note: str = ""
    share: bool = False


def write_pptx(slides: Sequence[Spans | Points | Bars], rows: Sequence[Mapping[str, Any]], out: IO[bytes], notes: Mapping[str, str]) -> None:
    """The deck at 16:9: a slide for each chart, one with the first rows of the table, one with the notes."""
    from pptx import Presentation
    from pptx.util import Inches

    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(13.333), Inches(7.5)
    for slide in slides:
        page = _page(deck, slide.title, slide.subtitle)
        match slide:
            case Spans():
                _spans(page, slide)
            case Points():
                _points(page, slide)
            case Bars():
                _bars(page, slide)
        if slide.note:
            _text(page, slide.note, top=6.9, height=0.5, size=9)
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
    chart = page.shapes.add_chart(kind, Inches(0.4), Inches(1.45), Inches(12.5), Inches(HIGH), data).chart
    chart.has_legend = False
    chart.plots[0].gap_width = 40
    chart.plots[0].series[0].format.fill.background()
    chart.category_axis.reverse_order = True
    chart.category_axis.tick_labels.font.size = Pt(11)
    if slide.rows:
        chart.value_axis.minimum_scale = min(_serial(first) for _, first, _ in slide.rows) - 2
    chart.value_axis.tick_labels.number_format, chart.value_axis.tick_labels.number_format_is_linked = DAYS, False
    chart.value_axis.tick_labels.font.size = Pt(11)


def _bars(page: Any, slide: Bars) -> None:
    """A stacked bar chart: the lowest figure, and on it what a rival claim or a range has more, of a paler shade."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.enum.dml import MSO_THEME_COLOR
    from pptx.util import Inches, Pt

    form = "0.#%" if slide.share else "#,##0"
    data = CategoryChartData(number_format=form)
    data.categories = [name for name, _, _ in slide.rows]
    data.add_series("lowest", [low for _, low, _ in slide.rows])
    ranges = any(high > low for _, low, high in slide.rows)
    if ranges:
        data.add_series("up to the highest", [high - low or None for _, low, high in slide.rows])
    chart = page.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, Inches(0.4), Inches(1.45), Inches(12.5), Inches(HIGH), data).chart
    chart.has_title, chart.has_legend = False, ranges
    if ranges:
        chart.legend.include_in_layout = False
        fill = chart.plots[0].series[1].format.fill
        fill.solid()
        fill.fore_color.theme_color, fill.fore_color.brightness = MSO_THEME_COLOR.ACCENT_1, 0.6
    chart.plots[0].gap_width, chart.plots[0].overlap = 40, 100
    chart.category_axis.reverse_order = True
    chart.value_axis.minimum_scale = 0
    if slide.share:
        chart.value_axis.maximum_scale = 1
    chart.value_axis.tick_labels.number_format, chart.value_axis.tick_labels.number_format_is_linked = "0%" if slide.share else form, False
    for axis in (chart.category_axis, chart.value_axis):
        axis.tick_labels.font.size = Pt(11)


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
    chart = page.shapes.add_chart(kind, Inches(0.4), Inches(1.45), Inches(12.5), Inches(HIGH), data).chart
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
