"""Which files the named sources are."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from histbot.errors import Problem
from histbot.importing.formats import SUFFIXES, suffix_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ARTICLES = (".md", ".markdown", ".mdx", ".txt", ".rst", ".org")


def files_in(sources: Iterable[Path], problems: list[Problem]) -> Iterator[Path]:
    """Give the files of all sources that can be imported, each once; what can't be, of those named, is a problem."""
    seen: set[Path] = set()
    for source in sources:
        files = _below(source) if source.is_dir() else [source]
        for file in files:
            if (resolved := file.resolve()) in seen:
                continue
            seen.add(resolved)
            if why := _why_not(file):
                problems.append(Problem(str(file), why))
            else:
                yield file


def _below(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        files = (Path(root, name) for name in sorted(names) if not name.startswith("."))
        yield from (file for file in files if suffix_of(file) and file.is_file())


def _why_not(file: Path) -> str | None:
    if not file.exists():
        return "there is no such file"
    if not file.is_file():
        return "is no file but a pipe or a device"
    if suffix_of(file):
        return None
    if file.name.lower().endswith(_ARTICLES):
        return "needs no import; put it into the folder as it is"
    return f"is of no kind that can be imported ({' '.join(SUFFIXES)})"
