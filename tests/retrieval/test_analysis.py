"""Text to terms."""

from __future__ import annotations

import pytest

from histbot.retrieval import Analyzer


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kramář", "kramar"),
        ("Hitler's", "Hitler"),
        ("U.S.S.R.", "USSR"),
        ("1,939", "1939"),
        ("16th", "16"),
        ("Czechoslovak-Soviet", "Czechoslovak Soviet"),
        ("recognized", "recognizes"),
        ("Łódź", "lodz"),
        ("labour", "labor"),
        ("recognised", "recognized"),
        ("Colonisation", "colonization"),
        ("defence", "defense"),
        ("theatres", "theaters"),
        ("travelled", "traveled"),
        ("archaeology", "archeology"),
        ("programme", "program"),
    ],
)
def test_these_are_the_same(one: str, other: str) -> None:
    assert Analyzer().terms(one) == Analyzer().terms(other) != []


def test_stop_words_are_no_terms() -> None:
    assert Analyzer().terms("What was the war of 1938?") == ["war", "1938"]


def test_tokens_know_their_place() -> None:
    text = "The Red Army"
    assert [text[token.start : token.end] for token in Analyzer().tokens(text) if not token.stop] == ["Red", "Army"]


def test_a_language_has_its_own_stems() -> None:
    assert Analyzer("de").terms("Kriegen") == Analyzer("de").terms("Krieg")


def test_spelling_is_left_alone_in_other_languages() -> None:
    assert Analyzer("fr").terms("labour") == ["labour"]
