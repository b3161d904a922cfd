"""OpenDocument texts, by odfdo, which writes them as Markdown itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from histbot.importing.formats.markdown import years_kept
from histbot.importing.formats.packed import digest, part, unpacked
from histbot.importing.found import Draft, Found, name_in_words, short_language
from histbot.knowledge.folder.decoding import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from histbot.importing.found import Wanted

_HEADING = re.compile(r"\A\s*# (?P<title>[^\n]+)\n")
_ENCRYPTED = b"manifest:encryption-data"


def read(file: Path, wanted: Wanted) -> Iterator[Found]:  # noqa: ARG001  # a reader's own shape
    """Give the document."""
    import odfdo  # noqa: F401  # missing, it is said at once

    yield Found("", digest(file), lambda: _draft(file))


def _draft(file: Path) -> Draft:
    import odfdo

    with unpacked(file) as archive:
        if "META-INF/manifest.xml" in archive.namelist() and _ENCRYPTED in part(archive, "META-INF/manifest.xml"):
            raise UnreadableError("is locked with a password; save it without")
        part(archive, "content.xml")  # what is too large or missing is said in our words
        pictures = any(name.startswith("Pictures/") for name in archive.namelist())
    try:
        document = odfdo.Document(str(file))
        said, text = document.meta, document.to_markdown()
    except (KeyError, ValueError, TypeError, AttributeError, OSError) as error:
        raise UnreadableError(f"is a broken document ({error}); save it anew") from None
    if not isinstance(text, str) or not text.strip():
        raise UnreadableError("holds pictures only" if pictures else "holds no text")
    heading = _HEADING.match(text)
    title = said.title or (heading["title"].strip() if heading else "") or name_in_words(file)
    if heading and heading["title"].strip() == title:
        text = text[heading.end() :]
    return Draft(str(title), years_kept(text.strip()), language=short_language(said.language))
