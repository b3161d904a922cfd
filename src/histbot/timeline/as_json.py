"""Events as JSON.

A range stands as one event where it frames its sentence ("From September 1944 to May 1945 …"); elsewhere
("the war (1939–1945)") each end is an expression of its own, as annotations of texts have it, with the whole beside
it as `interval`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from histbot.knowledge import citation_json, quote_json
from histbot.timeline.dates.words import in_words
from histbot.timeline.events.merging import sort_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from histbot.timeline.events.events import Event


def timeline_json(events: Sequence[Event]) -> dict[str, Any]:
    """Write events as `{"events": […]}`, sorted by date and place."""
    stated = [(end, event) for event in events for end in _stated(event)]
    stated.sort(key=lambda each: sort_key(each[0]))
    return {"events": [_event(each, event) for each, event in stated]}


def _stated(event: Event) -> Iterable[Event]:
    if not event.ends or _frames(event):
        return [event]
    return [replace(event, date=end.date, date_text=end.text) for end in event.ends]


def _frames(event: Event) -> bool:
    return event.date_text.span.start == event.quote.span.start and event.date_text.text[:5].lower() == "from "


def _event(event: Event, whole: Event) -> dict[str, Any]:
    json: dict[str, Any] = {
        "date": event.date.edtf,
        "date_words": in_words(event.date, "en", event.qualifier),
        "date_text": quote_json(event.date_text),
        "quote": quote_json(event.quote),
        "citation": citation_json(event.citation),
    }
    if event.qualifier:
        json["qualifier"] = event.qualifier
    if event.date != whole.date:
        json["interval"] = whole.date.edtf
    if event.clause is not None:
        start = event.quote.span.start
        text = event.quote.text[event.clause.start - start : event.clause.end - start]
        json["clause"] = {"text": text, "start": event.clause.start, "end": event.clause.end}
    if event.sources:
        json["also"] = [{"citation": citation_json(source)} for source in event.sources]
    if event.conflicts:
        json["conflicts"] = [
            {"date": other.date.edtf, "date_words": in_words(other.date, "en", other.qualifier),
             "date_text": quote_json(other.date_text), "quote": quote_json(other.quote),
             "citation": citation_json(other.citation)}
            for other in event.conflicts
        ]  # fmt: skip
    return json
