"""tantivy: a search library that maps its index into memory, for some millions of passages on one machine.

The library in SQLite comes first and is what counts; the index follows, and says which generation it holds. Where that
is not the library's (a process was killed between the two, a file was taken away), what differs is done again. A file
that is damaged is found out when the index is next opened (`checksums.py`).
"""

from __future__ import annotations

import contextlib
import shutil
from itertools import chain
from typing import TYPE_CHECKING

import tantivy
from tantivy import Document, Occur, Query

from histbot.engines.checksums import check
from histbot.engines.widening import Found, Widening
from histbot.errors import BrokenLibraryError, LibraryBusyError
from histbot.library import FolderSource, Opened, Reader, StoredLexicon, passage_id, passage_number, read_counts, unseal

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Iterator, Mapping
    from pathlib import Path

    from histbot.library import Source, Store

_HEAP = 64_000_000  # bytes that the writer collects before it writes a segment
_TRIES = 5  # generations that may go by while one is opened


def _schema() -> tantivy.Schema:
    made = tantivy.SchemaBuilder()
    made.add_text_field("terms", tokenizer_name="whitespace", index_option="freq")
    made.add_unsigned_field("key", fast=True)
    made.add_unsigned_field("article", indexed=True)
    made.add_unsigned_field("first", indexed=True)  # 1: the first passage of its article
    made.add_text_field("token", stored=True, tokenizer_name="raw", index_option="basic")
    made.add_text_field("is", tokenizer_name="raw", index_option="basic")  # "state": the one that bears the token
    return made.build()


_SCHEMA = _schema()


class Tantivy:
    """Postings in an index of tantivy's, beside the library's file or in memory as it is."""

    suffix = ".tantivy"

    def __init__(self, tell: Callable[[str], None]) -> None:
        """Keep an index; what its owner should know is told by `tell`."""
        self._tell = tell
        self._folder: Path | None = None
        self._index: tantivy.Index | None = None

    def source(self, path: Path) -> Source:
        """Give the folder of articles."""
        return FolderSource(path, postings=False)

    def opened(self, store: Store, reader: Reader) -> Opened:
        """Bring the index into step with the library; raises `LibraryBusyError`, `BrokenLibraryError`, `OSError`."""
        self._folder = store.file and store.file.with_suffix(".index")
        try:
            if self._folder:
                check(self._folder)
            with _without_panic():
                return self._opened(store, reader)
        except (ValueError, OSError) as error:  # tantivy raises ValueError for all that it finds wrong
            self._tell(f"the tantivy index can't be used ({error}); it is made again")
            self.forget()
            return self._opened(store, reader)

    def forget(self) -> None:
        """Throw the index away."""
        self._index = None
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _opened(self, store: Store, reader: Reader) -> Opened:
        index = self._index = self._index or _index(self._folder)
        for _ in range(_TRIES):
            index.reload()
            searcher = index.searcher()
            if _token(searcher) == reader.facts["token"]:
                lexicon = StoredLexicon(reader)
                return Opened(reader, lexicon, Widening(_Finder(searcher, reader), reader, lexicon))
            with store.writing() as connection:  # so that there is no other writer of either
                index.reload()
                _follow(index, connection)
            reader = Reader(store.pinned())
        raise LibraryBusyError("the library changes too quickly for its index to follow")


@contextlib.contextmanager
def _without_panic() -> Iterator[None]:
    """Raise `ValueError` where tantivy panics, which passes by all that catches errors."""
    try:
        yield
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # its class can't be imported
            raise
        raise ValueError(f"tantivy stops: {error}") from None


def _index(folder: Path | None) -> tantivy.Index:
    if folder is None:
        return tantivy.Index(_SCHEMA)
    folder.mkdir(parents=True, exist_ok=True)
    return tantivy.Index(_SCHEMA, str(folder))


def _state() -> Query:
    return Query.term_query(_SCHEMA, "is", "state", index_option="basic")


