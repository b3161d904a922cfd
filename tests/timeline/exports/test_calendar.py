"""Calendars, as the icalendar library reads them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from histbot.errors import OutputError
from histbot.knowledge import Quote, Span
from histbot.timeline.dates.dates import HistoricalDate
from histbot.timeline.events.events import End
from histbot.timeline.exports import timeline_ics

if TYPE_CHECKING:
    from collections.abc import Callable

    from histbot.timeline.events.events import Event

    MakeEvent = Callable[..., Event]


def test_a_day_is_an_all_day_event(make_event: MakeEvent) -> None:
    text = "On May 9, 1945; at last, the walls \\ fell."
    written = timeline_ics([make_event("1945-05-09", text, date_text="May 9, 1945")], "The war, its end")
    (event,) = Calendar.from_ical(written).walk("VEVENT")
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (dt.date(1945, 5, 9), dt.date(1945, 5, 10))
    assert str(event["summary"]) == "At last, the walls \\ fell."
    assert str(event["description"]) == f"{text}\n— Siege › The war › Its end, siege.md:12\nCC BY-SA 4.0"
    assert str(event["url"]) == "https://example.org/siege#:~:text=x"
    assert "\r\nX-WR-CALNAME:The war\\, its end\r\n" in written


def test_days_in_a_row_end_on_the_day_after_the_last(make_event: MakeEvent) -> None:
    (event,) = Calendar.from_ical(timeline_ics([make_event("1944-12-30/1944-12-31")], "A")).walk("VEVENT")
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (dt.date(1944, 12, 30), dt.date(1945, 1, 1))


def test_only_what_is_precise_to_the_day_and_ad_is_in_a_calendar(make_event: MakeEvent) -> None:
    dates = ["1945", "1945-05", "-0043-03-15", "1945-05-09~", "1945-05-09/..", "1945-05-09/1946", "0800-12-25"]
    events = [*map(make_event, dates), make_event("1945-05-10", qualifier="after")]
    (event,) = Calendar.from_ical(timeline_ics(events, "A")).walk("VEVENT")
    assert event.decoded("dtstart") == dt.date(800, 12, 25)


def test_a_life_is_no_event_of_decades_and_its_ends_are_days_of_their_own(make_event: MakeEvent) -> None:
    text = "Abraham Lincoln (12 February 1809 – 15 April 1865) was a lawyer and a president."
    life = make_event("1809-02-12/1865-04-15", text, date_text="12 February 1809 – 15 April 1865")
    ends = []
    for date, words in (("1809-02-12", "12 February 1809"), ("1865-04-15", "15 April 1865")):
        start = life.quote.span.start + text.index(words)
        ends.append(End(HistoricalDate.parse(date), Quote(words, Span(start, start + len(words)))))
    life = replace(life, ends=tuple(ends))
    found = Calendar.from_ical(timeline_ics([life], "A")).walk("VEVENT")
    assert [(each.decoded("dtstart"), str(each["summary"]).partition(":")[0]) for each in found] == [
        (dt.date(1809, 2, 12), "Born"),
        (dt.date(1865, 4, 15), "Died"),
    ]
    assert all(each.decoded("dtend") - each.decoded("dtstart") == dt.timedelta(1) for each in found)


def test_no_precise_day_is_no_calendar(make_event: MakeEvent) -> None:
    with pytest.raises(OutputError, match="no event is precise to the day"):
        timeline_ics([make_event("1945")], "A")


def test_an_event_keeps_its_name_and_two_have_two(make_event: MakeEvent) -> None:
    one, other = make_event("1945-05-09"), make_event("1945-05-10")
    both = Calendar.from_ical(timeline_ics([one, other], "A")).walk("VEVENT")
    (again,) = Calendar.from_ical(timeline_ics([one], "B")).walk("VEVENT")
    assert both[0]["uid"] == again["uid"] != both[1]["uid"]


def test_the_stamp_is_given_or_always_the_same(make_event: MakeEvent) -> None:
    event = make_event("1945-05-09")
    assert timeline_ics([event], "A") == timeline_ics([event], "A")
    noon = dt.datetime(2026, 3, 1, 12, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    assert "DTSTAMP:20260301T100000Z\r\n" in timeline_ics([event], "A", noon)


def test_doubles_and_other_dates_are_described(make_event: MakeEvent) -> None:
    other = make_event("1945-05-08", title="War")
    event = make_event("1945-05-09", sources=(other.citation,), conflicts=(other,))
    (read,) = Calendar.from_ical(timeline_ics([event], "A")).walk("VEVENT")
    assert "\nAlso: War › The war › Its end, war.md:12\nAnother date: 8 May 1945 — War" in str(read["description"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1, max_size=300))
def test_lines_are_short_and_give_the_text_back(make_event: MakeEvent, text: str) -> None:
    written = timeline_ics([make_event("1945-05-09", f"The {text} fell at the end of it all.")], text)
    lines = written.split("\r\n")
    assert all(len(line.encode("utf-8", errors="replace")) <= 75 for line in lines)
    assert "\n" not in "".join(lines)
    assert len(Calendar.from_ical(written).walk("VEVENT")) == 1
