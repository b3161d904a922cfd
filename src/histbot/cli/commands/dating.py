"""`histbot timeline` and `histbot onthisday`."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import click

from histbot.cli.options import ANSWERED, FILE, NOT_ANSWERED, article_option, common, historian_of, wants_json
from histbot.cli.tongue import say

if TYPE_CHECKING:
    from pathlib import Path

    from histbot.historian import Historian


@click.command(short_help="Show what happened, dated and in order.")
@click.argument("topic", nargs=-1)
@click.option("--from", "start", metavar="DATE", help="Leave out what came before: 1938, March 1939, 44 BC, 1930s.")
@click.option("--to", "end", metavar="DATE", help="Leave out what came after.")
@article_option("Take the events of this article only.")
@click.option("--all", "whole", is_flag=True, help="Print every event on TOPIC, not only the best twenty.")
@click.option("--why", is_flag=True, help="Say why each event is shown where it is.")
@click.option("--png", type=FILE, help="Draw the best twenty into this file.")
@click.option("--html", type=FILE, help="Write a page to read, search and print; - writes to standard output.")
@click.option("--csv", type=FILE, help="Write a table.")
@click.option("--ics", type=FILE, help="Write a calendar of the events known to the day.")
@click.option("--timelinejs", type=FILE, help="Write JSON for Knight Lab's TimelineJS.")
@common
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
    from histbot.cli.output.targets import checked
    from histbot.cli.output.timeline import print_timeline
    from histbot.timeline.ranking import BEST

    gc.disable()  # nothing made here is thrown away before the end: looking for it takes a fifth of the time
    context.call_on_close(gc.enable)
    wanted = checked({kind: file for kind, file in files.items() if file is not None}, as_json=wants_json(context))
    historian = historian_of(context)
    found = historian.timeline(" ".join(topic), start, end, article=article)
    title = " ".join(topic) or (historian.knowledge.article(article).title if article else _title(historian))
    some = print_timeline(found, title, wanted, as_json=wants_json(context), most=None if whole else BEST, why=why)
    context.exit(ANSWERED if some else NOT_ANSWERED)


def _title(historian: Historian) -> str:
    """Name the timeline of everything: by the article, if there is only one."""
    known, slugs = historian.knowledge, historian.knowledge.slugs
    return known.article(slugs[0]).title if len(slugs) == 1 else say("timeline.title", count=len(slugs))


@click.command(short_help="Show what happened on a day of the year.")
@click.argument("date", nargs=-1)
@article_option("Take the events of this article only.")
@common
@click.pass_context
def onthisday(context: click.Context, date: tuple[str, ...], article: str | None) -> None:
    """Show what happened on DATE (9 May), or on today's, in any year."""
    from histbot.cli.output.timeline import on_day, print_timeline

    found = on_day(historian_of(context), " ".join(date), article, context.ensure_object(dict).get("today"))
    some = print_timeline(found, "", {}, as_json=wants_json(context))
    context.exit(ANSWERED if some else NOT_ANSWERED)
