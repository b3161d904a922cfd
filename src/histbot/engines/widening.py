"""As many candidates of an engine as it takes until no other passage can be among the best.

An engine's scores are not ours: other constants, lengths kept in one byte, counts that include what is deleted. What it
leaves out scores less there than what it gives; so it scores less here, too, once the last place that counts is as far
above the last that was given as the two scores ever differ among those given.

Known limit: that difference is measured among the candidates, not proved for all passages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from histbot.engines.terms import candidates_of
from histbot.retrieval import scores_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from histbot.library import Reader, StoredLexicon
    from histbot.retrieval import Candidate

_FIRST = 64  # candidates: of a dozen, 600 of 600 lists were right with 32
_WIDER = 4  # times as many are asked for where that was not enough
_MOST = 20_000
_SLACK = 1.02  # how much further apart than any seen the two scores of a passage may be


class Found(NamedTuple):
    """A passage that an engine found."""

    key: int
    """Its key in the library."""
    score: float
    """What the engine scored it."""


class Finder(Protocol):
    """What an engine has to do."""

    def best(self, query: Mapping[str, float], limit: int, within: Collection[str] | None) -> Sequence[Found]:
        """Give the best passages for weighted terms by the engine's own score, the best first."""
        ...


class Widening:
    """`Engine` over a finder whose scores are near ours."""

    margin = 0  # what it takes is found out here

    def __init__(self, finder: Finder, reader: Reader, lexicon: StoredLexicon) -> None:
        self._finder, self._reader, self._lexicon = finder, reader, lexicon

    def candidates(
        self, query: Mapping[str, float], limit: int, within: Collection[str] | None = None
    ) -> Sequence[Candidate]:
        """Give passages among which are the best `limit`; raises what the finder raises."""
        some = self._narrowed(within)
        size = max(_FIRST, 2 * limit)
        while True:
            found = self._finder.best(query, size, some)
            candidates = candidates_of(self._reader, [each.key for each in found], query)
            if len(found) < size or size >= _MOST or self._enough(query, limit, found, candidates):
                return candidates
            size *= _WIDER

    def _narrowed(self, within: Collection[str] | None) -> Collection[str] | None:
        """Give the articles to look in; none where these are all there are."""
        if within is None:
            return None
        slugs = set(within)
        row = self._reader.one("SELECT count(*) FROM articles")
        return None if row and len(slugs) >= row[0] else slugs

    def _enough(
        self, query: Mapping[str, float], limit: int, found: Sequence[Found], candidates: Sequence[Candidate]
    ) -> bool:
        scores = scores_of(self._lexicon, query, candidates)
        apart = max(ours / theirs.score for ours, theirs in zip(scores, found, strict=True)) * _SLACK
        return sorted(scores, reverse=True)[limit - 1] > found[-1].score * apart
