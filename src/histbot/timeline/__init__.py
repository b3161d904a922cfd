"""Every date that the articles give, resolved, cited, drawn and published."""

from histbot.timeline.as_json import timeline_json
from histbot.timeline.asked import Timeline
from histbot.timeline.between import Between
from histbot.timeline.book import EventBook
from histbot.timeline.dates.dates import Day, HistoricalDate
from histbot.timeline.dates.words import day_in_words, in_words
from histbot.timeline.events.events import End, Event
from histbot.timeline.events.merging import merged
from histbot.timeline.notes import Note
from histbot.timeline.reading.asking import read_date, read_day
from histbot.timeline.reading.reading import DateExpression

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
