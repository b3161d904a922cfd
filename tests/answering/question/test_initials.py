"""Initials that spell a title."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from histbot.answering.question.initials import by_initials, may_be_initials
from histbot.historian import index_knowledge
from histbot.knowledge import load_knowledge

if TYPE_CHECKING:
    from pathlib import Path

TITLES = ("American Civil War", "Unilateral Declaration of Independence (Rhodesia)", "Rome", "War of the Roses")


@pytest.mark.parametrize(
    ("initials", "titles"),
    [
        ("ACW", TITLES[:1]),
        ("UDI", TITLES[1:2]),
        ("UDOI", TITLES[1:2]),
        ("WOTR", TITLES[3:]),
        ("WR", ()),
        ("R", ()),
    ],
)
def test_small_words_may_be_left_out(initials: str, titles: tuple[str, ...]) -> None:
    assert by_initials(TITLES).get(initials, ()) == titles


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [("ACW", True, True), ("acw", False, True), ("war", True, False), ("UN", True, False), ("T34", False, False)],
)
def test_only_capitals_and_unknown_words_are_looked_up(word: str, known: bool, expected: bool) -> None:  # noqa: FBT001
    assert may_be_initials(word, known=known) == expected


def test_initials_in_a_question_stand_for_the_title(tmp_path: Path) -> None:
    text = "---\ntitle: American Civil War\n---\nIt began in April 1861.\n"
    (tmp_path / "war.md").write_text(text, encoding="utf-8")
    _, vocabulary = index_knowledge(load_knowledge(tmp_path))
    assert list(vocabulary.aliases_in("when did the acw begin").values()) == [(("american", "civil", "war"),)]
