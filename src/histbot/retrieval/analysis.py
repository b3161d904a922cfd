"""Text to terms: what a question and a passage have to share to be about the same thing.

Words are folded (`Kramář` = `kramar`) and brought to their stems, each article's as its language has them. Stop words
are left out of the terms; numbers are kept, with what groups their figures taken out (`1,939` = `1 939` = `1939`).
Letters and figures are words of their own (`T34` = `T-34`), an elided article is none (`l'Ancien` = `Ancien`), a regnal
`I` is a 1, and scripts that are written without blanks are cut into pairs of characters that overlap.

Known limits: a stem joins some words that have nothing to do with each other; `12 500` is one number also where a day
of the month stands before a count.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from sys import intern
from typing import TYPE_CHECKING

from histbot.languages import stemmer, words_of
from histbot.retrieval.words.function_words import function_words
from histbot.retrieval.words.spelling import american

if TYPE_CHECKING:
    from collections.abc import Iterator

# Scripts that set no blanks between words: Thai to Khmer, kana, Han.
_UNSPACED = r"\u0e01-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# What may stand within a word though it is no letter: vowel points and accents of their own, soft hyphens, and other
# characters that nobody sees.
_MARKS = (
    r"\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    r"\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09cd\u0a3c-\u0a4d\u0bbe-\u0bcd\u0c3e-\u0c4d"
)
_UNSEEN = r"\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_WORD = re.compile(
    rf"""
      (?:[^\W\d_]\.){{2,}}                # U.S., U.S.S.R.
    | [{_UNSPACED}{_MARKS}]+
    | [^\W\d_]+                          # word, Hitler's, O'Neill
      (?:[{_MARKS}{_UNSEEN}'’ʼ]+[^\W\d_]+)*
    | \d{{1,3}}(?:,\d{{3}})+(?![\d,])      # 1,939,000
    | \d{{1,3}}(?:[\u00a0\u2009\u202f'’]\d{{3}})+(?!\d)   # 12 500 with a blank that no line ends at, 12'500
    | \d{{1,3}}(?:[ ]\d{{3}})+(?![\d,.]*\d|[ ]\d)       # 12 500
    | \d{{1,3}}(?:\.\d{{3}}){{2,}}(?!\d)   # 1.939.000
    | \d+(?:\.\d+)?                      # 1935, 3.5
      (?:(?i:st|nd|rd|th|s)\b)?        # 16th, 1930s
    """,
    re.VERBOSE,
)
_RUN = re.compile(f"[{_UNSPACED}]")
_REGNAL = re.compile(  # Charles I, World War I; not "When I"
    r"(?<!\w)((?!(?:After|Although|Am|And|As|Because|Before|But|Can|Could|Did|Do|For|Had|Have|Here|How|If|May|Must|Nor|Now"
    r"|Only|Or|Perhaps|Shall|Should|Since|So|That|Then|There|Though|Thus|Until|Was|What|When|Where|Which|While|Who|Why"
    r"|Will|Would|Yet)\b)[^\W\d_a-z][^\W\d_]+[ \u00a0])I\b(?!['’.]\w)"
)
_LONE_I = re.compile(r"[ \u00a0]I\b")
_PARTED = re.compile(r"\d\s\d")  # a number that a blank may stand in
_POSSESSIVE = re.compile(r"['’ʼ]s?$", re.IGNORECASE)
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|all|dall|dell|nell|sull|quell)['’ʼ](?=[^\W\d_]{2})")
_NOT_SEEN = re.compile(f"[{_UNSEEN}]")
_SEPARATORS = re.compile(r"[,'’\s\u00a0\u2009\u202f]")
_ORDINAL = re.compile(r"^(\d+)(?:st|nd|rd|th)$")
_KEPT = 40_000  # words, and what stands between blanks, kept with what was made of them: 200 bytes each
_NO_LETTER = frozenset(("Mn", "Cf"))  # accents, and what nobody sees
_LETTERS = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae",
                          "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th", "ð": "d"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text."""

    term: str
    """What it is indexed as."""
    start: int
    """The offset of its first character in the text."""
    end: int
    """The offset behind its last character."""
    stop: bool = False
    """Whether it is a stop word, which no index holds."""


@lru_cache(maxsize=_KEPT)
def fold(word: str) -> str:
    """Fold case and diacritics: `Kramář` is `kramar`."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    kept = (char for char in decomposed if char < "\x80" or unicodedata.category(char) not in _NO_LETTER)
    return "".join(kept).casefold()


def tidied(typed: str) -> str:
    """Write what somebody typed as the articles are written: composed (NFC), without characters that nobody sees."""
    return _NOT_SEEN.sub("", unicodedata.normalize("NFC", typed))


class Analyzer:
    """Text to terms, for one language."""

    def __init__(self, language: str = "en") -> None:
        self.language = language[:2].lower() or "en"
        self.words = words_of(self.language) if self.language != "en" else None
        """The words of the language by what they do; none for English, whose have patterns of their own."""
        self._stops = frozenset(map(fold, function_words(self.language)))
        self._stem = stemmer(self.language, fold.__wrapped__)
        self._term = lru_cache(maxsize=_KEPT)(self._normal if self.language == "en" else self._foreign)
        self._chunk = lru_cache(maxsize=_KEPT)(self._read)

    def _foreign(self, word: str) -> tuple[str, bool]:
        """Give the term of a word that is not English: its stem is made of the word with its accents."""
        if word[0].isdigit() or word[0] < "A":
            return self._normal(word)
        bare = _ELISION.sub("", _NOT_SEEN.sub("", word.lower())).replace(".", "").replace("'", "").replace("’", "")
        folded = fold.__wrapped__(bare)
        stop = not folded or (folded in self._stops and "." not in word)
        return (folded if stop else intern(self._stem(bare) or folded)), stop

    def _normal(self, word: str) -> tuple[str, bool]:
        folded = fold.__wrapped__(word)  # the term is what is kept
        if folded in self._stops or not folded:
            return folded, True
        if folded[0].isdigit():
            number = _SEPARATORS.sub("", folded)
            number = number.replace(".", "") if number.count(".") > 1 else number
            ordinal = _ORDINAL.match(number)
            return intern(ordinal[1] if ordinal else number), False
        if word.isascii() and word.isalpha():  # nothing to take out, as in most
            return intern(self._stem(american(folded))), False
        folded = _POSSESSIVE.sub("", folded.replace(".", "")) or folded
        folded = _ELISION.sub("", folded)
        spelt = american(folded.replace("'", "").replace("’", ""))
        return intern(self._stem(spelt)), folded in self._stops and "." not in word

    def tokens(self, text: str) -> Iterator[Token]:
        """Give every word of `text` with its span, stop words too."""
        for match in _WORD.finditer(_numbered(text)):
            for start, end in _cut(match[0]):
                term, stop = self._term(match[0][start:end])
                yield Token(term, match.start() + start, match.start() + end, stop)

    def terms(self, text: str) -> list[str]:
        """Give the terms of `text` that an index holds, in order."""
        text = _numbered(text)
        if _PARTED.search(text):
            return list(self._read(text))
        found: list[str] = []
        for chunk in text.split():  # no word reaches over a blank: most chunks were read before, commas and all
            found += self._chunk(chunk)
        return found

    def _read(self, text: str) -> tuple[str, ...]:
        words = _WORD.findall(text)
        if not text.isascii() and _RUN.search(text):
            words = [word[start:end] for word in words for start, end in _cut(word)]
        return tuple(term for term, stop in map(self._term, words) if not stop)


def _numbered(text: str) -> str:
    """Write a regnal `I` as the number that it is; nothing else moves."""
    return _REGNAL.sub(r"\g<1>1", text) if _LONE_I.search(text) else text


def _cut(word: str) -> Iterator[tuple[int, int]]:
    """Give the parts of a word that are terms: pairs of characters in a script without blanks, else all of it."""
    if word[0] < "\u0e00" or not _RUN.match(word) or len(word) == 1:
        yield 0, len(word)
    else:
        yield from ((place, place + 2) for place in range(len(word) - 1))
