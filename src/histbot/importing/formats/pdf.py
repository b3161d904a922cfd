"""PDF, by pdfium: lines with their size and place on the page, put together to what an author wrote.

A PDF knows glyphs and places only. What is a paragraph, a heading, a running head is read off the lines: their size
beside the size of most, their gaps, and that a running head stands on many pages. Each page's beginning stays in the
text as `<!-- page 12 -->`, in front of the first sentence that begins there, so that no sentence is cut.

Known limits: columns come as the file has them; tables come as lines; a heading in the size of the text is a paragraph,
unless the file's own outline names it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from histbot.importing.formats.packed import digest
from histbot.importing.formats.pdf_pages import Leaf, Line, as_markdown, key_of
from histbot.importing.found import Draft, Found, name_in_words, short_language
from histbot.knowledge.folder.decoding import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from histbot.importing.found import Wanted

_LARGEST = 1_000_000_000  # bytes
_FEW = 20  # letters a page: a scan has a stamp or a number at most
_PASSWORD = 4  # FPDF_ERR_PASSWORD
_HYPHENS = ("\ufffe", "\x02")  # what pdfium gives for a hyphen at a line's end


def read(file: Path, wanted: Wanted) -> Iterator[Found]:  # noqa: ARG001  # a reader's own shape
    """Give the document."""
    import pypdfium2  # noqa: F401  # missing, it is said at once

    yield Found("", digest(file), lambda: _draft(file))


def _draft(file: Path) -> Draft:
    document = _opened(file)
    try:
        leaves = [_leaf(document, number) for number in range(len(document))]
        letters = sum(len(line.text) for leaf in leaves for line in leaf.lines)
        if letters < _FEW * max(len(leaves), 1):
            raise UnreadableError("holds pictures only: a scan without text; let an OCR program put the text in first")
        said = {key: " ".join(str(value).split()) for key, value in document.get_metadata_dict().items()}
        outline = {key_of(item.get_title()): item.level + 1 for item in document.get_toc(max_depth=5)}
        language = _language(document)
    finally:
        document.close()
    title, text = as_markdown(leaves, outline)
    return Draft(_title(said.get("Title", "")) or title or name_in_words(file), text, language=language)


def _opened(file: Path) -> Any:
    import pypdfium2

    if file.stat().st_size > _LARGEST:
        raise UnreadableError(f"has more than {_LARGEST:,} bytes; split it")
    try:
        return pypdfium2.PdfDocument(file)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "assword" in str(error):
            raise UnreadableError("is locked with a password; save it without") from None
        raise UnreadableError("is a broken PDF; fetch it again") from None


def _leaf(document: Any, number: int) -> Leaf:
    """Read the lines of a page, with the size of their letters and where they stand; of a broken page, none."""
    import pypdfium2

    label = str(number + 1)
    try:
        label = document.get_page_label(number) or label
        page = document[number]
        text = page.get_textpage()
        lines = tuple(_lines(text))
        height = page.get_height()
        text.close()
        page.close()
    except pypdfium2.PdfiumError:
        return Leaf(label, (), 1.0)
    return Leaf(label, lines, height)


def _lines(page: Any) -> Iterator[Line]:
    """Give the lines of a page in its order."""
    from pypdfium2 import raw

    letters: list[str] = []
    first = 0
    for place in range(page.count_chars()):
        code = raw.FPDFText_GetUnicode(page, place)
        char = chr(code) if code < 0x110000 else ""  # noqa: PLR2004  # no code point
        if char == "\n" or (char in _HYPHENS and letters):
            if char in _HYPHENS:
                letters.append("-")
            if (line := "".join(letters)).strip():
                yield _line(page, raw, line, first)
            letters = []
        elif char not in "\r\0":
            if not letters:
                first = place
            letters.append(char)
    if (line := "".join(letters)).strip():
        yield _line(page, raw, line, first)


def _line(page: Any, raw: Any, text: str, first: int) -> Line:
    first += len(text) - len(text.lstrip())
    left, bottom, right, top = page.get_charbox(first)
    last = min(first + len(text.strip()) - 1, page.count_chars() - 1)
    return Line(
        text.strip(),
        round(raw.FPDFText_GetFontSize(page, first), 1),
        left,
        bottom,
        top,
        page.get_charbox(last)[2] or right,
    )


def _language(document: Any) -> str | None:
    import ctypes

    from pypdfium2 import raw

    if not hasattr(raw, "FPDFCatalog_GetLanguage"):
        return None
    size = raw.FPDFCatalog_GetLanguage(document, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFCatalog_GetLanguage(document, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return short_language(buffer.raw.decode("utf-16-le", "ignore").strip("\0"))


def _title(said: str) -> str:
    """Give the title that the file says, if a person wrote it: programs put file names there."""
    made = said.lower().endswith(
        (".doc", ".docx", ".pdf", ".indd", ".tex", ".odt", ".qxd", ".dvi")
    ) or said.lower().startswith("microsoft word")
    return "" if made or said.lower() in ("untitled", "title", "unknown") else said
