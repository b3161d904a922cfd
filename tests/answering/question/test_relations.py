"""What articles say where a question asks in other words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from histbot.answering.evidence.candidates import Finder
from histbot.answering.evidence.evidence import FEATURES
from histbot.answering.question.question import read_question
from histbot.answering.question.relations import FILE, relations
from histbot.historian import index_knowledge
from histbot.knowledge import load_knowledge

if TYPE_CHECKING:
    from pathlib import Path

ALFONSO = """---
title: Alfonso of Toro
---
Alfonso of Toro was a king. He fought the king of Leon twice. He gave Toro walls and a market.

In 1201 he married Sancha, a daughter of the count. His mother was often with the king.
"""


def test_every_line_says_what_is_asked_and_what_answers_it() -> None:
    lines = [line for line in FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert all(re.fullmatch(r"[a-z ]+: [a-z ]+", line) for line in lines)


def test_a_word_is_answered_one_way_only() -> None:
    assert "married" in relations()["wife"]
    assert "wife" not in relations().get("daughter", ())


def test_a_sentence_that_answers_in_other_words_is_told_from_one_that_does_not(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(ALFONSO, encoding="utf-8")
    knowledge = load_knowledge(tmp_path)
    index, vocabulary = index_knowledge(knowledge)
    question = read_question("who was the wife of alfonso of toro", vocabulary)
    text, told = knowledge.articles[0].text, FEATURES.index("told_of_subject")
    candidates = Finder(knowledge, index, vocabulary.analyzers).find(question).candidates
    found = {each.span.of(text)[:10]: each.values[told] for each in candidates}
    assert found["In 1201 he"] > 0.1
    assert found["He gave To"] == 0.0


def test_words_of_other_languages_are_not_read_as_english(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\nlanguage: de\n---\nDie Burg wurde zerstört und brannte.\n", encoding="utf-8")
    knowledge = load_knowledge(tmp_path)
    _, vocabulary = index_knowledge(knowledge)
    assert vocabulary.told("die") == ()
