"""The words of a library: how many passages hold each, and which there are, looked up as they are needed."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from histbot.library.tables.cache import ByteCache
from histbot.library.tables.codec import unseal
from histbot.library.tables.records import counted

if TYPE_CHECKING:
    from histbot.library.tables.reader import Reader

_TERMS = 50_000  # looked up and kept: 5 MB
_ARTICLES = 4_000_000  # bytes of articles' words kept
_LAST = "\U0010ffff"  # behind every character of a term


class StoredLexicon:
    """`Lexicon` of one generation of a library."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._passages = reader.number("passages")
        self._terms = reader.number("terms")
        self._counted = lru_cache(maxsize=_TERMS)(self._count)
        self._articles: ByteCache[tuple[int, str]] = ByteCache(_ARTICLES, lambda found: 200 + len(found[1]))

    def __len__(self) -> int:
        return self._passages

    @property
    def mean_length(self) -> float:
        """How many terms a passage has."""
        return self._terms / self._passages if self._passages else 0.0

    def holding(self, term: str) -> int:
        """Count the passages that hold `term`."""
        return self._counted(term)

    def _count(self, term: str) -> int:
        row = self._reader.one("SELECT passages FROM lexicon WHERE term = ?", term)
        return row[0] if row else 0

    def holding_within(self, term: str, slug: str) -> tuple[int, int]:
        """Count the passages of an article that hold `term`, and all of its passages."""
        passages, terms = self._article(slug)
        return counted(term, terms), passages

    def _article(self, slug: str) -> tuple[int, str]:
        return self._articles.get(slug, lambda: self._fetched(slug))

    def _fetched(self, slug: str) -> tuple[int, str]:
        row = self._reader.one("SELECT passages, terms FROM articles WHERE slug = ?", slug)
        return (row[0], unseal(row[1]).decode()) if row else (0, "")

    def beginning(self, letters: str) -> list[str]:
        """Give the terms that begin with these letters, in order."""
        query = "SELECT term FROM lexicon WHERE term >= ? AND term < ?"
        return [term for (term,) in self._reader.all(query, letters, letters + _LAST)]

    def of_length(self, length: int) -> list[str]:
        """Give the terms of so many characters, in order."""
        (joined,) = self._reader.sure("SELECT group_concat(term, ' ') FROM lexicon WHERE length = ?", length)
        return sorted(joined.split(" ")) if joined else []  # one row: half the time of thousands
