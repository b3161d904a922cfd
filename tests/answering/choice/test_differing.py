"""Two quotes that answer, and disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from histbot.answering.choice.differing import disagree
from histbot.historian import Historian
from histbot.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("1935", "1936", True),
        ("16 May 1935", "May 1935", False),
        ("16 May 1935", "17 May 1935", True),
        ("May 16, 1935", "16 May 1935", False),
        ("June 1935", "May 1935", True),
        ("May 9", "1945", False),
        ("twenty", "20", False),
        ("1,200 men", "1200", False),
        ("120", "35", True),
        ("the king", "35", False),
    ],
)
def test_answers_are_compared_where_they_can_be(one: str, other: str, expected: bool) -> None:  # noqa: FBT001
    assert disagree(one, other) == disagree(other, one) == expected


@pytest.fixture
def two(tmp_path: Path) -> Historian:
    """Give a historian over two articles that date one event differently."""
    sentence = "The siege of the town of Kapitál by the Ottoman army was lifted in {} by the Polish king John Sobieski."
    (tmp_path / "one.md").write_text(sentence.format(1683), encoding="utf-8")
    (tmp_path / "two.md").write_text(sentence.format(1684), encoding="utf-8")
    (tmp_path / "three.md").write_text("The town lies on a river. Nobody left it in those years.", encoding="utf-8")
    return Historian(Settings(tmp_path))


def test_both_are_given_with_their_sources(two: Historian) -> None:
    answer = two.ask("When was the siege of Kapitál by the Ottoman army lifted?")
    assert answer.highlight is not None
    assert answer.differing is not None
    assert {answer.highlight.text, answer.differing.highlight.text} == {"1683", "1684"}
    assert {answer.citation and answer.citation.file, answer.differing.citation.file} == {"one.md", "two.md"}


def test_one_source_alone_has_no_other_side(two: Historian) -> None:
    assert two.ask("When was the siege of Kapitál by the Ottoman army lifted?", "one").differing is None
