"""The subject of a question: which article it is about, and what it asks of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from histbot.answering.evidence.candidates import Finder
from histbot.answering.evidence.evidence import FEATURES
from histbot.answering.question.question import read_question
from histbot.historian import index_knowledge
from histbot.knowledge import load_knowledge

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Find = Callable[[str], dict[str, dict[str, float]]]

HANNIBAL = """---
title: Hannibal (general)
---
Hannibal Barca (247 – 183 BC), called the Lion of Carthage, was a general. He crossed the Alps with elephants.
"""
ROME = "---\ntitle: Rome\n---\nRome was a city. Its walls kept Hannibal out. Nobody there had elephants.\n"


@pytest.fixture(scope="module")
def find(tmp_path_factory: pytest.TempPathFactory) -> Find:
    """Give a function that looks a question up: for the beginning of each sentence found, its features."""
    folder: Path = tmp_path_factory.mktemp("articles")
    (folder / "hannibal.md").write_text(HANNIBAL, encoding="utf-8")
    (folder / "rome.md").write_text(ROME, encoding="utf-8")
    knowledge = load_knowledge(folder)
    index, vocabulary = index_knowledge(knowledge)
    finder = Finder(knowledge, index, vocabulary.analyzers)

    def found(question: str) -> dict[str, dict[str, float]]:
        candidates = finder.find(read_question(question, vocabulary)).candidates
        texts = [each.span.of(knowledge.article(each.passage.article).text)[:10] for each in candidates]
        rows = (dict(zip(FEATURES, each.values, strict=True)) for each in candidates)
        return dict(zip(texts, rows, strict=True))

    return found


def test_a_title_that_the_question_says_is_its_subject(find: Find) -> None:
    rows = find("did hannibal have elephants")
    assert rows["He crossed"]["title_said"] == 1.0  # its bracket tells it from others, and is not said
    assert rows["Nobody the"]["title_said"] == 0.0


def test_a_typing_error_in_a_name_finds_its_article(find: Find) -> None:
    assert find("did hanibal have elephants")["He crossed"]["title_said"] > 0.5


def test_a_sentence_that_says_he_speaks_of_the_subject(find: Find) -> None:
    he = find("did hannibal have elephants")["He crossed"]
    assert he["sentence_coverage"] < he["with_subject"] == pytest.approx(1.0)


def test_another_name_in_the_first_sentence_is_the_subjects(find: Find) -> None:
    assert find("where did the lion of carthage use elephants")["He crossed"]["lead_covered"] > 0.5


@pytest.mark.parametrize(
    "question", ["who was hannibal", "whos hannibal?", "Tell me about Hannibal", "what is hannibal", "who is Hannibal"]
)
def test_who_somebody_was_is_said_by_the_first_sentence(find: Find, question: str) -> None:
    rows = find(question)
    assert rows["Hannibal B"]["defines_lead"] > 0.4
    assert rows["He crossed"]["defines_lead"] == 0.0


@pytest.mark.parametrize("question", ["who did hannibal beat", "who was beaten by hannibal", "how did hannibal die"])
def test_a_question_for_something_else_asks_for_no_definition(find: Find, question: str) -> None:
    assert find(question)["Hannibal B"]["defines_lead"] == 0.0


@pytest.mark.parametrize("question", ["when was hannibal born", "hannibal death date", "when did hannibal die"])
def test_births_and_deaths_stand_in_the_bracket_behind_a_name(find: Find, question: str) -> None:
    rows = find(question)
    assert rows["Hannibal B"]["lifespan"] > 0
    assert rows["He crossed"]["lifespan"] == 0.0
