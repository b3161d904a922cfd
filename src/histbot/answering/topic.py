"""A topic over passages: the same words, aliases and families of words as a question's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from histbot.answering.naming import Naming
from histbot.answering.question import read_question
from histbot.knowledge import plain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from histbot.answering.question import Unit
    from histbot.answering.vocabulary import Vocabulary
    from histbot.knowledge import Knowledge, Passage, Span
    from histbot.retrieval import Index

_KIN = 0.6  # how near a term of the family must be to stand for a word of a topic
_PASSAGES = 5_000  # that a topic may be spread over
_OFFERED = 3


class Topics:
    """Finds the passages and sentences that speak of a topic."""

    def __init__(self, knowledge: Knowledge, index: Index, vocabulary: Vocabulary) -> None:
        self._knowledge, self._index, self._vocabulary = knowledge, index, vocabulary

    def read(self, topic: str) -> tuple[Unit, ...]:
        """Understand a topic: what the other methods look for."""
        return read_question(topic, self._vocabulary).units

    def naming(self, units: Sequence[Unit]) -> Naming:
        """Give what tells whether a text names a topic."""
        return Naming(units, self._vocabulary.analyzer)

    def passages(self, units: Collection[Unit], within: Collection[str] | None = None) -> dict[str, Passage]:
        """Give the passages whose text or headings hold every word of a topic, by id, the nearest first."""
        found = (hit.passage for hit in self._index.search(_query(units), _PASSAGES, within))
        return {passage.id: passage for passage in found if _covers(units, self._of_passage(passage))}

    def speaks_of(self, units: Collection[Unit], passage: Passage, sentence: Span) -> bool:
        """Tell whether a sentence, under its headings, holds every word of a topic."""
        article = self._knowledge.article(passage.article)
        terms = self._headings(passage)
        terms.update(self._vocabulary.analyzer.terms(plain(sentence.of(article.text))))
        return _covers(units, terms)

    def nearest(self, units: Collection[Unit], within: Collection[str] | None = None) -> tuple[str, ...]:
        """Name the articles or sections that come nearest to a topic."""
        hits = self._index.search(_query(units), _PASSAGES, within)
        return tuple(dict.fromkeys(self._named(hit.passage) for hit in hits[: _OFFERED * 4]))[:_OFFERED]

    def _named(self, passage: Passage) -> str:
        return passage.section[-1] if passage.section else self._knowledge.article(passage.article).title

    def _headings(self, passage: Passage) -> set[str]:
        title = self._knowledge.article(passage.article).title
        return set(self._vocabulary.analyzer.terms(" ".join((title, *passage.section))))

    def _of_passage(self, passage: Passage) -> set[str]:
        text = passage.span.of(self._knowledge.article(passage.article).text)
        return self._headings(passage).union(self._vocabulary.analyzer.terms(plain(text)))


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
