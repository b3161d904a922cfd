"""How the articles themselves write a topic: with capitals, as a part of a longer name, with its *battle* or without.

What people type says little of that: `battle of tours` has no capital, and what is asked for is not a royal tour. So
it is read off the texts that hold the words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_BETWEEN = r"(?:['’]s?)?\W{1,3}"  # what stands between two words of a phrase
_NAME = 0.7  # of a phrase's places where a word has a capital, from which on it is a name
_ALONE = 4  # times as often as with it, a word is said without its *battle*: alone it means something else
# What a battle may be left out of: elsewhere it is part of what is asked for (`Battle of Britain`).
_FOUGHT = re.compile(r"\s*(?:the\s+)?(?:battle|siege)\s+(?:of|at|for)\s+(?:the\s+)?(?=\w)", re.IGNORECASE)
# What may stand before a name and names nothing else by it: titles of people, numbers.
_BESIDE = frozenset(
    """
    the a an pope antipope king queen emperor empress tsar tsarina czar sultan caliph prince princess duke duchess count
    saint st sir lord lady president chancellor general marshal admiral captain colonel bishop archbishop cardinal
    first second third fourth fifth sixth seventh eighth ninth tenth last new old
    """.split()
)
_MANY = 2  # longer names: a phrase that has more of them (`Civil War`) means any


@dataclass(frozen=True, slots=True)
class Usage:
    """What the texts show of a topic."""

    phrases: int = 0
    """How often it stands there as it was typed."""
    names: frozenset[str] = frozenset()
    """Its words that are names, in small letters."""
    fought: bool = False
    """Whether its *battle* has to be said with it."""


def usage(topic: str, texts: Iterable[str]) -> Usage:
    """Read off texts how they write a topic."""
    words = words_of(topic)
    if not words:
        return Usage()
    texts = set(texts)
    whole = phrase(words)
    found = [match for text in texts for match in whole.finditer(text)]
    names = {
        word.lower()
        for place, word in enumerate(words, 1)
        if found and sum(match[place][0].isupper() for match in found) >= _NAME * len(found)
    }
    fought = _FOUGHT.match(topic)
    alone = phrase(words_of(topic[fought.end() :])) if fought and found else None
    often = sum(alone.search(text) is not None for text in texts) if alone else 0
    return Usage(len(found), frozenset(names), fought=often > _ALONE * len(found) > 0)


def words_of(topic: str) -> list[str]:
    """Give the words of a topic as they are typed."""
    return _WORD.findall(topic)


def phrase(words: Sequence[str]) -> re.Pattern[str]:
    """Make a pattern of words that stand side by side, each a group, in any case."""
    return re.compile(rf"\b{_BETWEEN.join(f'({re.escape(word)})' for word in words)}(?:['’]?s)?\b", re.IGNORECASE)


def longer_names(topic: str, titles: Iterable[str]) -> re.Pattern[str] | None:
    """Make a pattern of the names of other things that end in the topic: `Holy Roman Empire`; none if there are none.

    They are titles in which a name stands right before the topic.
    """
    words = words_of(topic)
    if len(words) <= 1:
        return None
    behind = re.compile(rf"\b([A-ZÀ-Þ][\w'’-]*)\s+(?={phrase(words).pattern}\Z)", re.IGNORECASE)
    found = {match[1].lower() for title in titles if (match := behind.search(title)) and match[1][0].isupper()}
    found -= _BESIDE
    if not 0 < len(found) <= _MANY:
        return None
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(found)))})\s+{phrase(words).pattern}", re.IGNORECASE)
