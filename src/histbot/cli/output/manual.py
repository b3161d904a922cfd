r"""The manual page, made from the commands, so that it says what they say.

It is roff, for `man`: a line that begins with a dot or an apostrophe is a request there, `\` begins an escape, and a
hyphen that is to be copied is `\-`. It bears no day, so that the same version always makes the same page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from histbot import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENDINGS = (
    ("0", "answered, or done"),
    ("1", "not answered: nothing was found"),
    ("2", "an error that you can mend; one line on standard error says how"),
    ("75", "of the bot only: Discord was out of reach for long; start it again"),
    ("130", "stopped by Ctrl\\-C"),
)
_VARIABLES = (
    ("DISCORD_TOKEN", "the bot's token, which is read from nowhere else"),
    ("HISTBOT_CONFIG, HISTBOT_KNOWLEDGE", "what \\-\\-config and \\-\\-knowledge name"),
    ("HISTBOT_TABLE_SETTING", "any setting, such as HISTBOT_ANSWERING_READER=false"),
    ("NO_COLOR, FORCE_COLOR", "if not empty: no colours at all; colours in a pipe as well"),
)
_FILES = (
    ("./knowledge", "the articles, where no others are named"),
    ("./config/histbot.toml", "the settings, where no others are named"),
)
_EXAMPLES = (
    'histbot ask "When was the Treaty of Alliance signed?"',
    "histbot \\-\\-knowledge my\\-articles timeline Munich Agreement \\-\\-png munich.png",
    "histbot ask \\-\\-batch questions.jsonl \\-\\-json > answers.jsonl",
)


def manual(root: click.Context) -> str:
    """Write the manual page of all commands."""
    commands = root.command
    assert isinstance(commands, click.Group)  # noqa: S101  # the command line itself
    return "\n".join([*_head(commands), *_commands(root, commands), *_tail()]) + "\n"


def _head(commands: click.Group) -> Iterator[str]:
    said = _text(_first_line(commands))
    yield f'.TH HISTBOT 1 "" "histbot {__version__}" "User Commands"'
    yield from (".SH NAME", f"histbot \\- {said[0].lower()}{said[1:]}")
    yield from (".SH SYNOPSIS", "\\fBhistbot\\fR [\\fIOPTIONS\\fR] \\fICOMMAND\\fR [\\fIARGUMENTS\\fR]")
    yield from (
        ".SH DESCRIPTION",
        "histbot answers from articles that you chose: it quotes the one sentence that answers,",
    )
    yield from ("says where it stands, and says so when the articles don't answer.", ".SH OPTIONS")
    yield "These stand before or behind a command's name."
    context = click.Context(commands, help_option_names=["-h", "--help"])
    for option in commands.get_params(context):
        yield from _option(option, context)
    yield ".SH COMMANDS"


def _commands(root: click.Context, commands: click.Group) -> Iterator[str]:
    shared = {option.name for option in commands.params}
    for name in commands.list_commands(root):
        command = commands.get_command(root, name)
        assert command is not None  # noqa: S101  # it is listed
        context = click.Context(command, info_name=name, parent=root)
        usage = " ".join(piece for piece in command.collect_usage_pieces(context) if piece != "[OPTIONS]")
        yield f".SS \\fBhistbot {_text(f'{name} {usage}'.strip())}\\fR"
        yield from filter(None, (_text(" ".join(part.split())) for part in (command.help or "").split("\n\n")))
        for option in command.params:
            if isinstance(option, click.Option) and option.name not in shared:
                yield from _option(option, context)


def _option(option: click.Parameter, context: click.Context) -> Iterator[str]:
    """Write an option as `--help` does: its names, what it takes, what it does."""
    record = option.get_help_record(context)
    if record:
        yield from (".TP", f"\\fB{_text(record[0])}\\fR", _text(record[1]))


def _tail() -> Iterator[str]:
    for heading, rows in (("EXIT STATUS", _ENDINGS), ("ENVIRONMENT", _VARIABLES), ("FILES", _FILES)):
        yield f".SH {heading}"
        for name, said in rows:
            yield from (".TP", f"\\fB{name}\\fR", said)
    yield ".SH EXAMPLES"
    for example in _EXAMPLES:
        yield from (".PP", ".nf", example, ".fi")


def _first_line(command: click.Command) -> str:
    return (command.help or "").split("\n")[0].rstrip(".")


def _text(words: str) -> str:
    """Escape words for roff, and set `code` in bold."""
    escaped = words.replace("\\", "\\e").replace("-", "\\-")
    bold = re.sub(r"`([^`]+)`", r"\\fB\1\\fR", escaped)
    return f"\\&{bold}" if bold.startswith((".", "'")) else bold
