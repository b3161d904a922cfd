"""What a library was made by: any change of how files, words or dates are read makes it anew.

A digest of the sources, not a number that someone has to remember to raise.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from zlib import adler32, crc32

_PACKAGE = Path(__file__).resolve().parents[2]
_SUFFIXES = (".py", ".txt", ".json", ".toml")


@cache
def reading_version() -> bytes:
    """Digest all that decides what an article, its passages and its terms are."""
    parts = [_digest(room) for room in ("languages", "knowledge", "retrieval", "library")]
    parts += [unicodedata.unidata_version.encode(), _library("markdown_it"), _library("yaml"), _stemmer()]
    return _sum(b"\0".join(parts))


@cache
def dating_version() -> bytes:
    """Digest all that decides what the dates of an article are."""
    return _sum(reading_version() + _digest("timeline", but=("chart", "exports", "ranking")))


def _digest(room: str, but: tuple[str, ...] = ()) -> bytes:
    whole = b""
    for file in sorted(_PACKAGE.joinpath(room).rglob("*")):
        parts = file.relative_to(_PACKAGE / room).parts
        if file.suffix in _SUFFIXES and parts[0] not in but:
            whole += "/".join(parts).encode() + b"\0" + file.read_bytes()
    return _sum(whole)


def _sum(content: bytes) -> bytes:
    """Tell contents apart; nobody forges a version, and hashlib takes as long to load as all of this to read."""
    return b"%x-%x-%x" % (crc32(content), adler32(content), len(content))


def _library(name: str) -> bytes:
    """Read a library's first file, which says its version, without loading it: markdown-it takes as long as asking."""
    spec = find_spec(name)
    return Path(spec.origin).read_bytes() if spec and spec.origin else b""


def _stemmer() -> bytes:
    import Stemmer

    return str(Stemmer.version()).encode()
