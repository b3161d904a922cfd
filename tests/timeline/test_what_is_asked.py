"""What was asked for, and what has to be said with it."""

import pytest

from histbot.timeline import Between, Note


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
