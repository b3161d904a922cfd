"""The words of a language by what they do: a data file for each (`data/cs.txt`), which a speaker can mend.

A line is a key and its words; `_` joins the words of a phrase, `*` stands for any ending. All of it is compared with
text that is flattened: in lower case and without accents, each character still one, so that what is found in the flat
text stands at the same place in the text itself.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, cached_property
from pathlib import Path

FOLDER = Path(__file__).with_name("data")  # in `asked` those of which only the words that ask are known
_NOTHING = re.compile(r"(?!)")


class _Flat(dict[int, str]):
    """Characters to flat ones, worked out when they are first met; each stays one character."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        base = unicodedata.normalize("NFKD", char)[:1].casefold()[:1] or char
        self[code] = base = _LIKE.get(base, base)
        return base


_LIKE = {"ł": "l", "đ": "d", "ø": "o", "ı": "i", "’": "'", "ʼ": "'", "ß": "s"}
_FLAT = _Flat()


def flat(text: str) -> str:
    """Write text in lower case and without accents, character by character: `Kramář` is `kramar`, `й` is `и`."""
    return text.lower() if text.isascii() else text.translate(_FLAT)


class Words:
    """The words of one language."""

    def __init__(self, code: str, lines: dict[str, tuple[str, ...]]) -> None:
        """Know the words that stand behind each key of the file of `code`."""
        self.code = code
        self._lines = lines
        self._patterns: dict[tuple[str, ...], re.Pattern[str]] = {}

    @cached_property
    def stop(self) -> frozenset[str]:
        """Words that say nothing of what a text is about, in lower case."""
        return frozenset(self._lines.get("stop", ()))

    def listed(self, key: str) -> tuple[str, ...]:
        """Give the words of a key as they stand in the file."""
        return self._lines.get(key, ())

    def written(self, *keys: str) -> str:
        """Give the words of some keys as alternatives of a pattern over flat text, the longest first."""
        words = {flat(word) for key in keys for word in self.listed(key)}
        ways = sorted(words, key=lambda word: (-len(word), word))
        return "|".join(re.escape(way).replace(r"\*", r"\w*").replace("_", r"\W+") for way in ways)

    def found(self, *keys: str) -> re.Pattern[str]:
        """Give the pattern that finds the words of some keys in flat text."""
        if keys not in self._patterns:
            ways = self.written(*keys)
            self._patterns[keys] = re.compile(rf"\b(?:{ways})(?!\w)") if ways else _NOTHING
        return self._patterns[keys]


@cache
def words_of(code: str) -> Words | None:
    """Give the words of a language (ISO 639-1); none where it has no file."""
    file = _files().get(code)
    return Words(code, _read(file)) if file else None


@cache
def described() -> tuple[str, ...]:
    """Give the codes of the languages that have a file."""
    return tuple(sorted(_files()))


@cache
def _files() -> dict[str, Path]:
    return {file.stem: file for file in FOLDER.rglob("??.txt")}


def _read(file: Path) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        key, colon, words = line.partition(":")
        if colon and not line.startswith("#"):
            found[key] = (*found.get(key, ()), *words.split())
    return found
