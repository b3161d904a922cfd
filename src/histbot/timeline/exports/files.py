"""Write a file whole or not at all: who has the old one keeps it until the new one is there."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from uuid import uuid4

from histbot.errors import OutputError

_LONGEST = 100  # characters of a name that a name beside it repeats: file systems allow 255 bytes


def write_file(file: Path, content: str | bytes) -> None:
    """Write `content` (text as UTF-8, its line ends as they are); raises `OutputError` and leaves what was there."""
    data = content.encode("utf-8", errors="replace") if isinstance(content, str) else content
    try:
        if file.exists() and not file.is_file():  # /dev/stdout can't be replaced; a folder says what is wrong
            with file.open("wb") as out:
                out.write(data)
        else:
            _replace(Path(os.path.realpath(file)), data)  # a link stays a link
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or error
        raise OutputError(f"{file}: can't be written: {said}; name another file") from None


def _replace(target: Path, data: bytes) -> None:
    beside = target.with_name(f".{target.name[:_LONGEST]}.{uuid4().hex}.part")
    try:
        with beside.open("xb") as out:
            out.write(data)
        if target.exists():
            shutil.copymode(target, beside)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
