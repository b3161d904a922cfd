"""The contract of every engine: answers are those of plain rank-bm25 in memory to the last figure, come what may."""

from __future__ import annotations

import json
import random
import shutil
from typing import TYPE_CHECKING, Any, cast

import pytest

from histbot.answering import Answerer, answer_json
from histbot.historian import Historian, default_aliases, index_knowledge
from histbot.knowledge import load_knowledge
from histbot.library.tables import writing
from histbot.resources import data_path
from histbot.settings import AnsweringSettings, LibrarySettings, Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

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
        f"When did the {' '.join(dice.sample(WORDS, 3))} {dice.choice(['treatty', 'in 1500', ''])}?" for _ in range(6)
    ]


def same(folder: Path, historian: Historian, questions: list[str]) -> None:
    knowledge = load_knowledge(folder)
    for question, expected in zip(questions, plain_answers(folder, questions), strict=True):
        found = historian.ask(question)
        assert answer_json(found, historian.knowledge) == answer_json(expected, knowledge)
        assert found.confidence == expected.confidence
        assert [each.score for each in found.passages] == [each.score for each in expected.passages]


class Followed:
    """A bot that follows a cluster, and the job that fills it: an article changes for one through the other."""

    def __init__(self, job: Historian, bot: Historian) -> None:
        self._job, self._bot = job, bot

    def __getattr__(self, name: str) -> Any:
        return getattr(self._bot, name)

    def reload(self) -> None:
        self._job.reload()
        self._bot.reload()


@pytest.fixture(params=["embedded", "tantivy", "opensearch"])
def opened(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Historian]:
    """Give a function that opens a folder of articles with an engine."""

    def never(line: str) -> None:  # nothing is mended on the quiet
        raise AssertionError(line)

    if request.param == "opensearch":
        clustered = request.getfixturevalue("clustered")
        return lambda folder: cast(
            "Historian",
            Followed(Historian(clustered(folder), tell=never, publish=True), Historian(clustered(folder), tell=never)),
        )
    if request.param == "tantivy":
        pytest.importorskip("tantivy")
    library = LibrarySettings(str(tmp_path_factory.mktemp("libraries")), request.param)
    wanted = AnsweringSettings(reader=False)
    return lambda folder: Historian(Settings(folder, answering=wanted, library=library), tell=never)


def test_answers_are_the_same_before_and_after_articles_change(
    opened: Callable[[Path], Historian], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "_FULL", 20)  # so that there are segments to be joined
    monkeypatch.setattr(writing, "_MOST", 3)
    dice, names = random.Random(7), [f"article{number}" for number in range(14)]
    for name in names[:10]:
        write_article(tmp_path, name, dice)
    historian = opened(tmp_path)
    same(tmp_path, historian, asked(dice))
    for _ in range(3):
        for name in dice.sample(names, 3):
            if dice.random() < 0.3:
                (tmp_path / f"{name}.md").unlink(missing_ok=True)
            else:
                write_article(tmp_path, name, dice)
        historian.reload()
        same(tmp_path, historian, asked(dice))


def test_articles_that_say_the_same_come_in_the_order_of_their_names(
    opened: Callable[[Path], Historian], tmp_path: Path
) -> None:
    names = [f"a{number:03}" for number in range(30)]
    random.Random(3).shuffle(names)
    said = "\n\n## Again\n\n".join(
        3 * ["The treaty was signed in Prague in 1500."]
    )  # 90: more than are asked for first
    for name in names:
        (tmp_path / f"{name}.md").write_text(said, encoding="utf-8")
    historian = opened(tmp_path)
    same(tmp_path, historian, ["When was the treaty signed?"])
    (tmp_path / "a000.md").write_text("The treaty was signed in Prague in 1500. It held.", encoding="utf-8")
    historian.reload()
    same(tmp_path, historian, ["When was the treaty signed?"])


def test_a_question_to_some_articles_is_answered_from_them(opened: Callable[[Path], Historian], tmp_path: Path) -> None:
    dice = random.Random(11)
    for number in range(9):
        write_article(tmp_path, f"article{number}", dice)
    historian = opened(tmp_path)
    some = {"article2", "article5"}
    index, _ = index_knowledge(load_knowledge(tmp_path), default_aliases())
    query = {"prague": 1.0, "war": 0.5, "treati": 0.7, "sieg": 1.0}
    found = historian._snapshot.generation.index.search(query, 12, some)
    expected = index.search(query, 12, some)
    assert expected
    assert [(each.passage.id, each.score) for each in found] == [(each.passage.id, each.score) for each in expected]
    assert {hit.passage.article for hit in historian.ask("When did the war begin?", among=some).passages} <= some


def test_a_broad_topic_finds_all_that_there_is(opened: Callable[[Path], Historian], tmp_path: Path) -> None:
    dice = random.Random(5)
    for number in range(30):
        write_article(tmp_path, f"article{number}", dice)
    index, _ = index_knowledge(load_knowledge(tmp_path), default_aliases())
    found = opened(tmp_path)._snapshot.generation.index.search({"war": 1.0, "king": 1.0}, 5_000)
    expected = index.search({"war": 1.0, "king": 1.0}, 5_000)
    assert len(expected) > 64
    assert [(each.passage.id, each.score) for each in found] == [(each.passage.id, each.score) for each in expected]


def test_answers_over_real_articles(opened: Callable[[Path], Historian], shared: Path, tmp_path: Path) -> None:
    data = shared / "eval" / "squad1"
    for file in sorted((data / "articles").iterdir())[:3]:
        shutil.copy(file, tmp_path)
    shutil.copytree(data_path("knowledge"), tmp_path, dirs_exist_ok=True)
    lines = (data / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    same(tmp_path, opened(tmp_path), [json.loads(line)["question"] for line in lines[::400]])
