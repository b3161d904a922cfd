"""Questions that lean on the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from histbot.answering.question.followup import leans, read_followup
from histbot.answering.question.question import read_question
from histbot.historian import index_knowledge

if TYPE_CHECKING:
    from histbot.answering import Vocabulary
    from histbot.historian import Historian


@pytest.fixture(scope="module")
def vocabulary(historian: Historian) -> Vocabulary:
    """Give the words of the shipped article."""
    return index_knowledge(historian.knowledge)[1]


@pytest.mark.parametrize(
    ("before", "text", "kind", "words"),
    [
        ("What happened to Carpathian Ruthenia?", "and when was it ceded?", "when", "ceded Carpathian Ruthenia"),
        ("Why did Kramář dislike the Bolsheviks?", "When was he elected?", "when", "elected Kramář Bolsheviks"),
        ("who killed the emperor", "when did they do that?", "when", "killed emperor"),
        ("When was Prague liberated?", "By whom?", "who", "Prague liberated"),
        ("When was Prague liberated?", "Why?", "why", "Prague liberated"),
        ("When was Prague liberated?", "and Brno?", "when", "Brno liberated"),
        ("When was Prague liberated?", "What about Brno?", "when", "Brno liberated"),
        ("How many soldiers fell in Prague in 1945?", "and in 1944?", "number", "1944 many soldiers fell Prague"),
    ],
)
def test_what_is_left_out_is_taken_from_the_question_before(
    vocabulary: Vocabulary, before: str, text: str, kind: str, words: str
) -> None:
    read = read_followup(text, before, vocabulary)
    assert (read.kind, " ".join(unit.word for unit in read.units)) == (kind, words)


@pytest.mark.parametrize(
    "text",
    [
        "When was Prague liberated?",
        "And when was Prague liberated?",
        "Who signed the Treaty of Alliance?",
        "thanks!",
        "what is the article about?",
    ],
)
def test_a_question_that_says_all_is_read_as_if_alone(vocabulary: Vocabulary, text: str) -> None:
    assert not leans(text, "Why did Kramář dislike the Bolsheviks?", vocabulary)


@pytest.mark.parametrize("before", [None, "", "  ", "hello"])
def test_without_a_question_before_nothing_is_added(vocabulary: Vocabulary, before: str | None) -> None:
    assert read_followup("and when was it ceded?", before, vocabulary) == read_question(
        "and when was it ceded?", vocabulary
    )


def test_what_is_taken_over_weighs_less_than_what_is_said(vocabulary: Vocabulary) -> None:
    (alone,) = read_question("Ruthenia?", vocabulary).units
    taken = read_followup("and when was it ceded?", "Who ruled Ruthenia?", vocabulary).units[-1]
    assert taken.term == alone.term
    assert taken.weight < alone.weight


def test_what_was_asked_for_keeps_its_place(vocabulary: Vocabulary) -> None:
    read = read_followup("and Slovakia?", "How many soldiers fell in Prague?", vocabulary)
    assert read.focus is not None
    assert read.units[read.focus].word == "soldiers"


def test_a_follow_up_is_answered(historian: Historian) -> None:
    alone = historian.ask("When?")
    answer = historian.ask("When?", before="Was Carpathian Ruthenia annexed?")
    assert not alone.answered
    assert answer.answered
    assert answer.question == "When?"
    assert answer.quote is not None
    assert "Carpathian Ruthenia" in answer.quote.text
