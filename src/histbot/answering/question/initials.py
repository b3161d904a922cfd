"""Initials that spell a title: `ACW` for *American Civil War*, `UDI` for *Unilateral Declaration of Independence*.

Looked up only for a word that is typed in capitals, or that no article holds; so nothing runs over all titles before
somebody types one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_LEAST, _MOST = 3, 6  # letters
_BRACKET = re.compile(r"\s*\([^()]*\)\s*$")
_WORD = re.compile(r"[^\W\d_][^\W_]*")


def may_be_initials(word: str, *, known: bool) -> bool:
    """Tell whether a typed word is worth looking up: in capitals, or in no article."""
    return _LEAST <= len(word) <= _MOST and word.isalpha() and (word.isupper() or not known)


def by_initials(titles: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Give the titles that each row of initials spells, small words counted or left out."""
    found: dict[str, tuple[str, ...]] = {}
    for title in titles:
        words = _WORD.findall(_BRACKET.sub("", title))
        for chosen in ([word for word in words if word[0].isupper()], words):
            initials = "".join(word[0] for word in chosen).upper()
            if _LEAST <= len(initials) <= _MOST and title not in found.get(initials, ()):
                found[initials] = (*found.get(initials, ()), title)
    return found
