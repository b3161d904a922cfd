"""`histbot completion` and `histbot man`: what a shell and `man` know of the commands, made from the commands."""

from __future__ import annotations

import click

from histbot.cli.options import common, print_json, wants_json


@click.command(short_help="Print what makes the Tab key complete.")
@click.argument("shell", metavar="SHELL", type=click.Choice(["bash", "zsh", "fish"]))
@common
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print what makes the Tab key of SHELL complete commands, options, files and articles.

    SHELL is bash, zsh or fish.

    For this session: eval "$(histbot completion bash)" (or zsh); histbot completion fish | source.
    """
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None  # noqa: S101  # click has these three
    script = kind(context.find_root().command, {}, "histbot", "_HISTBOT_COMPLETE").source()
    print_json({"shell": shell, "script": script}) if wants_json(context) else click.echo(script, nl=False)


@click.command(short_help="Print the manual page.")
@common
@click.pass_context
def man(context: click.Context) -> None:
    """Print the manual page; to read it: histbot man | man -l -."""
    from histbot.cli.output.manual import manual

    page = manual(context.find_root())
    print_json({"page": page}) if wants_json(context) else click.echo(page, nl=False)
