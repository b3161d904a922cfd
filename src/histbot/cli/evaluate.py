"""`histbot evaluate`: a curator's own questions, with a list of what went wrong and an exit code for CI."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from histbot.answering import Evaluation, Expectation, judge
from histbot.cli.batch import read_lines
from histbot.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

    from histbot.answering import Verdict
    from histbot.historian import Historian

_WANTED = 'write {"question": "When …?", "answers": ["1935"]}, or "answers": [] where the articles do not answer'


def evaluate(historian: Historian, file: Path) -> Evaluation:
    """Put every question of `file` to the articles; raises `InputError` naming the line that can't be read."""
    expected = [_expectation(line, where) for line, where in read_lines(file)]
    if not expected:
        raise InputError(f"{file}: holds no question; {_WANTED}")
    return Evaluation(tuple(judge(each, historian.ask(each.question, each.article)) for each in expected))


def _expectation(line: dict[str, Any], where: str) -> Expectation:
    answers = line.get("answers")
    if answers is None and "must_contain" in line:
        answers = [] if line["must_contain"] is None else [line["must_contain"]]
    if not isinstance(answers, list) or not all(isinstance(each, str) and each.strip() for each in answers):
        raise InputError(f"{where}: answers must be a list of texts, not {answers!r}; {_WANTED}")
    paragraph = line.get("paragraph")
    if not isinstance(paragraph, str | None):
        raise InputError(f"{where}: paragraph must be a text, not {paragraph!r}")
    name = str(line.get("id", where.rpartition(":")[2]))
    return Expectation(name, line["question"], line.get("article"), tuple(answers), paragraph)


def show_evaluation(found: Evaluation) -> None:
    """Print the figures, then every question that was not handled, with what was quoted instead."""
    for verdict in found.failures:
        click.echo(f"{verdict.expected.id}: {verdict.expected.question}\n  {_failure(verdict)}\n")
    yes, no = found.answerable, found.unanswerable
    if yes:
        answered = [each for each in yes if each.answer.answered]
        right = sum(each.right for each in answered)
        click.echo(f"answered  {len(answered)} of {len(yes)} that the articles answer ({len(answered) / len(yes):.1%})")
        click.echo(f"right     {right} of these {len(answered)} ({right / max(1, len(answered)):.1%})")
    if no:
        refused = sum(each.handled for each in no)
        click.echo(f"refused   {refused} of {len(no)} that they do not answer ({refused / len(no):.1%})")
    click.echo(f"handled   {len(found.verdicts) - len(found.failures)} of {len(found.verdicts)} ({found.share:.1%})")


def _failure(verdict: Verdict) -> str:
    answer, wanted = verdict.answer, " or ".join(repr(each) for each in verdict.expected.answers)
    quoted = f"{answer.quote.text!r} ({answer.confidence:.0%})" if answer.quote else "nothing"
    if not wanted:
        return f"should be refused; quoted {quoted}"
    if verdict.right:
        return f"right, but not answered: {quoted}"
    return f"should hold {wanted}; {'quoted' if answer.answered else 'not answered, nearest'} {quoted}"


def evaluation_json(found: Evaluation) -> dict[str, Any]:
    """Give the figures and the failures as JSON values."""
    yes, no = found.answerable, found.unanswerable
    answered = [each for each in yes if each.answer.answered]
    return {
        "questions": len(found.verdicts),
        "handled": round(found.share, 4),
        "answerable": len(yes),
        "answered": len(answered),
        "right": sum(each.right for each in answered),
        "unanswerable": len(no),
        "refused": sum(each.handled for each in no),
        "failures": [
            {
                "id": each.expected.id,
                "question": each.expected.question,
                "expected": list(each.expected.answers),
                "answered": each.answer.answered,
                "confidence": round(each.answer.confidence, 4),
                "quote": each.answer.quote.text if each.answer.quote else None,
            }
            for each in found.failures
        ],
    }
