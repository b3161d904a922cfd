"""The values that everything else speaks of: article, passage, sentence, and where a quote stands.

They hold spans, not copies: `article.text[start:end]` is the thing, so a quote can't drift from its source.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import quote as percent_encode

from histbot.knowledge.article.markup import has_markup, plain, plain_with_offsets

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_PAGE_BEGINS = "<!-- page "  # what an import of a book writes where a page begins
_PAGE = re.compile(rf"{_PAGE_BEGINS}([\w-]+) -->")
_FRAGMENT_WORDS = 5  # words at either end of a text fragment: enough to be unique, short enough for a link


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of an article's text, in characters."""

    start: int
    """The offset of the first character."""
    end: int
    """The offset behind the last character."""

    def of(self, text: str) -> str:
        """Cut the stretch out of `text`."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Tell whether `other` lies within."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of an article, and where they stand in it."""

    text: str
    """The words, verbatim: `article.text[span.start:span.end]`."""
    span: Span
    """Their place in the article's text."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A stretch of an article as people read it, and the way back into the article."""

    text: str
    """The words, without markup."""
    start: int
    """Where the stretch begins in the article's text."""
    offsets: tuple[int, ...] | None
    """Where each character of `text` stands in the stretch; none where there was no markup."""

    def place(self, start: int, end: int) -> Span:
        """Give the place in the article of `text[start:end]`, which is not empty."""
        if self.offsets is None:
            return Span(self.start + start, self.start + end)
        return Span(self.start + self.offsets[start], self.start + self.offsets[end - 1] + 1)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph-sized stretch of an article: the unit of retrieval."""

    id: str
    """The article's slug and the passage's number in it, from 1: `slug#3`."""
    article: str
    """The slug of its article."""
    span: Span
    """Where it stands in the article's text."""
    section: tuple[str, ...]
    """The headings above it, the outermost first, without markup."""
    sentences: tuple[Span, ...]
    """Its sentences, in order; together they cover everything in it that may be quoted."""
    contexts: tuple[str, ...] = ()
    """What each sentence leaves to what stands above it, as words to be found by, never quoted: whom a section is
    about, the items above an item, the headings of a table; empty where no sentence leaves anything out."""


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a quote stands."""

    article: str
    """The article's slug."""
    title: str
    """The article's title."""
    section: str | None
    """The path of headings, and the page of a book whose pages are marked, joined with ` › `; none above the first."""
    file: str
    """The file's name, relative to the knowledge folder."""
    line: int
    """The line of the file on which the quote begins, from 1."""
    span: Span
    """The quote's place in the article's text."""
    url: str | None
    """The source, with a text fragment that opens it at the quote."""
    license: str | None
    """The licence that the article's file names."""


@dataclass(frozen=True, slots=True)
class Article:
    """One source file in the knowledge folder."""

    slug: str
    """The file's stem: its name in commands and in JSON."""
    title: str
    """The title in the front matter, else the first top heading, else the slug in words."""
    text: str = field(repr=False)
    """What the file says under the front matter, and from the first fact in that on, as NFC with `\\n` line ends."""
    file: str
    """The file's name, relative to the knowledge folder."""
    first_line: int = 1
    """The line of the file on which `text` begins, from 1."""
    url: str | None = None
    """Where the source can be read."""
    license: str | None = None
    """The licence it stands under."""
    language: str = "en"
    """Its language, as an ISO 639-1 code; empty if none is said and its text, short or mixed, does not tell."""
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Other names of things, from the front matter: name to its other names."""
    note: str = ""
    """What is to be said of how the file was read, though it was; empty if nothing."""
    note_line: int | None = None
    """The line of the file that the note is of."""
    passages: Sequence[Passage] = field(default=(), repr=False)
    """Its passages, in the order of the text."""

    def line_of(self, offset: int) -> int:
        """Give the line of the file, from 1, on which the character at `offset` stands."""
        return self.first_line + self.text.count("\n", 0, offset)

    def quote(self, span: Span) -> Quote:
        """Give the words at `span`."""
        return Quote(span.of(self.text), span)

    def shown(self, span: Span) -> Shown:
        """Give the words at `span` as people read them."""
        text = span.of(self.text)
        if not has_markup(text):
            return Shown(text, span.start, None)
        characters = plain_with_offsets(text)
        return Shown("".join(char for char, _ in characters), span.start, tuple(offset for _, offset in characters))

    def _page(self, offset: int) -> tuple[str, ...]:
        """Give the page on which the character at `offset` stands, where the text marks its pages."""
        before = self.text.rfind(_PAGE_BEGINS, 0, offset + 1)
        number = _PAGE.match(self.text, before) if before >= 0 else None
        return (f"p. {number[1]}",) if number else ()

    def cite(self, passage: Passage, span: Span) -> Citation:
        """Say where `span`, which lies in `passage`, stands."""
        return Citation(
            article=self.slug,
            title=self.title,
            section=" › ".join((*passage.section, *self._page(span.start))) or None,
            file=self.file,
            line=self.line_of(span.start),
            span=span,
            url=self.url and _opened_at(self.url, plain(span.of(self.text))),
            license=self.license,
        )


def quote_json(quote: Quote | None) -> dict[str, Any] | None:
    """Write a quote as the JSON of every command."""
    if quote is None:
        return None
    return {"text": quote.text, "start": quote.span.start, "end": quote.span.end}


def citation_json(cited: Citation | None) -> dict[str, Any] | None:
    """Write a citation as the JSON of every command."""
    if cited is None:
        return None
    return {
        "article": cited.article,
        "title": cited.title,
        "section": cited.section,
        "file": cited.file,
        "line": cited.line,
        "start": cited.span.start,
        "end": cited.span.end,
        "url": cited.url,
        "license": cited.license,
    }


def _opened_at(url: str, quote: str) -> str:
    """Write the address that opens a page at `quote`; one that has a fragment already keeps it."""
    fragment = _text_fragment(quote)
    return url + (fragment.removeprefix("#") if "#" in url else fragment)


def _text_fragment(quote: str) -> str:
    """Write the fragment that makes a browser scroll to `quote` (WICG, scroll-to-text-fragment)."""
    words = quote.split()
    if not words:
        return ""
    parts = [words] if len(words) <= 2 * _FRAGMENT_WORDS else [words[:_FRAGMENT_WORDS], words[-_FRAGMENT_WORDS:]]
    # A hyphen and a comma have a meaning of their own in a text directive.
    return "#:~:text=" + ",".join(percent_encode(" ".join(part), safe="").replace("-", "%2D") for part in parts)
