"""A timeline as a picture; importing this loads matplotlib, so do it where a picture is drawn."""

from histbot.timeline.chart.drawing import MOST, draw_chart

__all__ = ["MOST", "draw_chart"]
