"""Text to the word pieces that the reader's network was trained on (BERT's uncased vocabulary).

The algorithm is BERT's (Devlin et al. 2019; `tokenization.py` of google-research/bert): fold case and accents, part
words at blanks and punctuation, then take the longest known piece each time. The library that does it elsewhere brings
a client for a model hub along, and this is forty lines; `training/` proves it equal to that library over the articles.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_LONGEST = 100  # characters of a word; a longer one is unknown
_DROPPED = frozenset(("Mn", "Cc", "Cf", "Co", "Cs"))
_IDEOGRAPHS = (("\u3400", "\u4dbf"), ("\u4e00", "\u9fff"), ("\uf900", "\ufaff"), ("\U00020000", "\U0002fa1f"))
_UNKNOWN = "[UNK]"


class WordPieces:
    """A vocabulary of word pieces: a piece a line, its number the line's, from 0."""

    def __init__(self, pieces: Sequence[str]) -> None:
        self._ids: Mapping[str, int] = {piece: number for number, piece in enumerate(pieces)}
        self.start, self.end = self._ids["[CLS]"], self._ids["[SEP]"]
        self._word = lru_cache(maxsize=50_000)(self._pieces_of)

    def ids(self, text: str) -> list[int]:
        """Give the numbers of the pieces of `text`, without what marks its beginning and end."""
        return [number for word in _words(text) for number in self._word(word)]

    def _pieces_of(self, word: str) -> tuple[int, ...]:
        if len(word) > _LONGEST:
            return (self._ids[_UNKNOWN],)
        pieces: list[int] = []
        start = 0
        while start < len(word):
            piece = next(self._longest(word, start), None)
            if piece is None:
                return (self._ids[_UNKNOWN],)
            start, number = piece
            pieces.append(number)
        return tuple(pieces)

    def _longest(self, word: str, start: int) -> Iterator[tuple[int, int]]:
        """Give where the known pieces from `start` on end, and their numbers, the longest first."""
        mark = "##" if start else ""
        for end in range(len(word), start, -1):
            number = self._ids.get(mark + word[start:end])
            if number is not None:
                yield end, number


def _words(text: str) -> Iterator[str]:
    """Give the words of a text, folded; each mark of punctuation is one."""
    folded = text.lower() if text.isascii() else _folded(text)
    for run in folded.split():
        start = 0
        for place, char in enumerate(run):
            if not char.isalnum() and _parts(char):
                if start < place:
                    yield run[start:place]
                yield char
                start = place + 1
        if start < len(run):
            yield run[start:]


def _folded(text: str) -> str:
    spaced = "".join(f" {char} " if _is_ideograph(char) else char for char in text)
    decomposed = unicodedata.normalize("NFD", spaced.lower())
    return "".join(
        char
        for char in decomposed
        if char in "\t\n\r" or (unicodedata.category(char) not in _DROPPED and char != "\ufffd")
    )


def _is_ideograph(char: str) -> bool:
    return char >= "\u3400" and any(first <= char <= last for first, last in _IDEOGRAPHS)


def _parts(char: str) -> bool:
    """Tell whether a character is punctuation: ASCII's signs all count as such."""
    return char.isascii() or unicodedata.category(char).startswith("P")
