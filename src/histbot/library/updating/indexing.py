"""Bring a library up to date with its folder: read what changed, take out what is gone, all in one generation."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from histbot import knowledge as reading
from histbot.errors import KnowledgeError, Problem
from histbot.knowledge import list_files, longer_slug, nothing_in, same_name, visible
from histbot.library.tables.records import folder_language, record_of
from histbot.library.tables.schema import create, facts_of, note
from histbot.library.tables.writing import Writer
from histbot.library.updating.scan import Known, digest, known_files, name_of, settled, signature, unchanged
from histbot.library.updating.versions import reading_version
from histbot.library.updating.workers import spread

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from histbot.library.tables.records import Record

    Progress = Callable[[int, int], None]


class _Read(NamedTuple):
    """A file, read or found unchanged."""

    known: Known
    """What is to be known of it from now on."""
    record: Record | None
    """The article, if it was read."""


def is_current(connection: sqlite3.Connection, path: Path, *, postings: bool = True) -> bool:
    """Tell whether a library holds what the folder holds now; raises `KnowledgeError` if there is no folder."""
    root, files = list_files(path)
    return is_ours(facts_of(connection), path, postings=postings) and unchanged(root, files, known_files(connection))


def update(
    connection: sqlite3.Connection, path: Path, progress: Progress | None = None, *, postings: bool = True
) -> bool:
    """Read what changed, within the open transaction; tell whether articles or problems are others than before.

    Raises `KnowledgeError` if nothing in the folder can be read, which leaves the library as it was.
    """
    root, files = list_files(path)
    if not is_ours(facts_of(connection), path, postings=postings):
        create(connection, reading_version(), str(path.resolve()), postings=postings)
    language = str(facts_of(connection)["language"])
    changed = _Change(connection, root, language or _first_language(root, files)).make(files, progress)
    if not connection.execute("SELECT 1 FROM articles").fetchone():
        raise KnowledgeError([*problems_of(connection), nothing_in(path)])
    spoken = _language(connection)
    if spoken != facts_of(connection)["language"] and _leans(connection):
        create(connection, reading_version(), str(path.resolve()), postings=postings)
        _Change(connection, root, spoken).make(files, progress)
    note(connection, language=spoken)
    return changed


def problems_of(connection: sqlite3.Connection) -> tuple[Problem, ...]:
    """Give what could not be read, and why, in the order of the files."""
    first: dict[str, str] = {}
    problems: list[Problem] = []
    for each in sorted(known_files(connection).values(), key=lambda known: known.place):
        if each.problem is not None:
            problems.append(Problem(visible(each.name), each.problem, each.line, kept=each.slug is not None))
        if each.slug is not None and (owner := first.setdefault(each.slug, each.name)) != each.name:
            problems.append(same_name(each.name, owner))
    return tuple(problems)


def is_ours(facts: dict[str, object], path: Path, *, postings: bool = True) -> bool:
    """Tell whether a library was made by this histbot, of this folder, for an engine that wants `postings` or not."""
    ours = {"version": reading_version(), "root": str(path.resolve()), "postings": int(postings)}
    return ours.items() <= facts.items()


def _language(connection: sqlite3.Connection) -> str:
    """Give the language that most articles are in, which those without one are read in; English if none has any."""
    return folder_language(dict(connection.execute("SELECT language, count(*) FROM articles GROUP BY language")))


def _leans(connection: sqlite3.Connection) -> bool:
    """Tell whether an article has no language of its own, so that its words are read as most others are."""
    return connection.execute("SELECT 1 FROM articles WHERE language = ''").fetchone() is not None


def _first_language(root: Path, files: list[Path]) -> str:
    """Guess a folder's language by the first file that can be read."""
    found = (reading.read_article(file, root) for file in files)
    return next((read.language for read in found if not isinstance(read, Problem) and read.language), "en")


