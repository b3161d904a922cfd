"""What dates are called in each language: the words, in the cases that prepositions ask for.

They stand in `spoken/`, a file a language, which a speaker can mend. Babel knows the months, but not their cases, nor
decades, centuries, years BC or "before March 1939"; and it weighs thirty megabytes.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

PLAIN = 0  # the case of a date that stands by itself
SPOKEN = ("en", "cs", "sk", "ru", "uk", "de", "pl", "fr")


@dataclass(frozen=True, slots=True)
class Language:
    """How one language says dates; a text with bars holds a form for each case, a missing one is as the last."""

    months: tuple[str, ...]
    """The twelve months, each in its cases."""
    seasons: tuple[str, ...]
    """Spring, summer, autumn and winter, each in its cases."""
    day: str
    """A day with its month and year."""
    of_year: str
    """A year behind a month or a season."""
    year: str
    """A year by itself, in its cases."""
    years: str
    """A range of years, in its cases."""
    decade: str
    """A decade (`decade`: 1930), its tens (30) and its century (20, `roman`: XX), in its cases."""
    century: str
    """A century: as a number, as an ordinal (19th) or in Roman figures, in its cases."""
    eras: tuple[str, str]
    """The marks of years BC and, where one is needed, AD; templates write them as `era`, with a blank in front."""
    qualifiers: Mapping[str, tuple[str, int]]
    """What narrows or moves a date, and the case behind it; `about` is EDTF's `~`."""
    perhaps: str
    """The word for `?`."""
    roughly: str
    """The word for `~` where another one stands in front of the date."""
    first_day: str = ""
    """The first of a month with its month and year, where that is written in another way."""
    first_century: str = ""
    """The first century in its cases, where that is written in another way."""


def spoken(language: str) -> Language:
    """Give how a locale such as `cs` or `en-GB` says dates; English for those there is no file of."""
    code = language[:2].lower()
    return _load(code if code in SPOKEN else "en")


@cache
def _load(code: str) -> Language:
    file = Path(__file__).parent / "spoken" / f"{code}.toml"
    return Language(**tomllib.loads(file.read_text(encoding="utf-8")))
