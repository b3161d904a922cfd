"""What a question asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from histbot.answering.question.question import parted, read_question

if TYPE_CHECKING:
    from histbot.historian import Historian


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Wer belagerte Orlen?", "who"),
        ("Kdy byla bitva u Tarnu?", "when"),
        ("Где родился князь?", "where"),
        ("A kolik lidí zemřelo?", "number"),
        ("Pourquoi la guerre commença-t-elle?", "why"),
        ("Which treaty ended the war of Wer?", "which"),
        ("When did it end?", "when"),
    ],
)
def test_the_kind_is_read_in_other_languages_too(historian: Historian, text: str, kind: str) -> None:
    assert read_question(text, historian._snapshot.answerer._vocabulary).kind == kind


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("When was Prague liberated? And who signed the treaty?", 2),
        ("When was Prague liberated? Why?", 1),
        ("When was Prague liberated? Thanks!", 1),
        ("Who signed it, and when?", 1),
        ("", 1),
    ],
)
def test_two_questions_in_a_message_are_told_apart(text: str, parts: int) -> None:
    assert len(parted(text)) == parts


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("How much did the wall cost?", "price"),
        ("What was the price of the horses?", "price"),
        ("How much did they pay for it?", "price"),
        ("How much of the town burned?", "number"),
        ("How many towers were paid for?", "number"),
        ("Who paid for the wall?", "who"),
    ],
)
def test_who_asks_for_a_price_wants_money(historian: Historian, text: str, wanted: str) -> None:
    assert read_question(text, historian._snapshot.answerer._vocabulary).wants == wanted
