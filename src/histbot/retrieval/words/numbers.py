"""Ways of writing a number that mean the same: `twenty` and `20`, `XIV` and `14`, `the thirties` and its years."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CARDINALS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
DECADES = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70,
            "eighties": 80, "nineties": 90}  # fmt: skip
_WORDS: dict[str, tuple[str, ...]] = {}
for _number, _words in enumerate(zip(CARDINALS, ORDINALS, strict=True)):
    for _word in _words:
        _WORDS[_word] = (str(_number),)
_WORDS |= {word: (str(number),) for word, number in TENS.items()}
_ROMAN = {
    f"{tens}{ones}": 10 * place + number
    for place, tens in enumerate(("", "x", "xx", "xxx"))
    for number, ones in enumerate(("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"))
}
_AS_ROMAN = {str(number): roman for roman, number in _ROMAN.items() if number}
_FIGURES = {str(number): word for number, word in enumerate(CARDINALS)} | {str(n): word for word, n in TENS.items()}
_DECADE = re.compile(r"(\d{3})0s")
_CENTURIES = ("19", "18", "17")  # "the thirties" are those of the 20th century, or, less likely, of one before


def other_forms(word: str, term: Callable[[str], str]) -> Iterator[tuple[str, float]]:
    """Give terms that say the same number as `word`, folded, with how surely they mean it; `term` stems a word."""
    for figure in _WORDS.get(word, ()):
        yield figure, 0.9
    if word in _FIGURES:
        yield term(_FIGURES[word]), 0.9
    yield from _regnal(word, term)
    if word in DECADES:
        for nearness, century in zip((0.95, 0.6, 0.5), _CENTURIES, strict=True):
            yield f"{century}{DECADES[word]}s", nearness
        yield from ((f"{_CENTURIES[0]}{DECADES[word] + year}", 0.75) for year in range(10))
    if decade := _DECADE.fullmatch(word):
        yield from ((f"{decade[1]}{year}", 0.75) for year in range(10))


def _regnal(word: str, term: Callable[[str], str]) -> Iterator[tuple[str, float]]:
    """Give what a king's number may be written as: `XIV`, `14` and `fourteenth`; `I` is a 1 already in the index."""
    figure = str(_ROMAN.get(word, "")) if len(word) > 1 or word in ("v", "x") else ""
    if figure:
        yield figure, 0.8
    for said in (figure, *_WORDS.get(word, ()), word):
        if said in _AS_ROMAN:
            if not figure and said != "1":
                yield _AS_ROMAN[said], 0.8
            if int(said) < len(ORDINALS) and ORDINALS[int(said)] != word:
                yield term(ORDINALS[int(said)]), 0.8
