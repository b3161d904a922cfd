"""What a topic asks for: words, and perhaps a time: `American Civil War 1863` is a topic and a period."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from histbot.errors import InputError
from histbot.timeline.reading.asking import read_date

if TYPE_CHECKING:
    from histbot.timeline.dates.dates import HistoricalDate

_MOST = 4  # words of a date at the end of a topic
_LEADING = re.compile(r"\s+(?:in|during|from|for|,)\Z|[,:]\Z", re.IGNORECASE)
_SMALL = re.compile(r"\d{1,2}")  # ahmed 1: without an era no year
# 9. května 1945 · март 1939: what costs the words of other languages is tried where it looks like one of theirs
_FOREIGN = re.compile(r"\d{1,2}\.?\s|.*[^\x00-\x7f]")
_NAMED = re.compile(r"\b(?:of|no\.?|M)\Z", re.IGNORECASE)  # the War of 1812


@dataclass(frozen=True, slots=True)
class Request:
    """A topic and the time that was said with it."""

    topic: str
    """The topic's words, without the time."""
    period: HistoricalDate | None = None
    """The time, if one was said."""


def read_request(typed: str) -> Request:
    """Take the time off the end (or the beginning) of a topic; of `1848` alone, the time is all there is."""
    words = typed.split()
    for count in range(min(_MOST, len(words)), 0, -1):
        for period, rest in ((words[-count:], words[:-count]), (words[:count], words[count:])):
            date = _date(" ".join(period))
            topic = _LEADING.sub("", " ".join(rest))
            if date is not None and not _NAMED.search(topic):
                return Request(topic, date)
    return Request(" ".join(words))


def _date(text: str) -> HistoricalDate | None:
    if not any(char.isdigit() for char in text) or _SMALL.fullmatch(text):
        return None
    try:
        text = re.sub(r"^(?:in|during|from)\s+", "", text, flags=re.IGNORECASE)
        return read_date(text, foreign=_FOREIGN.match(text) is not None)
    except InputError:
        return None
