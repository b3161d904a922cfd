"""TimelineJS's JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from histbot.timeline.exports import timeline_timelinejs

if TYPE_CHECKING:
    from collections.abc import Callable

    from histbot.timeline.events.events import Event

    MakeEvent = Callable[..., Event]


def slide(event: Event) -> dict[str, Any]:
    (only,) = json.loads(timeline_timelinejs([event], "A"))["events"]
    return dict(only)


@pytest.mark.parametrize(
    ("edtf", "start", "end", "shown"),
    [
        ("1945-05-09", {"year": 1945, "month": 5, "day": 9}, None, "9 May 1945"),
        ("1944-09/1945-05", {"year": 1944, "month": 9}, {"year": 1945, "month": 5}, "September 1944 – May 1945"),
        ("1944-21", {"year": 1944, "month": 3}, {"year": 1944, "month": 5}, "spring 1944"),
        ("193X", {"year": 1930}, {"year": 1939}, "the 1930s"),
        ("-0043", {"year": -44}, None, "44 BC"),
        ("0000~", {"year": -1}, None, "around 1 BC"),
        ("1939-03/..", {"year": 1939, "month": 3}, None, "after March 1939"),
        ("../1939", {"year": 1939}, None, "before 1939"),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(
    make_event: MakeEvent, edtf: str, start: object, end: object, shown: str
) -> None:
    made = slide(make_event(edtf))
    assert (made["start_date"], made.get("end_date"), made["display_date"]) == (start, end, shown)


def test_words_of_articles_are_no_html(make_event: MakeEvent) -> None:
    made = slide(
        make_event("1945", 'Then <script x="1">alert(1)</script ><img src=x onerror=1> & "it" fell, they say.')
    )
    assert "<script" not in json.dumps(made)
    assert "<img" not in json.dumps(made)
    assert "&amp; &quot;it&quot; fell" in made["text"]["text"]


def test_sources_and_other_dates_are_linked(make_event: MakeEvent) -> None:
    other = make_event("1945-05-08", title="War")
    text = slide(make_event("1945-05-09", sources=(other.citation,), conflicts=(other,)))["text"]["text"]
    assert text.count('<a href="https://example.org/war#:~:text=x">War › The war › Its end</a>') == 2
    assert "Another date: 8 May 1945" in text


def test_the_deep_past_has_a_scale_of_its_own(make_event: MakeEvent) -> None:
    assert "scale" not in json.loads(timeline_timelinejs([make_event("Y-200000")], "A"))
    assert json.loads(timeline_timelinejs([make_event("Y-300000")], "A"))["scale"] == "cosmological"
