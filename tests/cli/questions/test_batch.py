"""Many questions at once: an answer line each, and errors that name the line."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from histbot.cli.questions.batch import answer_batch
from histbot.errors import HistbotError

if TYPE_CHECKING:
    from histbot.historian import Historian

GOOD = '{"id": "a", "question": "When was Prague liberated?"}'


def test_answers_come_in_order(historian: Historian, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text(f'{GOOD}\n\n{{"id": 7, "question": "hello"}}\n', encoding="utf-8")
    answer_batch(historian, file, None)
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["id"], line["answered"]) for line in lines] == [("a", True), (7, False)]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "is no JSON"),
        ("[]", "lacks a text named question"),
        ('{"id": 1}', "lacks a text named question"),
        ('{"question": 5}', "lacks a text named question"),
        ('{"question": "x", "article": 5}', "article must be a slug"),
    ],
)
def test_a_bad_line_is_named_and_what_came_before_is_out(
    historian: Historian, tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str, said: str
) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text(f"{GOOD}\n{line}\n", encoding="utf-8")
    with pytest.raises(HistbotError, match=said) as raised:
        answer_batch(historian, file, None)
    assert f"{file}:2:" in str(raised.value)
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_questions_come_from_standard_input(
    historian: Historian, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{GOOD}\n"))
    answer_batch(historian, Path("-"), None)
    assert json.loads(capsys.readouterr().out)["id"] == "a"


def test_a_line_without_an_end_is_said(historian: Historian, tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text("x" * 1_000_001, encoding="utf-8")
    with pytest.raises(HistbotError, match=r":1: is longer than 1,000,000 characters"):
        answer_batch(historian, file, None)


def test_an_unknown_article_is_said(historian: Historian, tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text('{"question": "x", "article": "vienna"}', encoding="utf-8")
    with pytest.raises(HistbotError, match="no article 'vienna'"):
        answer_batch(historian, file, None)


def test_what_is_no_text_is_said(historian: Historian, tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(HistbotError, match="is not UTF-8"):
        answer_batch(historian, file, None)
