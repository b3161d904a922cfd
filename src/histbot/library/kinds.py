"""The kinds of library: where its articles come from, and which engine finds their passages.

Whatever the kind, articles, words and dates lie in SQLite; only postings may be elsewhere, kept in step by `opened`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from histbot.knowledge import list_files
from histbot.library.embedded import EmbeddedEngine
from histbot.library.generation.lexicon import StoredLexicon
from histbot.library.updating.indexing import is_current, is_ours, update

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from histbot.library.tables.reader import Reader
    from histbot.library.tables.store import Store
    from histbot.library.updating.indexing import Progress
    from histbot.retrieval import Engine


class Source(Protocol):
    """Where the articles of a library come from."""

    def is_there(self) -> None:
        """Raise a `HistbotError` if there is nothing to read, before any file is made."""
        ...

    def is_ours(self, facts: dict[str, object]) -> bool:
        """Tell whether a library was made by this histbot, out of this source."""
        ...

    def is_current(self, connection: sqlite3.Connection) -> bool:
        """Tell whether a library holds what the source holds now."""
        ...

    def update(self, connection: sqlite3.Connection, progress: Progress | None) -> None:
        """Take over what changed, within the open transaction."""
        ...


class Opened(NamedTuple):
    """A generation that an engine is in step with."""

    reader: Reader
    """The generation: the one that was asked for, or a newer one."""
    lexicon: StoredLexicon
    """Its words."""
    engine: Engine
    """What finds its passages."""


class Kind(Protocol):
    """A kind of library."""

    @property
    def suffix(self) -> str:
        """What tells its file from those of other kinds."""
        ...

    def source(self, path: Path) -> Source:
        """Give where the articles come from, if the knowledge folder is `path`."""
        ...

    def opened(self, store: Store, reader: Reader) -> Opened:
        """Bring the engine into step with a generation."""
        ...

    def forget(self) -> None:
        """Throw away what is kept outside the library, which was damaged."""
        ...


class FolderSource:
    """The articles of a knowledge folder, or of one file."""

    def __init__(self, path: Path, *, postings: bool = True) -> None:
        """Read `path`; `postings` are for the embedded engine."""
        self._path, self._postings = path, postings

    def is_there(self) -> None:
        """Raise `KnowledgeError` if there is no such folder."""
        if not self._path.exists():
            list_files(self._path)

    def is_ours(self, facts: dict[str, object]) -> bool:
        """Tell whether a library was made by this histbot, of this folder, for this kind."""
        return is_ours(facts, self._path, postings=self._postings)

    def is_current(self, connection: sqlite3.Connection) -> bool:
        """Tell whether no file has changed; raises `KnowledgeError` if there is no folder."""
        return is_current(connection, self._path, postings=self._postings)

    def update(self, connection: sqlite3.Connection, progress: Progress | None) -> None:
        """Read the files that changed; raises `KnowledgeError` if nothing can be read."""
        update(connection, self._path, progress, postings=self._postings)


class Embedded:
    """Postings in the library itself."""

    suffix = ""

    def source(self, path: Path) -> Source:
        """Give the folder."""
        return FolderSource(path)

    def opened(self, store: Store, reader: Reader) -> Opened:  # noqa: ARG002  # the reader has it all
        """Give the engine: it is in step, being the same file."""
        lexicon = StoredLexicon(reader)
        return Opened(reader, lexicon, EmbeddedEngine(reader, lexicon))

    def forget(self) -> None:
        """Do nothing: all of it is in the library."""
