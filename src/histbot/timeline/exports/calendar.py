"""A timeline as a calendar (iCalendar, RFC 5545): what is precise to the day, as all-day events.

Known limits: a calendar has no years BC. Days before 15 October 1582 are written as the article gives them, mostly in
the Julian calendar; calendar programs take them for Gregorian, so that their weekdays are wrong. A life or a reign
would lie across a calendar for decades: what lasted longer than a year has its first and its last day alone.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from histbot.errors import OutputError
from histbot.timeline.events.labels import date_words, event_ids, excerpt, label, place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from histbot.timeline.dates.dates import Day
    from histbot.timeline.events.events import Event

_LINE = 75  # octets of a line, its end not counted (RFC 5545, 3.1)
_SUMMARY = 120
_LIFE = re.compile(r"\((?:born\s)?[^()–—]{4,40}[–—-]\s?(?P<until>[^()–—]{4,40})\)")  # (12 May 1809 – 15 April 1865)
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def timeline_ics(events: Sequence[Event], title: str, stamp: dt.datetime = _EPOCH) -> str:
    """Write the events that are precise to the day; raises `OutputError` if none is.

    `stamp` says when the calendar was made; as it stands, the same events always give the same file.
    """
    days = [day for event in events for day in _days(event) if _is_precise(day)]
    if not days:
        raise OutputError("no event is precise to the day, and a calendar holds no others; write another format")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//histbot//timeline//EN", "CALSCALE:GREGORIAN"]
    lines += [f"X-WR-CALNAME:{_text(title)}"]
    for name, event in zip(event_ids(days), days, strict=True):
        lines += _event(event, name, stamp.astimezone(dt.UTC))
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _days(event: Event) -> Iterator[Event]:
    """Give an event as it is, or, of what lasted longer than a year, its two ends."""
    first, last = event.date.earliest, event.date.latest
    if not event.date.interval or first is None or last is None or last.year - first.year < 2:  # noqa: PLR2004  # years
        yield event
        return
    yield from (replace(event, date=end.date, date_text=end.text, ends=()) for end in event.ends)


def _summary(event: Event) -> str:
    """Give an event's clause, before it `Born:` or `Died:` where the day is an end of a life in brackets."""
    said = label(event, _SUMMARY)
    text, at = event.quote.text, event.date_text.span.start - event.quote.span.start
    opened = text.rfind("(", 0, at)
    if opened <= text.rfind(")", 0, at) or not (life := _LIFE.match(text, opened)):
        return said
    return f"{'Born' if at < life.start('until') else 'Died'}: {said}"


def _is_precise(event: Event) -> bool:
    """Tell whether an event began and ended on days that a calendar can hold."""
    begin, end = event.date.begin, event.date.end
    if begin is None or end is None or event.qualifier or event.date.doubtful:
        return False
    return begin.precision == end.precision == "day" and begin.earliest.year >= 1 and end.latest.year < dt.MAXYEAR


def _event(event: Event, name: str, stamp: dt.datetime) -> Iterator[str]:
    begin, end = event.date.begin, event.date.end
    assert begin is not None  # noqa: S101  # only precise events come here
    assert end is not None  # noqa: S101
    yield "BEGIN:VEVENT"
    yield f"UID:{name}@histbot"
    yield f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{_date(begin.earliest)}"
    yield f"DTEND;VALUE=DATE:{_date(_day_after(end.latest))}"
    yield f"SUMMARY:{_text(_summary(event))}"
    yield f"DESCRIPTION:{_text(_description(event))}"
    if event.citation.url:
        yield f"URL:{_plain(event.citation.url)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _description(event: Event) -> str:
    cited = event.citation
    lines = ["".join(excerpt(event)), f"— {place(cited)}, {cited.file}:{cited.line}"]
    lines += [f"Also: {place(each)}, {each.file}:{each.line}" for each in event.sources]
    lines += [f"Another date: {date_words(each)} — {place(each.citation)}" for each in event.conflicts]
    return "\n".join([*lines, *([cited.license] if cited.license else [])])


def _date(day: Day) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _day_after(day: Day) -> Day:
    """Give the day that an all-day event ends before."""
    following = dt.date(*day) + dt.timedelta(days=1)
    return day._replace(year=following.year, month=following.month, day=following.day)


def _text(value: str) -> str:
    """Escape a text (3.3.11)."""
    return _plain(value).translate(_ESCAPES)


def _plain(value: str) -> str:
    """Leave out control characters, which no value may hold."""
    return "".join(char for char in value if char == "\n" or unicodedata.category(char) != "Cc")


def _folded(line: str) -> Iterator[str]:
    """Cut a line into parts of at most 75 octets, never within a character; the next begin with a blank."""
    part, size = "", 0
    for char in line:
        octets = len(char.encode("utf-8", errors="replace"))
        if size + octets > _LINE:
            yield part
            part, size = " ", 1
        part += char
        size += octets
    yield part
