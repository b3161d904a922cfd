"""One file a format; a format's library is loaded when its first file is read."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from histbot.knowledge.folder.decoding import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from histbot.importing.found import Found, Reader, Wanted

__all__ = ["SUFFIXES", "reader_of", "suffix_of"]

_MODULES = {
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".xml": "mediawiki", ".xml.bz2": "mediawiki", ".xml.gz": "mediawiki",
    ".wiki": "wikitext", ".mediawiki": "wikitext",
    ".zim": "zim", ".docx": "docx", ".odt": "odt", ".epub": "epub", ".pdf": "pdf",
}  # fmt: skip
SUFFIXES = tuple(_MODULES)


def suffix_of(file: Path) -> str | None:
    """Give the suffix that says which reader a file is for; nothing if none can read it."""
    name = file.name.lower()
    return next((suffix for suffix in SUFFIXES if name.endswith(suffix)), None)


def reader_of(file: Path) -> Reader:
    """Give what reads a file of one of the `SUFFIXES`; without its library, it says which is missing."""
    read = cast("Reader", import_module(f"{__name__}.{_MODULES[str(suffix_of(file))]}").read)

    def reading(file: Path, wanted: Wanted) -> Iterator[Found]:
        try:
            yield from read(file, wanted)
        except ModuleNotFoundError as error:
            library = (error.name or "a library").partition(".")[0]
            raise UnreadableError(f"needs {library}; install it with: pip install 'histbot[import]'") from None

    return reading
