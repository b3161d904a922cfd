"""A wiki's XML export, by mwxml, a page at a time however large it is: one article a page, its newest revision."""

from __future__ import annotations

import re
from bz2 import BZ2File
from collections import deque
from functools import partial
from gzip import GzipFile
from typing import TYPE_CHECKING
from urllib.parse import quote
from xml.etree.ElementTree import ParseError

from histbot.importing.formats.wikitext import categories_of, to_article
from histbot.importing.found import Draft, Found, short_language, titled
from histbot.knowledge.folder.decoding import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import BufferedIOBase, BufferedReader
    from pathlib import Path

    from mwxml import Page, Revision

    from histbot.importing.found import Wanted

_HEAD = 4000  # bytes in which the root of an export stands
_LANGUAGE = re.compile(rb"<mediawiki\b[^<>]*\bxml:lang=\"([\w-]+)\"")
_BASE = re.compile(r"https?://\S+/")


def read(file: Path, wanted: Wanted) -> Iterator[Found]:
    """Give the articles of an export that are wanted; redirects, talk and the wiki's own pages are none."""
    import mwparserfromhell  # noqa: F401  # missing, it is said at once
    import mwxml

    with file.open("rb") as raw:
        export = _unpacked(raw, file.suffix.lower())
        try:
            head = export.read(_HEAD)
            if b"<mediawiki" not in head:
                raise UnreadableError("is XML, but no export of a MediaWiki")
            export.seek(0)
            dump = mwxml.Dump.from_file(export)
            language = match[1].decode() if (match := _LANGUAGE.search(head)) else None
            base = _BASE.match(getattr(dump.site_info, "base", None) or "")
            size = max(file.stat().st_size, 1)
            for page in dump:
                revision = _newest(page)
                if revision and _is_wanted(page, revision, wanted):
                    convert = partial(_draft, page.title, revision, base and base[0], language)
                    yield Found(page.title, str(revision.id), convert, min(raw.tell() / size, 1.0))
        except (ParseError, mwxml.errors.MalformedXML, EOFError, OSError, UnicodeDecodeError) as error:
            raise UnreadableError(f"is a broken export ({error}); what stands before that was read") from None


def _unpacked(raw: BufferedReader, suffix: str) -> BufferedIOBase:
    if suffix == ".bz2":
        return BZ2File(raw)
    return GzipFile(fileobj=raw) if suffix == ".gz" else raw


def _newest(page: Page) -> Revision | None:
    """Give the last revision of a page; an export with the whole history has many."""
    if page.namespace not in (0, None) or page.redirect:
        return None
    newest = deque(page, maxlen=1)
    return newest[0] if newest and newest[0].text else None


def _is_wanted(page: Page, revision: Revision, wanted: Wanted) -> bool:
    if not wanted.title(page.title):
        return False
    return wanted.category is None or wanted.category in map(titled, categories_of(revision.text))


def _draft(title: str, revision: Revision, base: str | None, language: str | None) -> Draft:
    text = to_article(revision.text)
    if not text:
        raise UnreadableError("holds no text")
    url = base + quote(title.replace(" ", "_"), safe="/:(),'!") if base else None
    return Draft(title, text, url, language=short_language(language), revision=str(revision.id))
