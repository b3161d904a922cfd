"""What stands beside a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from histbot.knowledge import Span
from histbot.timeline.events.labels import date_words, event_ids, excerpt, label, shorten

if TYPE_CHECKING:
    from collections.abc import Callable

    from histbot.timeline.events.events import Event

    MakeEvent = Callable[..., Event]


@pytest.mark.parametrize(
    ("text", "date", "clause", "expected"),
    [
        ("On May 9, 1945, the **walls** of the town fell.", "May 9, 1945", None, "The walls of the town fell."),
        ("In 1945 [Prague](https://x.org) was freed[12].", "1945", None, "Prague was freed."),
        ("The walls of the town fell in 1945.", "1945", None, "The walls of the town fell in 1945."),
        ("The siege began, and in 1945 the walls of it fell.", "1945", "and in 1945 the walls of it fell.",
         "The walls of it fell."),
        ("It began in 1944, which was crowned by peace in 1945.", "1945", "which was crowned by peace in 1945.",
         "… which was crowned by peace in 1945."),
        ("The treaty was signed in 1943, peace in 1945.", "1943", "The treaty was signed in 1943,",
         "The treaty was signed in 1943 …"),
        ("- 1494 – Spain and Portugal made a treaty.", "1494", None, "Spain and Portugal made a treaty."),
        ("- 15 August", "15 August", None, "15 August"),
        ("It fell in 1945.", "1945", "in 1945", "It fell in 1945."),
        ("In 1945 it fell.", "1945", None, "In 1945 it fell."),
        ("1945", "1945", None, "1945"),
    ],
)  # fmt: skip
def test_a_label_is_the_dated_clause(
    make_event: MakeEvent, text: str, date: str, clause: str | None, expected: str
) -> None:
    start = 100 + text.find(clause or "")
    span = Span(start, start + len(clause)) if clause else None
    assert label(make_event("1945", text, date_text=date, clause=span)) == expected


def test_an_excerpt_is_the_whole_sentence_around_its_date(make_event: MakeEvent) -> None:
    event = make_event("1945", "The **old** walls fell in [1945](x), at last.", date_text="1945")
    assert excerpt(event) == ("The old walls fell in ", "1945", ", at last.")


def test_of_a_very_long_sentence_what_is_around_its_date_is_shown(make_event: MakeEvent) -> None:
    event = make_event("1945", f"{'before it ' * 100}1945{' after it' * 100}", date_text="1945")
    before, words, after = excerpt(event, 100)
    assert (before, words, after) == (
        "… it before it before it before it before it ",
        "1945",
        " after it after it after it after it after it …",
    )


def test_a_long_sentence_without_blanks_is_cut_too(make_event: MakeEvent) -> None:
    before, words, after = excerpt(make_event("1945", f"{'前' * 900}1945{'後' * 900}", date_text="1945"), 104)
    assert (before, words, after) == (f"… {'前' * 50}", "1945", f"{'後' * 50} …")


@given(st.text(max_size=200), st.integers(2, 100))
def test_nothing_is_longer_than_allowed(text: str, longest: int) -> None:
    assert len(shorten(text, longest)) <= longest


def test_a_text_is_cut_between_words() -> None:
    assert shorten("The walls of the town, they say, fell.", 24) == "The walls of the town…"


def test_what_narrows_a_date_is_said(make_event: MakeEvent) -> None:
    assert date_words(make_event("1939-03", qualifier="after"), "cs") == "po březnu 1939"


def test_an_event_keeps_its_name_when_others_come(make_event: MakeEvent) -> None:
    event, other = make_event("1945", "It fell in 1945."), make_event("1946", "It fell in 1945.")
    (name,) = event_ids([event])
    assert list(event_ids([other, event]))[1] == name


def test_a_sentence_that_stands_twice_has_two_names(make_event: MakeEvent) -> None:
    event = make_event("1945", "It fell in 1945.")
    assert len(set(event_ids([event, event, event]))) == 3
