"""The reader: scores, kept and bounded."""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest

from histbot.reader import Reader, Sentence, load_reader

if TYPE_CHECKING:
    from histbot.historian import Historian

POISON = Sentence("Hannibal", "Death", "Seeing that his house was surrounded and he could not escape, he took poison.")
ELEPHANTS = Sentence("Hannibal", "", "He crossed the Alps with elephants in 218 BC.")
STAMPS = Sentence("Postage stamp", "", "The first stamp was sold in 1840.")


@pytest.fixture(scope="module")
def reader() -> Reader:
    """Give the reader that histbot ships with."""
    loaded = load_reader()
    assert loaded is not None
    return loaded


def test_the_sentence_that_answers_scores_highest(reader: Reader) -> None:
    scores = reader.scores("when did hannibal cross the alps", [POISON, ELEPHANTS, STAMPS])
    assert max(scores) == scores[1]
    assert scores[1] > 0 > max(scores[0], scores[2])


def test_none_of_these_is_said_by_a_score_below_0(reader: Reader) -> None:
    assert max(reader.scores("who invented the telephone", [ELEPHANTS, POISON, STAMPS])) < 0


def test_what_was_scored_is_kept(monkeypatch: pytest.MonkeyPatch, reader: Reader) -> None:
    first = reader.scores("when did he cross the alps", [ELEPHANTS, POISON])
    monkeypatch.setattr(reader._network, "scores", lambda _: pytest.fail("read again"))
    assert reader.scores("when did he cross the alps", [POISON, ELEPHANTS]) == first[::-1]


def test_work_is_bounded_whatever_is_typed(reader: Reader) -> None:
    pair = reader._pair("why " * 10_000, Sentence("T" * 500, "", "word " * 10_000))
    assert len(pair.ids) <= 96


def test_several_threads_may_ask(reader: Reader) -> None:
    found: list[list[float]] = []
    threads = [
        Thread(target=lambda: found.append(reader.scores("who took poison", [POISON, STAMPS]))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [found[0]] * 4


def test_why_shows_its_share(reading_historian: Historian) -> None:
    answer = reading_historian.ask("When was the Treaty of Alliance signed?")
    shares: dict[str, Any] = {feature.name: feature.share for feature in answer.evidence}
    assert shares["reader"] != 0
    assert answer.quote is not None
    assert "May 16, 1935" in answer.quote.text


def test_it_can_be_switched_off(historian: Historian) -> None:
    names = {feature.name for feature in historian.ask("When was the Treaty of Alliance signed?").evidence}
    assert "reader" not in names
