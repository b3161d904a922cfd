"""The choice of a sentence, with a reader that says what it is told to."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from histbot.answering.choice.choice import READ, choose, read_best
from histbot.answering.choice.model import UNREAD, load_model
from histbot.answering.evidence.candidates import Finder
from histbot.answering.question.question import read_question
from histbot.historian import index_knowledge
from histbot.knowledge import load_knowledge

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from histbot.answering.evidence.candidates import Found
    from histbot.knowledge import Knowledge
    from histbot.reader import Reader, Sentence
    from histbot.retrieval import Analyzers

    Lookup = Callable[[str], tuple[Found, Knowledge, Analyzers]]

MODEL = load_model()
_LONG = "The siege of the town "


class Told:
    """A reader that likes sentences with a word, and remembers what it read."""

    def __init__(self, word: str) -> None:
        self.word = word
        self.read: list[Sentence] = []

    def scores(self, question: str, sentences: Sequence[Sentence]) -> list[float]:
        assert question.startswith("Which")
        self.read += sentences
        return [8.0 if self.word in each.text else -8.0 for each in sentences]


def looked_up(file: Path, text: str) -> Lookup:
    """Give a function that looks a question up in an article."""
    file.write_text(text, encoding="utf-8")
    knowledge = load_knowledge(file)
    index, vocabulary = index_knowledge(knowledge)

    def find(question: str) -> tuple[Found, Knowledge, Analyzers]:
        found = Finder(knowledge, index, vocabulary.analyzers).find(read_question(question, vocabulary))
        return found, knowledge, vocabulary.analyzers

    return find


@pytest.fixture
def asked(tmp_path: Path) -> Lookup:
    """Give a function that looks a question up in thirty sentences on a siege."""
    sentences = " ".join(f"The siege of Vienna saw wall number {n} fall." for n in range(30))
    return looked_up(tmp_path / "siege.md", f"# Siege\n\n## Walls\n\n{sentences}\n")


def test_what_the_reader_likes_is_chosen(asked: Lookup) -> None:
    found, knowledge, analyzer = asked("Which wall fell in the siege of Vienna?")
    reader = Told("wall number 3 ")
    choice = choose(found, MODEL, knowledge, analyzer, cast("Reader", reader))
    chosen = found.candidates[choice.place]
    assert "wall number 3 " in chosen.span.of(knowledge.article(chosen.passage.article).text)
    assert choice.read[choice.place] == 8.0


def test_a_dozen_sentences_are_read_at_most(asked: Lookup) -> None:
    found, knowledge, _ = asked("Which wall fell in the siege of Vienna?")
    reader = Told("x")
    read = read_best(found, MODEL, knowledge, cast("Reader", reader))
    assert len(found.candidates) == 30
    assert len(read) == len(reader.read) == READ
    assert {each.section for each in reader.read} == {"Walls"}


def test_what_was_not_read_counts_as_disliked() -> None:
    weights = MODEL.weights(reading=True)
    assert weights.scores([], {}) == []
    assert UNREAD <= -8.0


def test_without_a_reader_nothing_is_read(asked: Lookup) -> None:
    found, knowledge, analyzer = asked("Which wall fell?")
    assert choose(found, MODEL, knowledge, analyzer).read == {}


def test_a_misspelt_name_is_read_as_the_title_spells_it(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: Hannibal\n---\nHannibal took poison.\n", encoding="utf-8")
    knowledge = load_knowledge(tmp_path)
    index, vocabulary = index_knowledge(knowledge)
    asked: list[str] = []

    class Listening(Told):
        def scores(self, question: str, sentences: Sequence[Sentence]) -> list[float]:
            asked.append(question)
            return [0.0] * len(sentences)

    found = Finder(knowledge, index, vocabulary.analyzers).find(read_question("did hanibal take poison", vocabulary))
    read_best(found, MODEL, knowledge, cast("Reader", Listening("")))
    assert asked == ["did Hannibal take poison"]


def test_a_pronoun_is_read_under_whom_it_stands_for_unless_the_title_says_so(tmp_path: Path) -> None:
    text = "Count Rudolf was born in 1395. He built a castle.\n\nOrlen burned down. They built another castle.\n"
    (tmp_path / "a.md").write_text(f"---\ntitle: Orlen\n---\n{text}", encoding="utf-8")
    knowledge = load_knowledge(tmp_path)
    index, vocabulary = index_knowledge(knowledge)
    found = Finder(knowledge, index, vocabulary.analyzers).find(read_question("Which castle was built?", vocabulary))
    reader = Told("castle")
    read_best(found, MODEL, knowledge, cast("Reader", reader))
    above = {each.text: each.section for each in reader.read}
    assert above["He built a castle."] == "Count Rudolf"
    assert not above["They built another castle."]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("# Siege\n\n| Side | Killed |\n|---|---|\n| Vienna | 6,000 |\n", ("Siege", "Side: Vienna; Killed: 6,000")),
        (
            "# " + _LONG * 12 + "\n\nThe army of Vienna killed many.\n",
            (_LONG * 5 + "The siege", "The army of Vienna killed many."),
        ),
    ],
)
def test_a_row_is_read_with_its_headings_and_a_long_title_in_part(
    text: str, read: tuple[str, str], tmp_path: Path
) -> None:
    found, knowledge, _ = looked_up(tmp_path / "siege.md", text)("Which side of Vienna was killed?")
    told = Told("Vienna")
    read_best(found, MODEL, knowledge, cast("Reader", told))
    assert [(each.title, each.text) for each in told.read] == [read]
