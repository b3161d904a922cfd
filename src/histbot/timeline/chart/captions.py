"""What is written beside a date, broken into lines that fit: date, clause, and what must not be kept back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from histbot.timeline.chart.canvas import Line
from histbot.timeline.labels import citations, date_words, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from histbot.timeline.chart.fonts import Letters
    from histbot.timeline.events import Event

_LEADING = 1.3  # a line's height over its letters' size
_NOTE = 0.82  # the size of notes over that of the text
_FEW, _MANY = 12, 30


@dataclass(frozen=True, slots=True)
class Style:
    """Letters and room for a number of events."""

    size: float
    """The letters' size, in pixels."""
    lines: int
    """The most lines of a clause."""
    gap: float
    """What is left free below a caption."""

    @property
    def line(self) -> float:
        """The height of a line."""
        return self.size * _LEADING


def style_for(count: int) -> Style:
    """Choose letters for `count` events: the fewer, the larger; even the smallest can be read on a phone."""
    if count <= _FEW:
        return Style(34, 4, 36)
    return Style(31, 3, 28) if count <= _MANY else Style(29, 2, 22)


@dataclass(frozen=True, slots=True)
class Caption:
    """The lines beside a date."""

    lines: tuple[Line, ...]
    """The lines, from above."""
    height: float
    """What it takes, with what is free below it."""


def words_of(event: Event, language: str) -> tuple[str, str, tuple[str, ...]]:
    """Give an event's date, its clause, and its notes: other dates of it first, then how many articles say it."""
    notes = [f"≠ {date_words(other, language)}: {other.citation.title}" for other in event.conflicts]
    count = len({each.article for each in citations(event)})
    if count > 1:
        notes.append(f"{count} articles say so")
    text = label(event).replace(" …", "\u00a0…").replace("… ", "…\u00a0")  # an ellipsis never stands alone on a line
    return date_words(event, language), text, tuple(notes)


def caption(words: tuple[str, str, Sequence[str]], letters: Letters, style: Style, width: float) -> Caption:
    """Break an event's words into lines of at most `width`."""
    date, text, notes = words
    parts = [(date, style.size, "accent", 2), (text, style.size, "ink", style.lines)]
    parts += [(note, style.size * _NOTE, "warning" if note.startswith("≠") else "quiet", 2) for note in notes]
    lines = [
        Line(line, size, colour, bold=colour == "accent")
        for part, size, colour, most in parts
        for line in letters.wrap(letters.clean(part), size, [width] * most, bold=colour == "accent")
    ]
    return Caption(tuple(lines), sum(line.size * _LEADING for line in lines) + style.gap)
