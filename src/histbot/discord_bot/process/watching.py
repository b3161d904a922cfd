"""Read changed articles without a restart: the folder is watched, and read anew when it has come to rest.

The articles that are there stay in use until the new ones are ready; a folder that is broken or gone changes
nothing. Reading takes its turns with answering: 35,000 passages, ten seconds of work, hold an answer up by a few
hundredths of a second, which is why there is no process of its own for it.

Known limit: some network drives tell nobody of changes; there, `/histbot reload` reads anew.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import aclosing
from typing import TYPE_CHECKING

from watchfiles import awatch

from histbot.errors import KnowledgeError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
    from pathlib import Path

    from watchfiles import Change

    from histbot.errors import Problem
    from histbot.knowledge import Knowledge

_CALM, _RESTLESS = 500, 10_000  # milliseconds without a change that end a change, and that one lasts at most
_LOOK = 5.0  # seconds between looks whether the folder is still the same
_BUSY = 1.0  # seconds until a reading that is under way is asked after again
_log = logging.getLogger(__name__)


async def keep_current(path: Path, reload: Callable[[], Awaitable[Knowledge | None]], look: float = _LOOK) -> None:
    """Call `reload` whenever the articles under `path` have changed, for ever.

    `reload` gives none while another reading is under way.
    """
    known: tuple[Problem, ...] = ()
    async for _ in _changes(path, look):
        try:
            knowledge = await reload()
            while knowledge is None:
                await asyncio.sleep(_BUSY)
                knowledge = await reload()
        except KnowledgeError as error:
            _log.warning("the articles changed, but can't be read (%s); the old ones stay", error.problems[-1])
            continue
        _log.info("the articles changed: %d are read, %d left out", len(knowledge.slugs), len(knowledge.problems))
        for problem in knowledge.problems:
            if problem not in known:
                _log.warning("left out %s", problem)
        known = knowledge.problems


async def _changes(path: Path, look: float) -> AsyncIterator[None]:
    """Tell when something under `path` has changed, also when it was replaced as a whole."""
    before = await asyncio.to_thread(_identity, path)
    while True:
        now = await asyncio.to_thread(_identity, path)
        if now is not None:
            async with aclosing(_within(path, look, replaced=now != before)) as changes:
                async for _ in changes:
                    yield
        else:
            if before is not None:
                _log.warning("%s is gone; the articles read from it stay until it is back", path)
            await asyncio.sleep(look)
        before = now


async def _within(path: Path, look: float, *, replaced: bool) -> AsyncGenerator[None, None]:
    """Tell of each change as long as `path` is what it was: the system goes on watching what was moved away."""
    now = await asyncio.to_thread(_identity, path)
    watching = awatch(
        path, watch_filter=_concerns, debounce=_RESTLESS, step=_CALM, rust_timeout=int(look * 1000),
        yield_on_timeout=True, recursive=True, ignore_permission_denied=True,
    )  # fmt: skip
    try:
        async with aclosing(watching) as batches:
            async for batch in batches:
                if await asyncio.to_thread(_identity, path) != now:
                    return
                # What replaced another is told of only now: from here on, no change of it is missed.
                if batch or replaced:
                    replaced = False
                    yield
    except (OSError, RuntimeError) as error:  # gone just now, or the system watches enough already
        _log.warning("%s can't be watched (%s)", path, error)
        await asyncio.sleep(look)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    # An editor replaces a file by another: of one file, that is a change like any.
    return (status.st_dev, status.st_ino)


def _concerns(_: Change, name: str) -> bool:
    """Tell whether a path is an article, or a folder: what editors and version control leave about is neither."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return not last.startswith(".") and (last.lower().endswith((".md", ".markdown", ".txt")) or "." not in last)
