"""Which files have changed since they were read: by time and size, then by what is in them.

A file is looked at before and after it is read, and what changed meanwhile, or a moment ago, is not believed to be
unchanged the next time: clocks are coarse, and some are set back.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from pathlib import Path

_FRESH = 2_000_000_000  # nanoseconds: file systems tell times apart from two seconds on (FAT)


class Known(NamedTuple):
    """What the library knows of a file."""

    name: str
    """Its name, relative to the folder."""
    place: int
    """Its place among the files: of two that would be one article, the first is."""
    signature: str
    """Size and times when it was read; empty if they tell nothing."""
    digest: bytes
    """Digest of what was in it; empty if it changed while it was read."""
    slug: str | None
    """The slug of the article that it is, or would be if another file were not; none if it can't be read."""
    problem: str | None
    """Why it is no article."""
    line: int | None
    """The line of the problem."""


def known_files(connection: sqlite3.Connection) -> dict[str, Known]:
    """Give what the library knows of the files, by name."""
    rows = connection.execute("SELECT name, place, signature, digest, slug, problem, line FROM files")
    return {row[0]: Known(*row) for row in rows}


def unchanged(root: Path, files: Iterable[Path], known: dict[str, Known]) -> bool:
    """Tell whether the files are those that are known, by their times and sizes alone."""
    names = {name_of(file, root): file for file in files}
    return names.keys() == known.keys() and all(
        known[name].signature and known[name].signature == signature(file) for name, file in names.items()
    )


def name_of(file: Path, root: Path) -> str:
    """Give a file's name, relative to the folder."""
    return file.relative_to(root).as_posix()


def signature(file: Path) -> str:
    """Say what can be said of a file without reading it; empty if it is gone."""
    try:
        status = file.stat()
    except OSError:
        return ""
    return f"{status.st_size}-{status.st_mtime_ns}-{status.st_ctime_ns}-{status.st_ino}"


def settled(before: str, after: str, now: int | None = None) -> str:
    """Give the signature of a file that was read between two looks; empty if it tells nothing."""
    if not before or before != after:
        return ""
    modified = max(int(part) for part in after.split("-")[1:3])
    age = (time.time_ns() if now is None else now) - modified
    return after if age > _FRESH else ""


def digest(file: Path) -> bytes:
    """Digest what is in a file; empty if it can't be read."""
    import hashlib

    try:
        return hashlib.sha256(file.read_bytes()).digest()
    except OSError:
        return b""
