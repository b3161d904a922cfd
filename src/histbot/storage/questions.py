"""Questions that were asked in vain or thumbed down: counted together, never with who asked.

Functions over a connection: each is a part of one of `Store`'s transactions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite3 import Connection

MOST_QUESTIONS = 10_000  # a server: beyond, what was asked least and longest ago gives way


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
    done: str = ""
    """The day on which a moderator marked it done, as an ISO date in UTC; empty while it is open."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A question as it is counted."""

    server: int
    """Where; 0 for direct messages."""
    question: str
    """As it was asked."""
    nearest: str
    """The beginning of the nearest passage; empty if there is none."""
    place: str
    """Where that stands."""
    day: str
    """When, as an ISO date in UTC."""


def count(connection: Connection, what: str, asked: Asking) -> None:
    """Count a question that was `missed` or `disliked`; one that was done is open again."""
    connection.execute(
        f"INSERT INTO unanswered (server, folded, question, {what}, nearest, place, last_day) "  # noqa: S608
        f"VALUES (?, ?, ?, 1, ?, ?, ?) ON CONFLICT (server, folded) DO UPDATE SET {what} = {what} + 1, "
        "nearest = coalesce(nullif(excluded.nearest, ''), nearest), "
        "place = coalesce(nullif(excluded.place, ''), place), last_day = excluded.last_day, done = ''",
        (asked.server, folded(asked.question), asked.question, asked.nearest, asked.place, asked.day),
    )
    _make_room(connection, asked.server)


def undo_dislike(connection: Connection, server: int, question: str) -> None:
    """Take a thumb down back; a question that nothing counts any more is deleted with its reasons."""
    key = (server, folded(question))
    connection.execute(
        "UPDATE unanswered SET disliked = disliked - 1 WHERE server = ? AND folded = ? AND disliked > 0", key
    )
    connection.execute("DELETE FROM unanswered WHERE server = ? AND folded = ? AND missed = 0 AND disliked = 0", key)
    _delete_orphans(connection, server)


def read_unanswered(
    connection: Connection, server: int | None, limit: int, offset: int, *, done: bool | None
) -> list[Unanswered]:
    """List questions, most often asked first; of every server if none is named, open or `done` or both."""
    rows = connection.execute(
        "SELECT server, folded, question, missed, disliked, nearest, place, last_day, done FROM unanswered "
        "WHERE (? IS NULL OR server = ?) AND (? IS NULL OR (done != '') = ?) "
        "ORDER BY missed + disliked DESC, last_day DESC, server, folded LIMIT ? OFFSET ?",
        (server, server, done, done, limit, offset),
    ).fetchall()
    return [
        Unanswered(server, question, *counts, reasons=_reasons(connection, server, key), done=day)  # type: ignore[misc]
        for server, key, question, *counts, day in rows
    ]


def mark(connection: Connection, server: int, question: str, day: str) -> bool:
    """Mark a question done on a day, or open again if that is empty; tell whether there is such a question."""
    changed = connection.execute(
        "UPDATE unanswered SET done = ? WHERE server = ? AND folded = ?", (day, server, folded(question))
    )
    return changed.rowcount > 0


def folded(question: str) -> str:
    """Give what questions are counted together by: their words without case and punctuation."""
    return re.sub(r"[\W_]+", " ", question.casefold()).strip() or question


def _reasons(connection: Connection, server: int, question: str) -> tuple[str, ...]:
    rows = connection.execute(
        "SELECT reason FROM reasons WHERE server = ? AND folded = ? ORDER BY rowid", (server, question)
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
