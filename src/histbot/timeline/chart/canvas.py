"""A sheet to draw on, in pixels from the upper left corner, over matplotlib's Agg renderer.

The renderer alone, without figures and axes: these take longer to import than a picture takes to draw. Nothing is
global, so several threads may draw at once.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgba
from matplotlib.font_manager import FontProperties
from matplotlib.patches import BoxStyle
from matplotlib.path import Path
from matplotlib.transforms import Affine2D
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Sequence

_DPI = 72  # so that a point, in which matplotlib measures letters and strokes, is a pixel
_MIDDLE = 0.36  # of a letter's size: how far below the middle of capitals their baseline is
BAR = 14.0  # the width of a bar
_PALETTE = 64
_FADE, _FADE_STEPS = 44.0, 11  # pixels in which an open bar fades out
_DASHES = {"line": (10.0, 7.5), "bar": (6.6, 4.2)}


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


@dataclass(frozen=True, slots=True)
class Written:
    """A line as it was written."""

    text: str
    """The line."""
    box: tuple[float, float, float, float]
    """Where its ink may be: left, top, right, bottom."""


class Canvas:
    """A sheet of a size and its colours."""

    def __init__(self, size: Place, colours: Colours, families: Sequence[str]) -> None:
        self.width, self.height = round(size[0]), round(size[1])
        self.colours = colours
        self.written: list[Written] = []
        """Every line, in the order of writing."""
        self._families = list(families)
        self._agg: Any = RendererAgg(self.width, self.height, _DPI)  # type: ignore[no-untyped-call]
        self._upright = Affine2D().scale(1, -1).translate(0, self.height)
        self._draw(Path([(0, 0), (self.width, 0), (self.width, self.height), (0, self.height)]), fill=colours.paper)

    def png(self) -> bytes:
        """Give the sheet as a PNG, in a third of the bytes: so few colours need no more than a palette."""
        sheet = Image.fromarray(np.asarray(self._agg.buffer_rgba())).convert("RGB")
        out = io.BytesIO()
        sheet.quantize(_PALETTE, method=Image.Quantize.FASTOCTREE).save(out, "png")
        return out.getvalue()

    def write(self, at: Place, line: Line, *, right: bool = False) -> None:
        """Write a line, its capitals' middle at the height of `at`, from there on or up to there."""
        weight = "bold" if line.bold else "normal"
        font = FontProperties(family=self._families, size=line.size, weight=weight)
        width, height, descent = self._agg.get_text_width_height_descent(line.text, font, ismath=False)
        left, baseline = (at[0] - width if right else at[0]), at[1] + line.size * _MIDDLE
        pen = self._pen(getattr(self.colours, line.colour))
        self._agg.draw_text(pen, left, baseline, line.text, font, 0)
        self.written.append(Written(line.text, (left, baseline + descent - height, left + width, baseline + descent)))

    def line(self, points: Sequence[Place], width: float, *, dashed: bool = False, colour: str = "line") -> None:
        """Draw a line through points."""
        pen = self._pen(getattr(self.colours, colour), width, dashes=_DASHES["line"] if dashed else None)
        self._draw(Path(list(points)), pen)

    def dot(self, at: Place, *, hollow: bool = False, small: bool = False) -> None:
        """Draw a moment; a hollow one is doubtful."""
        inner, outer = self.colours.accent, self.colours.paper
        if hollow:
            inner, outer = outer, inner
        circle = Affine2D().scale(5.5 if small else 9.5).translate(*at)
        self._draw(Path.unit_circle().transformed(circle), self._pen(outer, 3.4 if hollow else 2), fill=inner)

    def bar(self, x: float, stretch: Place, colour: str, *, width: float = BAR, hollow: bool = False) -> None:
        """Draw a stretch of time from its top to its bottom, `x` its middle; a hollow one is doubtful."""
        top, bottom = stretch
        paint = getattr(self.colours, colour)
        shape: Path = BoxStyle.Round(pad=0, rounding_size=width * 0.4)(
            x - width / 2, top, width, max(bottom - top, 1), 1
        )
        if hollow:
            self._draw(shape, self._pen(paint, 3, dashes=_DASHES["bar"]))
        else:
            self._draw(shape, fill=paint)

    def stripe(self, stretch: Place, y: float, colour: str, *, hollow: bool = False) -> None:
        """Draw a stretch of time from its left to its right; a hollow one is doubtful."""
        left, right = stretch
        shape: Path = BoxStyle.Round(pad=0, rounding_size=4)(left, y - 5, max(right - left, 1), 10, 1)
        paint = getattr(self.colours, colour)
        if hollow:
            self._draw(shape, self._pen(paint, 2.4, dashes=_DASHES["bar"]))
        else:
            self._draw(shape, fill=paint)

    def arrow(self, at: Place, *, up: bool) -> None:
        """Draw the end of a bar that goes on beyond the picture, its tip a little outside `at`."""
        x, y, step = *at, (-1 if up else 1)
        tip = Path([(x - BAR, y), (x + BAR, y), (x, y + step * BAR * 1.2), (x - BAR, y)], closed=True)
        self._draw(tip, fill=self.colours.accent)

    def fade(self, at: Place, *, width: float = BAR, up: bool) -> None:
        """Let a bar or a dot run out into the open."""
        step = _FADE / _FADE_STEPS * (-1 if up else 1)
        for number in range(_FADE_STEPS):
            start = at[1] + number * step
            pen = self._pen(self.colours.accent, width, alpha=0.85 * (1 - number / _FADE_STEPS))
            pen.set_capstyle("butt")
            self._draw(Path([(at[0], start), (at[0], start + step * 0.7)]), pen)

    def _pen(self, colour: str, width: float = 0, *, dashes: Place | None = None, alpha: float = 1) -> Any:
        pen = self._agg.new_gc()
        pen.set_foreground(to_rgba(colour, alpha), isRGBA=True)
        pen.set_alpha(alpha)
        pen.set_linewidth(width)
        pen.set_capstyle("butt" if dashes else "round")
        pen.set_joinstyle("round")
        pen.set_dashes(0, dashes)
        return pen

    def _draw(self, path: Path, pen: Any = None, *, fill: str | None = None) -> None:
        pen = pen or self._pen(self.colours.paper)
        self._agg.draw_path(pen, path, self._upright, fill and to_rgba(fill))
