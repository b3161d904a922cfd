"""The commands, and what every one of them does with options, errors and exit codes.

click, not typer: typer adds a third to the cold start of `histbot ask`.
"""

from __future__ import annotations

import gc
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from histbot import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

    from histbot.historian import Historian
    from histbot.settings import Settings

NOT_ANSWERED, WRONG = 1, 2
_FILE: click.Path = click.Path(path_type=Path, dir_okay=False)


def _remember(context: click.Context, parameter: click.Parameter, value: object) -> None:
    if value:
        context.ensure_object(dict)[parameter.name] = value


def _common(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that stand before or behind a command's name."""
    options = (
        click.option("--config", type=click.Path(path_type=Path), help="Read this settings file."),
        click.option("--knowledge", type=click.Path(path_type=Path), help="Read this folder of articles, or one file."),
        click.option("--json", "as_json", is_flag=True, help="Write JSON."),
    )
    for option in reversed(options):
        command = option(command)
        command.__click_params__[-1].callback = _remember  # type: ignore[attr-defined]  # click keeps them there
        command.__click_params__[-1].expose_value = False  # type: ignore[attr-defined]
    return command


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="histbot %(version)s")
@_common
def cli() -> None:
    """Answer history questions by quoting articles, offline, with the source."""


def _settings(context: click.Context) -> Settings:
    from histbot.settings import load_settings

    given = context.ensure_object(dict)
    return load_settings(given.get("config"), given.get("knowledge"))


def _historian(context: click.Context) -> Historian:
    from histbot.cli.output.reading import open_historian

    return open_historian(_settings(context))


@cli.command()
@click.argument("question", nargs=-1)
@click.option("--batch", type=click.Path(path_type=Path), help="Answer the questions of a JSON Lines file, in order.")
@click.option("--article", help="Look in this article only; its slug stands in `histbot articles`.")
@click.option("--why", is_flag=True, help="Show the evidence for the sentence.")
@_common
@click.pass_context
def ask(
    context: click.Context, question: tuple[str, ...], batch: Path | None, article: str | None, why: bool
) -> None:  # click passes flags so
    """Answer QUESTION, or the one on standard input for `-`."""
    if batch is not None:
        from histbot.cli.questions.batch import answer_batch

        answer_batch(_historian(context), batch, article)
        return
    text = sys.stdin.read().strip() if question == ("-",) else " ".join(question)
    if not question:
        raise click.UsageError('ask something: histbot ask "When was the treaty signed?"')
    from histbot.cli.output.reading import shortened

    historian = _historian(context)
    answer = historian.ask(shortened(text), article)
    if context.obj.get("as_json"):
        from histbot.answering import answer_json

        click.echo(json.dumps(answer_json(answer, historian.knowledge), ensure_ascii=False))
    else:
        from histbot.cli.output.render import show_answer

        show_answer(answer, historian.knowledge, why=why)
    context.exit(0 if answer.answered else NOT_ANSWERED)


@cli.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--at-least", type=click.FloatRange(0, 1), help="Exit with 1 if a smaller share (0 to 1) is handled.")
@click.option("--from-unanswered", is_flag=True, help="Put what was asked in vain in Discord to the articles instead.")
@_common
@click.pass_context
def evaluate(context: click.Context, file: Path | None, at_least: float | None, from_unanswered: bool) -> None:
    """Put the questions of FILE to the articles, and list what is not answered as its lines expect."""
    if from_unanswered:
        _try_again(context)
        return
    if file is None:
        raise click.UsageError("name a file of questions, or give --from-unanswered")
    from histbot.cli.questions.evaluate import evaluate as run
    from histbot.cli.questions.evaluate import evaluation_json, show_evaluation

    found = run(_historian(context), file)
    if context.obj.get("as_json"):
        click.echo(json.dumps(evaluation_json(found), ensure_ascii=False))
    else:
        show_evaluation(found)
    context.exit(NOT_ANSWERED if at_least is not None and found.share < at_least else 0)


