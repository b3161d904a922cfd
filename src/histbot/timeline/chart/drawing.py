"""The picture: a portrait for a phone, time from above to below, a caption for every event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from histbot.timeline.chart.canvas import BAR, DARK, LIGHT, Canvas, Line
from histbot.timeline.chart.captions import count_of, fitting, sources_of, words_of
from histbot.timeline.chart.fonts import Letters
from histbot.timeline.chart.layout import make_marks, spread
from histbot.timeline.events.days import moment, spans_to_show
from histbot.timeline.events.scale import make_scale, ticks
from histbot.words import words as words_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from histbot.timeline.chart.captions import Caption, Style
    from histbot.timeline.chart.layout import Mark
    from histbot.timeline.events.events import Event
    from histbot.timeline.events.scale import Scale
    from histbot.words import Words

WIDTH = 1080.0
HEIGHT = 2400.0  # pixels that a picture may be high: more is cut off or shrunk by whoever shows it
MOST = 40  # events whose lines a person can follow
_SIGNS = 6  # lines of the key at most
_MARGIN = 48.0
_TICKS, _AXIS, _CAPTIONS = 158.0, 268.0, 356.0  # where ticks end, the axis stands, captions begin
_LANES = 84.0  # what bars have beside the axis
_LANE = 21.0  # what a bar takes with the room beside it
_TITLE, _SMALL = 46.0, 25.0
_FEW = 20  # from here on, lines to captions are thin
_SHORTEST = 520.0  # the height of the axis of a single event


def draw_chart(  # noqa: PLR0913  # how it is drawn
    events: Sequence[Event],
    title: str,
    *,
    dark: bool = False,
    language: str = "en",
    total: int | None = None,
    wide: bool = False,
) -> bytes:
    """Draw events as a PNG, the most important given first: of more than fit the first ones, and the picture says so.

    Dates are said in `language` (see `in_words`); articles and their licences are named below. `total` says how many
    events there are in all, if more than are given. A `wide` picture is a landscape of a dozen events, for a chat.
    """
    if wide:
        from histbot.timeline.chart.landscape import compose_wide

        return compose_wide(events, title, dark=dark, language=language, total=total).png()
    return compose(events, title, dark=dark, language=language, total=total).png()


def compose(
    events: Sequence[Event], title: str, *, dark: bool = False, language: str = "en", total: int | None = None
) -> Canvas:
    """Lay a portrait out; raises `ValueError` if there is no event."""
    if not events:
        raise ValueError("a picture needs an event")
    first = list(events[:MOST])
    words = [words_of(event, language) for event in first]
    source = sources_of(first, language)
    letters = Letters([title, source, "…–·□", *(part for date, text, notes in words for part in (date, text, *notes))])
    wide = [WIDTH - 2 * _MARGIN] * 3
    head = letters.wrap(letters.clean(title), _TITLE, wide, bold=True)
    foot = letters.wrap(letters.clean(source), _SMALL, wide)
    top = _MARGIN + len(head) * _TITLE * 1.25 + _SMALL * 1.4 + 40
    below = 36 + 40 * _SIGNS + (1 + len(foot)) * _SMALL * 1.35 + 22
    style, captions = fitting(words, letters, WIDTH - _CAPTIONS - _MARGIN, HEIGHT - top - below - 10)
    drawn = sorted(zip(first, captions, strict=False), key=lambda each: moment(each[0]))
    shown, captions = [event for event, _ in drawn], [each for _, each in drawn]
    bottom = top + max(_SHORTEST, sum(each.height for each in captions) + 10)
    scale = make_scale(spans_to_show(shown), top, bottom)
    marks = make_marks(shown, scale)
    key = _key(marks, words_in(language), broken=bool(scale.breaks))
    foot_top = bottom + 36 + 40 * len(key) + _SMALL * 1.35
    size = (WIDTH, foot_top + len(foot) * _SMALL * 1.35 + 22)
    canvas = Canvas(size, DARK if dark else LIGHT, letters.families)
    _write_head(canvas, head, count_of(len(shown), max(total or 0, len(events)), language))
    _draw_axis(canvas, scale, language)
    _draw_events(canvas, marks, captions, style, (top, bottom))
    _draw_key(canvas, key, bottom + 52)
    for number, line in enumerate(foot):
        canvas.write((_MARGIN, foot_top + number * _SMALL * 1.35), Line(line, _SMALL, "quiet"))
    return canvas


def _write_head(canvas: Canvas, title: Sequence[str], count: str) -> None:
    height = _MARGIN + _TITLE / 2
    for line in title:
        canvas.write((_MARGIN, height), Line(line, _TITLE, "ink", bold=True))
        height += _TITLE * 1.25
    canvas.write((_MARGIN, height - 4), Line(count, _SMALL, "quiet"))


def _draw_axis(canvas: Canvas, scale: Scale, language: str) -> None:
    for stretch in scale.stretches:
        canvas.line([(_AXIS, stretch.top), (_AXIS, stretch.bottom)], 5)
    for top, bottom in scale.breaks:
        canvas.line([(_AXIS, top + 12), (_AXIS, bottom - 8)], 5, dashed=True)
    for height, words in ticks(scale, language):
        canvas.line([(_TICKS + 8, height), (_TICKS + 20, height)], 3)
        canvas.write((_TICKS, height), Line(words, _SMALL, "quiet"), right=True)


def _draw_events(
    canvas: Canvas, marks: Sequence[Mark], captions: Sequence[Caption], style: Style, room: tuple[float, float]
) -> None:
    """Draw lines first, so that dots and bars stand on them."""
    half = style.line / 2
    tops = spread([mark.anchor - half for mark in marks], [each.height for each in captions], *room)
    lanes = max((mark.lane for mark in marks if mark.bar), default=0) + 1
    step = min(_LANE, _LANES / lanes)
    places = [_AXIS - _LANE - mark.lane * step if mark.bar else _AXIS for mark in marks]
    for number, (mark, x, top) in enumerate(zip(marks, places, tops, strict=True)):
        elbows = [
            (x, mark.anchor),
            (_AXIS + 14, mark.anchor),
            (_CAPTIONS - 30, top + half),
            (_CAPTIONS - 12, top + half),
        ]
        thin = len(marks) > _FEW
        colour = "quiet" if thin and number % 2 else "line"  # every other one, so that neighbours can be told apart
        canvas.line(elbows, 1.8 if thin else 2.5, dashed=mark.doubtful, colour=colour)
    for mark, x in dict.fromkeys(zip(marks, places, strict=True)):
        _draw_mark(canvas, mark, x, min(BAR, step * 0.8))
    for each, top in zip(captions, tops, strict=True):
        _write_caption(canvas, each, top)


def _write_caption(canvas: Canvas, caption: Caption, top: float) -> None:
    for line in caption.lines:
        canvas.write((_CAPTIONS, top + line.size * 0.65), line)
        top += line.size * 1.3


def _draw_mark(canvas: Canvas, mark: Mark, x: float, width: float) -> None:
    if mark.kind == "before":
        canvas.fade((x, mark.top), up=True)
    elif mark.kind == "after":
        canvas.fade((x, mark.bottom), up=False)
    elif mark.bar:
        colour = "accent" if mark.kind == "interval" or mark.doubtful else "pale"
        canvas.bar(x, (mark.top + 2, mark.bottom - 2), colour, width=width, hollow=mark.doubtful)
        for at, cut in ((mark.top, mark.cut_before), (mark.bottom, mark.cut_after)):
            if cut:
                canvas.arrow((x, at), up=at == mark.top)
    if mark.kind in ("dot", "extent"):
        canvas.dot((x, mark.anchor), hollow=mark.doubtful, small=mark.bar)


def _key(marks: Sequence[Mark], say: Words, *, broken: bool) -> list[tuple[str, str]]:
    """Say what the signs of a picture mean, those that need it and occur."""
    kinds = {mark.kind for mark in marks}
    key = {
        "interval": (say("picture.interval"), "interval" in kinds),
        "extent": (say("picture.extent"), "extent" in kinds),
        "doubt": (say("picture.doubt"), any(mark.doubtful for mark in marks)),
        "open": (say("picture.open"), bool(kinds & {"before", "after"})),
        "cut": (say("picture.cut"), any(mark.cut_before or mark.cut_after for mark in marks)),
        "break": (say("picture.gap"), broken),
    }
    return [(sign, words) for sign, (words, occurs) in key.items() if occurs]


def _draw_key(canvas: Canvas, key: Sequence[tuple[str, str]], top: float) -> None:
    x = _MARGIN + 14
    for number, (sign, words) in enumerate(key):
        y = top + 40 * number
        if sign in ("interval", "extent"):
            canvas.bar(x, (y - 15, y + 15), "accent" if sign == "interval" else "pale")
        if sign in ("doubt", "extent"):
            canvas.dot((x, y), hollow=sign == "doubt", small=sign == "extent")
        if sign == "open":
            canvas.fade((x, y - 15), up=False)
        if sign == "cut":
            canvas.arrow((x, y - 8), up=True)
        if sign == "break":
            canvas.line([(x, y - 15), (x, y + 15)], 5, dashed=True)
        canvas.write((x + 28, y), Line(words, _SMALL, "quiet"))
