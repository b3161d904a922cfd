"""Ways of writing a number."""

from __future__ import annotations

import pytest

from histbot.retrieval import other_forms


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("twenty", "20"),
        ("20", "twenty"),
        ("twentieth", "20"),
        ("ninety", "90"),
        ("thirties", "1930s"),
        ("thirties", "1935"),
        ("1930s", "1935"),
        ("xiv", "14"),
        ("xiv", "fourteenth"),
        ("14", "xiv"),
        ("fourteenth", "xiv"),
        ("fifth", "v"),
    ],
)
def test_a_number_is_found_as_it_may_be_written(word: str, form: str) -> None:
    assert form in dict(other_forms(word, str))


def test_the_decades_of_the_last_century_come_first() -> None:
    forms = dict(other_forms("thirties", str))
    assert forms["1930s"] > forms["1830s"] > forms["1730s"]


@pytest.mark.parametrize("word", ["war", "1935", "s", ""])
def test_what_has_one_form_has_no_other(word: str) -> None:
    assert list(other_forms(word, str)) == []