def _token(searcher: tantivy.Searcher) -> bytes | None:
    """Say which generation an index holds; none if it is new."""
    hits = searcher.search(_state(), 1, count=False).hits
    return bytes.fromhex(searcher.doc(hits[0][1]).get_first("token") or "") if hits else None


def _follow(index: tantivy.Index, connection: sqlite3.Connection) -> None:
    """Take over what an index lacks, and take out what the library has no more; all in one commit."""
    searcher = index.searcher()
    (token,) = connection.execute("SELECT value FROM meta WHERE key = 'token'").fetchone()
    known = connection.execute("SELECT 1 FROM tokens WHERE token = ?", (_token(searcher),)).fetchone()
    wanted = dict(connection.execute("SELECT id, passages FROM articles ORDER BY id"))
    writer = index.writer(_HEAP, 1)
    there = _articles(searcher) if known else set()
    if not known:  # of another library, or of a generation that was lost with the power
        writer.delete_all_documents()
    for article in there - wanted.keys():
        writer.delete_documents_by_query(Query.term_query(_SCHEMA, "article", article))  # by_term takes no such number
    for document in _documents(connection, [article for article in wanted if article not in there]):
        writer.add_document(document)
    writer.delete_documents_by_query(_state())
    writer.add_document(Document.from_dict({"token": token.hex(), "is": "state"}, _SCHEMA))
    writer.commit()
    writer.wait_merging_threads()


def _articles(searcher: tantivy.Searcher) -> set[int]:
    """Give the ids of the articles that an index holds."""
    first = Query.term_query(_SCHEMA, "first", 1)
    hits = searcher.search(first, max(searcher.num_docs, 1), count=False).hits
    keys = searcher.fast_field_values("key", [address for _, address in hits])
    return {passage_number(int(key))[0] for key in keys if key is not None}


def _documents(connection: sqlite3.Connection, articles: list[int]) -> Iterator[Document]:
    for article in articles:
        rows = connection.execute(
            "SELECT id, data FROM terms WHERE id BETWEEN ? AND ? ORDER BY id",
            (passage_id(article, 0), passage_id(article + 1, 0) - 1),
        )
        for key, data in rows:
            counts = read_counts(unseal(data).decode())
            words = chain.from_iterable([term] * count for term, count in counts.items())
            first = int(passage_number(key)[1] == 1)
            fields = {"terms": " ".join(words), "key": key, "article": article, "first": first}
            yield Document.from_dict(fields, _SCHEMA)


class _Finder:
    """Passages by tantivy's own BM25: k1 is 1.2 there, and a length is kept in a byte."""

    def __init__(self, searcher: tantivy.Searcher, reader: Reader) -> None:
        self._searcher, self._reader = searcher, reader

    def best(self, query: Mapping[str, float], limit: int, within: Collection[str] | None) -> list[Found]:
        """Give the best passages; raises `BrokenLibraryError` if the index is damaged."""
        parts = [
            (Occur.Should, Query.boost_query(Query.term_query(_SCHEMA, "terms", term, index_option="freq"), weight))
            for term, weight in query.items()
        ]
        asked = Query.boolean_query(parts)
        if within is not None:
            articles = [key for (key,) in self._reader.each("SELECT id FROM articles WHERE slug IN ({})", within)]
            some = Query.const_score_query(Query.term_set_query(_SCHEMA, "article", articles), 0.0)
            asked = Query.boolean_query([(Occur.Must, asked), (Occur.Must, some)])
        try:
            with _without_panic():
                hits = self._searcher.search(asked, limit, count=False).hits
                keys = self._searcher.fast_field_values("key", [address for _, address in hits])
        except (ValueError, OSError) as error:
            raise BrokenLibraryError(f"the tantivy index: {error}") from None
        return [Found(int(key or 0), score) for (score, _), key in zip(hits, keys, strict=True)]
