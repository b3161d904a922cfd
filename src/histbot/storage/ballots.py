"""Who voted how, under digests that the database alone can't be asked about, and what was done once.

Functions over a connection: each is a part of one of `Store`'s transactions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite3 import Connection

KEPT_DAYS = 30  # after which a vote can't be changed any more, and who gave it is forgotten


@dataclass(frozen=True, slots=True)
class Ballot:
    """A member's thumb on one answer."""

    server: int
    """Where; 0 for direct messages."""
    voter: bytes
    """A digest of member and answer under a key that is not stored."""
    vote: str
    """up or down."""
    article: str
    """The slug of the quote's article."""
    quote: str
    """A digest of the quote."""


def cast(connection: Connection, ballot: Ballot, day: str) -> str | None:
    """Put a vote in the place of the one before, or take it back if that was the same; give the one before.

    The quote's thumbs change with it.
    """
    row = connection.execute("SELECT vote FROM ballots WHERE voter = ?", (ballot.voter,)).fetchone()
    before: str | None = row and row[0]
    if before == ballot.vote:
        connection.execute("DELETE FROM ballots WHERE voter = ?", (ballot.voter,))
    else:
        connection.execute(
            "INSERT INTO ballots (voter, server, vote, day) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (voter) DO UPDATE SET vote = excluded.vote, day = excluded.day",
            (ballot.voter, ballot.server, ballot.vote, day),
        )
    liked, disliked = (change(before, ballot.vote, name) for name in ("up", "down"))
    add_thumb(connection, ballot.server, ballot.article, ballot.quote, liked, disliked)
    return before


def change(before: str | None, vote: str, name: str) -> int:
    """Say how a vote changes the count of the thumbs named `name`."""
    after = None if before == vote else vote
    return (after == name) - (before == name)


def add_thumb(connection: Connection, server: int, article: str, quote: str, liked: int, disliked: int) -> None:  # noqa: PLR0913, PLR0917
    """Add to the thumbs of a quote, which a digest names; -1 takes one back."""
    connection.execute(
        "INSERT INTO thumbs VALUES (?, ?, ?, ?, ?) ON CONFLICT (server, article, quote) DO UPDATE SET "
        "liked = max(0, liked + ?), disliked = max(0, disliked + ?)",
        (server, article, quote, max(liked, 0), max(disliked, 0), liked, disliked),
    )


def first_time(connection: Connection, what: str, number: int, day: str) -> bool:
    """Note that something was done to what has this number; tell whether that is new."""
    done = connection.execute("INSERT OR IGNORE INTO done_once VALUES (?, ?, ?)", (what, number, day))
    return done.rowcount > 0


def forget_old(connection: Connection, before: str) -> None:
    """Forget votes given, and things done, before a day."""
    connection.execute("DELETE FROM ballots WHERE day < ?", (before,))
    connection.execute("DELETE FROM done_once WHERE day < ?", (before,))
