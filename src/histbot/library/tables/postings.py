"""Postings of a segment: for each term the passages that hold it and how often, as arrays that numpy reads in place.

A segment numbers its passages through, article by article. Several small segments are joined into one from time to
time, what belongs to articles gone meanwhile left out.
"""

from __future__ import annotations

import heapq
from array import array
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from histbot.errors import BrokenLibraryError
from histbot.library.tables.codec import seal, unseal

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    Array = np.ndarray[Any, np.dtype[Any]]

_PLACE, _COUNT = np.dtype("<u4"), np.dtype("<u2")
_MOST = 2**16 - 1  # times that a term is counted in a passage: a passage has 1,500 characters
_WIDTH = _PLACE.itemsize + _COUNT.itemsize


class Posting(NamedTuple):
    """Where a term occurs in a segment."""

    places: Array
    """The numbers of the passages that hold it, ascending."""
    counts: Array
    """How often each of them does."""


def encode_posting(places: Array | Sequence[int], counts: Array | Sequence[int]) -> bytes:
    """Write a posting."""
    return seal(np.asarray(places, _PLACE).tobytes() + np.asarray(counts, _COUNT).tobytes())


def decode_posting(blob: bytes) -> Posting:
    """Read a posting; raises `BrokenLibraryError` if it is damaged."""
    content = unseal(blob)
    size = len(content) // _WIDTH
    return Posting(np.frombuffer(content, _PLACE, size), np.frombuffer(content, _COUNT, size, size * _PLACE.itemsize))


def encode_numbers(numbers: Array | Sequence[int]) -> bytes:
    """Write whole numbers below 2**63."""
    return seal(np.asarray(numbers, "<i8").tobytes())


def decode_numbers(blob: bytes) -> Array:
    """Read whole numbers; raises `BrokenLibraryError` if they are damaged."""
    return np.frombuffer(unseal(blob), "<i8")


class SegmentBuilder:
    """Collects the postings of the articles that are added, and writes them as one segment."""

    def __init__(self) -> None:
        self._places: dict[str, array[int]] = {}
        self._counts: dict[str, array[int]] = {}
        self._lengths = array("q")
        self._starts: list[int] = []
        self._articles: list[int] = []

    def __len__(self) -> int:
        return len(self._lengths)

    def add(self, article: int, terms: Iterable[Mapping[str, int]]) -> int:
        """Add an article by its id; give the number of its first passage."""
        first = len(self._lengths)
        self._starts.append(first)
        self._articles.append(article)
        for counted in terms:
            place = len(self._lengths)
            for term, count in counted.items():
                if term not in self._places:
                    self._places[term], self._counts[term] = array("I"), array("H")
                self._places[term].append(place)
                self._counts[term].append(min(count, _MOST))
            self._lengths.append(sum(counted.values()))
        return first

    def write(self, connection: sqlite3.Connection) -> int:
        """Write the segment; give its id."""
        postings = ((term, encode_posting(places, self._counts[term])) for term, places in sorted(self._places.items()))
        return _write(connection, self._lengths, self._starts, self._articles, postings)


def _write(
    connection: sqlite3.Connection,
    lengths: Sequence[int] | Array,
    starts: Sequence[int],
    articles: Sequence[int],
    postings: Iterable[tuple[str, bytes]],
) -> int:
    segment = connection.execute(
        "INSERT INTO segments (passages, lengths, starts, articles) VALUES (?, ?, ?, ?)",
        (len(lengths), encode_numbers(lengths), encode_numbers(starts), encode_numbers(articles)),
    ).lastrowid
    assert segment is not None  # noqa: S101  # a row was inserted
    connection.executemany("INSERT INTO postings VALUES (?, ?, ?)", ((segment, term, data) for term, data in postings))
    connection.execute("UPDATE articles SET segment = ? WHERE segment = 0", (segment,))
    return segment


class _Part(NamedTuple):
    """A segment that is joined with others."""

    segment: int
    """Its id."""
    lengths: Array
    """The lengths of its passages that are still there."""
    starts: Array
    """Where its articles begin in the joined segment, those that are still there."""
    articles: Array
    """Their ids."""
    moved: Array
    """The number of each of its passages in the joined segment; -1 for those gone."""


def join_segments(connection: sqlite3.Connection, segments: Sequence[int]) -> None:
    """Make one segment of several, or of one with much that is gone; raises `BrokenLibraryError`."""
    parts: list[_Part] = []
    before = 0
    for segment in segments:
        parts.append(_part(connection, segment, before))
        before += len(parts[-1].lengths)
    _write(
        connection,
        np.concatenate([part.lengths for part in parts]),
        np.concatenate([part.starts for part in parts]).tolist(),
        np.concatenate([part.articles for part in parts]).tolist(),
        _joined(connection, parts),
    )
    for part in parts:
        moved = zip(part.starts.tolist(), part.articles.tolist(), strict=True)
        new = "UPDATE articles SET segment = (SELECT max(id) FROM segments), first = ? WHERE id = ?"
        connection.executemany(new, moved)
        drop_segment(connection, part.segment)


def drop_segment(connection: sqlite3.Connection, segment: int) -> None:
    """Take away a segment of which nothing is left."""
    connection.execute("DELETE FROM postings WHERE segment = ?", (segment,))
    connection.execute("DELETE FROM gone WHERE segment = ?", (segment,))
    connection.execute("DELETE FROM segments WHERE id = ?", (segment,))


def _part(connection: sqlite3.Connection, segment: int, before: int) -> _Part:
    row = connection.execute("SELECT lengths, starts, articles FROM segments WHERE id = ?", (segment,)).fetchone()
    if row is None:
        raise BrokenLibraryError(f"segment {segment} is missing")
    lengths, starts, articles = map(decode_numbers, row)
    there = np.ones(len(lengths), bool)
    for first, count in connection.execute("SELECT first, passages FROM gone WHERE segment = ?", (segment,)):
        there[first : first + count] = False
    moved = np.where(there, before + np.cumsum(there) - 1, -1)
    kept = there[starts]
    return _Part(segment, lengths[there], moved[starts[kept]], articles[kept], moved)


def _joined(connection: sqlite3.Connection, parts: Sequence[_Part]) -> Iterator[tuple[str, bytes]]:
    """Give the postings of all parts, term by term, without having them all in memory."""
    query = "SELECT term, ?, data FROM postings WHERE segment = ? ORDER BY term"
    # A place of its own for each part: the cursors are read side by side.
    rows = [connection.cursor().execute(query, (place, part.segment)) for place, part in enumerate(parts)]
    for term, group in groupby(heapq.merge(*rows, key=itemgetter(0, 1)), key=itemgetter(0)):
        places, counts = [], []
        for _, place, data in group:
            posting = decode_posting(data)
            moved = parts[place].moved[posting.places]
            places.append(moved[moved >= 0])
            counts.append(posting.counts[moved >= 0])
        if sum(map(len, places)):
            yield term, encode_posting(np.concatenate(places), np.concatenate(counts))
