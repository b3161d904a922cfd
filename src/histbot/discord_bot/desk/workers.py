"""Threads that are left behind when the bot stops: a work that can't be interrupted must not hold the stop up.

Python waits at its end for the threads of every `ThreadPoolExecutor`, however it was shut down; a timeline over a
thousand articles would keep the process alive long after it was told to stop. These threads are daemons.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from functools import partial
from queue import SimpleQueue
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    T = TypeVar("T")


class Workers:
    """A few threads that take works in turn; none is begun before the first work."""

    def __init__(self, name: str, threads: int) -> None:
        """Name the threads, and say how many there are."""
        self._name, self._threads = name, threads
        self._begun: list[Thread] = []
        self._works: SimpleQueue[tuple[Future[Any], Callable[[], Any]] | None] = SimpleQueue()
        self._lock, self._running = Lock(), 0

    @property
    def busy(self) -> bool:
        """Tell whether a work is being done just now."""
        return self._running > 0

    async def run(self, work: Callable[..., T], *given: object) -> T:
        """Do a work in one of the threads; who is cancelled before its turn takes no turn."""
        future: Future[T] = Future()
        self._works.put((future, partial(work, *given)))
        if len(self._begun) < self._threads:
            thread = Thread(target=self._serve, name=f"{self._name}_{len(self._begun)}", daemon=True)
            self._begun.append(thread)
            thread.start()
        return await asyncio.wrap_future(future)

    def close(self) -> None:
        """Let the threads end once they have done what they are at; wait for none."""
        for _ in self._begun:
            self._works.put(None)

    def _serve(self) -> None:
        while (taken := self._works.get()) is not None:
            future, work = taken
            if not future.set_running_or_notify_cancel():
                continue
            self._count(1)
            try:
                future.set_result(work())
            except BaseException as error:  # noqa: BLE001  # handed to who waits for it
                future.set_exception(error)
            finally:
                self._count(-1)
            del taken, future, work  # an idle thread holds on to nothing

    def _count(self, change: int) -> None:
        with self._lock:
            self._running += change
