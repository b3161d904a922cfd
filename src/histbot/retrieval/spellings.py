"""Ways of writing one word that mean the same: a name's forms in other languages, umlauts, compounds.

A question's word is looked for in these too; nothing is rewritten, so that `William` stays surer of `William` than of
`Wilhelm`. Names are a data file that anyone can mend: `names.txt`, a name a line.

Known limits: the list of names is short, and knows nothing of who is meant; a word is cut into two only where the
articles hold both.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from histbot.retrieval.analysis import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from histbot.retrieval.analysis import Token

FILE = Path(__file__).with_name("names.txt")
_SAME_NAME = 0.75  # `William` for `Wilhelm`: perhaps the same man
_SAME_WORD = 0.95
_SHORTEST = 3  # letters of a part of a compound
_LONGEST = 60  # letters of a compound; what is longer is none, and every cut of it would be tried
_CUT_FROM = 7  # letters from which on a word is tried as a compound
_JOINTS = ("-", "‐", "‑", " ")
_UMLAUT = re.compile("[aou]")
_WRITTEN_OUT = re.compile("ae|oe|ue")


class _Terms(Protocol):
    def __contains__(self, term: str, /) -> bool: ...


@cache
def _names() -> dict[str, tuple[str, ...]]:
    lines = (line.split() for line in FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {name: tuple(other for other in names if other != name) for names in lines for name in names}


def other_spellings(word: str, term: Callable[[str], str]) -> Iterator[tuple[str, float]]:
    """Give terms that may be `word` in another spelling, with how surely they mean it; `term` stems a word."""
    folded = fold(word)
    for name in _names().get(folded, ()):
        yield term(name), _SAME_NAME
    if not word[:1].isupper():
        return  # an umlaut is written out in names; in other words it makes another one
    for match in _WRITTEN_OUT.finditer(folded):  # Mueller for Müller
        yield term(folded[: match.start() + 1] + folded[match.end() :]), _SAME_WORD
    for match in _UMLAUT.finditer(folded):  # Müller for Mueller
        yield term(f"{folded[: match.end()]}e{folded[match.end() :]}"), _SAME_WORD


def compounds(
    text: str, tokens: Sequence[Token], known: _Terms, term: Callable[[str], str]
) -> dict[int, tuple[tuple[str, ...], ...]]:
    """Give how else the articles may write compounds of `text`, by the offset of each word: `cease-fire`, `ceasefire`.

    A form is a tuple of terms that must all occur. `known` holds the terms of the articles.
    """
    found: dict[int, tuple[tuple[str, ...], ...]] = {}
    for one, other in pairwise(tokens):
        if text[one.end : other.start] in _JOINTS and min(one.end - one.start, other.end - other.start) >= _SHORTEST:
            whole = term(text[one.start : one.end] + text[other.start : other.end])
            if whole in known:
                found |= dict.fromkeys((one.start, other.start), ((whole,),))
    for token in tokens:
        if token.term not in known and _CUT_FROM <= token.end - token.start <= _LONGEST:
            parts = tuple(_parts(text[token.start : token.end], known, term))
            found |= {token.start: parts} if parts else {}
    return found


def _parts(word: str, known: _Terms, term: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    for place in range(_SHORTEST, len(word) - _SHORTEST + 1):
        one, other = term(word[:place]), term(word[place:])
        if one in known and other in known:
            yield one, other
