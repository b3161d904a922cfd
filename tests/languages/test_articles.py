"""A folder of short articles in seven languages, asked in each and in English: from the question to the quote."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from histbot.historian import Historian
from histbot.settings import load_settings

if TYPE_CHECKING:
    from histbot.answering import Answer

HERE = Path(__file__).parent
QUESTIONS: list[dict[str, Any]] = [
    json.loads(line) for line in HERE.joinpath("questions.jsonl").read_text(encoding="utf-8").splitlines()
]
LANGUAGES = ("cs", "sk", "ru", "uk", "de", "pl", "fr")


@pytest.fixture(scope="module")
def historian(tmp_path_factory: pytest.TempPathFactory) -> Historian:
    settings = load_settings(knowledge=HERE / "articles")
    folder = str(tmp_path_factory.mktemp("library"))
    return Historian(replace(settings, library=replace(settings.library, path=folder)))


def is_right(answer: Answer, asked: dict[str, Any]) -> bool:
    return answer.answered and any(
        answer.citation is not None
        and answer.quote is not None
        and gold["article"] == answer.citation.article
        and gold["quote"] in answer.quote.text
        for gold in asked["gold"]
    )


@pytest.fixture(scope="module")
def answers(historian: Historian) -> dict[str, list[tuple[dict[str, Any], Answer]]]:
    found = defaultdict(list)
    for asked in QUESTIONS:
        found[asked["language"]].append((asked, historian.ask(asked["question"])))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_in_an_articles_language_are_answered(answers: Any, language: str) -> None:
    right = [is_right(answer, asked) for asked, answer in answers[language] if asked["gold"]]
    assert sum(right) >= len(right) - 1


def test_most_questions_that_no_article_answers_are_refused(answers: Any) -> None:
    refused = [not answer.answered for each in LANGUAGES for asked, answer in answers[each] if not asked["gold"]]
    assert sum(refused) >= 0.7 * len(refused)


def test_english_questions_find_answers_in_other_languages(answers: Any) -> None:
    right = [is_right(answer, asked) for asked, answer in answers["en"]]
    assert sum(right) >= 0.5 * len(right)


def test_every_quote_is_verbatim(historian: Historian, answers: Any) -> None:
    for _, answer in (each for group in answers.values() for each in group):
        if answer.quote is not None:
            text, span = historian.knowledge.article(answer.citation.article).text, answer.quote.span
            assert text[span.start : span.end] == answer.quote.text


def test_articles_are_in_the_languages_that_they_say_or_show(historian: Historian) -> None:
    assert set(historian.knowledge.languages) == set(LANGUAGES)


@pytest.mark.parametrize(
    ("before", "question", "said"),
    [
        ("Kdo byl Jan Žižka?", "a kdy zemřel?", "11. října 1424"),
        ("Кто такой Дмитрий Донской?", "а когда он умер?", "19 мая 1389"),
        ("Wer war Klaus Störtebeker?", "wo wurde er enthauptet?", "Grasbrook"),
        ("Kdy byla bitva u Lipan?", "a u Domažlic?", "Domažlic"),
        ("Коли помер Богдан Хмельницький?", "де його поховали?", "Іллінській"),
        ("Kedy vyhorel Bratislavský hrad?", "Prečo?", "neopatrne"),
    ],
)
def test_a_follow_up_leans_in_its_own_language(historian: Historian, before: str, question: str, said: str) -> None:
    answer = historian.ask(question, before=before)
    assert answer.quote is not None
    assert said in answer.quote.text


@pytest.mark.parametrize(("question", "foreign"), [("quién fue Bolívar", True), ("kdo byl Bolívar", False)])
def test_who_asks_in_a_language_of_no_article_is_told_theirs(
    historian: Historian, question: str, *, foreign: bool
) -> None:
    answer = historian.ask(question)
    assert not answer.answered
    assert set(answer.languages) == (set(LANGUAGES) if foreign else set())


@pytest.mark.parametrize(
    "question", ["", "???", "א", "Kdy was bitva u Lipan fought?", "ユリウス", "kdy " * 300, "ß ё ł"]
)
def test_odd_questions_get_an_answer_or_an_honest_no(historian: Historian, question: str) -> None:
    assert 0 <= historian.ask(question).confidence <= 1


@pytest.mark.parametrize("question", ["ahoj!", "Dobrý den", "спасибо", "Guten Morgen", "merci beaucoup"])
def test_small_talk_is_no_question(historian: Historian, question: str) -> None:
    assert historian.ask(question).quote is None
