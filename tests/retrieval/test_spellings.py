"""Ways of writing a word."""

from __future__ import annotations

import pytest

from histbot.retrieval import Analyzer, compounds, other_spellings


@pytest.mark.parametrize(
    ("word", "form"),
    [("William", "wilhelm"), ("Jiří", "george"), ("Mueller", "muller"), ("Müller", "mueller"), ("Goering", "goring")],
)
def test_a_name_is_found_in_its_other_spellings(word: str, form: str) -> None:
    assert form in dict(other_spellings(word, str))


@pytest.mark.parametrize("word", ["poet", "god", "war", "1935", ""])
def test_other_words_have_none(word: str) -> None:
    assert list(other_spellings(word, str)) == []


@pytest.mark.parametrize(
    ("text", "known", "found"),
    [
        ("a cease-fire", {"ceasefir"}, {2: (("ceasefir",),), 8: (("ceasefir",),)}),
        ("a ship yard", {"shipyard"}, {2: (("shipyard",),), 7: (("shipyard",),)}),
        ("a ceasefire", {"ceas", "fire"}, {2: (("ceas", "fire"),)}),
        ("a ceasefire", {"ceas", "fire", "ceasefir"}, {}),
        ("a ceasefire", {"ceas"}, {}),
        ("of it", {"ofit"}, {}),
    ],
)
def test_compounds_in_one_word_or_two(text: str, known: set[str], found: dict[int, object]) -> None:
    analyzer = Analyzer()
    tokens = [token for token in analyzer.tokens(text) if not token.stop]
    assert compounds(text, tokens, known, lambda word: analyzer.terms(word)[0]) == found
