"""Everything that is stored, by name: one method, one transaction. The adapters see no SQL.

Settings are also held in memory, so that whether an answer is private can be said within a moment, however busy
the disk is. Every method may be called from any thread; the bot calls them off its event loop.
"""

from __future__ import annotations

import datetime as dt
import time
from typing import TYPE_CHECKING

from histbot.storage import questions
from histbot.storage.ballots import KEPT_DAYS, add_thumb, cast, change, first_time, forget_old
from histbot.storage.database import open_database
from histbot.storage.servers import ServerSettings, read_servers, write_server

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from pathlib import Path
    from sqlite3 import Connection

    from histbot.storage.ballots import Ballot
    from histbot.storage.database import Database
    from histbot.storage.questions import Unanswered

FILE = "histbot.sqlite3"
DIRECT = 0  # the "server" of direct messages
KEPT_AFTER_LEAVING = 30 * 24 * 3600  # seconds
_TABLES = ("servers", "unanswered", "reasons", "thumbs", "ballots", "summaries")
_DEFAULT = ServerSettings()


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
        self._count("missed", server, question, nearest, place)

    def dislike(self, server: int | None, question: str, nearest: str = "", place: str = "") -> None:
        """Count a question whose answer was thumbed down."""
        self._count("disliked", server, question, nearest, place)

    def undo_dislike(self, server: int | None, question: str) -> None:
        """Take a thumb down back; a question that nothing counts any more is deleted with its reasons."""
        self._database.run(lambda connection: questions.undo_dislike(connection, server or DIRECT, question))

    def add_reason(self, server: int | None, question: str, reason: str) -> None:
        """Keep what a member wrote about an answer that was thumbed down."""
        row = (server or DIRECT, questions.folded(question), reason, self._today())
        self._database.run(lambda connection: connection.execute("INSERT INTO reasons VALUES (?, ?, ?, ?)", row))

    def thumb(self, server: int | None, article: str, quote: str, *, liked: int = 0, disliked: int = 0) -> None:
        """Add to the thumbs of a quote, which a digest names; 1 adds a thumb, -1 takes one back."""
        self._database.run(lambda connection: add_thumb(connection, server or DIRECT, article, quote, liked, disliked))

    def vote(self, ballot: Ballot, question: str | None, nearest: str = "", place: str = "") -> str | None:
        """Count a member's thumb in the place of the one before, or take it back if that was the same; give that one.

        With a `question`, a thumb down counts it among those that need a better answer.
        """

        def work(connection: Connection) -> str | None:
            before = cast(connection, ballot, self._today())
            disliked = change(before, ballot.vote, "down")
            if question is not None and disliked > 0:
                asked = questions.Asking(ballot.server, question, nearest, place, self._today())
                questions.count(connection, "disliked", asked)
            elif question is not None and disliked < 0:
                questions.undo_dislike(connection, ballot.server, question)
            return before

        return self._database.run(work)

    def first_time(self, what: str, number: int) -> bool:
        """Note that something was done to what has this number; tell whether that is new."""
        return self._database.run(lambda connection: first_time(connection, what, number, self._today()))

    def thumbs(self, server: int | None) -> tuple[int, int]:
        """Count a server's thumbs, up and down."""
        counted: tuple[int, int] = self._database.run(
            lambda connection: connection.execute(
                "SELECT coalesce(sum(liked), 0), coalesce(sum(disliked), 0) FROM thumbs WHERE server = ?",
                (server or DIRECT,),
            ).fetchone()
        )
        return counted

    def unanswered(
        self, server: int | None = None, limit: int = -1, offset: int = 0, *, done: bool | None = None
    ) -> list[Unanswered]:
        """List what was asked in vain or thumbed down, most often first; of every server if none is named.

        `done` asks for those that a moderator marked done, or those that are open.
        """
        return self._database.run(
            lambda connection: questions.read_unanswered(connection, server, limit, offset, done=done)
        )

    def mark(self, server: int, asked: Iterable[str], *, done: bool) -> int:
        """Mark questions done, or open again; give how many of them there are."""
        day = self._today() if done else ""
        return self._database.run(
            lambda connection: sum(questions.mark(connection, server, question, day) for question in asked)
        )

    def count_unanswered(self, server: int) -> int:
        """Count a server's questions that are open."""
        counted: int = self._database.run(
            lambda connection: connection.execute(
                "SELECT count(*) FROM unanswered WHERE server = ? AND done = ''", (server,)
            ).fetchone()[0]
        )
        return counted

    def summary_due(self, server: int, days: int = 7) -> bool:
        """Tell whether a server's last summary is `days` ago, and if so, note that one is given today."""

        def work(connection: Connection) -> bool:
            row = connection.execute("SELECT day FROM summaries WHERE server = ?", (server,)).fetchone()
            if row and row[0] > self._day(-days):
                return False
            connection.execute("INSERT OR REPLACE INTO summaries VALUES (?, ?)", (server, self._today()))
            return True

        return self._database.run(work)

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
            forget_old(connection, self._day(-KEPT_DAYS))
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

    def _count(self, what: str, server: int | None, question: str, nearest: str, place: str) -> None:
        asked = questions.Asking(server or DIRECT, question, nearest, place, self._today())
        self._database.run(lambda connection: questions.count(connection, what, asked))

    def _today(self) -> str:
        return self._day(0)

    def _day(self, days: int) -> str:
        """Give the day so many days from today, as an ISO date in UTC."""
        return (dt.datetime.fromtimestamp(self._clock(), dt.UTC).date() + dt.timedelta(days)).isoformat()


def open_store(folder: Path | None, clock: Callable[[], float] = time.time) -> Store:
    """Open the store in `folder`, or one in memory; raises `StorageError`."""
    return Store(open_database(folder / FILE if folder else None), clock)


def _forget(connection: Connection, server: int) -> None:
    for table in _TABLES:
        column = "id" if table == "servers" else "server"
        connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (server,))  # noqa: S608  # names of our own
