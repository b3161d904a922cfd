"""How a question is asked in a language other than English: by the words of that language's data file.

English has patterns of its own (`question.py`): they say more, and the weights were fitted with them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from histbot.languages import described, flat, language_asked, words_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from histbot.languages import Words

# Of words that begin at one place, the kind that stands first here: `how long` before `how`.
KINDS = ("duration", "number", "when", "why", "who", "where", "name", "which", "how", "what")
_NOUNS = {"time": "when", "amount": "number", "person": "who", "place": "where"}  # which year: when
_FIRST = 4  # words among which the one that asks mostly stands
_FEW = 5  # words of small talk, at most


@dataclass(frozen=True, slots=True)
class Manner:
    """What a question's own words, not its subject, say."""

    kind: str
    """when, duration, number, why, who, where, how, which, what, or whether."""
    focus: int | None
    """Where the word begins that "which" or "how many" stands before."""
    overview: bool
    """Whether it asks what the articles are about."""
    defines: bool
    """Whether it asks who or what something is."""
    lifespan: bool
    """Whether it asks when somebody was born or died."""
    asks: Callable[[str], bool]
    """Tells whether a word only asks, so that an answer need not hold it."""
    price: bool = False
    """Whether the number that it asks for is a sum of money; known of English only."""


def manner_of(text: str, words: Words) -> Manner:
    """Read the words of `text` that ask."""
    bare = flat(text)
    kind = _kind(bare, words)
    focus = re.search(rf"\b(?:{words.written('which', 'number')})\W+(\w+)", bare) if words.listed("which") else None
    return Manner(
        kind,
        focus.start(1) if focus else None,
        overview=words.found("about").search(bare) is not None,
        defines=_defines(bare, words),
        lifespan=kind in ("when", "what", "where") and words.found("born").search(bare) is not None,
        asks=lambda word: words.found("asking").fullmatch(flat(word)) is not None,
    )


def _kind(bare: str, words: Words) -> str:
    begin = re.match(rf"(?:\W*\w+){{1,{_FIRST}}}", bare)
    for end in (begin.end() if begin else 0, len(bare)):
        matches = ((words.found(kind).search(bare, 0, end), place) for place, kind in enumerate(KINDS))
        first = min(((match.start(), place) for match, place in matches if match), default=None)
        if first is not None:
            kind = KINDS[first[1]]
            return _which(bare, first[0], words) if kind == "which" else "who" if kind == "name" else kind
    return "whether" if words.found("whether").search(bare) else "what"


def _which(bare: str, start: int, words: Words) -> str:
    """Say what a question asks for whose "which" stands at `start`: `which year` is when."""
    rest = " ".join(bare[start:].split()[1:3])
    return next((kind for key, kind in _NOUNS.items() if words.found(key).search(rest)), "which")


def _defines(bare: str, words: Words) -> bool:
    match = words.found("define").match(bare.lstrip(" ¿¡\"'«„"))
    return match is not None and len(bare.split()) - len(match[0].split()) <= _FIRST


def asks_elsewhere(text: str) -> bool:
    """Tell whether `text` asks something in a language other than English, by one of its first words."""
    words = _other_words(text)
    if words is None:
        return False
    bare = " ".join(flat(text).split()[:_FIRST])
    return any(words.found(kind).search(bare) for kind in KINDS)


def is_small_talk_elsewhere(text: str) -> bool:
    """Tell whether `text` is a greeting or thanks in a language other than English."""
    bare = flat(text).strip(" !?.,¿¡")
    if len(bare.split()) > _FEW or language_asked(text, ("en",), "") == "en":
        return False
    ways = (words.found("small").match(bare) for code in described() if (words := words_of(code)))
    return any(match and not asks_elsewhere(bare[match.end() :]) for match in ways)


def _other_words(text: str) -> Words | None:
    code = language_asked(text, (), "en")
    return None if code == "en" else words_of(code)
