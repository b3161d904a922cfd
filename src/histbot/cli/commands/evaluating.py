"""`histbot evaluate`."""

from __future__ import annotations

from pathlib import Path

import click

from histbot.cli.options import ANSWERED, NOT_ANSWERED, common, historian_of, print_json, settings_of, wants_json


@click.command(short_help="Put your own questions to the articles.")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option(
    "--at-least",
    metavar="SHARE",
    type=click.FloatRange(0, 1),
    help="Exit with 1 if a smaller share (0 to 1) is handled.",
)
@click.option("--from-unanswered", is_flag=True, help="Put what was asked in vain in Discord to the articles instead.")
@common
@click.pass_context
def evaluate(context: click.Context, file: Path | None, at_least: float | None, from_unanswered: bool) -> None:
    """Put the questions of FILE to the articles, and list what is not answered as its lines expect."""
    if from_unanswered:
        if file is not None or at_least is not None:
            raise click.UsageError("--from-unanswered takes neither a file nor --at-least", context)
        _try_again(context)
    if file is None:
        raise click.UsageError("name a file of questions, or give --from-unanswered", context)
    from histbot.cli.questions.evaluate import evaluate as run
    from histbot.cli.questions.evaluate import evaluation_json, show_evaluation

    found = run(historian_of(context), file)
    if wants_json(context):
        print_json(evaluation_json(found))
    else:
        show_evaluation(found)
    context.exit(NOT_ANSWERED if at_least is not None and found.share < at_least else ANSWERED)


def _try_again(context: click.Context) -> None:
    from histbot.cli.curating.from_unanswered import show_tried, tried_json, try_again

    historian = historian_of(context)
    tried = try_again(historian, settings_of(context))
    if wants_json(context):
        click.echo(tried_json(tried, historian))
    else:
        show_tried(tried)
    context.exit(ANSWERED if any(answer.answered for _, answer in tried) else NOT_ANSWERED)