class _Change:
    """One bringing up to date."""

    def __init__(self, connection: sqlite3.Connection, root: Path, language: str) -> None:
        self._connection, self._root, self._language = connection, root, language
        self._writer = Writer(connection, facts_of(connection))
        self._known = known_files(connection)
        self._owners = _owners(self._known)

    def make(self, files: list[Path], progress: Progress | None) -> bool:
        """Take over what is in `files`; tell whether anything is other than before."""
        note(self._connection, language=self._language)
        problems = problems_of(self._connection)
        found: dict[str, Known] = {}
        owners: dict[str, str] = {}
        puts = 0
        for read in self._read(files, progress):
            known, record = read
            if known.slug is not None:
                known = known._replace(slug=PurePosixPath(known.name).stem)
                if known.slug in owners:  # of two of one stem, the second
                    known, record = known._replace(slug=longer_slug(known.name)), None
            found[known.name] = known
            if known.slug is None or owners.setdefault(known.slug, known.name) != known.name:
                continue
            if record or self._owners.get(known.slug) != known.name:
                puts += self._put(known, record)
        gone = self._owners.keys() - owners.keys()
        for slug in gone:
            self._writer.take(slug)
        self._write(found)
        changed = bool(puts or gone or problems != problems_of(self._connection))
        if changed:
            self._writer.finish()
        return changed

    def _put(self, known: Known, record: Record | None) -> int:
        """Put in what a file holds; one that was second to another until now is read again."""
        if record is None:
            read = reading.read_article(self._root / known.name, self._root, known.slug)
            if isinstance(read, Problem):  # it changed this very moment; the next look will find that
                self._writer.take(known.slug or "")
                return 1
            record = record_of(read, self._language)
        self._writer.put(record)
        return 1

    def _read(self, files: list[Path], progress: Progress | None) -> Iterator[_Read]:
        """Give every file in order, those read that may have changed."""
        pieces = [
            _Piece(self._root, file, place, self._known.get(name_of(file, self._root)), self._language)
            for place, file in enumerate(files)
        ]
        due = [piece for piece in pieces if _may_differ(piece)]
        results = spread(_read_file, due)
        count = 0
        for piece in pieces:
            if count < len(due) and piece is due[count]:
                yield next(results)
                count += 1
                if progress:
                    progress(count, len(due))
            elif piece.known is not None:
                yield _Read(piece.known._replace(place=piece.place), None)
        results.close()

    def _write(self, found: dict[str, Known]) -> None:
        for name in self._known.keys() - found.keys():
            self._connection.execute("DELETE FROM files WHERE name = ?", (name,))
        new = [known for name, known in found.items() if self._known.get(name) != known]
        self._connection.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?)", new)


class _Piece(NamedTuple):
    """A file to be read."""

    root: Path
    """Its folder."""
    file: Path
    """Where it is."""
    place: int
    """Its place among the files."""
    known: Known | None
    """What is known of it."""
    language: str
    """What its words are read as."""


def _owners(known: dict[str, Known]) -> dict[str, str]:
    """Say which file each article is: of those that would be one, the first."""
    owners: dict[str, str] = {}
    for each in sorted(known.values(), key=lambda known: known.place):
        if each.slug is not None:
            owners.setdefault(each.slug, each.name)
    return owners


def _may_differ(piece: _Piece) -> bool:
    known = piece.known
    return known is None or not known.signature or known.signature != signature(piece.file)


def _read_file(piece: _Piece) -> _Read:
    """Read a file, if what is in it is not what is known."""
    before, held = signature(piece.file), digest(piece.file)
    known, name = piece.known, name_of(piece.file, piece.root)
    if known is not None and held and held == known.digest:
        return _Read(known._replace(place=piece.place, signature=settled(before, signature(piece.file))), None)
    read = reading.read_article(piece.file, piece.root)
    after = signature(piece.file)
    whole = held if before and before == after else b""  # else it may have changed between two looks
    look = settled(before, after)
    if isinstance(read, Problem):
        return _Read(Known(name, piece.place, look, whole, None, read.message, read.line), None)
    record = record_of(read, piece.language)
    return _Read(Known(name, piece.place, look, whole, read.slug, read.note or None, read.note_line), record)
