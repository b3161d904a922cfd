"""Kiwix archives, by libzim: Wikipedia offline, all of it, or the titles or the category that are wanted."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from histbot.importing.formats.html import page_draft
from histbot.importing.formats.markdown import soup_of
from histbot.importing.found import Found, license_name, short_language, titled
from histbot.knowledge.folder.decoding import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from histbot.importing.found import Draft, Wanted

_CATEGORIES = ("Category:{}", "A/Category:{}", "U/Category:{}")
_NAMED = re.compile(rb"Category:([^\"'<>#?]+)")


def read(file: Path, wanted: Wanted) -> Iterator[Found]:
    """Give the archive's pages that are wanted."""
    import bs4  # noqa: F401  # missing, it is said at once
    import markdownify  # noqa: F401
    from libzim.reader import Archive

    try:
        archive = Archive(file)
        uuid = str(archive.uuid)
        said = {name: _said(archive, name) for name in ("Language", "License", "Date")}
        for entry, done in _entries(archive, wanted):
            yield Found(entry.path, uuid, partial(_draft, entry, said), done)
    except RuntimeError as error:
        raise UnreadableError(f"is a broken archive ({error}); fetch it again") from None


def _entries(archive: Any, wanted: Wanted) -> Iterator[tuple[Any, float]]:
    """Give the pages of an archive, each with how much of it is read."""
    if wanted.category is not None:
        listed = _listed(archive, wanted.category)
    count = archive.all_entry_count
    for number in range(count):
        entry = archive._get_entry_by_id(number)  # noqa: SLF001  # libzim's only way through an archive
        if entry.is_redirect or not wanted.title(entry.title):
            continue
        item = entry.get_item()
        if not item.mimetype.startswith("text/html") or entry.path.startswith(
            ("Category:", "A/Category:", "U/Category:")
        ):
            continue
        if wanted.category is None or (entry.path in listed if listed else _is_in(item, wanted.category)):
            yield entry, (number + 1) / count


def _listed(archive: Any, category: str) -> frozenset[str]:
    """Give the pages that a category's own page leads to; none where the archive has no such page."""
    for form in _CATEGORIES:
        for name in (category, category.replace(" ", "_")):
            path = form.format(name)
            if archive.has_entry_by_path(path):
                page = soup_of(bytes(archive.get_entry_by_path(path).get_item().content))
                links = (str(link.get("href")) for link in page.find_all("a", href=True))
                return frozenset(normpath(join(dirname(path), unquote(link.partition("#")[0]))) for link in links)
    return frozenset()


def _is_in(item: Any, category: str) -> bool:
    """Tell whether a page says itself that it belongs to a category."""
    named = _NAMED.findall(bytes(item.content))
    return category in (titled(unquote(name.decode("utf-8", "replace"))) for name in named)


def _draft(entry: Any, said: dict[str, str | None]) -> Draft:
    try:
        draft = page_draft(bytes(entry.get_item().content), entry.title or PurePosixPath(entry.path).stem)
    except RuntimeError as error:
        raise UnreadableError(f"can't be unpacked ({error})") from None
    return replace(
        draft,
        license=draft.license or license_name(said["License"]),
        language=draft.language or short_language(said["Language"]),
        revision=draft.revision or said["Date"],
    )


def _said(archive: Any, name: str) -> str | None:
    """Give what an archive says of itself."""
    if name not in archive.metadata_keys:
        return None
    return bytes(archive.get_metadata(name)).decode("utf-8", "replace").strip() or None
