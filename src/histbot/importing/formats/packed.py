"""Documents that are archives of files, `.docx`, `.odt`, `.epub`: opened with care."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from histbot.knowledge.folder.decoding import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml.etree import _Element

_LARGEST = 500_000_000  # bytes unpacked: an archive may say a thousand times what it weighs
_LARGEST_TEXT = 50_000_000  # bytes of one text in it


@contextmanager
def unpacked(file: Path) -> Iterator[ZipFile]:
    """Open an archive; raises `UnreadableError` for what is none, broken, locked, or a bomb."""
    try:
        with ZipFile(file) as archive:
            if sum(each.file_size for each in archive.infolist()) > _LARGEST:
                raise UnreadableError(f"holds more than {_LARGEST:,} bytes; split it")
            if any(each.flag_bits & 1 for each in archive.infolist()):
                raise UnreadableError("is locked with a password; save it without")
            yield archive
    except BadZipFile:
        raise UnreadableError("is a broken archive; fetch it again") from None


def part(archive: ZipFile, name: str) -> bytes:
    """Read one file of an archive; raises `UnreadableError` if it is missing, broken or too large."""
    try:
        if archive.getinfo(name).file_size > _LARGEST_TEXT:
            raise UnreadableError(f"holds a text of more than {_LARGEST_TEXT:,} bytes: {name}")
        return archive.read(name)
    except KeyError:
        raise UnreadableError(f"is a broken document: it lacks {name}") from None
    except (BadZipFile, OSError, EOFError, NotImplementedError, ValueError) as error:
        raise UnreadableError(f"is a broken archive ({name}: {error}); fetch it again") from None


def xml(raw: bytes) -> _Element:
    """Parse XML that refers to nothing outside itself; what is broken is read as far as it goes."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    root = etree.fromstring(raw, parser)
    if root is None:
        raise UnreadableError("is a broken document: no XML")
    return root


def digest(file: Path) -> str:
    """Give what changes when a file changes."""
    with file.open("rb") as raw:
        return hashlib.file_digest(raw, "sha256").hexdigest()[:16]
