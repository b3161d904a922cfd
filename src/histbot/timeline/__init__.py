"""Every date that the articles give, resolved, cited, drawn and published."""

from histbot.timeline.dates import Day, HistoricalDate

__all__ = [
    "Day",
    "HistoricalDate",
]
