"""`histbot articles`, `histbot check` and `histbot index`: what the articles are, and what is wrong with them."""

from __future__ import annotations

import click

from histbot.cli.options import ANSWERED, WRONG, common, historian_of, print_json, settings_of, wants_json


@click.command()
@common
@click.pass_context
def articles(context: click.Context) -> None:
    """List the articles."""
    from histbot.cli.output.render import articles_json, show_articles

    knowledge = historian_of(context).knowledge
    if wants_json(context):
        print_json(articles_json(knowledge))
    else:
        show_articles(knowledge)


@click.command(short_help="Check the settings and every article.")
@common
@click.pass_context
def check(context: click.Context) -> None:
    """Check the settings and every article; all problems at once."""
    from histbot.cli.curating.checking import show_check, show_check_json
    from histbot.historian import Historian
    from histbot.knowledge import passed_over

    settings = settings_of(context)
    historian = Historian(settings)
    problems = (*historian.knowledge.problems, *historian.knowledge.notes, *passed_over(settings.knowledge))
    show = show_check_json if wants_json(context) else show_check
    show(settings, historian, problems)
    context.exit(ANSWERED if all(problem.harmless for problem in problems) else WRONG)


@click.command(short_help="Read what of the articles has changed.")
@common
@click.pass_context
def index(context: click.Context) -> None:
    """Read what of the articles has changed, their dates too, so that no question waits for it.

    With `library.engine = "opensearch"`, this is the one command that writes to the cluster.
    """
    from histbot.cli.output.reading import open_historian, read_dates
    from histbot.showing import counted

    historian = open_historian(settings_of(context), publish=True)
    read_dates(historian)
    knowledge = historian.knowledge
    articles, passages = len(knowledge.slugs), knowledge.passage_count
    if wants_json(context):
        counts = {"articles": articles, "passages": passages}
        print_json({**counts, "problems": len(knowledge.problems), "library": historian.library})
    else:
        click.echo(f"{counted(articles, 'article')}, {counted(passages, 'passage')}: {historian.library}")
