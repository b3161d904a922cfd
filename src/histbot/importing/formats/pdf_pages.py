"""Lines on pages to Markdown: paragraphs and headings put together again, running heads left out, pages kept."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from histbot.importing.formats.markdown import literal, page_mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_EDGE = 2  # lines at a page's top and bottom that may be a running head
_OFTEN = 3  # pages on which a line stands to be one
_LARGER = 1.15  # times the size of the text: a heading
_WIDE_GAP = 1.5  # times the usual distance of two lines: a new paragraph
_INDENT = 5  # points by which a paragraph's first line is indented
_SHORT = 0.85  # of the width of a full line: the last of a paragraph
_LONGEST_HEADING = 150  # characters
_NUMBER = re.compile(
    r"[\W_]*(?:(?:page|p\.|seite|s\.|стр\.)\s*)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:/|of|von)\s*\d{1,4})?[\W_]*\Z",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?…:][\"'”’»)\]\d]*\Z")
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]\Z")
_OPENING = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[^\W\d_a-zß-ÿ])")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page; lengths are points, from the left and the bottom."""

    text: str
    """What it says."""
    size: float
    """The size of its letters."""
    left: float
    """Where it begins."""
    bottom: float
    """The foot of its first letter."""
    top: float
    """The head of its first letter."""
    right: float
    """Where it ends."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page."""

    label: str
    """What is printed on it as its number, or its place."""
    lines: tuple[Line, ...]
    """Its lines, in the file's order."""
    height: float
    """Its height."""


@dataclass(slots=True)
class _Piece:
    """A paragraph or heading as it is put together."""

    text: str
    level: int = 0
    size: float = 0.0
    last: Line | None = None


def as_markdown(leaves: Sequence[Leaf], outline: Mapping[str, int]) -> tuple[str, str]:
    """Give a document's title as its first page shows it (or nothing), and its text.

    `outline` has the level of each heading that the file itself names, by its letters and digits in small.
    """
    leaves = _without_running_heads(leaves)
    lines = [line for leaf in leaves for line in leaf.lines]
    body = _usual_size(lines)
    sizes = sorted({line.size for line in lines if line.size > body * _LARGER}, reverse=True)
    title = _title_of(leaves, sizes[0]) if sizes and not outline else ""
    pieces = list(_pieces(leaves, body, sizes, outline))
    if title and pieces and any(piece.text == title for piece in pieces[:3]):
        pieces.remove(next(piece for piece in pieces if piece.text == title))
    return title, "\n\n".join(_written(piece) for piece in pieces if piece.text.strip())


def key_of(heading: str) -> str:
    """Give a heading's letters and digits in small: an outline and its page may space it differently."""
    return "".join(char for char in heading.casefold() if char.isalnum())


def _written(piece: _Piece) -> str:
    if piece.level:
        return f"{'#' * min(piece.level + 1, 6)} {piece.text}"
    mark = re.match(r"(?:<!--[^<>]*-->\s*)*", piece.text)
    at = mark.end() if mark else 0
    return piece.text[:at] + literal(piece.text[at:])


def _without_running_heads(leaves: Sequence[Leaf]) -> list[Leaf]:
    """Leave out lines that stand at the edge of many pages but for their numbers, and pages' numbers."""
    counts = Counter(key for leaf in leaves for key in {_bare(line) for line in _edges(leaf)})
    heads = {key for key, count in counts.items() if key[0] and count >= _OFTEN}
    cleaned = []
    for leaf in leaves:
        gone = {id(line) for line in _edges(leaf) if _bare(line) in heads or _NUMBER.match(line.text)}
        cleaned.append(replace(leaf, lines=tuple(line for line in leaf.lines if id(line) not in gone)))
    return cleaned


def _edges(leaf: Leaf) -> list[Line]:
    """Give the lines that stand highest and lowest; a page's number need not be the last in the file's order."""
    lines = sorted(leaf.lines, key=lambda line: -line.top)
    return [line for line in (*lines[:_EDGE], *lines[-_EDGE:]) if len(line.text) < _LONGEST_HEADING]


