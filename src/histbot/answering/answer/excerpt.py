"""A passage as people see it: without markup, the quote and its highlight told apart, cut to a length."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from histbot.knowledge import plain, plain_with_offsets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from histbot.answering.answer.answer import Answer
    from histbot.knowledge import Article, Knowledge, Passage, Span

_FEW = 200  # characters that tell a passage from others


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters that look the same."""

    text: str
    """The characters, without markup."""
    kind: str
    """plain, quote or highlight."""


def excerpt(
    article: Article, passage: Passage, quote: Span | None, highlight: Span | None, limit: int
) -> tuple[Piece, ...]:
    """Show `passage` around `quote` in at most `limit` characters, ellipses included."""
    text, offsets = _shown(passage.span.of(article.text))
    kinds = _runs(offsets, passage.span.start, quote, highlight)
    start, end = 0, len(text)
    if len(text) > limit:
        start, end = _cut(text, kinds, limit)
        start, end = start + (start > 0), end - (end < len(text))  # the ellipsis takes a place
    pieces = [(text[max(first, start) : min(last, end)], kind) for first, last, kind in kinds]
    pieces = [("…", "plain")] * (start > 0) + pieces + [("…", "plain")] * (end < len(text))
    runs = groupby((piece for piece in pieces if piece[0]), key=lambda piece: piece[1])
    return tuple(Piece("".join(part for part, _ in run), kind) for kind, run in runs)


def _shown(text: str) -> tuple[str, Sequence[int]]:
    """Give a text as people read it, and where each of its characters comes from."""
    shown = text.strip()
    if plain(text) == shown:  # as of most; else, each character is looked at
        return shown, range(text.find(shown), text.find(shown) + len(shown))
    pairs = plain_with_offsets(text)
    return "".join(char for char, _ in pairs), [offset for _, offset in pairs]


def _runs(offsets: Sequence[int], base: int, quote: Span | None, mark: Span | None) -> list[tuple[int, int, str]]:
    """Tell which characters are plain, quote and highlight: runs with their ends. Offsets never go back."""
    spans = [span for span in (quote, mark) if span]
    edges = {bisect_left(offsets, edge - base) for span in spans for edge in (span.start, span.end)}
    ends = sorted({0, len(offsets), *edges})
    return [(start, end, _kind(base + offsets[start], quote, mark)) for start, end in pairwise(ends)]


def _cut(text: str, kinds: list[tuple[int, int, str]], limit: int) -> tuple[int, int]:
    """Choose what is shown of a text that is longer than `limit`: the quote, and as much around it on both sides."""
    marked = [(start, end) for start, end, kind in kinds if kind != "plain"]
    first = marked[0][0] if marked else 0
    length = sum(end - start for start, end in marked)
    start = max(0, min(first - max(1, (limit - length) // 2), len(text) - limit))
    return _at_words(text, start, min(len(text), start + limit), first, first + length)


def _at_words(shown: str, start: int, end: int, first: int, last: int) -> tuple[int, int]:
    """Move the ends of a cut to where no word is cut, and not into what stands between `first` and `last`."""
    begun, ended, least = start, end, last if last <= end else start + 1  # what is longer is cut itself
    while 0 < begun < first and not shown[begun].isspace():
        begun += 1
    while least < ended < len(shown) and not shown[ended - 1].isspace():
        ended -= 1
    # What has no spaces, as Chinese, is cut where it was to be.
    return (begun if begun < first else start), (ended if ended > max(least, begun + 1) else end)


def nearest(answer: Answer, knowledge: Knowledge) -> tuple[str, str]:
    """Give the beginning of the passage nearest to a question, and where it stands; empty if there is none."""
    if not answer.passages:
        return "", ""
    passage = answer.passages[0].passage
    return place_of(knowledge.article(passage.article), passage, answer.quote.span if answer.quote else passage.span)


def place_of(article: Article, passage: Passage, span: Span) -> tuple[str, str]:
    """Give a few words around `span`, and its file and line."""
    shown = "".join(piece.text for piece in excerpt(article, passage, span, None, _FEW))
    return shown, f"{article.file}:{article.line_of(span.start)}"


def _kind(offset: int, quote: Span | None, highlight: Span | None) -> str:
    if highlight and highlight.start <= offset < highlight.end:
        return "highlight"
    return "quote" if quote and quote.start <= offset < quote.end else "plain"
