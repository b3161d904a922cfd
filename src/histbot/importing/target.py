"""The folder that articles are imported into: names, front matter, and what is there from an earlier run.

A hidden journal in the folder says which file came from where. Written a line at a time behind each article, it lets a
run that was stopped go on; what a curator changed by hand, or wrote, is never written over.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from histbot.errors import OutputError
from histbot.timeline.exports import write_file

if TYPE_CHECKING:
    from pathlib import Path

    from histbot.importing.found import Draft

JOURNAL = ".histbot-import.jsonl"
_LONGEST = 120  # bytes of a file's stem: with its suffix and a number well below the 255 of file systems
_HEAD = ("title", "url", "license", "language", "revision", "author")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d|index|readme)\Z")  # no files on Windows; no names of their own


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the journal."""

    origin: str
    revision: str
    file: str
    digest: str


class Target:
    """Writes drafts into a folder, each as a file of its own."""

    def __init__(self, folder: Path, *, dry: bool = False) -> None:
        self._folder, self._dry = folder, dry
        self._entries = _journal(folder / JOURNAL)
        self._taken = {file.stem.casefold() for file in folder.iterdir()} if folder.is_dir() else set()

    def has(self, origin: str, revision: str) -> bool:
        """Tell whether this state of an origin was taken over, and is still there."""
        entry = self._entries.get(origin)
        return entry is not None and entry.revision == revision and (self._folder / entry.file).is_file()

    def write(self, origin: str, revision: str, draft: Draft) -> tuple[str, str | None]:
        """Write a draft; gives its file's name, and that of the article it was put beside, if its name was taken.

        Raises `OutputError` if it can't be written; then nothing of it is there.
        """
        content = article_file(draft)
        wanted = slug(draft.title)
        before = self._entries.get(origin)
        own = before is not None and self._untouched(before)
        stem = before.file.removesuffix(".md") if before and own else self._free(wanted)
        self._taken.add(stem.casefold())
        entry = _Entry(origin, revision, f"{stem}.md", _digest(content))
        if not self._dry:
            self._put(entry, content)
        self._entries[origin] = entry
        return entry.file, None if own or stem == wanted else f"{wanted}.md"

    def _put(self, entry: _Entry, content: str) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(f"{self._folder}: can't be made: {error.strerror}; name another folder") from None
        write_file(self._folder / entry.file, content)
        journal = self._folder / JOURNAL
        try:
            with journal.open("a", encoding="utf-8", newline="\n") as lines:
                lines.write(json.dumps(asdict(entry), ensure_ascii=False) + "\n")
        except OSError as error:
            raise OutputError(f"{journal}: can't be written: {error.strerror}; make room and go on") from None

    def _untouched(self, entry: _Entry) -> bool:
        """Tell whether a file is as it was imported; one that was taken away has its name free."""
        file = self._folder / entry.file
        return not file.exists() or _digest(file.read_text(encoding="utf-8", errors="replace")) == entry.digest

    def _free(self, wanted: str) -> str:
        number, stem = 1, wanted
        while stem.casefold() in self._taken:
            number += 1
            stem = f"{wanted}-{number}"
        return stem


def article_file(draft: Draft) -> str:
    """Write a draft as the file of an article."""
    head = {key: value for key in _HEAD if (value := _CONTROL.sub("", getattr(draft, key) or "").strip())}
    lines = (f"{key}: {json.dumps(' '.join(value.split()), ensure_ascii=False)}" for key, value in head.items())
    text = unicodedata.normalize("NFC", _CONTROL.sub("", draft.text)).strip()
    return "\n".join(("---", *lines, "---", "", text, ""))


def slug(title: str) -> str:
    """Give the stem of an article's file: small letters without accents, figures, hyphens."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", title.casefold()) if not "\u0300" <= char <= "\u036f")
    words = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", bare)).strip("-")
    short = words.encode()[:_LONGEST].decode(errors="ignore").strip("-")
    return f"{short or 'article'}-article" if not short or _RESERVED.match(short) else short


def _digest(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def _journal(file: Path) -> dict[str, _Entry]:
    """Read the journal; a line that a stop left half is none."""
    entries: dict[str, _Entry] = {}
    if not file.is_file():
        return entries
    for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            said: dict[str, Any] = json.loads(line)
            entries[said["origin"]] = _Entry(**{key: str(said[key]) for key in _Entry.__slots__})
        except (ValueError, KeyError, TypeError):
            continue
    return entries
