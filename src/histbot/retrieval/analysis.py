"""Text to terms: what a question and a passage have to share to be about the same thing.

Folding first (`Kramář` = `kramar`), then words, then Snowball stems. Stop words are left out of the terms;
numbers are kept, with their grouping commas taken out (`1,939` = `1939`).

Known limits: one language at a time; a stem joins some words that have nothing to do with each other.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from sys import intern
from typing import TYPE_CHECKING

from histbot.retrieval.spelling import american

if TYPE_CHECKING:
    from collections.abc import Iterator

# English function words, and the words that only make a sentence a question.
STOP_WORDS = frozenset(
    """
    a about above after again all also am an and any are as at be because been before being below between both
    but by can could did do does doing done during each few for from further had has have having he her here
    hers him his how i if in into is it its itself just me more most my no nor not of off on once only or
    other our out over own s same she should so some such t than that the their them then there these they
    this those through to too under until up upon us very was we were what whats when where which while who
    whom whose why will with would you your ye
    """.split()
)
_WORD = re.compile(
    r"""
      (?:[^\W\d_]\.){2,}                 # U.S., U.S.S.R.
    | \d{1,3}(?:,\d{3})+(?![\d,])        # 1,939,000
    | \d+(?:\.\d+)?                      # 1935, 3.5
      (?:st|nd|rd|th|s)?\b               # 16th, 1930s
    | [^\W_]+(?:['’ʼ][^\W\d_]+)*         # word, Hitler's, O'Neill
    """,
    re.VERBOSE | re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"['’ʼ]s?$", re.IGNORECASE)
_ORDINAL = re.compile(r"^(\d+)(?:st|nd|rd|th)$")
_LETTERS = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae",
                          "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th", "ð": "d"})  # fmt: skip
_SNOWBALL = {"en": "english", "de": "german", "fr": "french", "es": "spanish", "it": "italian", "ru": "russian",
             "pt": "portuguese", "nl": "dutch", "sv": "swedish",
             "da": "danish", "fi": "finnish", "hu": "hungarian"}  # fmt: skip


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


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """Fold case and diacritics: `Kramář` is `kramar`."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()


class Analyzer:
    """Text to terms, for one language."""

    def __init__(self, language: str = "en") -> None:
        import Stemmer

        self.language = language[:2].lower()
        algorithm = _SNOWBALL.get(self.language, "english")
        self._spelt = american if algorithm == "english" else str
        self._stem = lru_cache(maxsize=200_000)(Stemmer.Stemmer(algorithm).stemWord)
        self._term = lru_cache(maxsize=200_000)(self._normal)

    def _normal(self, word: str) -> tuple[str, bool]:
        folded = fold(word)
        if folded in STOP_WORDS:
            return folded, True
        if folded[0].isdigit():
            number = folded.replace(",", "")
            ordinal = _ORDINAL.match(number)
            return intern(ordinal[1] if ordinal else number), False
        folded = _POSSESSIVE.sub("", folded.replace(".", "")) or folded
        spelt = self._spelt(folded.replace("'", "").replace("’", ""))
        return intern(self._stem(spelt)), folded in STOP_WORDS and "." not in word

    def tokens(self, text: str) -> Iterator[Token]:
        """Give every word of `text` with its span, stop words too."""
        for match in _WORD.finditer(text):
            term, stop = self._term(match[0])
            yield Token(term, match.start(), match.end(), stop)

    def terms(self, text: str) -> list[str]:
        """Give the terms of `text` that an index holds, in order."""
        return [term for term, stop in map(self._term, _WORD.findall(text)) if not stop]
