"""A knowledge folder's articles on disk: read once, afterwards only what changed; a cache and nothing else.

Broken, older, newer or deleted, it is made again, with a line that says so. Where no file can be written it is kept in
memory, with a line that says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

from histbot.errors import BrokenLibraryError, LibraryBusyError
from histbot.library.generation.articles import StoredKnowledge
from histbot.library.generation.events import StoredEvents
from histbot.library.kinds import Embedded
from histbot.library.tables.reader import Reader
from histbot.library.tables.store import FileStore, MemoryStore
from histbot.retrieval import Ranker

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import TypeVar

    from histbot.library.kinds import Kind
    from histbot.library.tables.store import Store
    from histbot.library.updating.indexing import Progress

    T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Generation:
    """What a library held at one moment; none of it changes."""

    number: int
    """Which moment."""
    token: bytes
    """What tells it from every other one, of whichever library."""
    knowledge: StoredKnowledge
    """The articles."""
    index: Ranker
    """Their passages, ranked."""
    events: StoredEvents
    """Their dated statements."""
    language: str
    """What the words of those without a language of their own are read as."""
    languages: tuple[str, ...]
    """Every language that articles are in."""


class Library:
    """The library of a knowledge folder, or of one file."""

    def __init__(self, path: Path, folder: Path | None, tell: Callable[[str], None], kind: Kind | None = None) -> None:
        """Keep the library of `path` in `folder`, or in memory; what its owner should know is told by `tell`."""
        self._path, self._tell, self._kind = path, tell, kind or Embedded()
        self._source = self._kind.source(path)
        self._file = folder and file_of(path, folder, self._kind.suffix)
        self._kept: Store | None = None if folder else MemoryStore()

    @property
    def file(self) -> Path | None:
        """Where it is; none in memory."""
        return self._store().file

    def current(self, progress: Progress | None = None) -> Generation:
        """Read what changed, and give what there is now; raises `KnowledgeError` if nothing can be read."""
        self._source.is_there()
        return self._surely(lambda: self._current(progress))

    def is_behind(self, generation: Generation) -> bool:
        """Tell whether the source, or another process, is ahead of a generation; raises what the source raises."""
        reader = Reader(self._store().pinned())
        return reader.generation != generation.number or not reader.apply(self._source.is_current)

    def make_again(self, error: Exception) -> None:
        """Throw away what is damaged; `current` reads all of it anew."""
        self._tell(f"the library of the articles is damaged ({error}); it is made again")
        self._kept = None
        self._kind.forget()
        try:
            for suffix in ("", "-wal", "-shm"):
                if self._file:
                    self._file.with_name(self._file.name + suffix).unlink(missing_ok=True)
        except OSError as refused:
            self._give_up(refused)

    def _store(self) -> Store:
        if self._kept is None:
            assert self._file is not None  # noqa: S101  # else it is kept in memory
            self._kept = FileStore(self._file, self._tell)
        return self._kept

    def _current(self, progress: Progress | None) -> Generation:
        store = self._store()
        reader = Reader(store.pinned())
        if not reader.apply(self._source.is_current):
            if reader.facts and not self._source.is_ours(reader.facts):
                self._tell("the library of the articles is of another histbot, or of another folder; reading anew")
            with store.writing() as connection:
                self._source.update(connection, progress)
            reader = Reader(store.pinned())
        return self._generation(store, reader)

    def _generation(self, store: Store, reader: Reader) -> Generation:
        reader, lexicon, engine = self._kind.opened(store, reader)
        root = self._path if self._path.is_dir() else self._path.parent
        knowledge = StoredKnowledge(reader, root)
        index = Ranker(engine, lexicon, knowledge)
        events = StoredEvents(store, reader, knowledge)
        token = reader.facts["token"]
        if not isinstance(token, bytes):
            raise BrokenLibraryError("token is missing")
        language, languages = str(reader.facts["language"]), tuple(knowledge.languages)
        return Generation(reader.number("generation"), token, knowledge, index, events, language, languages)

    def _surely(self, work: Callable[[], T]) -> T:
        """Do a work; where the library is damaged once more after it is made anew, or can't be written, in memory."""
        try:
            return work()
        except BrokenLibraryError as error:
            if self._file is None or isinstance(self._kept, MemoryStore):
                raise
            self.make_again(error)
        except (OSError, LibraryBusyError) as error:
            self._give_up(error)
        try:
            return work()
        except (BrokenLibraryError, OSError, LibraryBusyError) as error:
            if isinstance(self._kept, MemoryStore):
                raise
            self._give_up(error)
        return work()

    def _give_up(self, error: Exception) -> None:
        if isinstance(self._kept, MemoryStore):
            raise error
        self._tell(f"no library can be kept in {self._file} ({error}); the articles are kept in memory")
        self._kept = MemoryStore()


def file_of(path: Path, folder: Path, suffix: str = "") -> Path:
    """Give the file of the library of `path`: one for each folder and kind, named so that a person knows it."""
    real = path.resolve()
    return folder / f"{real.stem[:40]}-{crc32(str(real).encode()):08x}{suffix}.sqlite"
