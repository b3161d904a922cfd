"""A passage as people see it: without markup, the quote and its highlight told apart, cut to a length."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from histbot.knowledge import plain_with_offsets

if TYPE_CHECKING:
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
    base = passage.span.start
    shown = [
        (char, _kind(base + offset, quote, highlight))
        for char, offset in plain_with_offsets(passage.span.of(article.text))
    ]
    if len(shown) > limit:
        first = next((i for i, (_, kind) in enumerate(shown) if kind != "plain"), 0)
        length = sum(kind != "plain" for _, kind in shown)
        start = max(0, min(first - max(1, (limit - length) // 2), len(shown) - limit))  # the ellipsis takes a place
        end = min(len(shown), start + limit)
        start, end = _at_words(shown, start, end, first, first + length)
        cut = shown[start + (start > 0) : end - (end < len(shown))]
        shown = [("…", "plain")] * (start > 0) + cut + [("…", "plain")] * (end < len(shown))
    return tuple(
        Piece("".join(char for char, _ in run), kind) for kind, run in groupby(shown, key=lambda item: item[1])
    )


def _at_words(shown: list[tuple[str, str]], start: int, end: int, first: int, last: int) -> tuple[int, int]:
    """Move the ends of a cut to where no word is cut, and not into what stands between `first` and `last`."""
    begun, ended, least = start, end, last if last <= end else start + 1  # what is longer is cut itself
    while 0 < begun < first and not shown[begun][0].isspace():
        begun += 1
    while least < ended < len(shown) and not shown[ended - 1][0].isspace():
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
