"""rank-bm25 as an `Index`: its formula, Lucene's idf, and postings so that only candidates are scored.

As it comes, `BM25Okapi` gives a term in half of the passages an idf of 0 and in more than half a negative
one, which in a single article is most terms; Lucene's idf, put into its own hook, is above 0 always. And it scores
every passage for every query: the postings pick those that hold a term first.
"""

from __future__ import annotations

import math
from array import array
from typing import TYPE_CHECKING

from rank_bm25 import BM25Okapi

from histbot.retrieval.index import Hit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from histbot.knowledge import Passage

K1 = 1.5
B = 0.75


def lucene_idf(passages: int, holding: int) -> float:
    """Compute `log(1 + (N - n + 0.5) / (n + 0.5))` (Lucene's BM25Similarity)."""
    return math.log(1 + (passages - holding + 0.5) / (holding + 0.5))


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
        self._ranges: dict[str, tuple[int, int]] = {}
        for place, passage in enumerate(passages):
            first, _ = self._ranges.get(passage.article, (place, place))
            self._ranges[passage.article] = (first, place + 1)

    def __contains__(self, term: str) -> bool:
        return term in self._postings

    def vocabulary(self) -> Iterable[str]:
        """Give every term that a passage holds."""
        return self._postings.keys()

    def idf(self, term: str) -> float:
        """Say how rare `term` is."""
        return lucene_idf(len(self._passages), len(self._postings.get(term, ())))

    def search(self, query: Mapping[str, float], limit: int, within: str | None = None) -> list[Hit]:
        """Give the best passages, by score and then by place: the same input, the same order."""
        places = self._candidates(query, within)
        if not places or self._engine is None:
            return []
        scores = [0.0] * len(places)
        for weight in sorted(set(query.values())):
            same = [term for term in query if query[term] == weight and term in self._postings]
            batch = self._engine.get_batch_scores(same, places) if same else []
            for i, score in enumerate(batch):
                scores[i] += weight * score
        order = sorted(range(len(places)), key=lambda i: (-scores[i], places[i]))
        return [Hit(self._passages[places[i]], scores[i]) for i in order[:limit] if scores[i] > 0]

    def _candidates(self, query: Mapping[str, float], within: str | None) -> list[int]:
        found: set[int] = set()
        for term in query:
            found.update(self._postings.get(term, ()))
        if within is not None:
            first, last = self._ranges.get(within, (0, 0))
            found = {place for place in found if first <= place < last}
        return sorted(found)
