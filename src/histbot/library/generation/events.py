"""The dated statements of the articles, read once an article and kept.

They belong to an article's id, and what belongs to an id never changes: so they may be stored while questions are
answered, without a generation of their own.
"""

from __future__ import annotations

import contextlib
import zlib
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from histbot.errors import BrokenLibraryError
from histbot.library.generation.articles import StoredKnowledge
from histbot.library.tables.codec import pack, unpack
from histbot.library.tables.reader import Reader
from histbot.library.tables.store import FileStore
from histbot.library.updating.versions import dating_version
from histbot.library.updating.workers import spread

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Container, Iterator, Sequence
    from pathlib import Path

    from histbot.library.tables.store import Store
    from histbot.timeline import Event

_TOGETHER = 8  # articles whose events are stored in one go


class _Piece(NamedTuple):
    """Articles whose dates are to be read by another process."""

    file: Path
    """The library."""
    slugs: tuple[str, ...]
    """The articles."""


class StoredEvents:
    """Events by article; safe to use from several threads."""

    def __init__(self, store: Store, reader: Reader, knowledge: StoredKnowledge) -> None:
        self._store, self._reader, self._knowledge = store, reader, knowledge
        self._latest = Reader(store.latest())
        self._lock = Lock()

    def of(self, slug: str, passages: Container[str] | None = None) -> tuple[Event, ...]:
        """Give the events of an article in the order of its text, only those of the passages whose ids are given.

        Raises `UnknownArticleError`.
        """
        self._knowledge.article(slug)
        key = self._key(slug)
        stored = self._stored(key)
        if stored is None:
            with self._lock:  # of two threads that want the same, one reads
                stored = self._stored(key)
                if stored is None:
                    stored = _packed(self._knowledge, slug)
                    self._store_all({key: stored})
        return _unpacked(stored, passages)

    def fill(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Read the dates of every article that has none stored, in several processes where that is worth it."""
        due = self._due()
        done = 0
        pieces = [tuple(due[start : start + _TOGETHER]) for start in range(0, len(due), _TOGETHER)]
        for slugs, read in zip(pieces, self._read(pieces), strict=True):
            self._store_all({self._key(slug): each for slug, each in zip(slugs, read, strict=True)})
            done += len(slugs)
            if progress:
                progress(done, len(due))

    def missing(self) -> int:
        """Count the articles whose dates are not stored."""
        return len(self._due())

    def _due(self) -> list[str]:
        current = {key for (key,) in self._latest.all("SELECT article FROM events WHERE version = ?", dating_version())}
        return [slug for key, slug in self._reader.all("SELECT id, slug FROM articles ORDER BY slug")
                if key not in current]  # fmt: skip

    def _read(self, pieces: Sequence[tuple[str, ...]]) -> Iterator[list[bytes]]:
        if self._store.file is None:
            return ([_packed(self._knowledge, slug) for slug in slugs] for slugs in pieces)
        return spread(_read_dates, [_Piece(self._store.file, slugs) for slugs in pieces])

    def _key(self, slug: str) -> int:
        row = self._reader.one("SELECT id FROM articles WHERE slug = ?", slug)
        if row is None:
            raise BrokenLibraryError(f"article {slug} is missing")
        key: int = row[0]
        return key

    def _stored(self, article: int) -> bytes | None:
        query = "SELECT data FROM events WHERE article = ? AND version = ?"
        row = self._latest.one(query, article, dating_version())
        return row[0] if row else None

    def _store_all(self, read: dict[int, bytes]) -> None:
        """Keep what was read; what can't be written now is read again."""
        rows = [(article, dating_version(), data) for article, data in read.items()]
        with contextlib.suppress(BrokenLibraryError):
            self._latest.apply(lambda connection: _insert(connection, rows))


def _insert(connection: sqlite3.Connection, rows: Sequence[tuple[int, bytes, bytes]]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Not those of articles that are gone: their ids are free of all else.
        connection.executemany(
            "INSERT OR REPLACE INTO events SELECT ?1, ?2, ?3 WHERE EXISTS (SELECT 1 FROM articles WHERE id = ?1)", rows
        )
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _read_dates(piece: _Piece) -> list[bytes]:
    """Read the dates of articles in a process of its own; raises `BrokenLibraryError` if one is there no more."""
    knowledge = StoredKnowledge(Reader(FileStore(piece.file).pinned()), piece.file)
    return [_packed(knowledge, slug) for slug in piece.slugs]


def _packed(knowledge: StoredKnowledge, slug: str) -> bytes:
    """Read the dates of an article: its events by passage, in the order of the text, each packed by itself."""
    from histbot.timeline.reading.collecting import events_of

    found: dict[str, list[Event]] = {}
    for event in events_of(knowledge.article(slug)):
        found.setdefault(event.passage, []).append(event)
    return pack(zlib.compress(pack({passage: pack(events) for passage, events in found.items()}), 1))


def _unpacked(stored: bytes, passages: Container[str] | None) -> tuple[Event, ...]:
    found = unpack(zlib.decompress(unpack(stored)))
    return tuple(event for passage, events in found.items() if passages is None or passage in passages
                 for event in unpack(events))  # fmt: skip
