"""The ports: what answering needs of an index, and what an index needs of an engine, of the words and of the passages.

Small enough for an engine of any size: nothing here gives all there is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from histbot.knowledge import Passage


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that shares a term with the query."""

    passage: Passage
    """The passage."""
    score: float
    """Its score, above 0; to be compared within one query only."""


class Match(NamedTuple):
    """A passage by its name, and the terms of a query that it holds."""

    article: str
    """The slug of its article."""
    passage: str
    """Its id."""
    terms: Collection[str]
    """Those of its text and its headings, not of what else stands above it."""


class Index(Protocol):
    """Passages, ranked by what they share with a query."""

    def search(self, query: Mapping[str, float], limit: int, within: Collection[str] | None = None) -> list[Hit]:
        """Give the best `limit` passages for weighted terms, only of the articles whose slugs `within` holds."""
        ...

    def idf(self, term: str, within: str | None = None) -> float:
        """Say how rare `term` is, in all or in one article; a term that no passage holds is the rarest."""
        ...

    def holding(self, term: str) -> int:
        """Count the passages that hold `term`."""
        ...

    def __len__(self) -> int:
        """Count the passages."""
        ...

    def __contains__(self, term: str) -> bool:
        """Tell whether any passage holds `term`."""
        ...

    def beginning(self, letters: str) -> Sequence[str]:
        """Give the terms that begin with these letters."""
        ...

    def of_length(self, length: int) -> Sequence[str]:
        """Give the terms of so many characters."""
        ...


class Matcher(Index, Protocol):
    """An index that says which passages hold which terms of a query, without fetching them: thousands at a time."""

    def matches(self, query: Mapping[str, float], limit: int, within: Collection[str] | None = None) -> list[Match]:
        """Give the passages that `search` would, in the same order."""
        ...


class Candidate(NamedTuple):
    """A passage that an engine holds for one of the best."""

    key: int
    """By which `Passages` finds it."""
    article: str
    """The slug of its article."""
    number: int
    """Its number in the article, from 1."""
    length: int
    """How many terms it has."""
    counts: Mapping[str, int]
    """How often each of the terms that were looked for occurs in it, those that do."""


class Engine(Protocol):
    """Finds the passages that may be the best; how it scores them is its own business."""

    @property
    def margin(self) -> int:
        """How many candidates are to be asked for, at least, so that the best dozen are among them."""
        ...

    def candidates(
        self, query: Mapping[str, float], limit: int, within: Collection[str] | None = None
    ) -> Sequence[Candidate]:
        """Give about `limit` passages, or more, among which are the best for weighted terms, in any order."""
        ...


class Lexicon(Protocol):
    """The terms that passages hold, and how many do."""

    def __len__(self) -> int:
        """Count the passages."""
        ...

    @property
    def mean_length(self) -> float:
        """How many terms a passage has."""
        ...

    def holding(self, term: str) -> int:
        """Count the passages that hold `term`."""
        ...

    def holding_within(self, term: str, slug: str) -> tuple[int, int]:
        """Count the passages of an article that hold `term`, and all of its passages."""
        ...

    def beginning(self, letters: str) -> Sequence[str]:
        """Give the terms that begin with these letters."""
        ...

    def of_length(self, length: int) -> Sequence[str]:
        """Give the terms of so many characters."""
        ...


class Passages(Protocol):
    """Passages by the keys that candidates carry."""

    def passages(self, keys: Collection[int]) -> Sequence[Passage]:
        """Give passages in the order of their keys."""
        ...

    def borrowed(self, keys: Collection[int]) -> Mapping[int, Collection[str]]:
        """Give by key the terms that a passage holds only by what stands above it, of those that have any."""
        ...
