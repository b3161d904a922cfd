"""Read the dates of the articles beside the questions, so that the first timeline need not wait for them."""

from __future__ import annotations

import asyncio
import logging
import time
from threading import Event
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from histbot.historian import Historian

_LOOK = 5.0  # seconds between looks whether the articles are others
_log = logging.getLogger(__name__)


class _StoppedError(Exception):
    """The bot stops: what is read so far is kept."""


async def keep_dates_read(historian: Historian, look: float = _LOOK) -> None:
    """Read the dates of whatever is read of the articles, for ever."""
    known = None
    while True:
        if historian.knowledge is not known:
            known = historian.knowledge
            await _read(historian)
        await asyncio.sleep(look)


async def _read(historian: Historian) -> None:
    stopped, begun, some = Event(), time.monotonic(), 0

    def note(done: int, _: int) -> None:
        nonlocal some
        some = done
        if stopped.is_set():
            raise _StoppedError

    def read() -> None:
        try:
            historian.read_dates(note)
        except _StoppedError:
            return

    try:
        await asyncio.to_thread(read)
    finally:
        stopped.set()  # a thread can't be cancelled: it ends with the articles it has at hand
    if some:
        _log.info("the dates of %d articles are read, in %.0f s", some, time.monotonic() - begun)
