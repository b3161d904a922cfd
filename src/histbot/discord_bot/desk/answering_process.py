"""What runs in a process that answers questions for the bot: it opens the library on disk, and hears through a pipe.

It ends when the pipe does, with the bot, however that ends. Signals are the bot's alone: Ctrl-C and a supervisor's stop
reach both, and the bot lets what is being answered be answered.
"""

from __future__ import annotations

import contextlib
import signal
from dataclasses import dataclass
from typing import TYPE_CHECKING

from histbot.discord_bot.desk.calm import calmly
from histbot.historian import Historian

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from histbot.answering import Answer
    from histbot.settings import Settings

_OTHER = "it has other articles"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question for another process."""

    generation: bytes
    """Which articles are to answer it."""
    question: str
    """The question."""
    article: str | None
    """The only article to look in."""
    among: frozenset[str] | None
    """The only articles to look in."""
    before: str | None
    """The question before."""


def serve(pipe: Connection, settings: Settings) -> None:
    """Answer what comes through `pipe`, until it ends."""
    for name in ("SIGINT", "SIGTERM", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    answering = _Answering(settings)
    answering.prepare()
    with contextlib.suppress(EOFError, OSError):
        while True:
            pipe.send(answering.answer(pipe.recv()))


class _Answering:
    """The articles as this process has them."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._historian: Historian | None = None

    def prepare(self) -> None:
        """Load what the first question would wait for; what fails of it fails again where it is told."""
        with contextlib.suppress(Exception):
            self._opened(b"")
            if self._settings.answering.reader:
                from histbot.reader import load_reader

                load_reader()

    def answer(self, wanted: Wanted) -> Answer | str:
        """Answer from the very articles that the bot has, or say why not: the bot then does it itself."""
        try:
            historian = self._opened(wanted.generation)
            if historian.generation != wanted.generation:
                return _OTHER
            return historian.ask(wanted.question, wanted.article, among=wanted.among, before=wanted.before)
        except Exception as error:  # noqa: BLE001  # it fails again where it is told; no question may end the process
            return type(error).__name__

    def _opened(self, generation: bytes) -> Historian:
        if self._historian is None:
            self._historian = calmly(lambda: Historian(self._settings, tell=lambda _: None, shared=True))
        elif self._historian.generation != generation:
            calmly(self._historian.reload)
        return self._historian
