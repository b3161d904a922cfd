"""Whether a text names a topic, for timelines: as a phrase, or with its words apart; and whether a title is the topic.

Closer than a question's words: a topic is mostly a name, and *Stalin* is no other form of *Stalingrad*.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from histbot.answering.topic.usage import Usage, longer_names, phrase, usage, words_of
from histbot.retrieval import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from histbot.answering.question.question import Unit
    from histbot.retrieval import Analyzer

_KIN = 0.85  # how near a term of the family must be: plurals and adjectives, not other names
_ENDINGS = frozenset("a i o n s an en es ia ian ic is al ish men man us".split()) | {""}  # of Czechoslovakia, Korea
_STEM = 4  # letters that a form of a word keeps at least
_APART = 0.6  # how surely a text names what it holds all words of, apart
_APART_OF_NAME = 0.25  # … if texts say the topic as a phrase, so that its words apart are mostly something else
_PHRASES = 3  # … from which on they do
_ROOM = 2  # words that may stand between those of a phrase
# What a text about the Battle of Stalingrad need not say again.
_FOUGHT = frozenset(("battle", "siege"))
_KINDS = _FOUGHT | frozenset("life reign history timeline events chronology biography story".split())


def forms_of(unit: Unit) -> frozenset[str]:
    """Give the terms that say a topic's word: its own, its plural and adjective, or the word that was meant."""
    if unit.meant:
        nearest = max(unit.meant.values())
        return frozenset((unit.term, *(term for term, near in unit.meant.items() if near == nearest)))
    kin = (term for term, near in unit.kin.items() if near >= _KIN and (term.isdigit() or _related(unit.term, term)))
    return frozenset((unit.term, *kin))


def _related(one: str, other: str) -> bool:
    """Tell whether two terms differ by endings of a place's or a people's name: *Constantin* is no *Constantinople*."""
    shared = next(
        (place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]),
        min(len(one), len(other)),
    )
    return one[shared:] in _ENDINGS and other[shared:] in _ENDINGS


@dataclass(frozen=True, slots=True)
class Wanted:
    """A topic as it was typed and understood."""

    typed: str
    """As it was typed."""
    units: tuple[Unit, ...]
    """Its words."""
    titles: tuple[str, ...] = ()
    """The titles of articles that hold it."""


class Naming:
    """A topic's words, and how texts name it."""

    def __init__(
        self, wanted: Wanted, analyzer: Analyzer, weight: Callable[[str], float], used: Usage | None = None
    ) -> None:
        """Take a topic; `weight` says how rare a term is, `used` is what texts show of the topic, see `as_used`."""
        units = wanted.units
        self._wanted = wanted
        self._analyzer, self._weight, self._used = analyzer, weight, used or Usage()
        dispensable = _KINDS - _FOUGHT if self._used.fought else _KINDS
        self._all = units
        self._units = tuple(unit for unit in units if unit.word.lower() not in dispensable) or self._all
        self._forms = {unit.term: forms_of(unit) for unit in units}
        self._shares: dict[str, float] = {}
        self._beginnings = [_beginning(unit.word) for unit in self._units if not unit.names]
        words = words_of(wanted.typed)
        self._phrase = phrase(words)
        self._capitals = [place for place, word in enumerate(words, 1) if word.lower() in self._used.names]
        # A name that is all of a topic is no plural: *Tours* no *Tour*.
        self._cut = fold(self._units[0].word)[:-1] if len(self._units) == 1 else ""
        self._longer = longer_names(wanted.typed, wanted.titles)
        own = {unit.term for unit in units}
        # *Civil War* is a name of the American one, but names others as well.
        self._others = frozenset(name for unit in units for name in unit.names if not own.issuperset(name))
        self._own = frozenset(term for forms in self._forms.values() for term in forms)

    def as_used(self, texts: Iterable[str]) -> Naming:
        """Give the same topic, knowing from texts that hold its words how they write it."""
        return Naming(self._wanted, self._analyzer, self._weight, usage(self._wanted.typed, texts))

    def named(self, text: str) -> float:
        """Say how surely `text` names the topic: 1 as a phrase, 0.6 or less with its words apart, 0 not at all."""
        if not self._spelt(text):  # first, for it takes less than to read the text's terms
            return 0.0
        if self._longer is not None:
            text = self._longer.sub(" ", text)
        if any(all(match[place][0].isupper() for place in self._capitals) for match in self._phrase.finditer(text)):
            return 1.0  # as it was typed, which most texts say; to read their terms takes ten times as long
        terms = self._analyzer.terms(text)
        places = [self._places(unit, terms) for unit in self._units]
        if not places or not all(places) or (self._used.names and not self._in_capitals(text)):
            return 0.0
        if _near(places):
            return 1.0
        return _APART_OF_NAME if self._used.phrases >= _PHRASES else _APART

    def telling(self, text: str) -> dict[str, float]:
        """Give the terms of a text beside the topic's own, each with how rare it is: what else the text tells."""
        return {term: self._weight(term) for term in set(self._analyzer.terms(text)) - self._own}

    def _spelt(self, text: str) -> bool:
        """Tell whether the words stand there that were typed: a stem takes *hasty* for *Hastings*."""
        words = fold.__wrapped__(text)  # a text of thousands, not a word that is met again
        return all(beginning in words for beginning in self._beginnings)

    def _in_capitals(self, text: str) -> bool:
        """Tell whether the words that are names stand there as names: not the *tours* of the Battle of Tours."""
        written = {
            token.term
            for token in self._analyzer.tokens(text)
            if text[token.start].isupper() and fold(text[token.start : token.end]) != self._cut
        }
        return all(
            not written.isdisjoint(self._forms[unit.term]) or any(written.issuperset(name) for name in unit.names)
            for unit in self._units
            if unit.word.lower() in self._used.names
        )

    def titled(self, title: str) -> float:
        """Give the share of a title that is the topic; 0 if the title does not hold all of it."""
        if title not in self._shares:  # an article's events have few headings
            self._shares[title] = self._share(title)
        return self._shares[title]

    def _share(self, title: str) -> float:
        if self._longer is not None:
            title = self._longer.sub(" ", title)
        terms = self._analyzer.terms(title)
        if tuple(terms) in self._others:
            return 1.0
        if not terms or not all(self._places(unit, terms) for unit in self._units):
            return 0.0
        said = {place for unit in self._all for place in self._places(unit, terms)}
        return len(said) / len(terms)

    def _places(self, unit: Unit, terms: Sequence[str]) -> list[int]:
        """Give where a word of the topic stands among the terms of a text, in one way or another."""
        forms = self._forms[unit.term]
        found = [place for place, term in enumerate(terms) if term in forms]
        for name in (name for name in unit.names if name in self._others):
            found += [
                place
                for place, term in enumerate(terms)
                if term == name[0] and tuple(terms[place : place + len(name)]) == name
            ]
        return found


def _beginning(word: str) -> str:
    """Give as much of a word as its plural or adjective keeps."""
    folded = fold(word)
    return folded[: max(_STEM, len(folded) - 3)]


def _near(places: Sequence[Collection[int]]) -> bool:
    """Tell whether the units stand side by side, in their order, somewhere."""
    return all(
        any(0 <= second - first <= _ROOM for first in before for second in after) for before, after in pairwise(places)
    )
