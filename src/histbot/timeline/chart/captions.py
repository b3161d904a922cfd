"""What is written beside a date, broken into lines that fit: date, clause, and what must not be kept back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from histbot.timeline.chart.canvas import Line
from histbot.timeline.events.labels import citations, date_words, label
from histbot.words import words as words_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from histbot.timeline.chart.fonts import Letters
    from histbot.timeline.events.events import Event

_LEADING = 1.3  # a line's height over its letters' size
_NOTE = 0.82  # the size of notes over that of the text
_NAMED = 4  # articles named below a picture


@dataclass(frozen=True, slots=True)
class Style:
    """Letters and room of captions."""

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


# The fewer the events, the larger; even the smallest can be read on a phone.
STYLES = (Style(34, 4, 36), Style(31, 3, 28), Style(29, 2, 20), Style(27, 2, 14), Style(26, 1, 12))


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
        notes.append(words_in(language)("picture.agree", count=count))
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


def fitting(
    words: Sequence[tuple[str, str, Sequence[str]]], letters: Letters, width: float, height: float
) -> tuple[Style, list[Caption]]:
    """Give the largest letters in which all captions fit, or the smallest and the first captions that do."""
    for style in STYLES:
        captions = [caption(each, letters, style, width) for each in words]
        if sum(each.height for each in captions) <= height:
            return style, _filled(captions, words, letters, style, (width, height))
    while len(captions) > 1 and sum(each.height for each in captions) > height:
        captions.pop()
    return style, _filled(captions, words, letters, style, (width, height))


def _filled(
    captions: list[Caption],
    words: Sequence[tuple[str, str, Sequence[str]]],
    letters: Letters,
    style: Style,
    room: tuple[float, float],
) -> list[Caption]:
    """Give captions another line, the first ones first, as long as there is room for it."""
    width, height = room
    longer = replace(style, lines=style.lines + 1)
    left = height - sum(each.height for each in captions)
    for place, each in enumerate(captions):
        wanted = caption(words[place], letters, longer, width)
        if wanted.height - each.height <= left:
            left -= wanted.height - each.height
            captions[place] = wanted
    return captions


def sources_of(events: Sequence[Event], language: str = "en") -> str:
    """Name the articles that are quoted and their licences; a licence such as CC BY-SA asks for that."""
    say = words_in(language)
    cited = (each for event in events for each in (*citations(event), *(other.citation for other in event.conflicts)))
    named = list(dict.fromkeys(f"{each.title} ({each.license})" if each.license else each.title for each in cited))
    if len(named) > _NAMED:
        named[_NAMED - 1 :] = [say("picture.more_sources", count=len(named) - _NAMED + 1)]
    return f"{say('picture.sources', articles='; '.join(named))} · histbot"


def count_of(shown: int, total: int, language: str = "en") -> str:
    """Say how many events are shown, and how many are not."""
    say = words_in(language)
    more = say("picture.more", count=total - shown) if shown < total else ""
    return (say("picture.events", count=shown) if shown > 1 else say("picture.one")) + more
