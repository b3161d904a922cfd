"""`histbot bot` and `histbot unanswered`: Discord, and what was asked there in vain."""

from __future__ import annotations

import click

from histbot.cli.options import ANSWERED, NOT_ANSWERED, common, print_json, settings_of, wants_json


@click.command(short_help="Run the Discord bot.")
@click.option("--invite", is_flag=True, help="Print the link that adds the bot to a server, and end.")
@click.option("--health", is_flag=True, help="Say how the running bot is; exit 1 if it does not answer.")
@common
@click.pass_context
def bot(context: click.Context, invite: bool, health: bool) -> None:
    """Run the Discord bot; its token comes from the variable DISCORD_TOKEN."""
    from histbot.discord_bot import invite_link, read_health, run_bot

    if invite and health:
        raise click.UsageError("give --invite or --health, not both", context)
    if invite:
        link = invite_link()
        print_json({"link": link}) if wants_json(context) else click.echo(link)
    elif health:
        well, said = read_health(settings_of(context))
        print_json({"well": well, "said": said}) if wants_json(context) else click.echo(said)
        context.exit(ANSWERED if well else NOT_ANSWERED)
    elif wants_json(context):
        raise click.UsageError("the bot's log is no JSON; --json goes with --health or --invite", context)
    else:
        run_bot(settings_of(context))


@click.command(short_help="List what was asked in vain in Discord.")
@click.option("--server", metavar="ID", type=int, help="Of this server only; 0 for direct messages.")
@click.option("--csv", "as_csv", is_flag=True, help="Write a table for a spreadsheet.")
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="Write that many at most.")
@common
@click.pass_context
def unanswered(context: click.Context, server: int | None, as_csv: bool, limit: int | None) -> None:
    """List what was asked in vain or thumbed down in Discord, most asked first."""
    from histbot.cli.curating.unanswered import list_unanswered

    if as_csv and wants_json(context):
        raise click.UsageError("give --csv or --json, not both", context)
    form = "csv" if as_csv else "json" if wants_json(context) else "text"
    found = list_unanswered(settings_of(context), server, limit or -1, form)
    context.exit(ANSWERED if found else NOT_ANSWERED)
