"""The stretches of a sentence that could be the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from histbot.answering.choice.model import load_model
from histbot.answering.evidence.measure import Measure
from histbot.answering.evidence.offers import offered
from histbot.answering.evidence.spans import LONGEST, Reading
from histbot.answering.question.question import read_question
from histbot.historian import index_knowledge
from histbot.knowledge import load_knowledge

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SENTENCE = "On 9 May 1945 the Red Army under Ivan Konev (a marshal) freed Prague, and about 35% of 120 tanks were lost."


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str], Reading]:
    """Give a function that reads the sentence for a question."""
    (tmp_path / "a.md").write_text(SENTENCE, encoding="utf-8")
    _, vocabulary = index_knowledge(load_knowledge(tmp_path))
    return lambda question: Reading(Measure(read_question(question, vocabulary)), SENTENCE, vocabulary.analyzer)


def _texts(reading: Reading) -> list[str]:
    stretches = [reading.stretch(first, last) for first, last in reading.candidates()]
    return [SENTENCE[each.start : each.end] for each in stretches]


def test_a_stretch_begins_and_ends_with_a_word_that_means_something(read: Callable[[str], Reading]) -> None:
    texts = _texts(read("When was Prague freed?"))
    assert "9 May 1945" in texts
    assert "35%" in texts
    assert not any(text.startswith(("the ", "On ")) or text.endswith((" the", " and", " of")) for text in texts)
    assert max(len(text.split()) for text in texts) <= LONGEST


def test_no_stretch_crosses_a_bracket(read: Callable[[str], Reading]) -> None:
    assert not any("(" in text or ")" in text for text in _texts(read("Who freed Prague?")))


def test_a_score_is_the_sum_of_its_named_features(read: Callable[[str], Reading]) -> None:
    reading, weights = read("Who freed Prague in 1945?"), load_model().stretches
    for score, first, last in reading.scores(weights):
        named = reading.features(first, last)
        assert score == pytest.approx(sum(weights.get(name, 0.0) * value for name, value in named.items()))


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("When was Prague freed?", "9 May 1945"),
        ("Who led the Red Army?", "Ivan Konev"),
        ("How many tanks were lost?", "120"),
    ],
)
def test_the_best_stretch_answers(read: Callable[[str], Reading], question: str, answer: str) -> None:
    reading = read(question)
    _, first, last = max(reading.scores(load_model().stretches))
    best = reading.stretch(first, last)
    assert SENTENCE[best.start : best.end] == answer


def test_figures_apart_by_blanks_are_one_number() -> None:
    text = "It lost 12 500 men of 1914 in 300 days."
    assert [text[start:end] for start, end in offered("number", text)] == ["12 500", "1914", "300"]


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("Its 12 towers cost 3,000 thalers in 1432.", ["3,000 thalers"]),
        ("He paid £40,000, or 2 million gold ducats.", ["£40,000", "2 million gold ducats"]),
        ("Forty men bought 300 pieces of silver; a crowned king marched 20 miles.", ["300 pieces of silver"]),
    ],
)
def test_only_sums_of_money_are_a_price(text: str, sums: list[str]) -> None:
    assert [text[start:end] for start, end in offered("price", text)] == sums


@pytest.mark.parametrize(
    ("text", "sort", "said"),
    [
        ('date: "1450-06-09"', "when", "1450-06-09"),
        ('location: "Plain"', "where", "Plain"),
        ('spouse: "Clara"', "who", "Clara"),
    ],
)
def test_a_fact_offers_its_value(text: str, sort: str, said: str) -> None:
    assert [text[start:end] for start, end in offered(sort, text)] == [said]
