"""Words that deny, and words that say the opposite."""

from __future__ import annotations

import pytest

from histbot.answering.choice.opposites import denies, opposed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was never signed.", True),
        ("It wasn't signed.", True),
        ("They failed to sign it.", True),
        ("It was signed.", False),
        ("It was not until 1934 that it was signed.", False),
        ("It was signed not only by France.", False),
    ],
)
def test_a_sentence_denies_or_does_not(text: str, expected: bool) -> None:  # noqa: FBT001
    assert denies(text) == expected


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("the largest city", "the smallest city", True),
        ("the largest city", "the largest city", False),
        ("the largest city", "a city", False),
        ("the largest and smallest city", "the smallest city", False),
    ],
)
def test_an_opposite_is_seen(question: str, sentence: str, expected: bool) -> None:  # noqa: FBT001
    assert opposed(frozenset(question.split()), frozenset(sentence.split())) == expected
