"""CSV: what Python's reader gets back, and what a spreadsheet must not take for a formula."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from histbot.timeline.exports import timeline_csv

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from histbot.timeline.events.events import Event

    MakeEvent = Callable[..., Event]


def rows(events: Sequence[Event]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(timeline_csv(events).removeprefix("\ufeff"), newline="")))


def test_an_event_is_a_line(make_event: MakeEvent) -> None:
    text = 'On May 9, 1945, the **"last"** walls fell,\nand it was over.'
    (row,) = rows([make_event("1945-05-09", text, date_text="May 9, 1945")])
    assert row == {
        "date": "1945-05-09", "earliest": "1945-05-09", "latest": "1945-05-09", "date_words": "9 May 1945",
        "date_text": "May 9, 1945", "event": 'The "last" walls fell, and it was over.',
        "quote": 'On May 9, 1945, the "last" walls fell, and it was over.', "article": "siege", "title": "Siege",
        "section": "The war › Its end", "file": "siege.md", "line": "12", "start": "100", "end": "159",
        "url": "https://example.org/siege#:~:text=x", "license": "CC BY-SA 4.0", "also_in": "", "other_dates": "",
        "apostrophes": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    "text", ["=1+1 was said to be 3.", "+49 was the number.", "-5 it was.", "@all were there.", "\t=A1 fell."]
)
def test_a_cell_that_looks_like_a_formula_is_made_text_and_named(make_event: MakeEvent, text: str) -> None:
    (row,) = rows([make_event("1945", text)])
    named = row["apostrophes"].split()
    assert "quote" in named
    assert row["quote"][0] == "'"
    assert all(not cell.startswith(("=", "+", "-", "@", "\t")) for name, cell in row.items() if name != "date")
    assert row["quote"][1:] == text.strip()


@pytest.mark.parametrize(
    ("date", "qualifier", "earliest", "latest"),
    [
        ("1938/..", "", "1938-01-01", ""),
        ("../1945-05", "", "", "1945-05-31"),
        ("1938", "after", "1938-01-01", ""),
        ("1938", "before", "", "1938-12-31"),
    ],
)
def test_an_open_end_is_empty(make_event: MakeEvent, date: str, qualifier: str, earliest: str, latest: str) -> None:
    (row,) = rows([make_event(date, qualifier=qualifier)])
    assert (row["earliest"], row["latest"]) == (earliest, latest)


def test_dates_stay_as_they_are(make_event: MakeEvent) -> None:
    (row,) = rows([make_event("-0043/..")])
    assert (row["date"], row["earliest"], row["latest"], row["apostrophes"]) == ("-0043/..", "-0043-01-01", "", "")


def test_doubles_and_other_dates_are_named(make_event: MakeEvent) -> None:
    other = make_event("1945-05-08", title="War")
    (row,) = rows([make_event("1945-05-09", sources=(other.citation,), conflicts=(other,))])
    assert (row["also_in"], row["other_dates"]) == ("War (war.md:12)", "8 May 1945: War (war.md:12)")


def test_excel_sees_that_it_is_utf_8(make_event: MakeEvent) -> None:
    assert timeline_csv([make_event("1945")]).startswith("\ufeffdate,earliest,")
