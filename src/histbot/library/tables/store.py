"""Where the tables are: in a file, or in memory where no file can be written. Both are written and read alike.

A reader holds a transaction of a connection of its own open as long as it lives: it sees what was there when it began,
and nothing of what is written since. A writer waits for the one before it; a write that is cut off never was.
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
from typing import TYPE_CHECKING, Protocol

from histbot.errors import BrokenLibraryError, LibraryBusyError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_PATIENCE = 120.0  # seconds to wait for another process that writes: a thousand articles take half a minute
_SOON = 1.0  # seconds after which a wait is told of


class _Connection(sqlite3.Connection):
    """A connection that its last user closes by letting go of it."""

    def __del__(self) -> None:
        self.close()


def _connect(where: Path | str, timeout: float = 0.0) -> sqlite3.Connection:
    return sqlite3.connect(where, timeout, isolation_level=None, check_same_thread=False, factory=_Connection)


class Store(Protocol):
    """A place for the tables of one library."""

    @property
    def file(self) -> Path | None:
        """The file; none in memory."""
        ...

    def pinned(self) -> sqlite3.Connection:
        """Give a connection that sees what is there now, for ever."""
        ...

    def writing(self) -> contextlib.AbstractContextManager[sqlite3.Connection]:
        """Give the one connection that writes: all is stored when the block ends, or nothing if it raises."""
        ...

    def latest(self) -> sqlite3.Connection:
        """Give a connection that sees and writes what there is at each moment."""
        ...


class FileStore:
    """Tables in a file that several processes may use; raises `BrokenLibraryError`, `LibraryBusyError`, `OSError`."""

    def __init__(self, file: Path, tell: Callable[[str], None] = print) -> None:
        self.file: Path | None = file
        self._path, self._tell = file, tell
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            file.touch(mode=0o600)
        with _told():
            connection = self._connect()
            try:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            finally:
                connection.close()

    def _connect(self) -> sqlite3.Connection:
        connection = _connect(self._path, _SOON)
        connection.execute("PRAGMA synchronous = NORMAL")  # a power cut may lose the last generation, no more
        return connection

    def pinned(self) -> sqlite3.Connection:
        """Give a connection that sees what is there now, for ever."""
        with _told():
            connection = self._connect()
            connection.execute("PRAGMA query_only = ON")
            connection.execute("BEGIN")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # only now it is pinned
        return connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give the one connection that writes; raises `LibraryBusyError` if another does for long."""
        with _told():
            connection = self._connect()
            try:
                self._begin(connection)
                yield connection
                connection.execute("COMMIT")
            finally:
                connection.close()  # which takes back what was not committed

    def _begin(self, connection: sqlite3.Connection) -> None:
        begun, told = time.monotonic(), False
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if "locked" not in str(error):
                    raise
                if time.monotonic() - begun > _PATIENCE:
                    raise LibraryBusyError(f"{self._path} has been written by another process for long") from None
                if not told:
                    self._tell("another histbot is reading the articles; waiting for it")
                    told = True
            else:
                return

    def latest(self) -> sqlite3.Connection:
        """Give a connection that sees and writes what there is at each moment."""
        with _told():
            return self._connect()


class MemoryStore:
    """Tables in memory: a generation is a copy of the one before, changed before anyone sees it."""

    file: Path | None = None

    def __init__(self) -> None:
        self._current = _connect(":memory:")

    def pinned(self) -> sqlite3.Connection:
        """Give the connection that there is; it is never written to again."""
        return self._current

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give a copy, which takes the place of the old one when the block ends."""
        copy = _connect(":memory:")
        self._current.backup(copy)
        copy.execute("BEGIN")
        yield copy
        copy.execute("COMMIT")
        self._current = copy

    def latest(self) -> sqlite3.Connection:
        """Give the connection that there is."""
        return self._current


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """Say what is damaged as a `BrokenLibraryError`, and what can't be written as an `OSError`."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if "malformed" in str(error) or "no such" in str(error):
            raise BrokenLibraryError(str(error)) from None
        raise OSError(str(error)) from None
    except sqlite3.DatabaseError as error:
        raise BrokenLibraryError(str(error)) from None
