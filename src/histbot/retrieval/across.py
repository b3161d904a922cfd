"""A question's words in the other languages of the articles: as they are stemmed, called, and written there.

A name mostly has the same letters everywhere and other endings, so each word is also stemmed as each of the languages
has it. What is called otherwise stands in the glossary. What is written in other letters is found by its key.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

from histbot.languages import first_letters, glossary, is_cyrillic, is_latin, name_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from histbot.retrieval.analysis import Analyzer
    from histbot.retrieval.index import Index

_POSSESSIVE = re.compile(r"['’]s?$")
_LEAST, _LONG = 3, 5  # letters of a key; from the second on, one may be another
_MOST = 3  # terms in other letters that a word is taken for


class Across:
    """The way from one language into those of the articles."""

    def __init__(self, index: Index, analyzer: Analyzer, elsewhere: Sequence[Analyzer]) -> None:
        """Lead from words that `analyzer` reads to terms of `index` that those `elsewhere` made."""
        self._index, self._analyzer, self._elsewhere = index, analyzer, elsewhere
        self._rows = lru_cache(maxsize=1)(self._read_rows)
        self._keyed = lru_cache(maxsize=64)(self._read_keys)
        self.forms = lru_cache(maxsize=2_000)(self._forms)

    def english(self, term: str) -> str:
        """Give an English word for a term, empty where none is known: an encyclopaedia says how common that is."""
        rows = self._rows().get((term,), ())
        return rows[0].get("en", ("",))[0] if rows else ""

    def phrases(self) -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
        """Give the names of several words that the glossary knows, each with what it is called elsewhere."""
        several = (own for own in self._rows() if len(own) > 1)
        found = {own: tuple(form for form in self._called(own) if form and self._occurs(form)) for own in several}
        return {own: forms for own, forms in found.items() if forms}

    def _forms(self, word: str) -> tuple[tuple[str, ...], ...]:
        """Give what `word` may be in the other languages: tuples of terms that all occur there."""
        own = tuple(self._analyzer.terms(word))
        word = _POSSESSIVE.sub("", word)
        found = [tuple(analyzer.terms(word)) for analyzer in self._elsewhere]
        found += self._called(own)
        found = [form for form in dict.fromkeys(found) if form and form != own and self._occurs(form)]
        if not found:
            found = [(term,) for term in self._in_other_letters(word)]
        return tuple(found)

    def _occurs(self, form: tuple[str, ...]) -> bool:
        return all(term in self._index for term in form)

    def _called(self, own: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        """Give the names in the other languages of what is called so in the question's."""
        for row, analyzer in product(self._rows().get(own, ()), self._elsewhere):
            for name in row.get(analyzer.language, ()):
                yield tuple(analyzer.terms(name))

    def _read_rows(self) -> dict[tuple[str, ...], tuple[dict[str, tuple[str, ...]], ...]]:
        """Give the glossary's lines by the terms of their names in the question's language."""
        rows: dict[tuple[str, ...], tuple[dict[str, tuple[str, ...]], ...]] = {}
        for row in glossary():
            for name in row.get(self._analyzer.language, ()):
                terms = tuple(self._analyzer.terms(name))
                if terms and row not in rows.get(terms, ()):
                    rows[terms] = (*rows.get(terms, ()), row)
        return rows

    def _in_other_letters(self, word: str) -> list[str]:
        """Give the terms in the other script, Latin or Cyrillic, that may be the name `word`, the likeliest first."""
        key = name_key(word) if is_latin(word) or is_cyrillic(word) else ""
        other = is_cyrillic if is_latin(word) else is_latin
        if len(key) < _LEAST or not any(map(str.isalpha, word)):
            return []
        from rapidfuzz.distance import OSA

        near: dict[str, int] = {}
        for letter in filter(other, first_letters(key)):
            for known, terms in self._keyed(letter):
                distance = OSA.distance(key, known, score_cutoff=1)
                if distance == 0 or (distance == 1 and min(len(key), len(known)) >= _LONG):
                    near |= dict.fromkeys(terms, distance)
        return sorted(near, key=lambda term: (near[term], term))[:_MOST]

    def _read_keys(self, letter: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Give the keys of all terms that begin with a letter, each with those terms."""
        keys: dict[str, tuple[str, ...]] = {}
        for term in self._index.beginning(letter):
            if term.isalpha():
                key = name_key(term)
                keys[key] = (*keys.get(key, ()), term)
        return tuple(keys.items())
