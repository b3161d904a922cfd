"""Books: an EPUB is one article, its chapters in the order they are read in, its printed pages kept as places.

An EPUB is a list of pages of HTML, so that what reads these does the work; a library for the list alone (EbookLib,
under the AGPL) is not worth its licence.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from histbot.importing.formats.markdown import soup_of, to_markdown
from histbot.importing.formats.packed import digest, part, unpacked, xml
from histbot.importing.found import Draft, Found, license_name, name_in_words, short_language
from histbot.knowledge.folder.decoding import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from zipfile import ZipFile

    from lxml.etree import _Element

    from histbot.importing.found import Wanted

_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)
_NO_CHAPTER = re.compile(r"\b(?:nav|toc|contents|cover|titlepage|copyright)\b", re.IGNORECASE)
_LICENCE = re.compile(
    r"^\*\*\* ?END OF (?:THE|THIS) PROJECT GUTENBERG.*\Z"
    r"|\A.*?^\*\*\* ?START OF (?:THE|THIS) PROJECT GUTENBERG[^\n]*$",
    re.DOTALL | re.MULTILINE,
)


def read(file: Path, wanted: Wanted) -> Iterator[Found]:  # noqa: ARG001  # a reader's own shape
    """Give the book."""
    import bs4  # noqa: F401  # the readers of pages: missing, it is said at once
    import lxml  # noqa: F401
    import markdownify  # noqa: F401

    yield Found("", digest(file), lambda: _draft(file))


def _draft(file: Path) -> Draft:
    with unpacked(file) as archive:
        if "META-INF/encryption.xml" in archive.namelist() and b"enc#RC" not in part(
            archive, "META-INF/encryption.xml"
        ):
            _refuse_locked(archive)
        container = xml(part(archive, "META-INF/container.xml"))
        place = next(iter(container.xpath("//*[local-name()='rootfile']/@full-path")), None)
        if not place:
            raise UnreadableError("is a broken book: it does not say where its chapters are")
        book = xml(part(archive, str(place)))
        chapters = [text for name in _spine(book, str(place)) if (text := _chapter(archive, name))]
    text = _LICENCE.sub("", "\n\n".join(chapters)).strip()
    if not text:
        raise UnreadableError("holds pictures only")
    source = next(
        (each for key in ("source", "identifier") for each in _said(book, key) if re.match("https?://", each)), None
    )
    return Draft(
        title=next(_said(book, "title"), "") or name_in_words(file),
        text=text,
        url=source,
        license=license_name(next(_said(book, "rights"), None)),
        language=short_language(next(_said(book, "language"), None)),
        revision=next(iter(map(str, book.xpath("//*[@property='dcterms:modified']/text()"))), None),
        author=", ".join(_said(book, "creator")) or None,
    )


def _refuse_locked(archive: ZipFile) -> None:
    """Raise `UnreadableError` if chapters are encrypted; fonts may be."""
    locked = xml(part(archive, "META-INF/encryption.xml")).xpath("//*[local-name()='CipherReference']/@URI")
    if any(re.search(r"\.x?html?$", str(each)) for each in locked):
        raise UnreadableError("is locked (DRM); use a copy that is not")


def _said(book: _Element, key: str) -> Iterator[str]:
    """Give what the book says of itself under a key of Dublin Core."""
    found = book.xpath(f"//*[local-name()='metadata']//*[local-name()='{key}']")
    return (words for each in found if (words := " ".join("".join(each.itertext()).split())))


def _spine(book: _Element, place: str) -> Iterator[str]:
    """Give the names of the chapters' files, in order."""
    items = {str(each.get("id")): each for each in book.xpath("//*[local-name()='manifest']/*[local-name()='item']")}
    for reference in book.xpath("//*[local-name()='spine']/*[local-name()='itemref']"):
        item = items.get(str(reference.get("idref")))
        if (
            item is not None
            and item.get("media-type") in _PAGES
            and "nav" not in str(item.get("properties") or "").split()
        ):
            yield posixpath.normpath(posixpath.join(posixpath.dirname(place), unquote(str(item.get("href")))))


def _chapter(archive: ZipFile, name: str) -> str:
    """Give a chapter as Markdown, under its own title where it has no heading; nothing for a list of contents."""
    try:
        soup = soup_of(part(archive, name))
    except UnreadableError:
        return ""  # a chapter that is missing or broken takes no other with it
    title = " ".join(soup.title.get_text().split()) if soup.title else ""
    body = soup.body or soup
    links = sum(len(link.get_text()) for link in body.find_all("a"))
    if links > len(body.get_text()) / 2:
        return ""
    text = to_markdown(body)
    named = _HEADING.search(text) or not title or _NO_CHAPTER.search(posixpath.basename(name)) or title in text
    return text if named or not text else f"## {title}\n\n{text}"
