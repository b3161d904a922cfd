"""Many questions from a file, an answer line each, as they come."""

from __future__ import annotations

import json
import sys
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

import click

from histbot.answering import answer_json
from histbot.cli.options import print_json
from histbot.cli.output.reading import MOST_READ, shortened
from histbot.cli.output.terminal import moving
from histbot.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from histbot.answering import Answer
    from histbot.historian import Historian


def answer_batch(historian: Historian, file: Path, article: str | None, *, why: bool = False) -> None:
    """Write an answer line for every question line; raises `InputError` naming the line that can't be read."""
    for asked in _with_progress(file):
        question = shortened(asked["question"], f"question {asked.get('id')}")
        answer = historian.ask(question, asked.get("article") or article)
        print_json({"id": asked.get("id"), **answer_line(answer, historian, why=why)})


def answer_line(answer: Answer, historian: Historian, *, why: bool = False) -> dict[str, Any]:
    """Give an answer as JSON, with the evidence for it if that is asked for."""
    line = answer_json(answer, historian.knowledge)
    if why:
        line["readings"] = list(answer.readings)
        line["evidence"] = [{"name": each.name, "value": each.value, "share": each.share} for each in answer.evidence]
    return line


def _with_progress(file: Path) -> Iterator[dict[str, Any]]:
    """Give the question lines; a bar on stderr shows how far they are, if someone can see it."""
    if not moving(sys.stderr) or sys.stdout.isatty() or not file.is_file():
        yield from _questions(file)
        return
    with file.open("rb") as lines:
        length = sum(1 for line in lines if line.strip())
    with click.progressbar(_questions(file), length=length, file=sys.stderr) as bar:
        yield from bar


def _questions(file: Path) -> Iterator[dict[str, Any]]:
    return (asked for asked, _ in read_lines(file))


def read_lines(file: Path) -> Iterator[tuple[dict[str, Any], str]]:
    """Give the questions of a JSON Lines file, each with its place; raises `InputError` naming a line it can't read.

    `-` is standard input. A line may have a million characters.
    """
    try:
        with nullcontext(sys.stdin) if str(file) == "-" else file.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(iter(lambda: lines.readline(MOST_READ), ""), 1):
                if len(line) == MOST_READ and not line.endswith("\n"):
                    raise InputError(
                        f"{file}:{number}: is longer than {MOST_READ:,} characters; write a line a question"
                    )
                if line.strip():
                    yield _question(line, f"{file}:{number}"), f"{file}:{number}"
    except OSError as error:
        raise InputError(f"{file}: can't be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise InputError(f"{file}: is not UTF-8; save it as UTF-8") from None


def _question(line: str, where: str) -> dict[str, Any]:
    wanted = 'write {"id": "1", "question": "When …?"}'
    try:
        asked = json.loads(line)
    except ValueError as error:
        raise InputError(f"{where}: is no JSON ({error}); {wanted}") from None
    if not isinstance(asked, dict) or not isinstance(asked.get("question"), str):
        raise InputError(f"{where}: lacks a text named question; {wanted}")
    if not isinstance(asked.get("article", ""), str | None):
        raise InputError(f"{where}: article must be a slug, not {asked['article']!r}")
    return asked
