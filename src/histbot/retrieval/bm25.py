"""rank-bm25 as an `Index` in memory: what every engine's answers are compared with.

It scores every passage for every query: here it scores the passages that hold a term, once a term, and a query adds
these up. The weights are fitted over it, too: fifty folders that are read once each need no library.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from rank_bm25 import BM25Okapi

from histbot.retrieval.index import Hit
from histbot.retrieval.ranker import K1, B, lucene_idf

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from histbot.knowledge import Passage

    Array = np.ndarray[Any, np.dtype[Any]]

_KEPT = 10_000  # terms whose scores are kept once computed


class _LuceneBm25(BM25Okapi):  # type: ignore[misc]  # rank_bm25 carries no types
    """`BM25Okapi` with an idf that is never negative."""

    def _calc_idf(self, nd: Mapping[str, int]) -> None:
        self.idf = {term: lucene_idf(self.corpus_size, holding) for term, holding in nd.items()}


class Bm25Index:
    """Passages ranked by BM25 over their terms."""

    def __init__(self, passages: Sequence[Passage], terms: Iterable[list[str]]) -> None:
        """Index `passages`; `terms` are those of each, in the same order, repeated terms included."""
        self._passages = passages
        corpus = list(terms)
        self._postings: dict[str, array[int]] = {}
        for place, document in enumerate(corpus):
            for term in dict.fromkeys(document):
                self._postings.setdefault(term, array("I")).append(place)
        # rank-bm25 divides by the number of documents and by their mean length.
        self._engine = _LuceneBm25(corpus, k1=K1, b=B) if any(corpus) else None
        if self._engine is not None:
            self._engine.doc_len = np.array(self._engine.doc_len)  # or every call makes an array of the list anew
        self._impact = lru_cache(maxsize=_KEPT)(self._gain)
        self._ranges: dict[str, tuple[int, int]] = {}
        for place, passage in enumerate(passages):
            first, _ = self._ranges.get(passage.article, (place, place))
            self._ranges[passage.article] = (first, place + 1)

    def __contains__(self, term: str) -> bool:
        return term in self._postings

    def __len__(self) -> int:
        return len(self._passages)

    def holding(self, term: str) -> int:
        """Count the passages that hold `term`."""
        return len(self._postings.get(term, ()))

    def beginning(self, letters: str) -> Sequence[str]:
        """Give the terms that begin with these letters, in order."""
        return self._terms[bisect_left(self._terms, letters) : bisect_left(self._terms, letters + "\U0010ffff")]

    def of_length(self, length: int) -> Sequence[str]:
        """Give the terms of so many characters."""
        return self._by_length.get(length, ())

    @cached_property
    def _terms(self) -> list[str]:
        return sorted(self._postings)

    @cached_property
    def _by_length(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for term in self._terms:
            found.setdefault(len(term), []).append(term)
        return found

    def idf(self, term: str, within: str | None = None) -> float:
        """Say how rare `term` is, in all or in one article."""
        if within is None:
            return lucene_idf(len(self), self.holding(term))
        places = self._postings.get(term, ())
        first, last = self._ranges.get(within, (0, 0))
        return lucene_idf(last - first, bisect_left(places, last) - bisect_left(places, first))

    def search(self, query: Mapping[str, float], limit: int, within: Collection[str] | None = None) -> list[Hit]:
        """Give the best passages, by score and then by place: the same input, the same order."""
        ranges = [(0, len(self._passages))] if within is None else self._ranges_of(within)
        first, last = (ranges[0][0], ranges[-1][1]) if ranges else (0, 0)
        scores = np.zeros(last - first)
        for term, weight in query.items():
            if term in self._postings:
                places, gains = self._impact(term)
                start, end = np.searchsorted(places, (first, last)) if within is not None else (0, len(places))
                scores[places[start:end] - first] += weight * gains[start:end]
        for (_, end), (start, _) in pairwise(ranges):
            scores[end - first : start - first] = 0.0
        matched = np.flatnonzero(scores > 0)
        order = matched[np.argsort(-scores[matched], kind="stable")[:limit]]
        return [Hit(self._passages[first + place], float(scores[place])) for place in order]

    def _ranges_of(self, slugs: Collection[str]) -> list[tuple[int, int]]:
        return sorted(self._ranges[slug] for slug in set(slugs) if slug in self._ranges)

    def _gain(self, term: str) -> tuple[Array, Array]:
        """Give the places of the passages that hold `term`, and what rank-bm25 scores each of them for it."""
        assert self._engine is not None  # noqa: S101  # a term has a posting only in an engine that has a corpus
        places = self._postings[term]
        return np.array(places, dtype=np.int64), np.array(self._engine.get_batch_scores([term], places))
