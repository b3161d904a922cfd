"""One generation of a library, as it is read: all who hold it see the same, whatever is written meanwhile."""

from __future__ import annotations

import sqlite3
from threading import Lock
from typing import TYPE_CHECKING, Any

from histbot.errors import BrokenLibraryError
from histbot.library.tables.schema import facts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import TypeVar

    T = TypeVar("T")

_TOGETHER = 500  # values in one look-up: SQLite takes 999 at least


class Reader:
    """Look-ups in a pinned connection; safe to use from several threads. All raise `BrokenLibraryError`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._lock = Lock()
        self.facts = self.apply(facts_of)

    @property
    def generation(self) -> int:
        """The number of the generation."""
        return self.number("generation")

    def number(self, fact: str) -> int:
        """Give a number that the library says of itself."""
        value = self.facts.get(fact)
        if not isinstance(value, int):
            raise BrokenLibraryError(f"{fact} is missing")
        return value

    def all(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """Give all rows of a query."""
        try:
            return self.apply(lambda connection: connection.execute(query, values).fetchall())
        except UnicodeEncodeError:  # half a character, which a command line may bring: no text holds it
            return []

    def one(self, query: str, *values: Any) -> tuple[Any, ...] | None:
        """Give the first row of a query, if there is one."""
        rows = self.all(f"{query} LIMIT 1", *values)
        return rows[0] if rows else None

    def sure(self, query: str, *values: Any) -> tuple[Any, ...]:
        """Give the first row of a query that must have one."""
        row = self.one(query, *values)
        if row is None:
            raise BrokenLibraryError(f"a row is missing: {query}")
        return row

    def each(self, query: str, keys: Iterable[Any]) -> list[tuple[Any, ...]]:
        """Give all rows of a query that asks for several keys at once, in place of its `{}`."""
        every = list(keys)
        rows: list[tuple[Any, ...]] = []
        for start in range(0, len(every), _TOGETHER):
            some = every[start : start + _TOGETHER]
            rows += self.all(query.format(",".join("?" * len(some))), *some)
        return rows

    def apply(self, look: Callable[[sqlite3.Connection], T]) -> T:
        """Give what `look` finds in the connection."""
        try:
            with self._lock:
                return look(self._connection)
        except sqlite3.Error as error:
            raise BrokenLibraryError(str(error)) from None
