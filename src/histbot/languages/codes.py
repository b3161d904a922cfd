"""What a language is called: `cs`, `cs-CZ`, `ces`, `Czech` and `čeština` are one.

Names stand in a data file, with the codes of countries that people write for those of languages (`cz`).
"""

from __future__ import annotations

import unicodedata
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).with_name("codes.txt")
_NEAR = 0.75  # of a name's letters: a slip of the finger, not another language


class _Names(NamedTuple):
    codes: dict[str, str]
    slips: dict[str, str]
    english: dict[str, str]
    own: dict[str, str]


def code_of(said: str) -> str:
    """Give the ISO 639-1 code of a language by any of its names and codes; empty if it has none that is known."""
    names, wanted = _names().codes, _folded(said)
    return names.get(wanted) or names.get(wanted.replace("_", "-").partition("-")[0], "")


def meant_by(said: str) -> str:
    """Give the code that was probably meant by what is none: `cs` for `cz`, `Czesh`; empty if none comes near."""
    names, wanted = _names(), _folded(said)
    near = get_close_matches(wanted, names.codes, n=1, cutoff=_NEAR)
    return names.slips.get(wanted) or (names.codes[near[0]] if near else "")


def name_of(code: str) -> str:
    """Name a language in English: `Czech` for `cs`; the code itself where it has no name."""
    return _names().english.get(code, code)


def own_name_of(code: str) -> str:
    """Name a language in itself: `čeština` for `cs`; the code itself where it has no name."""
    return _names().own.get(code, code)


@cache
def _names() -> _Names:
    codes: dict[str, str] = {}
    slips: dict[str, str] = {}
    english: dict[str, str] = {}
    own: dict[str, str] = {}
    for line in FILE.read_text(encoding="utf-8").splitlines():
        said, _, wrong = line.partition("!")
        if words := said.split("#")[0].split():
            code = words[0]
            codes |= dict.fromkeys(map(_folded, words), code)
            slips |= dict.fromkeys(wrong.split(), code)
            first, *others = [word for word in words if len(word) > len("ces") or not word.isascii()] or [code]
            english[code] = first.capitalize()
            own[code] = others[0] if others else first.capitalize()
    return _Names(codes, slips, english, own)


def _folded(said: str) -> str:
    decomposed = unicodedata.normalize("NFKD", said.strip().casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))
