"""Wikitext as Markdown, character by character: headings, tables, infoboxes; other templates are blanked out.

For pages saved as they stand in the editor's window; `histbot import` reads whole exports with a library. Spans must
stay true to the file, which no parser of wikitext offers.
"""

from __future__ import annotations

import re

from histbot.knowledge.article.article import Span
from histbot.knowledge.article.markup import plain

_HEADING = re.compile(r"^(={2,6})[ \t]*([^=\n][^\n]*?)[ \t]*\1[ \t]*$", re.MULTILINE)
_MARKS = re.compile(r"'''|\{\{|\[\[|^\{\|", re.MULTILINE)
_MARKDOWN = re.compile(r"^#{1,6} ", re.MULTILINE)
_TEMPLATE = re.compile(r"\{\{|\}\}")
_BOX = re.compile(r"\{\{\s*(?:[\w ]*box|[A-Z]\w+ infobox)\b[^|{}]*", re.IGNORECASE)
_PARAMETER = re.compile(r"^[ \t]*\|[ \t]*(?P<key>[\w ()/-]+?)[ \t]*=[ \t]*(?P<value>[^\n]*\S)[ \t]*$", re.MULTILINE)
_NAME = re.compile(
    r"^[ \t]*\|[ \t]*(?:(?:official_|native_|common_|ship )?name|title|conflict)[ \t]*=[ \t]*([^\n]*\S)",
    re.MULTILINE | re.IGNORECASE,
)
_NO_FACT = re.compile(
    r".*(?:image|caption|website|footnote|signature|module|width|size|style|colou?r|icon|logo)|.*\b(?:alt|map|coord\w*|latd?|long)\b",
    re.IGNORECASE,
)
_TABLE = re.compile(r"^\{\|.{0,50000}?^\|\}", re.MULTILINE | re.DOTALL)
_LINE = re.compile(r"^(?P<mark>\{\||\|\}|\|-|\|\+|!|\|)(?P<rest>[^\n]*)$", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\s*(?:[\w-]+\s*=\s*(?:\"[^\"]*\"|\w+)\s*)+\|(?!\|)")
_CATEGORY = re.compile(
    r"^\[\[(?:Category|Kategorie|Catégorie|Categoría|Категория|[a-z]{2,3}):[^\[\]\n]*\]\][ \t]*$", re.MULTILINE
)

Row = tuple[Span, str]


def is_wikitext(text: str) -> bool:
    """Tell whether a text is wikitext rather than Markdown."""
    has = bool(_HEADING.search(text)) or text.lstrip().startswith(("{{", "{|", "'''")) or "\n{|" in text
    return has and _MARKS.search(text) is not None and not _MARKDOWN.search(text)


def read_wikitext(text: str) -> tuple[str, tuple[Row, ...]]:
    """Give wikitext as Markdown of the same length, and the facts in its infoboxes and tables."""
    rows: list[Row] = []
    text = _templates(text, rows)
    text = _TABLE.sub(lambda match: _table(match, rows), text)
    text = _CATEGORY.sub(lambda match: " " * len(match[0]), text)
    return _HEADING.sub(_as_heading, text), tuple(sorted(rows))


def _as_heading(match: re.Match[str]) -> str:
    level = len(match[1])
    return f"{'#' * level} {match[2]}".ljust(len(match[0]))[: len(match[0])] if len(match[0]) > level else match[0]


def _templates(text: str, rows: list[Row]) -> str:
    """Blank templates out; the facts of an infobox stay."""
    pieces, depth, begin, position = [], 0, 0, 0
    for match in _TEMPLATE.finditer(text):
        if match[0] == "{{":
            begin = match.start() if not depth else begin
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                pieces += [text[position:begin], _template(text[begin : match.end()], begin, rows)]
                position = match.end()
    return "".join([*pieces, text[position:]])


def _template(text: str, begin: int, rows: list[Row]) -> str:
    blank = re.sub(r"[^\n]", " ", text)
    if not _BOX.match(text):
        return text if "\n" not in text and "|" in text and _said(text) else blank
    name = _NAME.search(text)
    for match in _PARAMETER.finditer(text):
        start, end = match.start("key"), match.end("value")
        if not _NO_FACT.match(match["key"]) and plain(match["value"]):
            rows.append((Span(begin + start, begin + end), plain(name[1]) if name else ""))
            # A line of its own, so a paragraph of its own: the bar before it becomes the end of the one before.
            blank = f"{blank[: start - 1]}\n{text[start:end]}{blank[end:]}"
    return blank


def _said(text: str) -> bool:
    return plain(text) != ""


def _table(match: re.Match[str], rows: list[Row]) -> str:
    """Write the rows of a table as paragraphs."""
    table, begin = match[0], match.start()
    out = list(re.sub(r"[^\n]", " ", table))
    heads: list[str] = []
    named: list[str] = []  # the row's cells that are headings
    first = last = -1

    def end_row() -> None:
        nonlocal first, last
        if first >= 0:
            out[first:last] = table[first:last]
            rows.append((Span(begin + first, begin + last), ", ".join(heads)))
        else:
            heads.extend(named)
        named.clear()
        first = last = -1

    begun = 0
    for line in _LINE.finditer(table):
        start = line.start("rest")
        if attributes := _ATTRIBUTES.match(line["rest"]):
            start += attributes.end()
        cells = table[start : line.end("rest")].strip()
        if line["mark"] in ("|-", "|}", "{|"):
            end_row()
        elif line["mark"] == "|+":
            heads.insert(0, plain(cells))
        elif cells:
            start = table.index(cells, start)
            begun = begun if named or first >= 0 else start
            if line["mark"] == "!":
                named += [plain(cell) for cell in re.split(r"!!|\|\|", cells) if plain(cell)]
            else:
                first = begun if first < 0 else first
            last = start + len(cells)
    end_row()
    return "".join(out)
