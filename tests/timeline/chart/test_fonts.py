"""Letters and lines."""

from __future__ import annotations

import pytest

from histbot.timeline.chart.fonts import Letters


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("one two three", ["one two", "three"]),
        ("one two three four five", ["one two", "three…"]),
        ("anti-aircraft guns", ["anti-", "aircraft…"]),
        ("in May 8-11 or so", ["in May", "8-11 or so"]),
        ("", []),
        ("清朝灭亡。好", ["清朝灭", "亡。好"]),
    ],
)
def test_lines_break_between_words(text: str, lines: list[str]) -> None:
    letters = Letters([text])
    width = letters.width("one two_", 20) if text.isascii() else letters.width("清朝灭_", 20)
    assert letters.wrap(text, 20, [width, width * 1.3]) == lines


def test_a_word_longer_than_its_line_is_cut() -> None:
    letters = Letters(["a"])
    lines = letters.wrap("Donaudampfschiffahrt", 20, [100, 100])
    assert all(letters.width(line, 20) <= 100 for line in lines)
    assert lines[-1].endswith("…")


def test_what_has_no_shape_is_left_out() -> None:
    assert Letters(["a\u200b\x07\ufe0fb"]).clean("a\u200b\x07\ufe0fb") == "ab"


def test_bold_letters_are_wider() -> None:
    letters = Letters(["Wide"])
    assert letters.width("Wide", 20, bold=True) > letters.width("Wide", 20)
