"""Whether the files of a tantivy index are as they were written, which tantivy can tell but never asks.

Each file of a segment ends with a checksum of itself, a JSON object before two numbers: its length and a mark (tantivy,
`src/directory/footer.rs`). Its Python package does not offer to compare them. A file is read for that once, and then
believed by size, times and inode, as articles are: else a million passages would cost each start a fifth of a second.

Known limit: what changes in a file without its times (a medium that decays) is not found out.
"""

from __future__ import annotations

import contextlib
import json
import os
import struct
from typing import TYPE_CHECKING
from zlib import crc32

from histbot.library.updating.scan import signature

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_END = struct.Struct("<II")  # the length of the JSON object, and the mark
_MARK = 1337
_PIECE = 1 << 20  # bytes read at a time
_NOTED = "checked.json"


def check(folder: Path) -> None:
    """Compare the checksums of files that are new since the last check; raises `ValueError` for one that is damaged."""
    noted = _noted(folder)
    signed = {file.name: signature(file) for file in _files(folder)}
    for name, known in signed.items():
        if known and noted.get(name) != known and not _is_whole(folder / name):
            raise ValueError(f"{name} is damaged")
    if signed != noted:
        _note(folder, signed)


def _files(folder: Path) -> Iterator[Path]:
    """Give the files of the segments in use: a killed writer may have left others, cut off anywhere."""
    try:
        segments = json.loads((folder / "meta.json").read_bytes())["segments"]
    except FileNotFoundError:
        return
    for segment in segments:
        deleted = segment["deletes"] and f".{segment['deletes']['opstamp']}.del"
        for file in folder.glob(f"{segment['segment_id'].replace('-', '')}.*"):
            if file.suffix != ".del" or file.name.endswith(deleted or "/"):
                yield file


def _is_whole(file: Path) -> bool:
    """Tell whether a file's checksum is right; also if it was taken away meanwhile, which is another's business."""
    try:
        with file.open("rb") as opened:
            size = opened.seek(0, os.SEEK_END)
            opened.seek(size - _END.size)
            length, mark = _END.unpack(opened.read())
            if mark != _MARK:
                return False
            opened.seek(size - _END.size - length)
            expected = json.loads(opened.read(length))["crc"]
            opened.seek(0)
            left, found = size - _END.size - length, 0
            while left > 0:
                piece = opened.read(min(_PIECE, left))
                found, left = crc32(piece, found), left - len(piece)
    except FileNotFoundError:
        return True
    except (OSError, ValueError, KeyError, struct.error):
        return False
    return bool(found == expected)


def _noted(folder: Path) -> dict[str, str]:
    try:
        found = json.loads((folder / _NOTED).read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _note(folder: Path, signed: dict[str, str]) -> None:
    fresh = folder / f"{_NOTED}.{os.getpid()}"
    with contextlib.suppress(OSError):  # then it is read once more
        fresh.write_text(json.dumps(signed), encoding="utf-8")
        fresh.replace(folder / _NOTED)
