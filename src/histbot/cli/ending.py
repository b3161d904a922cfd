"""How every command ends: exit codes, one line for an error, and an output that takes no more."""

from __future__ import annotations

import os
import sys

import click

from histbot.cli.app import WRONG, cli
from histbot.errors import HistbotError

INTERRUPTED = 130


def _unwritten(why: str) -> int:
    """Say that standard output takes no more, as on a full disk; what is still to be written is let go."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123  # written to until the very end
    click.echo(f"histbot: can't write: {why}", err=True)
    return WRONG


# numpy's products are small here: threads that wait for each other cost more than they bring. Read as numpy loads.
_ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def main() -> None:
    """Run the command line; exit 0 answered or done, 1 not answered, 2 an error to mend, 130 on Ctrl-C.

    The bot alone knows a fifth: 75, Discord could not be reached for long, worth a restart.
    """
    for name in _ONE_THREAD:
        os.environ.setdefault(name, "1")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = cli.main(standalone_mode=False, prog_name="histbot")
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        code = WRONG
    except HistbotError as error:
        click.echo("\n".join(f"histbot: {line}" for line in str(error).splitlines()), err=True)
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        code = INTERRUPTED
    except OSError as error:
        code = _unwritten(error.strerror or str(error))
    except SystemExit:  # click's way to end when whoever reads the output has left, as `head` does
        code = _unwritten("whoever read the output has left")
    sys.exit(code if isinstance(code, int) else 0)
