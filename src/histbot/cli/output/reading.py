"""Read the articles for a command, with a bar on stderr where someone waits and can see it."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from histbot.cli.output.terminal import moving, tell
from histbot.historian import Historian

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from histbot.settings import Settings

LONGEST = 2000  # characters of a question that are read: as many as a message in Discord has
MOST_READ = 1_000_000  # characters that are taken from a pipe at a time, which may have no end
_SOON = 0.5  # seconds after which a bar is worth its line


def open_historian(settings: Settings, *, publish: bool = False) -> Historian:
    """Read what of the articles has changed; what is left out, and what the library says of itself, goes to stderr.

    `publish` fills the search cluster, where the settings name one.
    """
    with bar("reading the articles") as progress:
        historian = Historian(settings, tell=tell, progress=progress, publish=publish)
    for problem in historian.knowledge.problems:
        tell(f"left out {problem}")
    return historian


def read_dates(historian: Historian) -> None:
    """Read the dates that are not read yet."""
    with bar("reading the dates") as progress:
        historian.read_dates(progress)


def shortened(question: str, named: str = "the question") -> str:
    """Give as much of a question as is read, with a word about the rest."""
    if len(question) > LONGEST:
        tell(f"{named} has {len(question):,} characters; the first {LONGEST:,} were read")
    return question[:LONGEST]


def typed_in() -> str:
    """Read a question from standard input, and no more than can be one."""
    return sys.stdin.read(MOST_READ).strip()


@contextmanager
def bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function that is told how far a work is, and draws it if it takes long and stderr is a terminal."""
    begun, width = time.monotonic(), 0

    def show(done: int, of: int) -> None:
        nonlocal width
        if moving(sys.stderr) and time.monotonic() - begun > _SOON:
            line = f"{label}: {done:,} of {of:,}"
            click.echo("\r" + line.ljust(width), err=True, nl=False)
            width = len(line)

    try:
        yield show
    finally:
        if width:
            click.echo("\r" + " " * width + "\r", err=True, nl=False)
