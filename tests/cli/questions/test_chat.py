"""The chat: lines in, answers out, until the end of input."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING

import pytest

from histbot.cli.questions.chat import chat

if TYPE_CHECKING:
    from collections.abc import Callable

    from histbot.historian import Historian


@pytest.fixture
def say(
    historian: Historian, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[[str], str]:
    """Give a function that types lines and returns what was printed."""

    def typed(lines: str) -> str:
        monkeypatch.setattr(sys, "stdin", io.StringIO(lines))
        chat(historian, None)
        return capsys.readouterr().out

    return typed


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("When was Prague liberated?", "May 9"),
        ("/ask When was Prague liberated?", "May 9"),
        ("/help", "/articles"),
        ("/about", "histbot quotes the articles"),
        ("/articles", "czechoslovakia-soviet-union-relations"),
        ("When was Prague liberated?\n/why", "sentence_coverage"),
        ("/reload", "1 article"),
        ("help", "/articles"),
        ("/status", "1 article, 5 passages"),
        ("When was the Treaty of Alliance signed?\n/more", "labor camps"),
        ("When was the Treaty of Alliance signed?\n/others", "—"),
        ("When was the Treaty of Alliance signed?\n/source", "#:~:text="),
        ("/why", "ask something first"),
        ("When was Prague liberated?\n/up\n/status", "1 thumb up, 0 thumbs down"),
        ("When was Prague liberated?\n/down wrong year\n/histbot unanswered", "said: wrong year"),
        ("Who built the Prague metro?\n/unanswered", "1 in vain, 0 thumbs down: Who built the Prague metro?"),
        ("Was Carpathian Ruthenia annexed?\nWhen?", "read with the question before: Was Carpathian Ruthenia annexed?"),
        ("/only czechoslovakia-soviet-union-relations\n/all", "quoted here: all articles"),
        ("/forget", "forgotten"),
    ],
)
def test_a_line_is_answered(say: Callable[[str], str], typed: str, said: str) -> None:
    assert said in " ".join(say(typed).split())


@pytest.mark.parametrize(
    "typed", ["", "\n\n", "/quit\nWhen was Prague liberated?", "exit\n/help", "Quit\n/help", "/ask"]
)
def test_nothing_is_said_to_nothing(say: Callable[[str], str], typed: str) -> None:
    assert say(typed) == ""


def test_a_command_that_there_is_not_is_said_with_one_that_there_is(
    say: Callable[[str], str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, historian: Historian
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("/artcles\n"))
    chat(historian, None)
    assert capsys.readouterr().err.splitlines()[1:] == [
        "histbot: there is no /artcles here (did you mean '/articles'?); /help lists what there is"
    ]


def test_every_line_is_a_line_of_json(
    historian: Historian, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = "When was Prague liberated?\n\n/timeline Prague\n/status\n/nonsense\n/only vienna\nexit\n"
    monkeypatch.setattr(sys, "stdin", io.StringIO(asked))
    chat(historian, None, as_json=True)
    said = capsys.readouterr()
    answer, timeline, status, *wrong = map(json.loads, said.out.splitlines())
    assert (answer["answered"], answer["before"], "May 9" in answer["quote"]["text"]) == (True, None, True)
    assert timeline["events"][0]["date"] == "1944-09/1945-05"
    assert status["said"].startswith("1 article")
    assert ["error" in each for each in wrong] == [True, True]
    assert said.err == ""


def test_a_timeline_and_a_day_can_be_asked_for(say: Callable[[str], str]) -> None:
    out = say("/timeline Prague\n/onthisday 9 May\n/timeline zebra\n/onthisday 31 April\n")
    assert out.count("9 May 1945") == 2
    assert "no dated event on 'zebra'" in out
