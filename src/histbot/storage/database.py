"""One SQLite file, opened with care: a file that is broken, newer or another program's is left as it is.

WAL with `synchronous=FULL`: what was confirmed is on the disk, also if the process is killed in the next
write; readers (`histbot unanswered`) don't wait for the bot.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
import weakref
from typing import TYPE_CHECKING

from histbot.errors import StorageError
from histbot.storage.migrations import APPLICATION, MIGRATIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import TypeVar

    T = TypeVar("T")

_PATIENCE = 5.0  # seconds to wait for another process that writes
_RESTORE = "put a backup in its place, or move it away to begin anew"


class Database:
    """A connection that threads may share: one at a time has it, for one transaction."""

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        """Take over `connection`; `name` is what errors call it."""
        self._connection, self._name = connection, name
        self._lock = threading.Lock()
        # A connection that is never closed is a warning of Python 3.13's; this closes it with its last user.
        weakref.finalize(self, connection.close)

    def run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do `work` as one transaction: all of it is stored when this returns, or nothing of it."""
        with self._lock, _told(self._name):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                done = work(self._connection)
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
            return done

    def scrub(self) -> None:
        """Leave nothing of what was deleted in the write-ahead log; the file itself is overwritten when deleting."""
        with self._lock, _told(self._name):
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close the file; a second time does nothing."""
        with self._lock:
            self._connection.close()


def open_database(file: Path | None) -> Database:
    """Open `file`, made if there is none; `None` is a database in memory. Raises `StorageError`."""
    name = str(file) if file else "the database in memory"
    with _told(name):
        if file is not None:
            _make(file)
        connection = sqlite3.connect(
            file or ":memory:", timeout=_PATIENCE, isolation_level=None, check_same_thread=False
        )
        try:
            _prepare(connection, name)
        except BaseException:
            connection.close()
            raise
    return Database(connection, name)


def _make(file: Path) -> None:
    """Make an empty file that only its owner may read, in a folder that may have to be made too."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.exists():
        file.touch(mode=0o600)


def _prepare(connection: sqlite3.Connection, name: str) -> None:
    version = _version(connection, name)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")
    for number, script in enumerate(MIGRATIONS[version:], version + 1):
        connection.executescript(
            f"BEGIN IMMEDIATE; PRAGMA application_id = {APPLICATION}; {script}; PRAGMA user_version = {number}; COMMIT"
        )


def _version(connection: sqlite3.Connection, name: str) -> int:
    """Read how many migrations the file has been through, without writing; raises `StorageError` if it isn't ours."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if tables and application != APPLICATION:
        raise StorageError(f"{name} is a database of another program; name another folder in storage.path")
    if version > len(MIGRATIONS):
        raise StorageError(
            f"{name} was written by a newer histbot (its version is {version}, this one reads {len(MIGRATIONS)}); "
            "upgrade histbot, or name another folder in storage.path"
        )
    if (found := connection.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
        raise StorageError(f"{name} is damaged ({' '.join(found.split())[:80]}); {_RESTORE}")
    return version


@contextlib.contextmanager
def _told(name: str) -> Iterator[None]:
    """Say what SQLite and the file system refuse as a `StorageError`."""
    try:
        yield
    except sqlite3.OperationalError as error:
        what = f"{name} can't be used: {error}; see that the disk has room and that the file may be written"
        raise StorageError(what) from None
    except sqlite3.DatabaseError as error:
        raise StorageError(f"{name} is damaged or no database ({error}); {_RESTORE}") from None
    except OSError as error:
        raise StorageError(f"{name} can't be opened: {error.strerror}; name another folder in storage.path") from None
