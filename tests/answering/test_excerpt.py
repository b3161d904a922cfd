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
