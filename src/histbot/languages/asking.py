"""Which language a question is asked in: by the words that ask, by its other small words, by its letters.

A question is too short for what tells a text's language, and nothing may be loaded for it. English is told at once by
the words that ask in it; only where they are missing are the files of the other languages read.

Known limits: a question of names alone (`Golian Viest 1944`) is in the folder's language; `kto` alone is Slovak or
Polish: the letters of what else is asked decide, or which of them the folder holds.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from histbot.languages.words import described, flat, words_of

if TYPE_CHECKING:
    from collections.abc import Collection

_ENGLISH = frozenset("what who when where why how which whose whom did does the whats whos".split())
_MAYBE_ENGLISH = frozenset(
    "was were of are is tell this that has had been have in to for and with by from a an".split()
)
_ASKS = ("when", "duration", "number", "why", "who", "where", "how", "which", "what", "small")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ASKING, _SMALL = 3.0, 1.0  # what a word that asks counts, and another small word
_LETTER, _IN_NAME = 1.5, 0.3  # what a telling letter counts: names keep theirs in every language
_HELD, _HOME = 0.8, 0.4  # what it counts that articles are in a language, or most of them
_SURE = 3.0  # from which on a question is in a language of which there is no article


def language_asked(text: str, held: Collection[str], home: str) -> str:
    """Give the language (ISO 639-1) of a question over articles in the languages `held`, most of them in `home`."""
    words = _WORD.findall(text)
    lower = {word.lower() for word in words}
    if not _ENGLISH.isdisjoint(lower):
        return "en"
    scores = {code: _score(code, words) for code in described()}
    scores["en"] = _SMALL * len(_MAYBE_ENGLISH & lower)
    scores = {code: score + _HELD * (code in held) + _HOME * (code == home) for code, score in scores.items() if score}
    best = max(scores, key=lambda code: (scores[code], code), default=home)
    return best if scores.get(best, 0.0) >= (_SMALL if best in held else _SURE) else home


def _score(code: str, words: Collection[str]) -> float:
    asking, small, letters = _telling(code)
    total = 0.0
    for word in words:
        bare = flat(word)
        if bare in _MAYBE_ENGLISH:
            total += _SMALL * (bare in asking or bare in small)
        else:
            total += _ASKING * (bare in asking) + _SMALL * (bare in small)
        if not letters.isdisjoint(word.lower()):
            total += _LETTER if word[0].islower() else _IN_NAME
    return total


@cache
def _telling(code: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Give the words that ask in a language, its other small words, both flat, and its letters."""
    words = words_of(code)
    assert words is not None  # noqa: S101  # only of those that are described
    asking = {flat(word) for key in _ASKS for word in words.listed(key) if "_" not in word}
    return frozenset(asking), frozenset(map(flat, words.stop)), frozenset(words.listed("letter"))
