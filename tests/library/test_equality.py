"""Answers out of the library are those of plain rank-bm25 in memory to the last figure, whatever became of files."""

from __future__ import annotations

import json
import random
import shutil
from typing import TYPE_CHECKING

from histbot.answering import Answerer, answer_json
from histbot.historian import Historian, default_aliases, index_knowledge
from histbot.knowledge import load_knowledge
from histbot.library import writing
from histbot.resources import data_path
from histbot.settings import AnsweringSettings, Settings

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import pytest

    from histbot.answering import Answer

WORDS = "treaty army siege prague vienna king war peace city river harvest signed marched fell ruled began".split()


def plain_answers(folder: Path, questions: Iterable[str]) -> list[Answer]:
    wanted, knowledge = AnsweringSettings(), load_knowledge(folder)
    index, vocabulary = index_knowledge(knowledge, default_aliases())
    answerer = Answerer(knowledge, index, vocabulary, answer_from=wanted.answer_from, passages=wanted.passages)
    return [answerer.answer(question) for question in questions]


def write_article(folder: Path, name: str, dice: random.Random) -> None:
    paragraphs = [
        " ".join(f"In {dice.randrange(1200, 1945)} the {' '.join(dice.choices(WORDS, k=9))}." for _ in range(4))
        for _ in range(dice.randrange(1, 9))
    ]
    (folder / f"{name}.md").write_text(f"# {name.title()}\n\n" + "\n\n".join(paragraphs), encoding="utf-8")


def asked(dice: random.Random) -> list[str]:
    return [
        f"When did the {' '.join(dice.sample(WORDS, 3))} {dice.choice(['treatty', 'in 1500', ''])}?" for _ in range(12)
    ]


def same(folder: Path, historian: Historian, questions: list[str]) -> None:
    knowledge = load_knowledge(folder)
    for question, expected in zip(questions, plain_answers(folder, questions), strict=True):
        found = historian.ask(question)
        assert answer_json(found, historian.knowledge) == answer_json(expected, knowledge)
        assert found.confidence == expected.confidence
        assert [each.score for each in found.passages] == [each.score for each in expected.passages]


def test_answers_are_the_same_before_and_after_articles_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "_FULL", 20)  # so that there are segments to be joined
    monkeypatch.setattr(writing, "_MOST", 3)
    dice, names = random.Random(7), [f"article{number}" for number in range(14)]
    for name in names[:10]:
        write_article(tmp_path, name, dice)
    historian = Historian(Settings(tmp_path, answering=AnsweringSettings(reader=False)))
    same(tmp_path, historian, asked(dice))
    for _ in range(5):
        for name in dice.sample(names, 3):
            if dice.random() < 0.3:
                (tmp_path / f"{name}.md").unlink(missing_ok=True)
            else:
                write_article(tmp_path, name, dice)
        historian.reload()
        same(tmp_path, historian, asked(dice))


def test_articles_that_say_the_same_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    for number in range(16):
        (tmp_path / f"a{number:02}.md").write_text("The treaty was signed in Prague in 1500.", encoding="utf-8")
    historian = Historian(Settings(tmp_path, answering=AnsweringSettings(reader=False)))
    same(tmp_path, historian, ["When was the treaty signed?"])
    (tmp_path / "a00.md").write_text("The treaty was signed in Prague in 1500. It held.", encoding="utf-8")
    historian.reload()
    same(tmp_path, historian, ["When was the treaty signed?"])


def test_one_article_is_asked_as_if_it_were_alone_in_its_order(historian: Historian) -> None:
    slug = historian.knowledge.slugs[0]
    assert historian.ask("When was Prague freed?", slug).quote == historian.ask("When was Prague freed?").quote


def test_answers_over_real_articles(shared: Path, tmp_path: Path) -> None:
    data = shared / "eval" / "squad1"
    for file in sorted((data / "articles").iterdir())[:3]:
        shutil.copy(file, tmp_path)
    shutil.copytree(data_path("knowledge"), tmp_path, dirs_exist_ok=True)
    lines = (data / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    same(
        tmp_path,
        Historian(Settings(tmp_path, answering=AnsweringSettings(reader=False))),
        [json.loads(line)["question"] for line in lines[::200]],
    )
