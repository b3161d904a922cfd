"""A sheet to draw on, in pixels from the upper left corner, over matplotlib's figure and Agg canvas.

Without pyplot: nothing is global, so several threads may draw at once.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch
from matplotlib.text import Text
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Sequence

_DPI = 100
_POINT = 72 / _DPI  # points a pixel: matplotlib measures letters and strokes in points
BAR = 14.0  # the width of a bar
_PALETTE = 64
_FADE, _FADE_STEPS = 44.0, 11  # pixels in which an open bar fades out


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of a picture."""

    paper: str
    """The background."""
    ink: str
    """What happened."""
    accent: str
    """Dates, dots and bars."""
    pale: str
    """Bars of dates that are one moment of a longer time."""
    quiet: str
    """Ticks and sources."""
    line: str
    """The axis and the lines to the labels."""
    warning: str
    """Dates that articles disagree on."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of letters."""

    text: str
    """What is written."""
    size: float
    """The letters' size."""
    colour: str
    """The name of its colour among `Colours`."""
    bold: bool = False
    """Whether it is bold."""


Place = tuple[float, float]
LIGHT = Colours("#ffffff", "#1b1f24", "#0a58a6", "#b5d0ec", "#5c6670", "#c3c9d0", "#a84300")
DARK = Colours("#1e1f22", "#f1f3f5", "#8cc2ff", "#3d5c7a", "#a5adb7", "#555b63", "#ffb27a")


class Canvas:
    """A sheet of a size and its colours."""

    def __init__(self, width: float, height: float, colours: Colours, families: Sequence[str]) -> None:
        self.colours = colours
        self._families = list(families)
        self.figure = Figure(figsize=(width / _DPI, height / _DPI), dpi=_DPI, facecolor=colours.paper)
        self._agg = FigureCanvasAgg(self.figure)
        self._axes = self.figure.add_axes((0, 0, 1, 1))
        self._axes.set_axis_off()
        self._axes.set_xlim(0, width)
        self._axes.set_ylim(height, 0)

    def png(self) -> bytes:
        """Give the sheet as a PNG, in a third of the bytes: so few colours need no more than a palette."""
        self._agg.draw()  # type: ignore[no-untyped-call]  # matplotlib's
        sheet = Image.fromarray(np.asarray(self._agg.buffer_rgba())).convert("RGB")  # type: ignore[no-untyped-call]
        out = io.BytesIO()
        sheet.quantize(_PALETTE, method=Image.Quantize.FASTOCTREE).save(out, "png")
        return out.getvalue()

    def write(self, at: Place, line: Line, *, right: bool = False) -> None:
        """Write a line, its letters' middle at the height of `at`, from there on or up to there."""
        self._axes.add_artist(
            Text(
                *at, line.text, fontsize=line.size * _POINT, color=getattr(self.colours, line.colour),
                weight="bold" if line.bold else "normal", family=self._families,
                ha="right" if right else "left", va="center_baseline", parse_math=False,
            )
        )  # fmt: skip

    def line(self, points: Sequence[Place], width: float, *, dashed: bool = False) -> None:
        """Draw a line through points."""
        xs, ys = zip(*points, strict=True)
        line = Line2D(xs, ys, color=self.colours.line, linewidth=width * _POINT, zorder=1)
        line.set_linestyle((0, (4, 3)) if dashed else "-")
        line.set_solid_capstyle("round")
        self._axes.add_line(line)

    def dot(self, at: Place, *, hollow: bool = False, small: bool = False) -> None:
        """Draw a moment; a hollow one is doubtful."""
        inner, outer = self.colours.accent, self.colours.paper
        if hollow:
            inner, outer = outer, inner
        size, edge = (11 if small else 19) * _POINT, (3.4 if hollow else 2) * _POINT
        self._axes.add_line(
            Line2D(
                [at[0]], [at[1]], marker="o", markersize=size, markerfacecolor=inner,
                markeredgecolor=outer, markeredgewidth=edge, linestyle="", zorder=5,
            )
        )  # fmt: skip

    def bar(self, x: float, stretch: Place, colour: str, *, width: float = BAR, hollow: bool = False) -> None:
        """Draw a stretch of time from its top to its bottom, `x` its middle; a hollow one is doubtful."""
        top, bottom = stretch
        paint = getattr(self.colours, colour)
        shape = f"round,pad=0,rounding_size={width * 0.4:.1f}"
        self._axes.add_patch(
            FancyBboxPatch(
                (x - width / 2, top), width, max(bottom - top, 1), boxstyle=shape, zorder=3,
                facecolor="none" if hollow else paint, edgecolor=paint, linewidth=3 * _POINT if hollow else 0,
                linestyle=(0, (2.2, 1.4)) if hollow else "-",
            )
        )  # fmt: skip

    def fade(self, at: Place, *, width: float = BAR, up: bool) -> None:
        """Let a bar or a dot run out into the open."""
        x, y = at
        step = _FADE / _FADE_STEPS * (-1 if up else 1)
        for number in range(_FADE_STEPS):
            start = y + number * step
            line = Line2D([x, x], [start, start + step * 0.7], color=self.colours.accent, linewidth=width * _POINT)
            line.set_alpha(0.85 * (1 - number / _FADE_STEPS))
            line.set_solid_capstyle("butt")
            self._axes.add_line(line)
