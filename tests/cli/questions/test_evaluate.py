"""`histbot evaluate`: what it counts, what it lists, and how it exits."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

RIGHT = {"id": "a", "question": "When was the Treaty of Alliance signed?", "answers": ["May 16, 1935", "16 May"]}
WRONG = {"id": "b", "question": "When was Prague liberated?", "answers": ["in 1968"]}
REFUSED = {"id": "c", "question": "Who won the 1998 World Cup?", "must_contain": None}


@pytest.fixture
def lines(tmp_path: Path) -> Any:
    """Give a function that writes lines to a file."""

    def write(*each: object) -> str:
        file = tmp_path / "questions.jsonl"
        file.write_text("".join(json.dumps(line) + "\n" for line in each), encoding="utf-8")
        return str(file)

    return write


def test_all_as_expected_is_said_and_exits_0(run: Any, lines: Any) -> None:
    code, out, _ = run("evaluate", lines(RIGHT, REFUSED), "--at-least", "1")
    assert code == 0
    assert "handled   2 of 2 (100.0%)" in out


def test_a_failure_is_listed_with_what_was_quoted_instead(run: Any, lines: Any) -> None:
    code, out, _ = run("evaluate", lines(RIGHT, WRONG), "--at-least", "0.9")
    assert code == 1
    assert "b: When was Prague liberated?" in out
    assert "should hold 'in 1968'; quoted" in out
    assert "handled   1 of 2 (50.0%)" in out


def test_json_gives_the_figures_and_the_failures(run: Any, lines: Any) -> None:
    code, out, _ = run("evaluate", "--json", lines(RIGHT, WRONG, REFUSED))
    found = json.loads(out)
    assert code == 0
    assert (found["answerable"], found["answered"], found["right"], found["refused"]) == (2, 2, 1, 1)
    assert [each["id"] for each in found["failures"]] == ["b"]


def test_the_paragraph_counts_where_one_is_given(run: Any, lines: Any) -> None:
    elsewhere = RIGHT | {"paragraph": "On May 16, 1935 something else happened."}
    _, out, _ = run("evaluate", "--json", lines(elsewhere))
    assert json.loads(out)["right"] == 0


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({"question": "When?"}, "answers must be a list of texts, not None"),
        ({"question": "When?", "answers": "1935"}, "answers must be a list of texts, not '1935'"),
        ({"question": "When?", "answers": [""]}, "answers must be a list of texts"),
        ({"answers": []}, "lacks a text named question"),
        ({"question": "When?", "answers": [], "paragraph": 3}, "paragraph must be a text, not 3"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(run: Any, lines: Any, line: object, said: str) -> None:
    code, _, err = run("evaluate", lines(RIGHT, line))
    assert code == 2
    assert "questions.jsonl:2" in err
    assert said in err


def test_a_file_without_questions_is_said(run: Any, lines: Any) -> None:
    assert run("evaluate", lines())[0] == 2
