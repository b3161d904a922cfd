"""A topic over passages: the same words, aliases and families of words as a question's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from histbot.answering.question.naming import Naming
from histbot.answering.question.question import read_question

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from histbot.answering.question.question import Unit
    from histbot.answering.question.vocabulary import Vocabulary
    from histbot.knowledge import Knowledge, Passage
    from histbot.retrieval import Matcher

_KIN = 0.6  # how near a term of the family must be to stand for a word of a topic
_PASSAGES = 5_000  # that a topic may be spread over
_OFFERED = 3


class Topics:
    """Finds the passages that speak of a topic."""

    def __init__(self, knowledge: Knowledge, index: Matcher, vocabulary: Vocabulary) -> None:
        self._knowledge, self._index, self._vocabulary = knowledge, index, vocabulary

    def read(self, topic: str) -> tuple[Unit, ...]:
        """Understand a topic: what the other methods look for."""
        return read_question(topic, self._vocabulary).units

    def naming(self, units: Sequence[Unit]) -> Naming:
        """Give what tells whether a text names a topic."""
        return Naming(units, self._vocabulary.analyzer)

    def passages(self, units: Collection[Unit], within: Collection[str] | None = None) -> dict[str, str]:
        """Give the passages whose text or headings hold every word of a topic, the nearest first: article by id."""
        found = self._index.matches(_query(units), _PASSAGES, within)
        return {each.passage: each.article for each in found if _covers(units, each.terms)}

    def nearest(self, units: Collection[Unit], within: Collection[str] | None = None) -> tuple[str, ...]:
        """Name the articles or sections that come nearest to a topic."""
        hits = self._index.search(_query(units), _OFFERED * 4, within)
        return tuple(dict.fromkeys(self._named(hit.passage) for hit in hits))[:_OFFERED]

    def _named(self, passage: Passage) -> str:
        return passage.section[-1] if passage.section else self._knowledge.article(passage.article).title


def _query(units: Iterable[Unit]) -> dict[str, float]:
    return {term: 1.0 for unit in units for term in _standing_for(unit)}


def _standing_for(unit: Unit) -> Iterator[str]:
    yield unit.term
    yield from (term for term, near in unit.kin.items() if near >= _KIN)
    yield from (term for name in unit.names for term in name)


def _covers(units: Collection[Unit], terms: Collection[str]) -> bool:
    """Tell whether every unit is said, in one way or another; a topic without words covers nothing."""
    return bool(units) and all(
        unit.term in terms
        or any(term in terms for term, near in unit.kin.items() if near >= _KIN)
        or any(all(term in terms for term in name) for name in unit.names)
        for unit in units
    )
