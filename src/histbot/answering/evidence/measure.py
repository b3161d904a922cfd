"""A question, ready to be compared with sentences: which of its units a text says, and how nearly."""

from __future__ import annotations

import re
from itertools import pairwise
from operator import mul
from typing import TYPE_CHECKING

from histbot.answering.evidence.read import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from histbot.answering.evidence.read import Read
    from histbot.answering.question.question import Question, Unit

_ALIAS = 0.95  # another name of a thing is nearly as good as the one that was typed
_TOLD = 0.6  # what a word that answers another is worth beside that one itself
_ASKING = 0.3  # what a word that asks counts beside one that says what about
_OBJECT = re.compile(
    r"\b(?:what|which|who|whom|where|when|why|how)\b(?:\s+\w+){0,3}?\s+(?:did|do|does|was|were|is|are|has|had|have|can|could)\s+"
    r"(?:the|a|an|his|her|its|their|this|these|those|it|he|she|they|[A-Z]\w*|\w+s)\b"
)


def emphasis(unit: Unit) -> float:
    """Say what a unit counts for its sort: words that ask say little of what about."""
    return _ASKING if unit.sort == "asking" else 1.0


class Measure:
    """A question, ready to be compared with sentences."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.units = question.units
        self.weights = [unit.weight * emphasis(unit) for unit in self.units]
        self.weight = sum(self.weights) or 1.0
        self.words = words_of(question.text)
        self.ways: dict[str, list[tuple[int, float]]] = {}
        self.phrases: list[tuple[int, tuple[str, ...]]] = []
        for place, unit in enumerate(self.units):
            self.ways.setdefault(unit.term, []).append((place, 1.0))
            for term, nearness in unit.kin.items():
                self.ways.setdefault(term, []).append((place, nearness * nearness))
            for name in unit.names:
                if len(name) == 1:
                    self.ways.setdefault(name[0], []).append((place, _ALIAS))
                else:
                    self.phrases.append((place, name))
        self.told: dict[str, list[int]] = {}
        for place, unit in enumerate(self.units):
            for term in unit.told:
                self.told.setdefault(term, []).append(place)
        self.sorts = {
            sort: [place for place, unit in enumerate(self.units) if unit.sort == sort]
            for sort in ("name", "number", "word")
        }
        self.forms = [[*unit.kin, *(term for name in unit.names for term in name)] for unit in self.units]
        self._sort_weights = {sort: sum(self.weights[place] for place in places) for sort, places in self.sorts.items()}
        weights = [one + other for one, other in pairwise(self.weights)]
        self.pairs = [(place, place + 1, weight) for place, weight in enumerate(weights)]
        self.pair_weight = sum(weights)
        focus = question.focus
        self.focus_terms = (
            frozenset({self.units[focus].term, *self.units[focus].kin}) if focus is not None else frozenset()
        )
        self.frame = _frame(question)

    def match(self, present: Mapping[str, object] | frozenset[str]) -> list[float]:
        """Say how nearly each unit is said by `present`, a set or dict of terms: from 0 to 1."""
        found = [0.0] * len(self.units)
        for term in self.ways.keys() & present:
            for place, nearness in self.ways[term]:
                found[place] = max(found[place], nearness)
        for place, name in self.phrases:
            if found[place] < _ALIAS and all(term in present for term in name):
                found[place] = _ALIAS
        return found

    def answered(self, found: list[float], present: Mapping[str, object]) -> list[float]:
        """Say how nearly each unit is said, or answered by a word that need not be its own: `married` for `wife`.

        Gives `found` itself where no such word is present, as in most sentences.
        """
        terms = self.told.keys() & present
        whole = list(found) if terms else found
        for term in terms:
            for place in self.told[term]:
                whole[place] = max(whole[place], _TOLD)
        return whole

    def said(self, title: Mapping[str, float]) -> float:
        """Say which share of a title the question says, each term by how rare it is: from 0 to 1."""
        whole = sum(title.values())
        near = {term: max(nearness for _, nearness in self.ways[term]) for term in title if term in self.ways}
        for _, name in self.phrases:
            if all(term in title for term in name):
                near |= dict.fromkeys(name, _ALIAS)
        return sum(title[term] * nearness for term, nearness in near.items()) / whole if whole else 0.0

    def apart(self, sentence: Read, pair: tuple[int, int]) -> bool:
        """Tell whether a sentence does not say the two words of a name one after the other, nor the name otherwise."""
        one, other = (self.places(sentence, place) for place in pair)
        if any(place + 1 in other for place in one):
            return False
        names = {name for place in pair for name in self.units[place].names}
        return not any(all(term in sentence.places for term in name) for name in names)

    def places(self, sentence: Read, unit: int) -> Sequence[int]:
        """Give where a unit stands in a sentence, in its own words or in those that stand for it."""
        own = sentence.places.get(self.units[unit].term)
        if own:
            return own
        return [place for term in self.forms[unit] for place in sentence.places.get(term, ())]

    def missing(self, found: Sequence[float], sort: str) -> float:
        """Say which share of the question's weight lies in units of this sort that are not found."""
        return sum(self.weights[place] * (1 - found[place]) for place in self.sorts[sort]) / self.weight

    def covered(self, found: Sequence[float]) -> float:
        """Say which share of the question's weight is found."""
        whole: float = sum(map(mul, self.weights, found))
        return whole / self.weight

    def covered_of(self, sort: str, found: Sequence[float]) -> float:
        """Say which share of the weight of the units of this sort is found."""
        whole = self._sort_weights[sort]
        return sum(self.weights[place] * found[place] for place in self.sorts[sort]) / whole if whole else 0.0


def _frame(question: Question) -> str:
    """Say whether what is asked for does something (subject), or something is done to or by it (object)."""
    return "object" if _OBJECT.search(question.text) else "subject"
