"""Sentences, with exact spans."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from histbot.knowledge.sentences import split_sentences


def sentences(text: str) -> list[str]:
    return [span.of(text) for span in split_sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    "whole",
    [
        "He led the U.S. Army to victory.",
        "It was No. 5 Squadron that flew.",
        "The fleet left St. Petersburg at noon.",
        "J. R. R. Tolkien fought on the Somme.",
        "It was built c. 1938 by hand.",
        "Some, e.g. Prussia, refused.",
        "It cost 3.5 million.",
        "They waited ... and nothing came.",
        "Mr. Smith met Gen. Grant.",
        "A heading without a stop",
    ],
)
def test_does_not_end_within(whole: str) -> None:
    assert sentences(whole) == [whole]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He fell. She won.", ["He fell.", "She won."]),
        ('He said "Go." Then he left.', ['He said "Go."', "Then he left."]),
        ("It was so (in 1946.) Next came war.", ["It was so (in 1946.)", "Next came war."]),
        ("It ended.[12] Peace came.", ["It ended.[12]", "Peace came."]),
        ("He went to the U.S. The war began.", ["He went to the U.S.", "The war began."]),
        ("Why? Because! So.", ["Why?", "Because!", "So."]),
        ("It was 1938. 300 men died.", ["It was 1938.", "300 men died."]),
    ],
)
def test_ends_at_stops(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_parts_list_items_that_were_run_together() -> None:
    text = "Start - 26 February – a plague - 10 March – a war"
    assert sentences(text) == ["Start", "- 26 February – a plague", "- 10 March – a war"]


@given(st.text(alphabet="aB .?!…\"')[1]\nU.S. ", max_size=80))
def test_spans_are_in_order_and_hold_everything_but_blanks(text: str) -> None:
    spans = list(split_sentences(text, 0, len(text)))
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)
    assert spans == sorted(spans)