def _try_again(context: click.Context) -> None:
    from histbot.cli.curating.from_unanswered import show_tried, tried_json, try_again

    historian = _historian(context)
    tried = try_again(historian, _settings(context))
    if context.obj.get("as_json"):
        click.echo(tried_json(tried, historian))
    else:
        show_tried(tried)
    context.exit(0 if any(answer.answered for _, answer in tried) else NOT_ANSWERED)


@cli.command()
@click.option("--article", help="Look in this article only.")
@_common
@click.pass_context
def chat(context: click.Context, article: str | None) -> None:
    """Ask one question after another; `/help` lists what else can be typed, Ctrl-D leaves."""
    from histbot.cli.questions.chat import chat as run

    run(_historian(context), article)


@cli.command()
@click.argument("topic", nargs=-1)
@click.option("--from", "start", metavar="DATE", help="Leave out what came before: 1938, March 1939, 44 BC, 1930s.")
@click.option("--to", "end", metavar="DATE", help="Leave out what came after.")
@click.option("--article", help="Take the events of this article only.")
@click.option("--all", "whole", is_flag=True, help="Print every event on TOPIC, not only the best twenty.")
@click.option("--why", is_flag=True, help="Say why each event is shown where it is.")
@click.option("--png", type=_FILE, help="Draw the best twenty into this file.")
@click.option("--html", type=_FILE, help="Write a page to read, search and print.")
@click.option("--csv", type=_FILE, help="Write a table.")
@click.option("--ics", type=_FILE, help="Write a calendar of the events known to the day.")
@click.option("--timelinejs", type=_FILE, help="Write JSON for Knight Lab's TimelineJS.")
@_common
@click.pass_context
def timeline(  # noqa: PLR0913  # its options
    context: click.Context,
    /,
    topic: tuple[str, ...],
    start: str | None,
    end: str | None,
    article: str | None,
    *,
    whole: bool,
    why: bool,
    **files: Path | None,
) -> None:
    """Show the dated events of the articles, all of them or those on TOPIC, with their sources."""
    from histbot.cli.output.timeline import print_timeline
    from histbot.timeline.ranking import BEST

    gc.disable()  # nothing made here is thrown away before the end: looking for it takes a fifth of the time
    context.call_on_close(gc.enable)
    historian = _historian(context)
    found = historian.timeline(" ".join(topic), start, end, article=article)
    title = " ".join(topic) or (historian.knowledge.article(article).title if article else _title(historian))
    wanted = {kind: file for kind, file in files.items() if file is not None}
    some = print_timeline(
        found, title, wanted, as_json=bool(context.obj.get("as_json")), most=None if whole else BEST, why=why
    )
    context.exit(0 if some else NOT_ANSWERED)


def _title(historian: Historian) -> str:
    """Name the timeline of everything: by the article, if there is only one."""
    known, slugs = historian.knowledge, historian.knowledge.slugs
    return known.article(slugs[0]).title if len(slugs) == 1 else f"Timeline of {len(slugs)} articles"


@cli.command()
@click.argument("date", nargs=-1)
@click.option("--article", help="Take the events of this article only.")
@_common
@click.pass_context
def onthisday(context: click.Context, date: tuple[str, ...], article: str | None) -> None:
    """Show what happened on DATE (9 May), or on today's, in any year."""
    from histbot.cli.output.timeline import on_day, print_timeline

    found = on_day(_historian(context), " ".join(date), article, context.obj.get("today"))
    some = print_timeline(found, "", {}, as_json=bool(context.obj.get("as_json")))
    context.exit(0 if some else NOT_ANSWERED)


@cli.command()
@_common
@click.pass_context
def articles(context: click.Context) -> None:
    """List the articles."""
    from histbot.cli.output.render import articles_json, show_articles

    knowledge = _historian(context).knowledge
    if context.obj.get("as_json"):
        click.echo(json.dumps(articles_json(knowledge), ensure_ascii=False))
    else:
        show_articles(knowledge)