def _bare(line: Line) -> tuple[str, int]:
    """Give a line without numbers, which change from page to page, and how high it stands, which does not."""
    return re.sub(r"[\W\d_]+|\b[ivxlc]+\b", "", line.text.casefold()), round(line.bottom / 4)


def _usual_size(lines: Iterable[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 1.0


def _title_of(leaves: Sequence[Leaf], largest: float) -> str:
    """Give the lines of the first page in the largest letters, if they stand there alone in the document."""
    shown = [line for line in (leaves[0].lines if leaves else ()) if line.size == largest]
    elsewhere = any(line.size == largest for leaf in leaves[1:] for line in leaf.lines)
    return " ".join(line.text for line in shown) if shown and not elsewhere else ""


def _pieces(
    leaves: Sequence[Leaf], body: float, sizes: Sequence[float], outline: Mapping[str, int]
) -> Iterator[_Piece]:
    """Put lines together; a page's mark goes in front of the first sentence that begins on it."""
    piece: _Piece | None = None
    for leaf in leaves:
        pending = page_mark(leaf.label)
        gap, full = _distances(leaf.lines)
        for line in leaf.lines:
            level = _level(line, body, sizes, outline)
            if piece and _goes_on(piece, line, level, gap, full):
                pending = _join(piece, line.text, pending)
            else:
                if piece:
                    yield piece
                begin = f"{pending} " if pending and not level else ""
                piece = _Piece(begin + line.text, level, line.size)
                if begin:
                    pending = ""
            piece.last = line
    if piece:
        yield piece


def _distances(lines: Sequence[Line]) -> tuple[float, float]:
    """Give the usual distance of two lines of a page, and where a full line ends."""
    gaps = [above.bottom - line.bottom for above, line in pairwise(lines) if above.bottom > line.bottom]
    return (median(gaps) if gaps else 0.0), max((line.right for line in lines), default=0.0)


def _level(line: Line, body: float, sizes: Sequence[float], outline: Mapping[str, int]) -> int:
    """Give the level of a heading, from 1; 0 for what is none."""
    if key_of(line.text) in outline:
        return outline[key_of(line.text)]
    if line.size <= body * _LARGER or len(line.text) > _LONGEST_HEADING or not any(map(str.isalpha, line.text)):
        return 0
    return min(sizes.index(line.size) + 1, 4)


def _goes_on(piece: _Piece, line: Line, level: int, gap: float, full: float) -> bool:
    """Tell whether a line belongs to the paragraph, or heading, before it."""
    above = piece.last
    if above is None or level != piece.level:
        return False
    down = above.bottom - line.bottom
    if level:
        return 0 < down < line.size * 2 and abs(line.size - piece.size) < 1
    if _HYPHEN.search(above.text):
        return True
    ended = _ENDS.search(above.text) is not None
    if down <= 0:  # the next page, or the next column: only a sentence in its middle goes on
        return not ended
    apart = bool(gap) and down > gap * _WIDE_GAP
    begins = line.left > above.left + _INDENT or above.right < full * _SHORT or abs(line.size - piece.size) > 1
    return not (apart or (ended and begins))


def _join(piece: _Piece, text: str, pending: str) -> str:
    """Put a line to a paragraph; gives the page's mark that still waits for a sentence to begin."""
    hyphen = _HYPHEN.search(piece.text)
    if hyphen and text[:1].islower():
        piece.text = piece.text[: hyphen.start()]
    elif not hyphen:
        piece.text += " "
    start = len(piece.text)
    piece.text += text
    if pending and (begin := _OPENING.search(piece.text, max(start - 3, 0))):
        piece.text = f"{piece.text[: begin.end()]}{pending} {piece.text[begin.end() :]}"
        return ""
    return pending
