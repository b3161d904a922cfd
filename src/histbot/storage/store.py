"""Everything that is stored, by name: one method, one transaction. The adapters see no SQL.

Settings are also held in memory, so that whether an answer is private can be said within a moment, however busy
the disk is. Every method may be called from any thread; the bot calls them off its event loop.
"""

from __future__ import annotations

import datetime as dt
import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from histbot.storage.database import open_database
from histbot.storage.servers import ServerSettings, read_servers, write_server

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path
    from sqlite3 import Connection

    from histbot.storage.database import Database

FILE = "histbot.sqlite3"
DIRECT = 0  # the "server" of direct messages
KEPT_AFTER_LEAVING = 30 * 24 * 3600  # seconds
MOST_QUESTIONS = 10_000  # a server: beyond, what was asked least and longest ago gives way
_TABLES = ("servers", "unanswered", "reasons", "thumbs")
_DEFAULT = ServerSettings()


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that was asked in vain, or whose answer was thumbed down."""

    server: int
    """Where; 0 for direct messages."""
    question: str
    """As it was first asked."""
    missed: int
    """How often the articles did not answer it."""
    disliked: int
    """How often its answer got a thumb down."""
    nearest: str
    """The beginning of the nearest passage; empty if there is none."""
    place: str
    """Where that stands: file and line."""
    last_day: str
    """The day on which it was last asked, as an ISO date in UTC."""
    reasons: tuple[str, ...]
    """What members wrote about the answer."""


class Store:
    """What must survive a restart."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        """Read the servers' settings of `database`."""
        self._database, self._clock = database, clock
        self._servers = database.run(read_servers)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def settings(self, server: int | None) -> ServerSettings:
        """Give a server's settings, from memory."""
        return self._servers.get(server or DIRECT, _DEFAULT)

    def change(self, server: int, settings: ServerSettings) -> None:
        """Store a server's settings."""
        self._database.run(lambda connection: write_server(connection, server, settings))
        self._servers[server] = settings

    def miss(self, server: int | None, question: str, nearest: str = "", place: str = "") -> None:
        """Count a question that the articles did not answer."""
        self._count("missed", server or DIRECT, question, nearest, place)

    def dislike(self, server: int | None, question: str, nearest: str = "", place: str = "") -> None:
        """Count a question whose answer was thumbed down."""
        self._count("disliked", server or DIRECT, question, nearest, place)

    def undo_dislike(self, server: int | None, question: str) -> None:
        """Take a thumb down back; a question that nothing counts any more is deleted with its reasons."""
        key = (server or DIRECT, _folded(question))

        def undo(connection: Connection) -> None:
            connection.execute(
                "UPDATE unanswered SET disliked = disliked - 1 WHERE server = ? AND folded = ? AND disliked > 0", key
            )
            connection.execute(
                "DELETE FROM unanswered WHERE server = ? AND folded = ? AND missed = 0 AND disliked = 0", key
            )
            _delete_orphans(connection, key[0])

        self._database.run(undo)

    def add_reason(self, server: int | None, question: str, reason: str) -> None:
        """Keep what a member wrote about an answer that was thumbed down."""
        row = (server or DIRECT, _folded(question), reason, self._today())
        self._database.run(lambda connection: connection.execute("INSERT INTO reasons VALUES (?, ?, ?, ?)", row))

    def thumb(self, server: int | None, article: str, quote: str, *, liked: int = 0, disliked: int = 0) -> None:
        """Add to the thumbs of a quote, which a digest names; 1 adds a thumb, -1 takes one back."""
        row = (server or DIRECT, article, quote, max(liked, 0), max(disliked, 0), liked, disliked)
        self._database.run(
            lambda connection: connection.execute(
                "INSERT INTO thumbs VALUES (?, ?, ?, ?, ?) ON CONFLICT (server, article, quote) DO UPDATE SET "
                "liked = max(0, liked + ?), disliked = max(0, disliked + ?)",
                row,
            )
        )

    def thumbs(self, server: int | None) -> tuple[int, int]:
        """Count a server's thumbs, up and down."""
        counted: tuple[int, int] = self._database.run(
            lambda connection: connection.execute(
                "SELECT coalesce(sum(liked), 0), coalesce(sum(disliked), 0) FROM thumbs WHERE server = ?",
                (server or DIRECT,),
            ).fetchone()
        )
        return counted

    def unanswered(self, server: int | None = None, limit: int = -1, offset: int = 0) -> list[Unanswered]:
        """List what was asked in vain or thumbed down, most often first; of every server if none is named."""

        def read(connection: Connection) -> list[Unanswered]:
            rows = connection.execute(
                "SELECT server, folded, question, missed, disliked, nearest, place, last_day FROM unanswered "
                "WHERE ? IS NULL OR server = ? ORDER BY missed + disliked DESC, last_day DESC, server, folded "
                "LIMIT ? OFFSET ?",
                (server, server, limit, offset),
            ).fetchall()
            return [
                Unanswered(row[0], *row[2:], reasons=_reasons(connection, row[0], row[1]))  # type: ignore[misc]
                for row in rows
            ]

        return self._database.run(read)

    def count_unanswered(self, server: int) -> int:
        """Count the questions that `unanswered` lists for a server."""
        counted: int = self._database.run(
            lambda connection: connection.execute(
                "SELECT count(*) FROM unanswered WHERE server = ?", (server,)
            ).fetchone()[0]
        )
        return counted

    def forget(self, server: int) -> None:
        """Delete everything that is stored of a server."""
        self._database.run(lambda connection: _forget(connection, server))
        self._database.scrub()
        self._servers.pop(server, None)

    def left(self, server: int) -> None:
        """Note that the bot is in a server no more: after 30 days its data is purged."""
        self._database.run(
            lambda connection: connection.execute(
                "INSERT INTO servers (id, left_at) VALUES (?, ?) "
                "ON CONFLICT (id) DO UPDATE SET left_at = coalesce(left_at, excluded.left_at)",
                (server, int(self._clock())),
            )
        )

    def joined(self, server: int) -> None:
        """Note that the bot is in a server (again): its data stays."""
        self._database.run(
            lambda connection: connection.execute("UPDATE servers SET left_at = NULL WHERE id = ?", (server,))
        )

    def reconcile(self, present: Collection[int]) -> None:
        """Note which servers the bot left, or joined again, while it was not running."""

        def note(connection: Connection) -> None:
            stored = connection.execute(
                "SELECT id, left_at FROM servers UNION SELECT server, NULL FROM "
                "(SELECT server FROM unanswered UNION SELECT server FROM thumbs) "
                "WHERE server NOT IN (SELECT id FROM servers)"
            ).fetchall()
            for server, left_at in stored:
                if server in present and left_at is not None:
                    connection.execute("UPDATE servers SET left_at = NULL WHERE id = ?", (server,))
                elif server not in present and left_at is None and server != DIRECT:
                    connection.execute(
                        "INSERT INTO servers (id, left_at) VALUES (?, ?) "
                        "ON CONFLICT (id) DO UPDATE SET left_at = excluded.left_at",
                        (server, int(self._clock())),
                    )

        self._database.run(note)

    def purge(self) -> list[int]:
        """Delete what is stored of servers that the bot left 30 days ago; give their ids."""
        before = int(self._clock()) - KEPT_AFTER_LEAVING

        def delete(connection: Connection) -> list[int]:
            rows = connection.execute("SELECT id FROM servers WHERE left_at <= ?", (before,)).fetchall()
            for (server,) in rows:
                _forget(connection, server)
            return [server for (server,) in rows]

        purged = self._database.run(delete)
        if purged:
            self._database.scrub()
        for server in purged:
            self._servers.pop(server, None)
        return purged

    def _count(self, what: str, server: int, question: str, nearest: str, place: str) -> None:
        def add(connection: Connection) -> None:
            connection.execute(
                f"INSERT INTO unanswered (server, folded, question, {what}, nearest, place, last_day) "  # noqa: S608
                f"VALUES (?, ?, ?, 1, ?, ?, ?) ON CONFLICT (server, folded) DO UPDATE SET {what} = {what} + 1, "
                "nearest = coalesce(nullif(excluded.nearest, ''), nearest), "
                "place = coalesce(nullif(excluded.place, ''), place), last_day = excluded.last_day",
                (server, _folded(question), question, nearest, place, self._today()),
            )
            _make_room(connection, server)

        self._database.run(add)

    def _today(self) -> str:
        return dt.datetime.fromtimestamp(self._clock(), dt.UTC).date().isoformat()


