"""Answers over the shipped article and over real ones."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from histbot.answering import Answerer, answer_json
from histbot.errors import UnknownArticleError
from histbot.historian import index_knowledge
from histbot.knowledge import load_knowledge

if TYPE_CHECKING:
    from histbot.historian import Historian

SLUG = "czechoslovakia-soviet-union-relations"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("When was the Czechoslovak-Soviet Treaty of Alliance signed?", "On May 16, 1935"),
        ("why did kramar hate the bolsheviks", "Karel Kramář"),
        ("Who liberated Prague?", "the Red Army"),
        ("What happened in March 1939?", "terminated the diplomatic relations"),
    ],
)
def test_quotes_the_sentence_that_answers(historian: Historian, question: str, words: str) -> None:
    answer = historian.ask(question)
    assert answer.answered
    assert answer.quote is not None
    assert words in answer.quote.text


@pytest.mark.parametrize(
    "question", ["Who won the 1998 World Cup?", "hello", "", "?!", "🙂", "asdfgh qwerty", "Who was Alexander Dubček?"]
)
def test_says_no(historian: Historian, question: str) -> None:
    assert not historian.ask(question).answered


@pytest.mark.parametrize("question", ["x" * 10_000, "war " * 2_500, "\u202eargarp", "**@everyone** `war`", "\0\n\t"])
def test_nothing_typed_can_raise(historian: Historian, question: str) -> None:
    assert historian.ask(question).question == question


def test_an_abstention_carries_the_nearest_passages(historian: Historian) -> None:
    answer = historian.ask("Who was the king of Czechoslovakia and Bohemia?")
    assert (answer.answered, answer.certainty, answer.highlight) == (False, "none", None)
    assert answer.quote
    assert answer.passages[0].passage.span.holds(answer.quote.span)


def test_only_articles_that_are_allowed_answer(historian: Historian) -> None:
    question = "When was the Treaty of Alliance signed?"
    assert historian.ask(question, among=[SLUG]).answered
    assert historian.ask(question, among=[]).passages == ()
    with pytest.raises(UnknownArticleError):
        historian.ask(question, SLUG, among=["another"])


def test_a_date_asked_for_is_the_highlight(historian: Historian) -> None:
    highlight = historian.ask("When was the Treaty of Alliance signed?", SLUG).highlight
    assert highlight is not None
    assert highlight.text == "May 16, 1935"


def test_json_is_what_the_docs_say(historian: Historian) -> None:
    answer = historian.ask("When was the Treaty of Alliance signed?")
    written: dict[str, Any] = json.loads(json.dumps(answer_json(answer, historian.knowledge)))
    text = historian.knowledge.article(SLUG).text
    assert list(written) == [
        "question", "answered", "confidence", "quote", "highlight", "citation", "differing", "passages",
    ]  # fmt: skip
    for part in (written["quote"], written["highlight"], *written["passages"]):
        assert text[part["start"] : part["end"]] == part["text"]
    assert (written["citation"]["article"], written["citation"]["line"]) == (SLUG, 14)


def test_the_evidence_adds_up(historian: Historian) -> None:
    evidence = {feature.name: feature.value for feature in historian.ask("When was Prague liberated?").evidence}
    assert evidence["sentence_coverage"] == 1.0


@pytest.mark.parametrize(
    ("door", "least"),
    [("historian", (28, 27, 20)), ("reading_historian", (29, 28, 22))],
    ids=["alone", "with the reader"],
)
def test_the_shipped_article_answers_its_question_set(
    request: pytest.FixtureRequest, door: str, least: tuple[int, int, int], shared: Path
) -> None:
    historian: Historian = request.getfixturevalue(door)
    right = answered = refused = 0
    lines = (shared / "eval" / "seed" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    for asked in map(json.loads, lines):
        answer = historian.ask(asked["question"])
        if asked["must_contain"] is None:
            refused += not answer.answered
        else:
            right += answer.quote is not None and asked["must_contain"] in answer.quote.text
            answered += answer.answered
    assert (right >= least[0], answered >= least[1], refused >= least[2]) == (True, True, True)


WORDS = st.lists(
    st.sampled_from(["Prague", "war", "1945.", "The", "\n\n", "**treaty**", "é.", "[1]", "\n- ", "Kramář "])
)


@given(WORDS.map(" ".join), WORDS.map(" ".join))
@settings(max_examples=150, deadline=None)
def test_a_quote_is_verbatim(text: str, question: str) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder, "a.md")
        file.write_text(f"The war began in Prague in 1938.\n\n{text}\n", encoding="utf-8")
        knowledge = load_knowledge(file)
    index, vocabulary = index_knowledge(knowledge)
    answer = Answerer(knowledge, index, vocabulary, answer_from=0.0, passages=3).answer(f"When war {question}")
    read = knowledge.articles[0].text
    assert answer.quote
    for quote in filter(None, (answer.quote, answer.highlight)):
        assert read[quote.span.start : quote.span.end] == quote.text
    assert answer.passages[0].passage.span.holds(answer.quote.span)


def test_a_second_question_of_a_message_is_named(historian: Historian) -> None:
    answer = historian.ask("When was Prague liberated? Who disliked the Bolsheviks?")
    assert answer.quote is not None
    assert "May 9" in answer.quote.text
    assert answer.unread == ("Who disliked the Bolsheviks?",)
