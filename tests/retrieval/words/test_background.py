"""How common words are in encyclopaedias."""

from __future__ import annotations

from histbot.retrieval import BACKGROUND_PASSAGES, Analyzer, background_count


def _count(word: str) -> float:
    return background_count(Analyzer().terms(word)[0])


def test_common_words_are_told_from_rare_ones() -> None:
    assert BACKGROUND_PASSAGES > _count("war") > _count("meant") > _count("Heydrich") > 0


def test_what_is_not_listed_is_rarer_than_all_that_is() -> None:
    assert _count("Heydrich") == _count("asdfgh")
