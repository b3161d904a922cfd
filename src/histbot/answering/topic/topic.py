"""A topic over passages: the same words, aliases and families of words as a question's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from histbot.answering.question.question import read_question
from histbot.answering.topic.naming import Naming, Wanted, forms_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from histbot.answering.question.question import Unit
    from histbot.answering.question.vocabulary import Vocabulary
    from histbot.knowledge import Knowledge, Passage
    from histbot.retrieval import Matcher

_KIN = 0.6  # how near a term of the family must be to offer what holds it instead
_PASSAGES = 5_000  # that a topic may be spread over
_OFFERED = 3


class Topics:
    """Finds the passages that speak of a topic."""

    def __init__(self, knowledge: Knowledge, index: Matcher, vocabulary: Vocabulary) -> None:
        self._knowledge, self._index, self._vocabulary = knowledge, index, vocabulary

    def read(self, topic: str) -> tuple[Unit, ...]:
        """Understand a topic: what the other methods look for."""
        return read_question(topic, self._vocabulary).units

    def naming(self, topic: str, units: tuple[Unit, ...], titles: Iterable[str] = ()) -> Naming:
        """Give what tells whether a text names a topic; `titles` are those of articles that hold it."""
        wanted = Wanted(topic, units, tuple(titles))
        return Naming(wanted, self._vocabulary.analyzer, self._vocabulary.idf)

    def passages(self, units: Collection[Unit], within: Collection[str] | None = None) -> dict[str, str]:
        """Give the passages whose text or headings hold every word of a topic, the nearest first: article by id."""
        said = [(forms_of(unit), unit.names) for unit in units]
        query = {term: 1.0 for forms, names in said for term in (*forms, *(term for name in names for term in name))}
        found = self._index.matches(query, _PASSAGES, within)
        return {each.passage: each.article for each in found if _covers(said, each.terms)}

    def nearest(self, units: Collection[Unit], within: Collection[str] | None = None) -> tuple[str, ...]:
        """Name the articles or sections that come nearest to a topic."""
        query = {term: 1.0 for unit in units for term in _standing_for(unit)}
        hits = self._index.search(query, _OFFERED * 4, within)
        return tuple(dict.fromkeys(self._named(hit.passage) for hit in hits))[:_OFFERED]

    def _named(self, passage: Passage) -> str:
        return passage.section[-1] if passage.section else self._knowledge.article(passage.article).title


def _standing_for(unit: Unit) -> Iterator[str]:
    yield unit.term
    yield from (term for term, near in unit.kin.items() if near >= _KIN)
    yield from (term for name in unit.names for term in name)


def _covers(said: Collection[tuple[Collection[str], Collection[Collection[str]]]], terms: Collection[str]) -> bool:
    """Tell whether every word is said, in one way or another; a topic without words covers nothing."""
    return bool(said) and all(
        any(form in terms for form in forms) or any(all(term in terms for term in name) for name in names)
        for forms, names in said
    )
