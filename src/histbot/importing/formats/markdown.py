"""HTML to Markdown as histbot reads it best: markdownify, after what an article's facts need done beforehand.

Infoboxes and definition lists become `**Key:** value` items, which are read as facts; a page's beginning in a book
stays as `<!-- page 12 -->`; pictures with their captions, reference marks and what a wiki puts around an article go.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_GONE = (
    "script, style, noscript, template, svg, form, button, iframe, nav, img, picture, audio, video, figure, "
    "math annotation, sup.reference, .mw-editsection, .mw-cite-backlink, .mw-jump-link, .mw-indicators, "
    ".mw-empty-elt, .reflist, ol.references, .navbox, .vertical-navbox, .sidebar, .ambox, .metadata, .noprint, "
    ".hatnote, .shortdescription, .toc, #toc, .thumb, .gallery, .catlinks, .printfooter, .sistersitebox, "
    ".authority-control, #siteSub, #contentSub, .pagenum-hidden, "
    '[role="doc-noteref"], [role="doc-backlink"], [role="doc-toc"], [role="navigation"], [hidden]'
)
_MARKS = '[role="doc-pagebreak"], span[id], a[id], a[name], span.pagenum, div[id]'
_PAGE = re.compile(r"(?:page|pg|p)[._ -]*(?P<number>\d{1,5}|[ivxlc]+)\Z", re.IGNORECASE)
_LABEL = re.compile(r"\W*(?:(?:page|pg|p)[._ -]*)?(?P<number>\d{1,5}|[ivxlc]+)\W*\Z", re.IGNORECASE)
_BEGINS = re.compile("\ue000([^\ue001]*)\ue001 ?")
_EMPTY = re.compile(rb"<(span|a|div|i|b|em|p|td)\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)/>")
_LINES = re.compile(r"\n{3,}")
_YEAR = re.compile(r"^(\d{3,4})(?=\. )", re.MULTILINE)
_MARK = re.compile(r"(?P<number>\d{1,9})(?=[.)](?:\s|$))|(?=[#>|]|[-+*][ \t]|={2,}|-{3,}|~~~|```)")


def soup_of(markup: str | bytes) -> BeautifulSoup:
    """Read a page, however broken, in whichever encoding it says; an empty element of XHTML ends where it begins."""
    from bs4 import BeautifulSoup

    raw, known = (markup.encode(), "utf-8") if isinstance(markup, str) else (markup, None)
    return BeautifulSoup(_EMPTY.sub(rb"<\1\2></\1>", raw), "lxml", from_encoding=known)


def to_markdown(element: Tag) -> str:
    """Write what a reader sees of an element as Markdown; the element is used up."""
    from markdownify import markdownify

    for gone in element.select(_GONE):
        if not gone.decomposed:
            gone.decompose()
    for mark in element.select(_MARKS):
        _mark_page(mark)
    for terms in element.find_all("dl"):
        _as_facts(terms, _terms(terms))
    for table in element.find_all("table"):
        _as_facts(table, _infobox(table))
    text = markdownify(
        str(element), heading_style="ATX", bullets="-", strip=["a", "small"], escape_misc=False, table_infer_header=True
    )
    text = _BEGINS.sub(lambda mark: f"{page_mark(mark[1])} ", text.replace("\xa0", " "))
    return years_kept(_LINES.sub("\n\n", text).strip())


def years_kept(text: str) -> str:
    """Write a paragraph that begins with a year so that it is no item of a list: `1938. In this year`."""
    return _YEAR.sub(r"\1\\", text)


def literal(paragraph: str) -> str:
    """Write a paragraph of plain text so that Markdown takes nothing at its beginning for a mark."""
    match = _MARK.match(paragraph)
    return paragraph if match is None else f"{match[0]}\\{paragraph[match.end() :]}"


def page_mark(number: object) -> str:
    """Write that a page begins here."""
    return f"<!-- page {number} -->"


def _mark_page(mark: Tag) -> None:
    """Put the page's mark where a book says that one begins."""
    said = f"{mark.get('epub:type')} {mark.get('role')} {mark.get('class')}"
    shown = str(mark.get("title") or mark.get("aria-label") or mark.get_text())
    label, name = _LABEL.match(shown), _PAGE.match(str(mark.get("id") or mark.get("name") or ""))
    if not ("pagebreak" in said or "pagenum" in said or (name and (not mark.get_text().strip() or label))):
        return
    page = (label or name or {"number": ""})["number"]
    mark.replace_with(f"\ue000{page}\ue001" if page else "")


def _as_facts(element: Tag, facts: list[tuple[str, str]]) -> None:
    """Write an element as a list of facts, if it holds some."""
    from bs4 import BeautifulSoup

    if not facts:
        return
    soup = BeautifulSoup("", "lxml")
    listed = soup.new_tag("ul")
    for name, value in facts:
        item, key = soup.new_tag("li"), soup.new_tag("b")
        key.string = f"{name.strip(' :*')}:"
        item.extend([key, f" {value}"])
        listed.append(item)
    element.replace_with(listed)


def _terms(terms: Tag) -> list[tuple[str, str]]:
    """Give the terms of a definition list with what is said of them."""
    facts: list[tuple[str, str]] = []
    name = ""
    for each in terms.find_all(("dt", "dd")):
        if each.name == "dt":
            name = words_of(each)
        elif words_of(each):
            facts.append((name, words_of(each)))
    return facts if all(name for name, _ in facts) else []


def _infobox(table: Tag) -> list[tuple[str, str]]:
    """Give the facts of a table that is one name and one value a line; none if it is another kind of table."""
    facts = []
    for row in table.find_all("tr"):
        cells = row.find_all(("th", "td"), recursive=False)
        if len(cells) == 1:
            continue
        if [cell.name for cell in cells] != ["th", "td"]:
            return []
        if words_of(cells[0]) and words_of(cells[1]):
            facts.append((words_of(cells[0]), words_of(cells[1])))
    return facts


def words_of(element: Tag) -> str:
    """Give an element's words on one line; the items of a list and lines apart."""
    for item in element.find_all(("li", "br")):
        item.insert_before("; ")
    return " ".join(element.get_text().split()).strip("; ").replace(" ;", ";")
