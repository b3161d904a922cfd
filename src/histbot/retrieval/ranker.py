"""Rank the candidates of any engine by rank-bm25's formula: engines find, one ranker decides, all answers are alike.

As it comes, `BM25Okapi` gives a term in half of the passages an idf of 0 and in more than half a negative
one, which in a single article is most terms; Lucene's idf, put into its own hook, is above 0 always.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
from rank_bm25 import BM25Okapi

from histbot.retrieval.index import Hit, Match

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from histbot.retrieval.index import Candidate, Engine, Lexicon, Passages

    Array = np.ndarray[Any, np.dtype[Any]]

K1 = 1.5
B = 0.75


def lucene_idf(passages: float, holding: float) -> float:
    """Compute `log(1 + (N - n + 0.5) / (n + 0.5))` (Lucene's BM25Similarity)."""
    return math.log(1 + (passages - holding + 0.5) / (holding + 0.5))


class _Candidates(BM25Okapi):  # type: ignore[misc]  # rank_bm25 carries no types
    """`BM25Okapi` over a few passages of many, with the statistics of all of them."""

    def __init__(self, candidates: Sequence[Candidate], idf: Mapping[str, float], lexicon: Lexicon) -> None:
        # Not `super().__init__`, which counts a whole corpus: here the lexicon has.
        self.k1, self.b = K1, B
        self.corpus_size, self.avgdl = len(lexicon), lexicon.mean_length
        self.doc_freqs = [each.counts for each in candidates]
        self.doc_len = np.array([each.length for each in candidates])
        self.idf = idf


def scores_of(lexicon: Lexicon, query: Mapping[str, float], found: Sequence[Candidate]) -> list[float]:
    """Score candidates for weighted terms as rank-bm25 would over all passages."""
    idf = {term: lucene_idf(len(lexicon), lexicon.holding(term)) for term in query}
    formula, places = _Candidates(found, idf, lexicon), list(range(len(found)))
    scores = np.zeros(len(found))
    for term, weight in query.items() if found else ():
        scores += weight * np.array(formula.get_batch_scores([term], places))
    ranked: list[float] = scores.tolist()
    return ranked


class Ranker:
    """`Index` over an engine: at its candidates' places, what rank-bm25 would score over all passages."""

    def __init__(self, engine: Engine, lexicon: Lexicon, passages: Passages) -> None:
        self._engine, self._lexicon, self._passages = engine, lexicon, passages

    def __len__(self) -> int:
        return len(self._lexicon)

    def __contains__(self, term: str) -> bool:
        return self._lexicon.holding(term) > 0

    def holding(self, term: str) -> int:
        """Count the passages that hold `term`."""
        return self._lexicon.holding(term)

    def idf(self, term: str, within: str | None = None) -> float:
        """Say how rare `term` is, in all or in one article."""
        if within is None:
            return lucene_idf(len(self), self.holding(term))
        holding, passages = self._lexicon.holding_within(term, within)
        return lucene_idf(passages, holding)

    def beginning(self, letters: str) -> Sequence[str]:
        """Give the terms that begin with these letters."""
        return self._lexicon.beginning(letters)

    def of_length(self, length: int) -> Sequence[str]:
        """Give the terms of so many characters."""
        return self._lexicon.of_length(length)

    def search(self, query: Mapping[str, float], limit: int, within: Collection[str] | None = None) -> list[Hit]:
        """Give the best passages, by score, then by article and place: the same input, the same order."""
        best = self._best(query, limit, within)
        passages = self._passages.passages([candidate.key for candidate, _ in best])
        return [Hit(passage, score) for passage, (_, score) in zip(passages, best, strict=True)]

    def matches(self, query: Mapping[str, float], limit: int, within: Collection[str] | None = None) -> list[Match]:
        """Give the passages that `search` would, in the same order, without fetching them."""
        best = [candidate for candidate, _ in self._best(query, limit, within)]
        borrowed = self._passages.borrowed([each.key for each in best])
        return [
            Match(each.article, f"{each.article}#{each.number}", each.counts.keys() - borrowed.get(each.key, ()))
            for each in best
        ]

    def _best(
        self, query: Mapping[str, float], limit: int, within: Collection[str] | None
    ) -> list[tuple[Candidate, float]]:
        known = {term: weight for term, weight in query.items() if term in self}
        if not known:
            return []
        found = self._engine.candidates(known, max(limit, self._engine.margin), within)
        scores = scores_of(self._lexicon, known, found)
        order = sorted(
            (place for place in range(len(found)) if scores[place] > 0),
            key=lambda place: (-scores[place], found[place].article, found[place].number),
        )[:limit]
        return [(found[place], scores[place]) for place in order]
