"""Which files of a folder may be articles, what they are called, and which are passed over and why."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from histbot.errors import KnowledgeError, Problem
from histbot.knowledge.article.markup import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

SUFFIXES = (
    ".md", ".markdown", ".mdown", ".mkd", ".mdx", ".txt", ".text", ".rst", ".org", ".html", ".htm", ".wiki",
    ".mediawiki",
)  # fmt: skip
_DOCUMENTS = (".pdf", ".docx", ".doc", ".odt", ".epub", ".rtf", ".zim", ".xml")
_NAMED = 10  # files of a kind that are named one by one


def list_files(path: Path) -> tuple[Path, list[Path]]:
    """Give the folder and its files that may be articles, in order; raises `KnowledgeError` if there is no such."""
    if not path.exists():
        raise KnowledgeError([Problem(str(path), "there is no such folder; make it, or name another with --knowledge")])
    return path if path.is_dir() else path.parent, articles_in(path)


def same_name(file: str, first: str) -> Problem:
    """Say that two files would be one article: the first is."""
    return Problem(file, f"has the same name as {first}; rename one of them")


def nothing_in(path: Path) -> Problem:
    """Say that there is nothing to answer from."""
    return Problem(str(path), f"holds no article that can be read; put {SUFFIXES[0]} or .txt files into it")


def articles_in(path: Path) -> list[Path]:
    """Give the regular files that may be articles, in order: below a folder, or the one that `path` is."""
    if path.is_file():
        return [path]
    return sorted(file for file in _below(path) if _is_text(file) and file.is_file())


def passed_over(path: Path) -> list[Problem]:
    """Name the files that are no articles, and say why; where they are many of a kind, only how many."""
    if path.is_file():
        return []
    others = [file for file in sorted(_below(path)) if not (_is_text(file) and file.is_file())]
    kinds = Counter(file.suffix.lower() for file in others)
    said = [Problem(visible(file.relative_to(path).as_posix()), _why(file), kept=True)
            for file in others if kinds[file.suffix.lower()] <= _NAMED]  # fmt: skip
    many = ((kind, count) for kind, count in sorted(kinds.items()) if count > _NAMED)
    return said + [Problem(f"{count} {visible(kind) or 'nameless'} files", _why(Path(f"x{kind}"), one=False), kept=True)
                   for kind, count in many]  # fmt: skip


def longer_slug(name: str) -> str:
    """Give the slug of a file whose stem another has: with its folders, or with its suffix where it lies in none."""
    path = PurePosixPath(name)
    parts = (*path.parent.parts, path.stem) if path.parent.parts else (path.stem, path.suffix.lstrip("."))
    return "-".join(parts)


def _below(path: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(folder, name) for name in names if not name.startswith("."))


def _is_text(file: Path) -> bool:
    return file.name.lower().endswith(SUFFIXES)


def _why(file: Path, *, one: bool = True) -> str:
    if one and _is_text(file):
        return "passed over: no file but a pipe, a device or a link to nothing"
    if file.suffix.lower() in _DOCUMENTS:
        return "passed over: no text file; save it as .md, .html or .txt to have it read"
    return "passed over: no article"
