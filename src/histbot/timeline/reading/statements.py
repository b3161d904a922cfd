"""From sentences to statements: what a list ran together, each item for itself, and nothing longer than can be read.

Encyclopaedias lose the line ends of their lists on export ("- 1942 – … - 1943 – …"), and what is no prose (a table, a
dump of numbers) has no sentence ends at all. A date in such a text belongs to the piece around it.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from histbot.knowledge import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 1_000  # characters of a statement: beyond, a sentence is cut
_SHORTEST = 400  # … before which no cut is looked for
_DATE = r"(?:\d{1,2}\s[A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\s\d{1,2}|(?:c\.\s?|AD\s)?\d{1,4})"
_ITEM = re.compile(rf"(?:(?<=\s)|\A)[-–*•]\s+(?=(?:\*\*|__)?{_DATE}[^\n–—:]{{0,24}}?(?:\*\*|__)?\s?[–—:-]\s)")
_BREAKS = ("\n", ". ", "; ", ", ", " ")  # where a long sentence is cut, the best first


def statements(text: str, sentence: Span) -> Iterator[Span]:
    """Give the statements of a sentence, in order; most are the sentence itself."""
    if sentence.end - sentence.start < _SHORTEST and " - " not in text[sentence.start : sentence.end]:
        yield sentence
        return
    for item in _items(text, sentence):
        yield from _readable(text, item)


def _items(text: str, sentence: Span) -> Iterator[Span]:
    """Cut where the items of a list begin, if at least two of them do."""
    starts = [match.start() for match in _ITEM.finditer(text, sentence.start, sentence.end)]
    if len(starts) < 2:  # noqa: PLR2004  # a dash alone makes no list
        yield sentence
        return
    for start, end in pairwise([*sorted({sentence.start, *starts}), sentence.end]):
        yield Span(start, start + len(text[start:end].rstrip()))


def _readable(text: str, item: Span) -> Iterator[Span]:
    start = item.start
    while item.end - start > LONGEST:
        cut = _cut(text, start + _SHORTEST, start + LONGEST)
        yield Span(start, start + len(text[start:cut].rstrip()))
        start = cut
        while start < item.end and text[start].isspace():
            start += 1
    if start < item.end:
        yield Span(start, item.end)


def _cut(text: str, first: int, last: int) -> int:
    """Find the last of the best breaks between two offsets; none, and it is cut where it is."""
    for mark in _BREAKS:
        place = text.rfind(mark, first, last)
        if place >= 0:
            return place + len(mark)
    return last
