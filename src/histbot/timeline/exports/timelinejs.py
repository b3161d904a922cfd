"""A timeline as the JSON that Knight Lab's TimelineJS reads.

Described at https://timeline.knightlab.com/docs/json-format.html. TimelineJS puts headlines and texts into its page
as HTML, so all words of articles are escaped. The name of a group it decodes first, so that what was escaped comes
alive there; a group's name has no character that could (`benchmarks/timelinejs.py` proves it with TimelineJS itself).
It counts years BC as people do: -44 is 44 BC, there is no year 0. It can't say "about", nor leave an end open; the date
in words can.
"""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Any

from histbot.timeline.events.labels import citations, date_words, event_ids, excerpt, label, place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from histbot.knowledge import Citation
    from histbot.timeline.dates.dates import Day, Point
    from histbot.timeline.events.events import Event

_HEADLINE = 78  # characters: TimelineJS sets a headline as large as a poster's
_GROUPS = 4  # rows of a timeline that a screen has room for; with more articles it has none
_INERT = str.maketrans(
    {"<": "‹", ">": "›", "&": "+", '"': "”"}
)  # nothing here can be markup, however often it is decoded
_OLDEST = -271_821  # years before this need the cosmological scale


def timeline_timelinejs(events: Sequence[Event], title: str) -> str:
    """Write events as TimelineJS's JSON."""
    grouped = len({event.citation.article for event in events}) <= _GROUPS
    slides = [_slide(event, name, grouped=grouped) for event, name in zip(events, event_ids(events), strict=True)]
    timeline: dict[str, Any] = {"title": {"text": {"headline": escape(title)}}, "events": slides}
    if any(slide["start_date"]["year"] < _OLDEST for slide in slides):
        timeline["scale"] = "cosmological"
    return json.dumps(timeline, ensure_ascii=False, indent=1) + "\n"


def _slide(event: Event, name: str, *, grouped: bool) -> dict[str, Any]:
    begin, end = event.date.begin or event.date.end, event.date.end or event.date.begin
    assert begin is not None  # noqa: S101  # a date knows one end at least
    assert end is not None  # noqa: S101
    slide: dict[str, Any] = {
        "unique_id": f"histbot-{name}",
        "start_date": _date(begin.earliest, begin),
        "display_date": escape(date_words(event)),
        "text": {"headline": escape(label(event, _HEADLINE)), "text": _text(event)},
        "autolink": False,
    }
    if grouped:
        slide["group"] = event.citation.title.translate(_INERT)
    if begin is not end or begin.precision in ("decade", "century", "season"):
        slide["end_date"] = _date(end.latest, end)
    return slide


def _date(day: Day, point: Point) -> dict[str, int]:
    """Write a day as exactly as it is known."""
    year = {"year": day.year if day.year > 0 else day.year - 1}
    if point.precision == "day":
        return year | {"month": day.month, "day": day.day}
    return year | {"month": day.month} if point.precision in ("month", "season") else year


def _text(event: Event) -> str:
    """Write the quote and its sources as HTML."""
    parts = [f"<blockquote>{escape(''.join(excerpt(event)))}</blockquote>"]
    parts += [f"<p>{_link(each)}</p>" for each in citations(event)]
    parts += [f"<p>Another date: {escape(date_words(each))}, {_link(each.citation)}</p>" for each in event.conflicts]
    return "".join(parts)


def _link(citation: Citation) -> str:
    where = escape(place(citation))
    licensed = f", {escape(citation.license)}" if citation.license else ""
    is_web = citation.url is not None and citation.url.startswith(("https://", "http://"))
    linked = f'<a href="{escape(citation.url or "")}">{where}</a>' if is_web else where
    return f"{linked}{licensed}"
