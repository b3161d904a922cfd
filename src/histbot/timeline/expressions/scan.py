"""Read a sentence: where dates stand in it, and what their own words say.

What they leave out, the narrative fills in (`timeline/reading/context.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from histbot.timeline.expressions.beginnings import BEGINNING
from histbot.timeline.expressions.build import BUILD
from histbot.timeline.expressions.guards import is_date
from histbot.timeline.expressions.joining import join
from histbot.timeline.expressions.parts.calendars import as_gregorian, in_one_style
from histbot.timeline.expressions.qualifying import qualified
from histbot.timeline.expressions.rules import FIND, parts_of

if TYPE_CHECKING:
    from histbot.timeline.expressions.parts.mention import Mention, Range


@dataclass(frozen=True, slots=True)
class Reading:
    """What a sentence says of dates."""

    mentions: tuple[Mention, ...]
    """The dates, in order."""
    ranges: tuple[Range, ...]
    """Which of them are the two ends of an interval."""


_NOTHING = Reading((), ())


def scan(text: str) -> Reading:
    """Find the dates of a sentence, written without markup."""
    mentions: list[Mention] = []
    position = 0
    while beginning := BEGINNING.search(text, position):
        match = FIND.match(text, beginning.start())
        if match is None:
            position = beginning.start() + 1
            continue
        kind = match.lastgroup or ""
        parts = parts_of(kind).match(text, match.start())
        found, is_range = BUILD[kind](parts) if parts else ([], False)
        kept = [each for each in found if is_date(kind, each, text)]
        if kept and len(kept) == len(found):
            if is_range:
                found[-2] = found[-2]._replace(opens=True)
            mentions += found
            position = max(match.end(), position + 1)
        else:
            # A builder that finds nothing and says that it is a range found what is no date in any of its parts.
            position = match.end() if is_range and not found else _past(text, match.start())
    if not mentions:
        return _NOTHING
    mentions = [qualified(each, text, mentions[place - 1].end if place else 0) for place, each in enumerate(mentions)]
    mentions, ranges = join(in_one_style([as_gregorian(each, text) for each in mentions], text), text)
    return Reading(tuple(mentions), tuple(ranges))


def _past(text: str, start: int) -> int:
    """Give where to look on behind a match that was none: at the end of its first word."""
    end = start + 1
    while end < len(text) and (text[end].isalnum()):
        end += 1
    return end
