"""Every date that the articles give, resolved, cited, drawn and published."""

from histbot.timeline.as_json import timeline_json
from histbot.timeline.asked import Between, Timeline
from histbot.timeline.asking import read_date, read_day
from histbot.timeline.book import EventBook
from histbot.timeline.dates import Day, HistoricalDate
from histbot.timeline.events import End, Event
from histbot.timeline.merging import merged
from histbot.timeline.notes import Note
from histbot.timeline.reading import DateExpression
from histbot.timeline.words import day_in_words, in_words

__all__ = [
    "Between",
    "DateExpression",
    "Day",
    "End",
    "Event",
    "EventBook",
    "HistoricalDate",
    "Note",
    "Timeline",
    "day_in_words",
    "in_words",
    "merged",
    "read_date",
    "read_day",
    "timeline_json",
]
