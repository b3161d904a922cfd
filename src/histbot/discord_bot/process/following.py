"""What a search cluster asks of a bot: to wait for it at the start, and to follow what is published there.

A cluster is away for minutes and comes back by itself: a bot that ended with an error each time would be given up by
its supervisor. What only its owner can mend (a password, a certificate) ends it as ever.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from histbot.discord_bot.process.health import health_file, note_starting
from histbot.errors import ClusterAwayError, EngineError
from histbot.historian import Historian

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from histbot.knowledge import Knowledge
    from histbot.settings import Settings

_FIRST_WAIT, _LONGEST_WAIT = 1.0, 15.0  # seconds between tries at the start
_LOOK = 5.0  # seconds between looks what is published
_log = logging.getLogger(__name__)


def open_patiently(
    settings: Settings,
    make: Callable[[Settings], Historian] = Historian,
    sleep: Callable[[float], None] = time.sleep,
) -> Historian:
    """Open the articles; wait as long as a search cluster that they are found by is away, and say so."""
    wait = _FIRST_WAIT
    with _stoppable():
        while True:
            try:
                return make(settings)
            except ClusterAwayError as error:
                _log.warning("%s; trying again in %.0f s", error, wait)
                note_starting(health_file(settings))
            sleep(wait)
            wait = min(wait * 2, _LONGEST_WAIT)


async def keep_following(
    historian: Historian, reload: Callable[[], Awaitable[Knowledge | None]], look: float = _LOOK
) -> None:
    """Call `reload` whenever something else is published than what is in use, for ever."""
    told = ""
    while True:
        try:
            if await asyncio.to_thread(historian.is_behind) and (knowledge := await reload()) is not None:
                _log.info("the articles changed: %d are there", len(knowledge.slugs))
            if told:
                _log.info("the search cluster is back")
            told = ""
        except EngineError as error:
            if str(error) != told:
                _log.warning("%s; the articles stay as they are", error)
            told = str(error)
        await asyncio.sleep(look)


@contextmanager
def _stoppable() -> Iterator[None]:
    """End the process in order if it is told to stop before there is anything to be finished."""
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
