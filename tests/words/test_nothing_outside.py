"""No sentence that a user can see is written in the code: Discord's are in the catalogue, the timeline's notes too."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import histbot

PACKAGE = Path(histbot.__file__).parent
# What speaks to members in Discord; health, logs and the token's errors speak to whoever runs the bot, in English.
_PROCESS = "answering_process.py"  # speaks to the bot, not to members
ROOMS = ("card", "chat", "commands", "curating", "moderators", "pages", "quiz", "shown", "desk", "delivery")
SENTENCE = re.compile(r"[A-Za-z]{2,}(?:[ ’'][a-z]{2,}){2,}")  # three words, of which the latter are small
FILES = [
    file for room in ROOMS for file in sorted((PACKAGE / "discord_bot" / room).rglob("*.py")) if file.name != _PROCESS
]
PASSED = {"debug", "info", "warning", "error", "exception", "log", "critical", "compile"}  # logs, and patterns


def sentences(source: str) -> list[str]:
    """Give the texts of a module that read as sentences, but docstrings, logs, and what only a bug of ours raises."""
    tree = ast.parse(source)
    passed = {id(node) for part in ast.walk(tree) for node in _unseen(part)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in passed
        if SENTENCE.search(node.value) and "%s" not in node.value  # what a log fills in
    ]


def _unseen(node: ast.AST) -> list[ast.AST]:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return [node.value]  # a docstring
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in PASSED:
        return list(ast.walk(node))
    if isinstance(node, ast.Raise | ast.Assert):
        return list(ast.walk(node))
    return []


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_no_sentence_for_members_is_written_in_the_code(file: Path) -> None:
    assert sentences(file.read_text(encoding="utf-8")) == []


def test_a_sentence_in_the_code_would_be_found() -> None:
    assert sentences('say("Please ask me again")') == ["Please ask me again"]
    assert sentences('"""Say this to nobody at all."""\n_log.info("this is only logged")\nsay("card.gone")') == []


@pytest.mark.parametrize("kind", ["swapped", "outside", "nearest", "unknown", "undated", "no_day"])
def test_every_note_of_a_timeline_has_its_sentence_in_both_catalogues(kind: str) -> None:
    from histbot.words import words

    for room in ("", "terminal"):
        assert words("en", room)(f"timeline.{kind}", count=2, period="1938", topic="x", near="y", day="9 May")
