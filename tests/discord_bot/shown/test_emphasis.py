"""A quote is underlined as one run, its answer bold, and nothing else of it works, by the rules of Discord."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from discord_markdown import read
from hypothesis import given
from hypothesis import strategies as st

from histbot.answering import Piece, excerpt
from histbot.discord_bot.shown.emphasis import emphasised
from histbot.knowledge import Span

if TYPE_CHECKING:
    from histbot.historian import Historian

KINDS = st.sampled_from(["plain", "quote", "highlight"])
NASTY = st.text(st.sampled_from("ab 1*_~`|\\<>@#[]().:/-\u2014é\n"), max_size=12)
STYLES = {
    "plain": frozenset[str](), "quote": frozenset({"underline"}), "highlight": frozenset({"underline", "bold"}),
}  # fmt: skip


def shown(pieces: list[Piece]) -> list[tuple[str, frozenset[str]]]:
    """Give what a reader sees, but for spaces and the marks that keep addresses and mentions from working."""
    return [(char, style) for char, style in read(emphasised(pieces)) if not char.isspace() and char != "\u200b"]


@pytest.mark.parametrize(
    ("pieces", "written"),
    [
        ([("On ", "quote"), ("May 9", "highlight"), (".", "quote")], "__On **May 9**.__"),
        ([("May 9", "highlight"), (" it ended. ", "quote"), ("Then", "plain")], "__**May 9** it ended.__ Then"),
        ([("a ", "plain"), (" ", "quote"), ("b", "plain")], "a  b"),
        ([("x ", "quote"), (" 9", "highlight")], "__x  **9**__"),
    ],
)
def test_a_quote_is_one_run(pieces: list[tuple[str, str]], written: str) -> None:
    assert emphasised(Piece(text, kind) for text, kind in pieces) == written


@given(st.lists(st.builds(Piece, NASTY, KINDS), max_size=6))
def test_every_character_looks_as_it_should(pieces: list[Piece]) -> None:
    expected = [(char, STYLES[piece.kind]) for piece in pieces for char in piece.text if not char.isspace()]
    assert shown(pieces) == expected


def test_no_passage_of_an_article_shows_a_mark(historian: Historian) -> None:
    (article, *_) = historian.knowledge.articles
    for passage in article.passages:
        for sentence in passage.sentences[:3]:
            pieces = excerpt(article, passage, sentence, Span(sentence.start + 1, sentence.start + 4), 1200)
            assert [char for char, _ in shown(list(pieces))] == [
                char for piece in pieces for char in piece.text if not char.isspace()
            ]
