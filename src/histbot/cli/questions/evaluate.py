"""`histbot evaluate`: a curator's own questions, with a list of what went wrong and an exit code for CI."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from histbot.answering import Evaluation, Expectation, Gold, judge
from histbot.cli.questions.batch import read_lines
from histbot.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from histbot.answering import Verdict
    from histbot.historian import Historian

_WANTED = (
    'write {"question": "When …?", "answers": ["1935"]}, or "answers": [] where the articles do not answer; over '
    'a folder, "gold": [{"article": "slug", "quote": "words of the sentence"}]'
)


def evaluate(historian: Historian, file: Path) -> Evaluation:
    """Put every question of `file` to the articles; raises `InputError` naming the line that can't be read."""
    expected = [_expectation(line, where) for line, where in read_lines(file)]
    if not expected:
        raise InputError(f"{file}: holds no question; {_WANTED}")
    return Evaluation(tuple(judge(each, historian.ask(each.question, each.article)) for each in expected))


def _expectation(line: dict[str, Any], where: str) -> Expectation:
    gold = line.get("gold")
    answers = line.get("answers", [] if gold is not None else None)
    if answers is None and "must_contain" in line:
        answers = [] if line["must_contain"] is None else [line["must_contain"]]
    if not isinstance(answers, list) or not all(isinstance(each, str) and each.strip() for each in answers):
        raise InputError(f"{where}: answers must be a list of texts, not {answers!r}; {_WANTED}")
    paragraph = line.get("paragraph")
    if not isinstance(paragraph, str | None):
        raise InputError(f"{where}: paragraph must be a text, not {paragraph!r}")
    name = str(line.get("id", where.rpartition(":")[2]))
    sentences = tuple(_gold(gold or [], where))
    return Expectation(
        name, line["question"], line.get("article"), tuple(answers), paragraph, sentences, str(line.get("kind", ""))
    )


def _gold(listed: Any, where: str) -> Iterator[Gold]:
    if not isinstance(listed, list):
        raise InputError(f"{where}: gold must be a list, not {listed!r}; {_WANTED}")
    for each in listed:
        if not isinstance(each, dict) or not all(isinstance(each.get(key), str) for key in ("article", "quote")):
            raise InputError(f"{where}: gold must be a list of article and quote, not {each!r}; {_WANTED}")
        yield Gold(each["article"], each["quote"])


def show_evaluation(found: Evaluation) -> None:
    """Print the figures, then every question that was not handled, with what was quoted instead."""
    for verdict in found.failures:
        click.echo(f"{verdict.expected.id}: {verdict.expected.question}\n  {_failure(verdict)}\n")
    yes, no, answered = len(found.answerable), len(found.unanswerable), len(found.answered)
    if yes:
        click.echo(f"answered  {answered} of {yes} that the articles answer ({answered / yes:.1%})")
        click.echo(f"right     {found.right} of these {answered} ({found.right / max(1, answered):.1%})")
    if no:
        click.echo(f"refused   {found.refused} of {no} that they do not answer ({found.refused / no:.1%})")
    for kind, those in found.kinds.items():
        click.echo(f"  {kind:<12} {those.right} of {len(those.answerable)} right")
    if found.sure:
        sure = sum(each.right for each in found.sure)
        click.echo(
            f"sure      {sure} of the {len(found.sure)} that it called sure are right ({sure / len(found.sure):.1%})"
        )
    if found.separation is not None:
        click.echo(f"AUROC     {found.separation:.3f}: how well its confidence tells right from wrong")
    click.echo(f"score     {found.score:+.3f}: right answers and honest refusals less wrong answers, from -1 to 1")
    click.echo(f"handled   {len(found.verdicts) - len(found.failures)} of {len(found.verdicts)} ({found.share:.1%})")


def _failure(verdict: Verdict) -> str:
    answer, gold = verdict.answer, (each.words for each in verdict.expected.gold)
    wanted = " or ".join(map(repr, (*verdict.expected.answers, *gold)))
    quoted = f"{answer.quote.text!r} ({answer.confidence:.0%})" if answer.quote else "nothing"
    if not wanted:
        return f"should be refused; quoted {quoted}"
    if verdict.right:
        return f"right, but not answered: {quoted}"
    return f"should hold {wanted}; {'quoted' if answer.answered else 'not answered, nearest'} {quoted}"


def evaluation_json(found: Evaluation) -> dict[str, Any]:
    """Give the figures and the failures as JSON values."""
    return {
        "questions": len(found.verdicts),
        "handled": round(found.share, 4),
        "answerable": len(found.answerable),
        "answered": len(found.answered),
        "right": found.right,
        "unanswerable": len(found.unanswerable),
        "refused": found.refused,
        "sure": len(found.sure),
        "sure_right": sum(each.right for each in found.sure),
        "AUROC": None if found.separation is None else round(found.separation, 4),
        "score": round(found.score, 4),
        "kinds": {
            kind: {"right": those.right, "answerable": len(those.answerable)} for kind, those in found.kinds.items()
        },
        "failures": [
            {
                "id": each.expected.id,
                "question": each.expected.question,
                "expected": [*each.expected.answers, *(gold.words for gold in each.expected.gold)],
                "answered": each.answer.answered,
                "confidence": round(each.answer.confidence, 4),
                "quote": each.answer.quote.text if each.answer.quote else None,
            }
            for each in found.failures
        ],
    }
