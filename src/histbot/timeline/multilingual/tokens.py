"""A sentence as the grammar sees it: a letter for each word, number and mark, and what stands behind each letter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from histbot.timeline.expressions.parts.vocabulary import LAST_YEAR
from histbot.timeline.multilingual.vocabulary import normal

if TYPE_CHECKING:
    from histbot.timeline.multilingual.vocabulary import Vocabulary, Word

_PIECE = re.compile(
    r"""(?<!\d\.)(?:\d{1,3}(?:[.,\u00a0\u202f\ ]\d{3})+(?![\d.]) | \d+,\d+ | \d+\.\d+(?![.\d]|\.?\s?\d))  # 20 000 · 3,5
      | \d+ | [^\W\d_]+ | [^\w\s]""",
    re.VERBOSE,
)
_SUFFIX = re.compile(r"-[^\W\d_]{1,4}\b|[^\W\d_]+")
_CYRILLIC = str.maketrans("ХІМ", "XIM")  # keyboards of Cyrillic languages have no Roman figures
_ROMAN = re.compile(r"[IVX]{1,6}")
_FIGURES = {"I": 1, "V": 5, "X": 10}
_DAYS, _TWO_FIGURES, _FOUR_FIGURES = 31, 2, 4
_MARKS = ".,;:()[]/-'%"
_QUOTES = "«»„“”\"'‚‘"


class Token(NamedTuple):
    """A word, a number or a mark of a sentence, or words that say one thing."""

    code: str
    """Its letter in the grammar: `x` for what says nothing of dates."""
    value: Any
    """See `Word.value`; of a number, its value."""
    start: int
    """The offset of its first character."""
    end: int
    """The offset behind its last character."""


def tokens_of(text: str, words: Vocabulary) -> list[Token]:
    """Cut a sentence into tokens; `code_of` joins their letters."""
    small = normal(text)
    found = list(_PIECE.finditer(small))
    tokens: list[Token] = []
    place = 0
    while place < len(found):
        piece = found[place]
        start, end = piece.span()
        if piece[0][0].isdigit():
            tokens.append(_number(piece[0], start, end))
            suffix = _SUFFIX.match(small, end)
            if suffix and (suffix[0][0] == "-" or suffix[0] in words.suffixes):
                kind = "decade" if suffix[0] in words.decade_suffixes else None
                tokens.append(Token("°", kind, end, suffix.end()))
                place = _behind(found, suffix.end(), place)
                continue
            place += 1
            continue
        known = _known(words.words.get(piece[0], ()), found, place)
        roman = _roman(text[start:end], words)
        if roman and (known is None or (end - start == 1 and _is_numeral(found, place, words, tokens))):
            tokens.append(Token("R", roman, start, end))
            place += 1
        elif known is not None:
            place += len(known.rest) + 1
            tokens.append(Token(known.code, known.value, start, found[place - 1].end()))
        else:
            tokens.append(Token(piece[0] if piece[0] in _MARKS else "x", None, start, end))
            place += 1
    return tokens


def code_of(tokens: list[Token]) -> str:
    """Write a sentence in the letters of the grammar, one a token."""
    return "".join([token.code for token in tokens])


def _behind(found: list[re.Match[str]], end: int, place: int) -> int:
    while place < len(found) and found[place].start() < end:
        place += 1
    return place


def _number(figures: str, start: int, end: int) -> Token:
    """Tell a day (D) from two figures (T), a year (Y) and any other number (N)."""
    if not figures.isdecimal() or len(figures) > _FOUR_FIGURES or int(figures) > LAST_YEAR:
        return Token("N", None, start, end)
    number = int(figures)
    if len(figures) > _TWO_FIGURES:
        return Token("Y" if figures[0] != "0" else "N", number, start, end)
    return Token("D" if 1 <= number <= _DAYS else "T", number, start, end)


def _known(words: tuple[Word, ...], found: list[re.Match[str]], place: int) -> Word | None:
    """Give the longest entry of the vocabulary that stands here."""
    for word in words:
        rest = found[place + 1 : place + 1 + len(word.rest)]
        if len(rest) == len(word.rest) and all(piece[0] == part for piece, part in zip(rest, word.rest, strict=True)):
            return word
    return None


def _roman(word: str, words: Vocabulary) -> int:
    """Read a Roman number up to 39, with an ordinal's ending or without; 0 if it is none."""
    match = _ROMAN.match(word.translate(_CYRILLIC))
    if not match or word[match.end() :] not in ("", *words.suffixes):
        return 0
    values = [_FIGURES[letter] for letter in match[0]]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


def _is_numeral(found: list[re.Match[str]], place: int, words: Vocabulary, before: list[Token]) -> bool:
    """Tell whether `V` or `I` numbers a century or a month (9. V. 1945), and is not a preposition or `and`."""
    if code_of(before[-2:]) == "D.":
        return True
    following = [piece[0] for piece in found[place + 1 : place + 4]]
    if following[:1] == ["."] or following[:1] == ["-"]:
        following = following[1:]
    return bool(following) and any(word.code == "c" for word in words.words.get(following[0], ()))
