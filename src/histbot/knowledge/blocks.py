"""Cut an article's text into passages under their headings.

markdown-it says which lines are paragraphs, lists, quotations, tables and code (its inline half is left out:
spans are wanted, not HTML); what a reader would not quote is passed over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from histbot.knowledge.article import Passage, Span
from histbot.knowledge.markup import plain
from histbot.knowledge.sentences import split_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it import MarkdownIt

LONGEST = 1500  # characters of a passage: about 250 words, what an embed and a reader can take
SHORTEST = 60  # below, a passage joins its neighbour: a list of names is no answer
_MARKER = re.compile(r"[ \t]*(?:>[ \t]?|[-*+][ \t]+|\d{1,9}[.)][ \t]+)*")
_NO_PROSE = re.compile(
    r"(?:__\w+__|NOTOC|\W*|.{0,120}\.(?:jpe?g|png|svg|gif|tiff?)\b.{0,80})", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item or quotation, under its headings."""

    span: Span
    """Where it stands, list and quotation marks at its start left out."""
    section: tuple[str, ...]
    """The headings above it."""


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table").disable(["inline", "text_join", "reference"], ignoreInvalid=True)


def read_blocks(text: str) -> Iterator[Block]:
    """Give the blocks of prose of a Markdown text, in order."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    headings: list[tuple[int, str]] = []
    in_heading = in_table = 0
    for token in _parser().parse(text):
        if token.type == "heading_open":
            in_heading = int(token.tag[1])
        elif token.type in ("table_open", "table_close"):
            in_table += token.nesting
        elif token.type == "inline" and token.map and in_heading:
            headings = [(level, title) for level, title in headings if level < in_heading]
            headings.append((in_heading, plain(token.content)))
            in_heading = 0
        elif token.type == "inline" and token.map and not in_table:
            end = min(starts[token.map[1]] - 1, len(text))
            start = _MARKER.match(text, starts[token.map[0]], end).end()  # type: ignore[union-attr]  # matches nothing too
            if start < end and not _NO_PROSE.fullmatch(plain(text[start:end])):
                yield Block(Span(start, end), tuple(title for _, title in headings))


def read_passages(slug: str, text: str) -> tuple[Passage, ...]:
    """Cut an article's text into passages: long blocks at sentence ends, tiny ones with their neighbours."""
    groups: list[tuple[tuple[str, ...], list[Span]]] = []
    for block in read_blocks(text):
        sentences = [each for each in split_sentences(text, block.span.start, block.span.end) if plain(each.of(text))]
        if not sentences:
            continue
        if groups and groups[-1][0] == block.section and _joins(groups[-1][1], sentences):
            groups[-1][1].extend(sentences)
        else:
            groups += [(block.section, part) for part in _parts(sentences)]
    return tuple(
        Passage(f"{slug}#{number}", slug, Span(sentences[0].start, sentences[-1].end), section, tuple(sentences))
        for number, (section, sentences) in enumerate(groups, 1)
    )


def _joins(before: Sequence[Span], after: Sequence[Span]) -> bool:
    tiny = min(_length(before), _length(after)) < SHORTEST
    return tiny and after[-1].end - before[0].start <= LONGEST


def _length(sentences: Sequence[Span]) -> int:
    return sentences[-1].end - sentences[0].start


def _parts(sentences: list[Span]) -> Iterator[list[Span]]:
    parts = -(-_length(sentences) // LONGEST)
    wanted = _length(sentences) / parts
    part: list[Span] = []
    for sentence in sentences:
        if part and sentence.end - part[0].start > wanted and parts > 1:
            yield part
            part = []
        part.append(sentence)
    if part:
        yield part
