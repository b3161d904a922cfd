"""The picture for a chat: a landscape, time from left to right, a dozen captions above and below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from histbot.timeline.chart.canvas import BAR, DARK, LIGHT, Canvas, Line
from histbot.timeline.chart.captions import count_of, sources_of, words_of
from histbot.timeline.chart.fonts import Letters
from histbot.timeline.chart.layout import make_marks, spread
from histbot.timeline.events.days import moment, spans_to_show
from histbot.timeline.events.scale import make_scale, ticks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from histbot.timeline.chart.layout import Mark
    from histbot.timeline.events.events import Event

WIDTH, HEIGHT = 1200.0, 860.0
MOST = 12  # events, half of them on either side
_MARGIN, _AXIS = 30.0, 445.0
_TITLE, _SMALL, _TEXT = 34.0, 18.0, 21.0
_LEADING = 1.24
_LINES = 10  # of a caption, its date included
_GAP, _REACH = 14.0, 64.0  # between captions, and between the axis and the nearest of their lines
_LANE, _LANES = 15.0, 3  # bars lie below each other beside the axis


def compose_wide(
    events: Sequence[Event], title: str, *, dark: bool = False, language: str = "en", total: int | None = None
) -> Canvas:
    """Lay a landscape out; raises `ValueError` if there is no event."""
    if not events:
        raise ValueError("a picture needs an event")
    shown = sorted(events[:MOST], key=moment)
    words = [words_of(event, language) for event in shown]
    source = sources_of(shown, language)
    letters = Letters([title, source, "…–·□", *(part for date, text, notes in words for part in (date, text, *notes))])
    canvas = Canvas((WIDTH, HEIGHT), DARK if dark else LIGHT, letters.families)
    room = [WIDTH - 2 * _MARGIN]
    for line in letters.wrap(letters.clean(title), _TITLE, room, bold=True):
        canvas.write((_MARGIN, _MARGIN + 10), Line(line, _TITLE, "ink", bold=True))
    canvas.write(
        (_MARGIN, _MARGIN + 44), Line(count_of(len(shown), max(total or 0, len(events)), language), _SMALL, "quiet")
    )
    for line in letters.wrap(letters.clean(source), _SMALL, room):
        canvas.write((_MARGIN, HEIGHT - 22), Line(line, _SMALL, "quiet"))
    scale = make_scale(spans_to_show(shown), _MARGIN + 10, WIDTH - _MARGIN - 10)
    marks = make_marks(shown, scale)
    for above in (True, False):
        side = list(range(0 if above else 1, len(shown), 2))
        _draw_side(canvas, letters, [(marks[place], words[place]) for place in side], above=above)
    for stretch in scale.stretches:
        canvas.line([(stretch.top, _AXIS), (stretch.bottom, _AXIS)], 4)
    for before, after in scale.breaks:
        canvas.line([(before + 8, _AXIS), (after - 8, _AXIS)], 4, dashed=True)
    for mark in dict.fromkeys(marks):
        _draw_mark(canvas, mark)
    _write_ticks(canvas, letters, list(ticks(scale, language)))
    return canvas


def _draw_side(
    canvas: Canvas, letters: Letters, side: Sequence[tuple[Mark, tuple[str, str, Sequence[str]]]], *, above: bool
) -> None:
    """Write the captions of one side, as near to their dates as they fit, and draw the lines to them."""
    if not side:
        return
    width = (WIDTH - 2 * _MARGIN) / max(len(side), 4)
    wanted = [mark.anchor - width / 2 for mark, _ in side]
    lefts = spread(wanted, [width] * len(side), _MARGIN, WIDTH - _MARGIN)
    for (mark, (date, text, notes)), left in zip(side, lefts, strict=True):
        lines = _caption(letters, date, text, notes, width - _GAP)
        height = len(lines) * _TEXT * _LEADING
        top = _AXIS - _REACH - height if above else _AXIS + _REACH
        foot = _AXIS - _REACH + 6 if above else _AXIS + _REACH - 8
        canvas.line([(mark.anchor, _AXIS), (left + 10, foot)], 2, dashed=mark.doubtful)
        for number, line in enumerate(lines):
            canvas.write((left, top + (number + 0.6) * _TEXT * _LEADING), line)


def _caption(letters: Letters, date: str, text: str, notes: Sequence[str], width: float) -> list[Line]:
    lines = [Line(part, _TEXT, "accent", bold=True)
             for part in letters.wrap(letters.clean(date), _TEXT, [width] * 2, bold=True)]  # fmt: skip
    warned = [note for note in notes if note.startswith("≠")][:1]
    left = _LINES - len(lines) - len(warned)
    lines += [Line(part, _TEXT, "ink") for part in letters.wrap(letters.clean(text), _TEXT, [width] * left)]
    return lines + [Line(part, _TEXT, "warning")
                    for note in warned for part in letters.wrap(letters.clean(note), _TEXT, [width])]  # fmt: skip


def _draw_mark(canvas: Canvas, mark: Mark) -> None:
    if mark.bar:
        y = _AXIS + (mark.lane % _LANES - _LANES // 2) * _LANE
        colour = "accent" if mark.kind == "interval" or mark.doubtful else "pale"
        canvas.stripe((mark.top + 2, mark.bottom - 2), y, colour, hollow=mark.doubtful)
    if mark.kind != "interval":
        canvas.dot((mark.anchor, _AXIS), hollow=mark.doubtful, small=mark.bar)


def _write_ticks(canvas: Canvas, letters: Letters, marks: Sequence[tuple[float, str]]) -> None:
    """Write years at the foot of the axis, those that do not run into each other."""
    free = 0.0
    for x, words in marks:
        width = letters.width(words, _SMALL)
        if x - width / 2 < free or x + width / 2 > WIDTH - 4:
            continue
        free = x + width / 2 + 16
        canvas.line([(x, _AXIS + BAR), (x, _AXIS + BAR + 8)], 2)
        canvas.write((x - width / 2, _AXIS + BAR + 20), Line(words, _SMALL, "quiet"))
