"""Work shared out to processes of our own: reading a thousand articles keeps one processor busy for a minute.

Not `concurrent.futures`: its processes wait for ever when the one that started them is killed. These read from a pipe,
whose end is the end of their work.
"""

from __future__ import annotations

import contextlib
import os
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
    from multiprocessing.connection import Connection
    from typing import TypeVar

    T = TypeVar("T")
    R = TypeVar("R")

_MANY = 40  # pieces of work: fewer are done before another process has started
_AHEAD = 2  # pieces that a process has at a time: one in work, one waiting
_MOST = 8  # processes: beyond, the one that writes is what everyone waits for


def spread(work: Callable[[T], R], pieces: Sequence[T], processes: int | None = None) -> Generator[R]:
    """Do `work`, a function of a module, on each piece; give the results in order.

    Raises what the work raises; a process that is killed is an `OSError`.
    """
    count = min(_MOST, os.cpu_count() or 1, len(pieces) // _MANY * 2) if processes is None else processes
    if count < 2:  # noqa: PLR2004  # one process: this one
        yield from map(work, pieces)
        return
    from multiprocessing import get_context

    context = get_context("spawn")  # forking a process that has threads may hang it
    pipes: list[Connection] = []
    running = []
    for _ in range(count):
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, work), daemon=True)
        with _nothing_run_again():
            process.start()
        theirs.close()
        pipes.append(ours)
        running.append(process)
    try:
        yield from _in_order(_results(pipes, pieces))
    finally:
        for pipe in pipes:
            pipe.close()
        for process in running:
            process.terminate()
            process.join()


@contextlib.contextmanager
def _nothing_run_again() -> Iterator[None]:
    """Keep a process that starts from running the script again that started this one.

    multiprocessing does so, for work that is defined there; a script without a `__main__` guard would read its articles
    once more in each process, and none of them would come to its work. Ours is defined in a module.
    """
    script = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = script


def _serve(pipe: Connection, work: Callable[[Any], Any]) -> None:
    """Work until the pipe ends, behind all that answers somebody."""
    if hasattr(os, "nice"):
        os.nice(10)
    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            place, piece = pipe.recv()
            done: tuple[int, Any, Exception | None]
            try:
                done = (place, work(piece), None)
            except Exception as error:  # noqa: BLE001  # it is raised again where the result is waited for
                done = (place, None, error)
            pipe.send(done)


def _results(pipes: Sequence[Connection], pieces: Sequence[Any]) -> Iterator[tuple[int, Any]]:
    """Hand the pieces out, and give the results as they come, each with its place."""
    from multiprocessing.connection import wait

    waiting = iter(enumerate(pieces))
    left = len(pieces)
    for _ in range(_AHEAD):
        for pipe in pipes:
            _hand(pipe, waiting)
    while left:
        for pipe in [pipe for pipe in pipes if pipe in wait(pipes)]:
            try:
                place, result, error = pipe.recv()
            except EOFError:
                raise OSError("a process that was reading articles is gone") from None
            if error is not None:
                raise error
            left -= 1
            _hand(pipe, waiting)
            yield place, result


def _hand(pipe: Connection, waiting: Iterator[tuple[int, Any]]) -> None:
    with contextlib.suppress(StopIteration, BrokenPipeError):
        pipe.send(next(waiting))


def _in_order(results: Iterable[tuple[int, R]]) -> Iterator[R]:
    """Give results in the order of their places: those that come early wait."""
    early: dict[int, R] = {}
    due = 0
    for place, result in results:
        early[place] = result
        while due in early:
            yield early.pop(due)
            due += 1
