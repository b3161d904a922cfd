"""Changes of a library, all of them within one transaction: articles put in, articles taken out, a new generation."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING

from histbot.library.tables.codec import seal, unseal
from histbot.library.tables.postings import SegmentBuilder, drop_segment, join_segments
from histbot.library.tables.records import read_counts, term_row, write_counts
from histbot.library.tables.schema import PLACES, note

if TYPE_CHECKING:
    import sqlite3

    from histbot.library.tables.records import Record

_FULL = 50_000  # passages of a segment that is being collected: about 150 MB of memory
_MOST = 6  # segments: each costs every question a look-up a term
_TOKEN = 8  # bytes by which what is kept elsewhere knows a generation: two of one number may not be one
_GONE = 0.25  # the share of a segment that may belong to articles gone


class Writer:
    """Changes the articles of a library within the transaction of `connection`."""

    def __init__(self, connection: sqlite3.Connection, facts: dict[str, object]) -> None:
        self._connection = connection
        self._passages, self._terms = _whole(facts["passages"]), _whole(facts["terms"])
        self._generation = _whole(facts["generation"])
        self._postings = bool(facts["postings"])
        self._builder = SegmentBuilder()
        self._lexicon: Counter[str] = Counter()

    def put(self, record: Record) -> None:
        """Put an article in, in the place of the one with its slug."""
        self.take(record.slug)
        holding = Counter(term for counted in record.terms for term in counted)
        self._lexicon.update(holding)
        self._passages += len(record.passages)
        length = sum(sum(counted.values()) for counted in record.terms)
        self._terms += length
        article = self._connection.execute(
            "INSERT INTO articles (slug, language, aliased, segment, first, passages, length, folded, fields, terms) "
            "VALUES (?, ?, ?, 0, ?, ?, ?, ?, ?, ?)",
            (record.slug, record.language, record.aliased, len(self._builder), len(record.passages), length,
             record.folded, record.fields, seal(write_counts(holding).encode())),
        ).lastrowid  # fmt: skip
        assert article is not None  # noqa: S101  # a row was inserted
        self._connection.execute("INSERT INTO texts VALUES (?, ?)", (article, record.text))
        numbered = ((passage_id(article, number), data) for number, data in enumerate(record.passages, 1))
        self._connection.executemany("INSERT INTO passages VALUES (?, ?)", numbered)
        borrowed = ((passage_id(article, number), terms) for number, terms in record.borrowed.items())
        self._connection.executemany("INSERT INTO borrowed VALUES (?, ?)", borrowed)
        if not self._postings:
            rows = ((passage_id(article, number), *term_row(each)) for number, each in enumerate(record.terms, 1))
            self._connection.executemany("INSERT INTO terms VALUES (?, ?, ?)", rows)
            return
        self._builder.add(article, record.terms)
        if len(self._builder) >= _FULL:
            self._flush()

    def take(self, slug: str) -> None:
        """Take an article out, if it is in."""
        found = self._connection.execute(
            "SELECT id, segment, first, passages, length, terms FROM articles WHERE slug = ?", (slug,)
        ).fetchone()
        if found is None:
            return
        article, segment, first, passages, length, terms = found
        self._lexicon.subtract(read_counts(unseal(terms).decode()))
        self._passages -= passages
        self._terms -= length
        if self._postings:
            self._connection.execute("INSERT INTO gone VALUES (?, ?, ?)", (segment, first, passages))
        self._connection.execute("DELETE FROM articles WHERE id = ?", (article,))
        self._connection.execute("DELETE FROM texts WHERE article = ?", (article,))
        self._connection.execute("DELETE FROM events WHERE article = ?", (article,))
        ids = passage_id(article, 0), passage_id(article + 1, 0) - 1
        for table, key in (("passages", "id"), ("terms", "id"), ("borrowed", "passage")):
            self._connection.execute(f"DELETE FROM {table} WHERE {key} BETWEEN ? AND ?", ids)  # noqa: S608  # our names

    def finish(self) -> None:
        """Write what was collected, and make it a generation."""
        self._flush()
        changed = [(term, count, len(term)) for term, count in sorted(self._lexicon.items()) if count]
        self._connection.executemany(
            "INSERT INTO lexicon VALUES (?1, ?2, ?3) ON CONFLICT (term) DO UPDATE SET passages = passages + ?2", changed
        )
        gone = ((term,) for term, count, _ in changed if count < 0)
        self._connection.executemany("DELETE FROM lexicon WHERE term = ? AND passages = 0", gone)
        self._tidy()
        token = os.urandom(_TOKEN)
        self._connection.execute("INSERT INTO tokens VALUES (?)", (token,))
        note(
            self._connection,
            passages=self._passages,
            terms=self._terms,
            generation=self._generation + 1,
            token=token,
        )

    def _flush(self) -> None:
        if len(self._builder):
            self._builder.write(self._connection)
            self._builder = SegmentBuilder()

    def _tidy(self) -> None:
        """Join small segments where there are many, and those of which much is gone."""
        rows = self._connection.execute(
            "SELECT id, segments.passages, coalesce(sum(gone.passages), 0) FROM segments "
            "LEFT JOIN gone ON segment = id GROUP BY id ORDER BY segments.passages, id"
        ).fetchall()
        for segment, passages, gone in rows:
            if passages == gone:
                drop_segment(self._connection, segment)
        rows = [row for row in rows if row[1] > row[2]]
        full = [segment for segment, passages, gone in rows if gone > _GONE * passages]
        many = [segment for segment, _, _ in rows[: len(rows) - _MOST // 2]] if len(rows) > _MOST else []
        if chosen := sorted({*full, *many}):
            join_segments(self._connection, chosen)


def passage_id(article: int, number: int) -> int:
    """Give the id of an article's passage by its number, from 1: all of an article's lie between those of its 0."""
    return article << PLACES | number


def passage_number(key: int) -> tuple[int, int]:
    """Give the id of the article and the number of the passage that `passage_id` was given."""
    return key >> PLACES, key & (1 << PLACES) - 1


def _whole(value: object) -> int:
    assert isinstance(value, int)  # noqa: S101  # as `create` wrote it
    return value
