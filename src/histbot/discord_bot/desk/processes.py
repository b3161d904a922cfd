"""Processes that answer questions beside the bot: the threads of one process only take turns at its interpreter.

Each opens the library on disk, so that no article is handed over; only its question and its answer are. Whatever a
process can't do, the bot does itself: while none is up, where one has other articles than the bot, where a question
fails. So an answer is always of the articles that the bot has. A process that dies is replaced, and its question asked
once more; a question that ends two of them is not tried in the bot itself.
"""

from __future__ import annotations

import logging
import os
import time
from multiprocessing import get_context
from threading import Lock
from typing import TYPE_CHECKING

from histbot.discord_bot.desk.answering_process import Wanted, serve

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from histbot.answering import Answer
    from histbot.historian import Historian
    from histbot.settings import Settings

_MOST = 4  # processes, unless the settings say more
_MEMORY = 400_000_000  # bytes of the machine's for each, unless they do: it takes up to half of that
_TRIES = 2  # processes that one question may end
_LONGEST = 120.0  # seconds for one question: a process that takes longer hangs
_FIRST_REST, _LONGEST_REST = 2.0, 60.0  # seconds before another is begun where they die one after the other
_ENDING = 1.0  # seconds that the end of a process is waited for
_log = logging.getLogger(__name__)


class ProcessesLostError(Exception):
    """A question ended one process after the other, or the bot stops."""


class Process:
    """One process, which answers one question at a time."""

    def __init__(self, settings: Settings) -> None:
        """Begin it; it opens the articles by itself."""
        context = get_context("spawn")  # forking a process that has threads may hang it
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(theirs, settings), name="answering", daemon=True)
        self._process.start()
        theirs.close()

    def ask(self, wanted: Wanted) -> Answer | str:
        """Give the answer, or why there is none; raises `EOFError` and `OSError` if the process is gone or hangs."""
        self._pipe.send(wanted)
        if not self._pipe.poll(_LONGEST):
            raise TimeoutError
        reply: Answer | str = self._pipe.recv()
        return reply

    @property
    def alive(self) -> bool:
        """Tell whether it is there."""
        return self._process.is_alive()

    def end(self) -> None:
        """End it, whatever it is doing: it only reads."""
        self._process.kill()
        self._process.join(_ENDING)
        self._pipe.close()


class Processes:
    """As many processes as are wanted, each begun when a question finds no other free, or by `begin`."""

    def __init__(
        self,
        historian: Historian,
        count: int,
        begin: Callable[[], Process],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Let `count` processes, made by `begin`, answer as `historian` would."""
        self._historian, self._begin, self._clock = historian, begin, clock
        self.count = count
        self._missing, self._dead, self._rest = count, 0, 0.0
        self._free: list[Process] = []
        self._all: set[Process] = set()
        self._lock = Lock()
        self._closed, self._told = False, ""

    def begin(self) -> None:
        """Begin those that are missing, before a question needs them."""
        with self._lock:
            while self._missing and (process := self._begun()):
                self._free.append(process)

    def ask(
        self,
        question: str,
        article: str | None = None,
        *,
        among: Collection[str] | None = None,
        before: str | None = None,
    ) -> Answer:
        """Answer as `Historian.ask` does; raises `ProcessesLostError` if two die of it, or the bot stops."""
        allowed = None if among is None else frozenset(among)
        wanted = Wanted(self._historian.generation, question, article, allowed, before)
        for _ in range(_TRIES):
            process = self._taken()
            if process is None:
                break
            try:
                reply = process.ask(wanted)
            except (EOFError, OSError):
                self._lost(process)
                continue
            self._returned(process)
            if not isinstance(reply, str):
                return reply
            self._tell(reply)
            break
        else:
            raise ProcessesLostError
        return self._historian.ask(question, article, among=among, before=before)

    def close(self) -> None:
        """End all of them, and begin no other."""
        with self._lock:
            self._closed, ending = True, list(self._all)
            self._all.clear()
            self._free.clear()
        for process in ending:
            process.end()

    def _taken(self) -> Process | None:
        with self._lock:
            if self._closed:
                raise ProcessesLostError
            while self._free:
                process = self._free.pop()
                if process.alive:
                    return process
                self._forget(process)  # killed while nobody asked it anything, as for want of memory
            return self._begun()

    def _returned(self, process: Process) -> None:
        with self._lock:
            self._dead = 0
            if process in self._all:
                self._free.append(process)

    def _lost(self, process: Process) -> None:
        with self._lock:
            if process not in self._all:  # ended by `close`
                return
            self._forget(process)
        process.end()
        _log.warning("a process that was answering a question is gone; another one is begun")

    def _forget(self, process: Process) -> None:
        """Note that a process is gone; the lock is held."""
        self._all.discard(process)
        self._missing, self._dead = self._missing + 1, self._dead + 1
        if self._dead > self.count:
            self._rest = self._clock() + min(_FIRST_REST ** (self._dead - self.count), _LONGEST_REST)

    def _begun(self) -> Process | None:
        """Begin one, if one is missing and they don't die one after the other; the lock is held."""
        if self._closed or not self._missing or self._clock() < self._rest:
            return None
        try:
            process = self._begin()
        except OSError as error:
            self._rest = self._clock() + _LONGEST_REST
            _log.warning("no process can be begun (%s); the bot answers itself", error)
            return None
        self._missing -= 1
        self._all.add(process)
        return process

    def _tell(self, reason: str) -> None:
        if reason != self._told:
            _log.info("a process did not answer a question (%s); the bot answers itself", reason)
        self._told = reason


def answering_processes(historian: Historian, settings: Settings) -> Processes | None:
    """Give the processes that the settings want beside the bot; none where it answers in its own."""
    wanted = settings.running.processes or min(processors(), _MOST, memory() // _MEMORY)
    return Processes(historian, wanted, lambda: Process(settings)) if wanted > 1 else None


def processors() -> int:
    """Give how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def memory() -> int:
    """Give how much memory the machine has, in bytes; enough where the system does not tell (Windows)."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return _MOST * _MEMORY
