"""One key for a name however it is written: `Petliura`, `Petlyura` and `Петлюра`, `Pražák` and `Пражак`.

A key is coarser than any transliteration: what one of them tells apart and another does not (š and s, г as g or h, й as
j or y) is one letter in it, doubled letters are one, and vowels at the end, mostly an ending, are left out.
Only names in other scripts are looked for by it.
"""

from __future__ import annotations

import re

from histbot.languages.words import flat

_CYRILLIC = dict(zip("абвгґдезиіклмнопрстуфх", "abvhhdeziiklmnoprstufh", strict=True)) | {
    "ж": "z", "ц": "c", "ч": "c", "ш": "s", "щ": "s", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia",
    "є": "e", "ѣ": "e",
}  # fmt: skip
_TABLE = str.maketrans(_CYRILLIC)
# Letters of transliterations, the longest first, and what they are in a key.
_ROWS = (
    ("shch", "s"), ("tsch", "c"), ("sch", "s"), ("tch", "c"), ("sh", "s"), ("zh", "z"), ("kh", "h"), ("ch", "c"),
    ("sz", "s"), ("cz", "c"), ("rz", "r"), ("ts", "c"), ("tz", "c"), ("ck", "k"), ("ph", "f"), ("th", "t"),
    ("qu", "kv"), ("x", "ks"), ("w", "v"), ("g", "h"), ("y", "i"), ("j", "i"),
)  # fmt: skip
_LETTERS = dict(_ROWS)
_LATIN = re.compile("|".join(latin for latin, _ in _ROWS))
_DOUBLE = re.compile(r"(.)\1+")
_IOTA = re.compile(r"i(?=[eiu])|(?<=[aeou])i(?=[aeou])")


def is_latin(word: str) -> bool:
    """Tell whether a word is written in Latin letters."""
    return flat(word)[:1].isascii()


def is_cyrillic(word: str) -> bool:
    """Tell whether a word is written in Cyrillic letters."""
    return "\u0400" <= word[:1] <= "\u052f"


def name_key(word: str) -> str:
    """Give the key of a word in Latin or Cyrillic letters."""
    latin = flat(word).translate(_TABLE)
    whole = _LATIN.sub(lambda found: _LETTERS[found[0]], latin)
    return _DOUBLE.sub(r"\1", _IOTA.sub("", whole)).rstrip("aeiou") or whole


def first_letters(key: str) -> tuple[str, ...]:
    """Give the letters, Latin and Cyrillic, with which words of a key may begin."""
    return _BEGIN.get(key[:1], ())


_BEGIN: dict[str, tuple[str, ...]] = {}
for _letter in (*_CYRILLIC, *"abcdefghijklmnopqrstuvwxyz", "й", "ї"):
    for _key in {name_key(f"{_letter}o")[:1], name_key(f"{_letter}hr")[:1], name_key(f"{_letter}er")[:1]}:
        _BEGIN[_key] = (*_BEGIN.get(_key, ()), _letter)
