"""How every command ends: exit codes, one line for an error, and an output that takes no more."""

from __future__ import annotations

import os
import re
import sys
from shutil import get_terminal_size
from typing import Any

import click

from histbot.cli.app import cli
from histbot.cli.options import WRONG
from histbot.cli.output.terminal import tell
from histbot.cli.tongue import explained
from histbot.errors import HistbotError
from histbot.threads import one_core_a_question

INTERRUPTED = 130
_COMPLETING = "_HISTBOT_COMPLETE"  # set by what `histbot completion` prints, when the Tab key is pressed
_SUGGESTED = re.compile(r"\.? \(?Did you mean (.+?)\?\)?$")  # click's own
_NARROW = 52  # columns; click's help takes no fewer unless it is told


def _unwritten(why: str) -> int:
    """Say that standard output takes no more, as on a full disk; what is still to be written is let go."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123  # written to until the very end
    tell(f"can't write: {why}")
    return WRONG


def _in_one_line(error: click.ClickException) -> str:
    """Give click's word on a mistyped command line, in the one style of errors, with where to read on."""
    said = _SUGGESTED.sub(r" (did you mean \1?)", error.format_message().strip().rstrip("."))
    said = said[:1].lower() + said[1:] if said[1:2].islower() else said
    context = getattr(error, "ctx", None)
    return f"{said}; see `{context.command_path} -h`" if context else said


def _run() -> Any:
    """Run the command line; what it ends with is an exit code if it is a number."""
    if _COMPLETING in os.environ:
        cli.main(prog_name="histbot")
    narrow = get_terminal_size().columns - 2
    code = cli.main(standalone_mode=False, prog_name="histbot", terminal_width=narrow if narrow < _NARROW else None)
    sys.stdout.flush()
    return code


def main() -> None:
    """Run the command line; exit 0 answered or done, 1 not answered, 2 an error to mend, 130 on Ctrl-C.

    The bot alone knows a fifth: 75, Discord could not be reached for long, worth a restart.
    """
    one_core_a_question()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = _run()
    except click.ClickException as error:
        tell(_in_one_line(error))
        code = WRONG
    except HistbotError as error:
        for line in explained(error).splitlines():
            tell(line)
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        code = INTERRUPTED
    except OSError as error:
        code = _unwritten(error.strerror or str(error))
    except SystemExit:  # click's way to end when whoever reads the output has left, as `head` does
        code = 0 if _COMPLETING in os.environ else _unwritten("whoever read the output has left")
    sys.exit(code if isinstance(code, int) else 0)
