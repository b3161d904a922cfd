"""Cut a page into blocks of prose, items, rows and notes, under what stands above them.

markdown-it says which lines are paragraphs, lists, quotations, tables and code (its inline half is left out:
spans are wanted, not HTML); what a reader would not quote is passed over. Indented lines are prose: books and notes
indent, and code is fenced.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from histbot.knowledge.article.article import Span
from histbot.knowledge.article.markup import plain
from histbot.knowledge.prose.page import label_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from histbot.knowledge.prose.page import Page

_LONGEST_LABEL = 120  # characters of what may name the things under it
_SECTIONS = 8  # the level of a label that is no heading; the books and parts that chapters stand in are one above
_LONGEST_TITLE = 400  # characters of what stands under "CHAPTER IV"
_CHAPTER = re.compile(
    r"[\W_]*(?:(?P<book>book|part|volume|buch|teil|livre|libro|kniha|księga|книга|часть)"
    r"|chapter|letter|lecture|kapitel|chapitre|cap[ií]tulo|capitolo|kapitola|rozdzia[łl]|глава|розділ)"
    r"\s+(?:the\s+)?(?:[ivxlc]+|\d{1,3}|[a-z]+(?:st|nd|rd|th)|one|two|three|four|five|six|seven|eight|nine|ten)[\W_]*",
    re.IGNORECASE,
)
_ASKED = re.compile(  # Q: When was the bell cast?
    r"[ \t>*_]*(?:Q|Question|Frage)[ ]?\d{0,3}[.:)][*_ \t]*"
    r"(?P<question>[^\n?]{5,200}(?:\n[^\n?]{1,200})?\?)[*_]*[ \t]*(?:\n|\Z)"
)
_SLANTED = re.compile(r"(?P<mark>[_*]{1,2})(?=\S)[^_*]+(?P=mark)")
_UNENDED = re.compile(r"[^\W\d_a-zß-ÿ][^\n]{2,100}[^\s.!?:;,]")
# 21. června 1621 … · 4. Mai 1919 …: no item, but a day with a dot, in the languages that write it so
_MONTHS = (
    r"(?:led(?:na|en)|únor|břez|dub(?:na|en)|květ(?:na|en)|červ(?:na|en)|srp(?:na|en)|září|říj(?:na|en)|listop|prosin"
    r"|janu[aá]r|jänner|febru[aá]r|märz|marca|apr[ií]l|mai|m[aá]ja|j[uú]n[ia]|j[uú]l[ia]|august|septemb|o[kc]t[oó]b"
    r"|novemb|de[cz]emb)\w*[ \t]"
)
_MARKER = re.compile(
    rf"[ \t]*(?:>[ \t]?|[-*+][ \t]+|(?!\d\d?\.[ \t]+(?i:{_MONTHS}))\d{{1,9}}[.)][ \t]+)*(?:\[[ xX/-]\][ \t]+)?[ \t]*"
)
_NO_PROSE = re.compile(
    r"(?:__\w+__|NOTOC|\W*|.{0,120}\S\.(?:jpe?g|png|svg|gif|tiff?)\b.{0,80})", re.IGNORECASE | re.DOTALL
)
_BOLD_LINE = re.compile(r"[ \t>]*(\*\*|__)(?P<label>[^*_\n]+)\1[ \t]*:?[ \t]*")
_CAPITALS = re.compile(r"[^a-zß-ÿ\n]*[A-Z]{2}[^a-zß-ÿ\n]*[^a-zß-ÿ\n.!]")
_CALLOUT = re.compile(r"[ \t>]*\[!(?P<kind>[\w-]+)\][+-]?[ \t]*(?P<title>[^\n]*)")
_SOURCES = re.compile(
    r"(?:sources?|references?|bibliography|further reading|external links?|works cited|literature|see also|quellen"
    r"|literatur|einzelnachweise|weblinks|bibliographie|références|reference|literatura|prameny|odkazy|источники"
    r"|литература|ссылки|примечания|джерела)\b[\w &]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item, quotation, row of a table, or note, under what stands above it."""

    span: Span
    """Where it stands, list and quotation marks at its start left out."""
    section: tuple[str, ...]
    """The headings above it."""
    kind: str = "prose"
    """prose, item, row, or note."""
    context: str = ""
    """What names it besides headings: the items it is an item of, the headings of its table, a callout's title."""


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    unwanted = ["inline", "text_join", "reference", "code", "html_block"]
    return MarkdownIt("commonmark").enable("table").disable(unwanted, ignoreInvalid=True)


def read_blocks(page: Page) -> Iterator[Block]:
    """Give the blocks of a page, in order."""
    yield from _Walk(page).blocks(_parser().parse(page.text))


