"""Word documents, by mammoth, which knows their styles, lists, tables and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from histbot.importing.formats.markdown import soup_of, to_markdown
from histbot.importing.formats.packed import digest, part, unpacked, xml
from histbot.importing.found import Draft, Found, license_name, name_in_words, short_language
from histbot.knowledge.folder.decoding import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from zipfile import ZipFile

    from histbot.importing.found import Wanted

_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote:fresh
p[style-name='Intense Quote'] => blockquote:fresh
p[style-name='Caption'] => figure:fresh
"""
_CORE = "docProps/core.xml"


def read(file: Path, wanted: Wanted) -> Iterator[Found]:  # noqa: ARG001  # a reader's own shape
    """Give the document."""
    import bs4  # noqa: F401  # missing, it is said at once
    import mammoth  # noqa: F401
    import markdownify  # noqa: F401

    yield Found("", digest(file), lambda: _draft(file))


def _draft(file: Path) -> Draft:
    import mammoth

    with unpacked(file) as archive:
        part(archive, "word/document.xml")  # what is too large or missing is said in our words
        said = _properties(archive)
    with file.open("rb") as raw:
        try:
            html = mammoth.convert_to_html(raw, style_map=_STYLES, convert_image=lambda _: []).value
        except (KeyError, ValueError, IndexError, AttributeError, OSError) as error:
            raise UnreadableError(f"is a broken document ({error}); save it anew") from None
    soup = soup_of(html)
    heading = soup.find("h1")
    title = said.get("title") or (" ".join(heading.get_text().split()) if heading else "") or name_in_words(file)
    if heading and " ".join(heading.get_text().split()) == title:
        heading.decompose()
    text = to_markdown(soup)
    if not text:
        raise UnreadableError("holds pictures only" if "media/" in " ".join(archive.namelist()) else "holds no text")
    return Draft(title, text, license=license_name(said.get("rights")), language=short_language(said.get("language")))


def _properties(archive: ZipFile) -> dict[str, str]:
    """Give what the document says of itself, by the names of Dublin Core."""
    if _CORE not in archive.namelist():
        return {}
    return {str(each.tag).rpartition("}")[2]: " ".join((each.text or "").split()) for each in xml(part(archive, _CORE))}
