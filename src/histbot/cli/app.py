"""The command line: which commands there are, each in a module that is loaded when it is called.

click, not typer: typer adds a third to the cold start of `histbot ask`.
"""

from __future__ import annotations

from importlib import import_module

import click

from histbot.cli.options import WRONG, common
from histbot.cli.output.terminal import coloured
from histbot.errors import did_you_mean

__all__ = ["COMMANDS", "WRONG", "cli"]

COMMANDS = {
    "ask": "asking",
    "chat": "asking",
    "timeline": "dating",
    "onthisday": "dating",
    "articles": "articles",
    "check": "articles",
    "index": "articles",
    "import": "importing",
    "evaluate": "evaluating",
    "unanswered": "serving",
    "bot": "serving",
    "completion": "shell",
    "man": "shell",
}
"""Every command, in the order in which people come to need them, and the module of `cli.commands` that holds it."""


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # click's
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"histbot.cli.commands.{COMMANDS[cmd_name]}")
        command: click.Command = vars(module).get(cmd_name) or vars(module)[f"{cmd_name}_"]
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in COMMANDS and not ctx.resilient_parsing and not name.startswith("-"):
            raise click.UsageError(_unknown(name), ctx)
        return super().resolve_command(ctx, args)


def _unknown(name: str) -> str:
    """Say that there is no such command; what looks like a question may have been meant as one."""
    if name.endswith("?") or " " in name:
        return f'to ask a question, write: histbot ask "{name}"'
    return f"there is no command {name!r}{did_you_mean(name, COMMANDS)}"


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    invoke_without_command=True,
    subcommand_metavar="COMMAND ...",
)
@common
@click.pass_context
def cli(context: click.Context) -> None:
    """Answer history questions by quoting articles, offline, with the source."""
    context.color = coloured()  # else click takes colours out wherever it sees no terminal
    if context.invoked_subcommand is None:
        click.echo(context.get_help())
