"""What was asked for, and what has to be said with it."""

import pytest

from histbot.timeline import Between, HistoricalDate, Note


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("1938", "May 1945", "1938 – květen 1945"),
        ("1938", "", "1938 – …"),
        ("", "44 BC", "… – 44 př. n. l."),
        ("1930s", "1930s", "30. léta 20. století"),
    ],
)
def test_a_period_is_said_as_a_language_says_dates(start: str, end: str, said: str) -> None:
    assert Between.read(start, end).in_words("cs") == said


@pytest.mark.parametrize(
    ("note", "said"),
    [
        (Note("undated", count=1), "the article gives no dates"),
        (Note("undated", count=2), "the articles give no dates"),
        (Note("no_day", day=(5, 9)), "the articles tell of no 9 May"),
        (Note("nearest", topic="zebr", near=("Zebra", "Zebu")), "no dated event on 'zebr'; nearest: Zebra, Zebu"),
        (
            Note("outside", Between.read("1900", ""), 3),
            "none of the dates found (3) lies in 1900 or later",
        ),
    ],
)
def test_a_note_is_said_in_english_on_the_command_line(note: Note, said: str) -> None:
    assert str(note) == said


@pytest.mark.parametrize(
    ("date", "near"),
    [("1863-07", True), ("1854", True), ("1873", True), ("1850/1853", True), ("1840", False), ("1880", False)],
)
def test_what_may_contradict_a_date_of_the_period_lies_near_it(date: str, near: bool) -> None:  # noqa: FBT001
    assert Between.read("1863", "1863").is_near(HistoricalDate.parse(date)) is near


def test_long_ago_dates_of_one_thing_may_lie_farther_apart() -> None:
    assert Between.read("44 BC", "").is_near(HistoricalDate.parse("-0080"))
