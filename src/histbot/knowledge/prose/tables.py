"""Facts in tables and definition lists that Markdown has no mark for: HTML's, and tables drawn with `+---+`.

Each row comes out as a line of its own, in its place, with what the headings say beside it, as those of wikitext do.
A table that lays out a page (tables within tables, paragraphs in cells) is left to be read as prose.

Known limits: a cell over several rows belongs to its first; a heading over several columns counts once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from histbot.knowledge.article.article import Span
from histbot.knowledge.article.markup import plain

_PART = re.compile(
    r"<(?P<close>/?)(?P<tag>table|caption|tr|th|td|dl|dt|dd)\b(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>", re.IGNORECASE
)
_LAID_OUT = re.compile(r"<(?:p|div|h[1-6]|ul|ol|table|dl|blockquote|img)\b", re.IGNORECASE)
_LONGEST_ROW = 500  # characters that people see: more is prose
_GRID = re.compile(r"^[ \t]*\+(?:[-=]+\+)+[ \t]*\n(?:[ \t]*[|+][^\n]*[|+][ \t]*(?:\n|\Z))+", re.MULTILINE)
_RULED = re.compile(
    r"^(?P<rule>={2,}(?:[ ]+={2,})+)[ \t]*\n(?P<head>\S[^\n]*\n)(?P=rule)[ \t]*\n"
    r"(?P<body>(?:\S[^\n]*\n)+?)(?P=rule)[ \t]*$",
    re.MULTILINE,
)

Row = tuple[Span, str]


@dataclass(slots=True)
class _Table:
    """A table or a definition list, as far as it has been read."""

    start: int
    caption: str = ""
    heads: list[str] = field(default_factory=list)
    cells: list[tuple[str, int, int]] = field(default_factory=list)
    """The row's: what each is (th, td, dt, dd), where its text begins and ends."""
    rows: list[Row] = field(default_factory=list)


def read_tables(text: str) -> tuple[str, tuple[Row, ...]]:
    """Give the text with each row of a table in a paragraph of its own, as long as before, and the rows."""
    rows: list[Row] = []
    lowered = text.lower()
    if "<table" in lowered or "<dl" in lowered:
        text = _html(text, rows)
    if "+--" in text:
        text = _GRID.sub(lambda match: _grid(match, rows), text)
    if "=  =" in text or "= =" in text:
        text = _RULED.sub(lambda match: _ruled(match, rows), text)
    return text, tuple(sorted(rows))


def _html(text: str, rows: list[Row]) -> str:
    out, position = [], 0
    table: _Table | None = None
    for part in _PART.finditer(text):
        tag, ends = part["tag"].lower(), bool(part["close"])
        if tag in ("table", "dl"):
            if table and ends:
                _take(text, table, part, "tr", ends=True)
            if table and ends and table.rows:
                out += [text[position : table.start], _in_rows(text, table, part.end())]
                rows += table.rows
                position = part.end()
            table = None if ends else _Table(part.start())
        elif table:
            _take(text, table, part, tag, ends=ends)
    return "".join([*out, text[position:]])


def _take(text: str, table: _Table, part: re.Match[str], tag: str, *, ends: bool) -> None:
    """Read one tag of a table; its cells need not be closed."""
    if tag == "caption" and ends:
        table.caption = plain(text[table.cells[-1][1] : part.start()]) if table.cells else ""
        table.cells = []
    elif table.cells and table.cells[-1][2] < 0:
        kind, start, _ = table.cells[-1]
        table.cells[-1] = kind, start, part.start()
    if tag == "tr" or (tag == "dt" and not ends):
        _end_row(text, table)
    if not ends and tag != "tr":
        table.cells.append((tag, part.end(), -1))
    elif tag == "dd":
        _end_row(text, table)


def _end_row(text: str, table: _Table) -> None:
    cells = [(kind, *_trimmed(text, start, end)) for kind, start, end in table.cells if end > 0]
    cells = [each for each in cells if plain(text[each[1] : each[2]])]
    table.cells = []
    kinds = {kind for kind, _, _ in cells}
    if kinds == {"th"}:
        table.heads += [plain(text[start:end]) for _, start, end in cells]
        return
    if len(cells) < 2 or not kinds & {"td", "dd"}:  # noqa: PLR2004  # one cell is no row
        return
    start, end = cells[0][1], cells[-1][2]
    if not _LAID_OUT.search(text, start, end) and len(plain(text[start:end])) <= _LONGEST_ROW:
        key = plain(text[start : cells[0][2]]) if cells[0][0] in ("th", "dt") else ""
        table.rows.append((Span(start, end), ", ".join(filter(None, [table.caption, *table.heads, key]))))


def _in_rows(text: str, table: _Table, end: int) -> str:
    """Write a table as its rows, apart from what stands around it; what is in none of them is not seen."""
    out = list(re.sub(r"[^\n]", " ", text[table.start : end]))
    out[:2] = out[-2:] = "\n\n"  # where its tags were
    for span, _ in table.rows:
        row = _PART.sub(lambda match: " " * len(match[0]), span.of(text))
        out[span.start - table.start : span.end - table.start] = row.replace("\n", " ")
    return "".join(out)


def _grid(match: re.Match[str], rows: list[Row]) -> str:
    """Write a table drawn with `+---+`; a cell of several lines is a row for each."""
    lines, begin = match[0].split("\n"), match.start()
    has_head = any("+=" in line for line in lines)
    heads: list[str] = []
    for place, line in enumerate(lines):
        start, end = _trimmed(line, 0, len(line), " \t|")
        if "+=" in line:
            has_head = False
        elif line.lstrip().startswith("+"):
            lines[place] = ""
        elif has_head:
            heads += [plain(cell) for cell in line.strip(" \t|").split("|")]
        elif start < end:
            rows.append((Span(begin + start, begin + end), ", ".join(filter(None, heads))))
        begin += len(line) + 1
    return _only(match, rows)


def _ruled(match: re.Match[str], rows: list[Row]) -> str:
    """Write reStructuredText's simple table."""
    heads = ", ".join(plain(cell) for cell in re.split(r"[ ]{2,}", match["head"].strip()))
    begin = match.start("body")
    for line in match["body"].splitlines(keepends=True):
        rows.append((Span(begin, begin + len(line.rstrip())), heads))
        begin += len(line)
    return _only(match, rows)


def _only(match: re.Match[str], rows: list[Row]) -> str:
    """Leave nothing but the rows of what a table was drawn with."""
    out = list(re.sub(r"[^\n]", " ", match[0]))
    for span, _ in rows:
        if match.start() <= span.start < match.end():
            first, last = span.start - match.start(), span.end - match.start()
            out[first:last] = match[0][first:last]
    return "".join(out)


def _trimmed(text: str, start: int, end: int, blanks: str = " \t\n") -> tuple[int, int]:
    while start < end and text[start] in blanks:
        start += 1
    while end > start and text[end - 1] in blanks:
        end -= 1
    return start, end