@cli.command()
@_common
@click.pass_context
def check(context: click.Context) -> None:
    """Check the settings and every article; all problems at once."""
    from histbot.cli.curating.checking import show_check, show_check_json
    from histbot.historian import Historian
    from histbot.knowledge import passed_over

    settings = _settings(context)
    historian = Historian(settings)
    problems = (*historian.knowledge.problems, *historian.knowledge.notes, *passed_over(settings.knowledge))
    show = show_check_json if context.obj.get("as_json") else show_check
    show(settings, historian, problems)
    context.exit(0 if all(problem.harmless for problem in problems) else WRONG)


@cli.command("import")
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--to", "folder", required=True, type=click.Path(path_type=Path), help="Write the articles here.")
@click.option("--titles", type=_FILE, help="Of wikis and archives, take the titles of this file only, one a line.")
@click.option("--category", help="Of wikis and archives, take the articles of this category only.")
@click.option("--dry-run", is_flag=True, help="Read everything, write nothing, say what would be written.")
@_common
@click.pass_context
def import_(context: click.Context, /, sources: tuple[Path, ...], folder: Path, **choice: Any) -> None:
    """Turn SOURCES into articles: HTML, PDF, EPUB, DOCX, ODT, exports of MediaWiki, Kiwix archives (.zim), folders.

    What was imported before is left as it is, so that a run that was stopped goes on; so is every other article of
    the folder.
    """
    from histbot.cli.curating.importing import run_import

    as_json = bool(context.obj and context.obj.get("as_json"))
    whole = run_import(sources, folder, as_json=as_json, **choice)
    context.exit(0 if whole else WRONG)


@cli.command()
@_common
@click.pass_context
def index(context: click.Context) -> None:
    """Read what of the articles has changed, their dates too, so that no question waits for it.

    With `library.engine = "opensearch"`, this is the one command that writes to the cluster.
    """
    from histbot.cli.output.reading import open_historian, read_dates

    historian = open_historian(_settings(context), publish=True)
    read_dates(historian)
    knowledge = historian.knowledge
    if context.obj.get("as_json"):
        counts = {"articles": len(knowledge.slugs), "passages": knowledge.passage_count}
        click.echo(json.dumps({**counts, "problems": len(knowledge.problems), "library": historian.library}))
    else:
        click.echo(f"{len(knowledge.slugs)} articles, {knowledge.passage_count} passages: {historian.library}")


@cli.command()
@click.option("--invite", is_flag=True, help="Print the link that adds the bot to a server, and end.")
@click.option("--health", is_flag=True, help="Say how the running bot is; exit 1 if it does not answer.")
@_common
@click.pass_context
def bot(context: click.Context, invite: bool, health: bool) -> None:
    """Run the Discord bot; its token comes from the variable DISCORD_TOKEN."""
    from histbot.discord_bot import invite_link, read_health, run_bot

    if invite:
        click.echo(invite_link())
    elif health:
        well, said = read_health(_settings(context))
        click.echo(said)
        context.exit(0 if well else NOT_ANSWERED)
    else:
        run_bot(_settings(context))


@cli.command()
@click.option("--server", type=int, help="Of this server only; 0 for direct messages.")
@click.option("--csv", "as_csv", is_flag=True, help="Write a table for a spreadsheet.")
@click.option("--limit", type=click.IntRange(min=1), help="Write that many at most.")
@_common
@click.pass_context
def unanswered(context: click.Context, server: int | None, as_csv: bool, limit: int | None) -> None:
    """List what was asked in vain or thumbed down in Discord, most asked first."""
    from histbot.cli.curating.unanswered import list_unanswered

    form = "csv" if as_csv else "json" if context.obj and context.obj.get("as_json") else "text"
    found = list_unanswered(_settings(context), server, limit or -1, form)
    context.exit(0 if found else NOT_ANSWERED)