@dataclass(slots=True)
class _Walk:
    """What is known at one place of the page."""

    page: Page
    starts: list[int] = field(default_factory=lambda: [0])
    headings: list[tuple[int, str]] = field(default_factory=list)
    nest: list[str] = field(default_factory=list)
    """The items, quotations and lists around this place: what each is named by."""
    listed: int = 0
    label: str = ""
    """What the paragraph before said of the list that follows."""
    untitled: bool = False
    """Whether a chapter has just begun that has a number only."""
    columns: list[str] = field(default_factory=list)
    head: bool = False

    def blocks(self, tokens: Sequence[Token]) -> Iterator[Block]:
        for line in self.page.text.split("\n"):
            self.starts.append(self.starts[-1] + len(line) + 1)
        heading = 0
        for place, token in enumerate(tokens):
            if token.type == "heading_open":
                heading = int(token.tag[1])
            elif token.type == "inline" and heading:
                self._enter(heading, plain(token.content))
                heading, self.untitled = 0, _CHAPTER.fullmatch(self.headings[-1][1]) is not None
            elif token.type == "inline" and token.map and not self.columns:
                yield from self._paragraph(token, tokens[place + 2 : place + 3])
            else:
                yield from self._structure(token)

    def _structure(self, token: Token) -> Iterator[Block]:
        """Follow lists, quotations and tables."""
        kind = token.type
        if kind in ("list_item_open", "blockquote_open"):
            self.nest.append("")
        elif kind in ("bullet_list_open", "ordered_list_open"):
            self.listed += 1
            self.nest.append(self.label if self.listed == 1 else "")
        elif kind.endswith(("list_item_close", "blockquote_close", "_list_close")):
            self.listed -= kind.endswith("_list_close")
            self.nest.pop()
        elif kind in ("table_open", "table_close"):
            self.columns = [""] if token.nesting > 0 else []
        elif kind in ("thead_open", "thead_close"):
            self.head = token.nesting > 0
        elif kind == "tr_open" and token.map:
            yield from self._row(token.map[0])

    def _enter(self, level: int, title: str) -> None:
        self.headings = [(above, name) for above, name in self.headings if above < level]
        self.headings.append((level, title))
        self.label, self.untitled = "", False

    @property
    def _section(self) -> tuple[str, ...]:
        return tuple(title for _, title in self.headings)

    def _context(self, *more: str) -> str:
        return " › ".join(part for part in (*self.nest, *more) if part)

    def _row(self, line: int) -> Iterator[Block]:
        start, end = self.starts[line], min(self.starts[line + 1] - 1, len(self.page.text))
        row = self.page.text[start:end]
        start += len(row) - len(row.lstrip(" \t>|"))
        end -= len(row) - len(row.rstrip(" \t|"))
        if self.head:
            self.columns = ["", *(plain(cell) for cell in row.strip(" \t>|").split("|"))]
        elif start < end and not _NO_PROSE.fullmatch(plain(self.page.text[start:end])):
            yield Block(Span(start, end), self._section, "row", self._context(", ".join(filter(None, self.columns))))

    def _paragraph(self, token: Token, behind: Sequence[Token]) -> Iterator[Block]:
        assert token.map is not None  # noqa: S101  # asked before
        end = min(self.starts[token.map[1]] - 1, len(self.page.text))
        start = self.starts[token.map[0]]
        if callout := _CALLOUT.match(self.page.text, start, end):
            self.nest[-1:] = [label_of(callout["title"])] if self.nest else []
            start = min(callout.end() + 1, end)
        if asked := _ASKED.match(self.page.text, start, end):
            self._enter(_SECTIONS, label_of(asked["question"]))
            start = asked.end()
        start = _MARKER.match(self.page.text, start, end).end()  # type: ignore[union-attr]  # matches nothing too
        while start < end and self.page.text[start].isspace():
            start += 1
        shown = plain(self.page.text[start:end])
        opens_list = bool(behind) and behind[0].type in ("bullet_list_open", "ordered_list_open", "blockquote_open")
        if start >= end or _NO_PROSE.fullmatch(shown) or self._is_label(start, end, shown, opens_list=opens_list):
            return
        rows = self._rows_in(start, end)
        kind = "note" if start in self._notes else "item" if self.listed else "prose"
        if not rows and not (self.listed and self._of_sources()):
            yield Block(Span(start, end), self._section, kind, self._context())
        yield from (Block(span, self._section, "row", self._context(said)) for span, said in rows)
        self.label = label_of(shown) if shown.endswith(":") and len(shown) <= _LONGEST_LABEL else ""
        if self.listed and self.nest and not self.nest[-1]:
            self.nest[-1] = label_of(shown.split("\n")[0])[:_LONGEST_LABEL]

    def _is_label(self, start: int, end: int, shown: str, *, opens_list: bool) -> bool:
        """Take a bold line, a line of capitals, or a question before a list for what names the blocks under it."""
        line = self.page.text[start:end].strip()
        if self._titles(line, shown):
            return True
        if (chapter := _CHAPTER.fullmatch(line)) and not self.listed:
            self._enter(_SECTIONS - bool(chapter["book"]), label_of(line))
            self.untitled = True
            return True
        bold = _BOLD_LINE.fullmatch(line) is not None and not shown.endswith((".", "!"))
        named = bold or _CAPITALS.fullmatch(line) is not None or (opens_list and shown.endswith("?"))
        if not named or self.listed or len(shown) > _LONGEST_LABEL:
            return False
        self._enter(_SECTIONS, label_of(line))
        return True

    def _titles(self, line: str, shown: str) -> bool:
        """Put a chapter's title to its number, if this is one: a line in italics, or without an end, just below."""
        untitled, self.untitled = self.untitled, False
        slanted = _SLANTED.fullmatch(line) is not None and len(line) <= _LONGEST_TITLE
        if not untitled or not (slanted or _UNENDED.fullmatch(line)) or _CHAPTER.fullmatch(line):
            return False
        level, number = self.headings[-1]
        self._enter(level, f"{number}: {label_of(shown)}")
        return True

    def _of_sources(self) -> bool:
        return bool(self.headings) and _SOURCES.fullmatch(self.headings[-1][1].strip(" :")) is not None

    @property
    def _notes(self) -> frozenset[int]:
        return self.page.notes

    def _rows_in(self, start: int, end: int) -> Sequence[tuple[Span, str]]:
        """Give the facts that a paragraph of the page is made of."""
        rows = self.page.rows
        first = bisect_left(rows, (Span(start, start), ""))
        last = bisect_left(rows, (Span(end, end), ""))
        return rows[first:last]
