"""`histbot ask` and `histbot chat`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from histbot.cli.options import (
    ANSWERED,
    NOT_ANSWERED,
    article_option,
    common,
    historian_of,
    print_json,
    wants_json,
)

if TYPE_CHECKING:
    from histbot.answering import Answer
    from histbot.historian import Historian


@click.command(short_help="Answer a question.")
@click.argument("question", nargs=-1)
@click.option(
    "--batch",
    type=click.Path(path_type=Path, allow_dash=True),
    help="Answer the questions of a JSON Lines file, in order; - reads standard input.",
)
@article_option("Look in this article only; its slug stands in `histbot articles`.")
@click.option("--why", is_flag=True, help="Show the evidence for the sentence.")
@common
@click.pass_context
def ask(  # click passes flags so
    context: click.Context, question: tuple[str, ...], batch: Path | None, article: str | None, why: bool
) -> None:
    """Answer QUESTION, or the one on standard input for `-`."""
    if batch is not None:
        if question:
            raise click.UsageError("give a question or --batch, not both", context)
        from histbot.cli.questions.batch import answer_batch

        answer_batch(historian_of(context), batch, article, why=why)
        return
    if not question:
        raise click.UsageError('ask something: histbot ask "When was the treaty signed?"', context)
    from histbot.cli.output.reading import shortened, typed_in

    text = typed_in() if question == ("-",) else " ".join(question)
    historian = historian_of(context)
    answer = historian.ask(shortened(text), article)
    _show(historian, answer, as_json=wants_json(context), why=why)
    context.exit(ANSWERED if answer.answered else NOT_ANSWERED)


def _show(historian: Historian, answer: Answer, *, as_json: bool, why: bool) -> None:
    if as_json:
        from histbot.cli.questions.batch import answer_line

        print_json(answer_line(answer, historian, why=why))
    else:
        from histbot.cli.output.render import show_answer

        show_answer(answer, historian.knowledge, why=why)


@click.command(short_help="Ask one question after another.")
@article_option("Look in this article only.")
@common
@click.pass_context
def chat(context: click.Context, article: str | None) -> None:
    """Ask one question after another; `help` lists what else can be typed, `exit` or Ctrl-D leaves.

    With --json a line of JSON is written for every line that is read.
    """
    from histbot.cli.questions.chat import chat as run

    run(historian_of(context), article, as_json=wants_json(context))
