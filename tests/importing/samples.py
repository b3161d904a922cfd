"""Documents of every kind to import, made here: nothing that a person wrote needs to lie in the repository."""

from __future__ import annotations

import ctypes
import textwrap
import zipfile
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_LINES, _WIDTH = 38, 80
_LEADING, _SIZE, _TOP, _LEFT = 16, 11, 720, 72


def make_pdf(file: Path, paragraphs: Sequence[str], head: str = "A History of Tarn") -> list[str]:
    """Write paragraphs (`# …` is a heading) as a PDF with running heads, hyphens, page numbers; give each page."""
    import pypdfium2
    from pypdfium2 import raw

    pages = _pages(paragraphs)
    document = pypdfium2.PdfDocument.new()
    for number, lines in enumerate(pages, 1):
        page = document.new_page(595, 842)
        placed = [(head, 9, 790.0, _LEFT + 150), (str(number), 9, 40.0, 290)]
        placed += [
            (text, size, _TOP - _LEADING * place, _LEFT + indent) for place, (text, size, indent) in enumerate(lines)
        ]
        for text, size, height, left in placed:
            if not text:
                continue
            shown = raw.FPDFPageObj_NewTextObj(document, b"Helvetica", ctypes.c_float(size))
            raw.FPDFText_SetText(
                shown, ctypes.cast(ctypes.create_string_buffer((text + "\0").encode("utf-16-le")), raw.FPDF_WIDESTRING)
            )
            raw.FPDFPageObj_Transform(shown, 1, 0, 0, 1, left, height)
            raw.FPDFPage_InsertObject(page, shown)
        page.gen_content()
    document.save(file)
    return [" ".join(text for text, _, _ in lines) for lines in pages]


def _pages(paragraphs: Sequence[str]) -> list[list[tuple[str, int, int]]]:
    """Give each page's lines, with their size and their indent."""
    lines: list[tuple[str, int, int]] = []
    for paragraph in paragraphs:
        if paragraph.startswith("# "):
            lines += [("", _SIZE, 0), (paragraph[2:], 16, 0), ("", _SIZE, 0)]
            continue
        for number, line in enumerate(_broken(paragraph)):
            lines.append((line, _SIZE, 0 if number else 14))
    return [lines[start : start + _LINES] for start in range(0, len(lines), _LINES)]


def _broken(paragraph: str) -> list[str]:
    """Break a paragraph into lines, its long words by hyphens as printers do."""
    lines, line = [], ""
    for word in paragraph.encode("cp1252", "replace").decode("cp1252").split():
        room = _WIDTH - len(line) - 2
        if len(line) + len(word) < _WIDTH:
            line = f"{line} {word}".strip()
        elif word.isalpha() and word.islower() and len(word) > 8 and room > 3:
            cut = min(room, len(word) - 3)
            lines.append(f"{line} {word[:cut]}-")
            line = word[cut:]
        else:
            lines.append(line)
            line = word
    return [*lines, line]


def make_epub(file: Path, chapters: Mapping[str, str], page: int = 2000, **said: str) -> None:
    """Write chapters of paragraphs (`## …` is a heading) as a book with a printed page every `page` characters."""
    parts = {f"c{number}.xhtml": (title, text) for number, (title, text) in enumerate(chapters.items(), 1)}
    items = "".join(
        f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"/>' for n, name in enumerate(parts)
    )
    spine = "".join(f'<itemref idref="i{n}"/>' for n in range(len(parts)))
    metadata = "".join(f"<dc:{key}>{escape(value)}</dc:{key}>" for key, value in said.items())
    number, written = 1, 0
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
        )
        archive.writestr(
            "OPS/book.opf",
            '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/">{metadata}</metadata><manifest>{items}</manifest>'
            f"<spine>{spine}</spine></package>",
        )
        for name, (title, text) in parts.items():
            body = [f"<h1>{escape(title)}</h1>"]
            for paragraph in text.split("\n\n"):
                if paragraph.startswith("#"):
                    body.append(f"<h2>{escape(paragraph.lstrip('# '))}</h2>")
                    continue
                mark = ""
                if written >= number * page:
                    number = written // page + 1
                    mark = f'<span epub:type="pagebreak" id="page{number}" title="{number}"/>'
                written += len(paragraph)
                body.append(f"<p>{mark}{escape(paragraph)}</p>")
            archive.writestr(
                f"OPS/{name}",
                f'<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head>'
                f"<title>{escape(title)}</title></head><body>{''.join(body)}</body></html>",
            )


def make_zim(file: Path, pages: Mapping[str, str], categories: Mapping[str, Sequence[str]] | None = None) -> None:
    """Write pages of HTML bodies, by title, with libzim's own writer."""
    from libzim.writer import Creator, Hint, Item, StringProvider

    class Page(Item):  # type: ignore[misc, unused-ignore]  # the library has no types
        def __init__(self, path: str, title: str, body: str) -> None:
            super().__init__()
            self._path, self._title, self._body = path, title, body

        def get_path(self) -> str:
            return self._path

        def get_title(self) -> str:
            return self._title

        def get_mimetype(self) -> str:
            return "text/html"

        def get_contentprovider(self) -> StringProvider:
            return StringProvider(self._body)

        def get_hints(self) -> dict[Hint, int]:
            return {Hint.FRONT_ARTICLE: 1}

    with Creator(str(file)) as creator:
        for title, body in pages.items():
            path = title.replace(" ", "_")
            link = f"https://en.wikipedia.org/wiki/{path}"
            html = (
                f'<html><head><title>{escape(title)}</title><link rel="canonical" href="{link}"></head>'
                f'<body><h1 id="firstHeading">{escape(title)}</h1>'
                f'<div class="mw-parser-output">{body}</div></body></html>'
            )
            creator.add_item(Page(path, title, html))
        for name, titles in (categories or {}).items():
            links = "".join(f'<a href="./{title.replace(" ", "_")}">{title}</a>' for title in titles)
            creator.add_item(
                Page(f"Category:{name.replace(' ', '_')}", f"Category:{name}", f"<html><body>{links}</body></html>")
            )
        for key, value in {"Language": "eng", "License": "CC BY-SA 4.0", "Date": "2024-05-01", "Title": "Tarn"}.items():
            creator.add_metadata(key, value)


def make_export(file: Path, pages: Mapping[str, str], more: str = "") -> None:
    """Write pages of wikitext, by title, as MediaWiki exports them."""
    written = "".join(
        f"<page><title>{escape(title)}</title><ns>0</ns><id>{number}</id><revision><id>{1000 + number}</id>"
        f"<timestamp>2024-05-01T00:00:00Z</timestamp><contributor><username>A</username><id>1</id></contributor>"
        f"<model>wikitext</model><format>text/x-wiki</format>"
        f'<text xml:space="preserve">{escape(text, quote=False)}</text></revision></page>'
        for number, (title, text) in enumerate(pages.items(), 1)
    )
    file.write_text(
        '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="en"><siteinfo>'
        "<sitename>Tarnpedia</sitename><dbname>tarn</dbname><base>https://tarn.example/wiki/Main_Page</base>"
        "<generator>MediaWiki 1.42</generator><case>first-letter</case><namespaces>"
        '<namespace key="0" case="first-letter"/><namespace key="1" case="first-letter">Talk</namespace>'
        f"</namespaces></siteinfo>{written}{more}</mediawiki>",
        encoding="utf-8",
    )


def wrapped(text: str) -> list[str]:
    """Give the paragraphs of a plain text."""
    return [" ".join(textwrap.dedent(each).split()) for each in text.split("\n\n") if each.strip()]
