"""The default engine: postings in the library's own file, added up by numpy. Good to some 300,000 passages."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from histbot.errors import BrokenLibraryError
from histbot.library.tables.cache import ByteCache
from histbot.library.tables.postings import decode_numbers, decode_posting
from histbot.library.tables.writing import passage_id
from histbot.retrieval import K1, B, Candidate, lucene_idf

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from histbot.library.generation.lexicon import StoredLexicon
    from histbot.library.tables.reader import Reader

    Array = np.ndarray[Any, np.dtype[Any]]

_KEPT = 24_000_000  # bytes of postings kept


class _Segment(NamedTuple):
    """Passages that are numbered through."""

    id: int
    """Its id."""
    lengths: Array
    """How many terms each passage has."""
    norms: Array
    """What a passage's length adds to how often a term occurs in it, as rank-bm25 has it."""
    starts: Array
    """The number of each article's first passage."""
    articles: Array
    """Each article's id."""
    gone: Array
    """The first and the last number, behind it, of each article that is there no more."""


class _Posting(NamedTuple):
    """Where a term occurs in a segment, and what that scores."""

    places: Array
    """The numbers of the passages that hold it, ascending."""
    counts: Array
    """How often each does."""
    gains: Array
    """What rank-bm25 scores each for it."""


class EmbeddedEngine:
    """Candidates from the postings of one generation."""

    def __init__(self, reader: Reader, lexicon: StoredLexicon) -> None:
        self._reader, self._lexicon = reader, lexicon
        self._kept: ByteCache[dict[int, _Posting]] = ByteCache(_KEPT, _size)
        self._whole: tuple[_Segment, ...] | None = None

    margin = 0  # its scores are those of the ranker

    def candidates(
        self, query: Mapping[str, float], limit: int, within: Collection[str] | None = None
    ) -> list[Candidate]:
        """Give the best passages by BM25, `limit` of them and those that are as good as the last."""
        postings = {term: self._postings(term) for term in query if self._lexicon.holding(term)}
        ranges = self._ranges(within)
        found = [
            (segment, *self._scores(segment, {t: p[segment.id] for t, p in postings.items() if segment.id in p}, query,
                                    None if ranges is None else ranges.get(segment.id, [])))
            for segment in self._segments()
        ]  # fmt: skip
        scores = np.concatenate([each for _, _, each in found]) if found else np.zeros(0)
        least = np.partition(scores, -limit)[-limit] if len(scores) > limit else 0.0
        best = [(segment, places[scores >= least]) for segment, places, scores in found]
        return [each for segment, places in best for each in self._named(segment, places, postings)]

    def _segments(self) -> tuple[_Segment, ...]:
        if self._whole is None:
            rows = self._reader.all("SELECT id, lengths, starts, articles FROM segments ORDER BY id")
            self._whole = tuple(self._segment(*row) for row in rows)
        return self._whole

    def _segment(self, key: int, lengths: bytes, starts: bytes, articles: bytes) -> _Segment:
        gone = self._reader.all("SELECT first, first + passages FROM gone WHERE segment = ? ORDER BY first", key)
        mean = self._lexicon.mean_length
        # In the order in which rank-bm25 works it out: the same floats.
        each = decode_numbers(lengths)
        norms = K1 * (1 - B + B * each / mean)
        return _Segment(
            key, each, norms, decode_numbers(starts), decode_numbers(articles), np.array(gone).reshape(-1, 2)
        )

    def _postings(self, term: str) -> dict[int, _Posting]:
        return self._kept.get(term, lambda: self._fetched(term))

    def _fetched(self, term: str) -> dict[int, _Posting]:
        """Read a term's postings; raises `BrokenLibraryError` if they are not all there."""
        holding = self._lexicon.holding(term)
        idf = lucene_idf(len(self._lexicon), holding)
        found: dict[int, _Posting] = {}
        alive = 0
        for segment in self._segments():
            row = self._reader.one("SELECT data FROM postings WHERE segment = ? AND term = ?", segment.id, term)
            if row is not None:
                places, counts = decode_posting(row[0])
                often = counts.astype(float)
                gains = idf * (often * (K1 + 1) / (often + segment.norms[places]))
                found[segment.id] = _Posting(places, counts, gains)
                alive += len(places) - int(np.diff(np.searchsorted(places, segment.gone)).sum())
        if alive != holding:
            raise BrokenLibraryError(f"{term!r} has {alive} postings, not {holding}")
        return found

    def _scores(
        self,
        segment: _Segment,
        postings: Mapping[str, _Posting],
        query: Mapping[str, float],
        ranges: Sequence[tuple[int, int]] | None,
    ) -> tuple[Array, Array]:
        """Give the numbers of the passages that score above 0, and their scores; `ranges` are those looked at."""
        first, last = (0, len(segment.norms)) if ranges is None else (ranges[0][0], ranges[-1][1]) if ranges else (0, 0)
        scores = np.zeros(last - first)
        for term, (places, _, gains) in postings.items():
            start, end = (0, len(places)) if ranges is None else np.searchsorted(places, (first, last))
            scores[places[start:end] - np.int64(first)] += query[term] * gains[start:end]
        for (_, end), (start, _) in pairwise(ranges or ()):
            scores[end - first : start - first] = 0.0
        if ranges is None:
            for start, end in segment.gone:
                scores[start:end] = 0.0
        places = np.flatnonzero(scores > 0)
        return places + first, scores[places]

    def _ranges(self, within: Collection[str] | None) -> dict[int, list[tuple[int, int]]] | None:
        """Give the passages of some articles, by segment, in order."""
        if within is None:
            return None
        ranges: dict[int, list[tuple[int, int]]] = {}
        query = "SELECT segment, first, passages FROM articles WHERE slug IN ({})"
        for segment, first, count in sorted(self._reader.each(query, set(within))):
            ranges.setdefault(segment, []).append((first, first + count))
        return ranges

    def _named(
        self, segment: _Segment, places: Array, postings: Mapping[str, Mapping[int, _Posting]]
    ) -> Iterator[Candidate]:
        """Say which passages these are, and how often each term occurs in them."""
        rows = np.searchsorted(segment.starts, places, side="right") - 1
        articles = segment.articles[rows].tolist()
        numbers = (places - segment.starts[rows] + 1).tolist()
        counts = _counts(places, {term: each[segment.id] for term, each in postings.items() if segment.id in each})
        lengths = segment.lengths[places].tolist()
        slugs = dict(self._reader.each("SELECT id, slug FROM articles WHERE id IN ({})", set(articles)))
        for article, number, length, counted in zip(articles, numbers, lengths, counts, strict=True):
            yield Candidate(passage_id(article, number), slugs[article], number, length, counted)


def _counts(places: Array, postings: Mapping[str, _Posting]) -> Iterable[dict[str, int]]:
    """Say for each passage how often each term occurs in it, those that do."""
    counted: list[dict[str, int]] = [{} for _ in places]
    for term, posting in postings.items():
        at = np.searchsorted(posting.places, places)
        at[at == len(posting.places)] = 0
        for row in np.flatnonzero(posting.places[at] == places).tolist():
            counted[row][term] = int(posting.counts[at[row]])
    return counted


def _size(postings: dict[int, _Posting]) -> int:
    return 500 + sum(each.places.nbytes + each.counts.nbytes + each.gains.nbytes for each in postings.values())