def open_store(folder: Path | None, clock: Callable[[], float] = time.time) -> Store:
    """Open the store in `folder`, or one in memory; raises `StorageError`."""
    return Store(open_database(folder / FILE if folder else None), clock)


def _folded(question: str) -> str:
    """Give what questions are counted together by: their words without case and punctuation."""
    return re.sub(r"[\W_]+", " ", question.casefold()).strip() or question


def _reasons(connection: Connection, server: int, folded: str) -> tuple[str, ...]:
    rows = connection.execute(
        "SELECT reason FROM reasons WHERE server = ? AND folded = ? ORDER BY rowid", (server, folded)
    )
    return tuple(reason for (reason,) in rows)


def _make_room(connection: Connection, server: int) -> None:
    count = connection.execute("SELECT count(*) FROM unanswered WHERE server = ?", (server,)).fetchone()[0]
    if count > MOST_QUESTIONS:
        connection.execute(
            "DELETE FROM unanswered WHERE server = ? AND folded IN (SELECT folded FROM unanswered WHERE server = ? "
            "ORDER BY missed + disliked, last_day, folded LIMIT ?)",
            (server, server, count - MOST_QUESTIONS),
        )
        _delete_orphans(connection, server)


def _delete_orphans(connection: Connection, server: int) -> None:
    connection.execute(
        "DELETE FROM reasons WHERE server = ? AND folded NOT IN (SELECT folded FROM unanswered WHERE server = ?)",
        (server, server),
    )


def _forget(connection: Connection, server: int) -> None:
    for table in _TABLES:
        column = "id" if table == "servers" else "server"
        connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (server,))  # noqa: S608  # names of our own
