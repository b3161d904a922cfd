"""Words to stems: Snowball's where it has the language, and a light stemmer out of the language's data file.

Snowball wants the accents of a language and people leave them out; so behind its stem, folded, the endings that it
leaves are taken off once more. Slovak and Ukrainian, which Snowball lacks, have the light stemmer alone; simplemma's
dictionary of lemmas takes a second to load, which every question would wait for.

Pairs of forms of one lemma that get one stem, and lemmas that share one with another, over 4,000 lemmas of simplemma's
dictionaries: Czech .69 and .04 (Snowball alone .65 and .04, but only .62 of the words typed without accents get the
stem of those with them, here .89), Polish .80 and .02 (.73, .01), Russian .89 and .01 (.88, .01), Ukrainian .75 and
.04 (folded only: 0), Slovak .49 and .04.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from histbot.languages.words import flat, words_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from histbot.languages.words import Words

_SNOWBALL = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "eo": "esperanto", "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish",
    "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian",
    "it": "italian", "lt": "lithuanian", "nb": "norwegian", "nl": "dutch", "nn": "norwegian", "no": "norwegian",
    "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish",
    "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
_LEAST = 3  # letters of a stem


def has_stems(code: str) -> bool:
    """Tell whether words of a language are brought to their stems; else they are folded and no more."""
    words = words_of(code)
    return code in _SNOWBALL or (words is not None and bool(words.listed("ending")))


def snowball(code: str) -> Callable[[str], str]:
    """Give Snowball's stemmer of a language; one that changes nothing where it has none."""
    import Stemmer

    algorithm = _SNOWBALL.get(code, "")
    return Stemmer.Stemmer(algorithm).stemWord if algorithm in Stemmer.algorithms() else str


def stemmer(code: str, fold: Callable[[str], str]) -> Callable[[str], str]:
    """Give what makes a folded stem of a word in lower case; `fold` takes accents off."""
    first, words = snowball(code), words_of(code)
    if code == "en":
        return first  # English words come folded
    if words is None or not words.listed("ending"):
        return lambda word: fold(first(word))
    light = _light(words)
    return lambda word: light(fold(first(word)))


def _light(words: Words) -> Callable[[str], str]:
    """Give what takes the longest of a language's endings off a folded word, and makes what alternates one."""
    endings = frozenset(map(flat, words.listed("ending")))
    particles = words.listed("particle")
    last = [tuple(map(flat, each.split("="))) for each in words.listed("last")]
    longest = max(map(len, endings))

    @lru_cache(maxsize=10_000)
    def stem(word: str) -> str:
        for particle in particles:
            word = word.removesuffix(particle) if len(word) > len(particle) + _LEAST else word
        length = next((n for n in range(min(longest, len(word) - _LEAST), 0, -1) if word[-n:] in endings), 0)
        word = word[: len(word) - length]
        for ends, instead in last:
            if word.endswith(ends) and len(word) > _LEAST:
                return word[: len(word) - len(ends)] + instead
        return word

    return stem
