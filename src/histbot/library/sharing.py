"""A library that another process keeps up to date: opened as it stands, never written, never made again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from histbot.errors import KnowledgeError, Problem
from histbot.library.library import Library
from histbot.library.tables.schema import facts_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from pathlib import Path

    from histbot.library.kinds import Kind, Source
    from histbot.library.updating.indexing import Progress


class SharedLibrary(Library):
    """The library of a folder, of which no file is looked at; raises what is wrong with it instead of mending it."""

    def __init__(self, path: Path, folder: Path | None, tell: Callable[[str], None], kind: Kind | None = None) -> None:
        """Open the library of `path` in `folder`, which must be there."""
        super().__init__(path, folder, tell, kind)
        self._source = _AsItStands(self._source, path)

    def make_again(self, error: Exception) -> None:
        """Leave it to the process that keeps it: raise `error`."""
        raise error

    def _give_up(self, error: Exception) -> None:
        raise error


class _AsItStands:
    """A source that is never looked at."""

    def __init__(self, source: Source, path: Path) -> None:
        self._source, self._path = source, path

    def is_there(self) -> None:
        """Take it for granted: what was read of a folder that is gone stays."""

    def is_ours(self, facts: dict[str, object]) -> bool:
        """Tell whether a library was made by this histbot, out of this source."""
        return self._source.is_ours(facts)

    def is_current(self, connection: sqlite3.Connection) -> bool:
        """Take what is there, whatever the source holds by now."""
        return self.is_ours(facts_of(connection))

    def update(self, connection: sqlite3.Connection, progress: Progress | None) -> None:  # noqa: ARG002  # it never is
        """Raise `KnowledgeError`: there is no library that could be taken as it stands."""
        raise KnowledgeError([Problem(str(self._path), "has not been read by the process that reads it")])
