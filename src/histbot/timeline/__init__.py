"""Every date that the articles give, resolved, cited, drawn and published."""

from histbot.timeline.dates import Day, HistoricalDate
from histbot.timeline.words import in_words

__all__ = [
    "Day",
    "HistoricalDate",
    "in_words",
]
