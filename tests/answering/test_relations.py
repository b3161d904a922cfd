"""What articles say where a question asks in other words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from histbot.answering import Answerer
from histbot.answering.relations import FILE, relations
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


def test_an_answer_in_other_words_is_found_by_its_relation(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(ALFONSO, encoding="utf-8")
    knowledge = load_knowledge(tmp_path)
    index, vocabulary = index_knowledge(knowledge)
    answerer = Answerer(knowledge, index, vocabulary, answer_from=0.0, passages=3)
    answer = answerer.answer("who was the wife of alfonso of toro")
    assert answer.quote is not None
    assert answer.quote.text.startswith("In 1201 he married Sancha")


def test_words_of_other_languages_are_not_read_as_english(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\nlanguage: de\n---\nDie Burg wurde zerstört und brannte.\n", encoding="utf-8")
    knowledge = load_knowledge(tmp_path)
    _, vocabulary = index_knowledge(knowledge)
    assert vocabulary.told("die") == ()
