"""The words of dates in one language, as its file in `words/` lists them: what each says, in one letter and a value.

The letters are what the grammar of `rules.py` is written in, so that one grammar reads all languages; English keeps
the older one of `expressions/`, which knows more of its ways.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from histbot.timeline.expressions.parts.mention import Shift
from histbot.timeline.expressions.parts.vocabulary import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_TABLES = {  # tables whose keys are numbers
    "months": "M", "republican": "w", "seasons": "S", "in_season": "Z", "numbers": "C", "ordinals": "O", "decades": "B",
}  # fmt: skip
_UNITS = {
    "day": "u", "days": "U", "week": "u", "weeks": "U", "month": "u", "months": "U", "year": "y", "years": "k",
    "years_of_decade": "K", "years_or_summer": "L", "decade": "d", "century": "c", "millennium": "m", "night": "h",
    "half_year": "P",
}  # fmt: skip
_SHIFTS = {
    "next_day": Shift(1, "day"), "two_days_later": Shift(2, "day"), "day_before": Shift(-1, "day"),
    "next_year": Shift(1, "year"), "year_before": Shift(-1, "year"),
}  # fmt: skip
_WORDS = {
    "bc": "E", "ad": "A", "same": "s", "next": "n", "previous": "p", "later": "l", "earlier": "b", "step": "i",
    "after_step": "I", "day_of_month": "j", "in": "v", "in_year": "Q", "from": "F", "since": "{", "until": "}",
    "to": "t", "between": "=", "and": "&", "before": "<", "by": "<", "after": ">", "about": "~", "perhaps": "?",
    "early": "q", "mid": "q", "late": "q", "parts": "H", "last": "z", "weekdays": "W", "passing": "r",
    "old_style": "$", "new_style": "$", "counted": "#", "counting": "+", "every": "*",
}  # fmt: skip
_PIECE = re.compile(r"\d+|[^\W\d_]+|[^\w\s]")
_MARKS = str.maketrans({"’": "'", "ʼ": "'", "ё": "е", "–": "-", "—": "-", "‒": "-", "‑": "-"})


class Word(NamedTuple):
    """What a word, or several, says."""

    rest: tuple[str, ...]
    """The pieces that follow the first."""
    code: str
    """Its letter in the grammar."""
    value: Any
    """A month's or a season's number, a number, a unit, a share of a time."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one language."""

    language: str
    """Its ISO 639-1 code."""
    words: Mapping[str, tuple[Word, ...]]
    """What a first piece begins, the longest first."""
    suffixes: frozenset[str]
    """What is written onto a number's figures to make an ordinal."""
    decade_suffixes: frozenset[str]
    """Those that make a decade of a year: `1930er`, `1930-х`."""
    apparatus: frozenset[str]
    """Headings of sections that tell of books, not of what happened."""


def pieces(text: str) -> list[str]:
    """Cut small letters into words, figures and marks, as the grammar compares them."""
    return _PIECE.findall(normal(text))


def normal(text: str) -> str:
    """Write small letters, one apostrophe, one dash and no ё, each character in its place."""
    return text.lower().translate(_MARKS)


@cache
def vocabulary(language: str) -> Vocabulary:
    """Load the words of a language; raises `FileNotFoundError` if there is no file of it."""
    file = Path(__file__).parent / "words" / f"{language}.toml"
    tables = tomllib.loads(file.read_text(encoding="utf-8"))
    endings = {name: tuple(_listed(listed)) for name, listed in tables.get("endings", {}).items()}
    words: dict[str, list[Word]] = {}
    for code, value, listed in _lists(tables):
        for phrase in _spelt(listed, endings):
            first, *rest = pieces(phrase)
            words.setdefault(first, []).append(Word(tuple(rest), code, value))
    return Vocabulary(
        language,
        {first: tuple(sorted(each, key=lambda word: -len(word.rest))) for first, each in words.items()},
        frozenset(_listed(tables.get("suffixes", {}).get("ordinal", ""))),
        frozenset(_listed(tables.get("suffixes", {}).get("decade", ""))),
        frozenset(_listed(tables["not"]["apparatus"])),
    )


def months_named(text: str, language: str) -> int:
    """Count the words of a text that name a month in a language; those with the letters of two count for both."""
    if language == "en":
        names = frozenset(MONTHS)
    else:
        known = vocabulary(language).words.items()
        names = frozenset(first for first, each in known if any(word.code == "M" and not word.rest for word in each))
    return sum(piece in names for piece in pieces(text))


def _lists(tables: Mapping[str, Any]) -> Iterator[tuple[str, Any, str]]:
    """Give the letter, the value and the words of each list; of two that hold a word, the first counts."""
    for table, code in _TABLES.items():
        for number, listed in tables.get(table, {}).items():
            yield code, int(number), listed
    for unit, listed in tables["units"].items():
        yield _UNITS[unit], _unit(unit), listed
    for table in ("eras", "relative", "around", "not"):
        for name, listed in tables[table].items():
            if name in _SHIFTS:
                yield "J", _SHIFTS[name], listed
            elif name != "apparatus":
                yield _WORDS[name], name, listed


def _unit(name: str) -> str:
    """Name the unit that a list of `[units]` holds: `years_or_summer` is years."""
    plain = name.split("_", maxsplit=1)[0]
    return {"night": "day", "half": "month", "century": "century"}.get(plain, plain.removesuffix("s"))


def _listed(listed: str) -> Iterator[str]:
    return (each.strip() for each in listed.split(","))


def _spelt(listed: str, endings: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for word in filter(None, _listed(listed)):
        stem, tilde, name = word.partition("~")
        if tilde:
            yield from (stem.strip() + ending for ending in endings[name])
        else:
            yield word
