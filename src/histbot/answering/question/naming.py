"""Whether a text names a topic, for timelines: as a phrase, or with its words apart; and whether a title is the topic.

Closer than a question's words: a topic is mostly a name, and *Stalin* is no other form of *Stalingrad*.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from histbot.retrieval import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from histbot.answering.question.question import Unit
    from histbot.retrieval import Analyzer

_KIN = 0.85  # how near a term of the family must be: plurals and adjectives, not other names
_STEM = 4  # letters that a form of a word keeps at least
_APART = 0.6  # how surely a text names what it holds all words of, apart
_ROOM = 2  # words that may stand between those of a phrase
# What a text about the Battle of Stalingrad need not say again.
_KINDS = frozenset("battle siege life reign history timeline events chronology biography story".split())


class Naming:
    """A topic's words, and how texts name it."""

    def __init__(self, units: Sequence[Unit], analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        named = [unit for unit in units if unit.word.lower() not in _KINDS]
        self._units = tuple(named or units)
        self._all = tuple(units)
        self._shares: dict[str, float] = {}
        self._beginnings = [_beginning(unit.word) for unit in self._units if not unit.names]
        own = {unit.term for unit in units}
        # *Civil War* is a name of the American one, but names others as well.
        self._others = frozenset(name for unit in units for name in unit.names if not own.issuperset(name))

    def named(self, text: str) -> float:
        """Say how surely a text names the topic: 1 as a phrase, 0.6 with its words apart, 0 not at all."""
        if not self._spelt(text):  # first, for it takes less than to read the text's terms
            return 0.0
        terms = self._analyzer.terms(text)
        places = [_places(unit, terms, self._others) for unit in self._units]
        if not places or not all(places):
            return 0.0
        return 1.0 if _near(places) else _APART

    def _spelt(self, text: str) -> bool:
        """Tell whether the words stand there that were typed: a stem takes *hasty* for *Hastings*."""
        words = fold.__wrapped__(text)  # a text of thousands, not a word that is met again
        return all(beginning in words for beginning in self._beginnings)

    def titled(self, title: str) -> float:
        """Give the share of a title that is the topic; 0 if the title does not hold all of it."""
        if title not in self._shares:  # an article's events have few headings
            self._shares[title] = self._share(title)
        return self._shares[title]

    def _share(self, title: str) -> float:
        terms = self._analyzer.terms(title)
        if tuple(terms) in self._others:
            return 1.0
        if not terms or not all(_places(unit, terms, self._others) for unit in self._units):
            return 0.0
        said = {place for unit in self._all for place in _places(unit, terms, self._others)}
        return len(said) / len(terms)


def _beginning(word: str) -> str:
    """Give as much of a word as its plural or adjective keeps."""
    folded = fold(word)
    return folded[: max(_STEM, len(folded) - 3)]


def _places(unit: Unit, terms: Sequence[str], others: Collection[tuple[str, ...]]) -> list[int]:
    """Give where a unit stands among the terms of a text, in one way or another."""
    found = [place for place, term in enumerate(terms) if term == unit.term or unit.kin.get(term, 0.0) >= _KIN]
    for name in (name for name in unit.names if name in others):
        found += [
            place
            for place, term in enumerate(terms)
            if term == name[0] and tuple(terms[place : place + len(name)]) == name
        ]
    return found


def _near(places: Sequence[Collection[int]]) -> bool:
    """Tell whether the units stand side by side, in their order, somewhere."""
    return all(
        any(0 <= second - first <= _ROOM for first in before for second in after) for before, after in pairwise(places)
    )
