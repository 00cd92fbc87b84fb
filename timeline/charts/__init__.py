"""Tidy frames in, figures out: the only place that knows plotly.

Each chart is a function of a frame, a `Look` and a few keyword settings, and returns a `Chart`: the figure with its
title, subtitle and note burned in, the same in words (`alt`), and the rows it is drawn from (`twin`).
"""

from timeline.charts.chart import Chart
from timeline.charts.look import LOOKS, Look

__all__ = ["LOOKS", "Chart", "Look"]
