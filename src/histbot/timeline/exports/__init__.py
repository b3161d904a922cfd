"""A timeline for other programs: spreadsheets, calendars, TimelineJS, browsers.

Every format is a function from events to text; `write_file` puts what it gives into a file, or leaves what was there.
"""

from histbot.timeline.exports.calendar import timeline_ics
from histbot.timeline.exports.files import write_file
from histbot.timeline.exports.page import timeline_html
from histbot.timeline.exports.spreadsheet import timeline_csv
from histbot.timeline.exports.timelinejs import timeline_timelinejs

__all__ = [
    "timeline_csv",
    "timeline_html",
    "timeline_ics",
    "timeline_timelinejs",
    "write_file",
]
