"""What the terminal can show, and how histbot speaks to whoever sits there.

`NO_COLOR` and `FORCE_COLOR` count if they are not empty, the first above the second (no-color.org, force-color.org).
"""

from __future__ import annotations

import os
import sys
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from typing import TextIO

_WIDEST = 100  # columns: longer lines are hard to read


def coloured(stream: TextIO | None = None) -> bool:
    """Tell whether colours are wanted on `stream`, by default standard output."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or moving(sys.stdout if stream is None else stream)


def moving(stream: TextIO) -> bool:
    """Tell whether `stream` is a terminal on which what stands there can be written over; `TERM=dumb` can't."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def width(widest: int = _WIDEST) -> int:
    """Give the columns to fill: the terminal's, 80 in a pipe, `widest` at most."""
    return min(get_terminal_size().columns, widest)


def styled(text: str, **style: Any) -> str:
    """Give `text` with a style, where colours are wanted."""
    return click.style(text, **style) if coloured() else text


def tell(line: str) -> None:
    """Say something that is no result: on standard error, with histbot's name in front."""
    click.echo(f"histbot: {line}", err=True)
