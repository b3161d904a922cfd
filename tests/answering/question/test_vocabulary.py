"""The words of the articles, and what a typed one may stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from histbot.historian import index_knowledge
from histbot.knowledge import load_knowledge

if TYPE_CHECKING:
    from pathlib import Path

    from histbot.answering import Vocabulary

TEXT = """The Soviet Union finally recognised the government of Czechoslovakia after its recognition by Prague.

In 1935 twenty treaties were signed; the harbour was closed in the 1930s by the Slovaks.
"""


@pytest.fixture
def vocabulary(tmp_path: Path) -> Vocabulary:
    """Give the vocabulary of a small article."""
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    return index_knowledge(load_knowledge(tmp_path))[1]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("sovjet", "soviet"), ("goverment", "govern"), ("czechoslovkia", "czechoslovakia"), ("harbuor", "harbor")],
)
def test_a_typing_error_is_read_as_the_nearest_word(vocabulary: Vocabulary, typed: str, meant: str) -> None:
    term = vocabulary.analyzer.terms(typed)[0]
    assert meant in {**vocabulary.meant(term), **vocabulary.kin(term)}


@pytest.mark.parametrize("typed", ["prague", "union", "xyz", "1936", "dubcek", "heydrich"])
def test_a_known_word_and_one_like_no_other_are_left_alone(vocabulary: Vocabulary, typed: str) -> None:
    assert vocabulary.meant(vocabulary.analyzer.terms(typed)[0]) == {}


def test_words_of_one_family_are_kin(vocabulary: Vocabulary) -> None:
    one, other = vocabulary.analyzer.terms("recognised recognition")
    assert other in vocabulary.kin(one)


@pytest.mark.parametrize(("typed", "said"), [("20", "twenti"), ("thirties", "1930s"), ("1930s", "1935")])
def test_numbers_are_found_in_other_words(vocabulary: Vocabulary, typed: str, said: str) -> None:
    assert said in vocabulary.numbers(typed)


def test_a_word_that_no_article_holds_is_worth_what_it_is_worth_in_an_encyclopaedia(vocabulary: Vocabulary) -> None:
    meant, rare = vocabulary.analyzer.terms("meant Heydrich")
    assert vocabulary.idf(meant) < vocabulary.idf(rare)
