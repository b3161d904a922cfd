"""A passage as people see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from histbot.answering import excerpt
from histbot.knowledge import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from histbot.knowledge import Article

TEXT = "First came **the long** war. Then, in 1938, came peace.[4] Nobody knew why it had to be so."


def test_quote_and_highlight_are_told_apart(article: Callable[[str], Article]) -> None:
    read = article(TEXT)
    passage = read.passages[0]
    start = TEXT.index("1938")
    pieces = excerpt(read, passage, passage.sentences[1], Span(start, start + 4), 500)
    assert [(piece.text, piece.kind) for piece in pieces] == [
        ("First came the long war. ", "plain"),
        ("Then, in ", "quote"),
        ("1938", "highlight"),
        (", came peace.", "quote"),
        (" Nobody knew why it had to be so.", "plain"),
    ]


@pytest.mark.parametrize("limit", [10, 30, 40, 60, 85])
def test_it_is_cut_around_the_quote(article: Callable[[str], Article], limit: int) -> None:
    read = article(TEXT)
    passage = read.passages[0]
    pieces = excerpt(read, passage, passage.sentences[1], None, limit)
    assert sum(len(piece.text) for piece in pieces) <= limit
    assert any(piece.kind == "quote" for piece in pieces)


@pytest.mark.parametrize("limit", range(30, 92, 3))
def test_no_word_is_cut(article: Callable[[str], Article], limit: int) -> None:
    read = article(TEXT)
    shown = "".join(piece.text for piece in excerpt(read, read.passages[0], read.passages[0].sentences[1], None, limit))
    words = TEXT.replace("*", "").replace("[4]", "").split()
    assert [word for word in shown.strip("…").split() if word not in words] == []


def test_what_has_no_spaces_is_cut_all_the_same(article: Callable[[str], Article]) -> None:
    read = article("x" * 500)
    pieces = excerpt(read, read.passages[0], Span(200, 210), None, 60)
    assert sum(len(piece.text) for piece in pieces) == 60


@pytest.mark.parametrize("limit", [12, 20, 30])
def test_a_quote_that_is_longer_than_the_room_is_cut_between_words(
    article: Callable[[str], Article], limit: int
) -> None:
    read = article(TEXT)
    passage = read.passages[0]
    shown = "".join(piece.text for piece in excerpt(read, passage, passage.sentences[2], None, limit))
    assert shown.startswith("…Nobody")
    assert set(shown.strip("…").split()) <= set(TEXT.split())
    assert len(shown) <= limit
