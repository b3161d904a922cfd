"""A file's bytes to text: UTF-8, UTF-16 where a mark or the bytes say so, else cp1252 with a word about it."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 10_000_000  # bytes of a file: thirty times the longest article of an encyclopaedia
_FEW_NULS = 0.01  # share of the bytes: with more, it is no text
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_MOSTLY = 0.4  # share of NUL bytes from which on every other one is: Latin letters in UTF-16


class UnreadableError(Exception):
    """What a file can't be read for; said so that its owner can mend it."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


def decoded(file: Path, root: Path) -> tuple[str, list[tuple[str, int]]]:
    r"""Give the text of a file below `root`, as NFC with `\\n` line ends, and what is to be said of how it was read.

    Raises `UnreadableError` for what is no text, too large, empty, or not below `root`.
    """
    raw = _bytes(file, root)
    notes: list[tuple[str, int]] = []
    text = _text(raw, notes)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        if text.count("\0") > len(text) * _FEW_NULS + 1:
            raise UnreadableError("holds NUL bytes: it is no text file", line)
        notes.append(("holds a NUL byte, which was read as a blank; save it anew", line))
        text = text.replace("\0", " ")
    if not text.strip():
        raise UnreadableError("is empty; write the article, or take the file away")
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")), notes


def _bytes(file: Path, root: Path) -> bytes:
    if not file.resolve().is_relative_to(root.resolve()):
        raise UnreadableError("is a link out of the knowledge folder; copy the file instead")
    if not file.is_file():
        raise UnreadableError("is no file but a pipe, a device or a link to nothing; take it away")
    try:
        size = file.stat().st_size
        if size > LARGEST:
            raise UnreadableError(f"has {size:,} bytes, more than {LARGEST:,}; split it")
        return file.read_bytes()
    except OSError as error:
        raise UnreadableError(f"can't be read: {error.strerror}; mend its permissions") from None


def _text(raw: bytes, notes: list[tuple[str, int]]) -> str:
    marked = _MARKS.get(raw[:2])
    half = raw.count(0) > len(raw) * _MOSTLY
    if marked or half:
        encoding = marked or ("utf-16-le" if raw[1:2] == b"\0" else "utf-16-be")
        notes.append((f"was read as {encoding.upper()}; save it as UTF-8", 1))
        return raw.decode(encoding, errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        what = f"is not UTF-8 (byte {raw[error.start]:#04x}) and was read as Windows-1252; save it as UTF-8"
        notes.append((what, line))
        return raw.decode("cp1252", errors="replace")
